//! What happened to an arrival: dated facts, from which everything else is computed.

use serde::{Deserialize, Serialize};

use super::status::{Status, next};
use crate::codes::codes;
use crate::error::Conflict;
use crate::history;
use crate::{Error, Result};

codes! {
    /// How somebody came.
    How {
        /// By themselves.
        Alone = "alone",
        /// Somebody came with them.
        Accompanied = "accompanied",
        /// A partner sent them.
        Sent = "sent",
        /// They were met outside and brought in.
        Fetched = "fetched",
    }
}

codes! {
    /// What can happen to an arrival: what its table is about, and what a form records.
    FactKind {
        /// Somebody comes in.
        Arrival = "arrival",
        /// They are sent to somebody in the house.
        Orientation = "orientation",
        /// They are sent to somebody outside of it.
        Redirection = "redirection",
        /// Somebody received them.
        Seen = "seen",
        /// They left before.
        Leaving = "leaving",
        /// They are a person whom the house knows.
        Recognition = "recognition",
        /// They become a person of the house.
        Creation = "creation",
        /// It was written down by mistake.
        Mistake = "mistake",
    }
}

/// Something that happened to an arrival.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// Somebody comes in.
    Arrival {
        /// How.
        how: How,
        /// Codes of the programme's reasons.
        reasons: Vec<String>,
        /// A few words beside them, which say of nobody who it is.
        note: Option<String>,
    },
    /// They are sent to somebody in the house.
    Orientation {
        /// Code of the programme's destination.
        to: String,
    },
    /// They are sent to somebody outside of it.
    Redirection {
        /// Code of the programme's destination.
        to: String,
    },
    /// Somebody received them.
    Seen,
    /// They left before.
    Leaving,
    /// They are a person whom the house knows; who stands with the arrival, not here.
    Recognition,
    /// They become a person of the house.
    Creation,
    /// It was written down by mistake.
    Mistake {
        /// Why.
        why: String,
    },
}

impl Fact {
    /// Its kind.
    pub const fn kind(&self) -> FactKind {
        match self {
            Self::Arrival { .. } => FactKind::Arrival,
            Self::Orientation { .. } => FactKind::Orientation,
            Self::Redirection { .. } => FactKind::Redirection,
            Self::Seen => FactKind::Seen,
            Self::Leaving => FactKind::Leaving,
            Self::Recognition => FactKind::Recognition,
            Self::Creation => FactKind::Creation,
            Self::Mistake { .. } => FactKind::Mistake,
        }
    }

    /// To whom they are sent by it.
    pub fn destination(&self) -> Option<&str> {
        match self {
            Self::Orientation { to } | Self::Redirection { to } => Some(to),
            _ => None,
        }
    }
}

impl FactKind {
    /// Whether it says who came.
    pub const fn identifies(self) -> bool {
        matches!(self, Self::Recognition | Self::Creation)
    }
}

/// A fact of the history of an arrival.
pub type Dated = history::Dated<Fact>;

/// Where the facts lead.
pub(super) fn status(facts: &[Dated]) -> Option<Status> {
    facts.iter().fold(None, |status, dated| next(status, dated.fact.kind()).or(status))
}

/// Adds a fact to a history: refused where it cannot happen, and where somebody said before who it was.
pub(super) fn add(facts: &[Dated], new: &Fact) -> Result<Status> {
    let first = |known: fn(FactKind) -> bool| facts.iter().rev().find(|it| known(it.fact.kind()));
    if new.kind().identifies()
        && let Some(said) = first(FactKind::identifies)
    {
        return Err(acted("conflict-arrival-identified", Some(said)));
    }
    let told = |kind: FactKind| !kind.identifies();
    next(status(facts), new.kind()).ok_or_else(|| acted("conflict-arrival-moved-on", first(told)))
}

/// Who acted first, and when.
fn acted(key: &'static str, first: Option<&Dated>) -> Error {
    let (who, at) = (first.map(|it| it.by.clone()), first.map(|it| it.recorded_at));
    Error::Conflict(Conflict { key, who, at })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn any_fact() -> impl Strategy<Value = Fact> {
        prop_oneof![
            Just(Fact::Arrival { how: How::Alone, reasons: Vec::new(), note: None }),
            Just(Fact::Orientation { to: "nurse".to_owned() }),
            Just(Fact::Redirection { to: "emergency".to_owned() }),
            Just(Fact::Seen),
            Just(Fact::Leaving),
            Just(Fact::Recognition),
            Just(Fact::Creation),
            Just(Fact::Mistake { why: "deux fois".to_owned() }),
        ]
    }

    proptest! {
        /// Whatever is tried in whatever order, the status is that of the facts that were taken, an arrival is somebody's
        /// at most once, and what is over by mistake stays over.
        #[test]
        fn facts_lead_somewhere(tried in proptest::collection::vec(any_fact(), 0..20)) {
            let mut taken: Vec<Dated> = Vec::new();
            for (seq, fact) in (1..).zip(tried) {
                let before = status(&taken);
                match add(&taken, &fact) {
                    Ok(then) => {
                        let at = Timestamp::UNIX_EPOCH;
                        let (practitioner, role) = (Uuid::nil().into(), Uuid::nil().into());
                        taken.push(Dated { seq, at, recorded_at: at, practitioner, role, by: String::new(), fact });
                        prop_assert_eq!(status(&taken), Some(then));
                    }
                    Err(error) => prop_assert!(matches!(error, Error::Conflict(_))),
                }
                prop_assert!(before != Some(Status::Mistaken) || status(&taken) == before);
            }
            prop_assert!(taken.iter().filter(|it| it.fact.kind().identifies()).count() <= 1);
            prop_assert!(taken.iter().filter(|it| it.fact.kind() == FactKind::Arrival).count() <= 1);
        }
    }
}
