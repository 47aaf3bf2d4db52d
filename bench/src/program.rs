//! What does not depend on an engine: a decision, a letter, the start of the demonstration and what it weighs.

use std::hint::black_box;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use letters::{Press, sample};
use policy::{Action, PersonFacts, Policy, Principal, Profession, Resource, TeamGround};
use uuid::Uuid;

use crate::table::Table;
use crate::wire::percentile;
use crate::{Failure, Options};

/// Decisions in one measure.
const ROUNDS: u32 = 5_000;

/// What one decision costs.
pub(crate) fn decision(table: &mut Table) -> Result<(), Failure> {
    let policy = Policy::shipped()?;
    let territory = Uuid::from_u128(1);
    let gp = Principal::new(Uuid::from_u128(2), territory, Profession::GeneralPractitioner);
    let facts = PersonFacts { territory, team: Some(TeamGround::health()), ..PersonFacts::default() };
    let person = Resource::Person(facts);
    let mut took = Vec::new();
    for _ in 0..5 {
        let start = Instant::now();
        for _ in 0..ROUNDS {
            black_box(policy.decide(black_box(&gp), Action::ReadPsychiatric, black_box(&person)));
        }
        took.push(start.elapsed().as_secs_f64() * 1e6 / f64::from(ROUNDS));
    }
    let median = percentile(&mut took, 0.5);
    table.general("policy decision", "< 30 µs", format!("{median:.1} µs"), median < 30.0);
    Ok(())
}

/// What one letter costs, each different in all its parts.
pub(crate) fn letter(table: &mut Table, options: &Options) -> Result<(), Failure> {
    let press = Press::new();
    let mut took = Vec::new();
    for number in 0..if options.quick { 30 } else { 150 } {
        let mut letter = sample();
        letter.reference = format!("AP-{number}");
        letter.opening = format!("{number}. {}", letter.opening);
        for section in &mut letter.sections {
            section.text = format!("{} Avis {number}.", section.text);
        }
        let start = Instant::now();
        press.set(&letter)?;
        took.push(start.elapsed().as_secs_f64() * 1e3);
    }
    let median = percentile(&mut took, 0.5);
    table.general("letter as PDF, median", "< 15 ms", format!("{median:.1} ms"), median < 15.0);
    Ok(())
}

/// Starts the demonstration: how long until it listens, what it weighs once nobody asks anything.
pub(crate) async fn start_up(table: &mut Table) -> Result<(), Failure> {
    let Ok(program) = std::env::var("MAILLAGE_BIN") else {
        eprintln!("MAILLAGE_BIN names no program: start-up and memory are not measured.");
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let start = Instant::now();
    let mut demo = Command::new(program)
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let told = demo.stderr.take().ok_or("it says nothing")?;
    let listening =
        BufReader::new(told).lines().map_while(Result::ok).any(|line| line.starts_with("Listening"));
    let took = start.elapsed().as_secs_f64();
    tokio::time::sleep(Duration::from_secs(5)).await;
    let resident = megabytes(&format!("/proc/{}/status", demo.id()), "VmRSS:");
    demo.kill()?;
    demo.wait()?;
    if !listening {
        return Err("the demonstration did not start".into());
    }
    table.general("start-up of `demo`", "< 3 s", format!("{took:.1} s"), took < 3.0);
    if let Some(megabytes) = resident {
        table.general("idle memory", "< 80 MB", format!("{megabytes:.0} MB"), megabytes < 80.0);
    }
    Ok(())
}

/// A figure of a program that runs, in megabytes; none once it ended.
pub(crate) fn megabytes(status: &str, name: &str) -> Option<f64> {
    let status = std::fs::read_to_string(status).ok()?;
    let rest = status.lines().find_map(|line| line.strip_prefix(name))?;
    Some(rest.split_whitespace().next()?.parse::<f64>().ok()? / 1024.0)
}
