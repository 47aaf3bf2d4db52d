//! What happened to a person, as far as the reader may know: entries, latest first.
//!
//! Which entries are read is decided by the policy, not here: [`Shown`] asks it about one entry of each sort, and the
//! statement then reads those sorts. A restricted entry is never read but by its author and the readers it names.

use std::collections::BTreeSet;

use jiff::Timestamp;
use kernel::{Cursor, Page};
use policy::{Action, Compartment, EntryFacts, PersonFacts, Profession, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::access::Actor;
use crate::directory::{decode, display_name};
use crate::record::{self, Content, Sort, Status};
use crate::sql::{marks, sql};
use crate::support::interviews::Status as Interview;
use crate::{Ctx, PersonId, Result};

/// Entries on a person’s page.
const PAGE: usize = 20;

/// Entries on the page of the timeline alone, which is made to be printed.
const WHOLE: usize = 200;

/// An entry in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLine {
    /// Identifier.
    pub id: Uuid,
    /// When it happened.
    pub at: Timestamp,
    /// As exactly as that is known.
    pub told: record::Told,
    /// The part of the record in which it stands.
    pub compartment: Compartment,
    /// Stable code: the message key of its line.
    pub kind: String,
    /// Kind of what it is about.
    pub object_kind: String,
    /// What it is about.
    pub object: Uuid,
    /// Who wrote it.
    pub author: String,
    /// Their profession.
    pub profession: Profession,
    /// The reader wrote it.
    pub mine: bool,
    /// Kept for its author and the readers it names.
    pub restricted: bool,
    /// What it says, for what people wrote.
    pub content: Option<Content>,
    /// Until when it lasted.
    pub until: Option<Timestamp>,
    /// Taken back: entered by mistake.
    pub withdrawn: bool,
    /// Somebody else put it there since the reader last looked.
    pub fresh: bool,
}

impl EntryLine {
    /// Whether it holds at `now`: it lasts, is not over and was not taken back.
    pub fn holds(&self, now: Timestamp) -> bool {
        let sort = self.content.as_ref().map(Content::sort);
        sort.is_some_and(|sort| Status::of(sort, self.until, self.withdrawn, now) == Status::Holds)
    }

    /// Whether it is an interview to come at `now`.
    pub fn is_ahead(&self, now: Timestamp) -> bool {
        self.kind == Interview::Planned.kind() && self.at > now
    }
}

/// The sorts of entries that the reader may read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Shown {
    /// Compartments that are open.
    open: BTreeSet<Compartment>,
    /// Compartments of which the entries shared with the social compartment are open.
    shared: BTreeSet<Compartment>,
    /// Compartments in which the reader keeps what they wrote.
    mine: BTreeSet<Compartment>,
    /// What happens to the applications for rights is open, though the social part may not be: the overview that doctors
    /// have.
    rights: bool,
}

impl Shown {
    /// What the policy shows the actor of this person's entries.
    pub(crate) fn of(ctx: &Ctx, person: &PersonFacts) -> Self {
        Self::asked(person, |action, entry| ctx.may(action, entry))
    }

    /// What whoever is asked for by `may` sees of this person's entries.
    pub(crate) fn asked(person: &PersonFacts, may: impl Fn(Action, &Resource) -> bool) -> Self {
        let shows = |compartment: Compartment, mine: bool, shared_with_social: bool| {
            let entry = EntryFacts {
                id: Uuid::nil(),
                person: person.clone(),
                compartment,
                mine,
                restricted_to_me: None,
                shared_with_social,
            };
            may(Action::reading(compartment), &Resource::Entry(entry))
        };
        let all = || Compartment::ALL.iter().copied();
        let open: BTreeSet<_> = all().filter(|it| shows(*it, false, false)).collect();
        Self {
            shared: all().filter(|it| !open.contains(it) && shows(*it, false, true)).collect(),
            mine: all().filter(|it| shows(*it, true, false)).collect(),
            rights: may(Action::ReadSocialOverview, &Resource::Person(person.clone())),
            open,
        }
    }

