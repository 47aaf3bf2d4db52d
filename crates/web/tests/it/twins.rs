//! Twin worlds: what is hidden from a reader changes not one byte of what they are answered, nor how many statements it
//! takes to answer (access.md, property 1).

use axum::http::Method;
use care::PersonId;
use care::people::TeamGround;
use care::rights::{self, NewApplication};
use care::stories::{Step, acting, tell};
use jiff::SignedDuration;
use kernel::Clock;
use policy::Compartment;
use proptest::sample::subsequence;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sha2::{Digest, Sha256};
use testkit::{App, Engine, Fillings, Note, Twins};

use crate::hidden::{ALL, Hidden, brought_in, walks};

/// What may differ, by its code in `docs/declassified.md`: routes, and who is told.
const DECLASSIFIED: [(&str, &str, &[&str]); 5] = [
    ("suppressed-indicators", "/programs/{program}/report", &["program_lead"]),
    ("team-indicators", "/programs/{program}/report", &TEAM),
    ("team-indicators", "/programs/{program}/report", &RECEPTION),
    ("adoption", "/programs/{program}/adoption", &RECEPTION),
    ("journal", "/journal", &["admin", "dpo"]),
];

/// Those who keep a reception in the programme that accompanies, who read its exact figures.
const RECEPTION: [&str; 3] = ["social_worker", "mediator", "receptionist"];

/// The team of the programme, who read its exact figures.
const TEAM: [&str; 5] = ["psychiatrist", "psychiatrist_2", "psychiatrist_3", "secretary", "coordinator"];

fn exempt(persona: &str, path: &str) -> bool {
    DECLASSIFIED.iter().any(|(_, route, readers)| readers.contains(&persona) && path.starts_with(route))
}

/// A person whom the readers see, each in their way, and requests in which they take part.
pub(crate) async fn shown(twins: &mut Twins) -> PersonId {
    twins
        .both(async |app| {
            let gp = app.cast.get("gp_2").role;
            let person = app.person(gp, "Louise", "Aubert", "1997-02-01").await;
            app.joins(person, gp, "nurse", TeamGround::ChosenByPerson).await;
            app.joins(person, gp, "social_worker", TeamGround::ChosenByPerson).await;
            app.joins(person, gp, "psychiatrist_2", TeamGround::ChosenByPerson).await;
            app.joins(person, gp, "mediator", TeamGround::Consent).await;
            let awa = acting(&app.house, app.cast.get("social_worker").role).await.expect("they act");
            rights::begin(&awa, awa.new_id(), person, NewApplication::now("c2s"))
                .await
                .expect("it is opened");
            walks(app, person).await;
            brought_in(app).await;
            for compartment in [Compartment::Somatic, Compartment::Coordination] {
                let (author, at) = ("gp_2", app.clock.now());
                app.note(Note {
                    person,
                    author,
                    compartment,
                    restricted_to: None,
                    shared_with_social: true,
                    at,
                })
                .await;
            }
            let mut answered = app.request(Some(person));
            answered.gp = gp;
            answered.psychiatrist = app.cast.get("psychiatrist_2").role;
            for step in [
                Step::Send,
                Step::Triage,
                Step::Accept,
                Step::Answer { consultation: true },
                Step::OfferTimes,
            ] {
                app.pass(1);
                tell(&app.house, &mut answered, step).await.expect("the story goes on");
            }
            let mut free = app.request(None);
            free.gp = gp;
            tell(&app.house, &mut free, Step::Send).await.expect("a request for whoever takes it");
            app.jobs().await;
        })
        .await;
    let persons =
        care::people::mine(&acting_as(&twins.with, "gp_2").await, None).await.expect("their persons");
    persons.items.first().expect("a person").id
}

async fn acting_as(app: &App, persona: &str) -> care::Ctx {
    acting(&app.house, app.cast.get(persona).role).await.expect("they act")
}

/// Names that only hidden persons bear, and one that is borne on both sides.
const TYPED: [&str; 3] = ["Nadia Ferhat", "Ferh", "Louise Aubert"];

/// One draw: these things are hidden; nobody of those who must not know notices, whatever they read or send.
async fn unnoticed(engine: Engine, hidden: &[Hidden], readers: &[&str]) {
    let mut twins = Box::pin(Twins::start(engine)).await;
    let person = shown(&mut twins).await;
    let until = twins.with.clock.now() + SignedDuration::from_hours(24);
    twins
        .hidden(until, async |app| {
            for it in hidden {
                it.happens(app, person).await;
            }
        })
        .await;
    let fillings = Fillings::of_twins(&twins.without, &twins.with, 2).await;
    for persona in readers {
        let reader = twins.sign_in(persona).await;
        let exempt = |path: &str| exempt(persona, path);
        let forms = twins.read_all(&reader, &fillings, exempt).await;
        twins.send_all(&reader, &fillings, &TYPED, &forms, exempt).await;
        // The forms that ask for a password again were sent wrong ones: the door opens after a while.
        twins.pass(1);
        let after = twins.sign_in(persona).await;
        twins.read_all(&after, &fillings, exempt).await;
        // Their calendar, by a link of their own.
        let made = twins.compare(&after, &Method::POST, "/agenda/link", "").await.first("code.secret");
        let (_, link) = made.split_once("/agenda/").expect("an address");
        let told = twins.compare(&after, &Method::GET, &format!("/agenda/{link}"), "").await;
        assert!(told.text().starts_with("BEGIN:VCALENDAR"), "{}", told.text());
    }
}

