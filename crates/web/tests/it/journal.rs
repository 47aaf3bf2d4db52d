//! The journal, read over HTTP.

use care::journal;
use care::stories::{Step, tell};
use jiff::SignedDuration;
use store::Worker;
use testkit::{App, on_both};

/// A world in which something happened to somebody.
async fn world(app: &App) -> String {
    let person = app.person(app.cast.get("gp").role, "Nadia", "Ferhat", "1979-03-14").await;
    let mut told = app.request(Some(person));
    for step in [Step::Send, Step::Triage, Step::Accept, Step::Answer { consultation: false }] {
        // Lines of one instant stand in no order.
        app.clock.advance(SignedDuration::from_mins(5));
        tell(&app.house, &mut told, step).await.expect("the story goes on");
    }
    app.sealed(person.uuid())
}

async fn lines(app: &App) -> Vec<store::Entry> {
    let db = app.house.db().reader();
    store::audit::latest(&db, app.house.territory().uuid(), None, 500).await.expect("the journal is read")
}

on_both! {
    /// An administrator reads who did what on opaque identifiers; the data-protection officer sees whom it concerns.
    async fn who_reads_what(app) {
        let person = world(&app).await;
        app.clock.advance(SignedDuration::from_mins(5));
        let admin = app.sign_in("admin").await;
        let page = admin.get("/journal").await;
        assert_eq!(page.status, 200, "{}", page.words());
        for words in ["A répondu à une demande d’avis", "Dr Hélène Marchetti", "Psychiatre · CMP des Tanneurs", "1 personne"] {
            assert!(page.words().contains(words), "{words}: {}", page.words());
        }
        let entry = admin.get("/journal?family=advice&kind=act").await;
        let entry = entry.attribute("tbody a", "href").expect("the answer is the last act");
        let line = admin.get(&entry).await;
        assert!(line.words().contains(&person), "an opaque identifier: {}", line.words());
        assert!(line.words().contains("CSP L1110-4"), "the ground and its source: {}", line.words());
        for path in ["/journal", entry.as_str(), "/journal/export", &format!("/journal?person={person}")] {
            assert!(!admin.get(path).await.text().contains("Ferhat"), "{path}: no name for an administrator");
        }
        app.clock.advance(SignedDuration::from_mins(1));
        let before = lines(&app).await.len();
        let officer = app.sign_in("dpo").await;
        let page = officer.get("/journal?family=advice").await;
        assert!(page.words().contains("Nadia Ferhat"), "{}", page.words());
        assert!(officer.get(&entry).await.words().contains("Nadia Ferhat"));
        let after = lines(&app).await;
        assert_eq!(after.len(), before + 3, "signing in, and two readings");
        let reading = after.iter().find(|line| line.action == "journal.read").expect("it is a line itself");
        assert_eq!(reading.persons.len(), 1, "whoever saw a name has looked at that person");
        assert_eq!(reading.ground, "data-protection-officer");
        for persona in ["gp", "psychiatrist", "secretary", "coordinator", "program_lead"] {
            let reader = app.sign_in(persona).await;
            for path in ["/journal", "/journal/export", &entry] {
                assert_eq!(reader.get(path).await.status, 403, "{persona} {path}");
            }
            assert_eq!(reader.post("/journal/verify", &[]).await.status, 403, "{persona}");
        }
        assert_eq!(admin.get("/journal/6f1c2f3e-7a53-4f0e-9d2e-0a4c6c2b9f11").await.status, 404);
        app.clock.advance(SignedDuration::from_mins(11));
        assert_eq!(admin.get("/journal").await.location(), "/account/confirm?next=%2Fjournal");
    }
}

