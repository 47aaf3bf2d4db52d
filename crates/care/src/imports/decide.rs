//! What becomes of each line: whom it is about, what it opens, or why it cannot be taken over. Pure: what is there already
//! comes in, nothing is written.

use std::collections::HashMap;

use jiff::civil::Date;
use policy::Reason;

use super::columns::ColumnKind;
use super::known::{Existing, Known, Whom};
use super::line::{Key, LineFault, LineRead};
use crate::people::NewPerson;
use crate::rights::{Dated, Dates, Status, status};
use crate::{ApplicationId, Ctx, PersonId};

/// A line that is taken over.
#[derive(Debug, Clone)]
pub(super) struct Good {
    /// Whom it is about.
    pub(super) person: PersonId,
    /// Who they are, where they are created by it.
    pub(super) creates: Option<Box<NewPerson>>,
    /// What it opens.
    pub(super) opens: Option<Opens>,
}

/// An application that is opened.
#[derive(Debug, Clone)]
pub(super) struct Opens {
    pub(super) id: ApplicationId,
    /// Code of its right.
    pub(super) right: String,
    pub(super) facts: Vec<Dated>,
    /// The running grant that it renews, and the next day that counts for that one.
    pub(super) renews: Option<(ApplicationId, Option<Date>)>,
    /// Why the actor may open it.
    pub(super) reason: Reason,
}

/// What becomes of a line.
pub(super) type Outcome = Result<Good, Vec<LineFault>>;

/// Decides line after line, in the order of the file.
pub(super) struct Desk<'a> {
    ctx: &'a Ctx,
    known: &'a Known,
    /// Why the actor may manage the rights of those whom they create.
    manages: &'a Reason,
    met: HashMap<Key, PersonId>,
    opened: HashMap<PersonId, Vec<Existing>>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(ctx: &'a Ctx, known: &'a Known, manages: &'a Reason) -> Self {
        Self { ctx, known, manages, met: HashMap::new(), opened: HashMap::new() }
    }

    /// What becomes of this line, after those before it.
    pub(super) fn decide(&mut self, read: LineRead) -> Outcome {
        let refused = |column, key| Err(vec![LineFault::new(column, key)]);
        let known = self.known.persons(&read.key);
        let (person, creates) = match (known, self.met.get(&read.key)) {
            (Whom::Nobody, None) => (self.ctx.new_id(), Some(Box::new(read.person))),
            (Whom::Nobody, Some(met)) => (*met, None),
            (Whom::One(one), _) => (one, None),
            (Whom::Several, _) => return refused(ColumnKind::Family, "fault-import-several"),
        };
        let opens = match read.application {
            None => None,
            Some(told) => {
                let reason =
                    if known == Whom::Nobody { Some(self.manages) } else { self.known.manages(person) };
                let Some(reason) = reason else { return refused(ColumnKind::Right, "fault-import-closed") };
                match self.open(person, told.right, told.facts, reason.clone()) {
                    Ok(opens) => Some(opens),
                    Err(key) => return refused(ColumnKind::Right, key),
                }
            }
        };
        if creates.is_some() {
            self.met.insert(read.key, person);
        }
        Ok(Good { person, creates, opens })
    }

    /// One application at a time for one right, as when one is opened by hand; but what is decided stands beside what the
    /// same file tells to be under way, in whatever order it tells them. The same is not opened twice.
    fn open(
        &mut self,
        person: PersonId,
        right: String,
        facts: Vec<Dated>,
        reason: Reason,
    ) -> Result<Opens, &'static str> {
        let rights = self.ctx.house().rights();
        let rule = rights.get(&right).ok_or("fault-import-right")?;
        let stands = status(&facts).ok_or("fault-import-right")?;
        let dates = Dates::of(rule, &facts);
        let days = [dates.filed, dates.from, dates.until];
        let opened = self.opened.entry(person).or_default();
        let mut renews = None;
        for it in opened.iter().rev().chain(self.known.applications(person)).filter(|it| it.right == right) {
            if it.status == stands && it.days == days {
                return Err("fault-import-there");
            }
            if it.status.is_under_way() && (!it.ours || stands.is_under_way()) {
                return Err("fault-import-under-way");
            }
            if renews.is_none() && matches!(it.status, Status::Granted | Status::Suspended) {
                renews = Some((it.id, it.due));
            }
        }
        let id = self.ctx.new_id();
        let due = dates.due(stands);
        opened.push(Existing { id, right: right.clone(), status: stands, days, due, ours: true });
        Ok(Opens { id, right, facts, renews, reason })
    }
}
