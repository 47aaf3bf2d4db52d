use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// Applications for social rights, and what happened to them.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("right_application", &["id"])
            .id("id")
            .id("person_id")
            .text("right_code")
            .text("status")
            .instant("opened_at")
            .id("role_id")
            .of("person_id", "person")
            .of("role_id", "practitioner_role")
            .index(&["person_id", "opened_at"])
            .create(manager)
            .await?;
        sheet("right_fact", &["application_id", "seq"])
            .id("application_id")
            .number("seq")
            .text("kind")
            .instant("at")
            .instant("recorded_at")
            .id("role_id")
            .id("practitioner_id")
            .text("body")
            .of("application_id", "right_application")
            .of("role_id", "practitioner_role")
            .wide()
            .create(manager)
            .await
    }
}
