//! The attempt: everything is given, then one record is looked for, and opened for an hour if there is exactly one.

use jiff::SignedDuration;
use kernel::names::fold;
use policy::{Action, Compartment, Function, Reason, Resource};
use sea_orm::FromQueryResult;
use serde_json::json;
use store::Tx;
use uuid::Uuid;

use super::form::NewAttempt;
use super::rows::break_glass;
use crate::access::entries::{self, NewEntry};
use crate::access::grants::{self, Ground, Holder, NewGrant};
use crate::directory;
use crate::notices::{self, NewNotice};
use crate::people;
use crate::sql::sql;
use crate::{AttemptId, Ctx, PersonId, PractitionerId, Result};

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

/// Whether the actor may try: for the form, which is shown after the second factor.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever is no health professional; [`crate::Error::StepUp`] without the second factor.
pub fn may_attempt(ctx: &Ctx) -> Result<Reason> {
    ctx.permit(Action::BreakGlass, &Resource::Territory(ctx.territory()))
}

/// Tries to open the record of a person in vital need. Sent twice under one identifier, it is one attempt. Whatever comes of
/// it, it is kept, journalled and told to the data-protection officer in this act.
///
/// # Errors
/// As [`may_attempt`].
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

/// What came of this very attempt, where it was made before.
async fn done(ctx: &Ctx, tx: &Tx, id: AttemptId) -> Result<Option<Attempted>> {
    use sea_orm::EntityTrait;
    let row = break_glass::Entity::find_by_id((ctx.territory(), id.uuid())).one(tx).await?;
    Ok(row.map(|row| row.person_id.map_or(Attempted::Nothing, |person| Attempted::Opened(person.into()))))
}

#[derive(FromQueryResult)]
struct Candidate {
    id: Uuid,
    family: String,
    used_family: Option<String>,
    given: String,
    sex: String,
    opposed_at: Option<i64>,
}

/// The one person who answers to all of it. Two who do are nobody; and one who objected to sharing stays closed, as the
/// person decided for this case as well (CSP L1110-4 IV).
async fn find(ctx: &Ctx, tx: &Tx, new: &NewAttempt) -> Result<Option<PersonId>> {
    let text = "SELECT id, family, used_family, given, sex, opposed_at FROM person \
                WHERE territory_id = ? AND birth_date = ? AND merged_into IS NULL ORDER BY id";
    let values = vec![ctx.territory().into(), new.birth_date.to_string().into()];
    let all = Candidate::find_by_statement(sql(tx, text, values)).all(tx).await?;
    let mut answering = all.into_iter().filter(|it| answers(it, new));
    let (first, second) = (answering.next(), answering.next());
    Ok(first.filter(|it| second.is_none() && it.opposed_at.is_none()).map(|it| it.id.into()))
}

fn answers(it: &Candidate, new: &NewAttempt) -> bool {
    let first = |name: &str| fold(name).split(' ').next().map(str::to_owned);
    let family = fold(&new.family);
    let bears =
        fold(&it.family) == family || it.used_family.as_deref().is_some_and(|used| fold(used) == family);
    bears && first(&it.given) == first(&new.given) && it.sex == new.sex.code()
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
            "family": new.family, "given": new.given, "birth_date": new.birth_date.to_string(), "sex": new.sex.code(),
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
