//! How an application looks today: the dates that follow from its facts, and what they make of its status.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::catalogue::{KeptBy, Means, Right};
use super::facts::{Dated, Fact, status};
use super::status::Status;
use crate::codes::codes;
use crate::dates::day;

/// Months after which a body that says nothing of an appeal made to itself has rejected it (CRPA L231-4 and R421-2 CJA; CSS
/// R142-6; CASF R241-41).
pub(super) const APPEAL_SILENCE: i32 = 2;

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
    /// By when the person declares, or is in contact with the body, so that the grant goes on.
    pub upkeep: Option<(Date, KeptBy)>,
    /// When the body was last asked where it stands, since it was filed.
    pub reminded: Option<Date>,
    /// Until which day the decision was put off.
    pub adjourned: Option<Date>,
    /// Since when the grant is suspended.
    pub suspended: Option<Date>,
    /// Until when a refusal can be appealed against; silence that counts as one included.
    pub appeal: Option<Date>,
}

impl Dates {
    /// From the facts, by the rules of the right.
    pub fn of(right: &Right, facts: &[Dated]) -> Self {
        let mut dates = Self::default();
        let (mut kept, mut refused, mut appealed) = (None, None, None);
        for dated in facts {
            let on = day(dated.at);
            match &dated.fact {
                Fact::Filing { .. } => (dates.filed, dates.reminded) = (Some(on), None),
                Fact::Reminder { .. } => dates.reminded = Some(on),
                Fact::Adjournment { until, .. } => dates.adjourned = *until,
                Fact::Suspension { .. } => dates.suspended = Some(on),
                Fact::Grant { from, until, .. } => {
                    (dates.from, dates.until) = (Some(*from), *until);
                    kept = Some(*from);
                }
                Fact::Declaration | Fact::Contact => kept = kept.max(Some(on)),
                Fact::Refusal { .. } => refused = Some(on),
                Fact::Appeal => appealed = Some(on),
                _ => {}
            }
        }
        let status = status(facts);
        dates.adjourned = dates.adjourned.filter(|_| status == Some(Status::Adjourned));
        dates.suspended = dates.suspended.filter(|_| status == Some(Status::Suspended));
        let waits = status.is_some_and(|it| matches!(it, Status::Filed | Status::UnderReview));
        dates.silence = right.silence.zip(dates.filed).filter(|_| waits).and_then(|(silence, filed)| {
            Some((filed.checked_add(silence.months.months()).ok()?, silence.means))
        });
        if let Some(appealed) = appealed.filter(|_| status == Some(Status::Appealed)) {
            let until = appealed.checked_add(APPEAL_SILENCE.months()).ok();
            dates.silence = until.map(|until| (until, Means::Refusal));
        }
        dates.renewal = right.renew.zip(dates.until).and_then(|(renew, until)| {
            let before = |months: i32| until.checked_sub(months.months()).ok();
            Some((before(renew.from)?, before(renew.until)?))
        });
        let granted = status == Some(Status::Granted);
        dates.upkeep = right
            .upkeep
            .zip(kept)
            .filter(|_| granted)
            .and_then(|(upkeep, kept)| Some((kept.checked_add(upkeep.months.months()).ok()?, upkeep.by)));
        let silent = dates.silence.filter(|(_, means)| *means == Means::Refusal).map(|(on, _)| on);
        let refused = refused.filter(|_| status == Some(Status::Refused)).or(silent);
        dates.appeal = right
            .appeal
            .as_ref()
            .zip(refused)
            .and_then(|(appeal, refused)| refused.checked_add(appeal.months.months()).ok());
        dates
    }

