//! What is due of a rule for somebody, from what their reader may read: a pure function, whose table is
//! `docs/states/prevention.md`.

use jiff::civil::Date;
use jiff::{Span, Timestamp, ToSpan};
use kernel::locale::age_in_years;
use kernel::names::fold;
use policy::Compartment;

use super::recall::{Because, Place, Recall, State};
use super::rules::{Kind, Rule, Rules};
use crate::people::Sex;
use crate::record::{Content, DocumentKind, Fact, Outcome, Status, Told};

/// What was refused is asked again after so many months.
pub(super) const ASK_AGAIN: i64 = 12;
/// What is due within so many days is said ahead.
pub const SOON: i64 = 60;

/// Who it is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) sex: Sex,
    pub(super) birth: Date,
    pub(super) today: Date,
    /// What the reader may read, what was taken back included.
    pub(super) facts: &'a [Fact],
}

/// Everything that the rules say about somebody: what is due first, and of that what a treatment or an illness asks for, then the
/// oldest date.
pub(super) fn plan(rules: &'static Rules, about: About<'_>) -> Vec<Recall> {
    let mut all: Vec<Recall> = rules.iter().filter_map(|rule| recall(rules, rule, about)).collect();
    all.sort_by_key(|it| (it.state, it.rule.kind != Kind::Monitoring, it.on, it.rule.code.as_str()));
    all
}

/// What one rule says; nothing where it is not for them.
fn recall(rules: &Rules, rule: &'static Rule, about: About<'_>) -> Option<Recall> {
    let (because, since, place) = applies(rules, rule, about)?;
    let mut done = done(rule, about);
    if rule.every.is_none() {
        // Once in each window of age.
        done = done.filter(|it| it.on >= since);
    }
    // What was done after something was noted takes its place; so does what is recorded after it, while that still counts.
    let counts = |done: &Done| next(rule, since, done.on).is_none_or(|due| due > about.today);
    let replaces = |done: &Done, noted: &Noted| {
        (done.on, done.recorded) > noted.noted || (done.recorded > noted.noted.1 && counts(done))
    };
    let noted = noted(rule, about).filter(|it| done.as_ref().is_none_or(|done| !replaces(done, it)));
    let said = noted.map(|it| it.says);
    let (state, on) = stands(rule, about, since, done.as_ref().map(|it| it.on), said.as_ref());
    Some(Recall { rule, because, since, place, state, on, last: done.map(|it| it.told), said })
}

fn stands(
    rule: &Rule,
    about: About<'_>,
    since: Date,
    last: Option<Date>,
    said: Option<&(Outcome, Date, Option<String>)>,
) -> (State, Option<Date>) {
    let today = about.today;
    match said {
        Some((Outcome::NotApplicable, ..)) => return (State::NotApplicable, None),
        Some((Outcome::Planned, on, _)) if *on >= today => return (State::Planned, Some(*on)),
        Some((Outcome::Refused, on, _)) => {
            let again = on.saturating_add(ASK_AGAIN.months());
            if again > today {
                return (State::Refused, Some(again));
            }
        }
        _ => {}
    }
    let due = match last.map(|last| next(rule, since, last)) {
        Some(None) => return (State::Done, None),
        Some(Some(next)) => next,
        None => since,
    };
    let state = match due {
        due if due <= today => State::Due,
        due if due <= today.saturating_add(SOON.days()) => State::Soon,
        _ => State::Later,
    };
    (state, Some(due))
}

/// When it is due again once it was done on a day; never, where once is enough.
pub(super) fn next(rule: &Rule, since: Date, done: Date) -> Option<Date> {
    let every = rule.every?.span();
    Some(done.saturating_add(interval(rule, since, done, every)))
}

/// How long after `last`: closer together while the treatment is young.
fn interval(rule: &Rule, since: Date, last: Date, every: Span) -> Span {
    match rule.at_first {
        Some(first) if last < since.saturating_add(i64::from(first.weeks).weeks()) => {
            i64::from(first.every_weeks).weeks()
        }
        _ => every,
    }
}

