//! Pages: how many a second beside a server that does nothing, how long one takes, with how many statements.

use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::get;
use sea_orm::{ConnectionTrait, Statement};
use tower::ServiceExt;
use uuid::Uuid;

use crate::table::Table;
use crate::wire::{self, Visitor, percentile};
use crate::world::World;
use crate::{Failure, Options};

/// Rounds taken in turns; the median counts.
const ROUNDS: usize = 3;

/// A request with its whole content, its reading journalled before the page leaves, beside « hello ».
pub(crate) async fn request(world: &World, options: &Options, table: &mut Table) -> Result<(), Failure> {
    let psychiatrist = world.seeded.cast.get("psychiatrist");
    let text = "SELECT id FROM advice WHERE territory_id = $1 AND answerer_id = $2 AND status = 'accepted' \
                ORDER BY id LIMIT 1";
    let values = [world.house.territory().uuid().into(), psychiatrist.practitioner.uuid().into()];
    let db = world.house.db().reader();
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, values);
    let row = db.query_one_raw(statement).await?.ok_or("nobody asked the psychiatrist anything")?;
    let id: Uuid = row.try_get("", "id")?;
    let path = format!("/requests/{}", world.house.sealer().seal(id));
    let hello = hello().await?;
    let (address, login, seconds) = (world.address, psychiatrist.login.clone(), options.round());
    let asked = path.clone();
    let (bare, page) = tokio::task::spawn_blocking(move || -> Result<_, Failure> {
        let (nobody, reader) = (Visitor::at(hello)?, Visitor::sign_in(address, &login)?);
        let (mut bare, mut page) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            bare.push(wire::load(hello, &nobody, "/", seconds)?);
            page.push(wire::load(address, &reader, &asked, seconds)?);
        }
        Ok((percentile(&mut bare, 0.5), percentile(&mut page, 0.5)))
    })
    .await??;
    let statements = statements(world, "psychiatrist", &path).await?;
    let words = format!("{page:.0}/s beside {bare:.0}/s; {statements} statements a page");
    table.line(
        world.engine,
        "request page, its reading journalled, beside bare « hello »",
        ">= 3 %",
        format!("{:.1} %", page / bare * 100.0),
        page / bare >= 0.03,
        words,
    );
    Ok(())
}

/// A server that says hello to whoever comes.
async fn hello() -> Result<std::net::SocketAddr, Failure> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = Router::new().route("/", get(async || "hello"));
    tokio::spawn(async move {
        let _ = axum::serve(listener, router).await;
    });
    Ok(address)
}

/// Statements that a page sends, its session's included.
pub(crate) async fn statements(world: &World, persona: &str, path: &str) -> Result<usize, Failure> {
    let (address, login) = (world.address, world.seeded.cast.get(persona).login.clone());
    let visitor = tokio::task::spawn_blocking(move || Visitor::sign_in(address, &login)).await??;
    let asked = Request::get(path)
        .header("host", "bench")
        .header("cookie", visitor.cookie().unwrap_or_default())
        .body(Body::empty())?;
    let (answer, count) = store::count::scope(world.router.clone().oneshot(asked)).await;
    let status = answer?.status();
    if status.is_success() { Ok(count) } else { Err(format!("{path}: {status}").into()) }
}

/// *My day* of a psychiatrist, one visitor at a time.
pub(crate) async fn my_day(world: &World, options: &Options, table: &mut Table) -> Result<(), Failure> {
    let login = world.seeded.cast.get("psychiatrist").login.clone();
    let (address, readings) = (world.address, options.readings());
    let mut took = tokio::task::spawn_blocking(move || -> Result<Vec<f64>, Failure> {
        let mut visitor = Visitor::sign_in(address, &login)?;
        round(&mut visitor, "/", readings)
    })
    .await??;
    let statements = statements(world, "psychiatrist", "/").await?;
    let (median, p99) = (percentile(&mut took, 0.5), percentile(&mut took, 0.99));
    let what = format!("*My day* with {} open requests, 99th percentile", options.open());
    let words = format!("median {median:.1} ms; {statements} statements (goal <= 8)");
    let met = p99 < 15.0 && statements <= 8;
    table.line(world.engine, &what, "< 15 ms", format!("{p99:.1} ms"), met, words);
    Ok(())
}

/// Searches as one types: what a GP types of those whom they look after, accents left out.
pub(crate) async fn search(
    world: &World,
    options: &Options,
    table: &mut Table,
    persons: usize,
) -> Result<f64, Failure> {
    let typed = typed(world).await?;
    let login = world.seeded.cast.get("gp").login.clone();
    let (address, readings) = (world.address, options.readings());
    let mut took = tokio::task::spawn_blocking(move || -> Result<Vec<f64>, Failure> {
        let mut visitor = Visitor::sign_in(address, &login)?;
        let mut took = Vec::new();
        for text in typed.iter().cycle().take(readings) {
            let start = Instant::now();
            let reply = visitor.post("/persons/search", &format!("q={text}"), "x-picker: yes\r\n")?;
            took.push(start.elapsed().as_secs_f64() * 1e3);
            if reply.status != 200 {
                return Err(format!("search: {}", reply.status).into());
            }
        }
        Ok(took)
    })
    .await??;
    let (median, p99) = (percentile(&mut took, 0.5), percentile(&mut took, 0.99));
    let what = format!("search as one types over {persons} persons, 99th percentile");
    table.line(
        world.engine,
        &what,
        "< 10 ms",
        format!("{p99:.1} ms"),
        p99 < 10.0,
        format!("median {median:.1} ms"),
    );
    Ok(median)
}

