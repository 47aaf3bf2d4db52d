//! The rules of prevention: dated, sourced data in `prevention/france.toml`, not code.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use kernel::names::fold;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::people::Sex;
use crate::programs::Words;
use crate::record::Measure;

codes! {
    /// What a rule asks for.
    Kind {
        /// A screening of somebody who is well.
        Screening = "screening",
        /// The monitoring of a treatment or an illness.
        Monitoring = "monitoring",
        /// A vaccination.
        Vaccination = "vaccination",
        /// A visit.
        Visit = "visit",
    }
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum Every {
    /// Every so many months.
    Months(u16),
    /// Every so many weeks.
    Weeks(u16),
}

impl Every {
    /// As a span of the calendar.
    pub fn span(self) -> Span {
        match self {
            Self::Months(n) => i64::from(n).months(),
            Self::Weeks(n) => i64::from(n).weeks(),
        }
    }
}

/// Closer together after a treatment began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtFirst {
    /// For so many weeks.
    pub weeks: u16,
    /// Every so many weeks.
    pub every_weeks: u16,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its code, stored with what is noted about it.
    pub code: String,
    /// What it asks for.
    pub kind: Kind,
    /// Its name.
    pub name: Words,
    /// What is done, how often, in words.
    pub how: Words,
    /// For one sex alone.
    pub sex: Option<Sex>,
    /// Windows of age in whole years, both ends included; none for any age.
    #[serde(default)]
    pub ages: Vec<(i16, i16)>,
    /// Groups of substances, while one of them is taken.
    #[serde(default)]
    pub treatments: Vec<String>,
    /// Beginnings of ICD-10 codes, while one of them holds.
    #[serde(default)]
    pub problems: Vec<String>,
    /// Problems in which somebody is followed otherwise.
    #[serde(default)]
    pub unless: Vec<String>,
    /// How often; once in each window of age if absent.
    pub every: Option<Every>,
    /// Closer together after a treatment began.
    pub at_first: Option<AtFirst>,
    /// Measurements that count as done.
    #[serde(default)]
    pub measures: Vec<Measure>,
    /// Entries that speak of one of these count as done; folded.
    #[serde(default)]
    pub words: Vec<String>,
    /// The text it comes from.
    pub source: String,
    /// The day on which it was entered.
    pub entered: toml::value::Datetime,
}

impl Rule {
    /// The day on which it was entered.
    pub fn entered_on(&self) -> Option<Date> {
        let date = self.entered.date?;
        Date::new(date.year.try_into().ok()?, date.month.try_into().ok()?, date.day.try_into().ok()?).ok()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    substances: BTreeMap<String, Vec<String>>,
    rule: Vec<Rule>,
}

/// Every rule, and the substances that they speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    rules: Vec<Rule>,
    substances: BTreeMap<String, BTreeSet<String>>,
}

static SHIPPED: LazyLock<Rules> = LazyLock::new(|| {
    Rules::parse(include_str!("../../../../prevention/france.toml"))
        .expect("the shipped rules are read by a test")
});

impl Rules {
    /// The rules that come with the program.
    ///
    /// # Panics
    /// Never: a test reads them.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads rules.
    ///
    /// # Errors
    /// In words, with the line, what is wrong in them.
    pub fn parse(text: &str) -> Result<Self, String> {
        let File { substances, rule } = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut codes = BTreeSet::new();
        for it in &rule {
            check(it, &substances)?;
            if !codes.insert(it.code.as_str()) {
                return Err(format!("the rule « {} » stands in it twice", it.code));
            }
        }
        let folded = |text: &String| fold(text);
        let rules = rule
            .iter()
            .map(|it| Rule { words: it.words.iter().map(folded).collect(), ..it.clone() })
            .collect();
        let substances = substances.into_iter().map(|(group, all)| (group, all.iter().map(folded).collect()));
        Ok(Self { rules, substances: substances.collect() })
    }

    /// All of them, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter()
    }

    /// A rule by its code.
    pub fn get(&self, code: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.code == code)
    }

    /// Whether what a treatment is called names a substance of one of these groups.
    pub(super) fn names(&self, groups: &[String], label: &str) -> bool {
        let folded = fold(label);
        let words: BTreeSet<&str> = folded.split(' ').collect();
        let all = groups.iter().filter_map(|group| self.substances.get(group));
        all.flatten().any(|substance| words.contains(substance.as_str()))
    }
}

fn check(it: &Rule, substances: &BTreeMap<String, Vec<String>>) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("« {} »: {what}", it.code));
    if it.entered_on().is_none() {
        return wrong("`entered` is no date");
    }
    if it.ages.iter().any(|(from, to)| from > to || *from < 0) {
        return wrong("a window of age ends before it begins");
    }
    if it.ages.windows(2).any(|two| two[0].1 >= two[1].0) {
        return wrong("windows of age overlap");
    }
    if it.every.is_some_and(|every| matches!(every, Every::Months(0) | Every::Weeks(0))) {
        return wrong("`every` is nothing");
    }
    if it.at_first.is_some_and(|first| first.every_weeks == 0) {
        return wrong("`at_first` is nothing");
    }
    if it.at_first.is_some() && (it.treatments.is_empty() || it.every.is_none()) {
        return wrong("`at_first` belongs to a treatment, and is followed by `every`");
    }
    match it.treatments.iter().find(|group| !substances.contains_key(*group)) {
        Some(group) => Err(format!("« {} »: there is no group of substances « {group} »", it.code)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_rules_are_whole() {
        let rules = Rules::shipped();
        for code in [
            "breast-cancer",
            "cervical-cancer-hpv",
            "colorectal-cancer",
            "antipsychotic-weight",
            "clozapine-blood-count",
            "lithium-level",
            "diabetes-eyes",
            "dental",
            "dtp-adult",
            "influenza",
        ] {
            assert!(rules.get(code).is_some(), "{code}");
        }
        assert!(
            rules.iter().all(|it| !it.source.is_empty() && !it.how.fr.is_empty() && !it.how.en.is_empty())
        );
        assert!(rules.names(&["lithium".to_owned()], "Sels de lithium"));
        assert!(rules.names(&["antipsychotic".to_owned()], "CLOZAPINE 100 mg, le soir"));
        assert!(!rules.names(&["antipsychotic".to_owned()], "Metformine"));
    }

    #[test]
    fn a_wrong_rule_is_refused_with_its_reason() {
        let rule = |more: &str| {
            format!(
                "[substances]\nx = [\"y\"]\n[[rule]]\ncode = \"a\"\nkind = \"screening\"\nname = {{ fr = \"A\", en = \"A\" }}\n\
                 how = {{ fr = \"A\", en = \"A\" }}\nsource = \"S\"\nentered = 2026-11-26\n{more}\n"
            )
        };
        assert!(Rules::parse(&rule("")).is_ok());
        for (more, said) in [
            ("ages = [[70, 50]]", "ends before it begins"),
            ("ages = [[18, 30], [30, 40]]", "overlap"),
            ("every = { months = 0 }", "nothing"),
            ("every = { years = 1 }", "years"),
            ("treatments = [\"z\"]", "no group of substances « z »"),
            ("at_first = { weeks = 3, every_weeks = 1 }", "belongs to a treatment"),
            ("measures = [\"mood\"]", "mood"),
        ] {
            let refused = Rules::parse(&rule(more)).unwrap_err();
            assert!(refused.contains(said), "{more}: {refused}");
        }
        assert!(
            Rules::parse(&[rule(""), rule("").replace("[substances]\nx = [\"y\"]\n", "")].concat())
                .unwrap_err()
                .contains("twice")
        );
    }
}
