//! An entry as typed, and as read: one form for every sort, each reading the fields that are its own.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use policy::Compartment;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::content::{Content, Icd10, Sort};
use super::measure::{Measure, Value};
use crate::directory::decode;
use crate::fields::{self, Faults};
use crate::{Error, Fault, PractitionerId, Result};

/// An entry as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryForm {
    /// Code of a [`Sort`].
    pub sort: String,
    /// The identifier under which it will be kept, as it stands in a form.
    pub entry: String,
    /// Code of a [`Compartment`].
    pub compartment: String,
    /// When it happened or began: a date; empty for now.
    pub on: String,
    /// The last day on which it lasted; empty while it lasts.
    pub until: String,
    /// Name of a problem, a treatment, a substance, somebody.
    pub label: String,
    /// Code of the list that the sort has: what breaks away, which part of life, which event, how severe.
    pub choice: String,
    /// ICD-10 code of a problem.
    pub icd10: String,
    /// How much of a treatment, and when.
    pub dosage: String,
    /// Where a stay is.
    pub place: String,
    /// What was measured.
    pub value: String,
    /// The words.
    pub text: String,
    /// Crisis plan: the signs that it is coming.
    pub signs: String,
    /// Crisis plan: what helps.
    pub helps: String,
    /// Crisis plan: whom to call.
    pub call: String,
    /// Crisis plan: what the person wishes.
    pub wishes: String,
    /// `named` to keep it for those named in `readers`; empty for all whom the compartment is open to.
    pub kept_for: String,
    /// Named readers, as opaque identifiers.
    pub readers: Vec<String>,
    /// `yes` to open a health entry to the social members of the team.
    pub shared: String,
}

/// For whom an entry is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Audience {
    /// Everybody to whom the compartment is open.
    #[default]
    Compartment,
    /// Its author and these, nobody else.
    Named(BTreeSet<PractitionerId>),
}

/// An entry, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// Where it stands.
    pub compartment: Compartment,
    /// When it happened or began; now if absent.
    pub at: Option<Timestamp>,
    /// When it ended, for what lasts.
    pub until: Option<Timestamp>,
    /// What it says.
    pub content: Content,
    /// For whom.
    pub audience: Audience,
    /// Opened to the social members of the team.
    pub shared_with_social: bool,
}

impl NewEntry {
    /// Reads what was typed for this sort, all faults at once; `readers` are the identifiers already opened by the
    /// caller, `today` the latest date that makes sense.
    pub fn parse(sort: Sort, form: &EntryForm, readers: &[PractitionerId], today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let compartment = faults.take(compartment(sort, &form.compartment));
        let begins = faults.take(day("on", &form.on, today)).flatten();
        let ends = if sort.lasts() { faults.take(day("until", &form.until, today)).flatten() } else { None };
        if ends.is_some_and(|end| end < begins.unwrap_or(today)) {
            faults.push("until", "fault-ends-before");
        }
        let content = content(sort, form, &mut faults);
        let audience = match form.kept_for.as_str() {
            "named" => Audience::Named(readers.iter().copied().collect()),
            _ => Audience::Compartment,
        };
        faults.done()?;
        let (Some(compartment), Some(content)) = (compartment, content) else {
            return Err(Error::Bug("a form without faults has all its values".to_owned()));
        };
        let health = matches!(compartment, Compartment::Somatic | Compartment::Psychiatric);
        Ok(Self {
            compartment,
            at: begins.filter(|date| *date != today).map(noon).transpose()?,
            until: ends.map(noon).transpose()?,
            content,
            shared_with_social: health && form.shared == "yes" && audience == Audience::Compartment,
            audience,
        })
    }
}

impl NewEntry {
    /// When it began and ended, as instants that have passed: of today, only the day is known.
    pub(super) fn times(&self, now: Timestamp) -> (Timestamp, Option<Timestamp>) {
        let at = self.at.unwrap_or(now).min(now);
        (at, self.until.map(|until| until.min(now).max(at)))
    }
}

