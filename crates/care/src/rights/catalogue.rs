//! The catalogue of social rights: dated, sourced data in `rights/france.toml`, not code; a territory corrects it
//! (`correction`).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::correction::Correction;
use super::facts::FactKind;
use crate::programs::Words;

/// Who owes a piece of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OwedBy {
    /// The person, or whoever accompanies them.
    Person,
    /// A doctor of the care team: it appears in their day.
    Doctor,
    /// A social worker.
    SocialWorker,
}

/// What silence means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// A refusal, against which one may appeal.
    Refusal,
    /// An acceptance.
    Acceptance,
}

/// After how long silence means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    /// Months after the filing.
    pub months: i32,
    /// What it then means.
    pub means: Means,
}

/// When the renewal is asked, in months before the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Renewal {
    /// From so many months before the end …
    pub from: i32,
    /// … until so many.
    pub until: i32,
}

/// What keeps a grant going.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptBy {
    /// Income declared to the body.
    Declaration,
    /// Any contact with the body: somebody who is domiciled comes by or calls (CASF L264-2).
    Contact,
}

/// What the person does again and again so that the grant goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Upkeep {
    /// Every so many months.
    pub months: i32,
    /// What.
    pub by: KeptBy,
}

/// How long one may appeal against a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AppealRule {
    /// Months after the refusal was known.
    pub months: i32,
    /// The text that says so.
    pub source: String,
}

/// A piece that the file needs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// Its code, stored with what was provided.
    pub code: String,
    /// Who owes it.
    pub owed_by: OwedBy,
    /// Its name.
    pub name: Words,
}

/// When the rules of a right are in force.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    /// From this day on, where the text says so.
    pub from: Option<toml::value::Datetime>,
    /// The last day; afterwards nothing new is asked for under it.
    pub until: Option<toml::value::Datetime>,
}

impl Validity {
    /// Its first day.
    pub fn since(self) -> Option<Date> {
        self.from.and_then(civil)
    }

    /// Its last day.
    pub fn last(self) -> Option<Date> {
        self.until.and_then(civil)
    }

    /// Whether something new may be asked for on this day.
    pub fn holds(self, on: Date) -> bool {
        self.since().is_none_or(|since| since <= on) && self.last().is_none_or(|last| on <= last)
    }
}

fn civil(written: toml::value::Datetime) -> Option<Date> {
    let date = written.date?;
    Date::new(date.year.try_into().ok()?, date.month.try_into().ok()?, date.day.try_into().ok()?).ok()
}

/// A social right.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Right {
    /// Its code, stored with the applications.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// Who decides.
    pub body: Words,
    /// How long it lasts, in words.
    pub lasts: Words,
    /// Usual length of a grant, in months.
    pub months: Option<i32>,
    /// When its renewal is asked.
    pub renew: Option<Renewal>,
    /// What silence means.
    pub silence: Option<Silence>,
    /// What keeps a grant going.
    pub upkeep: Option<Upkeep>,
    /// How long one may appeal.
    pub appeal: Option<AppealRule>,
    /// The text it comes from.
    pub source: String,
    /// The day on which it was entered.
    pub entered: toml::value::Datetime,
    /// Since when, and until when, it is so.
    #[serde(default)]
    pub valid: Validity,
    /// Whether what is asked for and granted is a sum.
    #[serde(default)]
    pub amounts: bool,
    /// What the file needs.
    pub pieces: Vec<Piece>,
    /// What it needed once, or elsewhere: the names of pieces that were provided then.
    #[serde(skip)]
    pub former: Vec<Piece>,
}

impl OwedBy {
    /// All of them, in the order of a form.
    pub const ALL: [Self; 3] = [Self::Person, Self::SocialWorker, Self::Doctor];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Doctor => "doctor",
            Self::SocialWorker => "social_worker",
        }
    }
}

impl Right {
    /// A piece of the file by its code, one that it no longer needs included.
    pub fn piece(&self, code: &str) -> Option<&Piece> {
        self.pieces.iter().chain(&self.former).find(|piece| piece.code == code)
    }

    /// Whether such a fact makes sense for it: not every right is kept by declarations or contacts.
    pub fn knows(&self, kind: FactKind) -> bool {
        match kind {
            FactKind::Declaration => self.upkeep.is_some_and(|it| it.by == KeptBy::Declaration),
            FactKind::Contact => self.upkeep.is_some_and(|it| it.by == KeptBy::Contact),
            _ => true,
        }
    }

