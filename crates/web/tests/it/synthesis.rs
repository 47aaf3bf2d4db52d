//! The synthesis of a pathway over HTTP: composed from what the visits wrote, completed and signed by two, frozen.

use care::PersonId;
use care::people::TeamGround;
use testkit::{App, Browser, Seen, on_both};

/// A person whom a psychiatrist, a nurse and a doctor follow, and a pathway of theirs after its visits.
pub(crate) struct Followed {
    pub(crate) id: PersonId,
    pub(crate) person: String,
    pub(crate) pathway: String,
    pub(crate) nurse: Browser,
    pub(crate) doctor: Browser,
}

async fn entry(browser: &Browser, person: &str, sort: &str, fields: &[(&str, &str)]) {
    let form = browser.get(&format!("{person}/entries/new?sort={sort}")).await;
    let id = form.attribute("input[name=entry]", "value").expect("an identifier");
    let usual = [("sort", sort), ("entry", id.as_str())];
    let kept: Vec<_> = [("compartment", "somatic")]
        .into_iter()
        .filter(|(name, _)| fields.iter().all(|(other, _)| other != name))
        .collect();
    let answer = browser.post(&format!("{person}/entries"), &[&usual[..], &kept, fields].concat()).await;
    assert_eq!(answer.status, 303, "{sort}: {}", answer.words());
}

async fn says(browser: &Browser, pathway: &str, step: &str, kind: &str) {
    let answer = browser.post(pathway, &[("kind", kind), ("step", step)]).await;
    assert_eq!(answer.status, 303, "{step} {kind}: {}", answer.words());
}

pub(crate) async fn followed(app: &App) -> Followed {
    let psychiatrist = app.cast.get("psychiatrist").role;
    let person = app.person(psychiatrist, "Nadia", "Ferhat", "1979-03-14").await;
    for persona in ["nurse", "gp_2"] {
        app.joins(person, psychiatrist, persona, TeamGround::ChosenByPerson).await;
    }
    let (id, person) = (person, format!("/persons/{}", app.sealed(person.uuid())));
    let (nurse, doctor) = (app.sign_in("nurse").await, app.sign_in("gp_2").await);
    let list = nurse.get(&format!("{person}/pathways")).await;
    let next = list.attribute("input[name=pathway]", "value").expect("an identifier");
    let form = [("pathway", next.as_str()), ("which", "somatic-network/somatic"), ("telling", "in_person")];
    let begun = nurse.post(&format!("{person}/pathways"), &form).await;
    let pathway = begun.location().split('?').next().expect("an address").to_owned();
    entry(&nurse, &person, "problem", &[("label", "Diabète de type 2"), ("on", "04/03/2019")]).await;
    entry(&doctor, &person, "treatment", &[("label", "Metformine"), ("dosage", "500 mg")]).await;
    entry(&doctor, &person, "measurement", &[("choice", "blood_pressure"), ("value", "152/94")]).await;
    let kept = [("label", "Secret du psychiatre"), ("compartment", "psychiatric")];
    entry(&app.sign_in("psychiatrist").await, &person, "problem", &kept).await;
    Followed { id, person, pathway, nurse, doctor }
}

impl Followed {
    pub(crate) async fn visits(&self) {
        for visit in ["visit-1", "visit-2", "visit-3"] {
            says(&self.nurse, &self.pathway, visit, "holding").await;
        }
    }

    /// Composes it; the address of the synthesis.
    async fn composed(&self) -> String {
        let form = [("step", "synthesis")];
        let answer = self.nurse.post(&format!("{}/synthesis", self.pathway), &form).await;
        assert_eq!(answer.status, 303, "{}", answer.words());
        answer.location().trim_end_matches("/text").to_owned()
    }
}

/// A synthesis of theirs, completed and signed by both.
pub(crate) async fn synthesised(it: &Followed) {
    it.visits().await;
    let synthesis = it.composed().await;
    let plan = [("plan", "Revoir la tension à un mois."), ("person", "Votre tension est un peu haute.")];
    assert_eq!(complete(&it.nurse, &synthesis, &plan).await.status, 303);
    for signer in [&it.nurse, &it.doctor] {
        assert_eq!(sign(signer, &synthesis).await.status, 303);
    }
}

