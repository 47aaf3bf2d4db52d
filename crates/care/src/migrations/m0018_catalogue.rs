use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// What the territory corrected in the catalogue of rights.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("right_correction", &["right_code", "seq"])
            .text("right_code")
            .number("seq")
            .instant("at")
            .id("role_id")
            .text_null("body")
            .of("role_id", "practitioner_role")
            .wide()
            .create(manager)
            .await
    }
}
