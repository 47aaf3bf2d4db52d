//! Opening a record for a vital need: everything is given first, one hour, loud, reviewed; and nothing is learnt by trying.

use care::people::InformationKind;
use jiff::SignedDuration;
use testkit::{App, Browser, Seen, on_both};

const REASON: &str = "Amenée par les secours, inconsciente, traitement inconnu.";

/// What is typed about Nadia Ferhat, with some of it otherwise.
fn typed<'a>(otherwise: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
    let all = [
        ("family", "Ferhat"),
        ("given", "Nadia"),
        ("birth_date", "14/03/1979"),
        ("sex", "female"),
        ("need", "life_at_stake"),
        ("reason", REASON),
    ];
    let other = |name: &str| otherwise.iter().find(|(it, _)| *it == name).map(|(_, value)| *value);
    all.into_iter().map(|(name, value)| (name, other(name).unwrap_or(value))).collect()
}

async fn tries(browser: &Browser, otherwise: &[(&'static str, &str)]) -> Seen {
    browser.post("/break-glass", &typed(otherwise)).await
}

/// The page of the person, for whoever may open it.
async fn followed(app: &App) -> String {
    let person = app.person(app.cast.get("gp").role, "Nadia", "Ferhat", "1979-03-14").await;
    format!("/persons/{}", app.sealed(person.uuid()))
}

on_both! {
    /// One person, one hour, the health record alone; the attending doctor and the officer are told; it is reviewed.
    async fn an_hour_and_its_review(app) {
        let page = followed(&app).await;
        let psychiatrist = app.sign_in("psychiatrist").await;
        assert_eq!(psychiatrist.get(&page).await.status, 404);
        assert_eq!(psychiatrist.get("/break-glass").await.status, 200);
        let opened = tries(&psychiatrist, &[("family", "FERHAT"), ("given", "nadia")]).await;
        assert_eq!((opened.status, opened.location()), (303, page.clone()), "{}", opened.words());
        app.clock.advance(SignedDuration::from_mins(2));
        let shown = psychiatrist.get(&page).await;
        assert!(shown.words().contains("Ouvert pour un besoin vital"), "{}", shown.words());
        assert!(shown.words().contains("vous avez invoqué un besoin vital"), "why: {}", shown.words());
        assert_ne!(psychiatrist.get(&format!("{page}/rights")).await.status, 200, "the social part stays closed");
        assert_ne!(psychiatrist.get(&format!("{page}/edit")).await.status, 200, "nothing is changed");
        assert!(psychiatrist.get("/persons").await.has(&format!("a[href='{page}']")));

        let gp = app.sign_in("gp").await;
        assert!(gp.get("/").await.words().contains("a été ouvert pour un besoin vital"));
        assert!(gp.get(&page).await.words().contains("Dossier ouvert pour un besoin vital"), "a line in the record");

        app.clock.advance(SignedDuration::from_mins(59));
        let psychiatrist = app.sign_in("psychiatrist").await;
        assert_eq!(psychiatrist.get(&page).await.status, 404, "the hour is over");
        assert!(!psychiatrist.get("/persons").await.has(&format!("a[href='{page}']")));

        let officer = app.sign_in("dpo").await;
        assert!(officer.get("/").await.has("a[href^='/break-glass/reviews/']"), "the officer is told");
        let queue = officer.get("/break-glass/reviews").await;
        let one = queue.attribute(".queue h3 a", "href").expect("one to review");
        let words = officer.get(&one).await.words();
        for expected in ["Dr Hélène Marchetti", "nadia FERHAT", REASON, "La vie est en jeu", "A vu"] {
            assert!(words.contains(expected), "{expected} in {words}");
        }
        let without = officer.post(&one, &[("verdict", "unjustified")]).await;
        assert_eq!(without.status, 422, "what follows has to be said");
        assert_eq!(officer.post(&one, &[("verdict", "justified")]).await.status, 303);
        assert_eq!(officer.post(&one, &[("verdict", "justified")]).await.status, 409, "once");
        for persona in ["gp", "admin", "psychiatrist", "coordinator"] {
            let answer = app.sign_in(persona).await.get("/break-glass/reviews").await;
            assert_eq!(answer.status, 403, "{persona}");
        }
    }
}

on_both! {
    /// A miss, a person who objected, and two of the same name read alike; every one of them is kept and told.
    async fn a_miss_and_a_refusal_read_alike(app) {
        let page = followed(&app).await;
        let gp = app.cast.get("gp").role;
        let opposed = app.person(gp, "Claire", "Vasseur", "1958-10-02").await;
        app.says(opposed, gp, InformationKind::Opposed, None, "").await;
        for given in ["Inès", "Ines"] {
            app.person(gp, given, "Moreau", "1991-06-21").await;
        }
        let psychiatrist = app.sign_in("psychiatrist").await;
        let unknown = tries(&psychiatrist, &[("family", "Inconnue")]).await;
        let refused = tries(&psychiatrist, &[("family", "Vasseur"), ("given", "Claire"), ("birth_date", "02/10/1958")]).await;
        let two = tries(&psychiatrist, &[("family", "Moreau"), ("given", "Inès"), ("birth_date", "21/06/1991")]).await;
        let other_sex = tries(&psychiatrist, &[("sex", "male")]).await;
        let lines = |seen: &Seen| (seen.status, seen.all(".ds-alert, [role=status], [role=alert]"));
        for answer in [&refused, &two, &other_sex] {
            assert_eq!(lines(answer), lines(&unknown));
        }
        assert_eq!(unknown.status, 404);
        assert!(unknown.words().contains("Aucun dossier ne s’ouvre"), "{}", unknown.words());
        assert_eq!(unknown.attribute("input[name=family]", "value").as_deref(), Some("Inconnue"), "nothing typed is lost");
        // Four attempts; the fifth opens, the sixth is not looked at, whoever it is about.
        assert_eq!(tries(&psychiatrist, &[]).await.status, 303);
        assert_eq!(tries(&psychiatrist, &[]).await.status, 429);
        assert_eq!(tries(&psychiatrist, &[("family", "Inconnue")]).await.status, 429);
        let queue = app.sign_in("dpo").await.get("/break-glass/reviews").await;
        assert_eq!(queue.all(".queue h3").len(), 5, "each attempt is reviewed: {}", queue.words());
        app.pass(1);
        let psychiatrist = app.sign_in("psychiatrist").await;
        assert_eq!(psychiatrist.get(&page).await.status, 404);
        assert_eq!(tries(&psychiatrist, &[]).await.status, 303, "an hour later");
    }
}

on_both! {
    /// Nothing is looked up before all of it is there; the proof is asked again; only health professionals may try.
    async fn what_has_to_be_given(app) {
        followed(&app).await;
        let psychiatrist = app.sign_in("psychiatrist").await;
        for (field, value) in
            [("family", ""), ("given", ""), ("birth_date", "demain"), ("sex", ""), ("need", ""), ("reason", "urgent")]
        {
            let answer = tries(&psychiatrist, &[(field, value)]).await;
            assert_eq!(answer.status, 422, "{field}");
            assert!(answer.has("[aria-invalid=true], fieldset[aria-describedby]"), "{field}: {}", answer.text());
        }
        assert!(!app.sign_in("dpo").await.get("/break-glass/reviews").await.has(".queue"), "nothing was tried");
        app.clock.advance(SignedDuration::from_mins(11));
        assert!(psychiatrist.get("/break-glass").await.location().starts_with("/account/confirm"));
        assert!(tries(&psychiatrist, &[]).await.location().starts_with("/account/confirm"), "the proof comes first");
        for persona in ["social_worker", "secretary", "mediator", "admin", "dpo", "coordinator"] {
            let somebody = app.sign_in(persona).await;
            assert_eq!(somebody.get("/break-glass").await.status, 403, "{persona}");
            assert_eq!(tries(&somebody, &[]).await.status, 403, "{persona}");
        }
    }
}

on_both! {
    /// The need is met before the hour is over: the record closes at once, and is reviewed all the same.
    async fn closed_before_its_hour(app) {
        let page = followed(&app).await;
        let psychiatrist = app.sign_in("psychiatrist").await;
        assert_eq!(psychiatrist.post(&format!("{page}/vital-need/close"), &[]).await.status, 404, "nothing was open");
        assert_eq!(tries(&psychiatrist, &[]).await.status, 303);
        let close = psychiatrist.get(&page).await.attribute("form[action$=close]", "action").expect("it can be closed");
        let gp = app.sign_in("gp").await;
        assert!(!gp.get(&page).await.has("form[action$=close]"), "the attending doctor invoked nothing");
        assert_eq!(gp.post(&close, &[]).await.status, 404);
        assert_eq!(psychiatrist.get(&page).await.status, 200, "nobody else closes it");
        let closed = psychiatrist.post(&close, &[]).await;
        assert_eq!(psychiatrist.get(&page).await.status, 404);
        assert!(psychiatrist.get(&closed.location()).await.words().contains("Le dossier est refermé"));
        assert_eq!(psychiatrist.post(&close, &[]).await.status, 404, "it is hidden again");
    }
}
