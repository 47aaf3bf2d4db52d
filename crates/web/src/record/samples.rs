//! The pages of the record with made-up contents.

use care::record::Sort;

use super::ChangeLine;
use super::audience::WhoReads;
use super::entry::EntryPage;
use super::themes::ThemesPage;
use super::words;
use super::write::WritePage;
use crate::files::Evidence;
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::Saved;
use crate::shell::prelude::*;

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<WritePage>(locale, to);
    add::<EntryPage>(locale, to);
    add::<ThemesPage>(locale, to);
}

fn text(text: &str) -> String {
    text.to_owned()
}

impl Sample for WritePage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let member = t.reader_member("Mathieu Girard", "infirmier");
        let page = |sort: Sort| Self {
            shell: frame(locale, "/persons/a/entries/new", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            sort,
            entry: text("b"),
            correcting: None,
            base: 0,
            sorts: Sort::ALL
                .into_iter()
                .map(|it| (Link::new(words::sort(t, it), format!("?sort={}", it.code())), it == sort))
                .collect(),
            form: FormState::new("entry-a").with("compartment", "psychiatric").with("kept_for", ""),
            places: vec![
                Choice::new("coordination", t.area_coordination()).detail(t.write_read_by(member.clone())),
                Choice::new("psychiatric", t.area_psychiatric()).detail(t.write_read_by(t.readers_nobody())),
            ],
            shared: Some(t.write_shared_note(member.clone())),
            members: vec![Choice::new("c", "Mathieu Girard").detail("infirmier")],
            saved: Some(Saved::at(t, "10 h 42").version(2)),
        };
        let mut refused = page(Sort::Problem);
        refused.form.fail("icd10", t.by_key("fault-icd10").unwrap_or_default());
        let correcting = Self { correcting: Some(text("b")), saved: None, ..page(Sort::Allergy) };
        let mut pages =
            vec![("ordinary", page(Sort::Note)), ("refused", refused), ("correcting", correcting)];
        let others = [
            ("situation", Sort::Situation),
            ("rupture", Sort::Rupture),
            ("stay", Sort::Stay),
            ("treatment", Sort::Treatment),
            ("measurement", Sort::Measurement),
            ("vaccination", Sort::Vaccination),
            ("procedure", Sort::Procedure),
            ("document", Sort::Document),
            ("need", Sort::Need),
            ("relative", Sort::Relative),
            ("protection", Sort::Protection),
            ("attending doctor", Sort::AttendingDoctor),
            ("crisis plan", Sort::CrisisPlan),
        ];
        pages.extend(others.map(|(state, sort)| (state, page(sort))));
        pages
    }
}

impl Sample for EntryPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/entries/b", "/persons"),
            id: text("b"),
            person: text("a"),
            name: text("Nadia Ferhat"),
            notice: t.by_key("done-entry-written").map(Notice::done),
            title: t.entry_coded("F32.1", "Épisode dépressif"),
            tags: vec![
                Tag::new(Tone::Neutral, Icon::List, t.area_psychiatric()),
                Tag::new(Tone::Accent, Icon::Clock, t.entry_holds()),
            ],
            by: t.entry_by("Dr Hélène Marchetti", "psychiatre", "jeudi 19 novembre, 12 h 41"),
            why: Why::new(crate::people::reason(t, "care-team-health")),
            withdrawn: None,
            facts: vec![
                (text(t.write_problem_label()), text("Épisode dépressif")),
                (text(t.write_since()), text("4 mai 2026")),
            ],
            text: Some(text("Depuis le printemps.\nMieux le soir.")),
            documents: Some(Evidence::sample(t, "/entries/b", "Épisode dépressif")),
            taken: true,
            beside: vec![(text("bodySite.text"), text("Bras gauche"))],
            answers: None,
            edit: Some(text("/entries/b/edit")),
            may_withdraw: true,
            may_end: true,
            end: FormState::new("end"),
            take_back: FormState::new("withdraw"),
            changes: vec![ChangeLine {
                what: text(t.entry_corrected()),
                by: t.entry_change_by("jeudi 19 novembre, 12 h 41", "Dr Hélène Marchetti"),
                before: Some(text("Dépression · Psychiatrique")),
            }],
            readers: WhoReads::new(
                t,
                t.readers_compartment(),
                vec![
                    t.reader_member("Mathieu Girard", "infirmier"),
                    t.reader_office("CMP des Tanneurs"),
                    t.reader_coordination("MG & Psy 37"),
                    t.reader_triage("MG & Psy 37"),
                ],
            ),
        };
        let withdrawn = Self {
            notice: None,
            withdrawn: Some(t.entry_withdrawn_because("ce n’était pas la bonne personne")),
            text: None,
            taken: false,
            beside: Vec::new(),
            edit: None,
            may_withdraw: false,
            may_end: false,
            tags: vec![
                Tag::new(Tone::Warning, Icon::Lock, t.entry_restricted()),
                Tag::new(Tone::Neutral, Icon::People, t.entry_shared()),
                Tag::new(Tone::Neutral, Icon::Clock, t.entry_over()),
            ],
            changes: vec![ChangeLine {
                what: t.entry_ended("4 mai 2026"),
                by: text("Dr Marchetti"),
                before: None,
            }],
            readers: WhoReads::new(t, t.readers_named(), Vec::new()),
            ..page.clone()
        };
        let alone = Self { readers: WhoReads::new(t, t.readers_you_alone(), Vec::new()), ..page.clone() };
        let unknown = Self { readers: WhoReads::new(t, t.readers_unknown(), Vec::new()), ..page.clone() };
        let answers = vec![(Some(text("Logement")), vec![(text("Êtes-vous propriétaire ?"), text("Non"))])];
        let filled = Self { answers: Some(answers), edit: None, ..page.clone() };
        let forgotten = Self { answers: Some(Vec::new()), ..filled.clone() };
        vec![
            ("ordinary", page),
            ("withdrawn", withdrawn),
            ("alone", alone),
            ("unknown", unknown),
            ("filled", filled),
            ("forgotten", forgotten),
        ]
    }
}

impl Sample for ThemesPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let bar = |label: &str, count: u32| Bar {
            label: text(label),
            count: Some(count),
            words: count.to_string(),
            late: false,
        };
        let chart = BarChart {
            t,
            id: text("themes"),
            title: text(t.themes_chart()),
            summary: t.themes_summary(12, "Sommeil"),
            caption: text(t.themes_caption()),
            axis: text(t.write_theme_choice()),
            counted: text(t.themes_counted()),
            bars: vec![bar("Sommeil", 12), bar("Logement", 7), bar("Solitude", 1)],
            limit: None,
        };
        let page = Self {
            shell: frame(locale, "/themes", "/rights"),
            lede: t.themes_lede("23 novembre 2025"),
            chart: Some(chart),
            empty: Empty::new(t.themes_none()).text(t.themes_none_text()),
        };
        let none = Self { chart: None, ..page.clone() };
        vec![("ordinary", page), ("empty", none)]
    }
}
