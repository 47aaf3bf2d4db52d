//! Questionnaires over HTTP: filled page by page and on another device, refused with what is missing, kept where their author
//! says, read by those to whom that is open.

use care::PersonId;
use testkit::{App, Browser, Seen, on_both};

const PHQ9: &str = "https://maillage.example/fhir/Questionnaire/phq-9|1.0.0";
const EPICES: &str = "https://maillage.example/fhir/Questionnaire/epices|1.0.0";

/// A person of the GP's, with a nurse, a psychiatrist and a social worker around them; and their page.
async fn followed(app: &App) -> (PersonId, String) {
    app.followed_by(&["nurse", "psychiatrist_3", "social_worker"]).await
}

/// Begins a questionnaire; answers its address.
async fn begun(browser: &Browser, person: &str, questionnaire: &str) -> String {
    let begun = browser.post(&format!("{person}/assessments"), &[("questionnaire", questionnaire)]).await;
    assert_eq!(begun.status, 303, "{}", begun.words());
    begun.location()
}

/// The value of a choice, by the words beside it.
fn choice(page: &Seen, field: &str, words: &str) -> String {
    let labels = page.all(&format!("label:has(input[name='{field}'])"));
    let at = labels.iter().position(|it| it == words).unwrap_or_else(|| panic!("{words} in {labels:?}"));
    let text = page.text();
    let before = format!("name=\"{field}\" value=\"");
    let values = text.split(&before).skip(1);
    values.map(|rest| rest.split('"').next().expect("a value").to_owned()).nth(at).expect("as many values")
}

fn phq9(number: usize) -> String {
    format!("q.phq9.0.phq9-{number}.0")
}

/// The answers to the first questions of the PHQ-9, by the words of each choice.
fn answers(page: &Seen, words: &[&str]) -> Vec<(String, String)> {
    let answer = |(at, words): (usize, &&str)| {
        let field = phq9(at + 1);
        let value = choice(page, &field, words);
        (field, value)
    };
    words.iter().enumerate().map(answer).collect()
}

/// Sends a page of a questionnaire as its form would: with the version that it was shown with.
async fn sent(browser: &Browser, form: &str, answers: &[(String, String)], more: &[(&str, &str)]) -> Seen {
    let page = browser.get(form).await;
    let version = page.attribute("input[name=version]", "value").unwrap_or_default();
    let fixed = [("page", "1"), ("version", version.as_str()), ("kept_for", "")];
    let answers = answers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<_> = fixed.into_iter().chain(answers).chain(more.iter().copied()).collect();
    browser.post(form, &fields).await
}

/// What is asked of whoever answers the ninth question otherwise than by « jamais ».
const ALERT: &str = "Le 3114 répond jour et nuit";

const NINE: [&str; 9] = [
    "Plusieurs jours",
    "Presque tous les jours",
    "Plus de la moitié des jours",
    "Plus de la moitié des jours",
    "Plusieurs jours",
    "Plus de la moitié des jours",
    "Plusieurs jours",
    "Jamais",
    "Jamais",
];

