//! The tables of `docs/states` say what the code does.

use std::collections::BTreeSet;
use std::fmt::Debug;

use care::requests::advice::{self, FactKind, Turn};
use care::requests::consultation::{self, Fact};

/// The codes in back-ticks of each cell of the table under a heading, without its head.
fn table(document: &str, heading: &str) -> Vec<Vec<String>> {
    let section =
        document.split(&format!("\n## {heading}\n")).nth(1).expect("the section stands in the document");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(first_code).collect()).collect()
}

fn first_code(cell: &str) -> String {
    cell.split('`').nth(1).unwrap_or_default().to_owned()
}

fn read(name: &str) -> String {
    let path = format!("{}/../../docs/states/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the document is there")
}

/// One step: from a status, by a fact, to a status.
type Step = (String, String, String);

fn steps(document: &str) -> BTreeSet<Step> {
    let rows = table(document, "What can happen");
    let steps: BTreeSet<Step> =
        rows.iter().map(|row| (row[0].clone(), row[1].clone(), row[2].clone())).collect();
    assert_eq!(steps.len(), rows.len(), "no step twice");
    steps
}

fn step(from: &str, fact: &impl Debug, to: &str) -> Step {
    let fact = format!("{fact:?}");
    let name = fact.split([' ', '{', '(']).next().unwrap_or_default();
    (from.to_owned(), name.to_owned(), to.to_owned())
}

fn turn_code(turn: Turn) -> &'static str {
    match turn {
        Turn::Asker => "asker",
        Turn::Pool => "pool",
        Turn::Answerer => "answerer",
        Turn::Nobody => "nobody",
    }
}

#[test]
fn a_request_goes_as_its_table_says() {
    use advice::Status;
    let document = read("advice.md");
    let statuses: Vec<Vec<String>> = table(&document, "Statuses");
    let clock = |status: Status| match status {
        Status::Draft => "none",
        Status::AwaitingAsker => "paused",
        _ if status.is_open() => "runs",
        _ => "stopped",
    };
    let code: Vec<[&str; 3]> = Status::ALL
        .into_iter()
        .map(|status| [status.code(), turn_code(advice::turn(status)), clock(status)])
        .collect();
    let told: Vec<[&str; 3]> = statuses.iter().map(|row| [&*row[0], &*row[2], &*row[3]]).collect();
    assert_eq!(told, code);
    let mut possible = BTreeSet::new();
    for from in Status::ALL {
        for fact in FactKind::ALL {
            if let Some(to) = advice::next(from, fact) {
                possible.insert(step(from.code(), &fact, to.code()));
            }
        }
    }
    assert_eq!(steps(&document), possible);
}

#[test]
fn a_consultation_goes_as_its_table_says() {
    use consultation::Status;
    let document = read("consultation.md");
    let statuses = table(&document, "Statuses");
    let clock = |status: Status| if status.is_open() { "runs" } else { "stopped" };
    let code: Vec<[&str; 3]> = Status::ALL
        .into_iter()
        .map(|status| [status.code(), turn_code(consultation::turn(status)), clock(status)])
        .collect();
    let told: Vec<[&str; 3]> = statuses.iter().map(|row| [&*row[0], &*row[2], &*row[3]]).collect();
    assert_eq!(told, code);
    let facts = [
        Fact::Offer,
        Fact::Booking { at: jiff::Timestamp::UNIX_EPOCH, place: String::new() },
        Fact::Holding,
        Fact::NoShow,
        Fact::CancelledByPerson,
        Fact::CancelledByService,
        Fact::Declined,
        Fact::Renewal,
    ];
    let mut possible = BTreeSet::new();
    for from in Status::ALL {
        for fact in &facts {
            if let Some(to) = consultation::next(from, fact) {
                possible.insert(step(from.code(), fact, to.code()));
            }
        }
    }
    assert_eq!(steps(&document), possible);
}

