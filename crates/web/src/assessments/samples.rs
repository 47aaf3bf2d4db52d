//! The pages of questionnaires with made-up contents.

use super::asked::{Asked, FileField, Part};
use super::files::JoinPage;
use super::fill::FillPage;
use super::list::{AssessmentsPage, Line};
use super::shelf::{ShelfLine, ShelfPage};
use crate::files::FileLine;
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::Saved;
use crate::shell::prelude::*;

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<AssessmentsPage>(locale, to);
    add::<FillPage>(locale, to);
    add::<JoinPage>(locale, to);
    add::<ShelfPage>(locale, to);
}

fn text(text: &str) -> String {
    text.to_owned()
}

impl Sample for AssessmentsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |what: &str, href: &str, small: String, tag| Line {
            what: text(what),
            href: text(href),
            small,
            tag,
        };
        let withdrawn = Some(Tag::new(Tone::Warning, Icon::Stop, t.assess_withdrawn()));
        let page = Self {
            shell: frame(locale, "/persons/a/assessments", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            form: FormState::new("begin"),
            offered: vec![
                Choice::new("https://maillage.example/q/phq-9|1", "PHQ-9").detail("Neuf questions."),
                Choice::new("https://maillage.example/q/epices|1", "EPICES"),
            ],
            under_way: vec![line(
                "EPICES",
                "/assessments/b",
                t.assess_kept_at("lundi 23 novembre, 10 h 42"),
                None,
            )],
            filled: vec![
                line(
                    "PHQ-9 : 14 (modérée)",
                    "/entries/c",
                    text("4 mai 2026 · Dr Marchetti · Psychiatrique"),
                    None,
                ),
                line(
                    "PHQ-9 : 19",
                    "/entries/d",
                    text("2 février 2026 · Dr Marchetti · Psychiatrique"),
                    withdrawn,
                ),
            ],
        };
        let nothing = Self { under_way: Vec::new(), filled: Vec::new(), ..page.clone() };
        let mut refused = page.clone();
        refused.form.fail("questionnaire", t.by_key("fault-choice").unwrap_or_default());
        vec![("ordinary", page), ("nothing", nothing), ("refused", refused)]
    }
}

impl Sample for FillPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let member = t.reader_member("Mathieu Girard", "infirmier");
        let form =
            FormState::new("assessment-b").with("q.sad.0", "LA6570-1").with("compartment", "psychiatric");
        let page = Self {
            shell: frame(locale, "/assessments/b", "/persons"),
            id: text("b"),
            person: text("a"),
            name: text("Nadia Ferhat"),
            title: text("PHQ-9"),
            about: Some(text("Au cours des deux dernières semaines.")),
            at: 0,
            pages: vec![(t.assess_page("1"), true)],
            asked: parts(t, &form),
            form,
            places: vec![
                Choice::new("somatic", t.area_somatic()).detail(t.write_read_by(member.clone())),
                Choice::new("psychiatric", t.area_psychiatric()).detail(t.write_read_by(t.readers_nobody())),
            ],
            shared: Some(t.write_shared_note(member)),
            members: vec![Choice::new("c", "Mathieu Girard").detail("infirmier")],
            saved: Saved::at(t, "10 h 42").version(2),
            drop: FormState::new("drop"),
            taken: Some(t.assess_taken("Poids, Taille")),
        };
        let titled = |at: usize| (format!("{} {at}", t.assess_pages()), at != 2);
        let middle = Self {
            at: 2,
            asked: Asked { repeats: true, ..page.asked.clone() },
            pages: (1..=4).map(titled).collect(),
            ..page.clone()
        };
        let mut refused = page.clone();
        refused.form.fail("q.sad.0", t.by_key("wrong-required").unwrap_or_default());
        refused.form.fail("q.weight.0", t.wrong_above("650 kg"));
        refused.asked = parts(t, &refused.form);
        let mut elsewhere = middle.clone();
        elsewhere.form.fail_all(t.wrong_elsewhere());
        vec![("ordinary", page), ("middle", middle), ("refused", refused), ("elsewhere", elsewhere)]
    }
}

