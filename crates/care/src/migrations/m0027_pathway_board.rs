use sea_orm_migration::prelude::*;

use super::sheet::index;

/// All that the board of pathways asks of one, so that none is looked up beside its index: the steps of a pathway are long, and
/// what stands behind them in its row costs a page more to read.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, columns) in [
            (
                "pathway_queue",
                ["status", "due_key", "id", "program", "step", "person_id", "planned_at"].as_slice(),
            ),
            ("pathway_counted", ["person_id", "status", "program", "step", "due_key"].as_slice()),
        ] {
            index(manager, (name, "pathway"), columns).await?;
        }
        Ok(())
    }
}
