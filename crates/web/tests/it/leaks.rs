//! The leak crawl: a world with a canary in each part, every route as every persona, against the committed matrix.

use std::collections::BTreeSet;
use std::fmt::Write;

use care::requests::advice::{self, AskForm, EmergencyOutcome, NewAsk};
use care::stories::{Step, acting, tell};
use testkit::{App, Canary, Engine, Fillings, crawl};

/// A request whose every part holds a canary, in the hands of the psychiatrist.
async fn marked(app: &App) -> (Vec<Canary>, Fillings) {
    let gp = acting(&app.house, app.cast.get("gp").role).await.expect("the GP acts");
    let person = app.person(app.cast.get("gp").role, "Zéphyrine", "Canarimarque", "1979-03-14").await;
    let screen = advice::shown(&gp, "advice-line").await.expect("the screen");
    let (at, program) = advice::decided(&gp, screen, EmergencyOutcome::NotUrgent).await.expect("not urgent");
    let id = advice::start(&gp, &program, at, None).await.expect("a draft");
    let form = AskForm {
        question: "canari-question".to_owned(),
        context: "canari-contexte".to_owned(),
        suicidal_ideas: "absent".to_owned(),
        telling: "in_person".to_owned(),
        ..AskForm::default()
    };
    advice::send(&gp, id, NewAsk::parse(&form, Some(person), None).expect("a question"))
        .await
        .expect("it is sent");
    let mut told = app.request(Some(person));
    told.id = Some(id);
    for step in [Step::Triage, Step::Accept] {
        app.pass(1);
        tell(&app.house, &mut told, step).await.expect("the story goes on");
    }
    let psychiatrist = acting(&app.house, app.cast.get("psychiatrist").role).await.expect("they act");
    advice::post(&psychiatrist, id, "canari-message").await.expect("a message");
    app.pass(1);
    tell(&app.house, &mut told, Step::Answer { consultation: true }).await.expect("an answer");
    let canary = |name, text: &str| Canary { name, text: text.to_owned() };
    let canaries = vec![
        canary("identity: name", "Canarimarque"),
        canary("request: question", "canari-question"),
        canary("request: context", "canari-contexte"),
        canary("request: message", "canari-message"),
        canary("request: answer", "réponse partielle à une dose encore faible"),
    ];
    let nobody = "00000000-0000-0000-0000-000000000000".to_owned();
    let page = advice::open(&psychiatrist, id).await.expect("the request");
    let consultation = page.consultation.expect("a consultation is offered").id;
    let mut fillings = Fillings::new();
    fillings.insert("advice", vec![app.sealed(id.uuid()), nobody.clone()]);
    fillings.insert("person", vec![app.sealed(person.uuid()), nobody.clone()]);
    fillings.insert("consultation", vec![app.sealed(consultation.uuid())]);
    fillings.insert("program", vec!["advice-line".to_owned(), "no-such-programme".to_owned()]);
    fillings.insert("indicator", vec!["advices_asked".to_owned(), "advices_given".to_owned()]);
    for other in [
        "file",
        "snippet",
        "path",
        "practitioner",
        "organization",
        "account",
        "match",
        "merge",
        "pair",
        "member",
        "absence",
        "token",
        "role",
        "membership",
        "professional",
        "structure",
        "event",
    ] {
        fillings.insert(other, vec![nobody.clone()]);
    }
    (canaries, fillings)
}

/// What each persona sees of the marked request, as a table.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_each_persona_sees_is_what_is_written() {
    let app = App::start(Engine::Sqlite).await;
    let (canaries, fillings) = marked(&app).await;
    let personas: Vec<String> = app.cast.personas.iter().map(|it| it.persona.clone()).collect();
    let mut table = String::from(
        "# What each persona sees\n\nMade by crawling every route of the registry as every persona, over a request that the persona `gp` sent to \
         `psychiatrist` about one person. Each row is a mark that stands in one place only. Run the tests with `UPDATE_DOCS=1` to write it \
         anew; a change is a change of who sees what.\n\n| mark |",
    );
    let mut seen: Vec<BTreeSet<&str>> = Vec::new();
    seen.push(crawl(&app.visitor(), &fillings, &canaries).await);
    table.push_str(" visitor |");
    for persona in &personas {
        let reader = app.sign_in(persona).await;
        seen.push(crawl(&reader, &fillings, &canaries).await);
        let _ = write!(table, " {persona} |");
    }
    table.push_str("\n|---|");
    table.push_str(&"---|".repeat(seen.len()));
    for canary in &canaries {
        let _ = write!(table, "\n| {} |", canary.name);
        for by in &seen {
            table.push_str(if by.contains(canary.name) { " sees |" } else { " |" });
        }
    }
    table.push('\n');
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/leak-matrix.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &table).expect("the matrix is written");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(committed, table, "docs/leak-matrix.md says otherwise");
}
