//! What an administrator does with accounts. They never see what the accounts open.

use policy::{Action, Reason, Resource};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use store::Tx;

use super::administrators::others;
use super::credentials::NewPassword;
use super::listing::line;
use super::password::Password;
use super::rows::{Login, account, taken};
use super::{AccountLine, Shown, factor, sessions};
use crate::directory::rows::practitioner;
use crate::{AccountId, Ctx, Error, PractitionerId, Result};

/// An account to be opened for a professional of the directory.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The name to sign in with.
    pub login: Login,
    /// Whose account.
    pub practitioner: PractitionerId,
    /// The password; drawn by chance if absent.
    pub password: Option<Password>,
}

/// An account just opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The account.
    pub account: AccountId,
    /// The password drawn for it, shown once.
    pub password: Option<Shown>,
}

/// Whether the actor may manage accounts.
pub(super) fn permit(ctx: &Ctx) -> Result<Reason> {
    ctx.permit(Action::ManageAccounts, &Resource::Territory(ctx.territory()))
}

/// Opens an account. A login that is taken is [`Error::Invalid`].
pub async fn add(ctx: &Ctx, new: NewAccount) -> Result<Added> {
    let reason = permit(ctx)?;
    let (password, shown) = match new.password {
        Some(password) => (NewPassword::chosen(ctx, password).await?, None),
        None => {
            let (password, shown) = Password::drawn(ctx.house());
            (NewPassword::drawn(ctx, password).await?, Some(shown))
        }
    };
    let (login, holder) = (new.login, new.practitioner.uuid());
    let account = ctx
        .write(move |ctx, tx| async move {
            let known = practitioner::Entity::find_by_id((ctx.territory(), holder)).one(&tx).await?;
            known.ok_or(Error::NotFound)?;
            let account: AccountId = ctx.new_id();
            let row = account::Model {
                territory_id: ctx.territory(),
                id: account.uuid(),
                login: login.as_str().to_owned(),
                practitioner_id: holder,
                locale: None,
                last_role_id: None,
                last_signed_in_at: None,
                created_at: ctx.now().as_microsecond(),
                disabled_at: None,
            };
            row.insert(&tx).await.map_err(|error| taken(error, "login"))?;
            password.set(&ctx, &tx, account).await?;
            ctx.record(&tx, "account.added", ("account", account.uuid()), None, &reason).await?;
            Ok(account)
        })
        .await?;
    Ok(Added { account, password: shown })
}

/// Draws a new password, shown once; every session of the account ends.
pub async fn reset(ctx: &Ctx, account: AccountId) -> Result<Shown> {
    let reason = permit(ctx)?;
    let (password, shown) = Password::drawn(ctx.house());
    let password = NewPassword::drawn(ctx, password).await?;
    ctx.write(move |ctx, tx| async move {
        lock(&tx, &ctx, account).await?;
        password.set(&ctx, &tx, account).await?;
        sessions::close_all(&ctx, &tx, account, None).await?;
        ctx.record(&tx, "account.password-reset", ("account", account.uuid()), None, &reason).await
    })
    .await?;
    Ok(shown)
}

/// Takes the second factor away from somebody who lost it, recovery codes and all; every session of the account ends.
pub async fn remove_factor(ctx: &Ctx, account: AccountId) -> Result<()> {
    let reason = permit(ctx)?;
    ctx.write(move |ctx, tx| async move {
        lock(&tx, &ctx, account).await?;
        factor::remove(&ctx, &tx, account).await?;
        sessions::close_all(&ctx, &tx, account, None).await?;
        ctx.record(&tx, "account.factor-removed", ("account", account.uuid()), None, &reason).await
    })
    .await
}

/// Lets nobody sign in any more, and ends every session. Done twice it is done once.
pub async fn disable(ctx: &Ctx, account: AccountId) -> Result<()> {
    let reason = permit(ctx)?;
    if let Ok(actor) = ctx.actor().professional()
        && line(ctx, account).await?.practitioner == actor.practitioner()
    {
        // Somebody must be left to enable it again.
        return Err(Error::conflict("conflict-own-account"));
    }
    ctx.write(move |ctx, tx| async move {
        if ctx.actor().professional().is_ok() {
            let others = others(&ctx, &tx, account).await?;
            if others.administers && others.left == 0 {
                return Err(Error::conflict("conflict-last-administrator"));
            }
        }
        let mut row = lock(&tx, &ctx, account).await?;
        if row.disabled_at.is_some() {
            return Ok(());
        }
        row.disabled_at = Some(ctx.now().as_microsecond());
        row.save(&tx).await?;
        sessions::close_all(&ctx, &tx, account, None).await?;
        ctx.record(&tx, "account.disabled", ("account", account.uuid()), None, &reason).await
    })
    .await
}

/// Lets the holder sign in again.
pub async fn enable(ctx: &Ctx, account: AccountId) -> Result<()> {
    let reason = permit(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let mut row = lock(&tx, &ctx, account).await?;
        if row.disabled_at.take().is_none() {
            return Ok(());
        }
        row.save(&tx).await?;
        ctx.record(&tx, "account.enabled", ("account", account.uuid()), None, &reason).await
    })
    .await
}

/// The account with this login.
pub async fn find(ctx: &Ctx, login: &Login) -> Result<AccountId> {
    permit(ctx)?;
    let row = account::Entity::find()
        .filter(account::Column::TerritoryId.eq(ctx.territory()))
        .filter(account::Column::Login.eq(login.as_str()))
        .one(&ctx.reader())
        .await?;
    row.map(|row| row.id.into()).ok_or(Error::NotFound)
}

/// One account.
pub async fn open(ctx: &Ctx, account: AccountId) -> Result<AccountLine> {
    permit(ctx)?;
    line(ctx, account).await
}

/// Reads an account and keeps others from changing it until the act ends.
pub(super) async fn lock(tx: &Tx, ctx: &Ctx, account: AccountId) -> Result<account::Model> {
    let row = account::Entity::find_by_id((ctx.territory(), account.uuid())).lock_exclusive().one(tx).await?;
    row.ok_or(Error::NotFound)
}
