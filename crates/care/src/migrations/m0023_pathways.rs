use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// Pathways: which steps, as they were when it began, and what happened.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("pathway", &["id"])
            .id("id")
            .id("person_id")
            .text("program")
            .text("code")
            .number("version")
            .text("rules")
            .instant("opened_at")
            .id("role_id")
            .text("status")
            .text_null("step")
            .instant_null("planned_at")
            .number("due_key")
            .flag("without_gp")
            .of("person_id", "person")
            .of("role_id", "practitioner_role")
            .index(&["person_id", "opened_at"])
            .index(&["status", "due_key", "id"])
            .create(manager)
            .await?;
        sheet("pathway_fact", &["pathway_id", "seq"])
            .id("pathway_id")
            .number("seq")
            .text("kind")
            .instant("at")
            .instant("recorded_at")
            .id("role_id")
            .id("practitioner_id")
            .text("body")
            .text_null("counts")
            .of("pathway_id", "pathway")
            .of("role_id", "practitioner_role")
            .of("practitioner_id", "practitioner")
            .index(&["counts", "at"])
            .wide()
            .create(manager)
            .await
    }
}
