//! Taking clinical facts from a file: read over first, then written as entries of whoever takes them, all of them or none.

use std::collections::BTreeSet;

use jiff::Timestamp;
use policy::{Action, Compartment, Resource};
use store::Bulk;

use super::desk::{facts, writable};
use super::facts::{self as known, Fact};
use super::form::{Audience, EntryForm, NewEntry};
use super::readers::Around;
use super::sort::Sort;
use super::source::entry_source;
use super::status::Status;
use super::told::Told;
use super::{Place, typed};
use crate::access::entries::{code, entry};
use crate::attachments::{self, NewAttachment, PutAway};
use crate::fields::Faults;
use crate::people::{self, Person, Shown, ties};
use crate::{Ctx, EntryId, Error, PersonId, Result};

/// What somebody about to take a file needs to know.
#[derive(Debug, Clone)]
pub struct Taking {
    /// About whom.
    pub person: Person,
    /// Where they may write each sort of clinical fact, and who reads it there; the sorts that they may write nowhere are
    /// not listed.
    pub places: Vec<(Sort, Vec<Place>)>,
    /// What stands in the record already, as far as they may read it.
    pub known: Vec<Fact>,
}

impl Taking {
    /// Where this sort may be written.
    pub fn places_of(&self, sort: Sort) -> &[Place] {
        self.places.iter().find(|(it, _)| *it == sort).map_or(&[], |(_, places)| places)
    }

    /// Whether a fact stands in the record already.
    pub fn has(&self, taken: &NewTaken) -> bool {
        self.known.iter().any(|fact| taken.is(fact))
    }
}

/// Opens the page on which a file is read over; journalled as a reading of the person.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden; [`Error::Forbidden`] when the actor may write no clinical fact.
pub async fn taking(ctx: &Ctx, person: PersonId) -> Result<Taking> {
    let db = ctx.reader();
    let ties = ties(ctx, &db, person).await?;
    let own = facts(EntryId::from(uuid::Uuid::nil()), ties.facts.clone(), Compartment::Somatic, None, false);
    let sorts = Sort::CLINICAL.into_iter().filter(|sort| !writable(ctx, &ties.facts, *sort).is_empty());
    let sorts: Vec<Sort> = sorts.collect();
    let there = writable(ctx, &ties.facts, Sort::Problem).into_iter().next();
    let Some((_, reason)) = there else {
        let refused = ctx.permit(Action::WriteEntry, &Resource::Entry(own)).err();
        return Err(refused.unwrap_or(Error::Forbidden));
    };
    let person = people::read(ctx, &db, ties.facts.id.into()).await?;
    people::saw(ctx, person.id, &reason);
    let around = Around::load(ctx, &db, &ties.facts).await?;
    let me = ctx.actor().professional()?.practitioner();
    let known = known::of_sorts(ctx, &db, person.id, &Shown::of(ctx, &ties.facts), &Sort::CLINICAL).await?;
    Ok(Taking {
        places: sorts.into_iter().map(|sort| (sort, around.places(ctx, &ties.facts, sort, me))).collect(),
        known,
        person,
    })
}

/// A fact taken from a file.
#[derive(Debug, Clone)]
pub struct NewTaken {
    /// The entry that it becomes.
    pub entry: NewEntry,
    /// When it happened or began, as it was told.
    pub at: Told,
    /// Until when it lasted, as it was told.
    pub until: Option<Told>,
    /// Under which the source knows it.
    pub key: String,
    /// The entry that it says it is: it once left this record.
    pub own: Option<EntryId>,
    /// What the source said besides.
    pub kept: String,
    /// The files within it, in the order of the source; joined to the entry, each as the part of its place in this order.
    pub documents: Vec<NewAttachment>,
}