/// What sets a status is a fact that leads to it.
#[test]
fn a_status_is_set_by_a_fact_that_leads_to_it() {
    for name in ["advice.md", "consultation.md"] {
        let document = read(name);
        let steps = steps(&document);
        for row in table(&document, "Statuses").iter().filter(|row| !row[1].is_empty()) {
            let led = steps.iter().any(|(_, fact, to)| *fact == row[1] && *to == row[0]);
            assert!(led, "{name}: {} is said to be set by {}", row[0], row[1]);
        }
    }
}

#[test]
fn an_entry_goes_as_its_table_says() {
    use care::record::{Becoming, Status};
    let document = read("entry.md");
    let codes: Vec<_> = Status::ALL.into_iter().map(|it| vec![it.code().to_owned()]).collect();
    let written: Vec<_> = table(&document, "Statuses").iter().map(|row| vec![row[0].clone()]).collect();
    assert_eq!(written, codes);
    let pairs = Status::ALL.into_iter().flat_map(|from| Becoming::ALL.map(|fact| (from, fact)));
    let possible: BTreeSet<Step> =
        pairs.filter_map(|(from, fact)| Some(step(from.code(), &fact, from.after(fact)?.code()))).collect();
    assert_eq!(steps(&document), possible);
}

#[test]
fn an_application_for_a_right_goes_as_its_table_says() {
    use care::rights::{FactKind, Status, next};
    let document = read("right_application.md");
    let codes: Vec<_> = Status::ALL.into_iter().map(|it| it.code().to_owned()).collect();
    let written: Vec<_> = table(&document, "Statuses").iter().map(|row| row[0].clone()).collect();
    assert_eq!(written, codes);
    let pairs = Status::ALL.into_iter().flat_map(|from| FactKind::ALL.iter().map(move |kind| (from, *kind)));
    let possible: BTreeSet<Step> = pairs
        .filter_map(|(from, kind)| {
            let to = next(Some(from), kind)?;
            Some((from.code().to_owned(), kind.code().to_owned(), to.code().to_owned()))
        })
        .collect();
    assert_eq!(steps(&document), possible);
}

#[test]
fn a_pathway_and_its_steps_go_as_their_tables_say() {
    use care::pathways::{FactKind, Status, StepStatus};
    use care::programs::StepKind;
    let document = read("pathway.md");
    let told = |heading| table(&document, heading).iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    assert_eq!(told("Statuses"), Status::ALL.map(Status::code));
    assert_eq!(told("Steps"), StepStatus::ALL.map(StepStatus::code));
    let of_it: BTreeSet<Step> = Status::ALL
        .into_iter()
        .flat_map(|from| FactKind::ALL.iter().map(move |kind| (from, *kind)))
        .filter_map(|(from, kind)| {
            Some((from.code().to_owned(), kind.code().to_owned(), from.after(kind)?.code().to_owned()))
        })
        .collect();
    assert_eq!(steps(&document), of_it);
    let mut of_steps = BTreeSet::new();
    for from in StepStatus::ALL {
        for (kind, repeatable) in StepKind::ALL.iter().flat_map(|kind| [(*kind, false), (*kind, true)]) {
            for fact in FactKind::ALL {
                let to = from.after(kind, repeatable, *fact);
                of_steps.extend(
                    to.map(|to| (from.code().to_owned(), fact.code().to_owned(), to.code().to_owned())),
                );
            }
        }
    }
    let written: BTreeSet<Step> = table(&document, "What can happen to a step")
        .iter()
        .map(|row| (row[0].clone(), row[1].clone(), row[2].clone()))
        .collect();
    assert_eq!(written, of_steps);
}

