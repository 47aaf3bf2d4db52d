use sea_orm_migration::prelude::*;

use super::sheet::index;

/// What the boards ask of a row stands in the index that finds it: of pathways, what runs, in the order of the days by which it
/// is to be done; of rights, the applications of one person after another.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["pathway_queue", "pathway_counted", "ix_pathway_status_due_key_id"] {
            manager.drop_index(Index::drop().name(name).table("pathway").to_owned()).await?;
        }
        index(
            manager,
            ("pathway_board", "pathway"),
            &["status", "due_key", "id", "program", "step", "person_id", "planned_at"],
        )
        .await?;
        index(
            manager,
            ("right_application_board", "right_application"),
            &[
                "person_id",
                "status",
                "due_on",
                "silence_on",
                "silence_means",
                "until_on",
                "renew_on",
                "upkeep_on",
                "right_code",
                "id",
            ],
        )
        .await
    }
}
