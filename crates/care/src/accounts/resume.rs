//! Coming back: what a token opens, and whose it was.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kernel::clock::from_micros;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::rows::Kind;
use super::sessions::{Session, alive, fresh, hash, set_role};
use crate::access::{self, OF_ROLE, ROLE, RoleRow};
use crate::directory::current_roles;
use crate::house::House;
use crate::sql::sql;
use crate::{AccountId, Result, RoleId};

/// How often at most the last use is written.
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(1);
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
