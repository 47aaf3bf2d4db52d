//! What is said of an exercise, as it is typed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Offer, SaidBy, Topic};
use crate::fields::{Faults, choice};
use crate::{Error, Result, dates};

/// What is said, as typed; of what is left empty nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfferForm {
    /// `yes`, `conditions`, `no`.
    pub new_patients: String,
    /// `yes`, `no`.
    pub protocol_partner: String,
    /// `yes`, `no`.
    pub wheelchair_access: String,
    /// `yes`, `no`.
    pub home_visits: String,
    /// `1`, `2`, `3`.
    pub fee_sector: String,
    /// Codes of languages, all that are spoken.
    pub languages: Vec<String>,
    /// Who said so.
    pub said_by: String,
    /// On which day; today where it is empty.
    pub confirmed_on: String,
}

impl OfferForm {
    fn value(&self, topic: Topic) -> String {
        let one = match topic {
            Topic::NewPatients => &self.new_patients,
            Topic::ProtocolPartner => &self.protocol_partner,
            Topic::WheelchairAccess => &self.wheelchair_access,
            Topic::HomeVisits => &self.home_visits,
            Topic::FeeSector => &self.fee_sector,
            Topic::Languages => return self.languages.join(" ").trim().to_owned(),
        };
        one.trim().to_owned()
    }
}

/// What is said, parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOffer {
    /// What: one thing of each topic at most.
    pub offers: Vec<Offer>,
    /// By whom.
    pub said_by: SaidBy,
    /// On which day.
    pub confirmed_on: Date,
}

/// Over how many years somebody may look back: what is older says nothing of today.
const YEARS: i32 = 5;

impl NewOffer {
    /// Parses a form on some day.
    ///
    /// # Errors
    /// [`Error::Invalid`], a fault a field; on `new_patients` where nothing is said at all.
    pub fn parse(form: &OfferForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let said = Topic::ALL
            .iter()
            .map(|topic| (*topic, form.value(*topic)))
            .filter(|(_, value)| !value.is_empty());
        let said: Vec<_> = said.collect();
        if said.is_empty() {
            faults.push(Topic::NewPatients.code(), "fault-offer-nothing");
        }
        let offers =
            said.into_iter().filter_map(|(topic, value)| faults.take(Offer::read(topic, &value))).collect();
        let said_by = faults.take(choice("said_by", &form.said_by));
        let confirmed_on = faults.take(dates::past("confirmed_on", &form.confirmed_on, today, YEARS));
        faults.done()?;
        let (Some(said_by), Some(confirmed_on)) = (said_by, confirmed_on) else {
            return Err(Error::invalid("said_by", "fault-choice"));
        };
        Ok(Self { offers, said_by, confirmed_on: confirmed_on.unwrap_or(today) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(topic: &str, value: &str) -> Result<Offer, Vec<(&'static str, &'static str)>> {
        let value = if topic == "languages" { serde_json::json!([value]) } else { value.into() };
        let form = serde_json::json!({ topic: value, "said_by": "office" });
        let form: OfferForm = serde_json::from_value(form).unwrap();
        match NewOffer::parse(&form, jiff::civil::date(2026, 11, 23)) {
            Ok(mut new) => Ok(new.offers.remove(0)),
            Err(Error::Invalid(faults)) => Err(faults.iter().map(|it| (it.field, it.key)).collect()),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn each_topic_has_its_values_and_comes_back_as_it_was() {
        for (topic, value) in [
            ("new_patients", "conditions"),
            ("protocol_partner", "yes"),
            ("wheelchair_access", "no"),
            ("home_visits", "yes"),
            ("fee_sector", "2"),
            ("languages", "ar en"),
        ] {
            let offer = parsed(topic, value).unwrap();
            let (written, text) = offer.written();
            assert_eq!((written.code(), text.as_str()), (topic, value));
            assert_eq!(Offer::read(written, &text).unwrap(), offer);
        }
        assert_eq!(parsed("languages", "EN, ar;fr").unwrap().written().1, "ar en fr");
        assert_eq!(parsed("home_visits", "conditions").unwrap_err(), [("home_visits", "fault-choice")]);
        assert_eq!(parsed("languages", "anglais").unwrap_err(), [("languages", "fault-languages")]);
        assert_eq!(parsed("languages", ";").unwrap_err(), [("languages", "fault-languages")]);
        assert_eq!(parsed("mood", "yes").unwrap_err(), [("new_patients", "fault-offer-nothing")]);
    }
}