on_both! {
    /// Begun at the practice, gone on with elsewhere, refused while something is missing, then an entry with its total.
    async fn filled_and_put_in_the_record(app) {
        let (_, person) = followed(&app).await;
        let nurse = app.sign_in("nurse").await;
        let list = nurse.get(&format!("{person}/assessments")).await.words();
        assert!(list.contains("Aucun questionnaire au dossier") && list.contains("EPICES"), "{list}");
        let form = begun(&nurse, &person, PHQ9).await;
        let page = nurse.get(&form).await;
        assert_eq!(page.first("h1"), "PHQ-9 : symptômes dépressifs");
        assert!(page.words().contains("encore 9 réponses") && page.words().contains("Lu par :"), "{}", page.words());
        let some = answers(&page, &NINE[..4]);
        assert_eq!(sent(&nurse, &form, &some, &[("go", "stay")]).await.status, 303);

        // On another device.
        let elsewhere = app.sign_in("nurse").await;
        let list = elsewhere.get(&format!("{person}/assessments")).await;
        assert!(list.has(&format!("a[href='{form}']")), "{}", list.words());
        assert_eq!(begun(&elsewhere, &person, PHQ9).await, form, "what was begun is gone on with");
        let again = elsewhere.get(&form).await;
        assert!(again.words().contains("encore 5 réponses"), "{}", again.words());
        let kept = format!("input[name='{}'][value='{}'][checked]", some[0].0, some[0].1);
        assert!(again.has(&kept), "what was answered stands there");

        let early = sent(&elsewhere, &form, &some, &[("go", "done"), ("compartment", "psychiatric")]).await;
        assert_eq!(early.status, 422);
        assert!(early.words().contains("Répondez à cette question."), "{}", early.words());
        assert!(early.has(&kept), "nothing is lost");
        let all = answers(&again, &NINE);
        let nowhere = sent(&elsewhere, &form, &all, &[("go", "done")]).await;
        assert_eq!(nowhere.status, 422, "it is not said where it stands");

        let done = sent(&elsewhere, &form, &all, &[("go", "done"), ("compartment", "psychiatric")]).await;
        assert_eq!(done.status, 303, "{}", done.words());
        let entry = done.location().split('?').next().expect("an address").to_owned();
        let read = elsewhere.get(&entry).await;
        assert_eq!(read.first("h1"), "PHQ-9 : symptômes dépressifs, 12 (symptômes modérés)");
        for expected in ["Tristesse, découragement ou désespoir", "Presque tous les jours", "Score PHQ-9"] {
            assert!(read.words().contains(expected), "{expected} in {}", read.words());
        }
        assert!(!read.has(&format!("a[href='{entry}/edit']")), "it is not corrected");

        // Sent twice it is written once, and its address leads to what it became.
        let twice = sent(&elsewhere, &form, &all, &[("go", "done"), ("compartment", "psychiatric")]).await;
        assert!(twice.location().starts_with(&entry), "{}", twice.location());
        assert_eq!(nurse.get(&form).await.location(), entry);
        let list = nurse.get(&format!("{person}/assessments")).await;
        assert!(list.has(&format!("a[href='{entry}']")) && !list.has(&format!("a[href='{form}']")));
        assert!(nurse.get(&format!("{person}/timeline")).await.has(&format!("a[href='{entry}']")));

        let psychiatrist = app.sign_in("psychiatrist_3").await;
        assert_eq!(psychiatrist.get(&entry).await.status, 200);
        let awa = app.sign_in("social_worker").await;
        assert_eq!(awa.get(&entry).await.status, 404);
        let list = awa.get(&format!("{person}/assessments")).await;
        assert!(!list.words().contains("symptômes dépressifs, 12"), "{}", list.words());
    }
}

on_both! {
    /// What hangs on an answer is asked when it is given: at once with a script, by a button without.
    async fn questions_follow_the_answers(app) {
        let (_, person) = followed(&app).await;
        let psychiatrist = app.sign_in("psychiatrist_3").await;
        let form = begun(&psychiatrist, &person, PHQ9).await;
        let page = psychiatrist.get(&form).await;
        assert!(!page.words().contains(ALERT));
        let field = phq9(9);
        let often = choice(&page, &field, "Plusieurs jours");
        let fields = [("page", "1"), ("version", "1"), (field.as_str(), often.as_str())];
        let asked = psychiatrist.post(&format!("{form}/asked"), &fields).await;
        assert!(asked.status == 200 && asked.text().contains(ALERT), "{}", asked.text());
        assert!(!psychiatrist.get(&form).await.words().contains(ALERT), "nothing was kept");
        sent(&psychiatrist, &form, &[(field.clone(), often)], &[("go", "stay")]).await;
        assert!(psychiatrist.get(&form).await.words().contains(ALERT));
    }
}

