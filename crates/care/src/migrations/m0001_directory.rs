use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// Who works in the territory, where, and for which programme.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("territory")
                    .col(sea_orm_migration::schema::pk_uuid("id"))
                    .col(sea_orm_migration::schema::text("name"))
                    .col(sea_orm_migration::schema::text("region"))
                    .to_owned(),
            )
            .await?;
        sheet("organization", &["id"])
            .id("id")
            .text("kind")
            .text("name")
            .text_null("finess")
            .text_null("phone")
            .text_null("address")
            .text_null("postal_code")
            .text_null("commune")
            .id_null("part_of")
            .text("sort_key")
            .number("version")
            .instant("created_at")
            .instant("updated_at")
            .id_null("updated_by")
            .of("part_of", "organization")
            .index(&["finess"])
            .index(&["sort_key", "id"])
            .index(&["part_of"])
            .create(manager)
            .await?;
        sheet("organization_key", &["key", "organization_id"])
            .text("key")
            .id("organization_id")
            .of("organization_id", "organization")
            .index(&["organization_id"])
            .create(manager)
            .await?;
        sheet("practitioner", &["id"])
            .id("id")
            .text("title")
            .text("family")
            .text("given")
            .text_null("rpps")
            .text_null("phone")
            .text_null("email")
            .text("sort_key")
            .number("version")
            .instant("created_at")
            .instant("updated_at")
            .id_null("updated_by")
            .unique(&["rpps"])
            .index(&["sort_key", "id"])
            .create(manager)
            .await?;
        sheet("practitioner_key", &["key", "practitioner_id"])
            .text("key")
            .id("practitioner_id")
            .of("practitioner_id", "practitioner")
            .index(&["practitioner_id"])
            .create(manager)
            .await?;
        sheet("practitioner_role", &["id"])
            .id("id")
            .id("practitioner_id")
            .id("organization_id")
            .text("profession")
            .text("functions")
            .instant("from_at")
            .instant_null("until_at")
            .of("practitioner_id", "practitioner")
            .of("organization_id", "organization")
            .index(&["practitioner_id"])
            .index(&["organization_id"])
            .create(manager)
            .await?;
        sheet("program_membership", &["id"])
            .id("id")
            .text("program")
            .id("role_id")
            .text("program_role")
            .instant("from_at")
            .instant_null("until_at")
            .of("role_id", "practitioner_role")
            .index(&["role_id"])
            .index(&["program", "program_role"])
            .create(manager)
            .await?;
        sheet("absence", &["id"])
            .id("id")
            .id("practitioner_id")
            .instant("from_at")
            .instant("until_at")
            .id_null("substitute_id")
            .instant("recorded_at")
            .instant_null("withdrawn_at")
            .of("practitioner_id", "practitioner")
            .of("substitute_id", "practitioner")
            .index(&["practitioner_id", "until_at"])
            .index(&["substitute_id", "until_at"])
            .create(manager)
            .await
    }
}
