//! The measurements that came with a questionnaire: entries of their own, found again by identifiers that follow from its own.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use store::Tx;

use super::measure::Measure;
use crate::access::entries::entry;
use crate::{Ctx, EntryId, Result};

/// The identifier of the measurement that came with a questionnaire: sent twice, it is written once.
pub(crate) fn beside_of(questionnaire: EntryId, measure: Measure) -> EntryId {
    let mut hash = Sha256::new();
    hash.update(questionnaire.uuid().as_bytes());
    hash.update(measure.loinc().as_bytes());
    let bytes: [u8; 16] = hash.finalize()[..16].try_into().expect("a hash is longer than an identifier");
    uuid::Builder::from_custom_bytes(bytes).into_uuid().into()
}

/// The measurements that came with a questionnaire and stand: they are taken back with it.
pub(super) async fn standing(ctx: &Ctx, tx: &Tx, of: &entry::Model) -> Result<Vec<entry::Model>> {
    let ids = Measure::ALL.iter().map(|it| beside_of(of.id.into(), *it).uuid());
    let found = entry::Entity::find()
        .filter(entry::Column::TerritoryId.eq(ctx.territory()))
        .filter(entry::Column::Id.is_in(ids))
        .filter(entry::Column::RoleId.eq(of.role_id))
        .filter(entry::Column::WithdrawnAt.is_null());
    Ok(found.order_by_asc(entry::Column::Id).all(tx).await?)
}
