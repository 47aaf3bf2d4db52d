//! The advice line, told over HTTP.

use testkit::{App, Browser, Seen, on_both};

/// The emergency screen, then a draft: where the request stands.
async fn start(gp: &Browser) -> String {
    let screen = gp.get("/requests/new").await;
    assert_eq!(screen.status, 200, "{}", screen.words());
    assert!(screen.words().contains("3114"), "the screen shows whom to call");
    let id = screen.attribute("input[name=screen]", "value").expect("the screen is numbered");
    let draft = gp.post("/requests/new", &[("screen", &id), ("outcome", "not_urgent")]).await;
    draft.location().trim_end_matches("/ask").to_owned()
}

const QUESTION: &str = "Huit semaines de sertraline, mieux mais pas bien. Faut-il changer ?";

/// Asks about a person; answers where the request stands.
async fn ask(app: &App, gp: &Browser) -> String {
    let person = app.person(app.cast.get("gp").role, "Nadia", "Ferhat", "1979-03-14").await;
    let request = start(gp).await;
    let sealed = app.sealed(person.uuid());
    let fields = [
        ("person", sealed.as_str()),
        ("question", QUESTION),
        ("context", "Premier épisode. PHQ-9 à 14."),
        ("suicidal_ideas", "absent"),
        ("telling", "in_person"),
    ];
    let checked = gp.post(&format!("{request}/ask"), &fields).await;
    assert_eq!(checked.location(), format!("{request}/review"));
    let review = gp.get(&format!("{request}/review")).await;
    assert!(review.words().contains("Mme Nadia Ferhat"), "{}", review.words());
    let sent = gp.post(&format!("{request}/send"), &[]).await;
    assert_eq!(sent.location(), format!("{request}?done=sent"));
    request
}

const ANSWER: [(&str, &str); 3] = [
    ("assessment", "Réponse partielle à une dose encore faible."),
    ("medication", "Sertraline 100 mg le matin."),
    ("consultation", "yes"),
];

async fn answer(psychiatrist: &Browser, request: &str) -> Seen {
    let checked = psychiatrist.post(&format!("{request}/answer"), &ANSWER).await;
    assert_eq!(checked.location(), format!("{request}/answer/preview"), "{}", checked.words());
    let preview = psychiatrist.get(&format!("{request}/answer/preview")).await;
    assert!(preview.words().contains("Sertraline 100 mg"), "{}", preview.words());
    psychiatrist.post(&format!("{request}/answer/send"), &[]).await
}

