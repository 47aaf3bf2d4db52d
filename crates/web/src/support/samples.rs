//! The pages of accompaniment with made-up contents.

use care::support::interviews::Status;
use care::support::plan::{self, StepStatus};

use super::interview::{InterviewPage, Sharing};
use super::interviews::{InterviewsPage, Line};
use super::plan::{FactLine, GoalCard, PlanPage, StepLine};
use super::record::{RecordPage, statuses};
use super::sheet::{SheetGoal, SheetPage, SheetStep};
use super::words;
use crate::i18n::{Locale, T};
use crate::record::{ChangeLine, WhoReads};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::prelude::*;

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<InterviewsPage>(locale, to);
    add::<RecordPage>(locale, to);
    add::<InterviewPage>(locale, to);
    add::<PlanPage>(locale, to);
    add::<SheetPage>(locale, to);
}

fn text(text: &str) -> String {
    text.to_owned()
}

impl Sample for InterviewsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |status: Status, when: &str| Line {
            what: text("Logement · Courrier du bailleur"),
            href: text("/interviews/b"),
            when: text(when),
            state: words::interview_state(t, status),
            small: format!("{} · Awa Diarra", words::dynamic(t, "interview-place", "office")),
        };
        let page = Self {
            shell: frame(locale, "/persons/a/interviews", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            why: Why::new(crate::people::reason(t, "care-team-social")),
            lines: vec![
                line(Status::Planned, "lundi 30 nov. à 15 h 00"),
                line(Status::Kept, "jeudi 19 nov. à 10 h 00"),
                line(Status::Missed, "jeudi 12 nov. à 10 h 00"),
                Line {
                    what: text(t.interview_untitled()),
                    ..line(Status::Cancelled, "lundi 9 nov. à 10 h 00")
                },
            ],
            write: true,
            pager: Pager::new(t, Some(text("/persons/a/interviews")), Some(text("?after=x"))),
        };
        let empty =
            Self { lines: Vec::new(), write: false, pager: Pager::new(t, None, None), ..page.clone() };
        vec![("ordinary", page), ("none", empty)]
    }
}

impl Sample for RecordPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/persons/a/interviews/new", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            interview: text("b"),
            correcting: false,
            copied: false,
            base: 0,
            statuses: statuses(t, Status::Planned),
            readers: Some(t.write_read_by(t.reader_member("Yanis Chérif", "médiateur"))),
            form: FormState::new("interview-a").with("status", "kept").with("place", "office"),
        };
        let mut refused = page.clone();
        refused.form.fail("on", t.by_key("fault-interview-to-come").unwrap_or_default());
        refused.form.fail("time", t.by_key("fault-time").unwrap_or_default());
        let mut correcting = Self {
            correcting: true,
            copied: true,
            statuses: statuses(t, Status::Kept),
            readers: None,
            form: FormState::new("correct-b")
                .with("status", "kept")
                .with("place", "home")
                .with("subjects", "housing")
                .with("text", "Bail relu ensemble. 🏠")
                .with("private", "Fatiguée."),
            ..page.clone()
        };
        correcting.form.fail_all(t.by_key("conflict-interview-changed").unwrap_or_default());
        vec![("ordinary", page), ("refused", refused), ("correcting", correcting)]
    }
}

