//! Documents over HTTP: the scan of what happened to an application, of what a person said, the document of an entry; who
//! opens them, what is refused.

use care::people::{InformationKind, TeamGround};
use testkit::{App, Browser, on_both};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF";

/// A person of the GP's, with a social worker and a nurse; their page.
async fn followed(app: &App) -> String {
    let gp = app.cast.get("gp").role;
    let person = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
    for persona in ["nurse", "social_worker"] {
        app.joins(person, gp, persona, TeamGround::ChosenByPerson).await;
    }
    app.says(person, gp, InformationKind::Consented, None, "").await;
    format!("/persons/{}", app.sealed(person.uuid()))
}

/// An application for the AAH, filed; its page.
async fn filed(awa: &Browser, person: &str) -> String {
    let rights = format!("{person}/rights");
    let id = awa.get(&rights).await.attribute("input[name=application]", "value").expect("an identifier");
    let right = awa.post(&rights, &[("application", id.as_str()), ("right", "aah")]).await.location();
    assert_eq!(awa.post(&right, &[("kind", "filing"), ("channel", "post")]).await.status, 303);
    right
}

on_both! {
    /// The receipt of the filing is joined, read by who reads the social part, taken back by who joined it.
    async fn the_receipt_of_a_filing(app) {
        let person = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let right = filed(&awa, &person).await;
        let page = awa.get(&right).await;
        let to = page.attribute("form[enctype]", "action").expect("a form that joins a document");
        let joined = awa.upload(&to, "recepisse.pdf", PDF).await;
        assert_eq!(joined.status, 303);
        let page = awa.get(&joined.location()).await;
        assert!(page.words().contains("Le document est joint") && page.words().contains("recepisse.pdf"));
        assert_eq!(awa.upload(&to, "recepisse.pdf", PDF).await.status, 303, "sent twice …");
        let page = awa.get(&right).await;
        assert_eq!(page.words().matches("recepisse.pdf").count(), 1, "… it is joined once");

        let file = page.attribute(".files a", "href").expect("the document");
        let read = awa.get(&file).await;
        assert_eq!((read.status, &read.body[..]), (200, PDF));
        assert_eq!(read.headers["content-disposition"], "attachment; filename*=UTF-8''recepisse%2Epdf");
        // The doctor has the overview, and not what the scan says besides.
        let gp = app.sign_in("gp").await;
        assert!(!gp.get(&right).await.words().contains("recepisse.pdf"));
        for persona in ["gp", "nurse", "psychiatrist_2"] {
            assert_eq!(app.sign_in(persona).await.get(&file).await.status, 404, "{persona}");
        }
        // Elsewhere it is not there.
        let other = filed_elsewhere(&app).await;
        let key = file.rsplit('/').next().expect("its identifier");
        assert_eq!(awa.get(&format!("{other}/files/{key}")).await.status, 404);

        assert_eq!(awa.post(&format!("{file}/remove"), &[]).await.status, 303);
        assert_eq!(awa.get(&file).await.status, 404, "taken back, nobody reads it");
        let journal = app.sign_in("dpo").await.get("/journal?family=advice").await.words();
        for line in ["A joint un document", "A ouvert un document du dossier", "A retiré un document joint"] {
            assert!(journal.contains(line), "{line} in {journal}");
        }
    }
}

on_both! {
    /// What is refused says why, and leaves the page as it was.
    async fn what_is_refused(app) {
        let person = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let right = filed(&awa, &person).await;
        let to = format!("{right}/files?fact=2");
        for (name, bytes, status, words) in [
            ("gros.pdf", vec![b'x'; 30 * 1024 * 1024], 413, "dépasse 10 Mo"),
            ("vide.pdf", Vec::new(), 422, "Choisissez un document"),
            ("texte.pdf", b"bonjour".to_vec(), 422, "Seuls les PDF, JPEG et PNG"),
            ("coupe.pdf", b"%PDF-1.4 et puis".to_vec(), 422, "arrivé incomplet"),
        ] {
            let refused = awa.upload(&to, name, &bytes).await;
            assert_eq!(refused.status, status, "{name}: {}", refused.words());
            assert!(refused.words().contains(words), "{name}: {}", refused.words());
            assert!(refused.has(&format!("a[href='{right}']")), "{name}: the way back");
        }
        assert_eq!(awa.upload(&format!("{right}/files?fact=99"), "a.pdf", PDF).await.status, 404, "no such fact");
        assert_eq!(awa.upload(&format!("{right}/files?fact=x"), "a.pdf", PDF).await.status, 400);
        let gp = app.sign_in("gp").await;
        assert_eq!(gp.upload(&to, "a.pdf", PDF).await.status, 403, "not his to manage");
        assert_eq!(app.sign_in("psychiatrist_2").await.upload(&to, "a.pdf", PDF).await.status, 404);

        // The certificate that the doctor gave goes sealed.
        let given = [("kind", "piece_provided"), ("piece", "medical-certificate")];
        assert_eq!(awa.post(&right, &[("kind", "pieces_asked"), ("words", "Le certificat")]).await.status, 303);
        assert_eq!(gp.post(&right, &given).await.status, 303);
        let sealed = awa.upload(&format!("{right}/files?fact=4"), "certificat.pdf", PDF).await;
        assert_eq!(sealed.status, 409);
        assert!(sealed.words().contains("sous pli fermé"), "{}", sealed.words());
        assert!(!awa.get(&right).await.has(".files"), "nothing was joined");
    }
}

