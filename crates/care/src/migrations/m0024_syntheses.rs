use sea_orm_migration::prelude::*;

use super::sheet::{facts, sheet};

/// Syntheses: every text that each had, who signed which, and what was frozen.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("synthesis", &["id"])
            .id("id")
            .id("person_id")
            .id("pathway_id")
            .text("step")
            .text("locale")
            .text("needed")
            .instant("opened_at")
            .id("role_id")
            .text("status")
            .instant_null("signed_at")
            .text_null("frozen")
            .text_null("sha256")
            .of("person_id", "person")
            .of("pathway_id", "pathway")
            .of("role_id", "practitioner_role")
            .index(&["person_id", "opened_at"])
            .index(&["pathway_id"])
            .create(manager)
            .await?;
        facts("synthesis_fact", "synthesis_id", "synthesis").create(manager).await
    }
}
