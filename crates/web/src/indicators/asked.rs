//! What is asked of a report, as it stands in the address: codes and dates, nothing about anybody.

use care::indicators::{self, Audience, Period};
use care::programs::Program;
use care::{Error, Fault};
use serde::Deserialize;

use crate::shell::FormState;
use crate::visit::Visit;
use crate::words::fault;

/// The query of an address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// A whole year or quarter by its code: `2021`, `2022-q1`.
    pub(crate) period: String,
    /// First day, where there is no code.
    pub(crate) from: String,
    /// Last day.
    pub(crate) to: String,
    /// `before`: beside the period before.
    pub(crate) compare: String,
    /// `funder`: as those outside the team read it.
    pub(crate) audience: String,
}

/// What was asked for, understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) period: Period,
    pub(crate) before: Option<Period>,
    pub(crate) audience: Audience,
}

impl Wanted {
    /// The same, as the query of an address.
    pub(crate) fn query(&self) -> String {
        let audience = if self.audience == Audience::Funder { "&audience=funder" } else { "" };
        let compare = if self.before.is_some() { "&compare=before" } else { "" };
        format!("{}{compare}{audience}", of_period(self.period))
    }
}

/// A period as the query of an address.
pub(crate) fn of_period(period: Period) -> String {
    format!("from={}&to={}", period.from(), period.to())
}

impl Asked {
    /// What is wanted. The reader of exact figures begins with this year, others with the last that is over.
    pub(crate) async fn wanted(&self, visit: &Visit, program: &Program, full: bool) -> Result<Wanted, Error> {
        let period = self.period(visit, program, full).await?;
        let audience = if full && self.audience != "funder" { Audience::Team } else { Audience::Funder };
        let today = visit.ctx.now().to_zoned(program.calendar.zone.clone()).date();
        if period.from() > today {
            return Err(Error::invalid(self.field(), "fault-period-future"));
        }
        if audience == Audience::Funder && !indicators::is_over(&visit.ctx, program, period) {
            return Err(Error::invalid(self.field(), "fault-whole-periods"));
        }
        let before = (self.compare == "before").then(|| period.before()).flatten();
        Ok(Wanted { period, before, audience })
    }

    async fn period(&self, visit: &Visit, program: &Program, full: bool) -> Result<Period, Error> {
        if !self.period.is_empty() {
            return Period::named(&self.period).ok_or(Error::invalid("period", "fault-period-code"));
        }
        if !self.from.is_empty() || !self.to.is_empty() {
            return Period::parse(&self.from, &self.to);
        }
        let year = visit.ctx.now().to_zoned(program.calendar.zone.clone()).year();
        if full && self.audience != "funder" {
            return Ok(Period::year(year));
        }
        let last = indicators::last_busy_year(&visit.ctx, &program.slug).await?;
        Ok(last.unwrap_or(Period::year(year - 1)))
    }

    /// The field that says which period.
    fn field(&self) -> &'static str {
        if self.from.is_empty() && self.to.is_empty() { "period" } else { "from" }
    }

    /// The form as it was sent.
    pub(crate) fn form(&self) -> FormState {
        let fields =
            [("period", &self.period), ("from", &self.from), ("to", &self.to), ("compare", &self.compare)];
        fields.into_iter().fold(FormState::new("report"), |form, (name, value)| form.with(name, value))
    }

    /// The form with what is wrong with it, at fields that the reader has.
    pub(crate) fn refused(&self, visit: &Visit, full: bool, faults: &[Fault]) -> FormState {
        let mut form = self.form();
        for it in faults {
            let field = match (full, it.field) {
                (true, "period") => "from",
                (false, _) => "period",
                (true, other) => other,
            };
            if form.error(field).is_none() {
                form.fail(field, fault(visit.t(), it));
            }
        }
        form
    }
}

/// The form of a period that was understood.
pub(crate) fn form(wanted: &Wanted) -> FormState {
    FormState::new("report")
        .with("period", wanted.period.code().unwrap_or_default())
        .with("from", wanted.period.from())
        .with("to", wanted.period.to())
        .with("compare", if wanted.before.is_some() { "before" } else { "" })
}
