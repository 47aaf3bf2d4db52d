//! The review: each attempt is looked at by the data-protection officer, who says whether it was justified.

use jiff::Timestamp;
use policy::{Action, Reason, Resource};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::form::NeedKind;
use super::rows::break_glass;
use super::status::{Opening, Review};
use crate::codes::codes;
use crate::directory::{decode, display_name};
use crate::error::Conflict;
use crate::fields::{self, Faults};
use crate::journal::{self, Filter};
use crate::sql::sql;
use crate::{AttemptId, Ctx, Error, PersonId, PractitionerId, Result, Seen};

codes! {
    /// What the review says.
    Verdict {
        /// The need was vital.
        Justified = "justified",
        /// It was not: the comment says what follows.
        Unjustified = "unjustified",
    }
}

/// A review, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    /// Code of a [`Verdict`].
    pub verdict: String,
    /// What was found, and what follows.
    pub comment: String,
}

/// A review, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReview {
    /// What it says.
    pub verdict: Verdict,
    /// What was found, and what follows; always there where it was not justified.
    pub comment: Option<String>,
}

impl NewReview {
    /// Reads what was typed.
    pub fn parse(form: &ReviewForm) -> Result<Self> {
        let mut faults = Faults::new();
        let verdict: Option<Verdict> = faults.take(fields::choice("verdict", &form.verdict));
        let comment = if verdict == Some(Verdict::Unjustified) {
            faults.take(fields::long("comment", &form.comment)).map(Some)
        } else {
            faults.take(fields::optional_long("comment", &form.comment))
        };
        faults.done()?;
        match (verdict, comment) {
            (Some(verdict), Some(comment)) => Ok(Self { verdict, comment }),
            _ => Err(Error::Bug("a form without faults has all its values".to_owned())),
        }
    }
}

/// Whom an attempt was about, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Sought {
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: String,
    /// ISO date.
    pub birth_date: String,
    /// Code of a sex.
    pub sex: String,
}

/// An attempt in one line.
#[derive(Debug, Clone)]
pub struct AttemptLine {
    /// Which.
    pub id: AttemptId,
    /// Who made it.
    pub by: String,
    /// In which structure.
    pub organization: String,
    /// When.
    pub at: Timestamp,
    /// What makes the need vital.
    pub need: NeedKind,
    /// What it opened.
    pub opening: Opening,
    /// How its review stands.
    pub review: Review,
}

/// An attempt with everything that its review needs.
#[derive(Debug, Clone)]
pub struct OneAttempt {
    /// The line.
    pub line: AttemptLine,
    /// Why, in the professional’s words.
    pub reason: String,
    /// Whom it was about, as typed.
    pub sought: Sought,
    /// Until when it was open.
    pub until: Option<Timestamp>,
    /// What was looked at and done in the person’s record meanwhile, the last first.
    pub journal: Vec<journal::Line>,
    /// What was found, and what follows.
    pub comment: Option<String>,
    /// Who reviewed it, and when.
    pub reviewed: Option<(String, Timestamp)>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    practitioner_id: Uuid,
    at: i64,
    need: String,
    reason: String,
    sought: String,
    person_id: Option<Uuid>,
    until_at: Option<i64>,
    reviewed_at: Option<i64>,
    verdict: Option<String>,
    comment: Option<String>,
    title: String,
    given: String,
    family: String,
    organization: String,
    reviewer_title: Option<String>,
    reviewer_given: Option<String>,
    reviewer_family: Option<String>,
}

const COLUMNS: &str = "b.id, b.practitioner_id, b.at, b.need, b.reason, b.sought, b.person_id, b.until_at, b.reviewed_at, \
     b.verdict, b.comment, p.title, p.given, p.family, o.name AS organization, v.title AS reviewer_title, \
     v.given AS reviewer_given, v.family AS reviewer_family FROM break_glass b \
     JOIN practitioner p ON p.territory_id = b.territory_id AND p.id = b.practitioner_id \
     JOIN practitioner_role r ON r.territory_id = b.territory_id AND r.id = b.role_id \
     JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
     LEFT JOIN practitioner_role w ON w.territory_id = b.territory_id AND w.id = b.reviewed_by \
     LEFT JOIN practitioner v ON v.territory_id = w.territory_id AND v.id = w.practitioner_id";

/// How many stand in the queue.
const MOST: usize = 200;

fn permit(ctx: &Ctx) -> Result<Reason> {
    ctx.permit(Action::ReviewBreakGlass, &Resource::Territory(ctx.territory()))
}

async fn read<C: ConnectionTrait>(db: &C, text: &str, values: Vec<sea_orm::Value>) -> Result<Vec<Row>> {
    Ok(Row::find_by_statement(sql(db, text, values)).all(db).await?)
}

