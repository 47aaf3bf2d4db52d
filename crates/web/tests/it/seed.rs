//! A synthetic territory looks like one that was lived in: on both engines, to who signs in, and row by row.

use care::seed::{Plan, seed};
use care::stories::{Step, tell};
use kernel::Clock;
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use sha2::{Digest, Sha256};
use testkit::{App, Engine};

const PERSONS: usize = 900;

async fn rows(app: &App, text: &str) -> Vec<QueryResult> {
    let db = app.house.db().reader();
    db.query_all_raw(Statement::from_string(db.get_database_backend(), text)).await.expect("rows")
}

/// Rows as lines of words, in order.
async fn lines(app: &App, columns: &[&str], rest: &str) -> Vec<String> {
    let text = columns.iter().map(|it| format!("CAST({it} AS TEXT)")).collect::<Vec<_>>().join(" || '|' || ");
    let found = rows(app, &format!("SELECT {text} AS line {rest}")).await;
    let mut lines: Vec<String> =
        found.iter().map(|row| row.try_get("", "line").expect("a line of text")).collect();
    lines.sort();
    lines
}

async fn count(app: &App, what: &str) -> usize {
    let found = rows(app, &format!("SELECT COUNT(*) AS n FROM {what}")).await;
    usize::try_from(found[0].try_get::<i64>("", "n").expect("a number")).expect("a count")
}

