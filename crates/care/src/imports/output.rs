//! A table as a file that a spreadsheet opens: as text, with the mark of Unicode and semicolons, which is what those of
//! France expect; or as a workbook.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Locale;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::{Error, Result};

/// A cell of a file that leaves the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words; never a formula, whatever they are.
    Text(String),
    /// A day, or nothing.
    Day(Option<Date>),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A table that leaves the house.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// What it is.
    pub title: String,
    /// What stands above the columns.
    pub headings: Vec<String>,
    /// The lines, as wide as the headings.
    pub lines: Vec<Vec<Cell>>,
    /// When it was made.
    pub made: Timestamp,
}

impl Sheet {
    /// As text (RFC 4180, but for the separator). What a spreadsheet would run as a formula is made plain text; reading
    /// such a file again takes the mark off.
    pub fn to_csv(&self, locale: Locale) -> String {
        let mut csv = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .from_writer("\u{feff}".as_bytes().to_vec());
        let mut write = |line: Vec<String>| csv.write_record(line).expect("every line has the same columns");
        write(self.headings.iter().map(|heading| plain(heading)).collect());
        for line in &self.lines {
            let text = |cell: &Cell| match cell {
                Cell::Text(text) => plain(text),
                Cell::Day(day) => day.map(|day| locale.date_numeric(day)).unwrap_or_default(),
            };
            write(line.iter().map(text).collect());
        }
        let bytes = csv.into_inner().expect("memory does not refuse to be written");
        String::from_utf8(bytes).expect("made of strings")
    }

    /// As a workbook. The same table makes the same bytes.
    ///
    /// # Errors
    /// [`Error::Bug`] where it cannot be made.
    pub fn to_xlsx(&self) -> Result<Vec<u8>> {
        self.workbook().map_err(|error| Error::Bug(error.to_string()))
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let made = ExcelDateTime::from_timestamp(self.made.as_second())?;
        book.set_properties(&DocProperties::new().set_title(&self.title).set_creation_datetime(&made));
        let sheet = book.add_worksheet();
        let (head, day) = (Format::new().set_bold(), Format::new().set_num_format("dd/mm/yyyy"));
        for (column, heading) in (0..).zip(&self.headings) {
            sheet.write_string_with_format(0, column, heading, &head)?;
            sheet.set_column_width(column, 18)?;
        }
        for (row, line) in (1..).zip(&self.lines) {
            for (column, cell) in (0..).zip(line) {
                match cell {
                    // Written as text, never as a formula.
                    Cell::Text(text) => {
                        sheet.write_string(row, column, text)?;
                    }
                    Cell::Day(Some(date)) => match excel(*date) {
                        Some(date) => {
                            sheet.write_datetime_with_format(row, column, &date, &day)?;
                        }
                        None => {
                            sheet.write_string(row, column, date.to_string())?;
                        }
                    },
                    Cell::Day(None) => {}
                }
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        book.save_to_buffer()
    }
}

/// A day as a workbook knows it: none before 1900.
fn excel(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok()?;
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()).ok()
}

/// Text that no spreadsheet takes for a formula (OWASP, CSV injection).
fn plain(text: &str) -> String {
    let risky = text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n']);
    if risky { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn sheet() -> Sheet {
        Sheet {
            title: "Droits".to_owned(),
            headings: vec!["Personne".to_owned(), "Fin".to_owned()],
            lines: vec![
                vec![Cell::Text("Ferhat; « Nadia »".to_owned()), Cell::Day(Some(date(2026, 12, 31)))],
                vec![Cell::Text("=cmd|'/c calc'!A1".to_owned()), Cell::Day(None)],
            ],
            made: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn as_text() {
        let expected = "\u{feff}Personne;Fin\r\n\"Ferhat; « Nadia »\";31/12/2026\r\n'=cmd|'/c calc'!A1;\r\n";
        assert_eq!(sheet().to_csv(Locale::Fr), expected);
    }

    #[test]
    fn what_was_marked_reads_back_as_it_was() {
        let mut sheet = sheet();
        sheet.lines = vec![vec![Cell::Text("+33 6 00 00 12 34".to_owned()), Cell::Text("-".to_owned())]];
        let table = super::super::file::read(sheet.to_csv(Locale::Fr).as_bytes()).unwrap();
        assert_eq!(table.lines[0].1, ["+33 6 00 00 12 34", "-"]);
    }

    #[test]
    fn as_a_workbook() {
        let made = || sheet().to_xlsx().unwrap();
        let rows = super::super::workbook::read(&made()).unwrap().table(true).unwrap();
        assert_eq!(rows.headings, ["Personne", "Fin"]);
        assert_eq!(rows.lines[0].1, ["Ferhat; « Nadia »", "2026-12-31"]);
        assert_eq!(made(), made(), "the same table makes the same bytes");
    }
}
