//! Appointments over HTTP: times that a professional opens, booked for visits of pathways and given back; reminders.

use care::directory::absence::{self, NewAbsence};
use care::people::TeamGround;
use care::stories::acting;
use jiff::SignedDuration;
use testkit::{App, Browser, Seen, on_both};

use super::pathways::{begin, followed, page_of, pathways_of, person, says};

/// The nurse opens times for the visits of the network.
async fn opens(browser: &Browser, more: &[(&str, &str)]) -> Seen {
    let usual = [
        ("program", "somatic-network"),
        ("day", "01/12/2026"),
        ("from", "9 h"),
        ("until", "10 h 30"),
        ("minutes", "45"),
        ("place", "Maison des Tanneurs"),
        ("weeks", "1"),
    ];
    let kept: Vec<_> =
        usual.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name)).collect();
    browser.post("/agenda/slots", &[&kept[..], more].concat()).await
}

/// The times that are offered for the first visit.
async fn offered(browser: &Browser, pathway: &str) -> Vec<String> {
    let form = browser.get(&format!("{pathway}?step=visit-1&do=planning")).await;
    let all = form.attributes("input[name=slot]", "value");
    all.into_iter().filter(|value| !value.is_empty()).collect()
}

/// A pathway of a person whom psychiatrist, nurse and doctor follow.
async fn pathway(app: &App, doctor: &Browser) -> String {
    page_of(&begin(doctor, &followed(app).await, &[]).await)
}

async fn books(browser: &Browser, pathway: &str, slot: &str) -> Seen {
    says(browser, pathway, "visit-1", "planning", &[("slot", slot)]).await
}

on_both! {
    /// Opened, chosen for a visit, in the agenda of whoever holds it alone, taken by one of two, given back.
    async fn opened_chosen_and_given_back(app) {
        let doctor = app.sign_in("psychiatrist").await;
        let pathway = pathway(&app, &doctor).await;
        assert!(offered(&doctor, &pathway).await.is_empty(), "nobody opened any");
        let nurse = app.sign_in("nurse").await;
        for _ in 0..2 {
            assert_eq!(opens(&nurse, &[]).await.status, 303, "sent twice, opened once");
        }
        let times = nurse.get("/agenda/slots").await;
        assert_eq!(times.all("main .agenda time"), ["9 h 00", "9 h 45"], "{}", times.words());
        let free = offered(&doctor, &pathway).await;
        assert_eq!(free.len(), 2);
        assert_eq!(books(&doctor, &pathway, &free[0]).await.status, 303);
        assert_eq!(books(&doctor, &pathway, &free[0]).await.status, 303, "sent twice");
        let page = doctor.get(&pathway).await.words();
        let nurse_is = app.cast.get("nurse").name.clone();
        for expected in ["mardi 1er déc. à 9 h 00", "Maison des Tanneurs", &nurse_is, "45 minutes"] {
            assert!(page.contains(expected), "{expected}: {page}");
        }
        assert_eq!(offered(&doctor, &pathway).await, free[1..], "free or taken is all that is told");
        let agenda = nurse.get("/agenda").await;
        assert!(agenda.words().contains("45 minutes"), "{}", agenda.words());
        let link = nurse.post("/agenda/link", &[]).await.first("code.secret");
        let feed = app.visitor().get(&link[link.find("/agenda/feeds/").expect("an address")..]).await;
        assert!(feed.text().contains("DURATION:PT45M\r\n"), "{}", feed.text());

        // Another person whom the nurse does not see: she is not offered for them. Once she follows them, of two who choose the
        // same time one wins, and nothing typed is lost.
        let other = app.person(app.cast.get("psychiatrist").role, "Omar", "Benali", "1961-05-02").await;
        let second = page_of(&begin(&doctor, &pathways_of(&app, other), &[]).await);
        assert!(offered(&doctor, &second).await.is_empty());
        assert_eq!(books(&doctor, &second, &free[1]).await.status, 409, "nor taken all the same");
        app.joins(other, app.cast.get("psychiatrist").role, "nurse", TeamGround::ChosenByPerson).await;
        assert_eq!(offered(&doctor, &second).await, free[1..]);
        let late = books(&doctor, &second, &free[0]).await;
        assert_eq!(late.status, 409, "{}", late.words());
        assert!(late.words().contains("n’est plus libre"), "{}", late.words());
        let both = [("slot", free[1].as_str()), ("day", "12/12/2026"), ("place", "Chez elle")];
        let both = says(&doctor, &second, "visit-1", "planning", &both).await;
        assert_eq!(both.status, 422, "{}", both.words());
        assert!(both.words().contains("pas les deux") && both.text().contains("Chez elle"), "nothing typed is lost");
        let twice = says(&doctor, &pathway, "visit-2", "planning", &[("slot", free[0].as_str())]).await;
        assert_eq!(twice.status, 409, "one time is for one visit");
        let taken = nurse.get("/agenda/slots").await;
        assert_eq!(taken.all("form[action$='/withdraw']").len(), 1, "one is taken");

        // Planned anew at the other time, called off, stopped: what was held is free again.
        assert_eq!(books(&doctor, &pathway, &free[1]).await.status, 303);
        assert_eq!(offered(&doctor, &second).await, free[..1]);
        assert_eq!(says(&nurse, &pathway, "visit-1", "calling_off", &[]).await.status, 303);
        assert_eq!(offered(&doctor, &second).await.len(), 2);
        assert_eq!(books(&doctor, &pathway, &free[1]).await.status, 303);
        assert_eq!(says(&doctor, &pathway, "", "stop", &[("why", "Hospitalisée")]).await.status, 303);
        assert_eq!(offered(&doctor, &second).await.len(), 2);
        assert_eq!(says(&doctor, &pathway, "", "restart", &[]).await.status, 303);
        let steps = doctor.get(&pathway).await.all("ol.steps li");
        assert!(steps[0].contains("À prévoir"), "what was stopped is not planned any more: {}", steps[0]);
        assert!(!nurse.get("/agenda").await.has(&format!("a[href='{pathway}']")));
    }
}

