//! Between a questionnaire and the record: what is known is filled in, what was measured is written beside it, and it leaves with
//! the other facts.

use serde_json::Value;
use testkit::{App, Browser, Seen, on_both};

const SOMATIC: &str = "https://maillage.example/fhir/Questionnaire/somatic-assessment|1.0.0";

async fn followed(app: &App) -> String {
    app.followed_by(&["nurse", "psychiatrist_3", "social_worker"]).await.1
}

/// Writes a measurement by hand.
async fn measures(browser: &Browser, person: &str, fields: &[(&str, &str)]) {
    let form = browser.get(&format!("{person}/entries/new?sort=measurement")).await;
    let entry = form.attribute("input[name=entry]", "value").expect("the form has its identifier");
    let fixed = [("sort", "measurement"), ("entry", entry.as_str()), ("compartment", "somatic")];
    let written = browser.post(&format!("{person}/entries"), &[&fixed, fields].concat()).await;
    assert_eq!(written.status, 303, "{}", written.words());
}

/// Begins the somatic assessment; answers its address.
async fn begun(browser: &Browser, person: &str) -> String {
    let begun = browser.post(&format!("{person}/assessments"), &[("questionnaire", SOMATIC)]).await;
    assert_eq!(begun.status, 303, "{}", begun.words());
    begun.location()
}

/// Sends a page as its form would.
async fn sends(browser: &Browser, form: &str, page: &str, fields: &[(&str, &str)]) -> Seen {
    let shown = browser.get(&format!("{form}?page={page}")).await;
    let version = shown.attribute("input[name=version]", "value").unwrap_or_default();
    browser.post(form, &[&[("page", page), ("version", version.as_str())], fields].concat()).await
}

fn value(page: &Seen, item: &str) -> String {
    page.attribute(&format!("input[name='q.examination.0.{item}.0']"), "value").unwrap_or_default()
}

async fn measurements(browser: &Browser, person: &str) -> Vec<String> {
    browser.get(&format!("{person}/timeline?sort=measurement")).await.all(".trame > li")
}

on_both! {
    /// A nurse begins the somatic assessment: what was measured lately stands there; what she measures is in the record, once,
    /// and what she left as it was is no new measurement.
    async fn what_the_record_knows(app) {
        let person = followed(&app).await;
        let nurse = app.sign_in("nurse").await;
        measures(&nurse, &person, &[("choice", "weight"), ("value", "96,5"), ("on", "01/10/2026")]).await;
        measures(&nurse, &person, &[("choice", "height"), ("value", "165"), ("on", "01/06/2020")]).await;
        measures(&nurse, &person, &[("choice", "blood_pressure"), ("value", "128/82"), ("on", "10/11/2026")]).await;
        let form = begun(&nurse, &person).await;
        let page = nurse.get(&format!("{form}?page=2")).await;
        assert!(page.words().contains("Du dossier : Poids, Pression artérielle systolique"), "{}", page.words());
        let read = ["weight", "height", "systolic", "diastolic"].map(|item| value(&page, item));
        assert_eq!(read, ["96,5", "", "128", "82"], "a height of six years ago is asked anew");

        let measured = [
            ("q.examination.0.weight.0", "97,5"),
            ("q.examination.0.height.0", "165"),
            ("q.examination.0.systolic.0", "128"),
            ("q.examination.0.diastolic.0", "82"),
            ("go", "next"),
        ];
        assert_eq!(sends(&nurse, &form, "2", &measured).await.status, 303);
        let done = [
            ("q.conclusion.0.problems.0", "Prise de poids."),
            ("kept_for", ""),
            ("compartment", "somatic"),
            ("go", "done"),
        ];
        let kept = sends(&nurse, &form, "9", &done).await;
        assert_eq!(kept.status, 303, "{}", kept.words());
        let entry = kept.location().split('?').next().expect("an entry").to_owned();
        let words = nurse.get(&entry).await.words();
        assert!(words.contains("Prise de poids.") && words.contains("97,5"), "{words}");
        let all = measurements(&nurse, &person).await;
        assert_eq!(all.len(), 5, "a weight and a height, and no pressure: {all:?}");
        assert!(all.iter().any(|it| it.contains("97,5")), "{all:?}");

        // What leaves says both.
        let file = nurse.get(&format!("{person}/record/fhir")).await;
        let bundle: Value = serde_json::from_str(&file.text()).expect("JSON");
        let of = |kind: &str| -> Vec<Value> {
            let all = bundle["entry"].as_array().expect("entries").iter().map(|it| it["resource"].clone());
            all.filter(|it| it["resourceType"] == kind).collect()
        };
        let [response] = &of("QuestionnaireResponse")[..] else { panic!("one response: {bundle}") };
        assert_eq!(response["questionnaire"], SOMATIC);
        assert_eq!(response["status"], "completed");
        assert!(response["subject"]["reference"].is_string() && response["identifier"]["value"].is_string(), "{response}");
        assert!(response["authored"].is_string() && response["author"]["display"].is_string(), "{response}");
        assert_eq!(of("Observation").len(), 5);
    }
}

