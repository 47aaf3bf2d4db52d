//! The report of a programme over a period: its figures, the same by structure of the askers, the delays by class.

use std::collections::BTreeSet;

use jiff::Timestamp;
use policy::{Action, ProgramFacts, Reason, Resource};
use sea_orm::ConnectionTrait;
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::delays::{self, DelayClass};
use super::mask::{self, Line, Marks, Shown};
use super::measures::{Measures, Row};
use super::period::Period;
use super::registry::{self, Indicator, Unit};
use super::{accompaniment, advice, pathways, referrals};
use crate::directory::OrganizationKind;
use crate::programs::Program;
use crate::sql::{marks, sql};
use crate::{Ctx, Error, OrganizationId, Result, Seen};

/// For whom figures are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The programme's team: exact figures.
    #[default]
    Team,
    /// Outside of the care teams: figures in which nobody can be recognised.
    Funder,
}

impl Audience {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Funder => "funder",
        }
    }
}

/// A figure as it is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// A count.
    Number(i64),
    /// A time in days.
    Days(f64),
    /// A count of persons from 1 to 4.
    Suppressed,
    /// Nothing to measure, or a figure from which a small one could be worked out.
    Null,
}

/// Figures by key, in the order of the registry.
pub type Figures = Vec<(&'static str, Cell)>;

/// The figures of a structure: a CPTS for those that belong to it.
#[derive(Debug, Clone, PartialEq)]
pub struct OrganizationFigures {
    /// The structure.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// Its figures.
    pub indicators: Figures,
    /// Its answers by class of delay; for the team alone.
    pub delays: Vec<DelayClass>,
}

/// The report of a programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Code of the programme.
    pub program: String,
    /// The days covered.
    pub period: Period,
    /// For whom.
    pub audience: Audience,
    /// When it was computed.
    pub computed_at: Timestamp,
    /// The figures of the whole programme.
    pub indicators: Figures,
    /// The figures by structure of the askers, in alphabetical order: an order by size would tell what is suppressed.
    pub by_organization: Vec<OrganizationFigures>,
    /// Answers by class of delay; none where they would tell too much.
    pub delays: Vec<DelayClass>,
}

impl Report {
    /// A figure of the whole programme.
    pub fn figure(&self, key: &str) -> Cell {
        figure(&self.indicators, key)
    }
}

/// A figure among others.
pub fn figure(figures: &Figures, key: &str) -> Cell {
    figures.iter().find(|(it, _)| *it == key).map_or(Cell::Null, |(_, cell)| *cell)
}

/// The report of a programme over a period.
///
/// Whoever may read the figures but not the facts behind them gets the funder's, whatever they ask, and of years that
/// are over and their quarters: two reports that differ by a day would tell that day.
///
/// # Errors
/// [`Error::NotFound`] for no such programme; [`Error::Invalid`] on `period` for a period that the reader cannot have.
pub async fn report(ctx: &Ctx, program: &str, period: Period, audience: Audience) -> Result<Report> {
    let (program, reason, full) = permitted(ctx, program)?;
    let audience = if full { audience } else { Audience::Funder };
    if !full && !is_over(ctx, program, period) {
        return Err(Error::invalid("period", "fault-whole-periods"));
    }
    let mut measures = measure(ctx, program, period).await?;
    let names = names(ctx, program, &mut measures).await?;
    ctx.saw(Seen {
        action: "report.read",
        kind: "program",
        object: None,
        persons: Vec::new(),
        ground: reason.policy.to_string(),
    });
    let marks = match audience {
        Audience::Team => None,
        Audience::Funder => Some(protected(ctx, program, period, &measures).await?),
    };
    Ok(published(ctx, program, (period, audience), &measures, names, marks.as_ref()))
}

/// Whether the actor may read exact figures and the facts behind them.
pub fn reads_everything(ctx: &Ctx, program: &str) -> bool {
    permitted(ctx, program).is_ok_and(|(_, _, full)| full)
}

/// When the programme's first request or referral was sent, somebody first came, or a pathway first began; there is nothing to report
/// before.
pub async fn since(ctx: &Ctx, program: &str) -> Result<Option<Timestamp>> {
    let (program, ..) = permitted(ctx, program)?;
    let asked = if program.advice.is_some() { advice::since(ctx, program).await? } else { None };
    let came = if program.reception.is_some() { accompaniment::since(ctx, program).await? } else { None };
    let began = if program.pathways.is_empty() { None } else { pathways::since(ctx, program).await? };
    let referred = if program.referrals.is_empty() { None } else { referrals::since(ctx, program).await? };
    Ok([asked, came, began, referred].into_iter().flatten().min())
}

