//! What stands on a person's own page, and on its paper version.

use jiff::Timestamp;
use kernel::clock::from_micros;
use policy::{Action, Profession, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::access::{OwnSession, own};
use super::questions::{Question, of_person};
use crate::directory::display_name;
use crate::journal::{self, Filter, Kind};
use crate::pathways::{self, PathwayView};
use crate::people::{self, Left, Person, Shown, Standing, TeamMember, ties};
use crate::record::{self, Fact, Sort, Status};
use crate::rights::{self, ApplicationView};
use crate::sql::sql;
use crate::support::interviews::{self, Upcoming};
use crate::support::plan::{self, GoalView};
use crate::synthesis::{self, ToldToThePerson};
use crate::{Ctx, PersonId, Result, Seen};

/// An appointment to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// When.
    pub at: Timestamp,
    /// With whom.
    pub with: String,
    /// Where, if it was said.
    pub place: Option<String>,
}

/// Somebody who looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// When.
    pub at: Timestamp,
    /// Who; absent for the doctor to whom they were handed over by a link.
    pub name: Option<String>,
    /// As what, and where they work.
    pub role: Option<(Profession, String)>,
    /// At what: a code of the journal.
    pub action: String,
    /// Why: the id of a rule.
    pub ground: String,
}

/// The rule by which a doctor to whom somebody was handed over reads.
const RECEIVED: &str = "handover-by-link";

/// Who looked, as much of it as is read at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Looks {
    /// The readings, the last first.
    pub lines: Vec<Looked>,
    /// From where to go on, where more may follow.
    pub next: Option<Uuid>,
}

/// A person's own page.
#[derive(Debug, Clone)]
pub struct OwnPage {
    /// Who they are.
    pub person: Person,
    /// Who is around them.
    pub circle: Vec<TeamMember>,
    /// Appointments to come.
    pub next: Vec<Next>,
    /// Interviews to come; on paper, those that whoever prints it may know of.
    pub interviews: Vec<Upcoming>,
    /// The pathways that they go through.
    pub pathways: Vec<PathwayView>,
    /// What was signed for them in plain words; on paper, where whoever prints it may read it.
    pub syntheses: Vec<ToldToThePerson>,
    /// Their plan: the goals that they pursue, and those that they reached.
    pub goals: Vec<GoalView>,
    /// What they wrote with somebody for when things go badly; on paper, where whoever prints it may read it.
    pub crisis: Vec<Fact>,
    /// Applications for rights, as they stand.
    pub rights: Vec<ApplicationView>,
    /// What they were told and said, as it stands.
    pub standing: Standing,
    /// Who looked and why, the last first: on their page; on paper, who read how often and why ([`Left::read`]).
    pub looked: Looks,
    /// What left under their name, and on paper who read.
    pub left: Left,
    /// What they asked.
    pub questions: Vec<Question>,
}

#[derive(FromQueryResult)]
struct Appointment {
    booked_for: i64,
    place: Option<String>,
    title: String,
    given: String,
    family: String,
}

async fn appointments<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Vec<Next>> {
    let text = "SELECT k.booked_for, k.place, p.title, p.given, p.family FROM consultation k \
                JOIN practitioner p ON p.territory_id = k.territory_id AND p.id = k.practitioner_id \
                WHERE k.territory_id = ? AND k.person_id = ? AND k.status = 'booked' AND k.booked_for >= ? \
                ORDER BY k.booked_for LIMIT 20";
    let values = vec![ctx.territory().into(), person.uuid().into(), ctx.now().as_microsecond().into()];
    let rows = Appointment::find_by_statement(sql(db, text, values)).all(db).await?;
    let next = |row: Appointment| Next {
        at: from_micros(row.booked_for),
        with: display_name(&row.title, &row.given, &row.family),
        place: row.place,
    };
    Ok(rows.into_iter().map(next).collect())
}

async fn looks(ctx: &Ctx, person: PersonId, before: Option<Uuid>) -> Result<Looks> {
    let filter = Filter { person: Some(person), kind: Some(Kind::Reading), ..Filter::default() };
    let (lines, next) = journal::stretch(ctx, &filter, before).await?;
    let line = |line: journal::Line| {
        // Nobody of the house: the doctor to whom they were handed over by a link, or they themselves.
        let received = line.ground == RECEIVED;
        let (name, role) = match line.by {
            Some(by) => (Some(by.name), by.role),
            None if received => (None, None),
            None => return None,
        };
        Some(Looked { at: line.at, name, role, action: line.action, ground: line.ground })
    };
    Ok(Looks { lines: lines.into_iter().filter_map(line).collect(), next })
}

