//! What each column of a file is, as its owner says.

use serde::{Deserialize, Serialize};

use super::columns::ColumnKind;
use super::may;
use super::rows::{self, import};
use super::state::ImportAct;
use crate::directory::decode;
use crate::fields::Faults;
use crate::{Ctx, Error, ImportId, Result};

/// What each column is, as chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MappingForm {
    /// Codes of [`ColumnKind`], in the order of the columns.
    pub columns: Vec<String>,
}

/// What each column is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(Vec<ColumnKind>);

/// Without these no person is known.
const REQUIRED: [ColumnKind; 3] = [ColumnKind::Family, ColumnKind::Given, ColumnKind::BirthDate];
/// These tell of an application: they need to be told for which right.
const OF_A_RIGHT: [ColumnKind; 6] = [
    ColumnKind::OpenedOn,
    ColumnKind::FiledOn,
    ColumnKind::GrantedFrom,
    ColumnKind::GrantedUntil,
    ColumnKind::RefusedOn,
    ColumnKind::Number,
];

impl Mapping {
    /// Reads what was chosen; all that is wrong is told at once.
    pub fn parse(form: &MappingForm) -> Result<Self> {
        let mut faults = Faults::new();
        let mut kinds = Vec::with_capacity(form.columns.len());
        for code in &form.columns {
            match decode::<ColumnKind>(code.trim()) {
                Ok(kind) => kinds.push(kind),
                Err(_) => faults.push("columns", "fault-choice"),
            }
        }
        let mapping = Self(kinds);
        if REQUIRED.iter().any(|kind| !mapping.has(*kind)) {
            faults.push("columns", "fault-import-required");
        }
        let twice = |kind: &ColumnKind| mapping.0.iter().filter(|it| *it == kind).count() > 1;
        if ColumnKind::ALL.iter().any(|kind| *kind != ColumnKind::Ignored && twice(kind)) {
            faults.push("columns", "fault-import-twice");
        }
        if !mapping.has(ColumnKind::Right) && OF_A_RIGHT.iter().any(|kind| mapping.has(*kind)) {
            faults.push("columns", "fault-import-right-column");
        }
        faults.done()?;
        Ok(mapping)
    }

    /// Where something stands.
    pub fn column(&self, kind: ColumnKind) -> Option<usize> {
        self.0.iter().position(|it| *it == kind)
    }

    /// Whether some column is that.
    pub fn has(&self, kind: ColumnKind) -> bool {
        self.column(kind).is_some()
    }

    /// What each column is, in order.
    pub fn kinds(&self) -> &[ColumnKind] {
        &self.0
    }
}

/// Says what each column of a file is, as often as it takes until something of it was carried out.
///
/// # Errors
/// [`Error::NotFound`] for anybody but the author; [`Error::Conflict`] once it was begun; [`Error::Invalid`] where the file
/// has another number of columns.
pub async fn map(ctx: &Ctx, id: ImportId, mapping: Mapping) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let row = rows::lock(&ctx, &tx, id).await?;
        may(&ctx)?;
        if row.state().after(ImportAct::Mapping).is_none() {
            return Err(Error::conflict("conflict-import-begun"));
        }
        let headings: Vec<String> = serde_json::from_str(&row.headings)?;
        if headings.len() != mapping.0.len() {
            return Err(Error::invalid("columns", "fault-choice"));
        }
        let mapping = Some(serde_json::to_string(&mapping)?);
        import::Model { mapping, ..row }.save(&tx).await?;
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(codes: &[&str]) -> Vec<&'static str> {
        let columns = codes.iter().map(|it| (*it).to_owned()).collect();
        match Mapping::parse(&MappingForm { columns }) {
            Ok(_) => Vec::new(),
            Err(Error::Invalid(faults)) => faults.iter().map(|fault| fault.key).collect(),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn a_person_has_a_name_and_a_date_of_birth_and_a_date_belongs_to_a_right() {
        assert!(keys(&["family", "given", "birth_date", "ignored", "ignored"]).is_empty());
        assert!(keys(&["family", "given", "birth_date", "right", "granted_until"]).is_empty());
        assert_eq!(keys(&["family", "given"]), ["fault-import-required"]);
        assert_eq!(keys(&["family", "given", "birth_date", "family"]), ["fault-import-twice"]);
        assert_eq!(keys(&["family", "given", "birth_date", "filed_on"]), ["fault-import-right-column"]);
        assert_eq!(keys(&["family", "given", "birth_date", "robot"]), ["fault-choice"]);
    }
}
