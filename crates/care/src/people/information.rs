//! Recording what the person was told and what they said. A withdrawal takes effect in the act that records it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use policy::{Action, Compartment, Resource};
use sea_orm::{ConnectionTrait, Value};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use super::closed::{self, CLOSABLE};
use super::person::Person;
use super::said::{How, InformationFact, InformationKind, Scope, Terms, facts};
use super::standing::Standing;
use super::team::{TeamMember, members};
use super::{consequences, invitations, overview, rows, ties};
use crate::access::entries::{self, NewEntry};
use crate::attachments::{self, Attachment};
use crate::dates;
use crate::directory::decode;
use crate::fields::{self, Faults};
use crate::record::{self, Reader};
use crate::sql::sql;
use crate::{Ctx, Error, Fault, PersonId, PractitionerId, Result, Seen};

/// What is to be recorded, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InformationForm {
    /// Code of an [`InformationKind`].
    pub kind: String,
    /// Code of a [`How`].
    pub how: String,
    /// When it was said: a date; empty for now.
    pub on: String,
    /// The professional concerned, as an opaque identifier; empty for everyone.
    pub practitioner: String,
    /// Codes of what helped ([`super::Aid`]).
    pub aids: Vec<String>,
    /// Of a consent to one professional: codes of the compartments that it names.
    pub opens: Vec<String>,
    /// Of an objection to parts: codes of the compartments.
    pub closes: Vec<String>,
    /// Of a consent: for what.
    pub purpose: String,
    /// Of a consent: the last day on which it holds; empty for no end.
    pub until: String,
    /// A word on it.
    pub note: String,
}

/// What is to be recorded, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInformation {
    /// What.
    pub kind: InformationKind,
    /// How.
    pub how: How,
    /// Whom it concerns.
    pub scope: Scope,
    /// When it was said; now if absent.
    pub at: Option<Timestamp>,
    /// In which terms.
    pub terms: Terms,
    /// A word on it.
    pub note: Option<String>,
}

impl NewInformation {
    /// Something said now about everybody.
    pub fn now(kind: InformationKind, how: How) -> Self {
        Self { kind, how, scope: Scope::Everyone, at: None, terms: Terms::default(), note: None }
    }

    /// Reads what was typed; `practitioner` is the identifier already opened by the caller, `today` the latest date
    /// that makes sense.
    pub fn parse(form: &InformationForm, practitioner: Option<PractitionerId>, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let kind = faults.take(fields::choice("kind", &form.kind));
        let how = faults.take(fields::choice("how", &form.how));
        let at = faults.take(said_on("on", &form.on, today));
        let note = faults.take(fields::optional_long("note", &form.note));
        let terms = terms(form, kind, today, &mut faults);
        if !form.practitioner.is_empty() && practitioner.is_none() {
            faults.push("practitioner", "fault-choose-professional");
        }
        faults.done()?;
        let (Some(kind), Some(how), Some(at), Some(note)) = (kind, how, at, note) else {
            return Err(Error::Bug("a form without faults has all its values".to_owned()));
        };
        let scope = practitioner.map_or(Scope::Everyone, Scope::Practitioner);
        Ok(Self { kind, how, scope, at, terms: terms.unwrap_or_default(), note })
    }
}

/// The terms of what was said; of a consent alone its compartments, purpose and period.
fn terms(
    form: &InformationForm,
    kind: Option<InformationKind>,
    today: Date,
    faults: &mut Faults,
) -> Option<Terms> {
    let aids = form.aids.iter().filter_map(|code| decode(code).ok()).collect();
    if kind == Some(InformationKind::PartlyOpposed) {
        let parts: BTreeSet<Compartment> = form.closes.iter().filter_map(|word| word.parse().ok()).collect();
        let parts: BTreeSet<_> = parts.into_iter().filter(|it| CLOSABLE.contains(it)).collect();
        if parts.is_empty() {
            faults.push("closes", "fault-choose-parts");
        }
        return Some(Terms { aids, closes: Some(parts), ..Terms::default() });
    }
    if kind != Some(InformationKind::Consented) {
        return Some(Terms { aids, ..Terms::default() });
    }
    let opens: BTreeSet<Compartment> = form.opens.iter().filter_map(|word| word.parse().ok()).collect();
    let purpose = faults.take(fields::optional_short("purpose", &form.purpose));
    let until = faults.take(dates::optional("until", &form.until));
    if until.flatten().is_some_and(|until| until < today) {
        faults.push("until", "fault-consent-over");
    }
    // The last day counts whole.
    let until = until?.map(|until| dates::noon(until.saturating_add(1.day()))).transpose().ok()?;
    let until = until.map(|noon| noon - jiff::SignedDuration::from_hours(12));
    let opens = Some(opens).filter(|it| !it.is_empty());
    Some(Terms { aids, opens, closes: None, purpose: purpose?, until })
}

