use sea_orm_migration::prelude::*;

use super::sheet::{facts, sheet};

/// Referrals, and what happened to each.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("referral", &["id"])
            .id("id")
            .id("person_id")
            .text("program")
            .text("code")
            .text("rules")
            .text("toward")
            .text("professions")
            .instant("sent_at")
            .id("sender_id")
            .id("sender_role_id")
            .id("sender_organization_id")
            .id_null("named_id")
            .id_null("receiver_id")
            .id_null("receiver_organization_id")
            .text("status")
            .number("due_key")
            .instant_null("open_until")
            .of("person_id", "person")
            .of("sender_id", "practitioner")
            .of("sender_role_id", "practitioner_role")
            .of("sender_organization_id", "organization")
            .of("named_id", "practitioner")
            .of("receiver_id", "practitioner")
            .of("receiver_organization_id", "organization")
            .index(&["person_id", "sent_at"])
            .index(&["sender_id", "status"])
            .index(&["receiver_id", "status"])
            .index(&["named_id", "status"])
            .index(&["program", "status", "due_key"])
            .index(&["sender_organization_id", "status"])
            .index(&["receiver_organization_id", "status"])
            .create(manager)
            .await?;
        facts("referral_fact", "referral_id", "referral").create(manager).await
    }
}
