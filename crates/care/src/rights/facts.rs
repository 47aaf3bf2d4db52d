//! What happened to an application for a right, and where it stands: a pure function of the facts, whose table is
//! `docs/states/right_application.md`.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::catalogue::{Means, Right};
use crate::{Error, PractitionerId, Result, RoleId};

/// Where an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Whether the person has the right is looked into.
    Exploring,
    /// Pieces are gathered.
    Gathering,
    /// It was filed.
    Filed,
    /// The body asks for more pieces.
    Incomplete,
    /// The body says that the file is whole and looks at it.
    UnderReview,
    /// The decision was put off.
    Adjourned,
    /// Granted; whether it is open, to renew or over is told by its dates.
    Granted,
    /// Granted, and suspended.
    Suspended,
    /// Refused.
    Refused,
    /// A prior administrative appeal was made.
    Appealed,
    /// It is before a court.
    InCourt,
    /// The person does not go on with it.
    Dropped,
    /// It was taken back after it had been filed.
    Withdrawn,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Exploring,
        Self::Gathering,
        Self::Filed,
        Self::Incomplete,
        Self::UnderReview,
        Self::Adjourned,
        Self::Granted,
        Self::Suspended,
        Self::Refused,
        Self::Appealed,
        Self::InCourt,
        Self::Dropped,
        Self::Withdrawn,
    ];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exploring => "exploring",
            Self::Gathering => "gathering",
            Self::Filed => "filed",
            Self::Incomplete => "incomplete",
            Self::UnderReview => "under_review",
            Self::Adjourned => "adjourned",
            Self::Granted => "granted",
            Self::Suspended => "suspended",
            Self::Refused => "refused",
            Self::Appealed => "appealed",
            Self::InCourt => "in_court",
            Self::Dropped => "dropped",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether something is still under way: one application at a time for one right.
    pub const fn is_under_way(self) -> bool {
        !matches!(self, Self::Granted | Self::Suspended | Self::Refused | Self::Dropped | Self::Withdrawn)
    }

    /// Whether the body has to answer.
    const fn waits_for_body(self) -> bool {
        matches!(self, Self::Filed | Self::UnderReview | Self::Adjourned | Self::Appealed | Self::InCourt)
    }
}

/// How it was filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// On the body's site.
    Online,
    /// By post.
    Post,
    /// At a counter.
    Counter,
    /// Through another service.
    Partner,
}

impl Channel {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Online, Self::Post, Self::Counter, Self::Partner];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Post => "post",
            Self::Counter => "counter",
            Self::Partner => "partner",
        }
    }
}

/// Something that happened to an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// Somebody begins to look into it.
    Opening,
    /// A piece is there.
    PieceProvided {
        /// Its code in the catalogue.
        piece: String,
    },
    /// It is filed.
    Filing {
        /// How.
        channel: Channel,
        /// The number that the body gave, if it did.
        number: Option<String>,
    },
    /// The body asks for more.
    PiecesAsked {
        /// What is missing, in words.
        missing: String,
    },
    /// The body says that the file is whole.
    Acknowledgement {
        /// The number that the body gave, if it did.
        number: Option<String>,
    },
    /// The decision is put off.
    Adjournment {
        /// Why.
        why: Option<String>,
    },
    /// It is granted.
    Grant {
        /// From which day.
        from: Date,
        /// The last day; without a term if absent.
        until: Option<Date>,
    },
    /// It is refused.
    Refusal {
        /// Why; that nobody answered in time counts as one.
        why: String,
    },
    /// A prior administrative appeal is made.
    Appeal,
    /// The matter is brought before a court.
    CourtAction,
    /// It is suspended.
    Suspension {
        /// Why.
        why: String,
    },
    /// It runs again.
    Resumption,
    /// The person does not go on, before anything was filed.
    Dropping {
        /// Why.
        why: String,
    },
    /// What was filed is taken back.
    Withdrawal {
        /// Why.
        why: String,
    },
}

/// Every kind of fact, as the table names it and as forms do.
pub const KINDS: [&str; 14] = [
    "opening",
    "piece_provided",
    "filing",
    "pieces_asked",
    "acknowledgement",
    "adjournment",
    "grant",
    "refusal",
    "appeal",
    "court_action",
    "suspension",
    "resumption",
    "dropping",
    "withdrawal",
];

