//! The matrix as Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use super::personas::{self, Persona};
use super::situations::{READ, Situation, THINGS, WRITTEN};
use uuid::Uuid;

use crate::action::{Action, ResourceKind};
use crate::decide::Policy;
use crate::facts::{PersonFacts, Resource};
use crate::principal::Principal;
use crate::rules::Effect;
use crate::verdict::{Reason, Refusal, Verdict};

const HEAD: &str = "\
# Access matrix

What each persona may do in each situation, computed from `policies/*.cedar`. Do not edit: `UPDATE_DOCS=1` with the
tests of `crates/policy` writes it again.

| sign | meaning |
|---|---|
| ✓ | permitted; the rule is named under the table |
| 2F | permitted once the second factor is shown |
| ✗ | seen, but not permitted (403) |
| · | hidden: the thing does not exist for this persona (404) |

A rule that closes something is named under the table where it closes what another rule opens.
";

/// The sign of what does not exist for a persona.
const HIDDEN: &str = "·";

/// One line of a table.
struct Line<'a> {
    label: &'a str,
    /// What is asked; by default to read the thing.
    action: Option<Action>,
    situation: &'a Situation,
}

impl Line<'_> {
    fn ask(&self, persona: &Persona) -> (Action, Resource) {
        let resource = (self.situation.resource)(persona);
        (self.action.unwrap_or_else(|| Action::lowest(&resource)), resource)
    }
}

/// What every section needs.
struct Matrix<'a> {
    policy: &'a Policy,
    /// The same without the rules that close.
    opening: Policy,
    personas: &'a [Persona],
}

/// Renders `docs/access-matrix.md`.
pub fn render(policy: &Policy) -> String {
    let personas = personas::all();
    let matrix = Matrix { policy, opening: policy.without_closing_rules(), personas: &personas };
    let mut out = String::from(HEAD);
    write_personas(&mut out, &personas);
    for situation in THINGS {
        let kind = (situation.resource)(&personas[0]).kind();
        // What is opened by a link is no professional’s: it has sections of its own.
        let actions =
            Action::ALL.iter().filter(|action| action.kinds().contains(&kind) && !action.is_by_link());
        let lines: Vec<_> = actions.map(|action| line(action.as_str(), Some(*action), situation)).collect();
        section(&mut out, &matrix, situation.title, "action", &lines);
    }
    let read: Vec<_> = READ.iter().map(|situation| line(situation.title, None, situation)).collect();
    section(&mut out, &matrix, "Entries of the person’s record: reading", "entry", &read);
    let writing = Some(Action::WriteEntry);
    let written: Vec<_> = WRITTEN.iter().map(|situation| line(situation.title, writing, situation)).collect();
    section(&mut out, &matrix, "Entries of the person’s record: writing", "entry", &written);
    let own = |who, action, it: &Resource| policy.own(who, action, it);
    write_by_link(&mut out, "The person themselves", "their own page", own);
    let received = |who, action, it: &Resource| policy.received(who, action, it);
    write_by_link(&mut out, "A doctor who takes over by a link", "the person handed over", received);
    write_rules(&mut out, policy);
    out
}

