//! Rights that are about to be lost, or were: what the rupture radar says of applications, each with its reason.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use policy::Action;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::board::soon;
use super::catalogue::{KeptBy, Right};
use super::standing::APPEAL_SILENCE;
use super::status::Status;
use crate::people::{self, BRIEF, BriefRow, OpenPersons, PersonBrief};
use crate::sql::sql;
use crate::{ApplicationId, Ctx, Result};

/// Why a right is at risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// The declaration that keeps it is due, or was missed.
    Declaration,
    /// The contact that keeps it is due: without one it lapses.
    Contact,
    /// The body’s silence will count as a refusal, or does.
    Silence,
    /// The time to appeal runs out.
    Appeal,
    /// Its renewal may be asked now, and nobody began.
    Renewal,
    /// Its renewal was begun and is not filed yet.
    RenewalToFile,
    /// It ran out, and no renewal is under way.
    RanOut,
    /// It is suspended. It has no day by which something is lost: it is ranked by [`RightRisk::counts_as`].
    Suspended,
    /// The day came to which the body put its decision off, and nobody reminded it since.
    Adjourned,
}

impl Why {
    /// Its code, for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Declaration => "declaration",
            Self::Contact => "contact",
            Self::Silence => "silence",
            Self::Appeal => "appeal",
            Self::Renewal => "renewal",
            Self::RenewalToFile => "renewal-to-file",
            Self::RanOut => "ran-out",
            Self::Suspended => "suspended",
            Self::Adjourned => "adjourned",
        }
    }
}

/// A right at risk.
#[derive(Debug, Clone)]
pub struct RightRisk {
    /// The application.
    pub application: ApplicationId,
    /// For which right.
    pub right: Right,
    /// For whom.
    pub person: PersonBrief,
    /// Why.
    pub why: Why,
    /// The day that counts: the last to do something, or the one on which it was lost.
    pub on: Date,
    /// From which day the time runs that ends on [`Self::on`], where that is told.
    pub since: Option<Date>,
    /// The last day of the grant, where there is one.
    pub until: Option<Date>,
}

impl RightRisk {
    /// The day as which it is ranked: what is suspended is lost already, and waits behind what can still be saved this week.
    pub fn counts_as(&self, today: Date) -> Date {
        match self.why {
            Why::Suspended => today.saturating_add(SUSPENDED.days()),
            _ => self.on,
        }
    }
}

/// What is suspended counts as what ends in so many days.
const SUSPENDED: i64 = 14;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    right_code: String,
    status: String,
    filed_on: Option<String>,
    until_on: Option<String>,
    silence_on: Option<String>,
    silence_means: Option<String>,
    renew_on: Option<String>,
    upkeep_on: Option<String>,
    due_on: Option<String>,
    renewed: bool,
    #[sea_orm(nested)]
    person: BriefRow,
}

/// What was lost longer ago is history, in days.
const LONG_AGO: i64 = 365;
/// A renewal to be filed is shown so many days ahead.
const AHEAD: i64 = 60;
/// At most so many; the nearest day first.
const MOST: usize = 300;

/// The rights at risk of the persons whose social overview is open to the actor, the nearest day first. One statement. The
/// caller journals whom it shows.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever has no place in which the social overview of anybody would be open.
pub async fn risks<C: ConnectionTrait>(ctx: &Ctx, db: &C, most: Option<usize>) -> Result<Vec<RightRisk>> {
    let held = OpenPersons::to(ctx, Action::ReadSocialOverview)?;
    let today = people::today(ctx);
    let text = format!(
        "SELECT a.id, a.right_code, a.status, a.filed_on, a.until_on, a.silence_on, a.silence_means, a.renew_on, a.upkeep_on, \
         a.due_on, EXISTS (SELECT 1 FROM right_application n WHERE n.territory_id = a.territory_id AND n.renews_id = a.id \
         AND n.status NOT IN ('dropped', 'withdrawn')) AS renewed, {BRIEF} FROM {} CROSS JOIN right_application a WHERE {} \
         AND a.territory_id = p.territory_id AND a.person_id = p.id \
         AND a.status IN ('exploring', 'gathering', 'incomplete', 'filed', 'under_review', 'adjourned', 'granted', 'suspended', \
         'refused', 'appealed') AND (a.due_on BETWEEN ? AND ? OR a.status = 'suspended' \
         OR (a.status = 'granted' AND a.renew_on <= ? AND a.due_on >= ?)) \
         ORDER BY a.due_on, a.id LIMIT {MOST}",
        held.from, held.condition
    );
    let ago = today.saturating_sub(LONG_AGO.days());
    let days = [ago, today.saturating_add(AHEAD.days()), today, ago].map(|day| Value::from(day.to_string()));
    let values = [held.values, days.to_vec()].concat();
    let rows = Row::find_by_statement(sql(db, &text, values)).all(db).await?;
    let mut all = Vec::new();
    for row in rows {
        all.extend(risk(ctx, today, row)?);
    }
    all.sort_by_key(|risk| (risk.counts_as(today), risk.application.uuid()));
    all.truncate(most.unwrap_or(MOST));
    Ok(all)
}

