use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// Invitations to join care teams.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("team_invitation", &["id"])
            .id("id")
            .id("person_id")
            .id("role_id")
            .id("practitioner_id")
            .text_null("kind")
            .text("ground")
            .text("opens")
            .flag("replaces")
            .id("by_role_id")
            .instant("at")
            .instant("until_at")
            .text_null("answer")
            .instant_null("answered_at")
            .text_null("why")
            .of("person_id", "person")
            .of("role_id", "practitioner_role")
            .of("by_role_id", "practitioner_role")
            .index(&["person_id", "at"])
            .index(&["practitioner_id", "until_at"])
            .create(manager)
            .await
    }
}
