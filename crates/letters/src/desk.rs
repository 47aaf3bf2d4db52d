//! What Typst may see: the templates, the fonts and one letter's data. No disk, no network, no clock.

use std::sync::Arc;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::glyphs::Glyphs;

/// Where a template finds the data of its letter.
const DATA: &str = "/letter.json";

const TEMPLATES: &[(&str, &str)] = &[
    ("/base.typ", include_str!("../templates/base.typ")),
    ("/letter.typ", include_str!("../templates/letter.typ")),
];

const MAIN_FONTS: &[&[u8]] = &[
    include_bytes!("../fonts/SourceSans3-Regular.ttf"),
    include_bytes!("../fonts/SourceSans3-Semibold.ttf"),
];

const OTHER_FONTS: &[&[u8]] = &[include_bytes!("../fonts/DejaVuSans.ttf")];

/// The part that all letters share, loaded once.
pub(crate) struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
    data: FileId,
    pub(crate) glyphs: Glyphs,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let (main, other) = (load(MAIN_FONTS), load(OTHER_FONTS));
        let fonts: Vec<Font> = main.iter().chain(&other).cloned().collect();
        Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources: TEMPLATES
                .iter()
                .map(|(path, text)| Source::new(file_id(path), (*text).to_owned()))
                .collect(),
            data: file_id(DATA),
            glyphs: Glyphs::new(main, other),
        }
    }
}

fn load(files: &'static [&'static [u8]]) -> Vec<Font> {
    files
        .iter()
        .map(|data| Font::new(Bytes::new(*data), 0).expect("an embedded font is well formed"))
        .collect()
}

fn file_id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the path is a constant of this file");
    FileId::new(RootedPath::new(VirtualRoot::Project, path))
}

/// One letter on the desk.
pub(crate) struct Sheet {
    desk: Arc<Desk>,
    main: FileId,
    data: Bytes,
}

impl Sheet {
    /// `template` is the path of an embedded template, `data` the JSON that it reads.
    pub(crate) fn new(desk: Arc<Desk>, template: &str, data: Vec<u8>) -> Self {
        Self { desk, main: file_id(template), data: Bytes::new(data) }
    }
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.desk.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.desk.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let source = self.desk.sources.iter().find(|source| source.id() == id);
        source.cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.desk.data { Ok(self.data.clone()) } else { Err(missing(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.desk.fonts.get(index).cloned()
    }

    /// A letter never asks what day it is.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
