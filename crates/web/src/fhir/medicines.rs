//! Medicines that stand in a Bundle of their own: each goes with the treatment that refers to it, and is kept within it.

use std::collections::BTreeSet;

use fhir::{Bundle, BundleEntry};
use serde_json::{Map, Value, json};

/// The medicines of a Bundle.
pub(super) struct Medicines<'a> {
    all: Vec<(&'a BundleEntry, &'a Map<String, Value>)>,
    /// By the place of their entries, those that went with a treatment.
    used: BTreeSet<usize>,
}

impl<'a> Medicines<'a> {
    /// Those of a Bundle.
    pub(super) fn of(bundle: &'a Bundle) -> Self {
        let resource = |entry: &'a BundleEntry| {
            let resource = entry.resource.as_ref()?.0.as_object()?;
            (text(resource, "resourceType") == Some("Medication")).then_some((entry, resource))
        };
        Self { all: bundle.entry.iter().filter_map(resource).collect(), used: BTreeSet::new() }
    }

    /// A treatment with the medicine that it refers to within it; any other resource as it is.
    pub(super) fn within(&mut self, said: &Map<String, Value>) -> Map<String, Value> {
        let mut said = said.clone();
        let reference =
            said.get("medicationReference").and_then(|it| it.get("reference")).and_then(Value::as_str);
        let found = reference.and_then(|reference| {
            let is = |(entry, medicine): &(&BundleEntry, &Map<String, Value>)| {
                let by_id = text(medicine, "id").is_some_and(|id| reference == format!("Medication/{id}"));
                by_id || entry.full_url.as_deref() == Some(reference)
            };
            self.all.iter().position(is)
        });
        let Some(at) = found else { return said };
        self.used.insert(at);
        let mut medicine = self.all[at].1.clone();
        let id = text(&medicine, "id").unwrap_or("medication").to_owned();
        // What stands within another resource has neither versions nor a narrative of its own (R4, dom-4, dom-2).
        for outside in ["meta", "text"] {
            medicine.remove(outside);
        }
        medicine.insert("id".to_owned(), json!(id));
        if let Some(reference) = said.get_mut("medicationReference").and_then(Value::as_object_mut) {
            reference.insert("reference".to_owned(), json!(format!("#{id}")));
        }
        match said.get_mut("contained").and_then(Value::as_array_mut) {
            Some(all) => all.push(Value::Object(medicine)),
            None => {
                said.insert("contained".to_owned(), json!([medicine]));
            }
        }
        said
    }

    /// Whether this medicine went with a treatment.
    pub(super) fn went(&self, entry: &BundleEntry) -> bool {
        self.used.iter().any(|at| std::ptr::eq(self.all[*at].0, entry))
    }
}

fn text<'a>(of: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    of.get(name).and_then(Value::as_str)
}
