use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;

use super::sheet::index;

/// The pathway on which an invitation asks somebody to take over, where it does.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let pathway = uuid_null("pathway_id");
        manager.alter_table(Table::alter().table("team_invitation").add_column(pathway).take()).await?;
        index(manager, ("team_invitation_pathway", "team_invitation"), &["pathway_id"]).await
    }
}
