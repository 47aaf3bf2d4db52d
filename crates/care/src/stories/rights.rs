//! The rights of Nadia Ferhat: one open and soon to be renewed, one waiting for its medical certificate, one filed.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, ToSpan};
use kernel::MockClock;

use super::cast::{Cast, acting};
use crate::people;
use crate::rights::{Channel, Fact, NewFact, begin, happened};
use crate::{House, PersonId, Result};

/// Tells them, in the week before `today`; what happened before is recorded after the fact.
pub(super) async fn rights(
    house: &Arc<House>,
    clock: &MockClock,
    cast: &Cast,
    today: Timestamp,
    nadia: PersonId,
) -> Result<()> {
    let days_ago = |days: i64| today - SignedDuration::from_hours(24 * days);
    let awa = acting(house, cast.get("social_worker").role).await?;
    clock.set(days_ago(7));
    let now = people::today(&awa);
    let filing = |number: &str| Fact::Filing { channel: Channel::Online, number: Some(number.to_owned()) };
    let said = |fact, at| NewFact { fact, at: Some(at) };
    let piece = |code: &str| Fact::PieceProvided { piece: code.to_owned() };

    let c2s = begin(&awa, awa.new_id(), nadia, "c2s").await?;
    happened(&awa, c2s, said(filing("C2S-37-118"), days_ago(7))).await?;
    let from = now.saturating_sub(10.months());
    let until = from.saturating_add(12.months());
    happened(&awa, c2s, said(Fact::Grant { from, until: Some(until) }, days_ago(7))).await?;

    let aah = begin(&awa, awa.new_id(), nadia, "aah").await?;
    for code in ["form", "identity"] {
        happened(&awa, aah, said(piece(code), days_ago(7))).await?;
    }

    clock.set(days_ago(6));
    let housing = begin(&awa, awa.new_id(), nadia, "housing").await?;
    for code in ["form", "identity", "tax"] {
        happened(&awa, housing, said(piece(code), days_ago(6))).await?;
    }
    happened(&awa, housing, said(filing("0371126000418"), days_ago(6))).await
}
