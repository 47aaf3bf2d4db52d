//! A workbook, read cell by cell: one that spreads a few words over a million lines takes no more room than its words.

use std::io::Cursor;

use calamine::{DataRef, DataType, Reader, Xlsx, open_workbook_from_rs};

use super::file::{MOST_COLUMNS, Rows, fault};
use crate::{Fault, Result};

/// What a workbook may become when it is unpacked, in bytes; twenty thousand full lines take a tenth of it.
const UNPACKED: u64 = 200 * 1024 * 1024;

/// The rows of the first sheet on which something stands.
pub(super) fn read(bytes: &[u8]) -> Result<Rows, Fault> {
    let broken = || fault("fault-import-workbook");
    if unpacked(bytes).is_none_or(|size| size > UNPACKED) {
        return Err(broken());
    }
    let mut book = open_workbook_from_rs::<Xlsx<_>, _>(Cursor::new(bytes)).map_err(|_| broken())?;
    for name in book.sheet_names() {
        // A sheet may hold a chart alone.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let (mut rows, mut row, mut line) = (Rows::default(), 0, Vec::<String>::new());
        while let Some(cell) = cells.next_cell().map_err(|_| broken())? {
            let (at, column) = cell.get_position();
            if at != row {
                rows.push(i64::from(row) + 1, line.iter().map(String::as_str))?;
                line.clear();
                row = at;
            }
            let words = words(cell.get_value());
            // Beyond the last column that is taken, the first word alone is kept: it refuses the file.
            let column = usize::try_from(column).unwrap_or(usize::MAX).min(MOST_COLUMNS);
            if !words.is_empty() {
                line.resize(line.len().max(column + 1), String::new());
                line[column] = words;
            }
        }
        rows.push(i64::from(row) + 1, line.iter().map(String::as_str))?;
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Err(fault("fault-import-empty"))
}

/// A cell as text: a day in the ISO way, a number without a mark of thousands, nothing for an error.
fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => text.clone(),
        other => other.get_string().map(str::to_owned).or_else(|| other.as_string()).unwrap_or_default(),
    }
}

/// How large an archive says that it becomes; its directory stands at its end.
fn unpacked(bytes: &[u8]) -> Option<u64> {
    let tail = bytes.len().saturating_sub(66_000);
    let end = tail + bytes[tail..].windows(4).rposition(|it| it == b"PK\x05\x06")?;
    let short = |at: usize| Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let long = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let mut at = usize::try_from(long(end + 16)?).ok()?;
    let mut size = 0;
    for _ in 0..short(end + 10)? {
        if bytes.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        size += u64::from(long(at + 24)?);
        at += 46 + short(at + 28)? + short(at + 30)? + short(at + 32)?;
    }
    Some(size)
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    use super::*;

    fn book() -> Vec<u8> {
        let mut book = Workbook::new();
        book.add_worksheet();
        let sheet = book.add_worksheet();
        for (column, heading) in (0..).zip(["Nom", "Naissance", "Fin", "Tél"]) {
            sheet.write_string(0, column, heading).unwrap();
        }
        let day = Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_string(3, 0, "Ferhat").unwrap();
        let born = ExcelDateTime::from_ymd(1979, 3, 14).unwrap();
        sheet.write_datetime_with_format(3, 1, &born, &day).unwrap();
        sheet.write_number(3, 2, 46_387).unwrap();
        sheet.write_number(3, 3, 600_001_234).unwrap();
        sheet.write_string(900_000, 1, "far below").unwrap();
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn the_first_sheet_with_something_on_it() {
        let table = read(&book()).unwrap().table(true).unwrap();
        assert_eq!(table.headings, ["Nom", "Naissance", "Fin", "Tél"]);
        assert_eq!(
            table.lines[0],
            (4, ["Ferhat", "1979-03-14", "46387", "600001234"].map(str::to_owned).to_vec())
        );
        assert_eq!(table.lines[1].0, 900_001);
    }

    #[test]
    fn an_archive_says_how_large_it_becomes() {
        let book = book();
        assert!(unpacked(&book).is_some_and(|size| size > book.len() as u64 && size < UNPACKED));
        assert_eq!(unpacked(b"PK\x03\x04"), None);
        // Cut anywhere, it is refused or smaller, and nothing panics.
        for length in (0..book.len()).step_by(97) {
            let _ = unpacked(&book[..length]);
        }
    }
}
