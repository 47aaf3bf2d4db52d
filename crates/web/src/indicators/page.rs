//! The page of a report.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use care::Error;
use care::indicators::{self, Audience, Period, Report};
use care::programs::Program;
use jiff::civil::Date;

use super::asked::{self, Asked, Wanted};
use super::table::{self, Table};
use super::{chart, words};
use crate::failure::{Answer, Failure};
use crate::shell::prelude::*;
use crate::visit::Visit;

/// The report of a programme, or the form alone where the period cannot be had.
#[derive(Clone, Debug, Template)]
#[template(path = "indicators/report.html")]
pub(crate) struct ReportPage {
    pub(crate) shell: Shell,
    pub(crate) title: String,
    pub(crate) lede: String,
    pub(crate) why: Option<Why>,
    pub(crate) action: String,
    pub(crate) form: FormState,
    /// Periods that those outside choose from; none for the team, which chooses days.
    pub(crate) periods: Vec<Choice>,
    /// Periods at hand, with whether it is the one shown.
    pub(crate) presets: Vec<(Link, bool)>,
    /// Reports of other programmes.
    pub(crate) others: Vec<Link>,
    /// Where the adoption of the shared record is told, of a programme that accompanies.
    pub(crate) adoption: Option<String>,
    pub(crate) body: Option<Body>,
}

/// The figures.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) exports: Exports,
    /// The address of the figures as those outside read them, or back.
    pub(crate) switch: Option<Link>,
    pub(crate) figures: Figures,
    pub(crate) empty: Option<Empty>,
    /// Whether questions were asked: what became of them is drawn.
    pub(crate) asks: bool,
    pub(crate) steps: Funnel,
    pub(crate) outcomes: Funnel,
    pub(crate) delays: Option<BarChart>,
    pub(crate) table: Table,
    pub(crate) definitions: String,
    pub(crate) suppressed: bool,
}

/// Where the files are.
#[derive(Clone, Debug)]
pub(crate) struct Exports {
    pub(crate) xlsx: String,
    pub(crate) csv: String,
    pub(crate) json: String,
}

pub(crate) async fn show(visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let program = readable(&visit, &slug)?.clone();
    let full = indicators::reads_everything(&visit.ctx, &slug);
    let wanted = match asked.wanted(&visit, &program, full).await {
        Ok(wanted) => wanted,
        Err(Error::Invalid(faults)) => return refused(&visit, &program, &asked, full, &faults).await,
        Err(error) => return Err(Failure(error)),
    };
    let report = indicators::report(&visit.ctx, &slug, wanted.period, wanted.audience).await?;
    let before = match wanted.before {
        Some(period) => Some(indicators::report(&visit.ctx, &slug, period, wanted.audience).await?),
        None => None,
    };
    let frame = Frame::of(&visit, &program, full, wanted.audience, Some(wanted.period)).await?;
    Ok(Page::new(frame.page(&visit, &program, &wanted, &report, before.as_ref())).into_response())
}

/// A programme whose report the reader may have.
pub(crate) fn readable<'a>(visit: &'a Visit, slug: &str) -> Result<&'a Program, Failure> {
    let program = visit.ctx.house().programs().get(slug).ok_or(Error::NotFound)?;
    visit.ctx.permit(policy::Action::ReadReport, &crate::frame::program(visit, slug))?;
    Ok(program)
}