on_both! {
    /// A GP asks, is asked back, is answered with a consultation that is held, and closes the loop.
    async fn the_whole_loop(app) {
        let gp = app.sign_in("gp").await;
        let request = ask(&app, &gp).await;

        app.pass(2);
        let secretary = app.sign_in("secretary").await;
        let triage = secretary.get(&request).await;
        assert!(!triage.text().contains("sertraline"), "triage never reads the clinical text");
        let doctor = app.sealed(app.cast.get("psychiatrist").practitioner.uuid());
        let passed = secretary.post(&format!("{request}/triage"), &[("named", &doctor)]).await;
        assert_eq!(passed.status, 303, "{}", passed.words());

        app.pass(20);
        let psychiatrist_again = app.sign_in("psychiatrist").await;
        let page = psychiatrist_again.get(&request).await;
        assert!(page.words().contains("À vous de répondre avant"), "{}", page.words());
        assert!(page.words().contains("sertraline"), "the addressee reads the question");
        let back = psychiatrist_again.post(&format!("{request}/ask-back"), &[("text", "Et le sommeil ?")]).await;
        assert_eq!(back.status, 303, "{}", back.words());

        app.pass(30);
        let gp_later = app.sign_in("gp").await;
        let paused = gp_later.get(&request).await;
        assert!(paused.words().contains("Et le sommeil ?"));
        assert!(paused.words().contains("l’horloge est en pause"), "{}", paused.words());
        let given = gp_later.post(&format!("{request}/complete"), &[("text", "Haché, réveil à quatre heures.")]).await;
        assert_eq!(given.status, 303, "{}", given.words());

        app.pass(40);
        let psychiatrist_later = app.sign_in("psychiatrist").await;
        let sent = answer(&psychiatrist_later, &request).await;
        assert_eq!(sent.location(), format!("{request}?done=answered"), "{}", sent.words());
        let letter = psychiatrist_later.get(&format!("{request}/letter")).await;
        assert!(letter.body.starts_with(b"%PDF-"), "{}", letter.status);

        let offered = psychiatrist_later.get(&request).await;
        let times = offered.attribute("form[action$='/times']", "action").expect("times can be offered");
        let slot = [("time1", "2026-11-30T14:30"), ("minutes", "45"), ("place", "CMP des Tanneurs")];
        let proposed = psychiatrist_later.post(&times, &slot).await;
        assert_eq!(proposed.status, 303, "{}", proposed.words());
        let gp_last = app.sign_in("gp").await;
        let booking = gp_last.get(&request).await;
        let chosen = booking.attribute("input[name=slot]", "value").expect("a time is offered");
        let action = booking.attribute("form[action$='/book']", "action").expect("it can be booked");
        assert_eq!(gp_last.post(&action, &[("slot", &chosen)]).await.status, 303);
        app.clock.set("2026-11-30T15:00:00Z".parse().expect("a date"));
        let psychiatrist_last = app.sign_in("psychiatrist").await;
        let outcome = action.replace("/book", "/outcome");
        let held = psychiatrist_last.post(&outcome, &[("outcome", "held")]).await;
        assert_eq!(held.status, 303, "{}", held.words());

        let gp_closing = app.sign_in("gp").await;
        let closing = [("followed", "yes"), ("referral", "avoided"), ("emergency_avoided", "yes"), ("usefulness", "5")];
        let closed = gp_closing.post(&format!("{request}/close"), &closing).await;
        assert_eq!(closed.location(), format!("{request}?done=close"), "{}", closed.words());

        let period = care::indicators::Period::new(jiff::civil::date(2026, 11, 1), jiff::civil::date(2026, 11, 30));
        let report = care::indicators::report(
            &app.system(),
            "advice-line",
            period.expect("a month"),
            care::indicators::Audience::Team,
        )
        .await
        .expect("the report");
        let json = report.to_json();
        for figure in [
            "\"advices_asked\":1",
            "\"advices_given\":1",
            "\"answered_on_time\":1",
            "\"consultations_offered\":1",
            "\"consultations_within_15_days\":1",
            "\"referral_avoided\":1",
            "\"emergency_avoided\":1",
            "\"closed\":1",
        ] {
            assert!(json.contains(figure), "{figure} in {json}");
        }
        // Asked at 9 h on the 23rd, answered 92 hours later, of which 30 paused: 62 hours.
        assert!(json.contains("\"delay_days_median\":2.58"), "{json}");
        assert!(app.house.db().verify().await.expect("the journal is read").ok, "the journal verifies");
    }
}

on_both! {
    /// Of two who answer at once one wins; the other keeps their text and learns who answered.
    async fn two_answers(app) {
        let gp = app.sign_in("gp").await;
        let request = ask(&app, &gp).await;
        let secretary = app.sign_in("secretary").await;
        assert_eq!(secretary.post(&format!("{request}/triage"), &[]).await.status, 303);
        let first = app.sign_in("psychiatrist").await;
        let second = app.sign_in("psychiatrist_2").await;
        let mine = [("assessment", "Mon avis, écrit en même temps.")];
        assert_eq!(second.post(&format!("{request}/answer"), &mine).await.status, 303);
        let sent = answer(&first, &request).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        let late = second.post(&format!("{request}/answer/send"), &[]).await;
        assert_eq!(late.status, 409, "{}", late.words());
        assert!(late.words().contains("Mon avis, écrit en même temps."), "nothing typed is lost: {}", late.words());
        assert!(late.words().contains("Hélène Marchetti"), "and it says who answered: {}", late.words());
    }
}