/// The beginnings of names that are borne, two to six letters, ASCII alone; every fifth with a letter mistaken.
async fn typed(world: &World) -> Result<Vec<String>, Failure> {
    let db = world.house.db().reader();
    let text = "SELECT DISTINCT p.family FROM person p JOIN care_team_member m ON m.territory_id = p.territory_id \
                AND m.person_id = p.id WHERE m.territory_id = $1 AND m.practitioner_id = $2 ORDER BY p.family LIMIT 200";
    let who = world.seeded.cast.get("gp").practitioner;
    let values = [world.house.territory().uuid().into(), who.uuid().into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, values);
    let mut typed = Vec::new();
    for (number, row) in db.query_all_raw(statement).await?.iter().enumerate() {
        let name: String = row.try_get("", "family")?;
        let mut letters: Vec<char> =
            name.to_lowercase().chars().filter(char::is_ascii_lowercase).take(2 + number % 5).collect();
        if number % 5 == 4
            && let Some(last) = letters.last_mut()
        {
            *last = 'x';
        }
        if letters.len() >= 2 {
            typed.push(letters.into_iter().collect());
        }
    }
    if typed.is_empty() { Err("the GP looks after nobody".into()) } else { Ok(typed) }
}

/// Whether the engine reads the keys of names along their index.
pub(crate) async fn plans(world: &World, table: &mut Table) -> Result<(), Failure> {
    let db = world.house.db().reader();
    let explain = match world.engine {
        crate::world::Engine::Sqlite => "EXPLAIN QUERY PLAN",
        crate::world::Engine::Postgres => "EXPLAIN",
    };
    let text = format!(
        "{explain} SELECT person_id FROM person_key WHERE territory_id = $1 AND key >= $2 AND key < $3"
    );
    let values = [world.house.territory().uuid().into(), b"wmart".to_vec().into(), b"wmaru".to_vec().into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), &text, values);
    let mut plan = Vec::new();
    for row in db.query_all_raw(statement).await? {
        let column = if world.engine == crate::world::Engine::Sqlite { "detail" } else { "QUERY PLAN" };
        plan.push(row.try_get::<String>("", column)?);
    }
    let plan = plan.join(" ");
    let indexed = ["INDEX", "PRIMARY KEY", "Index"].iter().any(|way| plan.contains(way));
    let scans = plan.contains("SCAN person_key") || plan.contains("Seq Scan");
    table.line(
        world.engine,
        "names are read along their index (EXPLAIN)",
        "yes",
        if indexed && !scans { "yes".to_owned() } else { "no".to_owned() },
        indexed && !scans,
        String::new(),
    );
    Ok(())
}

/// Readings before those that are measured: as in a service that has run for a while. PostgreSQL plans a statement anew the first
/// five times that a connection asks it, and a connection is used by turns.
const BEFORE: usize = 50;

/// What is asked of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Goal {
    milliseconds: f64,
    statements: Option<usize>,
}

impl Goal {
    /// It answers within so many milliseconds.
    pub(crate) const fn within(milliseconds: f64) -> Self {
        Self { milliseconds, statements: None }
    }

    /// And with so many statements, those of the session included.
    pub(crate) const fn in_statements(self, most: usize) -> Self {
        Self { statements: Some(most), ..self }
    }
}

impl std::fmt::Display for Goal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "< {} ms", self.milliseconds)?;
        self.statements.map_or(Ok(()), |most| write!(f, ", ≤ {most} statements"))
    }
}

/// How long a page takes to a persona, one reading after the other, and with how many statements; answers the median. The
/// percentile is taken of each of three rounds, and the middle one counts: another who works on the machine for a second is not
/// what is measured. All three are told.
pub(crate) async fn line(
    world: &World,
    options: &Options,
    table: &mut Table,
    persona: &'static str,
    path: &str,
    (what, goal): (&str, Goal),
) -> Result<f64, Failure> {
    let login = world.seeded.cast.get(persona).login.clone();
    let (address, readings, asked) = (world.address, options.readings(), path.to_owned());
    let (mut medians, mut latest) = tokio::task::spawn_blocking(move || -> Result<_, Failure> {
        let mut visitor = Visitor::sign_in(address, &login)?;
        for _ in 0..BEFORE {
            visitor.get(&asked)?;
        }
        let (mut medians, mut latest) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let mut took = round(&mut visitor, &asked, readings)?;
            medians.push(percentile(&mut took, 0.5));
            latest.push(percentile(&mut took, 0.99));
        }
        Ok((medians, latest))
    })
    .await??;
    let statements = statements(world, persona, path).await?;
    let told = latest.iter().map(|it| format!("{it:.1}")).collect::<Vec<_>>().join(", ");
    let (median, p99) = (percentile(&mut medians, 0.5), percentile(&mut latest, 0.5));
    let words = format!(
        "rounds {told}; median {median:.1} ms; {statements} statements, those of the session included"
    );
    let what = format!("{what}, middle of three rounds");
    let met = p99 < goal.milliseconds && goal.statements.is_none_or(|most| statements <= most);
    table.line(world.engine, &what, &goal.to_string(), format!("{p99:.1} ms"), met, words);
    Ok(median)
}

/// So many readings, each in milliseconds.
fn round(visitor: &mut Visitor, path: &str, readings: usize) -> Result<Vec<f64>, Failure> {
    let mut took = Vec::with_capacity(readings);
    for _ in 0..readings {
        let start = Instant::now();
        let reply = visitor.get(path)?;
        took.push(start.elapsed().as_secs_f64() * 1e3);
        if reply.status != 200 {
            return Err(format!("{path}: {}", reply.status).into());
        }
    }
    Ok(took)
}
