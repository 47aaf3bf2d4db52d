//! The page of a request: what it shows before it leaves, and what it costs.

use care::stories::{Step, tell};
use testkit::{App, on_both};

/// A request told so far; where it stands.
async fn told(app: &App, steps: &[Step]) -> String {
    let person = app.person(app.cast.get("gp").role, "Nadia", "Ferhat", "1979-03-14").await;
    let mut request = app.request(Some(person));
    for step in steps {
        app.pass(1);
        tell(&app.house, &mut request, *step).await.expect("the story goes on");
    }
    format!("/requests/{}", app.sealed(request.id.expect("it was asked").uuid()))
}

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj << >> endobj\n%%EOF";

on_both! {
    /// A document joined to a reply is the asker's alone until the reply is sent.
    async fn a_document_leaves_with_its_reply(app) {
        let request = told(&app, &[Step::Send, Step::Triage, Step::Accept, Step::AskBack]).await;
        let (gp, psychiatrist) = (app.sign_in("gp").await, app.sign_in("psychiatrist").await);
        assert_eq!(gp.upload(&format!("{request}/files"), "bilan.pdf", PDF).await.status, 303);
        let link = gp.get(&request).await.attribute("a[href*='/files/']", "href").expect("listed for the asker");
        assert!(!psychiatrist.get(&request).await.words().contains("bilan.pdf"));
        assert_eq!(psychiatrist.get(&link).await.status, 404);

        let sent = gp.post(&format!("{request}/complete"), &[("text", "Voici le bilan.")]).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        assert!(psychiatrist.get(&request).await.words().contains("bilan.pdf"));
        assert_eq!(psychiatrist.get(&link).await.body, PDF);
    }
}

on_both! {
    /// The pages opened most take a small, fixed number of statements, their session's included.
    async fn the_pages_opened_most_cost_little(app) {
        let steps = [Step::Send, Step::Triage, Step::Accept, Step::Answer { consultation: true }, Step::OfferTimes];
        for known in 2..steps.len() {
            let request = told(&app, &steps[..=known]).await;
            for persona in ["gp", "psychiatrist"] {
                let reader = app.sign_in(persona).await;
                reader.get(&request).await;
                let (page, statements) = store::count::scope(reader.get(&request)).await;
                assert_eq!(page.status, 200);
                assert!(statements <= 8, "{statements} statements for the {persona}'s page of a request");
                let (_, statements) = store::count::scope(reader.get("/")).await;
                assert!(statements <= 11, "{statements} statements for the {persona}'s day");
            }
        }
    }
}
