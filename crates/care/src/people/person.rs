//! A person and their identity, in the words of the référentiel national d’identitovigilance (RNIV).

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::identifiers::{Ins, InsKind};
use kernel::places::{self, Commune};
use serde::{Deserialize, Serialize};

use super::rows::person;
use crate::directory::decode;
use crate::{Error, PersonId, Result};

/// Administrative sex, as identity documents write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Not determined (RNIV: « indéterminé »).
    Unknown,
}

impl Sex {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Female, Self::Male, Self::Unknown];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::Unknown => "unknown",
        }
    }
}

/// How far an identity can be relied upon (RNIV 1, statuts de l’identité).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityStatus {
    /// As declared; nothing was checked.
    Provisional,
    /// Traits and INS come from the INSi service; no document was seen.
    Retrieved,
    /// A document that can be trusted was seen; the INSi service was not asked, or did not confirm.
    Validated,
    /// Both: the INS may and must accompany the person’s health data.
    Qualified,
}

impl IdentityStatus {
    /// All of them, from the least to the most reliable.
    pub const ALL: [Self; 4] = [Self::Provisional, Self::Retrieved, Self::Validated, Self::Qualified];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Retrieved => "retrieved",
            Self::Validated => "validated",
            Self::Qualified => "qualified",
        }
    }

    /// Whether an INS may be kept with an identity of this status (RNIV 1: neither with a provisional nor with a merely
    /// validated one).
    pub const fn bears_ins(self) -> bool {
        matches!(self, Self::Retrieved | Self::Qualified)
    }
}

/// Traits of identity and how far they can be relied upon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Name at birth.
    pub family: String,
    /// Name in use, where it is another.
    pub used_family: Option<String>,
    /// First given names.
    pub given: String,
    /// Administrative sex.
    pub sex: Sex,
    /// Date of birth.
    pub birth_date: Date,
    /// Place of birth, as declared.
    pub birth_place: Option<String>,
    /// How far it can be relied upon.
    pub status: IdentityStatus,
    /// Never read directly: only [`Identity::travelling_ins`] lets it out.
    ins: Option<Ins>,
}

impl Identity {
    /// The INS, when it may leave with the person’s data: only with a qualified identity (CSP L1111-8-1, référentiel
    /// INS; RNIV 1). A retrieved one stays at home until a document was seen.
    pub fn travelling_ins(&self) -> Option<&Ins> {
        self.ins.as_ref().filter(|_| self.status == IdentityStatus::Qualified)
    }

    /// The INS as kept, for vigilance and for telling records apart. It never leaves.
    pub(super) fn kept_ins(&self) -> Option<&Ins> {
        self.ins.as_ref()
    }

    /// The family name that people use.
    pub fn family_in_use(&self) -> &str {
        self.used_family.as_deref().unwrap_or(&self.family)
    }

    /// « Nadia Ferhat ».
    pub fn display_name(&self) -> String {
        format!("{} {}", self.given, self.family_in_use())
    }

    /// The traits that the INSi service compares: changing one of them undoes what was checked (RNIV 1, traits stricts).
    pub(super) fn strict(&self) -> (&str, &str, Sex, Date, Option<&str>) {
        (&self.family, &self.given, self.sex, self.birth_date, self.birth_place.as_deref())
    }

    /// Sets the status, and keeps the INS only where that status bears one.
    pub(super) fn stand(&mut self, status: IdentityStatus, ins: Option<Ins>) {
        self.status = status;
        self.ins = ins.filter(|_| status.bears_ins());
    }

    /// An identity of traits alone.
    pub(super) fn provisional(traits: &super::traits::Traits) -> Self {
        Self {
            family: traits.family.clone(),
            used_family: traits.used_family.clone(),
            given: traits.given.clone(),
            sex: traits.sex,
            birth_date: traits.birth_date,
            birth_place: traits.birth_place.clone(),
            status: IdentityStatus::Provisional,
            ins: None,
        }
    }
}

/// Where a person lives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Number, street, what else the post needs.
    pub line: Option<String>,
    /// Five digits.
    pub postal_code: Option<String>,
    /// INSEE code of the commune.
    pub commune: Option<String>,
}

impl Address {
    /// The commune in the built-in table.
    pub fn place(&self) -> Option<Commune> {
        self.commune.as_deref().and_then(places::by_insee)
    }
}

/// A person who is looked after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Identifier.
    pub id: PersonId,
    /// Who they are.
    pub identity: Identity,
    /// Ten digits, or an international number.
    pub phone: Option<String>,
    /// Where they live.
    pub address: Address,
    /// Version of the identity and the address: an edition names the one it started from.
    pub version: i64,
    /// When the identity or the address last changed.
    pub updated_at: Timestamp,
    /// The record that this one was merged into.
    pub merged_into: Option<PersonId>,
    /// When they were first informed of exchange and sharing.
    pub informed_at: Option<Timestamp>,
    /// Since when they object to it.
    pub opposed_at: Option<Timestamp>,
}

impl TryFrom<person::Model> for Person {
    type Error = Error;

    fn try_from(row: person::Model) -> Result<Self> {
        let status = decode(&row.identity_status)?;
        let ins = row.ins.as_deref().map(|number| stored_ins(number, row.ins_oid.as_deref())).transpose()?;
        Ok(Self {
            id: row.id.into(),
            identity: Identity {
                family: row.family,
                used_family: row.used_family,
                given: row.given,
                sex: decode(&row.sex)?,
                birth_date: stored_date(&row.birth_date)?,
                birth_place: row.birth_place,
                status,
                ins,
            },
            phone: row.phone,
            address: Address { line: row.address, postal_code: row.postal_code, commune: row.commune },
            version: row.version,
            updated_at: kernel::clock::from_micros(row.updated_at),
            merged_into: row.merged_into.map(PersonId::from),
            informed_at: row.informed_at.map(kernel::clock::from_micros),
            opposed_at: row.opposed_at.map(kernel::clock::from_micros),
        })
    }
}

impl person::Model {
    /// Writes an identity into the row.
    pub(super) fn bear(&mut self, identity: &Identity) {
        self.family.clone_from(&identity.family);
        self.used_family.clone_from(&identity.used_family);
        self.given.clone_from(&identity.given);
        identity.sex.code().clone_into(&mut self.sex);
        self.birth_date = identity.birth_date.to_string();
        self.birth_place.clone_from(&identity.birth_place);
        identity.status.code().clone_into(&mut self.identity_status);
        self.ins = identity.ins.as_ref().map(|ins| ins.number.to_string());
        self.ins_oid = identity.ins.as_ref().map(|ins| ins.kind.oid().to_owned());
        self.sort_key = super::keys::sort_key(identity);
    }
}

/// A stored date of birth.
pub(super) fn stored_date(text: &str) -> Result<Date> {
    text.parse().map_err(|_| Error::Bug("a stored date of birth does not read back".to_owned()))
}

fn stored_ins(number: &str, oid: Option<&str>) -> Result<Ins> {
    let number = number.parse().map_err(|_| Error::Bug("a stored INS does not read back".to_owned()))?;
    let kind = oid.and_then(InsKind::from_oid).unwrap_or(InsKind::Nir);
    Ok(Ins { kind, number })
}
