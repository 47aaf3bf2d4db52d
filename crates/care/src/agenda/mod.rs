//! What a professional has coming, whichever brick it stands in: interviews that they planned, consultations that they hold,
//! visits of pathways that are theirs. Shown by day, and read by a calendar of theirs through a link.

mod booking;
pub mod reminders;
mod rows;
pub mod slots;

use jiff::{Timestamp, ToSpan};
use kernel::Locale;

use crate::accounts::{Attempt, calendar};
use crate::dates::midnight;
use crate::pathways;
use crate::people::{self, PersonBrief};
use crate::programs::Words;
use crate::requests::consultation;
use crate::support;
use crate::{AdviceId, Ctx, InterviewId, PathwayId, Result, Seen};

pub use booking::{Booked, FreeSlot, OFFERED};
pub(crate) use booking::{Sought, free, give_back, take};
pub(crate) use rows::slot;

/// So many days ahead, today included: eight weeks.
pub const DAYS: i64 = 56;

/// Something at a time: all that a calendar is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// How long, in minutes, where it is known.
    pub minutes: Option<i64>,
    /// What.
    pub what: What,
}

/// What is coming, by where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// An interview.
    Interview(InterviewId),
    /// A consultation, by the request whose answer offered it.
    Consultation(AdviceId),
    /// A visit of a pathway.
    Visit(PathwayId),
}

/// A moment as it is shown to whoever has it coming.
#[derive(Debug, Clone)]
pub struct Coming {
    /// When, and what.
    pub moment: Moment,
    /// With whom; absent where the request was made without an identity.
    pub person: Option<PersonBrief>,
    /// The step of the pathway.
    pub step: Option<Words>,
}

/// What the actor has coming in the next [`DAYS`], soonest first. Four statements at most; journalled.
///
/// # Errors
/// Of the database alone: whoever has nothing coming has an empty list.
pub async fn coming(ctx: &Ctx) -> Result<Vec<Coming>> {
    let all = gathered(ctx).await?;
    let mut persons: Vec<_> = all.iter().filter_map(|it| Some(it.person.as_ref()?.id.uuid())).collect();
    persons.sort_unstable();
    persons.dedup();
    ctx.saw(Seen { action: "agenda.read", kind: "agenda", object: None, persons, ground: GROUND.to_owned() });
    Ok(all)
}

/// Everybody sees their own work.
const GROUND: &str = "my-own-work";

async fn gathered(ctx: &Ctx) -> Result<Vec<Coming>> {
    let db = ctx.reader();
    let today = people::today(ctx);
    let (from, until) = (midnight(today)?, midnight(today.saturating_add(DAYS.days()))?);
    let mut all = Vec::new();
    for it in support::between(ctx, &db, from, until).await? {
        let moment = Moment { at: it.at, minutes: None, what: What::Interview(it.id) };
        all.push(Coming { moment, person: Some(it.person), step: None });
    }
    for it in consultation::awaiting(&db, ctx).await? {
        if let Some(at) = it.booked_for.filter(|at| it.mine_to_hold && (from..until).contains(at)) {
            let moment = Moment { at, minutes: None, what: What::Consultation(it.advice) };
            all.push(Coming { moment, person: it.person, step: None });
        }
    }
    for it in pathways::planned(&db, ctx, from, until).await? {
        if let Some(at) = it.planned {
            let moment = Moment { at, minutes: it.minutes, what: What::Visit(it.id) };
            let step = it.step.as_deref().and_then(|code| it.rules.step(code)).map(|step| step.name.clone());
            all.push(Coming { moment, person: Some(it.person), step });
        }
    }
    // What one is booked for before its turn stands in no list of steps.
    for it in pathways::booked(&db, ctx, from, until).await? {
        let moment = Moment { at: it.at, minutes: Some(it.minutes), what: What::Visit(it.id) };
        if !all.iter().any(|known| known.moment == moment) {
            all.push(Coming { moment, person: Some(it.person), step: None });
        }
    }
    all.sort_by_key(|it| it.moment.at);
    Ok(all)
}

/// What a calendar is told.
#[derive(Debug, Clone)]
pub struct Feed {
    /// The language of whoever made the link.
    pub locale: Locale,
    /// When they are taken, and by what; never with whom.
    pub moments: Vec<Moment>,
}

/// What the maker of a link has coming, for the calendar that holds it; journalled in their name.
///
/// # Errors
/// Of the database alone: a link that is good no more is an attempt that was refused.
pub async fn feed(ctx: &Ctx, token: &str, client: &str) -> Result<Attempt<Feed>> {
    let owner = match calendar::opened(ctx, token, client).await? {
        Attempt::Passed(owner) => owner,
        Attempt::Refused => return Ok(Attempt::Refused),
        Attempt::Throttled { until } => return Ok(Attempt::Throttled { until }),
    };
    let moments = gathered(&owner).await?.into_iter().map(|it| it.moment).collect();
    let (action, ground) = ("agenda.fed", GROUND.to_owned());
    let seen = Seen { action, kind: "agenda", object: None, persons: Vec::new(), ground };
    owner.journal_now(seen, serde_json::Value::Null).await?;
    Ok(Attempt::Passed(Feed { locale: owner.locale(), moments }))
}
