//! A session that ends while somebody types: nothing they typed is lost, and nobody else ever sees it.

use jiff::SignedDuration;
use testkit::{App, Browser, Seen, on_both};

use crate::account::{enrolled, shown_now};

const TEXT: &str = "Huit semaines de sertraline, mieux mais pas bien. Faut-il changer ? « Non », dit-elle.";

/// A GP in front of the form of a new request: where it stands.
async fn asking(gp: &Browser) -> String {
    let screen = gp.get("/requests/new").await;
    let id = screen.attribute("input[name=screen]", "value").expect("the screen is numbered");
    let draft = gp.post("/requests/new", &[("screen", &id), ("outcome", "not_urgent")]).await;
    draft.location()
}

fn fields(person: &str) -> [(&str, &str); 5] {
    [
        ("person", person),
        ("question", TEXT),
        ("context", "Premier épisode.\r\nPHQ-9 à 14."),
        ("suicidal_ideas", "absent"),
        ("telling", "in_person"),
    ]
}

async fn log_in(app: &App, browser: &Browser, persona: &str, carried: &str) -> Seen {
    let login = &app.cast.get(persona).login;
    let password = care::stories::PASSWORD;
    browser
        .post("/login", &[("login", login), ("password", password), ("carried", carried), ("next", "/")])
        .await
}

/// Every field of the form that gives the text back.
fn given_back(page: &Seen) -> (String, Vec<(String, String)>) {
    let html = scraper::Html::parse_document(&page.text());
    let of = |selector: &str| scraper::Selector::parse(selector).expect("a selector");
    let form = html.select(&of("form[data-resend]")).next().expect("the text is given back");
    let action = form.value().attr("action").expect("it goes somewhere").to_owned();
    let field = |it: scraper::ElementRef<'_>| {
        let attribute = |name| it.value().attr(name).unwrap_or_default().to_owned();
        (attribute("name"), attribute("value"))
    };
    (action, form.select(&of("input")).map(field).collect())
}

async fn send_again(browser: &Browser, page: &Seen) -> Seen {
    let (action, fields) = given_back(page);
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&action, &fields).await
}

/// Types a question, lets the session end, sends the form: the page that comes.
async fn too_late(app: &App) -> (Browser, String, Seen) {
    let gp = app.sign_in("gp").await;
    let person = app.person(app.cast.get("gp").role, "Nadia", "Ferhat", "1979-03-14").await;
    let form = asking(&gp).await;
    app.pass(1);
    let person = app.sealed(person.uuid());
    let late = gp.post(&form, &fields(&person)).await;
    assert_eq!(late.status, 401, "{}", late.words());
    assert!(late.words().contains("Votre texte est gardé"), "{}", late.words());
    assert!(!late.text().contains("sertraline"), "whoever sits there next reads nothing of it");
    (gp, form, late)
}

fn carried(page: &Seen) -> String {
    page.attribute("input[name=carried]", "value").unwrap_or_default()
}

on_both! {
    /// A form sent after the session is over comes back to its author, who sends it again: nothing is lost.
    async fn a_form_sent_too_late(app) {
        let (gp, form, late) = too_late(&app).await;
        let login = &app.cast.get("gp").login;
        let wrong = gp.post("/login", &[("login", login), ("password", "wrong"), ("carried", &carried(&late))]).await;
        assert_eq!(wrong.status, 422);
        let back = log_in(&app, &gp, "gp", &carried(&wrong)).await;
        assert_eq!(back.location(), "/account/unsent", "a wrong password loses nothing either");
        let page = gp.get("/account/unsent").await;
        assert!(page.words().contains(TEXT), "{}", page.words());
        assert!(gp.get("/account").await.words().contains("Un formulaire attend"), "it can be found again later");
        let (action, fields) = given_back(&page);
        assert_eq!(action, form);
        let context = fields.iter().find(|(name, _)| name == "context").expect("every field is there");
        assert_eq!(context.1, "Premier épisode.\nPHQ-9 à 14.", "as a browser reads it, which sends line ends its own way");
        let sent = send_again(&gp, &page).await;
        assert_eq!(sent.location(), form.replace("/ask", "/review"), "{}", sent.words());
        let review = gp.get(&sent.location()).await;
        assert!(review.words().contains("Faut-il changer ?"), "{}", review.words());
        assert!(gp.get("/account/unsent").await.words().contains("Rien n’attend plus"), "once it went through");
    }
}

