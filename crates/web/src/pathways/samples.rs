//! The pages of pathways with made-up contents.

use care::pathways::FactKind;
use care::synthesis::Status;

use super::board::{BoardPage, Group, StepCount};
use super::list::PathwaysPage;
use super::one::{Act, FactLine, PathwayPage, StepView};
use super::words;
use crate::i18n::{Locale, T};
use crate::record::WhoReads;
use crate::samples::{Rendered, Sample, add, either, frame};
use crate::shell::prelude::*;

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<BoardPage>(locale, to);
    add::<PathwaysPage>(locale, to);
    add::<PathwayPage>(locale, to);
}

fn text(words: &str) -> String {
    words.to_owned()
}

impl Sample for BoardPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let count = |name: &str, n: i64, late: i64, current| StepCount {
            name: text(name),
            href: text("/pathways?step=visit-1"),
            current,
            count: t.pathways_at(n),
            late: (late > 0).then(|| StateView::blocked(t.pathways_late_count(late))),
        };
        let line = |clock| {
            QueueLine::new(clock, Link::new("2e visite", "/pathways/a"), "Circuit somatique")
                .fact("Mme Nadia Ferhat, 47 ans")
                .small(t.step_planned("mardi 1er décembre, 10 h"))
                .act(Button::link(t.act_open(), "/pathways/a"))
        };
        let page = Self {
            shell: frame(locale, "/pathways", "/pathways"),
            groups: vec![Group {
                title: text("Réseau somatique · Circuit somatique"),
                steps: vec![
                    count("1re visite", 3, 1, true),
                    count("2e visite", 1, 0, false),
                    count("…", 0, 0, false),
                ],
            }],
            views: vec![
                (Link::new(t.pathways_running(), "/pathways"), true),
                (Link::new(t.pathways_late(), "/pathways?show=late"), false),
                (Link::new(t.pathways_stopped(), "/pathways?show=stopped"), false),
            ],
            lines: vec![
                line(ClockView::late(t.step_before("mar. 17 nov."), t.days_past(6))),
                line(ClockView::new(Tone::Neutral, t.pathway_stopped(), "")),
            ],
            pager: Pager::new(t, None, Some(text("/pathways?after=a"))),
        };
        let empty = Self { lines: Vec::new(), ..page.clone() };
        vec![("ordinary", page), ("empty", empty)]
    }
}

impl Sample for PathwaysPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/persons/a/pathways", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            why: Why::new(crate::people::reason(t, "care-team-health")),
            lines: vec![(
                Link::new("Circuit somatique", "/pathways/a"),
                StateView::waiting(t.pathway_running()),
                t.pathway_progress(7, 2),
            )],
            form: Some(FormState::new("pathway")),
            which: vec![Choice::new("somatic-network/somatic", "Circuit somatique").detail("Trois visites.")],
            hows: vec![Choice::new("", t.pathway_told_before())],
            next: text("b"),
        };
        let mut refused = page.clone();
        if let Some(form) = &mut refused.form {
            form.fail_all(t.by_key("conflict-pathway-under-way").unwrap_or_default());
        }
        let empty = Self { lines: Vec::new(), form: None, ..page.clone() };
        vec![("ordinary", page), ("refused", refused), ("none, for a reader", empty)]
    }
}

