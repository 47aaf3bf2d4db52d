//! Reports with made-up contents.

use care::indicators::{
    Audience, Cell, DelayClass, Figures, Month, OrganizationFigures, Period, Report, all,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::adoption::AdoptionPage;
use super::definitions::{Definition, DefinitionsPage};
use super::facts::{FactsPage, Line};
use super::page::{Body, Exports, ReportPage};
use super::{chart, table, words};
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::Figures as Row;
use crate::shell::prelude::{Empty, Figure, FormState, Link, Pager, Why};

/// Renders them.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<ReportPage>(locale, to);
    add::<AdoptionPage>(locale, to);
    add::<DefinitionsPage>(locale, to);
    add::<FactsPage>(locale, to);
}

fn figures(asked: i64) -> Figures {
    let cell = |key: &str| match key {
        "advices_asked" | "advices_given" | "closed" => Cell::Number(asked),
        "answered_on_time" if asked > 60 => Cell::Number(66),
        "delay_days_median" if asked > 0 => Cell::Days(3.6),
        "delay_days_p90" if asked > 60 => Cell::Days(6.4),
        "emergency_avoided" if asked > 0 => Cell::Suppressed,
        "gps_in_territory" => Cell::Number(22),
        _ if asked > 60 => Cell::Number(18),
        _ if asked == 0 => Cell::Number(0),
        _ => Cell::Null,
    };
    all().map(|it| (it.key, if asked == 3 { Cell::Suppressed } else { cell(it.key) })).collect()
}

fn report(audience: Audience, asked: i64) -> Report {
    let of = |id: u128, name: &str, asked| OrganizationFigures {
        id: Uuid::from_u128(id).into(),
        name: name.to_owned(),
        indicators: figures(asked),
        delays: Vec::new(),
    };
    let counts = [9, 12, 14, 11, 9, 6, 5, 5];
    let classes = (0_u16..8).zip(counts).map(|(after, count)| DelayClass {
        after,
        up_to: (after < 7).then_some(after + 1),
        count,
        late: after == 7,
    });
    Report {
        program: "advice-line".to_owned(),
        period: Period::year(2021),
        audience,
        computed_at: Timestamp::UNIX_EPOCH,
        indicators: figures(asked),
        by_organization: vec![of(1, "CPTS Tours Nord", 24), of(2, "CPTS du Chinonais", 3)],
        delays: if asked > 60 { classes.collect() } else { Vec::new() },
    }
}

fn page(locale: Locale, audience: Audience, asked: i64) -> ReportPage {
    let t = T::new(locale);
    let report = report(audience, asked);
    let outside = audience == Audience::Funder;
    let file = |ending: &str| format!("/programs/advice-line/report.{ending}?from=2021-01-01&to=2021-12-31");
    let figure = |key: &str, label: &str| Figure {
        label: label.to_owned(),
        value: words::figure(t, &report, key),
        unit: words::share(t, &report, key, "advices_given"),
        href: Some(format!("/programs/advice-line/report/definitions#{key}")),
        note: (!outside).then(|| t.headline_before(words::period(t, Period::year(2020)), "68")),
    };
    ReportPage {
        shell: frame(locale, "/programs/advice-line/report", "/programs/advice-line/report"),
        title: t.report_title(words::period(t, report.period), "Médecine générale et psychiatrie 37"),
        lede: t.report_lede_short(words::figure(t, &report, "advices_asked"), "71"),
        why: Some(Why::new(if outside { t.report_why_lead() } else { t.report_why_team() })),
        action: "/programs/advice-line/report".to_owned(),
        form: FormState::new("report")
            .with("from", "2021-01-01")
            .with("to", "2021-12-31")
            .with("period", "2021"),
        periods: if outside {
            words::periods_over(t, 2020, jiff::civil::date(2022, 5, 3))
        } else {
            Vec::new()
        },
        presets: if outside {
            Vec::new()
        } else {
            vec![(Link::new(t.preset_last_year(), "?period=2021"), true)]
        },
        adoption: Some("/programs/social-accompaniment/adoption".to_owned()),
        others: Vec::new(),
        body: Some(Body {
            exports: Exports { xlsx: file("xlsx"), csv: file("csv"), json: file("json") },
            switch: (!outside).then(|| Link::new(t.report_as_funder(), "?audience=funder")),
            figures: Row(vec![
                figure("advices_asked", t.headline_asked()),
                figure("answered_on_time", &t.headline_on_time(7)),
            ]),
            empty: (asked == 0).then(|| Empty::new(t.report_empty()).text(t.report_empty_text())),
            asks: true,
            steps: chart::loop_steps(t, &report),
            outcomes: chart::outcomes(t, &report),
            delays: chart::delays(t, &report, 7),
            table: table::of(t, &report),
            definitions: "/programs/advice-line/report/definitions".to_owned(),
            suppressed: outside,
        }),
    }
}

