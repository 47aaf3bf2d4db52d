//! What was measured, as a table.

use std::fmt;
use std::time::Duration;

use care::seed::Seeded;

use crate::world::{Engine, World};
use crate::{Failure, Options};

/// Lines and the conditions under which they were taken.
pub(crate) struct Table {
    conditions: Vec<String>,
    lines: Vec<[String; 6]>,
}

impl Table {
    pub(crate) fn new(options: &Options) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let profile =
            if cfg!(debug_assertions) { "not optimised: figures mean nothing" } else { "optimised" };
        let length = if options.quick { "quick" } else { "full" };
        let first = format!(
            "{length} run, {profile}, {cores} cores, client and server in one process over the loopback, {} visitors \
             where a rate is given; authentication, policy, journal and durable commits on",
            crate::wire::VISITORS
        );
        Self { conditions: vec![first], lines: Vec::new() }
    }

    /// Notes how durable an engine says it is.
    pub(crate) async fn condition(&mut self, engine: Engine, world: &World) -> Result<(), Failure> {
        let it = world.house.db().durability().await?;
        let words = match engine {
            Engine::Sqlite => format!("SQLite: journal_mode {}, synchronous {}", it.journal, it.synchronous),
            Engine::Postgres => {
                format!("PostgreSQL: fsync {}, synchronous_commit {}", it.journal, it.synchronous)
            }
        };
        if !self.conditions.contains(&words) {
            self.conditions.push(words);
        }
        Ok(())
    }

    pub(crate) fn line(
        &mut self,
        engine: Engine,
        what: &str,
        goal: &str,
        measured: String,
        met: bool,
        words: String,
    ) {
        self.add([engine.to_string(), what.to_owned(), goal.to_owned(), measured, verdict(met), words]);
    }

    pub(crate) fn general(&mut self, what: &str, goal: &str, measured: String, met: bool) {
        self.add([String::new(), what.to_owned(), goal.to_owned(), measured, verdict(met), String::new()]);
    }

    fn add(&mut self, line: [String; 6]) {
        eprintln!("  {} {}: {} ({})", line[0], line[1], line[3], line[2]);
        self.lines.push(line);
    }

    /// How fast a territory was made; nothing is asked of it but to be told.
    pub(crate) fn seeded(&mut self, engine: Engine, seeded: &Seeded, took: Duration) {
        #[allow(clippy::cast_precision_loss)] // millions at most
        let rate = |many: usize| many as f64 / took.as_secs_f64();
        let what =
            format!("seeding {} persons with a request for ten, journal chained, served", seeded.persons);
        let words = format!("{:.0} rows/s; {:.0} s", rate(seeded.rows), took.as_secs_f64());
        let rate = format!("{:.0} persons/s", rate(seeded.persons));
        self.add([engine.to_string(), what, String::new(), rate, String::new(), words]);
    }

    /// What something costs more in the large territory than in the small one.
    pub(crate) fn growth(&mut self, engine: Engine, what: &str, small: f64, large: f64) {
        let ratio = large / small;
        self.line(engine, what, "< 1.5", format!("× {ratio:.2}"), ratio < 1.5, String::new());
    }
}

fn verdict(met: bool) -> String {
    if met { "met" } else { "missed" }.to_owned()
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for condition in &self.conditions {
            writeln!(f, "- {condition}")?;
        }
        writeln!(f, "\n| engine | work | goal | measured | | |\n|---|---|---|---|---|---|")?;
        for line in &self.lines {
            writeln!(f, "| {} |", line.join(" | "))?;
        }
        Ok(())
    }
}
