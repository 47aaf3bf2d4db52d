//! What can be wrong with the policies.

/// Why policies were refused at load. Each error says where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// A file or folder could not be read.
    #[error("{path}: {message}")]
    Unreadable {
        /// The file or folder.
        path: String,
        /// What the system said.
        message: String,
    },
    /// A file is wrong.
    #[error("{file}:{line}: {message}")]
    Wrong {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong and how to mend it.
        message: String,
    },
}
