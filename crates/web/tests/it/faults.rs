//! Hidden reads as absent; a look at a record leaves a line in the journal that names the person, and without that line
//! no byte of the record (access.md, properties 4 and 5).

use care::assessments;
use care::attachments::NewAttachment;
use care::pathways::{self, NewPathway};
use care::people::{self, NewMember, TeamGround};
use care::rights::{self, Channel, Fact, NewApplication, NewFact};
use care::stories::{Step, acting, centre, refers, tell};
use care::support::interviews::{self, NewInterview, Place, Shared, Subject};
use care::support::plan::{self, Doer, NewGoal, NewStep};
use care::synthesis::{self, Part, Text};
use care::{Ctx, PersonId};
use policy::Compartment;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use testkit::{App, Browser, Engine, Fillings, Seen, on_both, readable, text};
use uuid::Uuid;
use web::registry::{self, RouteLine};

/// A person with a team, and a request about them that is answered.
async fn record(app: &App) -> Uuid {
    let gp = app.cast.get("gp").role;
    let person = app.person(gp, "Zéphyrine", "Canarimarque", "1979-03-14").await;
    app.joins(person, gp, "nurse", TeamGround::ChosenByPerson).await;
    app.joins(person, gp, "social_worker", TeamGround::ChosenByPerson).await;
    let mut told = app.request(Some(person));
    let answer = Step::Answer { consultation: true };
    for step in [Step::Send, Step::Triage, Step::Accept, answer, Step::OfferTimes] {
        app.pass(1);
        tell(&app.house, &mut told, step).await.expect("the story goes on");
    }
    around(app, person).await;
    person.uuid()
}

async fn actor(app: &App, persona: &str) -> Ctx {
    acting(&app.house, app.cast.get(persona).role).await.expect("they act")
}

/// Something of each kind that hangs on a record: an entry, a questionnaire under way, a right with its document, an interview, a
/// goal with a step, a pathway with a synthesis, a referral, somebody invited, a question of the person.
async fn around(app: &App, person: PersonId) {
    let (gp, awa) = (actor(app, "gp").await, actor(app, "social_worker").await);
    app.writes(person, "gp", text(Compartment::Somatic, "Vue en consultation.")).await;
    let offered = assessments::assessments(&gp, person).await.expect("what can be filled").offered;
    let phq = offered.iter().find(|it| it.url.ends_with("/phq-9")).expect("it comes along");
    assessments::begin(&gp, person, &phq.canonical()).await.expect("it is begun");
    let right =
        rights::begin(&awa, awa.new_id(), person, NewApplication::now("aah")).await.expect("it is opened");
    let filing = Fact::Filing { channel: Channel::Post, number: None, amount: None };
    rights::happened(&awa, right, NewFact { fact: filing, at: None }).await.expect("it is filed");
    let scan =
        NewAttachment::parse("recepisse.pdf", crate::marked::document("Reçu le 23 novembre.").into_bytes());
    rights::join_evidence(&awa, right, 1, scan.expect("a document")).await.expect("it is joined");
    let shared = Shared {
        place: Place::Office,
        subjects: vec![Subject::Housing],
        about: None,
        text: None,
        next: None,
    };
    let kept = NewInterview { status: interviews::Status::Kept, at: None, shared, private: None };
    interviews::record(&awa, awa.new_id(), person, kept).await.expect("it is recorded");
    let goal = NewGoal { words: "Avoir un logement à moi.".to_owned(), agreed: None, at: None };
    let goal = plan::open_goal(&awa, awa.new_id(), person, goal).await.expect("a goal");
    let step = NewStep { what: "Retrouver l’avis d’imposition".to_owned(), who: Doer::Person, by: None };
    plan::add_step(&awa, goal, awa.new_id(), step).await.expect("a step");
    let new = NewPathway::now("somatic-network", "somatic");
    let pathway = pathways::begin(&gp, gp.new_id(), person, new).await.expect("it begins");
    let parts = [(Part::Plan, "Revoir à un mois."), (Part::Person, "Tout va bien.")];
    let words = Text::of(parts.map(|(part, text)| (part, text.to_owned())));
    synthesis::begin(&gp, gp.new_id(), pathway, "synthesis".to_owned(), words).await.expect("it is composed");
    centre(&app.house, &app.cast).await.expect("they join");
    refers(&gp, person, "to-social", "Sans ressources.").await.expect("it is sent");
    let guest = NewMember::now(app.cast.gps[6], TeamGround::ChosenByPerson);
    people::invitations::invite(&gp, person, guest).await.expect("they are invited");
    let own = app.own_page("gp", person).await;
    let asked = own.post("/own/questions", &[("text", "Puis-je changer de médecin ?")]).await;
    assert_eq!(asked.status, 303, "{}", asked.words());
}

