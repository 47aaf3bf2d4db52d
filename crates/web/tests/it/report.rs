//! The report of a programme, told over HTTP: by its team, by who leads programmes, by the others.

use care::stories::{Step, tell};
use jiff::{SignedDuration, Timestamp};
use testkit::{App, Browser, on_both};

/// Tells requests, one a day, each answered the day after and closed a week later.
async fn told(app: &App, from: &str, many: i64) {
    let start: Timestamp = from.parse().expect("an instant");
    for number in 0..many {
        let day = start + SignedDuration::from_hours(24 * number);
        let mut told = app.request(None);
        for (hours, step) in [
            (0, Step::Send),
            (1, Step::Triage),
            (2, Step::Accept),
            (26, Step::Answer { consultation: number % 2 == 0 }),
            (170, Step::Close { outcome: 1 }),
        ] {
            app.clock.set(day + SignedDuration::from_hours(hours));
            tell(&app.house, &mut told, step).await.expect("the story goes on");
        }
    }
}

/// Seven requests in the first quarter of 2027, two in the second; the reader stands in February 2028.
async fn world(app: &App) {
    app.clock.set("2027-01-06T09:00:00Z".parse().expect("an instant"));
    told(app, "2027-01-06T09:00:00Z", 7).await;
    told(app, "2027-04-07T09:00:00Z", 2).await;
    app.clock.set("2028-02-01T08:00:00Z".parse().expect("an instant"));
}

const REPORT: &str = "/programs/advice-line/report";

async fn figure(reader: &Browser, query: &str, label: &str) -> String {
    let page = reader.get(&format!("{REPORT}?{query}")).await;
    assert_eq!(page.status, 200, "{}", page.words());
    let html = page.text();
    let at = html.find(&format!("<dt>{label}</dt>")).unwrap_or_else(|| panic!("{label} in {}", page.words()));
    let rest = &html[at..];
    let value = rest.split("<dd>").nth(1).and_then(|it| it.split("</dd>").next()).unwrap_or_default();
    let mut words = String::new();
    let mut within = false;
    for letter in value.chars() {
        match letter {
            '<' => within = true,
            '>' => within = false,
            _ if !within => words.push(letter),
            _ => {}
        }
    }
    words.replace("&lt;", "<").replace("&#60;", "<").trim().to_owned()
}

on_both! {
    /// The team reads exact figures, opens what is behind them, and takes them away as files.
    async fn the_team_reads_exact_figures(app) {
        world(&app).await;
        let coordinator = app.sign_in("coordinator").await;
        assert_eq!(figure(&coordinator, "period=2027", "avis demandés").await, "9");
        assert_eq!(figure(&coordinator, "period=2027-q2", "avis demandés").await, "2");
        assert_eq!(figure(&coordinator, "from=2027-01-06&to=2027-01-06", "avis demandés").await, "1");
        let (_, statements) = store::count::scope(coordinator.get(&format!("{REPORT}?period=2027"))).await;
        assert!(statements <= 12, "{statements} statements, however much there is to count");
        let page = coordinator.get(&format!("{REPORT}?period=2027&compare=before")).await;
        assert!(page.words().contains("Médecine générale et psychiatrie 37 : année 2027"), "{}", page.words());
        assert!(page.words().contains("chiffres exacts parce que vous êtes de l’équipe"), "{}", page.words());
        assert!(page.words().contains("année 2026 : 0"), "the year before stands beside: {}", page.words());
        assert!(page.has("a[href='/programs/advice-line/report'][aria-current=page]"), "the menu says where one is");

        let link = page.attribute(".fig-link", "href").expect("a figure opens what it is made of");
        let facts = coordinator.get(&link).await;
        assert_eq!(facts.status, 200, "{}", facts.words());
        assert_eq!(facts.text().matches("<tr>").count(), 1 + 9, "{}", facts.words());

        let csv = coordinator.get(&format!("{REPORT}.csv?period=2027-q2")).await;
        assert!(csv.text().contains("Ensemble,2,2,2,"), "{}", csv.text());
        let json = coordinator.get(&format!("{REPORT}.json?period=2027-q2")).await;
        assert!(json.text().contains("\"audience\":\"team\",\"indicators\":{\"advices_asked\":2"), "{}", json.text());
        let xlsx = coordinator.get(&format!("{REPORT}.xlsx?period=2027")).await;
        assert!(xlsx.body.starts_with(b"PK"), "{}", xlsx.status);
        let name = xlsx.headers.get("content-disposition").and_then(|it| it.to_str().ok()).unwrap_or_default();
        assert_eq!(name, "attachment; filename=\"advice-line-2027.xlsx\"");
        assert!(app.house.db().verify().await.expect("the journal is read").ok, "the journal verifies");
    }
}

