//! What happens to a referral once it left.

use jiff::SignedDuration;
use policy::{Action, Compartment, ProgramRole};

use super::facts::{Fact, Sent};
use super::form::NewFact;
use super::look::hold;
use super::notices;
use super::rows;
use super::standing::{Standing, Status, moved_on};
use crate::access::entries::{self, NewEntry};
use crate::dates;
use crate::people;
use crate::{Ctx, Error, PersonId, ReferralId, Result};

/// Records what happened to a referral. The very same thing said again by the same professional is said once. Whoever accepts joins
/// the care team of the person, where the person wants it.
///
/// # Errors
/// [`Error::NotFound`] when it is hidden; [`Error::Forbidden`] when it is not the actor’s to say; [`Error::Conflict`] for what cannot
/// happen where it stands, and names who was there first; [`Error::Invalid`] for a reason that is none of the protocol’s.
pub async fn happened(ctx: &Ctx, id: ReferralId, new: NewFact) -> Result<Standing> {
    ctx.write(move |ctx, tx| async move {
        // The person first, as every act does, then the referral.
        let found = rows::find(&ctx, &tx, id).await?;
        let person = found.as_ref().map_or(uuid::Uuid::nil(), |it| it.row.person_id);
        let held = people::hold(&tx, &ctx, person.into()).await;
        // One that is absent takes the same statements as one that is hidden: both are told apart from nothing below.
        if found.is_some() {
            held?;
        }
        let (mut referral, resource) = hold(&ctx, &tx, id).await?;
        let kind = new.fact.kind();
        let before = referral.standing(&ctx)?;
        let last =
            referral.facts.last().ok_or_else(|| Error::Bug("a referral that never left".to_owned()))?;
        let me = ctx.actor().professional()?;
        let again = last.fact == new.fact && last.practitioner == me.practitioner();
        // The same try is tried again, but not within a minute: that is a button pressed twice.
        let at_once = ctx.now().duration_since(last.recorded_at) < SignedDuration::from_mins(1);
        if again && (at_once || !matches!(new.fact, Fact::Attempt { .. })) {
            return Ok(before);
        }
        let action = if kind.is_the_senders() { Action::FollowReferral } else { Action::ReceiveReferral };
        let received = before.receiver.as_ref().is_some_and(|(who, ..)| *who == me.practitioner());
        let receives = !received
            && me.holds(&referral.row.program, ProgramRole::Answerer)
            && referral.rules.received_by.contains(&me.principal.profession);
        let reason = match ctx.permit(action, &resource) {
            Ok(reason) => reason,
            // Theirs a moment ago, and somebody else was quicker: say so rather than « forbidden », so that nothing typed is lost.
            Err(Error::Forbidden) if receives && !kind.is_the_senders() && before.status != Status::Sent => {
                return Err(moved_on(last));
            }
            Err(error) => return Err(error),
        };
        before.check(kind, last)?;
        new.fact.suits(&referral.rules)?;
        if new.at.is_some_and(|at| dates::day(at) < dates::day(last.at)) {
            return Err(Error::invalid("on", "fault-before-the-last"));
        }
        let at = new.at.unwrap_or(ctx.now()).min(ctx.now()).max(last.at);
        let dated = rows::append(&ctx, &tx, id, last.seq + 1, at, &new.fact).await?;
        referral.facts.push(dated.clone());
        let then = referral.standing(&ctx)?;
        let person = PersonId::from(referral.row.person_id);
        if new.fact == Fact::Acceptance {
            referral.row.receiver_id = Some(me.practitioner().uuid());
            referral.row.receiver_organization_id = Some(me.organization_id().uuid());
            let Sent { joins, .. } = before.sent;
            if joins {
                let by = referral.row.sender_role_id.into();
                people::received(&ctx, &tx, person, by, &reason).await?;
            }
        }
        rows::project(&mut referral.row, &then);
        referral.row.clone().save(&tx).await?;
        let object = ("referral", id.uuid());
        let entry =
            NewEntry { person, compartment: Compartment::Coordination, at, kind: kind.entry(), object };
        entries::add(&ctx, &tx, entry).await?;
        notices::tell(&ctx, &tx, &referral, &dated).await?;
        ctx.record(&tx, "referral.recorded", object, Some(person.uuid()), &reason).await?;
        Ok(then)
    })
    .await
}
