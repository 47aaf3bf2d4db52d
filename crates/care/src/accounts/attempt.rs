//! A throttled try at proving something once the account is known.

use std::future::Future;
use std::pin::Pin;

use store::Tx;

use super::password::{self, Password};
use super::rows::Kind;
use super::throttle::{self, Key};
use super::{Attempt, Session, credentials, trace};
use crate::{Ctx, Result};

/// The outcome of a proof on its way: `None` where it was wrong.
pub(super) type Proving<'a, T> = Pin<Box<dyn Future<Output = Result<Option<T>>> + Send + 'a>>;

/// What is tried.
pub(super) struct Trying<'a> {
    /// The line of the journal when it was wrong.
    pub(super) action: &'static str,
    /// Where the try comes from.
    pub(super) client: &'a str,
    /// The password as typed, where it is (part of) the proof.
    pub(super) password: Option<Password>,
}

/// Tries to prove something about the session's account, in one transaction with what it opens: counted first, taken
/// back when right, journalled when wrong. The password is checked before the transaction, which it would hold up.
pub(super) async fn attempt<T, F>(
    ctx: &Ctx,
    session: &Session,
    trying: Trying<'_>,
    prove: F,
) -> Result<Attempt<T>>
where
    T: Send + 'static,
    F: for<'a> FnOnce(&'a Ctx, &'a Tx) -> Proving<'a, T> + Send + 'static,
{
    let house = ctx.house();
    let account = session.account;
    let refused = async |why| {
        let detail = trace::tried_from(ctx, trying.client, why);
        trace::refused(ctx, trying.action, ("account", Some(account.uuid())), detail).await
    };
    let (proof, by_client) = (Key::proof(house, account), Key::client(house, trying.client));
    if let Some(until) = throttle::count(ctx, vec![proof.clone(), by_client.clone()]).await? {
        refused("throttled").await?;
        return Ok(Attempt::Throttled { until });
    }
    if let Some(password) = trying.password {
        let kept = credentials::the(&ctx.reader(), ctx, account, Kind::Password).await?;
        if !password::verify(house, password, kept.map(|it| it.secret)).await?.right {
            refused("wrong").await?;
            return Ok(Attempt::Refused);
        }
    }
    let proved = ctx
        .write(move |ctx, tx| async move {
            let proved = prove(&ctx, &tx).await?;
            if proved.is_some() {
                throttle::forgive(&ctx, &tx, &proof, &by_client).await?;
            }
            Ok(proved)
        })
        .await?;
    match proved {
        Some(gained) => Ok(Attempt::Passed(gained)),
        None => {
            refused("wrong").await?;
            Ok(Attempt::Refused)
        }
    }
}
