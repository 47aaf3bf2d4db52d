//! Tables of the advice line, and the way from facts to their projection.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::{Engine, Tx};
use uuid::Uuid;

use super::facts::{Dated, Fact, FactKind, Status, next, status, turn};
use crate::programs::Program;
use crate::rows::row;
use crate::sql::sql;
use crate::{AdviceId, AttachmentId, Ctx, Error, Result};

row! {
    advice = "advice" {
        territory_id: Uuid, id: Uuid;
        reference: String,
        program: String,
        status: String,
        turn: String,
        person_id: Option<Uuid>,
        asker_id: Uuid,
        asker_role_id: Uuid,
        asker_organization_id: Uuid,
        named_id: Option<Uuid>,
        answerer_id: Option<Uuid>,
        subject: String,
        triaged: bool,
        previous_id: Option<Uuid>,
        version: i64,
        created_at: i64,
        emergency_shown_at: i64,
        sent_at: Option<i64>,
        due_at: Option<i64>,
        paused_at: Option<i64>,
        warned_at: Option<i64>,
        warned_percent: i64,
        answered_at: Option<i64>,
        promised_days: i64,
        delay: Option<i64>,
        ended_at: Option<i64>,
        share_until: Option<i64>,
        closing_referral: Option<String>,
        closing_emergency_avoided: Option<bool>,
    }
}

row! {
    advice_fact = "advice_fact" {
        territory_id: Uuid, advice_id: Uuid, seq: i64;
        kind: String,
        at: i64,
        role_id: Uuid,
        practitioner_id: Uuid,
        body: String,
    }
}

/// A request with its whole history.
#[derive(Debug, Clone)]
pub(crate) struct Advice {
    /// The saved projection.
    pub(super) row: advice::Model,
    /// The history, in order.
    pub(super) facts: Vec<Dated>,
}

/// An instant as it is stored, read back.
pub(crate) fn instant(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
}

impl Advice {
    pub(super) fn id(&self) -> AdviceId {
        self.row.id.into()
    }

    pub(super) fn status(&self) -> Status {
        status(self.facts.iter().map(|dated| &dated.fact))
    }

    /// What was asked, once it was sent.
    pub(super) fn asked(&self) -> Option<&super::Asked> {
        self.facts.iter().find_map(|dated| match &dated.fact {
            Fact::Sending(asked) => Some(asked.as_ref()),
            _ => None,
        })
    }

    /// Documents that already went with a fact.
    pub(super) fn attachments(&self) -> Vec<AttachmentId> {
        let joined = |dated: &Dated| match &dated.fact {
            Fact::Sending(asked) => asked.attachments.clone(),
            Fact::InformationGiven { attachments, .. } => attachments.clone(),
            _ => Vec::new(),
        };
        self.facts.iter().flat_map(joined).collect()
    }

    /// When the last fact of a kind took place, and by whom.
    pub(super) fn last(&self, kind: FactKind) -> Option<&Dated> {
        self.facts.iter().rev().find(|dated| dated.fact.kind() == kind)
    }

    /// Adds a fact by the actor, now, and projects the request anew.
    pub(super) fn happened(&mut self, ctx: &Ctx, fact: Fact) -> Result<()> {
        let by = ctx.actor().professional()?;
        if next(self.status(), fact.kind()).is_none() {
            return Err(super::clock::gone(self, fact.kind()));
        }
        let seq = self.facts.last().map_or(1, |last| last.seq + 1);
        let dated = Dated { seq, at: ctx.now(), role: by.role(), practitioner: by.practitioner(), fact };
        self.facts.push(dated);
        let program = ctx.house().programs().get(&self.row.program).ok_or(Error::NotFound)?;
        self.project(program, ctx.now());
        Ok(())
    }

    /// Recomputes every saved column from the facts, now.
    pub(super) fn project(&mut self, program: &Program, now: Timestamp) {
        let status = self.status();
        let watch = super::clock::watch(self, program);
        let row = &mut self.row;
        status.code().clone_into(&mut row.status);
        row.turn = crate::access::entries::code(&turn(status));
        row.version += 1;
        row.sent_at = watch.as_ref().map(|watch| watch.start.as_microsecond());
        row.promised_days = watch.as_ref().map_or(row.promised_days, |watch| i64::from(watch.days));
        row.due_at = watch.as_ref().map(|watch| watch.due(now).as_microsecond());
        row.paused_at = (status == Status::AwaitingAsker)
            .then(|| self.facts.last().map(|it| it.at.as_microsecond()))
            .flatten();
        let ended =
            |kind| self.facts.iter().rev().find(|it| it.fact.kind() == kind).map(|it| it.at.as_microsecond());
        row.answered_at = ended(FactKind::Answer);
        row.delay = row.answered_at.and_then(|_| watch.as_ref().map(|watch| watch.elapsed(now).0));
        row.ended_at =
            if status.is_ended() { self.facts.last().map(|it| it.at.as_microsecond()) } else { None };
        row.triaged = ended(FactKind::Triage).is_some();
        let closing = self.facts.iter().rev().find_map(|dated| match &dated.fact {
            Fact::Closing(closing) => Some(closing),
            _ => None,
        });
        row.closing_referral = closing.map(|closing| crate::access::entries::code(&closing.referral));
        row.closing_emergency_avoided = closing.map(|closing| closing.emergency_avoided);
    }
}

