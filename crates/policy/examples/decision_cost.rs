//! What one decision costs: `cargo run --release -p policy --example decision_cost [ROUNDS]`. The budget is
//! 30 µs.

#![expect(clippy::disallowed_methods, reason = "measuring is what a stopwatch is for")]
#![expect(clippy::print_stdout, reason = "the result of a measure is printed")]

use std::hint::black_box;
use std::time::Instant;

use policy::{
    Action, AdviceFacts, PersonFacts, Policy, Principal, Profession, ProgramRole, Resource, TeamGround,
};
use uuid::Uuid;

fn main() -> Result<(), policy::PolicyError> {
    let rounds = std::env::args().nth(1).and_then(|rounds| rounds.parse::<u32>().ok()).unwrap_or(20_000);
    let start = Instant::now();
    let policy = Policy::shipped()?;
    println!("load: {:.1} ms, {} rules", start.elapsed().as_secs_f64() * 1e3, policy.rules().len());

    let territory = Uuid::from_u128(1);
    let mut gp = Principal::new(Uuid::from_u128(2), territory, Profession::GeneralPractitioner);
    gp.programs.push(("advice-line".to_owned(), ProgramRole::Asker));
    let mut psychiatrist = Principal::new(Uuid::from_u128(3), territory, Profession::Psychiatrist);
    psychiatrist.programs.push(("advice-line".to_owned(), ProgramRole::Answerer));
    let person = PersonFacts {
        territory,
        team: Some(TeamGround::health()),
        programs: vec!["advice-line".to_owned()],
        ..PersonFacts::default()
    };
    let advice = AdviceFacts {
        territory,
        program: "advice-line".to_owned(),
        asker: gp.id,
        status: "sent",
        share_open: true,
        with_identity: true,
        ..AdviceFacts::default()
    };
    let person = Resource::Person(person);
    let advice = Resource::Advice(advice);
    let territory = Resource::Territory(territory);
    let cases = [
        ("person, read identity", &gp, Action::ReadIdentity, &person),
        ("person, read psychiatric", &gp, Action::ReadPsychiatric, &person),
        ("person, refused", &psychiatrist, Action::ReadSocial, &person),
        ("advice, asker reads", &gp, Action::ReadAdviceContent, &advice),
        ("advice, pool answers", &psychiatrist, Action::AnswerAdvice, &advice),
        ("territory, find", &gp, Action::FindPerson, &territory),
    ];
    for (name, principal, action, resource) in cases {
        let start = Instant::now();
        for _ in 0..rounds {
            black_box(policy.decide(black_box(principal), action, black_box(resource)));
        }
        println!("{name}: {:.1} µs", start.elapsed().as_secs_f64() * 1e6 / f64::from(rounds));
    }
    let start = Instant::now();
    for _ in 0..rounds {
        black_box(policy.permissions(black_box(&psychiatrist), black_box(&advice)));
    }
    println!("advice, all permissions: {:.1} µs", start.elapsed().as_secs_f64() * 1e6 / f64::from(rounds));
    Ok(())
}
