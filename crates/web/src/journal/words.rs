//! Lines of the journal in words.

use care::House;
use care::journal::{Family, Kind, Line};
use kernel::Locale;
use serde_json::Value as Json;

use crate::frame::role_words;
use crate::i18n::T;

/// The key of the sentence of an action: `advice.letter_read` is `action-advice-letter-read`.
pub(crate) fn key_of(action: &str) -> String {
    format!("action-{}", action.replace(['.', '_'], "-"))
}

/// What was done, in a sentence whose subject is who did it.
pub(crate) fn action(t: T, action: &str) -> String {
    t.by_key(&key_of(action)).unwrap_or_else(|| action.to_owned())
}

/// Why it was allowed: what the rule says, and the source it rests on.
pub(crate) fn ground(t: T, house: &House, ground: &str) -> (String, Option<String>) {
    if let Some(rule) = house.policy().rules().iter().find(|rule| &*rule.reason.policy == ground) {
        let words = match t.locale {
            Locale::Fr => &rule.fr,
            Locale::En => &rule.en,
        };
        return (words.to_string(), Some(rule.reason.source.to_string()));
    }
    let words = t.by_key(&format!("journal-ground-{ground}"));
    (words.unwrap_or_else(|| ground.to_owned()), None)
}

/// Who did it: name, and role with its structure.
pub(crate) fn by(t: T, line: &Line) -> (String, Option<String>) {
    let Some(by) = &line.by else {
        let nobody = match line.ground.as_str() {
            "system" => t.journal_house(),
            "own-page" => t.journal_person(),
            "handover-by-link" | "handover-link" => t.journal_receiver(),
            _ => t.journal_visitor(),
        };
        return (nobody.to_owned(), None);
    };
    let role = by.role.as_ref().map(|(profession, organization)| role_words(t, *profession, organization));
    (by.name.clone(), role)
}

/// How many persons a line concerns, or who they are for whoever may read it.
pub(crate) fn persons(t: T, line: &Line) -> String {
    const SHOWN: usize = 3;
    let names: Vec<&str> = line.persons.iter().filter_map(|(_, name)| name.as_deref()).collect();
    if line.persons.is_empty() {
        return String::new();
    }
    if names.len() < line.persons.len() {
        return t.journal_persons(line.persons.len());
    }
    let first = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => first,
        more => t.journal_persons_more(more, first),
    }
}

/// What a family of actions is called.
pub(crate) fn family(t: T, family: Family) -> &'static str {
    match family {
        Family::SignIn => t.journal_family_sign_in(),
        Family::Account => t.journal_family_account(),
        Family::Person => t.journal_family_person(),
        Family::Advice => t.journal_family_advice(),
        Family::Directory => t.journal_family_directory(),
        Family::Vigilance => t.journal_family_vigilance(),
        Family::Overview => t.journal_family_overview(),
        Family::Journal => t.journal_family_journal(),
    }
}

/// What a kind of line is called.
pub(crate) fn kind(t: T, kind: Kind) -> &'static str {
    match kind {
        Kind::Reading => t.journal_kind_reading(),
        Kind::Act => t.journal_kind_act(),
        Kind::Refusal => t.journal_kind_refusal(),
    }
}

/// What else helps to understand a line: label and value.
pub(crate) fn details(t: T, detail: &Json) -> Vec<(String, String)> {
    let Json::Object(fields) = detail else { return Vec::new() };
    let label = |name: &str| {
        t.by_key(&format!("journal-detail-{}", name.replace('_', "-"))).unwrap_or_else(|| name.to_owned())
    };
    let value = |name: &str, value: &Json| match value {
        Json::Null => None,
        Json::String(text) if name == "why" => {
            Some(t.by_key(&format!("journal-why-{text}")).unwrap_or_else(|| text.clone()))
        }
        Json::String(text) => Some(text.clone()),
        Json::Bool(yes) => Some(if *yes { t.journal_yes() } else { t.journal_no() }.to_owned()),
        other => Some(other.to_string()),
    };
    let line = |(name, it): (&String, &Json)| Some((label(name), value(name, it)?));
    fields.iter().filter_map(line).collect()
}
