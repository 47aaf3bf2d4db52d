//! What happened on a pathway: dated facts, from which everything else is computed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::history;

codes! {
    /// What can happen on a pathway: what its table is about, and what a form records.
    FactKind {
        /// It begins.
        Opening = "opening",
        /// A visit is planned, or planned anew.
        Planning = "planning",
        /// A step is done: the visit was held, the document signed, the check confirmed.
        Holding = "holding",
        /// The person did not come.
        NoShow = "no_show",
        /// What was planned is called off.
        CallingOff = "calling_off",
        /// A step is left out.
        Skipping = "skipping",
        /// Somebody is asked to take over.
        Proposal = "proposal",
        /// They take over.
        Acceptance = "acceptance",
        /// They do not.
        Decline = "decline",
        /// The person was lost on the way: one goes back.
        Loss = "loss",
        /// The pathway stops.
        Stop = "stop",
        /// It goes on.
        Restart = "restart",
        /// It is closed.
        Closing = "closing",
    }
}

impl FactKind {
    /// The kind of its line in the record.
    pub(super) const fn entry(self) -> &'static str {
        match self {
            Self::Opening => "pathway-opening",
            Self::Planning => "pathway-planning",
            Self::Holding => "pathway-holding",
            Self::NoShow => "pathway-no-show",
            Self::CallingOff => "pathway-calling-off",
            Self::Skipping => "pathway-skipping",
            Self::Proposal => "pathway-proposal",
            Self::Acceptance => "pathway-acceptance",
            Self::Decline => "pathway-decline",
            Self::Loss => "pathway-loss",
            Self::Stop => "pathway-stop",
            Self::Restart => "pathway-restart",
            Self::Closing => "pathway-closing",
        }
    }
}

/// Something that happened on a pathway.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// It begins.
    Opening {
        /// Who asked for it and why, in a word that whoever coordinates may read.
        words: Option<String>,
        /// The person had no attending doctor then.
        without_gp: bool,
    },
    /// A visit is planned.
    Planning {
        /// Which step.
        step: String,
        /// For when.
        on: Timestamp,
        /// Where.
        place: Option<String>,
    },
    /// A step is done.
    Holding {
        /// Which.
        step: String,
    },
    /// The person did not come.
    NoShow {
        /// To which step.
        step: String,
    },
    /// What was planned is called off.
    CallingOff {
        /// Of which step.
        step: String,
        /// Why.
        why: Option<String>,
    },
    /// A step is left out.
    Skipping {
        /// Which.
        step: String,
        /// Why; an optional step wants no reason.
        why: Option<String>,
    },
    /// Somebody is asked to take over.
    Proposal {
        /// At which step.
        step: String,
        /// Who.
        to: String,
    },
    /// They take over.
    Acceptance {
        /// At which step.
        step: String,
    },
    /// They do not.
    Decline {
        /// At which step.
        step: String,
        /// Why.
        why: String,
    },
    /// The person was lost on the way.
    Loss {
        /// At which check.
        step: String,
        /// What happened.
        why: String,
    },
    /// The pathway stops.
    Stop {
        /// Why.
        why: String,
    },
    /// It goes on.
    Restart,
    /// It is closed.
    Closing {
        /// Why, where what it closes with was not done.
        why: Option<String>,
    },
}

impl Fact {
    /// Its kind.
    pub const fn kind(&self) -> FactKind {
        match self {
            Self::Opening { .. } => FactKind::Opening,
            Self::Planning { .. } => FactKind::Planning,
            Self::Holding { .. } => FactKind::Holding,
            Self::NoShow { .. } => FactKind::NoShow,
            Self::CallingOff { .. } => FactKind::CallingOff,
            Self::Skipping { .. } => FactKind::Skipping,
            Self::Proposal { .. } => FactKind::Proposal,
            Self::Acceptance { .. } => FactKind::Acceptance,
            Self::Decline { .. } => FactKind::Decline,
            Self::Loss { .. } => FactKind::Loss,
            Self::Stop { .. } => FactKind::Stop,
            Self::Restart => FactKind::Restart,
            Self::Closing { .. } => FactKind::Closing,
        }
    }

    /// The step that it is about, if it is about one.
    pub fn step(&self) -> Option<&str> {
        match self {
            Self::Planning { step, .. }
            | Self::Holding { step }
            | Self::NoShow { step }
            | Self::CallingOff { step, .. }
            | Self::Skipping { step, .. }
            | Self::Proposal { step, .. }
            | Self::Acceptance { step }
            | Self::Decline { step, .. }
            | Self::Loss { step, .. } => Some(step),
            Self::Opening { .. } | Self::Stop { .. } | Self::Restart | Self::Closing { .. } => None,
        }
    }
}

/// A fact of the history of a pathway.
pub type Dated = history::Dated<Fact>;
