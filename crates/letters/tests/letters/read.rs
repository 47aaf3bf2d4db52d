//! Reads a PDF back: its text as it lies on the page, its metadata.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use letters::{Letter, Press};
use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

static PRESS: LazyLock<Press> = LazyLock::new(Press::new);

pub(crate) fn print(letter: &Letter) -> Vec<u8> {
    PRESS.set(letter).unwrap()
}

/// The text of each page, line by line in the order in which it is drawn.
pub(crate) fn pages(pdf: &[u8]) -> Vec<String> {
    let pages = runs(pdf).into_iter().map(|runs| {
        let mut page = String::new();
        let mut last: Option<Run> = None;
        for run in runs {
            match &last {
                Some(last) if (last.y - run.y).abs() > 0.5 => page.push('\n'),
                Some(last) if run.left - last.right > 6.0 => page.push_str("    "),
                _ => {}
            }
            page.push_str(&run.text);
            last = Some(run);
        }
        page.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    });
    pages.collect()
}

/// All the text on one line, as a search in the file would see it.
pub(crate) fn words(pdf: &[u8]) -> String {
    pages(pdf).join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without any space: lines may break anywhere in a long word.
pub(crate) fn letters_only(pdf: &[u8]) -> String {
    words(pdf).split(' ').collect()
}

/// The metadata that the standards are declared in, which is never compressed.
pub(crate) fn metadata(pdf: &[u8]) -> String {
    let text = String::from_utf8_lossy(pdf);
    let start = text.find("<x:xmpmeta").unwrap();
    let end = text.find("</x:xmpmeta>").unwrap();
    text[start..end].to_owned()
}

/// A stretch of text and where it lies, in points from the lower left corner of the page.
pub(crate) struct Run {
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) y: f32,
    pub(crate) text: String,
}

/// What is drawn on each page.
pub(crate) fn runs(pdf: &[u8]) -> Vec<Vec<Run>> {
    let document = Document::load_mem(pdf).unwrap();
    document.get_pages().into_values().map(|page| Pen::draw(&document, page)).collect()
}

struct Face<'a> {
    encoding: Encoding<'a>,
    widths: BTreeMap<u16, f32>,
}

impl<'a> Face<'a> {
    fn new(document: &'a Document, font: &'a Dictionary) -> Self {
        let descendants = font.get_deref(b"DescendantFonts", document).unwrap().as_array().unwrap();
        let descendant = document.dereference(&descendants[0]).unwrap().1.as_dict().unwrap();
        let table = descendant.get_deref(b"W", document).unwrap().as_array().unwrap();
        let mut widths = BTreeMap::new();
        for range in table.chunks(3) {
            let [first, last] = [0, 1].map(|at| u16::try_from(range[at].as_i64().unwrap()).unwrap());
            widths.extend((first..=last).map(|glyph| (glyph, range[2].as_float().unwrap() / 1000.0)));
        }
        Self { encoding: font.get_font_encoding(document).unwrap(), widths }
    }
}

/// Follows the operators of a page that move text about.
#[derive(Default)]
struct Pen {
    origin: (f32, f32),
    saved: Vec<(f32, f32)>,
    text: (f32, f32),
    font: Vec<u8>,
    size: f32,
    runs: Vec<Run>,
}

impl Pen {
    fn draw(document: &Document, page: ObjectId) -> Vec<Run> {
        let fonts = document.get_page_fonts(page).unwrap();
        let faces = fonts.into_iter().map(|(name, font)| (name, Face::new(document, font))).collect();
        let mut pen = Self::default();
        for operation in document.get_and_decode_page_content(page).unwrap().operations {
            pen.follow(&operation, &faces);
        }
        pen.runs
    }

    fn follow(&mut self, operation: &Operation, faces: &BTreeMap<Vec<u8>, Face<'_>>) {
        let number = |at: usize| operation.operands[at].as_float().unwrap();
        match operation.operator.as_str() {
            "q" => self.saved.push(self.origin),
            "Q" => self.origin = self.saved.pop().unwrap(),
            // The only transformations in a letter are translations of an upright or mirrored page.
            "cm" => self.origin = (self.origin.0 + number(4), self.origin.1 + number(5)),
            "Tm" => self.text = (number(4), number(5)),
            "Tf" => {
                operation.operands[0].as_name().unwrap().clone_into(&mut self.font);
                self.size = number(1);
            }
            "Tj" => self.show(&operation.operands, &faces[&self.font]),
            "TJ" => self.show(operation.operands[0].as_array().unwrap(), &faces[&self.font]),
            _ => {}
        }
    }

    fn show(&mut self, parts: &[Object], face: &Face<'_>) {
        let left = self.origin.0 + self.text.0;
        let (mut right, mut text) = (left, String::new());
        for part in parts {
            if let Ok(bytes) = part.as_str() {
                text.push_str(&Document::decode_text(&face.encoding, bytes).unwrap());
                let glyphs = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                right += glyphs.map(|glyph| face.widths[&glyph]).sum::<f32>() * self.size;
            } else {
                right -= part.as_float().unwrap() / 1000.0 * self.size;
            }
        }
        self.runs.push(Run { left, right, y: self.origin.1 - self.text.1, text });
    }
}
