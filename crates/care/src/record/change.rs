//! What became of an entry: corrected, ended, taken back. Each change keeps what stood before it.

use std::collections::BTreeSet;

use policy::{Action, Compartment, EntryFacts, Resource};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use store::Tx;

use super::content::Content;
use super::form::Audience;
use super::rows::entry_change;
use crate::access::Professional;
use crate::access::entries::entry;
use crate::changes::{self, Kept};
use crate::directory::decode;
use crate::{Ctx, EntryId, PractitionerId, Result};

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChangeKind {
    /// Its author corrected it; this is what stood before.
    Corrected {
        /// What it said.
        content: Content,
        /// Where it stood.
        compartment: Compartment,
        /// When it happened, in microseconds since 1970.
        at: i64,
        /// Until when it lasted.
        until: Option<i64>,
        /// It was opened to the social members of the team.
        shared_with_social: bool,
        /// The readers whom its author had named; absent where it was not restricted.
        readers: Option<BTreeSet<PractitionerId>>,
    },
    /// What lasts was ended.
    Ended {
        /// On which instant, in microseconds since 1970.
        until: i64,
    },
    /// It was entered by mistake.
    Withdrawn {
        /// Why.
        why: String,
    },
}

impl ChangeKind {
    const fn code(&self) -> &'static str {
        match self {
            Self::Corrected { .. } => "corrected",
            Self::Ended { .. } => "ended",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }
}

/// A change, as a page shows it.
pub type Change = changes::Change<ChangeKind>;

/// Keeps a change of the entry, and counts it.
pub(super) async fn keep(ctx: &Ctx, tx: &Tx, row: &mut entry::Model, kind: &ChangeKind) -> Result<()> {
    row.changes += 1;
    entry_change::Model {
        territory_id: ctx.territory(),
        entry_id: row.id,
        seq: row.changes,
        kind: kind.code().to_owned(),
        at: ctx.now().as_microsecond(),
        role_id: ctx.actor().professional()?.role().uuid(),
        body: serde_json::to_string(kind)?,
    }
    .insert(tx)
    .await?;
    row.clone().save(tx).await?;
    Ok(())
}

/// What stood before a correction, and for whom.
pub(super) fn before(row: &entry::Model, audience: Audience) -> Result<ChangeKind> {
    Ok(ChangeKind::Corrected {
        content: serde_json::from_str(&row.body)?,
        compartment: decode(&row.compartment)?,
        at: row.at,
        until: row.until_at,
        shared_with_social: row.shared_with_social,
        readers: match audience {
            Audience::Compartment => None,
            Audience::Named(readers) => Some(readers),
        },
    })
}

/// Whether the actor may see a change of this entry: what stood before a correction is read by those who could read it as
/// it stood, or a correction that opens an entry would open what was taken out of it.
pub(super) fn shown(ctx: &Ctx, now: &EntryFacts, change: &Change) -> bool {
    let ChangeKind::Corrected { compartment, shared_with_social, readers, .. } = &change.kind else {
        return true;
    };
    let me = ctx.actor().professional().map(Professional::practitioner).ok();
    let named = |readers: &BTreeSet<_>| now.mine || me.is_some_and(|me| readers.contains(&me));
    let before = EntryFacts {
        compartment: *compartment,
        shared_with_social: *shared_with_social,
        restricted_to_me: readers.as_ref().map(named),
        ..now.clone()
    };
    ctx.may(Action::reading(*compartment), &Resource::Entry(before))
}

/// Everything that became of an entry, latest first. One statement.
pub(super) async fn of<C: ConnectionTrait>(ctx: &Ctx, db: &C, entry: EntryId) -> Result<Vec<Change>> {
    let kept = Kept { table: "entry_change", of: "entry_id", only: ("1 = 1", Vec::new()) };
    changes::of(ctx, db, entry.into(), kept).await
}