/// What is hidden, drawn at random; and some of those who must not notice any of it. The draw is another whenever the rules or
/// the routes are others, and the same as long as they are: a failure can be looked at again.
fn draws(engine: &str, cases: usize) -> Vec<(Vec<Hidden>, Vec<&'static str>)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");
    let mut policies: Vec<_> = std::fs::read_dir(folder)
        .expect("the rules")
        .map(|file| std::fs::read_to_string(file.expect("a file").path()).expect("a text"))
        .collect();
    policies.sort();
    let routes: Vec<_> = web::registry::lines().into_iter().map(|it| (it.method, it.path)).collect();
    let seed = Sha256::digest(format!("{engine} {policies:?} {routes:?} {ALL:?}"));
    let chance = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let mut runner = TestRunner::new_with_rng(Config::default(), chance);
    let strategy = (subsequence(ALL.to_vec(), 1..=4), 0..100_usize);
    (0..cases)
        .map(|_| {
            let (hidden, turn) = strategy.new_tree(&mut runner).expect("a draw").current();
            let unaware = |persona: &&str| hidden.iter().all(|it| it.from().contains(persona));
            let mut readers: Vec<&str> = hidden[0].from().into_iter().filter(unaware).collect();
            let turned = turn % readers.len().max(1);
            readers.rotate_left(turned);
            readers.truncate(2);
            // Whoever administers sends what ends the accounts of the others: they come last.
            readers.sort_by_key(|reader| *reader == "admin");
            (hidden, readers)
        })
        .filter(|(_, readers)| !readers.is_empty())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_hidden_changes_nothing_on_sqlite() {
    for (hidden, readers) in draws("sqlite", 4) {
        eprintln!("hidden: {hidden:?}; readers: {readers:?}");
        Box::pin(unnoticed(Engine::Sqlite, &hidden, &readers)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_hidden_changes_nothing_on_postgres() {
    for (hidden, readers) in draws("postgres", 2) {
        eprintln!("hidden: {hidden:?}; readers: {readers:?}");
        Box::pin(unnoticed(Engine::Postgres, &hidden, &readers)).await;
    }
}

/// Everything at once, and the one reader from whom all of it is hidden.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_that_can_be_hidden_changes_nothing() {
    let reader = "psychiatrist_3";
    assert!(ALL.iter().all(|it| it.from().contains(&reader)));
    Box::pin(unnoticed(Engine::Sqlite, &ALL, &[reader])).await;
}

/// The person reads on their own page what is theirs: what others hide, and notes kept for those who are named, changes
/// nothing of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_hidden_changes_nothing_on_the_person_s_own_page() {
    let mut twins = Box::pin(Twins::start(Engine::Sqlite)).await;
    let person = shown(&mut twins).await;
    let until = twins.with.clock.now() + SignedDuration::from_hours(24);
    let hidden = [
        Hidden::Person,
        Hidden::Crowd,
        Hidden::Story,
        Hidden::Draft,
        Hidden::ConsentWithdrawn,
        Hidden::AbsenceWithdrawn,
        Hidden::Arrivals,
        Hidden::VitalNeed,
        Hidden::Import,
        Hidden::Scan,
        Hidden::Prevention,
    ];
    twins
        .hidden(until, async |app| {
            for it in hidden {
                it.happens(app, person).await;
            }
        })
        .await;
    let fillings = Fillings::of_twins(&twins.without, &twins.with, 2).await;
    let own = twins.own_page("gp_2", person).await;
    let elsewhere = |path: &str| !path.starts_with("/own");
    let forms = twins.read_all(&own, &fillings, elsewhere).await;
    assert!(forms.iter().any(|form| form.action == "/own/questions"), "they are on their page: {forms:?}");
    twins.send_all(&own, &fillings, &TYPED, &forms, elsewhere).await;
}

/// The doctor who takes a person over by a link is given who it is and the synthesis: whatever else there is changes nothing of
/// it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_hidden_changes_nothing_for_the_doctor_who_takes_over() {
    let mut twins = Box::pin(Twins::start(Engine::Sqlite)).await;
    let person = shown(&mut twins).await;
    let until = twins.with.clock.now() + SignedDuration::from_hours(24);
    let hidden = [
        Hidden::Person,
        Hidden::Crowd,
        Hidden::Story,
        Hidden::Open,
        Hidden::Restricted,
        Hidden::Psychiatric,
        Hidden::Right,
        Hidden::Social,
        Hidden::Scan,
        Hidden::Interview,
        Hidden::Goal,
        Hidden::OwnQuestion,
        Hidden::Prevention,
        Hidden::Questionnaire,
        Hidden::VitalNeed,
        Hidden::Arrivals,
    ];
    twins
        .hidden(until, async |app| {
            for it in hidden {
                it.happens(app, person).await;
            }
        })
        .await;
    let fillings = Fillings::of_twins(&twins.without, &twins.with, 2).await;
    let doctor = twins.handed_over("gp_2", person).await;
    let elsewhere = |path: &str| !path.starts_with("/handover");
    let forms = twins.read_all(&doctor, &fillings, elsewhere).await;
    assert!(forms.iter().any(|form| form.action == "/handover/leave"), "they are on their page: {forms:?}");
    twins.send_all(&doctor, &fillings, &TYPED, &forms, elsewhere).await;
}

/// What is exempt is declared, with its reason and its bound.
#[test]
fn exemptions_are_declared() {
    let declared = include_str!("../../../../docs/declassified.md");
    for (code, _, _) in DECLASSIFIED {
        assert!(declared.contains(&format!("| `{code}` |")), "docs/declassified.md does not list {code}");
    }
}