on_both! {
    /// A consent signed on paper: the team that records what the person says reads the paper, a secretariat does not.
    async fn a_signed_consent(app) {
        let person = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let page = format!("{person}/information");
        let to = gp.get(&page).await.attribute("form[enctype]", "action").expect("a form");
        let joined = gp.upload(&to, "accord signé.png", b"\x89PNG\r\n\x1a\n....IEND").await;
        assert_eq!(joined.status, 303, "{}", joined.words());
        let seen = gp.get(&joined.location()).await;
        assert!(seen.words().contains("accord signé.png"), "{}", seen.words());
        let file = seen.attribute(".files a", "href").expect("the document");
        assert_eq!(app.sign_in("social_worker").await.get(&file).await.status, 200);
        let secretary = app.sign_in("gp_secretary").await;
        assert!(!secretary.get(&page).await.words().contains("accord signé.png"));
        assert_ne!(secretary.get(&file).await.status, 200);
        let stranger = app.sign_in("psychiatrist_2").await;
        assert_eq!(stranger.get(&file).await.status, 404);
        assert_eq!(stranger.upload(&to, "a.pdf", PDF).await.status, 404);
        // Taken back by who joined it, and by nobody else.
        let remove = format!("{file}/remove");
        assert_eq!(app.sign_in("social_worker").await.post(&remove, &[]).await.status, 403);
        assert_eq!(gp.post(&remove, &[]).await.status, 303);
        assert!(!gp.get(&page).await.words().contains("accord signé.png"));
    }
}

on_both! {
    /// A letter kept by its author for one reader: its file follows the entry.
    async fn the_document_of_an_entry(app) {
        let person = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let form = gp.get(&format!("{person}/entries/new?sort=document")).await;
        let entry = form.attribute("input[name=entry]", "value").expect("an identifier");
        let fields = [
            ("sort", "document"), ("entry", entry.as_str()), ("choice", "letter"), ("label", "Courrier du cardiologue"),
            ("compartment", "somatic"), ("kept_for", ""),
        ];
        let empty = gp.post(&format!("{person}/entries"), &fields[..2]).await;
        assert_eq!(empty.status, 422);
        let written = gp.post(&format!("{person}/entries"), &fields).await;
        assert_eq!(written.status, 303, "{}", written.words());
        let page = written.location();
        let page = page.split('?').next().expect("its address").to_owned();
        let seen = gp.get(&page).await;
        assert_eq!(seen.first("h1"), "Courrier : Courrier du cardiologue");
        let to = seen.attribute("form[enctype]", "action").expect("a form");
        assert_eq!(gp.upload(&to, "cardio.pdf", PDF).await.status, 303);
        let file = gp.get(&page).await.attribute(".files a", "href").expect("the document");
        let nurse = app.sign_in("nurse").await;
        assert_eq!(nurse.get(&file).await.status, 200, "the somatic part is open to her");
        assert_eq!(nurse.upload(&to, "autre.pdf", PDF).await.status, 403, "its author alone joins documents");
        assert_eq!(app.sign_in("social_worker").await.get(&file).await.status, 404);
        // Kept for its author from now on: the file goes with it.
        let edit = gp.get(&format!("{page}/edit")).await;
        let base = edit.attribute("input[name=base]", "value").expect("the version");
        let kept = [
            ("sort", "document"), ("base", base.as_str()), ("choice", "letter"), ("label", "Courrier du cardiologue"),
            ("compartment", "somatic"), ("kept_for", "named"),
        ];
        assert_eq!(gp.post(&format!("{page}/edit"), &kept).await.status, 303);
        assert_eq!(nurse.get(&file).await.status, 404);
        assert_eq!(gp.get(&file).await.status, 200);
        // What was taken back takes no more documents; its author still takes the file away.
        assert_eq!(gp.post(&format!("{page}/withdraw"), &[("why", "Mauvaise personne")]).await.status, 303);
        assert_eq!(gp.upload(&to, "autre.pdf", PDF).await.status, 409);
        assert_eq!(gp.post(&format!("{file}/remove"), &[]).await.status, 303);
        assert_eq!(gp.get(&file).await.status, 404);
    }
}

/// Another person's application, which the same social worker follows.
async fn filed_elsewhere(app: &App) -> String {
    let gp = app.cast.get("gp").role;
    let person = app.person(gp, "Marc", "Aubert", "1961-05-02").await;
    app.joins(person, gp, "social_worker", TeamGround::ChosenByPerson).await;
    app.says(person, gp, InformationKind::Informed, None, "").await;
    let awa = app.sign_in("social_worker").await;
    filed(&awa, &format!("/persons/{}", app.sealed(person.uuid()))).await
}
