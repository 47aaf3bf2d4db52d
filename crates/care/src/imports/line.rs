//! One line of a file, read by the rules of the forms that people fill: a person, and the application told with them.

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::names::fold;

use super::application::{ApplicationRead, ApplicationReader};
use super::columns::ColumnKind;
use super::mapping::Mapping;
use super::words;
use crate::people::{self, Address, NewPerson, PersonForm, Traits, TraitsForm};
use crate::rights::Channel;
use crate::{Ctx, Error, Fault, Result};

/// What is wrong with one cell of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineFault {
    /// In which column.
    pub column: ColumnKind,
    /// Message key, for example `fault-date`.
    pub key: &'static str,
    /// The limit that was passed, where there is one.
    pub limit: Option<i64>,
}

impl LineFault {
    pub(super) const fn new(column: ColumnKind, key: &'static str) -> Self {
        Self { column, key, limit: None }
    }

    /// The faults of a form, each under the column from which the field came.
    pub(super) fn of(error: Error, column: impl Fn(&str) -> ColumnKind) -> Vec<Self> {
        match error {
            Error::Invalid(faults) => {
                let of = |it: Fault| Self { column: column(it.field), key: it.key, limit: it.limit };
                faults.into_iter().map(of).collect()
            }
            Error::Conflict(conflict) => vec![Self::new(column(""), conflict.key)],
            _ => vec![Self::new(column(""), "fault-generic")],
        }
    }
}

/// Who a line is about, as far as two lines or a record agree: names without accents or capitals, date of birth.
pub(super) type Key = (String, String, Date);

/// The key of somebody of this name.
pub(super) fn key(family: &str, given: &str, birth_date: Date) -> Key {
    (fold(family), fold(given), birth_date)
}

/// A line that can be taken over as it stands.
#[derive(Debug, Clone)]
pub(super) struct LineRead {
    pub(super) key: Key,
    pub(super) person: NewPerson,
    pub(super) application: Option<ApplicationRead>,
}

/// Reads lines, one after the other.
pub(super) struct LineReader {
    mapping: Mapping,
    serials: bool,
    today: Date,
    applications: ApplicationReader,
    /// Looking for a commune among all of France takes longer than all the rest, and most lines name the same few.
    addresses: HashMap<(String, String), Result<Address, Vec<LineFault>>>,
}

impl LineReader {
    /// A reader for the actor; `channel` is how what was filed was filed.
    pub(super) fn new(ctx: &Ctx, mapping: Mapping, serials: bool, channel: Channel) -> Result<Self> {
        let applications = ApplicationReader::new(ctx, serials, channel)?;
        Ok(Self { mapping, serials, today: people::today(ctx), applications, addresses: HashMap::new() })
    }

    /// Reads a line, all its faults at once.
    pub(super) fn read(&mut self, cells: &[String]) -> Result<LineRead, Vec<LineFault>> {
        let mut faults = Vec::new();
        let person = self.person(cells, &mut faults);
        let cell = |kind| cell(&self.mapping, cells, kind);
        let application = self.applications.read(cell, &mut faults);
        match person {
            Some(person) if faults.is_empty() => {
                let traits = &person.traits;
                Ok(LineRead {
                    key: key(&traits.family, &traits.given, traits.birth_date),
                    application,
                    person,
                })
            }
            _ => Err(faults),
        }
    }

    fn person(&mut self, cells: &[String], faults: &mut Vec<LineFault>) -> Option<NewPerson> {
        let cell = |kind| cell(&self.mapping, cells, kind);
        let sex = words::sex(cell(ColumnKind::Sex));
        let traits = TraitsForm {
            family: cell(ColumnKind::Family).to_owned(),
            given: cell(ColumnKind::Given).to_owned(),
            sex: sex.unwrap_or(people::Sex::Unknown).code().to_owned(),
            birth_date: words::day(cell(ColumnKind::BirthDate), self.today, self.serials),
            phone: words::phone(cell(ColumnKind::Phone)),
            ..TraitsForm::default()
        };
        let place = (words::postal_code(cell(ColumnKind::PostalCode)), cell(ColumnKind::Commune).to_owned());
        if sex.is_none() {
            faults.push(LineFault::new(ColumnKind::Sex, "fault-import-sex"));
        }
        let form = PersonForm { traits, ..PersonForm::default() };
        let person = NewPerson::parse(&form, self.today);
        let today = self.today;
        let address = self.addresses.entry(place).or_insert_with_key(|place| address(place, today)).clone();
        match (person, address) {
            (Ok(mut person), Ok(address)) => {
                person.traits.address = address;
                Some(person)
            }
            (person, address) => {
                faults.extend(person.err().map(|error| LineFault::of(error, column)).into_iter().flatten());
                faults.extend(address.err().into_iter().flatten());
                None
            }
        }
    }
}

fn cell<'a>(mapping: &Mapping, cells: &'a [String], kind: ColumnKind) -> &'a str {
    mapping.column(kind).and_then(|at| cells.get(at)).map_or("", String::as_str)
}

/// The column from which a field of the form of a person came.
fn column(field: &str) -> ColumnKind {
    match field {
        "given" => ColumnKind::Given,
        "sex" => ColumnKind::Sex,
        "birth_date" => ColumnKind::BirthDate,
        "phone" => ColumnKind::Phone,
        "postal_code" => ColumnKind::PostalCode,
        "commune" => ColumnKind::Commune,
        _ => ColumnKind::Family,
    }
}

/// The address of a postal code and a commune, by the rule that stands with the traits of a person: a made-up one bears it.
fn address((postal_code, commune): &(String, String), today: Date) -> Result<Address, Vec<LineFault>> {
    if postal_code.is_empty() && commune.is_empty() {
        return Ok(Address::default());
    }
    let form = TraitsForm {
        family: "x".to_owned(),
        given: "x".to_owned(),
        sex: people::Sex::Unknown.code().to_owned(),
        birth_date: today.to_string(),
        postal_code: postal_code.clone(),
        commune: commune.clone(),
        ..TraitsForm::default()
    };
    Traits::read(&form, today).map(|traits| traits.address).map_err(|error| LineFault::of(error, column))
}