impl Sample for AdoptionPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let month = |month, opened, concerned| Month {
            first: jiff::civil::date(2026, month, 1),
            opened: Some(opened),
            concerned: Some(concerned),
        };
        let page = |months: Vec<Month>| Self {
            shell: frame(
                locale,
                "/programs/social-accompaniment/adoption",
                "/programs/social-accompaniment/report",
            ),
            program: "Accompagnement".to_owned(),
            back: "/programs/social-accompaniment/report".to_owned(),
            summary: super::adoption::summary(t, &months),
            lines: months.iter().rev().map(|it| super::adoption::line(t, it)).collect(),
        };
        vec![
            ("ordinary", page(vec![month(10, 1, 12), month(11, 3, 12)])),
            ("nobody", page(vec![month(11, 0, 0)])),
            ("few", page(vec![Month { opened: None, concerned: None, ..month(11, 0, 0) }])),
        ]
    }
}

impl Sample for ReportPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let mut refused = page(locale, Audience::Funder, 0);
        refused.body = None;
        let mut arrivals = page(locale, Audience::Team, 71);
        if let Some(body) = &mut arrivals.body {
            body.asks = false;
        }
        refused.form.fail("period", T::new(locale).by_key("fault-whole-periods").unwrap_or_default());
        vec![
            ("team", page(locale, Audience::Team, 71)),
            ("funder", page(locale, Audience::Funder, 71)),
            ("too few", page(locale, Audience::Funder, 3)),
            ("empty", page(locale, Audience::Team, 0)),
            ("without questions", arrivals),
            ("refused", refused),
        ]
    }
}

impl Sample for DefinitionsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let definitions = all().map(|it| Definition {
            key: it.key,
            name: words::name(t, it.key),
            text: words::definition(t, it.key, 7, 15),
        });
        vec![(
            "ordinary",
            Self {
                shell: frame(locale, "/programs/advice-line/report/definitions", ""),
                program: "Médecine générale et psychiatrie 37".to_owned(),
                back: "/programs/advice-line/report".to_owned(),
                definitions: definitions.collect(),
            },
        )]
    }
}

impl Sample for FactsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |what: &str, href: Option<&str>| Line {
            what: what.to_owned(),
            href: href.map(str::to_owned),
            when: "lundi 3 mai à 9 h 12".to_owned(),
            days: Some(t.report_in_days("3,6")),
        };
        let page = |lines: Vec<Line>| Self {
            shell: frame(locale, "/programs/advice-line/report/advices_given", ""),
            title: words::capital(&words::name(t, "advices_given")),
            period: words::period_alone(t, Period::year(2021)),
            definition: words::definition(t, "advices_given", 7, 15),
            back: "/programs/advice-line/report".to_owned(),
            lines,
            empty: Empty::new(t.facts_empty()).text(t.facts_empty_text()),
            pager: Pager::new(t, None, Some("?after=x".to_owned())),
        };
        vec![
            ("ordinary", page(vec![line("2021-0041", Some("/requests/a")), line("2021-0042", None)])),
            ("empty", page(Vec::new())),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_indicator_has_its_name_and_its_definition() {
        for t in Locale::ALL.map(T::new) {
            for it in all() {
                assert_ne!(words::name(t, it.key), it.key, "a name for {}", it.key);
                assert!(!words::definition(t, it.key, 7, 15).is_empty(), "a definition for {}", it.key);
            }
        }
    }
}