/// The last whole year that is over in which anything was asked, or anybody came: what a report is about, unless told otherwise.
pub async fn last_busy_year(ctx: &Ctx, program: &str) -> Result<Option<Period>> {
    let (program, ..) = permitted(ctx, program)?;
    let zone = &program.calendar.zone;
    let this_year = Period::year(ctx.now().to_zoned(zone.clone()).year()).span(zone)?.start;
    let asked =
        if program.advice.is_some() { advice::last_before(ctx, program, this_year).await? } else { None };
    let came = match program.reception {
        Some(_) => accompaniment::last_before(ctx, program, this_year).await?,
        None => None,
    };
    let began = if program.pathways.is_empty() {
        None
    } else {
        pathways::last_before(ctx, program, this_year).await?
    };
    let referred = match program.referrals.as_slice() {
        [] => None,
        _ => referrals::last_before(ctx, program, this_year).await?,
    };
    let last = [asked, came, began, referred].into_iter().flatten().max();
    Ok(last.map(|at| Period::year(at.to_zoned(zone.clone()).year())))
}

/// The first or the last moment that a statement of two values, the territory and the programme, tells; the last one before
/// `before`, by this column.
pub(super) async fn edge(
    ctx: &Ctx,
    program: &Program,
    (mut text, column): (String, &str),
    before: Option<i64>,
) -> Result<Option<Timestamp>> {
    let db = ctx.reader();
    let mut values: Vec<Value> = vec![ctx.territory().into(), program.slug.as_str().into()];
    if let Some(before) = before {
        text.push_str(&format!(" AND {column} < ?"));
        values.push(before.into());
    }
    let row = db.query_one_raw(sql(&db, &text, values)).await?;
    let at: Option<i64> = row.map(|row| row.try_get_by_index(0)).transpose()?.flatten();
    Ok(at.map(kernel::clock::from_micros))
}

/// The programme, why its figures may be read, and whether all of them may.
pub(super) fn permitted<'a>(ctx: &'a Ctx, program: &str) -> Result<(&'a Program, Reason, bool)> {
    let known = ctx.house().programs().get(program).ok_or(Error::NotFound)?;
    let resource = Resource::Program(ProgramFacts { territory: ctx.territory(), slug: known.slug.clone() });
    let reason = ctx.permit(Action::ReadReport, &resource)?;
    Ok((known, reason, ctx.may(Action::ReadFullReport, &resource)))
}

/// Whether a period is a year that has ended, or a quarter of one. The quarters of a running year are not told outside:
/// whoever kept the first three would take them from the year and have the fourth, however small.
pub fn is_over(ctx: &Ctx, program: &Program, period: Period) -> bool {
    let today = ctx.now().to_zoned(program.calendar.zone.clone()).date();
    period.calendar().is_some_and(|(year, _)| year < today.year())
}

async fn measure(ctx: &Ctx, program: &Program, period: Period) -> Result<Measures> {
    let span = period.span(&program.calendar.zone)?;
    // Of the bricks that a programme uses the advice line alone has classes of delay.
    let mut measures = match program.advice {
        Some(_) => advice::measure(ctx, program, span).await?,
        None => Measures::default(),
    };
    if program.reception.is_some() {
        measures = measures.with(accompaniment::measure(ctx, program, span).await?);
    }
    if !program.pathways.is_empty() {
        measures = measures.with(pathways::measure(ctx, program, span).await?);
    }
    if !program.referrals.is_empty() {
        measures = measures.with(referrals::measure(ctx, program, span).await?);
    }
    Ok(measures)
}

/// What is shown to those outside. The year's report may be had too: a quarter must not tell, beside it and the
/// quarters before, what they hide.
async fn protected(ctx: &Ctx, program: &Program, period: Period, measures: &Measures) -> Result<Marks> {
    let mut year = None;
    let mut quarters = Vec::new();
    if let Some((whole, parts)) = period.in_year().filter(|(year, _)| is_over(ctx, program, *year)) {
        year = Some(measure(ctx, program, whole).await?);
        for part in parts {
            quarters.push(measure(ctx, program, part).await?);
        }
    }
    let indicators = registry::of(program);
    let measures = measures.clone();
    // A matter of milliseconds up to hundreds of structures, but never at the cost of other visitors.
    let marks = tokio::task::spawn_blocking(move || match year {
        Some(year) => mask::protect_quarter(&indicators, &year, &quarters),
        None => mask::protect(&indicators, &measures),
    });
    marks.await.map_err(|error| Error::Bug(error.to_string()))
}