/// When it was said. Today, and nothing at all, is now.
fn said_on(field: &'static str, text: &str, today: Date) -> Result<Option<Timestamp>, Fault> {
    let date = dates::past(field, text, today, LONG_AGO)?.filter(|date| *date != today);
    date.map(dates::noon).transpose().map_err(|_| Fault::new(field, "fault-date"))
}

/// Nobody was told anything longer ago, in years.
const LONG_AGO: i32 = 150;

/// Records what the person was told or said. An objection, and a consent taken back, close what they opened at once.
///
/// # Errors
/// [`Error::Conflict`] when there is nothing to lift or to withdraw, or the objection stands already.
pub async fn record(ctx: &Ctx, person: PersonId, new: NewInformation) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let ties = ties(&ctx, &tx, person).await?;
        let person = PersonId::from(ties.facts.id);
        let reason = ctx.permit(Action::RecordInformation, &Resource::Person(ties.facts))?;
        rows::lock(&tx, &ctx, person).await?;
        let action = journalled(new.kind);
        note(&ctx, &tx, person, new).await?;
        ctx.record(&tx, action, ("person", person.uuid()), Some(person.uuid()), &reason).await
    })
    .await
}

/// What the person was told and said, and whom it may be about.
#[derive(Debug, Clone)]
pub struct InformationSheet {
    /// Who they are.
    pub person: Person,
    /// Where things stand.
    pub standing: Standing,
    /// Everything said, latest first.
    pub said: Vec<InformationFact>,
    /// The care team at present; empty where coordination is closed to the actor.
    pub team: Vec<TeamMember>,
    /// Who reads it, beside the actor; absent where who is around the person is not told to the actor.
    pub readers: Option<Vec<Reader>>,
    /// Whether the actor may record something.
    pub may_record: bool,
    /// The scans joined to what was said, with the fact that each proves; absent where they are not the actor's to read.
    pub evidence: Option<Vec<(Uuid, Attachment)>>,
}

/// The page on which is recorded what the person was told and said; journalled with its ground.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden; [`Error::Forbidden`] when neither coordination nor what the person
/// said is open to the actor.
pub async fn sheet(ctx: &Ctx, person: PersonId) -> Result<InformationSheet> {
    let db = ctx.reader();
    let ties = ties(ctx, &db, person).await?;
    let person = PersonId::from(ties.facts.id);
    let of_the_team = ties.facts.team.is_some();
    let readers = record::who_may(ctx, &db, &ties.facts, Action::ReadCoordination).await?;
    let resource = Resource::Person(ties.facts);
    let recording = ctx.permit(Action::RecordInformation, &resource);
    let coordination = ctx.may(Action::ReadCoordination, &resource);
    let may_record = recording.is_ok();
    let reason = recording.or_else(|_| ctx.permit(Action::ReadCoordination, &resource))?;
    let mut team = if coordination { members(ctx, &db, person).await? } else { Vec::new() };
    team.retain(|member| member.runs(ctx.now()));
    let me = ctx.actor().professional()?.practitioner();
    let mut said = facts(ctx, &db, person).await?;
    // A word on it is narrative: coordination and secretariats read what was said and when, not how it was told.
    for fact in said.iter_mut().filter(|fact| !of_the_team && fact.by != me) {
        fact.note = None;
    }
    ctx.saw(Seen {
        action: "information.read",
        kind: "person",
        object: Some(person.uuid()),
        persons: vec![person.uuid()],
        ground: reason.policy.to_string(),
    });
    let evidence = if may_record && of_the_team {
        let facts: Vec<Uuid> = said.iter().map(|fact| fact.id).collect();
        Some(attachments::of_all(&db, ctx, &facts).await?)
    } else {
        None
    };
    Ok(InformationSheet {
        evidence,
        person: overview::read(ctx, &db, person).await?,
        standing: Standing::of(said.iter().cloned(), ctx.now()),
        said,
        team,
        readers,
        may_record,
    })
}

