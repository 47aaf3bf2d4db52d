//! The few ways an act can fail. Each is turned into words once, at the boundary that a person sees.

use store::StoreError;

/// Result of an act or a reading.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an act did not take place.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Absent, or hidden from the actor: the two must never be told apart (HTTP 404).
    #[error("not found")]
    NotFound,
    /// Seen, but this act is not the actor's to do (HTTP 403).
    #[error("forbidden")]
    Forbidden,
    /// Seen and permitted, once the second factor has been shown again (HTTP 403 with a way on).
    #[error("a second factor is needed")]
    StepUp,
    /// The state has moved on: somebody else acted first (HTTP 409).
    #[error("conflict: {}", .0.key)]
    Conflict(Conflict),
    /// What was typed cannot be taken as it is (HTTP 422).
    #[error("invalid: {0:?}")]
    Invalid(Vec<Fault>),
    /// The database, the journal or the disk does not answer; nothing was kept (HTTP 503).
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A defect of the program (HTTP 500).
    #[error("bug: {0}")]
    Bug(String),
}

/// What made an act impossible, in words that a page can show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Message key, for example `conflict-already-answered`.
    pub key: &'static str,
    /// Who acted first, as the reader may know them.
    pub who: Option<String>,
    /// When they did.
    pub at: Option<jiff::Timestamp>,
}

/// One thing wrong with one field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the field in the form.
    pub field: &'static str,
    /// Message key, for example `fault-required`.
    pub key: &'static str,
    /// The limit that was passed, where there is one.
    pub limit: Option<i64>,
}

impl Fault {
    /// A fault without a figure.
    pub const fn new(field: &'static str, key: &'static str) -> Self {
        Self { field, key, limit: None }
    }
}

impl Error {
    /// One fault on one field.
    pub fn invalid(field: &'static str, key: &'static str) -> Self {
        Self::Invalid(vec![Fault::new(field, key)])
    }

    /// A conflict without a name or a time.
    pub const fn conflict(key: &'static str) -> Self {
        Self::Conflict(Conflict { key, who: None, at: None })
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(reason) => Self::Unavailable(reason),
            other => Self::Bug(other.to_string()),
        }
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        StoreError::from(error).into()
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Bug(format!("stored JSON does not read back: {error}"))
    }
}

/// A job is tried again where the storage did not answer; anything else would fail again.
impl From<Error> for store::JobError {
    fn from(error: Error) -> Self {
        match error {
            Error::Unavailable(reason) => Self::Retry(reason),
            other => Self::Dead(other.to_string()),
        }
    }
}
