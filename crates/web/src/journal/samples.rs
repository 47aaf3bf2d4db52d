//! Pages of the journal with made-up contents.

use care::journal::{Family, Kind};

use super::entry::EntryPage;
use super::page::{ChainView, JournalPage, LineView, Restriction};
use super::person::SoughtPage;
use super::words;
use crate::account::needs_factor;
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, either, frame};
use crate::shell::{Choice, FormState, Link, Notice, Pager, StateView, Tone};

/// Renders them.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<JournalPage>(locale, to);
    add::<EntryPage>(locale, to);
    add::<SoughtPage>(locale, to);
}

fn moment(locale: Locale) -> String {
    either(locale, "lundi 23 novembre, 10 h 42", "Monday 23 November, 10:42")
}

impl Sample for JournalPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |who: &str, role: Option<&str>, code: &str, persons: String| LineView {
            href: format!("/journal/{code}"),
            at: moment(locale),
            who: who.to_owned(),
            role: role.map(str::to_owned),
            what: words::action(t, code),
            persons,
        };
        let page = |named, lines| Self {
            shell: frame(locale, "/journal", "/journal"),
            notices: Vec::new(),
            named,
            form: FormState::new("journal"),
            families: Family::ALL
                .into_iter()
                .map(|it| Choice::new(it.code(), words::family(t, it)))
                .collect(),
            kinds: Kind::ALL.into_iter().map(|it| Choice::new(it.code(), words::kind(t, it))).collect(),
            restrictions: Vec::new(),
            lines,
            pager: Pager::new(t, None, Some("/journal?after=abc".to_owned())),
            export: "/journal/export".to_owned(),
            chain: ChainView {
                linked: 12_408,
                pending: 3,
                heads: 41,
                verified: StateView::ok(t.journal_verified(moment(locale), 12_380)),
                broken: None,
            },
        };
        let psychiatrist = Some("Psychiatre · CMP des Tanneurs");
        let lines = |named: bool| {
            let persons = if named { "Nadia Ferhat".to_owned() } else { t.journal_persons(1) };
            vec![
                line("Dr Hélène Marchetti", psychiatrist, "advice.answered", persons.clone()),
                line("Dr Hélène Marchetti", psychiatrist, "advice.read", persons),
                line(t.journal_visitor(), None, "sign-in.refused", String::new()),
            ]
        };
        let mut wrong = FormState::new("journal").with("from", "2026-11-23").with("to", "2026-11-02");
        wrong.fail("to", t.journal_dates());
        let restriction = Restriction {
            words: t.journal_only_who("Dr Hélène Marchetti"),
            name: "who",
            value: "a".to_owned(),
            without: "/journal".to_owned(),
        };
        let broken = ChainView {
            verified: StateView::blocked(t.journal_broken(moment(locale))),
            broken: Some("territory 37, position 12: the MAC is wrong".to_owned()),
            ..page(false, Vec::new()).chain
        };
        vec![
            ("administrator", page(false, lines(false))),
            ("officer", Self { restrictions: vec![restriction], ..page(true, lines(true)) }),
            ("empty", Self { form: wrong, notices: vec![needs_factor(t)], ..page(true, Vec::new()) }),
            ("broken", Self { chain: broken, ..page(false, lines(false)) }),
        ]
    }
}

impl Sample for EntryPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |named| Self {
            shell: frame(locale, "/journal/a", "/journal"),
            named,
            what: words::action(t, "advice.answered"),
            code: "advice.answered".to_owned(),
            at: t.journal_exactly("lundi 23 novembre 2026", "7", "10 h 42"),
            who: "Dr Hélène Marchetti".to_owned(),
            role: Some("Psychiatre · CMP des Tanneurs".to_owned()),
            theirs: Some("/journal?who=a".to_owned()),
            ground: either(
                locale,
                "Qui a accepté la demande la lit et y répond, tant que l’échange est ouvert.",
                "Whoever accepted the request reads and answers it, while the exchange is open.",
            ),
            source: Some("CSP L1110-4 II".to_owned()),
            ground_code: "advice-answerer".to_owned(),
            object: Some(("advice".to_owned(), "6f1c2f3e-7a53-4f0e-9d2e-0a4c6c2b9f11".to_owned())),
            persons: vec![(
                if named { "Nadia Ferhat" } else { "2a0c7f3e-7a53-4f0e-9d2e-0a4c6c2b9f11" }.to_owned(),
                "/journal?person=a".to_owned(),
            )],
            details: Vec::new(),
        };
        let refused = Self {
            what: words::action(t, "sign-in.refused"),
            code: "sign-in.refused".to_owned(),
            who: t.journal_visitor().to_owned(),
            role: None,
            theirs: None,
            source: None,
            object: None,
            persons: Vec::new(),
            details: vec![("why".to_owned(), "password".to_owned())],
            ..page(false)
        };
        vec![("officer", page(true)), ("administrator", page(false)), ("refusal", refused)]
    }
}

impl Sample for SoughtPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let shell = frame(locale, "/journal/person", "/journal");
        let page = Self { shell, notice: None, form: FormState::new("journal-person"), found: Vec::new() };
        let nobody = Notice::new(Tone::Warning, t.journal_person_none(), t.journal_person_none_text());
        let record =
            |number: i32| Link::new(t.journal_person_record("Nadia Ferhat", number), "/journal?person=a");
        let mut refused = page.clone();
        refused.form.fail("birth_date", t.by_key("fault-date").unwrap_or_default());
        vec![
            ("ordinary", page.clone()),
            ("several", Self { found: vec![record(1), record(2)], ..page.clone() }),
            ("nobody", Self { notice: Some(nobody), ..page }),
            ("refused", refused),
        ]
    }
}
