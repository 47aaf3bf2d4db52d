use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// The questionnaires that a territory brings in, version by version.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("questionnaire", &["id"])
            .id("id")
            .text("url")
            .text("version")
            .text("body")
            .instant("added_at")
            .id_null("role_id")
            .instant_null("retired_at")
            .of("role_id", "practitioner_role")
            .unique(&["url", "version"])
            .create(manager)
            .await
    }
}
