//! The page of a person with much on it: the same places for every reader, in few statements; a timeline of years, printed;
//! somebody who left the team and came back; appointments that nobody came to.

use care::people::TeamGround;
use care::rights::{self, NewApplication};
use care::stories::{Step, acting, tell};
use care::support::interviews::{self, NewInterview, Place, Shared, Status, Subject};
use care::support::plan::{self, NewGoal};
use care::{Ctx, PersonId};
use jiff::SignedDuration;
use kernel::Clock;
use policy::Compartment;
use testkit::{App, Note, Seen, on_both, text};

async fn actor(app: &App, persona: &str) -> Ctx {
    acting(&app.house, app.cast.get(persona).role).await.expect("they act")
}

/// So many lines in every part of a record.
async fn notes(app: &App, person: PersonId, each: usize) {
    for n in 0..each {
        for (compartment, author) in [
            (Compartment::Coordination, "gp"),
            (Compartment::Somatic, "gp"),
            (Compartment::Psychiatric, "psychiatrist_3"),
            (Compartment::Social, "social_worker"),
        ] {
            let days = i64::try_from(n).expect("few");
            let at = app.clock.now() - SignedDuration::from_hours(24 * (days + 1));
            app.note(Note {
                person,
                author,
                compartment,
                restricted_to: None,
                shared_with_social: false,
                at,
            })
            .await;
        }
    }
}

/// A person of whom there is everything.
async fn full(app: &App) -> (PersonId, String) {
    let (person, page) = app.followed_by(&["nurse", "psychiatrist_3", "social_worker"]).await;
    let gp = app.cast.get("gp").role;
    app.joins(person, gp, "mediator", TeamGround::Consent).await;
    notes(app, person, 30).await;
    for compartment in [Compartment::Somatic, Compartment::Psychiatric] {
        app.writes(person, "gp", text(compartment, "Vue ce jour.")).await;
    }
    let awa = actor(app, "social_worker").await;
    for right in ["aah", "c2s", "rsa", "apl", "housing", "domiciliation"] {
        rights::begin(&awa, awa.new_id(), person, NewApplication::now(right)).await.expect("it is opened");
    }
    let goal = NewGoal { words: "Dormir.".to_owned(), agreed: None, at: None };
    plan::open_goal(&awa, awa.new_id(), person, goal).await.expect("a goal");
    for hours in [24, 72] {
        let shared = Shared {
            place: Place::Office,
            subjects: vec![Subject::Housing],
            about: None,
            text: None,
            next: None,
        };
        let at = Some(app.clock.now() + SignedDuration::from_hours(hours));
        let new = NewInterview { status: Status::Planned, at, shared, private: None };
        interviews::record(&awa, awa.new_id(), person, new).await.expect("it is planned");
    }
    let mut told = app.request(Some(person));
    for step in [
        Step::Send,
        Step::Triage,
        Step::Accept,
        Step::Answer { consultation: true },
        Step::OfferTimes,
        Step::Book,
    ] {
        app.pass(1);
        tell(&app.house, &mut told, step).await.expect("the story goes on");
    }
    (person, page)
}

/// The places of a page: its headings, in order, but for what asks for something, which depends on the reader.
fn places(page: &Seen) -> Vec<String> {
    [".identity h1", ".areas h2", ".with-aside h2"].iter().flat_map(|part| page.all(part)).collect()
}

on_both! {
    /// Whoever looks finds each thing in its place; what is closed to them says so there.
    async fn the_same_places_for_every_reader(app) {
        let (_, page) = full(&app).await;
        let gp = places(&app.sign_in("gp").await.get(&page).await);
        assert!(gp.len() >= 9, "{gp:?}");
        for persona in ["nurse", "psychiatrist_3", "social_worker", "mediator", "gp_secretary", "identity", "coordinator"] {
            let seen = app.sign_in(persona).await.get(&page).await;
            assert_eq!(seen.status, 200, "{persona}");
            assert_eq!(places(&seen), gp, "{persona}");
            assert_eq!(seen.all(".areas > section").len(), 4, "{persona}");
        }
    }
}

