//! Invitations over HTTP: who is invited, what they read before they answer, what opens when they accept.

use care::people::TeamGround;
use testkit::{App, Browser, Seen, on_both};

/// A person of the GP's, followed with the nurse; their page.
async fn followed(app: &App) -> String {
    app.followed_by(&["nurse"]).await.1
}

/// The GP invites a persona, on a ground.
async fn invites(app: &App, gp: &Browser, person: &str, persona: &str, more: &[(&str, &str)]) -> Seen {
    let role = app.sealed(app.cast.get(persona).role.uuid());
    let fields = [("role", role.as_str()), ("ground", "chosen_by_person"), ("way", "invite")];
    gp.post(&format!("{person}/team"), &[&fields[..], more].concat()).await
}

/// The invitation that stands in somebody's day.
async fn invitation(browser: &Browser) -> String {
    let day = browser.get("/").await;
    day.attribute("section[aria-labelledby=invitations] a", "href")
        .unwrap_or_else(|| panic!("an invitation in {}", day.words()))
}

on_both! {
    /// Nothing opens before the invited accepts; then the record does, and the team's page says who brought them in.
    async fn accepted(app) {
        let person = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let sent = invites(&app, &gp, &person, "social_worker", &[]).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        let page = gp.get(&sent.location()).await.words();
        assert!(page.contains("L’invitation est partie") && page.contains("En attente de réponse jusqu’au 23 décembre 2026"), "{page}");
        assert_eq!(invites(&app, &gp, &person, "social_worker", &[]).await.status, 409, "asked once");

        let awa = app.sign_in("social_worker").await;
        assert_eq!(awa.get(&person).await.status, 404, "nothing is open");
        assert!(!awa.get("/persons").await.words().contains("Ferhat"));
        let path = invitation(&awa).await;
        assert!(awa.get("/").await.words().contains("Vous êtes invité dans une équipe de soins"));
        let read = awa.get(&path).await.words();
        for expected in ["Paul Lemoine", "Nadia Ferhat", "La personne s’adresse à lui"] {
            assert!(read.contains(expected), "{expected} in {read}");
        }
        for persona in ["gp", "nurse", "mediator", "psychiatrist_2"] {
            let other = app.sign_in(persona).await;
            assert_eq!(other.get(&path).await.status, 404, "{persona} is not the invited");
            assert_eq!(other.post(&format!("{path}/accept"), &[]).await.status, 404, "{persona}");
        }
        let accepted = awa.post(&format!("{path}/accept"), &[]).await;
        assert_eq!(accepted.status, 303, "{}", accepted.words());
        let record = awa.get(&accepted.location()).await;
        assert!(record.words().contains("Vous êtes dans l’équipe de soins"), "{}", record.words());
        assert!(awa.get(&path).await.words().contains("Acceptée"));
        assert_eq!(awa.post(&format!("{path}/accept"), &[]).await.status, 409, "pressed twice");
        assert!(!awa.get("/").await.has("section[aria-labelledby=invitations]"), "answered, it waits no more");
        let gp = app.sign_in("gp").await;
        assert!(gp.get("/").await.words().contains("Votre invitation dans une équipe de soins est acceptée"));
        let team = gp.get(&format!("{person}/team")).await.words();
        assert!(team.contains("Awa Diarra") && !team.contains("pas encore dans l’équipe"), "{team}");
    }
}

on_both! {
    /// A mediator, who is there by consent and adds nobody, invites the doctor whom the person chose.
    async fn by_a_mediator(app) {
        let gp = app.cast.get("gp").role;
        let person = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
        app.joins(person, gp, "mediator", TeamGround::Consent).await;
        let page = format!("/persons/{}", app.sealed(person.uuid()));
        let mediator = app.sign_in("mediator").await;
        let team = mediator.get(&format!("{page}/team")).await;
        assert!(team.has("input[name=way][value=invite]") && !team.has("input[name=way][value='']"), "{}", team.words());
        let role = app.sealed(app.cast.get("social_worker").role.uuid());
        let fields = [("role", role.as_str()), ("ground", "chosen_by_person")];
        assert_eq!(mediator.post(&format!("{page}/team"), &fields).await.status, 403, "nobody joins at once by them");
        assert_eq!(invites(&app, &mediator, &page, "social_worker", &[]).await.status, 303);
        let awa = app.sign_in("social_worker").await;
        let path = invitation(&awa).await;
        assert_eq!(awa.post(&format!("{path}/accept"), &[]).await.status, 303);
        assert_eq!(awa.get(&page).await.status, 200);
        // Nobody gives way by a mediator's word.
        let gives_way = [("kind", "attending_gp"), ("replaces", "yes")];
        assert_eq!(invites(&app, &mediator, &page, "psychiatrist_2", &gives_way).await.status, 403);
        // A secretary of the structure sees the person, and invites nobody.
        let secretary = app.sign_in("gp_secretary").await;
        assert_eq!(invites(&app, &secretary, &page, "psychiatrist_2", &[]).await.status, 403);
    }
}