/// Writes a problem or a treatment into the somatic part.
async fn writes(browser: &Browser, person: &str, sort: &str, fields: &[(&str, &str)]) {
    let form = browser.get(&format!("{person}/entries/new?sort={sort}")).await;
    let entry = form.attribute("input[name=entry]", "value").expect("the form has its identifier");
    let fixed = [("sort", sort), ("entry", entry.as_str()), ("compartment", "somatic")];
    let written = browser.post(&format!("{person}/entries"), &[&fixed, fields].concat()).await;
    assert_eq!(written.status, 303, "{}", written.words());
}

on_both! {
    /// Treatments and problems that run stand in the assessment when it begins, and not what is over or kept for somebody; a problem
    /// that is answered and that the record did not hold goes into it, once, and is taken back with the assessment.
    async fn what_they_have_and_take(app) {
        let person = followed(&app).await;
        let nurse = app.sign_in("nurse").await;
        writes(&nurse, &person, "treatment", &[("label", "Metformine"), ("dosage", "500 mg, 1,5 comprimé")]).await;
        writes(&nurse, &person, "treatment", &[("label", "Amoxicilline"), ("on", "01/03/2026"), ("until", "08/03/2026")]).await;
        writes(&nurse, &person, "problem", &[("label", "Hypertension artérielle"), ("icd10", "I10"), ("on", "04/03/2019")]).await;
        writes(&nurse, &person, "problem", &[("label", "Pour moi seul"), ("icd10", "E78.0"), ("kept_for", "named")]).await;
        let form = begun(&nurse, &person).await;
        let history = nurse.get(&format!("{form}?page=1")).await;
        let told = |item: &str| history.first(&format!("textarea[name='q.history.0.{item}.0']"));
        assert_eq!(told("treatments"), "Metformine, 500 mg, 1,5 comprimé");
        assert_eq!(told("history-medical"), "Hypertension artérielle (2019)");
        assert!(history.words().contains("Du dossier"), "{}", history.words());
        let heart = nurse.get(&format!("{form}?page=4")).await;
        let checked = |item: &str| heart.has(&format!("input[name='q.heart.0.{item}.0'][value=true][checked]"));
        assert!(checked("risk-hypertension") && !checked("risk-diabetes") && !checked("risk-lipids"), "{}", heart.words());

        // One line is left as it came: it goes nowhere wider, whatever was added.
        let more = [("q.history.0.treatments.0", "Metformine, 500 mg, 1,5 comprimé\nParacétamol parfois"), ("go", "next")];
        assert_eq!(sends(&nurse, &form, "1", &more).await.status, 303);
        let risks = [("q.heart.0.risk-hypertension.0", "true"), ("q.heart.0.risk-diabetes.0", "true"), ("go", "next")];
        let sent = sends(&nurse, &form, "4", &risks).await;
        assert_eq!(sent.status, 303, "{}", sent.words());
        let done = |compartment: &'static str| {
            [("q.conclusion.0.problems.0", "À revoir."), ("kept_for", ""), ("compartment", compartment), ("go", "done")]
        };
        let wider = sends(&nurse, &form, "9", &done("coordination")).await;
        assert!(wider.status == 422 && wider.words().contains("Des réponses viennent du volet somatique"), "{}", wider.words());
        let kept = sends(&nurse, &form, "9", &done("somatic")).await;
        assert_eq!(kept.status, 303, "{}", kept.words());
        let entry = kept.location().split('?').next().expect("an entry").to_owned();
        let problems = async || nurse.get(&format!("{person}/timeline?sort=problem")).await.all(".trame > li");
        let all = problems().await;
        assert!(all.len() == 3 && all.iter().any(|it| it.contains("Diabète") && it.contains("E14")), "{all:?}");
        assert_eq!(all.iter().filter(|it| it.contains("Hypertension")).count(), 1, "it was there: {all:?}");
        let slip = nurse.post(&format!("{entry}/withdraw"), &[("why", "Erreur de personne")]).await;
        assert_eq!(slip.status, 303, "{}", slip.words());
        let left = problems().await;
        let diabetes = left.iter().find(|it| it.contains("Diabète"));
        assert!(diabetes.is_none_or(|it| it.contains("Annulé")), "it is taken back with it: {left:?}");
    }
}

