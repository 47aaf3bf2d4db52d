//! Sessions: for how long, and in which role, somebody who proved who they are is believed.

use jiff::{SignedDuration, Timestamp};
use kernel::Locale;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::Tx;
use uuid::Uuid;

use super::rows::session;
use super::secrets::{Token, Use, keyed};
use super::{IDLE, STEP_UP, trace};
use crate::access::{Actor, Professional};
use crate::directory::{RoleChoice, current_roles};
use crate::house::House;
use crate::sql::sql;
use crate::{AccountId, Ctx, Error, PractitionerId, Result, RoleId};

/// How long a session that is over is remembered: a form sent too late finds whose it was.
const REMEMBERED: SignedDuration = super::LIFETIME;

/// Somebody who proved who they are.
#[derive(Debug, Clone)]
pub struct Session {
    /// The account.
    pub account: AccountId,
    /// Its login, for the page about it.
    pub login: String,
    /// Whose account it is.
    pub practitioner: PractitionerId,
    /// The professional, acting in one role; absent as long as the second factor is awaited.
    pub professional: Option<Professional>,
    /// The roles to choose from; empty where there is but one.
    pub roles: Vec<RoleChoice>,
    /// When a proof was last shown.
    pub stepped_up_at: Option<Timestamp>,
    /// Nothing opens before the second factor is shown.
    pub awaiting_factor: bool,
    /// The account has a second factor.
    pub second_factor: bool,
    /// The password was drawn by somebody else: choose one's own.
    pub temporary_password: bool,
    /// The language they chose to read in.
    pub locale: Option<Locale>,
    /// When the session ends at the latest.
    pub expires_at: Timestamp,
    pub(super) role: RoleId,
    pub(super) hash: String,
}

impl Session {
    /// In whose name its holder acts: a visitor's until the second factor is shown.
    pub fn actor(&self) -> Actor {
        match &self.professional {
            Some(professional) if !self.awaiting_factor => {
                Actor::Professional(Box::new(professional.clone()))
            }
            _ => Actor::Visitor,
        }
    }

    /// Whether a proof was shown a moment ago.
    pub fn stepped_up(&self, now: Timestamp) -> bool {
        fresh(self.stepped_up_at, now)
    }
}

/// Whether a proof shown then still counts now.
pub(super) fn fresh(at: Option<Timestamp>, now: Timestamp) -> bool {
    at.is_some_and(|at| now.duration_since(at) < STEP_UP)
}

/// Whether a session used then is still alive now.
pub(super) fn alive(seen_at: Timestamp, expires_at: Timestamp, now: Timestamp) -> bool {
    now < expires_at && now.duration_since(seen_at) < IDLE
}

/// A session to be opened.
pub(super) struct Opening {
    pub(super) account: AccountId,
    pub(super) role: RoleId,
    pub(super) awaiting_factor: bool,
    pub(super) expires_at: Timestamp,
}

/// Opens a session. Coming in with the whole proof counts as having shown it a moment ago.
pub(super) async fn open(ctx: &Ctx, tx: &Tx, token: &Token, opening: Opening) -> Result<()> {
    let now = ctx.now().as_microsecond();
    session::Model {
        territory_id: ctx.territory(),
        hash: hash(ctx.house(), token.as_str()),
        account_id: opening.account.uuid(),
        role_id: opening.role.uuid(),
        created_at: now,
        seen_at: now,
        expires_at: opening.expires_at.as_microsecond(),
        stepped_up_at: (!opening.awaiting_factor).then_some(now),
        awaiting_factor: opening.awaiting_factor,
    }
    .insert(tx)
    .await?;
    if !opening.awaiting_factor {
        remember(ctx, tx, opening.account, opening.role).await?;
    }
    Ok(())
}

/// Notes on the account when, and in which role, it was last used.
async fn remember(ctx: &Ctx, tx: &Tx, account: AccountId, role: RoleId) -> Result<()> {
    tx.execute_raw(sql(
        tx,
        "UPDATE account SET last_role_id = ?, last_signed_in_at = ? WHERE territory_id = ? AND id = ?",
        vec![
            role.uuid().into(),
            ctx.now().as_microsecond().into(),
            ctx.territory().into(),
            account.uuid().into(),
        ],
    ))
    .await?;
    Ok(())
}

pub(super) fn hash(house: &House, token: &str) -> String {
    keyed(house, Use::Session, token)
}

/// What was proved in one role is to be proved again in the next.
pub(super) async fn set_role(tx: &Tx, territory: Uuid, hash: &str, role: RoleId) -> Result<()> {
    tx.execute_raw(sql(
        tx,
        "UPDATE session SET role_id = ?, stepped_up_at = NULL WHERE territory_id = ? AND hash = ?",
        vec![role.uuid().into(), territory.into(), hash.into()],
    ))
    .await?;
    Ok(())
}

