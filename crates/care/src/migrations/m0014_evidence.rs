use sea_orm_migration::prelude::*;

/// To which fact of a history a document is joined.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let part = ColumnDef::new("part").big_integer().null().take();
        manager.alter_table(Table::alter().table("attachment").add_column(part).take()).await
    }
}