impl Sample for JoinPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let page = Self {
            shell: frame(locale, "/assessments/b/join/q.p.0", "/persons"),
            name: text("Nadia Ferhat"),
            question: text("Ordonnance"),
            form: FormState::new("join"),
            action: text("/assessments/b/join/q.p.0"),
            back: text("/assessments/b?page=2"),
        };
        let mut refused = page.clone();
        refused.form.fail("file", T::new(locale).by_key("fault-file-type").unwrap_or_default());
        vec![("ordinary", page), ("refused", refused)]
    }
}

fn parts(t: T, form: &FormState) -> Asked {
    let field = |field: FieldView, decides: bool| Part::Field { field: Box::new(field), decides };
    let choices =
        vec![Choice::new("LA6568-5", "Jamais"), Choice::new("LA6570-1", "Plus de la moitié des jours")];
    let sum =
        |words: String, band: Option<&str>| Part::Sum { label: text("Total"), words, band: band.map(text) };
    let file = |name: &str, error: Option<String>, file: Option<FileLine>| FileField {
        id: form.field_id(name),
        name: text(name),
        label: text("Ordonnance"),
        error,
        file,
        taken: text("urn:uuid:c"),
    };
    let parts = vec![
        Part::Open(Some(text("Humeur")), 2),
        Part::Text(text("Cochez ce qui convient le mieux."), false),
        Part::Text(text("Le 3114 répond jour et nuit."), true),
        field(form.radios("q.sad.0", "1. Tristesse", choices).required(), true),
        Part::Open(None, 3),
        field(form.text("q.weight.0", "Poids").inputmode("decimal").note("kg").width(10), false),
        Part::Close,
        Part::File(file(
            "q.paper.0",
            None,
            Some(FileLine {
                name: text("ordonnance.pdf"),
                detail: t.files_size_small(240),
                href: text("/assessments/b/files/c"),
                remove: None,
            }),
        )),
        Part::File(file("q.paper.1", form.error("q.weight.0").map(text), None)),
        sum(text("14"), Some("Modérée")),
        sum(t.assess_missing(3), None),
        Part::Close,
    ];
    let shown = vec![text("q.sad.0"), text("q.weight.0")];
    Asked { t, path: text("/assessments/b/asked"), parts, shown, repeats: false }
}

impl Sample for ShelfPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |version: &str, tag: Tag, from: &str| ShelfLine {
            title: text("PHQ-9"),
            canonical: format!("https://maillage.example/fhir/Questionnaire/phq-9|{version}"),
            tag,
            small: format!("{} · {from}", t.shelf_questions(10)),
            notices: Vec::new(),
        };
        let mut last =
            line("2.0.0", Tag::new(Tone::Success, Icon::Check, t.shelf_in_use()), &t.shelf_added("lundi"));
        last.notices =
            vec![(text("Questionnaire.item[2]"), text("http://hl7.org/fhir/StructureDefinition/regex"))];
        let page = Self {
            shell: frame(locale, "/questionnaires", "/"),
            notice: t.by_key("done-questionnaire-taken").map(Notice::done),
            lines: vec![
                line("1.0.0", Tag::new(Tone::Neutral, Icon::Clock, t.shelf_earlier()), t.shelf_shipped()),
                line("0.9.0", Tag::new(Tone::Neutral, Icon::Stop, t.shelf_retired()), t.shelf_shipped()),
                last,
            ],
            form: Some(FormState::new("questionnaire")),
            faults: Vec::new(),
        };
        let reading = Self { form: None, notice: None, ..page.clone() };
        let mut form = FormState::new("questionnaire");
        form.fail("file", t.shelf_faults(1));
        let fault = (
            text("Questionnaire.item[0].enableWhen[0]"),
            t.by_key("unsound-not-a-question").unwrap_or_default(),
        );
        let refused = Self { form: Some(form), faults: vec![fault], notice: None, ..page.clone() };
        vec![("ordinary", page), ("reading", reading), ("refused", refused)]
    }
}