on_both! {
    /// Restricted by date, subject, kind, professional and person; what cannot be is said in words.
    async fn what_is_looked_for(app) {
        let person = world(&app).await;
        app.visitor().post("/login", &[("login", "nobody"), ("password", "wrong")]).await;
        app.pass(48);
        let officer = app.sign_in("dpo").await;
        let count = async |query: &str| {
            let page = officer.get(&format!("/journal?{query}")).await;
            assert_eq!(page.status, 200, "{query}: {}", page.words());
            page.text().matches("<tr role=\"row\"><td").count()
        };
        let all = count("").await;
        assert!(all > 4);
        assert_eq!(count("from=2026-11-23&to=2026-11-23&family=advice&kind=act").await, 6, "no emergency, begun, sent, passed on, taken, answered");
        assert_eq!(count("from=2026-11-25&to=2026-11-25&family=sign_in").await, 1);
        assert_eq!(count("to=2026-11-24&family=sign_in&kind=refusal").await, 1);
        assert_eq!(count("from=2026-11-24&to=2026-11-24").await, 0);
        assert_eq!(count("kind=reading&family=vigilance").await, 0);
        let psychiatrist = app.sealed(app.cast.get("psychiatrist").practitioner.uuid());
        assert_eq!(count(&format!("who={psychiatrist}&family=advice&kind=act")).await, 2, "taken and answered");
        assert!(count(&format!("person={person}&family=person")).await >= 1);
        let page = officer.get(&format!("/journal?person={person}&who={psychiatrist}")).await;
        assert!(page.words().contains("Seulement ce qui concerne Nadia Ferhat"), "{}", page.words());
        assert!(page.words().contains("Seulement ce qu’a fait Dr Hélène Marchetti"), "{}", page.words());
        assert!(officer.get("/journal?from=2026-11-24&to=2026-11-24").await.words().contains("Aucune ligne ne correspond"));

        for (query, words) in [("from=hier", "Écrivez une date"), ("from=2026-11-24&to=2026-11-02", "La fin vient avant")] {
            let refused = officer.get(&format!("/journal?{query}")).await;
            assert_eq!(refused.status, 422, "{query}");
            assert!(refused.words().contains(words), "{}", refused.words());
        }
        for nonsense in ["family=nonsense", "kind=nonsense", "who=x", "person=x"] {
            assert_eq!(officer.get(&format!("/journal?{nonsense}")).await.status, 404, "{nonsense}");
        }
        let (_, queries) = store::count::scope(officer.get("/journal")).await;
        assert!(queries <= 8, "{queries} queries for a page of the journal");
    }
}

on_both! {
    /// Page after page, newest first, each line once.
    async fn page_after_page(app) {
        let officer = app.sign_in("dpo").await;
        let system = app.system();
        for _ in 0..120 {
            let seen = care::Seen { action: "day.read", kind: "day", object: None, persons: vec![], ground: "my-own-work".to_owned() };
            system.journal_now(seen, serde_json::Value::Null).await.expect("a line");
        }
        let mut path = "/journal?family=overview".to_owned();
        let mut seen = std::collections::BTreeSet::new();
        let mut pages = 0;
        loop {
            let page = officer.get(&path).await;
            let html = scraper::Html::parse_document(&page.text());
            let links = scraper::Selector::parse("tbody a").expect("a selector");
            for link in html.select(&links) {
                assert!(seen.insert(link.value().attr("href").expect("an address").to_owned()), "each line once");
            }
            pages += 1;
            let next = page.attribute("a[href*='after=']", "href");
            let Some(next) = next.filter(|_| page.words().contains("Voir la suite")) else { break };
            path = next;
        }
        assert_eq!((seen.len(), pages), (120, 3));
    }
}

