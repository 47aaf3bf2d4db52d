//! The second factor: a generator of one-time codes on a telephone, and ten codes on paper for the day it is lost.

use sea_orm::{ConnectionTrait, FromQueryResult};
use store::Tx;

use super::attempt::{Trying, attempt};
use super::credentials::{self, NewCredential};
use super::rows::Kind;
use super::secrets::{self, Token, Use, draw_recovery_code, keyed, random};
use super::sessions::{self, Opening};
use super::totp::{self, Generator};
use super::trace::{self, Who};
use super::{Attempt, LIFETIME, Session, Shown, SignedIn, require_step_up};
use crate::directory::current_roles;
use crate::sql::sql;
use crate::{AccountId, Ctx, Error, Result};

/// How many recovery codes are drawn.
const RECOVERY_CODES: usize = 10;

/// What is shown once to set up a generator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolment {
    /// For the picture that the telephone reads.
    pub url: Shown,
    /// For who types it.
    pub secret: Shown,
}

/// Begins to set up a generator. Nothing changes at sign-in until a code of it was shown: [`confirm_factor`].
pub async fn enrol_factor(ctx: &Ctx, session: &Session) -> Result<Enrolment> {
    require_step_up(ctx, session)?;
    let secret = random::<{ totp::SECRET }>(ctx.house());
    let generator = Generator::new(secret.to_vec(), &session.login)?;
    let enrolment = Enrolment { url: secrets::shown(generator.url()?), secret: generator.secret() };
    let account = session.account;
    ctx.write(move |ctx, tx| async move {
        if credentials::lock(&tx, &ctx, account, Kind::Totp)
            .await?
            .is_some_and(|it| it.confirmed_at.is_some())
        {
            return Err(Error::conflict("conflict-factor-already-on"));
        }
        credentials::drop_kind(&ctx, &tx, account, Kind::Totp).await?;
        let new = NewCredential {
            account,
            kind: Kind::Totp,
            subject: String::new(),
            secret: secrets::seal(ctx.house(), account.uuid(), &secret),
            temporary: false,
            confirmed: false,
        };
        credentials::add(&ctx, &tx, new).await?;
        trace::own(&ctx, &tx, None, "factor.enrolled", account).await
    })
    .await?;
    Ok(enrolment)
}

/// What was shown when setting up began, as long as it was not confirmed: the page may be loaded again.
pub async fn pending_factor(ctx: &Ctx, session: &Session) -> Result<Option<Enrolment>> {
    require_step_up(ctx, session)?;
    let kept = credentials::the(&ctx.reader(), ctx, session.account, Kind::Totp).await?;
    let Some(totp) = kept.filter(|it| it.confirmed_at.is_none()) else { return Ok(None) };
    let secret = secrets::unseal(ctx.house(), totp.account_id, &totp.secret)?;
    let generator = Generator::new(secret, &session.login)?;
    Ok(Some(Enrolment { url: secrets::shown(generator.url()?), secret: generator.secret() }))
}

/// Turns the second factor on, once a code shows that the generator is set up. Gives the recovery codes, shown once.
/// Every other session of the account ends.
pub async fn confirm_factor(
    ctx: &Ctx,
    session: &Session,
    typed: &str,
    client: &str,
) -> Result<Attempt<Vec<Shown>>> {
    let (confirming, typed) = (session.clone(), typed.to_owned());
    attempt(ctx, session, Trying { action: "factor.refused", client, password: None }, move |ctx, tx| {
        Box::pin(async move { confirm(ctx, tx, &confirming, &typed).await })
    })
    .await
}

async fn confirm(ctx: &Ctx, tx: &Tx, session: &Session, typed: &str) -> Result<Option<Vec<Shown>>> {
    let account = session.account;
    let Some(mut totp) = credentials::lock(tx, ctx, account, Kind::Totp).await? else { return Ok(None) };
    if totp.confirmed_at.is_some() {
        return Err(Error::conflict("conflict-factor-already-on"));
    }
    let Some(step) = matching(ctx, &totp, &session.login, typed)? else { return Ok(None) };
    totp.step = Some(step);
    totp.confirmed_at = Some(ctx.now().as_microsecond());
    totp.save(tx).await?;
    let codes = draw_codes(ctx, tx, account).await?;
    sessions::close_all(ctx, tx, account, Some(&session.hash)).await?;
    sessions::prove(ctx, tx, &session.hash).await?;
    trace::own(ctx, tx, None, "factor.enabled", account).await?;
    Ok(Some(codes))
}

/// Shows the second factor at sign-in: a code of the generator or a recovery code. The token changes.
pub async fn pass_factor(
    ctx: &Ctx,
    session: &Session,
    typed: &str,
    client: &str,
) -> Result<Attempt<SignedIn>> {
    if !session.awaiting_factor {
        return Err(Error::conflict("conflict-already-signed-in"));
    }
    let (entering, typed) = (session.clone(), typed.to_owned());
    attempt(ctx, session, Trying { action: "sign-in.refused", client, password: None }, move |ctx, tx| {
        Box::pin(async move { enter(ctx, tx, &entering, &typed).await })
    })
    .await
}

