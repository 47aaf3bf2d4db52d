//! The pages of vital needs with made-up contents.

use care::break_glass::NeedKind;

use super::attempt::{AttemptPage, need, sex};
use super::review::{ReviewPage, ReviewsPage};
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::prelude::*;

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<AttemptPage>(locale, to);
    add::<ReviewsPage>(locale, to);
    add::<ReviewPage>(locale, to);
}

impl Sample for AttemptPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let shell = frame(locale, "/break-glass", "/persons");
        let form = FormState::new("break-glass");
        let page = Self { shell, notice: None, form, attempt: "a".to_owned(), proves: true };
        let mut refused = page.clone();
        refused.form.fail("reason", t.by_key("fault-break-glass-reason").unwrap_or_default());
        let nothing = Notice::new(Tone::Warning, t.break_glass_nothing(), t.break_glass_nothing_text());
        let often = Notice::new(Tone::Warning, t.break_glass_throttled(), t.break_glass_throttled_text());
        let closed = |notice| Self { notice: Some(notice), ..page.clone() };
        vec![
            ("ordinary", page.clone()),
            ("refused", refused),
            ("no second factor", Self { proves: false, ..page.clone() }),
            ("nothing", closed(nothing)),
            ("too often", closed(often)),
        ]
    }
}

impl Sample for ReviewsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |words: &str, state| {
            QueueLine::new(
                ClockView::new(Tone::Warning, "lundi 23 novembre, 2 h 14", words),
                Link::new("Dr Hélène Marchetti", "/break-glass/reviews/a"),
                t.whose_you(),
            )
            .small(need(t, NeedKind::SuicidalCrisis))
            .state(state)
        };
        let lines = vec![
            line(t.break_glass_opened(), StateView::warning(t.break_glass_to_review())),
            line(t.break_glass_missed(), StateView::blocked(t.verdict_unjustified())),
        ];
        let empty = Empty::new(t.break_glass_none()).text(t.break_glass_none_text());
        let shell = frame(locale, "/break-glass/reviews", "/journal");
        let page = Self { shell, notice: Some(Notice::done(t.break_glass_reviewed())), lines, empty };
        vec![("ordinary", page.clone()), ("empty", Self { notice: None, lines: Vec::new(), ..page })]
    }
}

impl Sample for ReviewPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let fact = |term: &str, words: &str| (term.to_owned(), words.to_owned());
        let page = Self {
            shell: frame(locale, "/break-glass/reviews/a", "/journal"),
            id: "a".to_owned(),
            title: t.break_glass_one("Dr Hélène Marchetti"),
            state: StateView::warning(t.break_glass_to_review()),
            facts: vec![
                fact(t.break_glass_who(), "Dr Hélène Marchetti · CMP des Tanneurs"),
                fact(t.break_glass_when(), "lundi 23 novembre, 2 h 14"),
                fact(t.break_glass_sought(), &format!("Nadia Ferhat · {}", sex(t, "female"))),
                fact(t.break_glass_outcome(), t.break_glass_opened()),
                fact(t.break_glass_until(), "3 h 14"),
                fact(t.break_glass_need(), need(t, NeedKind::LifeAtStake)),
            ],
            reason: "Amenée par les secours, inconsciente, traitement inconnu.".to_owned(),
            journal: vec![fact("A lu un dossier", "lundi 23 novembre, 2 h 15")],
            form: Some(FormState::new("review")),
            comment: None,
        };
        let over = Self {
            state: StateView::blocked(t.verdict_unjustified()),
            facts: vec![
                fact(t.break_glass_reviewed_by(), "Sophie Marin"),
                fact(t.break_glass_need(), need(t, NeedKind::CannotConsent)),
            ],
            journal: Vec::new(),
            form: None,
            comment: Some("Rappel à la règle.".to_owned()),
            ..page.clone()
        };
        vec![("to review", page), ("reviewed", over)]
    }
}
