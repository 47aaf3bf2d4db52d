//! How far an import is, and what can be done of it there: computed from when it was begun, ended and undone.

use serde::{Deserialize, Serialize};

use super::rows::{Found, import};
use crate::codes::codes;

codes! {
    /// How far an import is.
    ImportState {
        /// The file was read; nothing is written.
        Read = "read",
        /// It was begun and is not over: it was cut in the middle.
        Cut = "cut",
        /// It is over.
        Done = "done",
        /// It was undone.
        Undone = "undone",
    }
}

codes! {
    /// What its author does with an import.
    ImportAct {
        /// Says what each column is.
        Mapping = "mapping",
        /// Has a part of its lines taken over, after which others are left.
        Part = "part",
        /// Has the last of them taken over.
        End = "end",
        /// Undoes it.
        Undo = "undo",
    }
}

impl ImportState {
    /// By when it was begun, ended and undone.
    const fn of(begun_at: Option<i64>, done_at: Option<i64>, undone_at: Option<i64>) -> Self {
        match (begun_at, done_at, undone_at) {
            (_, _, Some(_)) => Self::Undone,
            (_, Some(_), _) => Self::Done,
            (Some(_), ..) => Self::Cut,
            _ => Self::Read,
        }
    }

    /// How far it is after an act; nothing where the act is refused, or has nothing left to do.
    #[must_use]
    pub const fn after(self, act: ImportAct) -> Option<Self> {
        match (self, act) {
            (Self::Read, ImportAct::Mapping) => Some(Self::Read),
            (Self::Read | Self::Cut, ImportAct::Part) => Some(Self::Cut),
            (Self::Read | Self::Cut, ImportAct::End) => Some(Self::Done),
            (Self::Cut | Self::Done, ImportAct::Undo) => Some(Self::Undone),
            _ => None,
        }
    }
}

impl Found {
    /// How far it is.
    pub(super) const fn state(&self) -> ImportState {
        ImportState::of(self.begun_at, self.done_at, self.undone_at)
    }
}

impl import::Model {
    /// How far it is.
    pub(super) const fn state(&self) -> ImportState {
        ImportState::of(self.begun_at, self.done_at, self.undone_at)
    }
}
