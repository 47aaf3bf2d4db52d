//! Where a referral stands: pure rules, whose table is `docs/states/referral.md`.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use kernel::Calendar;

use super::facts::{Dated, Fact, FactKind, Sent};
use crate::error::Conflict;
use crate::programs::Protocol;
use crate::{Error, PractitionerId, Result};

/// Where a referral stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It left: nobody has answered.
    Sent,
    /// Somebody accepted the person.
    Accepted,
    /// The first act took place.
    InProgress,
    /// What was asked for is done.
    Done,
    /// It could not be done.
    CouldNot,
    /// It was declined.
    Declined,
    /// It was sent on elsewhere.
    Redirected,
    /// The sender acknowledged what became of it.
    Closed,
    /// The sender took it back.
    Cancelled,
}

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Those to whom it is addressed.
    Receivers,
    /// Whoever accepted.
    Receiver,
    /// Whoever referred.
    Sender,
    /// Nobody.
    Nobody,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Sent,
        Self::Accepted,
        Self::InProgress,
        Self::Done,
        Self::CouldNot,
        Self::Declined,
        Self::Redirected,
        Self::Closed,
        Self::Cancelled,
    ];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::InProgress => "in_progress",
            Self::Done => "done",
            Self::CouldNot => "could_not",
            Self::Declined => "declined",
            Self::Redirected => "redirected",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The status of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// What follows a fact; `None` where it cannot happen.
    pub const fn after(self, fact: FactKind) -> Option<Self> {
        Some(match (self, fact) {
            (Self::Sent, FactKind::Acceptance) | (Self::Accepted, FactKind::Attempt) => Self::Accepted,
            (Self::Sent, FactKind::Decline) => Self::Declined,
            (Self::Sent, FactKind::Redirection) => Self::Redirected,
            (Self::Accepted, FactKind::Beginning) => Self::InProgress,
            (Self::InProgress, FactKind::Done) => Self::Done,
            (Self::Accepted | Self::InProgress, FactKind::CouldNot) => Self::CouldNot,
            (Self::Sent | Self::Accepted | Self::InProgress, FactKind::Cancellation) => Self::Cancelled,
            (Self::Done | Self::CouldNot | Self::Declined | Self::Redirected, FactKind::Closing) => {
                Self::Closed
            }
            _ => return None,
        })
    }

    /// Whose turn it is.
    pub const fn turn(self) -> Turn {
        match self {
            Self::Sent => Turn::Receivers,
            Self::Accepted | Self::InProgress => Turn::Receiver,
            Self::Done | Self::CouldNot | Self::Declined | Self::Redirected => Turn::Sender,
            Self::Closed | Self::Cancelled => Turn::Nobody,
        }
    }

    /// Nothing can happen any more.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Cancelled)
    }

    /// The person is followed by whoever accepted.
    pub const fn is_shared_care(self) -> bool {
        matches!(self, Self::Accepted | Self::InProgress)
    }
}

/// Where a referral stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The whole.
    pub status: Status,
    /// When it left.
    pub sent_at: Timestamp,
    /// What left.
    pub sent: Sent,
    /// Who accepted the person: who, their name, when.
    pub receiver: Option<(PractitionerId, String, Timestamp)>,
    /// By which day whoever’s turn it is should have acted; only the receivers are given one.
    pub due: Option<Date>,
    /// When nobody received the person, or nothing could happen to it any more.
    pub ended_at: Option<Timestamp>,
}

/// Where the facts lead; `None` before the sending.
pub fn standing(rules: &Protocol, calendar: &Calendar, facts: &[Dated]) -> Option<Standing> {
    let first = facts.first()?;
    let Fact::Sending(sent) = &first.fact else { return None };
    let mut whole = Standing {
        status: Status::Sent,
        sent_at: first.at,
        sent: sent.clone(),
        receiver: None,
        due: Some(due(calendar, first.at, rules.answer_days)),
        ended_at: None,
    };
    for dated in &facts[1..] {
        let Some(then) = whole.status.after(dated.fact.kind()) else { continue };
        whole.status = then;
        match dated.fact {
            Fact::Acceptance => {
                whole.receiver = Some((dated.practitioner, dated.by.clone(), dated.at));
                whole.due = Some(due(calendar, dated.at, rules.begin_days));
            }
            Fact::Attempt { .. } => {}
            _ => whole.due = None,
        }
        if then.is_over() || matches!(then, Status::Declined | Status::Redirected) {
            whole.ended_at = Some(dated.recorded_at);
        }
    }
    Some(whole)
}

