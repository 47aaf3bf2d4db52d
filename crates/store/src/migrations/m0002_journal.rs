//! What the journal is read by: who acted, and when the whole was checked last.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::prelude::{
    ConditionalStatement, DbErr, Expr, ExprTrait, Index, MigrationName, MigrationTrait, SchemaManager,
};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m0002_journal"
    }
}

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let actor = Index::create()
            .name("audit_event_actor")
            .table("audit_event")
            .col("territory_id")
            .col("actor_id")
            .col("id")
            .take();
        manager.create_index(actor).await?;
        let verified = Index::create()
            .name("audit_event_verified")
            .table("audit_event")
            .col("territory_id")
            .col("id")
            .and_where(Expr::col("action").eq("journal.verified"))
            .take();
        manager.create_index(verified).await
    }
}