/// As [`record`], inside another act that has asked the policy and locked the person.
pub(crate) async fn note(ctx: &Ctx, tx: &Tx, person: PersonId, new: NewInformation) -> Result<()> {
    let standing = Standing::of(facts(ctx, tx, person).await?, ctx.now());
    if !standing.allows(new.kind, new.scope) {
        return Err(Error::conflict(impossible(new.kind)));
    }
    let now = ctx.now();
    let at = new.at.unwrap_or(now).min(now);
    let id = ctx.new_id::<Uuid>();
    rows::information::Model {
        territory_id: ctx.territory(),
        id,
        person_id: person.uuid(),
        kind: new.kind.code().to_owned(),
        how: new.how.code().to_owned(),
        scope: serde_json::to_string(&new.scope)?,
        note: new.note,
        at: at.as_microsecond(),
        recorded_at: now.as_microsecond(),
        role_id: ctx.actor().professional()?.role().uuid(),
        terms: serde_json::to_string(&new.terms)?,
    }
    .insert(tx)
    .await?;
    project(ctx, tx, person).await?;
    invitations::of_word(ctx, tx, person, new.kind, new.scope).await?;
    consequences::of_word(ctx, tx, person, new.kind, new.scope, &new.terms).await?;
    let entry = NewEntry {
        person,
        compartment: Compartment::Coordination,
        at,
        kind: entered(new.kind),
        object: ("information", id),
    };
    entries::add(ctx, tx, entry).await
}

/// Saves on the person what their standing is now, for the policy's facts. The version of the identity stays as it is:
/// whoever sees the identity alone must not learn that something else changed.
pub(super) async fn project(ctx: &Ctx, tx: &Tx, person: PersonId) -> Result<()> {
    use sea_orm::ConnectionTrait as _;
    let standing = Standing::of(facts(ctx, tx, person).await?, ctx.now());
    let micros = |fact: Option<&super::InformationFact>| fact.map(|fact| fact.at.as_microsecond());
    let values = vec![
        micros(standing.informed.as_ref()).into(),
        micros(standing.opposed.as_ref()).into(),
        closed::stored(&standing).into(),
        ctx.territory().into(),
        person.uuid().into(),
    ];
    let text =
        "UPDATE person SET informed_at = ?, opposed_at = ?, closed = ? WHERE territory_id = ? AND id = ?";
    tx.execute_raw(sql(tx, text, values)).await?;
    Ok(())
}

