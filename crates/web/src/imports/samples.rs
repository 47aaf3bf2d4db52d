//! The pages of imports with made-up contents.

use care::imports::{ColumnKind, ImportState, Stays};
use care::people::TeamGround;

use super::list::{ImportLine, ImportsPage};
use super::map::{ColumnField, ImportMapPage};
use super::new::ImportNewPage;
use super::one::ImportPage;
use super::preview::{ImportPreviewPage, RefusedView};
use super::words;
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::prelude::*;

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<ImportsPage>(locale, to);
    add::<ImportNewPage>(locale, to);
    add::<ImportMapPage>(locale, to);
    add::<ImportPreviewPage>(locale, to);
    add::<ImportPage>(locale, to);
}

fn text(text: &str) -> String {
    text.to_owned()
}

impl Sample for ImportsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |name: &str, carried: i64, state| ImportLine {
            name: text(name),
            href: text("/imports/a"),
            small: t.imports_line(carried, "jeudi 19 novembre, 12 h 41", 50_i64),
            state: words::state(t, state),
        };
        let page = Self {
            shell: frame(locale, "/imports", "/persons"),
            lines: vec![
                line("suivi-2026.xlsx", 0, ImportState::Read),
                line("droits.csv", 47, ImportState::Cut),
                line("droits.csv", 50, ImportState::Done),
                line(t.imports_unnamed(), 1, ImportState::Undone),
            ],
            empty: Empty::new(t.imports_none()).text(t.imports_none_text()),
        };
        vec![("ordinary", page.clone()), ("none", Self { lines: Vec::new(), ..page })]
    }
}

impl Sample for ImportNewPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self { shell: frame(locale, "/imports/new", "/persons"), form: FormState::new("import") };
        let mut refused = page.clone();
        refused.form.fail("file", t.by_key("fault-import-separator").unwrap_or_default());
        vec![("first", page), ("refused", refused)]
    }
}

impl Sample for ImportMapPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let column = |at: usize, label: &str, examples: String| ColumnField {
            name: format!("column-{at}"),
            label: text(label),
            examples,
        };
        let page = Self {
            shell: frame(locale, "/imports/a", "/persons"),
            id: text("a"),
            lede: t.imports_map_lede(50_i64, "suivi-2026.xlsx"),
            form: FormState::new("columns")
                .with("column-0", ColumnKind::Family.code())
                .with("column-1", ColumnKind::BirthDate.code()),
            columns: vec![
                column(0, "Nom", t.imports_examples("Ferhat · Haddad · Moreau")),
                column(1, "Né(e) le", t.imports_examples("14/03/1979")),
                column(2, &t.imports_column(3), text(t.imports_no_example())),
            ],
            kinds: words::columns(t),
        };
        let mut refused = page.clone();
        refused.form.fail("columns", t.by_key("fault-import-required").unwrap_or_default());
        let mut begun = page.clone();
        begun.form.fail_all(t.by_key("conflict-import-begun").unwrap_or_default());
        vec![("ordinary", page), ("refused", refused), ("begun", begun)]
    }
}

impl Sample for ImportPreviewPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let wrong =
            |kind, key: &str| t.imports_fault(words::column(t, kind), t.by_key(key).unwrap_or_default());
        let page = Self {
            shell: frame(locale, "/imports/a/preview", "/persons"),
            id: text("a"),
            name: text("suivi-2026.xlsx"),
            facts: vec![
                (text(t.imports_lines()), text("50")),
                (text(t.imports_good()), text("48")),
                (text(t.imports_persons()), text("41")),
                (text(t.imports_recognised()), t.imports_recognised_text(3_usize)),
                (text(t.imports_applications()), text("46")),
            ],
            good: 48,
            form: FormState::new("run"),
            grounds: words::grounds(t, &[TeamGround::ChosenByPerson, TeamGround::SameStructure]),
            channels: words::channels(t),
            refused: vec![
                RefusedView { line: 12, what: vec![wrong(ColumnKind::BirthDate, "fault-date")] },
                RefusedView {
                    line: 31,
                    what: vec![
                        wrong(ColumnKind::Right, "fault-import-right"),
                        wrong(ColumnKind::GrantedUntil, "fault-ends-before"),
                    ],
                },
            ],
            more: Some(t.imports_refused_more(3_usize)),
        };
        let mut told = page.clone();
        told.form.fail("told", t.by_key("fault-consent-needed").unwrap_or_default());
        let whole = Self {
            refused: Vec::new(),
            more: None,
            channels: Vec::new(),
            grounds: words::grounds(t, &[TeamGround::Consent]),
            ..page.clone()
        };
        let nothing = Self { good: 0, ..page.clone() };
        vec![("ordinary", page), ("refused", told), ("all good", whole), ("nothing", nothing)]
    }
}

impl Sample for ImportPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |state, notice: &str| Self {
            shell: frame(locale, "/imports/a", "/persons"),
            id: text("a"),
            name: text("suivi-2026.xlsx"),
            notice: t.by_key(notice).map(Notice::done),
            state: words::state(t, state),
            facts: vec![
                (text(t.imports_lines()), text("50")),
                (text(t.imports_good()), text("47")),
                (text(t.imports_left()), text("3")),
            ],
            cut: state == ImportState::Cut,
            undone: state == ImportState::Undone,
            left: 3,
            staying: Vec::new(),
            form: FormState::new("undo"),
        };
        let why = [Stays::Written, Stays::Merged, Stays::Recorded, Stays::Closed];
        let line = |why| (t.imports_stay_line(12_i64, "Ferhat · Nadia"), words::stays(t, why));
        let undone =
            Self { staying: why.map(line).to_vec(), ..page(ImportState::Undone, "done-import-undone") };
        let mut refused = page(ImportState::Done, "");
        refused.form.fail_all(t.by_key("conflict-import-not-begun").unwrap_or_default());
        vec![
            ("done", page(ImportState::Done, "done-import-run")),
            ("cut", page(ImportState::Cut, "")),
            ("undone", undone),
            ("refused", refused),
        ]
    }
}
