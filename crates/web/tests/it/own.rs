//! The person's own page: a link and a code given face to face; what they read, take back and ask; and a door that tells
//! strangers nothing.

use care::PersonId;
use care::people::TeamGround;
use care::stories::acting;
use care::support::interviews::{self, NewInterview, Place, Shared, Status, Subject};
use care::support::plan::{self, NewGoal};
use jiff::SignedDuration;
use kernel::Clock;
use testkit::{App, Browser, Seen, on_both, text};

/// A person of the GP's, with a mediator by consent and a nurse; their page.
async fn followed(app: &App) -> String {
    let gp = app.cast.get("gp").role;
    let person = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
    app.joins(person, gp, "nurse", TeamGround::ChosenByPerson).await;
    app.joins(person, gp, "mediator", TeamGround::Consent).await;
    app.writes(person, "gp", text(policy::Compartment::Somatic, "Note de travail du médecin")).await;
    accompanied(app, person).await;
    format!("/persons/{}", app.sealed(person.uuid()))
}

/// A goal of theirs, and an interview with the social worker tomorrow.
async fn accompanied(app: &App, person: PersonId) {
    let role = app.cast.get("social_worker").role;
    app.joins(person, app.cast.get("gp").role, "social_worker", TeamGround::ChosenByPerson).await;
    let awa = acting(&app.house, role).await.expect("they act");
    let goal = NewGoal { words: "Avoir un logement à moi.".to_owned(), agreed: None, at: None };
    plan::open_goal(&awa, awa.new_id(), person, goal).await.expect("a goal");
    let shared = Shared {
        place: Place::Office,
        subjects: vec![Subject::Housing],
        about: None,
        text: None,
        next: None,
    };
    let at = Some(app.clock.now() + SignedDuration::from_hours(24));
    let planned = NewInterview { status: Status::Planned, at, shared, private: None };
    interviews::record(&awa, awa.new_id(), person, planned).await.expect("it is planned");
}

/// What is handed over: the path of the link, and the code.
async fn handed(browser: &Browser, page: &str) -> (String, String) {
    let desk = browser.post(&format!("{page}/own"), &[]).await;
    assert_eq!(desk.status, 200, "{}", desk.words());
    let link = desk.first("code");
    let path = link.split_once("/own/open/").expect("a link").1;
    (format!("/own/open/{path}"), desk.first("b.num"))
}

async fn enters(person: &Browser, (link, code): &(String, String)) -> Seen {
    person.post(link, &[("code", code.as_str())]).await
}

on_both! {
    /// Who looked, day by day, however much it is: the latest on the page, all of it behind; and nobody else reads it.
    async fn all_who_looked(app) {
        let page = followed(&app).await;
        for day in 0..14 {
            let gp = app.sign_in("gp").await;
            assert_eq!(gp.get(&page).await.status, 200, "day {day}");
            assert_eq!(gp.get(&format!("{page}/rights")).await.status, 200, "day {day}");
            app.pass(24);
        }
        let gp = app.sign_in("gp").await;
        let given = handed(&gp, &page).await;
        let nadia = app.visitor();
        enters(&nadia, &given).await;
        let own = nadia.get("/own").await;
        let latest = own.all("section[aria-labelledby=looked] li");
        assert_eq!(latest.len(), 12, "{latest:?}");
        assert!(own.has("a[href='/own/looked']"));
        let whole = nadia.get("/own/looked").await.all("main li");
        assert!(whole.len() >= 15, "{whole:?}");
        assert_eq!(whole[..12], latest[..], "the same, and more");
        let once = whole.iter().find(|line| line.contains("a vu vos droits")).expect("a day of the doctor");
        assert!(once.contains("Dr Paul Lemoine") && once.contains("a ouvert votre dossier"), "{once}");
        assert_eq!(app.visitor().get("/own/looked").await.status, 404);
        assert_eq!(gp.get("/own/looked").await.status, 404, "not for whoever looks after them");
    }
}

