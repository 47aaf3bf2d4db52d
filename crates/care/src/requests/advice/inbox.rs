//! Lists of requests: what waits for me, what I sent, what concerns a person. Each in one query.

use jiff::Timestamp;
use policy::ProgramRole;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::advice;
use super::clock::{AdviceClock, of_row};
use super::facts::Status;
use crate::access::Professional;
use crate::people::{BRIEF, BriefRow, PersonBrief, commune_name};
use crate::sql::sql;
use crate::{AdviceId, Ctx, Error, PersonId, PractitionerId, Result};

/// A request as a line of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct AdviceLine {
    /// Which.
    pub id: AdviceId,
    /// Reference to quote.
    pub reference: String,
    /// Programme.
    pub program: String,
    /// Where it stands.
    pub status: Status,
    /// Its title, where the reader may read the content.
    pub subject: Option<String>,
    /// The person, where the reader may know.
    pub person: Option<PersonBrief>,
    /// Who asked.
    pub asker: String,
    /// Where they work.
    pub asker_organization: String,
    /// Who took it or to whom it is addressed.
    pub answerer: Option<String>,
    /// Its clock.
    pub clock: AdviceClock,
    /// Whether triage has looked at it.
    pub triaged: bool,
    /// When the reader began to write an answer.
    pub draft_since: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
}

/// Columns of a line, to be selected from `advice a` joined as in [`LINE_JOINS`].
pub(crate) const LINE_COLUMNS: &str = "a.territory_id, a.id, a.reference, a.program, a.status, a.turn, a.person_id, a.asker_id, \
     a.asker_role_id, a.asker_organization_id, a.named_id, a.answerer_id, a.subject, a.triaged, a.previous_id, \
     a.version, a.created_at, a.emergency_shown_at, a.sent_at, a.due_at, a.paused_at, a.warned_at, a.warned_percent, a.answered_at, \
     a.promised_days, a.delay, a.ended_at, a.share_until, a.closing_referral, a.closing_emergency_avoided, \
     ap.title AS asker_title, ap.family AS asker_family, ap.given AS asker_given, ao.name AS asker_organization, \
     bp.title AS answerer_title, bp.family AS answerer_family, bp.given AS answerer_given, \
     p.family AS person_family, p.used_family AS person_used_family, p.given AS person_given, p.sex AS person_sex, \
     p.birth_date AS person_birth_date, p.commune AS person_commune, p.identity_status AS person_identity_status";

/// What a line is joined with.
pub(crate) const LINE_JOINS: &str = "JOIN practitioner ap ON ap.territory_id = a.territory_id AND ap.id = a.asker_id \
     JOIN organization ao ON ao.territory_id = a.territory_id AND ao.id = a.asker_organization_id \
     LEFT JOIN practitioner bp ON bp.territory_id = a.territory_id AND bp.id = COALESCE(a.answerer_id, a.named_id) \
     LEFT JOIN person p ON p.territory_id = a.territory_id AND p.id = a.person_id";

/// A row of a list.
#[derive(Debug, FromQueryResult)]
pub(super) struct LineRow {
    #[sea_orm(nested)]
    pub(super) advice: advice::Model,
    asker_title: String,
    asker_family: String,
    asker_given: String,
    asker_organization: String,
    answerer_title: Option<String>,
    answerer_family: Option<String>,
    answerer_given: Option<String>,
    person_family: Option<String>,
    person_used_family: Option<String>,
    person_given: Option<String>,
    person_sex: Option<String>,
    person_birth_date: Option<String>,
    person_commune: Option<String>,
    person_identity_status: Option<String>,
}

/// How much of a request a list may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Title and person.
    Content,
    /// The person, not the title.
    Identity,
}

impl LineRow {
    /// The line as the reader may see it.
    pub(super) fn line(self, ctx: &Ctx, shown: Shown) -> Result<AdviceLine> {
        let program = ctx.house().programs().get(&self.advice.program).ok_or(Error::NotFound)?;
        let clock = of_row(&self.advice, program, ctx.now());
        let person = self.person();
        let answerer = self.answerer_family.as_ref().map(|family| {
            let title = self.answerer_title.as_deref().unwrap_or_default();
            crate::directory::display_name(title, self.answerer_given.as_deref().unwrap_or_default(), family)
        });
        Ok(AdviceLine {
            id: self.advice.id.into(),
            status: crate::directory::decode(&self.advice.status)?,
            subject: (shown == Shown::Content).then_some(self.advice.subject),
            reference: self.advice.reference,
            program: self.advice.program,
            person,
            asker: crate::directory::display_name(&self.asker_title, &self.asker_given, &self.asker_family),
            asker_organization: self.asker_organization,
            answerer,
            clock,
            triaged: self.advice.triaged,
            draft_since: None,
            created_at: super::instant(self.advice.created_at),
        })
    }

    fn person(&self) -> Option<PersonBrief> {
        let family = self.person_used_family.clone().or_else(|| self.person_family.clone())?;
        Some(PersonBrief {
            id: self.advice.person_id?.into(),
            family,
            given: self.person_given.clone()?,
            sex: self.person_sex.clone()?,
            birth_date: self.person_birth_date.clone()?,
            commune: commune_name(self.person_commune.as_deref()),
            identity_status: self.person_identity_status.clone()?,
        })
    }
}

/// A person in few words. The caller has asked the policy.
pub(super) async fn brief<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    id: PersonId,
) -> Result<Option<PersonBrief>> {
    let text = format!("SELECT {BRIEF} FROM person p WHERE p.territory_id = ? AND p.id = ?");
    let statement = sql(db, &text, vec![ctx.territory().into(), id.uuid().into()]);
    Ok(BriefRow::find_by_statement(statement).one(db).await?.map(Into::into))
}

