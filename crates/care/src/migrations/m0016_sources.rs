use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// Where entries of a record that were taken from a file come from: how exactly their dates are known, and what the source
/// said besides.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("entry_source", &["entry_id"])
            .id("entry_id")
            // Under which the source knows it: the same is not taken twice.
            .text("key")
            // What it said, and when, as it was taken: what was kept besides holds as long as the entry says the same.
            .text("body")
            .instant("at")
            .text("at_known")
            .instant_null("until_at")
            .text("until_known")
            .text("kept")
            .of("entry_id", "entry")
            .wide()
            .create(manager)
            .await
    }
}
