use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// Spreadsheets that were handed in, and what became of each of their lines.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("import", &["id"])
            .id("id")
            .id("role_id")
            .id("practitioner_id")
            .instant("at")
            .text("name")
            .flag("serials")
            .text("headings")
            .text_null("mapping")
            .number("lines")
            .text_null("around")
            .instant_null("begun_at")
            .instant_null("done_at")
            .instant_null("undone_at")
            .of("role_id", "practitioner_role")
            .of("practitioner_id", "practitioner")
            .index(&["role_id", "at"])
            .wide()
            .create(manager)
            .await?;
        sheet("import_line", &["import_id", "line"])
            .id("import_id")
            .number("line")
            .text("cells")
            .instant_null("done_at")
            .id_null("person_id")
            .flag("person_created")
            .id_null("application_id")
            .number("entries")
            .instant_null("undone_at")
            .text_null("stays")
            .text_null("taken")
            .of("import_id", "import")
            .of("person_id", "person")
            .index(&["person_id"])
            .index(&["application_id"])
            .wide()
            .create(manager)
            .await
    }
}