    /// Whether a compartment is open as a whole.
    pub(super) fn opens(&self, compartment: Compartment) -> bool {
        self.open.contains(&compartment)
    }

    /// Whether the reader reads what others wrote in a compartment, were there any of it.
    pub(crate) fn shows_some_of(&self, compartment: Compartment) -> bool {
        [&self.open, &self.shared].iter().any(|it| it.contains(&compartment))
    }

    /// The condition under which a stranger to the entry `e` reads it: what is restricted is not theirs.
    fn stranger_sql(&self) -> (String, Vec<Value>) {
        let codes =
            |of: &BTreeSet<Compartment>| of.iter().map(|it| it.as_str().into()).collect::<Vec<Value>>();
        let text = format!(
            "(NOT e.restricted AND (e.compartment IN ({}) OR (e.shared_with_social = ? AND e.compartment IN ({})){}))",
            marks(self.open.len()),
            marks(self.shared.len()),
            self.rights_sql()
        );
        (text, [codes(&self.open), vec![true.into()], codes(&self.shared)].concat())
    }

    /// What the overview adds to the condition on the entry `e`. Every line about an application stands in the social part,
    /// and none is restricted.
    fn rights_sql(&self) -> &'static str {
        if self.rights { " OR e.object_kind = 'right'" } else { "" }
    }

    /// The condition on the entry `e`, written through the role `r`, for the reader `me`.
    pub(crate) fn sql(&self, me: Option<Uuid>) -> (String, Vec<Value>) {
        let codes =
            |of: &BTreeSet<Compartment>| of.iter().map(|it| it.as_str().into()).collect::<Vec<Value>>();
        let (open, shared, mine) = (codes(&self.open), codes(&self.shared), codes(&self.mine));
        let text = format!(
            "((r.practitioner_id = ? AND (e.compartment IN ({}){rights})) OR (r.practitioner_id <> ? \
             AND (NOT e.restricted OR EXISTS (SELECT 1 FROM entry_reader n WHERE n.territory_id = e.territory_id \
             AND n.entry_id = e.id AND n.practitioner_id = ?)) \
             AND (e.compartment IN ({}) OR (e.shared_with_social = ? AND e.compartment IN ({})){rights})))",
            marks(mine.len()),
            marks(open.len()),
            marks(shared.len()),
            rights = self.rights_sql(),
        );
        let me: Value = me.unwrap_or_default().into();
        let mut values = vec![me.clone()];
        values.extend(mine);
        values.extend([me.clone(), me]);
        values.extend(open);
        values.push(true.into());
        values.extend(shared);
        (text, values)
    }
}

#[derive(FromQueryResult)]
struct EntryRow {
    id: Uuid,
    at: i64,
    compartment: String,
    kind: String,
    object_kind: String,
    object_id: Uuid,
    restricted: bool,
    body: String,
    until_at: Option<i64>,
    withdrawn_at: Option<i64>,
    recorded_at: i64,
    at_known: Option<String>,
    practitioner_id: Uuid,
    profession: String,
    title: String,
    given: String,
    family: String,
}

/// Latest entries shown of each compartment at a glance, and next interviews.
const GLANCE: usize = 3;

/// Entries shown at a glance in all: more than hold in any life that one page can tell.
const HOLDING: usize = 200;

/// What a line is made of, of the entry `e`, its author’s role `r` and the author `p`.
const LINE: &str = "e.id, e.at, e.compartment, e.kind, e.object_kind, e.object_id, e.restricted, e.body, \
     e.until_at, e.withdrawn_at, e.recorded_at, s.at_known, r.practitioner_id, \
     r.profession, p.title, p.given, p.family";

/// In which role the entry `e` was written.
const ROLE: &str = "JOIN practitioner_role r ON r.territory_id = e.territory_id AND r.id = e.role_id";

