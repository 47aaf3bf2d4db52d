//! An attempt as typed, and as read.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::fields::{self, Faults};
use crate::people::{Sex, Sought};
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
    /// Whose record.
    pub sought: Sought,
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
        let sought = Sought::parse(&form.family, &form.given, &form.birth_date, today, &mut faults);
        let sex = faults.take(fields::choice("sex", &form.sex));
        let need = faults.take(fields::choice("need", &form.need));
        let reason = faults.take(fields::long("reason", &form.reason).and_then(|reason| {
            if reason.chars().count() < SHORTEST {
                return Err(Fault::new("reason", "fault-break-glass-reason"));
            }
            Ok(reason)
        }));
        faults.done()?;
        match (sought, sex, need, reason) {
            (Some(sought), Some(sex), Some(need), Some(reason)) => Ok(Self { sought, sex, need, reason }),
            _ => Err(Error::Bug("a form without faults has all its values".to_owned())),
        }
    }
}
