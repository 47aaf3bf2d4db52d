use sea_orm_migration::prelude::*;

/// The parts of their record that a person closed, to everybody or to one professional, as the policy is told of them.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let closed = ColumnDef::new("closed").text().not_null().default("").take();
        manager.alter_table(Table::alter().table("person").add_column(closed).take()).await
    }
}
