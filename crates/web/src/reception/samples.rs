//! The pages of the reception with made-up contents.

use care::programs::{Programs, ReceptionRules};
use care::reception::Status;

use super::book::BookPage;
use super::new::NewPage;
use super::one::{ArrivalPage, HistoryLine, outcomes};
use super::who::{Found, WhoPage};
use super::words;
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::prelude::*;

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<BookPage>(locale, to);
    add::<NewPage>(locale, to);
    add::<ArrivalPage>(locale, to);
    add::<WhoPage>(locale, to);
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn rules() -> ReceptionRules {
    let programs = Programs::shipped();
    let known = programs.get("social-accompaniment").and_then(|it| it.reception.clone());
    known.unwrap_or(ReceptionRules { reasons: Vec::new(), orientations: Vec::new() })
}

fn line(t: T, title: &str, status: Status, to: Option<&str>, tone: Tone) -> QueueLine {
    let clock =
        ClockView::new(tone, t.arrival_came_at("9 h 05"), t.arrival_waits_for("25 min")).icon(Icon::Wait);
    QueueLine::new(clock, Link::new(title, "/reception/arrivals/a"), t.whose_reception())
        .fact("Papiers, droits, courrier · Logement, hébergement")
        .small(words::dynamic(t, "arrival-how", "alone"))
        .state(words::state(t, &rules(), status, to))
        .act(Button::link(t.arrival_orient(), "/reception/arrivals/a").hint(title))
}

impl Sample for BookPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let group = |id: &str, title: &str, lines: Vec<QueueLine>| QueueGroup {
            id: format!("g-{id}"),
            title: text(title),
            count: lines.len().to_string(),
            lines,
            more: None,
        };
        let nobody = t.arrival_called("veste rouge");
        let waiting = vec![
            line(t, &nobody, Status::Waiting, None, Tone::Warning),
            line(t, t.arrival_nobody(), Status::Waiting, None, Tone::Neutral),
        ];
        let oriented =
            vec![line(t, "Mme Nadia Ferhat", Status::Oriented, Some("social_worker"), Tone::Neutral)];
        let over = vec![
            line(t, t.arrival_somebody(), Status::Seen, Some("mediator"), Tone::Neutral),
            line(t, t.arrival_nobody(), Status::Redirected, Some("emergency"), Tone::Neutral),
            line(t, t.arrival_nobody(), Status::Left, None, Tone::Neutral),
            line(t, t.arrival_nobody(), Status::Mistaken, None, Tone::Neutral),
        ];
        let page = Self {
            shell: frame(locale, "/reception", "/reception"),
            notice: t.by_key("done-arrival-recorded").map(Notice::done),
            place: text("Centre de santé Les Rives"),
            program: Link::new("Accompagnement social", "/programs/social-accompaniment"),
            lede: t.reception_lede(3, "lundi 23 novembre 2026"),
            why: Why::new(crate::people::reason(t, "reception")),
            write: true,
            before: Some(Link::new("vendredi 20 nov.", "/reception?on=2026-11-20")),
            after: None,
            today: true,
            groups: vec![
                group("waiting", t.reception_waiting(), waiting),
                group("oriented", t.reception_oriented(), oriented),
                group("over", t.reception_over(), over),
            ],
            empty: None,
            pager: Pager::new(t, None, Some(text("?after=x"))),
        };
        let new = Button::link(t.arrival_new(), "/reception/arrivals/new").icon(Icon::Plus);
        let none = Self {
            notice: None,
            lede: t.reception_lede(0, "lundi 23 novembre 2026"),
            write: false,
            groups: Vec::new(),
            empty: Some(Empty::new(t.reception_empty()).text(t.reception_empty_text()).act(new)),
            pager: Pager::new(t, None, None),
            ..page.clone()
        };
        let before = Self {
            before: None,
            after: Some(Link::new("mardi 24 nov.", "/reception?on=2026-11-24")),
            today: false,
            empty: Some(Empty::new(t.reception_empty_day())),
            ..none.clone()
        };
        vec![("ordinary", page), ("nobody yet", none), ("an earlier day", before)]
    }
}