/// Goes on in another of one's roles. A role that is not the actor's own is [`Error::NotFound`].
pub async fn switch_role(ctx: &Ctx, session: &Session, role: RoleId) -> Result<()> {
    let reason = ctx.permit(policy::Action::SwitchRole, &policy::Resource::Territory(ctx.territory()))?;
    let practitioner = ctx.actor().professional()?.practitioner();
    let (hash, account) = (session.hash.clone(), session.account);
    ctx.write(move |ctx, tx| async move {
        let roles = current_roles(&tx, ctx.territory(), practitioner, ctx.now()).await?;
        if !roles.iter().any(|choice| choice.role == role) {
            return Err(Error::NotFound);
        }
        set_role(&tx, ctx.territory(), &hash, role).await?;
        remember(&ctx, &tx, account, role).await?;
        ctx.record(&tx, "role.switched", ("practitioner_role", role.uuid()), None, &reason).await
    })
    .await
}

/// Ends the session.
pub async fn sign_out(ctx: &Ctx, session: &Session) -> Result<()> {
    let (hash, account) = (session.hash.clone(), session.account);
    ctx.write(move |ctx, tx| async move {
        close(&ctx, &tx, &hash).await?;
        trace::own(&ctx, &tx, None, "sign-out", account).await
    })
    .await
}

/// Ends every session of the account, this one included.
pub async fn sign_out_everywhere(ctx: &Ctx, session: &Session) -> Result<()> {
    let account = session.account;
    ctx.write(move |ctx, tx| async move {
        close_all(&ctx, &tx, account, None).await?;
        trace::own(&ctx, &tx, None, "sign-out.everywhere", account).await
    })
    .await
}

/// Notes that a proof was shown just now.
pub(super) async fn prove(ctx: &Ctx, tx: &Tx, hash: &str) -> Result<()> {
    let values = vec![ctx.now().as_microsecond().into(), ctx.territory().into(), hash.into()];
    let text = "UPDATE session SET stepped_up_at = ? WHERE territory_id = ? AND hash = ?";
    tx.execute_raw(sql(tx, text, values)).await?;
    Ok(())
}

/// Ends one session.
pub(super) async fn close(ctx: &Ctx, tx: &Tx, hash: &str) -> Result<()> {
    let text = "DELETE FROM session WHERE territory_id = ? AND hash = ?";
    tx.execute_raw(sql(tx, text, vec![ctx.territory().into(), hash.into()])).await?;
    Ok(())
}

/// Ends the sessions of an account, all of them or all but one. They are remembered a while: see [`whose`](super::whose).
pub(super) async fn close_all(ctx: &Ctx, tx: &Tx, account: AccountId, but: Option<&str>) -> Result<()> {
    let now = ctx.now().as_microsecond();
    tx.execute_raw(sql(
        tx,
        "UPDATE session SET expires_at = ? \
         WHERE territory_id = ? AND account_id = ? AND hash <> ? AND expires_at > ?",
        vec![
            now.into(),
            ctx.territory().into(),
            account.uuid().into(),
            but.unwrap_or_default().into(),
            now.into(),
        ],
    ))
    .await?;
    Ok(())
}

/// How many sessions of the account are alive.
pub async fn alive_sessions(ctx: &Ctx, session: &Session) -> Result<i64> {
    #[derive(FromQueryResult)]
    struct Alive {
        n: i64,
    }
    let (db, now) = (ctx.reader(), ctx.now());
    let statement = sql(
        &db,
        "SELECT COUNT(*) AS n FROM session WHERE territory_id = ? AND account_id = ? AND NOT awaiting_factor \
         AND expires_at > ? AND seen_at > ?",
        vec![
            ctx.territory().into(),
            session.account.uuid().into(),
            now.as_microsecond().into(),
            (now - IDLE).as_microsecond().into(),
        ],
    );
    Ok(Alive::find_by_statement(statement).one(&db).await?.map_or(0, |row| row.n))
}

/// Forgets sessions that were over long ago.
pub(super) async fn sweep(ctx: &Ctx, tx: &Tx) -> Result<()> {
    let then = ctx.now() - REMEMBERED;
    tx.execute_raw(sql(
        tx,
        "DELETE FROM session WHERE territory_id = ? AND (expires_at <= ? OR seen_at <= ?)",
        vec![ctx.territory().into(), then.as_microsecond().into(), (then - IDLE).as_microsecond().into()],
    ))
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minutes * 60).unwrap()
    }

    #[test]
    fn a_session_dies_of_idleness_and_of_age() {
        assert!(alive(at(0), at(720), at(19)));
        assert!(!alive(at(0), at(720), at(20)));
        assert!(!alive(at(719), at(720), at(720)));
    }

    #[test]
    fn a_proof_counts_for_ten_minutes() {
        assert!(fresh(Some(at(0)), at(9)));
        assert!(!fresh(Some(at(0)), at(10)));
        assert!(!fresh(None, at(0)));
    }
}
