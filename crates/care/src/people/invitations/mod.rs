//! Invitations to join a care team: nothing opens before the invited accepts.
//!
//! The person was asked before the invitation leaves (CSP L1110-12, L1110-4 III); what they say afterwards counts when it
//! is answered. The invited reads who invites and for whom, and no more.

mod answer;
mod invite;
mod look;

use jiff::Timestamp;
use policy::{InvitationFacts, Reason, Resource};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use super::rows::team_invitation;
use crate::codes::codes;
use crate::directory::decode;
use crate::{Ctx, Error, InvitationId, Result};

pub use answer::{DeclineForm, accept, decline};
pub(super) use invite::of_word;
pub(crate) use invite::{asked_no_more, to_take_over};
pub use invite::{invite, withdraw};
pub(super) use look::of;
pub use look::{Invitation, Invited, invitation};
pub(crate) use look::{asked_here, waiting};

/// How long an invitation can be answered, in days.
pub const DAYS: i64 = 30;

codes! {
    /// What became of an invitation.
    Answer {
        /// The invited joined the team.
        Accepted = "accepted",
        /// The invited does not join.
        Declined = "declined",
        /// The team took it back.
        Withdrawn = "withdrawn",
    }
}

/// Where an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvitationStatus {
    /// It waits for its answer.
    Pending,
    /// It was not answered in time.
    Expired,
    /// It was answered, or taken back.
    Over(Answer),
}

impl InvitationStatus {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Pending,
        Self::Expired,
        Self::Over(Answer::Accepted),
        Self::Over(Answer::Declined),
        Self::Over(Answer::Withdrawn),
    ];

    /// Its code, for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Expired => "expired",
            Self::Over(answer) => answer.code(),
        }
    }

    /// What was answered until when it could be, as it stands now.
    pub(super) fn of(answer: Option<Answer>, until: Timestamp, now: Timestamp) -> Self {
        match answer {
            Some(answer) => Self::Over(answer),
            None if until <= now => Self::Expired,
            None => Self::Pending,
        }
    }

    /// Whether it can be answered or taken back.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending)
    }
}

/// The policy's word on an invitation; one that is absent is asked about as one that is somebody else's.
fn permit(ctx: &Ctx, id: InvitationId, invited: Option<Uuid>) -> Result<Reason> {
    let invited = invited.unwrap_or(Uuid::nil());
    let facts = InvitationFacts { id: id.uuid(), territory: ctx.territory(), invited };
    ctx.permit(policy::Action::AnswerInvitation, &Resource::Invitation(facts))
}

fn status(row: &team_invitation::Model, now: Timestamp) -> Result<InvitationStatus> {
    let answer = row.answer.as_deref().map(decode).transpose()?;
    Ok(InvitationStatus::of(answer, kernel::clock::from_micros(row.until_at), now))
}

/// Says what became of an invitation that waits for it.
async fn settle(
    ctx: &Ctx,
    tx: &Tx,
    row: team_invitation::Model,
    answer: Answer,
    why: Option<String>,
) -> Result<()> {
    if !status(&row, ctx.now())?.is_open() {
        return Err(Error::conflict("conflict-invitation-over"));
    }
    let answered_at = Some(ctx.now().as_microsecond());
    let answer = Some(answer.code().to_owned());
    team_invitation::Model { answer, answered_at, why, ..row }.save(tx).await?;
    Ok(())
}