on_both! {
    /// Who leads programmes begins with the last year that is over, and finds nobody in it.
    async fn the_lead_recognises_nobody(app) {
        world(&app).await;
        let lead = app.sign_in("program_lead").await;
        let day = lead.get("/").await;
        assert!(day.has("a[href='/programs/advice-line/report']"), "there is a way in the menu");
        let page = lead.get(REPORT).await;
        assert!(page.words().contains("année 2027"), "{}", page.words());
        assert!(page.words().contains("personne ne peut y être reconnu"), "{}", page.words());
        assert!(!page.text().contains("/report/advices_asked"), "no way to the facts");
        // Two in the second quarter: hidden there, and the first does not give them back beside the year.
        assert_eq!(figure(&lead, "period=2027", "avis demandés").await, "9");
        assert_eq!(figure(&lead, "period=2027-q1", "avis demandés").await, "n.\u{a0}c.");
        assert_eq!(figure(&lead, "period=2027-q2", "avis demandés").await, "<\u{a0}5");
        let exact = app.sign_in("coordinator").await;
        let as_outside = exact.get(&format!("{REPORT}.json?period=2027-q2&audience=funder")).await.text();
        assert_eq!(lead.get(&format!("{REPORT}.json?period=2027-q2")).await.text(), as_outside, "the team sees what the lead sees");
        assert!(as_outside.contains("\"advices_asked\":\"<5\""), "{as_outside}");
        let asked_for_more = lead.get(&format!("{REPORT}.json?period=2027-q2&audience=team")).await.text();
        assert_eq!(asked_for_more, as_outside, "asking for the team's figures does not give them");
        let facts = lead.get(&format!("{REPORT}/advices_asked?period=2027")).await;
        assert_eq!(facts.status, 403, "{}", facts.words());
    }
}

on_both! {
    /// A period that cannot be had is refused in words, at its field, with what was typed.
    async fn periods_that_cannot_be_had(app) {
        let coordinator = app.sign_in("coordinator").await;
        for (query, words) in [
            ("from=2025-02-01&to=2025-01-31", "La fin vient avant le début"),
            ("from=2025-02-30&to=2025-03-01", "Écrivez une date"),
            ("from=&to=2025-03-01", "Écrivez une date"),
            ("from=x&to=y", "Écrivez une date"),
            ("period=2025-q7", "Cette période n’existe pas"),
            ("period=2031", "Cette période n’a pas encore commencé"),
            ("from=2026-11-24&to=2026-11-30", "Cette période n’a pas encore commencé"),
        ] {
            for path in [REPORT.to_owned(), format!("{REPORT}.csv"), format!("{REPORT}.xlsx"), format!("{REPORT}/closed")] {
                let refused = coordinator.get(&format!("{path}?{query}")).await;
                assert_eq!(refused.status, 422, "{path}?{query}");
                assert!(refused.words().contains(words), "{query}: {}", refused.words());
                assert!(refused.has(".ds-error-summary a"), "{query}: the fault leads to its field");
            }
        }
        let typed = coordinator.get(&format!("{REPORT}?from=2025-02-01&to=2025-01-31")).await;
        assert_eq!(typed.attribute("input[name=from]", "value").as_deref(), Some("2025-02-01"));
        let english = app.sign_in("coordinator").await.in_english();
        let refused = english.get(&format!("{REPORT}?from=2025-02-01&to=2025-01-31")).await;
        assert!(refused.words().contains("The end comes before the start"), "{}", refused.words());
        let empty = coordinator.get(&format!("{REPORT}?period=2019")).await;
        assert_eq!(empty.status, 200);
        assert!(empty.words().contains("Rien à compter sur cette période"), "{}", empty.words());

        let lead = app.sign_in("program_lead").await;
        for query in ["period=2026", "period=2026-q3", "from=2025-01-01&to=2025-06-30", "from=2025-01-02&to=2025-12-31"] {
            let refused = lead.get(&format!("{REPORT}?{query}")).await;
            assert_eq!(refused.status, 422, "{query}: {}", refused.words());
            assert!(refused.words().contains("Choisissez une année terminée"), "{}", refused.words());
        }
    }
}

