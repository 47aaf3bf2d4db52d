//! What a territory corrects in the catalogue: rules change every year, and a département has its own. A correction says from
//! which source it comes, as the shipped entry does; it is typed as a whole, and the last one counts.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::catalogue::{AppealRule, Means, OwedBy, Piece, Renewal, Right, Silence, Upkeep};
use crate::fields::{self, Faults};
use crate::programs::Words;
use crate::{Error, Fault, Result};

/// No grant and no delay of the catalogue is longer, in months.
const LONGEST: i32 = 240;

/// A corrected entry of the catalogue. Its texts stand for every language: a territory writes in its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Who decides.
    pub body: String,
    /// How long it lasts, in words.
    pub lasts: String,
    /// Usual length of a grant, in months.
    pub months: Option<i32>,
    /// When its renewal is asked.
    pub renew: Option<Renewal>,
    /// What silence means.
    pub silence: Option<Silence>,
    /// Every so many months the person does what keeps the grant going.
    pub upkeep: Option<i32>,
    /// How long one may appeal.
    pub appeal: Option<AppealRule>,
    /// The text it comes from.
    pub source: String,
    /// The day on which it was entered.
    pub entered: Date,
    /// What the file needs.
    pub pieces: Vec<Piece>,
}

impl Correction {
    /// Puts it in the place of what the catalogue says; a text that was left as it was keeps its translations.
    pub(super) fn onto(&self, right: &mut Right) {
        let text = |old: &mut Words, new: &String| {
            if old.fr != *new && old.en != *new {
                *old = Words { fr: new.clone(), en: new.clone() };
            }
        };
        text(&mut right.body, &self.body);
        text(&mut right.lasts, &self.lasts);
        right.months = self.months;
        right.renew = self.renew;
        right.silence = self.silence;
        right.upkeep = right.upkeep.zip(self.upkeep).map(|(old, months)| Upkeep { months, ..old });
        right.appeal.clone_from(&self.appeal);
        right.source.clone_from(&self.source);
        if let Ok(entered) = self.entered.to_string().parse() {
            right.entered = entered;
        }
        let needed = |piece: &Piece| self.pieces.iter().any(|it| it.code == piece.code);
        let gone: Vec<Piece> = right.pieces.iter().filter(|it| !needed(it)).cloned().collect();
        right.former.extend(gone);
        right.former.retain(|it| !needed(it));
        right.pieces.clone_from(&self.pieces);
    }
}

/// A corrected entry, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CorrectionForm {
    /// Who decides.
    pub body: String,
    /// How long it lasts, in words.
    pub lasts: String,
    /// Usual length of a grant, in months.
    pub months: String,
    /// Its renewal is asked from so many months before the end …
    pub renew_from: String,
    /// … until so many.
    pub renew_until: String,
    /// After so many months silence means something.
    pub silence: String,
    /// What it then means: code of a [`Means`].
    pub means: String,
    /// Every so many months the person does what keeps the grant going.
    pub upkeep: String,
    /// One may appeal for so many months.
    pub appeal: String,
    /// The text that says so.
    pub appeal_source: String,
    /// The text that the entry comes from.
    pub source: String,
    /// Codes of the pieces that the file still needs.
    pub pieces: Vec<String>,
    /// A piece that it needs besides.
    pub piece: String,
    /// Who owes that one: code of an [`OwedBy`].
    pub owed_by: String,
}

impl CorrectionForm {
    /// What a form shows of an entry, in a language.
    pub fn of(right: &Right, locale: kernel::Locale) -> Self {
        let months = |it: Option<i32>| it.map(|it| it.to_string()).unwrap_or_default();
        let appeal = right.appeal.as_ref();
        Self {
            body: right.body.get(locale).to_owned(),
            lasts: right.lasts.get(locale).to_owned(),
            months: months(right.months),
            renew_from: months(right.renew.map(|it| it.from)),
            renew_until: months(right.renew.map(|it| it.until)),
            silence: months(right.silence.map(|it| it.months)),
            means: right.silence.map(|it| crate::access::entries::code(&it.means)).unwrap_or_default(),
            upkeep: months(right.upkeep.map(|it| it.months)),
            appeal: months(appeal.map(|it| it.months)),
            appeal_source: appeal.map(|it| it.source.clone()).unwrap_or_default(),
            source: right.source.clone(),
            pieces: right.pieces.iter().map(|it| it.code.clone()).collect(),
            piece: String::new(),
            owed_by: OwedBy::Person.code().to_owned(),
        }
    }

