//! A person in as many words as a list of something else needs.

use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::line::commune_name;
use crate::PersonId;

/// A person, in as many words as a list needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonBrief {
    /// Which.
    pub id: PersonId,
    /// Family name in use.
    pub family: String,
    /// Given name.
    pub given: String,
    /// `female`, `male` or `unknown`.
    pub sex: String,
    /// ISO date.
    pub birth_date: String,
    /// Name of the commune.
    pub commune: Option<String>,
    /// Code of the identity status.
    pub identity_status: String,
}

/// What a [`PersonBrief`] is read from.
#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct BriefRow {
    person_id: Uuid,
    family: String,
    used_family: Option<String>,
    given: String,
    sex: String,
    birth_date: String,
    commune: Option<String>,
    identity_status: String,
}

/// What [`BriefRow`] wants of the person `p`.
pub(crate) const BRIEF: &str =
    "p.id AS person_id, p.family, p.used_family, p.given, p.sex, p.birth_date, p.commune, p.identity_status";

impl From<BriefRow> for PersonBrief {
    fn from(row: BriefRow) -> Self {
        Self {
            id: row.person_id.into(),
            family: row.used_family.unwrap_or(row.family),
            given: row.given,
            sex: row.sex,
            birth_date: row.birth_date,
            commune: commune_name(row.commune.as_deref()),
            identity_status: row.identity_status,
        }
    }
}
