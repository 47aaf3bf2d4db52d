//! What can happen to a request, and the status that follows.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Extract, Followed, Referral, SuicidalIdeas, Telling};
use crate::{AttachmentId, ConsultationId, PractitionerId, RoleId};

/// Where a request stands. Never typed in: computed by [`status`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being written by the asker.
    Draft,
    /// Sent to the pool or to a named psychiatrist.
    Sent,
    /// Taken by a named answerer.
    Accepted,
    /// The answerer needs something from the asker; the clock is paused.
    AwaitingAsker,
    /// Answered with reasons.
    Answered,
    /// The asker said what became of the advice.
    Closed,
    /// Sent on to another programme or structure.
    Redirected,
    /// Not taken, with a reason.
    Declined,
    /// Withdrawn by the asker.
    Cancelled,
}

impl Status {
    /// All of them, in the order of the states table.
    pub const ALL: [Self; 9] = [
        Self::Draft,
        Self::Sent,
        Self::Accepted,
        Self::AwaitingAsker,
        Self::Answered,
        Self::Closed,
        Self::Redirected,
        Self::Declined,
        Self::Cancelled,
    ];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::AwaitingAsker => "awaiting_asker",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::Redirected => "redirected",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether the answer clock has started and not stopped.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::Accepted | Self::AwaitingAsker)
    }

    /// Whether nothing more is expected of anybody.
    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Closed | Self::Redirected | Self::Declined | Self::Cancelled)
    }
}

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// The one who asks.
    Asker,
    /// The pool, or triage before it.
    Pool,
    /// The one who took the request.
    Answerer,
    /// Nobody: the loop is closed.
    Nobody,
}

/// Whose turn it is in a status.
pub const fn turn(status: Status) -> Turn {
    match status {
        Status::Draft | Status::AwaitingAsker | Status::Answered | Status::Declined => Turn::Asker,
        Status::Sent => Turn::Pool,
        Status::Accepted => Turn::Answerer,
        Status::Closed | Status::Redirected | Status::Cancelled => Turn::Nobody,
    }
}

/// Something that happened, by whom and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// Place in the request's history, from 1.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Through which role.
    pub role: RoleId,
    /// By whom.
    pub practitioner: PractitionerId,
    /// What.
    pub fact: Fact,
}

/// Something that happened to a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "body")]
pub enum Fact {
    /// The asker sent it: the extract that leaves is frozen here.
    Sending(Box<Asked>),
    /// Triage looked at it, and may have named an answerer.
    Triage {
        /// The psychiatrist proposed.
        named: Option<PractitionerId>,
        /// A word for the coordination, never clinical.
        note: Option<String>,
    },
    /// A named answerer took it.
    Acceptance,
    /// The answerer gave it back to the pool.
    Release {
        /// Why.
        reason: Option<String>,
    },
    /// The answerer needs something from the asker.
    InformationRequest {
        /// What.
        text: String,
    },
    /// The asker gave it.
    InformationGiven {
        /// The reply.
        text: String,
        /// Documents joined.
        attachments: Vec<AttachmentId>,
    },
    /// A message that changes nothing.
    Message {
        /// Its text.
        text: String,
    },
    /// The reasoned answer.
    Answer(Box<Answer>),
    /// The asker said what became of it.
    Closing(Box<Closing>),
    /// Sent on elsewhere.
    Redirection {
        /// Code of the target in the programme's list.
        target: String,
        /// Why.
        reason: String,
    },
    /// Not taken.
    Refusal {
        /// Code of the reason in the programme's list.
        reason: String,
        /// In words.
        text: String,
    },
    /// Withdrawn by the asker.
    Cancellation {
        /// Why.
        reason: Option<String>,
    },
}

/// The kinds of facts, without their content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FactKind {
    /// See [`Fact::Sending`].
    Sending,
    /// See [`Fact::Triage`].
    Triage,
    /// See [`Fact::Acceptance`].
    Acceptance,
    /// See [`Fact::Release`].
    Release,
    /// See [`Fact::InformationRequest`].
    InformationRequest,
    /// See [`Fact::InformationGiven`].
    InformationGiven,
    /// See [`Fact::Message`].
    Message,
    /// See [`Fact::Answer`].
    Answer,
    /// See [`Fact::Closing`].
    Closing,
    /// See [`Fact::Redirection`].
    Redirection,
    /// See [`Fact::Refusal`].
    Refusal,
    /// See [`Fact::Cancellation`].
    Cancellation,
}