/// Who looked at the record of the person who acts, before that line of the journal or up to now. Journalled.
///
/// # Errors
/// As [`page`].
pub async fn looked(ctx: &Ctx, session: &OwnSession, before: Option<Uuid>) -> Result<Looks> {
    let person = theirs(ctx, session).await?;
    looks(ctx, person, before).await
}

/// The person whose page it is, while it is open; journalled. A record that was merged meanwhile stands for the one it was
/// merged into.
async fn theirs(ctx: &Ctx, session: &OwnSession) -> Result<PersonId> {
    let db = ctx.reader();
    let reason = own(ctx, &db, session.person).await?;
    let person = PersonId::from(people::person_facts(ctx, &db, session.person).await?.id);
    ctx.saw(Seen {
        action: "own.read",
        kind: "person",
        object: Some(person.uuid()),
        persons: vec![person.uuid()],
        ground: reason.policy.to_string(),
    });
    Ok(person)
}

/// The page of the person who acts, while it is open. Journalled.
///
/// # Errors
/// [`crate::Error::NotFound`] for anybody but the person on their own page.
pub async fn page(ctx: &Ctx, session: &OwnSession) -> Result<OwnPage> {
    let db = ctx.reader();
    let person = theirs(ctx, session).await?;
    let left = people::left::to_the_person(ctx, &db, person).await?;
    Ok(OwnPage {
        looked: looks(ctx, person, None).await?,
        interviews: interviews::planned(ctx, &db, person).await?,
        rights: rights::told_to_the_person(ctx, &db, person).await?,
        crisis: record::running_to_the_person(ctx, &db, person, Sort::CrisisPlan).await?,
        syntheses: synthesis::told_to_the_person(ctx, &db, person).await?,
        ..common(ctx, &db, person, left).await?
    })
}

async fn common<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId, left: Left) -> Result<OwnPage> {
    Ok(OwnPage {
        person: people::read(ctx, db, person).await?,
        circle: people::running_team(ctx, db, person).await?,
        next: appointments(ctx, db, person).await?,
        interviews: Vec::new(),
        pathways: pathways::told_to_the_person(ctx, db, person).await?,
        syntheses: Vec::new(),
        goals: plan::told_to_the_person(ctx, db, person).await?,
        crisis: Vec::new(),
        rights: Vec::new(),
        standing: people::standing(ctx, db, person).await?,
        looked: Looks::default(),
        left,
        questions: of_person(ctx, db, person).await?,
    })
}

/// The same on paper, for the professional who prints it: nothing that they could not read. Journalled.
///
/// # Errors
/// [`crate::Error::NotFound`] when the person is hidden; [`crate::Error::Forbidden`] when the actor may not record what they
/// say, or not read the coordination.
pub async fn paper(ctx: &Ctx, person: PersonId) -> Result<OwnPage> {
    let db = ctx.reader();
    let ties = ties(ctx, &db, person).await?;
    let person = PersonId::from(ties.facts.id);
    let facts = ties.facts;
    let resource = Resource::Person(facts.clone());
    let reason = ctx.permit(Action::RecordInformation, &resource)?;
    let left = people::left(ctx, person).await?;
    ctx.saw(Seen {
        action: "own.paper_read",
        kind: "person",
        object: Some(person.uuid()),
        persons: vec![person.uuid()],
        ground: reason.policy.to_string(),
    });
    let mut page = common(ctx, &db, person, left).await?;
    page.interviews = interviews::upcoming(ctx, &db, &facts).await?;
    page.crisis = record::of_sorts(ctx, &db, person, &Shown::of(ctx, &facts), &[Sort::CrisisPlan]).await?;
    page.crisis.retain(|it| it.status == Status::Holds && !it.restricted);
    if ctx.may(Action::ReadSocialOverview, &resource) {
        page.rights = rights::told_to_the_person(ctx, &db, person).await?;
    }
    if ctx.may(Action::ReadSomatic, &resource) {
        page.syntheses = synthesis::told_to_the_person(ctx, &db, person).await?;
    }
    Ok(page)
}