/// What somebody may do who comes in by a link, without an account.
fn write_by_link(
    out: &mut String,
    title: &str,
    what: &str,
    ask: impl Fn(Uuid, Action, &Resource) -> Result<Reason, Refusal>,
) {
    let (me, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let person =
        |id| Resource::Person(PersonFacts { id, territory: personas::TERRITORY, ..PersonFacts::default() });
    let sign = |verdict: Result<Reason, Refusal>| match verdict {
        Ok(reason) => format!("✓ `{}`", reason.policy),
        Err(_) => HIDDEN.to_owned(),
    };
    let _ = writeln!(out, "## {title}\n\n| action | {what} | another person |\n|---|:-:|:-:|");
    for action in Action::ALL.iter().filter(|action| action.kinds().contains(&ResourceKind::Person)) {
        let (theirs, others) = (ask(me, *action, &person(me)), ask(me, *action, &person(other)));
        if theirs.is_ok() || others.is_ok() {
            let _ = writeln!(out, "| {action} | {} | {} |", sign(theirs), sign(others));
        }
    }
    let _ = writeln!(out, "\nEverything else is hidden from them there.\n");
}

fn line<'a>(label: &'a str, action: Option<Action>, situation: &'a Situation) -> Line<'a> {
    Line { label, action, situation }
}

fn write_personas(out: &mut String, personas: &[Persona]) {
    out.push_str("\n## Personas\n\n| persona | who |\n|---|---|\n");
    for persona in personas {
        put(out, format_args!("| {} | {} |\n", persona.name, persona.who));
    }
}

/// A table of signs, then the rules behind them. Whoever may do nothing has no column.
fn section(out: &mut String, matrix: &Matrix<'_>, title: &str, head: &str, lines: &[Line<'_>]) {
    let rows: Vec<Vec<&str>> = lines
        .iter()
        .map(|line| matrix.personas.iter().map(|persona| sign(matrix.policy, persona, line)).collect())
        .collect();
    let sees = |column: &usize| rows.iter().any(|row| row[*column] != HIDDEN);
    let (seeing, hidden): (Vec<usize>, Vec<usize>) = (0..matrix.personas.len()).partition(sees);
    let names = |columns: &[usize], between: &str| {
        columns.iter().map(|column| matrix.personas[*column].name).collect::<Vec<_>>().join(between)
    };
    put(out, format_args!("\n## {title}\n\n| {head} | {} |\n", names(&seeing, " | ")));
    put(out, format_args!("|---|{}\n", ":-:|".repeat(seeing.len())));
    for (line, row) in lines.iter().zip(&rows) {
        let signs: Vec<_> = seeing.iter().map(|column| row[*column]).collect();
        put(out, format_args!("| {} | {} |\n", line.label, signs.join(" | ")));
    }
    if !hidden.is_empty() {
        put(out, format_args!("\nHidden from: {}.\n", names(&hidden, ", ")));
    }
    grounds(out, matrix, lines);
}

fn sign(policy: &Policy, persona: &Persona, line: &Line<'_>) -> &'static str {
    let (action, resource) = line.ask(persona);
    match policy.permit(&persona.principal, action, &resource) {
        Ok(_) => "✓",
        Err(Refusal::StepUp) => "2F",
        Err(Refusal::Forbidden) => "✗",
        Err(Refusal::Hidden) => HIDDEN,
    }
}

/// Which rules opened, and which closed what another opens, per persona.
fn grounds(out: &mut String, matrix: &Matrix<'_>, lines: &[Line<'_>]) {
    out.push('\n');
    for persona in matrix.personas {
        let mut opened: BTreeMap<Arc<str>, Vec<&str>> = BTreeMap::new();
        let mut closed: BTreeMap<Arc<str>, Vec<&str>> = BTreeMap::new();
        let principal = Principal { stepped_up: true, ..persona.principal.clone() };
        for line in lines {
            let (action, resource) = line.ask(persona);
            if let Verdict::Allow(reason) = matrix.policy.decide(&principal, action, &resource) {
                opened.entry(reason.policy).or_default().push(line.label);
            } else if matrix.opening.decide(&principal, action, &resource).is_allow()
                && let Some(reason) = matrix.policy.closed_by(&principal, action, &resource)
            {
                closed.entry(reason.policy).or_default().push(line.label);
            }
            if matrix.policy.permit(&persona.principal, action, &resource) == Err(Refusal::StepUp)
                && let Some(reason) = matrix.policy.closed_by(&persona.principal, action, &resource)
            {
                closed.entry(reason.policy).or_default().push(line.label);
            }
        }
        let opened = opened.iter().map(|(rule, labels)| told(rule, labels, lines.len()));
        let closed =
            closed.iter().map(|(rule, labels)| format!("closed by {}", told(rule, labels, lines.len())));
        let told: Vec<_> = opened.chain(closed).collect();
        if !told.is_empty() {
            put(out, format_args!("- **{}**: {}\n", persona.name, told.join("; ")));
        }
    }
}

fn told(rule: &str, labels: &[&str], all: usize) -> String {
    if labels.len() == all { format!("`{rule}` (all)") } else { format!("`{rule}` ({})", labels.join(", ")) }
}

fn write_rules(out: &mut String, policy: &Policy) {
    out.push_str("\n## Rules\n\n| rule | | what it says | source |\n|---|---|---|---|\n");
    for rule in policy.rules() {
        let effect = if rule.effect == Effect::Permit { "opens" } else { "closes" };
        put(
            out,
            format_args!("| `{}` | {effect} | {} | {} |\n", rule.reason.policy, rule.en, rule.reason.source),
        );
    }
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("writing to a string cannot fail");
}
