//! The demonstration: a fresh, populated, fictional world, the same each time.

use std::path::Path;
use std::sync::Arc;

use care::PasswordCost;
use care::stories::{PASSWORD, Persona, world};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Clock, Entropy, MockClock, OsEntropy, SeededEntropy, ShiftedClock, SystemClock};
use serde_json::json;
use store::DbOptions;
use tokio::process::Command;
use uuid::Uuid;
use web::shell::security::Site;

use crate::cli::{Demo, Table};
use crate::config::Config;
use crate::failure::Failure;
use crate::output::{print, say};
use crate::{instance, serve};

/// The territory of the demonstration.
const TERRITORY: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0037);

pub(crate) async fn run(config: &Config, asked: Demo) -> Result<(), Failure> {
    let config = of(config, &asked.data);
    let clock: Arc<dyn Clock> = match asked.today {
        Some(date) => Arc::new(ShiftedClock::starting_at(morning(date)?)),
        None => Arc::new(SystemClock),
    };
    clear(&asked.data)?;
    if asked.prepare_only {
        return make(&config, &asked, clock.as_ref()).await;
    }
    make_apart().await?;
    let (db, keys) = instance::open(&config).await?;
    let chance = Arc::new(OsEntropy);
    let house = instance::house(&config, db, keys, clock, chance, TERRITORY.into(), PasswordCost::ThrowAway)?;
    serve::listen(house, Site::default(), asked.listen).await
}

/// Makes the world in a program of its own, which takes the memory that this needs away with it: what serves weighs as
/// much as any other service.
async fn make_apart() -> Result<(), Failure> {
    let fault = |error: std::io::Error| Failure::new(format!("the world cannot be made: {error}"));
    let made = Command::new(std::env::current_exe().map_err(fault)?)
        .args(std::env::args_os().skip(1))
        .arg("--prepare-only")
        .kill_on_drop(true)
        .status()
        .await
        .map_err(fault)?;
    if made.success() { Ok(()) } else { Err(Failure::new("the world was not made; why is said above.")) }
}

/// Tells the world and prints its accounts. Nothing waits for the disk while it is told, as it can be told again; it is
/// whole on the disk before it is served, and from then on every write is.
async fn make(config: &Config, asked: &Demo, clock: &dyn Clock) -> Result<(), Failure> {
    let chance: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(37));
    let keys = instance::keys(config, chance.as_ref())?;
    let options = DbOptions { durable: false, ..DbOptions::new(config.database.clone(), keys.clone()) };
    let db = instance::database(options).await?;
    let told = MockClock::new(clock.now());
    let time = Arc::new(told.clone());
    let telling =
        instance::house(config, db.clone(), keys, time, chance, TERRITORY.into(), PasswordCost::ThrowAway)?;
    say("Making the world …");
    let made = world(&telling, &told, clock.now(), asked.persons).await?;
    db.link_now().await?;
    db.analyze().await?;
    db.close().await;
    std::fs::File::open(asked.data.join("maillage.db"))
        .and_then(|file| file.sync_all())
        .map_err(|error| Failure::new(format!("{}: {error}", asked.data.display())))?;
    say(&format!("{} persons, {} requests.", made.persons, made.requests));
    print(&accounts(&made.cast.personas, asked.format))
}

/// The configuration of a demonstration: everything in its folder.
fn of(config: &Config, data: &Path) -> Config {
    Config {
        database: format!("sqlite:{}", data.join("maillage.db").display()),
        key_file: None,
        documents: None,
        ..config.clone()
    }
}

/// Stands in the folder of a demonstration, so that no other world is ever taken for one.
const MARK: &str = "demonstration";

/// Removes the demonstration that may be there, and nothing else.
///
/// # Errors
/// Where the folder holds a database that no demonstration made.
fn clear(data: &Path) -> Result<(), Failure> {
    let fault = |error: std::io::Error| Failure::new(format!("{}: {error}", data.display()));
    std::fs::create_dir_all(data).map_err(fault)?;
    let mark = data.join(MARK);
    if data.join("maillage.db").exists() && !mark.exists() {
        return Err(Failure::new(format!(
            "{} holds a database that is not a demonstration's. Nothing was touched: choose another folder with --data.",
            data.display()
        )));
    }
    std::fs::write(&mark, "Made anew by every `maillage demo`.\n").map_err(fault)?;
    for name in ["maillage.db", "maillage.db-wal", "maillage.db-shm", "maillage.db.heads", "maillage.key"] {
        match std::fs::remove_file(data.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::new(format!("{}: {error}", data.join(name).display())));
            }
            _ => {}
        }
    }
    let documents = data.join("documents");
    if documents.exists() {
        std::fs::remove_dir_all(&documents)
            .map_err(|error| Failure::new(format!("{}: {error}", documents.display())))?;
    }
    Ok(())
}

/// Nine in the morning of a day, in Paris.
pub(crate) fn morning(date: Date) -> Result<Timestamp, Failure> {
    let zone = TimeZone::get("Europe/Paris").map_err(|error| Failure::new(error.to_string()))?;
    zone.to_timestamp(date.at(9, 0, 0, 0)).map_err(|error| Failure::new(format!("--today: {error}")))
}

/// Who can sign in, as a table.
pub(crate) fn accounts(personas: &[Persona], format: Table) -> String {
    if format == Table::Json {
        let lines: Vec<_> = personas
            .iter()
            .map(|it| {
                json!({
                    "persona": it.persona, "login": it.login, "password": PASSWORD, "organization": it.organization,
                })
            })
            .collect();
        return serde_json::Value::from(lines).to_string();
    }
    let mut text = format!("{:<16} {:<20} {:<20} {}\n", "persona", "login", "password", "organization");
    for it in personas {
        text.push_str(&format!("{:<16} {:<20} {:<20} {}\n", it.persona, it.login, PASSWORD, it.organization));
    }
    text
}
