//! The public directory: taken in, taken in again, and who is near.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use care::Ctx;
use care::access::Actor;
use care::directory::public::{Accepting, DirectoryFile, Report, Wanted, import, nearest};
use care::seed::{DirectoryPlan, write_directory};
use kernel::{Locale, places};
use sea_orm::{ConnectionTrait, Statement};
use store::Tx;
use tempfile::TempDir;

use crate::table::Table;
use crate::wire::percentile;
use crate::world::World;
use crate::{Failure, Options};

/// Exercises in the file that is taken in, and general practitioners among whom one looks.
const EXERCISES: usize = 1_000_000;
const GPS: usize = 100_000;
/// How many are shown.
const SHOWN: usize = 20;

/// A directory of all professions, taken in and taken in again.
pub(crate) async fn taken_in(world: &World, options: &Options, table: &mut Table) -> Result<(), Failure> {
    let lines = if options.quick { EXERCISES / 20 } else { EXERCISES };
    #[expect(clippy::cast_precision_loss, reason = "a million at most")]
    let goal = 60.0 * lines as f64 / EXERCISES as f64;
    let ctx = Ctx::new(world.house.clone(), Actor::System, Locale::Fr);
    let folder = TempDir::new()?;
    let path = folder.path().join("directory.txt");
    write(&path, DirectoryPlan { lines, seed: 37, only_gps: false })?;
    let before = resident()?;
    for again in [false, true] {
        // The peak is counted anew.
        std::fs::write("/proc/self/clear_refs", "5")?;
        let start = Instant::now();
        let report = taken(&ctx, &path).await?;
        let seconds = start.elapsed().as_secs_f64();
        let peak = status("VmHWM:")?;
        if report.open != i64::try_from(lines)? || report.refused > 0 {
            return Err(format!("{report:?}").into());
        }
        let what = if again { "taken in again, nothing changed" } else { "taken in" };
        let what = format!("directory of {lines} exercises {what}");
        let goal_words = format!("< {goal:.0} s");
        let words = format!("bench included, {before:.0} MB before");
        table.line(
            world.engine,
            &what,
            &goal_words,
            format!("{seconds:.1} s"),
            seconds < goal,
            String::new(),
        );
        table.line(
            world.engine,
            &format!("{what}: peak memory"),
            "< 200 MB",
            format!("{peak:.0} MB"),
            peak < 200.0,
            words,
        );
    }
    Ok(())
}

/// The nearest general practitioners who take new patients, from where people live; one in three takes some.
pub(crate) async fn near(world: &World, options: &Options, table: &mut Table) -> Result<(), Failure> {
    let lines = if options.quick { GPS / 10 } else { GPS };
    let ctx = Ctx::new(world.house.clone(), Actor::System, Locale::Fr);
    let folder = TempDir::new()?;
    let path = folder.path().join("gps.txt");
    write(&path, DirectoryPlan { lines, seed: 38, only_gps: true })?;
    taken(&ctx, &path).await?;
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

async fn taken(ctx: &Ctx, path: &Path) -> Result<Report, Failure> {
    Ok(import(ctx, DirectoryFile::open(path)?, |_| {}).await?)
}

fn resident() -> Result<f64, Failure> {
    status("VmRSS:")
}

/// A figure of this process, in megabytes.
fn status(name: &str) -> Result<f64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line =
        status.lines().find_map(|line| line.strip_prefix(name)).ok_or("the system says nothing of it")?;
    Ok(line.trim().trim_end_matches(" kB").trim().parse::<f64>()? / 1024.0)
}
