//! Clinical facts as FHIR over HTTP: out for those who may read them, in from a file that is read over first; nothing is
//! lost, doubled, or opened to anybody else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use care::PersonId;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use testkit::{App, Browser, Seen, on_both};

/// A person of the GP's, with a nurse, a psychiatrist and a social worker around them; and their page.
async fn followed(app: &App) -> (PersonId, String) {
    app.followed_by(&["nurse", "psychiatrist_3", "social_worker"]).await
}

/// Writes an entry by hand; answers its page.
async fn write(browser: &Browser, person: &str, sort: &str, fields: &[(&str, &str)]) -> String {
    let form = browser.get(&format!("{person}/entries/new?sort={sort}")).await;
    let entry = form.attribute("input[name=entry]", "value").expect("the form has its identifier");
    let fixed = [("sort", sort), ("entry", entry.as_str())];
    let fields: Vec<_> = fixed.iter().chain(fields).copied().collect();
    let written = browser.post(&format!("{person}/entries"), &fields).await;
    assert_eq!(written.status, 303, "{}", written.words());
    written.location().split('?').next().expect("an address").to_owned()
}

/// The facts that somebody reads, as the Bundle that they are given.
async fn exported(browser: &Browser, person: &str) -> Value {
    let file = browser.get(&format!("{person}/record/fhir")).await;
    assert_eq!(file.status, 200, "{}", file.words());
    serde_json::from_str(&file.text()).expect("JSON")
}

/// The resources of a Bundle, but for the patient.
fn resources(bundle: &Value) -> Vec<&Value> {
    let all = bundle["entry"].as_array().expect("entries").iter().map(|it| &it["resource"]);
    all.filter(|it| it["resourceType"] != "Patient").collect()
}

/// What a Bundle says of each resource: its type and its name.
fn names(bundle: &Value) -> Vec<String> {
    let name = |it: &&Value| {
        let named =
            ["code", "medicationCodeableConcept", "vaccineCode"].map(|element| it[element]["text"].as_str());
        format!(
            "{} {}",
            it["resourceType"].as_str().unwrap_or_default(),
            named.into_iter().flatten().next().unwrap_or_default()
        )
    };
    resources(bundle).iter().map(name).collect()
}

/// A Bundle of these resources, and of the patient whom they are about.
fn bundle(patient: &Value, resources: &[Value]) -> Value {
    let entry = |it: &Value| json!({ "resource": it });
    let first = json!({ "fullUrl": "urn:uuid:7c8a5a0e-3a58-4a51-b7a5-6a5a2f3fd001", "resource": patient });
    let all: Vec<Value> = std::iter::once(first).chain(resources.iter().map(entry)).collect();
    json!({ "resourceType": "Bundle", "type": "collection", "entry": all })
}

fn nadia() -> Value {
    json!({ "resourceType": "Patient", "id": "42", "birthDate": "1979-03-14", "name": [{ "family": "FERHAT", "given": ["Nadia"] }] })
}

fn problem(number: &str, name: &str) -> Value {
    json!({
        "resourceType": "Condition", "identifier": [{ "system": "urn:oid:1.2.3", "value": number }], "code": { "text": name },
        "subject": { "reference": "Patient/42" }, "onsetDateTime": "1998", "bodySite": [{ "text": "Bras gauche" }]
    })
}

