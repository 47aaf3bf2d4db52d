use sea_orm_migration::prelude::*;

/// In which terms the person consented: what helped, what the consent names, for what, until when.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let terms = ColumnDef::new("terms").text().not_null().default("{}").take();
        manager.alter_table(Table::alter().table("information").add_column(terms).take()).await
    }
}
