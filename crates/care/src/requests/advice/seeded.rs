//! The rows that a request leaves, fact after fact, made without a database: for synthetic territories. Each fact is
//! asked of the policy and of the table of states, and projected, as in an act.

use jiff::{SignedDuration, Timestamp};
use policy::{Action, ProgramRole, Resource};
use uuid::Uuid;

use super::act::{entered, facts_of};
pub(crate) use super::emergency::emergency_screen;
use super::extract::Extract;
use super::facts::{Asked, Dated, Fact, Status, next, turn};
use super::rows::Advice;
pub(crate) use super::rows::{advice, advice_fact};
use super::{SuicidalIdeas, Telling, ask, sharing};
use crate::access::entries::{code, entry};
use crate::access::grants::{Ground, Holder, access_grant};
use crate::programs::Program;
use crate::seed::sheets::Sheets;
use crate::{Ctx, Error, Result};

/// Who takes part in a request.
pub(crate) struct Happening<'a> {
    pub(crate) asker: &'a Ctx,
    pub(crate) answerer: &'a Ctx,
    pub(crate) triage: &'a Ctx,
}

impl Happening<'_> {
    /// A fresh identifier of that moment.
    pub(crate) fn new_id(&self, at: Timestamp) -> Uuid {
        kernel::new_uuid(at, self.asker.house().entropy().as_ref())
    }
}

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    Asker,
    Answerer,
    Triage,
}

/// A request being told.
pub(crate) struct Story<'a> {
    it: &'a Happening<'a>,
    program: &'a Program,
    advice: Advice,
    grants: Vec<access_grant::Model>,
}

impl<'a> Story<'a> {
    /// A draft, begun at `at` after the emergency screen was read.
    pub(crate) fn begin(
        it: &'a Happening<'a>,
        program: &'a Program,
        at: Timestamp,
        sheets: &mut Sheets,
    ) -> Result<Self> {
        let asker = it.asker.actor().professional()?;
        let shown = at - SignedDuration::from_mins(2);
        let (screen, id) = (it.new_id(shown), it.new_id(at));
        let territory = it.asker.territory();
        sheets.add(emergency_screen::Model {
            territory_id: territory,
            id: screen,
            program: program.slug.clone(),
            practitioner_id: asker.practitioner().uuid(),
            shown_at: shown.as_microsecond(),
            outcome: Some("not_urgent".to_owned()),
            decided_at: Some(at.as_microsecond()),
        });
        let system = crate::ctx::system().policy;
        let object = ("emergency_screen", screen);
        sheets.journal(it.asker.entry_of((it.new_id(at), at), "emergency.decided", object, None, &system));
        let row = advice::Model {
            territory_id: territory,
            id,
            reference: ask::reference(it.asker.house().entropy().as_ref()),
            program: program.slug.clone(),
            status: Status::Draft.code().to_owned(),
            turn: code(&turn(Status::Draft)),
            person_id: None,
            asker_id: asker.practitioner().uuid(),
            asker_role_id: asker.role().uuid(),
            asker_organization_id: asker.organization_id().uuid(),
            named_id: None,
            answerer_id: None,
            subject: String::new(),
            triaged: false,
            previous_id: None,
            version: 1,
            created_at: at.as_microsecond(),
            emergency_shown_at: shown.as_microsecond(),
            sent_at: None,
            due_at: None,
            paused_at: None,
            warned_at: None,
            warned_percent: 0,
            answered_at: None,
            promised_days: 0,
            delay: None,
            ended_at: None,
            share_until: None,
            closing_referral: None,
            closing_emergency_avoided: None,
        };
        let advice = Advice { row, facts: Vec::new() };
        let mut story = Self { it, program, advice, grants: Vec::new() };
        story.share(at);
        let object = ("advice", id);
        sheets.journal(it.asker.entry_of((it.new_id(at), at), "advice.started", object, None, &system));
        Ok(story)
    }

    /// The saved projection, so far.
    pub(crate) fn row(&self) -> &advice::Model {
        &self.advice.row
    }

    /// Sends it: with what leaves about the person, or without identity.
    pub(crate) fn send(
        &mut self,
        at: Timestamp,
        person: Option<Uuid>,
        extract: Extract,
        (question, context): (&str, &str),
        sheets: &mut Sheets,
    ) -> Result<()> {
        let row = &mut self.advice.row;
        row.subject = ask::subject(question);
        let asked = Asked {
            extract,
            question: question.to_owned(),
            context: context.to_owned(),
            suicidal_ideas: SuicidalIdeas::Absent,
            telling: person.map(|_| Telling::Before),
            attachments: Vec::new(),
            named: None,
            answer_days: self.program.clocks.answer_days,
            emergency_shown_at: super::instant(row.emergency_shown_at),
        };
        // Asked of the policy before the person is tied to it, as in the act.
        let reason = self.permitted(By::Asker, Action::SendAdvice, at)?;
        self.advice.row.person_id = person;
        if let Some(person) = person {
            let coordination = Holder::Program(&self.program.slug, ProgramRole::Coordinator).uuid();
            sheets.add(self.grant(at, (coordination, Ground::Coordination, None), Some(person), None));
        }
        self.add(By::Asker, at, Fact::Sending(Box::new(asked)), ("advice.sent", reason), sheets)
    }