on_both! {
    /// One number of a pressure that is new makes a new pressure; a slip is refused where it stands; what came from the somatic part
    /// stays there; whoever takes the questionnaire back takes its measurements back.
    async fn what_goes_back(app) {
        let person = followed(&app).await;
        let nurse = app.sign_in("nurse").await;
        measures(&nurse, &person, &[("choice", "weight"), ("value", "96,5"), ("on", "01/10/2026")]).await;
        measures(&nurse, &person, &[("choice", "blood_pressure"), ("value", "128/82"), ("on", "10/11/2026")]).await;
        let form = begun(&nurse, &person).await;
        let answers = |systolic: &'static str| {
            [
                ("q.examination.0.weight.0", "96.5"),
                ("q.examination.0.systolic.0", systolic),
                ("q.examination.0.diastolic.0", "82"),
                ("go", "next"),
            ]
        };
        let done = |compartment: &'static str| {
            [("q.conclusion.0.problems.0", "Rien."), ("kept_for", ""), ("compartment", compartment), ("go", "done")]
        };
        assert_eq!(sends(&nurse, &form, "2", &answers("75")).await.status, 303);
        let slip = sends(&nurse, &form, "9", &done("somatic")).await;
        assert_eq!(slip.status, 422, "{}", slip.words());
        let page = nurse.get(&format!("{form}?page=2")).await;
        assert_eq!(value(&page, "systolic"), "75", "nothing typed is lost");
        assert_eq!(sends(&nurse, &form, "2", &answers("145")).await.status, 303);
        let wider = sends(&nurse, &form, "9", &done("coordination")).await;
        assert_eq!(wider.status, 422, "{}", wider.words());
        assert!(wider.words().contains("Des réponses viennent du volet somatique"), "{}", wider.words());
        let kept = sends(&nurse, &form, "9", &done("somatic")).await;
        assert_eq!(kept.status, 303, "{}", kept.words());
        let all = measurements(&nurse, &person).await;
        assert!(all.len() == 3 && all.iter().any(|it| it.contains("145/82")), "{all:?}");

        let entry = kept.location().split('?').next().expect("an entry").to_owned();
        assert_eq!(nurse.post(&format!("{entry}/withdraw"), &[("why", "Une autre personne")]).await.status, 303);
        let all = measurements(&nurse, &person).await;
        assert!(all.iter().any(|it| it.contains("145/82") && it.contains("Annulé")), "{all:?}");
        let file: Value = serde_json::from_str(&nurse.get(&format!("{person}/record/fhir")).await.text()).expect("JSON");
        let stand = file["entry"].as_array().expect("entries").iter().map(|it| &it["resource"]);
        let stand = stand.filter(|it| it["resourceType"] == "Observation" && it["status"] != "entered-in-error");
        assert_eq!(stand.count(), 2, "those that were there before");
    }
}

on_both! {
    /// What is closed to an author fills in nothing; what they keep for those whom they name is written nowhere else.
    async fn what_is_closed_is_not_known(app) {
        let person = followed(&app).await;
        let nurse = app.sign_in("nurse").await;
        measures(&nurse, &person, &[("choice", "weight"), ("value", "96"), ("kept_for", "named")]).await;
        let psychiatrist = app.sign_in("psychiatrist_3").await;
        let form = begun(&psychiatrist, &person).await;
        let page = psychiatrist.get(&format!("{form}?page=2")).await;
        assert_eq!(value(&page, "weight"), "", "{}", page.words());
        assert!(!page.words().contains("Du dossier"), "{}", page.words());

        let awa = app.sign_in("social_worker").await;
        let form = begun(&awa, &person).await;
        assert_eq!(sends(&awa, &form, "2", &[("q.examination.0.weight.0", "80"), ("go", "next")]).await.status, 303);
        let done = [("q.conclusion.0.problems.0", "Vue."), ("kept_for", ""), ("compartment", "social"), ("go", "done")];
        assert_eq!(sends(&awa, &form, "9", &done).await.status, 303);
        let seen = measurements(&app.sign_in("gp").await, &person).await;
        assert!(seen.is_empty(), "she writes no measurement: {seen:?}");
    }
}