/// Three facts of another program, and three resources that cannot be taken.
fn foreign() -> Value {
    bundle(
        &nadia(),
        &[
            problem("1", "Asthme"),
            json!({
                "resourceType": "MedicationStatement", "status": "active", "subject": { "reference": "Patient/42" },
                "medicationCodeableConcept": { "coding": [{ "system": "http://www.whocc.no/atc", "code": "N06AB06" }], "text": "Sertraline" },
                "dosage": [{ "text": "50 mg le matin" }], "effectivePeriod": { "start": "2026-05" }
            }),
            json!({
                "resourceType": "Observation", "status": "final", "subject": { "reference": "Patient/42" }, "effectiveDateTime": "2026-11-20",
                "code": { "coding": [{ "system": "http://loinc.org", "code": "29463-7" }] }, "valueQuantity": { "value": 72.5, "unit": "kg" }
            }),
            json!({ "resourceType": "Encounter", "status": "finished" }),
            json!({ "resourceType": "Procedure", "status": "completed", "subject": { "reference": "Patient/42" }, "code": { "text": "ECG" }, "performedDateTime": "23/11/2026" }),
            json!({ "resourceType": "Condition", "subject": { "reference": "Patient/42" }, "code": { "text": "Épilepsie" }, "onsetDateTime": "2020", "abatementDateTime": "2019", "clinicalStatus": { "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "resolved" }] } }),
        ],
    )
}

/// Hands a file in; answers what was read over.
async fn read_over(browser: &Browser, person: &str, file: &Value) -> Seen {
    browser.upload(&format!("{person}/record/bundle"), "Nadia Ferhat.json", file.to_string().as_bytes()).await
}

/// Takes what was read over, as it is proposed but for these fields.
async fn take(browser: &Browser, person: &str, preview: &Seen, but: &[(&str, &str)]) -> Seen {
    assert_eq!(preview.status, 200, "{}", preview.words());
    let bundle = preview.attribute("input[name=bundle]", "value").expect("the file goes along");
    let page = scraped(preview);
    let mut fields = vec![("bundle", bundle.as_str())];
    let proposed: Vec<(&str, &str)> =
        page.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend(proposed.into_iter().filter(|(name, _)| but.iter().all(|(other, _)| other != name)));
    fields.extend(but);
    browser.post(&format!("{person}/record/bundle/entries"), &fields).await
}

/// The fields of a preview, as they are proposed.
fn scraped(preview: &Seen) -> Vec<(String, String)> {
    let text = preview.text();
    let fields = text.split("<select").skip(1).filter_map(|field| {
        let field = field.split("</select>").next()?;
        let name = field.split("name=\"").nth(1)?.split('"').next()?;
        let chosen = field.split("<option value=\"").find(|it| it.contains(" selected>"))?;
        Some((name.to_owned(), chosen.split('"').next()?.to_owned()))
    });
    fields.collect()
}

/// How many entries people wrote into records.
async fn entries(app: &App) -> i64 {
    let db = app.house.db().reader();
    let text = "SELECT COUNT(*) AS n FROM entry WHERE object_kind = 'entry'";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), text)).await;
    row.expect("the database answers").expect("a row").try_get("", "n").expect("a number")
}

/// How often something stands in the journal.
async fn journalled(app: &App, action: &str) -> i64 {
    let db = app.house.db().reader();
    let text = format!("SELECT COUNT(*) AS n FROM audit_event WHERE action = '{action}'");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), text)).await;
    row.expect("the database answers").expect("a row").try_get("", "n").expect("a number")
}