on_both! {
    /// Pressed twice, a request is sent once and an answer is given once.
    async fn a_double_click(app) {
        let gp = app.sign_in("gp").await;
        let request = ask(&app, &gp).await;
        assert_eq!(gp.post(&format!("{request}/send"), &[]).await.location(), request);
        let secretary = app.sign_in("secretary").await;
        assert_eq!(secretary.post(&format!("{request}/triage"), &[]).await.status, 303);
        let psychiatrist = app.sign_in("psychiatrist").await;
        assert_eq!(answer(&psychiatrist, &request).await.status, 303);
        assert_eq!(psychiatrist.post(&format!("{request}/answer/send"), &[]).await.location(), request);
        let page = gp.get(&request).await;
        assert_eq!(page.text().matches("Réponse envoyée.").count(), 1);
    }
}

on_both! {
    /// What is missing is said at its field, in the reader's language, and what was typed is still there.
    async fn a_form_with_faults(app) {
        let gp = app.sign_in("gp").await.in_english();
        let request = start(&gp).await;
        let refused = gp.post(&format!("{request}/ask"), &[("context", "Much to \"say\" <b>here</b> 🙂")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("Fill in this part"), "{}", refused.words());
        assert!(refused.words().contains("Say whether suicidal ideas were looked for"), "{}", refused.words());
        assert!(refused.words().contains("Much to \"say\" <b>here</b> 🙂"), "nothing typed is lost");
        let again = gp.get(&format!("{request}/ask")).await;
        assert!(again.words().contains("Much to \"say\""), "nor in the draft");
    }
}

on_both! {
    /// A document is what its bytes say it is.
    async fn documents(app) {
        let gp = app.sign_in("gp").await;
        let request = start(&gp).await;
        let upload = format!("{request}/files");
        let refused = gp.upload(&upload, "photo.png", b"MZ this is a program").await;
        assert_eq!(refused.status, 422, "{}", refused.words());
        let active = b"%PDF-1.4\n1 0 obj << /JavaScript (app.alert) >> endobj\n%%EOF";
        assert_eq!(gp.upload(&upload, "letter.pdf", active).await.status, 422);
        let broken = b"%PDF-1.4\n1 0 obj << >> endobj\n";
        assert_eq!(gp.upload(&upload, "letter.pdf", broken).await.status, 422);
        let large = vec![b'x'; 12 * 1024 * 1024];
        assert_eq!(gp.upload(&upload, "large.pdf", &large).await.status, 413);
        let good = b"%PDF-1.4\n1 0 obj << >> endobj\n%%EOF";
        assert_eq!(gp.upload(&upload, "lettre.pdf", good).await.status, 303);
        let form = gp.get(&format!("{request}/ask")).await;
        let link = form.attribute("a[href*='/files/']", "href").expect("the document is listed");
        assert_eq!(gp.get(&link).await.body, good);
        let other = app.sign_in("gp_2").await;
        assert_eq!(other.get(&link).await.status, 404, "somebody else's draft does not exist");
    }
}

/// A request answered with a consultation, booked for Monday 30 November at 14:30; the consultation's address.
async fn booked(app: &App, request: &str) -> String {
    let psychiatrist = app.sign_in("psychiatrist").await;
    assert_eq!(answer(&psychiatrist, request).await.status, 303);
    let offered = psychiatrist.get(request).await;
    let times = offered.attribute("form[action$='/times']", "action").expect("times can be offered");
    let slot = [("time1", "2026-11-30T14:30"), ("minutes", "45"), ("place", "CMP des Tanneurs")];
    assert_eq!(psychiatrist.post(&times, &slot).await.status, 303);
    let gp = app.sign_in("gp").await;
    let chosen = gp.get(request).await.attribute("input[name=slot]", "value").expect("a time is offered");
    let consultation = times.trim_end_matches("/times").to_owned();
    assert_eq!(gp.post(&format!("{consultation}/book"), &[("slot", &chosen)]).await.status, 303);
    consultation
}

on_both! {
    /// Somebody who did not come stands in the psychiatrist's day until the consultation is proposed again, or is not.
    async fn a_no_show(app) {
        let gp = app.sign_in("gp").await;
        let request = ask(&app, &gp).await;
        assert_eq!(app.sign_in("secretary").await.post(&format!("{request}/triage"), &[]).await.status, 303);
        let consultation = booked(&app, &request).await;
        let outcome = format!("{consultation}/outcome");
        let psychiatrist = app.sign_in("psychiatrist").await;
        let early = psychiatrist.post(&outcome, &[("outcome", "no_show")]).await;
        assert_eq!(early.status, 409, "nobody failed to come before the time has come: {}", early.words());

        app.clock.set("2026-11-30T15:00:00Z".parse().expect("a date"));
        let psychiatrist = app.sign_in("psychiatrist").await;
        assert_eq!(psychiatrist.post(&outcome, &[("outcome", "no_show")]).await.status, 303);
        let day = psychiatrist.get("/").await;
        assert!(day.words().contains("N’a pas eu lieu"), "{}", day.words());
        assert_eq!(psychiatrist.post(&format!("{consultation}/again"), &[]).await.status, 303);
        let again = psychiatrist.get("/").await;
        assert!(again.words().contains("Consultation proposée, sans date"), "{}", again.words());

        let gp = app.sign_in("gp").await;
        let declined = gp.post(&outcome, &[("outcome", "declined")]).await;
        assert_eq!(declined.status, 303, "the asker may say so too: {}", declined.words());
        let held = gp.post(&outcome, &[("outcome", "held")]).await;
        assert_eq!(held.status, 403, "but only the service says that it was held");
        let psychiatrist = app.sign_in("psychiatrist").await;
        assert!(!psychiatrist.get("/").await.has("main .queue li"), "nothing waits any more");
    }
}

on_both! {
    /// Times that cannot be offered are told at their field, with everything typed.
    async fn impossible_times(app) {
        let gp = app.sign_in("gp").await;
        let request = ask(&app, &gp).await;
        assert_eq!(app.sign_in("secretary").await.post(&format!("{request}/triage"), &[]).await.status, 303);
        let psychiatrist = app.sign_in("psychiatrist").await;
        assert_eq!(answer(&psychiatrist, &request).await.status, 303);
        let page = psychiatrist.get(&request).await;
        let times = page.attribute("form[action$='/times']", "action").expect("times can be offered");
        for (typed, words) in [
            (vec![("time1", "demain")], "Écrivez chaque créneau"),
            (vec![("time1", ""), ("time2", "2026-11-20T10:00")], "Proposez des créneaux à venir"),
            (vec![], "Remplissez cette partie"),
        ] {
            let fields: Vec<_> = typed.iter().copied().chain([("minutes", "50"), ("place", "Bureau « 2 »")]).collect();
            let refused = psychiatrist.post(&times, &fields).await;
            assert_eq!(refused.status, 422, "{}", refused.words());
            assert!(refused.words().contains(words), "{}", refused.words());
            let kept = refused.attribute("input[name=place]", "value");
            assert_eq!(kept.as_deref(), Some("Bureau « 2 »"), "nothing typed is lost");
        }
        let long = psychiatrist.post(&times, &[("time1", "2026-11-30T10:00"), ("minutes", "900"), ("place", "Ici")]).await;
        assert!(long.words().contains("de 5 à 240 minutes"), "{}", long.words());
    }
}
