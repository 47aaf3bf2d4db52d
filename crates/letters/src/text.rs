//! Plain text as blocks that a template can set without reading any markup.

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::Locale;
use crate::glyphs::{Glyphs, Range};
use crate::typography::{self, NBSP};

/// A stretch of text without a space longer than this is broken anywhere, into pieces of `PIECE`:
/// a word of 200 letters, a pasted address of the web.
const LONGEST_WORD: usize = 32;
const PIECE: usize = 8;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Piece {
    /// Words; the line may break at their spaces.
    Words(String),
    /// What stays together, « 100 mg »; the line may break on either side. It is set as one box with ordinary
    /// spaces: a no-break space has the same glyph as the space, which a PDF can only tell apart by a detour
    /// that some readers stumble on.
    Together {
        /// The words.
        together: String,
    },
}

/// One line of text, without line breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Line(Vec<Piece>);

impl Line {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Block {
    Paragraph(Vec<Line>),
    List(Vec<Vec<Line>>),
}

/// Turns what people typed into lines and blocks.
pub(crate) struct Compositor<'a> {
    pub(crate) glyphs: &'a Glyphs,
    pub(crate) range: Range,
    pub(crate) locale: Locale,
}

impl Compositor<'_> {
    /// A text that takes one line, whatever was typed.
    pub(crate) fn line(&self, text: &str) -> Line {
        let text = self.glyphs.printable(text, self.range).replace('\n', " ");
        self.pieces(&text)
    }

    /// Several lines, without the empty ones.
    pub(crate) fn lines(&self, texts: &[String]) -> Vec<Line> {
        texts.iter().map(|text| self.line(text)).filter(|line| !line.is_empty()).collect()
    }

    /// As [`Self::line`], but in one piece: for the properties of the file.
    pub(crate) fn words(&self, text: &str) -> String {
        self.glyphs.printable(text, self.range).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A text of any length.
    pub(crate) fn blocks(&self, text: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open = false; // whether the last block takes another line
        for raw in self.glyphs.printable(text, self.range).split('\n') {
            let (item, content) = list_item(raw);
            let line = self.pieces(content);
            if line.is_empty() {
                open = open && !raw.trim().is_empty();
                continue;
            }
            let indented = raw.starts_with([' ', '\u{a0}']);
            match blocks.last_mut() {
                Some(Block::List(items)) if item && open => items.push(vec![line]),
                Some(Block::List(items)) if indented && open => {
                    items.last_mut().expect("a list is made with its first item").push(line);
                }
                Some(Block::Paragraph(lines)) if !item && open => lines.push(line),
                _ if item => blocks.push(Block::List(vec![vec![line]])),
                _ => blocks.push(Block::Paragraph(vec![line])),
            }
            open = true;
        }
        blocks
    }

    fn pieces(&self, text: &str) -> Line {
        let text = typography::set(text.trim(), self.locale);
        let mut line = Line(Vec::new());
        for (index, word) in text.split(' ').filter(|word| !word.is_empty()).enumerate() {
            if index > 0 {
                line.push_words(" ");
            }
            line.push_word(word);
        }
        line
    }
}

impl Line {
    /// A word, or several that no-break spaces hold together.
    fn push_word(&mut self, word: &str) {
        let plain = word.replace(NBSP, " ");
        let letters: Vec<&str> = plain.graphemes(true).collect();
        if letters.len() > LONGEST_WORD {
            self.0.extend(letters.chunks(PIECE).map(|piece| Piece::Together { together: piece.concat() }));
        } else if word.contains(NBSP) {
            self.0.push(Piece::Together { together: plain });
        } else {
            self.push_words(word);
        }
    }

    fn push_words(&mut self, words: &str) {
        if let Some(Piece::Words(last)) = self.0.last_mut() {
            last.push_str(words);
        } else {
            self.0.push(Piece::Words(words.to_owned()));
        }
    }
}

/// Whether the line is an item of a list, and its text.
fn list_item(line: &str) -> (bool, &str) {
    let trimmed = line.trim_start();
    ["-", "–", "•"]
        .iter()
        .find_map(|mark| trimmed.strip_prefix(mark)?.strip_prefix([' ', '\u{a0}']))
        .map_or((false, line), |content| (true, content))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Desk;

    fn compose<T>(work: impl FnOnce(&Compositor<'_>) -> T) -> T {
        let desk = Desk::new();
        work(&Compositor { glyphs: &desk.glyphs, range: Range::Full, locale: Locale::Fr })
    }

    /// Words as they are, `[words that stay together]`.
    fn show(line: &Line) -> String {
        line.0
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => words.clone(),
                Piece::Together { together } => format!("[{together}]"),
            })
            .collect()
    }

    fn outline(text: &str) -> Vec<String> {
        let lines = |lines: &[Line]| lines.iter().map(show).collect::<Vec<_>>().join("/");
        let block = |block: &Block| match block {
            Block::Paragraph(rows) => lines(rows),
            Block::List(items) => {
                format!("• {}", items.iter().map(|item| lines(item)).collect::<Vec<_>>().join(" • "))
            }
        };
        compose(|compose| compose.blocks(text).iter().map(block).collect())
    }

    #[test]
    fn blank_lines_part_paragraphs_and_line_breaks_stay() {
        assert_eq!(outline("un\ndeux\r\n\r\n \ntrois\n"), ["un/deux", "trois"]);
        assert_eq!(outline(" \n\t\n"), Vec::<String>::new());
    }

    #[test]
    fn dashes_make_lists() {
        assert_eq!(
            outline("Donc :\n- un\n– deux\n  suite\n• trois\nfin"),
            ["[Donc :]", "• un • deux/suite • trois", "fin"]
        );
        assert_eq!(outline("- un\n\n- deux"), ["• un", "• deux"]);
        assert_eq!(outline("-5 kg\n-- \n- "), ["[-5 kg]/--"]);
    }

    #[test]
    fn what_belongs_together_is_one_box() {
        assert_eq!(
            outline("prendre 100 mg (« un ») au 02 00 00 37 14"),
            ["prendre [100 mg] [(« un »)] au [02 00 00 37 14]"]
        );
    }

    #[test]
    fn long_words_may_break() {
        assert_eq!(outline(&"a".repeat(32)), ["a".repeat(32)]);
        assert_eq!(
            outline(&format!("un {} deux", "a".repeat(33))),
            ["un [aaaaaaaa][aaaaaaaa][aaaaaaaa][aaaaaaaa][a] deux"]
        );
        assert!(
            outline(&"00 ".repeat(20)).concat().starts_with("[00 00 00][ 00 00 0]"),
            "too long to stay on one line"
        );
    }

    #[test]
    fn what_no_font_draws_is_replaced_and_the_invisible_goes() {
        assert_eq!(
            outline("a\u{0}b\u{202e}c\u{200d}\u{e000} 中 e\u{301} 😀 שלום"),
            ["abc \u{fffd} é 😀 שלום"]
        );
        let plain = |text: &str| {
            let desk = Desk::new();
            desk.glyphs.printable(text, Range::Plain)
        };
        assert_eq!(plain("né « ici » ≤ é"), "né « ici » ≤ é");
        assert_eq!(plain("ש😀"), "\u{fffd}\u{fffd}");
    }
}