on_both! {
    /// The lines as a file; that it was sent stands in the journal before its first byte.
    async fn the_file(app) {
        let person = world(&app).await;
        app.clock.advance(SignedDuration::from_mins(5));
        let officer = app.sign_in("dpo").await;
        app.clock.advance(SignedDuration::from_mins(1));
        let file = officer.get("/journal/export?family=advice&kind=act").await;
        assert_eq!(file.status, 200);
        assert!(file.headers["content-type"].to_str().expect("ascii").starts_with("text/csv"));
        let text = file.text();
        let rows: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(rows.len(), 7, "{text}");
        assert!(rows[0].starts_with("at,who,role,action,what,ground,persons"), "{text}");
        assert!(rows[1].contains("Dr Hélène Marchetti") && rows[1].contains("advice.answered") && rows[1].contains(&person), "{text}");
        assert!(!text.contains("Ferhat"), "a file travels: opaque identifiers even for who may read the names");
        let line = &lines(&app).await[0];
        assert_eq!((line.action.as_str(), line.detail["family"].as_str()), ("journal.exported", Some("advice")));
        assert_eq!(officer.get("/journal/export?from=hier").await.status, 422);
    }
}

on_both! {
    /// How the chain stands, and the check of the whole that was asked for.
    async fn the_chain(app) {
        world(&app).await;
        let admin = app.sign_in("admin").await;
        let page = admin.get("/journal").await;
        assert!(page.words().contains("Pas encore vérifié en entier"), "{}", page.words());
        assert_eq!(admin.post("/journal/verify", &[]).await.location(), "/journal?done=verification");
        assert_eq!(admin.post("/journal/verify", &[]).await.status, 303);
        let house = &app.house;
        let worker = Worker::new(house.db().clone(), house.clock().clone(), house.entropy().clone());
        let worker = care::people::handlers(worker, house);
        let worker = journal::handlers(worker, house);
        worker.run_due(house.clock().now()).await.expect("what is due is done");
        let page = admin.get("/journal").await;
        assert!(page.words().contains("intactes"), "{}", page.words());
        let made = lines(&app).await.into_iter().filter(|line| line.action == "journal.verified").count();
        assert_eq!(made, 1, "asked for twice at once, made once");
        assert!(house.db().verify().await.expect("the journal is read").ok);
    }
}

on_both! {
    /// A person asks who looked: the officer finds their journal by the identity that they give, and by nothing less; it is
    /// itself a line about them.
    async fn the_journal_of_a_person(app) {
        let person = world(&app).await;
        let officer = app.sign_in("dpo").await;
        assert!(officer.get("/journal").await.has("a[href='/journal/person']"));
        let seek = async |fields: [(&'static str, &'static str); 3]| officer.post("/journal/person", &fields).await;
        let found = seek([("family", "FERHAT"), ("given", "nadia"), ("birth_date", "14/03/1979")]).await;
        assert_eq!(found.location(), format!("/journal?person={person}"), "{}", found.words());
        let journal = officer.get(&found.location()).await;
        assert!(journal.words().contains("Dr Hélène Marchetti") && journal.words().contains("Nadia Ferhat"), "{}", journal.words());
        let sought = lines(&app).await.into_iter().find(|line| line.action == "journal.person_read");
        assert_eq!(sought.expect("the search is a line").persons.len(), 1);

        let nobody = seek([("family", "Ferhat"), ("given", "Nadia"), ("birth_date", "15/03/1979")]).await;
        assert_eq!(nobody.status, 404);
        assert!(nobody.text().contains("Ferhat") && nobody.words().contains("Aucun dossier"), "{}", nobody.words());
        let less = seek([("family", "Ferhat"), ("given", ""), ("birth_date", "mars")]).await;
        assert_eq!(less.status, 422);
        app.person(app.cast.get("gp_2").role, "Nadia", "Ferhat", "1979-03-14").await;
        let two = seek([("family", "Ferhat"), ("given", "Nadia"), ("birth_date", "14/03/1979")]).await;
        assert_eq!(two.all("a[href^='/journal?person=']").len(), 2, "{}", two.words());
        for persona in ["admin", "gp", "coordinator"] {
            let other = app.sign_in(persona).await;
            assert_eq!(other.get("/journal/person").await.status, 403, "{persona}");
            let fields = [("family", "Ferhat"), ("given", "Nadia"), ("birth_date", "14/03/1979")];
            assert_eq!(other.post("/journal/person", &fields).await.status, 403, "{persona}");
        }
    }
}