/// A request that was found, and whether the actor stands in today for the one it is addressed to or who took it.
pub(super) struct Found {
    pub(super) advice: Advice,
    pub(super) stands_in: bool,
}

/// What a request's history adds to each line of the statement, as `fact_…`; absent where nothing has happened yet.
#[derive(FromQueryResult)]
struct FactRow {
    seq: Option<i64>,
    at: Option<i64>,
    role: Option<Uuid>,
    practitioner: Option<Uuid>,
    body: Option<String>,
}

/// Loads a request, if there is one, and keeps others from changing it until the act ends.
pub(super) async fn lock(tx: &Tx, ctx: &Ctx, id: AdviceId) -> Result<Option<Found>> {
    // A statement of its own: what is joined to a row that one had to wait for is read as it was before the wait.
    if tx.engine() == Engine::Postgres {
        let values = vec![ctx.territory().into(), id.uuid().into()];
        let text = "SELECT 1 AS one FROM advice WHERE territory_id = ? AND id = ? FOR UPDATE";
        tx.query_one_raw(sql(tx, text, values)).await?;
    }
    find(tx, ctx, id).await
}

/// Loads a request for reading, its history with it, in one statement: an absent request takes as many as one that is
/// there.
pub(super) async fn find<C: ConnectionTrait>(db: &C, ctx: &Ctx, id: AdviceId) -> Result<Option<Found>> {
    let columns =
        advice::Model::COLUMNS.iter().map(|name| format!("a.{name}")).collect::<Vec<_>>().join(", ");
    let text = format!(
        "SELECT {columns}, EXISTS (SELECT 1 FROM absence s WHERE s.territory_id = a.territory_id \
         AND s.practitioner_id IN (a.named_id, a.answerer_id) AND s.substitute_id = ? AND s.from_at <= ? \
         AND s.until_at > ? AND s.withdrawn_at IS NULL) AS stands_in, f.seq AS fact_seq, f.at AS fact_at, \
         f.role_id AS fact_role, f.practitioner_id AS fact_practitioner, f.body AS fact_body \
         FROM advice a LEFT JOIN advice_fact f ON f.territory_id = a.territory_id AND f.advice_id = a.id \
         WHERE a.territory_id = ? AND a.id = ? ORDER BY f.seq"
    );
    let (me, now) = (super::act::actor_id(ctx), ctx.now().as_microsecond());
    let values = vec![me.into(), now.into(), now.into(), ctx.territory().into(), id.uuid().into()];
    let rows = db.query_all_raw(sql(db, &text, values)).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let row = advice::Model::from_query_result(first, "")?;
    let stands_in = first.try_get("", "stands_in")?;
    let mut facts = Vec::with_capacity(rows.len());
    for row in &rows {
        facts.extend(FactRow::from_query_result(row, "fact_")?.dated()?);
    }
    Ok(Some(Found { advice: Advice { row, facts }, stands_in }))
}

impl FactRow {
    fn dated(self) -> Result<Option<Dated>> {
        let Self { seq: Some(seq), at: Some(at), role: Some(role), practitioner: Some(by), body: Some(body) } =
            self
        else {
            return Ok(None);
        };
        let fact = serde_json::from_str(&body)?;
        Ok(Some(Dated { seq, at: instant(at), role: role.into(), practitioner: by.into(), fact }))
    }
}

impl Dated {
    /// The fact as a row of the history of a request.
    pub(super) fn row(&self, territory: Uuid, advice: Uuid) -> Result<advice_fact::Model> {
        Ok(advice_fact::Model {
            territory_id: territory,
            advice_id: advice,
            seq: self.seq,
            kind: format!("{:?}", self.fact.kind()).to_lowercase(),
            at: self.at.as_microsecond(),
            role_id: self.role.uuid(),
            practitioner_id: self.practitioner.uuid(),
            body: serde_json::to_string(&self.fact)?,
        })
    }
}

/// Saves the facts added since it was loaded, and the projection. Two writers cannot both add the same place in the
/// history: the key forbids it.
pub(super) async fn save(tx: &Tx, ctx: &Ctx, advice: &Advice, from_seq: i64) -> Result<()> {
    for dated in advice.facts.iter().filter(|dated| dated.seq > from_seq) {
        dated.row(ctx.territory(), advice.row.id)?.insert(tx).await?;
    }
    advice.row.clone().save(tx).await?;
    Ok(())
}
