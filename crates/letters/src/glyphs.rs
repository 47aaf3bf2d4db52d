//! What the fonts can draw.
//!
//! PDF/A-2a and PDF/UA-1 forbid a missing glyph, a control character and a private code point, and
//! the export refuses the whole letter for one of them. So text is made printable first.

use std::borrow::Cow;

use typst::text::Font;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Stands where no font has the character.
const REPLACEMENT: char = '\u{fffd}';

/// How much of Unicode to let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Range {
    /// All that a font draws.
    Full,
    /// Only left-to-right characters of the main font, one by one: certain to print. Used when a script
    /// proved too intricate to be archived as the standards want.
    Plain,
}

/// Which characters can be set, and by which fonts.
pub(crate) struct Glyphs {
    /// The main family: a character must be in all its weights.
    main: Vec<Font>,
    /// The family that helps out.
    other: Vec<Font>,
}

impl Glyphs {
    pub(crate) fn new(main: Vec<Font>, other: Vec<Font>) -> Self {
        Self { main, other }
    }

    /// `text` with only what can be drawn. Line breaks become `\n`, special spaces ordinary ones, and what is
    /// invisible (controls, joiners, marks that turn the reading direction round) goes: it could only mislead
    /// the reader of a printed letter.
    pub(crate) fn printable(&self, text: &str, range: Range) -> String {
        let clean: String = text
            .replace("\r\n", "\n")
            .chars()
            .filter_map(normal_space)
            .filter(|c| visible(*c))
            .nfc()
            .collect();
        let mut out = String::with_capacity(clean.len());
        for cluster in clean.graphemes(true) {
            out.push_str(&self.drawn(cluster, range));
        }
        out
    }

    /// The cluster if one single family has all of it (a shaper changes fonts between clusters, never within).
    fn drawn<'a>(&self, cluster: &'a str, range: Range) -> Cow<'a, str> {
        let in_all = |fonts: &[Font]| fonts.iter().all(|font| cluster.chars().all(|c| has(font, c)));
        let fits = match range {
            Range::Full => in_all(&self.main) || in_all(&self.other),
            Range::Plain => {
                in_all(&self.main)
                    && cluster.chars().all(|c| c < '\u{590}' || ('\u{1e00}'..'\u{2e00}').contains(&c))
            }
        };
        if fits { Cow::Borrowed(cluster) } else { Cow::Owned(REPLACEMENT.to_string()) }
    }
}

fn has(font: &Font, c: char) -> bool {
    // The space glyph serves every space; a line break is never drawn.
    matches!(c, '\n' | ' ' | '\u{a0}') || font.info().coverage.contains(u32::from(c))
}

/// Every kind of space or line break as one of three: line break, space, no-break space.
fn normal_space(c: char) -> Option<char> {
    Some(match c {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => {
            ' '
        }
        '\u{2007}' | '\u{202f}' => '\u{a0}',
        '\u{2011}' => '-',
        other => other,
    })
    .filter(|c| *c == '\n' || !c.is_control())
}

/// False for what Unicode calls default ignorable, for marks of direction and for private code points.
fn visible(c: char) -> bool {
    !matches!(u32::from(c),
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
        | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xE000..=0xF8FF | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0
        | 0xFFF0..=0xFFFB | 0xFFFE | 0xFFFF | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF
        | 0xF0000..=0x10_FFFF)
}
