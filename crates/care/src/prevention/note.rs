//! What is noted about a rule: done, planned for a day, refused, of no use for this person. It is an entry of the record, taken
//! back as every other, and no more open than what the rule rests on: the name of a rule tells of the treatment that asks for it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::due::next;
use super::plan::PreventionPlan;
use super::recall::Recall;
use super::remind;
use super::rules::Rules;
use crate::dates;
use crate::fields::{self, Faults};
use crate::record::{self, Audience, Content, NewEntry, Outcome, Prevented};
use crate::{Ctx, EntryId, Error, Result};

/// Nobody is planned for later, in years.
const AHEAD: i16 = 10;
/// Nothing was done longer ago, in years.
const LONG_AGO: i32 = 90;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoteForm {
    /// The identifier under which it will be kept, as it stands in a form.
    pub entry: String,
    /// Code of a rule.
    pub rule: String,
    /// Code of an [`Outcome`].
    pub outcome: String,
    /// On which day; empty for today.
    pub on: String,
    /// The result, where, why.
    pub text: String,
}

/// What is noted, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    prevented: Prevented,
    /// When it was done; now if absent.
    at: Option<jiff::Timestamp>,
}

impl NewNote {
    /// Reads what was typed, all faults at once: what was done has passed, what is planned has not.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the faults.
    pub fn parse(form: &NoteForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let rule = Rules::shipped().get(&form.rule);
        let outcome: Option<Outcome> = faults.take(fields::choice("outcome", &form.outcome));
        if rule.is_none() {
            faults.push("rule", "fault-choice");
        }
        let text = faults.take(fields::optional_long("text", &form.text)).flatten();
        let planned = outcome == Some(Outcome::Planned);
        let on = if planned {
            faults.take(ahead(&form.on, today))
        } else {
            faults.take(dates::past("on", &form.on, today, LONG_AGO)).flatten()
        };
        faults.done()?;
        let (Some(rule), Some(outcome)) = (rule, outcome) else {
            return Err(Error::Bug("a form without faults has all its values".to_owned()));
        };
        let prevented = Prevented {
            rule: rule.code.clone(),
            name: rule.name.clone(),
            outcome,
            on: on.filter(|_| planned),
            text,
        };
        let at = on.filter(|on| !planned && *on != today).map(dates::noon).transpose()?;
        Ok(Self { prevented, at })
    }
}

/// A day to come, today included; it must be there.
fn ahead(text: &str, today: Date) -> Result<Date, crate::Fault> {
    let date = fields::date("on", text)?;
    if date < today {
        return Err(crate::Fault::new("on", "fault-prevention-past"));
    }
    if date.year() > today.year() + AHEAD { Err(crate::Fault::new("on", "fault-date")) } else { Ok(date) }
}

/// Notes it under the identifier that was minted with the form: sent twice, it is noted once. Whoever notes it and the attending
/// doctor are reminded when its day comes.
///
/// # Errors
/// As [`record::write`]; [`Error::Invalid`] for a rule that is not in the plan.
pub async fn note(ctx: &Ctx, id: EntryId, plan: &PreventionPlan, new: NewNote) -> Result<EntryId> {
    let recall = plan.recalls.iter().find(|it| it.rule.code == new.prevented.rule);
    let recall = recall.ok_or_else(|| Error::invalid("rule", "fault-choice"))?;
    let day = new.at.map_or_else(|| crate::people::today(ctx), dates::day);
    let reminder = when(recall, &new.prevented, day).map(|on| (new.prevented.rule.clone(), on));
    let audience = match recall.place.kept_as {
        Some(ground) => record::kept_alike(ctx, &ctx.reader(), plan.person.id, ground).await?,
        None => Audience::Compartment,
    };
    let entry = NewEntry {
        compartment: recall.place.compartment,
        at: new.at,
        until: None,
        content: Content::Prevention(Box::new(new.prevented)),
        audience,
        shared_with_social: false,
    };
    let person = plan.person.id;
    ctx.write(move |ctx, tx| async move {
        let id = record::written(&ctx, &tx, id, person, entry).await?;
        if let Some(reminder) = reminder {
            remind::promise(&ctx, &tx, id, reminder).await?;
        }
        Ok(id)
    })
    .await
}

/// On which day somebody is reminded of what was noted for `day`; never, where nothing follows.
fn when(recall: &Recall, noted: &Prevented, day: Date) -> Option<Date> {
    match noted.outcome {
        Outcome::Planned => noted.on,
        Outcome::Refused => Some(remind::asked_again(day)),
        Outcome::Done => next(recall.rule, recall.since, day),
        Outcome::NotApplicable => None,
    }
}
