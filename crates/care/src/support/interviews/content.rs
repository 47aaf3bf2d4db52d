//! What is recorded of an interview: how it stands, where it takes place, what it is about, what was said and done.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::codes;

codes! {
    /// How an interview stands.
    Status {
        /// Agreed on: to come, or to be told about.
        Planned = "planned",
        /// The person came.
        Kept = "kept",
        /// The person did not come.
        Missed = "missed",
        /// It was called off, by whomever.
        Cancelled = "cancelled",
    }
}

impl Status {
    /// Whether a correction may say this instead: a slip among outcomes is corrected, but what took place, or did not, is
    /// not made an appointment again: that is another interview.
    pub const fn may_become(self, then: Self) -> bool {
        matches!(self, Self::Planned) || !matches!(then, Self::Planned)
    }

    /// The kind of its line in the record.
    pub(crate) const fn kind(self) -> &'static str {
        match self {
            Self::Planned => "interview-planned",
            Self::Kept => "interview-kept",
            Self::Missed => "interview-missed",
            Self::Cancelled => "interview-cancelled",
        }
    }
}

codes! {
    /// Where it takes place.
    Place {
        /// At the structure.
        Office = "office",
        /// Where the person lives.
        Home = "home",
        /// Outside: in the street, on a square.
        Street = "street",
        /// At another service.
        Service = "service",
        /// By telephone.
        Phone = "phone",
        /// By video.
        Video = "video",
    }
}

codes! {
    /// What it is about.
    Subject {
        /// Rights.
        Rights = "rights",
        /// Housing.
        Housing = "housing",
        /// Health.
        Health = "health",
        /// Money, debts.
        Money = "money",
        /// Family and those around.
        Family = "family",
        /// Work, training.
        Work = "work",
        /// Something else.
        Other = "other",
    }
}

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextStep {
    /// What.
    pub what: String,
    /// On which day, where one was agreed.
    pub on: Option<Date>,
}

/// The part of an interview that whoever reads the social part of the record reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// Where.
    pub place: Place,
    /// What about.
    pub subjects: Vec<Subject>,
    /// What about, in a few words.
    pub about: Option<String>,
    /// What was said and done.
    pub text: Option<String>,
    /// What comes next.
    pub next: Option<NextStep>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_what_is_stored() {
        for status in Status::ALL {
            assert_eq!(crate::access::entries::code(status), status.code());
            assert_eq!(status.kind(), format!("interview-{}", status.code()));
        }
        for place in Place::ALL {
            assert_eq!(crate::access::entries::code(place), place.code());
        }
        for subject in Subject::ALL {
            assert_eq!(crate::access::entries::code(subject), subject.code());
        }
    }

    #[test]
    fn what_took_place_is_not_planned_again() {
        for from in Status::ALL {
            assert_eq!(from.may_become(Status::Planned), *from == Status::Planned);
            assert!(from.may_become(Status::Missed));
        }
    }
}
