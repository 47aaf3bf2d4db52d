//! Sessions: for how long, and in which role, somebody who proved who they are is believed.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kernel::Locale;
use kernel::clock::from_micros;
use sea_orm::{ConnectionTrait, FromQueryResult};
use store::Tx;
use uuid::Uuid;

use super::rows::{Kind, session};
use super::secrets::{Token, Use, keyed};
use super::{IDLE, STEP_UP, trace};
use crate::access::{self, Actor, OF_ROLE, Professional, ROLE, RoleRow};
use crate::directory::{RoleChoice, current_roles};
use crate::house::House;
use crate::sql::sql;
use crate::{AccountId, Ctx, Error, PractitionerId, Result, RoleId};

/// How often at most the last use is written.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);
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
fn fresh(at: Option<Timestamp>, now: Timestamp) -> bool {
    at.is_some_and(|at| now.duration_since(at) < STEP_UP)
}

/// Whether a session used then is still alive now.
fn alive(seen_at: Timestamp, expires_at: Timestamp, now: Timestamp) -> bool {
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

fn hash(house: &House, token: &str) -> String {
    keyed(house, Use::Session, token)
}

#[derive(FromQueryResult)]
struct Row {
    account_id: Uuid,
    acting_role_id: Uuid,
    seen_at: i64,
    expires_at: i64,
    stepped_up_at: Option<i64>,
    awaiting_factor: bool,
    login: String,
    holder_id: Uuid,
    locale: Option<String>,
    roles: i64,
    factors: i64,
    temporary: i64,
}

/// A session and the role it acts in, absent where that has ended: one statement.
async fn read<C: ConnectionTrait>(
    db: &C,
    house: &House,
    hash: &str,
    now: Timestamp,
) -> Result<Option<(Row, Vec<RoleRow>)>> {
    let now: sea_orm::Value = now.as_microsecond().into();
    let text = format!(
        "SELECT s.account_id, s.role_id AS acting_role_id, s.seen_at, s.expires_at, s.stepped_up_at, \
         s.awaiting_factor, a.login, a.practitioner_id AS holder_id, a.locale, \
         (SELECT COUNT(*) FROM practitioner_role h WHERE h.territory_id = a.territory_id \
          AND h.practitioner_id = a.practitioner_id AND h.from_at <= ? \
          AND (h.until_at IS NULL OR h.until_at > ?)) AS roles, \
         (SELECT COUNT(*) FROM credential c WHERE c.territory_id = a.territory_id AND c.account_id = a.id \
          AND c.kind = ? AND c.confirmed_at IS NOT NULL) AS factors, \
         (SELECT COUNT(*) FROM credential c WHERE c.territory_id = a.territory_id AND c.account_id = a.id \
          AND c.kind = ? AND c.temporary) AS temporary, {ROLE} \
         FROM session s JOIN account a ON a.territory_id = s.territory_id AND a.id = s.account_id \
         LEFT JOIN practitioner_role r ON r.territory_id = s.territory_id AND r.id = s.role_id \
         AND r.from_at <= ? AND (r.until_at IS NULL OR r.until_at > ?) {OF_ROLE} \
         WHERE s.territory_id = ? AND s.hash = ? AND s.expires_at > ? AND a.disabled_at IS NULL \
         ORDER BY m.program, m.program_role"
    );
    let values = vec![
        now.clone(),
        now.clone(),
        Kind::Totp.code().into(),
        Kind::Password.code().into(),
        now.clone(),
        now.clone(),
        now.clone(),
        now.clone(),
        house.territory.uuid().into(),
        hash.into(),
        now,
    ];
    let rows = db.query_all_raw(sql(db, &text, values)).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let session = Row::from_query_result(first, "")?;
    let mut roles = Vec::with_capacity(rows.len());
    for row in &rows {
        roles.extend(RoleRow::from_query_result_optional(row, "")?);
    }
    Ok(Some((session, roles)))
}

/// The session a token opens: one query, a second where there are several roles to choose from. `None` where it is
/// unknown, too long unused, over, or the account was disabled.
pub async fn resume<C: ConnectionTrait>(db: &C, house: &Arc<House>, token: &str) -> Result<Option<Session>> {
    let now = house.clock.now();
    let hash = hash(house, token);
    let Some((row, acting)) = read(db, house, &hash, now).await? else { return Ok(None) };
    let (seen_at, expires_at) = (from_micros(row.seen_at), from_micros(row.expires_at));
    if !alive(seen_at, expires_at, now) {
        return Ok(None);
    }
    let stepped_up_at = row.stepped_up_at.map(from_micros);
    let mut session = Session {
        account: row.account_id.into(),
        login: row.login,
        practitioner: row.holder_id.into(),
        professional: None,
        roles: Vec::new(),
        stepped_up_at,
        awaiting_factor: row.awaiting_factor,
        second_factor: row.factors > 0,
        temporary_password: row.temporary > 0,
        locale: row.locale.and_then(|tag| tag.parse().ok()),
        expires_at,
        role: row.acting_role_id.into(),
        hash,
    };
    if session.awaiting_factor {
        return Ok(Some(session));
    }
    let territory = house.territory.uuid();
    session.professional = access::professional(territory, acting, fresh(stepped_up_at, now))?;
    if row.roles > 1 || session.professional.is_none() {
        session.roles = current_roles(db, territory, session.practitioner, now).await?;
    }
    if session.professional.is_none() {
        // The role has ended since: go on in another, or not at all.
        let Some(other) = session.roles.first().map(|choice| choice.role) else { return Ok(None) };
        session.professional = access::load(db, territory, other, now, false).await?;
        session.stepped_up_at = None;
        session.role = other;
        write_role(house, &session.hash, other).await?;
    } else if now.duration_since(seen_at) >= SEEN_EVERY {
        touch(house, &session.hash, now).await;
    }
    Ok(Some(session))
}

/// Whose session a token opened, even where it is over: what was typed in it is kept for them alone. `None` where it is
/// unknown, was signed out of, or never was proved to the end.
pub async fn whose<C: ConnectionTrait>(db: &C, house: &House, token: &str) -> Result<Option<AccountId>> {
    #[derive(FromQueryResult)]
    struct Holder {
        account_id: Uuid,
    }
    let statement = sql(
        db,
        "SELECT s.account_id FROM session s \
         JOIN account a ON a.territory_id = s.territory_id AND a.id = s.account_id \
         WHERE s.territory_id = ? AND s.hash = ? AND NOT s.awaiting_factor AND a.disabled_at IS NULL",
        vec![house.territory.uuid().into(), hash(house, token).into()],
    );
    Ok(Holder::find_by_statement(statement).one(db).await?.map(|row| row.account_id.into()))
}

/// Notes that the session was used. A database that cannot be written does not shut out who only reads.
async fn touch(house: &Arc<House>, hash: &str, now: Timestamp) {
    let (territory, hash) = (house.territory.uuid(), hash.to_owned());
    let written: Result<()> = house
        .db
        .write(move |tx| async move {
            let values = vec![now.as_microsecond().into(), territory.into(), hash.into()];
            let text = "UPDATE session SET seen_at = ? WHERE territory_id = ? AND hash = ?";
            tx.execute_raw(sql(&tx, text, values)).await?;
            Ok(())
        })
        .await;
    if let Err(error) = written {
        tracing::warn!(%error, "the last use of a session was not noted");
    }
}

async fn write_role(house: &Arc<House>, hash: &str, role: RoleId) -> Result<()> {
    let (territory, hash) = (house.territory.uuid(), hash.to_owned());
    house.db.write(move |tx| async move { set_role(&tx, territory, &hash, role).await }).await
}

/// What was proved in one role is to be proved again in the next.
async fn set_role(tx: &Tx, territory: Uuid, hash: &str, role: RoleId) -> Result<()> {
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

/// Ends the sessions of an account, all of them or all but one. They are remembered a while: see [`whose`].
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