/// The form with what is wrong with it.
pub(crate) async fn refused(
    visit: &Visit,
    program: &Program,
    asked: &Asked,
    full: bool,
    faults: &[care::Fault],
) -> Result<Response, Failure> {
    let audience = if full && asked.audience != "funder" { Audience::Team } else { Audience::Funder };
    let frame = Frame::of(visit, program, full, audience, None).await?;
    let form = asked.refused(visit, audience == Audience::Team, faults);
    let page = ReportPage {
        title: program.name.get(visit.locale()).to_owned(),
        lede: visit.t().report_choose().to_owned(),
        form,
        body: None,
        ..frame.around(visit, program, None)
    };
    Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// What stands around the figures.
struct Frame {
    full: bool,
    audience: Audience,
    first_year: i16,
    today: Date,
    /// Whether those outside may have the period shown.
    over: bool,
}

impl Frame {
    async fn of(
        visit: &Visit,
        program: &Program,
        full: bool,
        audience: Audience,
        shown: Option<Period>,
    ) -> Result<Self, Error> {
        let zone = program.calendar.zone.clone();
        let today = visit.ctx.now().to_zoned(zone.clone()).date();
        let since = indicators::since(&visit.ctx, &program.slug).await?;
        let first_year = since.map_or(today.year() - 1, |at| at.to_zoned(zone).year());
        let first_year = first_year.clamp(today.year() - MOST_YEARS, today.year() - 1);
        let over = shown.is_some_and(|period| indicators::is_over(&visit.ctx, program, period));
        Ok(Self { full, audience, first_year, today, over })
    }

    fn around(&self, visit: &Visit, program: &Program, shown: Option<&Wanted>) -> ReportPage {
        let t = visit.t();
        let outside = self.audience == Audience::Funder;
        let why = if self.full { t.report_why_team() } else { t.report_why_lead() };
        let mut shell = visit.shell();
        let now = visit.ctx.now().to_zoned(program.calendar.zone.clone());
        let computed = t.report_computed(visit.locale().datetime(&now));
        let masked = outside.then(|| t.report_masked());
        shell.foot =
            Some([Some(computed.as_str()), masked].into_iter().flatten().collect::<Vec<_>>().join(" "));
        ReportPage {
            shell,
            title: String::new(),
            lede: String::new(),
            why: Some(Why::new(why)),
            action: format!("/programs/{}/report", program.slug),
            form: FormState::new("report"),
            periods: if outside { words::periods_over(t, self.first_year, self.today) } else { Vec::new() },
            presets: if outside { Vec::new() } else { self.presets(t, program, shown) },
            others: others(visit, program),
            adoption: (!program.strands.is_empty()).then(|| format!("/programs/{}/adoption", program.slug)),
            body: None,
        }
    }

    /// This year and the ones before, this quarter and the last.
    fn presets(&self, t: T, program: &Program, shown: Option<&Wanted>) -> Vec<(Link, bool)> {
        let year = self.today.year();
        let quarter = (self.today.month() - 1) / 3 + 1;
        let this = Period::quarter(year, quarter);
        let named = [
            (t.preset_this_year().to_owned(), Some(Period::year(year))),
            (t.preset_this_quarter().to_owned(), Some(this)),
            (t.preset_last_quarter().to_owned(), this.before()),
            (t.preset_last_year().to_owned(), Some(Period::year(year - 1))),
        ];
        let years = (self.first_year..year - 1).rev().map(|it| (it.to_string(), Some(Period::year(it))));
        let link = |(label, period): (String, Period)| {
            let href = format!("/programs/{}/report?{}", program.slug, asked::of_period(period));
            (Link::new(label, href), shown.is_some_and(|it| it.period == period))
        };
        let known = named.into_iter().chain(years).filter_map(|(label, period)| Some((label, period?)));
        known.map(link).collect()
    }

    fn page(
        &self,
        visit: &Visit,
        program: &Program,
        wanted: &Wanted,
        report: &Report,
        before: Option<&Report>,
    ) -> ReportPage {
        let t = visit.t();
        let title = t.report_title(words::period(t, wanted.period), program.name.get(visit.locale()));
        ReportPage {
            title,
            lede: lede(t, report, program.clocks.answer_days),
            form: asked::form(wanted),
            body: Some(self.body(t, program, wanted, report, before)),
            ..self.around(visit, program, Some(wanted))
        }
    }

    fn body(
        &self,
        t: T,
        program: &Program,
        wanted: &Wanted,
        report: &Report,
        before: Option<&Report>,
    ) -> Body {
        let (base, query) = (format!("/programs/{}/report", program.slug), wanted.query());
        let file = |ending: &str| format!("{base}.{ending}?{query}");
        let figures = Headline { t, program, report, before, base: &base, wanted, full: self.full };
        let other = match wanted.audience {
            Audience::Team if self.full && self.over => {
                let as_outside = Wanted { audience: Audience::Funder, ..*wanted };
                Some(Link::new(t.report_as_funder(), format!("{base}?{}", as_outside.query())))
            }
            Audience::Funder if self.full => {
                let exact = Wanted { audience: Audience::Team, ..*wanted };
                Some(Link::new(t.report_as_team(), format!("{base}?{}", exact.query())))
            }
            _ => None,
        };
        Body {
            exports: Exports { xlsx: file("xlsx"), csv: file("csv"), json: file("json") },
            switch: other,
            figures: match (&program.advice, &program.reception) {
                (Some(_), _) => figures.all(),
                (None, Some(_)) => figures.of_arrivals(),
                (None, None) if program.pathways.is_empty() => figures.of_referrals(),
                (None, None) => figures.of_pathways(),
            },
            empty: empty(t, report),
            asks: program.advice.is_some(),
            steps: chart::loop_steps(t, report),
            outcomes: chart::outcomes(t, report),
            delays: chart::delays(t, report, program.clocks.answer_days),
            table: table::of(t, report),
            definitions: format!("{base}/definitions"),
            suppressed: wanted.audience == Audience::Funder,
        }
    }
}

/// Years that are offered at most.
const MOST_YEARS: i16 = 10;

/// The figures of which nothing happened where all are nought: what was asked, or all that there is.
fn telling(report: &Report) -> Vec<&'static str> {
    let keys: Vec<&'static str> = report.indicators.iter().map(|(key, _)| *key).collect();
    let asked = ["advices_asked", "advices_given", "closed", "consultations_within_15_days"];
    if keys.contains(&asked[0]) { asked.to_vec() } else { keys }
}

