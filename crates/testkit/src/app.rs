//! An instance for tests.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use care::access::Actor;
use care::people::TraitsForm;
use care::programs::Programs;
use care::seed::{Plan, seed};
use care::stories::{Cast, Told, cast, followed};
use care::{Ctx, Foundations, House, Migrator, PasswordCost, PersonId, RoleId, TerritoryId};
use jiff::SignedDuration;
use kernel::{Clock, Locale, MockClock};
use policy::Policy;
use scratch::Scratch;
use store::{Blobs, Db, DbOptions, Keys, Worker};
use tempfile::TempDir;
use uuid::Uuid;
use walkdir::WalkDir;
use web::shell::security::Site;

use crate::{Browser, Reseedable};

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file in a folder that goes with the test.
    Sqlite,
    /// A server that goes with the test.
    Postgres,
}

/// An instance with the cast of the stories, and what has to be kept alive with it.
pub struct App {
    /// The instance.
    pub house: Arc<House>,
    /// Time, which only the test moves.
    pub clock: MockClock,
    /// Chance.
    pub entropy: Arc<Reseedable>,
    /// Who is who.
    pub cast: Cast,
    router: Router,
    folder: TempDir,
    server: Option<Scratch>,
}

impl App {
    /// Monday 23 November 2026, nine in the morning in Tours.
    ///
    /// # Panics
    /// Where the instance does not start: the test cannot go on.
    pub async fn start(engine: Engine) -> Self {
        Self::under(engine, Programs::shipped()).await
    }

    /// The same moment, under the advice line with one of its lines written otherwise.
    ///
    /// # Panics
    /// Where the line is not in the programme, or cannot be read as it is written now.
    pub async fn with_line(engine: Engine, line: &str, otherwise: &str) -> Self {
        const SHIPPED: &str = include_str!("../../../programs/advice-line.toml");
        assert!(SHIPPED.contains(line), "{line} stands in the programme");
        let text = SHIPPED.replacen(line, otherwise, 1);
        let programs = Programs::parse([("advice-line.toml", text.as_str())]).expect("a programme");
        Self::under(engine, programs).await
    }

    async fn under(engine: Engine, programs: Programs) -> Self {
        let empty = Self::empty(engine, programs).await;
        let cast = cast(&empty.house).await.expect("the cast");
        Self { cast, ..empty }
    }

    /// The same moment over a synthetic territory of so many persons, a fifth of whom are asked about.
    ///
    /// # Panics
    /// Where it cannot be made.
    pub async fn seeded(engine: Engine, persons: usize) -> Self {
        let empty = Self::empty(engine, Programs::shipped()).await;
        let today = empty.clock.now();
        let plan = Plan { persons, requests: persons / 5, open: persons / 25, seed: 37, today };
        let seeded = seed(&empty.house, &empty.clock, plan, |_| {}).await.expect("a synthetic territory");
        Self { cast: seeded.cast, ..empty }
    }

