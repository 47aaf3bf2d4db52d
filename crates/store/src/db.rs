//! Opening the database, writing through its one door, reading beside it.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::sea_query::SelectStatement;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sea_orm_migration::MigratorTrait;
use tokio::sync::oneshot;

use crate::audit::heads::Heads;
use crate::audit::reads::ReadJournal;
use crate::error::StoreError;
use crate::keys::Keys;
use crate::reader::Reader;
use crate::tx::Tx;

mod act;
mod connect;
mod group;
mod statistics;
mod writing;

pub(crate) use act::Session;
pub(crate) use writing::{Writing, must_stand_outside_an_act};

/// Which engine keeps the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// One file, one writer, for one territory on one machine.
    Sqlite,
    /// A server, for several territories or several nodes.
    Postgres,
}

impl Engine {
    pub(crate) fn backend(self) -> DbBackend {
        match self {
            Self::Sqlite => DbBackend::Sqlite,
            Self::Postgres => DbBackend::Postgres,
        }
    }
}

/// How to open the database.
#[derive(Clone, Debug)]
pub struct DbOptions {
    /// `sqlite:PATH` (made when absent) or `postgres://user:password@host/database`.
    pub url: String,
    /// The secrets of this installation.
    pub keys: Arc<Keys>,
    /// Most read connections open at once.
    pub max_readers: u32,
    /// Most acts running at once on PostgreSQL. SQLite has one writer whatever this says.
    pub max_writers: u32,
    /// Where the heads of the journal are kept. By default beside an SQLite file; without one on
    /// PostgreSQL they are only in the log. Nodes that share a database share this file, or only
    /// one of them links.
    pub heads: Option<PathBuf>,
    /// How long an act may run before it is undone: on SQLite everyone waits for it.
    pub act_limit: Duration,
    /// Whether an acknowledged write survives a power cut. Only a world that can be made again at will, and is
    /// not served while it is made, may do without.
    pub durable: bool,
    /// Whether readers of an SQLite file see it where the system holds it in memory. A service does, for its pages; an order that
    /// goes through whole tables once would have the whole file counted as its own memory.
    pub mapped: bool,
}

impl DbOptions {
    /// The usual settings for this database.
    pub fn new(url: impl Into<String>, keys: Arc<Keys>) -> Self {
        let url = url.into();
        let heads = connect::sqlite_path(&url).map(|path| {
            let mut name = path.into_os_string();
            name.push(".heads");
            PathBuf::from(name)
        });
        Self {
            url,
            keys,
            max_readers: 8,
            max_writers: 16,
            heads,
            act_limit: Duration::from_secs(20),
            durable: true,
            mapped: true,
        }
    }
}

/// What the live writer connection says of durability, read back rather than assumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Durability {
    /// SQLite: `journal_mode` (expected `wal`). PostgreSQL: `fsync` (expected `on`).
    pub journal: String,
    /// SQLite: `synchronous` (expected `FULL`). PostgreSQL: `synchronous_commit` (expected `on`).
    pub synchronous: String,
}

/// The database. Cheap to clone; all clones share its connections.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    keys: Arc<Keys>,
    reader: Reader,
    writing: Arc<Writing>,
    reads: ReadJournal,
    heads: Heads,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db").field("engine", &self.engine()).finish_non_exhaustive()
    }
}

impl Db {
    /// Opens the database. Does not migrate: see [`Db::migrate`].
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it cannot be reached, or written; [`StoreError::Bug`] for
    /// an address that is neither SQLite nor PostgreSQL.
    pub async fn open(options: &DbOptions) -> Result<Self, StoreError> {
        let (writing, reader) = connect::open(options).await?;
        let writing = Arc::new(writing);
        let reads = ReadJournal::start(Arc::clone(&writing));
        let heads = Heads::new(options.heads.clone(), options.keys.audit());
        Ok(Self { inner: Arc::new(Inner { keys: Arc::clone(&options.keys), reader, writing, reads, heads }) })
    }

    /// Which engine keeps the data.
    pub fn engine(&self) -> Engine {
        self.inner.writing.engine
    }

    /// The secrets of this installation.
    pub fn keys(&self) -> &Keys {
        &self.inner.keys
    }

    /// A way to read what is committed.
    pub fn reader(&self) -> Reader {
        self.inner.reader.clone()
    }

    /// A way to read all that one page shows through one connection, to be released when the page is made.
    pub fn held_reader(&self) -> Reader {
        self.inner.reader.holding()
    }

    pub(crate) fn writing(&self) -> &Arc<Writing> {
        &self.inner.writing
    }

    pub(crate) fn reads(&self) -> &ReadJournal {
        &self.inner.reads
    }

