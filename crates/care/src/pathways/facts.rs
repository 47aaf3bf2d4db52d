//! What happened on a pathway: dated facts, from which everything else is computed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::agenda::Booked;
use crate::codes::codes;
use crate::{PublicPracticeId, SlotId, history};

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
        /// The person says whom they would like to take over.
        Wish = "wish",
        /// Somebody is asked to take over.
        Proposal = "proposal",
        /// They take over.
        Acceptance = "acceptance",
        /// They do not.
        Decline = "decline",
        /// They ask something first.
        Question = "question",
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
            Self::Wish => "pathway-wish",
            Self::Proposal => "pathway-proposal",
            Self::Acceptance => "pathway-acceptance",
            Self::Decline => "pathway-decline",
            Self::Question => "pathway-question",
            Self::Loss => "pathway-loss",
            Self::Stop => "pathway-stop",
            Self::Restart => "pathway-restart",
            Self::Closing => "pathway-closing",
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
const fn is_false(it: &bool) -> bool {
    !*it
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
        /// The time that it holds, where one was chosen that somebody had opened.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        booked: Option<Booked>,
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
    /// The person says whom they would like to take over.
    Wish {
        /// At which step.
        step: String,
        /// Whom.
        to: String,
        /// Their exercise in the public directory, where they were chosen from it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        practice: Option<PublicPracticeId>,
    },
    /// Somebody is asked to take over.
    Proposal {
        /// At which step.
        step: String,
        /// Who.
        to: String,
        /// Their exercise in the public directory, where they were chosen from it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        practice: Option<PublicPracticeId>,
    },
    /// They take over.
    Acceptance {
        /// At which step.
        step: String,
        /// They said so themselves, by the link that they were given.
        #[serde(default, skip_serializing_if = "is_false")]
        by_link: bool,
    },
    /// They do not.
    Decline {
        /// At which step.
        step: String,
        /// Why.
        why: String,
        /// They said so themselves, by the link that they were given.
        #[serde(default, skip_serializing_if = "is_false")]
        by_link: bool,
    },
    /// They ask something before they answer, by the link that they were given.
    Question {
        /// At which step.
        step: String,
        /// What, and how to reach them.
        text: String,
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
            Self::Wish { .. } => FactKind::Wish,
            Self::Proposal { .. } => FactKind::Proposal,
            Self::Acceptance { .. } => FactKind::Acceptance,
            Self::Decline { .. } => FactKind::Decline,
            Self::Question { .. } => FactKind::Question,
            Self::Loss { .. } => FactKind::Loss,
            Self::Stop { .. } => FactKind::Stop,
            Self::Restart => FactKind::Restart,
            Self::Closing { .. } => FactKind::Closing,
        }
    }

    /// Whether it plans for this time of somebody's the very step that another is about.
    pub(super) fn books(&self, time: SlotId, other: &Self) -> bool {
        let mine = matches!(self, Self::Planning { booked: Some(booked), .. } if booked.slot == time);
        mine && self.step() == other.step()
    }

    /// Whether whoever was asked to take over said it by their link: it stands in the history under the name of who asked them.
    pub const fn by_link(&self) -> bool {
        matches!(
            self,
            Self::Acceptance { by_link: true, .. }
                | Self::Decline { by_link: true, .. }
                | Self::Question { .. }
        )
    }

    /// The step that it is about, if it is about one.
    pub fn step(&self) -> Option<&str> {
        match self {
            Self::Planning { step, .. }
            | Self::Holding { step }
            | Self::NoShow { step }
            | Self::CallingOff { step, .. }
            | Self::Skipping { step, .. }
            | Self::Wish { step, .. }
            | Self::Proposal { step, .. }
            | Self::Acceptance { step, .. }
            | Self::Decline { step, .. }
            | Self::Question { step, .. }
            | Self::Loss { step, .. } => Some(step),
            Self::Opening { .. } | Self::Stop { .. } | Self::Restart | Self::Closing { .. } => None,
        }
    }
}

/// A fact of the history of a pathway.
pub type Dated = history::Dated<Fact>;
