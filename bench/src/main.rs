//! `bench`: measures against the goals, as ratios within one run, on SQLite and PostgreSQL.
//!
//! Authentication, policy, journal and durable commits are on, as in service. Whatever is compared runs in turns in
//! this process, so that a slow machine slows both.
#![expect(clippy::disallowed_methods, reason = "measuring is what a stopwatch is for")]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the result of a measure is printed")]

mod acts;
mod directory;
mod forms;
mod pages;
mod pathways;
mod program;
mod replay;
mod social;
mod table;
mod wire;
mod world;

use std::time::Instant;

use clap::Parser;
use mimalloc::MiMalloc;

use crate::table::Table;
use crate::world::{Engine, World};

/// As in the program that is measured.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

/// What went wrong, in words.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Measures against the goals.
#[derive(Debug, Clone, Parser)]
struct Options {
    /// Fewer persons and shorter rounds: about two minutes.
    #[arg(long)]
    quick: bool,
    /// Persons of the large territory, in which one searches; a hundred times the small one unless given.
    #[arg(long)]
    persons: Option<usize>,
    /// One engine alone.
    #[arg(long, value_enum)]
    engine: Option<Engine>,
    /// One family of measures alone.
    #[arg(long, value_enum)]
    only: Option<Measure>,
}

/// Families of measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Measure {
    /// Policy, letter, start-up, memory.
    Program,
    /// The request page and *My day*.
    Pages,
    /// Asking and answering.
    Acts,
    /// Searching, and the seeding that it needs.
    Search,
    /// The board of rights, and a person about whom much is known.
    Social,
    /// The public directory taken in, and who is near.
    Directory,
    /// The board of pathways.
    Pathways,
    /// A long questionnaire.
    Forms,
}

impl Options {
    fn takes(&self, measure: Measure) -> bool {
        self.only.is_none_or(|only| only == measure)
    }

    /// Persons of the small territory.
    fn small(&self) -> usize {
        if self.quick { 2_000 } else { 10_000 }
    }

    fn large(&self) -> usize {
        self.persons.unwrap_or(if self.quick { 20_000 } else { 200_000 })
    }

    /// Open requests in the territory where *My day* is measured.
    fn open(&self) -> usize {
        if self.quick { 1_500 } else { 10_000 }
    }

    /// Seconds of one round of load.
    fn round(&self) -> f64 {
        if self.quick { 1.0 } else { 3.0 }
    }

    /// Readings of which a percentile is taken.
    fn readings(&self) -> usize {
        if self.quick { 200 } else { 1_000 }
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let options = Options::parse();
    let mut table = Table::new(&options);
    if options.takes(Measure::Program) {
        program::decision(&mut table)?;
        program::letter(&mut table, &options)?;
    }
    for engine in [Engine::Sqlite, Engine::Postgres] {
        if options.engine.is_none_or(|only| only == engine) {
            of_engine(engine, &options, &mut table).await?;
        }
    }
    if options.takes(Measure::Program) {
        program::start_up(&mut table).await?;
    }
    println!("{table}");
    Ok(())
}

async fn of_engine(engine: Engine, options: &Options, table: &mut Table) -> Result<(), Failure> {
    if options.takes(Measure::Pages) || options.takes(Measure::Acts) {
        busy(engine, options, table).await?;
    }
    if options.takes(Measure::Search) {
        wide(engine, options, table).await?;
    }
    if options.takes(Measure::Social) {
        accompanied(engine, options, table).await?;
    }
    if options.takes(Measure::Pathways) || options.takes(Measure::Forms) {
        let persons = options.persons.unwrap_or(if options.quick { 5_000 } else { 20_000 });
        eprintln!("{engine}: a territory of {persons} persons, some on a pathway …");
        let world = World::make(engine, persons, persons / 10, persons / 200).await?;
        table.condition(engine, &world).await?;
        if options.takes(Measure::Pathways) {
            pathways::board(&world, options, table, persons).await?;
        }
        if options.takes(Measure::Forms) {
            forms::long(&world, options, table).await?;
        }
        world.close().await;
    }
    if options.takes(Measure::Directory) {
        eprintln!("{engine}: the public directory …");
        directory::taken_in(engine, options, table).await?;
        let world = World::make(engine, 200, 20, 1).await?;
        table.condition(engine, &world).await?;
        directory::near(&world, options, table).await?;
        world.close().await;
    }
    Ok(())
}

/// A territory with much work open.
async fn busy(engine: Engine, options: &Options, table: &mut Table) -> Result<(), Failure> {
    eprintln!("{engine}: a territory with {} open requests …", options.open());
    let world = World::make(engine, options.open() * 6 / 5, options.open() * 6 / 5, options.open()).await?;
    table.condition(engine, &world).await?;
    if options.takes(Measure::Pages) {
        pages::request(&world, options, table).await?;
        pages::my_day(&world, options, table).await?;
    }
    if options.takes(Measure::Acts) {
        acts::ask_and_answer(&world, options, table).await?;
    }
    world.close().await;
    Ok(())
}

/// A territory of few persons, some of them accompanied, then one of many.
async fn accompanied(engine: Engine, options: &Options, table: &mut Table) -> Result<(), Failure> {
    let large = options.persons.unwrap_or(if options.quick { 5_000 } else { 100_000 });
    let mut measured = Vec::new();
    for persons in [options.small(), large] {
        eprintln!("{engine}: a territory of {persons} persons, some accompanied …");
        let world = World::make(engine, persons, persons / 10, persons / 200).await?;
        table.condition(engine, &world).await?;
        measured.push(social::accompaniment(&world, options, table, persons).await?);
        world.close().await;
    }
    if let [few, many] = &measured[..] {
        social::growth(engine, table, (options.small(), few), (large, many));
    }
    Ok(())
}

/// A territory of few persons, then one of many.
async fn wide(engine: Engine, options: &Options, table: &mut Table) -> Result<(), Failure> {
    let mut median = Vec::new();
    for persons in [options.small(), options.large()] {
        eprintln!("{engine}: a territory of {persons} persons …");
        let started = Instant::now();
        let world = World::make(engine, persons, persons / 10, persons / 200).await?;
        table.seeded(engine, &world.seeded, started.elapsed());
        median.push(pages::search(&world, options, table, persons).await?);
        pages::plans(&world, table).await?;
        world.close().await;
    }
    if let [small, large] = median[..] {
        let what = format!("median search, {} persons beside {}", options.large(), options.small());
        table.growth(engine, &what, small, large);
    }
    Ok(())
}