/// Of these persons those who object to the actor by name. One statement; none where there is nobody to ask about.
pub(crate) async fn objecting<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    persons: &[Uuid],
) -> Result<BTreeSet<Uuid>> {
    let mut objecting = BTreeSet::new();
    let Ok(me) = ctx.actor().professional() else { return Ok(objecting) };
    if persons.is_empty() {
        return Ok(objecting);
    }
    let text = format!(
        "SELECT person_id, kind FROM information WHERE territory_id = ? AND scope = ? AND person_id IN ({}) \
         ORDER BY at, recorded_at, id",
        crate::sql::marks(persons.len())
    );
    let scope = serde_json::to_string(&Scope::Practitioner(me.practitioner()))?;
    let mut values: Vec<Value> = vec![ctx.territory().into(), scope.into()];
    values.extend(persons.iter().map(|it| Value::from(*it)));
    for row in db.query_all_raw(sql(db, &text, values)).await? {
        let (person, kind): (Uuid, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        match decode::<InformationKind>(&kind)? {
            InformationKind::Opposed => drop(objecting.insert(person)),
            InformationKind::OppositionLifted | InformationKind::Consented => drop(objecting.remove(&person)),
            _ => {}
        }
    }
    Ok(objecting)
}

/// Whether data about this person may be exchanged now: informed, and not opposed (CSP L1110-4 II and IV). Holds the
/// person until the act ends, so that an objection recorded meanwhile comes before or after, never in between.
///
/// # Errors
/// [`Error::Invalid`] on the field `telling` when the person was not told; [`Error::Conflict`] when they object.
pub async fn may_share(ctx: &Ctx, tx: &Tx, person: PersonId) -> Result<()> {
    let person = Person::try_from(rows::lock(tx, ctx, person).await?)?;
    if person.opposed_at.is_some() {
        return Err(Error::conflict("conflict-person-opposed"));
    }
    if person.informed_at.is_none() {
        return Err(Error::invalid("telling", "fault-person-not-informed"));
    }
    Ok(())
}

/// The person is told now (`how`) of an exchange about to take place, or was before (`None`); then [`may_share`]. The
/// caller has asked the policy.
pub(crate) async fn tell_about_exchange(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    how: Option<How>,
) -> Result<()> {
    if let Some(how) = how {
        let row = rows::lock(tx, ctx, person).await?;
        if row.opposed_at.is_some() {
            return Err(Error::conflict("conflict-person-opposed"));
        }
        note(ctx, tx, person, NewInformation::now(InformationKind::Informed, how)).await?;
    }
    may_share(ctx, tx, person).await
}

const fn journalled(kind: InformationKind) -> &'static str {
    match kind {
        InformationKind::Informed => "person.informed",
        InformationKind::NotOpposed => "person.not_opposed",
        InformationKind::Opposed => "person.opposed",
        InformationKind::PartlyOpposed => "person.partly_opposed",
        InformationKind::OppositionLifted => "person.opposition_lifted",
        InformationKind::Consented => "person.consented",
        InformationKind::ConsentWithdrawn => "person.consent_withdrawn",
    }
}

const fn entered(kind: InformationKind) -> &'static str {
    match kind {
        InformationKind::Informed => "person-informed",
        InformationKind::NotOpposed => "person-not-opposed",
        InformationKind::Opposed => "person-opposed",
        InformationKind::PartlyOpposed => "person-partly-opposed",
        InformationKind::OppositionLifted => "person-opposition-lifted",
        InformationKind::Consented => "person-consented",
        InformationKind::ConsentWithdrawn => "person-consent-withdrawn",
    }
}

const fn impossible(kind: InformationKind) -> &'static str {
    match kind {
        InformationKind::Opposed | InformationKind::PartlyOpposed => "conflict-already-opposed",
        InformationKind::NotOpposed => "conflict-opposed-before",
        InformationKind::OppositionLifted => "conflict-nothing-to-lift",
        _ => "conflict-nothing-to-withdraw",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn what_was_said_before_is_dated_and_what_is_said_now_is_now() {
        assert_eq!(said_on("on", "", TODAY), Ok(None));
        assert_eq!(said_on("on", "2026-11-23", TODAY), Ok(None));
        let noon: Timestamp = "2026-05-04T10:00:00Z".parse().unwrap();
        assert_eq!(said_on("on", "04/05/2026", TODAY), Ok(Some(noon)));
        assert_eq!(said_on("on", "24/11/2026", TODAY).unwrap_err().key, "fault-date-future");
        assert_eq!(said_on("on", "hier", TODAY).unwrap_err().key, "fault-date");
    }

    #[test]
    fn every_fault_at_once() {
        let Err(Error::Invalid(faults)) = NewInformation::parse(&InformationForm::default(), None, TODAY)
        else {
            panic!("an empty form has faults");
        };
        assert_eq!(faults, [Fault::new("kind", "fault-required"), Fault::new("how", "fault-required")]);
        let form = InformationForm {
            kind: "consented".to_owned(),
            how: "writing".to_owned(),
            practitioner: "somebody".to_owned(),
            ..InformationForm::default()
        };
        assert!(
            NewInformation::parse(&form, None, TODAY).is_err(),
            "an unknown professional is not everyone"
        );
    }
}
