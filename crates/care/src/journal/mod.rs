//! Reading the journal: who did what, when, through which role, on what ground.
//!
//! An administrator reads it on opaque identifiers; a data-protection officer sees the names of the persons concerned
//! as well, and each reading that names somebody is itself a line about them. Nothing here changes a line: the journal
//! only grows.

mod actions;
mod checks;
mod names;
mod sought;

use jiff::Timestamp;
use policy::{Action, Profession, Reason, Resource};
use serde_json::Value as Json;
use store::Entry;
use store::audit::{self, Chain};
use uuid::Uuid;

pub use actions::{Family, Kind, READINGS};
pub use checks::{Verification, ask_for_verification, handlers, last_verification};
pub use sought::{SoughtForm, may_seek, seek};

use crate::{Ctx, Error, PersonId, PractitionerId, Result, Seen};

/// How many lines stand on a page.
const PAGE: usize = 50;
/// How many lines of an export are read at once.
const BATCH: u32 = 500;

/// Which lines are wanted. Everything left empty wants all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub until: Option<Timestamp>,
    /// What it is about.
    pub family: Option<Family>,
    /// Looking, acting, or being refused.
    pub kind: Option<Kind>,
    /// What this professional did.
    pub actor: Option<PractitionerId>,
    /// Lines that concern this person.
    pub person: Option<PersonId>,
}

impl Filter {
    fn stored(&self) -> audit::Filter {
        let mut stored = audit::Filter {
            from: self.from,
            until: self.until,
            actor: self.actor.map(PractitionerId::uuid),
            person: self.person.map(PersonId::uuid),
            ..audit::Filter::default()
        };
        let owned = |codes: &[&str]| codes.iter().map(|&it| it.to_owned()).collect::<Vec<_>>();
        if let Some(family) = self.family {
            stored.actions = owned(family.patterns());
        }
        match self.kind {
            Some(Kind::Reading) => stored.among = owned(READINGS),
            Some(Kind::Refusal) => stored.among = owned(&[actions::REFUSALS]),
            Some(Kind::Act) => stored.without = owned(&[READINGS, &[actions::REFUSALS]].concat()),
            None => {}
        }
        stored
    }
}

/// Who did it, as the directory knows them today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// The professional.
    pub id: PractitionerId,
    /// « Dr Hélène Marchetti ».
    pub name: String,
    /// The profession exercised in the role in which they acted, and the structure.
    pub role: Option<(Profession, String)>,
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Which.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who; nobody for the house itself and for whoever had not signed in.
    pub by: Option<By>,
    /// What: a stable code.
    pub action: String,
    /// Upon what kind of thing: a stable code.
    pub kind: String,
    /// Upon which.
    pub object: Option<Uuid>,
    /// On what ground: the id of a policy, or a code of the house.
    pub ground: String,
    /// The persons concerned, with their names for whoever may read them.
    pub persons: Vec<(PersonId, Option<String>)>,
    /// What else helps to understand the line.
    pub detail: Json,
}

/// A page of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// The lines, the last first.
    pub lines: Vec<Line>,
    /// The line after which the next page begins, when more follow.
    pub next: Option<Uuid>,
    /// The reader sees the names of the persons concerned.
    pub named: bool,
}

/// May the actor read the journal, and with the names of persons?
fn permit(ctx: &Ctx) -> Result<(Reason, bool)> {
    let territory = Resource::Territory(ctx.territory());
    let reason = ctx.permit(Action::ReadJournal, &territory)?;
    Ok((reason, ctx.may(Action::ReadJournalSubjects, &territory)))
}

/// A page of the journal, in at most four queries. The reading is a line of the journal.
pub async fn read(ctx: &Ctx, filter: &Filter, before: Option<Uuid>) -> Result<Lines> {
    let (reason, named) = permit(ctx)?;
    let wanted = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let mut entries =
        audit::filtered(&ctx.reader(), ctx.territory(), &filter.stored(), before, wanted).await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let next = more.then(|| entries.last().map(|entry| entry.id)).flatten();
    let lines = names::lines(ctx, entries, named).await?;
    saw(ctx, "journal.read", None, &lines, named, &reason);
    Ok(Lines { lines, next, named })
}