/// Whether nothing happened at all.
fn nothing(report: &Report) -> bool {
    telling(report).into_iter().all(|key| words::number(report, key) == Some(0))
}

/// What is said instead of pictures and tables: that there is nothing, or nothing that may be told.
fn empty(t: T, report: &Report) -> Option<Empty> {
    let untold = |key: &str| report.figure(key) == indicators::Cell::Null;
    if nothing(report) {
        return Some(Empty::new(t.report_empty()).text(t.report_empty_text()));
    }
    let blank = telling(report).into_iter().filter(|key| *key != "consultations_within_15_days").all(untold);
    blank.then(|| Empty::new(t.report_blank()).text(t.report_blank_text()))
}

/// « Avis demandés : 71 · rendus : 71, dont 93 % en 7 jours ou moins ».
fn lede(t: T, report: &Report, promised: u16) -> String {
    if nothing(report) {
        return t.report_lede_nothing().to_owned();
    }
    let told = |key: &str| words::figure(t, report, key);
    let has = |wanted: &str| report.indicators.iter().any(|(key, _)| *key == wanted);
    if !has("advices_asked") && !has("arrivals") && !has("persons_referred") {
        return t.report_lede_referrals(
            told("referrals_accepted"),
            told("referrals_sent"),
            told("persons_in_shared_care"),
        );
    }
    if !has("advices_asked") && !has("arrivals") {
        return t.report_lede_pathways(
            told("handovers_accepted"),
            told("persons_referred"),
            told("visits_held"),
        );
    }
    if !has("advices_asked") {
        return t.report_lede_reception(told("arrivals"), told("interviews_held"), told("oriented"));
    }
    let (asked, given) =
        (words::figure(t, report, "advices_asked"), words::figure(t, report, "advices_given"));
    match words::share(t, report, "answered_on_time", "advices_given") {
        Some(share) => t.report_lede(asked, i64::from(promised), given, share),
        None => t.report_lede_short(asked, given),
    }
}