    /// Reads what was typed about a right on a day, all faults at once; `seq` names a piece that it adds.
    pub(super) fn read(&self, right: &Right, today: Date, seq: i64) -> Result<Correction> {
        let mut faults = Faults::new();
        let body = faults.take(fields::short("body", &self.body));
        let lasts = faults.take(fields::short("lasts", &self.lasts));
        let source = faults.take(fields::short("source", &self.source));
        let mut read = |field, text: &str| faults.take(number_of_months(field, text)).flatten();
        let months = read("months", &self.months);
        let renew = (read("renew_from", &self.renew_from), read("renew_until", &self.renew_until));
        let (after, upkeep, appeal) =
            (read("silence", &self.silence), read("upkeep", &self.upkeep), read("appeal", &self.appeal));
        let renew = self.renewal(renew, &mut faults);
        let silence = after.and_then(|months| {
            let means: Option<Means> = faults.take(fields::choice("means", &self.means));
            Some(Silence { months, means: means? })
        });
        let upkeep = right.upkeep.and_then(|_| self.kept(upkeep, &mut faults));
        let appeal = appeal.and_then(|months| {
            let source = faults.take(fields::short("appeal_source", &self.appeal_source))?;
            Some(AppealRule { months, source })
        });
        let pieces = self.needed(right, seq, &mut faults);
        faults.done()?;
        let (Some(body), Some(lasts), Some(source)) = (body, lasts, source) else {
            return Err(Error::Bug("a form without faults has all its values".to_owned()));
        };
        Ok(Correction { body, lasts, months, renew, silence, upkeep, appeal, source, entered: today, pieces })
    }

    /// A renewal is asked for between two times before the end, or nobody says when.
    fn renewal(&self, read: (Option<i32>, Option<i32>), faults: &mut Faults) -> Option<Renewal> {
        let typed = |text: &str| !text.trim().is_empty();
        match read {
            (Some(from), Some(until)) if until < from => Some(Renewal { from, until }),
            (None, None) if !typed(&self.renew_from) && !typed(&self.renew_until) => None,
            (None, _) if typed(&self.renew_from) => None,
            (_, None) if typed(&self.renew_until) => None,
            _ => {
                faults.push("renew_until", "fault-renewal-window");
                None
            }
        }
    }

    /// What keeps a grant going is typed where the right knows such a thing: it cannot be left out.
    fn kept(&self, months: Option<i32>, faults: &mut Faults) -> Option<i32> {
        if self.upkeep.trim().is_empty() {
            faults.push("upkeep", "fault-required");
        }
        months
    }

    /// The pieces that were kept, and the one that was added.
    fn needed(&self, right: &Right, seq: i64, faults: &mut Faults) -> Vec<Piece> {
        let kept = right.pieces.iter().chain(&right.former).filter(|it| self.pieces.contains(&it.code));
        let mut pieces: Vec<Piece> = kept.cloned().collect();
        if let Some(name) = faults.take(fields::optional_short("piece", &self.piece)).flatten()
            && let Some(owed_by) = faults.take(fields::choice("owed_by", &self.owed_by))
        {
            let name = Words { fr: name.clone(), en: name };
            pieces.push(Piece { code: format!("local-{seq}"), owed_by, name });
        }
        pieces
    }
}

/// A number of months; what ends a window may end it on the last day itself.
fn number_of_months(field: &'static str, text: &str) -> Result<Option<i32>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let least = i32::from(field != "renew_until");
    let read = text.parse().ok().filter(|months| (least..=LONGEST).contains(months));
    read.map(Some).ok_or(Fault { field, key: "fault-months", limit: Some(LONGEST.into()) })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::Locale;

    use super::super::catalogue::Catalogue;
    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    /// What a form shows of an entry is that entry: sent back as it is, nothing changes but the day.
    #[test]
    fn every_entry_of_the_catalogue_comes_back_as_it_was() {
        for right in Catalogue::shipped().iter() {
            let read = CorrectionForm::of(right, Locale::Fr).read(right, TODAY, 1).expect("it is in order");
            let mut again = right.clone();
            read.onto(&mut again);
            assert_eq!(again.entered_on(), Some(TODAY));
            again.entered = right.entered;
            assert_eq!(&again, right);
        }
    }

    #[test]
    fn every_fault_at_once() {
        let catalogue = Catalogue::shipped();
        let form = CorrectionForm {
            months: "0".to_owned(),
            renew_from: "2".to_owned(),
            renew_until: "4".to_owned(),
            silence: "4".to_owned(),
            means: "perhaps".to_owned(),
            appeal: "deux".to_owned(),
            piece: "x".repeat(300),
            ..CorrectionForm::default()
        };
        let Err(Error::Invalid(faults)) = form.read(catalogue.get("rsa").unwrap(), TODAY, 1) else {
            panic!("it has faults");
        };
        let told: Vec<_> = faults.iter().map(|it| (it.field, it.key)).collect();
        assert_eq!(
            told,
            [
                ("body", "fault-required"),
                ("lasts", "fault-required"),
                ("source", "fault-required"),
                ("months", "fault-months"),
                ("appeal", "fault-months"),
                ("renew_until", "fault-renewal-window"),
                ("means", "fault-choice"),
                ("upkeep", "fault-required"),
                ("piece", "fault-too-long"),
            ]
        );
    }
}
