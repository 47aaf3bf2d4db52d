//! Which lines were asked for, as it stands in an address: codes, dates and opaque identifiers only.

use care::journal::{Family, Filter, Kind};
use care::{Error, PersonId, PractitionerId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::sealed::open;
use crate::shell::FormState;
use crate::visit::Visit;
use crate::words::zone;

/// The filters of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) family: String,
    pub(crate) kind: String,
    pub(crate) who: String,
    pub(crate) person: String,
    pub(crate) after: String,
}

impl Asked {
    /// The address of what is asked for, at this path; the place in the list is left out.
    pub(crate) fn address(&self, path: &str) -> String {
        let fields = [
            ("from", &self.from),
            ("to", &self.to),
            ("family", &self.family),
            ("kind", &self.kind),
            ("who", &self.who),
            ("person", &self.person),
        ];
        let fields: Vec<String> = fields
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", crate::visit::encode(value)))
            .collect();
        if fields.is_empty() { path.to_owned() } else { format!("{path}?{}", fields.join("&")) }
    }

    /// The form of the filters, with what was asked.
    pub(crate) fn form(&self) -> FormState {
        FormState::new("journal")
            .with("from", &self.from)
            .with("to", &self.to)
            .with("family", &self.family)
            .with("kind", &self.kind)
    }

    /// What is asked for. Days are those of the territory, both included; what is wrong with them is noted in the form.
    /// An identifier that is none reads like an absent page.
    pub(crate) fn filter(&self, visit: &Visit, form: &mut FormState) -> Result<Filter, Error> {
        let t = visit.t();
        let mut day = |name: &str, text: &str| match text.parse::<Date>() {
            Ok(date) => Some(date),
            Err(_) if text.is_empty() => None,
            Err(_) => {
                form.fail(name, t.journal_date());
                None
            }
        };
        let (from, to) = (day("from", &self.from), day("to", &self.to));
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            form.fail("to", t.journal_dates());
        }
        let house = visit.ctx.house();
        let opened = |text: &str| (!text.is_empty()).then(|| open::<Uuid>(house, text)).transpose();
        let known = |wanted: &str, known: bool| {
            if wanted.is_empty() || known { Ok(()) } else { Err(Error::NotFound) }
        };
        let (family, kind) = (Family::from_code(&self.family), Kind::from_code(&self.kind));
        known(&self.family, family.is_some())?;
        known(&self.kind, kind.is_some())?;
        Ok(Filter {
            from: from.and_then(midnight),
            until: to.and_then(|date| date.tomorrow().ok()).and_then(midnight),
            family,
            kind,
            actor: opened(&self.who)?.map(PractitionerId::from),
            person: opened(&self.person)?.map(PersonId::from),
        })
    }
}

/// The instant a day begins in the territory.
fn midnight(date: Date) -> Option<Timestamp> {
    date.to_zoned(zone()).ok().map(|at| at.timestamp())
}
