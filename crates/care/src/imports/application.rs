//! The application that a line tells of: its dates become facts, in the order in which they happened.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use kernel::Locale;
use kernel::names::fold;

use super::columns::ColumnKind;
use super::line::LineFault;
use super::naming::names;
use super::words;
use crate::rights::{
    ApplicationForm, Catalogue, Channel, Dated, Fact, FactForm, FactKind, NewApplication, NewFact, Right,
    add_fact,
};
use crate::{Ctx, Fault, PractitionerId, Result, RoleId, dates, people};

/// An application as a line tells it.
#[derive(Debug, Clone)]
pub(super) struct ApplicationRead {
    /// Code of its right.
    pub(super) right: String,
    /// What happened, in order, as the actor records it now.
    pub(super) facts: Vec<Dated>,
}

/// The days of a line.
#[derive(Debug, Default, Clone, Copy)]
struct Days {
    opened: Option<Date>,
    filed: Option<Date>,
    from: Option<Date>,
    until: Option<Date>,
    refused: Option<Date>,
}

/// Nobody recorded anything longer ago, in years; a grant lasts no longer.
const YEARS: i32 = 60;
/// Up to so many years from now, a year of two digits is to come.
const AHEAD: i32 = 30;

/// Reads applications, in the name of whoever records them.
pub(super) struct ApplicationReader {
    rights: Arc<Catalogue>,
    /// The codes of the rights, by each of their names.
    names: HashMap<String, String>,
    serials: bool,
    today: Date,
    now: Timestamp,
    channel: Channel,
    /// Why it was refused: a spreadsheet does not tell.
    refusal: &'static str,
    practitioner: PractitionerId,
    role: RoleId,
    by: String,
}

impl ApplicationReader {
    pub(super) fn new(ctx: &Ctx, serials: bool, channel: Channel) -> Result<Self> {
        let me = ctx.actor().professional()?;
        let rights = ctx.house().rights();
        Ok(Self {
            names: names(&rights),
            rights,
            serials,
            today: people::today(ctx),
            now: ctx.now(),
            channel,
            refusal: match ctx.locale() {
                Locale::Fr => "Repris d’un tableau de suivi, où le motif n’était pas noté.",
                Locale::En => "Taken over from a follow-up spreadsheet, where the reason was not noted.",
            },
            practitioner: me.practitioner(),
            role: me.role(),
            by: me.name.clone(),
        })
    }

