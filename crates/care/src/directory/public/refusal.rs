//! Why a file, or a line of it, is not taken, in words that say what to do. They are read on the command line alone.

use std::fmt;

/// Why the import stopped.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// The file cannot be taken as it is.
    #[error("{0}")]
    File(#[from] Broken),
    /// The house refused, or does not answer.
    #[error("{0}")]
    House(#[from] crate::Error),
}

/// What is wrong with the file as a whole.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The file cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// It is still packed.
    #[error(
        "the file is an archive: unpack it, and import the text PS_LibreAcces_Personne_activite that is in it"
    )]
    Archive,
    /// There is nothing in it.
    #[error("the file is empty: fetch it again")]
    Empty,
    /// There is nothing below the headings.
    #[error("the file holds headings and nothing below them: fetch it again")]
    HeadingsAlone,
    /// Some line is not UTF-8.
    #[error(
        "line {line} is not in UTF-8, in which the directory is published: take the file as it was fetched, not saved \
         again by another program. Nothing was written"
    )]
    Encoding {
        /// The line, the headings being the first.
        line: u64,
    },
    /// Some line is longer than any can be.
    #[error(
        "line {line} is longer than any line of the directory: is it the right file, out of its archive? Nothing was \
         written"
    )]
    LongLine {
        /// The line.
        line: u64,
    },
    /// Columns are missing.
    #[error(
        "{}: {}. Take the file PS_LibreAcces_Personne_activite, whose first line names its columns with | between them. \
         Nothing was written",
        if .0.len() == 1 { "a column is missing" } else { "columns are missing" },
        Quoted(.0)
    )]
    Columns(Vec<&'static str>),
    /// A column stands there twice.
    #[error("the column « {0} » stands there twice: take the file as it was fetched. Nothing was written")]
    TwiceColumn(&'static str),
    /// The last line is not whole.
    #[error(
        "the file breaks off in line {line}, which does not end: it was not fetched whole, fetch it again. Nothing was \
         written"
    )]
    CutLine {
        /// The line.
        line: u64,
    },
    /// So few lines that most of what is known would be closed.
    #[error(
        "the file has {lines} lines where {held} exercises are open: less than half, so it is not the whole directory. \
         Fetch it again. Nothing was written"
    )]
    TooShort {
        /// Lines below the headings.
        lines: u64,
        /// What is open now.
        held: u64,
    },
    /// It says nothing of most of what is known.
    #[error(
        "of {held} exercises that were open the file names {kept}: less than half, so it is not the whole directory. What \
         it brings was taken, nothing was closed; import the whole file"
    )]
    AnotherDirectory {
        /// What was open before.
        held: u64,
        /// How many of these it names.
        kept: u64,
    },
    /// Somebody else began to import meanwhile.
    #[error("another import of the directory began meanwhile and goes on alone: wait for its end")]
    Overtaken,
    /// The file was changed while it was read.
    #[error("the file changed while it was read: nothing was closed; import it again")]
    Changed,
}

/// Names in quotes, one after the other.
struct Quoted<'a>(&'a [&'static str]);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, name) in self.0.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}« {name} »")?;
        }
        Ok(())
    }
}

/// Why a line is left out; the others are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is cut.
    #[error("{found} fields instead of {wanted}: the line is truncated")]
    TooFew {
        /// Fields it has.
        found: usize,
        /// Fields that the headings name.
        wanted: usize,
    },
    /// Something in it is taken for a separator.
    #[error("{found} fields instead of {wanted}: the line has too many")]
    TooMany {
        /// Fields it has.
        found: usize,
        /// Fields that the headings name.
        wanted: usize,
    },
    /// Nobody knows whose it is.
    #[error("no usable « Identification nationale PP »")]
    Nobody,
    /// The professional has no name.
    #[error("no « Nom d'exercice »")]
    NoName,
    /// The professional has no profession.
    #[error("no « Code profession »")]
    NoProfession,
    /// The same exercise stands further up.
    #[error("the same exercise stands further up, told otherwise: the first is kept")]
    ToldTwice,
}