#[test]
fn a_synthesis_goes_as_its_table_says() {
    use care::synthesis::{FactKind, Status};
    let document = read("synthesis.md");
    let told: Vec<_> = table(&document, "Statuses").iter().map(|row| row[0].clone()).collect();
    assert_eq!(told, Status::ALL.map(Status::code));
    let possible: BTreeSet<Step> = Status::ALL
        .into_iter()
        .flat_map(|from| {
            FactKind::ALL.iter().flat_map(move |kind| [(from, *kind, false), (from, *kind, true)])
        })
        .filter(|(_, kind, last)| !last || *kind == FactKind::Signature)
        .filter_map(|(from, kind, last)| {
            let what = if last { "last signature" } else { kind.code() };
            Some((from.code().to_owned(), what.to_owned(), from.after(kind, last)?.code().to_owned()))
        })
        .collect();
    assert_eq!(steps(&document), possible);
}

#[test]
fn a_referral_goes_as_its_table_says() {
    use care::requests::referral::{FactKind, Status, Turn};
    let document = read("referral.md");
    let turn = |status: Status| match status.turn() {
        Turn::Receivers => "receivers",
        Turn::Receiver => "receiver",
        Turn::Sender => "sender",
        Turn::Nobody => "nobody",
    };
    let statuses = table(&document, "Statuses");
    let told: Vec<_> = statuses.iter().map(|row| [row[0].as_str(), row[2].as_str()]).collect();
    assert_eq!(told, Status::ALL.map(|status| [status.code(), turn(status)]));
    let pairs = Status::ALL.into_iter().flat_map(|from| FactKind::ALL.iter().map(move |kind| (from, *kind)));
    let possible: BTreeSet<Step> = pairs
        .filter_map(|(from, kind)| {
            Some((from.code().to_owned(), kind.code().to_owned(), from.after(kind)?.code().to_owned()))
        })
        .collect();
    assert_eq!(steps(&document), possible);
}

#[test]
fn a_goal_of_a_plan_goes_as_its_table_says() {
    use care::support::plan::{FactKind, Status, StepStatus, next};
    let document = read("support_goal.md");
    let told = |heading| table(&document, heading).iter().map(|row| row[0].clone()).collect::<Vec<_>>();
    assert_eq!(told("Statuses"), Status::ALL.iter().map(|it| it.code()).collect::<Vec<_>>());
    assert_eq!(told("Steps"), StepStatus::ALL.iter().map(|it| it.code()).collect::<Vec<_>>());
    let pairs = Status::ALL.iter().flat_map(|from| FactKind::ALL.iter().map(move |kind| (*from, *kind)));
    let possible: BTreeSet<Step> = pairs
        .filter_map(|(from, kind)| {
            let to = next(Some(from), kind)?;
            Some((from.code().to_owned(), kind.code().to_owned(), to.code().to_owned()))
        })
        .collect();
    assert_eq!(steps(&document), possible);
}

#[test]
fn an_interview_goes_as_its_table_says() {
    use care::support::interviews::Status;
    let document = read("interview.md");
    let told: Vec<_> = table(&document, "Statuses").iter().map(|row| row[0].clone()).collect();
    assert_eq!(told, Status::ALL.iter().map(|it| it.code()).collect::<Vec<_>>());
    let pairs = Status::ALL.iter().flat_map(|from| Status::ALL.iter().map(move |to| (*from, *to)));
    let possible: BTreeSet<Step> = pairs
        .filter(|(from, to)| from != to && from.may_become(*to))
        .map(|(from, to)| {
            let fact = if from == Status::Planned { "outcome" } else { "correction" };
            (from.code().to_owned(), fact.to_owned(), to.code().to_owned())
        })
        .collect();
    assert_eq!(steps(&document), possible);
}

#[test]
fn an_invitation_goes_as_its_table_says() {
    use care::people::invitations::{Answer, InvitationStatus as Status};
    let document = read("invitation.md");
    let told: Vec<_> = table(&document, "Statuses").iter().map(|row| row[0].clone()).collect();
    assert_eq!(told, Status::ALL.iter().map(|it| it.code()).collect::<Vec<_>>());
    let pairs = Status::ALL.iter().flat_map(|from| Answer::ALL.iter().map(move |to| (*from, *to)));
    let possible: BTreeSet<Step> = pairs
        .filter(|(from, _)| from.is_open())
        .map(|(from, to)| (from.code().to_owned(), "answer".to_owned(), to.code().to_owned()))
        .collect();
    assert_eq!(steps(&document), possible);
}