on_both! {
    /// The link opens with its code, once; the page says who is around, who looked and why; a consent taken back closes
    /// the record to that professional at once; a question reaches the team, and its answer the person.
    async fn their_page(app) {
        let page = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let mediator = app.sign_in("mediator").await;
        assert_eq!(mediator.get(&page).await.status, 200);
        let given = handed(&gp, &page).await;
        assert!(gp.get(&format!("{page}/own")).await.words().contains("Un lien remis attend"));

        app.clock.advance(SignedDuration::from_mins(2));
        let nadia = app.visitor();
        assert_eq!(nadia.get("/own").await.status, 404, "nothing without a link");
        let door = nadia.get(&given.0).await;
        assert!(door.status == 200 && !door.text().contains("Ferhat"), "the door names nobody");
        assert_eq!(nadia.get(&given.0).await.status, 200, "looking does not use it");
        assert_eq!(enters(&nadia, &given).await.location(), "/own");
        let own = nadia.get("/own").await;
        let words = own.words();
        for expected in [
            "Nadia Ferhat",
            "Dr Paul Lemoine",
            "Mathieu Girard",
            "Yanis Chérif",
            "a ouvert votre dossier",
            "Fait partie de votre équipe de soins.",
            "Vous y avez consenti.",
            "Accord pour Yanis Chérif",
            "avec Awa Diarra, au bureau",
            "Avoir un logement à moi.",
        ] {
            assert!(words.contains(expected), "{expected} in {words}");
        }
        assert!(!words.contains("Note de travail"), "no working note: {words}");
        assert_eq!(nadia.get(&page).await.status, 303, "it opens nothing else");
        assert_eq!(nadia.get("/").await.status, 303);

        let from = own.attribute("form[action='/own/withdrawals'] input[name=from]", "value").expect("a consent");
        assert_eq!(nadia.post("/own/withdrawals", &[("from", from.as_str())]).await.location(), "/own?done=withdrawn");
        assert_eq!(mediator.get(&page).await.status, 404, "at once");
        assert!(!nadia.get("/own").await.has("form[action='/own/withdrawals']"));
        let again = nadia.post("/own/withdrawals", &[("from", from.as_str())]).await;
        assert_eq!(again.location(), "/own?done=withdrawn", "twice is once");
        let said = gp.get(&format!("{page}/information")).await.words();
        assert!(said.contains("sur sa page"), "and says who said so: {said}");

        let id = own.attribute("input[name=question]", "value").expect("an identifier");
        let asked = [("question", id.as_str()), ("text", "Ma sœur peut-elle venir ? 🙂")];
        assert_eq!(nadia.post("/own/questions", &[("question", id.as_str()), ("text", " ")]).await.status, 422);
        for _ in 0..2 {
            assert_eq!(nadia.post("/own/questions", &asked).await.location(), "/own?done=asked");
        }
        assert!(gp.get("/").await.has(&format!("a[href='{page}/own']")), "the team is told");
        let desk = gp.get(&format!("{page}/own")).await;
        assert_eq!(desk.words().matches("Ma sœur peut-elle venir").count(), 1, "asked once");
        let action = desk.attribute("form[action*='/own/']", "action").expect("it can be answered");
        assert_eq!(gp.post(&action, &[("answer", "")]).await.status, 422);
        assert_eq!(gp.post(&action, &[("answer", "Oui, avec plaisir.")]).await.status, 303);
        assert_eq!(gp.post(&action, &[("answer", "Non.")]).await.status, 409, "once");
        assert!(nadia.get("/own").await.words().contains("Oui, avec plaisir."));

        let paper = gp.get(&format!("{page}/own/print")).await;
        let words = paper.words();
        for expected in ["Qui m’entoure", "Mathieu Girard", "Avoir un logement à moi."] {
            assert!(words.contains(expected), "{expected} in {words}");
        }
        assert!(!words.contains("au bureau"), "printed by a doctor, nothing of the social part: {words}");
        assert_eq!(app.sign_in("psychiatrist").await.get(&format!("{page}/own")).await.status, 404);

        assert_eq!(nadia.post("/own/leave", &[]).await.status, 303);
        assert_eq!(nadia.get("/own").await.status, 404, "closed");
    }
}

