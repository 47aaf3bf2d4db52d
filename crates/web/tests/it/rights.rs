//! Rights over HTTP: an application from the first question to the grant and its renewal, and what doctors see of it.

use care::people::TeamGround;
use testkit::{App, Browser, Seen, on_both};

/// A person of the GP's with a social worker and a nurse; the page of their rights.
async fn followed(app: &App) -> String {
    let gp = app.cast.get("gp").role;
    let person = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
    for persona in ["nurse", "social_worker"] {
        app.joins(person, gp, persona, TeamGround::ChosenByPerson).await;
    }
    format!("/persons/{}/rights", app.sealed(person.uuid()))
}

/// Opens an application; answers its page.
async fn begin(browser: &Browser, rights: &str, right: &str) -> Seen {
    let list = browser.get(rights).await;
    let application = list.attribute("input[name=application]", "value").expect("an identifier");
    browser.post(rights, &[("application", application.as_str()), ("right", right)]).await
}

async fn says(browser: &Browser, right: &str, kind: &str, fields: &[(&str, &str)]) -> Seen {
    browser.post(right, &[&[("kind", kind)], fields].concat()).await
}

on_both! {
    /// AAH: pieces, the certificate that the doctor owes, filed, refused, appealed, granted; the doctor reads one line.
    async fn from_the_first_question_to_the_grant(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        assert!(awa.get(&rights).await.words().contains("Aucune demande de droit"));
        let right = begin(&awa, &rights, "aah").await.location();
        let page = awa.get(&right).await;
        assert_eq!(page.first("h1"), "Allocation aux adultes handicapés (AAH)");
        assert!(page.words().contains("À explorer") && page.words().contains("CASF R241-33"), "{}", page.words());

        // The doctor sees what he owes, and gives it; nothing else is his to record.
        let gp = app.sign_in("gp").await;
        let overview = gp.get(rights.trim_end_matches("/rights")).await.words();
        assert!(overview.contains("Les droits et demandes vous sont ouverts"), "{overview}");
        let line = gp.get(&rights).await.words();
        assert!(line.contains("Certificat médical de moins d’un an (Cerfa 15695) (un médecin)"), "{line}");
        assert_eq!(says(&gp, &right, "piece_provided", &[("piece", "identity")]).await.status, 403);
        assert_eq!(says(&gp, &right, "filing", &[("channel", "post")]).await.status, 403);
        let day = gp.get("/").await;
        assert!(day.has(&format!("a[href='{right}#pieces']")), "what he owes stands in his day: {}", day.words());
        assert!(!awa.get("/").await.has(&format!("a[href='{right}#pieces']")), "it is not hers to give");
        assert_eq!(says(&gp, &right, "piece_provided", &[("piece", "medical-certificate")]).await.status, 303);
        assert!(!gp.get("/").await.has(&format!("a[href='{right}#pieces']")), "given, it waits no more");
        let again = says(&awa, &right, "piece_provided", &[("piece", "medical-certificate")]).await;
        assert_eq!(again.status, 409, "it was there already");

        let filed = [("channel", "post"), ("number", "37-2026-0412"), ("on", "23/11/2026")];
        assert_eq!(says(&awa, &right, "filing", &filed).await.status, 303);
        let words = gp.get(&rights).await.words();
        assert!(words.contains("sans réponse le 23 mars 2027, c’est un refus"), "{words}");
        app.pass(24 * 130);
        let (awa, gp) = (app.sign_in("social_worker").await, app.sign_in("gp").await);
        assert!(gp.get(&rights).await.words().contains("Refus par silence"));
        assert_eq!(says(&awa, &right, "refusal", &[("words", "Silence de la MDPH")]).await.status, 303);
        assert_eq!(says(&awa, &right, "appeal", &[]).await.status, 303);
        let backwards = [("from", "01/04/2027"), ("until", "01/03/2027")];
        let refused = says(&awa, &right, "grant", &backwards).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("La fin vient avant le début"), "{}", refused.words());
        let granted = [("from", "01/04/2027"), ("until", "31/03/2029")];
        assert_eq!(says(&awa, &right, "grant", &granted).await.status, 303);
        let words = gp.get(&rights).await.words();
        assert!(words.contains("Ouvert jusqu’au 31 mars 2029"), "{words}");
        let history = gp.get(&right).await.words();
        for expected in ["Recours administratif", "Silence de la MDPH", "37-2026-0412", "du 1er avril 2027 au 31 mars 2029"] {
            assert!(history.contains(expected), "{expected} in {history}");
        }
        // A year before the end it is to be renewed: a second application begins while the first still runs.
        app.pass(24 * 480);
        let awa = app.sign_in("social_worker").await;
        assert!(awa.get(&rights).await.words().contains("À renouveler"));
        assert_eq!(begin(&awa, &rights, "aah").await.status, 303);
    }
}

on_both! {
    /// One at a time, nothing to come, nothing out of order; what was typed comes back.
    async fn bad_input(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        assert_eq!(begin(&awa, &rights, "no-such-right").await.status, 422);
        let right = begin(&awa, &rights, "c2s").await.location();
        let second = begin(&awa, &rights, "c2s").await;
        assert_eq!(second.status, 409);
        assert!(second.words().contains("Awa Diarra a déjà ouvert une demande"), "{}", second.words());
        let tomorrow = says(&awa, &right, "filing", &[("channel", "online"), ("on", "24/11/2026"), ("number", "A1")]).await;
        assert_eq!(tomorrow.status, 422);
        assert!(tomorrow.words().contains("pas encore passée"), "{}", tomorrow.words());
        assert_eq!(tomorrow.attribute("input[name=number]", "value").as_deref(), Some("A1"), "nothing typed is lost");
        assert_eq!(says(&awa, &right, "filing", &[("channel", "pigeon")]).await.status, 422);
        assert_eq!(says(&awa, &right, "appeal", &[]).await.status, 409, "nothing was refused");
        assert_eq!(says(&awa, &right, "filing", &[("channel", "online")]).await.status, 303);
        assert_eq!(says(&awa, &right, "acknowledgement", &[("on", "01/11/2026")]).await.status, 422, "before it was filed");
        assert_eq!(says(&awa, &right, "nonsense", &[]).await.status, 422);
    }
}

on_both! {
    /// Rights are for social work and the doctors of the team; nobody else learns of them.
    async fn hidden(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let right = begin(&awa, &rights, "rsa").await.location();
        for (persona, list) in [("nurse", 403), ("gp_2", 404), ("gp_secretary", 403), ("admin", 404)] {
            let other = app.sign_in(persona).await;
            assert_eq!(other.get(&rights).await.status, list, "{persona}");
            assert_eq!(other.get(&right).await.status, 404, "{persona}");
            assert_eq!(says(&other, &right, "filing", &[("channel", "post")]).await.status, 404, "{persona}");
        }
    }
}
