//! A synthesis composed from the record: lines that its authors then complete.

use axum::body::Bytes;
use care::people::{MemberKind, TeamMember};
use care::prevention::{Recall, State};
use care::record::{Content, Fact, Measure, Sort, Status};
use care::synthesis::{self, Material, Part, Text};
use care::{PathwayId, SynthesisId};
use serde::Deserialize;

use crate::failure::Answer;
use crate::fhir::words::when;
use crate::i18n::T;
use crate::sealed::{Id, open, seal};
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words::zone;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    step: String,
    synthesis: String,
}

/// Composes one, or leads to the one that is being written.
pub(super) async fn compose(visit: Visit, Id(id): Id<PathwayId>, body: Bytes) -> Answer {
    let asked: Asked = typed::parse(&body);
    let house = visit.ctx.house();
    let material = synthesis::material(&visit.ctx, id).await?;
    let next: SynthesisId = open(house, &asked.synthesis).unwrap_or(material.next);
    let text = text(visit.t(), &material);
    let begun = synthesis::begin(&visit.ctx, next, id, asked.step, text).await?;
    Ok(see_other(&format!("/syntheses/{}/text", seal(house, begun.uuid()))))
}

/// What the record says, part by part. What cannot be known from it is left to be written.
pub(super) fn text(t: T, it: &Material) -> Text {
    let since = t.locale.date_plain(it.since.to_zoned(zone()).date());
    let of = |sort: Sort| it.facts.iter().filter(move |fact| fact.content.sort() == sort);
    let lines = |facts: Vec<&Fact>| facts.iter().map(|fact| line(t, fact)).collect::<Vec<_>>();
    let (now, past): (Vec<_>, Vec<_>) =
        of(Sort::Problem).partition(|it| matches!(it.status, Status::Holds | Status::Noted));
    let taken = of(Sort::Treatment).filter(|it| it.status == Status::Holds).collect();
    let recent = |fact: &&Fact| fact.recorded_at >= it.since;
    let found = [Sort::Assessment, Sort::Procedure, Sort::Document].into_iter().flat_map(of).filter(recent);
    let mut prevention: Vec<String> = it.recalls.iter().filter_map(|recall| recalled(t, recall)).collect();
    prevention.extend(lines(of(Sort::Vaccination).collect()));
    Text::of([
        (Part::Reason, t.synthesis_reason(since)),
        (Part::History, listed([lines(now), lines(past)].concat())),
        (Part::Treatments, listed(lines(taken))),
        (Part::Allergies, listed(lines(of(Sort::Allergy).collect()))),
        (Part::Examination, listed([lines(latest(of(Sort::Measurement))), lines(found.collect())].concat())),
        (Part::Prevention, listed(prevention)),
        (Part::Circle, listed(it.team.iter().map(|member| around(t, member)).collect())),
        (Part::Person, told(t, it)),
    ])
}

/// Lines as a list.
fn listed(lines: Vec<String>) -> String {
    lines.into_iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n")
}

/// « Diabète de type 2 (mars 2019) ».
fn line(t: T, fact: &Fact) -> String {
    let title = crate::record::words::title(t, &fact.content);
    let when = when(t, fact.at, fact.until);
    if when.is_empty() { title } else { format!("{title} ({when})") }
}

/// Of each measure the last measurement.
fn latest<'a>(all: impl Iterator<Item = &'a Fact>) -> Vec<&'a Fact> {
    let mut seen: Vec<Measure> = Vec::new();
    let first = |fact: &&Fact| match &fact.content {
        Content::Measurement { measure, .. } if !seen.contains(measure) => {
            seen.push(*measure);
            true
        }
        _ => false,
    };
    all.filter(first).collect()
}

/// « Dépistage du cancer du sein : à faire ».
fn recalled(t: T, it: &Recall) -> Option<String> {
    let state = match it.state {
        State::Due => t.synthesis_due().to_owned(),
        State::Planned => t.synthesis_planned(t.locale.date_plain(it.on?)),
        State::Soon => t.synthesis_due_on(t.locale.date_plain(it.on?)),
        State::Refused => t.synthesis_refused().to_owned(),
        State::Done | State::Later => t.synthesis_done().to_owned(),
        State::NotApplicable => return None,
    };
    Some(t.synthesis_line(it.rule.name.get(t.locale), state))
}

/// « Dr Hélène Marchetti · psychiatre · CMP des Tanneurs ».
fn around(t: T, member: &TeamMember) -> String {
    let kind = crate::people::member_kind(t, member.kind).to_lowercase();
    format!("{} · {kind} · {}", member.name, member.organization_name)
}

/// The same for the person, in plain words: what is still to be done, and who is there.
fn told(t: T, it: &Material) -> String {
    let due = it.recalls.iter().filter(|recall| matches!(recall.state, State::Due | State::Planned));
    let due: Vec<String> = due.map(|recall| recall.rule.name.get(t.locale).to_owned()).collect();
    let doctors = it.team.iter().filter(|member| {
        matches!(member.kind, MemberKind::AttendingGp | MemberKind::Psychiatrist | MemberKind::Nurse)
    });
    let doctors: Vec<String> = doctors.map(|member| around(t, member)).collect();
    let since = t.locale.date_plain(it.since.to_zoned(zone()).date());
    let mut parts = vec![t.synthesis_told(since)];
    if !due.is_empty() {
        parts.push(format!("{}\n{}", t.synthesis_told_due(), listed(due)));
    }
    if !doctors.is_empty() {
        parts.push(format!("{}\n{}", t.synthesis_told_circle(), listed(doctors)));
    }
    parts.join("\n\n")
}
