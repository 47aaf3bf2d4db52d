//! The report as a file: JSON and CSV with stable keys, and a workbook to be read by people.

use kernel::Locale;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::report::{Cell, Figures, OrganizationFigures, Report};
use crate::{Error, Result};

/// How a count from 1 to 4 is written.
const UNDER_FIVE: &str = "<5";

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(count) => to.serialize_i64(*count),
            Self::Days(days) => to.serialize_f64(*days),
            Self::Suppressed => to.serialize_str(UNDER_FIVE),
            Self::Null => to.serialize_none(),
        }
    }
}

struct ByKey<'a>(&'a Figures);

impl Serialize for ByKey<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (key, cell) in self.0 {
            map.serialize_entry(key, cell)?;
        }
        map.end()
    }
}

impl Serialize for OrganizationFigures {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut it = to.serialize_struct("organization", 2)?;
        it.serialize_field("organization", &self.name)?;
        it.serialize_field("indicators", &ByKey(&self.indicators))?;
        it.end()
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut it = to.serialize_struct("report", 6)?;
        it.serialize_field("program", &self.program)?;
        it.serialize_field("from", &self.period.from())?;
        it.serialize_field("to", &self.period.to())?;
        it.serialize_field("audience", self.audience.code())?;
        it.serialize_field("indicators", &ByKey(&self.indicators))?;
        it.serialize_field("by_organization", &self.by_organization)?;
        it.end()
    }
}

impl Report {
    /// `{"program","from","to","audience","indicators":{key:number|null|"<5"},"by_organization":[…]}`, on one line.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("codes, names and finite numbers are JSON")
    }

    /// One line for each structure, then one for the whole; the first names the columns (RFC 4180). What is not told
    /// is empty. A name that a spreadsheet would run as a formula is made plain text.
    pub fn to_csv(&self, locale: Locale) -> String {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let keys = self.indicators.iter().map(|(key, _)| *key);
        let mut write = |line: Vec<String>| csv.write_record(line).expect("every line has the same columns");
        write(std::iter::once("organization").chain(keys).map(str::to_owned).collect());
        for organization in &self.by_organization {
            write(line(&organization.name, &organization.indicators));
        }
        let whole = match locale {
            Locale::Fr => "Ensemble",
            Locale::En => "Total",
        };
        write(line(whole, &self.indicators));
        let bytes = csv.into_inner().expect("memory does not refuse to be written");
        String::from_utf8(bytes).expect("made of strings")
    }
}

/// What a workbook says around its figures.
#[derive(Debug, Clone)]
pub struct Words {
    /// Name of the sheet and head of the document: the programme and the period.
    pub title: String,
    /// Head of the column of structures.
    pub organization: String,
    /// Name of the line of the whole.
    pub whole: String,
    /// What stands for a figure that is not told.
    pub not_told: String,
    /// Under the table: what the signs mean, when the figures were computed.
    pub notes: Vec<String>,
}

impl Report {
    /// An Excel workbook: one line for each structure, then one for the whole. `name` names an indicator by its key.
    /// The same report makes the same bytes.
    ///
    /// # Errors
    /// [`Error::Bug`] where the workbook cannot be made.
    pub fn to_xlsx(&self, words: &Words, name: impl Fn(&str) -> String) -> Result<Vec<u8>> {
        self.workbook(words, name).map_err(|error| Error::Bug(error.to_string()))
    }

    fn workbook(&self, words: &Words, name: impl Fn(&str) -> String) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let made = ExcelDateTime::from_timestamp(self.computed_at.as_second())?;
        book.set_properties(&DocProperties::new().set_title(&words.title).set_creation_datetime(&made));
        let sheet = book.add_worksheet();
        let (title, head) =
            (Format::new().set_bold().set_font_size(14), Format::new().set_bold().set_text_wrap());
        sheet.write_string_with_format(0, 0, &words.title, &title)?;
        sheet.write_string_with_format(HEAD, 0, &words.organization, &head)?;
        for (column, (key, _)) in (1..).zip(&self.indicators) {
            sheet.write_string_with_format(HEAD, column, name(key), &head)?;
        }
        let mut row = HEAD + 1;
        for organization in &self.by_organization {
            write_line(sheet, row, &organization.name, &organization.indicators, &words.not_told, false)?;
            row += 1;
        }
        write_line(sheet, row, &words.whole, &self.indicators, &words.not_told, true)?;
        for (row, note) in (row + 2..).zip(&words.notes) {
            sheet.write_string(row, 0, note)?;
        }
        sheet.set_column_width(0, 34)?;
        for (column, _) in (1..).zip(&self.indicators) {
            sheet.set_column_width(column, 18)?;
        }
        sheet.set_freeze_panes(HEAD + 1, 1)?;
        book.save_to_buffer()
    }
}

