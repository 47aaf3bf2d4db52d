//! The rows that a pathway leaves, made without a database: for the many that the demonstration tells. What happens is held
//! against the same pure rules as an act.

use jiff::Timestamp;
use policy::{Action, Compartment, EntryFacts, PersonFacts, ProgramRole, Resource, TeamGround};
use uuid::Uuid;

use super::facts::{Dated, Fact, FactKind};
pub(crate) use super::rows::{pathway, pathway_fact};
use super::rows::{project, recorded};
use super::standing::{Circumstances, Status, add, standing};
use crate::access::grants::{Ground, Holder, access_grant};
use crate::dates::NEVER;
use crate::people::seeded::entered;
use crate::programs::PathwayRules;
use crate::seed::sheets::Sheets;
use crate::{Ctx, Error, PathwayId, Result};

/// Why the policy lets somebody who follows a person move their pathways on.
pub(crate) fn may_walk(by: &Ctx) -> Result<String> {
    let person =
        PersonFacts { territory: by.territory(), team: Some(TeamGround::health()), ..PersonFacts::default() };
    let own = EntryFacts {
        id: Uuid::nil(),
        person,
        compartment: Compartment::Coordination,
        mine: true,
        restricted_to_me: None,
        shared_with_social: false,
    };
    Ok(by.permit(Action::WriteEntry, &Resource::Entry(own))?.policy.to_string())
}

/// Adds the rows of a pathway that a person without an attending doctor began, and on which all of this happened, recorded by
/// `by` as it happened; which it is. `ground` is why the policy lets them ([`may_walk`]).
pub(crate) fn walked(
    by: &Ctx,
    ground: &str,
    person: Uuid,
    (program, rules): (&str, &PathwayRules),
    history: &[(Timestamp, Fact)],
    sheets: &mut Sheets,
) -> Result<PathwayId> {
    let me = by.actor().professional()?;
    let nobody = || Error::Bug("a pathway without a beginning".to_owned());
    let (opened_at, _) = history.first().ok_or_else(nobody)?;
    let now = Circumstances { without_gp: true };
    let new = |at: Timestamp| kernel::new_uuid(at, by.house().entropy().as_ref());
    let id = new(*opened_at);
    let mut facts: Vec<Dated> = Vec::new();
    for (at, fact) in history {
        if !facts.is_empty() {
            add(rules, &facts, fact, *at, now)?;
        }
        facts.push(Dated {
            seq: facts.last().map_or(1, |last| last.seq + 1),
            at: *at,
            recorded_at: *at,
            practitioner: me.practitioner(),
            role: me.role(),
            by: me.name.clone(),
            fact: fact.clone(),
        });
    }
    let then = standing(rules, &facts, now).ok_or_else(nobody)?;
    let last = facts.last().map(|last| last.at).filter(|_| then.status == Status::Closed);
    let mut row = pathway::Model {
        territory_id: by.territory(),
        id,
        person_id: person,
        program: program.to_owned(),
        code: rules.code.clone(),
        version: i64::from(rules.version),
        rules: serde_json::to_string(rules)?,
        opened_at: opened_at.as_microsecond(),
        role_id: me.role().uuid(),
        status: String::new(),
        step: None,
        planned_at: None,
        due_key: NEVER,
        without_gp: now.without_gp,
        planned_with: None,
        planned_minutes: None,
    };
    project(&mut row, &then);
    sheets.add(row);
    sheets.add(access_grant::Model {
        territory_id: by.territory(),
        id: new(*opened_at),
        holder_id: Holder::Program(program, ProgramRole::Coordinator).uuid(),
        ground: Ground::Coordination.code().to_owned(),
        person_id: Some(person),
        object_kind: Some("pathway".to_owned()),
        object_id: Some(id),
        from_at: opened_at.as_microsecond(),
        until_at: last.map(Timestamp::as_microsecond),
    });
    for dated in &facts {
        sheets.add(recorded(by.territory(), (id.into(), rules), dated)?);
        sheets.add(entered(
            by,
            me.role().uuid(),
            dated.at,
            person,
            dated.fact.kind().entry(),
            ("pathway", id),
        ));
        let action =
            if dated.fact.kind() == FactKind::Opening { "pathway.opened" } else { "pathway.recorded" };
        let line = (new(dated.at), dated.at);
        sheets.journal(by.entry_of(line, action, ("pathway", id), Some(person), ground));
    }
    Ok(id.into())
}
