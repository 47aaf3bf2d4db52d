use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer_null, text_null};

use super::sheet::index;

/// The column of the board in which an application stands, and the day on which it goes over into another without anybody doing
/// anything. What lists ask of a person, whether their record is open, stands in an index of its own. Rows that are there are
/// projected when the house opens.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [integer_null("stands"), text_null("turns_on"), integer_null("turns_to")] {
            manager.alter_table(Table::alter().table("right_application").add_column(column).take()).await?;
        }
        let old = Index::drop().name("right_application_board").table("right_application").to_owned();
        manager.drop_index(old).await?;
        for (name, table, columns) in [
            (
                "right_application_board",
                "right_application",
                [
                    "person_id",
                    "stands",
                    "turns_on",
                    "turns_to",
                    "due_on",
                    "id",
                    "right_code",
                    "status",
                    "silence_on",
                    "silence_means",
                    "renew_on",
                    "upkeep_on",
                ]
                .as_slice(),
            ),
            ("person_open", "person", ["id", "merged_into", "opposed_at", "closed"].as_slice()),
        ] {
            index(manager, (name, table), columns).await?;
        }
        Ok(())
    }
}