/// The attempts: those to review first, the oldest first; then those reviewed, the latest first. Journalled.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but a data-protection officer; [`Error::StepUp`] without the second factor.
pub async fn queue(ctx: &Ctx) -> Result<Vec<AttemptLine>> {
    let reason = permit(ctx)?;
    let text = format!(
        "SELECT {COLUMNS} WHERE b.territory_id = ? ORDER BY (b.reviewed_at IS NOT NULL), \
         CASE WHEN b.reviewed_at IS NULL THEN b.at END, b.reviewed_at DESC, b.id LIMIT {MOST}"
    );
    let rows = read(&ctx.reader(), &text, vec![ctx.territory().into()]).await?;
    saw(ctx, "break_glass.queue", None, None, &reason);
    rows.iter().map(|row| line(row, ctx.now())).collect()
}

fn saw(ctx: &Ctx, action: &'static str, object: Option<Uuid>, person: Option<Uuid>, reason: &Reason) {
    let persons = person.into_iter().collect();
    ctx.saw(Seen { action, kind: "break_glass", object, persons, ground: reason.policy.to_string() });
}

/// How many wait for their review. One statement; none for whoever does not review.
pub async fn waiting(ctx: &Ctx) -> Result<i64> {
    #[derive(FromQueryResult)]
    struct Counted {
        n: i64,
    }
    let me = ctx.actor().professional()?;
    if !me.principal.functions.contains(&policy::Function::DataProtectionOfficer) {
        return Ok(0);
    }
    let db = ctx.reader();
    let text = "SELECT COUNT(*) AS n FROM break_glass WHERE territory_id = ? AND reviewed_at IS NULL";
    let found = Counted::find_by_statement(sql(&db, text, vec![ctx.territory().into()])).one(&db).await?;
    Ok(found.map_or(0, |it| it.n))
}

fn line(row: &Row, now: Timestamp) -> Result<AttemptLine> {
    Ok(AttemptLine {
        id: row.id.into(),
        by: display_name(&row.title, &row.given, &row.family),
        organization: row.organization.clone(),
        at: kernel::clock::from_micros(row.at),
        need: decode(&row.need)?,
        opening: Opening::of(row.until_at.map(kernel::clock::from_micros), now),
        review: Review::of(row.verdict.as_deref().map(decode).transpose()?),
    })
}

/// One attempt, with what the journal says was looked at meanwhile; never with its content. Journalled.
///
/// # Errors
/// As [`queue`]; [`Error::NotFound`] where there is none.
pub async fn open(ctx: &Ctx, id: AttemptId) -> Result<OneAttempt> {
    let reason = permit(ctx)?;
    let text = format!("SELECT {COLUMNS} WHERE b.territory_id = ? AND b.id = ?");
    let values = vec![ctx.territory().into(), id.uuid().into()];
    let row = read(&ctx.reader(), &text, values).await?.pop().ok_or(Error::NotFound)?;
    let filter = Filter {
        from: Some(kernel::clock::from_micros(row.at)),
        until: row.until_at.map(kernel::clock::from_micros),
        actor: Some(PractitionerId::from(row.practitioner_id)),
        person: row.person_id.map(PersonId::from),
        ..Filter::default()
    };
    let journal = if row.person_id.is_some() { journal::every(ctx, &filter).await? } else { Vec::new() };
    saw(ctx, "break_glass.read", Some(row.id), row.person_id, &reason);
    let reviewer = row.reviewer_family.as_ref().map(|family| {
        let part = |it: &Option<String>| it.clone().unwrap_or_default();
        display_name(&part(&row.reviewer_title), &part(&row.reviewer_given), family)
    });
    Ok(OneAttempt {
        line: line(&row, ctx.now())?,
        sought: serde_json::from_str(&row.sought)?,
        until: row.until_at.map(kernel::clock::from_micros),
        journal,
        reviewed: reviewer.zip(row.reviewed_at.map(kernel::clock::from_micros)),
        comment: row.comment,
        reason: row.reason,
    })
}

/// Says whether an attempt was justified; once.
///
/// # Errors
/// As [`open`]; [`Error::Conflict`] where it was reviewed before.
pub async fn review(ctx: &Ctx, id: AttemptId, new: NewReview) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let reason = permit(&ctx)?;
        let key = (ctx.territory(), id.uuid());
        let row = break_glass::Entity::find_by_id(key).lock_exclusive().one(&tx).await?;
        let mut row = row.ok_or(Error::NotFound)?;
        let before = row.verdict.as_deref().map(decode).transpose()?;
        if Review::of(before).after(new.verdict).is_none() {
            return Err(Error::Conflict(Conflict {
                key: "conflict-break-glass-reviewed",
                who: None,
                at: row.reviewed_at.map(kernel::clock::from_micros),
            }));
        }
        row.reviewed_at = Some(ctx.now().as_microsecond());
        row.reviewed_by = Some(ctx.actor().professional()?.role().uuid());
        row.verdict = Some(new.verdict.code().to_owned());
        row.comment = new.comment;
        let person = row.person_id;
        row.save(&tx).await?;
        ctx.record(&tx, "break_glass.reviewed", ("break_glass", id.uuid()), person, &reason).await
    })
    .await
}