on_both! {
    /// The plan for when things go badly is theirs, and says with whom it was written; on paper it stands where whoever prints it may
    /// read it, with who looked and why, what left, and what they agreed to.
    async fn their_plan_for_when_things_go_badly(app) {
        let page = followed(&app).await;
        let (gp, awa) = (app.sign_in("gp").await, app.sign_in("social_worker").await);
        let plan = |signs: &'static str, choice: &'static str, kept: &'static str| {
            [
                ("sort", "crisis_plan"), ("compartment", "psychiatric"), ("signs", signs), ("helps", "Marcher au bord du Cher."),
                ("call", "Ma sœur, puis le 3114."), ("choice", choice), ("kept_for", kept),
            ]
        };
        for typed in [
            plan("Je ne dors plus.", "person", ""),
            plan("Elle ne répond plus.", "not_yet", ""),
            plan("Pour moi seul.", "not_yet", "named"),
        ] {
            let written = gp.post(&format!("{page}/entries"), &typed).await;
            assert_eq!(written.status, 303, "{}", written.words());
        }
        let own = app.visitor();
        enters(&own, &handed(&gp, &page).await).await;
        let words = own.get("/own").await.words();
        for expected in [
            "Mon plan si cela va mal", "Je ne dors plus.", "Marcher au bord du Cher.", "Ma sœur, puis le 3114.",
            "Écrit avec Dr Paul Lemoine, le 23 novembre 2026", "relisez-le ensemble",
        ] {
            assert!(words.contains(expected), "{expected} in {words}");
        }
        assert!(!words.contains("Pour moi seul."), "what he kept for himself stays with him: {words}");
        app.clock.advance(SignedDuration::from_mins(2));
        let paper = gp.get(&format!("{page}/own/print")).await;
        let looked = paper.first("section[aria-labelledby=read]");
        assert!(looked.contains("Dr Paul Lemoine") && looked.contains("Fait partie de votre équipe de soins."), "{looked}");
        assert!(paper.first("section[aria-labelledby=consents]").contains("Accord pour Yanis Chérif"));
        assert!(paper.first("section[aria-labelledby=sent]").contains("Aucune demande"));
        let words = paper.words();
        assert!(words.contains("Je ne dors plus.") && !words.contains("Pour moi seul."), "{words}");
        let hers = awa.get(&format!("{page}/own/print")).await.words();
        assert!(!hers.contains("Je ne dors plus."), "she does not read the psychiatric part: {hers}");
    }
}

on_both! {
    /// Opened twice, too old, replaced, guessed, a wrong code too often: all alike, throttled, journalled.
    async fn a_door_that_tells_nothing(app) {
        let page = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let (first, second) = (handed(&gp, &page).await, handed(&gp, &page).await);
        let stranger = app.visitor();
        let lines = |seen: &Seen| (seen.status, seen.words());
        let made_up = stranger.get("/own/open/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
        assert_eq!(made_up.status, 404);
        assert_eq!(lines(&stranger.get(&first.0).await), lines(&made_up), "replaced by the second");
        assert_eq!(enters(&stranger, &second).await.status, 303);
        let other = app.visitor();
        assert_eq!(lines(&enters(&other, &second).await), lines(&made_up), "used");
        assert_eq!(other.get("/own").await.status, 404);

        let third = handed(&gp, &page).await;
        for _ in 0..5 {
            let wrong = other.post(&third.0, &[("code", "00000-00000")]).await;
            assert_eq!(wrong.status, 422);
            assert!(wrong.words().contains("Ce n’est pas ce code"), "{}", wrong.words());
        }
        assert_eq!(lines(&enters(&other, &third).await), lines(&made_up), "after five wrong codes");

        let fourth = handed(&gp, &page).await;
        app.pass(24 * 7 + 1);
        assert_eq!(lines(&app.visitor().get(&fourth.0).await), lines(&made_up), "too old");

        // The page closes by itself after half an hour.
        let gp = app.sign_in("gp").await;
        let fifth = handed(&gp, &page).await;
        let nadia = app.visitor();
        assert_eq!(enters(&nadia, &fifth).await.status, 303);
        app.clock.advance(SignedDuration::from_mins(29));
        assert_eq!(nadia.get("/own").await.status, 200);
        app.clock.advance(SignedDuration::from_mins(2));
        assert_eq!(nadia.get("/own").await.status, 404);
        assert_eq!(nadia.post("/own/questions", &[("text", "Trop tard")]).await.status, 404);

        // Guessing is slowed down, and stands in the journal.
        let guesser = app.visitor();
        let mut last = 0;
        for _ in 0..60 {
            last = guesser.get("/own/open/BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB").await.status;
        }
        assert_eq!(last, 429);
        app.pass(2);
        let journal = app.sign_in("dpo").await.get("/journal").await.words();
        assert!(journal.contains("Lien à usage unique refu"), "{journal}");
    }
}
