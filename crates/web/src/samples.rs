//! Every page with made-up contents, in every language: rendered by a test, looked at while working (`examples/`).
//!
//! A page’s context implements [`Sample`] beside its definition and is named in [`all`]; a test fails for a page that
//! is not.

use std::any::type_name;

use askama::Template;

use crate::i18n::{Locale, T};
use crate::shell::{Icon, NavItem, Role, Shell, SignedIn};

mod components;
mod shell;

/// A page that can show itself with made-up contents.
pub trait Sample: Template + Sized {
    /// One context for each state worth looking at, with its name: the ordinary one first, then the rare ones (empty,
    /// refused, very long texts).
    fn samples(locale: Locale) -> Vec<(&'static str, Self)>;
}

/// A rendered sample.
#[derive(Debug)]
pub struct Rendered {
    /// The type of the page’s context: `SignInPage`.
    pub page: &'static str,
    /// The state shown.
    pub state: &'static str,
    /// The language.
    pub locale: Locale,
    /// The page.
    pub html: String,
}

/// Every page in every state and language.
pub fn all() -> Vec<Rendered> {
    let mut samples = Vec::new();
    for locale in Locale::ALL {
        shell::add_all(locale, &mut samples);
        crate::day::samples::add_all(locale, &mut samples);
        crate::people::samples::add_all(locale, &mut samples);
        crate::record::samples::add_all(locale, &mut samples);
        crate::assessments::samples::add_all(locale, &mut samples);
        crate::pathways::samples::add_all(locale, &mut samples);
        crate::synthesis::samples::add_all(locale, &mut samples);
        crate::requests::referral::samples::add_all(locale, &mut samples);
        crate::prevention::samples::add_all(locale, &mut samples);
        crate::fhir::samples::add_all(locale, &mut samples);
        crate::rights::samples::add_all(locale, &mut samples);
        crate::radar::samples::add_all(locale, &mut samples);
        crate::imports::samples::add_all(locale, &mut samples);
        crate::break_glass::samples::add_all(locale, &mut samples);
        crate::handover::samples::add_all(locale, &mut samples);
        crate::own::samples::add_all(locale, &mut samples);
        crate::support::samples::add_all(locale, &mut samples);
        crate::reception::samples::add_all(locale, &mut samples);
        crate::programs::samples::add_all(locale, &mut samples);
        crate::vigilance::samples::add_all(locale, &mut samples);
        crate::requests::advice::samples::add_all(locale, &mut samples);
        crate::indicators::samples::add_all(locale, &mut samples);
        crate::directory::samples::add_all(locale, &mut samples);
        crate::accounts::samples::add_all(locale, &mut samples);
        crate::account::samples::add_all(locale, &mut samples);
        crate::agenda::samples::add_all(locale, &mut samples);
        crate::journal::samples::add_all(locale, &mut samples);
    }
    samples
}

/// Renders the samples of a page.
pub fn add<S: Sample>(locale: Locale, to: &mut Vec<Rendered>) {
    for (state, page) in S::samples(locale) {
        let html = page.render().unwrap_or_else(|error| format!("{error}"));
        to.push(Rendered { page: name::<S>(), state, locale, html });
    }
}

/// The last part of a type’s name.
fn name<S>() -> &'static str {
    type_name::<S>().rsplit("::").next().unwrap_or_default()
}

/// A frame as a psychiatrist with two roles sees it, in the part named.
pub fn frame(locale: Locale, path: &str, part: &str) -> Shell {
    let item = |label: (&str, &str), href: &str, icon, key| NavItem {
        label: either(locale, label.0, label.1),
        href: href.to_owned(),
        icon,
        key,
        current: href == part,
    };
    let nav = vec![
        item(("Ma journée", "My day"), "/day", Icon::Sun, 'j'),
        item(("Personnes", "Persons"), "/persons", Icon::Person, 'p'),
        item(("Demandes", "Requests"), "/requests", Icon::Chat, 'd'),
        item(("Réunions", "Meetings"), "/meetings", Icon::People, 'r'),
        item(("Groupes", "Groups"), "/groups", Icon::List, 'g'),
    ];
    Shell::signed_in(locale, path, psychiatrist(locale), nav)
}

fn psychiatrist(locale: Locale) -> SignedIn {
    let role = either(locale, "Psychiatre · CMP des Tanneurs", "Psychiatrist · CMP des Tanneurs");
    let other = either(locale, "Médecin coordinateur · DAC 37", "Coordinating physician · DAC 37");
    SignedIn {
        key: "0197f6a0".to_owned(),
        name: "Dr Hélène Marchetti".to_owned(),
        initials: "HM".to_owned(),
        role: role.clone(),
        roles: vec![
            Role { id: "a".to_owned(), label: role, current: true },
            Role { id: "b".to_owned(), label: other, current: false },
        ],
    }
}

/// One text or the other: made-up contents are not in the locale files.
pub fn either(locale: Locale, french: &str, english: &str) -> String {
    match T::new(locale).locale {
        Locale::Fr => french,
        Locale::En => english,
    }
    .to_owned()
}

#[cfg(test)]
mod tests;
