//! The pictures of a report: how long answers took, what became of the questions.

use care::indicators::{DelayClass, Report};

use super::words;
use crate::i18n::T;
use crate::shell::{Bar, BarChart, Funnel, FunnelStep};

/// The classes of delay as bars; `None` where there is nothing to draw.
pub(crate) fn delays(t: T, report: &Report, promised: u16) -> Option<BarChart> {
    if report.delays.iter().all(|class| class.count == 0) {
        return None;
    }
    let bars: Vec<Bar> = report.delays.iter().map(|class| bar(t, class)).collect();
    let within =
        report.delays.iter().take_while(|class| class.up_to.is_some_and(|end| end <= promised)).count();
    // The line is drawn only where a class ends on it: merged across, the classes do not tell who was late.
    let drawn = within > 0 && report.delays[within - 1].up_to == Some(promised);
    let decile = match report.figure("delay_days_p90") {
        care::indicators::Cell::Days(days) => Some(t.delays_decile(t.locale.decimal(days.ceil(), 0))),
        _ => None,
    };
    let hatched = report.delays.iter().any(|class| class.late && class.count > 0).then(|| t.delays_hatched());
    let merged = (report.audience == care::indicators::Audience::Funder).then(|| t.delays_merged());
    let caption: Vec<&str> = [decile.as_deref(), hatched, merged].into_iter().flatten().collect();
    Some(BarChart {
        t,
        id: "delays".to_owned(),
        title: t.delays_title().to_owned(),
        summary: summary(t, report),
        caption: caption.join(" "),
        axis: t.delays_axis().to_owned(),
        counted: t.delays_counted().to_owned(),
        bars,
        limit: drawn.then(|| (within, t.delays_promise(i64::from(promised)))),
    })
}

fn bar(t: T, class: &DelayClass) -> Bar {
    Bar {
        label: label(t, class),
        count: u32::try_from(class.count).ok(),
        words: t.locale.number(class.count),
        late: class.late,
    }
}

/// « 0 à 1 », « 2 », « 3 à 5 », « plus de 7 ».
fn label(t: T, class: &DelayClass) -> String {
    match class.up_to {
        None if class.after == 0 => t.delays_all().to_owned(),
        None => t.delays_more(i64::from(class.after)),
        Some(end) if class.after == 0 => t.delays_range("0", end.to_string()),
        Some(end) if end == class.after + 1 => end.to_string(),
        Some(end) => t.delays_range((class.after + 1).to_string(), end.to_string()),
    }
}

/// What one sees in it: the fullest class.
fn summary(t: T, report: &Report) -> String {
    let fullest = report.delays.iter().max_by_key(|class| class.count);
    let total: i64 = report.delays.iter().map(|class| class.count).sum();
    fullest.map_or_else(String::new, |class| t.delays_summary(class.count, label(t, class), total))
}

/// From the question to the end of the loop.
pub(crate) fn loop_steps(t: T, report: &Report) -> Funnel {
    let step = |label: &str, key: &str, note: String| FunnelStep {
        label: label.to_owned(),
        value: words::figure(t, report, key),
        count: words::bar(report, key),
        note,
    };
    let on_time = words::share(t, report, "answered_on_time", "advices_given");
    Funnel(vec![
        step(t.funnel_asked(), "advices_asked", String::new()),
        step(t.funnel_given(), "advices_given", String::new()),
        step(
            t.funnel_on_time(),
            "answered_on_time",
            on_time.map_or_else(String::new, |share| t.funnel_of_given(share)),
        ),
        step(t.funnel_closed(), "closed", t.funnel_closed_note().to_owned()),
    ])
}

/// What it changed, among those closed.
pub(crate) fn outcomes(t: T, report: &Report) -> Funnel {
    let step = |label: &str, key: &str, whole: &str| FunnelStep {
        label: label.to_owned(),
        value: words::figure(t, report, key),
        count: words::bar(report, key),
        note: match whole {
            "closed" => {
                words::share(t, report, key, whole).map_or_else(String::new, |it| t.funnel_of_closed(it))
            }
            _ => words::share(t, report, key, whole).map_or_else(String::new, |it| t.funnel_of_given(it)),
        },
    };
    Funnel(vec![
        step(t.funnel_avoided(), "referral_avoided", "closed"),
        step(t.funnel_prompted(), "referral_prompted", "closed"),
        step(t.funnel_emergency(), "emergency_avoided", "closed"),
        step(t.funnel_offered(), "consultations_offered", "advices_given"),
        FunnelStep { note: String::new(), ..step(t.funnel_held(), "consultations_within_15_days", "closed") },
    ])
}