/// Who wrote the entry `e` in the role `r`; and how exactly its date is known, where its source `s` says so.
const AUTHOR: &str = "LEFT JOIN entry_source s ON s.territory_id = e.territory_id AND s.entry_id = e.id AND s.at = e.at \
     JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id";

fn reader(ctx: &Ctx) -> Option<Uuid> {
    match ctx.actor() {
        Actor::Professional(professional) => Some(professional.practitioner().uuid()),
        _ => None,
    }
}

/// What holds now, the latest entries of each compartment of care that the reader may read, and the next interviews, latest
/// first. One statement.
pub(super) async fn glance<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    shown: &Shown,
) -> Result<Vec<EntryLine>> {
    let me = reader(ctx);
    let (condition, conditions) = shown.sql(me);
    let lasting: Vec<_> = Sort::lasting().collect();
    // Of what is ahead the soonest come first, of the rest the latest; neither takes the other's place.
    let ahead = "CASE WHEN e.kind = ? AND e.at > ? THEN";
    // Whose entry it is is looked up for all of them, what else a line says for those that are shown.
    let text = format!(
        "SELECT {LINE} FROM (SELECT id FROM (SELECT e.id, e.kind, e.withdrawn_at, e.until_at, \
         ROW_NUMBER() OVER (PARTITION BY e.compartment, {ahead} 1 ELSE 0 END \
         ORDER BY {ahead} -e.at ELSE e.at END DESC, e.id DESC) AS place FROM entry e {ROLE} \
         WHERE e.territory_id = ? AND e.person_id = ? \
         AND e.compartment IN ('coordination', 'somatic', 'psychiatric', 'social') AND {condition}) AS ranked \
         WHERE place <= {GLANCE} OR (kind IN ({}) AND withdrawn_at IS NULL AND (until_at IS NULL OR until_at > ?))) AS shown \
         JOIN entry e ON e.territory_id = ? AND e.id = shown.id {ROLE} {AUTHOR} \
         ORDER BY e.at DESC, e.id DESC LIMIT {HOLDING}",
        marks(lasting.len())
    );
    let now = ctx.now().as_microsecond();
    let ahead = [Interview::Planned.kind().into(), now.into()];
    let whose = [ctx.territory().into(), person.uuid().into()];
    let mut values = [ahead.clone().into(), ahead.into(), whose.into(), conditions].concat();
    values.extend(lasting.into_iter().map(Into::into));
    values.extend([now.into(), ctx.territory().into()]);
    let rows = EntryRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    rows.into_iter().map(|row| line(row, me, None)).collect()
}

/// Which entries of a timeline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TimelinePart {
    /// One compartment; all if absent.
    pub only: Option<Compartment>,
    /// One sort of what people write; all if absent, and what the house noted.
    pub sort: Option<Sort>,
    /// Only what others put there since the reader last looked.
    pub fresh: bool,
    /// As many as the page of the timeline alone has room for, not as a person’s page.
    pub whole: bool,
    /// After this entry.
    pub after: Option<Cursor>,
}

/// A page of the timeline, and how many entries of the whole others put there since the reader last looked.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) page: Page<EntryLine>,
    pub(super) fresh: i64,
}

