//! The pages of a file taken over, with made-up contents.

use super::reading::Unreadable;
use super::take::{BundlePage, BundlePreviewPage, RefusedView, TakenView};
use super::understand::Refusal;
use super::words;
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::prelude::*;

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<BundlePage>(locale, to);
    add::<BundlePreviewPage>(locale, to);
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn refusal(path: &str, key: &'static str, what: Option<&str>) -> Refusal {
    Refusal { path: text(path), key, what: what.map(text), limit: None }
}

impl Sample for BundlePage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/persons/a/record/bundle", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            form: FormState::new("bundle"),
        };
        let refused = |why: &Unreadable| {
            let mut page = page.clone();
            page.form.fail("file", words::unreadable(t, why));
            page
        };
        let element = Unreadable::Element(refusal("Bundle.entry[3].fullURL", "unknown", None));
        vec![
            ("first", page.clone()),
            ("no JSON", refused(&Unreadable::Json(12))),
            ("too large", refused(&Unreadable::TooLarge)),
            ("no bundle", refused(&Unreadable::NoBundle(Some(text("Condition"))))),
            ("element", refused(&element)),
            ("several persons", refused(&Unreadable::SeveralPersons)),
        ]
    }
}

impl Sample for BundlePreviewPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let girard = t.reader_member("Mathieu Girard", "infirmier");
        let fact = |number: usize, title: &str, when: String, more: Option<&str>| TakenView {
            title: text(title),
            when,
            field: format!("place-{number}"),
            readers: t.write_read_by(girard.clone()),
            choices: vec![
                Choice::new("somatic", t.area_somatic()),
                Choice::new("psychiatric", t.area_psychiatric()),
                Choice::new("no", t.fhir_leave()),
            ],
            text: more.map(text),
            files: more.map(|_| t.fhir_files("compte-rendu.pdf (0,2 Mo)")),
            kept: more.map(|_| t.fhir_kept("bodySite, encounter")),
        };
        let left = |number: usize, kind: &str, why: &[Refusal]| RefusedView {
            what: words::line(t, number, kind),
            why: why.iter().map(|it| (it.path.clone(), words::refusal(t, it))).collect(),
        };
        let page = Self {
            shell: frame(locale, "/persons/a/record/bundle", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            about: StateView::ok(t.fhir_about_person()),
            confirm: false,
            taken: vec![
                fact(2, "Diabète de type 2 (E11.9)", text("1998"), Some("Suivi à l’hôpital.")),
                fact(3, "Tension : 128/76 mmHg", text(t.fhir_date_unknown()), None),
            ],
            known: vec![text("Sertraline, 50 mg le matin · 4 mai 2026")],
            refused: vec![
                left(
                    5,
                    "Condition",
                    &[refusal("Condition.verificationStatus", "uncertain", Some("provisional"))],
                ),
                left(
                    6,
                    "Observation",
                    &[
                        refusal("Observation.code", "measure", Some("718-7")),
                        refusal("Observation.effectiveDateTime", "not-a-date", None),
                    ],
                ),
            ],
            readers: vec![(text(t.area_somatic()), girard.clone()), (text(t.area_psychiatric()), girard)],
            bundle: text("{}"),
            form: FormState::new("bundle"),
        };
        let mut unsaid = Self {
            about: StateView::warning(t.fhir_about_named("Ferhat N.")),
            confirm: true,
            known: Vec::new(),
            refused: Vec::new(),
            ..page.clone()
        };
        unsaid.form.fail("about", t.fhir_confirm_needed());
        let nothing = Self { taken: Vec::new(), ..page.clone() };
        vec![("ordinary", page), ("refused", unsaid), ("nothing", nothing)]
    }
}
