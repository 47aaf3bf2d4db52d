//! Connections, and the settings without which nothing else here holds.

use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sqlx::Executor as _;
use sea_orm::{ConnectOptions, Database, DatabaseConnection};

use super::group::GroupWriter;
use super::writing::{Wakers, Writing};
use super::{DbOptions, Engine};
use crate::error::StoreError;
use crate::reader::Reader;

/// Prepared statements kept per connection: more than the house has.
const STATEMENTS: usize = 512;
/// Bytes of an SQLite file that its readers see in place: two gigabytes less a page, the most that the engine maps.
const MAPPED: &str = "2147418112";
/// How long a caller waits for a free connection before it is told to come back.
const PATIENCE: Duration = Duration::from_secs(10);

/// The file in an SQLite address, if it is one.
pub(super) fn sqlite_path(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("sqlite:")?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let path = rest.split('?').next().unwrap_or_default();
    (!path.is_empty() && path != ":memory:").then(|| PathBuf::from(path))
}

pub(super) async fn open(options: &DbOptions) -> Result<(Writing, Reader), StoreError> {
    let audit_key = options.keys.audit();
    if let Some(path) = sqlite_path(&options.url) {
        let file = SqliteFile { path, durable: options.durable, mapped: options.mapped };
        let connection = file.writer().await?;
        let reader = Reader::new(file.readers(options.max_readers).await?, Engine::Sqlite);
        let wakers = Arc::new(Wakers::default());
        let writer = GroupWriter::new(file, connection, audit_key, options.act_limit, Arc::clone(&wakers));
        return Ok((Writing::group(writer, wakers, audit_key, options.act_limit), reader));
    }
    if options.url.starts_with("postgres://") || options.url.starts_with("postgresql://") {
        let writers = postgres(&options.url, options.max_writers, false).await?;
        let readers = postgres(&options.url, options.max_readers, true).await?;
        let writing = Writing::pool(writers, audit_key, options.act_limit);
        return Ok((writing, Reader::new(readers, Engine::Postgres)));
    }
    // The address may hold a password: it is not repeated.
    Err(StoreError::bug("the database address is neither sqlite:PATH nor postgres://…"))
}

/// An SQLite database on disk.
#[derive(Clone, Debug)]
pub(super) struct SqliteFile {
    path: PathBuf,
    durable: bool,
    mapped: bool,
}

impl SqliteFile {
    /// The one connection that writes: write-ahead log, and each commit waits for the disk, unless the world
    /// being written can be made again.
    pub(super) async fn writer(&self) -> Result<DatabaseConnection, StoreError> {
        self.prepare()
            .map_err(|error| StoreError::unavailable(format!("the database file: {}", error.kind())))?;
        let pragmas = [
            ("journal_mode", "WAL"),
            ("synchronous", if self.durable { "FULL" } else { "OFF" }),
            // What is deleted is overwritten where that costs no extra write: wrapped keys above all.
            ("secure_delete", "FAST"),
            ("wal_autocheckpoint", "2000"),
            ("cache_size", "-64000"),
        ];
        self.connect(1, &pragmas).await
    }

    /// Makes the file readable by its owner alone; its log and its index follow its mode.
    fn prepare(&self) -> std::io::Result<()> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut options = std::fs::OpenOptions::new();
        match options.write(true).create_new(true).mode(0o600).open(&self.path) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    }

    /// Connections that cannot write. In service they read the file where the system holds it in memory already; each would
    /// otherwise copy what a long list goes through into a cache of its own, page by page, at every reading.
    pub(super) async fn readers(&self, most: u32) -> Result<DatabaseConnection, StoreError> {
        let mapped = if self.mapped { MAPPED } else { "0" };
        self.connect(most, &[("query_only", "ON"), ("cache_size", "-4000"), ("mmap_size", mapped)]).await
    }

    async fn connect(
        &self,
        most: u32,
        pragmas: &[(&'static str, &'static str)],
    ) -> Result<DatabaseConnection, StoreError> {
        let path = self.path.clone();
        let pragmas = pragmas.to_vec();
        let mut options = ConnectOptions::new("sqlite:");
        pool(&mut options, most).map_sqlx_sqlite_opts(move |_| {
            let base = sea_orm::sqlx::sqlite::SqliteConnectOptions::new()
                .filename(&path)
                .create_if_missing(true)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(5))
                .statement_cache_capacity(STATEMENTS)
                .pragma("temp_store", "MEMORY");
            let all = pragmas.iter().fold(base, |options, (name, value)| options.pragma(*name, *value));
            sea_orm::sqlx::ConnectOptions::disable_statement_logging(all)
        });
        Ok(Database::connect(options).await?)
    }
}

/// Connections to PostgreSQL. Readers' transactions are read-only; writers wait for the disk even
/// where the server's own default says not to, and not for ever on a row that another holds. No statement of ours is worth
/// compiling: it would cost more than it takes.
async fn postgres(url: &str, most: u32, read_only: bool) -> Result<DatabaseConnection, StoreError> {
    let sql = if read_only {
        "SELECT set_config('default_transaction_read_only', 'on', false), set_config('jit', 'off', false)"
    } else {
        "SELECT set_config('lock_timeout', '10s', false), set_config('jit', 'off', false), set_config('synchronous_commit', \
         CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on' \
         ELSE current_setting('synchronous_commit') END, false)"
    };
    let mut options = ConnectOptions::new(url);
    pool(&mut options, most)
        .test_before_acquire_if_idle_for(Duration::from_secs(10))
        .map_sqlx_postgres_opts(|options| {
            options.application_name("maillage").statement_cache_capacity(STATEMENTS)
        })
        .map_sqlx_postgres_pool_opts(move |options| {
            options.after_connect(move |connection, _| {
                Box::pin(async move { connection.execute(sql).await.map(|_| ()) })
            })
        });
    Ok(Database::connect(options).await?)
}

/// What both engines' pools have in common: connections stay, and cost no question before use.
fn pool(options: &mut ConnectOptions, most: u32) -> &mut ConnectOptions {
    options
        .max_connections(most.max(1))
        .min_connections(0)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .test_before_acquire(false)
        .sqlx_logging(false)
}
