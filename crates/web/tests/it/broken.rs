//! The tests of the tests: under rules that are deliberately wrong, each check that guards a property has to fail, and for
//! the reason it is there for; under the rules as they are, the same check holds.

use std::collections::BTreeSet;
use std::path::Path;

use axum::http::Method;
use care::PersonId;
use care::people::{InformationKind, TeamGround};
use jiff::SignedDuration;
use kernel::Clock;
use policy::Policy;
use tempfile::TempDir;
use testkit::{App, Engine, Fillings, Twins, crawl};

use crate::{leaks, lists, marked, twins};

/// The rules of the house with one more.
fn with_rule(effect: &str) -> Policy {
    changed(|folder| {
        let rule = format!(
            "@id(\"broken\")\n@reason(\"mission\")\n@source(\"Aucune\")\n@fr(\"Règle fausse.\")\n@en(\"Wrong rule.\")\n{effect}\n"
        );
        std::fs::write(folder.join("zz-broken.cedar"), rule).expect("it is written");
    })
}

/// The rules of the house but for one.
fn without_rule(id: &str) -> Policy {
    changed(|folder| {
        let path = folder.join("people.cedar");
        let text = std::fs::read_to_string(&path).expect("the rules about persons");
        let start = text.find(&format!("@id(\"{id}\")")).expect("the rule stands there");
        let end = start + text[start..].find("};").expect("it ends") + 2;
        std::fs::write(&path, [&text[..start], &text[end..]].concat()).expect("it is written");
    })
}

fn changed(change: impl Fn(&Path)) -> Policy {
    let shipped = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies"));
    let folder = TempDir::new().expect("a folder");
    for file in std::fs::read_dir(shipped).expect("the policies") {
        let file = file.expect("a file");
        std::fs::copy(file.path(), folder.path().join(file.file_name())).expect("a copy");
    }
    change(folder.path());
    Policy::from_dir(folder.path()).expect("rules that can be read, wrong as they are")
}

/// What a check says when it fails; nothing when it holds.
async fn complaint(check: impl Future<Output = ()> + 'static) -> Option<String> {
    let here = tokio::task::LocalSet::new();
    let failed = here.run_until(async { tokio::task::spawn_local(check).await }).await.err()?;
    let said = failed.into_panic();
    let text = said.downcast_ref::<String>().cloned();
    Some(text.or_else(|| said.downcast_ref::<&str>().map(|it| (*it).to_owned())).unwrap_or_default())
}

/// Shows every person to every health professional, and what stands in their record to social workers.
const TOO_WIDE: &str = "permit (principal, action in [Action::\"read_identity\", Action::\"read_coordination\"], resource) \
     when { principal.health };";

/// Property 1: what is hidden changes nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn non_interference_notices() {
    let mut worlds = Box::pin(Twins::start(Engine::Sqlite)).await;
    let person = twins::shown(&mut worlds).await;
    let until = worlds.with.clock.now() + SignedDuration::from_hours(24);
    worlds.hidden(until, async |app| crate::hidden::Hidden::Person.happens(app, person).await).await;
    let check = async |mut worlds: Twins| {
        let reader = worlds.sign_in("psychiatrist_3").await;
        worlds.compare(&reader, &Method::GET, "/persons", "").await;
        worlds.compare(&reader, &Method::POST, "/persons/search", "q=Ferhat").await;
    };
    let sound = worlds.under(&Policy::shipped().expect("the shipped policies")).await;
    assert_eq!(complaint(check(sound)).await, None);
    let broken = worlds.under(&with_rule(TOO_WIDE)).await;
    let said = complaint(check(broken)).await.expect("the worlds differ");
    assert!(said.contains("psychiatrist_3: GET /persons"), "{said}");
}

/// Property 2: each mark is seen by those of the committed matrix alone.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_leak_crawl_notices() {
    let app = App::start(Engine::Sqlite).await;
    let canaries = marked::marked(&app).await;
    let fillings = Fillings::of(&app, 12).await;
    let opens =
        "permit (principal, action in [Action::\"read_psychiatric\"], resource) when { principal.social };";
    let mut seen: Vec<BTreeSet<String>> = Vec::new();
    for policy in [Policy::shipped().expect("the shipped policies"), with_rule(opens)] {
        let world = app.fork_under(policy).await;
        let reader = world.sign_in("social_worker").await;
        let marks = crawl(&reader, &fillings, &canaries).await;
        seen.push(marks.into_iter().map(str::to_owned).collect());
    }
    let committed = leaks::committed("social_worker");
    assert_eq!(seen[0], committed);
    let leaked: Vec<_> = seen[1].difference(&committed).collect();
    assert!(leaked.iter().any(|mark| mark.contains("psychiatric")), "{leaked:?}");
}

/// Property 3: lists are what the policy grants. A rule on two grounds at once is one that lists cannot know of.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn list_equals_policy_notices() {
    let app = App::start(Engine::Sqlite).await;
    let world = lists::told_with(&app, 3).await;
    let closes = "forbid (principal, action == Action::\"read_identity\", resource is Person) \
                  when { resource.ground has team && !resource.ground.structure };";
    let broken = app.fork_under(with_rule(closes)).await;
    lists::check(&app, &world).await;
    let said = Box::pin(complaint(async move { lists::check(&broken, &world).await }))
        .await
        .expect("a list goes further");
    assert!(said.contains("listed for") || said.contains("searches for"), "{said}");
}