impl Sample for PathwayPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let step = |name: &str, state: StateView, done: bool, current: bool| StepView {
            code: text("visit-1"),
            name: text(name),
            about: text("bilan, traitements"),
            who: text(t.step_by_coordination()),
            state,
            small: vec![t.step_due("8 décembre 2026"), t.step_missed(1), t.step_held(2)],
            done,
            current,
            acts: vec![(Link::new(words::dynamic(t, "pathway-do", "planning"), "#act"), current)],
            questionnaire: current.then(|| (text("Bilan somatique"), text("https://example.org/q|1"))),
            written: (current || done)
                .then(|| (Link::new(name, "/syntheses/a"), crate::synthesis::status(t, Status::Draft)))
                .into_iter()
                .collect(),
            compose: current.then(|| text("d")),
            link_for: (current || done).then(|| text("Dr Camille Renaud, Cabinet des Douets")),
            nearby: current.then(|| text("/persons/a/nearby?pathway=a&step=handover")),
            wish: None,
        };
        let steps = vec![
            step(
                "1re visite",
                StateView::ok(t.step_on("6 octobre 2026", words::dynamic(t, "step-done", "visit"))),
                true,
                false,
            ),
            step("2e visite", StateView::waiting(words::dynamic(t, "step-to-do", "visit")), false, true),
            step("Relais", StateView::waiting(t.step_asked("Dr Camille Renaud")), false, false),
            step(
                "Synthèse",
                StateView::new(Tone::Neutral, Icon::Close, t.step_skipped("6 octobre 2026")),
                true,
                false,
            ),
            step("Suivi", StateView::new(Tone::Neutral, Icon::Close, t.step_not_needed()), false, false),
        ];
        let act = |kind: FactKind| {
            let label = words::act(t, kind, None);
            Act {
                kind,
                step: text("visit-2"),
                title: label.clone(),
                label,
                form: FormState::new("pathway-fact"),
                slots: Vec::new(),
                later: None,
            }
        };
        let when = either(locale, "lundi 30 novembre, 9 h 30", "Monday 30 November, 09:30");
        let free = Choice::new("c", when).detail(format!("Dr Hélène Marchetti · {}", t.slots_minutes(30)));
        let slots = vec![free, Choice::new("", t.pathway_other_time())];
        let page = Self {
            shell: frame(locale, "/pathways/a", "/pathways"),
            id: text("a"),
            person: text("b"),
            name: text("Nadia Ferhat"),
            notice: t.by_key("done-pathway-recorded").map(Notice::done),
            title: t.pathway_title("Circuit somatique", t.pathway_progress(7, 1)),
            state: StateView::waiting(t.pathway_running()),
            without_gp: true,
            told_here: Some(Tag::new(Tone::Accent, Icon::Wait, t.handover_told_here())),
            moved: Some(t.pathway_moved("2 décembre 2026")),
            left: Some(t.pathway_left("2 décembre 2026", "Dr Camille Renaud")),
            why: Why::new(crate::people::reason(t, "care-team-health")),
            words: Some(text("Demandé par Dr Marchetti.")),
            steps,
            act: None,
            whole: vec![(Link::new(words::act(t, FactKind::Stop, None), "?do=stop"), false)],
            stopped: None,
            readers: WhoReads::new(
                t,
                t.readers_you_and(),
                vec![t.reader_member("Mathieu Girard", "infirmier")],
            ),
            history: vec![FactLine {
                what: t.pathway_fact_of("1re visite", words::dynamic(t, "step-done", "visit")),
                by: t.right_by("Dr Paul Lemoine", "6 octobre 2026"),
                words: Some(text("Maison des Tanneurs")),
            }],
        };
        let mut refused = Self { act: Some(act(FactKind::Skipping)), ..page.clone() };
        if let Some(act) = &mut refused.act {
            act.form.fail("why", t.by_key("fault-required").unwrap_or_default());
        }
        let stopped = Self {
            state: StateView::new(Tone::Neutral, Icon::Close, t.pathway_stopped()),
            stopped: Some(text("Hospitalisée.")),
            words: None,
            without_gp: false,
            told_here: Some(Tag::new(Tone::Warning, Icon::Alert, t.handover_told_no_more())),
            moved: None,
            left: None,
            ..page.clone()
        };
        vec![
            ("ordinary", page.clone()),
            ("planning", Self { act: Some(act(FactKind::Planning)), ..page.clone() }),
            ("booking", Self { act: Some(Act { slots, ..act(FactKind::Planning) }), ..page.clone() }),
            ("proposing", Self { act: Some(act(FactKind::Proposal)), ..page }),
            ("refused", refused),
            ("stopped", stopped),
        ]
    }
}
