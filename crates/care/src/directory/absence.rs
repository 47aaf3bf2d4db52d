//! Absences: when somebody is away, and who stands in for them.
//!
//! What a substitute may do follows from the absence at the time of looking; nothing has to happen when it begins or
//! ends, and withdrawing it takes effect at once.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kernel::clock::from_micros;
use policy::{Action, PractitionerFacts, Reason, Resource};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Value};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use super::rows::absence;
use super::{display_name, hold, may_search};
use crate::fields::{Faults, date};
use crate::sql::{marks, sql};
use crate::{AbsenceId, Ctx, Error, PractitionerId, Result};

/// Longest absence: beyond a year a role ends and another begins.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 366);

/// An absence as typed: two days, both included.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AbsenceForm {
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
}

/// An absence, parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewAbsence {
    /// Who is away.
    pub practitioner: PractitionerId,
    /// From when.
    pub from: Timestamp,
    /// Until when, excluded.
    pub until: Timestamp,
    /// Who stands in for them.
    pub substitute: Option<PractitionerId>,
}

impl NewAbsence {
    /// Parses a form. Days begin and end at midnight in `zone`.
    pub fn parse(
        form: &AbsenceForm,
        practitioner: PractitionerId,
        substitute: Option<PractitionerId>,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<Self> {
        let mut faults = Faults::new();
        let from = faults.take(date("from", &form.from));
        let until = faults.take(date("until", &form.until));
        if substitute == Some(practitioner) {
            faults.push("substitute", "fault-own-substitute");
        }
        let (Some(from), Some(until)) = (from, until) else {
            return Err(faults.done().expect_err("a field without a value has left its fault"));
        };
        let midnight = |date: jiff::civil::Date| date.to_zoned(zone.clone()).map(|at| at.timestamp());
        let (Ok(from), Ok(until)) = (midnight(from), until.tomorrow().and_then(midnight)) else {
            return Err(Error::invalid("from", "fault-date"));
        };
        if until <= from {
            faults.push("until", "fault-until-before-from");
        } else if until <= now {
            faults.push("until", "fault-date-past");
        } else if until.duration_since(from) > LONGEST {
            faults.push("until", "fault-absence-long");
        }
        faults.done().map(|()| Self { practitioner, from, until, substitute })
    }
}

#[derive(FromQueryResult)]
struct Colleague {
    id: Uuid,
    title: String,
    given: String,
    family: String,
}

/// Those who may stand in for somebody: who answers today in a programme in which they answer, by name.
pub async fn substitutes(ctx: &Ctx, practitioner: PractitionerId) -> Result<Vec<(PractitionerId, String)>> {
    may_manage(ctx, practitioner).await?;
    let db = ctx.reader();
    let (now, answerer) = (ctx.now().as_microsecond(), policy::ProgramRole::Answerer.as_str());
    let answering = "FROM program_membership m JOIN practitioner_role r ON r.territory_id = m.territory_id \
         AND r.id = m.role_id WHERE m.territory_id = ? AND m.program_role = ? AND m.from_at <= ? \
         AND (m.until_at IS NULL OR m.until_at > ?) AND r.from_at <= ? AND (r.until_at IS NULL OR r.until_at > ?)";
    let text = format!(
        "SELECT p.id, p.title, p.given, p.family FROM practitioner p WHERE p.territory_id = ? AND p.id <> ? \
         AND p.id IN (SELECT r.practitioner_id {answering} AND m.program IN \
         (SELECT m.program {answering} AND r.practitioner_id = ?)) ORDER BY p.sort_key, p.id"
    );
    let among = || -> [Value; 6] {
        [ctx.territory().into(), answerer.into(), now.into(), now.into(), now.into(), now.into()]
    };
    let mut values: Vec<Value> = vec![ctx.territory().into(), practitioner.uuid().into()];
    values.extend(among());
    values.extend(among());
    values.push(practitioner.uuid().into());
    let rows = Colleague::find_by_statement(sql(&db, &text, values)).all(&db).await?;
    let named = |row: Colleague| (row.id.into(), display_name(&row.title, &row.given, &row.family));
    Ok(rows.into_iter().map(named).collect())
}

/// Records that somebody is away. Two absences of one person do not overlap; a substitute answers in a programme in
/// which the other does, and is not away then.
pub async fn record(ctx: &Ctx, new: NewAbsence) -> Result<AbsenceId> {
    let reason = may_manage(ctx, new.practitioner).await?;
    if let Some(substitute) = new.substitute
        && !substitutes(ctx, new.practitioner).await?.iter().any(|(id, _)| *id == substitute)
    {
        return Err(Error::invalid("substitute", "fault-not-a-substitute"));
    }
    ctx.write(move |ctx, tx| async move {
        // Whoever records another absence of the same person, or one of the substitute, waits here.
        let mut people = vec![new.practitioner];
        people.extend(new.substitute);
        people.sort_unstable();
        for who in &people {
            hold(&ctx, &tx, *who).await?;
        }
        if let Some(same) = same(&ctx, &tx, new).await? {
            // Sent twice, recorded once.
            return Ok(same);
        }
        if overlaps(&ctx, &tx, new.practitioner, new).await? {
            return Err(Error::conflict("conflict-absence-overlaps"));
        }
        if let Some(substitute) = new.substitute
            && overlaps(&ctx, &tx, substitute, new).await?
        {
            return Err(Error::invalid("substitute", "fault-substitute-away"));
        }
        let id: AbsenceId = ctx.new_id();
        absence::Model {
            territory_id: ctx.territory(),
            id: id.uuid(),
            practitioner_id: new.practitioner.uuid(),
            from_at: new.from.as_microsecond(),
            until_at: new.until.as_microsecond(),
            substitute_id: new.substitute.map(PractitionerId::uuid),
            recorded_at: ctx.now().as_microsecond(),
            withdrawn_at: None,
        }
        .insert(&tx)
        .await?;
        ctx.record(&tx, "absence.recorded", ("absence", id.uuid()), None, &reason).await?;
        Ok(id)
    })
    .await
}

/// Takes an absence back, at once. One that is over, or was taken back, stays as it was.
pub async fn withdraw(ctx: &Ctx, id: AbsenceId) -> Result<()> {
    let row = absence::Entity::find_by_id((ctx.territory(), id.uuid())).one(&ctx.reader()).await?;
    let reason = may_manage(ctx, row.ok_or(Error::NotFound)?.practitioner_id.into()).await?;
    ctx.write(move |ctx, tx| async move {
        let found =
            absence::Entity::find_by_id((ctx.territory(), id.uuid())).lock_exclusive().one(&tx).await?;
        let mut row = found.ok_or(Error::NotFound)?;
        let now = ctx.now().as_microsecond();
        if row.withdrawn_at.is_some() || row.until_at <= now {
            return Ok(());
        }
        row.withdrawn_at = Some(now);
        row.save(&tx).await?;
        ctx.record(&tx, "absence.withdrawn", ("absence", id.uuid()), None, &reason).await
    })
    .await
}

/// An absence as the directory shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbsenceView {
    /// Which.
    pub id: AbsenceId,
    /// From when.
    pub from: Timestamp,
    /// Until when, excluded.
    pub until: Timestamp,
    /// Who stands in.
    pub substitute: Option<PractitionerId>,
    /// Their name.
    pub substitute_name: Option<String>,
}