/// A stranger finds nothing under any address of a person.
async fn hidden_is_absent(app: &App, person: PersonId) {
    let stranger = app.sign_in("psychiatrist_3").await;
    let id = app.sealed(person.uuid());
    for part in ["", "/team", "/information", "/rights", "/own", "/edit", "/entries/new?compartment=somatic"]
    {
        let path = format!("/persons/{id}{part}");
        let nowhere = format!("/persons/{}{part}", app.sealed(uuid::Uuid::from_u128(7)));
        let (hidden, absent) = (stranger.get(&path).await, stranger.get(&nowhere).await);
        assert_eq!((hidden.status, absent.status), (404, 404), "hidden is absent: {part}");
        assert_eq!(hidden.words(), absent.words(), "hidden is absent: {part}");
    }
}

/// Property 4: hidden means 404.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hidden_means_absent_notices() {
    let app = App::start(Engine::Sqlite).await;
    let person = app.person(app.cast.get("gp").role, "Nadia", "Ferhat", "1979-03-14").await;
    hidden_is_absent(&app, person).await;
    let broken = app.fork_under(with_rule(TOO_WIDE)).await;
    let said = complaint(async move { hidden_is_absent(&broken, person).await }).await;
    assert!(said.is_some_and(|said| said.contains("hidden is absent")));
}

/// Somebody of the team is told that a part is closed to them, and reads nothing of it.
async fn seen_is_refused(app: &App, person: PersonId) {
    let nurse = app.sign_in("nurse").await;
    let rights = nurse.get(&format!("/persons/{}/rights", app.sealed(person.uuid()))).await;
    assert_eq!(rights.status, 403, "what is seen and not permitted is refused: {}", rights.words());
}

/// Property 4: seen but not permitted means 403.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seen_means_refused_notices() {
    let app = App::start(Engine::Sqlite).await;
    let gp = app.cast.get("gp").role;
    let person = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
    app.joins(person, gp, "nurse", TeamGround::ChosenByPerson).await;
    seen_is_refused(&app, person).await;
    let opens = "permit (principal, action == Action::\"read_social_overview\", resource is Person) when { principal.health };";
    let broken = app.fork_under(with_rule(opens)).await;
    let said = complaint(async move { seen_is_refused(&broken, person).await }).await;
    assert!(said.is_some_and(|said| said.contains("is refused")));
}

/// After an objection nobody reads what others wrote; after a consent taken back, its professional reads nothing.
async fn withdrawal_closes(app: &App, person: PersonId) {
    let gp = app.cast.get("gp").role;
    let id = app.sealed(person.uuid());
    app.says(person, gp, InformationKind::ConsentWithdrawn, Some("mediator"), "").await;
    assert_eq!(
        app.sign_in("mediator").await.get(&format!("/persons/{id}")).await.status,
        404,
        "the withdrawal closes"
    );
    app.says(person, gp, InformationKind::Opposed, None, "").await;
    let nurse = app.sign_in("nurse").await.get(&format!("/persons/{id}")).await;
    assert!(!nurse.text().contains("Diabète équilibré"), "the withdrawal closes: {}", nurse.words());
    let team = app.sign_in("nurse").await.get(&format!("/persons/{id}/team")).await;
    assert_eq!(team.status, 403, "the withdrawal closes");
}

/// Property 6: a withdrawal takes effect at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn withdrawal_notices() {
    let app = App::start(Engine::Sqlite).await;
    let gp = app.cast.get("gp").role;
    let person = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
    app.joins(person, gp, "nurse", TeamGround::ChosenByPerson).await;
    app.joins(person, gp, "mediator", TeamGround::Consent).await;
    app.writes(person, "gp", testkit::text(policy::Compartment::Somatic, "Diabète équilibré")).await;
    let nurse = app.sign_in("nurse").await.get(&format!("/persons/{}", app.sealed(person.uuid()))).await;
    assert!(nurse.text().contains("Diabète équilibré"), "open before: {}", nurse.words());
    // Two rules that an objection rests on, and one that knows of no consent.
    let deaf = with_rule("permit (principal, action == Action::\"read_identity\", resource is Person);");
    for (wrong, policy) in [
        ("without objection", without_rule("objection")),
        ("without objection-record", without_rule("objection-record")),
        ("with a rule for everybody", deaf),
    ] {
        let broken = app.fork_under(policy).await;
        let said = complaint(async move { withdrawal_closes(&broken, person).await }).await;
        assert!(said.is_some_and(|said| said.contains("the withdrawal closes")), "{wrong}");
    }
    withdrawal_closes(&app, person).await;
}

/// Property 5: the journal shows when it was touched, and names every person whose record was shown. What breaks it is not a
/// rule but a hand in the database.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_journal_notices() {
    use sea_orm::ConnectionTrait;
    let app = App::start(Engine::Sqlite).await;
    let person = app.person(app.cast.get("gp").role, "Nadia", "Ferhat", "1979-03-14").await;
    app.sign_in("gp").await.get(&format!("/persons/{}", app.sealed(person.uuid()))).await;
    app.house.db().link_now().await.expect("the lines are linked");
    let broken =
        async |app: &App| app.house.db().verify().await.expect("it is verified").first_broken.is_some();
    assert!(!broken(&app).await);
    let forged = app.fork().await;
    let connection = sea_orm::Database::connect(forged.database()).await.expect("a hand in the database");
    connection
        .execute_unprepared("DROP TRIGGER audit_event_no_UPDATE")
        .await
        .expect("whoever holds the file can");
    let text = "UPDATE audit_event SET ground = 'care-team' WHERE action = 'person.read'";
    connection.execute_unprepared(text).await.expect("it is changed");
    assert!(broken(&forged).await, "a line that was changed shows");
}
