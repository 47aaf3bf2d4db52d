//! An entry in words: its title, its parts, who can read it.

use care::record::{Content, Measure, Reader, Scored, Sort, Value};
use policy::{Compartment, ProgramRole};

use crate::i18n::T;
use crate::visit::Visit;
use crate::words::number;

fn dynamic(t: T, kind: &str, code: &str) -> String {
    t.by_key(&format!("{kind}-{}", code.replace('_', "-"))).unwrap_or_default()
}

/// « Traitement ».
pub(crate) fn sort(t: T, sort: Sort) -> String {
    dynamic(t, "sort", sort.code())
}

/// « traitement ».
pub(super) fn sort_in_sentence(t: T, sort: Sort) -> String {
    in_sentence(&self::sort(t, sort))
}

/// Words in the middle of a sentence.
fn in_sentence(words: &str) -> String {
    // « TSPT » stays as it is.
    if words.chars().nth(1).is_some_and(|second| !second.is_lowercase()) {
        return words.to_owned();
    }
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// A word of the list that a sort has.
pub(super) fn choice(t: T, sort: Sort, code: &str) -> String {
    dynamic(t, &format!("{}-choice", sort.code().replace('_', "-")), code)
}

/// « Somatique ».
pub(crate) fn compartment(t: T, compartment: Compartment) -> &'static str {
    match compartment {
        Compartment::Identity => t.area_identity(),
        Compartment::Coordination => t.area_coordination(),
        Compartment::Somatic => t.area_somatic(),
        Compartment::Psychiatric => t.area_psychiatric(),
        Compartment::Social => t.area_social(),
    }
}

/// Longest beginning of a text in a title.
const BEGINNING: usize = 80;

/// An entry in one line: « Rupture : logement », « Sertraline, 50 mg le matin ».
pub(crate) fn title(t: T, content: &Content) -> String {
    let sort = content.sort();
    match content {
        Content::Note { text } => t.entry_title(self::sort(t, sort), beginning(text)),
        Content::Rupture { domain, .. } => t.entry_title(self::sort(t, sort), choice(t, sort, domain.code())),
        Content::Situation { facet, text } => t.entry_title(choice(t, sort, facet.code()), beginning(text)),
        Content::Stay { what, place, .. } => with(&choice(t, sort, what.code()), place.as_deref()),
        Content::Problem { label, icd10, .. } => match icd10 {
            Some(code) => t.entry_coded(code.to_string(), label.as_str()),
            None => label.clone(),
        },
        Content::Treatment { label, dosage, .. } => with(label, dosage.as_deref()),
        Content::Measurement { measure, value, .. } => {
            t.entry_title(choice(t, sort, measure.code()), measured(t, *measure, *value))
        }
        Content::Allergy { label, .. }
        | Content::Vaccination { label, .. }
        | Content::AttendingDoctor { label, .. }
        | Content::Procedure { label, .. } => t.entry_title(self::sort(t, sort), label.as_str()),
        Content::Document { document, label, .. } => {
            t.entry_title(choice(t, sort, document.code()), label.as_str())
        }
        Content::Need { need, text } => t.entry_title(choice(t, sort, need.code()), beginning(text)),
        Content::Relative { relation, label, .. } => {
            t.entry_title(choice(t, sort, relation.code()), label.as_str())
        }
        Content::Protection { protection, label, .. } => {
            with(&choice(t, sort, protection.code()), label.as_deref())
        }
        Content::NoAttendingDoctor { why, .. } => {
            t.entry_title(self::sort(t, sort), choice(t, sort, why.code()).to_lowercase())
        }
        Content::Theme { theme, text } => with(
            &t.entry_title(self::sort(t, sort), choice(t, sort, theme.code())),
            text.as_deref().map(beginning).as_deref(),
        ),
        Content::CrisisPlan { .. } => self::sort(t, sort),
        Content::Prevention(it) => t.entry_title(it.name.get(t.locale), choice(t, sort, it.outcome.code())),
        Content::Assessment(it) => {
            with(it.title.get(t.locale), it.scores.first().map(|it| scored(t, it)).as_deref())
        }
    }
}

/// « 14 (modérée) ».
fn scored(t: T, score: &Scored) -> String {
    let number = number(t, &score.number);
    let band = score.band.as_ref().map(|band| in_sentence(band.get(t.locale)));
    band.map_or_else(|| number.clone(), |band| t.entry_scored(band, number.as_str()))
}

/// « 72,5 kg ».
fn measured(t: T, measure: Measure, value: Value) -> String {
    format!("{}\u{a0}{}", number(t, &value.to_string()), measure.unit())
}

fn with(first: &str, more: Option<&str>) -> String {
    more.map_or_else(|| first.to_owned(), |more| format!("{first}, {more}"))
}

