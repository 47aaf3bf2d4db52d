use sea_orm_migration::prelude::*;

use super::sheet::sheet;

/// Accounts, their credentials, sessions, single-use links and the throttle.
#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sheet("account", &["id"])
            .id("id")
            .text("login")
            .id("practitioner_id")
            .text_null("locale")
            .id_null("last_role_id")
            .instant_null("last_signed_in_at")
            .instant("created_at")
            .instant_null("disabled_at")
            .of("practitioner_id", "practitioner")
            .of("last_role_id", "practitioner_role")
            .unique(&["login"])
            .index(&["practitioner_id"])
            .index(&["created_at", "id"])
            .create(manager)
            .await?;
        // What proves that somebody is the holder of an account: a password, a one-time-code generator, a recovery
        // code. `subject` tells apart those of one kind, and is empty where an account has at most one.
        sheet("credential", &["id"])
            .id("id")
            .id("account_id")
            .text("kind")
            .text("subject")
            .text("secret")
            .flag("temporary")
            .number_null("step")
            .instant("created_at")
            .instant_null("confirmed_at")
            .instant_null("used_at")
            .of("account_id", "account")
            .unique(&["account_id", "kind", "subject"])
            .create(manager)
            .await?;
        sheet("session", &["hash"])
            .text("hash")
            .id("account_id")
            .id("role_id")
            .instant("created_at")
            .instant("seen_at")
            .instant("expires_at")
            .instant_null("stepped_up_at")
            .flag("awaiting_factor")
            .of("account_id", "account")
            .of("role_id", "practitioner_role")
            .index(&["account_id"])
            .index(&["expires_at"])
            .create(manager)
            .await?;
        sheet("throttle", &["key"])
            .text("key")
            .number("failures")
            .instant("window_from")
            .instant_null("blocked_until")
            .create(manager)
            .await?;
        sheet("single_use_link", &["id"])
            .id("id")
            .text("hash")
            .text("purpose")
            .id("subject_id")
            .instant("created_at")
            .instant("expires_at")
            .instant_null("used_at")
            .id_null("created_by")
            .unique(&["hash"])
            .create(manager)
            .await
    }
}
