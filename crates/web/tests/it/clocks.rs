//! What happens by itself as time goes by: warnings, escalation, drafts that nobody sends.

use care::requests::advice::{self, Watched};
use care::stories::{Step, Told, tell};
use testkit::{App, on_both};

/// One look at every clock.
async fn look(app: &App) -> Watched {
    advice::watch_clocks(&app.system()).await.expect("the clocks are looked at")
}

/// A request in the hands of the psychiatrist.
async fn accepted(app: &App) -> Told {
    let person = app.person(app.cast.get("gp").role, "Nadia", "Ferhat", "1979-03-14").await;
    let mut told = app.request(Some(person));
    for step in [Step::Send, Step::Triage, Step::Accept] {
        tell(&app.house, &mut told, step).await.expect("the story goes on");
    }
    told
}

/// What a persona reads under « Ce qui a bougé ».
async fn news(app: &App, persona: &str) -> String {
    app.sign_in(persona).await.get("/").await.first("main aside")
}

on_both! {
    /// Seven days: told at half of them and at four fifths, then told to the coordination, once each.
    async fn a_clock_warns_then_escalates(app) {
        accepted(&app).await;
        assert_eq!(look(&app).await, Watched::default());
        app.pass(7 * 12 - 1);
        assert_eq!(look(&app).await, Watched::default(), "half of the time has not run yet");
        app.pass(1);
        assert_eq!(look(&app).await, Watched { warned: 1, ..Watched::default() });
        assert_eq!(look(&app).await, Watched::default(), "told once");
        assert!(news(&app, "psychiatrist").await.contains("L’échéance d’une demande approche"));
        app.pass(50);
        assert_eq!(look(&app).await.warned, 0, "134 hours are less than four fifths of 168");
        app.pass(1);
        assert_eq!(look(&app).await.warned, 1);
        app.pass(7 * 24);
        assert_eq!(look(&app).await, Watched { escalated: 1, ..Watched::default() });
        assert!(news(&app, "coordinator").await.contains("Une demande est en retard"));
        assert!(news(&app, "psychiatrist").await.contains("Une demande est en retard"));
        assert_eq!(look(&app).await, Watched::default(), "told once");
    }
}

on_both! {
    /// While the asker owes something the clock stands still, and so do its warnings.
    async fn a_pause_is_nobody_s_delay(app) {
        let mut told = accepted(&app).await;
        app.pass(24);
        tell(&app.house, &mut told, Step::AskBack).await.expect("asked back");
        app.pass(30 * 24);
        assert_eq!(look(&app).await, Watched::default());
        tell(&app.house, &mut told, Step::Complete).await.expect("completed");
        app.pass(59);
        assert_eq!(look(&app).await, Watched::default(), "24 + 59 hours of 168 have run");
        app.pass(1);
        assert_eq!(look(&app).await.warned, 1, "24 + 60 hours are half of them");
    }
}

/// A draft with a text and a document, begun now by the GP; where it stands.
async fn draft(app: &App) -> String {
    let gp = app.sign_in("gp").await;
    let screen = gp.get("/requests/new").await;
    let id = screen.attribute("input[name=screen]", "value").expect("the screen is numbered");
    let begun = gp.post("/requests/new", &[("screen", &id), ("outcome", "not_urgent")]).await;
    let request = begun.location().trim_end_matches("/ask").to_owned();
    let saved =
        gp.post(&format!("{request}/ask/draft"), &[("question", "Que faire ?"), ("version", "0")]).await;
    assert_eq!(saved.status, 200, "{}", saved.text());
    let joined =
        gp.upload(&format!("{request}/files"), "lettre.pdf", b"%PDF-1.4\n1 0 obj << >> endobj\n%%EOF").await;
    assert_eq!(joined.status, 303, "{}", joined.words());
    request
}

on_both! {
    /// A draft is dropped after fourteen days, its author told the day before; nothing of it is left.
    async fn a_draft_is_told_then_dropped(app) {
        let request = draft(&app).await;
        app.pass(13 * 24 - 1);
        assert_eq!(look(&app).await, Watched::default());
        assert!(!news(&app, "gp").await.contains("Un brouillon sera supprimé"));
        app.pass(1);
        assert_eq!(look(&app).await.dropped, 0, "told first");
        assert!(news(&app, "gp").await.contains("Un brouillon sera supprimé demain"));
        app.pass(23);
        assert_eq!(look(&app).await.dropped, 0, "the day is not over");
        assert_eq!(app.sign_in("gp").await.get(&format!("{request}/ask")).await.status, 200);
        app.pass(1);
        assert_eq!(look(&app).await.dropped, 1);
        let gp = app.sign_in("gp").await;
        assert_eq!(gp.get(&format!("{request}/ask")).await.status, 404);
        assert!(!news(&app, "gp").await.contains("Un brouillon"), "what led to it is gone too");
        assert_eq!(look(&app).await, Watched::default());
    }
}

on_both! {
    /// Who was told late, because the program did not run, still has a day.
    async fn whoever_is_told_late_still_has_a_day(app) {
        let request = draft(&app).await;
        app.pass(40 * 24);
        assert_eq!(look(&app).await.dropped, 0);
        assert_eq!(look(&app).await.dropped, 0, "a minute later");
        assert_eq!(app.sign_in("gp").await.get(&format!("{request}/ask")).await.status, 200);
        app.pass(24);
        assert_eq!(look(&app).await.dropped, 1);
    }
}

on_both! {
    /// What was sent on the last day is not a draft any more.
    async fn what_was_sent_in_time_stays(app) {
        let request = draft(&app).await;
        app.pass(13 * 24);
        look(&app).await;
        app.pass(23);
        let gp = app.sign_in("gp").await;
        let fields = [
            ("without_identity", "yes"),
            ("age", "44"),
            ("question", "Que faire ?"),
            ("suicidal_ideas", "absent"),
        ];
        let checked = gp.post(&format!("{request}/ask"), &fields).await;
        assert_eq!(checked.location(), format!("{request}/review"), "{}", checked.words());
        assert_eq!(gp.post(&format!("{request}/send"), &[]).await.status, 303);
        app.pass(24);
        assert_eq!(look(&app).await.dropped, 0);
        assert_eq!(app.sign_in("gp").await.get(&request).await.status, 200);
    }
}

on_both! {
    /// « 7 jours » is a line of the programme: written otherwise, it is another promise, on both sides and for the watch.
    async fn the_promise_is_a_line_of_the_programme(app) {
        let three = App::with_line(app.engine(), "answer_days = 7", "answer_days = 3").await;
        let told = accepted(&three).await;
        let request = format!("/requests/{}", three.sealed(told.id.expect("it was sent").uuid()));
        for persona in ["gp", "psychiatrist"] {
            let words = three.sign_in(persona).await.get(&request).await.words();
            assert!(words.contains("avant jeudi 26 novembre 2026"), "{persona}: {words}");
        }
        three.pass(36);
        assert_eq!(look(&three).await.warned, 1, "half of three days");

        let seven = accepted(&app).await;
        let request = format!("/requests/{}", app.sealed(seven.id.expect("it was sent").uuid()));
        let words = app.sign_in("gp").await.get(&request).await.words();
        assert!(words.contains("avant lundi 30 novembre 2026"), "{words}");
    }
}
