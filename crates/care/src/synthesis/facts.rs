//! What happened to a synthesis: dated facts. Every text that it had stays.

use policy::Profession;
use serde::{Deserialize, Serialize};

use super::text::Text;
use crate::codes::codes;
use crate::history;

codes! {
    /// What can happen to a synthesis.
    FactKind {
        /// It is composed.
        Composition = "composition",
        /// Its text is changed.
        Revision = "revision",
        /// Somebody signs the text as it stands, for their profession.
        Signature = "signature",
        /// It is given up.
        Dropping = "dropping",
    }
}

/// Something that happened to a synthesis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fact {
    /// It is composed.
    Composition {
        /// From what the record said.
        text: Text,
    },
    /// Its text is changed.
    Revision {
        /// The whole text, as it is now.
        text: Text,
    },
    /// Somebody signs.
    Signature {
        /// The place in the history of the text that they signed.
        of: i64,
        /// For which profession.
        profession: Profession,
    },
    /// It is given up.
    Dropping,
}

impl Fact {
    /// Its kind.
    pub const fn kind(&self) -> FactKind {
        match self {
            Self::Composition { .. } => FactKind::Composition,
            Self::Revision { .. } => FactKind::Revision,
            Self::Signature { .. } => FactKind::Signature,
            Self::Dropping => FactKind::Dropping,
        }
    }
}

/// A fact of the history of a synthesis.
pub type Dated = history::Dated<Fact>;
