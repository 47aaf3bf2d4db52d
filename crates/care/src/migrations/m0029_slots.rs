use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer_null, text_null, uuid_null};

use super::sheet::index;

/// Times that professionals open for the visits of a programme; with whom, and for how long, a visit is booked.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [
            ("slot", text_null("program")),
            ("slot", uuid_null("role_id")),
            ("pathway", uuid_null("planned_with")),
            ("pathway", big_integer_null("planned_minutes")),
        ] {
            manager.alter_table(Table::alter().table(table).add_column(column).take()).await?;
        }
        // What the board, the day and the agenda ask of a pathway stands in the index that finds it.
        manager.drop_index(Index::drop().name("pathway_board").table("pathway").to_owned()).await?;
        for (name, table, columns) in [
            (
                "pathway_board",
                "pathway",
                ["status", "due_key", "id", "program", "step", "person_id", "planned_at", "planned_with"]
                    .as_slice(),
            ),
            ("slot_opened", "slot", ["program", "from_at", "id"].as_slice()),
        ] {
            index(manager, (name, table), columns).await?;
        }
        Ok(())
    }
}