on_both! {
    /// All that the reader may read, under codes that other programs know, and nothing that tells who the person is.
    async fn the_facts_of_a_record_go_out(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let somatic = ("compartment", "somatic");
        write(&gp, &person, "problem", &[somatic, ("label", "Diabète de type 2"), ("icd10", "e119"), ("on", "04/05/2026"), ("text", "À suivre 🩸")]).await;
        write(&gp, &person, "treatment", &[somatic, ("label", "Metformine"), ("dosage", "1 g le soir"), ("on", "04/05/2026"), ("until", "01/09/2026")]).await;
        let allergy = write(&gp, &person, "allergy", &[somatic, ("label", "Pénicilline"), ("choice", "severe"), ("shared", "yes")]).await;
        write(&gp, &person, "measurement", &[somatic, ("choice", "blood_pressure"), ("value", "128/76")]).await;
        write(&gp, &person, "vaccination", &[somatic, ("label", "Grippe"), ("on", "12/10/2026")]).await;
        write(&gp, &person, "procedure", &[somatic, ("label", "ECG"), ("on", "12/10/2026")]).await;
        write(&gp, &person, "note", &[somatic, ("text", "Une note n’est pas un fait clinique.")]).await;
        let psychiatrist = app.sign_in("psychiatrist_3").await;
        write(&psychiatrist, &person, "problem", &[("compartment", "psychiatric"), ("label", "Pour moi seul"), ("kept_for", "named")]).await;

        let file = gp.get(&format!("{person}/record/fhir")).await;
        let header = |name: &str| file.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
        assert!(header("content-type").starts_with("application/fhir+json"), "{}", header("content-type"));
        assert_eq!(header("content-disposition"), "attachment; filename=\"record-fhir.json\"");
        assert_eq!(header("cache-control"), "no-store");
        for hidden in ["Ferhat", "Nadia", "1979", "Pour moi seul", "Une note"] {
            assert!(!file.text().contains(hidden), "{hidden}");
        }
        let out: Value = serde_json::from_str(&file.text()).expect("JSON");
        assert_eq!((&out["resourceType"], &out["type"]), (&json!("Bundle"), &json!("collection")));
        let mut all = names(&out);
        all.sort();
        assert_eq!(
            all,
            ["AllergyIntolerance Pénicilline", "Condition Diabète de type 2", "Immunization Grippe", "MedicationStatement Metformine", "Observation ", "Procedure ECG"]
        );
        let find = |kind: &str| *resources(&out).iter().find(|it| it["resourceType"] == kind).expect("a resource");
        let condition = find("Condition");
        assert_eq!(condition["code"]["coding"][0], json!({ "system": "http://hl7.org/fhir/sid/icd-10", "code": "E11.9" }));
        assert_eq!((&condition["onsetDateTime"], &condition["note"][0]["text"]), (&json!("2026-05-04"), &json!("À suivre 🩸")));
        assert_eq!(condition["meta"]["tag"][0]["code"], "somatic");
        assert_eq!(condition["subject"]["reference"], format!("urn:uuid:{}", person.rsplit('/').next().expect("an identifier")));
        let treatment = find("MedicationStatement");
        assert_eq!(treatment["status"], "completed");
        assert_eq!(treatment["effectivePeriod"], json!({ "start": "2026-05-04", "end": "2026-09-01" }));
        let pressure = &find("Observation")["component"];
        assert_eq!(pressure[0]["valueQuantity"], json!({ "value": 128, "unit": "mmHg", "system": "http://unitsofmeasure.org", "code": "mm[Hg]" }));
        assert_eq!(journalled(&app, "entry.exported").await, 1);

        // The author reads their own; the social worker what is opened to her; nobody else anything.
        assert!(names(&exported(&psychiatrist, &person).await).contains(&"Condition Pour moi seul".to_owned()));
        assert_eq!(names(&exported(&app.sign_in("social_worker").await, &person).await), ["AllergyIntolerance Pénicilline"]);
        for (persona, status) in [("secretary", 403), ("gp_2", 404), ("coordinator", 404), ("admin", 404)] {
            let answer = app.sign_in(persona).await.get(&format!("{person}/record/fhir")).await;
            assert_eq!(answer.status, status, "{persona}");
        }

        let taken_back = gp.post(&format!("{allergy}/withdraw"), &[("why", "Mauvaise personne")]).await;
        assert_eq!(taken_back.status, 303);
        let out = exported(&gp, &person).await;
        let allergy = *resources(&out).iter().find(|it| it["resourceType"] == "AllergyIntolerance").expect("it stays");
        assert_eq!(allergy["verificationStatus"]["coding"][0]["code"], "entered-in-error");
        assert!(allergy.get("clinicalStatus").is_none(), "{allergy}");
    }
}