impl Sample for InterviewPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let change = |what: &str, before: Option<&str>| ChangeLine {
            what: text(what),
            by: t.entry_change_by("jeudi 19 novembre, 12 h 41", "Awa Diarra"),
            before: before.map(text),
        };
        let page = Self {
            shell: frame(locale, "/interviews/b", "/persons"),
            id: text("b"),
            person: text("a"),
            name: text("Nadia Ferhat"),
            notice: t.by_key("done-interview-recorded").map(Notice::done),
            refused: None,
            title: t.interview_title("jeudi 19 nov. à 10 h 00"),
            state: words::interview_state(t, Status::Kept),
            by: t.entry_by("Awa Diarra", "assistante sociale", "jeudi 19 novembre, 12 h 41"),
            why: Why::new(crate::people::reason(t, "care-team-social")),
            readers: Some(WhoReads::new(
                t,
                t.readers_you_and(),
                vec![t.reader_member("Mathieu Girard", "infirmier")],
            )),
            copied: None,
            facts: vec![
                (text(t.interview_place()), words::dynamic(t, "interview-place", "home")),
                (text(t.interview_subjects()), words::dynamic(t, "interview-subject", "housing")),
                (text(t.interview_next()), t.interview_on_that_day("26 novembre 2026", "Avis d’imposition")),
            ],
            text: Some(text("Demande de logement relue.\nIl manque l’avis d’imposition.")),
            edit: true,
            outcomes: Vec::new(),
            private: Some(text("La tension avec sa sœur monte.")),
            sharing: Some(Sharing {
                words: t.interview_share_off("Dr Hélène Marchetti"),
                note: None,
                act: Some(("share", t.interview_share_do())),
                private: Some(FormState::new("share")),
            }),
            changes: vec![
                change(t.interview_change_taken_back(), None),
                change(t.interview_change_copied(), None),
                change(t.interview_change_private(), Some("La tension monte.")),
                change(t.entry_corrected(), Some("Demande relue.")),
            ],
        };
        let shared = Sharing {
            words: t.interview_share_on("jeudi 19 novembre, 12 h 45", "Dr Hélène Marchetti"),
            note: Some(t.interview_share_differs()),
            act: Some(("take-back", t.interview_take_back())),
            private: None,
        };
        let given = Sharing {
            words: t.interview_share_on_private("jeudi 19 novembre, 12 h 45", "Dr Hélène Marchetti"),
            note: None,
            ..shared.clone()
        };
        let nobody =
            Sharing { words: text(t.interview_share_nobody()), note: None, act: None, private: None };
        let mut planned = Self {
            state: words::interview_state(t, Status::Planned),
            outcomes: vec![
                ("kept", t.interview_came()),
                ("missed", t.interview_missed()),
                ("cancelled", t.interview_cancelled()),
            ],
            refused: Some(FormState::new("outcome")),
            text: None,
            private: None,
            sharing: None,
            ..page.clone()
        };
        let told = t.by_key("conflict-interview-told").unwrap_or_default();
        planned.refused.iter_mut().for_each(|form| form.fail_all(&told));
        let copy = Self {
            notice: None,
            copied: Some(t.interview_copy_for_you("jeudi 19 novembre, 12 h 45")),
            edit: false,
            sharing: None,
            changes: Vec::new(),
            ..page.clone()
        };
        let alone = Self { sharing: Some(nobody), ..page.clone() };
        let along = Self { sharing: Some(given), ..page.clone() };
        let given = Self { sharing: Some(shared), ..page.clone() };
        vec![
            ("ordinary", page),
            ("shared", given),
            ("shared with the notes", along),
            ("no doctor", alone),
            ("planned", planned),
            ("a doctor’s copy", copy),
        ]
    }
}

fn step(t: T, id: &str, status: StepStatus, end: Option<String>, why: Option<&str>) -> StepLine {
    StepLine {
        id: text(id),
        what: text("Relancer le bailleur"),
        line: ["Awa Diarra".to_owned(), t.plan_step_before("30 novembre 2026")].join(" · "),
        state: words::step_state(t, status),
        end,
        why: why.map(text),
        open: matches!(status, StepStatus::ToDo | StepStatus::Late),
    }
}

fn goal(t: T, id: &str, status: plan::Status, steps: Vec<StepLine>) -> GoalCard {
    let how = words::dynamic(t, "goal-how", "spoken");
    let line = |what: &str, by: String, words: Option<&str>| FactLine {
        what: words::dynamic(t, "goal-fact", what),
        by,
        words: words.map(text),
    };
    GoalCard {
        id: text(id),
        words: text("Avoir un logement à moi, pas trop loin de ma sœur."),
        state: words::goal_state(t, status),
        agreed: (status == plan::Status::Agreed).then(|| t.plan_agreed_since("20 novembre 2026", how)),
        why: (status == plan::Status::Dropped).then(|| text("Elle reste chez sa sœur.")),
        steps,
        all_done: false,
        open: status.runs(),
        next: text("n"),
        history: vec![
            line("agreement", t.plan_by_later("Awa Diarra", "20 novembre 2026", "23 novembre 2026"), None),
            line("opening", t.plan_by("Awa Diarra", "20 novembre 2026"), Some("Avoir un logement à moi.")),
        ],
    }
}

