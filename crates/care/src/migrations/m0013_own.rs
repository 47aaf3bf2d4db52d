use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// The accesses that persons were given to their own page, and what they asked there.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("own_access", &["id"])
            .id("id")
            .id("person_id")
            .id("role_id")
            .instant("at")
            .instant("expires_at")
            .text("code")
            .number("tries")
            .text_null("session")
            .instant_null("opened_at")
            .instant_null("until_at")
            .of("person_id", "person")
            .of("role_id", "practitioner_role")
            .index(&["person_id", "at"])
            .index(&["session"])
            .create(manager)
            .await?;
        sheet("own_question", &["id"])
            .id("id")
            .id("person_id")
            .id("access_id")
            .instant("at")
            .text("text")
            .instant_null("answered_at")
            .id_null("answered_by")
            .text_null("answer")
            .of("person_id", "person")
            .of("access_id", "own_access")
            .of("answered_by", "practitioner_role")
            .index(&["person_id", "at"])
            .wide()
            .create(manager)
            .await
    }
}