/// Somebody was quicker: who, and when.
pub(super) fn moved_on(last: &Dated) -> Error {
    let (who, at) = (Some(last.by.clone()), Some(last.recorded_at));
    Error::Conflict(Conflict { key: "conflict-referral-moved-on", who, at })
}

/// The day so many days after, in the days that count.
fn due(calendar: &Calendar, from: Timestamp, days: u16) -> Date {
    let mut day = from.to_zoned(calendar.zone.clone()).date();
    let mut left = days;
    while left > 0 {
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        if calendar.runs_on(day) {
            left -= 1;
        }
    }
    day
}

impl Standing {
    /// Refuses what cannot happen where it stands, and says who was there first.
    pub(super) fn check(&self, fact: FactKind, last: &Dated) -> Result<()> {
        self.status.after(fact).map(drop).ok_or_else(|| moved_on(last))
    }

    /// Whether its day has passed.
    pub fn is_late(&self, today: Date) -> bool {
        self.due.is_some_and(|due| due < today)
    }

    /// Until when the exchange stays open for whoever neither referred nor accepted; open-ended while it runs.
    pub(super) fn open_until(&self) -> Option<Timestamp> {
        self.ended_at.map(|at| at + SignedDuration::from_hours(24 * OPEN_DAYS))
    }
}

/// Days for which the exchange stays open once nobody received the person, or nothing can happen any more.
const OPEN_DAYS: i64 = 30;

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::{DayCount, Region};
    use proptest::prelude::*;

    use super::*;

    fn any_fact() -> impl Strategy<Value = Fact> {
        prop_oneof![
            Just(Fact::Acceptance),
            Just(Fact::Decline { reason: "other".to_owned(), words: None }),
            Just(Fact::Redirection { to: "other".to_owned(), words: None }),
            Just(Fact::Attempt {
                means: super::super::Means::Phone,
                outcome: super::super::AttemptOutcome::NotReached,
                words: None
            }),
            Just(Fact::Beginning),
            Just(Fact::Done { words: "Fait.".to_owned() }),
            Just(Fact::CouldNot { why: super::super::Obstacle::NoCapacity, words: None }),
            Just(Fact::Closing { words: None }),
            Just(Fact::Cancellation { words: None }),
        ]
    }

    fn dated(n: i64, fact: Fact) -> Dated {
        let at = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * n);
        Dated {
            seq: n + 1,
            at,
            recorded_at: at,
            practitioner: uuid::Uuid::from_u128(1).into(),
            role: uuid::Uuid::from_u128(2).into(),
            by: "Dr A".to_owned(),
            fact,
        }
    }

    fn protocol() -> Protocol {
        let programs = crate::programs::Programs::shipped();
        programs.get("integrated-centre").unwrap().referrals[0].clone()
    }

    proptest! {
        /// Whatever is recorded, it stands in one place, only the receivers are given a day, whoever accepted stays who accepted,
        /// and once it is over nothing happens any more.
        #[test]
        fn any_history_stands_somewhere(facts in proptest::collection::vec(any_fact(), 0..8)) {
            let calendar = Calendar::default();
            let mut history = vec![dated(0, Fact::Sending(Sent::default()))];
            let mut before = standing(&protocol(), &calendar, &history).unwrap();
            for (n, fact) in (1..).zip(facts) {
                let happens = before.status.after(fact.kind());
                history.push(dated(n, fact));
                let then = standing(&protocol(), &calendar, &history).unwrap();
                prop_assert_eq!(then.status, happens.unwrap_or(before.status));
                prop_assert_eq!(then.due.is_some(), matches!(then.status.turn(), Turn::Receivers | Turn::Receiver) && then.status != Status::InProgress);
                prop_assert!(before.receiver.is_none() || before.receiver == then.receiver);
                let unreceived = matches!(then.status, Status::Declined | Status::Redirected);
                prop_assert_eq!(then.ended_at.is_some(), then.status.is_over() || unreceived);
                prop_assert!(!before.status.is_over() || before == then);
                before = then;
            }
        }
    }

    #[test]
    fn days_that_do_not_count_are_left_out() {
        let calendar = Calendar::of(DayCount::Working, Region::Metropolitan);
        // A Thursday before a week-end that a holiday makes longer: Whit Monday, 25 May 2026.
        let thursday = date(2026, 5, 21).at(10, 0, 0, 0).to_zoned(calendar.zone.clone()).unwrap().timestamp();
        assert_eq!(due(&calendar, thursday, 2), date(2026, 5, 26));
    }
}
