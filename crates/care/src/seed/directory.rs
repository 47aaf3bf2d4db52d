//! A file such as the public directory is published in, of fictional professionals in true communes: for tests and for load.

use std::io::{self, Write};

use kernel::Commune;
use kernel::names::fold;
use kernel::places;

use super::dice::{Dice, Weighted};
use super::names::{FAMILIES, MEN, WOMEN};
use crate::directory::public::COLUMNS;

/// What file is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DirectoryPlan {
    /// How many lines below the headings.
    pub lines: usize,
    /// What chance begins with: the same seed and number make the same file.
    pub seed: u64,
    /// Doctors in general practice alone, one line each.
    pub only_gps: bool,
}

/// A kind of professional: profession and speciality, each a code and its label.
#[derive(Clone, Copy)]
struct Kind {
    profession: (&'static str, &'static str),
    speciality: Option<(&'static str, &'static str)>,
}

const fn kind(profession: (&'static str, &'static str)) -> Kind {
    Kind { profession, speciality: None }
}

const fn doctor(code: &'static str, label: &'static str) -> Kind {
    Kind { profession: ("10", "Médecin"), speciality: Some((code, label)) }
}

/// The general practitioner, and the others with their weights.
const GP: Kind = doctor("SM54", "Médecine Générale");
const KINDS: [(Kind, usize); 10] = [
    (GP, 10),
    (doctor("SM42", "Psychiatrie"), 2),
    (doctor("SM04", "Cardiologie et maladies vasculaires"), 1),
    (kind(("60", "Infirmier")), 50),
    (kind(("70", "Masseur-Kinésithérapeute")), 10),
    (kind(("21", "Pharmacien")), 8),
    (kind(("93", "Psychologue")), 7),
    (kind(("40", "Chirurgien-Dentiste")), 5),
    (kind(("91", "Orthophoniste")), 4),
    (kind(("50", "Sage-Femme")), 3),
];

/// The names of streets.
const WAYS: [&str; 6] =
    ["des Halles", "de la République", "du Général Leclerc", "des Lilas", "de l’Église", "Victor Hugo"];

/// Writes the file, line after line, in the order of the professionals' numbers as it is published.
///
/// # Errors
/// Those of `out`.
pub fn write_directory(plan: DirectoryPlan, out: &mut impl Write) -> io::Result<()> {
    let dice = Dice::new(plan.seed);
    let kinds = Weighted::new(KINDS);
    let inhabited = places::all().filter(|it| it.population > 0 && it.position.is_some());
    let communes = Weighted::new(inhabited.map(|it| (it, it.population as usize / 10 + 1)));
    writeln!(out, "{}|", COLUMNS.join("|"))?;
    let (mut written, mut person) = (0, 0);
    while written < plan.lines {
        person += 1;
        let kind = if plan.only_gps { GP } else { *kinds.draw(&dice) };
        let someone = Someone::draw(&dice, person, kind);
        let places = if plan.only_gps || !dice.one_in(6) { 1 } else { 2 };
        for _ in 0..places.min(plan.lines - written) {
            written += 1;
            line(&dice, &someone, communes.draw(&dice), written, out)?;
        }
    }
    Ok(())
}

struct Someone {
    number: String,
    woman: bool,
    family: String,
    given: &'static str,
    kind: Kind,
}

impl Someone {
    fn draw(dice: &Dice, person: u64, kind: Kind) -> Self {
        let woman = dice.one_in(2);
        let given = dice.pick(if woman { &WOMEN } else { &MEN });
        let family = fold(dice.pick::<&str>(FAMILIES)).to_uppercase();
        Self { number: rpps(person), woman, family, given: *dice.pick(given), kind }
    }
}

/// An RPPS number that nobody was ever given: those begin with 10.
fn rpps(person: u64) -> String {
    let body = format!("99{person:08}");
    let sum: u32 = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, u32::from(digit - b'0')) {
            (0, digit @ 0..=4) => digit * 2,
            (0, digit) => digit * 2 - 9,
            (_, digit) => digit,
        })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

fn line(
    dice: &Dice,
    someone: &Someone,
    commune: &Commune,
    number: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let Kind { profession, speciality } = someone.kind;
    let doctor = profession.0 == "10";
    let (speciality_kind, speciality_kind_label) =
        if speciality.is_some() { ("S", "Spécialité ordinale") } else { ("", "") };
    let speciality = speciality.unwrap_or_default();
    let (civility, civility_label) = if someone.woman { ("MME", "Madame") } else { ("M", "Monsieur") };
    let (mode, mode_label) = if dice.one_in(3) { ("S", "Salarié") } else { ("L", "Libéral") };
    let name = commune.name.to_uppercase();
    let postal = commune.postal_codes().next().unwrap_or_default();
    let (way_number, way) = (dice.between(1, 120), dice.pick(&WAYS));
    let phone = format!("02{:08}", dice.throw(100_000_000));
    let fields: [&dyn std::fmt::Display; 56] = [
        &"8",
        &someone.number,
        &format_args!("8{}", someone.number),
        &if doctor { "DR" } else { "" },
        &if doctor { "Docteur" } else { "" },
        &civility,
        &civility_label,
        &someone.family,
        &someone.given,
        &profession.0,
        &profession.1,
        &"C",
        &"Civil",
        &speciality_kind,
        &speciality_kind_label,
        &speciality.0,
        &speciality.1,
        &mode,
        &mode_label,
        &"",
        &"",
        &"",
        &"",
        &format_args!("R99{number:09}"),
        &format_args!("CABINET {}", someone.family),
        &"",
        &"",
        &"",
        &way_number,
        &"",
        &"R",
        &"Rue",
        way,
        &"",
        &format_args!("{postal} {name}"),
        &postal,
        &commune.insee,
        &commune.name,
        &"99100",
        &"France",
        &phone,
        &"",
        &"",
        &"",
        &commune.department(),
        &"",
        &"",
        &"CNOM",
        &"SA07",
        &"Cabinet individuel",
        &"",
        &"",
        &"",
        &"",
        &"GENR01",
        &"Activité standard de soin",
    ];
    for field in fields {
        write!(out, "{field}|")?;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_as_long_as_wanted_and_the_same_each_time() {
        let write = |lines, seed| {
            let mut file = Vec::new();
            write_directory(DirectoryPlan { lines, seed, only_gps: false }, &mut file).unwrap();
            String::from_utf8(file).unwrap()
        };
        let file = write(200, 7);
        assert_eq!(file.lines().count(), 201);
        assert!(
            file.lines().all(|line| line.matches('|').count() == 56),
            "every line is as wide as the headings"
        );
        assert_eq!(file, write(200, 7));
        assert_ne!(file, write(200, 8));
    }

    #[test]
    fn its_numbers_are_numbers() {
        for person in [1, 37, 99_999_999] {
            assert!(rpps(person).parse::<kernel::Rpps>().is_ok(), "{person}");
        }
    }
}
