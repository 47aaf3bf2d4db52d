//! What became of an interview: corrected, shared with doctors, taken back. Each change keeps what stood before it.

use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::content::{Shared, Status};
use super::rows::interview;
use crate::changes::{self, Kept};
use crate::rows::row;
use crate::{Ctx, InterviewId, Result};

row! {
    interview_change = "interview_change" {
        territory_id: Uuid, interview_id: Uuid, seq: i64;
        kind: String,
        // Of the part that is its author's alone, and so theirs alone as well.
        private: bool,
        at: i64,
        role_id: Uuid,
        body: String,
    }
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChangeKind {
    /// Its author corrected it, or said what became of an appointment; this is what stood before.
    Corrected {
        /// How it stood.
        status: Status,
        /// When it took place.
        at: Timestamp,
        /// What it said.
        shared: Shared,
    },
    /// Its author corrected the private part; this is what stood before. Its author alone is told.
    PrivateCorrected {
        /// What it said; nothing if absent.
        text: Option<String>,
    },
    /// A copy was made for the doctors of the team.
    Copied,
    /// The copy was taken back.
    TakenBack,
}

impl ChangeKind {
    const fn code(&self) -> &'static str {
        match self {
            Self::Corrected { .. } => "corrected",
            Self::PrivateCorrected { .. } => "private_corrected",
            Self::Copied => "copied",
            Self::TakenBack => "taken_back",
        }
    }

    const fn is_private(&self) -> bool {
        matches!(self, Self::PrivateCorrected { .. })
    }
}

/// A change, as a page shows it.
pub type Change = changes::Change<ChangeKind>;

/// Keeps a change, and counts it. The caller saves the row.
pub(super) async fn keep(ctx: &Ctx, tx: &Tx, row: &mut interview::Model, kind: &ChangeKind) -> Result<()> {
    row.version += 1;
    interview_change::Model {
        territory_id: ctx.territory(),
        interview_id: row.id,
        seq: row.version,
        kind: kind.code().to_owned(),
        private: kind.is_private(),
        at: ctx.now().as_microsecond(),
        role_id: ctx.actor().professional()?.role().uuid(),
        body: serde_json::to_string(kind)?,
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// What became of an interview, latest first; of the private part, only what the actor did. One statement.
pub(super) async fn of<C: ConnectionTrait>(ctx: &Ctx, db: &C, id: InterviewId) -> Result<Vec<Change>> {
    let me = ctx.actor().professional()?.practitioner();
    let mine = ("(c.private = ? OR r.practitioner_id = ?)", vec![false.into(), me.uuid().into()]);
    let kept = Kept { table: "interview_change", of: "interview_id", only: mine };
    changes::of(ctx, db, id.uuid(), kept).await
}
