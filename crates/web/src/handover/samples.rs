//! The pages of a hand-over with made-up contents.

use super::door::{Asks, Behind, HandoverDoor};
use super::make::MadePage;
use super::received::ReceivedPage;
use crate::account::Picture;
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::prelude::*;

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<MadePage>(locale, to);
    add::<HandoverDoor>(locale, to);
    add::<ReceivedPage>(locale, to);
}

impl Sample for MadePage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let address = "https://maillage.example/handover/open/a".to_owned();
        let page = Self {
            shell: frame(locale, "/pathways/a/handover", "/pathways"),
            pathway: "a".to_owned(),
            to: "Dr Camille Renaud, Cabinet des Douets, Tours".to_owned(),
            picture: Picture::of(&address),
            address,
            code: "7kq3x-0fh2m".to_owned(),
            until: "14 décembre".to_owned(),
        };
        vec![("ordinary", page)]
    }
}

impl Sample for HandoverDoor {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let asks = Asks {
            to: "Dr Camille Renaud".to_owned(),
            words: t.handover_who_asks("Nadège Perrin", "Maison des Tanneurs", "Réseau somatique"),
            from: "Nadège Perrin".to_owned(),
            by: Some(t.handover_answer_by("30 novembre 2026")),
            asked: None,
        };
        let page = |behind, asks: Option<&Asks>| Self {
            shell: Shell::anonymous(locale, "/handover"),
            behind,
            token: "a".to_owned(),
            asks: asks.cloned(),
            notice: None,
            code: FormState::new("handover-code"),
            decline: FormState::new("handover-decline"),
            question: FormState::new("handover-question"),
        };
        let required = t.by_key("fault-required").unwrap_or_default();
        let mut silent = page(Behind::Asked, Some(&asks));
        silent.decline.fail("why", required);
        let mut wrong = page(Behind::Code, Some(&asks));
        wrong.code.fail("code", t.own_code_wrong());
        let questioned =
            Asks { by: None, asked: Some("Parle-t-elle français ?".to_owned()), ..asks.clone() };
        let mut questioned = page(Behind::Asked, Some(&questioned));
        questioned.notice = Some(Notice::done(t.handover_asked_done()));
        vec![
            ("ordinary", page(Behind::Asked, Some(&asks))),
            ("declined without a word", silent),
            ("questioned", questioned),
            ("accepted", page(Behind::Code, Some(&asks))),
            ("wrong code", wrong),
            ("declined", page(Behind::Declined, None)),
            ("closed", page(Behind::Closed, None)),
            ("wait", page(Behind::Wait, None)),
        ]
    }
}

impl Sample for ReceivedPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: Shell::anonymous(locale, "/handover"),
            name: "Nadia Ferhat".to_owned(),
            until: t.own_until("10 h"),
            why: Why::new(crate::people::reason(t, "handover-by-link")),
            facts: vec![(t.field_birth_date().to_owned(), "14 mars 1979".to_owned())],
            phone: Some(("06 12 34 56 78".to_owned(), "0612345678".to_owned())),
            letter: Some(letters::sample()),
        };
        let before = Self { phone: None, letter: None, ..page.clone() };
        vec![("ordinary", page), ("before the synthesis", before)]
    }
}