on_both! {
    /// A visit that is booked with somebody is theirs alone; another of the same profession does not have it to do.
    async fn booked_with_one_of_two(app) {
        let doctor = app.sign_in("psychiatrist").await;
        let person = person(&app).await;
        let pathway = page_of(&begin(&doctor, &pathways_of(&app, person), &[]).await);
        app.joins(person, app.cast.get("psychiatrist").role, "gp", TeamGround::ChosenByPerson).await;
        let plan = [("day", "01/12/2026"), ("time", "10 h")];
        assert_eq!(says(&doctor, &pathway, "visit-1", "planning", &plan).await.status, 303);
        let (nurse, gp) = (app.sign_in("nurse").await, app.sign_in("gp").await);
        let theirs = format!(".agenda a[href='{pathway}']");
        assert!(nurse.get("/agenda").await.has(&theirs) && gp.get("/agenda").await.has(&theirs), "either may hold it");
        assert_eq!(opens(&nurse, &[]).await.status, 303);
        let free = offered(&doctor, &pathway).await;
        assert_eq!(books(&doctor, &pathway, &free[0]).await.status, 303);
        assert!(nurse.get("/agenda").await.has(&theirs));
        assert!(!gp.get("/agenda").await.has(&theirs), "the nurse holds it");

        // Whoever is away is offered to nobody, nor what they withdrew.
        let hers = app.cast.get("nurse");
        let acting = acting(&app.house, hers.role).await.expect("they act");
        let from = acting.now() + SignedDuration::from_hours(24 * 7);
        let until = from + SignedDuration::from_hours(48);
        let away = NewAbsence { practitioner: hers.practitioner, from, until, substitute: None };
        let id = absence::record(&acting, away).await.expect("they are away");
        assert!(offered(&doctor, &pathway).await.is_empty(), "away on that day");
        absence::withdraw(&acting, id).await.expect("they are back");
        assert_eq!(offered(&doctor, &pathway).await.len(), 1);
        let withdraw = nurse.get("/agenda/slots").await.attribute("form[action$='/withdraw']", "action").expect("one is free");
        assert_eq!(app.sign_in("gp").await.post(&withdraw, &[]).await.status, 404, "not theirs");
        for _ in 0..2 {
            assert_eq!(nurse.post(&withdraw, &[]).await.status, 303, "done twice, done once");
        }
        assert!(offered(&doctor, &pathway).await.is_empty());
    }
}

on_both! {
    /// Two who choose the same time at the same moment: one of them has it. What is booked before its turn stands in the agenda.
    async fn at_the_same_moment(app) {
        let doctor = app.sign_in("psychiatrist").await;
        let role = app.cast.get("psychiatrist").role;
        let mut pathways = Vec::new();
        for given in ["Omar", "Lina", "Paul", "Zoé"] {
            let person = app.person(role, given, "Benali", "1961-05-02").await;
            app.joins(person, role, "nurse", TeamGround::ChosenByPerson).await;
            pathways.push(page_of(&begin(&doctor, &pathways_of(&app, person), &[]).await));
        }
        let nurse = app.sign_in("nurse").await;
        assert_eq!(opens(&nurse, &[]).await.status, 303);
        let free = offered(&doctor, &pathways[0]).await;
        let plan = [("slot", free[0].as_str())];
        let plans = |pathway| says(&doctor, pathway, "visit-2", "planning", &plan);
        let all = tokio::join!(plans(&pathways[0]), plans(&pathways[1]), plans(&pathways[2]), plans(&pathways[3]));
        let mut statuses = [all.0.status, all.1.status, all.2.status, all.3.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409, 409, 409]);
        let agenda = nurse.get("/agenda").await;
        assert_eq!(agenda.all("main .agenda time"), ["9 h 00"], "before its turn: {}", agenda.words());
    }
}

