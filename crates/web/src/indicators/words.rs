//! Figures, periods and names of indicators in words.

use care::indicators::{Cell, Period, Report, Unit, all};

use crate::i18n::T;
use crate::shell::Choice;

/// « année 2021 », « 1er trimestre 2022 », « du 3 mars 2026 au 9 avril 2026 ».
pub(crate) fn period(t: T, period: Period) -> String {
    match period.calendar() {
        Some((year, None)) => t.report_year(year.to_string()),
        Some((year, Some(quarter))) => t.report_quarter(i64::from(quarter), year.to_string()),
        None if period.from() == period.to() => t.report_day(t.locale.date_plain(period.from())),
        None => t.report_days(t.locale.date_plain(period.from()), t.locale.date_plain(period.to())),
    }
}

/// The same, to begin a line with.
pub(crate) fn period_alone(t: T, it: Period) -> String {
    capital(&period(t, it))
}

/// With a capital.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// « 71 », « 4,2 », « < 5 », « n. c. », « – ».
pub(crate) fn cell(t: T, cell: Cell, empty: Empty) -> String {
    match cell {
        Cell::Number(count) => t.locale.number(count),
        Cell::Days(days) => t.locale.decimal(days, 1),
        Cell::Suppressed => t.report_small().to_owned(),
        Cell::Null => match empty {
            Empty::NotMeasured => t.report_nothing().to_owned(),
            Empty::NotTold => t.report_not_told().to_owned(),
        },
    }
}

/// Why there may be no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Empty {
    /// There was nothing to measure.
    NotMeasured,
    /// It would tell another.
    NotTold,
}

/// Why a figure of this report is not there: a time has nothing to be measured upon where the whole is nought.
pub(crate) fn empty(figures: &care::indicators::Figures, key: &str) -> Empty {
    let whole = all().find(|it| it.key == key).filter(|it| it.unit == Unit::Days).and_then(|it| it.part_of);
    match whole.map(|whole| care::indicators::figure(figures, whole)) {
        Some(Cell::Number(0)) => Empty::NotMeasured,
        _ => Empty::NotTold,
    }
}

/// A figure of the whole in words.
pub(crate) fn figure(t: T, report: &Report, key: &str) -> String {
    cell(t, report.figure(key), empty(&report.indicators, key))
}

/// A number, where it is told.
pub(crate) fn number(report: &Report, key: &str) -> Option<i64> {
    match report.figure(key) {
        Cell::Number(count) => Some(count),
        _ => None,
    }
}

/// A count for a bar.
pub(crate) fn bar(report: &Report, key: &str) -> Option<u32> {
    number(report, key).and_then(|count| u32::try_from(count).ok())
}

/// « 93 % » of two figures that are both told.
#[allow(clippy::cast_precision_loss)] // counts of a programme
pub(crate) fn share(t: T, report: &Report, part: &str, whole: &str) -> Option<String> {
    let (part, whole) = (number(report, part)?, number(report, whole)?);
    (whole > 0 && part <= whole).then(|| t.locale.percent(part as f64 / whole as f64, 0))
}

/// The name of an indicator: « avis rendus ».
pub(crate) fn name(t: T, key: &str) -> String {
    t.by_key(&format!("indicator-{}", key.replace('_', "-"))).unwrap_or_else(|| key.to_owned())
}

/// What an indicator counts, exactly.
pub(crate) fn definition(t: T, key: &str, answer_days: u16, consultation_days: u16) -> String {
    let key = format!("definition-{}", key.replace('_', "-"));
    let limits = [("answer", answer_days.into()), ("consultation", consultation_days.into())];
    t.by_key_with(&key, &limits).unwrap_or_default()
}

/// The years that are over and their quarters, the latest first.
pub(crate) fn periods_over(t: T, first_year: i16, today: jiff::civil::Date) -> Vec<Choice> {
    let choice = |it: Period| Choice::new(it.code().unwrap_or_default(), period_alone(t, it));
    let of_year =
        |year| std::iter::once(Period::year(year)).chain((1..=4).map(move |it| Period::quarter(year, it)));
    (first_year..today.year()).rev().flat_map(of_year).map(choice).collect()
}