async fn enter(ctx: &Ctx, tx: &Tx, session: &Session, typed: &str) -> Result<Option<SignedIn>> {
    if !shown(ctx, tx, session.account, &session.login, typed).await? {
        return Ok(None);
    }
    let roles = current_roles(tx, ctx.territory(), session.practitioner, ctx.now()).await?;
    let Some(role) = roles.iter().find(|choice| choice.role == session.role).or(roles.first()) else {
        return Ok(None);
    };
    sessions::close(ctx, tx, &session.hash).await?;
    let token = Token::new(ctx.house());
    let expires_at = ctx.now() + LIFETIME;
    let opening = Opening { account: session.account, role: role.role, awaiting_factor: false, expires_at };
    sessions::open(ctx, tx, &token, opening).await?;
    let who = Who {
        practitioner: session.practitioner.uuid(),
        role: role.role.uuid(),
        organization: role.organization_id.uuid(),
    };
    trace::own(ctx, tx, Some(who), "sign-in", session.account).await?;
    Ok(Some(SignedIn { token, awaiting_factor: false, expires_at, account: session.account }))
}

/// Turns the second factor off.
pub async fn disable_factor(ctx: &Ctx, session: &Session) -> Result<()> {
    require_step_up(ctx, session)?;
    let account = session.account;
    ctx.write(move |ctx, tx| async move {
        remove(&ctx, &tx, account).await?;
        trace::own(&ctx, &tx, None, "factor.disabled", account).await
    })
    .await
}

/// Draws new recovery codes; the old ones are worth nothing from now on.
pub async fn renew_recovery_codes(ctx: &Ctx, session: &Session) -> Result<Vec<Shown>> {
    require_step_up(ctx, session)?;
    let account = session.account;
    ctx.write(move |ctx, tx| async move {
        let totp = credentials::lock(&tx, &ctx, account, Kind::Totp).await?;
        if totp.is_none_or(|it| it.confirmed_at.is_none()) {
            return Err(Error::conflict("conflict-factor-off"));
        }
        let codes = draw_codes(&ctx, &tx, account).await?;
        trace::own(&ctx, &tx, None, "factor.codes-renewed", account).await?;
        Ok(codes)
    })
    .await
}

/// How many recovery codes are left.
pub async fn recovery_codes_left(ctx: &Ctx, session: &Session) -> Result<i64> {
    #[derive(FromQueryResult)]
    struct Left {
        n: i64,
    }
    let db = ctx.reader();
    let statement = sql(
        &db,
        "SELECT COUNT(*) AS n FROM credential WHERE territory_id = ? AND account_id = ? AND kind = ? \
         AND used_at IS NULL",
        vec![ctx.territory().into(), session.account.uuid().into(), Kind::Recovery.code().into()],
    );
    Ok(Left::find_by_statement(statement).one(&db).await?.map_or(0, |left| left.n))
}

/// Takes the generator and the recovery codes away.
pub(super) async fn remove(ctx: &Ctx, tx: &Tx, account: AccountId) -> Result<()> {
    credentials::drop_kind(ctx, tx, account, Kind::Totp).await?;
    credentials::drop_kind(ctx, tx, account, Kind::Recovery).await
}

/// Whether what was typed is a code that has not been used, of the generator or on paper; uses it.
pub(super) async fn shown(ctx: &Ctx, tx: &Tx, account: AccountId, login: &str, typed: &str) -> Result<bool> {
    let Some(mut totp) = credentials::lock(tx, ctx, account, Kind::Totp).await? else { return Ok(false) };
    if totp.confirmed_at.is_none() {
        return Ok(false);
    }
    if let Some(code) = secrets::recovery_code(typed) {
        return use_recovery_code(ctx, tx, account, &code).await;
    }
    let Some(step) = matching(ctx, &totp, login, typed)? else { return Ok(false) };
    totp.step = Some(step);
    totp.used_at = Some(ctx.now().as_microsecond());
    totp.save(tx).await?;
    Ok(true)
}

/// The step of a code that this credential's generator shows now and that was not used before.
fn matching(
    ctx: &Ctx,
    totp: &super::rows::credential::Model,
    login: &str,
    typed: &str,
) -> Result<Option<i64>> {
    let Some(code) = totp::code(typed) else { return Ok(None) };
    let secret = secrets::unseal(ctx.house(), totp.account_id, &totp.secret)?;
    let generator = Generator::new(secret, login)?;
    Ok(generator.step(&code, ctx.now().as_second(), totp.step))
}

async fn use_recovery_code(ctx: &Ctx, tx: &Tx, account: AccountId, code: &str) -> Result<bool> {
    let used = tx
        .execute_raw(sql(
            tx,
            "UPDATE credential SET used_at = ? WHERE territory_id = ? AND account_id = ? AND kind = ? \
             AND subject = ? AND used_at IS NULL",
            vec![
                ctx.now().as_microsecond().into(),
                ctx.territory().into(),
                account.uuid().into(),
                Kind::Recovery.code().into(),
                hashed(ctx, account, code).into(),
            ],
        ))
        .await?;
    Ok(used.rows_affected() == 1)
}

async fn draw_codes(ctx: &Ctx, tx: &Tx, account: AccountId) -> Result<Vec<Shown>> {
    credentials::drop_kind(ctx, tx, account, Kind::Recovery).await?;
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let code = draw_recovery_code(ctx.house());
        let new = NewCredential {
            account,
            kind: Kind::Recovery,
            subject: hashed(ctx, account, code.as_str()),
            secret: String::new(),
            temporary: false,
            confirmed: true,
        };
        credentials::add(ctx, tx, new).await?;
        codes.push(code);
    }
    Ok(codes)
}

/// 50 bits of chance need no slow hash, only one that cannot be computed without the key.
fn hashed(ctx: &Ctx, account: AccountId, code: &str) -> String {
    keyed(ctx.house(), Use::Recovery, &format!("{}|{code}", account.uuid()))
}