impl Sample for NewPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/reception/arrivals/new", "/reception"),
            arrival: text("a"),
            reasons: rules().reasons.iter().map(|it| Choice::new(&it.code, it.get(locale))).collect(),
            form: FormState::new("arrival-new").with("how", "alone").with("who", "nobody"),
        };
        let mut refused = page.clone();
        refused.form = refused.form.with("note", "Rappeler au 06 00 00 12 34").with("time", "25 h");
        for (field, key) in
            [("reasons", "fault-choice"), ("note", "fault-note-number"), ("time", "fault-arrival-to-come")]
        {
            refused.form.fail(field, t.by_key(key).unwrap_or_default());
        }
        vec![("ordinary", page), ("refused", refused)]
    }
}

impl Sample for ArrivalPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let fact = |kind: &str, words: Option<&str>| HistoryLine {
            what: words::dynamic(t, "arrival-fact", kind),
            by: t.arrival_by("Yanis Chérif", "lundi 23 novembre, 9 h 12"),
            words: words.map(text),
        };
        let to = rules().orientations.iter().map(|it| Choice::new(&it.code, it.get(locale))).collect();
        let waiting = Self {
            shell: frame(locale, "/reception/arrivals/a", "/reception"),
            id: text("a"),
            notice: t.by_key("done-arrival-recorded").map(Notice::done),
            title: t.arrival_called("veste rouge"),
            person: None,
            state: words::state(t, &rules(), Status::Waiting, None),
            sub: t.arrival_sub(words::dynamic(t, "arrival-how", "sent"), "lundi 23 novembre, 9 h 05"),
            why: Why::new(crate::people::reason(t, "reception")),
            reasons: Some(text("Papiers, droits, courrier")),
            note: Some(text("Une lettre de la CAF à lire ensemble. 📄")),
            to,
            outcomes: outcomes(t, Status::Waiting, true),
            oriented: false,
            identify: true,
            record: true,
            form: FormState::new("orient"),
            mistake: FormState::new("mistake"),
            history: vec![fact("arrival", None)],
        };
        let oriented = Self {
            notice: None,
            title: text("Mme Nadia Ferhat"),
            person: Some(Link::new(t.arrival_record(), "/persons/b")),
            state: words::state(t, &rules(), Status::Oriented, Some("mediator")),
            reasons: None,
            note: None,
            outcomes: outcomes(t, Status::Oriented, true),
            oriented: true,
            identify: false,
            history: vec![fact("recognition", None), fact("orientation", None), fact("arrival", None)],
            ..waiting.clone()
        };
        let mut refused = Self { to: Vec::new(), outcomes: Vec::new(), ..oriented.clone() };
        refused.form.fail_all(t.conflict_moved_on());
        refused.mistake.fail("why", t.by_key("fault-required").unwrap_or_default());
        let over = Self {
            notice: t.by_key("done-arrival-mistaken").map(Notice::done),
            state: words::state(t, &rules(), Status::Mistaken, None),
            to: Vec::new(),
            outcomes: Vec::new(),
            oriented: false,
            identify: false,
            record: false,
            history: vec![fact("mistake", Some("Notée deux fois")), fact("arrival", None)],
            ..waiting.clone()
        };
        vec![
            ("waiting", waiting),
            ("oriented", oriented),
            ("somebody acted first", refused),
            ("mistaken", over),
        ]
    }
}

impl Sample for WhoPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let found = |name: &str| Found {
            id: text("b"),
            name: text(name),
            detail: t.person_born("14 mars 1979", "female"),
        };
        let page = Self {
            shell: frame(locale, "/reception/arrivals/a/person", "/reception"),
            id: text("a"),
            title: text(t.arrival_nobody()),
            sub: t.arrival_sub(words::dynamic(t, "arrival-how", "alone"), "lundi 23 nov. à 9 h 05"),
            typed: String::new(),
            found: None,
            refused: FormState::new("who"),
        };
        let some = Self {
            typed: text("ferhat"),
            found: Some(vec![found("Mme Nadia Ferhat"), found("Mme Nadia Ferhat-de la Bretonnière-Vasseur")]),
            ..page.clone()
        };
        let mut none = Self { typed: text("zz"), found: Some(Vec::new()), ..page.clone() };
        none.refused.fail_all(t.by_key("fault-arrival-person").unwrap_or_default());
        vec![("ordinary", page), ("found", some), ("nobody found", none)]
    }
}