    /// The application of a line; `None` where it tells of none, or where something is wrong with it.
    pub(super) fn read<'a>(
        &self,
        cell: impl Fn(ColumnKind) -> &'a str,
        faults: &mut Vec<LineFault>,
    ) -> Option<ApplicationRead> {
        let known = faults.len();
        let days = self.days(&cell, faults);
        let (named, number) = (cell(ColumnKind::Right), cell(ColumnKind::Number));
        if named.is_empty() {
            if days.any() || !number.is_empty() {
                faults.push(LineFault::new(ColumnKind::Right, "fault-import-right-missing"));
            }
            return None;
        }
        let Some(right) = self.names.get(&fold(named)).and_then(|code| self.rights.get(code)) else {
            faults.push(LineFault::new(ColumnKind::Right, "fault-import-right"));
            return None;
        };
        if faults.len() > known {
            return None;
        }
        match self.history(right, days, number) {
            Ok(facts) => Some(ApplicationRead { right: right.code.clone(), facts }),
            Err(more) => {
                faults.extend(more);
                None
            }
        }
    }

    fn days<'a>(&self, cell: &impl Fn(ColumnKind) -> &'a str, faults: &mut Vec<LineFault>) -> Days {
        let horizon = self.today.saturating_add(AHEAD.years());
        let mut read = |kind, past: bool| {
            let text = words::day(cell(kind), horizon, self.serials);
            let day = if past {
                dates::past("on", &text, self.today, YEARS)
            } else {
                dates::optional("on", &text).and_then(|day| self.within(day))
            };
            day.map_err(|it| faults.push(LineFault { column: kind, key: it.key, limit: it.limit }))
                .ok()
                .flatten()
        };
        Days {
            opened: read(ColumnKind::OpenedOn, true),
            filed: read(ColumnKind::FiledOn, true),
            from: read(ColumnKind::GrantedFrom, false),
            until: read(ColumnKind::GrantedUntil, false),
            refused: read(ColumnKind::RefusedOn, true),
        }
    }

    /// A day not so far away that it must be a slip.
    fn within(&self, day: Option<Date>) -> Result<Option<Date>, Fault> {
        let far =
            |day: Date| (day.year() - self.today.year()).abs() > i16::try_from(YEARS).unwrap_or(i16::MAX);
        if day.is_some_and(far) { Err(Fault::new("on", "fault-date")) } else { Ok(day) }
    }

    /// What happened, in order. A decision without a filing that is told was filed when it was opened: nothing is decided
    /// that nobody asked for. Where the first day of a grant is not told, it is the earliest that the line knows.
    fn history(&self, right: &Right, days: Days, number: &str) -> Result<Vec<Dated>, Vec<LineFault>> {
        let granted = days.from.is_some() || days.until.is_some();
        if granted && days.refused.is_some() {
            return Err(vec![LineFault::new(ColumnKind::RefusedOn, "fault-import-both")]);
        }
        let from = days.from.or(days.filed).or(days.opened);
        if granted && from.is_none() {
            return Err(vec![LineFault::new(ColumnKind::GrantedUntil, "fault-import-from")]);
        }
        let decided = from.filter(|_| granted).map(|from| from.min(self.today)).or(days.refused);
        let opened = days.opened.or(days.filed).or(decided);
        if opened.is_none() && !number.is_empty() {
            return Err(vec![LineFault::new(ColumnKind::Number, "fault-import-number")]);
        }
        let opened = opened.unwrap_or(self.today);
        let filed = days.filed.or(Some(opened).filter(|_| decided.is_some() || !number.is_empty()));
        let form = |kind: FactKind, on: Date| FactForm {
            kind: kind.code().to_owned(),
            on: on.to_string(),
            ..FactForm::default()
        };
        let mut told = Vec::new();
        if let Some(filed) = filed {
            let (channel, number) = (self.channel.code().to_owned(), number.to_owned());
            told.push((ColumnKind::FiledOn, FactForm { channel, number, ..form(FactKind::Filing, filed) }));
        }
        if let Some(from) = from.filter(|_| granted) {
            // A right may be granted for a time before it was asked for.
            let on = decided.max(filed).unwrap_or(self.today);
            let until = days.until.map(|until| until.to_string()).unwrap_or_default();
            let grant = FactForm { from: from.to_string(), until, ..form(FactKind::Grant, on) };
            told.push((ColumnKind::GrantedFrom, grant));
        }
        if let Some(on) = days.refused {
            let words = self.refusal.to_owned();
            told.push((ColumnKind::RefusedOn, FactForm { words, ..form(FactKind::Refusal, on) }));
        }
        self.facts(right, opened, told)
    }

    fn facts(
        &self,
        right: &Right,
        opened: Date,
        told: Vec<(ColumnKind, FactForm)>,
    ) -> Result<Vec<Dated>, Vec<LineFault>> {
        let form = ApplicationForm { right: right.code.clone(), on: opened.to_string() };
        let opening = NewApplication::parse(&self.rights, &form, self.today)
            .map_err(|error| LineFault::of(error, |_| ColumnKind::OpenedOn))?;
        let mut facts = vec![self.dated(1, opening.at, Fact::Opening)];
        for (seq, (column, form)) in (2..).zip(told) {
            let of = |field: &str| match field {
                "number" => ColumnKind::Number,
                "from" => ColumnKind::GrantedFrom,
                "until" => ColumnKind::GrantedUntil,
                _ => column,
            };
            let new = NewFact::parse(right, &form, self.today).map_err(|error| LineFault::of(error, of))?;
            let dated = self.dated(seq, new.at, new.fact);
            add_fact(&facts, &dated.fact, dated.at).map_err(|error| LineFault::of(error, of))?;
            facts.push(dated);
        }
        Ok(facts)
    }

    fn dated(&self, seq: i64, at: Option<Timestamp>, fact: Fact) -> Dated {
        Dated {
            seq,
            at: at.unwrap_or(self.now).min(self.now),
            recorded_at: self.now,
            practitioner: self.practitioner,
            role: self.role,
            by: self.by.clone(),
            fact,
        }
    }
}

impl Days {
    fn any(self) -> bool {
        let all = [self.opened, self.filed, self.from, self.until, self.refused];
        all.iter().any(Option::is_some)
    }
}