fn compartment(sort: Sort, code: &str) -> Result<Compartment, Fault> {
    if code.trim().is_empty() {
        return Err(Fault::new("compartment", "fault-required"));
    }
    let read: Option<Compartment> = code.parse().ok();
    read.filter(|it| sort.compartments().contains(it)).ok_or(Fault::new("compartment", "fault-choice"))
}

/// A date that is not to come, and not before anybody alive was born.
fn day(field: &'static str, text: &str, today: Date) -> Result<Option<Date>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let date = fields::date(field, text)?;
    if date > today {
        return Err(Fault::new(field, "fault-date-future"));
    }
    let long_ago = today.checked_sub(130.years()).unwrap_or(Date::MIN);
    if date < long_ago { Err(Fault::new(field, "fault-date")) } else { Ok(Some(date)) }
}

/// Noon in Paris, so that it is the same date in every département.
pub(crate) fn noon(date: Date) -> Result<Timestamp> {
    let zoned = date.at(12, 0, 0, 0).to_zoned(kernel::Calendar::default().zone);
    Ok(zoned.map_err(|error| Error::Bug(error.to_string()))?.timestamp())
}

fn content(sort: Sort, form: &EntryForm, faults: &mut Faults) -> Option<Content> {
    match sort {
        Sort::Note | Sort::Situation | Sort::Rupture | Sort::Stay => of_life(sort, form, faults),
        Sort::Problem
        | Sort::Treatment
        | Sort::Allergy
        | Sort::Measurement
        | Sort::Vaccination
        | Sort::Procedure => of_health(sort, form, faults),
        Sort::Need | Sort::Relative | Sort::Protection | Sort::CrisisPlan => around(sort, form, faults),
    }
}

fn more(form: &EntryForm, faults: &mut Faults) -> Option<String> {
    faults.take(fields::optional_long("text", &form.text)).flatten()
}

fn label(form: &EntryForm, faults: &mut Faults) -> Option<String> {
    faults.take(fields::short("label", &form.label))
}

fn short(field: &'static str, text: &str, faults: &mut Faults) -> Option<String> {
    faults.take(fields::optional_short(field, text)).flatten()
}

fn of_life(sort: Sort, form: &EntryForm, faults: &mut Faults) -> Option<Content> {
    Some(match sort {
        Sort::Situation => {
            let facet = faults.take(choice(&form.choice));
            let text = faults.take(fields::long("text", &form.text));
            Content::Situation { facet: facet?, text: text? }
        }
        Sort::Rupture => {
            let (domain, text) = (faults.take(choice(&form.choice)), more(form, faults));
            Content::Rupture { domain: domain?, text }
        }
        Sort::Stay => {
            let (what, place) = (faults.take(choice(&form.choice)), short("place", &form.place, faults));
            Content::Stay { text: more(form, faults), what: what?, place }
        }
        _ => Content::Note { text: faults.take(fields::long("text", &form.text))? },
    })
}

fn of_health(sort: Sort, form: &EntryForm, faults: &mut Faults) -> Option<Content> {
    if sort == Sort::Measurement {
        let measure: Option<Measure> = faults.take(choice(&form.choice));
        let value = measure.and_then(|it| faults.take(value(it, &form.value)));
        return Some(Content::Measurement { text: more(form, faults), measure: measure?, value: value? });
    }
    let name = label(form, faults);
    Some(match sort {
        Sort::Problem => {
            let icd10 = faults.take(icd10(&form.icd10)).flatten();
            Content::Problem { text: more(form, faults), label: name?, icd10 }
        }
        Sort::Treatment => {
            let dosage = short("dosage", &form.dosage, faults);
            Content::Treatment { text: more(form, faults), label: name?, dosage }
        }
        Sort::Allergy => {
            let severity = optional_choice(&form.choice, faults);
            Content::Allergy { text: more(form, faults), label: name?, severity }
        }
        Sort::Vaccination => Content::Vaccination { text: more(form, faults), label: name? },
        _ => Content::Procedure { text: more(form, faults), label: name? },
    })
}