#[test]
fn an_arrival_goes_as_its_table_says() {
    use care::reception::{FactKind, Status, next};
    let document = read("arrival.md");
    let told: Vec<String> = table(&document, "Statuses").iter().map(|row| row[0].clone()).collect();
    assert_eq!(told, Status::ALL.iter().map(|it| it.code()).collect::<Vec<_>>());
    let pairs = Status::ALL.iter().flat_map(|from| FactKind::ALL.iter().map(move |kind| (*from, *kind)));
    let possible: BTreeSet<Step> = pairs
        .filter_map(|(from, kind)| {
            let to = next(Some(from), kind)?;
            Some((from.code().to_owned(), kind.code().to_owned(), to.code().to_owned()))
        })
        .collect();
    assert_eq!(steps(&document), possible);
    for kind in FactKind::ALL {
        assert_eq!(next(None, *kind).is_some(), *kind == FactKind::Arrival, "it begins with an arrival");
    }
}

#[test]
fn an_import_goes_as_its_table_says() {
    use care::imports::{ImportAct, ImportState};
    let document = read("import.md");
    let told: Vec<String> = table(&document, "Statuses").iter().map(|row| row[0].clone()).collect();
    assert_eq!(told, ImportState::ALL.iter().map(|it| it.code()).collect::<Vec<_>>());
    let pairs = ImportState::ALL.iter().flat_map(|from| ImportAct::ALL.iter().map(move |act| (*from, *act)));
    let possible: BTreeSet<Step> = pairs
        .filter_map(|(from, act)| {
            let to = from.after(act)?;
            Some((from.code().to_owned(), act.code().to_owned(), to.code().to_owned()))
        })
        .collect();
    assert_eq!(steps(&document), possible);
}

#[test]
fn an_opening_for_a_vital_need_goes_as_its_tables_say() {
    use care::break_glass::{Opening, Review, Verdict};
    let document = read("break_glass.md");
    let told: Vec<String> = table(&document, "Statuses").iter().map(|row| row[0].clone()).collect();
    assert_eq!(told, Review::ALL.iter().map(|it| it.code()).collect::<Vec<_>>());
    let pairs = Review::ALL.iter().flat_map(|from| Verdict::ALL.iter().map(move |verdict| (*from, *verdict)));
    let possible: BTreeSet<Step> = pairs
        .filter_map(|(from, verdict)| {
            let to = from.after(verdict)?;
            Some((from.code().to_owned(), "review".to_owned(), to.code().to_owned()))
        })
        .collect();
    assert_eq!(steps(&document), possible);
    // Two tables stand under one heading: the statuses, then the one thing that can happen.
    let open = table(&document, "What is open");
    let (codes, steps) = open.split_at(Opening::ALL.len());
    let told: Vec<&str> = codes.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(told, Opening::ALL.iter().map(|it| it.code()).collect::<Vec<_>>());
    let possible: Vec<[&str; 3]> = Opening::ALL
        .iter()
        .filter_map(|from| Some([from.code(), "closing", from.closed()?.code()]))
        .collect();
    let told: Vec<[&str; 3]> =
        steps.iter().filter(|row| !row[0].is_empty()).map(|row| [&*row[0], &*row[1], &*row[2]]).collect();
    assert_eq!(told, possible);
}

#[test]
fn a_plan_of_prevention_has_the_states_of_its_table() {
    use care::prevention::State;
    let document = read("prevention.md");
    let written: Vec<String> = table(&document, "Statuses").into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(written, State::ALL.map(State::code), "docs/states/prevention.md");
    assert!(document.contains(&format!("within {} days", care::prevention::SOON)));
}
