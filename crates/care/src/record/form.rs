//! An entry as typed, and as read: one form for every sort, each reading the fields that are its own.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use policy::Compartment;
use serde::{Deserialize, Serialize};

use super::content::Content;
use super::sort::Sort;
use super::typed;
use crate::dates::{end_of, noon, optional, past};
use crate::fields::Faults;
use crate::{Error, Fault, PractitionerId, Result};

/// Nothing in a record is older than anybody alive, in years.
const LIFE: i32 = 130;

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
        Self::read(sort, form, readers, today, |faults| typed::content(sort, form, faults))
    }

    /// The same of something that was said elsewhere: the form tells where it stands, when it was and for whom it is.
    pub(crate) fn saying(
        content: Content,
        form: &EntryForm,
        readers: &[PractitionerId],
        today: Date,
    ) -> Result<Self> {
        Self::read(content.sort(), form, readers, today, |_| Some(content))
    }

    fn read(
        sort: Sort,
        form: &EntryForm,
        readers: &[PractitionerId],
        today: Date,
        content: impl FnOnce(&mut Faults) -> Option<Content>,
    ) -> Result<Self> {
        let mut faults = Faults::new();
        let compartment = faults.take(compartment(sort, &form.compartment));
        let begins = faults.take(past("on", &form.on, today, LIFE)).flatten();
        let last = |text: &str| match sort {
            sort if sort.has_a_term() => optional("until", text),
            _ => past("until", text, today, LIFE),
        };
        let ends = if sort.lasts() { faults.take(last(&form.until)).flatten() } else { None };
        if ends.is_some_and(|end| end < begins.unwrap_or(today)) {
            faults.push("until", "fault-ends-before");
        }
        let content = content(&mut faults);
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
            until: ends.map(if sort.has_a_term() { end_of } else { noon }).transpose()?,
            content,
            shared_with_social: health && form.shared == "yes" && audience == Audience::Compartment,
            audience,
        })
    }
}

impl NewEntry {
    /// When it began and ended, as instants that have passed: of today, only the day is known. A term may be to come.
    pub(super) fn times(&self, now: Timestamp) -> (Timestamp, Option<Timestamp>) {
        let at = self.at.unwrap_or(now).min(now);
        let passed = |until: Timestamp| if self.content.sort().has_a_term() { until } else { until.min(now) };
        (at, self.until.map(|until| passed(until).max(at)))
    }
}

fn compartment(sort: Sort, code: &str) -> Result<Compartment, Fault> {
    if code.trim().is_empty() {
        return Err(Fault::new("compartment", "fault-required"));
    }
    let read: Option<Compartment> = code.parse().ok();
    read.filter(|it| sort.compartments().contains(it)).ok_or(Fault::new("compartment", "fault-choice"))
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