    /// The day on which it was entered.
    pub fn entered_on(&self) -> Option<Date> {
        civil(self.entered)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    right: Vec<Right>,
}

/// Every right that can be applied for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue(Vec<Right>);

impl Catalogue {
    /// Reads a catalogue.
    ///
    /// # Errors
    /// In words, with the line, what is wrong in it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let File { right } = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut codes = BTreeSet::new();
        for it in &right {
            if !codes.insert(it.code.as_str()) {
                return Err(format!("the right « {} » stands in it twice", it.code));
            }
            if it.entered_on().is_none() {
                return Err(format!("« {} »: `entered` is no date", it.code));
            }
            if it.valid.since().zip(it.valid.last()).is_some_and(|(since, last)| last < since) {
                return Err(format!("« {} »: `valid` ends before it begins", it.code));
            }
            if it.renew.is_some_and(|renew| renew.until >= renew.from || renew.until < 0) {
                return Err(format!(
                    "« {} »: a renewal begins earlier before the end than it stops",
                    it.code
                ));
            }
        }
        Ok(Self(right))
    }

    /// The catalogue that comes with the program.
    ///
    /// # Panics
    /// Never: a test reads it.
    pub fn shipped() -> Self {
        Self::parse(include_str!("../../../../rights/france.toml"))
            .expect("the shipped catalogue is read by a test")
    }

    /// A right by its code.
    pub fn get(&self, code: &str) -> Option<&Right> {
        self.0.iter().find(|right| right.code == code)
    }

    /// With what a territory says of one of its rights; nothing where it has no such right.
    #[must_use]
    pub(super) fn corrected(mut self, code: &str, correction: &Correction) -> Self {
        if let Some(right) = self.0.iter_mut().find(|right| right.code == code) {
            correction.onto(right);
        }
        self
    }

    /// With one of its rights as it ships; the pieces that it needed in between keep their names.
    #[must_use]
    pub(super) fn restored(mut self, code: &str) -> Self {
        let (shipped, here) = (Self::shipped(), self.0.iter_mut().find(|right| right.code == code));
        if let (Some(shipped), Some(here)) = (shipped.get(code), here) {
            let between = std::mem::replace(here, shipped.clone());
            let known = |piece: &Piece| shipped.piece(&piece.code).is_some();
            here.former = between.pieces.into_iter().chain(between.former).filter(|it| !known(it)).collect();
        }
        self
    }

    /// All of them, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Right> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_catalogue_is_whole() {
        let catalogue = Catalogue::shipped();
        let codes: Vec<&str> = catalogue.iter().map(|right| right.code.as_str()).collect();
        let listed = [
            "puma",
            "c2s",
            "ame",
            "rsa",
            "aah",
            "rqth",
            "pch",
            "cmi",
            "ems",
            "ald",
            "ald-31",
            "ald-32",
            "domiciliation",
            "apl",
            "prime-activite",
            "aspa",
            "pension",
            "invalidity",
            "apa",
            "housing",
            "siao",
            "dalo",
            "residence-care",
            "legal-aid",
            "fsl",
            "emergency-aid",
            "food-aid",
            "masp",
            "protection",
        ];
        assert_eq!(codes, listed);
        let refusing = |code: &str| {
            catalogue
                .get(code)
                .and_then(|it| it.silence)
                .filter(|it| it.means == Means::Refusal)
                .map(|it| it.months)
        };
        for (code, months) in
            [("aah", 4), ("rqth", 4), ("pch", 4), ("cmi", 4), ("ems", 4), ("domiciliation", 2), ("dalo", 3)]
        {
            assert_eq!(refusing(code), Some(months), "{code}");
        }
        let aah = catalogue.get("aah").unwrap();
        assert_eq!(aah.appeal.as_ref().map(|it| it.months), Some(2));
        let domiciliation = catalogue.get("domiciliation").unwrap();
        assert_eq!(domiciliation.upkeep, Some(Upkeep { months: 3, by: KeptBy::Contact }));
        assert_eq!(aah.silence, Some(Silence { months: 4, means: Means::Refusal }));
        assert_eq!(aah.piece("medical-certificate").unwrap().owed_by, OwedBy::Doctor);
        assert!(catalogue.iter().all(|right| !right.source.is_empty() && right.entered_on().is_some()));
    }

    #[test]
    fn a_wrong_catalogue_is_refused_with_its_line() {
        let wrong = "[[right]]\ncode = \"x\"\nsilence = { months = 4, means = \"perhaps\" }\n";
        let said = Catalogue::parse(wrong).unwrap_err();
        assert!(said.contains("line 3") && said.contains("perhaps"), "{said}");
    }
}
