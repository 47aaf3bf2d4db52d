//! What an administrator does with accounts. They never see what the accounts open.

use jiff::Timestamp;
use kernel::clock::from_micros;
use kernel::{Cursor, Page};
use policy::{Action, Reason, Resource};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Value};
use store::Tx;
use uuid::Uuid;

use super::credentials::NewPassword;
use super::password::Password;
use super::rows::{Kind, Login, account, taken};
use super::{Shown, factor, sessions};
use crate::directory::display_name;
use crate::directory::rows::practitioner;
use crate::sql::sql;
use crate::{AccountId, Ctx, Error, PractitionerId, Result};

/// How many accounts stand on a page.
const PAGE: usize = 50;

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

/// An account as the administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// The account.
    pub id: AccountId,
    /// The name to sign in with.
    pub login: String,
    /// Whose it is.
    pub practitioner: PractitionerId,
    /// « Dr Hélène Marchetti ».
    pub name: String,
    /// A second factor is asked at sign-in.
    pub second_factor: bool,
    /// The password was drawn by somebody else than the holder.
    pub temporary_password: bool,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was last signed in to.
    pub last_signed_in_at: Option<Timestamp>,
    /// Since when nobody may sign in.
    pub disabled_at: Option<Timestamp>,
}

fn permit(ctx: &Ctx) -> Result<Reason> {
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

/// A page of accounts, the latest first; `text` keeps those whose login or holder's name begins like it.
pub async fn list(ctx: &Ctx, text: &str, after: Option<Cursor>) -> Result<Page<AccountLine>> {
    permit(ctx)?;
    let db = ctx.reader();
    let mut wanted = String::new();
    let mut values: Vec<Value> = Vec::new();
    let typed = Login::typed(text);
    if !typed.as_str().is_empty() {
        wanted.push_str("AND (a.login LIKE ? ESCAPE '!'");
        values.push(beginning(typed.as_str()).into());
        if let Some((named, keys)) = crate::directory::named("p.id", text, ctx.territory()) {
            wanted.push_str(" OR ");
            wanted.push_str(&named);
            values.extend(keys);
        }
        wanted.push_str(") ");
    }
    if let Some(after) = after {
        wanted.push_str("AND (a.created_at < ? OR (a.created_at = ? AND a.id < ?)) ");
        values.extend([after.key.into(), after.key.into(), after.id.into()]);
    }
    let order = format!("{wanted}ORDER BY a.created_at DESC, a.id DESC LIMIT {}", PAGE + 1);
    let rows = lines(ctx, &db, &order, values).await?;
    let cursor = |row: &AccountLine| Cursor { key: row.created_at.as_microsecond(), id: row.id.uuid() };
    Ok(Page::from_rows(rows, PAGE, cursor))
}

/// A pattern of `LIKE ? ESCAPE '!'` for what begins with a text.
fn beginning(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

async fn line(ctx: &Ctx, account: AccountId) -> Result<AccountLine> {
    let rows = lines(ctx, &ctx.reader(), "AND a.id = ?", vec![account.uuid().into()]).await?;
    rows.into_iter().next().ok_or(Error::NotFound)
}

#[derive(FromQueryResult)]
struct LineRow {
    id: Uuid,
    login: String,
    practitioner_id: Uuid,
    title: String,
    given: String,
    family: String,
    factors: i64,
    temporary: i64,
    created_at: i64,
    last_signed_in_at: Option<i64>,
    disabled_at: Option<i64>,
}

async fn lines(ctx: &Ctx, db: &store::Reader, wanted: &str, more: Vec<Value>) -> Result<Vec<AccountLine>> {
    let text = format!(
        "SELECT a.id, a.login, a.practitioner_id, p.title, p.given, p.family, a.created_at, a.last_signed_in_at, \
         a.disabled_at, \
         (SELECT COUNT(*) FROM credential c WHERE c.territory_id = a.territory_id AND c.account_id = a.id \
          AND c.kind = ? AND c.confirmed_at IS NOT NULL) AS factors, \
         (SELECT COUNT(*) FROM credential c WHERE c.territory_id = a.territory_id AND c.account_id = a.id \
          AND c.kind = ? AND c.temporary) AS temporary \
         FROM account a JOIN practitioner p ON p.territory_id = a.territory_id AND p.id = a.practitioner_id \
         WHERE a.territory_id = ? {wanted}"
    );
    let mut values =
        vec![Kind::Totp.code().into(), Kind::Password.code().into(), Value::from(ctx.territory())];
    values.extend(more);
    let rows = LineRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    Ok(rows.into_iter().map(AccountLine::from).collect())
}

impl From<LineRow> for AccountLine {
    fn from(row: LineRow) -> Self {
        Self {
            id: row.id.into(),
            login: row.login,
            practitioner: row.practitioner_id.into(),
            name: display_name(&row.title, &row.given, &row.family),
            second_factor: row.factors > 0,
            temporary_password: row.temporary > 0,
            created_at: from_micros(row.created_at),
            last_signed_in_at: row.last_signed_in_at.map(from_micros),
            disabled_at: row.disabled_at.map(from_micros),
        }
    }
}

/// Reads an account and keeps others from changing it until the act ends.
pub(super) async fn lock(tx: &Tx, ctx: &Ctx, account: AccountId) -> Result<account::Model> {
    let row = account::Entity::find_by_id((ctx.territory(), account.uuid())).lock_exclusive().one(tx).await?;
    row.ok_or(Error::NotFound)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_typed_is_no_pattern() {
        assert_eq!(super::beginning("a_b%c!"), "a!_b!%c!!%");
    }
}
