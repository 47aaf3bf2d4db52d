//! Putting an instance together from its configuration.

use std::sync::Arc;

use care::programs::Programs;
use care::{Foundations, House, Migrator, PasswordCost, TerritoryId};
use kernel::{Clock, Entropy, OsEntropy};
use policy::Policy;
use store::{Blobs, Db, DbOptions, Keys};

use crate::config::Config;
use crate::failure::Failure;

/// What a database is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// To serve pages.
    Service,
    /// One order, which may go through whole tables, and ends.
    Order,
}

/// Opens the database and brings its tables up to date.
pub(crate) async fn open(config: &Config, what: For) -> Result<(Db, Arc<Keys>), Failure> {
    let keys = keys(config, &OsEntropy)?;
    let usual = DbOptions::new(config.database.clone(), keys.clone());
    Ok((database(DbOptions { mapped: what == For::Service, ..usual }).await?, keys))
}

/// The keys of this installation, drawn on the first start.
pub(crate) fn keys(config: &Config, entropy: &dyn Entropy) -> Result<Arc<Keys>, Failure> {
    let key_file = config.key_file();
    if let Some(folder) = key_file.parent().filter(|it| !it.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .map_err(|error| Failure::new(format!("{}: {error}", folder.display())))?;
    }
    let keys = Keys::load_or_create(&key_file, entropy)
        .map_err(|error| Failure::new(format!("{}: {error}", key_file.display())))?;
    Ok(Arc::new(keys))
}

/// The database, its tables up to date.
pub(crate) async fn database(options: DbOptions) -> Result<Db, Failure> {
    let db = Db::open(&options).await?;
    db.migrate::<Migrator>().await?;
    Ok(db)
}

/// The instance for the one territory of a database; `clock` and `entropy` as given.
pub(crate) fn house(
    config: &Config,
    db: Db,
    keys: Arc<Keys>,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    territory: TerritoryId,
    password_cost: PasswordCost,
) -> Result<Arc<House>, Failure> {
    let policy = match &config.policies {
        Some(folder) => Policy::from_dir(folder),
        None => Policy::shipped(),
    }
    .map_err(|error| Failure::new(error.to_string()))?;
    let programs = match &config.programs {
        Some(folder) => Programs::load(folder).map_err(|error| Failure::new(error.to_string()))?,
        None => Programs::shipped(),
    };
    let blobs = Blobs::open(&config.documents(), config.documents_options.clone(), &keys, entropy.clone())?;
    Ok(Arc::new(House::new(Foundations {
        db,
        blobs,
        keys,
        policy,
        programs,
        clock,
        entropy,
        territory,
        password_cost,
    })))
}

/// The instance that a command works on, in real time.
pub(crate) async fn working(config: &Config, what: For) -> Result<Arc<House>, Failure> {
    let (db, keys) = open(config, what).await?;
    let entropy: Arc<dyn Entropy> = Arc::new(OsEntropy);
    let clock: Arc<dyn Clock> = Arc::new(kernel::SystemClock);
    let territory = care::territory::ensure(&db, clock.as_ref(), entropy.as_ref()).await?;
    house(config, db, keys, clock, entropy, territory, PasswordCost::Standard)
}
