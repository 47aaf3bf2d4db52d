//! Pages of identity vigilance with made-up contents.

use super::merges::{Line, MergesPage};
use super::pair::{PairPage, Row};
use super::queue::QueuePage;
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, either, frame};
use crate::shell::{Button, Choice, ClockView, Empty, FormState, Link, Notice, Pager, QueueLine, Tone};

/// Renders them.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<QueuePage>(locale, to);
    add::<PairPage>(locale, to);
    add::<MergesPage>(locale, to);
}

impl Sample for QueuePage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let day = either(locale, "lundi 23 nov.", "Monday 23 Nov");
        let line = |one: &str, other: &str, first: bool| {
            let names = t.vigilance_two(one, other);
            let clock =
                ClockView::new(Tone::Warning, t.vigilance_found(day.as_str()), t.vigilance_score_same());
            let compare = Button::link(t.vigilance_compare(), "/vigilance/a").hint(&names);
            QueueLine::new(clock.thread(970, 1000), Link::new(&names, "/vigilance/a"), t.whose_you())
                .fact(t.person_born("14/03/1979", "female"))
                .small(t.vigilance_differ(t.vigilance_trait_family()))
                .act(if first { compare.primary() } else { compare })
        };
        let page = |lines, notice| Self {
            shell: frame(locale, "/vigilance", "/vigilance"),
            notice,
            lines,
            empty: Empty::new(t.vigilance_empty()).text(t.vigilance_empty_text()),
            pager: Pager::new(t, None, Some("/vigilance?after=x".to_owned())),
        };
        let long = "Marie-Cunégonde-Philippine de La Tour du Pin-Chambly de La Charce";
        vec![
            (
                "ordinary",
                page(vec![line("Nadia Ferhat", "Nadia Ferrat", true), line(long, long, false)], None),
            ),
            ("nothing", page(Vec::new(), Some(Notice::done(t.vigilance_done_merged())))),
        ]
    }
}

impl Sample for PairPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let row = |name, one: &str, other: &str| Row {
            name,
            values: [one.to_owned(), other.to_owned()],
            differs: one != other,
        };
        let page = |form, over| Self {
            shell: frame(locale, "/vigilance/a", "/vigilance"),
            id: "a".to_owned(),
            heading: t.vigilance_two("Mme Nadia Ferhat", "Mme Nadia Ferrat"),
            found: t.vigilance_found_as("lundi 23 novembre 2026", t.vigilance_score_same()),
            titles: [t.vigilance_first(), t.vigilance_second()],
            short: [t.vigilance_first_short(), t.vigilance_second_short()],
            rows: vec![
                row(t.vigilance_trait_family(), "Ferhat", "Ferrat"),
                row(t.vigilance_trait_given(), "Nadia", "Nadia"),
                row(t.vigilance_trait_phone(), "", "06 00 00 12 34"),
            ],
            differences: 2,
            over,
            form,
            choices: vec![
                Choice::new("a", t.vigilance_keep_first()).detail(t.vigilance_keep_better("Nadia Ferhat")),
                Choice::new("b", t.vigilance_keep_second()),
            ],
        };
        let mut faulty = FormState::new("merge");
        faulty.fail("kept", t.by_key("fault-say-which-kept").unwrap_or_default());
        let settled = Notice::new(
            Tone::Info,
            t.vigilance_settled_title(),
            t.vigilance_settled_distinct("lundi 23 nov.", "Odile Carré"),
        );
        let waits = Notice::new(Tone::Info, t.vigilance_waits_title(), t.vigilance_waits());
        vec![
            ("ordinary", page(FormState::new("merge").with("kept", "a"), None)),
            ("nothing chosen", page(faulty, None)),
            ("settled", page(FormState::new("merge"), Some(settled))),
            ("waiting", page(FormState::new("merge"), Some(waits))),
        ]
    }
}

impl Sample for MergesPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |covered| Line {
            id: "a".to_owned(),
            kept: "Mme Nadia Ferhat".to_owned(),
            kept_born: t.person_born("14/03/1979", "female"),
            merged: "Mme Nadia Ferrat".to_owned(),
            merged_born: t.person_born("14/03/1979", "female"),
            when: t.vigilance_merged_by("lundi 23 nov.", "Odile Carré"),
            covered,
        };
        let page = |lines, notice, refusal| Self {
            shell: frame(locale, "/vigilance/merges", "/vigilance"),
            notice,
            refusal,
            lines,
            empty: Empty::new(t.vigilance_merges_empty()).text(t.vigilance_merges_empty_text()),
            pager: Pager::new(t, None, None),
        };
        let mut refused = FormState::new("undo");
        refused.fail_all(t.conflict_moved_on());
        vec![
            ("ordinary", page(vec![line(false), line(true)], None, FormState::new("undo"))),
            ("none", page(Vec::new(), Some(Notice::done(t.vigilance_done_undone())), FormState::new("undo"))),
            ("refused", page(vec![line(false)], None, refused)),
        ]
    }
}