fn around(sort: Sort, form: &EntryForm, faults: &mut Faults) -> Option<Content> {
    Some(match sort {
        Sort::Need => {
            let need = faults.take(choice(&form.choice));
            let text = faults.take(fields::long("text", &form.text));
            Content::Need { need: need?, text: text? }
        }
        Sort::Relative => {
            let (relation, label) = (faults.take(choice(&form.choice)), label(form, faults));
            Content::Relative { text: more(form, faults), relation: relation?, label: label? }
        }
        Sort::Protection => {
            let (protection, label) =
                (faults.take(choice(&form.choice)), short("label", &form.label, faults));
            Content::Protection { text: more(form, faults), protection: protection?, label }
        }
        _ => {
            let mut part = |field, text: &str| faults.take(fields::long(field, text));
            let (signs, helps, call) =
                (part("signs", &form.signs), part("helps", &form.helps), part("call", &form.call));
            let wishes = faults.take(fields::optional_long("wishes", &form.wishes)).flatten();
            Content::CrisisPlan { signs: signs?, helps: helps?, call: call?, wishes }
        }
    })
}

fn optional_choice<T: DeserializeOwned>(code: &str, faults: &mut Faults) -> Option<T> {
    if code.trim().is_empty() { None } else { faults.take(choice(code)) }
}

fn value(measure: Measure, text: &str) -> Result<Value, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::new("value", "fault-required"));
    }
    let wrong = if measure == Measure::BloodPressure { "fault-blood-pressure" } else { "fault-measurement" };
    Value::parse(measure, text).ok_or(Fault::new("value", wrong))
}

fn choice<T: DeserializeOwned>(code: &str) -> Result<T, Fault> {
    if code.trim().is_empty() {
        return Err(Fault::new("choice", "fault-required"));
    }
    decode(code.trim()).map_err(|_| Fault::new("choice", "fault-choice"))
}

fn icd10(text: &str) -> Result<Option<Icd10>, Fault> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Icd10::parse(text).map(Some).ok_or(Fault::new("icd10", "fault-icd10"))
}

