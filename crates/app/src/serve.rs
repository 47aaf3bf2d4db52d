//! Serving: the web, the jobs, the journal's linker, the watch over clocks.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use care::access::Actor;
use care::requests::advice;
use care::{Ctx, House};
use kernel::Locale;
use store::{Durability, Engine, Worker};
use tokio::signal::unix::{SignalKind, signal};
use web::shell::security::Site;

use crate::cli::Serve;
use crate::config::Config;
use crate::failure::Failure;
use crate::instance::{self, For};
use crate::output::say;

pub(crate) async fn run(config: &Config, asked: Serve) -> Result<(), Failure> {
    let house = instance::working(config, For::Service).await?;
    let site = Site { https: config.https, trusted_origins: config.trusted_origins.clone() };
    listen(house, site, asked.listen.unwrap_or(config.listen)).await
}

pub(crate) async fn migrate(config: &Config) -> Result<(), Failure> {
    let (db, _) = instance::open(config, For::Order).await?;
    db.close().await;
    say("The tables are up to date.");
    Ok(())
}

/// Serves until told to stop; what runs is finished first.
pub(crate) async fn listen(house: Arc<House>, site: Site, listen: SocketAddr) -> Result<(), Failure> {
    let service = web::server::service(house.clone(), site)
        .map_err(|error| Failure::new(format!("trusted_origins: {error}")))?;
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .map_err(|error| Failure::new(format!("{listen}: {error}. Choose another address with --listen.")))?;
    let stopped = stopped().map_err(|error| Failure::new(format!("signals cannot be heard: {error}")))?;
    durable(&house).await?;
    let ctx = Ctx::new(house.clone(), Actor::System, Locale::Fr);
    care::rights::refresh(&ctx).await?;
    let linker = house.db().start_linker(Duration::from_millis(500));
    let worker = Worker::new(house.db().clone(), house.clock().clone(), house.entropy().clone());
    let worker = care::people::handlers(worker, &house);
    let worker = care::rights::handlers(worker, &house);
    let worker = care::prevention::handlers(worker, &house);
    let worker = care::agenda::reminders::handlers(worker, &house);
    let worker = care::journal::handlers(worker, &house).spawn();
    let watch = tokio::spawn(watch(house.clone()));
    let sweep = tokio::spawn(sweep(house.clone()));
    say(&format!("Listening on http://{listen}"));
    let service = service.into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(stopped).await;
    watch.abort();
    sweep.abort();
    worker.stop().await;
    linker.stop().await;
    house.db().close().await;
    served.map_err(|error| Failure::new(error.to_string()))
}

/// Says what the live connection that writes answers about durability; loudly where a power cut could take back what
/// was acknowledged.
async fn durable(house: &House) -> Result<(), Failure> {
    let Durability { journal, synchronous } = house.db().durability().await?;
    say(&format!("Commits: {journal}, {synchronous}"));
    let (wanted_journal, wanted) = match house.db().engine() {
        Engine::Sqlite => ("wal", "FULL"),
        Engine::Postgres => ("on", "on"),
    };
    let waits = synchronous == wanted || matches!(synchronous.as_str(), "remote_write" | "remote_apply");
    if journal != wanted_journal || !waits {
        tracing::warn!(%journal, %synchronous, "a power cut could take back what was acknowledged");
    }
    Ok(())
}

/// Resolves once the program is asked to end. It listens for that from the moment it is called, not from the first time
/// it is waited for: whoever reads where the program listens may end it at once.
fn stopped() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
    })
}

/// Removes what is left of documents that were taken back, every hour.
async fn sweep(house: Arc<House>) {
    let mut hours = tokio::time::interval(Duration::from_hours(1));
    loop {
        hours.tick().await;
        if let Err(error) = house.sweep_documents().await {
            tracing::error!(%error, "documents taken back could not be removed");
        }
    }
}

/// Looks at every clock, every minute.
async fn watch(house: Arc<House>) {
    let ctx = Ctx::new(house, Actor::System, Locale::Fr);
    let mut minutes = tokio::time::interval(Duration::from_mins(1));
    loop {
        minutes.tick().await;
        if let Err(error) = advice::watch_clocks(&ctx).await {
            tracing::error!(%error, "the clocks could not be looked at");
        }
        if let Err(error) = care::rights::keep_up(&ctx).await {
            tracing::error!(%error, "the catalogue of rights could not be looked at");
        }
        if let Err(error) = care::assessments::reload(&ctx).await {
            tracing::error!(%error, "the questionnaires could not be looked at");
        }
        if let Err(error) = care::accounts::sweep(&ctx).await {
            tracing::error!(%error, "old sessions could not be forgotten");
        }
        if let Err(error) = care::reception::forget_calls(&ctx).await {
            tracing::error!(%error, "what was called out yesterday could not be forgotten");
        }
    }
}
