//! What `templates/letter.typ` reads: a letter whose texts are composed.

use serde::Serialize;

use crate::text::{Block, Compositor, Line};
use crate::{Letter, Locale};

/// The data of `templates/letter.typ`; `page` is what `templates/base.typ` needs for any letter.
#[derive(Serialize)]
pub(crate) struct LetterView {
    page: PageView,
    reference: Line,
    title: Line,
    salutation: Vec<Block>,
    opening: Vec<Block>,
    sections: Vec<SectionView>,
    basis: Vec<Block>,
    consultation: Vec<Block>,
    follow_up: Vec<Block>,
    responsibility: Vec<Block>,
    closing: Vec<Block>,
    signatories: Vec<Vec<Line>>,
    signature_note: Vec<Block>,
}

#[derive(Serialize)]
struct PageView {
    lang: &'static str,
    large: bool,
    meta_title: String,
    meta_author: String,
    programme: Line,
    organisation: Line,
    address: Vec<Line>,
    recipient: Vec<Line>,
    place_and_date: Line,
    footer: Line,
    running: Line,
}

#[derive(Serialize)]
struct SectionView {
    heading: Line,
    body: Vec<Block>,
}

impl LetterView {
    pub(crate) fn new(letter: &Letter, compose: &Compositor<'_>) -> Self {
        let blocks = |text: &str| compose.blocks(text);
        let optional = |text: &Option<String>| compose.blocks(text.as_deref().unwrap_or_default());
        Self {
            page: PageView::new(letter, compose),
            reference: compose.line(&letter.reference),
            title: compose.line(&letter.title),
            salutation: blocks(&letter.salutation),
            opening: blocks(&letter.opening),
            sections: letter
                .sections
                .iter()
                .map(|section| SectionView {
                    heading: compose.line(&section.heading),
                    body: blocks(&section.text),
                })
                .filter(|section| !section.body.is_empty())
                .collect(),
            basis: blocks(&letter.basis),
            consultation: optional(&letter.consultation),
            follow_up: optional(&letter.follow_up),
            responsibility: blocks(&letter.responsibility),
            closing: blocks(&letter.closing),
            signatories: letter.signatories.iter().map(|lines| compose.lines(lines)).collect(),
            signature_note: optional(&letter.signature_note),
        }
    }
}

impl PageView {
    fn new(letter: &Letter, compose: &Compositor<'_>) -> Self {
        let head = &letter.letterhead;
        let mut address = compose.lines(&head.address);
        address.extend(Some(compose.line(&head.phone)).filter(|phone| !phone.is_empty()));
        Self {
            lang: match letter.locale {
                Locale::Fr => "fr",
                Locale::En => "en",
            },
            large: letter.large,
            meta_title: compose.words(&letter.title),
            meta_author: compose.words(&letter.author),
            programme: compose.line(&head.programme),
            organisation: compose.line(&head.organisation),
            address,
            recipient: compose.lines(&letter.recipient),
            place_and_date: compose.line(&place_and_date(letter)),
            footer: compose.line(&letter.footer),
            running: compose.line(&letter.reference),
        }
    }
}

/// « Tours, le lundi 23 novembre 2026 »; either half may be missing.
fn place_and_date(letter: &Letter) -> String {
    match (letter.place.trim(), letter.date.trim(), letter.locale) {
        ("", date, _) => date.to_owned(),
        (place, "", _) => place.to_owned(),
        (place, date, Locale::Fr) => format!("{place}, le {date}"),
        (place, date, Locale::En) => format!("{place}, {date}"),
    }
}