impl Fact {
    /// Its stored kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::PieceProvided { .. } => "piece_provided",
            Self::Filing { .. } => "filing",
            Self::PiecesAsked { .. } => "pieces_asked",
            Self::Acknowledgement { .. } => "acknowledgement",
            Self::Adjournment { .. } => "adjournment",
            Self::Grant { .. } => "grant",
            Self::Refusal { .. } => "refusal",
            Self::Appeal => "appeal",
            Self::CourtAction => "court_action",
            Self::Suspension { .. } => "suspension",
            Self::Resumption => "resumption",
            Self::Dropping { .. } => "dropping",
            Self::Withdrawal { .. } => "withdrawal",
        }
    }
}

/// A fact, when it happened and who recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// Its place in the history.
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// When it was recorded: later for what was backdated.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub practitioner: PractitionerId,
    /// In which role.
    pub role: RoleId,
    /// Their name.
    pub by: String,
    /// What happened.
    pub fact: Fact,
}

/// What follows; `None` where that cannot happen.
pub fn next(status: Option<Status>, kind: &str) -> Option<Status> {
    use Status::{
        Adjourned, Appealed, Dropped, Exploring, Filed, Gathering, Granted, InCourt, Incomplete, Refused,
        Suspended, UnderReview, Withdrawn,
    };
    let Some(status) = status else { return (kind == "opening").then_some(Exploring) };
    Some(match (status, kind) {
        (Exploring | Gathering, "piece_provided") => Gathering,
        (Filed | Incomplete | UnderReview | Adjourned | Appealed | InCourt, "piece_provided") => status,
        (Exploring | Gathering | Incomplete, "filing") => Filed,
        (Exploring | Gathering, "dropping") => Dropped,
        (Filed | UnderReview | Adjourned, "pieces_asked") => Incomplete,
        (Filed | Incomplete | Adjourned, "acknowledgement") => UnderReview,
        (Filed | UnderReview | Incomplete, "adjournment") => Adjourned,
        (Filed | UnderReview | Incomplete | Adjourned | Appealed | InCourt, "grant")
        | (Suspended, "resumption") => Granted,
        (Filed | UnderReview | Incomplete | Adjourned | Appealed | InCourt, "refusal") => Refused,
        (Refused, "appeal") => Appealed,
        (Refused | Appealed, "court_action") => InCourt,
        (Granted, "suspension") => Suspended,
        (Filed | UnderReview | Incomplete | Adjourned | Appealed | InCourt, "withdrawal") => Withdrawn,
        _ => return None,
    })
}

/// Where the facts lead.
pub fn status(facts: &[Dated]) -> Option<Status> {
    facts.iter().fold(None, |status, dated| next(status, dated.fact.kind()).or(status))
}

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

/// The day of an instant in Paris.
pub(super) fn day(at: Timestamp) -> Date {
    at.to_zoned(kernel::Calendar::default().zone).date()
}

