//! The demonstration: a fresh, populated, fictional world, the same each time.

use std::path::Path;
use std::sync::Arc;

use care::stories::{PASSWORD, Persona, world};
use care::{PasswordCost, TerritoryId};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::{Clock, MockClock, OsEntropy, SeededEntropy, ShiftedClock, SystemClock};
use serde_json::json;
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
    clear(&asked.data)?;
    let clock: Arc<dyn Clock> = match asked.today {
        Some(date) => Arc::new(ShiftedClock::starting_at(morning(date)?)),
        None => Arc::new(SystemClock),
    };
    let territory = TerritoryId::from(TERRITORY);
    let (db, keys) = instance::open(&config).await?;
    let told = MockClock::new(clock.now());
    let chance = Arc::new(SeededEntropy::new(37));
    let telling = instance::house(
        &config,
        db.clone(),
        keys.clone(),
        Arc::new(told.clone()),
        chance,
        territory,
        PasswordCost::ThrowAway,
    )?;
    say("Making the world …");
    let made = world(&telling, &told, clock.now(), asked.persons).await?;
    db.link_now().await?;
    db.analyze().await?;
    say(&format!("{} persons, {} requests.", made.persons, made.requests));
    print(&accounts(&made.cast.personas, asked.format))?;
    if asked.prepare_only {
        db.close().await;
        return Ok(());
    }
    let house =
        instance::house(&config, db, keys, clock, Arc::new(OsEntropy), territory, PasswordCost::ThrowAway)?;
    serve::listen(house, Site::default(), asked.listen).await
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

/// Removes the world that may be there, and nothing else.
fn clear(data: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(data).map_err(|error| Failure::new(format!("{}: {error}", data.display())))?;
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

fn morning(date: Date) -> Result<Timestamp, Failure> {
    let zone = TimeZone::get("Europe/Paris").map_err(|error| Failure::new(error.to_string()))?;
    zone.to_timestamp(date.at(9, 0, 0, 0)).map_err(|error| Failure::new(format!("--today: {error}")))
}

fn accounts(personas: &[Persona], format: Table) -> String {
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