on_both! {
    /// Read over first: what would be taken, where, and who would read it; what is left, and why. Then all of it at once.
    async fn a_file_is_read_over_then_taken(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let link = gp.get(&format!("{person}/timeline")).await;
        assert!(link.has(&format!("a[href='{person}/record/bundle']")) && link.has(&format!("a[href='{person}/record/fhir']")));
        assert_eq!(gp.get(&format!("{person}/record/bundle")).await.status, 200);

        let preview = read_over(&gp, &person, &foreign()).await;
        assert_eq!(preview.status, 200, "{}", preview.words());
        let words = preview.words();
        for expected in [
            "Le fichier parle de cette personne", "Asthme", "1998", "Sertraline, 50 mg le matin", "mai 2026", "Poids : 72,5 kg", "Mathieu Girard",
            "bodySite", "3 éléments laissés", "Élément 5 : Encounter", "resourceType", "Procedure.performedDateTime", "n’est pas une date de FHIR",
            "Condition.abatementDateTime", "La fin vient avant le début",
        ] {
            assert!(words.replace(['\u{a0}', '\u{202f}'], " ").contains(expected), "{expected} in: {words}");
        }
        assert_eq!(entries(&app).await, 0, "nothing is written yet");

        let taken = take(&gp, &person, &preview, &[]).await;
        assert_eq!((taken.status, taken.location()), (303, format!("{person}?done=taken")), "{}", taken.words());
        assert_eq!((entries(&app).await, journalled(&app, "entry.taken").await), (3, 1));
        let page = gp.get(&taken.location()).await;
        assert!(page.words().contains("C’est repris au dossier") && page.words().contains("1998"), "{}", page.words());
        let entry = page.attribute("section.area a[href^='/entries/']", "href").expect("an entry");
        assert!(gp.get(&entry).await.words().contains("Repris d’un fichier"));
        let nurse = app.sign_in("nurse").await;
        assert!(nurse.get(&person).await.words().contains("Asthme"), "those named in the preview read it");
        assert!(!app.sign_in("social_worker").await.get(&person).await.words().contains("Asthme"));

        // What the record has no place for stands beside the entry, and leaves with it.
        let out = exported(&gp, &person).await;
        let asthma = *resources(&out).iter().find(|it| it["code"]["text"] == "Asthme").expect("it leaves");
        assert_eq!((&asthma["onsetDateTime"], &asthma["bodySite"][0]["text"]), (&json!("1998"), &json!("Bras gauche")));
        assert_eq!(asthma["identifier"][1]["value"], "1");

        // Sent twice, and handed in twice: nothing is doubled.
        assert_eq!(take(&gp, &person, &preview, &[]).await.location(), format!("{person}?done=nothing-taken"));
        let again = read_over(&gp, &person, &foreign()).await;
        assert!(again.words().contains("3 éléments déjà au dossier"), "{}", again.words());
        assert!(!again.has("form[action$='/record/bundle/entries']"));
        let by_nurse = read_over(&nurse, &person, &foreign()).await;
        assert!(by_nurse.words().contains("éléments déjà au dossier"), "{}", by_nurse.words());
        assert_eq!(entries(&app).await, 3);
    }
}

on_both! {
    /// Two clicks at the same time write once.
    async fn two_at_once_write_once(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let preview = read_over(&gp, &person, &foreign()).await;
        let (first, second) = tokio::join!(take(&gp, &person, &preview, &[]), take(&gp, &person, &preview, &[]));
        assert_eq!((first.status, second.status), (303, 303));
        assert_eq!(entries(&app).await, 3);
    }
}

