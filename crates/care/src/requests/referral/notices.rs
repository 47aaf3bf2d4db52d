//! Who is told what about a referral. One table, read from top to bottom.
//!
//! | what happened | who is told |
//! |---|---|
//! | sent | the one named, or all those of the protocol |
//! | accepted, declined, redirected, begun, done, could not be done | whoever referred |
//! | closed, cancelled | whoever accepted; the one named, where nobody had |
//! | tried | nobody: it stands on the page |
//!
//! Nobody to whom the person objects by name.

use store::Tx;

use super::facts::{Dated, FactKind};
use super::receivers::receivers;
use super::rows::Referral;
use crate::notices::{self, NewNotice};
use crate::people;
use crate::{Ctx, PractitionerId, Result};

/// Tells everybody concerned, except the one who did it.
pub(super) async fn tell(ctx: &Ctx, tx: &Tx, referral: &Referral, dated: &Dated) -> Result<()> {
    let row = &referral.row;
    let sender = || vec![PractitionerId::from(row.sender_id)];
    let there = || row.receiver_id.or(row.named_id).map(PractitionerId::from).into_iter().collect();
    let (kind, to): (&'static str, Vec<PractitionerId>) = match dated.fact.kind() {
        FactKind::Sending => match row.named_id {
            Some(named) => ("notice-referral-for-you", vec![named.into()]),
            None => {
                let known = receivers(tx, ctx, &row.program, &referral.rules.received_by).await?;
                ("notice-referral-in-pool", known.into_iter().map(|it| it.id).collect())
            }
        },
        FactKind::Acceptance => ("notice-referral-accepted", sender()),
        FactKind::Decline => ("notice-referral-declined", sender()),
        FactKind::Redirection => ("notice-referral-redirected", sender()),
        FactKind::Beginning => ("notice-referral-begun", sender()),
        FactKind::Done => ("notice-referral-done", sender()),
        FactKind::CouldNot => ("notice-referral-could-not", sender()),
        FactKind::Closing => ("notice-referral-closed", there()),
        FactKind::Cancellation => ("notice-referral-cancelled", there()),
        FactKind::Attempt => return Ok(()),
    };
    let objections = people::standing(ctx, tx, row.person_id.into()).await?.objections;
    let concerned = |to: &PractitionerId| *to != dated.practitioner && !objections.contains_key(to);
    let mut to: Vec<_> = to.into_iter().filter(concerned).collect();
    to.dedup();
    let dedup = format!("referral|{}|{}", row.id, dated.seq);
    notices::tell(ctx, tx, &to, NewNotice { kind, object: ("referral", row.id), dedup: &dedup }).await
}