on_both! {
    /// The button pressed twice at once writes one entry; what saves itself afterwards begins nothing again.
    async fn pressed_twice_at_once(app) {
        let (_, person) = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let form = begun(&awa, &person, EPICES).await;
        let yes: Vec<_> = (1..=11).map(|at| (format!("q.epices.0.epices-{at}.0"), "true".to_owned())).collect();
        let go = [("go", "done"), ("compartment", "social")];
        let (one, other) = tokio::join!(sent(&awa, &form, &yes, &go), sent(&awa, &form, &yes, &go));
        let address = |answer: &Seen| answer.location().split('?').next().expect("an address").to_owned();
        assert_eq!(address(&one), address(&other));
        let list = awa.get(&format!("{person}/assessments")).await;
        assert_eq!(list.all(".lines a[href^='/entries/']").len(), 1, "{}", list.words());
        let late = awa.post(&format!("{form}/draft"), &[("page", "1"), ("version", "2"), ("q.epices.0.epices-1.0", "false")]).await;
        assert_eq!(late.status, 404);
        assert!(!awa.get(&format!("{person}/assessments")).await.words().contains("Commencés"));
    }
}

on_both! {
    /// What is begun is its author's alone, until they give it up.
    async fn begun_by_one_alone(app) {
        let (_, person) = followed(&app).await;
        let nurse = app.sign_in("nurse").await;
        let form = begun(&nurse, &person, EPICES).await;
        let yes: Vec<_> = (1..=11).map(|at| (format!("q.epices.0.epices-{at}.0"), "true".to_owned())).collect();
        sent(&nurse, &form, &yes, &[("go", "stay")]).await;
        for other in ["gp", "psychiatrist_3", "social_worker", "admin"] {
            let other = app.sign_in(other).await;
            assert_eq!(other.get(&form).await.status, 404);
            for act in ["", "/draft", "/asked", "/drop"] {
                assert_eq!(other.post(&format!("{form}{act}"), &[("page", "1")]).await.status, 404, "{act}");
            }
        }
        let dropped = nurse.post(&format!("{form}/drop"), &[]).await;
        assert_eq!(dropped.location(), format!("{person}/assessments"));
        assert_eq!(nurse.get(&form).await.status, 404);
        let list = nurse.get(&dropped.location()).await;
        assert!(!list.words().contains("Commencés"), "{}", list.words());

        let nobody = nurse.post(&format!("{person}/assessments"), &[("questionnaire", "autre|1")]).await;
        assert_eq!(nobody.status, 422);
        assert!(nobody.has("[aria-invalid=true]"), "{}", nobody.words());
        let stranger = app.sign_in("gp_2").await;
        assert_eq!(stranger.get(&format!("{person}/assessments")).await.status, 404);
    }
}

on_both! {
    /// Two windows: what saves itself overwrites nothing that the other kept; the button that is pressed counts.
    async fn two_windows(app) {
        let (_, person) = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let form = begun(&awa, &person, EPICES).await;
        let field = |at: usize| format!("q.epices.0.epices-{at}.0");
        let (first, second) = (field(1), field(2));
        let draft = format!("{form}/draft");
        let kept = awa.post(&draft, &[("page", "1"), ("version", "1"), (&first, "true")]).await;
        assert_eq!(kept.status, 200, "{}", kept.text());
        let late = awa.post(&draft, &[("page", "1"), ("version", "1"), (&second, "false")]).await;
        assert_eq!(late.status, 409, "{}", late.text());
        assert!(awa.get(&form).await.has(&format!("input[name='{first}'][value=true][checked]")));
        let pressed = awa.post(&form, &[("page", "1"), ("version", "1"), (&second, "false"), ("go", "stay")]).await;
        assert_eq!(pressed.status, 303);
        let page = awa.get(&form).await;
        assert!(page.has(&format!("input[name='{second}'][value=false][checked]")));
        assert!(!page.has(&format!("input[name='{first}'][checked]")), "this window did not hold it");
        assert!(page.words().contains("Social") && !page.words().contains("Psychiatrique"), "{}", page.words());
    }
}