impl FactKind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Sending,
        Self::Triage,
        Self::Acceptance,
        Self::Release,
        Self::InformationRequest,
        Self::InformationGiven,
        Self::Message,
        Self::Answer,
        Self::Closing,
        Self::Redirection,
        Self::Refusal,
        Self::Cancellation,
    ];
}

impl Fact {
    /// Its kind.
    pub const fn kind(&self) -> FactKind {
        match self {
            Self::Sending(_) => FactKind::Sending,
            Self::Triage { .. } => FactKind::Triage,
            Self::Acceptance => FactKind::Acceptance,
            Self::Release { .. } => FactKind::Release,
            Self::InformationRequest { .. } => FactKind::InformationRequest,
            Self::InformationGiven { .. } => FactKind::InformationGiven,
            Self::Message { .. } => FactKind::Message,
            Self::Answer(_) => FactKind::Answer,
            Self::Closing(_) => FactKind::Closing,
            Self::Redirection { .. } => FactKind::Redirection,
            Self::Refusal { .. } => FactKind::Refusal,
            Self::Cancellation { .. } => FactKind::Cancellation,
        }
    }
}

/// What was asked, as it left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Exactly what the answerer sees of the person.
    pub extract: Extract,
    /// The question.
    pub question: String,
    /// What to know: history, what was tried, what worries.
    pub context: String,
    /// Whether suicidal ideas were looked for.
    pub suicidal_ideas: SuicidalIdeas,
    /// How the person was told; absent for a question without identity.
    pub telling: Option<Telling>,
    /// Documents joined.
    pub attachments: Vec<AttachmentId>,
    /// The psychiatrist to whom it is addressed, if not to the pool.
    pub named: Option<PractitionerId>,
    /// Days promised when it was sent: a later change of the programme does not move this promise.
    pub answer_days: u16,
    /// When the emergency screen was shown.
    pub emergency_shown_at: Timestamp,
}

/// The reasoned answer: advice on the elements supplied, the asker stays in charge of the follow-up.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// What the answerer thinks, with reasons.
    pub assessment: String,
    /// Drugs: dose, rhythm, monitoring.
    pub medication: Option<String>,
    /// What to do besides drugs.
    pub clinical_plan: Option<String>,
    /// When to see again, with which measure.
    pub follow_up: Option<String>,
    /// What must alert, and whom to call.
    pub warning_signs: Option<String>,
    /// The consultation offered with it.
    pub consultation: Option<ConsultationId>,
}

/// What became of the advice, said by the asker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closing {
    /// Whether it was followed.
    pub followed: Followed,
    /// Why not, or why in part.
    pub why: Option<String>,
    /// What became of the referral that was contemplated.
    pub referral: Referral,
    /// Whether an emergency visit was avoided.
    pub emergency_avoided: bool,
    /// From 1 to 5.
    pub usefulness: Option<u8>,
    /// A word back.
    pub text: Option<String>,
}

/// The status after one more fact, or `None` where that fact cannot take place.
pub const fn next(status: Status, fact: FactKind) -> Option<Status> {
    use FactKind as F;
    use Status as S;
    match (status, fact) {
        (S::Draft, F::Sending) | (S::Sent, F::Triage) | (S::Accepted, F::Release) => Some(S::Sent),
        (S::Sent, F::Acceptance) | (S::AwaitingAsker, F::InformationGiven) => Some(S::Accepted),
        (S::Accepted, F::InformationRequest) => Some(S::AwaitingAsker),
        (S::Accepted | S::AwaitingAsker, F::Answer) => Some(S::Answered),
        (S::Answered, F::Closing) => Some(S::Closed),
        (S::Sent | S::Accepted | S::AwaitingAsker, F::Redirection) => Some(S::Redirected),
        (S::Sent | S::Accepted | S::AwaitingAsker, F::Refusal) => Some(S::Declined),
        (S::Draft | S::Sent | S::Accepted | S::AwaitingAsker, F::Cancellation) => Some(S::Cancelled),
        (S::Sent | S::Accepted | S::AwaitingAsker | S::Answered, F::Message) => Some(status),
        _ => None,
    }
}

/// The status that a history leads to. Facts that could not take place are never stored, so they are passed over.
pub fn status<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Status {
    facts.into_iter().fold(Status::Draft, |status, fact| next(status, fact.kind()).unwrap_or(status))
}
