use sea_orm_migration::prelude::*;

/// The lines of the journal that tell who opened the rights of a person, for the figure of adoption.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::create()
            .name("audit_event_rights_opened")
            .table("audit_event")
            .col("territory_id")
            .col("at")
            .and_where(Expr::col("action").is_in(["right.list", "right.read"]))
            .take();
        manager.create_index(index).await
    }
}