/// Some of them for the day of whoever manages rights; nothing, and no statement, for anybody else.
pub(crate) async fn nearest<C: ConnectionTrait>(ctx: &Ctx, db: &C) -> Result<Vec<RightRisk>> {
    match OpenPersons::to(ctx, Action::ManageRights) {
        Ok(_) => risks(ctx, db, Some(FEW)).await,
        Err(_) => Ok(Vec::new()),
    }
}

/// So many stand in somebody's day.
const FEW: usize = 5;

fn date(text: Option<&String>) -> Option<Date> {
    text.and_then(|text| text.parse().ok())
}

/// What is at risk in one application, if anything is today.
fn risk(ctx: &Ctx, today: Date, row: Row) -> Result<Option<RightRisk>> {
    let Some(right) = ctx.house().rights().get(&row.right_code).cloned() else { return Ok(None) };
    let status: Status = decode_status(&row.status)?;
    let Some((why, on, since)) = reason(&row, status, &right, today, soon(ctx)) else { return Ok(None) };
    Ok(Some(RightRisk {
        application: row.id.into(),
        person: row.person.into(),
        until: date(row.until_on.as_ref()),
        right,
        why,
        on,
        since,
    }))
}

fn decode_status(code: &str) -> Result<Status> {
    let found = Status::ALL.into_iter().find(|status| status.code() == code);
    found.ok_or_else(|| crate::Error::Bug("an application without a known status".to_owned()))
}

fn reason(
    row: &Row,
    status: Status,
    right: &Right,
    today: Date,
    soon: Date,
) -> Option<(Why, Date, Option<Date>)> {
    let before = |on: Date, span: Span| on.checked_sub(span).ok();
    let due = date(row.due_on.as_ref());
    match status {
        Status::Granted | Status::Suspended => {
            let (until, renew) = (date(row.until_on.as_ref()), date(row.renew_on.as_ref()));
            if row.renewed {
                return None;
            }
            if let Some(until) = until.filter(|until| *until < today) {
                return Some((Why::RanOut, until, None));
            }
            let renewal = || {
                let from = renew.filter(|renew| *renew <= today)?;
                let last =
                    right.renew.zip(until).and_then(|(rule, until)| before(until, rule.until.months()))?;
                Some((Why::Renewal, last, Some(from)))
            };
            if status == Status::Suspended {
                return renewal().or_else(|| due.map(|on| (Why::Suspended, on, None)));
            }
            if let (Some(on), Some(rule)) =
                (date(row.upkeep_on.as_ref()).filter(|on| *on <= soon), right.upkeep)
            {
                let why = if rule.by == KeptBy::Contact { Why::Contact } else { Why::Declaration };
                return Some((why, on, before(on, rule.months.months())));
            }
            renewal()
        }
        Status::Filed | Status::UnderReview | Status::Appealed => {
            let on =
                date(row.silence_on.as_ref()).filter(|_| row.silence_means.as_deref() == Some("refusal"))?;
            let since = match status {
                Status::Appealed => before(on, APPEAL_SILENCE.months()),
                _ => date(row.filed_on.as_ref()),
            };
            match right.appeal.as_ref().and_then(|rule| on.checked_add(rule.months.months()).ok()) {
                Some(last) if on <= today => Some((Why::Appeal, last, Some(on))),
                _ => (on <= soon).then_some((Why::Silence, on, since)),
            }
        }
        Status::Adjourned => due.filter(|on| *on <= today).map(|on| (Why::Adjourned, on, None)),
        Status::Refused => {
            let last = due.filter(|last| *last >= today)?;
            let months = right.appeal.as_ref().map(|rule| rule.months.months());
            Some((Why::Appeal, last, months.and_then(|months| before(last, months))))
        }
        _ => {
            let last = due?;
            let window = right.renew.map(|rule| (rule.from - rule.until).months());
            Some((Why::RenewalToFile, last, window.and_then(|window| before(last, window))))
        }
    }
}