on_both! {
    /// Much on it costs no more than nothing on it.
    async fn a_full_record_in_few_statements(app) {
        let (_, page) = full(&app).await;
        for persona in ["gp", "psychiatrist_3", "social_worker"] {
            let reader = app.sign_in(persona).await;
            assert_eq!(reader.get(&page).await.status, 200);
            let (_, session) = store::count::scope(reader.get("/help/keys")).await;
            let (seen, all) = store::count::scope(reader.get(&page)).await;
            assert!(seen.words().contains("AAH") && seen.words().contains("Avant "), "{}", seen.words());
            assert!(all - session <= 8, "{} statements for {persona}", all - session);
        }
    }
}

on_both! {
    /// A timeline of years is printed two hundred at a time, each once.
    async fn a_long_timeline_is_printed_page_by_page(app) {
        let (person, page) = app.followed_by(&["psychiatrist_3", "social_worker"]).await;
        notes(&app, person, 70).await;
        let gp = app.sign_in("gp").await;
        let first = gp.get(&format!("{page}/timeline")).await;
        let lines = first.all(".trame > li");
        assert_eq!(lines.len(), 200, "{}", first.words());
        let next = first.attribute("a[href*='before=']", "href").expect("a way on");
        let rest = gp.get(&next).await.all(".trame > li");
        // Three parts are open to the doctor, and what the house noted when the person was created and the team formed.
        assert!(lines.len() + rest.len() >= 210, "{} and {}", lines.len(), rest.len());
    }
}

on_both! {
    /// Somebody leaves the team and comes back: both times stand there with their days, and in between nothing was open.
    async fn somebody_comes_back(app) {
        let (person, page) = app.followed_by(&["nurse"]).await;
        app.pass(24 * 10);
        let gp = app.sign_in("gp").await;
        let team = gp.get(&format!("{page}/team")).await;
        let html = team.text();
        let theirs = html.split("<li class=\"row spread\">").find(|it| it.contains("Mathieu Girard")).expect("of the team");
        let (_, action) = theirs.split_once("action=\"").expect("an act");
        let action = action.split('"').next().expect("an address").to_owned();
        assert_eq!(gp.post(&action, &[]).await.status, 303);
        assert_eq!(app.sign_in("nurse").await.get(&page).await.status, 404, "nothing is open in between");
        app.pass(24 * 10);
        app.joins(person, app.cast.get("gp").role, "nurse", TeamGround::ChosenByPerson).await;
        assert_eq!(app.sign_in("nurse").await.get(&page).await.status, 200);
        let words = app.sign_in("gp").await.get(&format!("{page}/team")).await.words();
        assert_eq!(words.matches("Mathieu Girard").count() % 2, 0, "now and before: {words}");
        for day in ["13 décembre 2026", "23 novembre 2026", "3 décembre 2026"] {
            assert!(words.contains(day), "{day} in {words}");
        }
    }
}

on_both! {
    /// Two consultations that nobody came to are a chain, and on the radar of those who accompany; one that was kept ends it.
    async fn consultations_missed_one_after_the_other(app) {
        let (person, _) = app.followed_by(&["social_worker"]).await;
        let missed = "Reprendre le lien";
        let lines = async |app: &App| app.sign_in("social_worker").await.get("/radar").await;
        let come = async |came: bool| {
            let mut told = app.request(Some(person));
            for step in [Step::Send, Step::Triage, Step::Accept, Step::Answer { consultation: true }, Step::OfferTimes, Step::Book] {
                app.pass(1);
                tell(&app.house, &mut told, step).await.expect("the story goes on");
            }
            app.pass(24 * 30);
            tell(&app.house, &mut told, Step::Held { came }).await.expect("it is told");
        };
        come(false).await;
        assert!(!lines(&app).await.words().contains(missed), "once is no chain");
        come(false).await;
        let radar = lines(&app).await;
        assert!(radar.words().contains(missed) && radar.words().contains("2 absences de suite"), "{}", radar.words());
        come(true).await;
        assert!(!lines(&app).await.words().contains(missed), "they came");
    }
}