/// The 500 lines of this kind before one, or the last, on opaque identifiers; and the line from which to go on where more may
/// follow. The caller has asked the policy, and journals its reading.
pub(crate) async fn stretch(
    ctx: &Ctx,
    filter: &Filter,
    before: Option<Uuid>,
) -> Result<(Vec<Line>, Option<Uuid>)> {
    let entries = audit::filtered(&ctx.reader(), ctx.territory(), &filter.stored(), before, BATCH).await?;
    let whole = u32::try_from(entries.len()).is_ok_and(|read| read == BATCH);
    let next = entries.last().filter(|_| whole).map(|entry| entry.id);
    Ok((names::lines(ctx, entries, false).await?, next))
}

/// The last 500 lines of these actions that concern a person, on opaque identifiers. The caller has asked the policy, and journals
/// its reading.
pub(crate) async fn latest_of(ctx: &Ctx, person: PersonId, actions: &[&str]) -> Result<Vec<Line>> {
    let among = actions.iter().map(|&it| it.to_owned()).collect();
    let filter = audit::Filter { person: Some(person.uuid()), among, ..audit::Filter::default() };
    let entries = audit::filtered(&ctx.reader(), ctx.territory(), &filter, None, BATCH).await?;
    names::lines(ctx, entries, false).await
}

/// All the lines of this kind, however many, as [`stretch`].
pub(crate) async fn every(ctx: &Ctx, filter: &Filter) -> Result<Vec<Line>> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let (lines, next) = stretch(ctx, filter, before).await?;
        all.extend(lines);
        before = next;
        if before.is_none() {
            return Ok(all);
        }
    }
}

/// One line, in at most four queries. The reading is a line of the journal.
pub async fn open(ctx: &Ctx, id: Uuid) -> Result<(Line, bool)> {
    let (reason, named) = permit(ctx)?;
    let entry = audit::one(&ctx.reader(), ctx.territory(), id).await?.ok_or(Error::NotFound)?;
    let mut lines = names::lines(ctx, vec![entry], named).await?;
    saw(ctx, "journal.line-read", Some(id), &lines, named, &reason);
    lines.pop().map(|line| (line, named)).ok_or(Error::NotFound)
}

/// Whoever sees a name has looked at that person: the line says so. Opaque identifiers name nobody.
fn saw(ctx: &Ctx, action: &'static str, object: Option<Uuid>, lines: &[Line], named: bool, reason: &Reason) {
    let persons = lines.iter().filter(|_| named).flat_map(|line| line.persons.iter().map(|it| it.0.uuid()));
    let persons = persons.collect();
    ctx.saw(Seen { action, kind: "journal", object, persons, ground: reason.policy.to_string() });
}

/// How the chain stands.
pub async fn chain(ctx: &Ctx) -> Result<Chain> {
    permit(ctx)?;
    Ok(audit::chain(&ctx.reader(), ctx.territory()).await?)
}

/// An export under way: batches of lines, the last first, persons by opaque identifiers for every reader.
#[derive(Debug)]
pub struct Export {
    filter: audit::Filter,
    before: Option<Uuid>,
    over: bool,
}

/// Begins an export; that it takes place stands in the journal when this returns. Lines written since are left out.
pub async fn export(ctx: &Ctx, filter: &Filter) -> Result<Export> {
    let (reason, _) = permit(ctx)?;
    let newest = audit::latest(&ctx.reader(), ctx.territory(), None, 1).await?;
    // The bound is excluded: one past the newest line of this moment.
    let before = newest.first().map(|entry| Uuid::from_u128(entry.id.as_u128().saturating_add(1)));
    let seen = Seen {
        action: "journal.exported",
        kind: "journal",
        object: None,
        persons: Vec::new(),
        ground: reason.policy.to_string(),
    };
    let detail = serde_json::json!({
        "from": filter.from.map(|at| at.to_string()),
        "until": filter.until.map(|at| at.to_string()),
        "family": filter.family.map(Family::code),
        "kind": filter.kind.map(Kind::code),
    });
    ctx.journal_now(seen, detail).await?;
    Ok(Export { filter: filter.stored(), before, over: before.is_none() })
}

impl Export {
    /// The next lines; empty at the end.
    pub async fn next(&mut self, ctx: &Ctx) -> Result<Vec<Line>> {
        if self.over {
            return Ok(Vec::new());
        }
        let entries: Vec<Entry> =
            audit::filtered(&ctx.reader(), ctx.territory(), &self.filter, self.before, BATCH).await?;
        self.before = entries.last().map(|entry| entry.id);
        self.over = self.before.is_none();
        names::lines(ctx, entries, false).await
    }
}
