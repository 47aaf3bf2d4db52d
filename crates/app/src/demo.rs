//! The demonstration: a fresh, populated, fictional world, the same each time.

use std::path::Path;
use std::sync::Arc;

use care::PasswordCost;
use care::stories::{PASSWORD, Persona, world};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Clock, Entropy, MockClock, OsEntropy, SeededEntropy, ShiftedClock, SystemClock};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::DbOptions;
use tokio::process::Command;
use uuid::Uuid;
use web::shell::security::Site;

use crate::cli::{Demo, Table};
use crate::config::Config;
use crate::failure::Failure;
use crate::instance::{self, For};
use crate::output::{print, say};
use crate::serve;

/// The territory of the demonstration.
const TERRITORY: Uuid = Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0037);

pub(crate) async fn run(config: &Config, asked: Demo) -> Result<(), Failure> {
    let config = of(config, &asked.data);
    let clock: Arc<dyn Clock> = match asked.today {
        Some(date) => Arc::new(ShiftedClock::starting_at(morning(date)?)),
        None => Arc::new(SystemClock),
    };
    if asked.keep {
        print(&table(&kept(&asked.data)?, asked.format))?;
    } else {
        clear(&asked.data)?;
        if asked.prepare_only {
            return make(&config, &asked, clock.as_ref()).await;
        }
        make_apart().await?;
    }
    let (db, keys) = instance::open(&config, For::Service).await?;
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
        .map_err(|error| fault(&asked.data, error))?;
    let accounts = accounts(&made.cast.personas);
    let mark = asked.data.join(MARK);
    std::fs::write(&mark, table(&accounts, Table::Json)).map_err(|error| fault(&mark, error))?;
    say(&format!("{} persons, {} requests.", made.persons, made.requests));
    print(&table(&accounts, asked.format))
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

/// Stands in the folder of a demonstration, so that no other world is ever taken for one; holds its accounts, once the
/// world is whole.
const MARK: &str = "demonstration";

/// Removes the demonstration that may be there, and nothing else.
///
/// # Errors
/// Where the folder holds a database that no demonstration made.
fn clear(data: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(data).map_err(|error| fault(data, error))?;
    let mark = data.join(MARK);
    if data.join("maillage.db").exists() && !mark.exists() {
        return Err(Failure::new(format!(
            "{} holds a database that is not a demonstration's. Nothing was touched: choose another folder with --data.",
            data.display()
        )));
    }
    std::fs::write(&mark, "").map_err(|error| fault(&mark, error))?;
    for name in ["maillage.db", "maillage.db-wal", "maillage.db-shm", "maillage.db.heads", "maillage.key"] {
        match std::fs::remove_file(data.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(fault(&data.join(name), error));
            }
            _ => {}
        }
    }
    let documents = data.join("documents");
    if documents.exists() {
        std::fs::remove_dir_all(&documents).map_err(|error| fault(&documents, error))?;
    }
    Ok(())
}

fn fault(path: &Path, error: std::io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}

/// The accounts of the demonstration that the folder holds.
///
/// # Errors
/// Where it holds none, or one whose making was cut off.
fn kept(data: &Path) -> Result<Vec<Account>, Failure> {
    let told = std::fs::read_to_string(data.join(MARK)).unwrap_or_default();
    serde_json::from_str(&told).map_err(|_| {
        Failure::new(format!("{} holds no demonstration to keep: start once without --keep.", data.display()))
    })
}

/// Nine in the morning of a day, in Paris.
pub(crate) fn morning(date: Date) -> Result<Timestamp, Failure> {
    let zone = TimeZone::get("Europe/Paris").map_err(|error| Failure::new(error.to_string()))?;
    zone.to_timestamp(date.at(9, 0, 0, 0)).map_err(|error| Failure::new(format!("--today: {error}")))
}

/// An account of a fictional world.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Account {
    persona: String,
    login: String,
    password: String,
    organization: String,
}

/// Who can sign in.
pub(crate) fn accounts(personas: &[Persona]) -> Vec<Account> {
    let account = |it: &Persona| Account {
        persona: it.persona.clone(),
        login: it.login.clone(),
        password: PASSWORD.to_owned(),
        organization: it.organization.clone(),
    };
    personas.iter().map(account).collect()
}

/// Accounts as they are printed.
pub(crate) fn table(accounts: &[Account], format: Table) -> String {
    if format == Table::Json {
        return json!(accounts).to_string();
    }
    let mut text = format!("{:<16} {:<20} {:<20} {}\n", "persona", "login", "password", "organization");
    for it in accounts {
        text.push_str(&format!(
            "{:<16} {:<20} {:<20} {}\n",
            it.persona, it.login, it.password, it.organization
        ));
    }
    text
}
