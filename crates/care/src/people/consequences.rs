//! What the word of the person does to their care team: memberships end, or come to the terms of a consent.

use jiff::Timestamp;
use sea_orm::EntityTrait;
use store::Tx;

use super::care_team::leave;
use super::place::{PlaceCode, joined, usual_compartments};
use super::rows::care_team_member;
use super::said::{InformationKind, Scope, Terms};
use super::standing::Standing;
use super::team::{TeamGround, members};
use crate::access::grants;
use crate::{Ctx, PersonId, PractitionerId, Result};

/// Ends the memberships that a standing does not bear: of those to whom the person objects, and of those who came in by a
/// consent that does not stand.
pub(super) async fn of_standing(ctx: &Ctx, tx: &Tx, person: PersonId, standing: &Standing) -> Result<()> {
    let now = ctx.now();
    for member in members(ctx, tx, person).await? {
        let objected = standing.objections.contains_key(&member.practitioner);
        let by_consent = member.ground == TeamGround::Consent;
        let consented = standing.consents.contains_key(&member.practitioner);
        if member.runs(now) && (objected || (by_consent && !consented)) {
            leave(ctx, tx, person, member.id).await?;
        }
    }
    Ok(())
}

/// Brings the memberships of a professional by consent to the terms of a consent: what it names, until when.
pub(super) async fn limit(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    who: PractitionerId,
    terms: &Terms,
) -> Result<()> {
    let now = ctx.now();
    for member in members(ctx, tx, person).await? {
        if member.practitioner != who || member.ground != TeamGround::Consent || !member.runs(now) {
            continue;
        }
        let key = (ctx.territory(), member.id.uuid());
        let Some(mut row) = care_team_member::Entity::find_by_id(key).one(tx).await? else { continue };
        if let (Some(opens), Some(PlaceCode::Outside)) =
            (&terms.opens, PlaceCode::of(member.profession, member.ground))
        {
            let usual = usual_compartments(member.kind);
            row.opens = joined(&usual.intersection(opens).copied().collect());
        }
        row.until_at = terms.until.map(Timestamp::as_microsecond);
        row.save(tx).await?;
        grants::last_until(ctx, tx, member.id.uuid(), terms.until).await?;
    }
    Ok(())
}

/// Ends the memberships that no longer stand after the person objected to somebody, or took a consent back; brings those by
/// consent to the terms of a new one.
pub(super) async fn of_word(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    kind: InformationKind,
    scope: Scope,
    terms: &Terms,
) -> Result<()> {
    let by_consent_only = match (kind, scope) {
        (InformationKind::Consented, Scope::Practitioner(who)) => {
            return limit(ctx, tx, person, who, terms).await;
        }
        (InformationKind::Opposed, Scope::Practitioner(_)) => false,
        (InformationKind::ConsentWithdrawn, _) => true,
        _ => return Ok(()),
    };
    let now = ctx.now();
    for member in members(ctx, tx, person).await? {
        let concerned = match scope {
            Scope::Everyone => true,
            Scope::Practitioner(who) => who == member.practitioner,
        };
        let by_consent = member.ground == TeamGround::Consent;
        if concerned && member.runs(now) && (by_consent || !by_consent_only) {
            leave(ctx, tx, person, member.id).await?;
        }
    }
    Ok(())
}