on_both! {
    /// Declined with a reason; taken back; left without an answer.
    async fn that_lead_nowhere(app) {
        let person = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let team = format!("{person}/team");
        assert_eq!(invites(&app, &gp, &person, "social_worker", &[]).await.status, 303);
        let awa = app.sign_in("social_worker").await;
        let path = invitation(&awa).await;
        let long = "x".repeat(5000);
        let refused = awa.post(&format!("{path}/decline"), &[("why", &long)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.has("#accept"), "it can still be answered");
        let declined = awa.post(&format!("{path}/decline"), &[("why", "Hors de mon secteur")]).await;
        assert_eq!(declined.status, 303);
        assert!(awa.get(&declined.location()).await.words().contains("Vous avez décliné"));
        let words = gp.get(&team).await.words();
        assert!(words.contains("Déclinée") && words.contains("Hors de mon secteur"), "{words}");
        assert_eq!(awa.get(&person).await.status, 404);

        // Asked again, then taken back before the answer.
        assert_eq!(invites(&app, &gp, &person, "social_worker", &[]).await.status, 303);
        let path = invitation(&awa).await;
        let take_back = gp.get(&team).await.attribute("form[action$=withdraw]", "action").expect("it can be taken back");
        let stranger = app.sign_in("psychiatrist_2").await;
        assert_eq!(stranger.post(&take_back, &[]).await.status, 404);
        assert_eq!(gp.post(&take_back, &[]).await.status, 303);
        assert!(gp.get(&team).await.words().contains("Retirée"));
        let late = awa.post(&format!("{path}/accept"), &[]).await;
        assert_eq!(late.status, 409);
        assert!(late.words().contains("n’attend plus de réponse"), "{}", late.words());
        assert!(!awa.get("/").await.has("section[aria-labelledby=invitations]"), "what was taken back leads nowhere");

        // Thirty days without an answer.
        assert_eq!(invites(&app, &gp, &person, "social_worker", &[]).await.status, 303);
        app.pass(24 * 30 + 1);
        let awa = app.sign_in("social_worker").await;
        assert!(!awa.get("/").await.has("section[aria-labelledby=invitations]"));
        let gp = app.sign_in("gp").await;
        assert!(gp.get(&team).await.words().contains("Restée sans réponse"));
        assert_eq!(invites(&app, &gp, &person, "social_worker", &[]).await.status, 303, "asked again");
    }
}

on_both! {
    /// What the person says between the invitation and its answer counts.
    async fn and_the_persons_word(app) {
        let person = followed(&app).await;
        let gp = app.sign_in("gp").await;
        // By consent, which is recorded with the invitation and taken back before the answer.
        let consent = [("consent", "in_person")];
        let role = app.sealed(app.cast.get("mediator").role.uuid());
        let fields = [("role", role.as_str()), ("ground", "consent"), ("way", "invite")];
        let without = gp.post(&format!("{person}/team"), &fields).await;
        assert_eq!(without.status, 422, "nobody is invited without the consent that it takes");
        let sent = gp.post(&format!("{person}/team"), &[&fields[..], &consent].concat()).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        let mediator = app.sign_in("mediator").await;
        let path = invitation(&mediator).await;
        let who = app.sealed(app.cast.get("mediator").practitioner.uuid());
        let taken = [("kind", "consent_withdrawn"), ("how", "in_person"), ("scope", "one"), ("known", who.as_str())];
        let withdrawn = gp.post(&format!("{person}/information"), &taken).await;
        assert!(withdrawn.status < 400, "{}", withdrawn.words());
        let void = mediator.post(&format!("{path}/accept"), &[]).await;
        assert_eq!(void.status, 409, "{}", void.words());
        assert_eq!(mediator.get(&person).await.status, 404);

        // Objected to sharing at all.
        assert_eq!(invites(&app, &gp, &person, "social_worker", &[]).await.status, 303);
        let awa = app.sign_in("social_worker").await;
        let path = invitation(&awa).await;
        let objects = [("kind", "opposed"), ("how", "in_person"), ("scope", "everyone")];
        assert!(gp.post(&format!("{person}/information"), &objects).await.status < 400);
        let refused = awa.post(&format!("{path}/accept"), &[]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.words().contains("n’attend plus de réponse"), "{}", refused.words());
        assert!(!refused.words().contains("Ferhat"), "an objection is not told, nor of whom: {}", refused.words());
        assert!(!awa.get("/").await.words().contains("Ferhat"), "it has left her day");
        assert_eq!(awa.get(&person).await.status, 404);
        assert_eq!(invites(&app, &gp, &person, "mediator", &[]).await.status, 403, "nobody is invited any more");
    }
}