/// The first words of a text, on one line.
fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= BEGINNING {
        return line;
    }
    let cut: String = line.chars().take(BEGINNING).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(kept, _)| kept))
}

/// The parts of an entry, but for its text.
pub(super) fn parts(t: T, content: &Content) -> Vec<(String, String)> {
    let sort = content.sort();
    let mut parts = vec![(t.entry_sort().to_owned(), self::sort(t, sort))];
    let mut add = |term: &str, words: String| parts.push((term.to_owned(), words));
    match content {
        Content::Note { .. } => {}
        Content::Rupture { domain, .. } => add(t.write_rupture_choice(), choice(t, sort, domain.code())),
        Content::Situation { facet, .. } => add(t.write_situation_choice(), choice(t, sort, facet.code())),
        Content::Stay { what, place, .. } => {
            add(t.write_stay_choice(), choice(t, sort, what.code()));
            place.iter().for_each(|it| add(t.write_place(), it.clone()));
        }
        Content::Problem { label, icd10, .. } => {
            add(t.write_problem_label(), label.clone());
            icd10.iter().for_each(|it| add(t.write_icd10(), it.to_string()));
        }
        Content::Treatment { label, dosage, .. } => {
            add(t.write_treatment_label(), label.clone());
            dosage.iter().for_each(|it| add(t.write_dosage(), it.clone()));
        }
        Content::Allergy { label, severity, .. } => {
            add(t.write_allergy_label(), label.clone());
            severity.iter().for_each(|it| add(t.write_allergy_choice(), choice(t, sort, it.code())));
        }
        Content::Measurement { measure, value, .. } => {
            add(t.write_measurement_choice(), choice(t, sort, measure.code()));
            add(t.write_value(), measured(t, *measure, *value));
        }
        Content::Vaccination { label, .. } => add(t.write_vaccination_label(), label.clone()),
        Content::Procedure { label, .. } => add(t.write_procedure_label(), label.clone()),
        Content::Document { document, label, .. } => {
            add(t.write_document_choice(), choice(t, sort, document.code()));
            add(t.write_document_label(), label.clone());
        }
        Content::Need { need, .. } => add(t.write_need_choice(), choice(t, sort, need.code())),
        Content::Relative { relation, label, .. } => {
            add(t.write_relative_choice(), choice(t, sort, relation.code()));
            add(t.write_relative_label(), label.clone());
        }
        Content::AttendingDoctor { label, .. } => add(t.write_attending_doctor_label(), label.clone()),
        Content::Protection { protection, label, .. } => {
            add(t.write_protection_choice(), choice(t, sort, protection.code()));
            label.iter().for_each(|it| add(t.write_protection_label(), it.clone()));
        }
        Content::NoAttendingDoctor { why, .. } => {
            add(t.write_no_attending_doctor_choice(), choice(t, sort, why.code()));
        }
        Content::Theme { theme, .. } => add(t.write_theme_choice(), choice(t, sort, theme.code())),
        Content::CrisisPlan { signs, helps, call, wishes, with } => {
            with.iter().for_each(|it| add(t.write_crisis_plan_choice(), choice(t, sort, it.code())));
            add(t.write_signs(), signs.clone());
            add(t.write_helps(), helps.clone());
            add(t.write_call(), call.clone());
            wishes.iter().for_each(|it| add(t.write_wishes(), it.clone()));
        }
        Content::Prevention(it) => {
            add(it.name.get(t.locale), choice(t, sort, it.outcome.code()));
            it.on.iter().for_each(|on| add(t.prevention_planned(), t.locale.date_plain(*on)));
        }
        Content::Assessment(it) => {
            add(t.entry_assessment(), it.title.get(t.locale).to_owned());
            it.scores.iter().for_each(|it| add(it.label.get(t.locale), scored(t, it)));
        }
    }
    parts
}

/// « Dr Paul Lemoine (médecin traitant) », « Le secrétariat de CMP des Tanneurs ».
pub(super) fn reader(visit: &Visit, reader: &Reader) -> String {
    let t = visit.t();
    match reader {
        Reader::Member { name, kind, .. } => {
            let place = dynamic(t, "member", kind.code()).to_lowercase();
            t.reader_member(name.as_str(), place)
        }
        Reader::Office { name, .. } => t.reader_office(name.as_str()),
        Reader::Program { program, role } => {
            let known = visit.ctx.house().programs().get(program);
            let name = known.map_or(program.as_str(), |it| it.name.get(t.locale)).to_owned();
            if *role == ProgramRole::Triage { t.reader_triage(name) } else { t.reader_coordination(name) }
        }
    }
}

/// Everybody who reads, in a sentence.
pub(crate) fn readers(visit: &Visit, all: &[Reader]) -> String {
    if all.is_empty() {
        return visit.t().readers_nobody().to_owned();
    }
    all.iter().map(|it| reader(visit, it)).collect::<Vec<_>>().join(", ")
}
