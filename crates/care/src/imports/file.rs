//! A file as it came, read into cells: text with a separator, whatever wrote it, or a workbook.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::workbook;
use crate::{Fault, Result, fields};

/// Largest file, in bytes: ten megabytes.
pub const LARGEST: usize = 10 * 1024 * 1024;
/// Most lines of a file, the headings not counted.
pub const MOST_LINES: usize = 20_000;
/// Most columns.
pub(super) const MOST_COLUMNS: usize = 60;
/// How a workbook of before 2007 begins, and one that asks for a password.
const OLD_WORKBOOK: &[u8] = b"\xD0\xCF\x11\xE0";

/// The cells of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// What stands above the columns.
    pub(super) headings: Vec<String>,
    /// The lines below, each as wide as the headings, with its number in the file.
    pub(super) lines: Vec<(i64, Vec<String>)>,
    /// Whether a number may stand for a day, as in a workbook.
    pub(super) serials: bool,
}

/// What is wrong with the file as a whole.
pub(super) const fn fault(key: &'static str) -> Fault {
    Fault::new("file", key)
}

/// Reads a file by what it is, not by what it is called.
pub(super) fn read(bytes: &[u8]) -> Result<Table, Fault> {
    if bytes.is_empty() {
        return Err(fault("fault-file-empty"));
    }
    if bytes.len() > LARGEST {
        return Err(Fault { field: "file", key: "fault-file-too-large", limit: Some(10) });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return workbook::read(bytes)?.table(true);
    }
    if bytes.starts_with(OLD_WORKBOOK) {
        return Err(fault("fault-import-old-workbook"));
    }
    let text = text(bytes).ok_or(fault("fault-import-type"))?;
    separated(&text)?.table(false)
}

/// The text of a file: in Unicode where it says or shows so, otherwise as Windows wrote it in Western Europe. What holds
/// zeros is no text in either.
fn text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    if bytes.contains(&0) {
        return None;
    }
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    })
}

fn separated(text: &str) -> Result<Rows, Fault> {
    let mut rows = Rows::default();
    if text.trim().is_empty() {
        return Ok(rows);
    }
    let separator = separator(text).ok_or(fault("fault-import-separator"))?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let (mut number, mut counted) = (1_i64, 0);
    while reader.read_record(&mut record).map_err(|_| fault("fault-import-type"))? {
        // A record is said to begin before the end of the line before it, if that has two characters, and before empty lines.
        let said = record.position().map_or(0, csv::Position::byte);
        let said = usize::try_from(said).unwrap_or(usize::MAX).min(text.len());
        let begins =
            said + text.as_bytes()[said..].iter().take_while(|it| matches!(it, b'\r' | b'\n')).count();
        number += text.as_bytes()[counted..begins].iter().map(|it| i64::from(*it == b'\n')).sum::<i64>();
        counted = begins;
        rows.push(number, record.iter())?;
    }
    Ok(rows)
}

/// What stands most often between the headings, outside of quotes.
fn separator(text: &str) -> Option<u8> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    // Of equals the last is taken.
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0)];
    let mut quoted = false;
    for byte in first.bytes() {
        quoted ^= byte == b'"';
        for (separator, count) in &mut counts {
            *count += usize::from(!quoted && byte == *separator);
        }
    }
    counts.into_iter().filter(|(_, count)| *count > 0).max_by_key(|(_, count)| *count).map(|(it, _)| it)
}

/// Rows gathered one by one, so that a file that is too long is refused before all of it is held.
#[derive(Debug, Default)]
pub(super) struct Rows(Vec<(i64, Vec<String>)>);