/// Adds a fact to a history: refused where it cannot happen, or before what came before it.
pub(super) fn add(facts: &[Dated], new: &Fact, at: Timestamp) -> Result<Status> {
    let status = status(facts);
    let then = next(status, new.kind()).ok_or_else(|| {
        Error::conflict(if status.is_some_and(Status::is_under_way) {
            "conflict-right-not-now"
        } else {
            "conflict-right-over"
        })
    })?;
    // A piece may have been there before; everything else goes in order, by days.
    let piece = matches!(new, Fact::PieceProvided { .. });
    let last =
        facts.iter().filter(|it| !matches!(it.fact, Fact::PieceProvided { .. })).map(|it| day(it.at)).max();
    if !piece && last.is_some_and(|last| day(at) < last) {
        return Err(Error::invalid("on", "fault-before-the-last"));
    }
    if let Fact::Grant { from, until: Some(until) } = new
        && until < from
    {
        return Err(Error::invalid("until", "fault-ends-before"));
    }
    Ok(then)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::super::catalogue::Catalogue;
    use super::*;

    fn dated(seq: i64, on: Date, fact: Fact) -> Dated {
        let at = on.at(12, 0, 0, 0).to_zoned(kernel::Calendar::default().zone).unwrap().timestamp();
        let nobody = uuid::Uuid::nil();
        Dated {
            seq,
            at,
            recorded_at: at,
            practitioner: nobody.into(),
            role: nobody.into(),
            by: String::new(),
            fact,
        }
    }

    fn filing() -> Fact {
        Fact::Filing { channel: Channel::Post, number: None }
    }

    #[test]
    fn silence_of_the_mdph_is_a_refusal_after_four_months() {
        let catalogue = Catalogue::shipped();
        let aah = catalogue.get("aah").unwrap();
        let facts = [dated(1, date(2026, 5, 4), Fact::Opening), dated(2, date(2026, 6, 30), filing())];
        let dates = Dates::of(aah, &facts);
        assert_eq!(dates.silence, Some((date(2026, 10, 30), Means::Refusal)));
        let at = |today| Standing::of(status(&facts).unwrap(), dates, today);
        assert_eq!(at(date(2026, 10, 29)), Standing::Plain(Status::Filed));
        assert_eq!(at(date(2026, 10, 30)), Standing::SilentRefusal);
        assert_eq!(
            next(status(&facts), "refusal"),
            Some(Status::Refused),
            "it is then recorded, and appealed"
        );
    }

    #[test]
    fn a_grant_is_open_then_to_renew_then_over() {
        let catalogue = Catalogue::shipped();
        let c2s = catalogue.get("c2s").unwrap();
        let grant = Fact::Grant { from: date(2026, 1, 1), until: Some(date(2026, 12, 31)) };
        let facts = [
            dated(1, date(2025, 11, 3), Fact::Opening),
            dated(2, date(2025, 11, 10), filing()),
            dated(3, date(2025, 12, 20), grant),
        ];
        let dates = Dates::of(c2s, &facts);
        assert_eq!(dates.renewal, Some((date(2026, 8, 31), date(2026, 10, 31))));
        let at = |today| Standing::of(Status::Granted, dates, today);
        assert_eq!(at(date(2026, 8, 30)), Standing::Open);
        assert_eq!(at(date(2026, 8, 31)), Standing::ToRenew);
        assert_eq!(at(date(2027, 1, 1)), Standing::Expired);
    }

    #[test]
    fn nothing_ends_before_it_begins_or_comes_before_what_came_before() {
        let facts = [dated(1, date(2026, 5, 4), Fact::Opening), dated(2, date(2026, 6, 30), filing())];
        let noon = |on: Date| dated(0, on, Fact::Opening).at;
        let grant = Fact::Grant { from: date(2026, 7, 1), until: Some(date(2026, 6, 1)) };
        assert!(matches!(add(&facts, &grant, noon(date(2026, 7, 1))), Err(Error::Invalid(_))));
        assert!(matches!(
            add(&facts, &Fact::Acknowledgement { number: None }, noon(date(2026, 6, 1))),
            Err(Error::Invalid(_))
        ));
        let piece = Fact::PieceProvided { piece: "identity".to_owned() };
        assert_eq!(add(&facts, &piece, noon(date(2026, 6, 1))).unwrap(), Status::Filed);
        assert!(matches!(add(&facts, &Fact::Appeal, noon(date(2026, 7, 1))), Err(Error::Conflict(_))));
    }

    #[test]
    fn kinds_are_what_is_stored() {
        for (fact, kind) in [
            (Fact::Opening, "opening"),
            (filing(), "filing"),
            (Fact::CourtAction, "court_action"),
            (Fact::PieceProvided { piece: "x".to_owned() }, "piece_provided"),
        ] {
            assert_eq!(fact.kind(), kind);
            assert_eq!(serde_json::to_value(&fact).unwrap()["kind"], kind);
            assert!(KINDS.contains(&kind));
        }
    }

    proptest! {
        /// Whatever is tried, in whatever order: nothing leaves an end but what the table lets leave it, and the status is
        /// that of the facts alone.
        #[test]
        fn any_history(kinds in prop::collection::vec(prop::sample::select(KINDS.to_vec()), 0..20)) {
            let mut at = None;
            for kind in kinds {
                let then = next(at, kind);
                if matches!(at, Some(Status::Dropped | Status::Withdrawn)) {
                    prop_assert_eq!(then, None);
                }
                at = then.or(at);
            }
            prop_assert!(at.is_none_or(|it| Status::ALL.contains(&it)));
        }
    }
}
