//! What a letter is made of, in the caller's words.
//!
//! Every text is plain: a blank line parts two paragraphs, a line break stays one,
//! lines that begin with « - » become a list. Nothing else has a meaning.

use kernel::Locale;

/// Who writes: the block at the head of the first page. Empty fields are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letterhead {
    /// The programme in whose name the letter goes out.
    pub programme: String,
    /// The organisation of the person who signs.
    pub organisation: String,
    /// Its postal address, line by line.
    pub address: Vec<String>,
    /// Its telephone number, as it should be read.
    pub phone: String,
}

/// One part of the letter: a heading and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What the part is about, « Médicaments ».
    pub heading: String,
    /// Plain text.
    pub text: String,
}

impl Section {
    /// A part of the letter.
    pub fn new(heading: impl Into<String>, text: impl Into<String>) -> Self {
        Self { heading: heading.into(), text: text.into() }
    }
}

/// A letter of professionals, as it goes out: an answer to a colleague, the synthesis of a pathway.
///
/// Dates are words already put together by the caller. The one exact instant, `written_at`,
/// only goes into the properties of the file. A field that is empty leaves no trace on the page;
/// only the title must not be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Set in larger letters, for whoever is no professional.
    pub large: bool,
    /// The language everything below is written in: its spaces, the few words that the template adds, and what a
    /// screen reader is told.
    pub locale: Locale,
    /// When the letter was written, for the properties of the file.
    pub written_at: jiff::Timestamp,
    /// Who wrote it, for the properties of the file.
    pub author: String,
    /// Who writes.
    pub letterhead: Letterhead,
    /// To whom: name, profession, address, line by line.
    pub recipient: Vec<String>,
    /// Where it is written, « Tours ».
    pub place: String,
    /// When, in words: « lundi 23 novembre 2026 ».
    pub date: String,
    /// The reference of the request, « AP-2026-0412 ».
    pub reference: String,
    /// « Avis psychiatrique : M. Julien Carpentier, né le 2 juin 1992 », or without identity.
    /// At most [`Letter::LONGEST_TITLE`] characters.
    pub title: String,
    /// « Cher confrère, »
    pub salutation: String,
    /// The first paragraph, which recalls the question.
    pub opening: String,
    /// What it says, part by part. The caller leaves out the empty ones; so does the template.
    pub sections: Vec<Section>,
    /// On what it rests: « Avis rendu sur les éléments fournis. »
    pub basis: String,
    /// The consultation that is offered, if one is.
    pub consultation: Option<String>,
    /// What else follows, if anything does.
    pub follow_up: Option<String>,
    /// That the general practitioner stays in charge.
    pub responsibility: String,
    /// « Bien confraternellement, »
    pub closing: String,
    /// Who signs, one after the other: name, profession, structure, line by line.
    pub signatories: Vec<Vec<String>>,
    /// « Signé électroniquement par … le … »
    pub signature_note: Option<String>,
    /// The foot of every page: that the letter is confidential. The page number is added.
    pub footer: String,
}

impl Letter {
    /// The longest title and section heading, in characters: they are repeated in the outline of
    /// the file, whose strings PDF/A limits.
    pub const LONGEST_TITLE: usize = 2_000;
}
