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
/// A password is not enough for who has a second factor. Whoever passes gets the circumstances in which the proof counts, for
/// an act that asks for one of its own; later requests find it with the session.
pub async fn step_up(ctx: &Ctx, session: &Session, typed: &str, client: &str) -> Result<Attempt<Ctx>> {
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
            Ok(Some(proved(ctx, &proving)))
        })
    })
    .await
}

/// The same circumstances, the proof just shown.
fn proved(ctx: &Ctx, session: &Session) -> Ctx {
    let stepped_up_at = Some(ctx.now());
    let mut professional = session.professional.clone();
    if let Some(professional) = &mut professional {
        professional.principal.stepped_up = true;
    }
    ctx.as_actor(Session { professional, stepped_up_at, ..session.clone() }.actor())
}
