//! An instance on a throw-away database, served on the loopback.

use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use care::programs::Programs;
use care::seed::{Plan, Seeded, seed};
use care::{Foundations, House, Migrator, PasswordCost, TerritoryId};
use kernel::{Clock, MockClock, SeededEntropy, SystemClock};
use pgtemp::PgTempDB;
use policy::Policy;
use sea_orm::ConnectionTrait as _;
use store::{Blobs, Db, DbOptions, Keys, LinkerHandle};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use uuid::Uuid;
use web::shell::security::Site;

use crate::Failure;

/// The engine under measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Engine {
    /// A file.
    Sqlite,
    /// A server of our own, durable.
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// A served territory.
pub(crate) struct World {
    pub(crate) engine: Engine,
    pub(crate) house: Arc<House>,
    pub(crate) seeded: Seeded,
    pub(crate) router: Router,
    pub(crate) address: SocketAddr,
    serving: JoinHandle<()>,
    linker: LinkerHandle,
    _folder: TempDir,
    server: Option<PgTempDB>,
}

impl World {
    /// Makes a territory up to now and serves it, with its linker.
    pub(crate) async fn make(
        engine: Engine,
        persons: usize,
        requests: usize,
        open: usize,
    ) -> Result<Self, Failure> {
        let folder = TempDir::new()?;
        let server = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(tokio::task::spawn_blocking(durable_server).await?),
        };
        let url = server.as_ref().map_or_else(
            || format!("sqlite:{}", folder.path().join("maillage.db").display()),
            PgTempDB::connection_uri,
        );
        let keys = Arc::new(Keys::from_bytes([7; 32]));
        let entropy = Arc::new(SeededEntropy::new(37));
        let db = Db::open(&DbOptions::new(url, Arc::clone(&keys))).await?;
        db.migrate::<Migrator>().await?;
        let documents = folder.path().join("documents").display().to_string();
        let blobs = Blobs::open(&documents, std::iter::empty(), &keys, entropy.clone())?;
        let now = SystemClock.now();
        let told = MockClock::new(now);
        let house = |clock: Arc<dyn Clock>| {
            Ok::<_, Failure>(Arc::new(House::new(Foundations {
                db: db.clone(),
                blobs: blobs.clone(),
                keys: keys.clone(),
                policy: Policy::shipped()?,
                programs: Programs::shipped(),
                clock,
                entropy: entropy.clone(),
                territory: TerritoryId::from(Uuid::from_u128(37)),
                password_cost: PasswordCost::ThrowAway,
            })))
        };
        let plan = Plan { persons, requests, open, seed: 37, today: now };
        let seeded = seed(&house(Arc::new(told.clone()))?, &told, plan, |_| {})
            .await
            .map_err(|error| format!("the territory cannot be made: {error}"))?;
        let house = house(Arc::new(SystemClock))?;
        let router = web::server::service(house.clone(), Site::default())?;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let service = router.clone().into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move {
            let _ = axum::serve(listener, service).await;
        });
        let linker = house.db().start_linker(std::time::Duration::from_millis(500));
        Ok(Self { engine, house, seeded, router, address, serving, linker, _folder: folder, server })
    }

    /// Does at once what a PostgreSQL that has been in service for an hour has done by itself: its tables vacuumed and counted,
    /// its log checkpointed. A territory that was written a minute ago would be measured beside that work. On SQLite there is no
    /// such work.
    pub(crate) async fn settle(&self) -> Result<(), Failure> {
        let Some(server) = &self.server else { return Ok(()) };
        let db = sea_orm::Database::connect(server.connection_uri()).await?;
        for order in ["VACUUM (ANALYZE)", "CHECKPOINT"] {
            db.execute_unprepared(order).await?;
        }
        Ok(db.close().await?)
    }

    pub(crate) async fn close(self) {
        self.serving.abort();
        self.linker.stop().await;
        self.house.db().close().await;
        // The server is stopped where blocking is allowed.
        let _ = tokio::task::spawn_blocking(move || drop(self.server)).await;
    }
}

/// A server that keeps what it acknowledged, whatever happens to the machine.
pub(crate) fn durable_server() -> PgTempDB {
    let mut builder = PgTempDB::builder();
    for (name, value) in
        [("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"), ("autovacuum", "on")]
    {
        builder = builder.with_config_param(name, value);
    }
    builder.start()
}