/// The fields of the form of the text as they stand.
fn fields(page: &Seen) -> Vec<(String, String)> {
    let names = ["reason", "history", "treatments", "allergies", "examination", "prevention", "situation"];
    let mut all: Vec<(String, String)> = names
        .into_iter()
        .chain(["circle", "plan", "person"])
        .map(|name| (name.to_owned(), page.all(&format!("textarea[name={name}]")).join("\n")))
        .collect();
    all.push(("base".to_owned(), page.attribute("input[name=base]", "value").expect("a base")));
    all
}

async fn complete(browser: &Browser, synthesis: &str, more: &[(&str, &str)]) -> Seen {
    let page = browser.get(&format!("{synthesis}/text")).await;
    let mut all = fields(&page);
    for (name, text) in more {
        all.retain(|(known, _)| known != name);
        all.push(((*name).to_owned(), (*text).to_owned()));
    }
    let all: Vec<(&str, &str)> = all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    browser.post(&format!("{synthesis}/text"), &all).await
}

async fn sign(browser: &Browser, synthesis: &str) -> Seen {
    let page = browser.get(synthesis).await;
    let version = page.attribute("form input[name=version]", "value").expect("they may sign");
    browser.post(&format!("{synthesis}/signature"), &[("version", &version)]).await
}

on_both! {
    /// Composed from the record, completed by the nurse, signed by both; the letters, the document, the step, who is told.
    async fn from_the_visits_to_the_letters(app) {
        let it = followed(&app).await;
        it.visits().await;
        let synthesis = it.composed().await;
        assert_eq!(it.composed().await, synthesis, "composed twice, there is one");
        let text = it.nurse.get(&format!("{synthesis}/text")).await;
        for expected in ["Diabète de type 2 (4 mars 2019)", "Metformine, 500 mg", "152/94", "Circuit commencé le"] {
            assert!(text.words().contains(expected), "{expected}: {}", text.words());
        }
        assert!(!text.text().contains("Secret du psychiatre"), "what is psychiatric is not taken over");

        let bare = it.doctor.get(&synthesis).await;
        let version = bare.attribute("form input[name=version]", "value").expect("they may sign");
        let early = it.doctor.post(&format!("{synthesis}/signature"), &[("version", &version)]).await;
        assert_eq!(early.status, 422, "nothing is proposed to the doctor yet: {}", early.words());
        let plan = [("plan", "Revoir la tension à un mois."), ("person", "Votre tension est un peu haute.")];
        assert_eq!(complete(&it.nurse, &synthesis, &plan).await.status, 303);
        assert_eq!(sign(&it.nurse, &synthesis).await.status, 303);
        let waits = it.doctor.get(&synthesis).await.words();
        assert!(waits.contains("Attend la signature : médecin généraliste"), "{waits}");
        assert!(it.doctor.get("/").await.words().contains("Une synthèse attend votre signature"));
        assert_eq!(it.nurse.get(&format!("{synthesis}/letter")).await.status, 404, "nothing left");

        assert_eq!(sign(&it.doctor, &synthesis).await.status, 303);
        let signed = it.nurse.get(&synthesis).await;
        assert!(signed.words().contains("Signée") && !signed.has("input[name=version]"), "{}", signed.words());
        for letter in ["letter", "letter-for-the-person"] {
            let pdf = it.doctor.get(&format!("{synthesis}/{letter}")).await;
            assert_eq!(pdf.status, 200);
            let words = testkit::readable(&pdf);
            let told = words.contains("Votre tension est un peu haute.");
            assert_eq!(told, letter == "letter-for-the-person", "{letter}: {words}");
            assert_eq!(words.contains("Revoir la tension à un mois."), letter == "letter", "{letter}: {words}");
            assert!(words.contains("Mathieu Girard"), "{words}");
        }
        let pathway = it.nurse.get(&it.pathway).await.words();
        assert!(pathway.contains("À faire maintenant : Relais"), "its step is done: {pathway}");
        let psychiatrist = app.sign_in("psychiatrist").await;
        assert!(psychiatrist.get("/").await.words().contains("Une synthèse est signée"));
        assert_eq!(psychiatrist.get(&synthesis).await.status, 200);
        let timeline = psychiatrist.get(&format!("{}/timeline", it.person)).await;
        assert!(timeline.words().contains("Synthèse signée") && timeline.has(&format!("a[href='{synthesis}']")));
        let late = it.nurse.post(&format!("{synthesis}/text"), &[("plan", "Autre chose."), ("base", "3")]).await;
        assert_eq!(late.status, 409, "it is frozen");
        assert!(late.text().contains("Autre chose."), "nothing typed is lost: {}", late.words());
    }
}

