//! The press: letters in, PDF out.

use std::sync::Arc;

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::Letter;
use crate::desk::{Desk, Sheet};
use crate::glyphs::Range;
use crate::text::Compositor;
use crate::view::LetterView;

/// How many further letters an intermediate result outlives without being used again. What concerns the
/// templates is used by each letter and stays; what concerns one person's letter soon leaves memory.
const MEMORY: usize = 1;

/// Why a letter could not be set.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// The title is empty, but PDF/UA-1 wants one.
    #[error("the letter has no title")]
    NoTitle,
    /// The title, a heading or the author is longer than [`Letter::LONGEST_TITLE`].
    #[error("a title or a name has more than {} characters", Letter::LONGEST_TITLE)]
    TitleTooLong,
    /// `written_at` is before year 0, which a PDF cannot say.
    #[error("the date of the letter is out of range")]
    Date,
    /// A defect of a template or of the typesetter, never of what was typed. Holds no word of the letter.
    #[error("the letter could not be typeset: {0}")]
    Typesetting(String),
}

/// Sets letters. Made once, when fonts and templates are loaded; cloning is free, threads share it.
#[derive(Clone)]
pub struct Press {
    desk: Arc<Desk>,
    standards: PdfStandards,
}

impl std::fmt::Debug for Press {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Press").finish_non_exhaustive()
    }
}

impl Default for Press {
    fn default() -> Self {
        Self::new()
    }
}

impl Press {
    /// Loads the embedded fonts and templates: a few milliseconds, once.
    pub fn new() -> Self {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .expect("PDF/A-2a and PDF/UA-1 both allow PDF 1.7");
        Self { desk: Arc::new(Desk::new()), standards }
    }

    /// The letter as a PDF that conforms to PDF/A-2a and PDF/UA-1. The same letter gives the same bytes.
    ///
    /// Takes some milliseconds of processor time: call it off the async threads. A script too intricate to be
    /// archived is printed as U+FFFD rather than refused, as is a character that no embedded font has.
    pub fn set(&self, letter: &Letter) -> Result<Vec<u8>, LetterError> {
        check(letter)?;
        let pdf = self.typeset(letter, Range::Full).or_else(|_| self.typeset(letter, Range::Plain));
        typst::comemo::evict(MEMORY);
        pdf
    }

    fn typeset(&self, letter: &Letter, range: Range) -> Result<Vec<u8>, LetterError> {
        let compose = Compositor { glyphs: &self.desk.glyphs, range, locale: letter.locale };
        let view = LetterView::new(letter, &compose);
        let data = serde_json::to_vec(&view).map_err(|error| LetterError::Typesetting(error.to_string()))?;
        let sheet = Sheet::new(Arc::clone(&self.desk), "/letter.typ", data);
        let document = typst::compile::<PagedDocument>(&sheet).output.map_err(|errors| defect(&errors))?;
        let options = PdfOptions {
            ident: Smart::Custom(format!("{} {}", letter.reference, letter.written_at)),
            creator: Smart::Custom(Some("Maillage".to_owned())),
            timestamp: Some(pdf_time(letter.written_at).ok_or(LetterError::Date)?),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|errors| defect(&errors))
    }
}

fn check(letter: &Letter) -> Result<(), LetterError> {
    if letter.title.trim().is_empty() {
        return Err(LetterError::NoTitle);
    }
    let mut titles =
        letter.sections.iter().map(|section| &section.heading).chain([&letter.title, &letter.author]);
    if titles.any(|title| title.chars().nth(Letter::LONGEST_TITLE).is_some()) {
        return Err(LetterError::TitleTooLong);
    }
    pdf_time(letter.written_at).map(drop).ok_or(LetterError::Date)
}

/// The instant as PDF writes it, in universal time; None before year 0.
fn pdf_time(at: jiff::Timestamp) -> Option<Timestamp> {
    let civil = at.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let part = |value: i8| u8::try_from(value).ok();
    let datetime = Datetime::from_ymd_hms(
        u16::try_from(civil.year()).ok()?.into(),
        part(civil.month())?,
        part(civil.day())?,
        part(civil.hour())?,
        part(civil.minute())?,
        part(civil.second())?,
    )?;
    Some(Timestamp::new_utc(datetime))
}

/// The first error without what it quotes, which could be a word of the letter.
fn defect(errors: &[SourceDiagnostic]) -> LetterError {
    let message = errors.first().map_or("no reason given", |error| error.message.as_str());
    let quoteless: Vec<&str> = message.split(['`', '"']).step_by(2).collect();
    LetterError::Typesetting(quoteless.join("…"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    const SCRIPTS: &[&str] = &[
        "Dr Łukasz Šťastný, Nguyễn Thị Hạnh, Ǿ ǆ ﬁ ½ ₂ ≤ → ☑",
        "مُحَمَّد العربية: جرعة ١٠٠ ملغ",
        "שלום עולם, 12 mg (פעם)",
        "Ελληνικά Кириллица Հայերեն ქართული",
        "😀 😷🏽 ❤️",
    ];

    fn letter(text: &str) -> Letter {
        let mut letter = sample();
        letter.opening = text.to_owned();
        letter.signatories = vec![vec![text.to_owned()]];
        letter
    }

    #[test]
    fn common_scripts_need_no_second_attempt() {
        let press = Press::new();
        for text in SCRIPTS {
            press.typeset(&letter(text), Range::Full).unwrap_or_else(|error| panic!("{text}: {error}"));
        }
    }

    #[test]
    fn the_second_attempt_succeeds_with_anything() {
        let press = Press::new();
        let everything: String = (0..0x3_0000).step_by(7).filter_map(char::from_u32).collect();
        for text in SCRIPTS.iter().chain([&everything.as_str()]) {
            press.typeset(&letter(text), Range::Plain).unwrap_or_else(|error| panic!("{text}: {error}"));
        }
    }

    #[test]
    fn an_error_quotes_nothing() {
        let error = SourceDiagnostic::error(
            typst::syntax::Span::detached(),
            "the text `M. Martin` could not \"be\" set",
        );
        assert_eq!(
            defect(&[error]).to_string(),
            "the letter could not be typeset: the text … could not … set"
        );
    }
}
