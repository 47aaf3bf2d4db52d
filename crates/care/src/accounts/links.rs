//! Single-use links: a token handed over once opens one thing, once, for a while.
//!
//! Whoever needs one names a purpose and a subject. The token is shown when made and kept nowhere; looking at a link
//! does not use it, so that a mail scanner that opens every address breaks nothing; using it and what it opens are one
//! transaction. Tries are throttled by where they come from, and journalled.

use std::future::Future;

use jiff::{SignedDuration, Timestamp};
use kernel::clock::from_micros;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;
use store::Tx;
use uuid::Uuid;

use super::rows::single_use_link;
use super::secrets::{Token, Use, keyed};
use super::throttle::{self, Key};
use super::{Attempt, trace};
use crate::sql::sql;
use crate::{Ctx, Result};

/// A link that is still good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The link.
    pub id: Uuid,
    /// What it opens.
    pub subject: Uuid,
    /// Until when.
    pub expires_at: Timestamp,
}

/// How long links that were used or are over are kept, for whoever asks what became of one.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Makes a link for `purpose` (a stable code, such as `password`), good until `ttl` from now.
pub async fn create(
    ctx: &Ctx,
    tx: &Tx,
    purpose: &'static str,
    subject: Uuid,
    ttl: SignedDuration,
) -> Result<Token> {
    let (token, id) = drawn(ctx, tx, purpose, subject, ttl).await?;
    trace::link(ctx, tx, "link.created", id, json!({ "purpose": purpose })).await?;
    Ok(token)
}

/// The same, of which the caller journals what it is.
pub(super) async fn drawn(
    ctx: &Ctx,
    tx: &Tx,
    purpose: &'static str,
    subject: Uuid,
    ttl: SignedDuration,
) -> Result<(Token, Uuid)> {
    let token = Token::new(ctx.house());
    let id: Uuid = ctx.new_id();
    single_use_link::Model {
        territory_id: ctx.territory(),
        id,
        hash: hash(ctx, token.as_str()),
        purpose: purpose.to_owned(),
        subject_id: subject,
        created_at: ctx.now().as_microsecond(),
        expires_at: (ctx.now() + ttl).as_microsecond(),
        used_at: None,
        created_by: ctx.actor().journalled().0,
    }
    .insert(tx)
    .await?;
    Ok((token, id))
}

/// Looks at a link without using it. Unknown, used, expired, made for something else: [`Attempt::Refused`].
pub async fn look(ctx: &Ctx, purpose: &'static str, token: &str, client: &str) -> Result<Attempt<Link>> {
    let by_client = Key::client(ctx.house(), client);
    if let Some(until) = throttled(ctx, purpose, &by_client, client).await? {
        return Ok(Attempt::Throttled { until });
    }
    let Some(link) = good(&ctx.reader(), ctx, purpose, token).await? else {
        return refused(ctx, purpose, client).await;
    };
    ctx.write(move |ctx, tx| async move { throttle::forgive_one(&ctx, &tx, &by_client).await }).await?;
    Ok(Attempt::Passed(link))
}

/// Uses a link: `act` runs in the transaction that marks it used, and if `act` fails the link stays good. Of two who
/// use it at once, one is refused.
pub async fn redeem<T, F, Fut>(
    ctx: &Ctx,
    purpose: &'static str,
    token: &str,
    client: &str,
    act: F,
) -> Result<Attempt<T>>
where
    T: Send + 'static,
    F: FnOnce(Ctx, Tx, Link) -> Fut + Send + 'static,
    Fut: Future<Output = Result<T>> + Send + 'static,
{
    let by_client = Key::client(ctx.house(), client);
    if let Some(until) = throttled(ctx, purpose, &by_client, client).await? {
        return Ok(Attempt::Throttled { until });
    }
    let token = token.to_owned();
    let done = ctx
        .write(move |ctx, tx| async move {
            let Some(link) = good(&tx, &ctx, purpose, &token).await? else { return Ok(None) };
            if !mark_used(&ctx, &tx, link.id).await? {
                return Ok(None);
            }
            throttle::forgive_one(&ctx, &tx, &by_client).await?;
            trace::link(&ctx, &tx, "link.used", link.id, json!({ "purpose": purpose })).await?;
            act(ctx, tx, link).await.map(Some)
        })
        .await?;
    match done {
        Some(gained) => Ok(Attempt::Passed(gained)),
        None => refused(ctx, purpose, client).await,
    }
}

