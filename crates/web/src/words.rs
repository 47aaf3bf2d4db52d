//! Words that every subject uses: names, ages, dates, what is wrong with a form, who acted first.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::Locale;

use crate::i18n::T;

/// The zone in which the territory's clocks hang.
pub(crate) fn zone() -> TimeZone {
    kernel::Calendar::default().zone
}

/// With a capital, as at the beginning of a line.
pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A name as it can stand in a sentence: one written from right to left is set apart (U+2068 … U+2069), so that it
/// cannot reorder what follows it on the line.
pub(crate) fn isolated(name: &str) -> String {
    let leftwards = |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    if name.chars().any(leftwards) { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
}

/// A name with its civility.
pub(crate) fn named(t: T, sex: &str, given: &str, family: &str) -> String {
    let civility = match sex {
        "female" => t.civility_female(),
        "male" => t.civility_male(),
        _ => "",
    };
    let (given, family) = (isolated(given), isolated(family));
    [civility, &given, &family].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\u{a0}")
}

/// « 06 00 00 12 34 »: a French number by twos; an international one as it is.
pub(crate) fn phone(number: &str) -> String {
    let french = number.len() == 10 && number.bytes().all(|byte| byte.is_ascii_digit());
    if !french {
        return number.to_owned();
    }
    let pairs: Vec<String> =
        number.as_bytes().chunks(2).map(|pair| String::from_utf8_lossy(pair).into_owned()).collect();
    pairs.join("\u{a0}")
}

/// « 47 ans ».
pub(crate) fn age(locale: Locale, birth_date: &str, now: Timestamp) -> Option<String> {
    let today = now.to_zoned(zone()).date();
    let birth = birth_date.parse().ok()?;
    kernel::locale::Age::of(birth, today).map(|age| locale.age(age))
}

/// « jeudi 19 novembre, 12 h 41 ».
pub(crate) fn moment(locale: Locale, zone: &TimeZone, at: Timestamp) -> String {
    locale.datetime_short(&at.to_zoned(zone.clone()))
}

/// When something was, with its year unless that is this one: « jeudi 19 novembre, 12 h 41 », « 14 mars 2025, 8 h 05 ».
pub(crate) fn dated(locale: Locale, at: Timestamp, now: Timestamp) -> String {
    let (then, today) = (at.to_zoned(zone()), now.to_zoned(zone()));
    if then.year() == today.year() {
        return locale.datetime_short(&then);
    }
    format!("{}, {}", locale.date_plain(then.date()), locale.time(then.time()))
}

/// « jeudi 26 nov. ».
pub(crate) fn day_short(locale: Locale, zone: &TimeZone, at: Timestamp) -> String {
    locale.date_short(at.to_zoned(zone.clone()).date())
}

/// « jeudi 26 novembre 2026 ».
pub(crate) fn day(locale: Locale, zone: &TimeZone, at: Timestamp) -> String {
    locale.date(at.to_zoned(zone.clone()).date())
}

/// The message of a fault of a form.
pub(crate) fn fault(t: T, fault: &care::Fault) -> String {
    let args: Vec<_> = fault.limit.into_iter().map(|limit| ("limit", limit.into())).collect();
    t.by_key_with(fault.key, &args).unwrap_or_else(|| t.fault_generic().to_owned())
}

/// When a fact of a history happened and who recorded it; later, for what was recorded after the fact.
pub(crate) fn recorded_by<F>(t: T, it: &care::history::Dated<F>) -> String {
    let day = |at: jiff::Timestamp| at.to_zoned(zone()).date();
    let (at, recorded) = (day(it.at), day(it.recorded_at));
    let words = |on| t.locale.date_plain(on);
    if at == recorded {
        t.right_by(it.by.as_str(), words(at))
    } else {
        t.right_by_later(it.by.as_str(), words(at), words(recorded))
    }
}

/// Puts the faults of an act into a form; anything else goes on to the boundary.
pub(crate) fn refuse(
    form: &mut crate::shell::FormState,
    t: T,
    error: care::Error,
) -> Result<(), care::Error> {
    match error {
        care::Error::Invalid(faults) => {
            for it in &faults {
                form.fail(it.field, fault(t, it));
            }
            Ok(())
        }
        care::Error::Conflict(conflict) => {
            form.fail_all(conflict_words(t, &conflict));
            Ok(())
        }
        other => Err(other),
    }
}

/// A number, written with a point, as it is written in the language.
pub(crate) fn number(t: T, number: &str) -> String {
    if t.locale == kernel::Locale::Fr { number.replace('.', ",") } else { number.to_owned() }
}

/// « Dr Marchetti a déjà répondu, lundi 23 novembre à 10 h 42. »
pub(crate) fn conflict_words(t: T, conflict: &care::Conflict) -> String {
    let who = conflict.who.clone().unwrap_or_else(|| t.conflict_somebody().to_owned());
    let at = conflict.at.map(|at| moment(t.locale, &zone(), at)).unwrap_or_default();
    t.by_key_with(conflict.key, &[("who", who.into()), ("at", at.into())])
        .or_else(|| t.by_key(conflict.key))
        .unwrap_or_else(|| t.conflict_moved_on().to_owned())
}
