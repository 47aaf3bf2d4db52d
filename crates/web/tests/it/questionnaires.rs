//! Questionnaires brought in by a file: sound or refused with the path of each fault, version by version, retired; and filled,
//! whatever is asked in them.

use serde_json::{Value, json};
use testkit::{App, Browser, Seen, on_both};

const URL: &str = "https://centre.example/q/entretien";

fn control(code: &str) -> Value {
    json!({
        "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
        "valueCodeableConcept": {"coding": [{"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}]},
    })
}

/// Three pages: one of every sort of question, one that hangs on the first, one that repeats.
fn interview(version: &str, status: &str) -> Value {
    let page = |id: &str, title: &str, items: Value| json!({"linkId": id, "type": "group", "text": title, "extension": [control("page")], "item": items});
    let unit = json!({
        "url": "http://hl7.org/fhir/StructureDefinition/questionnaire-unit",
        "valueCoding": {"system": "http://unitsofmeasure.org", "code": "kg", "display": "kg"},
    });
    let least = |value: i64| json!({"url": "http://hl7.org/fhir/StructureDefinition/minValue", "valueInteger": value});
    let option = |code: &str, words: &str| json!({"valueCoding": {"system": "https://centre.example", "code": code, "display": words}});
    json!({
        "resourceType": "Questionnaire", "url": URL, "version": version, "status": status, "language": "fr",
        "title": "Entretien infirmier",
        "item": [
            page("a", "La personne", json!([
                {"linkId": "smokes", "type": "boolean", "text": "Fume", "required": true},
                {"linkId": "weight", "type": "decimal", "text": "Poids", "extension": [unit]},
                {"linkId": "children", "type": "integer", "text": "Enfants", "extension": [least(0)]},
                {"linkId": "seen", "type": "date", "text": "Vue la dernière fois"},
                {"linkId": "wakes", "type": "time", "text": "Se lève"},
                {"linkId": "next", "type": "dateTime", "text": "Prochain rendez-vous"},
                {"linkId": "words", "type": "text", "text": "Ce qu’elle en dit", "maxLength": 200},
                {"linkId": "home", "type": "open-choice", "text": "Logement",
                 "answerOption": [option("own", "Chez elle"), option("street", "À la rue")]},
                {"linkId": "help", "type": "choice", "repeats": true, "text": "Aides", "answerOption": [option("aah", "AAH"), option("rsa", "RSA")]},
            ])),
            {"linkId": "b", "type": "group", "text": "Le tabac", "extension": [control("page")],
             "enableWhen": [{"question": "smokes", "operator": "=", "answerBoolean": true}],
             "item": [{"linkId": "packs", "type": "integer", "text": "Paquets par semaine", "required": true}]},
            page("c", "L’entourage", json!([
                {"linkId": "one", "type": "group", "repeats": true, "text": "Une personne",
                 "item": [{"linkId": "who", "type": "string", "text": "Qui"}, {"linkId": "since", "type": "date", "text": "Depuis"}]},
            ])),
        ],
    })
}

async fn sent(browser: &Browser, file: &Value) -> Seen {
    browser.upload("/questionnaires", "questionnaire.json", file.to_string().as_bytes()).await
}

/// A person of the nurse's, and their page.
async fn followed(app: &App) -> String {
    app.followed_by(&["nurse"]).await.1
}

async fn begun(browser: &Browser, person: &str, version: &str) -> Seen {
    let canonical = format!("{URL}|{version}");
    browser.post(&format!("{person}/assessments"), &[("questionnaire", &canonical)]).await
}

/// Sends a page and presses a button.
async fn page(browser: &Browser, form: &str, at: &str, go: &str, fields: &[(&str, &str)]) -> Seen {
    let shown = browser.get(&format!("{form}?page={at}")).await;
    let version = shown.attribute("input[name=version]", "value").unwrap_or_default();
    let fixed = [("page", at), ("version", version.as_str()), ("go", go)];
    let all: Vec<_> = fixed.into_iter().chain(fields.iter().copied()).collect();
    browser.post(form, &all).await
}

on_both! {
    /// Everything that is wrong is told with where it is; nothing is taken.
    async fn a_wrong_file_is_refused_with_the_path_of_each_fault(app) {
        let coordinator = app.sign_in("coordinator").await;
        let mut circle = interview("1", "active");
        circle["item"][0]["item"][0]["enableWhen"] = json!([{"question": "packs", "operator": "exists", "answerBoolean": true}]);
        circle["item"][1]["item"][0]["linkId"] = json!("weight");
        let refused = sent(&coordinator, &circle).await;
        assert_eq!(refused.status, 422);
        for expected in ["Questionnaire.item[1].item[0].linkId", "Ce linkId se trouve déjà à", "Il n’y a pas d’élément « packs »"] {
            assert!(refused.words().contains(expected), "{expected} in {}", refused.words());
        }
        let mut circle = interview("1", "active");
        circle["item"][0]["item"][0]["enableWhen"] = json!([{"question": "packs", "operator": "exists", "answerBoolean": true}]);
        let refused = sent(&coordinator, &circle).await.words();
        assert!(refused.contains("dépendent les uns des autres en rond : "), "{refused}");

        let mut many = interview("1", "active");
        let items = (0..2_000).map(|at| json!({"linkId": format!("i{at}"), "type": "string", "text": "?"}));
        many["item"] = items.collect();
        let refused = sent(&coordinator, &many).await;
        assert!(refused.status == 422 && refused.words().contains("pas plus de 1000"), "{}", refused.words());
        for (bytes, words) in [(&b"{\"resourceType\": "[..], "Ce n’est pas du JSON"), (b"", "fichier")] {
            let refused = coordinator.upload("/questionnaires", "q.json", bytes).await;
            assert!(refused.status == 422 && refused.words().contains(words), "{}", refused.words());
        }
        let large = vec![b' '; forms::limits::BYTES + 200_000];
        assert_eq!(coordinator.upload("/questionnaires", "q.json", &large).await.status, 422);
        assert_eq!(sent(&coordinator, &interview("1", "draft")).await.status, 422);
        assert_eq!(sent(&coordinator, &interview("1", "retired")).await.status, 422, "there is nothing to retire");
        assert!(!coordinator.get("/questionnaires").await.words().contains("Entretien infirmier"));

        let nurse = app.sign_in("nurse").await;
        assert_eq!(sent(&nurse, &interview("1", "active")).await.status, 403);
        let reading = nurse.get("/questionnaires").await;
        assert!(reading.status == 200 && !reading.has("input[type=file]"), "{}", reading.words());
    }
}

on_both! {
    /// A version stays what it is; the last one in use is begun, what was begun on an earlier one ends on it, and nothing ends on
    /// one that was retired.
    async fn version_by_version(app) {
        let (admin, nurse) = (app.sign_in("admin").await, app.sign_in("nurse").await);
        let person = followed(&app).await;
        assert!(sent(&admin, &interview("1", "active")).await.location().ends_with("done=taken"));
        assert!(sent(&admin, &interview("1", "active")).await.location().ends_with("done=unchanged"));
        let mut other = interview("1", "active");
        other["title"] = json!("Un autre");
        let refused = sent(&admin, &other).await;
        assert!(refused.status == 422 && refused.words().contains("donnez une autre version"), "{}", refused.words());
        let first = begun(&nurse, &person, "1").await.location();

        assert!(sent(&admin, &interview("2", "active")).await.location().ends_with("done=taken"));
        assert_eq!(begun(&nurse, &person, "1").await.status, 422, "it is no longer offered");
        let second = begun(&nurse, &person, "2").await.location();
        let answers = [("q.a.0.smokes.0", "false"), ("kept_for", ""), ("compartment", "somatic")];
        assert_eq!(page(&nurse, &first, "1", "stay", &answers[..1]).await.status, 303);
        let done = page(&nurse, &first, "3", "done", &answers[1..]).await;
        assert!(done.location().starts_with("/entries/"), "{}", done.words());

        assert_eq!(page(&nurse, &second, "1", "stay", &answers[..1]).await.status, 303);
        assert!(sent(&admin, &interview("2", "retired")).await.location().ends_with("done=retired"));
        let back = sent(&admin, &interview("2", "active")).await;
        assert!(back.status == 422 && back.words().contains("a été retirée"), "{}", back.words());
        let late = page(&nurse, &second, "3", "done", &answers[1..]).await;
        assert_eq!(late.status, 409, "{}", late.words());
        assert!(late.words().contains("n’est plus en usage"), "{}", late.words());
        let kept = nurse.get(&second).await;
        assert!(kept.has("input[name='q.a.0.smokes.0'][value=false][checked]"), "nothing is lost");
        assert!(begun(&nurse, &person, "1").await.status == 303, "the earlier one is the last in use again");
        let shelf = nurse.get("/questionnaires").await.words();
        assert!(shelf.contains("Retirée") && shelf.contains("livré avec Maillage"), "{shelf}");
    }
}

on_both! {
    /// Page by page, whatever is asked: read as it is written, refused beside what cannot be read, shown again as it was.
    async fn every_sort_of_question(app) {
        let (coordinator, nurse) = (app.sign_in("coordinator").await, app.sign_in("nurse").await);
        let person = followed(&app).await;
        sent(&coordinator, &interview("1", "active")).await;
        let form = begun(&nurse, &person, "1").await.location();
        let first = nurse.get(&form).await;
        assert!(first.words().contains("Page 1 sur 2") && !first.words().contains("Le tabac"), "{}", first.words());
        assert!(!first.has("input[name=kept_for]"), "where it stands is asked at the end");

        let wrong = [
            ("q.a.0.smokes.0", "true"), ("q.a.0.weight.0", "lourd"), ("q.a.0.children.0", "-1"), ("q.a.0.seen.0", "hier"),
        ];
        let refused = page(&nurse, &form, "1", "next", &wrong).await;
        assert_eq!(refused.status, 422);
        for expected in ["Écrivez un nombre : 72,5.", "Pas moins de 0.", "Écrivez une date : 23/11/2026."] {
            assert!(refused.words().contains(expected), "{expected} in {}", refused.words());
        }
        assert!(refused.has("input[value=lourd]"), "what was typed stands there");
        let right = [
            ("q.a.0.smokes.0", "true"), ("q.a.0.weight.0", "72,5"), ("q.a.0.children.0", "2"), ("q.a.0.seen.0", "03/2026"),
            ("q.a.0.wakes.0", "6 h 30"), ("q.a.0.next.0", "01/12/2026"), ("q.a.0.next.0:time", "14:30"),
            ("q.a.0.words.0", "Ça va.\r\nMieux qu’en mai."), ("q.a.0.home.0:other", "Chez sa sœur"),
            ("q.a.0.help.0", "aah"), ("q.a.0.help.0", "rsa"),
        ];
        let on = page(&nurse, &form, "1", "next", &right).await;
        assert!(on.location().ends_with("?page=2"), "{}", on.words());
        let second = nurse.get(&on.location()).await;
        assert!(second.words().contains("Page 2 sur 3") && second.words().contains("Paquets par semaine"), "{}", second.words());
        assert!(page(&nurse, &form, "2", "back", &[]).await.location().ends_with("?page=1"));
        assert!(page(&nurse, &form, "1", "page:3", &right).await.location().ends_with("?page=3"));
        assert!(page(&nurse, &form, "1", "done", &right).await.location().ends_with("?page=2"), "there is more to see");
        for page in ["0", "18446744073709551615", "-1", ""] {
            let nowhere = nurse.post(&form, &[("page", page), ("go", "next")]).await;
            assert_eq!(nowhere.status, 422, "{page}: nothing was kept");
        }
        assert!(nurse.get(&form).await.has("input[name='q.a.0.weight.0'][value='72,5']"));

        // What is missing on another page is told there.
        let one = [("q.c.0.one.0.who.0", "Sa sœur"), ("q.c.0.one.0.since.0", "2019"), ("kept_for", ""), ("compartment", "somatic")];
        let early = page(&nurse, &form, "3", "done", &one).await;
        assert!(early.status == 422 && early.words().contains("Paquets par semaine"), "{}", early.words());
        assert!(early.words().contains("Répondez à cette question."), "{}", early.words());
        page(&nurse, &form, "2", "next", &[("q.b.0.packs.0", "3")]).await;
        let third = nurse.get(&format!("{form}?page=3")).await;
        assert!(third.has("input[name='q.c.0.one.1.who.0']"), "there is room for one more");
        // Of three, the first is emptied: two are left, and nobody is lost.
        let three = [
            ("q.c.0.one.0.who.0", "Sa sœur"), ("q.c.0.one.1.who.0", "Son frère"), ("q.c.0.one.2.who.0", "Son voisin"),
        ];
        page(&nurse, &form, "3", "stay", &three).await;
        page(&nurse, &form, "3", "stay", &[("q.c.0.one.0.who.0", ""), three[1], three[2]]).await;
        let left = nurse.get(&format!("{form}?page=3")).await;
        assert!(left.has("input[name='q.c.0.one.0.who.0'][value='Son frère']"), "{}", left.text());
        assert!(left.has("input[name='q.c.0.one.1.who.0'][value='Son voisin']"), "{}", left.text());
        let both = [&one[..2], &[("q.c.0.one.1.who.0", "Son voisin")], &one[2..]].concat();
        let done = page(&nurse, &form, "3", "done", &both).await;
        assert_eq!(done.status, 303, "{}", done.words());
        let read = nurse.get(&done.location()).await.words();
        for expected in ["72,5 kg", "mars 2026", "6 h 30", "14 h 30", "Mieux qu’en mai.", "Chez sa sœur", "AAH, RSA", "Son voisin", "2019"] {
            assert!(read.contains(expected), "{expected} in {read}");
        }

        // Who does not smoke is not asked how much.
        let form = begun(&nurse, &person, "1").await.location();
        page(&nurse, &form, "1", "next", &[("q.a.0.smokes.0", "true")]).await;
        page(&nurse, &form, "2", "next", &[("q.b.0.packs.0", "3")]).await;
        let no = page(&nurse, &form, "1", "next", &[("q.a.0.smokes.0", "false")]).await;
        let third = nurse.get(&no.location()).await;
        assert!(third.words().contains("L’entourage") && third.has("input[name=kept_for]"), "{}", third.words());
        let done = page(&nurse, &form, "3", "done", &one[2..]).await;
        let read = nurse.get(&done.location()).await.words();
        assert!(read.contains("Non") && !read.contains("Paquets"), "{read}");
    }
}

/// A question that documents answer, one that takes several choices and asks something about each, and one that hangs on it.
fn papers() -> Value {
    let kinds =
        json!({"url": "http://hl7.org/fhir/StructureDefinition/mimeType", "valueCode": "application/pdf"});
    let option = |code: &str, words: &str| json!({"valueCoding": {"system": "https://centre.example", "code": code, "display": words}});
    json!({
        "resourceType": "Questionnaire", "url": URL, "version": "1", "status": "active", "language": "fr",
        "title": "Papiers",
        "item": [
            {"linkId": "paper", "type": "attachment", "text": "Ordonnance", "required": true, "repeats": true, "extension": [kinds]},
            {"linkId": "why", "type": "boolean", "text": "Une photo en plus"},
            {"linkId": "photo", "type": "attachment", "text": "Photo",
             "enableWhen": [{"question": "why", "operator": "=", "answerBoolean": true}]},
            {"linkId": "drug", "type": "choice", "repeats": true, "text": "Traitement",
             "answerOption": [option("a", "Lithium"), option("b", "Clozapine")],
             "item": [{"linkId": "since", "type": "date", "text": "Depuis"}]},
            {"linkId": "one", "type": "group", "repeats": true, "text": "Une personne",
             "item": [{"linkId": "who", "type": "string", "text": "Qui"}, {"linkId": "card", "type": "attachment", "text": "Carte"}]},
        ],
    })
}

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n rien de plus IEND";

on_both! {
    /// A document answers a question: joined while one fills, with what was typed kept; of the kind that is asked for; read by its
    /// author alone until the whole is in the record; taken back where nothing asks for it any more.
    async fn a_document_as_an_answer(app) {
        let (coordinator, nurse) = (app.sign_in("coordinator").await, app.sign_in("nurse").await);
        let person = followed(&app).await;
        assert_eq!(sent(&coordinator, &papers()).await.status, 303);
        let form = begun(&nurse, &person, "1").await.location();
        let shown = nurse.get(&form).await;
        assert!(!shown.has("input[name='q.paper.0']"), "nobody types a document");
        assert!(!shown.words().contains("Photo"), "it is not asked: {}", shown.words());

        let join = page(&nurse, &form, "1", "join:q.paper.0", &[("q.why.0", "true")]).await.location();
        assert!(join.ends_with("/join/q%2Epaper%2E0") || join.ends_with("/join/q.paper.0"), "{join}");
        assert!(nurse.get(&join).await.words().contains("Ordonnance"));
        for (name, bytes, expected) in [
            ("photo.png", PNG, "Ce document n’est pas du type attendu"),
            ("mots.pdf", b"bonjour", "Seuls les PDF, JPEG et PNG"),
            ("", b"", "Choisissez un document"),
        ] {
            let refused = nurse.upload(&join, name, bytes).await;
            assert!(refused.status == 422 && refused.words().contains(expected), "{name}: {}", refused.words());
        }
        let joined = nurse.upload(&join, "ordonnance.pdf", PDF).await;
        assert!(joined.location().starts_with(&form), "{}", joined.words());
        let shown = nurse.get(&joined.location()).await;
        assert!(shown.words().contains("ordonnance.pdf") && shown.has("input[name='q.why.0'][value=true][checked]"));
        assert!(shown.has("button[value='join:q.paper.1']"), "there is room for one more");
        let file = shown.attribute("#asked a", "href").expect("the document");
        let read = nurse.get(&file).await;
        assert_eq!((read.status, &read.body[..]), (200, PDF));
        for persona in ["gp", "coordinator", "psychiatrist"] {
            let other = app.sign_in(persona).await;
            assert_eq!(other.get(&file).await.status, 404, "{persona}: a draft is its author's alone");
            assert_eq!(other.get(&join).await.status, 404, "{persona}");
            assert_eq!(other.upload(&join, "autre.pdf", PDF).await.status, 404, "{persona}");
        }
        for field in ["q.why.0", "q.paper.0:title", "q.none.0", "-"] {
            assert_eq!(nurse.get(&format!("{form}/join/{field}")).await.status, 404, "{field}");
        }

        // What is typed on the page leaves documents as they are, whatever it says of them.
        let typed = [("q.why.0", "true"), ("q.paper.0", "urn:uuid:00000000-0000-0000-0000-000000000001")];
        page(&nurse, &form, "1", "stay", &typed).await;
        assert!(nurse.get(&form).await.words().contains("ordonnance.pdf"));
        let second = format!("{form}/join/q.paper.1");
        for _ in 0..2 {
            assert_eq!(nurse.upload(&second, "ordonnance.pdf", PDF).await.status, 303);
        }
        let twice = nurse.get(&form).await.words();
        assert_eq!(twice.matches("ordonnance.pdf 1 ko").count(), 2, "one answers two questions, sent twice it is there once: {twice}");
        let goes = |seen: &Seen, field: &str| seen.attribute(&format!("[id$='-{field}'] button"), "value").expect("a button");
        let second_goes = goes(&nurse.get(&form).await, "q.paper.1");
        for _ in 0..2 {
            assert_eq!(page(&nurse, &form, "1", &second_goes, &typed[..1]).await.status, 303, "pressed twice, one goes");
        }
        assert_eq!(nurse.get(&file).await.status, 200, "the other stays");
        nurse.upload(&second, "deuxieme.pdf", PDF).await;
        nurse.upload(&format!("{form}/join/q.photo.0"), "cabinet.png", PNG).await;
        let photo = nurse.get(&form).await.attribute("#asked a[href]:last-of-type", "href");
        assert!(photo.is_some());
        // The first is taken back: the second moves up, and nobody reads the first.
        let first_goes = goes(&nurse.get(&form).await, "q.paper.0");
        let back = page(&nurse, &form, "1", &first_goes, &typed[..1]).await;
        let left = nurse.get(&back.location()).await;
        assert!(left.words().contains("deuxieme.pdf") && !left.words().contains("ordonnance.pdf"), "{}", left.words());
        assert!(goes(&left, "q.paper.0").starts_with("unjoin:") && goes(&left, "q.paper.1") == "join:q.paper.1");
        assert_eq!(nurse.get(&file).await.status, 404);

        // Where what stands before is emptied by the same press, the one that was meant goes, and the one that was meant comes.
        let three = [("q.why.0", "true"), ("q.one.0.who.0", "Anne"), ("q.one.1.who.0", "Bruno"), ("q.one.2.who.0", "Chloé")];
        page(&nurse, &form, "1", "stay", &three).await;
        for (field, name) in [("q.one.1.card.0", "bruno.png"), ("q.one.2.card.0", "chloe.png")] {
            assert_eq!(nurse.upload(&format!("{form}/join/{field}"), name, PNG).await.status, 303);
        }
        let bruno = goes(&nurse.get(&form).await, "q.one.1.card.0");
        let emptied = [three[0], three[2], three[3]];
        let left = page(&nurse, &form, "1", &bruno, &emptied).await;
        let left = nurse.get(&left.location()).await.words();
        assert!(left.contains("chloe.png") && !left.contains("bruno.png"), "{left}");
        page(&nurse, &form, "1", "stay", &three).await;
        let join = page(&nurse, &form, "1", "join:q.one.1.card.0", &[three[0], three[2], three[3]]).await.location();
        assert!(join.ends_with("one.0.card.0") || join.ends_with("one%2E0%2Ecard%2E0"), "what is left moves up: {join}");

        // The photo is not asked any more: it does not go along.
        let ends = [("q.why.0", "false"), ("kept_for", ""), ("compartment", "somatic")];
        let done = page(&nurse, &form, "1", "done", &ends).await;
        assert!(done.location().starts_with("/entries/"), "{}", done.words());
        let entry = nurse.get(&done.location()).await;
        assert!(entry.words().contains("deuxieme.pdf") && !entry.words().contains("cabinet.png"), "{}", entry.words());
        let kept = entry.attribute(".files a", "href").expect("the document");
        assert_eq!(app.sign_in("gp").await.get(&kept).await.body, PDF, "whoever reads the entry reads it");
        assert_eq!(app.sign_in("social_worker").await.get(&kept).await.status, 404);

        let bundle: Value = serde_json::from_slice(&nurse.get(&format!("{person}/record/fhir")).await.body).expect("a bundle");
        let mut resources = bundle["entry"].as_array().expect("entries").iter().map(|it| &it["resource"]);
        let response = resources.rfind(|it| it["resourceType"] == "QuestionnaireResponse").expect("a response");
        let answer = &response["item"][0]["answer"][0]["valueAttachment"];
        assert_eq!((&answer["title"], &answer["contentType"]), (&json!("deuxieme.pdf"), &json!("application/pdf")));
        assert!(answer["data"].is_string() && answer["url"].as_str().is_some_and(|it| it.ends_with(&kept)), "{answer}");

        // Given up, nothing is left of them.
        let form = begun(&nurse, &person, "1").await.location();
        nurse.upload(&format!("{form}/join/q.paper.0"), "ordonnance.pdf", PDF).await;
        let file = nurse.get(&form).await.attribute("#asked a", "href").expect("the document");
        assert_eq!(nurse.post(&format!("{form}/drop"), &[]).await.status, 303);
        assert_eq!(nurse.get(&file).await.status, 404);
    }
}

on_both! {
    /// Each of several choices has its own answers to what is asked about it.
    async fn what_is_asked_about_each_choice(app) {
        let (coordinator, nurse) = (app.sign_in("coordinator").await, app.sign_in("nurse").await);
        let person = followed(&app).await;
        let mut asked = papers();
        asked["item"].as_array_mut().expect("items").drain(..3);
        sent(&coordinator, &asked).await;
        let form = begun(&nurse, &person, "1").await.location();
        page(&nurse, &form, "1", "stay", &[("q.drug.0", "a"), ("q.drug.0.since.0", "2019")]).await;
        let shown = nurse.get(&form).await;
        assert!(shown.has("input[name='q.drug.1'][value=b]"), "one more may be chosen: {}", shown.text());
        let both = [("q.drug.0", "a"), ("q.drug.0.since.0", "2019"), ("q.drug.1", "b"), ("q.drug.1.since.0", "05/2024")];
        page(&nurse, &form, "1", "stay", &both).await;
        let shown = nurse.get(&form).await;
        assert!(shown.has("input[name='q.drug.1'][value=b][checked]") && shown.has("input[name='q.drug.1.since.0'][value='05/2024']"));
        let twice = [&both[..2], &[("q.drug.1", "a"), ("kept_for", ""), ("compartment", "somatic")]].concat();
        assert_eq!(page(&nurse, &form, "1", "done", &twice).await.status, 422, "the same twice");
        let ends = [&both[..], &[("kept_for", ""), ("compartment", "somatic")]].concat();
        let read = nurse.get(&page(&nurse, &form, "1", "done", &ends).await.location()).await.words();
        for expected in ["Lithium", "2019", "Clozapine", "mai 2024"] {
            assert!(read.contains(expected), "{expected} in {read}");
        }
    }
}
