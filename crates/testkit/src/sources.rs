//! The sources of the house, for the tests that read them: what is named there must have its words, whoever adds it.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// Every file below a folder whose name ends so (`rs`, `html`), with its text, in the order of the paths.
///
/// # Panics
///
/// Where the folder is not there, or holds no such file: a test that reads nothing would prove nothing.
pub fn sources(folder: impl AsRef<Path>, ending: &str) -> Vec<(PathBuf, String)> {
    let folder = folder.as_ref();
    let found: Vec<_> = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("a folder that can be read").into_path())
        .filter(|path| path.extension().is_some_and(|it| it == ending))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a text");
            (path, text)
        })
        .collect();
    assert!(!found.is_empty(), "nothing to read in {}", folder.display());
    found
}
