//! What an administrator does with accounts. They never see what the accounts open.

use std::collections::BTreeSet;

use jiff::Timestamp;
use kernel::clock::from_micros;
use kernel::{Cursor, Locale, Page};
use policy::{Action, Function, Reason, Resource};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Value};
use store::Tx;
use uuid::Uuid;

use super::credentials::NewPassword;
use super::password::Password;
use super::rows::{Kind, Login, account, taken};
use super::{PasswordLink, Shown, factor, own, sessions};
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
    /// A password was chosen or drawn.
    pub has_password: bool,
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

/// An account to be opened whose holder chooses the password through a link.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The name to sign in with.
    pub login: Login,
    /// Whose account.
    pub practitioner: PractitionerId,
    /// The language in which they read, where it is known.
    pub locale: Option<Locale>,
}

/// Opens an account without a password, and makes the link with which its holder chooses one. Sent twice, the account
/// is opened once and the link shown last is the good one. A login that is taken is [`Error::Invalid`]; a professional
/// who has an account already is a conflict.
pub async fn invite(ctx: &Ctx, new: Invitation) -> Result<(AccountId, PasswordLink)> {
    let reason = permit(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let holder = new.practitioner.uuid();
        let known = practitioner::Entity::find_by_id((ctx.territory(), holder)).lock_exclusive();
        known.one(&tx).await?.ok_or(Error::invalid("practitioner", "fault-choice"))?;
        let existing = account::Entity::find()
            .filter(account::Column::TerritoryId.eq(ctx.territory()))
            .filter(account::Column::PractitionerId.eq(holder))
            .one(&tx)
            .await?;
        let account = match existing {
            Some(row) if row.login == new.login.as_str() && row.last_signed_in_at.is_none() => row.id.into(),
            Some(_) => return Err(Error::conflict("conflict-has-account")),
            None => open_account(&ctx, &tx, &new, &reason).await?,
        };
        let link = own::make_link(&ctx, &tx, account, &reason).await?;
        Ok((account, link))
    })
    .await
}

async fn open_account(ctx: &Ctx, tx: &Tx, new: &Invitation, reason: &Reason) -> Result<AccountId> {
    let account: AccountId = ctx.new_id();
    let row = account::Model {
        territory_id: ctx.territory(),
        id: account.uuid(),
        login: new.login.as_str().to_owned(),
        practitioner_id: new.practitioner.uuid(),
        locale: new.locale.map(|locale| locale.tag().to_owned()),
        last_role_id: None,
        last_signed_in_at: None,
        created_at: ctx.now().as_microsecond(),
        disabled_at: None,
    };
    row.insert(tx).await.map_err(|error| taken(error, "login"))?;
    ctx.record(tx, "account.added", ("account", account.uuid()), None, reason).await?;
    Ok(account)
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
            let others = other_administrators(&ctx, &tx, account).await?;
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

/// Who administers, beside the holder of an account.
struct Others {
    /// The holder of the account administers today.
    administers: bool,
    /// How many others could still sign in and do so.
    left: usize,
}

/// Counts the administrators, and keeps others from disabling them until the act ends: of two who disable each other
/// at once, one stays.
async fn other_administrators(ctx: &Ctx, tx: &Tx, account: AccountId) -> Result<Others> {
    #[derive(FromQueryResult)]
    struct Holder {
        id: Uuid,
        functions: String,
    }
    let now = ctx.now().as_microsecond();
    let like = format!("%{}%", Function::Administrator.as_str());
    let statement = sql(
        tx,
        "SELECT a.id, r.functions FROM account a JOIN practitioner_role r ON r.territory_id = a.territory_id \
         AND r.practitioner_id = a.practitioner_id WHERE a.territory_id = ? AND a.disabled_at IS NULL \
         AND r.from_at <= ? AND (r.until_at IS NULL OR r.until_at > ?) AND r.functions LIKE ?",
        vec![ctx.territory().into(), now.into(), now.into(), like.into()],
    );
    // By id, in the same order for everybody, so that two acts never wait for each other.
    let mut holders = BTreeSet::new();
    for row in Holder::find_by_statement(statement).all(tx).await? {
        let functions: BTreeSet<Function> = serde_json::from_str(&row.functions)?;
        if functions.contains(&Function::Administrator) {
            holders.insert(row.id);
        }
    }
    let mut others = Others { administers: false, left: 0 };
    for id in holders {
        let enabled = lock(tx, ctx, id.into()).await?.disabled_at.is_none();
        if id == account.uuid() {
            others.administers = enabled;
        } else {
            others.left += usize::from(enabled);
        }
    }
    Ok(others)
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

/// Which accounts are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccountFilter {
    /// How a login or a word of the holder's name begins; empty for all.
    pub text: String,
    /// How they stand.
    pub state: Option<AccountState>,
}

/// How an account stands, where that calls for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// Nobody may sign in.
    Disabled,
    /// Nobody ever signed in.
    NeverUsed,
    /// No second factor is asked.
    WithoutFactor,
}

impl AccountState {
    /// Every state, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::NeverUsed, Self::WithoutFactor, Self::Disabled];

    /// The code in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::NeverUsed => "never_used",
            Self::WithoutFactor => "without_factor",
        }
    }

    /// The state of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// What it means on an account `a`.
    const fn condition(self) -> &'static str {
        match self {
            Self::Disabled => "AND a.disabled_at IS NOT NULL ",
            Self::NeverUsed => "AND a.last_signed_in_at IS NULL AND a.disabled_at IS NULL ",
            Self::WithoutFactor => {
                "AND a.disabled_at IS NULL AND NOT EXISTS (SELECT 1 FROM credential f \
                 WHERE f.territory_id = a.territory_id AND f.account_id = a.id AND f.kind = 'totp' \
                 AND f.confirmed_at IS NOT NULL) "
            }
        }
    }
}

/// A page of accounts, the latest first.
pub async fn list(ctx: &Ctx, filter: &AccountFilter, after: Option<Cursor>) -> Result<Page<AccountLine>> {
    permit(ctx)?;
    let db = ctx.reader();
    let mut wanted = String::new();
    let mut values: Vec<Value> = Vec::new();
    let typed = Login::typed(&filter.text);
    if !typed.as_str().is_empty() {
        wanted.push_str("AND (a.login LIKE ? ESCAPE '!'");
        values.push(beginning(typed.as_str()).into());
        if let Some((named, keys)) = crate::directory::named("p.id", &filter.text, ctx.territory()) {
            wanted.push_str(" OR ");
            wanted.push_str(&named);
            values.extend(keys);
        }
        wanted.push_str(") ");
    }
    if let Some(state) = filter.state {
        wanted.push_str(state.condition());
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
    passwords: i64,
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
          AND c.kind = ?) AS passwords, \
         (SELECT COUNT(*) FROM credential c WHERE c.territory_id = a.territory_id AND c.account_id = a.id \
          AND c.kind = ? AND c.temporary) AS temporary \
         FROM account a JOIN practitioner p ON p.territory_id = a.territory_id AND p.id = a.practitioner_id \
         WHERE a.territory_id = ? {wanted}"
    );
    let mut values = vec![Kind::Totp.code(), Kind::Password.code(), Kind::Password.code()]
        .into_iter()
        .map(Value::from)
        .collect::<Vec<_>>();
    values.push(ctx.territory().into());
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
            has_password: row.passwords > 0,
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
