//! The attempt: everything is given, then one record is looked for, and opened for an hour if there is exactly one.

use jiff::SignedDuration;
use policy::{Action, Compartment, Function, Reason, Resource};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};
use serde_json::json;
use store::Tx;

use super::form::NewAttempt;
use super::rows::break_glass;
use crate::access::entries::{self, NewEntry};
use crate::access::grants::{self, Ground, Holder, NewGrant};
use crate::directory;
use crate::notices::{self, NewNotice};
use crate::people;
use crate::sql::sql;
use crate::{AttemptId, Ctx, Error, PersonId, PractitionerId, Result};

/// How long an opening lasts.
const LASTS: SignedDuration = SignedDuration::from_hours(1);
/// So many attempts an hour; further ones are not looked at.
const AN_HOUR: i64 = 5;

/// What came of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempted {
    /// The record is open.
    Opened(PersonId),
    /// No record can be opened on this: there is none, there are several, or this one stays closed.
    Nothing,
    /// Too many attempts within an hour: this one was not looked at.
    Throttled,
}

/// Whether the actor may try, once they show the second factor again: for the form, which asks for it.
///
/// # Errors
/// [`Error::Forbidden`] for whoever is no health professional.
pub fn may_ask(ctx: &Ctx) -> Result<()> {
    match may_attempt(ctx) {
        Ok(_) | Err(Error::StepUp) => Ok(()),
        Err(error) => Err(error),
    }
}

fn may_attempt(ctx: &Ctx) -> Result<Reason> {
    ctx.permit(Action::BreakGlass, &Resource::Territory(ctx.territory()))
}

/// What came of this very attempt, where the actor made it before: a form sent twice asks for no second proof, since the one
/// in it has been used.
///
/// # Errors
/// As [`may_ask`].
pub async fn outcome(ctx: &Ctx, id: AttemptId) -> Result<Option<Attempted>> {
    may_ask(ctx)?;
    done(ctx, &ctx.reader(), id).await
}

/// Tries to open the record of a person in vital need. Sent twice under one identifier, it is one attempt. Whatever comes of
/// it, it is kept, journalled and told to the data-protection officer in this act.
///
/// # Errors
/// As [`may_ask`]; [`Error::StepUp`] where the second factor was not shown for it.
pub async fn attempt(ctx: &Ctx, id: AttemptId, new: NewAttempt) -> Result<Attempted> {
    ctx.write(move |ctx, tx| async move {
        let reason = may_attempt(&ctx)?;
        let me = ctx.actor().professional()?.practitioner();
        directory::hold(&ctx, &tx, me).await?;
        if let Some(before) = done(&ctx, &tx, id).await? {
            return Ok(before);
        }
        if lately(&ctx, &tx, me).await? >= AN_HOUR {
            ctx.record(&tx, "break_glass.throttled", ("break_glass", id.uuid()), None, &reason).await?;
            return Ok(Attempted::Throttled);
        }
        let found = find(&ctx, &tx, &new).await?;
        keep(&ctx, &tx, id, &new, found).await?;
        let officers = directory::holders_of(&ctx, &tx, Function::DataProtectionOfficer).await?;
        let told = NewNotice {
            kind: "notice-break-glass",
            object: ("break_glass", id.uuid()),
            dedup: &format!("break-glass|{}", id.uuid()),
        };
        notices::tell(&ctx, &tx, &officers, told).await?;
        let Some(person) = found else {
            ctx.record(&tx, "break_glass.missed", ("break_glass", id.uuid()), None, &reason).await?;
            return Ok(Attempted::Nothing);
        };
        open(&ctx, &tx, id, person, me).await?;
        ctx.record(&tx, "break_glass.opened", ("break_glass", id.uuid()), Some(person.uuid()), &reason)
            .await?;
        Ok(Attempted::Opened(person))
    })
    .await
}

#[derive(FromQueryResult)]
struct Counted {
    n: i64,
}

/// How many attempts the actor made within the hour.
async fn lately(ctx: &Ctx, tx: &Tx, me: PractitionerId) -> Result<i64> {
    let since = (ctx.now() - LASTS).as_microsecond();
    let text =
        "SELECT COUNT(*) AS n FROM break_glass WHERE territory_id = ? AND practitioner_id = ? AND at > ?";
    let values = vec![ctx.territory().into(), me.uuid().into(), since.into()];
    let found = Counted::find_by_statement(sql(tx, text, values)).one(tx).await?;
    Ok(found.map_or(0, |it| it.n))
}

/// What came of this very attempt, where the actor made it before.
async fn done(ctx: &Ctx, db: &impl ConnectionTrait, id: AttemptId) -> Result<Option<Attempted>> {
    let me = ctx.actor().professional()?.practitioner().uuid();
    let row = break_glass::Entity::find_by_id((ctx.territory(), id.uuid())).one(db).await?;
    Ok(row
        .filter(|row| row.practitioner_id == me)
        .map(|row| row.person_id.map_or(Attempted::Nothing, |person| Attempted::Opened(person.into()))))
}

/// The one person who answers to all of it. Two who do are nobody; and one who objected to sharing stays closed, as the
/// person decided for this case as well (CSP L1110-4 IV).
async fn find(ctx: &Ctx, tx: &Tx, new: &NewAttempt) -> Result<Option<PersonId>> {
    let mut answering = people::exactly(ctx, tx, &new.sought).await?;
    answering.retain(|it| it.merged_into.is_none() && it.sex == new.sex.code());
    let one = answering.pop().filter(|it| answering.is_empty() && it.opposed_at.is_none());
    Ok(one.map(|it| it.id.into()))
}

async fn keep(ctx: &Ctx, tx: &Tx, id: AttemptId, new: &NewAttempt, found: Option<PersonId>) -> Result<()> {
    let me = ctx.actor().professional()?;
    break_glass::Model {
        territory_id: ctx.territory(),
        id: id.uuid(),
        role_id: me.role().uuid(),
        practitioner_id: me.practitioner().uuid(),
        at: ctx.now().as_microsecond(),
        need: new.need.code().to_owned(),
        reason: new.reason.clone(),
        sought: json!({
            "family": new.sought.family, "given": new.sought.given, "birth_date": new.sought.birth_date.to_string(),
            "sex": new.sex.code(),
        })
        .to_string(),
        person_id: found.map(PersonId::uuid),
        until_at: found.map(|_| (ctx.now() + LASTS).as_microsecond()),
        reviewed_at: None,
        reviewed_by: None,
        verdict: None,
        comment: None,
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Opens the record for an hour, leaves a line in it, and tells the attending doctor.
async fn open(ctx: &Ctx, tx: &Tx, id: AttemptId, person: PersonId, me: PractitionerId) -> Result<()> {
    let grant = NewGrant {
        holder: Holder::Practitioner(me),
        ground: Ground::VitalNeed,
        person: Some(person),
        object: Some(("break_glass", id.uuid())),
        until: Some(ctx.now() + LASTS),
    };
    grants::give(ctx, tx, grant).await?;
    let line = NewEntry {
        person,
        compartment: Compartment::Coordination,
        at: ctx.now(),
        kind: "person-vital-need",
        object: ("break_glass", id.uuid()),
    };
    entries::add(ctx, tx, line).await?;
    let mut doctors = people::attending_doctors(ctx, tx, person).await?;
    doctors.retain(|doctor| *doctor != me);
    let told = NewNotice {
        kind: "notice-vital-need",
        object: ("person", person.uuid()),
        dedup: &format!("vital-need|{}", id.uuid()),
    };
    notices::tell(ctx, tx, &doctors, told).await
}