/// A page of entries, after a cursor, of one compartment or of all; `since` is when the reader last looked. One
/// statement.
pub(super) async fn entries<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    shown: &Shown,
    part: TimelinePart,
    since: Option<Timestamp>,
) -> Result<Told> {
    let most = if part.whole { WHOLE } else { PAGE };
    let me = reader(ctx);
    let (condition, conditions) = shown.sql(me);
    let own: Value = me.unwrap_or_default().into();
    let whose: [Value; 2] = [ctx.territory().into(), person.uuid().into()];
    let (mut fresh, mut values) = ("CAST(0 AS BIGINT)".to_owned(), Vec::new());
    if let Some(since) = since {
        fresh = format!(
            "(SELECT COUNT(*) FROM entry e {ROLE} WHERE e.territory_id = ? AND e.person_id = ? AND {NEW} AND {condition})"
        );
        values = [&whose[..], &[since.as_microsecond().into(), own.clone()], &conditions].concat();
    }
    values.extend(whose);
    values.extend(conditions);
    let mut more = String::new();
    if part.fresh {
        // Nobody looked at anything after the end of time.
        more = format!("AND {NEW} ");
        values.extend([since.unwrap_or(Timestamp::MAX).as_microsecond().into(), own]);
    }
    if let Some(compartment) = part.only {
        more.push_str("AND e.compartment = ? ");
        values.push(compartment.as_str().into());
    }
    if let Some(sort) = part.sort {
        more.push_str("AND e.kind = ? AND e.object_kind = 'entry' ");
        values.push(sort.code().into());
    }
    if let Some(cursor) = part.after {
        more.push_str("AND (e.at, e.id) < (?, ?) ");
        values.extend([cursor.key.into(), cursor.id.into()]);
    }
    let text = format!(
        "SELECT {LINE}, {fresh} AS fresh FROM entry e {ROLE} {AUTHOR} \
         WHERE e.territory_id = ? AND e.person_id = ? AND {condition} {more}ORDER BY e.at DESC, e.id DESC LIMIT {}",
        most + 1
    );
    let rows = CountedRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    let fresh = rows.first().map_or(0, |row| row.fresh);
    let lines = rows.into_iter().map(|row| line(row.entry, me, since)).collect::<Result<Vec<_>>>()?;
    let page = Page::from_rows(lines, most, |line| Cursor { key: line.at.as_microsecond(), id: line.id });
    Ok(Told { page, fresh })
}

/// Entries shown of a preview.
const PREVIEW: usize = 30;

/// Of what the reader may read, what somebody else would read as well, latest first, and how many there are. One statement.
pub(super) async fn seen_by<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
    mine: &Shown,
    theirs: &Shown,
) -> Result<(Vec<EntryLine>, i64)> {
    let me = reader(ctx);
    let ((condition, conditions), (stranger, strangers)) = (mine.sql(me), theirs.stranger_sql());
    let text = format!(
        "SELECT {LINE}, COUNT(*) OVER () AS fresh FROM entry e {ROLE} {AUTHOR} WHERE e.territory_id = ? AND e.person_id = ? \
         AND e.withdrawn_at IS NULL AND {condition} AND {stranger} ORDER BY e.at DESC, e.id DESC LIMIT {PREVIEW}"
    );
    let own: Vec<Value> = vec![ctx.territory().into(), person.uuid().into()];
    let values = [own, conditions, strangers].concat();
    let rows = CountedRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    let all = rows.first().map_or(0, |row| row.fresh);
    Ok((rows.into_iter().map(|row| line(row.entry, me, None)).collect::<Result<_>>()?, all))
}

/// Whether an entry is new to the reader. It takes the time since when, then the reader.
const NEW: &str = "e.recorded_at > ? AND r.practitioner_id <> ?";

#[derive(FromQueryResult)]
struct CountedRow {
    #[sea_orm(nested)]
    entry: EntryRow,
    fresh: i64,
}

fn line(row: EntryRow, me: Option<Uuid>, since: Option<Timestamp>) -> Result<EntryLine> {
    let (mine, recorded_at) = (me == Some(row.practitioner_id), kernel::clock::from_micros(row.recorded_at));
    Ok(EntryLine {
        fresh: !mine && since.is_some_and(|since| recorded_at > since),
        id: row.id,
        at: kernel::clock::from_micros(row.at),
        told: record::told(row.at, row.at_known.as_deref())?,
        compartment: decode(&row.compartment)?,
        kind: row.kind,
        object_kind: row.object_kind.clone(),
        object: row.object_id,
        author: display_name(&row.title, &row.given, &row.family),
        profession: decode(&row.profession)?,
        mine,
        restricted: row.restricted,
        content: (row.object_kind == "entry").then(|| serde_json::from_str(&row.body)).transpose()?,
        until: row.until_at.map(kernel::clock::from_micros),
        withdrawn: row.withdrawn_at.is_some(),
    })
}
