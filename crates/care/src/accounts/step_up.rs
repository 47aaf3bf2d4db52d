//! Proving who one is again, before a sensitive act.

use super::attempt::{Trying, attempt};
use super::password::Password;
use super::{Attempt, Session, factor, sessions, trace};
use crate::{Ctx, Error, Result};

/// Asks for a proof shown less than ten minutes ago; [`Error::StepUp`] leads to the page that takes it.
pub fn require_step_up(ctx: &Ctx, session: &Session) -> Result<()> {
    if session.stepped_up(ctx.now()) { Ok(()) } else { Err(Error::StepUp) }
}

/// Takes a proof: a code of the second factor (or a recovery code) where the account has one, the password elsewhere.
/// A password is not enough for who has a second factor.
pub async fn step_up(ctx: &Ctx, session: &Session, typed: &str, client: &str) -> Result<Attempt<()>> {
    let password = (!session.second_factor).then(|| Password::typed(typed));
    let (proving, typed) = (session.clone(), typed.to_owned());
    attempt(ctx, session, Trying { action: "step-up.refused", client, password }, move |ctx, tx| {
        Box::pin(async move {
            if proving.second_factor
                && !factor::shown(ctx, tx, proving.account, &proving.login, &typed).await?
            {
                return Ok(None);
            }
            sessions::prove(ctx, tx, &proving.hash).await?;
            trace::own(ctx, tx, None, "step-up", proving.account).await?;
            Ok(Some(()))
        })
    })
    .await
}
