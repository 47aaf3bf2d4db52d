//! The measurements and health problems that came with a questionnaire: entries of their own, found again by identifiers that follow
//! from its own.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use store::Tx;

use super::content::Content;
use super::sort::Sort;
use crate::access::entries::entry;
use crate::{Ctx, EntryId, Result};

/// The identifier of what came with a questionnaire: sent twice, it is written once. Nothing for what comes with none.
pub(crate) fn beside_of(questionnaire: EntryId, content: &Content) -> Option<EntryId> {
    let code = match content {
        Content::Measurement { measure, .. } => measure.loinc().to_owned(),
        Content::Problem { icd10: Some(icd10), .. } => icd10.to_string(),
        _ => return None,
    };
    let mut hash = Sha256::new();
    hash.update(questionnaire.uuid().as_bytes());
    hash.update(code.as_bytes());
    let bytes: [u8; 16] = hash.finalize()[..16].try_into().expect("a hash is longer than an identifier");
    Some(uuid::Builder::from_custom_bytes(bytes).into_uuid().into())
}

/// What came with a questionnaire and stands: it is taken back with it.
pub(super) async fn standing(ctx: &Ctx, tx: &Tx, of: &entry::Model) -> Result<Vec<entry::Model>> {
    let found = entry::Entity::find()
        .filter(entry::Column::TerritoryId.eq(ctx.territory()))
        .filter(entry::Column::PersonId.eq(of.person_id))
        .filter(entry::Column::Kind.is_in([Sort::Measurement, Sort::Problem].map(Sort::code)))
        .filter(entry::Column::ObjectKind.eq("entry"))
        .filter(entry::Column::RoleId.eq(of.role_id))
        .filter(entry::Column::WithdrawnAt.is_null());
    let mut all = found.order_by_asc(entry::Column::Id).all(tx).await?;
    let questionnaire = EntryId::from(of.id);
    // One that was corrected since says something else under its own identifier: it is of its author's own word by now.
    all.retain(|row| {
        let content = serde_json::from_str::<Content>(&row.body).ok();
        content.and_then(|content| beside_of(questionnaire, &content)).map(EntryId::uuid) == Some(row.id)
    });
    Ok(all)
}
