//! A line of the file, read into an exercise.

use std::collections::HashMap;

use csv::StringRecord;
use kernel::places;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::columns::Columns;
use super::grid::Point;
use super::offer::Welcome;
use super::refusal::Refusal;
use super::rows::public_practice::Model;

/// What a code of the directory means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) kind: &'static str,
    pub(super) code: String,
    pub(super) label: String,
}

/// Reads lines, and remembers where the communes are and which codes were told already.
pub(super) struct Lines {
    columns: Columns,
    territory: Uuid,
    postal: HashMap<String, Option<(&'static str, Option<Point>)>>,
    told: HashMap<(&'static str, String), String>,
}

/// A field of a record, trimmed; absent where it is empty or no such column is there.
fn field(record: &StringRecord, at: Option<usize>) -> Option<&str> {
    let text = record.get(at?)?.trim();
    (!text.is_empty()).then_some(text)
}

impl Lines {
    pub(super) fn new(columns: Columns, territory: Uuid) -> Self {
        Self { columns, territory, postal: HashMap::new(), told: HashMap::new() }
    }

    /// The exercise of a line; new codes are added to `labels`.
    pub(super) fn read(
        &mut self,
        record: &StringRecord,
        labels: &mut Vec<Meaning>,
    ) -> Result<Model, Refusal> {
        let (found, wanted) = (record.len(), self.columns.width);
        if found < wanted {
            return Err(Refusal::TooFew { found, wanted });
        }
        if found > wanted {
            return Err(Refusal::TooMany { found, wanted });
        }
        let columns = self.columns.clone();
        let get = |at: Option<usize>| field(record, at);
        let own = |at: Option<usize>| get(at).map(str::to_owned);
        let national_id = get(columns.national_id).filter(|it| is_number(it)).ok_or(Refusal::Nobody)?;
        let family = own(columns.family).ok_or(Refusal::NoName)?;
        let profession = own(columns.profession).ok_or(Refusal::NoProfession)?;
        self.tell("profession", get(columns.profession), get(columns.profession_label), labels);
        self.tell("speciality", get(columns.speciality), get(columns.speciality_label), labels);
        let (commune, point) = self.place(get(columns.commune), get(columns.postal_code));
        let mut practice = Model {
            territory_id: self.territory,
            id: id(&columns, record, national_id),
            number: 0,
            national_id: national_id.to_owned(),
            rpps: national_id.strip_prefix('8').filter(|it| it.len() == 11).map(str::to_owned),
            title: title(get(columns.title), get(columns.civility)).to_owned(),
            family,
            given: own(columns.given).unwrap_or_default(),
            profession,
            category: own(columns.category),
            speciality_kind: own(columns.speciality_kind),
            speciality: own(columns.speciality),
            mode: own(columns.mode),
            structure_id: own(columns.structure_id),
            finess: own(columns.finess),
            siret: own(columns.siret),
            structure_name: own(columns.structure_name).or_else(|| own(columns.sign)),
            address: address(&columns, record),
            postal_code: own(columns.postal_code),
            city: own(columns.city),
            commune,
            lat: point.map(|it| it.lat),
            lon: point.map(|it| it.lon),
            cell: point.map(Point::cell),
            rank: Welcome::rank(None),
            phone: own(columns.phone),
            email: own(columns.email),
            content: 0,
            seen_in: 0,
            closed_at: None,
        };
        practice.content = content(&practice);
        Ok(practice)
    }

    /// Whom a line names that was cut, or is too long.
    pub(super) fn whom(&self, record: &StringRecord) -> Option<String> {
        if record.len() == self.columns.width {
            return None;
        }
        field(record, self.columns.national_id).filter(|it| is_number(it)).map(str::to_owned)
    }

    /// The commune of a code, or else the largest of a postal code; and where it is.
    fn place(&mut self, commune: Option<&str>, postal: Option<&str>) -> (Option<String>, Option<Point>) {
        let told = commune.map(str::to_owned);
        if let Some(known) = commune.and_then(places::by_insee) {
            return (told, known.position.map(Point::from));
        }
        let Some(postal) = postal else { return (told, None) };
        let found = self.postal.entry(postal.to_owned()).or_insert_with(|| {
            let largest = places::by_postal_code(postal).into_iter().next()?;
            Some((largest.insee, largest.position.map(Point::from)))
        });
        match *found {
            Some((insee, point)) => (told.or_else(|| Some(insee.to_owned())), point),
            None => (told, None),
        }
    }

    /// Notes what a code means, once, and again where it is told otherwise.
    fn tell(
        &mut self,
        kind: &'static str,
        code: Option<&str>,
        label: Option<&str>,
        labels: &mut Vec<Meaning>,
    ) {
        let (Some(code), Some(label)) = (code, label) else { return };
        let key = (kind, code.to_owned());
        if self.told.get(&key).is_some_and(|known| known == label) {
            return;
        }
        labels.push(Meaning { kind, code: code.to_owned(), label: label.to_owned() });
        self.told.insert(key, label.to_owned());
    }
}

/// Letters and figures: an RPPS number, or an ADELI one, in which the department of Corsica has a letter.
fn is_number(text: &str) -> bool {
    (5..=20).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_alphanumeric())
}

fn title(exercise: Option<&str>, civility: Option<&str>) -> &'static str {
    match (exercise, civility) {
        (Some("PR"), _) => "Pr",
        (Some("DR"), _) => "Dr",
        (_, Some("M")) => "M.",
        (_, Some("MME" | "MLLE")) => "Mme",
        _ => "",
    }
}

