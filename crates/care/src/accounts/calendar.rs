//! The link by which a calendar reads when a professional is taken: made, made again and withdrawn by themselves. It is good for
//! the role in which they made it, as long as they hold it and their account is open; looked at again and again, never used up.

use jiff::{SignedDuration, Timestamp};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect};
use store::Tx;
use uuid::Uuid;

use super::rows::account;
use super::{Attempt, Session, Token, links, trace};
use crate::access::{self, Actor};
use crate::sql::sql;
use crate::{AccountId, Ctx, Error, Result};

/// Purpose of the links.
const PURPOSE: &str = "calendar";
/// How long a link is good: a year, so that one that was forgotten in an old telephone ends.
const GOOD: SignedDuration = SignedDuration::from_hours(24 * 366);

/// Makes a link for the actor’s calendar. One made before in this role is worth nothing from now on.
///
/// # Errors
/// [`Error::Forbidden`] for whoever is no professional.
pub async fn make(ctx: &Ctx, session: &Session) -> Result<Token> {
    let (role, account) = (ctx.actor().professional()?.role().uuid(), session.account);
    ctx.write(move |ctx, tx| async move {
        hold(&ctx, &tx, account).await?;
        links::revoke(&ctx, &tx, PURPOSE, role).await?;
        let (token, _) = links::drawn(&ctx, &tx, PURPOSE, role, GOOD).await?;
        trace::own(&ctx, &tx, None, "agenda.linked", account).await?;
        Ok(token)
    })
    .await
}

/// Makes the link worth nothing. Done twice, it is done once.
///
/// # Errors
/// As [`make`].
pub async fn withdraw(ctx: &Ctx, session: &Session) -> Result<()> {
    let (role, account) = (ctx.actor().professional()?.role().uuid(), session.account);
    ctx.write(move |ctx, tx| async move {
        hold(&ctx, &tx, account).await?;
        if links::revoke(&ctx, &tx, PURPOSE, role).await? {
            trace::own(&ctx, &tx, None, "agenda.unlinked", account).await?;
        }
        Ok(())
    })
    .await
}

/// Until when the actor’s link is good; `None` where none is.
///
/// # Errors
/// As [`make`].
pub async fn linked(ctx: &Ctx) -> Result<Option<Timestamp>> {
    links::pending(ctx, PURPOSE, ctx.actor().professional()?.role().uuid()).await
}

/// Two who make or withdraw it at once wait for each other.
async fn hold(ctx: &Ctx, tx: &Tx, account: AccountId) -> Result<()> {
    let found = account::Entity::find_by_id((ctx.territory(), account.uuid())).lock_exclusive();
    found.one(tx).await?.map(|_| ()).ok_or(Error::NotFound)
}

#[derive(FromQueryResult)]
struct Holder {
    locale: Option<String>,
}

/// The professional whose calendar holds this link, in the role in which they made it and without a second proof. A role that
/// ended and an account that was closed answer as a link that was never made.
pub(crate) async fn opened(ctx: &Ctx, token: &str, client: &str) -> Result<Attempt<Ctx>> {
    let link = match links::look(ctx, PURPOSE, token, client).await? {
        Attempt::Passed(link) => link,
        Attempt::Refused => return Ok(Attempt::Refused),
        Attempt::Throttled { until } => return Ok(Attempt::Throttled { until }),
    };
    let db = ctx.reader();
    let Some(holder) = holder(&db, ctx, link.subject).await? else { return Ok(Attempt::Refused) };
    let role = link.subject.into();
    let Some(professional) = access::load(&db, ctx.territory(), role, ctx.now(), false).await? else {
        return Ok(Attempt::Refused);
    };
    let locale = holder.locale.and_then(|tag| tag.parse().ok()).unwrap_or_default();
    Ok(Attempt::Passed(Ctx::new(ctx.house().clone(), Actor::Professional(Box::new(professional)), locale)))
}

/// Whoever holds the role, while their account is open.
async fn holder<C: ConnectionTrait>(db: &C, ctx: &Ctx, role: Uuid) -> Result<Option<Holder>> {
    let text = "SELECT a.locale FROM practitioner_role r JOIN account a ON a.territory_id = r.territory_id \
                AND a.practitioner_id = r.practitioner_id WHERE r.territory_id = ? AND r.id = ? AND a.disabled_at IS NULL";
    let values = vec![ctx.territory().into(), role.into()];
    Ok(Holder::find_by_statement(sql(db, text, values)).one(db).await?)
}
