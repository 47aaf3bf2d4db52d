//! An attempt as typed, and as read.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::fields::{self, Faults};
use crate::people::{Sex, birth_date};
use crate::{Error, Fault, Result};

codes! {
    /// What makes the need vital.
    NeedKind {
        /// Life is at stake.
        LifeAtStake = "life_at_stake",
        /// A suicidal crisis.
        SuicidalCrisis = "suicidal_crisis",
        /// Urgent care for somebody who cannot say what they want.
        CannotConsent = "cannot_consent",
    }
}

/// An attempt, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AttemptForm {
    /// Name at birth or in use.
    pub family: String,
    /// First given name.
    pub given: String,
    /// Date of birth.
    pub birth_date: String,
    /// Code of a sex.
    pub sex: String,
    /// Code of a [`NeedKind`].
    pub need: String,
    /// Why, in words.
    pub reason: String,
}

/// An attempt, read: everything that has to be known before anything is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttempt {
    /// Name at birth or in use.
    pub family: String,
    /// First given name.
    pub given: String,
    /// Date of birth.
    pub birth_date: Date,
    /// Administrative sex.
    pub sex: Sex,
    /// What makes the need vital.
    pub need: NeedKind,
    /// Why, in words.
    pub reason: String,
}

/// A reason of fewer letters says nothing to whoever reviews it.
const SHORTEST: usize = 15;

impl NewAttempt {
    /// Reads what was typed.
    pub fn parse(form: &AttemptForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let family = faults.take(fields::name("family", &form.family));
        let given = faults.take(fields::name("given", &form.given));
        let born = faults.take(birth_date("birth_date", &form.birth_date, today));
        let sex = faults.take(fields::choice("sex", &form.sex));
        let need = faults.take(fields::choice("need", &form.need));
        let reason = faults.take(fields::long("reason", &form.reason).and_then(|reason| {
            if reason.chars().count() < SHORTEST {
                return Err(Fault::new("reason", "fault-break-glass-reason"));
            }
            Ok(reason)
        }));
        faults.done()?;
        match (family, given, born, sex, need, reason) {
            (Some(family), Some(given), Some(birth_date), Some(sex), Some(need), Some(reason)) => {
                Ok(Self { family, given, birth_date, sex, need, reason })
            }
            _ => Err(Error::Bug("a form without faults has all its values".to_owned())),
        }
    }
}