/// « Nadia Ferhat, 1979-03-14 »: a person in the field of a form, for whoever may know who they are; `None` for
/// anybody else and for an unknown one.
pub async fn person_label(ctx: &Ctx, id: PersonId) -> Result<Option<String>> {
    let db = ctx.reader();
    let facts = match crate::people::person_facts(ctx, &db, id).await {
        Ok(facts) => facts,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    // A record that was merged stands for the one that is kept.
    let id = PersonId::from(facts.id);
    if !ctx.may(policy::Action::ReadIdentity, &policy::Resource::Person(facts)) {
        return Ok(None);
    }
    Ok(brief(&db, ctx, id).await?.map(|it| format!("{} {}, {}", it.given, it.family, it.birth_date)))
}

/// Requests that concern the actor, by what they have to do with them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mine {
    /// They have the next act.
    pub awaiting_me: Vec<AdviceLine>,
    /// Somebody else has.
    pub elsewhere: Vec<AdviceLine>,
    /// Drafts they began.
    pub drafts: Vec<AdviceLine>,
    /// Open requests of the pool that they may take, oldest due date first.
    pub pool: Vec<AdviceLine>,
}

/// Most lines of each kind on a page; the rest is a click away.
const MOST: usize = 50;

/// What waits for the actor, and what they wait for, by due date. One query; for whoever answers, one before it that
/// tells for whom they stand in.
pub async fn awaiting<C: ConnectionTrait>(db: &C, ctx: &Ctx) -> Result<Mine> {
    let me = ctx.actor().professional()?;
    let stood_in_for = match me.programs_as(ProgramRole::Answerer).is_empty() {
        true => Vec::new(),
        false => crate::directory::absence::stands_in_for(db, ctx, me.practitioner(), ctx.now()).await?,
    };
    let (text, values) = awaiting_sql(ctx, me, &stood_in_for);
    let rows = LineRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    let mut mine = Mine::default();
    let id = me.principal.id;
    for row in rows {
        let asked = row.advice.asker_id == id;
        let to_me = row.advice.answerer_id == Some(id) || row.advice.named_id == Some(id);
        let triage_only = !asked
            && !to_me
            && !me.holds(&row.advice.program, ProgramRole::Answerer)
            && me.programs_as(ProgramRole::Triage).contains(&row.advice.program.as_str());
        let unassigned = row.advice.answerer_id.is_none() && row.advice.named_id.is_none();
        let line = row.line(ctx, if triage_only { Shown::Identity } else { Shown::Content })?;
        match line.status {
            Status::Draft => mine.drafts.push(line),
            Status::AwaitingAsker | Status::Answered | Status::Declined if asked => {
                mine.awaiting_me.push(line);
            }
            _ if asked => mine.elsewhere.push(line),
            Status::Sent if triage_only => mine.awaiting_me.push(line),
            Status::Sent if unassigned => mine.pool.push(line),
            Status::Sent | Status::Accepted => mine.awaiting_me.push(line),
            _ => mine.elsewhere.push(line),
        }
    }
    for list in [&mut mine.awaiting_me, &mut mine.elsewhere, &mut mine.pool, &mut mine.drafts] {
        list.sort_by_key(|line| (line.clock.due, line.id));
    }
    Ok(mine)
}

/// One indexed branch per reason to be on the page, each with its own limit, so that the page costs the same with ten
/// thousand open requests in the territory as with ten.
fn awaiting_sql(ctx: &Ctx, me: &Professional, stood_in_for: &[PractitionerId]) -> (String, Vec<Value>) {
    let territory = ctx.territory();
    let mut branches: Vec<String> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    let id = me.principal.id;
    let mut branch = |condition: String, mut bound: Vec<Value>| {
        branches.push(format!(
            "SELECT * FROM (SELECT id FROM advice WHERE territory_id = ? AND {condition} ORDER BY due_at LIMIT {MOST}) AS b{}",
            values.len()
        ));
        values.push(territory.into());
        values.append(&mut bound);
    };
    for status in ["draft", "sent", "accepted", "awaiting_asker", "answered"] {
        branch(format!("asker_id = ? AND status = '{status}'"), vec![id.into()]);
    }
    for status in ["accepted", "awaiting_asker"] {
        branch(format!("answerer_id = ? AND status = '{status}'"), vec![id.into()]);
    }
    branch("named_id = ? AND status = 'sent'".to_owned(), vec![id.into()]);
    for absent in stood_in_for {
        branch("answerer_id = ? AND status = 'accepted'".to_owned(), vec![absent.uuid().into()]);
        branch("named_id = ? AND status = 'sent'".to_owned(), vec![absent.uuid().into()]);
    }
    for slug in me.programs_as(ProgramRole::Answerer) {
        let triage =
            ctx.house().programs().get(slug).and_then(|it| it.advice.as_ref()).is_some_and(|it| it.triage);
        let triaged = if triage { " AND triaged = TRUE" } else { "" };
        branch(
            format!("program = ? AND status = 'sent' AND named_id IS NULL AND asker_id <> ?{triaged}"),
            vec![slug.into(), id.into()],
        );
    }
    for slug in me.programs_as(ProgramRole::Triage) {
        branch("program = ? AND status = 'sent' AND triaged = FALSE".to_owned(), vec![slug.into()]);
    }
    let text = format!(
        "SELECT {LINE_COLUMNS} FROM advice a {LINE_JOINS} WHERE a.territory_id = ? AND a.id IN ({})",
        branches.join(" UNION ")
    );
    values.insert(0, territory.into());
    (text, values)
}