impl EntryForm {
    /// What a form shows to correct this.
    pub fn of(content: &Content) -> Self {
        let own = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut form = Self { text: content.text().unwrap_or_default().to_owned(), ..Self::default() };
        match content {
            Content::Note { .. } => {}
            Content::Rupture { domain, .. } => domain.code().clone_into(&mut form.choice),
            Content::Situation { facet, .. } => facet.code().clone_into(&mut form.choice),
            Content::Stay { what, place, .. } => {
                what.code().clone_into(&mut form.choice);
                form.place = own(place);
            }
            Content::Problem { label, icd10, .. } => {
                form.label.clone_from(label);
                form.icd10 = icd10.as_ref().map(ToString::to_string).unwrap_or_default();
            }
            Content::Treatment { label, dosage, .. } => {
                form.label.clone_from(label);
                form.dosage = own(dosage);
            }
            Content::Allergy { label, severity, .. } => {
                form.label.clone_from(label);
                severity.map(super::Severity::code).unwrap_or_default().clone_into(&mut form.choice);
            }
            Content::Measurement { measure, value, .. } => {
                measure.code().clone_into(&mut form.choice);
                form.value = value.to_string();
            }
            Content::Vaccination { label, .. } | Content::Procedure { label, .. } => {
                form.label.clone_from(label);
            }
            Content::Need { need, .. } => need.code().clone_into(&mut form.choice),
            Content::Relative { relation, label, .. } => {
                relation.code().clone_into(&mut form.choice);
                form.label.clone_from(label);
            }
            Content::Protection { protection, label, .. } => {
                protection.code().clone_into(&mut form.choice);
                form.label = own(label);
            }
            Content::CrisisPlan { signs, helps, call, wishes } => {
                form.signs.clone_from(signs);
                form.helps.clone_from(helps);
                form.call.clone_from(call);
                form.wishes = own(wishes);
            }
        }
        form
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn form() -> EntryForm {
        EntryForm {
            compartment: "social".to_owned(),
            choice: "housing".to_owned(),
            text: "Hébergé chez un ami.".to_owned(),
            ..EntryForm::default()
        }
    }

    fn faults(sort: Sort, form: &EntryForm) -> Vec<(&'static str, &'static str)> {
        match NewEntry::parse(sort, form, &[], TODAY) {
            Err(Error::Invalid(faults)) => faults.into_iter().map(|it| (it.field, it.key)).collect(),
            other => panic!("expected faults, found {other:?}"),
        }
    }

    #[test]
    fn every_fault_at_once() {
        assert_eq!(
            faults(Sort::Situation, &EntryForm::default()),
            [("compartment", "fault-required"), ("choice", "fault-required"), ("text", "fault-required")]
        );
        let wrong =
            EntryForm { icd10: "dépression".to_owned(), until: "demain".to_owned(), ..EntryForm::default() };
        assert_eq!(
            faults(Sort::Problem, &wrong),
            [
                ("compartment", "fault-required"),
                ("until", "fault-date"),
                ("label", "fault-required"),
                ("icd10", "fault-icd10")
            ]
        );
    }

    #[test]
    fn nothing_ends_before_it_begins_or_happens_tomorrow() {
        let backwards = EntryForm { on: "12/11/2026".to_owned(), until: "11/11/2026".to_owned(), ..form() };
        assert_eq!(faults(Sort::Rupture, &backwards), [("until", "fault-ends-before")]);
        let tomorrow = EntryForm { on: "24/11/2026".to_owned(), ..form() };
        assert_eq!(faults(Sort::Rupture, &tomorrow), [("on", "fault-date-future")]);
        let same_day = EntryForm { on: "12/11/2026".to_owned(), until: "12/11/2026".to_owned(), ..form() };
        assert!(NewEntry::parse(Sort::Rupture, &same_day, &[], TODAY).is_ok());
    }

    #[test]
    fn a_sort_stands_only_where_it_belongs() {
        let allergy = EntryForm {
            compartment: "social".to_owned(),
            label: "Pénicilline".to_owned(),
            ..EntryForm::default()
        };
        assert_eq!(faults(Sort::Allergy, &allergy), [("compartment", "fault-choice")]);
    }

    #[test]
    fn what_is_kept_for_some_is_not_opened_to_others() {
        let who = PractitionerId::from(uuid::Uuid::from_u128(1));
        let kept = EntryForm {
            compartment: "psychiatric".to_owned(),
            text: "Pour moi.".to_owned(),
            kept_for: "named".to_owned(),
            shared: "yes".to_owned(),
            ..EntryForm::default()
        };
        let entry = NewEntry::parse(Sort::Note, &kept, &[who], TODAY).unwrap();
        assert_eq!(entry.audience, Audience::Named([who].into()));
        assert!(!entry.shared_with_social);
    }

    proptest! {
        /// Whatever is typed is read or refused; what was read is shown again as it was.
        #[test]
        fn typed_and_shown_again(
            sort in prop::sample::select(Sort::ALL.to_vec()),
            label in ".{0,40}", choice in "[a-z_]{0,12}|housing|hospital|mild|weight|reach|family|curatorship", text in ".{0,60}",
            icd10 in ".{0,8}|F32.1", value in "[0-9]{1,3}(,[0-9])?", (signs, helps, call) in (".{0,20}", ".{0,20}", ".{0,20}"),
        ) {
            let compartment = sort.compartments()[0].to_string();
            let typed = EntryForm {
                compartment, label, choice, icd10, value, text, signs, helps, call, ..EntryForm::default()
            };
            if let Ok(entry) = NewEntry::parse(sort, &typed, &[], TODAY) {
                let again = EntryForm { compartment: typed.compartment, ..EntryForm::of(&entry.content) };
                prop_assert_eq!(NewEntry::parse(sort, &again, &[], TODAY).unwrap().content, entry.content);
            }
        }
    }
}
