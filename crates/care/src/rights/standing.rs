//! How an application looks today: the dates that follow from its facts, and what they make of its status.

use jiff::ToSpan;
use jiff::civil::Date;

use super::catalogue::{Means, Right};
use super::facts::{Dated, Fact, status};
use super::status::Status;
use crate::dates::day;

/// The dates of an application that people ask about, from its facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates {
    /// When it was filed last.
    pub filed: Option<Date>,
    /// The first day of the grant.
    pub from: Option<Date>,
    /// The last day of the grant.
    pub until: Option<Date>,
    /// The day on which silence means something.
    pub silence: Option<(Date, Means)>,
    /// When the renewal may be asked: from, until.
    pub renewal: Option<(Date, Date)>,
}

impl Dates {
    /// From the facts, by the rules of the right.
    pub fn of(right: &Right, facts: &[Dated]) -> Self {
        let mut dates = Self::default();
        for dated in facts {
            match &dated.fact {
                Fact::Filing { .. } => dates.filed = Some(day(dated.at)),
                Fact::Grant { from, until } => {
                    (dates.from, dates.until) = (Some(*from), *until);
                }
                _ => {}
            }
        }
        let waits = status(facts).is_some_and(|it| matches!(it, Status::Filed | Status::UnderReview));
        dates.silence = right.silence.zip(dates.filed).filter(|_| waits).and_then(|(silence, filed)| {
            Some((filed.checked_add(silence.months.months()).ok()?, silence.means))
        });
        dates.renewal = right.renew.zip(dates.until).and_then(|(renew, until)| {
            let before = |months: i32| until.checked_sub(months.months()).ok();
            Some((before(renew.from)?, before(renew.until)?))
        });
        dates
    }
}

/// How it looks today, in the words of the board: the status, made finer by the dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// As the facts say.
    Plain(Status),
    /// Granted and running.
    Open,
    /// Granted, and to be renewed now.
    ToRenew,
    /// Granted once, and over.
    Expired,
    /// Nobody answered in time: it counts as refused.
    SilentRefusal,
    /// Nobody answered in time: it counts as granted.
    SilentGrant,
}

impl Standing {
    /// What stands today.
    pub fn of(status: Status, dates: Dates, today: Date) -> Self {
        match (status, dates.silence, dates.until) {
            (Status::Granted, _, Some(until)) if until < today => Self::Expired,
            (Status::Granted, _, _) if dates.renewal.is_some_and(|(from, _)| from <= today) => Self::ToRenew,
            (Status::Granted, ..) => Self::Open,
            (_, Some((on, Means::Refusal)), _) if on <= today => Self::SilentRefusal,
            (_, Some((on, Means::Acceptance)), _) if on <= today => Self::SilentGrant,
            _ => Self::Plain(status),
        }
    }

    /// Its code, for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Plain(status) => status.code(),
            Self::Open => "open",
            Self::ToRenew => "to_renew",
            Self::Expired => "expired",
            Self::SilentRefusal => "silent_refusal",
            Self::SilentGrant => "silent_grant",
        }
    }

    /// Whether the body has to do something.
    pub const fn is_theirs(self) -> bool {
        matches!(self, Self::Plain(status) if status.waits_for_body())
    }
}
