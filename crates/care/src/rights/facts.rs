//! What happened to an application for a right: dated facts, from which everything else is computed.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::status::{Status, next};
use crate::codes::codes;
use crate::dates::day;
use crate::history;
use crate::money::Cents;
use crate::{Error, Result};

codes! {
    /// How it was filed.
    Channel {
        /// On the body's site.
        Online = "online",
        /// By post.
        Post = "post",
        /// At a counter.
        Counter = "counter",
        /// Through another service.
        Partner = "partner",
    }
}

codes! {
    /// What can happen to an application: what its table is about, and what a form records.
    FactKind {
        /// Somebody begins to look into it.
        Opening = "opening",
        /// A piece is there.
        PieceProvided = "piece_provided",
        /// It is filed.
        Filing = "filing",
        /// The body asks for more.
        PiecesAsked = "pieces_asked",
        /// The body says that the file is whole.
        Acknowledgement = "acknowledgement",
        /// The body is asked where it stands.
        Reminder = "reminder",
        /// The decision is put off.
        Adjournment = "adjournment",
        /// It is granted.
        Grant = "grant",
        /// The person declared their income, as they do again and again while it runs.
        Declaration = "declaration",
        /// The person was in contact with the body that grants it.
        Contact = "contact",
        /// It is refused.
        Refusal = "refusal",
        /// A prior administrative appeal is made.
        Appeal = "appeal",
        /// The matter is brought before a court.
        CourtAction = "court_action",
        /// It is suspended.
        Suspension = "suspension",
        /// It runs again.
        Resumption = "resumption",
        /// The person does not go on, before anything was filed.
        Dropping = "dropping",
        /// What was filed is taken back.
        Withdrawal = "withdrawal",
        /// What was recorded by mistake is taken back.
        Mistake = "mistake",
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
        /// What is asked for, where the right is a sum.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Cents>,
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
    /// The body is asked where it stands.
    Reminder {
        /// Whom, how, what was said.
        words: Option<String>,
    },
    /// The decision is put off.
    Adjournment {
        /// Why.
        why: Option<String>,
        /// Until which day, where the body said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    },
    /// It is granted.
    Grant {
        /// From which day.
        from: Date,
        /// The last day; without a term if absent.
        until: Option<Date>,
        /// What is granted, where the right is a sum.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<Cents>,
    },
    /// The person declared their income, as they do again and again while it runs.
    Declaration,
    /// The person was in contact with the body that grants it.
    Contact,
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
    /// What was recorded by mistake is taken back: the fact stays in the history and counts no more.
    Mistake {
        /// Its place in the history.
        seq: i64,
        /// Why.
        why: String,
    },
}

impl Fact {
    /// Its kind.
    pub const fn kind(&self) -> FactKind {
        match self {
            Self::Opening => FactKind::Opening,
            Self::PieceProvided { .. } => FactKind::PieceProvided,
            Self::Filing { .. } => FactKind::Filing,
            Self::PiecesAsked { .. } => FactKind::PiecesAsked,
            Self::Acknowledgement { .. } => FactKind::Acknowledgement,
            Self::Reminder { .. } => FactKind::Reminder,
            Self::Adjournment { .. } => FactKind::Adjournment,
            Self::Grant { .. } => FactKind::Grant,
            Self::Declaration => FactKind::Declaration,
            Self::Contact => FactKind::Contact,
            Self::Refusal { .. } => FactKind::Refusal,
            Self::Appeal => FactKind::Appeal,
            Self::CourtAction => FactKind::CourtAction,
            Self::Suspension { .. } => FactKind::Suspension,
            Self::Resumption => FactKind::Resumption,
            Self::Dropping { .. } => FactKind::Dropping,
            Self::Withdrawal { .. } => FactKind::Withdrawal,
            Self::Mistake { .. } => FactKind::Mistake,
        }
    }
}

/// A fact of the history of an application.
pub type Dated = history::Dated<Fact>;

/// The facts of a history that count: without those that were taken back, and without the word that they were.
pub(super) fn counting(history: &[Dated]) -> Vec<Dated> {
    let mistaken = mistaken(history);
    let counts = |it: &&Dated| !mistaken.contains(&it.seq) && !matches!(it.fact, Fact::Mistake { .. });
    history.iter().filter(counts).cloned().collect()
}

/// The facts of a history that were taken back, by their place.
pub(super) fn mistaken(history: &[Dated]) -> BTreeSet<i64> {
    let taken_back = history.iter().filter_map(|it| match it.fact {
        Fact::Mistake { seq, .. } => Some(seq),
        _ => None,
    });
    taken_back.collect()
}

/// Whether these facts could have happened one after the other.
pub(super) fn follow(facts: &[Dated]) -> bool {
    let step = |status, dated: &Dated| next(status, dated.fact.kind()).map(Some);
    facts.iter().try_fold(None, step).is_some()
}

/// Where the facts lead.
pub fn status(facts: &[Dated]) -> Option<Status> {
    facts.iter().fold(None, |status, dated| next(status, dated.fact.kind()).or(status))
}

/// Adds a fact to a history: refused where it cannot happen, or before what came before it.
pub(crate) fn add(facts: &[Dated], new: &Fact, at: Timestamp) -> Result<Status> {
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
    if let Fact::Grant { from, until: Some(until), .. } = new
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

    use super::super::catalogue::{Catalogue, Means};
    use super::super::standing::{Dates, Standing};
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

    /// A fact of this kind, as plain as it can be.
    fn made(kind: FactKind) -> Fact {
        let why = String::new;
        match kind {
            FactKind::Opening => Fact::Opening,
            FactKind::PieceProvided => Fact::PieceProvided { piece: why() },
            FactKind::Filing => filing(),
            FactKind::PiecesAsked => Fact::PiecesAsked { missing: why() },
            FactKind::Acknowledgement => Fact::Acknowledgement { number: None },
            FactKind::Reminder => Fact::Reminder { words: None },
            FactKind::Adjournment => Fact::Adjournment { why: None, until: None },
            FactKind::Grant => Fact::Grant { from: date(2026, 5, 4), until: None, amount: None },
            FactKind::Declaration => Fact::Declaration,
            FactKind::Contact => Fact::Contact,
            FactKind::Refusal => Fact::Refusal { why: why() },
            FactKind::Appeal => Fact::Appeal,
            FactKind::CourtAction => Fact::CourtAction,
            FactKind::Suspension => Fact::Suspension { why: why() },
            FactKind::Resumption => Fact::Resumption,
            FactKind::Dropping => Fact::Dropping { why: why() },
            FactKind::Withdrawal => Fact::Withdrawal { why: why() },
            FactKind::Mistake => Fact::Mistake { seq: 1, why: why() },
        }
    }

    fn filing() -> Fact {
        Fact::Filing { channel: Channel::Post, number: None, amount: None }
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
            next(status(&facts), FactKind::Refusal),
            Some(Status::Refused),
            "it is then recorded, and appealed"
        );
    }

    #[test]
    fn a_grant_is_open_then_to_renew_then_over() {
        let catalogue = Catalogue::shipped();
        let c2s = catalogue.get("c2s").unwrap();
        let grant = Fact::Grant { from: date(2026, 1, 1), until: Some(date(2026, 12, 31)), amount: None };
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
        let grant = Fact::Grant { from: date(2026, 7, 1), until: Some(date(2026, 6, 1)), amount: None };
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
        for fact in
            [Fact::Opening, filing(), Fact::CourtAction, Fact::PieceProvided { piece: "x".to_owned() }]
        {
            assert_eq!(serde_json::to_value(&fact).unwrap()["kind"], fact.kind().code());
        }
    }

    proptest! {
        /// Whatever is taken back of whatever history, what counts is a history still, or the act is refused; nothing that was
        /// recorded is lost.
        #[test]
        fn what_is_taken_back_counts_no_more(
            kinds in prop::collection::vec(prop::sample::select(FactKind::ALL.to_vec()), 0..20), at in 0..20_usize,
        ) {
            let mut history: Vec<Dated> = Vec::new();
            for kind in kinds {
                if next(status(&history), kind).is_some() {
                    let seq = i64::try_from(history.len()).unwrap() + 1;
                    history.push(dated(seq, date(2026, 5, 4), made(kind)));
                }
            }
            prop_assert!(follow(&history));
            if let Some(fact) = history.get(at).cloned() {
                let seq = i64::try_from(history.len()).unwrap() + 1;
                history.push(dated(seq, date(2026, 5, 5), Fact::Mistake { seq: fact.seq, why: String::new() }));
                let counting = counting(&history);
                prop_assert_eq!(counting.len(), history.len() - 2);
                prop_assert!(counting.iter().all(|it| it.seq != fact.seq && it.seq != seq));
                if follow(&counting) {
                    let steps = counting.iter().map(|it| it.fact.kind());
                    prop_assert_eq!(status(&counting), steps.fold(None, |at, kind| Some(next(at, kind).unwrap())));
                }
            }
        }

        /// Whatever is tried, in whatever order: nothing leaves an end but what the table lets leave it, and the status is
        /// that of the facts alone.
        #[test]
        fn any_history(kinds in prop::collection::vec(prop::sample::select(FactKind::ALL.to_vec()), 0..20)) {
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