/// What hangs on one record, by the names of parameters.
const OF_A_RECORD: [&str; 12] = [
    "{person}",
    "{advice}",
    "{consultation}",
    "{entry}",
    "{assessment}",
    "{application}",
    "{interview}",
    "{goal}",
    "{step}",
    "{pathway}",
    "{synthesis}",
    "{referral}",
];

/// Routes that lead to something of one person, by the names of their parameters.
fn of_a_record(route: &RouteLine) -> bool {
    OF_A_RECORD.iter().any(|name| route.path.contains(name))
}

/// How many lines of the journal name a person.
async fn lines(app: &App, person: Uuid) -> usize {
    let (db, territory) = (app.house.db().reader(), app.house.territory().uuid());
    store::audit::about(&db, territory, person, None, 10_000).await.expect("the journal is read").len()
}

on_both! {
    /// Whatever shows the name of a person, whoever reads it, leaves a line that names them.
    async fn every_look_leaves_a_line(app) {
        let person = record(&app).await;
        let fillings = Fillings::of(&app, 6).await;
        let mut looks = 0;
        for persona in ["gp", "psychiatrist", "nurse", "social_worker", "secretary", "coordinator", "identity"] {
            // Every link that opens nothing counted as a try from here.
            app.pass(1);
            let reader = app.sign_in(persona).await;
            for route in registry::lines().into_iter().filter(|it| it.method == "GET") {
                for path in fillings.paths(&route) {
                    let before = lines(&app, person).await;
                    let answer = reader.get(&path).await;
                    if answer.status != 200 || !readable(&answer).contains("Canarimarque") {
                        continue;
                    }
                    looks += 1;
                    assert!(lines(&app, person).await > before, "{persona}: {path} leaves no line in the journal");
                }
            }
        }
        assert!(looks >= 40, "records were looked at: {looks}");
        // Each part of it has a line of its own, by which the person reads at what somebody looked.
        let (db, territory) = (app.house.db().reader(), app.house.territory().uuid());
        let told = store::audit::about(&db, territory, person, None, 10_000).await.expect("the journal is read");
        for action in [
            "person.read", "advice.read", "entry.read", "right.list", "right.read",
            "interview.list", "interview.read", "plan.read", "pathway.read", "synthesis.read", "referral.list",
            "referral.read", "information.read", "prevention.read", "own.paper_read",
        ] {
            assert!(told.iter().any(|it| it.action == action), "{action} is in no line");
        }
    }
}

/// Somebody who stands in the way of every write.
async fn in_the_way(app: &App) -> DatabaseConnection {
    let other = Database::connect(app.database()).await.expect("another connection");
    let words = match app.engine() {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        Engine::Postgres => "BEGIN; LOCK TABLE audit_event IN EXCLUSIVE MODE",
    };
    other.execute_unprepared(words).await.expect("it holds the database");
    other
}