/// The line with the names of the columns.
const HEAD: u32 = 2;

fn write_line(
    sheet: &mut Worksheet,
    row: u32,
    name: &str,
    figures: &Figures,
    not_told: &str,
    whole: bool,
) -> Result<(), XlsxError> {
    let plain = if whole { Format::new().set_bold() } else { Format::new() };
    let sign = plain.clone().set_align(FormatAlign::Right);
    // Written as text, never as a formula, whatever the structure is called.
    sheet.write_string_with_format(row, 0, name, &plain)?;
    for (column, (_, cell)) in (1..).zip(figures) {
        match cell {
            #[allow(clippy::cast_precision_loss)] // a spreadsheet knows no other numbers
            Cell::Number(count) => sheet.write_number_with_format(row, column, *count as f64, &plain)?,
            Cell::Days(days) => {
                sheet.write_number_with_format(row, column, *days, &plain.clone().set_num_format("0.0"))?
            }
            Cell::Suppressed => sheet.write_string_with_format(row, column, "< 5", &sign)?,
            Cell::Null => sheet.write_string_with_format(row, column, not_told, &sign)?,
        };
    }
    Ok(())
}

fn line(name: &str, figures: &Figures) -> Vec<String> {
    let cells = figures.iter().map(|(_, cell)| match cell {
        Cell::Number(count) => count.to_string(),
        Cell::Days(days) => days.to_string(),
        Cell::Suppressed => UNDER_FIVE.to_owned(),
        Cell::Null => String::new(),
    });
    std::iter::once(plain(name)).chain(cells).collect()
}

/// Text that no spreadsheet takes for a formula (OWASP, CSV injection).
fn plain(name: &str) -> String {
    let risky = name.trim_start().starts_with(['=', '+', '-', '@']) || name.starts_with(['\t', '\r', '\n']);
    if risky { format!("'{name}") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::{Audience, Period};
    use super::*;

    fn report() -> Report {
        let row = |asked, median| vec![("advices_asked", asked), ("delay_days_median", median)];
        let of = |name: &str, figures| OrganizationFigures {
            id: Uuid::from_u128(1).into(),
            name: name.to_owned(),
            indicators: figures,
            delays: Vec::new(),
        };
        Report {
            program: "advice-line".to_owned(),
            period: Period::year(2021),
            audience: Audience::Funder,
            computed_at: jiff::Timestamp::UNIX_EPOCH,
            indicators: row(Cell::Number(71), Cell::Days(3.5)),
            by_organization: vec![
                of("CPTS « Nord », \"37\"", row(Cell::Suppressed, Cell::Null)),
                of("=cmd|'/c calc'!A1", row(Cell::Null, Cell::Null)),
            ],
            delays: Vec::new(),
        }
    }

    #[test]
    fn json() {
        assert_eq!(
            report().to_json(),
            r#"{"program":"advice-line","from":"2021-01-01","to":"2021-12-31","audience":"funder","indicators":{"advices_asked":71,"delay_days_median":3.5},"by_organization":[{"organization":"CPTS « Nord », \"37\"","indicators":{"advices_asked":"<5","delay_days_median":null}},{"organization":"=cmd|'/c calc'!A1","indicators":{"advices_asked":null,"delay_days_median":null}}]}"#
        );
    }

    #[test]
    fn xlsx() {
        let words = Words {
            title: "Ligne d’avis : année 2021".to_owned(),
            organization: "CPTS".to_owned(),
            whole: "Ensemble".to_owned(),
            not_told: "n. c.".to_owned(),
            notes: vec!["n. c. : non communiqué".to_owned()],
        };
        let made = || report().to_xlsx(&words, str::to_uppercase).unwrap();
        let bytes = made();
        assert!(bytes.starts_with(b"PK\x03\x04"), "a workbook is an archive");
        assert_eq!(bytes, made(), "the same report makes the same bytes");
    }

    #[test]
    fn csv() {
        let expected = "organization,advices_asked,delay_days_median\r\n\
            \"CPTS « Nord », \"\"37\"\"\",<5,\r\n'=cmd|'/c calc'!A1,,\r\nEnsemble,71,3.5\r\n";
        assert_eq!(report().to_csv(Locale::Fr), expected);
        for name in ["+1", "-1", "@SUM(A1)", " =1", "\t=1"] {
            assert!(plain(name).starts_with('\''), "{name:?}");
        }
        assert_eq!(plain("CPTS - Nord"), "CPTS - Nord");
    }
}