on_both! {
    /// Somebody else who signs in on that page gets nothing of it, not even where it was going.
    async fn somebody_else_signs_in_there(app) {
        let (gp, form, late) = too_late(&app).await;
        let other = log_in(&app, &gp, "gp_2", &carried(&late)).await;
        assert_eq!(other.location(), "/");
        for path in ["/account/unsent", "/", "/account", "/requests"] {
            let page = gp.get(path).await;
            assert!(!page.text().contains("sertraline") && !page.text().contains(&form), "{path}");
        }
        // Its author still can, with the page that was left open.
        let back = log_in(&app, &app.visitor(), "gp", &carried(&late)).await;
        assert_eq!(back.location(), "/account/unsent");
        app.clock.advance(SignedDuration::from_hours(24 * 14 + 1));
        care::accounts::sweep(&app.system()).await.expect("what is over is forgotten");
        let again = app.sign_in("gp").await;
        assert!(again.get("/account/unsent").await.words().contains("Rien n’attend plus"), "two weeks later");
        for made_up in ["", "c2NlbGzDqQ", &carried(&late)[..40]] {
            assert_eq!(log_in(&app, &app.visitor(), "gp", made_up).await.location(), "/");
        }
        // Long after, the page is worth nothing.
        assert_eq!(log_in(&app, &app.visitor(), "gp", &carried(&late)).await.location(), "/");
    }
}

on_both! {
    /// What was carried goes through the page of the second factor as well.
    async fn with_a_second_factor_in_between(app) {
        let (telephone, _) = enrolled(&app, "gp").await;
        app.pass(1);
        let gp = app.visitor();
        assert_eq!(log_in(&app, &gp, "gp", "").await.location(), "/login/code?next=%2F");
        let inside = gp.post("/login/code", &[("code", &shown_now(&app, &telephone)), ("next", "/")]).await;
        assert_eq!(inside.location(), "/");
        let form = asking(&gp).await;
        app.pass(1);
        let late = gp.post(&form, &[("question", TEXT)]).await;
        let code = log_in(&app, &gp, "gp", &carried(&late)).await;
        assert_eq!(code.status, 200, "an address would not hold it");
        let wrong = gp.post("/login/code", &[("code", "000000"), ("carried", &carried(&code))]).await;
        assert_eq!(wrong.status, 422);
        let back = gp.post("/login/code", &[("code", &shown_now(&app, &telephone)), ("carried", &carried(&wrong))]).await;
        assert_eq!(back.location(), "/account/unsent");
        assert!(gp.get("/account/unsent").await.words().contains(TEXT));
    }
}

on_both! {
    /// Nothing is carried for whoever signed out, nor what opens something; what is not wanted any more is given up.
    async fn what_is_not_carried(app) {
        let gp = app.sign_in("gp").await;
        app.pass(1);
        let secret = [("present", "un mot de passe"), ("password", "un autre encore"), ("again", "un autre encore")];
        let late = gp.post("/account/password", &secret).await;
        assert_eq!((late.status, carried(&late).as_str()), (401, ""));
        assert!(!late.text().contains("un autre encore"));
        let gp = app.sign_in("gp").await;
        let form = asking(&gp).await;
        gp.post("/logout", &[]).await;
        let late = gp.post(&form, &[("question", TEXT)]).await;
        assert_eq!((late.status, carried(&late).as_str()), (401, ""));
        assert!(!late.words().contains("Votre texte est gardé"), "it says nothing that is not so");

        let gp = app.sign_in("gp").await;
        app.pass(1);
        let late = gp.post(&form, &[("question", TEXT)]).await;
        log_in(&app, &gp, "gp", &carried(&late)).await;
        let page = gp.get("/account/unsent").await;
        let forget = page.attribute("form[action$='/forget']", "action").expect("it can be given up");
        let other = app.sign_in("gp_2").await;
        other.post(&forget, &[]).await;
        assert!(gp.get("/account/unsent").await.words().contains(TEXT), "by its author alone");
        assert_eq!(gp.post(&forget, &[]).await.location(), "/account/unsent");
        assert!(!gp.get("/account/unsent").await.text().contains("sertraline"));
    }
}

on_both! {
    /// An act that wants a proof first keeps what was typed until the proof is shown.
    async fn a_proof_is_wanted_first(app) {
        let admin = app.sign_in("admin").await;
        assert_eq!(admin.get("/accounts/new").await.status, 200);
        app.clock.advance(SignedDuration::from_mins(11));
        let typed = [("who", "Rachel Renaud"), ("practitioner", ""), ("login", "rachel.renaud"), ("locale", "")];
        let asked = admin.post("/accounts/new", &typed).await;
        assert_eq!(asked.location(), "/account/confirm?next=%2Faccount%2Funsent");
        let confirm = [("code", care::stories::PASSWORD), ("next", "/account/unsent")];
        assert_eq!(admin.post("/account/confirm", &confirm).await.location(), "/account/unsent");
        let page = admin.get("/account/unsent").await;
        assert!(page.words().contains("Rachel Renaud"), "{}", page.words());
        let sent = send_again(&admin, &page).await;
        assert_eq!(sent.status, 422, "the form comes back with its text: {}", sent.words());
        assert_eq!(sent.attribute("input[name=login]", "value").as_deref(), Some("rachel.renaud"));
        let still = admin.get("/account/unsent").await;
        assert!(still.words().contains("Rachel Renaud"), "refused is not sent");
    }
}
