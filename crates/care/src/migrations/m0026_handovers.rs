use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// Links by which a doctor without an account is asked to take over a person.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("handover_link", &["id"])
            .id("id")
            .id("pathway_id")
            .number("seq")
            .id("role_id")
            .instant("at")
            .instant("expires_at")
            .text("code")
            .number("tries")
            .text_null("session")
            .instant_null("opened_at")
            .instant_null("until_at")
            .of("pathway_id", "pathway")
            .of("role_id", "practitioner_role")
            .index(&["pathway_id"])
            .index(&["session"])
            .create(manager)
            .await
    }
}