    pub(crate) fn heads(&self) -> &Heads {
        &self.inner.heads
    }

    /// Runs an act: all that it writes is durable when this returns `Ok`, or none of it is.
    ///
    /// The act runs in a task of its own, so a caller who goes away harms nobody: the act ends and
    /// is committed as if they had stayed. An act that fails, panics or goes on after a statement
    /// failed is undone alone. On SQLite acts share a commit (at most 64 acts, or as long as a commit
    /// takes, and never a wait for company); a commit that fails fails all that shared it. On
    /// PostgreSQL each act is one transaction, read committed: what it decides upon, it locks
    /// ([`lock_clause`]).
    ///
    /// # Errors
    /// The act's own; or, converted, [`StoreError::Unavailable`] when the storage failed and
    /// [`StoreError::Bug`] when the act panicked or called for another act from inside.
    pub async fn write<F, Fut, T, E>(&self, act: F) -> Result<T, E>
    where
        F: FnOnce(Tx) -> Fut + Send + 'static,
        Fut: Future<Output = Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        write(&self.inner.writing, act).await
    }

    /// Brings the tables up to date, in one transaction, one process at a time.
    pub async fn migrate<M: MigratorTrait>(&self) -> Result<(), StoreError> {
        self.inner.writing.migrate::<M>().await?;
        self.assume().await
    }

    /// Reads back, from the live writer connection, what makes a commit durable.
    pub async fn durability(&self) -> Result<Durability, StoreError> {
        let engine = self.engine();
        self.write(async move |tx: Tx| match engine {
            Engine::Sqlite => {
                let level: i32 = setting(&tx, "PRAGMA synchronous").await?;
                let names = ["OFF", "NORMAL", "FULL", "EXTRA"];
                let name = usize::try_from(level).ok().and_then(|level| names.get(level));
                Ok(Durability {
                    journal: setting(&tx, "PRAGMA journal_mode").await?,
                    synchronous: name.map_or_else(|| level.to_string(), ToString::to_string),
                })
            }
            Engine::Postgres => Ok(Durability {
                journal: setting(&tx, "SHOW fsync").await?,
                synchronous: setting(&tx, "SHOW synchronous_commit").await?,
            }),
        })
        .await
    }

    /// Lets the engine look at its tables anew, so that it picks the right index: after an import,
    /// and now and then.
    pub async fn analyze(&self) -> Result<(), StoreError> {
        self.write(async |tx: Tx| tx.run("ANALYZE", Vec::new()).await).await.map(|_| ())?;
        self.assume().await
    }

    /// SQLite believes of tables that were never counted what the house knows of its own.
    async fn assume(&self) -> Result<(), StoreError> {
        match self.engine() {
            Engine::Sqlite => self.write(async |tx: Tx| statistics::assume(&tx).await).await,
            Engine::Postgres => Ok(()),
        }
    }

    /// Ends what is under way and closes every connection. Whatever comes later is
    /// [`StoreError::Unavailable`].
    pub async fn close(&self) {
        self.inner.writing.close().await;
        self.inner.reader.close().await;
    }
}

/// [`Db::write`], for the store's own tasks that must not keep the database alive.
pub(crate) async fn write<F, Fut, T, E>(writing: &Writing, act: F) -> Result<T, E>
where
    F: FnOnce(Tx) -> Fut + Send + 'static,
    Fut: Future<Output = Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (outcome, mut done) = oneshot::channel();
    let erased: act::Act = Box::new(move |tx| {
        Box::pin(async move {
            let result = act(tx).await;
            let keep = result.is_ok();
            // Nobody listens any more when the caller has gone; the act counts all the same.
            let _ = outcome.send(result);
            keep
        })
    });
    writing.run(erased).await?;
    done.try_recv().unwrap_or_else(|_| Err(StoreError::bug("an act ended without an outcome").into()))
}

async fn setting<T: sea_orm::TryGetable>(tx: &Tx, sql: &str) -> Result<T, StoreError> {
    let statement = Statement::from_string(tx.get_database_backend(), sql);
    let row = tx.query_one_raw(statement).await?.ok_or_else(|| StoreError::bug("a setting has no value"))?;
    Ok(row.try_get_by_index(0)?)
}

/// Makes a `SELECT` hold the rows it finds until the act ends (`FOR UPDATE`), in the order found:
/// sort by key, so that two acts that need the same rows do not wait for each other. On SQLite
/// there is one writer, and nothing to say.
pub fn lock_clause(engine: Engine, select: &mut SelectStatement) -> &mut SelectStatement {
    match engine {
        Engine::Sqlite => select,
        Engine::Postgres => select.lock_exclusive(),
    }
}