/// Whether a rule is for somebody, why, since when, and where what is noted about it stands.
fn applies(rules: &Rules, rule: &Rule, about: About<'_>) -> Option<(Because, Date, Place)> {
    if rule.sex.is_some_and(|sex| sex != about.sex) {
        return None;
    }
    let age = age_in_years(about.birth, about.today)?;
    let ages = match rule.ages.as_slice() {
        [] => None,
        windows => Some(*windows.iter().find(|(from, to)| (*from..=*to).contains(&age))?),
    };
    let holds = about.facts.iter().filter(|it| it.status == Status::Holds);
    let coded = |it: &&Fact, codes: &[String]| match &it.content {
        Content::Problem { icd10: Some(code), .. } => {
            codes.iter().any(|begin| code.to_string().starts_with(begin.as_str()))
        }
        _ => false,
    };
    // Somebody who had it is followed otherwise, even once it is over.
    let had = |it: &&Fact| it.status != Status::Withdrawn && coded(it, &rule.unless);
    if about.facts.iter().any(|it| had(&it)) {
        return None;
    }
    let treated = |it: &&Fact| match &it.content {
        Content::Treatment { label, .. } => rules.names(&rule.treatments, label),
        _ => false,
    };
    let treatment = holds.clone().filter(treated).min_by_key(|it| began(it));
    let problem = holds.clone().filter(|it| coded(it, &rule.problems)).min_by_key(|it| began(it));
    let grounds = holds.filter(|it| treated(it) || coded(it, &rule.problems));
    let wants = !rule.treatments.is_empty() || !rule.problems.is_empty();
    if wants && treatment.is_none() && problem.is_none() {
        return None;
    }
    let of_age = ages.and_then(|(from, _)| about.birth.checked_add(i64::from(from).years()).ok());
    let ground = treatment.or(problem).and_then(began);
    let since = [of_age, ground].into_iter().flatten().max().unwrap_or(about.birth);
    let because = Because {
        sex: rule.sex,
        ages,
        treatment: treatment.map(|it| (label(it), it.at)),
        problem: treatment.is_none().then(|| problem.map(label)).flatten(),
    };
    Some((because, since.min(about.today), place(grounds)))
}

/// As open as the most open of the grounds; the somatic part, where there is none.
fn place<'a>(grounds: impl Iterator<Item = &'a Fact>) -> Place {
    let widest = grounds.min_by_key(|it| (it.restricted, it.compartment != Compartment::Somatic));
    Place {
        compartment: widest.map_or(Compartment::Somatic, |it| it.compartment),
        kept_as: widest.filter(|it| it.restricted).map(|it| it.id),
    }
}

fn label(it: &Fact) -> String {
    match &it.content {
        Content::Treatment { label, .. } | Content::Problem { label, .. } => label.clone(),
        _ => String::new(),
    }
}

/// The day on which it began, as far as it is known.
fn began(it: &Fact) -> Option<Date> {
    it.at.first()
}

/// That it was done.
struct Done {
    on: Date,
    told: Told,
    recorded: Timestamp,
}

/// When it was done last. A prescription or a letter asks for something; it does not say that it was done.
fn done(rule: &Rule, about: About<'_>) -> Option<Done> {
    let counts = |it: &&Fact| match &it.content {
        Content::Prevention(noted) => noted.rule == rule.code && noted.outcome == Outcome::Done,
        Content::Measurement { measure, .. } => rule.measures.contains(measure),
        Content::Document { document, label, .. } => {
            matches!(document, DocumentKind::Report | DocumentKind::Result) && speaks(&rule.words, label)
        }
        Content::Procedure { label, .. } | Content::Vaccination { label, .. } => speaks(&rule.words, label),
        _ => false,
    };
    let stands = about.facts.iter().filter(|it| it.status != Status::Withdrawn);
    let days = stands
        .filter(counts)
        .filter_map(|it| Some(Done { on: it.at.first()?, told: it.at, recorded: it.recorded_at }));
    days.filter(|it| it.on <= about.today).max_by_key(|it| (it.on, it.recorded))
}

