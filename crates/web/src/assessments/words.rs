//! Answers and what is wrong with them, in words.

use fhir::DateTime;
use forms::{Item, Questionnaire, Value, What};
use jiff::civil::Date;
use kernel::Locale;

use crate::i18n::T;
pub(super) use crate::words::number;

/// The tag of a language, as questionnaires have it.
pub(super) const fn tag(locale: Locale) -> &'static str {
    match locale {
        Locale::Fr => "fr",
        Locale::En => "en",
    }
}

/// What a questionnaire is called.
pub(crate) fn title(t: T, questionnaire: &Questionnaire) -> String {
    let title = questionnaire.title.as_ref().map(|title| title.said(tag(t.locale)));
    title.or(questionnaire.name.as_deref()).unwrap_or(&questionnaire.url).to_owned()
}

/// « 2. Tristesse, découragement ».
pub(super) fn label(t: T, item: &Item) -> String {
    let said = |words: &Option<forms::Words>| words.as_ref().map(|it| it.said(tag(t.locale)).to_owned());
    let text = said(&item.text).unwrap_or_else(|| item.link_id.clone());
    said(&item.prefix).map_or_else(|| text.clone(), |prefix| format!("{prefix} {text}"))
}

/// A date as exactly as it is known.
fn date(t: T, date: &DateTime) -> String {
    match date {
        DateTime::Year(year) => year.to_string(),
        DateTime::Month(year, month) => Date::new(*year, *month, 1)
            .map_or_else(|_| format!("{month:02}/{year}"), |first| t.locale.month_and_year(first)),
        DateTime::Day(day) => t.locale.date_plain(*day),
        DateTime::Instant(at) => crate::words::moment(t.locale, &crate::words::zone(), at.timestamp()),
    }
}

/// An answer.
pub(super) fn value(t: T, item: &Item, value: &Value) -> String {
    if let Some(option) = item.option(value) {
        return option.words.said(tag(t.locale)).to_owned();
    }
    match value {
        Value::Boolean(true) => t.assess_yes().to_owned(),
        Value::Boolean(false) => t.assess_no().to_owned(),
        Value::Decimal(it) => with_unit(t, &it.to_string(), unit(item)),
        Value::Integer(it) => with_unit(t, &it.to_string(), unit(item)),
        Value::Date(it) | Value::DateTime(it) => date(t, it),
        Value::Time(it) => t.locale.time(*it),
        Value::String(it) | Value::Uri(it) => it.clone(),
        Value::Coding(it) => it.display.clone().or_else(|| it.code.clone()).unwrap_or_default(),
        Value::Quantity(it) => {
            let number = value.number().map(|it| it.to_string()).unwrap_or_default();
            with_unit(t, &number, it.unit.as_deref().or(it.code.as_deref()))
        }
        Value::Attachment(it) => it.title.clone().or_else(|| it.url.clone()).unwrap_or_default(),
        Value::Reference(it) => it.display.clone().or_else(|| it.reference.clone()).unwrap_or_default(),
    }
}

/// The one unit of a number, where it has one.
pub(super) fn unit(item: &Item) -> Option<&str> {
    match &item.units[..] {
        [only] => only.display.as_deref().or(only.code.as_deref()),
        _ => None,
    }
}

fn with_unit(t: T, text: &str, unit: Option<&str>) -> String {
    let number = number(t, text);
    unit.map_or_else(|| number.clone(), |unit| format!("{number}\u{a0}{unit}"))
}

/// What to do about what is wrong.
pub(super) fn wrong(t: T, item: Option<&Item>, what: &What) -> String {
    let bound = |it: &Value| item.map_or_else(String::new, |item| value(t, item, it));
    match what {
        What::TooFew { least } => t.wrong_too_few(least.to_string()),
        What::TooMany { most } => t.wrong_too_many(most.to_string()),
        What::TooShort { least } => t.wrong_too_short(least.to_string()),
        What::TooLong { most } => t.wrong_too_long(most.to_string()),
        What::Below { least } => t.wrong_below(bound(least)),
        What::Above { most } => t.wrong_above(bound(most)),
        What::TooFine { most } => t.wrong_too_fine(most.to_string()),
        What::OtherKindOfFile { kinds } => t.wrong_other_kind_of_file(kinds.join(", ")),
        What::FileTooLarge { most } => t.wrong_file_too_large(number(t, &most.to_string())),
        plain => t.by_key(&format!("wrong-{}", plain.code())).unwrap_or_default(),
    }
}
