//! Who opened the record, and who took of it as a file: both from the journal.

use std::collections::{BTreeMap, BTreeSet};

use policy::{Action, Resource};
use uuid::Uuid;

use super::{File, ReadBy, Reader, Taken};
use crate::journal::{self, Filter, Kind};
use crate::{Ctx, PersonId, Result};

/// The files in which the person stands, the latest first. That somebody has rights in one is told to whoever reads their rights.
/// Two statements where there is any. The caller has asked the policy.
pub(super) async fn files(ctx: &Ctx, to: &Reader<'_>) -> Result<Vec<Taken>> {
    let told = |file: File| match (file, to) {
        (File::Facts, _) | (_, Reader::Themselves(_)) => true,
        (File::Rights, Reader::Other(facts)) => {
            ctx.may(Action::ReadSocialOverview, &Resource::Person((*facts).clone()))
        }
    };
    let wanted: Vec<File> = File::ALL.into_iter().filter(|file| told(*file)).collect();
    let actions: Vec<&str> = wanted.iter().map(|file| file.action()).collect();
    let lines = journal::latest_of(ctx, to.person(), &actions).await?;
    let taken = |line: journal::Line| {
        let file = wanted.iter().copied().find(|file| file.action() == line.action)?;
        Some(Taken { at: line.at, name: line.by?.name, file })
    };
    Ok(lines.into_iter().filter_map(taken).collect())
}

/// Who opened the record, from the journal. The caller has asked the policy.
pub(super) async fn read(ctx: &Ctx, person: PersonId) -> Result<Vec<ReadBy>> {
    let filter = Filter { person: Some(person), kind: Some(Kind::Reading), ..Filter::default() };
    let mut by: BTreeMap<Uuid, ReadBy> = BTreeMap::new();
    for line in journal::every(ctx, &filter).await? {
        // Opening the record, and nothing finer: how often its parts were read would tell of parts that are hidden.
        let Some(who) = line.by.filter(|_| line.action == "person.read") else { continue };
        let one = by.entry(who.id.uuid()).or_insert_with(|| ReadBy {
            name: who.name.clone(),
            first: line.at,
            last: line.at,
            times: 0,
            grounds: BTreeSet::new(),
        });
        one.first = one.first.min(line.at);
        one.last = one.last.max(line.at);
        one.times += 1;
        one.grounds.insert(line.ground);
    }
    let mut all: Vec<ReadBy> = by.into_values().collect();
    all.sort_by_key(|it| std::cmp::Reverse(it.last));
    Ok(all)
}