/// The lines of an address above the postal code.
fn address(columns: &Columns, record: &StringRecord) -> Option<String> {
    let get = |at: Option<usize>| field(record, at);
    let way = [columns.way_number, columns.way_repeat, columns.way_kind, columns.way];
    let way = way.into_iter().filter_map(get).collect::<Vec<_>>().join(" ");
    let lines = [get(columns.recipient), get(columns.point), Some(way.as_str()), get(columns.mention)];
    let lines: Vec<&str> = lines.into_iter().flatten().filter(|it| !it.is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The identifier of an exercise: the same in every import, so that it is found again without another index. It begins with
/// the professional's number: a file in the order of these numbers, as it is published, is written from one end of the
/// table to the other.
fn id(columns: &Columns, record: &StringRecord, national_id: &str) -> Uuid {
    let mut hash = Sha256::new();
    let place = [columns.structure_id, columns.finess, columns.siret];
    let place = place.into_iter().find_map(|at| field(record, at));
    // Without a structure what is left is where.
    let elsewhere = if place.is_none() { [columns.postal_code, columns.commune] } else { [None, None] };
    let parts = [
        columns.profession,
        columns.category,
        columns.speciality_kind,
        columns.speciality,
        columns.mode,
        columns.role,
        columns.activity,
        elsewhere[0],
        elsewhere[1],
    ];
    let parts = parts.into_iter().map(|at| field(record, at)).chain([place]);
    for part in [Some(national_id)].into_iter().chain(parts) {
        hash.update(part.unwrap_or_default());
        hash.update([0]);
    }
    let hash = hash.finalize();
    let mut bytes: [u8; 16] = std::array::from_fn(|at| hash[at]);
    if let Ok(number) = national_id.parse::<u64>() {
        bytes[..6].copy_from_slice(&number.to_be_bytes()[2..]);
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// A hash of all that is kept of a line: what differs in nothing is not written again.
fn content(practice: &Model) -> i64 {
    let mut hash = Sha256::new();
    let mut part = |text: &str| {
        hash.update(text);
        hash.update([0]);
    };
    for text in [&practice.title, &practice.family, &practice.given] {
        part(text);
    }
    let kept = [
        &practice.structure_id,
        &practice.finess,
        &practice.siret,
        &practice.structure_name,
        &practice.address,
        &practice.postal_code,
        &practice.city,
        &practice.commune,
        &practice.phone,
        &practice.email,
    ];
    for text in kept {
        part(text.as_deref().unwrap_or_default());
    }
    for number in [practice.lat, practice.lon, practice.cell] {
        part(&number.map(|it| it.to_string()).unwrap_or_default());
    }
    let hash = hash.finalize();
    i64::from_be_bytes(std::array::from_fn(|at| hash[at]))
}

#[cfg(test)]
mod tests {
    use super::super::columns::COLUMNS;
    use super::*;

    /// A line in which these columns hold something.
    fn record(filled: &[(&str, &str)]) -> StringRecord {
        let value =
            |column: &str| filled.iter().find(|(name, _)| *name == column).map_or("", |(_, value)| value);
        COLUMNS.iter().map(|column| value(column)).collect()
    }

    fn lines() -> Lines {
        Lines::new(Columns::bind(&COLUMNS.join("|")).unwrap(), Uuid::from_u128(37))
    }

    const GP: &[(&str, &str)] = &[
        ("Identification nationale PP", "810000000017"),
        ("Code civilité d'exercice", "DR"),
        ("Nom d'exercice", "MARCHETTI"),
        ("Prénom d'exercice", "Hélène"),
        ("Code profession", "10"),
        ("Libellé profession", "Médecin"),
        ("Code savoir-faire", "SM54"),
        ("Libellé savoir-faire", "Médecine Générale"),
        ("Identifiant technique de la structure", "R10000000001"),
        ("Raison sociale site", "CABINET \"DES HALLES\""),
        ("Numéro Voie (coord. structure)", "12"),
        ("Libellé type de voie (coord. structure)", "Rue"),
        ("Libellé Voie (coord. structure)", "des Halles"),
        ("Code postal (coord. structure)", "37000"),
        ("Code commune (coord. structure)", "37261"),
    ];

    fn with(column: &'static str, value: &'static str) -> StringRecord {
        let mut all: Vec<(&str, &str)> = GP.iter().copied().filter(|(name, _)| *name != column).collect();
        all.push((column, value));
        record(&all)
    }

    fn read(record: &StringRecord) -> Result<Model, Refusal> {
        lines().read(record, &mut Vec::new())
    }

    #[test]
    fn a_line_is_an_exercise_with_its_place() {
        let (mut lines, mut labels) = (lines(), Vec::new());
        let read = lines.read(&record(GP), &mut labels).unwrap();
        assert_eq!((read.rpps.as_deref(), read.title.as_str()), (Some("10000000017"), "Dr"));
        assert_eq!(read.address.as_deref(), Some("12 Rue des Halles"));
        assert_eq!(read.structure_name.as_deref(), Some("CABINET \"DES HALLES\""), "quotes are letters");
        let tours = Point::from(places::by_insee("37261").unwrap().position.unwrap());
        assert_eq!((read.lat, read.lon, read.cell), (Some(tours.lat), Some(tours.lon), Some(tours.cell())));
        assert_eq!(read.id.as_u128() >> 80, 810_000_000_017, "it begins with the number");
        let told: Vec<_> = labels.iter().map(|it| (it.kind, it.code.as_str(), it.label.as_str())).collect();
        assert_eq!(told, [("profession", "10", "Médecin"), ("speciality", "SM54", "Médecine Générale")]);
        lines.read(&record(GP), &mut labels).unwrap();
        assert_eq!(labels.len(), 2, "a code is told once");
    }

    #[test]
    fn the_same_exercise_is_known_again_and_another_is_another() {
        let (first, again) = (read(&record(GP)).unwrap(), read(&record(GP)).unwrap());
        assert_eq!((first.id, first.content), (again.id, again.content));
        let moved = read(&with("Téléphone (coord. structure)", "0247000000")).unwrap();
        assert!(moved.id == first.id && moved.content != first.content, "told otherwise");
        for (column, value) in [
            ("Code savoir-faire", "SM42"),
            ("Identifiant technique de la structure", "R10000000002"),
            ("Code mode exercice", "S"),
            ("Identification nationale PP", "810000000025"),
        ] {
            assert_ne!(read(&with(column, value)).unwrap().id, first.id, "{column}");
        }
    }

    #[test]
    fn a_commune_is_found_by_its_postal_code_where_its_own_says_nothing() {
        let by_post = read(&with("Code commune (coord. structure)", "")).unwrap();
        assert_eq!(
            (by_post.commune.as_deref(), by_post.cell),
            (Some("37261"), read(&record(GP)).unwrap().cell)
        );
        let mut nowhere = with("Code commune (coord. structure)", "99999");
        assert!(read(&nowhere).unwrap().cell.is_some(), "the postal code is known");
        nowhere = with("Code postal (coord. structure)", "");
        assert!(read(&nowhere).unwrap().cell.is_some());
    }

    #[test]
    fn what_is_no_exercise_is_refused() {
        assert_eq!(read(&with("Identification nationale PP", "")).unwrap_err(), Refusal::Nobody);
        assert_eq!(read(&with("Identification nationale PP", "8 000 / 17")).unwrap_err(), Refusal::Nobody);
        assert_eq!(read(&with("Nom d'exercice", " ")).unwrap_err(), Refusal::NoName);
        assert_eq!(read(&with("Code profession", "")).unwrap_err(), Refusal::NoProfession);
        let cut: StringRecord = record(GP).iter().take(40).collect();
        assert_eq!(read(&cut).unwrap_err(), Refusal::TooFew { found: 40, wanted: 56 });
        let more: StringRecord = record(GP).iter().chain(["x"]).collect();
        assert_eq!(read(&more).unwrap_err(), Refusal::TooMany { found: 57, wanted: 56 });
        let corsica = read(&with("Identification nationale PP", "02A1234567")).unwrap();
        assert_eq!(corsica.rpps, None);
    }
}