#[derive(FromQueryResult)]
struct Name {
    id: Uuid,
    name: String,
}

/// The structures that the report names, in alphabetical order: those whose professionals asked, and the CPTS that
/// have general practitioners, whether these asked or not. The others leave the table.
async fn names(ctx: &Ctx, program: &Program, measures: &mut Measures) -> Result<Vec<Name>> {
    // The CPTS count for what they could have asked: nothing where there is nothing to ask.
    let listed = if program.advice.is_some() { OrganizationKind::Cpts.code() } else { "" };
    let active = |row: &Row| !row.classes.is_empty() || row.counts.keys().any(|key| *key != advice::GPS);
    let wanted: BTreeSet<Uuid> =
        measures.groups.iter().filter(|(_, row)| active(row)).map(|(group, _)| *group).collect();
    let mut values: Vec<Value> = vec![ctx.territory().into(), listed.into()];
    values.extend(wanted.iter().map(|id| Value::from(*id)));
    let text = format!(
        "SELECT id, name FROM organization WHERE territory_id = ? AND (kind = ? OR id IN ({})) ORDER BY sort_key, id",
        marks(wanted.len())
    );
    let db = ctx.reader();
    let mut names = Name::find_by_statement(sql(&db, &text, values)).all(&db).await?;
    names.retain(|name| measures.groups.contains_key(&name.id));
    measures.groups.retain(|group, _| names.iter().any(|name| name.id == *group));
    Ok(names)
}

fn published(
    ctx: &Ctx,
    program: &Program,
    (period, audience): (Period, Audience),
    measures: &Measures,
    names: Vec<Name>,
    marks: Option<&Marks>,
) -> Report {
    let indicators = registry::of(program);
    let ends = if program.advice.is_some() { delays::ends(program.clocks.answer_days) } else { Vec::new() };
    let of_group = |name: Name| {
        let row = measures.groups.get(&name.id).cloned().unwrap_or_default();
        let exact =
            if marks.is_none() && !ends.is_empty() { delays::exact(&ends, &row.classes) } else { Vec::new() };
        OrganizationFigures {
            indicators: figures(&indicators, Some(name.id), &row, marks),
            id: name.id.into(),
            name: name.name,
            delays: exact,
        }
    };
    Report {
        program: program.slug.clone(),
        period,
        audience,
        computed_at: ctx.now(),
        indicators: figures(&indicators, None, &measures.total, marks),
        by_organization: names.into_iter().map(of_group).collect(),
        delays: if ends.is_empty() { Vec::new() } else { classes(&ends, &measures.total, marks) },
    }
}

/// Outside, a time is told to the tenth of a day: to the microsecond, the median of a few is one person's.
fn rounded(days: f64, marks: Option<&Marks>) -> f64 {
    if marks.is_some() { (days * 10.0).round() / 10.0 } else { days }
}

/// The ninth decile says at most how many answers were late: it goes where those on time may not be told.
fn figures(indicators: &[&'static Indicator], line: Line, row: &Row, marks: Option<&Marks>) -> Figures {
    let shown = |key| marks.map_or(Shown::AsIs, |marks| marks.of(line, key));
    let cell = |indicator: &Indicator| match (indicator.unit, shown(indicator.key)) {
        (Unit::Persons | Unit::Count, Shown::AsIs) => Cell::Number(row.count(indicator.key)),
        (Unit::Persons | Unit::Count, Shown::Small) => Cell::Suppressed,
        // A time tells that there was something to measure: it stands only beside its count.
        (Unit::Days | Unit::Ratio, _)
            if indicator.part_of.is_none_or(|whole| shown(whole) == Shown::AsIs)
                && (indicator.key != advice::P90 || shown(advice::ON_TIME) == Shown::AsIs) =>
        {
            row.days.get(indicator.key).map_or(Cell::Null, |days| Cell::Days(rounded(*days, marks)))
        }
        _ => Cell::Null,
    };
    indicators.iter().map(|indicator| (indicator.key, cell(indicator))).collect()
}

/// The classes of delay, merged for those outside; none where not even the number of answers is published.
fn classes(ends: &[u16], total: &Row, marks: Option<&Marks>) -> Vec<DelayClass> {
    let Some(marks) = marks else { return delays::exact(ends, &total.classes) };
    if marks.of(None, advice::GIVEN) != Shown::AsIs {
        return Vec::new();
    }
    let told = marks.of(None, advice::ON_TIME) == Shown::AsIs;
    delays::merged(ends, &total.classes, told.then(|| total.count(advice::ON_TIME)))
}
