//! Exactly what leaves with a request: the only form in which a confidential item reaches the other side.

use serde::{Deserialize, Serialize};

use crate::people::IdentityExtract;

/// What the answerer sees of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extract {
    /// With identity: the person is informed and not opposed (CSP L1110-4 II).
    Identified(IdentityExtract),
    /// Without identity: age and sex only.
    Anonymous {
        /// In years, if known.
        age: Option<u8>,
        /// `female`, `male` or `unknown`.
        sex: String,
    },
}