impl AbsenceView {
    /// Whether it runs at `at`.
    pub fn runs(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }
}

#[derive(FromQueryResult)]
struct ViewRow {
    id: Uuid,
    from_at: i64,
    until_at: i64,
    substitute_id: Option<Uuid>,
    title: Option<String>,
    given: Option<String>,
    family: Option<String>,
}

/// One's own absences that run or are to come, the next first.
pub async fn own(ctx: &Ctx, practitioner: PractitionerId) -> Result<Vec<AbsenceView>> {
    may_manage(ctx, practitioner).await?;
    listed(ctx, practitioner).await
}

/// The absence of somebody that runs, or else the next.
pub async fn next(ctx: &Ctx, practitioner: PractitionerId) -> Result<Option<AbsenceView>> {
    Ok(own(ctx, practitioner).await?.into_iter().next())
}

/// The absences of somebody that run or are to come, the next first.
pub async fn coming(ctx: &Ctx, practitioner: PractitionerId) -> Result<Vec<AbsenceView>> {
    may_search(ctx)?;
    listed(ctx, practitioner).await
}

async fn listed(ctx: &Ctx, practitioner: PractitionerId) -> Result<Vec<AbsenceView>> {
    let db = ctx.reader();
    let statement = sql(
        &db,
        "SELECT a.id, a.from_at, a.until_at, a.substitute_id, s.title, s.given, s.family FROM absence a \
         LEFT JOIN practitioner s ON s.territory_id = a.territory_id AND s.id = a.substitute_id \
         WHERE a.territory_id = ? AND a.practitioner_id = ? AND a.until_at > ? AND a.withdrawn_at IS NULL \
         ORDER BY a.from_at, a.id LIMIT 20",
        vec![ctx.territory().into(), practitioner.uuid().into(), ctx.now().as_microsecond().into()],
    );
    let rows = ViewRow::find_by_statement(statement).all(&db).await?;
    let view = |row: ViewRow| AbsenceView {
        id: row.id.into(),
        from: from_micros(row.from_at),
        until: from_micros(row.until_at),
        substitute: row.substitute_id.map(PractitionerId::from),
        substitute_name: row.family.map(|family| {
            display_name(&row.title.unwrap_or_default(), &row.given.unwrap_or_default(), &family)
        }),
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Whether the actor may record and take back absences of somebody: their own, or as the programme's rules say.
pub async fn may_manage(ctx: &Ctx, practitioner: PractitionerId) -> Result<Reason> {
    let resource = resource(ctx, practitioner).await?;
    ctx.permit(Action::ManageAbsence, &resource)
}

/// Somebody as acted upon: who they are, and in which programmes they answer.
async fn resource(ctx: &Ctx, practitioner: PractitionerId) -> Result<Resource> {
    #[derive(FromQueryResult)]
    struct Slug {
        program: String,
    }
    let (db, now) = (ctx.reader(), ctx.now().as_microsecond());
    let statement = sql(
        &db,
        "SELECT DISTINCT m.program FROM program_membership m \
         JOIN practitioner_role r ON r.territory_id = m.territory_id AND r.id = m.role_id \
         WHERE m.territory_id = ? AND r.practitioner_id = ? AND m.program_role = ? \
         AND m.from_at <= ? AND (m.until_at IS NULL OR m.until_at > ?) \
         AND (r.until_at IS NULL OR r.until_at > ?) ORDER BY m.program",
        vec![
            ctx.territory().into(),
            practitioner.uuid().into(),
            policy::ProgramRole::Answerer.as_str().into(),
            now.into(),
            now.into(),
            now.into(),
        ],
    );
    let answers = Slug::find_by_statement(statement).all(&db).await?;
    Ok(Resource::Practitioner(PractitionerFacts {
        id: practitioner.uuid(),
        territory: ctx.territory(),
        answers: answers.into_iter().map(|it| it.program).collect(),
    }))
}

/// Whether `who` has an absence that overlaps the one to be recorded.
async fn overlaps(ctx: &Ctx, tx: &Tx, who: PractitionerId, new: NewAbsence) -> Result<bool> {
    let statement = sql(
        tx,
        "SELECT 1 AS one FROM absence WHERE territory_id = ? AND practitioner_id = ? AND until_at > ? \
         AND from_at < ? AND withdrawn_at IS NULL LIMIT 1",
        vec![
            ctx.territory().into(),
            who.uuid().into(),
            new.from.as_microsecond().into(),
            new.until.as_microsecond().into(),
        ],
    );
    Ok(tx.query_one_raw(statement).await?.is_some())
}

/// The very same absence, where it is recorded already.
async fn same(ctx: &Ctx, tx: &Tx, new: NewAbsence) -> Result<Option<AbsenceId>> {
    let row = absence::Entity::find()
        .filter(absence::Column::TerritoryId.eq(ctx.territory()))
        .filter(absence::Column::PractitionerId.eq(new.practitioner.uuid()))
        .filter(absence::Column::FromAt.eq(new.from.as_microsecond()))
        .filter(absence::Column::UntilAt.eq(new.until.as_microsecond()))
        .filter(absence::Column::WithdrawnAt.is_null())
        .one(tx)
        .await?;
    let substitute = new.substitute.map(PractitionerId::uuid);
    Ok(row.filter(|row| row.substitute_id == substitute).map(|row| row.id.into()))
}

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

/// Which of these professionals are away at `at`.
pub async fn away_among<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    practitioners: &[PractitionerId],
    at: Timestamp,
) -> Result<Vec<PractitionerId>> {
    let mut values: Vec<Value> =
        vec![ctx.territory().into(), at.as_microsecond().into(), at.as_microsecond().into()];
    values.extend(practitioners.iter().map(|it| it.uuid().into()));
    let text = format!(
        "SELECT DISTINCT practitioner_id AS id FROM absence WHERE territory_id = ? AND from_at <= ? \
         AND until_at > ? AND withdrawn_at IS NULL AND practitioner_id IN ({}) ORDER BY practitioner_id",
        marks(practitioners.len())
    );
    let rows = Id::find_by_statement(sql(db, &text, values)).all(db).await?;
    Ok(rows.into_iter().map(|row| row.id.into()).collect())
}

/// Whether somebody is away at `at`.
pub async fn away<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    practitioner: PractitionerId,
    at: Timestamp,
) -> Result<bool> {
    Ok(!away_among(db, ctx, &[practitioner], at).await?.is_empty())
}

