//! Sending a referral.

use policy::{Action, Resource};
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::facts::{Dated, Fact};
use super::form::NewReferral;
use super::notices;
use super::receivers::receivers;
use super::rows::{self, Referral, barred, referral};
use super::standing::{Status, standing};
use super::view::protocol;
use crate::access::entries::{self, NewEntry};
use crate::dates::NEVER;
use crate::people;
use crate::{Ctx, Error, PersonId, PractitionerId, ReferralId, Result, drafts};

/// The form whose draft is kept while one writes.
pub const DRAFT: &str = "referral";

/// Under which object the draft of a referral is kept: this person, this protocol.
pub fn draft_of(person: PersonId, program: &str, code: &str) -> Uuid {
    let digest = Sha256::digest(format!("referral|{}|{program}|{code}", person.uuid()));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Sends a referral under the identifier that was minted with the form: sent twice, one leaves. The person is told, now or before.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden, and for a protocol that there is not; [`Error::Forbidden`] when the actor may not
/// ask about the person, or the protocol does not name their profession; [`Error::Invalid`] on `telling` when the person was not
/// told, and on `named` for somebody who does not receive; [`Error::Conflict`] when the person objects.
pub async fn send(ctx: &Ctx, id: ReferralId, person: PersonId, new: NewReferral) -> Result<ReferralId> {
    let (program, rules) = protocol(ctx, &new.program, &new.code)?;
    let (slug, calendar, rules) = (program.slug.clone(), program.calendar.clone(), rules.clone());
    ctx.write(move |ctx, tx| async move {
        let facts = people::ties(&ctx, &tx, person).await?.facts;
        let reason = ctx.permit(Action::AskAboutPerson, &Resource::Person(facts.clone()))?;
        let me = ctx.actor().professional()?;
        if !rules.may_refer.contains(&me.principal.profession) {
            return Err(Error::Forbidden);
        }
        let person = PersonId::from(facts.id);
        people::hold(&tx, &ctx, person).await?;
        if let Some(before) = rows::find(&ctx, &tx, id).await? {
            let mine =
                before.row.sender_id == me.practitioner().uuid() && before.row.person_id == person.uuid();
            let first = before.facts.first().map(|it| &it.fact);
            return match (mine, first) {
                (false, _) => Err(Error::NotFound),
                // Pressed twice.
                (true, Some(Fact::Sending(sent))) if *sent == new.sent && before.row.code == rules.code => {
                    Ok(id)
                }
                // Another text under the identifier of one that left: it is not taken for that one.
                (true, _) => Err(Error::conflict("conflict-referral-left")),
            };
        }
        if let Some(named) = new.named {
            let known = receivers(&tx, &ctx, &slug, &rules.received_by).await?;
            if named == me.practitioner() || known.iter().all(|it| it.id != named) {
                return Err(Error::invalid("named", "fault-referral-named"));
            }
        }
        people::tell_about_exchange(&ctx, &tx, person, new.telling).await?;
        let at = ctx.now();
        let fact = Fact::Sending(new.sent);
        let mut row = referral::Model {
            territory_id: ctx.territory(),
            id: id.uuid(),
            person_id: person.uuid(),
            program: slug,
            code: rules.code.clone(),
            rules: serde_json::to_string(&rules)?,
            toward: rules.toward.code().to_owned(),
            professions: barred(&rules.received_by),
            sent_at: at.as_microsecond(),
            sender_id: me.practitioner().uuid(),
            sender_role_id: me.role().uuid(),
            sender_organization_id: me.organization_id().uuid(),
            named_id: new.named.map(PractitionerId::uuid),
            receiver_id: None,
            receiver_organization_id: None,
            status: Status::Sent.code().to_owned(),
            due_key: NEVER,
            open_until: None,
        };
        let first = Dated::recorded(&ctx, 1, at, &fact)?;
        let then = standing(&rules, &calendar, std::slice::from_ref(&first));
        rows::project(&mut row, &then.ok_or_else(|| Error::Bug("a referral that never left".to_owned()))?);
        let added = referral::Entity::insert(referral::ActiveModel::from(row.clone()))
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&tx)
            .await?;
        if added == 0 {
            return Err(Error::NotFound);
        }
        rows::append(&ctx, &tx, id, 1, at, &fact).await?;
        drafts::discard(&ctx, &tx, DRAFT, draft_of(person, &row.program, &row.code)).await?;
        let kind = fact.kind().entry();
        let entry = NewEntry {
            person,
            compartment: policy::Compartment::Coordination,
            at,
            kind,
            object: ("referral", id.uuid()),
        };
        entries::add(&ctx, &tx, entry).await?;
        let sent = Referral { row, rules, facts: vec![first.clone()] };
        notices::tell(&ctx, &tx, &sent, &first).await?;
        ctx.record(&tx, "referral.sent", ("referral", id.uuid()), Some(person.uuid()), &reason).await?;
        Ok(id)
    })
    .await
}