/// What everything that does not depend on an engine's way of writing adds up to.
async fn digest(app: &App) -> Vec<u8> {
    let tables: [(&[&str], &str); 7] = [
        (&["family", "given", "birth_date", "commune", "created_at", "version"], "FROM person"),
        (&["kind", "compartment", "at"], "FROM entry"),
        (&["ground", "from_at", "COALESCE(until_at, 0)"], "FROM access_grant"),
        (&["reference", "status", "subject", "COALESCE(due_at, 0)", "COALESCE(delay, 0)"], "FROM advice"),
        (&["seq", "kind", "at", "body"], "FROM advice_fact"),
        (&["status", "offered_at", "COALESCE(held_at, 0)"], "FROM consultation"),
        (&["action", "at", "ground"], "FROM audit_event"),
    ];
    let mut digest = Sha256::new();
    for (columns, rest) in tables {
        for line in lines(app, columns, rest).await {
            digest.update(line);
        }
    }
    digest.finalize().to_vec()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_territory_on_both_engines() {
    let sqlite = App::seeded(Engine::Sqlite, PERSONS).await;
    let again = App::seeded(Engine::Sqlite, PERSONS).await;
    let postgres = App::seeded(Engine::Postgres, PERSONS).await;
    let expected = digest(&sqlite).await;
    assert_eq!(digest(&again).await, expected);
    assert_eq!(digest(&postgres).await, expected);
    for app in [&sqlite, &postgres] {
        assert_eq!(count(app, "person").await, PERSONS);
        assert_eq!(count(app, "advice").await, PERSONS / 5);
        let open = count(app, "advice WHERE status IN ('sent', 'accepted', 'awaiting_asker')").await;
        assert!(open >= PERSONS / 25, "{open} are open");
        for status in ["sent", "accepted", "answered", "closed", "declined", "redirected", "cancelled"] {
            assert!(count(app, &format!("advice WHERE status = '{status}'")).await > 0, "none is {status}");
        }
        let report = app.house.db().verify().await.expect("the journal is read");
        assert!(report.ok, "the journal verifies");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_signs_in_finds_their_way() {
    let app = App::seeded(Engine::Sqlite, PERSONS).await;
    let gp = app.sign_in("gp").await;
    let persons = gp.get("/persons").await;
    assert_eq!(persons.status, 200);
    let mine = format!(
        "FROM person p JOIN care_team_member m ON m.person_id = p.id WHERE m.role_id = {}",
        literal(app.cast.get("gp").role.uuid())
    );
    let names = lines(&app, &["p.family"], &mine).await;
    assert!(!names.is_empty(), "the GP looks after somebody");
    let found = gp.post("/persons/search", &[("q", &names[0])]).await;
    assert!(found.words().contains(&names[0]), "{} is not found: {}", names[0], found.words());

    let coordinator = app.sign_in("coordinator").await;
    let board = coordinator.get("/programs/advice-line/board").await;
    assert_eq!(board.status, 200, "{}", board.words());
    let request = board.attribute("main .queue a", "href").expect("something is open");
    assert_eq!(coordinator.get(&request).await.status, 200);
    let asked = count(&app, "advice WHERE sent_at IS NOT NULL").await;
    let report =
        coordinator.get("/programs/advice-line/report.json?from=2020-01-01&to=2026-11-23").await.text();
    assert!(report.contains(&format!("\"advices_asked\":{asked},")), "{report}");

    let plan = Plan { persons: 1, requests: 0, open: 0, seed: 1, today: app.clock.now() };
    let again = seed(&app.house, &app.clock, plan, |_| {}).await;
    assert!(matches!(again, Err(care::Error::Unavailable(_))), "nothing is added to a territory: {again:?}");

    let psychiatrist = app.sign_in("psychiatrist").await;
    let day = psychiatrist.get("/").await;
    assert_eq!(day.status, 200, "{}", day.words());
}

/// Beside a person and a request that went through the acts, the rows of the seeded ones have the same shape.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_are_what_the_acts_would_have_written() {
    let app = App::seeded(Engine::Sqlite, PERSONS).await;
    let first = lines(
        &app,
        &["hex(id)"],
        "FROM person WHERE id NOT IN (SELECT person_id FROM advice WHERE person_id IS NOT NULL)",
    )
    .await;
    let acted = app.person(app.cast.get("gp").role, "Nadia", "Ferhat", "1979-03-14").await;
    let mut told = app.request(Some(acted));
    let person = |hex: &str| format!("X'{hex}'");
    let (seeded, acted) = (person(&first[0]), literal(acted.uuid()));
    let shapes: [(&[&str], &str); 6] = [
        (&["kind", "compartment", "shared_with_social", "object_kind", "body", "at = recorded_at"], "entry"),
        (&["ground", "object_kind", "until_at IS NULL"], "access_grant"),
        (&["kind", "ground", "opens", "until_at IS NULL", "role_id = added_by"], "care_team_member"),
        (&["kind", "how", "scope", "note IS NULL"], "information"),
        (&["kind", "body"], "person_change"),
        (
            &["e.action", "e.object_kind", "e.ground", "e.detail"],
            "audit_event_person x JOIN audit_event e ON e.id = x.event_id",
        ),
    ];
    for (columns, table) in shapes {
        let prefix = if table.contains(' ') { "x." } else { "" };
        let of = async |id: &str| {
            lines(&app, columns, &format!("FROM {table} WHERE {prefix}person_id = {id}")).await
        };
        assert_eq!(of(&seeded).await, of(&acted).await, "{table}");
    }
    let row = [
        "sex IN ('female', 'male')",
        "identity_status",
        "version",
        "informed_at = created_at",
        "opposed_at IS NULL",
        "merged_into IS NULL",
        "length(sort_key) > 0",
    ];
    let of = async |id: &str| lines(&app, &row, &format!("FROM person WHERE id = {id}")).await;
    assert_eq!(of(&seeded).await, of(&acted).await, "person");

    for step in [
        Step::Send,
        Step::Triage,
        Step::Accept,
        Step::Answer { consultation: false },
        Step::Close { outcome: 1 },
    ] {
        app.pass(20);
        tell(&app.house, &mut told, step).await.expect("the story goes on");
    }
    let acted = literal(told.id.expect("it was sent").uuid());
    let plain = "FROM advice a WHERE a.status = 'closed' AND (SELECT COUNT(*) FROM advice_fact f WHERE f.advice_id = a.id) = 5 \
                 AND NOT EXISTS (SELECT 1 FROM consultation c WHERE c.advice_id = a.id) AND a.closing_referral = 'avoided' \
                 AND a.named_id IS NOT NULL AND a.id <> ";
    let seeded = lines(&app, &["hex(id)"], &format!("{plain}{acted}")).await;
    let seeded = person(seeded.first().expect("one like it"));
    let shapes: [(&[&str], &str, &str); 4] = [
        (&["seq", "kind"], "advice_fact", "advice_id"),
        (&["kind", "compartment", "body"], "entry", "object_id"),
        (&["action", "ground", "detail"], "audit_event", "object_id"),
        (
            &[
                "status",
                "turn",
                "triaged",
                "version",
                "warned_percent",
                "promised_days",
                "paused_at IS NULL",
                "share_until - ended_at",
                "ended_at > answered_at",
            ],
            "advice",
            "id",
        ),
    ];
    for (columns, table, key) in shapes {
        let of = async |id: &str| lines(&app, columns, &format!("FROM {table} WHERE {key} = {id}")).await;
        assert_eq!(of(&seeded).await, of(&acted).await, "{table}");
    }
    let of = async |id: &str| {
        let columns = ["ground", "object_kind", "until_at IS NULL"];
        lines(&app, &columns, &format!("FROM access_grant WHERE object_id = {id}")).await
    };
    assert_eq!(of(&seeded).await, of(&acted).await, "access_grant");
}

/// An identifier in the SQL of SQLite.
fn literal(id: uuid::Uuid) -> String {
    format!("X'{}'", id.simple())
}
