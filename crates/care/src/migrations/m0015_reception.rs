use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// The book of arrivals of a structure's reception.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("arrival", &["id"])
            .id("id")
            .id("organization_id")
            .text("program")
            .id_null("person_id")
            .instant("at")
            .text("status")
            .instant("status_at")
            .text_null("destination")
            .id_null("entry_id")
            .of("organization_id", "organization")
            .of("person_id", "person")
            .of("entry_id", "entry")
            .index(&["organization_id", "program", "at", "id"])
            .index(&["program", "at"])
            .index(&["person_id"])
            .create(manager)
            .await?;
        sheet("arrival_fact", &["arrival_id", "seq"])
            .id("arrival_id")
            .number("seq")
            .text("kind")
            .instant("at")
            .instant("recorded_at")
            .id("role_id")
            .id("practitioner_id")
            .text("body")
            .of("arrival_id", "arrival")
            .of("role_id", "practitioner_role")
            .of("practitioner_id", "practitioner")
            .wide()
            .create(manager)
            .await?;
        // How somebody without a name is called in the waiting room: apart, for its row goes when the day is over.
        sheet("arrival_call", &["arrival_id"])
            .id("arrival_id")
            .text("called")
            .instant("until_at")
            .of("arrival_id", "arrival")
            .index(&["until_at"])
            .create(manager)
            .await
    }
}