/// Whether a label speaks of one of these words, whole.
fn speaks(words: &[String], label: &str) -> bool {
    let label = format!(" {} ", fold(label));
    words.iter().any(|word| label.contains(&format!(" {word} ")))
}

/// What was noted in the plan.
struct Noted {
    /// On which day, and when that was recorded.
    noted: (Date, Timestamp),
    /// What: planned for which day, refused or of no use since when.
    says: (Outcome, Date, Option<String>),
}

/// What was noted last in the plan, but for what was done.
fn noted(rule: &Rule, about: About<'_>) -> Option<Noted> {
    let stands = about.facts.iter().filter(|it| it.status != Status::Withdrawn);
    let all = stands.filter_map(|it| {
        let Content::Prevention(says) = &it.content else { return None };
        let at = it.at.first()?;
        (says.rule == rule.code && says.outcome != Outcome::Done).then(|| Noted {
            noted: (at, it.recorded_at),
            says: (says.outcome, says.on.unwrap_or(at), says.text.clone()),
        })
    });
    all.max_by_key(|it| it.noted)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::record::{Icd10, Measure, Prevented, Value};

    const TODAY: Date = date(2026, 11, 23);

    fn fact(on: Date, content: Content, n: i64) -> Fact {
        let status = if content.sort().lasts() { Status::Holds } else { Status::Noted };
        Fact {
            id: Uuid::from_u128(u128::try_from(n).unwrap_or_default()).into(),
            compartment: policy::Compartment::Somatic,
            at: Told::Day(on),
            until: None,
            content,
            author: String::new(),
            recorded_at: kernel::clock::from_micros(n),
            restricted: false,
            shared_with_social: false,
            status,
            changed: false,
            source: None,
            documents: Vec::new(),
        }
    }

    fn procedure(label: &str) -> Content {
        Content::Procedure { label: label.to_owned(), text: None }
    }

    fn treatment(label: &str) -> Content {
        Content::Treatment { label: label.to_owned(), dosage: None, text: None }
    }

    fn noted(rule: &str, outcome: Outcome, on: Option<Date>) -> Content {
        let name = crate::programs::Words::same(rule);
        Content::Prevention(Box::new(Prevented { rule: rule.to_owned(), name, outcome, on, text: None }))
    }

    fn of(birth: Date, sex: Sex, facts: &[Fact]) -> Vec<Recall> {
        plan(Rules::shipped(), About { sex, birth, today: TODAY, facts })
    }

    fn one(birth: Date, facts: &[Fact], code: &str) -> Option<(State, Option<Date>)> {
        of(birth, Sex::Female, facts).into_iter().find(|it| it.rule.code == code).map(|it| (it.state, it.on))
    }

    #[test]
    fn by_age_and_sex() {
        let born = date(1974, 6, 1);
        assert_eq!(
            one(born, &[], "breast-cancer"),
            Some((State::Due, Some(date(2024, 6, 1)))),
            "since fifty"
        );
        assert_eq!(one(date(1977, 1, 1), &[], "breast-cancer"), None, "not yet");
        assert_eq!(one(date(1950, 1, 1), &[], "breast-cancer"), None, "no more");
        assert!(of(born, Sex::Male, &[]).iter().all(|it| it.rule.code != "breast-cancer"));
        let seen = [fact(date(2026, 3, 1), procedure("Mammographie bilatérale"), 1)];
        assert_eq!(one(born, &seen, "breast-cancer"), Some((State::Later, Some(date(2028, 3, 1)))));
        let cancer =
            Content::Problem { label: "Cancer du sein".to_owned(), icd10: Icd10::parse("C50.9"), text: None };
        let mut had = fact(date(2010, 1, 1), cancer, 1);
        assert_eq!(one(born, std::slice::from_ref(&had), "breast-cancer"), None, "followed otherwise");
        had.status = Status::Over;
        assert_eq!(one(born, &[had], "breast-cancer"), None, "for good");
    }

    #[test]
    fn under_a_treatment_closer_together_at_first() {
        let born = date(1979, 3, 14);
        let young = fact(date(2026, 10, 26), treatment("Clozapine 100 mg"), 1);
        assert_eq!(
            one(born, std::slice::from_ref(&young), "clozapine-blood-count"),
            Some((State::Due, Some(date(2026, 10, 26))))
        );
        let counted = fact(date(2026, 11, 17), procedure("Numération formule sanguine"), 2);
        assert_eq!(
            one(born, &[young, counted.clone()], "clozapine-blood-count"),
            Some((State::Soon, Some(date(2026, 11, 24))))
        );
        let old = fact(date(2020, 1, 1), treatment("Leponex"), 1);
        assert_eq!(
            one(born, &[old.clone(), counted.clone()], "clozapine-blood-count"),
            Some((State::Soon, Some(date(2026, 12, 17))))
        );
        let stopped = Fact { status: Status::Over, ..old };
        assert_eq!(
            one(born, &[stopped, counted], "clozapine-blood-count"),
            None,
            "stopped, it is not monitored"
        );
        let weighed = Content::Measurement {
            measure: Measure::Weight,
            value: Value::parse(Measure::Weight, "96").unwrap(),
            text: None,
        };
        let facts = [fact(date(2020, 1, 1), treatment("Olanzapine"), 1), fact(date(2026, 8, 1), weighed, 2)];
        assert_eq!(one(born, &facts, "antipsychotic-weight"), Some((State::Due, Some(date(2026, 11, 1)))));
    }

    #[test]
    fn planned_refused_and_of_no_use() {
        let born = date(1970, 6, 1);
        let state = |facts: &[Fact]| one(born, facts, "colorectal-cancer");
        let code = "colorectal-cancer";
        let planned = fact(TODAY, noted(code, Outcome::Planned, Some(date(2026, 12, 3))), 1);
        assert_eq!(state(std::slice::from_ref(&planned)), Some((State::Planned, Some(date(2026, 12, 3)))));
        let passed = fact(date(2026, 10, 1), noted(code, Outcome::Planned, Some(date(2026, 11, 2))), 1);
        assert_eq!(
            state(&[passed]),
            Some((State::Due, Some(date(2020, 6, 1)))),
            "its day passed and nobody says it was done"
        );
        let refused = fact(date(2026, 5, 4), noted(code, Outcome::Refused, None), 2);
        assert_eq!(state(std::slice::from_ref(&refused)), Some((State::Refused, Some(date(2027, 5, 4)))));
        let long_ago = fact(date(2025, 5, 4), noted(code, Outcome::Refused, None), 2);
        assert_eq!(state(&[long_ago]).map(|it| it.0), Some(State::Due), "asked again");
        let no_use = fact(date(2015, 5, 4), noted(code, Outcome::NotApplicable, None), 3);
        assert_eq!(state(std::slice::from_ref(&no_use)), Some((State::NotApplicable, None)));
        let done = fact(date(2026, 6, 1), noted(code, Outcome::Done, None), 4);
        assert_eq!(
            state(&[no_use, done.clone()]),
            Some((State::Later, Some(date(2028, 6, 1)))),
            "what was done counts"
        );
        let since = fact(date(2026, 5, 1), noted(code, Outcome::Done, None), 5);
        assert_eq!(
            state(&[refused.clone(), since]),
            Some((State::Later, Some(date(2028, 5, 1)))),
            "done before the refusal, and recorded after it"
        );
        let ordered = Content::Document {
            document: DocumentKind::Prescription,
            label: "Ordonnance : test immunologique".to_owned(),
            text: None,
        };
        assert_eq!(state(&[fact(TODAY, ordered, 6)]).map(|it| it.0), Some(State::Due), "asked for, not done");
        let mut slip = done;
        slip.status = Status::Withdrawn;
        assert_eq!(state(&[slip]).map(|it| it.0), Some(State::Due), "what was taken back does not");
    }

    #[test]
    fn once_in_each_window_of_age() {
        let review = |birth, on: Option<Date>| {
            let facts: Vec<Fact> =
                on.map(|on| fact(on, procedure("Mon bilan prévention"), 1)).into_iter().collect();
            one(birth, &facts, "prevention-review")
        };
        assert_eq!(review(date(1980, 1, 1), None), Some((State::Due, Some(date(2025, 1, 1)))));
        assert_eq!(review(date(1980, 1, 1), Some(date(2025, 3, 1))), Some((State::Done, None)));
        assert_eq!(
            review(date(1980, 1, 1), Some(date(2004, 3, 1))).map(|it| it.0),
            Some(State::Due),
            "that was another age"
        );
        assert_eq!(review(date(1990, 1, 1), None), None, "between two windows");
    }

    fn any_fact() -> impl Strategy<Value = Fact> {
        let codes: Vec<String> = Rules::shipped().iter().map(|rule| rule.code.clone()).collect();
        let said = (
            prop::sample::select(codes),
            prop::sample::select(Outcome::ALL.to_vec()),
            prop::option::of(0_i32..4000),
        );
        let content = prop_oneof![
            said.prop_map(|(code, outcome, on)| noted(
                &code,
                outcome,
                on.map(|days| date(2022, 1, 1) + days.days())
            )),
            prop::sample::select(vec!["Clozapine", "Lithium", "Dépakine", "Paracétamol"]).prop_map(treatment),
            prop::sample::select(vec!["Mammographie", "ECG", "Fond d’œil", "Radio"]).prop_map(procedure),
            prop::sample::select(vec!["E11.9", "C50.1", "F20.0"]).prop_map(|code| Content::Problem {
                label: code.to_owned(),
                icd10: Icd10::parse(code),
                text: None
            }),
        ];
        (content, 0_i32..18_900, 0_i64..1_000_000)
            .prop_map(|(content, days, n)| fact(date(1975, 1, 1) + days.days(), content, n))
    }

    proptest! {
        /// Whatever stands in a record: each rule stands in the plan at most once; what is due has its day, and that day has
        /// come; what was done does not make it due earlier.
        #[test]
        fn any_record(facts in prop::collection::vec(any_fact(), 0..25), days in 0_i32..36_000) {
            let birth = date(1925, 1, 1) + days.days();
            let all = of(birth, Sex::Female, &facts);
            let codes: std::collections::BTreeSet<_> = all.iter().map(|it| it.rule.code.as_str()).collect();
            prop_assert_eq!(codes.len(), all.len());
            for it in &all {
                match it.state {
                    State::Due => prop_assert!(it.on.is_some_and(|on| on <= TODAY)),
                    State::Soon | State::Later | State::Refused => prop_assert!(it.on.is_some_and(|on| on > TODAY)),
                    State::Planned => prop_assert!(it.on.is_some_and(|on| on >= TODAY)),
                    State::Done | State::NotApplicable => prop_assert_eq!(it.on, None),
                }
                prop_assert!(it.last.and_then(Told::first).is_none_or(|on| on <= TODAY));
                let mut more = facts.clone();
                more.push(fact(TODAY, noted(&it.rule.code, Outcome::Done, None), 2_000_000));
                let after = of(birth, Sex::Female, &more).into_iter().find(|after| after.rule.code == it.rule.code);
                let after = after.expect("it is still for them");
                prop_assert!(matches!(after.state, State::Soon | State::Later | State::Done), "{:?}", after.state);
            }
        }
    }
}
