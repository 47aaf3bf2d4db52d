//! The pages of the advice line with made-up contents.

use care::requests::advice::Permitted;

use super::answer::{LostRacePage, PreviewPage};
use super::ask::{AskPage, ReviewPage};
use super::board::{BoardPage, Filter};
use super::consultation::ConsultationView;
use super::emergency::EmergencyPage;
use super::list::ListPage;
use super::page::{AnswerView, Answering, AskedView, RequestPage, Who};
use super::snippets::SnippetsPage;
use crate::files::FileLine;
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::{
    Button, Choice, ClockView, DueBand, Empty, FormState, Link, Notice, Post, QueueGroup, QueueLine, Saved,
    StateView, Thread, Tone, Why,
};

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<EmergencyPage>(locale, to);
    add::<AskPage>(locale, to);
    add::<ReviewPage>(locale, to);
    add::<RequestPage>(locale, to);
    add::<PreviewPage>(locale, to);
    add::<LostRacePage>(locale, to);
    add::<BoardPage>(locale, to);
    add::<ListPage>(locale, to);
    add::<SnippetsPage>(locale, to);
}

fn text(french: &str) -> String {
    french.to_owned()
}

fn file() -> FileLine {
    FileLine::sample("/requests/a")
}

pub(crate) fn line(t: T) -> QueueLine {
    QueueLine::new(
        ClockView::new(Tone::Warning, t.clock_answer_due("jeudi 26 nov."), "3").thread(4, 7),
        Link::new(t.advice_title("Sertraline"), "/requests/a"),
        t.whose_you(),
    )
    .fact("M. Julien Carpentier")
    .act(Button::link(t.act_answer(), "/requests/a"))
}

impl Sample for EmergencyPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let page = |on_call| Self {
            shell: frame(locale, "/requests/new", "/requests"),
            form: FormState::new("emergency"),
            on_call,
        };
        vec![
            ("ordinary", page(Some((text("02 00 00 37 15"), text("9 h – 19 h"))))),
            ("nobody on call", page(None)),
        ]
    }
}

impl Sample for AskPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |form: FormState, files| Self {
            shell: frame(locale, "/requests/a/ask", "/requests"),
            id: text("a"),
            form,
            program: text("MG & Psy 37"),
            answer_days: 7,
            without_identity: true,
            colleagues: vec![Choice::new("", t.ask_pool()), Choice::new("b", "Dr Hélène Marchetti")],
            files,
            saved: Saved::at(t, "12 h 40").version(3),
        };
        let mut refused = FormState::new("ask-a").with("context", "x".repeat(300));
        refused.fail("question", t.fault_generic());
        refused.fail("who", t.fault_generic());
        vec![
            ("ordinary", page(FormState::new("ask-a"), vec![file()])),
            ("refused", page(refused, Vec::new())),
        ]
    }
}

impl Sample for ReviewPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/requests/a/review", "/requests"),
            id: text("a"),
            who: text("M. Julien Carpentier"),
            detail: text("34"),
            ins: Some(text("1 92 06 37 003 001 23")),
            question: text("Sertraline ?"),
            context: text("PHQ-9 : 14"),
            ideas: t.ideas_absent().to_owned(),
            telling: Some(t.telling_in_person().to_owned()),
            files: vec![text("lettre.pdf")],
            to: t.ask_pool().to_owned(),
            due: text("jeudi 26 novembre 2026"),
            form: FormState::new("send"),
        };
        vec![("ordinary", page)]
    }
}

fn everything() -> Permitted {
    Permitted {
        edit: false,
        triage: false,
        accept: true,
        ask_back: true,
        complete: false,
        answer: true,
        close: false,
        redirect: true,
        decline: true,
        release: true,
        cancel: true,
        message: true,
        reopen: false,
        letter: false,
        manage_consultation: false,
        book: false,
    }
}

