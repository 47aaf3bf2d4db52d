//! The radar with made-up contents.

use super::RadarPage;
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::prelude::*;

/// Renders it.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<RadarPage>(locale, to);
}

impl Sample for RadarPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |clock, title: &str| {
            QueueLine::new(clock, Link::new(title, "/rights/a"), t.whose_team())
                .fact("Mme Nadia Ferhat, 47 ans")
                .small(t.risk_until("31 janvier 2027"))
                .act(Button::link(t.act_open(), "/rights/a"))
        };
        let lines = vec![
            line(ClockView::late("Recours avant le 20 nov.", t.days_past(3)), t.risk_missed()),
            line(ClockView::new(Tone::Warning, "À demander", t.days_left(7)).thread(54, 61), t.risk_silent()),
            line(ClockView::new(Tone::Neutral, t.risk_no_date(), t.risk_missed_words(3)), t.risk_no_doctor()),
            line(ClockView::new(Tone::Neutral, t.risk_silent_since("3 mars"), t.risk_no_doctor_words()), "…"),
            line(ClockView::new(Tone::Neutral, t.risk_silent_for(6), t.days_left(0)), t.day_risks()),
        ];
        let shell = frame(locale, "/radar", "/rights");
        let empty = Empty::new(t.radar_empty()).text(t.radar_empty_text());
        let pager = Pager::new(t, None, Some("/radar?from=100".to_owned()));
        let full = Self { shell, lines, lede: t.radar_lede(3), pager, empty };
        let pager = Pager::new(t, None, None);
        let none = Self { lines: Vec::new(), lede: t.radar_lede(0), pager, ..full.clone() };
        vec![("ordinary", full), ("empty", none)]
    }
}