    /// The next day that counts: the end of a grant, or before that the last day of its renewal or the next declaration;
    /// the day on which silence means something; the one to which a decision was put off, unless the body was reminded since; the last day for an appeal. What is
    /// suspended is due since that day.
    pub fn due(&self, status: Status) -> Option<Date> {
        match status {
            Status::Suspended => self.suspended,
            // Who was reminded on that day or later is waited for anew.
            Status::Adjourned => self.adjourned.filter(|on| self.reminded.is_none_or(|asked| asked < *on)),
            Status::Granted => {
                let end = self.renewal.map(|(_, until)| until).or(self.until);
                [end, self.upkeep.map(|(on, _)| on)].into_iter().flatten().min()
            }
            Status::Filed | Status::UnderReview | Status::Appealed => self.silence.map(|(on, _)| on),
            Status::Refused => self.appeal,
            _ => None,
        }
    }
}

codes! {
    /// A column of the board.
    Column {
        /// To be prepared: looked into, pieces gathered or asked for.
        Prepare = "prepare",
        /// Filed: the body answers.
        Filed = "filed",
        /// Granted and running, suspended included.
        Open = "open",
        /// Refused, by silence included, and what is done about it.
        Refused = "refused",
        /// Over: dropped, withdrawn, run out.
        Over = "over",
    }
}

impl Column {
    /// Where what has this status and these dates stands when nothing has become of it by time alone, and the first day on
    /// which it stands somewhere else, without anybody doing anything: its grant ran out, silence became an answer.
    pub(super) fn of(status: Status, dates: Dates) -> (Self, Option<(Date, Self)>) {
        let on = |day| Standing::of(status, dates, day).column();
        let stands = on(Date::MIN);
        let silence = dates.silence.map(|(day, _)| day);
        let over = dates.until.and_then(|last| last.tomorrow().ok());
        let turn = [silence, over].into_iter().flatten().filter(|day| on(*day) != stands).min();
        (stands, turn.map(|day| (day, on(day))))
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
            (Status::Granted | Status::Suspended, _, Some(until)) if until < today => Self::Expired,
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

    /// In which column of the board it stands.
    pub const fn column(self) -> Column {
        match self {
            Self::Plain(Status::Exploring | Status::Gathering | Status::Incomplete) => Column::Prepare,
            Self::Plain(Status::Filed | Status::UnderReview | Status::Adjourned) => Column::Filed,
            Self::Open
            | Self::ToRenew
            | Self::SilentGrant
            | Self::Plain(Status::Granted | Status::Suspended) => Column::Open,
            Self::SilentRefusal | Self::Plain(Status::Refused | Status::Appealed | Status::InCourt) => {
                Column::Refused
            }
            Self::Expired | Self::Plain(Status::Dropped | Status::Withdrawn) => Column::Over,
        }
    }

    /// Whether the body has to do something.
    pub const fn is_theirs(self) -> bool {
        matches!(self, Self::Plain(status) if status.waits_for_body())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::option::of;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn any_day() -> impl Strategy<Value = Date> {
        (0..600_i64).prop_map(|days| date(2026, 1, 1).saturating_add(days.days()))
    }

    proptest! {
        /// What is projected says every day what the facts say on that day.
        #[test]
        fn what_is_projected_is_what_stands(
            status in select(Status::ALL.to_vec()),
            until in of(any_day()),
            silence in of((any_day(), select(vec![Means::Refusal, Means::Acceptance]))),
            day in any_day(),
            around in -1..=1_i64,
        ) {
            // Of what is decided no answer is waited for.
            let silence = silence.filter(|_| matches!(status, Status::Filed | Status::UnderReview | Status::Appealed));
            let dates = Dates { until, silence, ..Dates::default() };
            let (stands, turn) = Column::of(status, dates);
            // On any day, and around the days on which something changes.
            for day in [Some(day), until, silence.map(|(on, _)| on)].into_iter().flatten() {
                let day = day.saturating_add(around.days());
                let told = turn.filter(|(on, _)| *on <= day).map_or(stands, |(_, to)| to);
                prop_assert_eq!(told, Standing::of(status, dates, day).column(), "on {}", day);
            }
        }
    }
}