impl Rows {
    /// Adds a row under its number in the file; one without a word is left out.
    pub(super) fn push<'a>(
        &mut self,
        number: i64,
        cells: impl Iterator<Item = &'a str>,
    ) -> Result<(), Fault> {
        let mut cells: Vec<String> = cells.map(cell).collect();
        let width = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        cells.truncate(width);
        if cells.is_empty() {
            return Ok(());
        }
        if width > MOST_COLUMNS {
            let limit = i64::try_from(MOST_COLUMNS).ok();
            return Err(Fault { field: "file", key: "fault-import-columns", limit });
        }
        if self.0.len() > MOST_LINES {
            let limit = i64::try_from(MOST_LINES).ok();
            return Err(Fault { field: "file", key: "fault-import-too-long", limit });
        }
        self.0.push((number, cells));
        Ok(())
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first row as headings, the others as lines.
    pub(super) fn table(self, serials: bool) -> Result<Table, Fault> {
        let width = self.0.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
        let mut rows = self.0.into_iter().map(|(number, mut cells)| {
            cells.resize(width, String::new());
            (number, cells)
        });
        let (_, headings) = rows.next().ok_or(fault("fault-import-empty"))?;
        let lines: Vec<_> = rows.collect();
        if lines.is_empty() {
            Err(fault("fault-import-empty"))
        } else {
            Ok(Table { headings, lines, serials })
        }
    }
}

/// A cell without control characters. The mark by which our own files keep a spreadsheet from running it as a formula
/// is taken off again.
fn cell(text: &str) -> String {
    let text = fields::clean(text).unwrap_or_default();
    match text.strip_prefix('\'') {
        Some(marked) if marked.starts_with(['=', '+', '-', '@']) => marked.to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(bytes: &[u8]) -> &'static str {
        read(bytes).unwrap_err().key
    }

    #[test]
    fn text_with_any_of_three_separators_in_either_encoding() {
        let wanted = vec![(2, vec!["Ferhat".to_owned(), "Zoé".to_owned()])];
        for text in
            ["Nom;Prénom\nFerhat;Zoé\n", "Nom,Prénom\r\nFerhat,Zoé", "\u{feff}Nom\tPrénom\nFerhat\tZoé\n\n"]
        {
            let table = read(text.as_bytes()).unwrap();
            assert_eq!(table.headings, ["Nom", "Prénom"], "{text:?}");
            assert_eq!(table.lines, wanted, "{text:?}");
        }
        assert_eq!(read(b"Nom;Pr\xe9nom\nFerhat;Zo\xe9").unwrap().lines, wanted, "as Windows writes it");
        let unicode: Vec<u8> =
            "\u{feff}Nom\tPrénom\nFerhat\tZoé".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&unicode).unwrap().lines, wanted, "as Excel saves « Unicode text »");
    }

    #[test]
    fn quotes_hold_separators_and_ends_of_lines_and_empty_rows_are_left_out() {
        let table = read("a;b\n;\n\"x;y\n\"\"z\"\"\";2;\n\n'+33 6;'quoted'\n".as_bytes()).unwrap();
        assert_eq!(
            table.lines,
            [
                (3, vec!["x;y\n\"z\"".to_owned(), "2".to_owned()]),
                (6, vec!["+33 6".to_owned(), "'quoted'".to_owned()]),
            ]
        );
    }

    #[test]
    fn a_wrong_file_is_refused_in_words() {
        assert_eq!(key(b""), "fault-file-empty");
        assert_eq!(key(b" \n\n"), "fault-import-empty");
        assert_eq!(key("Nom;Prénom\n".as_bytes()), "fault-import-empty");
        assert_eq!(key(b"Nom|Prenom\nFerhat|Nadia\n"), "fault-import-separator");
        assert_eq!(key(b"\x89PNG\r\n\x1a\n\0\0\0"), "fault-import-type");
        assert_eq!(key(b"\xD0\xCF\x11\xE0 and so on"), "fault-import-old-workbook");
        assert_eq!(key(b"PK\x03\x04 and so on"), "fault-import-workbook");
        assert_eq!(key(&vec![b'x'; LARGEST + 1]), "fault-file-too-large");
        assert_eq!(
            key(format!("a;b\n{}", "1;2\n".repeat(MOST_LINES + 1)).as_bytes()),
            "fault-import-too-long"
        );
        assert_eq!(key(format!("{}\n", "x;".repeat(MOST_COLUMNS + 1)).as_bytes()), "fault-import-columns");
        let most = format!("a;b\n{}", "1;2\n".repeat(MOST_LINES));
        assert_eq!(read(most.as_bytes()).unwrap().lines.len(), MOST_LINES);
    }
}