on_both! {
    /// Programmes are known to all, their figures are not; a figure or a programme that there is not does not exist.
    async fn who_may_not(app) {
        for persona in ["nurse", "social_worker", "gp", "mediator", "gp_secretary"] {
            let other = app.sign_in(persona).await;
            for path in [REPORT.to_owned(), format!("{REPORT}.csv"), format!("{REPORT}/definitions"), format!("{REPORT}/closed")] {
                assert_eq!(other.get(&path).await.status, 403, "{persona} {path}");
            }
            assert!(!other.get("/").await.has(&format!("a[href='{REPORT}']")), "{persona} has no way there");
        }
        let visitor = app.visitor();
        assert_eq!(visitor.get(REPORT).await.status, 303, "to the sign-in page");
        let coordinator = app.sign_in("coordinator").await;
        for path in ["/programs/nowhere/report", "/programs/nowhere/report.xlsx", "/programs/advice-line/report/secret"] {
            assert_eq!(coordinator.get(path).await.status, 404, "{path}");
        }
        assert_eq!(coordinator.get(&format!("{REPORT}/closed?period=2025&after=made-up")).await.status, 404);
        let definitions = coordinator.get(&format!("{REPORT}/definitions")).await;
        assert!(definitions.words().contains("en 7 jours au plus"), "{}", definitions.words());
    }
}

on_both! {
    /// What is behind a figure comes page by page, and links only to what the reader may open.
    async fn the_facts_behind_a_figure(app) {
        app.clock.set("2027-01-06T09:00:00Z".parse().expect("an instant"));
        for number in 0..53 {
            let mut told = app.request(None);
            tell(&app.house, &mut told, Step::Send).await.expect("it is sent");
            app.clock.advance(SignedDuration::from_hours(number % 3));
        }
        app.clock.set("2028-02-01T08:00:00Z".parse().expect("an instant"));
        let secretary = app.sign_in("secretary").await;
        let path = format!("{REPORT}/advices_asked?period=2027");
        let first = secretary.get(&path).await;
        assert_eq!(first.text().matches("<tr>").count(), 1 + 50);
        let next = first.attribute("main nav a", "href").expect("there is more");
        let second = secretary.get(&next).await;
        assert_eq!(second.text().matches("<tr>").count(), 1 + 3, "{}", second.words());
        assert_eq!(secretary.get(&next.replace("/advices_asked", "/closed")).await.status, 404, "another list");
        let open = first.attribute("tbody a", "href").expect("triage may open what it triages");
        assert_eq!(secretary.get(&open).await.status, 200);
        let other = app.sign_in("psychiatrist_3").await;
        let seen = other.get(&path).await;
        assert_eq!(seen.status, 200, "an answerer reads the references");
        for link in seen.text().split("href=\"").skip(1).filter_map(|it| it.split('"').next()) {
            if link.starts_with("/requests/") {
                assert_eq!(other.get(link).await.status, 200, "a link leads somewhere");
            }
        }
    }
}
