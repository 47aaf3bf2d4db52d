//! The agenda over HTTP: what one has coming, and what a calendar of one's own is told of it.

use care::accounts::{self, AccountFilter};
use care::people::TeamGround;
use policy::Compartment;
use testkit::{App, Browser, Seen, on_both};

/// Plans an interview with the person of this page.
async fn plans(browser: &Browser, person: &str, on: &str, time: &str) {
    let form = browser.get(&format!("{person}/interviews/new")).await;
    let id = form.attribute("input[name=interview]", "value").expect("the form has its identifier");
    let fields = [
        ("interview", id.as_str()),
        ("status", "planned"),
        ("place", "home"),
        ("subjects", "money"),
        ("about", "Dettes de loyer"),
        ("on", on),
        ("time", time),
    ];
    let answer = browser.post(&format!("{person}/interviews"), &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
}

/// Makes a link for one's calendar; its path.
async fn linked(browser: &Browser) -> String {
    let made = browser.post("/agenda/link", &[]).await;
    assert_eq!(made.status, 200, "{}", made.words());
    let address = made.first("code.secret");
    let at = address.find("/agenda/feeds/").expect("an address");
    address[at..].to_owned()
}

/// What a calendar without any cookie is told.
async fn told(app: &App, link: &str) -> Seen {
    app.visitor().get(link).await
}

fn events(told: &Seen) -> usize {
    told.text().matches("BEGIN:VEVENT").count()
}

on_both! {
    /// By day, for whoever planned it; for their calendar, when and nothing else; gone where the person closes the part.
    async fn planned_shown_and_told(app) {
        let (person, page) = app.followed_by(&["social_worker"]).await;
        app.joins(person, app.cast.get("gp").role, "mediator", TeamGround::Consent).await;
        let awa = app.sign_in("social_worker").await;
        assert!(awa.get("/agenda").await.words().contains("Rien de prévu"));
        plans(&awa, &page, "26/11/2026", "14:30").await;
        plans(&awa, &page, "26/11/2026", "9:05").await;
        plans(&awa, &page, "30/03/2027", "10:00").await;
        let shown = awa.get("/agenda").await;
        assert_eq!(shown.all("main .agenda time"), ["9 h 05", "14 h 30"], "soonest first; not what is far off");
        assert_eq!(shown.all("main section h2")[..1], ["Jeudi 26 novembre 2026"], "{}", shown.words());
        assert!(shown.words().contains("Ferhat") && shown.words().contains("Entretien"));
        let other = app.sign_in("mediator").await;
        assert!(!other.get("/agenda").await.text().contains("Ferhat"), "not theirs to hold");

        let link = linked(&awa).await;
        let feed = told(&app, &link).await;
        assert_eq!((feed.status, events(&feed)), (200, 2), "{}", feed.text());
        for expected in ["BEGIN:VCALENDAR\r\n", "DTSTART:20261126T080500Z\r\n", "DTSTART:20261126T133000Z\r\n", "SUMMARY:Entretien\r\n"] {
            assert!(feed.text().contains(expected), "{expected} in {}", feed.text());
        }
        let whole = feed.text().replace("\r\n ", "").to_lowercase();
        for hidden in ["ferhat", "nadia", "loyer", "dettes", "domicile", "home", "marchetti", "1979"] {
            assert!(!whole.contains(hidden), "{hidden} in {whole}");
        }
        assert_eq!(feed.text(), told(&app, &link).await.text(), "read again and again");

        let gp = app.cast.get("gp").role;
        app.closes(person, gp, &[Compartment::Social], None).await;
        assert_eq!(events(&told(&app, &link).await), 0, "closed for the calendar too");
        assert!(!awa.get("/agenda").await.text().contains("Ferhat"));
    }
}

on_both! {
    /// Made anew, withdrawn, of a closed account, never made, over: all answer alike, and guessing is slowed down.
    async fn a_link_that_is_good_no_more(app) {
        let awa = app.sign_in("social_worker").await;
        let before = linked(&awa).await;
        let again = linked(&awa).await;
        assert_eq!(told(&app, &before).await.status, 404, "replaced");
        assert_eq!(told(&app, &again).await.status, 200);
        assert!(awa.get("/agenda").await.has("form[action='/agenda/link/withdraw']"));
        for _ in 0..2 {
            assert_eq!(awa.post("/agenda/link/withdraw", &[]).await.status, 303, "done twice, done once");
        }
        let gone = told(&app, &again).await;
        assert_eq!(gone.status, 404);
        assert!(!awa.get("/agenda").await.has("form[action='/agenda/link/withdraw']"));
        let never = told(&app, "/agenda/feeds/AAAAAAAAAAAAAAAAAAAAAA").await;
        assert_eq!((never.status, never.text()), (404, gone.text()), "all alike");

        let closed = linked(&awa).await;
        let (house, login) = (app.system(), app.cast.get("social_worker").login.clone());
        let hers = AccountFilter { text: login, ..AccountFilter::default() };
        let found = accounts::list(&house, &hers, None).await.expect("a list");
        accounts::disable(&house, found.items[0].id).await.expect("it is closed");
        assert_eq!(told(&app, &closed).await.status, 404, "of an account that was closed");
        let mut statuses = Vec::new();
        for _ in 0..60 {
            statuses.push(told(&app, "/agenda/feeds/BAAAAAAAAAAAAAAAAAAAAA").await.status);
        }
        assert!(statuses.contains(&429), "guessing is slowed down: {statuses:?}");
    }
}

on_both! {
    /// A year on, the link is over.
    async fn a_link_ends(app) {
        let awa = app.sign_in("social_worker").await;
        let link = linked(&awa).await;
        app.pass(24 * 365);
        assert_eq!(told(&app, &link).await.status, 200);
        app.pass(48);
        assert_eq!(told(&app, &link).await.status, 404);
    }
}
