//! A failure told in one line, with what to do about it.

use std::process::ExitCode;

/// Why a command did not do its work.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// In one line.
    pub(crate) fn new(words: impl Into<String>) -> Self {
        Self(words.into().replace('\n', " "))
    }

    /// Says it on standard error and ends with 1.
    #[allow(clippy::print_stderr)]
    pub(crate) fn told(self) -> ExitCode {
        eprintln!("maillage: {}", self.0);
        ExitCode::FAILURE
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        Self::new(error.to_string())
    }
}

impl From<care::Error> for Failure {
    fn from(error: care::Error) -> Self {
        Self::new(match error {
            care::Error::NotFound => "not found: check the name given".to_owned(),
            care::Error::Unavailable(reason) => reason,
            care::Error::Invalid(faults) => {
                let faults: Vec<String> =
                    faults.iter().map(|it| format!("{} ({})", it.field, it.key)).collect();
                format!("refused: {}", faults.join(", "))
            }
            other => other.to_string(),
        })
    }
}
