use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// Records opened for a vital need, and the attempts at it.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("break_glass", &["id"])
            .id("id")
            .id("role_id")
            .id("practitioner_id")
            .instant("at")
            .text("need")
            .text("reason")
            .text("sought")
            .id_null("person_id")
            .instant_null("until_at")
            .instant_null("reviewed_at")
            .id_null("reviewed_by")
            .text_null("verdict")
            .text_null("comment")
            .of("role_id", "practitioner_role")
            .of("practitioner_id", "practitioner")
            .of("person_id", "person")
            .of("reviewed_by", "practitioner_role")
            .index(&["practitioner_id", "at"])
            .index(&["reviewed_at", "at"])
            .wide()
            .create(manager)
            .await
    }
}
