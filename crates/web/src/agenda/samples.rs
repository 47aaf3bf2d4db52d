//! The agenda with made-up contents.

use super::slots::{SlotDay, SlotLine, SlotsPage};
use super::{AgendaPage, Day, Line, LinkedPage};
use crate::account::Picture;
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, either, frame};
use crate::shell::{Choice, FormState};

/// Renders them.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<AgendaPage>(locale, to);
    add::<LinkedPage>(locale, to);
    add::<SlotsPage>(locale, to);
}

impl Sample for AgendaPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |time: &str, who: &str, what: &str| Line {
            time: time.to_owned(),
            who: who.to_owned(),
            what: what.to_owned(),
            href: "/interviews/a".to_owned(),
        };
        let day = |name: String| Day {
            name,
            lines: vec![
                line(
                    &either(locale, "9 h 30", "09:30"),
                    &either(locale, "Mme Ferhat", "Ms Ferhat"),
                    t.agenda_interview(),
                ),
                line(
                    &either(locale, "14 h", "14:00"),
                    &either(locale, "M. Lenoir", "Mr Lenoir"),
                    t.agenda_consultation(),
                ),
            ],
        };
        let full = Self {
            shell: frame(locale, "/agenda", ""),
            notice: None,
            days: vec![
                day(either(locale, "Lundi 30 novembre", "Monday 30 November")),
                day(either(locale, "Mardi 1er décembre", "Tuesday 1 December")),
            ],
            linked: Some(either(locale, "lundi 29 novembre 2027", "Monday 29 November 2027")),
        };
        let empty = Self { days: Vec::new(), linked: None, ..full.clone() };
        vec![("full", full), ("empty", empty)]
    }
}

impl Sample for SlotsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |time: &str, taken| SlotLine {
            id: "a".to_owned(),
            time: time.to_owned(),
            detail: format!(
                "{} · {}",
                t.slots_minutes(30),
                either(locale, "Centre de santé", "Health centre")
            ),
            taken,
            hint: format!("{} {time}", either(locale, "lundi 30 novembre", "Monday 30 November")),
        };
        let full = Self {
            shell: frame(locale, "/agenda/slots", ""),
            notice: None,
            days: vec![SlotDay {
                name: either(locale, "Lundi 30 novembre", "Monday 30 November"),
                lines: vec![
                    line(&either(locale, "9 h", "09:00"), true),
                    line(&either(locale, "9 h 30", "09:30"), false),
                ],
            }],
            programs: vec![Choice::new(
                "somatic-network",
                either(locale, "Réseau somatique", "Somatic network"),
            )],
            form: FormState::new("slots"),
        };
        let empty = Self { days: Vec::new(), ..full.clone() };
        let nowhere = Self { programs: Vec::new(), ..empty.clone() };
        vec![("full", full), ("empty", empty), ("nowhere", nowhere)]
    }
}

impl Sample for LinkedPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let address = "https://maillage.example/agenda/feeds/Zm9vYmFyYmF6".to_owned();
        let page = Self { shell: frame(locale, "/agenda", ""), picture: Picture::of(&address), address };
        vec![("made", page)]
    }
}
