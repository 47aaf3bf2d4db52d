//! A file of the directory, opened once and read twice: looked through first, so that nothing is written from a broken one.

use std::fs::File;
use std::path::Path;

use super::refusal::Broken;

/// An open file and what it is called.
#[derive(Debug)]
pub struct DirectoryFile {
    pub(super) name: String,
    pub(super) file: File,
}

impl DirectoryFile {
    /// A file that is open already.
    pub(crate) fn of(name: &str, file: File) -> Self {
        Self { name: name.to_owned(), file }
    }

    /// Opens a file.
    ///
    /// # Errors
    /// [`Broken::Unreadable`] where it is not there, is a folder, or may not be read.
    pub fn open(path: &Path) -> Result<Self, Broken> {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(std::io::Error::from(std::io::ErrorKind::IsADirectory).into());
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Self { name, file })
    }
}