on_both! {
    /// Whoever takes a file says where each fact stands, within what they may write; or leaves it.
    async fn each_fact_is_put_where_it_belongs(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let preview = read_over(&gp, &person, &foreign()).await;
        let wrong = take(&gp, &person, &preview, &[("place-2", "social")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.words().contains("Choisissez dans la liste") && wrong.words().contains("Sertraline"), "{}", wrong.words());
        assert_eq!(entries(&app).await, 0, "all or nothing");
        let taken = take(&gp, &person, &preview, &[("place-2", "no"), ("place-4", "no")]).await;
        assert_eq!(taken.status, 303, "{}", taken.words());
        let out = exported(&gp, &person).await;
        assert_eq!(names(&out), ["MedicationStatement Sertraline"]);
    }
}

on_both! {
    /// What a source keeps apart is read by whoever takes it alone; what it says stands elsewhere goes nowhere else.
    async fn labels_are_never_widened(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let labelled = |number: &str, name: &str, meta: Value| {
            let mut it = problem(number, name);
            it["meta"] = meta;
            it
        };
        let confidential = json!({ "security": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": "R" }] });
        let elsewhere = json!({ "tag": [{ "system": "https://maillage.example/fhir/CodeSystem/compartment", "code": "social" }] });
        let file = bundle(&nadia(), &[labelled("1", "Secret", confidential), labelled("2", "Ailleurs", elsewhere)]);
        let preview = read_over(&gp, &person, &file).await;
        let words = preview.words();
        assert!(words.contains("Lu par vous seul") && words.contains("Vous n’écrivez pas dans le volet"), "{words}");
        assert_eq!(take(&gp, &person, &preview, &[]).await.status, 303);
        assert_eq!(names(&exported(&gp, &person).await), ["Condition Secret"]);
        let nurse = app.sign_in("nurse").await;
        assert!(names(&exported(&nurse, &person).await).is_empty());
        // That it stands there already shows to nobody else.
        let file = bundle(&nadia(), &[problem("1", "Secret")]);
        let preview = read_over(&nurse, &person, &file).await;
        assert!(preview.has("form[action$='/record/bundle/entries']") && !preview.words().contains("déjà au dossier"), "{}", preview.words());
    }
}

on_both! {
    /// A document goes out with its file and the address of it, and comes in with the address of another program's.
    async fn documents(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let written = [("compartment", "somatic"), ("choice", "report"), ("label", "Compte rendu"), ("on", "02/03/2026"), ("text", "À relire.")];
        let entry = write(&gp, &person, "document", &written).await;
        let sheet = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[]/Count 0>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF";
        let joined = gp.upload(&format!("{entry}/files"), "cr.pdf", sheet).await;
        assert_eq!(joined.status, 303, "{}", joined.words());
        let out = exported(&gp, &person).await;
        let document = resources(&out)[0];
        assert_eq!(document["resourceType"], "DocumentReference");
        assert_eq!((&document["description"], &document["context"]["period"]["start"]), (&json!("Compte rendu"), &json!("2026-03-02")));
        let file = &document["content"][0]["attachment"];
        assert_eq!((&file["contentType"], &file["title"]), (&json!("application/pdf"), &json!("cr.pdf")));
        assert_eq!(decoded(&file["data"]), sheet);
        assert_eq!(journalled(&app, "attachment.read").await, 1);
        let url = file["url"].as_str().expect("an address");
        let path = url.find("/entries/").map(|at| &url[at..]).expect("an address of this house");
        assert_eq!(gp.get(path).await.body, sheet);
        assert!(read_over(&gp, &person, &out).await.words().contains("Un élément déjà au dossier"));

        let foreign = json!({
            "resourceType": "DocumentReference", "status": "current", "subject": { "reference": "Patient/42" }, "description": "Sortie", "date": "2026-03-02T08:00:00Z",
            "content": [{ "attachment": { "url": "https://hopital.example/cr/9" } }]
        });
        let preview = read_over(&gp, &person, &bundle(&nadia(), &[foreign])).await;
        assert_eq!(take(&gp, &person, &preview, &[]).await.status, 303);
        let out = exported(&gp, &person).await;
        let taken = resources(&out).into_iter().find(|it| it["description"] == "Sortie").expect("it leaves");
        assert_eq!(taken["content"], json!([{ "attachment": { "url": "https://hopital.example/cr/9" } }]));
    }
}

/// The bytes of an attachment.
fn decoded(data: &Value) -> Vec<u8> {
    STANDARD.decode(data.as_str().expect("a file")).expect("base64")
}

on_both! {
    /// A file within a document, as large as one may be, is joined to what becomes of it, and leaves with it as it came.
    async fn a_document_comes_with_its_file(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let mut scan = vec![0; 9 * 1024 * 1024];
        scan[..4].copy_from_slice(&[0xFF, 0xD8, 0xFF, 0xE0]);
        scan.extend([0xFF, 0xD9]);
        let content = json!([{ "attachment": { "contentType": "image/jpeg", "data": STANDARD.encode(&scan), "language": "fr", "title": "Sortie 12/03" } }]);
        let document = |number: &str, content: &Value| json!({
            "resourceType": "DocumentReference", "status": "current", "subject": { "reference": "Patient/42" }, "description": "Sortie",
            "date": "2026-03-02T08:00:00Z", "identifier": [{ "system": "urn:oid:1.2.3", "value": number }], "content": content
        });
        let broken = json!([{ "attachment": { "contentType": "application/pdf", "data": STANDARD.encode("%PDF-1.4 broken off") } }]);
        let file = bundle(&nadia(), &[document("1", &content), document("2", &broken)]);
        let preview = read_over(&gp, &person, &file).await;
        let words = preview.words();
        assert!(words.contains("Joint : Sortie 12-03.jpg (9 Mo)"), "{words}");
        assert!(words.contains("Le document est arrivé incomplet") && words.contains("content[0].attachment.data"), "{words}");
        assert_eq!(journalled(&app, "attachment.joined").await, 0, "nothing is kept before somebody says so");
        assert_eq!(take(&gp, &person, &preview, &[]).await.status, 303);
        assert_eq!((entries(&app).await, journalled(&app, "attachment.joined").await), (1, 1));
        assert!(read_over(&gp, &person, &file).await.words().contains("Un élément déjà au dossier"));

        let entry = gp.get(&person).await.attribute("section.area a[href^='/entries/']", "href").expect("an entry");
        let path = gp.get(&entry).await.attribute("a[href*='/files/']", "href").expect("its file");
        assert_eq!(gp.get(&path).await.body, scan);
        assert_eq!(app.sign_in("social_worker").await.get(&path).await.status, 404);
        let out = exported(&gp, &person).await;
        assert_eq!(resources(&out)[0]["content"], content);

        assert_eq!(gp.post(&format!("{path}/remove"), &[]).await.status, 303);
        let out = exported(&gp, &person).await;
        let attachment = &resources(&out)[0]["content"][0]["attachment"];
        assert_eq!(attachment, &json!({ "contentType": "image/jpeg", "language": "fr", "title": "Sortie 12/03" }));
    }
}

on_both! {
    /// Twenty documents on an entry, whichever way they came.
    async fn no_more_documents_than_an_entry_takes(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let data = STANDARD.encode("%PDF-1.4\n1 0 obj\n%%EOF");
        let content = vec![json!({ "attachment": { "contentType": "application/pdf", "data": data } }); 20];
        let document = json!({
            "resourceType": "DocumentReference", "status": "current", "subject": { "reference": "Patient/42" }, "description": "Bilan",
            "date": "2026-03-02T08:00:00Z", "content": content
        });
        let preview = read_over(&gp, &person, &bundle(&nadia(), &[document])).await;
        assert_eq!(take(&gp, &person, &preview, &[]).await.status, 303);
        assert_eq!(journalled(&app, "attachment.joined").await, 20);
        let entry = gp.get(&person).await.attribute("section.area a[href^='/entries/']", "href").expect("an entry");
        let more = gp.upload(&format!("{entry}/files"), "cr.pdf", b"%PDF-1.4\n2 0 obj\n%%EOF").await;
        assert!(more.words().contains("Vingt documents au plus"), "{}", more.words());
        assert_eq!(journalled(&app, "attachment.joined").await, 20);
    }
}

on_both! {
    /// A medicine that stands in the file of its own goes with the treatment that refers to it.
    async fn a_medicine_goes_with_its_treatment(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let treatment = json!({
            "resourceType": "MedicationStatement", "status": "active", "subject": { "reference": "Patient/42" },
            "medicationReference": { "reference": "Medication/7" }
        });
        let medicine = |id: &str| json!({ "resourceType": "Medication", "id": id, "code": { "text": "Lithium" }, "form": { "text": "gélule" } });
        let preview = read_over(&gp, &person, &bundle(&nadia(), &[medicine("7"), treatment, medicine("8")])).await;
        assert!(preview.words().contains("Lithium") && preview.words().contains("Un élément laissé"), "{}", preview.words());
        assert_eq!(take(&gp, &person, &preview, &[]).await.status, 303);
        let out = exported(&gp, &person).await;
        let treatment = resources(&out)[0];
        assert_eq!((&treatment["contained"][0]["form"]["text"], &treatment["medicationReference"]["reference"]), (&json!("gélule"), &json!("#7")));
        assert!(treatment.get("medicationCodeableConcept").is_none(), "{treatment}");
    }
}

on_both! {
    /// What left this record is known when it comes back, and is nobody else's.
    async fn what_left_comes_back(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let entry = write(&gp, &person, "problem", &[("compartment", "somatic"), ("label", "Diabète de type 2"), ("on", "04/05/2026")]).await;
        let out = exported(&gp, &person).await;
        let back = read_over(&gp, &person, &out).await;
        assert!(back.words().contains("Un élément déjà au dossier"), "{}", back.words());

        let other = app.person(app.cast.get("gp").role, "Paul", "Moreau", "1960-01-02").await;
        let other = format!("/persons/{}", app.sealed(other.uuid()));
        let refused = read_over(&gp, &other, &out).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("parle d’une autre personne"), "{}", refused.words());

        // Taken back because it was a mistake, it can be taken again.
        assert_eq!(gp.post(&format!("{entry}/withdraw"), &[("why", "Trop vite")]).await.status, 303);
        let again = read_over(&gp, &person, &out).await;
        assert_eq!(take(&gp, &person, &again, &[]).await.status, 303);
        assert_eq!(entries(&app).await, 2);
    }
}

on_both! {
    /// A file that cannot be read says why, in words that say what to do.
    async fn files_that_cannot_be_read(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let many: Vec<Value> = (0..10_000).map(|at| problem(&at.to_string(), "x")).collect();
        let with = |entry: Value| json!({ "resourceType": "Bundle", "type": "collection", "entry": [entry] }).to_string();
        let of = |patient: Value, resources: &[Value]| bundle(&patient, resources).to_string();
        let somebody = json!({ "resourceType": "Patient", "id": "42", "birthDate": "1960-01-02", "name": [{ "family": "Ferhat", "given": ["Nadia"] }] });
        let mut other = problem("2", "y");
        other["subject"]["reference"] = json!("Patient/43");
        let cases = [
            (String::new(), "Ce fichier est vide"),
            ("{\n\"resourceType\":\n<xml>".to_owned(), "la lecture s’arrête à la ligne 3"),
            ("{\"resourceType\": \"Bundle\", \"type\": \"batch\", \"type\": \"batch\"}".to_owned(), "n’est pas du JSON lisible"),
            ("[]".to_owned(), "n’est pas un « Bundle » FHIR"),
            (problem("1", "x").to_string(), "« Condition » seul"),
            ("{\"resourceType\": \"Bundle\", \"type\": \"document\", \"entry\": [{\"id\": \"a\"}]}".to_owned(), "de type « document »"),
            ("{\"resourceType\": \"Bundle\", \"type\": \"batch\"}".to_owned(), "Ce fichier est vide"),
            (with(json!({ "fullURL": "x" })), "Bundle.entry[0].fullURL"),
            (of(nadia(), &many[..501]), "502 éléments"),
            (of(nadia(), &many), "10 001 éléments"),
            (of(somebody, &[problem("1", "x")]), "parle d’une autre personne"),
            (of(nadia(), &[problem("1", "x"), other]), "parle de plusieurs personnes"),
            ("x".repeat(17 * 1024 * 1024), "dépasse 16 Mo"),
            ("x".repeat(40 * 1024 * 1024), "dépasse 16 Mo"),
        ];
        for (file, expected) in cases {
            let refused = gp.upload(&format!("{person}/record/bundle"), "a.json", file.as_bytes()).await;
            let words = refused.words().replace(['\u{a0}', '\u{202f}'], " ");
            assert_eq!(refused.status, 422, "{expected}: {words}");
            assert!(words.contains(expected), "{expected} in: {words}");
        }
        let refused = gp.in_english().upload(&format!("{person}/record/bundle"), "a.json", b"{").await;
        assert!(refused.words().contains("no JSON that can be read"), "{}", refused.words());
        assert_eq!(entries(&app).await, 0);
    }
}

on_both! {
    /// A file that does not say whom it is about is taken once somebody says that they have checked.
    async fn a_file_that_does_not_say_whom_it_is_about(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let patient = json!({ "resourceType": "Patient", "id": "42", "name": [{ "text": "N. Ferhat" }] });
        let file = bundle(&patient, &[problem("1", "Asthme"), problem("1", "Asthme")]);
        let preview = read_over(&gp, &person, &file).await;
        assert!(preview.words().contains("N. Ferhat") && preview.has("input[name=about]"), "{}", preview.words());
        assert!(preview.words().contains("déjà plus haut dans ce fichier"), "{}", preview.words());
        let refused = take(&gp, &person, &preview, &[]).await;
        assert_eq!((refused.status, entries(&app).await), (422, 0));
        assert!(refused.words().contains("puis cochez cette case") && refused.words().contains("Asthme"), "{}", refused.words());
        assert_eq!(take(&gp, &person, &preview, &[("about", "yes")]).await.status, 303);
        assert_eq!(entries(&app).await, 1);
    }
}

on_both! {
    /// Whoever may not write clinical facts takes none; from whom the person is hidden finds nothing.
    async fn who_may_not(app) {
        let (_, person) = followed(&app).await;
        let paths = [format!("{person}/record/bundle"), format!("{person}/record/bundle/entries")];
        let secretary = app.cast.get("secretary").role;
        let of_structure = app.person(secretary, "Inès", "Caron", "1990-05-06").await;
        let of_structure = format!("/persons/{}", app.sealed(of_structure.uuid()));
        for (persona, person, status) in [("social_worker", &person, 403), ("gp_2", &person, 404), ("secretary", &of_structure, 403)] {
            let browser = app.sign_in(persona).await;
            assert_eq!(browser.get(&format!("{person}/record/bundle")).await.status, status, "{persona}");
            let sent = browser.upload(&format!("{person}/record/bundle"), "a.json", foreign().to_string().as_bytes()).await;
            assert_eq!(sent.status, status, "{persona}");
            let text = foreign().to_string();
            let taken = browser.post(&format!("{person}/record/bundle/entries"), &[("bundle", text.as_str()), ("about", "yes")]).await;
            assert_eq!(taken.status, status, "{persona}");
            let page = browser.get(&format!("{person}/timeline")).await;
            assert!(!page.has("a[href$='/record/bundle']"), "{persona}");
        }
        let secretary = app.sign_in("secretary").await;
        assert_eq!(secretary.get(&format!("{of_structure}/record/fhir")).await.status, 403);
        assert!(!secretary.get(&format!("{of_structure}/timeline")).await.has("a[href$='/record/fhir']"));
        for path in &paths {
            assert_eq!(app.visitor().post(path, &[]).await.status, 401, "signs in first");
        }
        assert_eq!(entries(&app).await, 0);
    }
}

on_both! {
    /// A correction parts an entry from what its source said; a year stays a year until somebody gives a day.
    async fn a_taken_entry_is_corrected_and_ended(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let preview = read_over(&gp, &person, &bundle(&nadia(), &[problem("1", "Asthme")])).await;
        take(&gp, &person, &preview, &[]).await;
        let entry = gp.get(&person).await.attribute("section.area a[href^='/entries/']", "href").expect("an entry");
        let page = gp.get(&entry).await.words();
        assert!(page.contains("Bras gauche") && page.contains("1998") && !page.contains("1er janvier"), "{page}");
        assert_eq!(gp.post(&format!("{entry}/end"), &[("until", "22/11/2026")]).await.status, 303);
        let out = exported(&gp, &person).await;
        let asthma = resources(&out)[0];
        assert_eq!((&asthma["onsetDateTime"], &asthma["abatementDateTime"]), (&json!("1998"), &json!("2026-11-22")));
        assert_eq!(asthma["bodySite"][0]["text"], "Bras gauche");
        let form = [("base", "1"), ("compartment", "somatic"), ("label", "BPCO"), ("on", "01/01/1998"), ("until", "22/11/2026"), ("kept_for", "")];
        let corrected = gp.post(&format!("{entry}/edit"), &form).await;
        assert_eq!(corrected.status, 303, "{}", corrected.words());
        let page = gp.get(&entry).await.words();
        assert!(page.contains("BPCO") && !page.contains("Bras gauche"), "{page}");
        let out = exported(&gp, &person).await;
        let corrected = resources(&out)[0];
        assert!(corrected.get("bodySite").is_none() && corrected["identifier"][1]["value"] == "1", "{corrected}");
    }
}