/// The reports of other programmes that the reader may have.
fn others(visit: &Visit, program: &Program) -> Vec<Link> {
    let programs = visit.ctx.house().programs();
    let may = |slug: &str| visit.ctx.may(policy::Action::ReadReport, &crate::frame::program(visit, slug));
    programs
        .iter()
        .filter(|it| it.slug != program.slug && may(&it.slug))
        .map(|it| Link::new(it.name.get(visit.locale()), format!("/programs/{}/report", it.slug)))
        .collect()
}

/// The row of figures.
struct Headline<'a> {
    t: T,
    program: &'a Program,
    report: &'a Report,
    before: Option<&'a Report>,
    base: &'a str,
    wanted: &'a Wanted,
    full: bool,
}

impl Headline<'_> {
    fn all(&self) -> Figures {
        let t = self.t;
        let share = |part, whole| words::share(t, self.report, part, whole);
        let days = matches!(self.report.figure("delay_days_median"), indicators::Cell::Days(_));
        Figures(vec![
            self.figure("advices_asked", t.headline_asked().to_owned(), None),
            self.figure("advices_given", t.headline_given().to_owned(), None),
            self.figure(
                "answered_on_time",
                t.headline_on_time(i64::from(self.program.clocks.answer_days)),
                share("answered_on_time", "advices_given"),
            ),
            self.figure(
                "delay_days_median",
                t.headline_median().to_owned(),
                days.then(|| t.headline_days().to_owned()),
            ),
            self.figure("consultations_offered", t.headline_offered().to_owned(), None),
            self.figure(
                "referral_avoided",
                t.headline_avoided().to_owned(),
                share("referral_avoided", "closed"),
            ),
        ])
    }

    /// The row of a reception: who came and what became of it; what was done with the persons.
    fn of_arrivals(&self) -> Figures {
        let share = |part| words::share(self.t, self.report, part, "arrivals");
        let row = [
            ("arrivals", None),
            ("arrivals_anonymous", share("arrivals_anonymous")),
            ("oriented", share("oriented")),
            ("became_persons", None),
            ("interviews_held", None),
            ("applications_granted", None),
        ];
        self.row(row)
    }

    /// The row of pathways: who was referred, and what became of them.
    fn of_pathways(&self) -> Figures {
        let share = |part| words::share(self.t, self.report, part, "persons_referred");
        let row = [
            ("persons_referred", None),
            ("without_gp_at_entry", share("without_gp_at_entry")),
            ("without_gp_now", share("without_gp_now")),
            ("visits_held", None),
            ("handovers_accepted", None),
            ("followed_at_six_months", None),
        ];
        self.row(row)
    }

    /// The row of referrals: which way, and what became of them.
    fn of_referrals(&self) -> Figures {
        let share = |part| words::share(self.t, self.report, part, "referrals_sent");
        let row = [
            ("referrals_sent", None),
            ("referrals_to_somatic", share("referrals_to_somatic")),
            ("referrals_to_psychiatry", share("referrals_to_psychiatry")),
            ("referrals_accepted", None),
            ("attempts_before_first_appointment", None),
            ("persons_in_shared_care", None),
        ];
        self.row(row)
    }

    fn row(&self, row: [(&'static str, Option<String>); 6]) -> Figures {
        let figure = |(key, unit)| self.figure(key, words::capital(&words::name(self.t, key)), unit);
        Figures(row.into_iter().map(figure).collect())
    }

    fn figure(&self, key: &'static str, label: String, unit: Option<String>) -> Figure {
        let href = if self.full && self.wanted.audience == Audience::Team && indicators::lists(key) {
            format!("{}/{key}?{}", self.base, asked::of_period(self.wanted.period))
        } else {
            format!("{}/definitions#{key}", self.base)
        };
        let note = self.before.map(|before| {
            let words = words::figure(self.t, before, key);
            self.t.headline_before(words::period(self.t, before.period), words)
        });
        Figure { label, value: words::figure(self.t, self.report, key), unit, href: Some(href), note }
    }
}