/// Who stands in for somebody at `at`; nobody where they are there, or named nobody.
pub async fn substitutes_of<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    practitioner: PractitionerId,
    at: Timestamp,
) -> Result<Vec<PractitionerId>> {
    related(db, ctx, ("substitute_id", "practitioner_id"), practitioner, at).await
}

/// For whom somebody stands in at `at`.
pub async fn stands_in_for<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    substitute: PractitionerId,
    at: Timestamp,
) -> Result<Vec<PractitionerId>> {
    related(db, ctx, ("practitioner_id", "substitute_id"), substitute, at).await
}

async fn related<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    (wanted, given): (&str, &str),
    who: PractitionerId,
    at: Timestamp,
) -> Result<Vec<PractitionerId>> {
    let text = format!(
        "SELECT DISTINCT {wanted} AS id FROM absence WHERE territory_id = ? AND {given} = ? AND from_at <= ? \
         AND until_at > ? AND withdrawn_at IS NULL AND substitute_id IS NOT NULL ORDER BY {wanted}"
    );
    let at = at.as_microsecond();
    let values = vec![ctx.territory().into(), who.uuid().into(), at.into(), at.into()];
    let rows = Id::find_by_statement(sql(db, &text, values)).all(db).await?;
    Ok(rows.into_iter().map(|row| row.id.into()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(
        from: &str,
        until: &str,
        substitute: u128,
    ) -> Result<NewAbsence, Vec<(&'static str, &'static str)>> {
        let form = AbsenceForm { from: from.to_owned(), until: until.to_owned() };
        let id = |n| PractitionerId::from(Uuid::from_u128(n));
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let now = "2026-10-01T08:00:00Z".parse().unwrap();
        match NewAbsence::parse(&form, id(1), (substitute > 0).then(|| id(substitute)), &zone, now) {
            Ok(new) => Ok(new),
            Err(Error::Invalid(faults)) => Err(faults.iter().map(|fault| (fault.field, fault.key)).collect()),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn both_days_are_included_and_begin_at_midnight() {
        // The clock goes back on the 25th: that day has 25 hours.
        let new = parse("2026-10-24", "25/10/2026", 2).unwrap();
        assert_eq!(new.from.to_string(), "2026-10-23T22:00:00Z");
        assert_eq!(new.until.to_string(), "2026-10-25T23:00:00Z");
        assert!(parse("2026-10-01", "2026-10-01", 0).is_ok(), "today counts");
        assert!(parse("2026-09-15", "2026-10-15", 0).is_ok(), "it may have begun");
    }

    #[test]
    fn what_cannot_be() {
        assert_eq!(
            parse("", "demain", 0).unwrap_err(),
            [("from", "fault-required"), ("until", "fault-date")]
        );
        assert_eq!(parse("2026-10-05", "2026-10-04", 0).unwrap_err(), [("until", "fault-until-before-from")]);
        assert_eq!(parse("2026-09-01", "2026-09-30", 0).unwrap_err(), [("until", "fault-date-past")]);
        assert_eq!(parse("2026-10-05", "2027-10-06", 0).unwrap_err(), [("until", "fault-absence-long")]);
        assert_eq!(
            parse("2026-10-05", "2026-10-06", 1).unwrap_err(),
            [("substitute", "fault-own-substitute")]
        );
        assert_eq!(parse("9999-12-31", "9999-12-31", 0).unwrap_err(), [("from", "fault-date")]);
    }
}