impl NewTaken {
    /// Reads what a file says as if it had been typed at `now`, all faults at once. An end that was not told, of what is over, is
    /// known not to be; `recorded` is when the source wrote it down, under which what has no date stands.
    ///
    /// # Errors
    /// [`Error::Invalid`], by the fields of the form; the dates are `on` and `until`.
    pub fn parse(
        sort: Sort,
        form: &EntryForm,
        (at, until): (Told, Option<Told>),
        recorded: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Self> {
        let mut faults = Faults::new();
        let begin = faults.take(at.past("on", now));
        let end = faults.take(until.map(|it| it.past("until", now)).transpose());
        if let (Some(begin), Some(Some(end))) = (begin, end)
            && end.before(begin)
        {
            faults.push("until", "fault-ends-before");
        }
        let content = typed::content(sort, form, &mut faults);
        faults.done()?;
        let content =
            content.ok_or_else(|| Error::Bug("a form without faults has its content".to_owned()))?;
        let recorded = recorded.map_or(now, |it| it.min(now));
        let began = at.begin()?.unwrap_or(recorded).min(now);
        let ended = until.map(Told::end).transpose()?.map(|it| it.unwrap_or(recorded).min(now).max(began));
        Ok(Self {
            entry: NewEntry {
                compartment: sort.compartments()[0],
                at: Some(began),
                until: ended,
                content,
                audience: Audience::Compartment,
                shared_with_social: false,
            },
            at,
            until,
            key: String::new(),
            own: None,
            kept: String::new(),
            documents: Vec::new(),
        })
    }

    /// When it happened and until when it lasted, as the record will tell it again.
    ///
    /// # Errors
    /// None for what was read.
    pub fn stored(&self) -> Result<(Told, Option<Told>)> {
        let at = self.entry.at.map_or(Ok(self.at), |at| Told::of(at, self.at.known()))?;
        let until = self.entry.until.zip(self.until).map(|(until, told)| Told::of(until, told.known()));
        Ok((at, until.transpose()?))
    }

    /// Whether it is this fact, which was not taken back since.
    fn is(&self, fact: &Fact) -> bool {
        let same_key = fact.source.as_ref().is_some_and(|source| source.key == self.key);
        fact.status != Status::Withdrawn && (same_key || self.own == Some(fact.id))
    }
}

static ENTRIES: Bulk = Bulk::new(entry::Model::TABLE, entry::Model::COLUMNS);
static SOURCES: Bulk = Bulk::new(entry_source::Model::TABLE, entry_source::Model::COLUMNS);

/// Writes what was taken from a file, all of it or nothing, but for what stands there already; says how many were written.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden; [`Error::Forbidden`] when one of them stands where the actor may not
/// write it.
pub async fn take(ctx: &Ctx, person: PersonId, mut all: Vec<NewTaken>) -> Result<usize> {
    let mut files: Vec<Vec<PutAway>> = Vec::new();
    for new in &mut all {
        let mut put = Vec::new();
        for file in std::mem::take(&mut new.documents) {
            put.push(attachments::put_away(ctx, file).await?);
        }
        files.push(put);
    }
    ctx.write(move |ctx, tx| async move {
        let ties = ties(&ctx, &tx, person).await?;
        let person = PersonId::from(ties.facts.id);
        let place = |new: &NewTaken| {
            let kept = matches!(new.entry.audience, Audience::Named(_)).then_some(true);
            let NewEntry { compartment, shared_with_social, .. } = new.entry;
            facts(EntryId::from(uuid::Uuid::nil()), ties.facts.clone(), compartment, kept, shared_with_social)
        };
        let mut reason = None;
        for new in &all {
            reason = Some(ctx.permit(Action::WriteEntry, &Resource::Entry(place(new)))?);
        }
        let Some(reason) = reason else { return Ok(0) };
        // One after the other: what a second sending finds is what the first one wrote.
        people::hold(&tx, &ctx, person).await?;
        let known =
            known::of_sorts(&ctx, &tx, person, &Shown::of(&ctx, &ties.facts), &Sort::CLINICAL).await?;
        let (mut entries, mut sources, mut keys) = (Vec::new(), Vec::new(), BTreeSet::new());
        let mut joined = Vec::new();
        for (new, files) in all.into_iter().zip(files) {
            if known.iter().any(|fact| new.is(fact)) || !keys.insert(new.key.clone()) {
                continue;
            }
            let (row, source) = rows(&ctx, person, new)?;
            joined.extend((0..).zip(files).map(|(part, file)| (row.id, part, file)));
            entries.extend(row.into_values());
            sources.extend(source.into_values());
        }
        let written = entries.len() / entry::Model::COLUMNS.len();
        if written == 0 {
            return Ok(0);
        }
        ENTRIES.insert(&tx, entries).await?;
        SOURCES.insert(&tx, sources).await?;
        for (object, part, file) in joined {
            let place = attachments::Place { kind: "entry", object, part: Some(part), person: Some(person) };
            attachments::join(&ctx, &tx, place, &reason, file).await?;
        }
        ctx.record(&tx, "entry.taken", ("person", person.uuid()), Some(person.uuid()), &reason).await?;
        Ok(written)
    })
    .await
}

fn rows(ctx: &Ctx, person: PersonId, new: NewTaken) -> Result<(entry::Model, entry_source::Model)> {
    let (id, now): (EntryId, _) = (ctx.new_id(), ctx.now());
    let (at, until) = new.entry.times(now);
    let row = entry::Model {
        territory_id: ctx.territory(),
        id: id.uuid(),
        person_id: person.uuid(),
        compartment: code(&new.entry.compartment),
        shared_with_social: new.entry.shared_with_social,
        restricted: matches!(new.entry.audience, Audience::Named(_)),
        at: at.as_microsecond(),
        recorded_at: now.as_microsecond(),
        role_id: ctx.actor().professional()?.role().uuid(),
        kind: new.entry.content.sort().code().to_owned(),
        object_kind: "entry".to_owned(),
        object_id: id.uuid(),
        body: serde_json::to_string(&new.entry.content)?,
        until_at: until.map(Timestamp::as_microsecond),
        withdrawn_at: None,
        changes: 0,
    };
    let source = entry_source::Model {
        territory_id: row.territory_id,
        entry_id: row.id,
        key: new.key,
        body: row.body.clone(),
        at: row.at,
        at_known: new.at.known().code().to_owned(),
        until_at: row.until_at,
        until_known: new.until.map_or(super::Known::Day, Told::known).code().to_owned(),
        kept: new.kept,
    };
    Ok((row, source))
}