/// Makes every link of a purpose to a subject worth nothing; whether one was good until now.
pub async fn revoke(ctx: &Ctx, tx: &Tx, purpose: &'static str, subject: Uuid) -> Result<bool> {
    let revoked = tx.execute_raw(sql(
        tx,
        "UPDATE single_use_link SET expires_at = ? WHERE territory_id = ? AND purpose = ? AND subject_id = ? \
         AND used_at IS NULL AND expires_at > ?",
        vec![
            ctx.now().as_microsecond().into(),
            ctx.territory().into(),
            purpose.into(),
            subject.into(),
            ctx.now().as_microsecond().into(),
        ],
    ));
    Ok(revoked.await?.rows_affected() > 0)
}

/// Until when the newest link of a purpose to a subject is good; `None` where none is.
pub(super) async fn pending(ctx: &Ctx, purpose: &'static str, subject: Uuid) -> Result<Option<Timestamp>> {
    let row = single_use_link::Entity::find()
        .filter(single_use_link::Column::TerritoryId.eq(ctx.territory()))
        .filter(single_use_link::Column::Purpose.eq(purpose))
        .filter(single_use_link::Column::SubjectId.eq(subject))
        .filter(single_use_link::Column::UsedAt.is_null())
        .filter(single_use_link::Column::ExpiresAt.gt(ctx.now().as_microsecond()))
        .one(&ctx.reader())
        .await?;
    Ok(row.map(|row| from_micros(row.expires_at)))
}

async fn throttled(ctx: &Ctx, purpose: &str, key: &Key, client: &str) -> Result<Option<Timestamp>> {
    let until = throttle::count(ctx, vec![key.clone()]).await?;
    if until.is_some() {
        trace::refused(ctx, "link.refused", ("link", None), detail(ctx, purpose, client, "throttled"))
            .await?;
    }
    Ok(until)
}

async fn refused<T>(ctx: &Ctx, purpose: &str, client: &str) -> Result<Attempt<T>> {
    trace::refused(ctx, "link.refused", ("link", None), detail(ctx, purpose, client, "unknown")).await?;
    Ok(Attempt::Refused)
}

fn detail(ctx: &Ctx, purpose: &str, client: &str, why: &'static str) -> serde_json::Value {
    let mut detail = trace::tried_from(ctx, client, why);
    detail["purpose"] = purpose.into();
    detail
}

async fn good<C: ConnectionTrait>(db: &C, ctx: &Ctx, purpose: &str, token: &str) -> Result<Option<Link>> {
    let row = single_use_link::Entity::find()
        .filter(single_use_link::Column::TerritoryId.eq(ctx.territory()))
        .filter(single_use_link::Column::Hash.eq(hash(ctx, token)))
        .filter(single_use_link::Column::Purpose.eq(purpose))
        .filter(single_use_link::Column::UsedAt.is_null())
        .filter(single_use_link::Column::ExpiresAt.gt(ctx.now().as_microsecond()))
        .one(db)
        .await?;
    Ok(row.map(|row| Link { id: row.id, subject: row.subject_id, expires_at: from_micros(row.expires_at) }))
}

/// Whether this act is the one that uses the link.
async fn mark_used(ctx: &Ctx, tx: &Tx, id: Uuid) -> Result<bool> {
    let values = vec![ctx.now().as_microsecond().into(), ctx.territory().into(), id.into()];
    let text = "UPDATE single_use_link SET used_at = ? WHERE territory_id = ? AND id = ? AND used_at IS NULL";
    Ok(tx.execute_raw(sql(tx, text, values)).await?.rows_affected() == 1)
}

fn hash(ctx: &Ctx, token: &str) -> String {
    keyed(ctx.house(), Use::Link, token)
}

/// Forgets links that were over long ago.
pub(super) async fn sweep(ctx: &Ctx, tx: &Tx) -> Result<()> {
    let values = vec![ctx.territory().into(), (ctx.now() - KEPT).as_microsecond().into()];
    let text = "DELETE FROM single_use_link WHERE territory_id = ? AND expires_at < ?";
    tx.execute_raw(sql(tx, text, values)).await?;
    Ok(())
}