on_both! {
    /// What cannot be is said at its field, and nothing is opened.
    async fn bad_input(app) {
        let nurse = app.sign_in("nurse").await;
        for (wrong, why) in [
            (vec![("until", "9 h 30")], "Aucun créneau ne tient"),
            (vec![("until", "8 h")], "Aucun créneau ne tient"),
            (vec![("day", "23/11/2026"), ("from", "7 h"), ("until", "8 h")], "Aucun créneau ne tient"),
            (vec![("day", "20/11/2026")], "passé"),
            (vec![("day", "01/12/2029")], "un an à l’avance"),
            (vec![("from", "")], ""),
            (vec![("from", "25 h")], ""),
            (vec![("minutes", "7")], ""),
            (vec![("minutes", "x")], ""),
            (vec![("weeks", "13")], "de 1 à 12 semaines"),
            (vec![("weeks", "-1")], "de 1 à 12 semaines"),
            (vec![("minutes", "15"), ("until", "23 h"), ("weeks", "12")], "plus de 200"),
            (vec![("program", "advice-line")], ""),
            (vec![("program", "")], ""),
            (vec![("place", "")], ""),
        ] {
            let refused = opens(&nurse, &wrong).await;
            assert_eq!(refused.status, 422, "{wrong:?}: {}", refused.words());
            assert!(refused.words().contains(why), "{wrong:?}: {}", refused.words());
        }
        assert!(!nurse.get("/agenda/slots").await.has(".agenda"), "nothing was opened");
        assert_eq!(opens(&nurse, &[]).await.status, 303);
        let overlapping = opens(&nurse, &[("from", "9 h 15"), ("place", "Gardé")]).await;
        assert_eq!(overlapping.status, 409, "{}", overlapping.words());
        assert!(overlapping.text().contains("Gardé"));
        // Christmas and New Year among them are left out.
        assert_eq!(opens(&nurse, &[("day", "04/12/2026"), ("until", "9 h 45"), ("weeks", "5")]).await.status, 303);
        let all = nurse.get("/agenda/slots").await;
        assert_eq!(all.all("main .agenda time").len(), 2 + 3, "{}", all.words());
        assert!(!all.words().contains("25 décembre"));
        // Whoever holds no visit has nothing to open.
        let mediator = app.sign_in("mediator").await;
        assert!(mediator.get("/agenda/slots").await.words().contains("Aucun dispositif"));
        assert_eq!(opens(&mediator, &[]).await.status, 422);
        let doctor = app.sign_in("psychiatrist").await;
        let pathway = pathway(&app, &doctor).await;
        for nonsense in ["nonsense", "6f1c2f3e-7a53-4f0e-9d2e-0a4c6c2b9f11"] {
            assert_eq!(books(&doctor, &pathway, nonsense).await.status, 409);
        }
    }
}

on_both! {
    /// Two working mornings before, whoever holds the appointment is told to remind the person, where it still stands.
    async fn reminded(app) {
        let doctor = app.sign_in("psychiatrist").await;
        let pathway = pathway(&app, &doctor).await;
        let nurse = app.sign_in("nurse").await;
        assert_eq!(opens(&nurse, &[]).await.status, 303);
        let free = offered(&doctor, &pathway).await;
        assert_eq!(books(&doctor, &pathway, &free[0]).await.status, 303);
        let other = app.person(app.cast.get("psychiatrist").role, "Omar", "Benali", "1961-05-02").await;
        let second = page_of(&begin(&doctor, &pathways_of(&app, other), &[]).await);
        assert_eq!(says(&doctor, &second, "visit-1", "planning", &[("day", "02/12/2026"), ("time", "9 h")]).await.status, 303);
        assert_eq!(says(&doctor, &second, "visit-1", "calling_off", &[]).await.status, 303);
        let told = async |persona: &str| app.sign_in(persona).await.get("/").await.words().matches("Un rendez-vous arrive").count();
        app.jobs().await;
        assert_eq!(told("nurse").await, 0);
        // The 1st is a Tuesday: two days before is a Sunday, so it is Friday morning.
        app.pass(24 * 3);
        app.jobs().await;
        assert_eq!(told("nurse").await, 0, "not before");
        app.pass(24);
        for _ in 0..2 {
            app.jobs().await;
            assert_eq!(told("nurse").await, 1, "once");
        }
        app.pass(24 * 4);
        app.jobs().await;
        assert_eq!(told("psychiatrist").await, 0, "what was called off is told to nobody");
    }
}
