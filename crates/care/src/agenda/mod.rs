//! What a professional has coming, whichever brick it stands in: interviews that they planned, consultations that they hold,
//! visits of pathways that are theirs. Shown by day, and read by a calendar of theirs through a link.

use jiff::{Timestamp, ToSpan};
use kernel::Locale;

use crate::accounts::{Attempt, calendar};
use crate::dates::midnight;
use crate::pathways::{self, BoardLine};
use crate::people::{self, PersonBrief};
use crate::requests::consultation::{self, ConsultationLine};
use crate::support::{self, Appointment};
use crate::{Ctx, Result, Seen};

/// So many days ahead, today included: eight weeks.
pub const DAYS: i64 = 56;

/// Something at a moment.
#[derive(Debug, Clone)]
pub struct Coming {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
}

/// What is coming.
#[derive(Debug, Clone)]
pub enum What {
    /// An interview.
    Interview(Appointment),
    /// A consultation.
    Consultation(ConsultationLine),
    /// A visit of a pathway.
    Visit(BoardLine),
}

impl Coming {
    /// With whom; absent where the request was made without an identity.
    pub const fn person(&self) -> Option<&PersonBrief> {
        match &self.what {
            What::Interview(it) => Some(&it.person),
            What::Consultation(it) => it.person.as_ref(),
            What::Visit(it) => Some(&it.person),
        }
    }
}

/// What the actor has coming in the next [`DAYS`], soonest first. Three statements at most; journalled.
///
/// # Errors
/// Of the database alone: whoever has nothing coming has an empty list.
pub async fn coming(ctx: &Ctx) -> Result<Vec<Coming>> {
    let all = gathered(ctx).await?;
    let mut persons: Vec<uuid::Uuid> =
        all.iter().filter_map(|it| it.person().map(|person| person.id.uuid())).collect();
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
    let interviews = support::between(ctx, &db, from, until).await?;
    let mut all: Vec<Coming> =
        interviews.into_iter().map(|it| Coming { at: it.at, what: What::Interview(it) }).collect();
    for it in consultation::awaiting(&db, ctx).await? {
        if let Some(at) = it.booked_for.filter(|at| it.mine_to_hold && (from..until).contains(at)) {
            all.push(Coming { at, what: What::Consultation(it) });
        }
    }
    for it in pathways::planned(&db, ctx, from, until).await? {
        if let Some(at) = it.planned {
            all.push(Coming { at, what: What::Visit(it) });
        }
    }
    all.sort_by_key(|it| it.at);
    Ok(all)
}

/// What a calendar is told.
#[derive(Debug, Clone)]
pub struct Feed {
    /// The language of whoever made the link.
    pub locale: Locale,
    /// What they have coming, of which the calendar is told when, and of which kind: never with whom.
    pub coming: Vec<Coming>,
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
    let coming = gathered(&owner).await?;
    let (action, ground) = ("agenda.fed", GROUND.to_owned());
    let seen = Seen { action, kind: "agenda", object: None, persons: Vec::new(), ground };
    owner.journal_now(seen, serde_json::Value::Null).await?;
    Ok(Attempt::Passed(Feed { locale: owner.locale(), coming }))
}