on_both! {
    /// A journal that cannot be written: 503, and not a byte of the record; all is well once it can.
    async fn without_a_line_no_record(app) {
        let person = record(&app).await;
        let reader = app.sign_in("gp").await;
        let pages = ["/", "/persons", "/requests"];
        for path in pages {
            assert!(reader.get(path).await.text().contains("Canarimarque"), "{path} shows the record");
        }
        let before = lines(&app, person).await;
        let other = in_the_way(&app).await;
        let path = pages[1];
        let answer = reader.get(path).await;
        assert_eq!(answer.status, 503, "{}", answer.words());
        assert!(!readable(&answer).contains("Canarimarque"), "{path} shows nothing of the record");
        assert!(!answer.words().is_empty(), "and says so in words");
        other.close().await.expect("it lets go");
        assert_eq!(lines(&app, person).await, before);
        assert_eq!(reader.get(path).await.status, 200);
    }
}

/// A file that turns read-only under a running service, which is told by the engine: acts are refused in words, nothing is
/// half-written, and all goes on once the file can be written again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_turns_read_only() {
    let app = App::start(Engine::Sqlite).await;
    let gp = app.sign_in("gp").await;
    let keep = async |label: &str| {
        gp.post("/account/snippets", &[("label", label), ("body", "Quelques mots.")]).await
    };
    assert_eq!(keep("avant").await.status, 303);
    let turned: Result<(), store::StoreError> = app
        .house
        .db()
        .write(async |tx: store::Tx| {
            tx.execute_unprepared("PRAGMA query_only = ON").await?;
            Ok(())
        })
        .await;
    turned.expect("it turns");
    let refused = keep("pendant").await;
    assert_eq!(refused.status, 503, "{}", refused.words());
    assert!(!refused.first("h1").is_empty(), "in words: {}", refused.words());
    assert_eq!(keep("après").await.status, 303, "all goes on");
    let page = gp.get("/account/snippets").await.words();
    assert!(page.contains("avant") && page.contains("après") && !page.contains("pendant"), "{page}");
}

/// An act with nothing in it; with a document, where nothing else is read.
async fn acted(reader: &Browser, path: &str) -> Seen {
    let answer = reader.form(path, b"").await;
    if answer.status != 400 {
        return answer;
    }
    reader.upload(path, "lettre.pdf", b"%PDF-1.4\n1 0 obj << >> endobj\n%%EOF").await
}

/// Every route of a record answers a stranger that there is no such thing.
async fn as_absent(reader: &Browser, persona: &str, fillings: &Fillings) {
    for route in registry::lines().into_iter().filter(of_a_record) {
        for path in fillings.paths(&route) {
            let answer = match route.method.as_str() {
                "GET" => reader.get(&path).await,
                _ => acted(reader, &path).await,
            };
            assert!(answer.status == 404, "{persona}: {} {path} answers {}", route.method, answer.status);
        }
    }
}

on_both! {
    /// To whoever must not know of a record every route of it reads as absent, for looking and for acting.
    async fn hidden_reads_as_absent(app) {
        record(&app).await;
        let fillings = Fillings::of(&app, 6).await;
        for name in OF_A_RECORD {
            let held = fillings.count(&name[1..name.len() - 1]);
            assert!(held > 2, "there is something to hide behind {name}: {held}");
        }
        for persona in ["gp_2", "psychiatrist_3", "mediator", "dpo"] {
            as_absent(&app.sign_in(persona).await, persona, &fillings).await;
        }
    }
}

on_both! {
    /// Seen but not permitted is another answer: whoever coordinates knows of the request, and may not answer it.
    async fn seen_but_refused(app) {
        record(&app).await;
        let fillings = Fillings::of(&app, 6).await;
        let coordinator = app.sign_in("coordinator").await;
        let page = registry::lines().into_iter().find(|it| it.path == "/requests/{advice}").expect("a route");
        let request = fillings.paths(&page).into_iter().next().expect("a request");
        assert_eq!(coordinator.get(&request).await.status, 200);
        let preview = coordinator.get(&format!("{request}/answer/preview")).await;
        assert_eq!(preview.status, 403, "{}", preview.words());
        let cancelled = coordinator.post(&format!("{request}/cancel"), &[]).await;
        assert_eq!(cancelled.status, 403, "{}", cancelled.words());
    }
}
