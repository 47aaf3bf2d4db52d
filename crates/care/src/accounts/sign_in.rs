//! Signing in.

use jiff::Timestamp;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use super::credentials::NewPassword;
use super::password::{self, Checked, Password};
use super::rows::{Kind, Login};
use super::secrets::Token;
use super::throttle::{self, Key};
use super::trace::{self, Who};
use super::{Attempt, FACTOR_WAIT, sessions};
use crate::directory::{RoleChoice, current_roles};
use crate::sql::sql;
use crate::{AccountId, Ctx, Result};

/// What somebody typed to come in.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The login as typed.
    pub login: Login,
    /// The password as typed.
    pub password: Password,
    /// Where the try comes from, for the throttle: an address, or its network.
    pub client: String,
}

/// Somebody has come in, all the way or to the door of the second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// For the cookie.
    pub token: Token,
    /// Nothing opens before the second factor is shown.
    pub awaiting_factor: bool,
    /// When the session ends at the latest.
    pub expires_at: Timestamp,
    /// The account.
    pub account: AccountId,
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
    practitioner_id: Uuid,
    last_role_id: Option<Uuid>,
    disabled_at: Option<i64>,
    secret: Option<String>,
    factors: i64,
}

/// Lets somebody in who knows the password of an account that is not disabled, through a role that still runs.
///
/// Unknown login, wrong password and disabled account are answered alike, after the same work.
pub async fn sign_in(ctx: &Ctx, typed: SignIn) -> Result<Attempt<SignedIn>> {
    let house = ctx.house();
    let (by_login, by_client) = (Key::login(house, &typed.login), Key::client(house, &typed.client));
    if let Some(until) = throttle::count(ctx, vec![by_login.clone(), by_client.clone()]).await? {
        let detail = trace::tried(ctx, &typed.login, &typed.client, "throttled");
        trace::refused(ctx, "sign-in.refused", ("account", None), detail).await?;
        return Ok(Attempt::Throttled { until });
    }
    let found = find(ctx, &typed.login).await?;
    let kept = found.as_ref().and_then(|found| found.secret.clone());
    let checked = password::verify(house, typed.password.clone(), kept).await?;
    let roles = match &found {
        Some(found) => {
            current_roles(&ctx.reader(), ctx.territory(), found.practitioner_id.into(), ctx.now()).await?
        }
        None => Vec::new(),
    };
    let (account, role) = match judge(found, checked, &roles) {
        Ok(passed) => passed,
        Err((account, why)) => {
            let detail = trace::tried(ctx, &typed.login, &typed.client, why);
            trace::refused(ctx, "sign-in.refused", ("account", account), detail).await?;
            return Ok(Attempt::Refused);
        }
    };
    let fresh = match checked.outdated {
        true => Some(NewPassword::chosen(ctx, typed.password).await?),
        false => None,
    };
    let token = Token::new(house);
    let signed_in = ctx
        .write(move |ctx, tx| async move {
            throttle::forgive(&ctx, &tx, &by_login, &by_client).await?;
            if let Some(fresh) = fresh {
                fresh.refresh(&ctx, &tx, account.id.into()).await?;
            }
            let now = ctx.now();
            let awaiting_factor = account.factors > 0;
            let expires_at = now + if awaiting_factor { FACTOR_WAIT } else { super::LIFETIME };
            let opening = sessions::Opening {
                account: account.id.into(),
                role: role.role,
                awaiting_factor,
                expires_at,
            };
            sessions::open(&ctx, &tx, &token, opening).await?;
            let who = Who {
                practitioner: account.practitioner_id,
                role: role.role.uuid(),
                organization: role.organization_id.uuid(),
            };
            let action = if awaiting_factor { "sign-in.password" } else { "sign-in" };
            trace::own(&ctx, &tx, Some(who), action, account.id.into()).await?;
            Ok(SignedIn { token, awaiting_factor, expires_at, account: account.id.into() })
        })
        .await?;
    Ok(Attempt::Passed(signed_in))
}

/// Whether they may come in, and through which role: the last used, else the oldest that runs.
fn judge(
    found: Option<Found>,
    checked: Checked,
    roles: &[RoleChoice],
) -> Result<(Found, RoleChoice), (Option<Uuid>, &'static str)> {
    let Some(found) = found else { return Err((None, "unknown")) };
    if !checked.right {
        return Err((Some(found.id), "password"));
    }
    if found.disabled_at.is_some() {
        return Err((Some(found.id), "disabled"));
    }
    let last = roles.iter().find(|choice| Some(choice.role.uuid()) == found.last_role_id);
    match last.or(roles.first()) {
        Some(role) => {
            let role = role.clone();
            Ok((found, role))
        }
        None => Err((Some(found.id), "no-role")),
    }
}

async fn find(ctx: &Ctx, login: &Login) -> Result<Option<Found>> {
    let db = ctx.reader();
    let statement = sql(
        &db,
        "SELECT a.id, a.practitioner_id, a.last_role_id, a.disabled_at, c.secret, \
         (SELECT COUNT(*) FROM credential f WHERE f.territory_id = a.territory_id AND f.account_id = a.id \
          AND f.kind = ? AND f.confirmed_at IS NOT NULL) AS factors \
         FROM account a LEFT JOIN credential c ON c.territory_id = a.territory_id AND c.account_id = a.id \
         AND c.kind = ? AND c.subject = '' WHERE a.territory_id = ? AND a.login = ?",
        vec![
            Kind::Totp.code().into(),
            Kind::Password.code().into(),
            ctx.territory().into(),
            login.as_str().into(),
        ],
    );
    Ok(Found::find_by_statement(statement).one(&db).await?)
}