on_both! {
    /// The document for other programs: its Composition first, whom it is about, who signed, every part; nothing that is not.
    async fn the_document(app) {
        let it = followed(&app).await;
        it.visits().await;
        let synthesis = it.composed().await;
        let plan = [("plan", "Revoir <la tension> & le reste.\n- à un mois"), ("person", "Tout va bien.")];
        assert_eq!(complete(&it.nurse, &synthesis, &plan).await.status, 303);
        assert_eq!(it.nurse.get(&format!("{synthesis}/fhir")).await.status, 404, "nothing is signed");
        for browser in [&it.nurse, &it.doctor] {
            assert_eq!(sign(browser, &synthesis).await.status, 303);
        }
        let answer = it.doctor.get(&format!("{synthesis}/fhir")).await;
        let again = it.nurse.get(&format!("{synthesis}/fhir")).await;
        assert_eq!(answer.text(), again.text(), "it is the same whenever it is asked for");
        let bundle: serde_json::Value = serde_json::from_str(&answer.text()).expect("JSON");
        assert_eq!(bundle["type"], "document");
        let entries = bundle["entry"].as_array().expect("entries");
        let composition = &entries[0]["resource"];
        assert_eq!(composition["resourceType"], "Composition");
        assert_eq!(composition["status"], "final");
        assert_eq!(composition["type"]["coding"][0]["code"], "60591-5");
        let known: Vec<&str> = entries.iter().filter_map(|it| it["fullUrl"].as_str()).collect();
        let mut references = vec![&composition["subject"]["reference"]];
        references.extend(composition["author"].as_array().expect("authors").iter().map(|it| &it["reference"]));
        let attesters = composition["attester"].as_array().expect("attesters");
        assert_eq!(attesters.len(), 2, "both vouch for it");
        references.extend(attesters.iter().map(|it| &it["party"]["reference"]));
        for reference in references {
            assert!(known.contains(&reference.as_str().expect("a reference")), "{reference} is in the Bundle");
        }
        let patient = entries.iter().find(|it| it["resource"]["resourceType"] == "Patient").expect("a patient");
        assert_eq!(patient["resource"]["birthDate"], "1979-03-14");
        let sections = composition["section"].as_array().expect("sections");
        let plan = sections.iter().find(|it| it["code"]["coding"][0]["code"] == "18776-5").expect("a plan");
        let expected = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Revoir &lt;la tension&gt; &amp; le reste.</p>\
                        <ul><li>à un mois</li></ul></div>";
        assert_eq!(plan["text"]["div"], expected);
        let typed: fhir::Composition = fhir::read("Composition", without_type(composition)).expect("R4");
        assert_eq!(typed.section.len(), sections.len());
    }
}

fn without_type(resource: &serde_json::Value) -> serde_json::Value {
    let mut resource = resource.clone();
    resource.as_object_mut().expect("an object").remove("resourceType");
    resource
}

