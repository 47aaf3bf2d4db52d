use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// What people write into a record: until when it lasts, for whom it is kept, what became of it; when
/// somebody last looked.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            ColumnDef::new("restricted").boolean().not_null().default(false).take(),
            // Until when a fact that lasts has lasted.
            ColumnDef::new("until_at").big_integer().null().take(),
            // Entered by mistake: kept, and shown as such to those who could read it.
            ColumnDef::new("withdrawn_at").big_integer().null().take(),
            // How many changes it has seen.
            ColumnDef::new("changes").big_integer().not_null().default(0).take(),
        ] {
            manager.alter_table(Table::alter().table("entry").add_column(column).take()).await?;
        }
        sheet("entry_reader", &["entry_id", "practitioner_id"])
            .id("entry_id")
            .id("practitioner_id")
            .of("entry_id", "entry")
            .of("practitioner_id", "practitioner")
            .create(manager)
            .await?;
        let named = "INSERT INTO entry_reader (territory_id, entry_id, practitioner_id) \
                     SELECT territory_id, id, restricted_to FROM entry WHERE restricted_to IS NOT NULL";
        let connection = manager.get_connection();
        connection.execute_unprepared(named).await?;
        connection
            .execute_unprepared("UPDATE entry SET restricted = TRUE WHERE restricted_to IS NOT NULL")
            .await?;
        manager.alter_table(Table::alter().table("entry").drop_column("restricted_to").take()).await?;
        sheet("person_look", &["practitioner_id", "person_id"])
            .id("practitioner_id")
            .id("person_id")
            .instant("at")
            .instant_null("before_at")
            .of("practitioner_id", "practitioner")
            .of("person_id", "person")
            .create(manager)
            .await?;
        sheet("entry_change", &["entry_id", "seq"])
            .id("entry_id")
            .number("seq")
            .text("kind")
            .instant("at")
            .id("role_id")
            .text("body")
            .of("entry_id", "entry")
            .of("role_id", "practitioner_role")
            .wide()
            .create(manager)
            .await
    }
}
