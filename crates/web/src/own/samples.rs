//! A person's own page with made-up contents.

use super::desk::{DeskPage, Handed};
use super::door::{Door, DoorPage};
use super::looked::{LookedLine, LookedPage};
use super::page::OwnPageView;
use super::paper::PaperPage;
use super::words::{ConsentLine, CrisisPlan, QuestionLine, RightLine, Told};
use crate::account::Picture;
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::prelude::*;
use crate::support::{SheetGoal, SheetStep};

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<DoorPage>(locale, to);
    add::<OwnPageView>(locale, to);
    add::<LookedPage>(locale, to);
    add::<PaperPage>(locale, to);
    add::<DeskPage>(locale, to);
}

fn pair(one: &str, other: impl ToString) -> (String, String) {
    (one.to_owned(), other.to_string())
}

fn told(t: T) -> Told {
    Told {
        name: "Nadia Ferhat".to_owned(),
        circle: vec![pair("Dr Hélène Marchetti", t.own_circle_since("Psychiatre", "4 mai 2026"))],
        next: vec![pair("jeudi 26 novembre, 9 h 30", "Dr Hélène Marchetti · CMP des Tanneurs")],
        pathways: vec![pair("Circuit somatique", t.pathway_next_on("2e visite", "mardi 1er décembre, 10 h"))],
        syntheses: vec![pair(
            &t.own_synthesis_by("Dr Paul Lemoine, Mathieu Girard", "23 novembre 2026"),
            "Nous nous sommes vus trois fois.",
        )],
        crisis: vec![CrisisPlan {
            by: t.own_crisis_by("4 mai 2026", "Mathieu Girard"),
            parts: vec![
                (t.own_crisis_signs(), "Je ne dors plus.\nJe ne réponds plus au téléphone.".to_owned()),
                (t.own_crisis_helps(), "Marcher.".to_owned()),
                (t.own_crisis_call(), "Ma sœur, puis le 3114.".to_owned()),
            ],
        }],
        goals: vec![SheetGoal {
            words: "Avoir un logement à moi.".to_owned(),
            agreed: true,
            steps: vec![SheetStep {
                who: t.sheet_you().to_owned(),
                what: "Retrouver l’avis d’imposition".to_owned(),
                when: None,
                done: true,
            }],
        }],
        reached: vec!["Dormir la nuit.".to_owned()],
        rights: vec![RightLine {
            what: "Allocation aux adultes handicapés (AAH)".to_owned(),
            state: StateView::waiting("Déposée"),
            small: "MDPH".to_owned(),
        }],
        sent: vec![pair("Ligne d’avis · 4 mai 2026", t.left_sent_by("Dr Paul Lemoine"))],
        files: vec![pair("Droits, dans un tableur · 6 mai 2026", t.left_file_by("Awa Diarra"))],
        questions: vec![question(Some("Oui, venez avec elle.")), question(None)],
    }
}

fn question(answer: Option<&str>) -> QuestionLine {
    QuestionLine {
        id: "q".to_owned(),
        when: "lundi 23 novembre, 9 h".to_owned(),
        text: "Ma sœur peut-elle venir ?".to_owned(),
        answer: answer.map(str::to_owned),
    }
}

fn consents(t: T) -> Vec<ConsentLine> {
    let words = t.own_consent_since("Accord pour Yanis Chérif", "4 mai 2026");
    vec![ConsentLine { words, from: "a".to_owned() }]
}

fn nothing() -> Told {
    Told {
        name: "Nadia Ferhat".to_owned(),
        circle: Vec::new(),
        next: Vec::new(),
        pathways: Vec::new(),
        syntheses: Vec::new(),
        crisis: Vec::new(),
        goals: Vec::new(),
        reached: Vec::new(),
        rights: Vec::new(),
        sent: Vec::new(),
        files: Vec::new(),
        questions: Vec::new(),
    }
}

impl Sample for DoorPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |door| Self {
            shell: Shell::anonymous(locale, "/own"),
            door,
            form: FormState::new("own"),
            token: "a".to_owned(),
        };
        let mut wrong = page(Door::Code);
        wrong.form.fail("code", t.own_code_wrong());
        vec![
            ("ordinary", page(Door::Code)),
            ("wrong", wrong),
            ("closed", page(Door::Closed)),
            ("wait", page(Door::Wait)),
        ]
    }
}

impl Sample for OwnPageView {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: Shell::anonymous(locale, "/own"),
            notice: t.by_key("done-own-asked").map(Notice::done),
            until: t.own_until("10 h"),
            told: told(t),
            looked: vec![looked(t)],
            more: true,
            consents: consents(t),
            form: FormState::new("question"),
            question: "q".to_owned(),
        };
        let empty = Self {
            notice: None,
            told: nothing(),
            looked: Vec::new(),
            more: false,
            consents: Vec::new(),
            ..page.clone()
        };
        vec![("ordinary", page), ("nothing", empty)]
    }
}

fn looked(t: T) -> LookedLine {
    let why = t.by_key("own-why-care-team-health").unwrap_or_default();
    LookedLine {
        who: "Dr Hélène Marchetti · Psychiatre, CMP des Tanneurs".to_owned(),
        words: t.own_looked([t.own_saw_record(), t.own_saw_rights()].join(", "), "23 novembre 2026", why),
    }
}

impl Sample for LookedPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: Shell::anonymous(locale, "/own"),
            looked: vec![looked(t)],
            pager: Pager::new(t, Some("/own/looked".to_owned()), Some("/own/looked?after=a".to_owned())),
        };
        let empty = Self { looked: Vec::new(), pager: Pager::new(t, None, None), ..page.clone() };
        vec![("ordinary", page), ("nothing", empty)]
    }
}

impl Sample for PaperPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/persons/a/own/print", "/persons"),
            id: "a".to_owned(),
            on: "23 novembre 2026".to_owned(),
            told: told(t),
            read: vec![pair("Dr Hélène Marchetti", t.left_read_times("4 mai 2026", 3))],
            consents: consents(t),
        };
        let empty = Self { told: nothing(), read: Vec::new(), consents: Vec::new(), ..page.clone() };
        vec![("ordinary", page), ("nothing", empty)]
    }
}

impl Sample for DeskPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/persons/a/own", "/persons"),
            id: "a".to_owned(),
            name: "Nadia Ferhat".to_owned(),
            notice: None,
            handed: None,
            pending: Some(t.own_pending("lundi 30 novembre")),
            opened: Some(t.own_opened("lundi 23 novembre")),
            questions: vec![question(None), question(Some("Oui."))],
            form: FormState::new("answer"),
            answering: None,
        };
        let address = "https://maillage.example/own/open/a".to_owned();
        let handed = Handed {
            picture: Picture::of(&address),
            address,
            code: "7kq3x-0fh2m".to_owned(),
            until: "30 novembre".to_owned(),
        };
        let mut refused = Self { answering: Some("q".to_owned()), ..page.clone() };
        refused.form.fail("answer", t.by_key("fault-required").unwrap_or_default());
        let empty = Self { pending: None, opened: None, questions: Vec::new(), ..page.clone() };
        vec![
            ("ordinary", page.clone()),
            ("handed over", Self { handed: Some(handed), ..page }),
            ("refused", refused),
            ("nothing", empty),
        ]
    }
}
