//! Who can read what a page shows: said beside it, before anything more is written there.

use care::record::Reader;

use super::words;
use crate::shell::prelude::*;
use crate::visit::Visit;

crate::shell::component!(WhoReads);

/// Who can read what a page shows, by name.
#[derive(Clone, Debug, Template)]
#[template(path = "record/audience.html")]
pub(crate) struct WhoReads {
    title: String,
    words: String,
    names: Vec<String>,
}

impl WhoReads {
    /// For whom it is, in a sentence, then their names.
    pub(crate) fn new(t: T, words: &str, names: Vec<String>) -> Self {
        Self { title: t.entry_readers().to_owned(), words: words.to_owned(), names }
    }

    /// Those around the person to whom it is open, the reader left out; `None` where who is around the person is not told to
    /// the reader.
    pub(crate) fn open_to(visit: &Visit, readers: Option<&[Reader]>) -> Self {
        let t = visit.t();
        let words = match readers {
            None => t.readers_not_told(),
            Some([]) => t.readers_you_alone(),
            Some(_) => t.readers_you_and(),
        };
        Self::new(t, words, readers.into_iter().flatten().map(|it| words::reader(visit, it)).collect())
    }
}
