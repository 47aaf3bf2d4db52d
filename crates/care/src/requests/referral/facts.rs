//! What happened to a referral: dated facts, from which everything else is computed.

use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::history;

codes! {
    /// What can happen to a referral.
    FactKind {
        /// It leaves.
        Sending = "sending",
        /// Somebody accepts the person.
        Acceptance = "acceptance",
        /// It is declined.
        Decline = "decline",
        /// It is sent on elsewhere.
        Redirection = "redirection",
        /// A try before the first appointment: a call, a letter, a visit.
        Attempt = "attempt",
        /// The first act took place.
        Beginning = "beginning",
        /// What was asked for is done.
        Done = "done",
        /// It could not be done.
        CouldNot = "could_not",
        /// Whoever referred acknowledges what became of it.
        Closing = "closing",
        /// Whoever referred takes it back.
        Cancellation = "cancellation",
    }
}

impl FactKind {
    /// The kind of its line in the record.
    pub(super) const fn entry(self) -> &'static str {
        match self {
            Self::Sending => "referral-sending",
            Self::Acceptance => "referral-acceptance",
            Self::Decline => "referral-decline",
            Self::Redirection => "referral-redirection",
            Self::Attempt => "referral-attempt",
            Self::Beginning => "referral-beginning",
            Self::Done => "referral-done",
            Self::CouldNot => "referral-could-not",
            Self::Closing => "referral-closing",
            Self::Cancellation => "referral-cancellation",
        }
    }

    /// Whether it is the sender’s to say; everything else is the receiver’s.
    pub const fn is_the_senders(self) -> bool {
        matches!(self, Self::Sending | Self::Closing | Self::Cancellation)
    }
}

codes! {
    /// How the person was sought before the first appointment.
    Means {
        /// By telephone.
        Phone = "phone",
        /// By letter.
        Letter = "letter",
        /// By a short message.
        Message = "message",
        /// By a visit at their home.
        Visit = "visit",
        /// Through somebody close, or another professional.
        Through = "through",
    }
}

codes! {
    /// What a try led to.
    AttemptOutcome {
        /// They were reached: an appointment is agreed.
        Agreed = "agreed",
        /// Reached, and they want to think about it.
        Hesitates = "hesitates",
        /// Not reached.
        NotReached = "not_reached",
        /// An appointment was agreed, and they did not come.
        DidNotCome = "did_not_come",
    }
}

codes! {
    /// Why it could not be done.
    Obstacle {
        /// The person could not be reached.
        CouldNotReach = "could_not_reach",
        /// It turned out not to be for them.
        NotEligible = "not_eligible",
        /// No place.
        NoCapacity = "no_capacity",
        /// They no longer want it.
        NoLongerWanted = "no_longer_wanted",
        /// Something else, said in words.
        Other = "other",
    }
}

/// What left, as it left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Why, and what is expected.
    pub words: String,
    /// Lines of the check-list that hold, by their codes.
    pub criteria: Vec<String>,
    /// What the receiver wants to know: code, answer.
    pub minimum: Vec<(String, String)>,
    /// The person wants whoever receives them to join their care team.
    pub joins: bool,
}

/// Something that happened to a referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// It leaves.
    Sending(Sent),
    /// Somebody accepts the person.
    Acceptance,
    /// It is declined.
    Decline {
        /// Code of a refusal of the protocol.
        reason: String,
        /// In words.
        words: Option<String>,
    },
    /// It is sent on elsewhere.
    Redirection {
        /// Code of a redirection of the protocol.
        to: String,
        /// In words.
        words: Option<String>,
    },
    /// A try before the first appointment.
    Attempt {
        /// How.
        means: Means,
        /// What it led to.
        outcome: AttemptOutcome,
        /// In words.
        words: Option<String>,
    },
    /// The first act took place.
    Beginning,
    /// What was asked for is done.
    Done {
        /// What became of it.
        words: String,
    },
    /// It could not be done.
    CouldNot {
        /// Why.
        why: Obstacle,
        /// In words.
        words: Option<String>,
    },
    /// Whoever referred acknowledges what became of it.
    Closing {
        /// In words.
        words: Option<String>,
    },
    /// Whoever referred takes it back.
    Cancellation {
        /// Why.
        words: Option<String>,
    },
}

impl Fact {
    /// Its kind.
    pub const fn kind(&self) -> FactKind {
        match self {
            Self::Sending(_) => FactKind::Sending,
            Self::Acceptance => FactKind::Acceptance,
            Self::Decline { .. } => FactKind::Decline,
            Self::Redirection { .. } => FactKind::Redirection,
            Self::Attempt { .. } => FactKind::Attempt,
            Self::Beginning => FactKind::Beginning,
            Self::Done { .. } => FactKind::Done,
            Self::CouldNot { .. } => FactKind::CouldNot,
            Self::Closing { .. } => FactKind::Closing,
            Self::Cancellation { .. } => FactKind::Cancellation,
        }
    }
}

/// A fact of the history of a referral.
pub type Dated = history::Dated<Fact>;
