//! My day with made-up contents.

use super::DayPage;
use crate::i18n::{Locale, T};
use crate::requests::advice::samples::line;
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::{Empty, Notice, QueueGroup};

/// Renders it.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<DayPage>(locale, to);
}

impl Sample for DayPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let group = QueueGroup {
            id: "late".to_owned(),
            title: t.day_late().to_owned(),
            count: "1".to_owned(),
            lines: vec![line(t)],
            more: None,
        };
        let link = |words: &str| (words.to_owned(), "9 h 30".to_owned(), "/requests/a".to_owned());
        let full = Self {
            shell: frame(locale, "/", "/day"),
            notice: Some(Notice::done(t.fact_sent())),
            lede: t.day_waiting(1, 1),
            groups: vec![group],
            empty: None,
            today: vec![("9 h 30".to_owned(), "Mme Ferhat".to_owned(), "/requests/a".to_owned())],
            news: vec![link(t.fact_answered())],
            may_ask: true,
        };
        let empty = Self {
            notice: None,
            groups: Vec::new(),
            empty: Some(Empty::new(t.day_empty()).text(t.day_empty_text())),
            today: Vec::new(),
            news: Vec::new(),
            may_ask: false,
            ..full.clone()
        };
        vec![("ordinary", full), ("empty", empty)]
    }
}
