use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// The public directory of professionals, as it was published: apart from those who have an account here.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("directory_import", &["id"])
            .id("id")
            .number("number")
            .id_null("role_id")
            .instant("at")
            .text("name")
            .text("sha256")
            .number("lines")
            .number("taken")
            .number("updated")
            .number("unchanged")
            .number("repeated")
            .number("refused")
            .number("closed")
            .number("numbered")
            .number("held")
            .instant_null("done_at")
            .of("role_id", "practitioner_role")
            .unique(&["number"])
            .create(manager)
            .await?;
        // Who is nearest is asked by profession and square of the map, and told from the index alone: the position, the
        // speciality and whether new patients are taken stand in it. The rows are then found by their key, as many as are
        // shown.
        sheet("public_practice", &["id"])
            .id("id")
            .number("number")
            .text("national_id")
            .text_null("rpps")
            .text("title")
            .text("family")
            .text("given")
            .text("profession")
            .text_null("category")
            .text_null("speciality_kind")
            .text_null("speciality")
            .text_null("mode")
            .text_null("structure_id")
            .text_null("finess")
            .text_null("siret")
            .text_null("structure_name")
            .text_null("address")
            .text_null("postal_code")
            .text_null("city")
            .text_null("commune")
            .number_null("lat")
            .number_null("lon")
            .number_null("cell")
            .number("rank")
            .text_null("phone")
            .text_null("email")
            .number("content")
            .number("seen_in")
            .instant_null("closed_at")
            .index(&["profession", "cell", "lat", "lon", "rank", "speciality", "id"])
            .create(manager)
            .await?;
        sheet("public_code", &["kind", "code"])
            .text("kind")
            .text("code")
            .text("label")
            .create(manager)
            .await?;
        sheet("practice_offer", &["id"])
            .id("id")
            .id("practice_id")
            .text("what")
            .text("value")
            .text("said_by")
            .instant("confirmed_at")
            .instant("at")
            .id_null("role_id")
            .of("practice_id", "public_practice")
            .of("role_id", "practitioner_role")
            .index(&["practice_id", "confirmed_at"])
            .create(manager)
            .await?;
        sheet("practice_standing", &["practice_id"])
            .id("practice_id")
            .text_null("new_patients")
            .text_null("protocol_partner")
            .text_null("wheelchair_access")
            .text_null("home_visits")
            .text_null("fee_sector")
            .text_null("languages")
            .instant("confirmed_at")
            .of("practice_id", "public_practice")
            .create(manager)
            .await
    }
}