impl Sample for PlanPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let ended = || Some(t.plan_step_ended("Awa Diarra", "23 novembre 2026"));
        let steps = vec![
            step(t, "s1", StepStatus::ToDo, None, None),
            step(t, "s2", StepStatus::Late, None, None),
            step(t, "s3", StepStatus::Done, ended(), None),
            step(t, "s4", StepStatus::Dropped, ended(), Some("Le bailleur a répondu.")),
        ];
        let done = vec![step(t, "s5", StepStatus::Done, ended(), None)];
        let left = vec![step(t, "s6", StepStatus::Left, None, None)];
        let page = Self {
            shell: frame(locale, "/persons/a/plan", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            notice: t.by_key("done-plan-goal").map(Notice::done),
            why: Why::new(crate::people::reason(t, "care-team-social")),
            readers: WhoReads::new(
                t,
                t.readers_you_and(),
                vec![t.reader_member("Mathieu Girard", "infirmier")],
            ),
            goals: vec![
                goal(t, "g1", plan::Status::Agreed, steps),
                GoalCard { all_done: true, ..goal(t, "g2", plan::Status::Agreed, done) },
                goal(t, "g3", plan::Status::Proposed, Vec::new()),
                goal(t, "g4", plan::Status::Dropped, left),
                goal(t, "g5", plan::Status::Reached, Vec::new()),
            ],
            refused: None,
            write: true,
            next: text("n"),
            doers: vec![
                Choice::new("", t.choose()),
                Choice::new("person", t.plan_step_person()),
                Choice::new("c", "Awa Diarra · Les Rives"),
                Choice::new("service", t.plan_step_service()),
            ],
        };
        let mut form = FormState::new("step-g1").with("what", "Relancer");
        form.fail("by", t.by_key("fault-date-past").unwrap_or_default());
        let refused = Self { notice: None, refused: Some(form), ..page.clone() };
        let mut form = FormState::new("dropping-g4").with("why", "Elle reste chez sa sœur.");
        let by = [("who", "Awa Diarra".into()), ("at", "lundi 23 nov. à 9 h 00".into())];
        form.fail_all(t.by_key_with("conflict-goal-over", &by).unwrap_or_default());
        let stray = Self { notice: None, refused: Some(form), ..page.clone() };
        let reader = Self { goals: Vec::new(), write: false, notice: None, ..page.clone() };
        vec![("ordinary", page), ("refused", refused), ("too late", stray), ("none, for a reader", reader)]
    }
}

impl Sample for SheetPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let step = |who: &str, what: &str, done: bool| SheetStep {
            who: text(who),
            what: text(what),
            when: (!done).then(|| t.sheet_before("lundi 30 novembre 2026")),
            done,
        };
        let page = Self {
            shell: frame(locale, "/persons/a/plan/print", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            date: text("lundi 23 novembre 2026"),
            goals: vec![
                SheetGoal {
                    words: text("Avoir un logement à moi."),
                    agreed: true,
                    steps: vec![
                        step(t.sheet_you(), "Retrouver l’avis d’imposition", true),
                        step("Awa Diarra", "Relancer le bailleur", false),
                    ],
                },
                SheetGoal { words: text("Dormir la nuit."), agreed: false, steps: Vec::new() },
            ],
            reached: vec![text("Ouvrir un compte en banque.")],
            upcoming: vec![(text("lundi 30 nov. à 15 h 00"), t.sheet_with("Awa Diarra", "au bureau"))],
            calls: vec![(t.reader_member("Awa Diarra", "assistante sociale"), text("02 00 00 12 34"))],
        };
        let empty = Self {
            goals: Vec::new(),
            reached: Vec::new(),
            upcoming: Vec::new(),
            calls: Vec::new(),
            ..page.clone()
        };
        vec![("ordinary", page), ("nothing yet", empty)]
    }
}
