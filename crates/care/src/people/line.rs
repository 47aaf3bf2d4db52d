//! A person in one line of a list.

use jiff::civil::Date;
use kernel::names::Typed;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::person::{IdentityStatus, Sex, stored_date};
use crate::directory::decode;
use crate::{PersonId, Result};

/// A person in one line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine {
    /// Identifier.
    pub id: PersonId,
    /// « Nadia Ferhat ».
    pub name: String,
    /// Name at birth.
    pub family: String,
    /// Name in use, if another.
    pub used_family: Option<String>,
    /// Given names.
    pub given: String,
    /// Administrative sex.
    pub sex: Sex,
    /// Date of birth.
    pub birth_date: Date,
    /// Name of the commune where they live.
    pub commune: Option<String>,
    /// How far the identity can be relied upon.
    pub status: IdentityStatus,
}

/// A line as it is stored.
#[derive(FromQueryResult)]
pub(super) struct LineRow {
    pub(super) id: Uuid,
    pub(super) family: String,
    pub(super) used_family: Option<String>,
    pub(super) given: String,
    pub(super) sex: String,
    pub(super) birth_date: String,
    pub(super) commune: Option<String>,
    pub(super) identity_status: String,
}

/// What a line is made of, of the person `p`.
pub(super) const LINE: &str =
    "p.id, p.family, p.used_family, p.given, p.sex, p.birth_date, p.commune, p.identity_status";

impl TryFrom<LineRow> for PersonLine {
    type Error = crate::Error;

    fn try_from(row: LineRow) -> Result<Self> {
        let in_use = row.used_family.as_deref().unwrap_or(&row.family);
        Ok(Self {
            id: row.id.into(),
            name: format!("{} {in_use}", row.given),
            sex: decode(&row.sex)?,
            birth_date: stored_date(&row.birth_date)?,
            commune: commune_name(row.commune.as_deref()),
            status: decode(&row.identity_status)?,
            family: row.family,
            used_family: row.used_family,
            given: row.given,
        })
    }
}

impl PersonLine {
    /// How well the name answers what was typed; 0 not at all.
    pub(super) fn answers(&self, typed: &Typed) -> u32 {
        answers(typed, &self.family, self.used_family.as_deref(), &self.given)
    }
}

/// How well a name answers what was typed; 0 not at all.
pub(super) fn answers(typed: &Typed, family: &str, used: Option<&str>, given: &str) -> u32 {
    let used = used.map_or(0, |used| typed.score(used, given));
    typed.score(family, given).max(used)
}

/// The name of the commune of an INSEE code.
pub(crate) fn commune_name(insee: Option<&str>) -> Option<String> {
    insee.and_then(kernel::places::by_insee).map(|commune| commune.name.to_owned())
}
