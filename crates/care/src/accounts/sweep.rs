//! Forgetting what is over.

use super::{links, sessions, throttle};
use crate::drafts::unsent;
use crate::{Ctx, Result};

/// Forgets sessions that are over, links that were over a month ago, tries that nobody remembers and forms that nobody
/// came back for. Safe to run at any
/// time, as often as one likes.
pub async fn sweep(ctx: &Ctx) -> Result<()> {
    ctx.write(|ctx, tx| async move {
        sessions::sweep(&ctx, &tx).await?;
        links::sweep(&ctx, &tx).await?;
        unsent::sweep(&ctx, &tx).await?;
        throttle::sweep(&ctx, &tx).await
    })
    .await
}
