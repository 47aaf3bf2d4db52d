//! `maillage`: one binary that serves a territory, shows a demonstration, and does the administrator's chores.
//!
//! Standard output carries the result alone; progress and messages go to standard error. Exit codes: 0 done, 1 the
//! work failed (one line says why and what to do), 2 wrong usage.

mod accounts;
mod audit;
mod cli;
mod config;
mod demo;
mod failure;
mod import;
mod instance;
mod output;
mod report;
mod routes;
mod seed;
mod serve;

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

use crate::cli::{Cli, Command};
use crate::failure::Failure;
use crate::output::say;

/// A page is many small pieces of memory, taken in one thread and given back in another: the system's allocator spends a
/// fifth of a page's time on them.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let filter = std::env::var("RUST_LOG").unwrap_or_else(|_| "warn,maillage=info".to_owned());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Failure::new(format!("the runtime does not start: {error}")).told(),
    };
    match runtime.block_on(run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.told(),
    }
}

async fn run(cli: Cli) -> Result<(), Failure> {
    let config = config::Config::load(cli.config.as_deref(), cli.database.clone())?;
    if let (Command::Demo(asked), Some(_)) = (&cli.command, &cli.database)
        && asked.prepare_only
    {
        // Whoever names a database would look for the world in it. What makes the world says it, as the serving program has
        // it made in one of its own.
        say("--database is not used: the world is a SQLite file in the folder of --data.");
    }
    match cli.command {
        Command::Demo(asked) => demo::run(&config, asked).await,
        Command::Serve(asked) => serve::run(&config, asked).await,
        Command::Migrate => serve::migrate(&config).await,
        Command::Seed(asked) => seed::run(&config, asked).await,
        Command::Import(asked) => import::run(&config, asked).await,
        Command::Report(asked) => report::run(&config, asked).await,
        Command::Audit(asked) => audit::run(&config, asked).await,
        Command::User(asked) => accounts::run(&config, asked).await,
        Command::Routes(asked) => routes::run(asked),
    }
}
