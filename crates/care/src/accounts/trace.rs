//! Lines of the journal about accounts. The login is never among them: a keyed hash tells repeated tries apart.

use serde_json::{Value, json};
use store::{Entry, Tx};
use uuid::Uuid;

use super::Login;
use super::secrets::{Use, keyed};
use crate::{AccountId, Ctx, Result, Seen};

/// Ground of what people do with their own account: no rule gives it, none may take it away.
const OWN: &str = "own-account";

/// In whose name a line is written, where the circumstances are still a visitor's.
#[derive(Debug, Clone, Copy)]
pub(super) struct Who {
    pub(super) practitioner: Uuid,
    pub(super) role: Uuid,
    pub(super) organization: Uuid,
}

/// Journals what somebody did with their own account, in the transaction of the act.
pub(super) async fn own(
    ctx: &Ctx,
    tx: &Tx,
    who: Option<Who>,
    action: &'static str,
    account: AccountId,
) -> Result<()> {
    let who = match who {
        Some(who) => (Some(who.practitioner), Some(who.role), Some(who.organization)),
        None => ctx.actor().journalled(),
    };
    line(ctx, tx, who, (action, OWN), ("account", account.uuid()), json!({})).await
}

/// Journals what became of a single-use link, in the transaction of the act.
pub(super) async fn link(ctx: &Ctx, tx: &Tx, action: &'static str, id: Uuid, detail: Value) -> Result<()> {
    line(ctx, tx, ctx.actor().journalled(), (action, "single-use-link"), ("link", id), detail).await
}

async fn line(
    ctx: &Ctx,
    tx: &Tx,
    (actor, role, organization): (Option<Uuid>, Option<Uuid>, Option<Uuid>),
    (action, ground): (&'static str, &'static str),
    (kind, object): (&'static str, Uuid),
    detail: Value,
) -> Result<()> {
    let entry = Entry {
        id: ctx.new_id(),
        at: ctx.now(),
        territory: ctx.territory(),
        actor,
        role,
        organization,
        action: action.to_owned(),
        object_kind: kind.to_owned(),
        object: Some(object),
        persons: Vec::new(),
        ground: ground.to_owned(),
        detail,
    };
    tx.journal(entry).await?;
    Ok(())
}

/// Journals a try that was refused or not looked at; durable when it returns.
pub(super) async fn refused(
    ctx: &Ctx,
    action: &'static str,
    object: (&'static str, Option<Uuid>),
    detail: Value,
) -> Result<()> {
    let seen = Seen { action, kind: object.0, object: object.1, persons: Vec::new(), ground: OWN.to_owned() };
    ctx.journal_now(seen, detail).await
}

/// What is kept of a try at signing in.
pub(super) fn tried(ctx: &Ctx, login: &Login, client: &str, why: &'static str) -> Value {
    json!({
        "login": short(&keyed(ctx.house(), Use::Login, login.as_str())),
        "client": short(&keyed(ctx.house(), Use::Client, client)),
        "why": why,
    })
}

/// What is kept of any other try.
pub(super) fn tried_from(ctx: &Ctx, client: &str, why: &'static str) -> Value {
    json!({ "client": short(&keyed(ctx.house(), Use::Client, client)), "why": why })
}

/// Enough of a hash to recognise it.
fn short(hash: &str) -> &str {
    hash.get(..16).unwrap_or(hash)
}
