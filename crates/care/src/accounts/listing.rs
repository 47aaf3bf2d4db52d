//! Accounts as a list: how each stands.

use jiff::Timestamp;
use kernel::clock::from_micros;
use kernel::{Cursor, Page};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::manage::permit;
use super::rows::{Kind, Login};
use crate::directory::display_name;
use crate::sql::sql;
use crate::{AccountId, Ctx, Error, PractitionerId, Result};

/// How many accounts stand on a page.
const PAGE: usize = 50;

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

pub(super) async fn line(ctx: &Ctx, account: AccountId) -> Result<AccountLine> {
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

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_typed_is_no_pattern() {
        assert_eq!(super::beginning("a_b%c!"), "a!_b!%c!!%");
    }
}
