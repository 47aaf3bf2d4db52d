//! Tables of the advice line, and the way from facts to their projection.

use jiff::Timestamp;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use store::Tx;
use uuid::Uuid;

use super::facts::{Dated, Fact, FactKind, Status, next, status, turn};
use crate::programs::Program;
use crate::rows::row;
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

/// Loads a request, if there is one, and keeps others from changing it until the act ends. Its history is looked for
/// either way: an absent request takes the same statements as one that is there.
pub(super) async fn lock(tx: &Tx, ctx: &Ctx, id: AdviceId) -> Result<Option<Advice>> {
    let row = advice::Entity::find_by_id((ctx.territory(), id.uuid())).lock_exclusive().one(tx).await?;
    let facts = facts(tx, ctx, id).await?;
    Ok(row.map(|row| Advice { row, facts }))
}

/// Loads a request for reading, as [`lock`] does.
pub(super) async fn find<C: ConnectionTrait>(db: &C, ctx: &Ctx, id: AdviceId) -> Result<Option<Advice>> {
    let row = advice::Entity::find_by_id((ctx.territory(), id.uuid())).one(db).await?;
    let facts = facts(db, ctx, id).await?;
    Ok(row.map(|row| Advice { row, facts }))
}

async fn facts<C: ConnectionTrait>(db: &C, ctx: &Ctx, id: AdviceId) -> Result<Vec<Dated>> {
    advice_fact::Entity::find()
        .filter(advice_fact::Column::TerritoryId.eq(ctx.territory()))
        .filter(advice_fact::Column::AdviceId.eq(id.uuid()))
        .order_by_asc(advice_fact::Column::Seq)
        .all(db)
        .await?
        .into_iter()
        .map(|row| {
            Ok(Dated {
                seq: row.seq,
                at: instant(row.at),
                role: row.role_id.into(),
                practitioner: row.practitioner_id.into(),
                fact: serde_json::from_str(&row.body)?,
            })
        })
        .collect()
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