    /// An instance that knows nobody yet.
    async fn empty(engine: Engine, programs: Programs) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let server = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Scratch::like(tables).await),
        };
        let (house, clock, entropy) = open(&folder, server.as_ref(), programs, shipped()).await;
        Self::of(house, clock, entropy, Cast::default(), folder, server)
    }

    /// The same world once more, going its own way from now on. On SQLite only: a server's is not copied.
    ///
    /// # Panics
    /// Where the world is on a server, or cannot be copied.
    pub async fn fork(&self) -> Self {
        self.fork_under(shipped()).await
    }

    /// The same, under other rules: to see that a check notices when they are wrong.
    ///
    /// # Panics
    /// As [`App::fork`].
    pub async fn fork_under(&self, policy: Policy) -> Self {
        assert!(self.server.is_none(), "only a world in a file is copied");
        let folder = TempDir::new().expect("a temporary folder");
        copy(self.folder.path(), folder.path());
        let programs = self.house.programs().clone();
        let (house, clock, entropy) = open(&folder, None, programs, policy).await;
        clock.set(self.clock.now());
        entropy.reseed(4_711);
        Self::of(house, clock, entropy, self.cast.clone(), folder, None)
    }

    fn of(
        house: Arc<House>,
        clock: MockClock,
        entropy: Arc<Reseedable>,
        cast: Cast,
        folder: TempDir,
        server: Option<Scratch>,
    ) -> Self {
        let router = web::server::service(house.clone(), Site::default()).expect("the service");
        Self { house, clock, entropy, cast, router, folder, server }
    }

    /// Which database.
    pub fn engine(&self) -> Engine {
        match self.house.db().engine() {
            store::Engine::Sqlite => Engine::Sqlite,
            store::Engine::Postgres => Engine::Postgres,
        }
    }

    /// Where the database is, for whoever stands in its way: the file, or the address of the server.
    pub fn database(&self) -> String {
        let file = || format!("sqlite:{}", self.folder.path().join("maillage.db").display());
        self.server.as_ref().map_or_else(file, Scratch::address)
    }

    /// Does what was promised for later: the search for duplicates and the like.
    ///
    /// # Panics
    /// Where the database does not answer.
    pub async fn jobs(&self) {
        let worker = Worker::new(self.house.db().clone(), self.house.clock().clone(), self.entropy.clone());
        let worker = care::people::handlers(worker, &self.house);
        let worker = care::rights::handlers(worker, &self.house);
        let worker = care::prevention::handlers(worker, &self.house);
        let worker = care::agenda::reminders::handlers(worker, &self.house);
        worker.run_due(self.clock.now()).await.expect("the jobs run");
    }

    /// Lets time pass.
    pub fn pass(&self, hours: i64) {
        self.clock.advance(SignedDuration::from_hours(hours));
    }

    /// Somebody at the door.
    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A persona, signed in.
    ///
    /// # Panics
    /// Where they are not let in.
    pub async fn sign_in(&self, persona: &str) -> Browser {
        let browser = self.visitor();
        let login = &self.cast.get(persona).login;
        let entered = browser
            .post(
                "/login",
                &[("login", login.as_str()), ("password", care::stories::PASSWORD), ("next", "/")],
            )
            .await;
        assert_eq!(entered.status, 303, "{persona} is let in: {}", entered.text());
        browser
    }

    /// The house itself, acting.
    pub fn system(&self) -> Ctx {
        Ctx::new(self.house.clone(), Actor::System, Locale::Fr)
    }

    /// A person whom `role` looks after.
    ///
    /// # Panics
    /// Where the person cannot be created.
    pub async fn person(&self, role: RoleId, given: &str, family: &str, birth_date: &str) -> PersonId {
        let traits = TraitsForm {
            family: family.to_owned(),
            given: given.to_owned(),
            sex: "female".to_owned(),
            birth_date: birth_date.to_owned(),
            postal_code: "37400".to_owned(),
            commune: "37003".to_owned(),
            ..TraitsForm::default()
        };
        followed(&self.house, role, traits).await.expect("the person is created")
    }

    /// A request of the stories, not yet asked: by the GP, about a person, triaged by the secretary to the psychiatrist.
    pub fn request(&self, person: Option<PersonId>) -> Told {
        Told {
            gp: self.cast.get("gp").role,
            psychiatrist: self.cast.get("psychiatrist").role,
            secretary: self.cast.get("secretary").role,
            person,
            text: 0,
            id: None,
        }
    }

    /// An identifier as it stands in URLs.
    pub fn sealed(&self, id: Uuid) -> String {
        self.house.sealer().seal(id).to_string()
    }
}

/// Opens the database of a folder, or of a server, with its tables.
async fn open(
    folder: &TempDir,
    server: Option<&Scratch>,
    programs: Programs,
    policy: Policy,
) -> (Arc<House>, MockClock, Arc<Reseedable>) {
    let file = || format!("sqlite:{}", folder.path().join("maillage.db").display());
    let url = server.map_or_else(file, Scratch::address);
    let keys = Arc::new(Keys::from_bytes([7; 32]));
    let entropy = Arc::new(Reseedable::new(37));
    let clock = MockClock::new("2026-11-23T08:00:00Z".parse().expect("a date"));
    let db = Db::open(&DbOptions::new(url, Arc::clone(&keys))).await.expect("the database opens");
    db.migrate::<Migrator>().await.expect("the tables are made");
    let place = folder.path().join("documents").display().to_string();
    let blobs =
        Blobs::open(&place, std::iter::empty(), &keys, entropy.clone()).expect("a folder for documents");
    let house = House::new(Foundations {
        db,
        blobs,
        keys,
        policy,
        programs,
        clock: Arc::new(clock.clone()),
        entropy: entropy.clone(),
        territory: TerritoryId::from(Uuid::from_u128(37)),
        password_cost: PasswordCost::ThrowAway,
    });
    (Arc::new(house), clock, entropy)
}

/// All tables, with nothing in them.
async fn tables(url: String) {
    let keys = Arc::new(Keys::from_bytes([7; 32]));
    let db = Db::open(&DbOptions::new(url, keys)).await.expect("the database opens");
    db.migrate::<Migrator>().await.expect("the tables are made");
    db.close().await;
}

fn shipped() -> Policy {
    Policy::shipped().expect("the shipped policies")
}

/// Copies a folder and all that is in it.
fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).min_depth(1) {
        let entry = entry.expect("an entry of the folder");
        let target = to.join(entry.path().strip_prefix(from).expect("a path below the folder"));
        if entry.file_type().is_dir() {
            std::fs::create_dir(&target).expect("a new folder");
        } else if !entry.file_name().to_string_lossy().ends_with("-shm") {
            std::fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}