    /// Adds a fact that changes the projection by itself alone.
    pub(crate) fn happened(
        &mut self,
        (by, action): (By, Action),
        at: Timestamp,
        fact: Fact,
        journalled: &'static str,
        sheets: &mut Sheets,
    ) -> Result<()> {
        let reason = self.permitted(by, action, at)?;
        let who = self.ctx(by).actor().professional()?.practitioner().uuid();
        let row = &mut self.advice.row;
        match &fact {
            Fact::Triage { named, .. } => row.named_id = named.map(crate::PractitionerId::uuid),
            Fact::Acceptance => row.answerer_id = Some(who),
            Fact::Closing(_)
            | Fact::Redirection { .. }
            | Fact::Refusal { .. }
            | Fact::Cancellation { .. } => {
                let days = i64::from(self.program.clocks.share_days);
                row.share_until = Some((at + SignedDuration::from_hours(24 * days)).as_microsecond());
            }
            _ => {}
        }
        self.add(by, at, fact, (journalled, reason), sheets)
    }

    /// Hands over the request, its facts and its grants.
    pub(crate) fn end(self, sheets: &mut Sheets) -> Result<()> {
        let (territory, id) = (self.advice.row.territory_id, self.advice.row.id);
        sheets.add(self.advice.row);
        for dated in &self.advice.facts {
            sheets.add(dated.row(territory, id)?);
        }
        self.grants.into_iter().for_each(|grant| sheets.add(grant));
        Ok(())
    }

    fn ctx(&self, by: By) -> &'a Ctx {
        match by {
            By::Asker => self.it.asker,
            By::Answerer => self.it.answerer,
            By::Triage => self.it.triage,
        }
    }

    fn permitted(&self, by: By, action: Action, at: Timestamp) -> Result<String> {
        let ctx = self.ctx(by);
        let me = ctx.actor().professional()?.practitioner().uuid();
        let facts = facts_of(&self.advice.row, me, Vec::new(), at.as_microsecond());
        Ok(ctx.permit(action, &Resource::Advice(facts))?.policy.to_string())
    }

    fn add(
        &mut self,
        by: By,
        at: Timestamp,
        fact: Fact,
        (action, ground): (&'static str, String),
        sheets: &mut Sheets,
    ) -> Result<()> {
        let ctx = self.ctx(by);
        let who = ctx.actor().professional()?;
        let kind = fact.kind();
        next(self.advice.status(), kind).ok_or_else(|| {
            Error::Bug(format!("{kind:?} told of a request that is {:?}", self.advice.status()))
        })?;
        let seq = self.advice.facts.last().map_or(1, |last| last.seq + 1);
        let (role, practitioner) = (who.role(), who.practitioner());
        self.advice.facts.push(Dated { seq, at, role, practitioner, fact });
        self.advice.project(self.program, at);
        self.share(at);
        let row = &self.advice.row;
        if let (Some(person), Some((compartment, kind))) = (row.person_id, entered(kind)) {
            sheets.add(entry::Model {
                territory_id: row.territory_id,
                id: self.it.new_id(at),
                person_id: person,
                compartment: code(&compartment),
                shared_with_social: false,
                restricted: false,
                until_at: None,
                withdrawn_at: None,
                changes: 0,
                at: at.as_microsecond(),
                recorded_at: at.as_microsecond(),
                role_id: role.uuid(),
                kind: kind.to_owned(),
                object_kind: "advice".to_owned(),
                object_id: row.id,
                body: "{}".to_owned(),
            });
        }
        let made = (self.it.new_id(at), at);
        sheets.journal(ctx.entry_of(made, action, ("advice", row.id), row.person_id, &ground));
        Ok(())
    }

    /// Ends the grants that should no longer run and gives those that are missing.
    fn share(&mut self, at: Timestamp) {
        let now = at.as_microsecond();
        let wanted = sharing::wanted(&self.advice);
        let same = |row: &access_grant::Model, want: &(Uuid, Ground, Option<i64>)| {
            row.holder_id == want.0 && row.ground == want.1.code() && row.until_at == want.2
        };
        let runs = |row: &access_grant::Model| row.until_at.is_none_or(|until| until > now);
        for row in self.grants.iter_mut().filter(|row| runs(row)) {
            if !wanted.iter().any(|want| same(row, want)) {
                row.until_at = Some(now);
            }
        }
        for want in wanted {
            if !self.grants.iter().any(|row| runs(row) && same(row, &want)) {
                let grant = self.grant(at, want, self.advice.row.person_id, Some(self.advice.row.id));
                self.grants.push(grant);
            }
        }
    }

    fn grant(
        &self,
        at: Timestamp,
        (holder, ground, until): (Uuid, Ground, Option<i64>),
        person: Option<Uuid>,
        object: Option<Uuid>,
    ) -> access_grant::Model {
        access_grant::Model {
            territory_id: self.advice.row.territory_id,
            id: self.it.new_id(at),
            holder_id: holder,
            ground: ground.code().to_owned(),
            person_id: person,
            object_kind: object.map(|_| "advice".to_owned()),
            object_id: object,
            from_at: at.as_microsecond(),
            until_at: until,
        }
    }
}
