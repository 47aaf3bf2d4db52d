use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// Social accompaniment: interviews, and the goals of the plan that is made with the person.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        interviews(manager).await?;
        plan(manager).await
    }
}

/// What is said stands in entries of the record: one for whoever reads the social part, one for the author alone, one
/// for doctors while it is shared with them.
async fn interviews(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    sheet("interview", &["id"])
        .id("id")
        .id("person_id")
        .id("practitioner_id")
        .id("role_id")
        .text("status")
        .instant("at")
        .id("entry_id")
        .id_null("private_id")
        .id_null("copy_id")
        .number("version")
        .of("person_id", "person")
        .of("practitioner_id", "practitioner")
        .of("role_id", "practitioner_role")
        .of("entry_id", "entry")
        .of("private_id", "entry")
        .of("copy_id", "entry")
        .index(&["person_id", "at", "id"])
        .index(&["practitioner_id", "at"])
        .create(manager)
        .await?;
    sheet("interview_change", &["interview_id", "seq"])
        .id("interview_id")
        .number("seq")
        .text("kind")
        .flag("private")
        .instant("at")
        .id("role_id")
        .text("body")
        .of("interview_id", "interview")
        .of("role_id", "practitioner_role")
        .wide()
        .create(manager)
        .await
}

async fn plan(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    sheet("support_goal", &["id"])
        .id("id")
        .id("person_id")
        .text("status")
        .instant("opened_at")
        .id("role_id")
        .of("person_id", "person")
        .of("role_id", "practitioner_role")
        .index(&["person_id", "opened_at"])
        .create(manager)
        .await?;
    sheet("support_fact", &["goal_id", "seq"])
        .id("goal_id")
        .number("seq")
        .text("kind")
        .instant("at")
        .instant("recorded_at")
        .id("role_id")
        .id("practitioner_id")
        .text("body")
        .of("goal_id", "support_goal")
        .of("role_id", "practitioner_role")
        .of("practitioner_id", "practitioner")
        .wide()
        .create(manager)
        .await?;
    // What a step says stands in the facts of its goal; here, of which goal it is.
    sheet("support_step", &["id"])
        .id("id")
        .id("goal_id")
        .of("goal_id", "support_goal")
        .index(&["goal_id"])
        .create(manager)
        .await
}
