//! Twin worlds: what is hidden from a reader changes not one byte of what they are answered.

use care::stories::{Step, tell};
use testkit::{App, Engine, on_both};
use web::registry;

/// Two worlds alike, but for a person and a request that the readers must not know of.
async fn twin(engine: Engine, hidden: bool) -> App {
    let app = App::start(engine).await;
    let person = app.person(app.cast.get("gp_2").role, "Louise", "Aubert", "1997-02-01").await;
    let mut shown = app.request(Some(person));
    shown.gp = app.cast.get("gp_2").role;
    tell(&app.house, &mut shown, Step::Send).await.expect("a request");
    if hidden {
        let other = app.person(app.cast.get("gp").role, "Nadia", "Ferhat", "1979-03-14").await;
        let mut told = app.request(Some(other));
        for step in [Step::Send, Step::Triage, Step::Accept, Step::Answer { consultation: true }] {
            tell(&app.house, &mut told, step).await.expect("the story goes on");
        }
    }
    app.entropy.reseed(41);
    app
}

/// Every page without parameters, as these readers.
async fn pages(app: &App) -> Vec<(String, Vec<u8>)> {
    let mut pages = Vec::new();
    for persona in ["gp_2", "nurse", "social_worker", "mediator", "psychiatrist_2", "admin"] {
        let reader = app.sign_in(persona).await;
        let nowhere = [
            "/requests/6f1c2f3e-7a53-4f0e-9d2e-0a4c6c2b9f11",
            "/persons/6f1c2f3e-7a53-4f0e-9d2e-0a4c6c2b9f11",
        ];
        let open = registry::lines().into_iter().filter(|it| it.method == "GET" && !it.path.contains('{'));
        for path in open.map(|it| it.path).chain(nowhere) {
            // The journal's own page shows what was done, which is what it is for (docs/declassified.md).
            if path.starts_with("/journal") || path.starts_with("/login") {
                continue;
            }
            let answer = reader.get(path).await;
            pages.push((format!("{persona} {path} {}", answer.status), answer.body));
        }
    }
    pages
}

on_both! {
    async fn hidden_data_changes_nothing(app) {
        let engine = match app.house.db().engine() {
            store::Engine::Sqlite => Engine::Sqlite,
            store::Engine::Postgres => Engine::Postgres,
        };
        let (without, with) = (twin(engine, false).await, twin(engine, true).await);
        let (without, with) = (pages(&without).await, pages(&with).await);
        assert_eq!(without.len(), with.len());
        for ((name, a), (other, b)) in without.iter().zip(&with) {
            assert_eq!(name, other);
            assert!(a == b, "{name} differs:\n{}\n---\n{}", String::from_utf8_lossy(a), String::from_utf8_lossy(b));
        }
    }
}