on_both! {
    /// Two write at once: the second sees both versions and loses nothing; a change asks for new signatures; a text is signed as
    /// it was read, before its turn by nobody.
    async fn two_at_once(app) {
        let it = followed(&app).await;
        let synthesis = it.composed().await;
        let first = fields(&it.doctor.get(&format!("{synthesis}/text")).await);
        let words = [("plan", "Le plan de l’infirmier."), ("person", "Mots de l’infirmier.")];
        assert_eq!(complete(&it.nurse, &synthesis, &words).await.status, 303);
        let mut theirs = first.clone();
        for (name, text) in &mut theirs {
            if name == "plan" {
                "Le plan du médecin.".clone_into(text);
            }
        }
        let typed: Vec<(&str, &str)> = theirs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let late = it.doctor.post(&format!("{synthesis}/text"), &typed).await;
        assert_eq!(late.status, 409);
        for expected in ["Le plan de l’infirmier.", "Le plan du médecin.", "Mathieu Girard"] {
            assert!(late.text().contains(expected), "{expected}: {}", late.words());
        }
        let kept = it.doctor.get(&format!("{synthesis}/text")).await;
        assert!(kept.text().contains("Le plan du médecin."), "what was typed is kept as a draft");
        assert_eq!(complete(&it.doctor, &synthesis, &[]).await.status, 303, "both were seen: it may stand");

        let page = it.nurse.get(&synthesis).await;
        let version = page.attribute("form input[name=version]", "value").expect("a version");
        let more = [("situation", "Vit seule."), ("person", "Mots de l’infirmier.")];
        assert_eq!(complete(&it.doctor, &synthesis, &more).await.status, 303);
        let stale = it.nurse.post(&format!("{synthesis}/signature"), &[("version", &version)]).await;
        assert_eq!(stale.status, 409, "signed as it was read: {}", stale.words());
        assert_eq!(sign(&it.nurse, &synthesis).await.status, 303);
        assert_eq!(complete(&it.doctor, &synthesis, &[("allergies", "Aucune connue.")]).await.status, 303);
        let again = it.nurse.get(&synthesis).await;
        assert!(again.has("form input[name=version]"), "another text: their signature is asked for again");
        assert_eq!(sign(&it.nurse, &synthesis).await.status, 303);
        let psychiatrist = app.sign_in("psychiatrist").await;
        let other = psychiatrist.get(&synthesis).await;
        assert!(!other.has("form input[name=version]"), "no psychiatrist signs here");
        let version = it.doctor.get(&synthesis).await.attribute("form input[name=version]", "value");
        let version = version.expect("theirs is missing");
        let forced = psychiatrist.post(&format!("{synthesis}/signature"), &[("version", &version)]).await;
        assert_eq!(forced.status, 403);
        assert_eq!(sign(&it.doctor, &synthesis).await.status, 409, "the visits have not taken place");
        assert!(!it.nurse.get(&synthesis).await.words().contains("Lettre au médecin (PDF)"));
        it.visits().await;
        assert_eq!(sign(&it.doctor, &synthesis).await.status, 303);
    }
}

on_both! {
    /// Given up: its text stays in its history, and another may be composed. Too long a text is told at its field.
    async fn given_up_and_bad_input(app) {
        let it = followed(&app).await;
        it.visits().await;
        let synthesis = it.composed().await;
        let long = "a".repeat(50_001);
        let refused = complete(&it.nurse, &synthesis, &[("plan", &long), ("person", "Gardé.")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Gardé."), "nothing typed is lost");
        assert_eq!(it.nurse.post(&format!("{synthesis}/drop"), &[]).await.status, 303);
        assert_eq!(it.nurse.post(&format!("{synthesis}/drop"), &[]).await.status, 303, "twice is once");
        assert!(it.nurse.get(&synthesis).await.words().contains("Abandonnée"));
        let other = it.composed().await;
        assert_ne!(other, synthesis);
        let nowhere = it.nurse.post(&format!("{}/synthesis", it.pathway), &[("step", "visit-1")]).await;
        assert_eq!(nowhere.status, 404, "a visit is no document");
    }
}

on_both! {
    /// Who does not read the somatic part learns of no synthesis, by no address; what the person reads of it stands on their page.
    async fn hidden(app) {
        let it = followed(&app).await;
        it.visits().await;
        let synthesis = it.composed().await;
        let words = [("plan", "Canari-plan."), ("person", "Votre tension est un peu haute.")];
        assert_eq!(complete(&it.nurse, &synthesis, &words).await.status, 303);
        for browser in [&it.nurse, &it.doctor] {
            assert_eq!(sign(browser, &synthesis).await.status, 303);
        }
        for persona in ["gp", "coordinator", "social_worker", "secretary", "admin", "dpo"] {
            let other = app.sign_in(persona).await;
            for under in ["", "/text", "/letter", "/letter-for-the-person", "/fhir"] {
                assert_eq!(other.get(&format!("{synthesis}{under}")).await.status, 404, "{persona} {under}");
            }
            let form = [("version", "1")];
            assert_eq!(other.post(&format!("{synthesis}/signature"), &form).await.status, 404, "{persona}");
            let pathway = other.get(&it.pathway).await;
            assert!(!pathway.has(&format!("a[href='{synthesis}']")), "{persona}");
        }
        let own = app.own_page("psychiatrist", it.id).await.get("/own").await;
        assert!(own.words().contains("Votre tension est un peu haute."), "{}", own.words());
        assert!(!own.words().contains("Canari-plan."), "the letter to the doctor is not theirs to read here");
    }
}
