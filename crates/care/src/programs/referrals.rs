//! The protocols of referrals: who may refer to whom, under which conditions, within how many days.

use policy::Profession;
use serde::{Deserialize, Serialize};

use super::{Choice, Words};
use crate::codes::codes;

/// A line of the check-list of a protocol.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Stable code.
    pub code: String,
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
    /// Without which nothing leaves.
    #[serde(default)]
    pub required: bool,
}

codes! {
    /// Which way a protocol leads.
    Toward {
        /// To the care of the body.
        Somatic = "somatic",
        /// To psychiatry.
        Psychiatric = "psychiatric",
        /// To social support.
        Social = "social",
        /// To a group: education, therapy, peers.
        Group = "group",
    }
}

impl Toward {
    /// What a referral that way counts as in the report of the programme.
    pub const fn counts(self) -> &'static str {
        match self {
            Self::Somatic => "referrals_to_somatic",
            Self::Psychiatric => "referrals_to_psychiatry",
            Self::Social => "referrals_to_social",
            Self::Group => "referrals_to_group",
        }
    }
}

/// The protocol of a referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// Stable code.
    pub code: String,
    /// Raised by whoever changes it: what was sent keeps the version under which it left.
    pub version: u32,
    /// Its name.
    pub name: Words,
    /// For whom it is, in a sentence.
    pub about: Words,
    /// Which way it leads.
    pub toward: Toward,
    /// Professions that may refer.
    pub may_refer: Vec<Profession>,
    /// Professions that receive, among those who answer for the programme.
    pub received_by: Vec<Profession>,
    /// Days of the programme's calendar from the sending to the answer.
    pub answer_days: u16,
    /// Days of the programme's calendar from the acceptance to the first act.
    pub begin_days: u16,
    /// The check-list.
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// What excludes: whoever ticks one is told where to turn, and nothing leaves.
    #[serde(default)]
    pub exclusions: Vec<Choice>,
    /// What the receiver wants to know; a question each.
    #[serde(default)]
    pub minimum: Vec<Criterion>,
    /// Why it can be declined.
    pub refusals: Vec<Choice>,
    /// Where it can be sent on to.
    #[serde(default)]
    pub redirects: Vec<Choice>,
    /// The pathway that begins with it, by its code in the same programme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pathway: Option<String>,
}

/// Longest time that a protocol gives, in days.
const LONGEST: u16 = 366;

/// What is wrong with a protocol, and what would be right.
pub(super) fn check_protocol(
    rules: &Protocol,
    before: &[&Protocol],
    pathways: &[String],
) -> Result<(), String> {
    let code = &rules.code;
    let wrong = |said: String| Err(format!("referrals: {code:?}: {said}"));
    if before.iter().any(|it| it.code == *code) {
        return wrong("the code stands twice".to_owned());
    }
    if rules.version == 0 {
        return wrong("version 0; the first is 1".to_owned());
    }
    if rules.may_refer.is_empty() || rules.received_by.is_empty() {
        return wrong("may_refer and received_by each name at least one profession".to_owned());
    }
    for (name, days) in [("answer_days", rules.answer_days), ("begin_days", rules.begin_days)] {
        if days == 0 || days > LONGEST {
            return wrong(format!("{name} must be from 1 to {LONGEST}, not {days}"));
        }
    }
    if rules.refusals.is_empty() {
        return wrong("refusals: at least one reason".to_owned());
    }
    let criteria = rules.criteria.iter().map(|it| ("criteria", &it.code));
    let minimum = rules.minimum.iter().map(|it| ("minimum", &it.code));
    let choices =
        [("exclusions", &rules.exclusions), ("refusals", &rules.refusals), ("redirects", &rules.redirects)];
    let choices = choices.iter().flat_map(|(list, all)| all.iter().map(move |it| (*list, &it.code)));
    let all: Vec<(&str, &String)> = criteria.chain(minimum).chain(choices).collect();
    for (at, line) in all.iter().enumerate() {
        if all[..at].contains(line) {
            return wrong(format!("{}: the code {:?} stands twice", line.0, line.1));
        }
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if line.1.is_empty() || !line.1.chars().all(plain) {
            return wrong(format!("{}: {:?}: only small letters, figures and hyphens", line.0, line.1));
        }
    }
    match &rules.pathway {
        Some(pathway) if !pathways.contains(pathway) => {
            wrong(format!("pathway {pathway:?} is none of this file"))
        }
        _ => Ok(()),
    }
}

impl Criterion {
    /// Its words in a language.
    pub fn get(&self, locale: kernel::Locale) -> &str {
        match locale {
            kernel::Locale::Fr => &self.fr,
            kernel::Locale::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Programs;

    const CENTRE: &str = include_str!("../../../../programs/integrated-centre.toml");

    #[test]
    fn a_wrong_protocol_is_refused_with_its_line_and_the_reason() {
        for (said, otherwise, reason) in [
            ("answer_days = 5", "answer_days = 0", "answer_days must be from 1 to 366"),
            ("version = 1", "version = 0", "the first is 1"),
            ("code = \"to-psychiatry\"", "code = \"to-somatic\"", "stands twice"),
            ("code = \"followed\"", "code = \"agrees\"", "criteria: the code \"agrees\" stands twice"),
            ("code = \"followed\"", "code = \"Suivi\"", "only small letters"),
            (
                "received_by = [\"general_practitioner\", \"nurse\"]",
                "received_by = []",
                "at least one profession",
            ),
            ("toward = \"somatic\"", "toward = \"moon\"", "moon"),
            ("begin_days = 20\n", "begin_days = 20\npathway = \"moon\"\n", "\"moon\" is none of this file"),
        ] {
            assert!(CENTRE.contains(said), "{said} stands in the file");
            let wrong = CENTRE.replacen(said, otherwise, 1);
            let told = Programs::parse([("programs/a.toml", wrong.as_str())]).unwrap_err().to_string();
            assert!(told.starts_with("programs/a.toml:") && told.contains(reason), "{said}: {told}");
        }
    }
}