fn request(locale: Locale, can: Permitted) -> RequestPage {
    let t = T::new(locale);
    RequestPage {
        shell: frame(locale, "/requests/a", "/requests"),
        id: text("a"),
        title: text("Sertraline ?"),
        reference: text("E94G-2CRA"),
        who: Who {
            name: text("M. Julien Carpentier"),
            detail: text("34"),
            href: Some(text("/persons/a")),
            qualified: true,
        },
        why: Why::new(t.reason_generic()),
        notice: None,
        band: Some(
            DueBand::new(t.band_name(), Tone::Warning, t.band_yours("26/11", "3"))
                .more(t.band_other_reads("Dr Lemoine", "26/11"))
                .thread(Thread { value: 4, max: 7, paused: false }, ["19/11", "26/11"]),
        ),
        asked: Some(AskedView {
            question: text("Sertraline ?"),
            context: text("PHQ-9 : 14"),
            ideas: t.ideas_absent().to_owned(),
            telling: Some(t.telling_in_person().to_owned()),
            by: text("Dr Paul Lemoine"),
        }),
        files: vec![file()],
        thread: vec![Post {
            initials: text("PL"),
            name: text("Dr Lemoine"),
            when: text("19/11"),
            datetime: text("2026-11-19T11:41:00Z"),
            text: t.fact_sent().to_owned(),
        }],
        answer: None,
        closing: None,
        consultation: None,
        can,
        answering: Some(Answering {
            form: FormState::new("answer-a"),
            saved: Saved::none(t).version(0),
            snippets: vec![(text("idées"), text("Revoir à 10 jours."))],
            consultation_hint: t.answer_consultation_hint(15, "11/12"),
        }),
        form: FormState::new("act"),
        pool: vec![Choice::new("", t.ask_pool())],
        refusals: vec![Choice::new("", t.choose())],
        redirects: vec![Choice::new("", t.choose())],
        other_side: text("Dr Paul Lemoine"),
        previous: None,
        asker: text("Dr Lemoine"),
        clock_runs: true,
    }
}

impl Sample for RequestPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let can = Permitted {
            close: true,
            letter: true,
            book: true,
            manage_consultation: true,
            ..Permitted::default()
        };
        let answered = Self {
            answering: None,
            notice: Some(Notice::done(t.fact_answered())),
            answer: Some(AnswerView {
                parts: vec![(t.answer_plan_heading().to_owned(), text("Marche."))],
                by: text("Dr Marchetti"),
            }),
            consultation: Some(ConsultationView {
                id: text("c"),
                state: StateView::waiting(t.consultation_offered()),
                words: t.consultation_before("11/12"),
                slots: vec![Choice::new("s", "30/11")],
                open: true,
                booked: true,
                past: true,
                again: true,
            }),
            previous: Some(text("/requests/b")),
            ..request(locale, can)
        };
        let closed = Self {
            answering: None,
            closing: Some(vec![(t.close_followed().to_owned(), t.followed_yes().to_owned())]),
            ..request(locale, Permitted { reopen: true, ..Permitted::default() })
        };
        let triage = Self {
            answering: None,
            asked: None,
            thread: Vec::new(),
            files: Vec::new(),
            ..request(locale, Permitted { triage: true, ..Permitted::default() })
        };
        let mut form = FormState::new("complete");
        form.fail("text", t.fault_generic());
        let paused = Self {
            answering: None,
            form,
            ..request(locale, Permitted { complete: true, cancel: true, ..Permitted::default() })
        };
        vec![
            ("to answer", request(locale, everything())),
            ("answered", answered),
            ("closed", closed),
            ("triage", triage),
            ("refused", paused),
        ]
    }
}

impl Sample for PreviewPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/requests/a/answer/preview", "/requests"),
            id: text("a"),
            letter: if locale == Locale::Fr { letters::sample() } else { letters::sample_en() },
            to: text("Dr Paul Lemoine"),
            stops: t.preview_stops("4/7"),
            form: FormState::new("send"),
        };
        vec![("ordinary", page)]
    }
}

impl Sample for LostRacePage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let mut words = FormState::new("answer-a");
        words.fail_all(t.conflict_moved_on());
        let typed = vec![(t.answer_plan_heading().to_owned(), text("Marche."))];
        vec![(
            "ordinary",
            Self { shell: frame(locale, "/requests/a", "/requests"), id: text("a"), words, typed },
        )]
    }
}

impl Sample for BoardPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |lines| Self {
            shell: frame(locale, "/programs/advice-line/board", ""),
            program: text("MG & Psy 37"),
            slug: text("advice-line"),
            filters: vec![Filter {
                code: "late",
                label: t.board_late().to_owned(),
                count: Some(1),
                current: true,
            }],
            lines,
            more: true,
            empty: Empty::new(t.board_empty()).text(t.board_empty_text()),
        };
        vec![("ordinary", page(vec![line(t)])), ("empty", page(Vec::new()))]
    }
}

impl Sample for ListPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |groups, may_ask| Self {
            shell: frame(locale, "/requests", "/requests"),
            groups,
            empty: Empty::new(t.list_empty()).text(t.list_empty_text()),
            may_ask,
        };
        let group = QueueGroup {
            id: text("mine"),
            title: t.list_awaiting().to_owned(),
            count: text("1"),
            lines: vec![line(t)],
            more: None,
        };
        vec![("ordinary", page(vec![group], true)), ("empty", page(Vec::new(), false))]
    }
}

impl Sample for SnippetsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let page = |snippets| Self {
            shell: frame(locale, "/account/snippets", ""),
            snippets,
            form: FormState::new("snippet"),
        };
        vec![
            ("ordinary", page(vec![(text("s"), text("idées"), text("Revoir."))])),
            ("empty", page(Vec::new())),
        ]
    }
}
