//! The public directory: taken in, taken in again, and who is near.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use care::Ctx;
use care::access::Actor;
use care::directory::public::{Accepting, DirectoryFile, Wanted, import, nearest};
use care::seed::{DirectoryPlan, write_directory};
use kernel::{Locale, places};
use pgtemp::PgTempDB;
use sea_orm::{ConnectionTrait, Statement};
use store::Tx;
use tempfile::TempDir;

use crate::program::megabytes;
use crate::table::Table;
use crate::wire::percentile;
use crate::world::{Engine, World, durable_server};
use crate::{Failure, Options};

/// Exercises in the file that is taken in, and general practitioners among whom one looks.
const EXERCISES: usize = 1_000_000;
const GPS: usize = 100_000;
/// How many are shown.
const SHOWN: usize = 20;

/// A directory of all professions, taken in and taken in again by the program itself.
pub(crate) async fn taken_in(engine: Engine, options: &Options, table: &mut Table) -> Result<(), Failure> {
    let Ok(program) = std::env::var("MAILLAGE_BIN") else {
        eprintln!("MAILLAGE_BIN names no program: taking the directory in is not measured.");
        return Ok(());
    };
    let lines = if options.quick { EXERCISES / 20 } else { EXERCISES };
    #[expect(clippy::cast_precision_loss, reason = "a million at most")]
    let goal = 60.0 * lines as f64 / EXERCISES as f64;
    let folder = TempDir::new()?;
    write(&folder.path().join("directory.txt"), DirectoryPlan { lines, seed: 37, only_gps: false })?;
    let server = match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some(tokio::task::spawn_blocking(durable_server).await?),
    };
    let url = server.as_ref().map_or_else(|| "sqlite:maillage.db".to_owned(), PgTempDB::connection_uri);
    for again in [false, true] {
        let start = Instant::now();
        let (report, peak) = ordered(&program, folder.path(), &url).await?;
        let seconds = start.elapsed().as_secs_f64();
        if report["open"] != lines || report["refused"] != 0 {
            return Err(report.to_string().into());
        }
        let what = if again { "taken in again, nothing changed" } else { "taken in" };
        let what = format!("directory of {lines} exercises {what}");
        let (within, measured) = (format!("< {goal:.0} s"), format!("{seconds:.1} s"));
        table.line(
            engine,
            &what,
            &within,
            measured,
            seconds < goal,
            "start of the program included".to_owned(),
        );
        let what = format!("{what}: peak memory");
        table.line(engine, &what, "< 200 MB", format!("{peak:.0} MB"), peak < 200.0, String::new());
    }
    // The server is stopped where blocking is allowed.
    Ok(tokio::task::spawn_blocking(move || drop(server)).await?)
}

/// Orders the program to take the directory in: what it reports, and the most memory that it held, in megabytes.
async fn ordered(program: &str, folder: &Path, url: &str) -> Result<(serde_json::Value, f64), Failure> {
    let program = std::fs::canonicalize(program)?;
    let importing = tokio::process::Command::new(program)
        .args(["import", "directory", "directory.txt", "--format", "json", "--database", url])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let status = format!("/proc/{}/status", importing.id().ok_or("it ended at once")?);
    let done = importing.wait_with_output();
    tokio::pin!(done);
    let (mut looks, mut peak) = (tokio::time::interval(Duration::from_millis(20)), 0.0);
    let output = loop {
        tokio::select! {
            output = &mut done => break output?,
            // The peak only grows; once the program ends there is nothing to read any more.
            _ = looks.tick() => peak = megabytes(&status, "VmHWM:").unwrap_or(peak),
        }
    };
    Ok((serde_json::from_slice(&output.stdout)?, peak))
}

/// The nearest general practitioners who take new patients, from where people live; one in three takes some.
pub(crate) async fn near(world: &World, options: &Options, table: &mut Table) -> Result<(), Failure> {
    let lines = if options.quick { GPS / 10 } else { GPS };
    let ctx = Ctx::new(world.house.clone(), Actor::System, Locale::Fr);
    let folder = TempDir::new()?;
    let path = folder.path().join("gps.txt");
    write(&path, DirectoryPlan { lines, seed: 38, only_gps: true })?;
    import(&ctx, DirectoryFile::open(&path)?, |_| {}).await?;
    let text = "UPDATE public_practice SET rank = 0 WHERE number % 3 = 0";
    let accept = async move |tx: Tx| {
        tx.execute_raw(Statement::from_string(tx.get_database_backend(), text))
            .await
            .map_err(care::Error::from)
    };
    world.house.db().write(accept).await?;
    world.house.db().analyze().await?;
    let homes = homes(options.readings());
    let wanted = |from| Wanted {
        profession: "10".to_owned(),
        specialities: vec!["SM54".to_owned()],
        from,
        accepting: Accepting { new_patients: true, ..Accepting::default() },
    };
    for home in homes.iter().take(20) {
        nearest(&ctx, &wanted(*home), SHOWN).await?;
    }
    let mut took = Vec::with_capacity(homes.len());
    for home in homes {
        let wanted = wanted(home);
        let start = Instant::now();
        let found = nearest(&ctx, &wanted, SHOWN).await?;
        took.push(start.elapsed().as_secs_f64() * 1e3);
        if found.len() < SHOWN {
            return Err(format!("{} near {home:?}", found.len()).into());
        }
    }
    let (median, p99) = (percentile(&mut took, 0.5), percentile(&mut took, 0.99));
    let what = format!("nearest {SHOWN} of {lines} GPs who take new patients, 99th percentile");
    let words = format!("median {median:.1} ms; from where people live, without a page around it");
    table.line(world.engine, &what, "< 5 ms", format!("{p99:.1} ms"), p99 < 5.0, words);
    Ok(())
}

/// Homes spread over the people of mainland France as they are over its communes.
fn homes(many: usize) -> Vec<care::directory::public::Point> {
    let mainland =
        places::all().filter(|it| !it.department().starts_with("97") && !it.department().starts_with("98"));
    let mut people = Vec::new();
    let mut sum = 0_u64;
    for commune in mainland {
        let Some(position) = commune.position.filter(|_| commune.population > 0) else { continue };
        sum += u64::from(commune.population);
        people.push((sum, position));
    }
    let homes = (0..many as u64).map(|number| {
        // Far apart from one to the next, and the same in every run.
        let at = (number * 7_919_777 + 13) * 104_729 % sum;
        people[people.partition_point(|(sum, _)| *sum <= at)].1.into()
    });
    homes.collect()
}

fn write(path: &Path, plan: DirectoryPlan) -> Result<(), Failure> {
    let mut file = BufWriter::new(File::create(path)?);
    write_directory(plan, &mut file)?;
    Ok(file.flush()?)
}
