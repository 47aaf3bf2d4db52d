//! What the holder of an account does with it.

use jiff::{SignedDuration, Timestamp};
use kernel::Locale;
use policy::{Action, Reason, Resource};
use sea_orm::{ConnectionTrait, EntityTrait};
use store::Tx;

use super::attempt::{Trying, attempt};
use super::credentials::NewPassword;
use super::password::Password;
use super::rows::{Login, account};
use super::{Attempt, Session, Token, links, sessions, trace};
use crate::sql::sql;
use crate::{AccountId, Ctx, Error, Result};

/// Purpose of the links with which somebody chooses a password.
const PASSWORD: &str = "password";
/// How long such a link is good: it is handed over, not kept.
const PASSWORD_LINK: SignedDuration = SignedDuration::from_hours(24);

/// Changes the password of who knows the present one. Every other session of the account ends.
pub async fn change_password(
    ctx: &Ctx,
    session: &Session,
    present: &str,
    chosen: Password,
    client: &str,
) -> Result<Attempt<()>> {
    let new = NewPassword::chosen(ctx, chosen).await?;
    let holder = session.clone();
    let trying = Trying { action: "password.refused", client, password: Some(Password::typed(present)) };
    attempt(ctx, session, trying, move |ctx, tx| {
        Box::pin(async move {
            new.set(ctx, tx, holder.account).await?;
            sessions::close_all(ctx, tx, holder.account, Some(&holder.hash)).await?;
            trace::own(ctx, tx, None, "password.changed", holder.account).await?;
            Ok(Some(()))
        })
    })
    .await
}

/// A link just made, shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordLink {
    /// What opens it.
    pub token: Token,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// Makes a link with which the holder of an account chooses a password, so that nobody else ever knows it. Links made
/// before are worth nothing from now on.
pub async fn password_link(ctx: &Ctx, account: AccountId) -> Result<PasswordLink> {
    let reason = ctx.permit(Action::ManageAccounts, &Resource::Territory(ctx.territory()))?;
    ctx.write(move |ctx, tx| async move {
        super::manage::lock(&tx, &ctx, account).await?;
        make_link(&ctx, &tx, account, &reason).await
    })
    .await
}

/// Makes the link, in the transaction of an act that has locked the account.
pub(super) async fn make_link(
    ctx: &Ctx,
    tx: &Tx,
    account: AccountId,
    reason: &Reason,
) -> Result<PasswordLink> {
    links::revoke(ctx, tx, PASSWORD, account.uuid()).await?;
    let token = links::create(ctx, tx, PASSWORD, account.uuid(), PASSWORD_LINK).await?;
    ctx.record(tx, "account.password-link", ("account", account.uuid()), None, reason).await?;
    Ok(PasswordLink { token, expires_at: ctx.now() + PASSWORD_LINK })
}

/// Until when a password link handed out for this account is good.
pub async fn pending_link(ctx: &Ctx, account: AccountId) -> Result<Option<Timestamp>> {
    ctx.permit(Action::ManageAccounts, &Resource::Territory(ctx.territory()))?;
    links::pending(ctx, PASSWORD, account.uuid()).await
}

/// Chooses a password through a link. Every session of the account ends. `None` for `text` only looks whether the
/// link is good.
pub async fn choose_password(
    ctx: &Ctx,
    token: &str,
    text: Option<&str>,
    client: &str,
) -> Result<Attempt<Login>> {
    let link = match links::look(ctx, PASSWORD, token, client).await? {
        Attempt::Passed(link) => link,
        Attempt::Refused => return Ok(Attempt::Refused),
        Attempt::Throttled { until } => return Ok(Attempt::Throttled { until }),
    };
    let row = account::Entity::find_by_id((ctx.territory(), link.subject)).one(&ctx.reader()).await?;
    let login = Login::typed(&row.ok_or(Error::NotFound)?.login);
    let Some(text) = text else { return Ok(Attempt::Passed(login)) };
    let chosen = Password::parse(ctx.house(), "password", text, &login)
        .map_err(|fault| Error::Invalid(vec![fault]))?;
    let new = NewPassword::chosen(ctx, chosen).await?;
    links::redeem(ctx, PASSWORD, token, client, move |ctx, tx, link| async move {
        let account = AccountId::from(link.subject);
        new.set(&ctx, &tx, account).await?;
        sessions::close_all(&ctx, &tx, account, None).await?;
        trace::own(&ctx, &tx, None, "password.chosen", account).await?;
        Ok(login)
    })
    .await
}

/// Remembers the language in which the holder reads.
pub async fn set_locale(ctx: &Ctx, session: &Session, locale: Locale) -> Result<()> {
    let account = session.account;
    ctx.write(move |ctx, tx| async move {
        let values = vec![locale.tag().into(), ctx.territory().into(), account.uuid().into()];
        let text = "UPDATE account SET locale = ? WHERE territory_id = ? AND id = ?";
        tx.execute_raw(sql(&tx, text, values)).await?;
        trace::own(&ctx, &tx, None, "account.language", account).await
    })
    .await
}
