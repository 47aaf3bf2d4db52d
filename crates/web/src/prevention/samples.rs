//! The prevention plan with made-up contents.

use super::plan::{Noting, PreventionPage, RecallLine};
use super::words;
use crate::i18n::{Locale, T};
use crate::record::WhoReads;
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::prelude::*;
use care::people::Sex;
use care::prevention::Because;
use care::record::Told;

/// Renders it.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<PreventionPage>(locale, to);
}

fn text(text: &str) -> String {
    text.to_owned()
}

impl Sample for PreventionPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let because = |why: Because| words::because(t, &why);
        let line = |name: &str, state, why: Because| RecallLine {
            name: text(name),
            how: text("Chaque trimestre"),
            because: because(why),
            state,
            past: Some(t.prevention_last(t.prevention_on_day("12 août 2026"))),
            source: t.prevention_source("RCP"),
            note: Some(text("/persons/a/prevention?note=lithium-level#note")),
        };
        let lithium = Some((text("Sels de lithium"), Told::Year(jiff::civil::date(2019, 1, 1))));
        let under = Because { treatment: lithium, ..Because::default() };
        let women = Because { sex: Some(Sex::Female), ages: Some((30, 65)), ..Because::default() };
        let adults = Because { ages: Some((18, 120)), ..Because::default() };
        let now = vec![line("Lithiémie", StateView::warning(t.prevention_due_since("12 août 2026")), under)];
        let planned = StateView::new(Tone::Accent, Icon::Cal, t.prevention_planned_on("3 décembre 2026"));
        let rest = vec![line(
            "Dents",
            StateView::new(Tone::Neutral, Icon::Stop, t.prevention_asked_again("4 mai 2027")),
            adults,
        )];
        let page = Self {
            shell: frame(locale, "/persons/a/prevention", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            notice: None,
            why: Why::new(crate::people::reason(t, "care-team-health")),
            groups: vec![
                (t.prevention_now(), now),
                (t.prevention_planned(), vec![line("HPV", planned, women)]),
            ],
            rest,
            noting: None,
            entered: text("26 novembre 2026"),
            form: FormState::new("prevention"),
            next: text("e"),
        };
        let mut refused = FormState::new("prevention");
        refused.fail("on", t.by_key("fault-prevention-past").unwrap_or_default());
        let noting = Some(Noting {
            code: text("lithium-level"),
            name: text("Lithiémie"),
            readers: WhoReads::new(t, t.prevention_kept_alike(), Vec::new()),
        });
        let noting = Self { noting, form: refused, ..page.clone() };
        let done = t.by_key("done-prevention-noted").unwrap_or_default();
        let empty =
            Self { groups: Vec::new(), rest: Vec::new(), notice: Some(Notice::done(done)), ..page.clone() };
        vec![("ordinary", page), ("noting", noting), ("nothing", empty)]
    }
}
