//! The prevention plan over HTTP: what the rules ask for, of what its reader may read alone; what is noted about it, and who is
//! reminded when its day comes.

use testkit::{App, Browser, Seen, on_both};

/// A woman of 47 whom a nurse, a psychiatrist and a social worker follow; the page of her plan.
async fn followed(app: &App) -> String {
    let (_, page) = app.followed_by(&["nurse", "psychiatrist_3", "social_worker"]).await;
    format!("{page}/prevention")
}

/// The lines of the plan.
fn lines(page: &Seen) -> Vec<String> {
    page.all("ul.lines li")
}

fn line(page: &Seen, name: &str) -> Option<String> {
    lines(page).into_iter().find(|line| line.starts_with(name))
}

async fn note(browser: &Browser, plan: &str, rule: &str, fields: &[(&str, &str)]) -> Seen {
    let form = browser.get(&format!("{plan}?note={rule}")).await;
    let entry = form.attribute("#note input[name=entry]", "value").unwrap_or_default();
    browser.post(plan, &[&[("rule", rule), ("entry", entry.as_str())], fields].concat()).await
}

async fn writes(browser: &Browser, plan: &str, sort: &str, fields: &[(&str, &str)]) -> Seen {
    let person = plan.trim_end_matches("/prevention");
    let form = browser.get(&format!("{person}/entries/new?sort={sort}")).await;
    let entry = form.attribute("input[name=entry]", "value").expect("the form has its identifier");
    let fixed = [("sort", sort), ("entry", entry.as_str()), ("kept_for", "")];
    browser.post(&format!("{person}/entries"), &[&fixed, fields].concat()).await
}

on_both! {
    /// By age, sex, treatments and problems: each line says why and since when; what is done moves on, in the plan or wherever
    /// the record says so.
    async fn what_to_think_of(app) {
        let plan = followed(&app).await;
        let nurse = app.sign_in("nurse").await;
        let page = nurse.get(&plan).await;
        let hpv = line(&page, "Cancer du col de l’utérus, 30 à 65 ans").expect("it is for her");
        assert!(hpv.contains("Femme de 30 à 65 ans") && hpv.contains("À proposer, jamais noté"), "{hpv}");
        assert!(line(&page, "Cancer du sein").is_none(), "not at her age");
        assert!(line(&page, "Fond d’œil").is_none() && line(&page, "Lithiémie").is_none(), "{}", page.words());

        let diabetes = [("compartment", "somatic"), ("label", "Diabète de type 2"), ("icd10", "E11.9"), ("on", "15/09/2021")];
        assert_eq!(writes(&nurse, &plan, "problem", &diabetes).await.status, 303);
        let fundus = line(&nurse.get(&plan).await, "Fond d’œil").expect("she has diabetes");
        assert!(fundus.contains("Diabète de type 2") && fundus.contains("À proposer, jamais noté"), "{fundus}");
        let seen = [("compartment", "somatic"), ("label", "Rétinographie : fond d’œil normal"), ("on", "01/10/2026")];
        assert_eq!(writes(&nurse, &plan, "procedure", &seen).await.status, 303);
        let fundus = line(&nurse.get(&plan).await, "Fond d’œil").expect("still hers");
        assert!(fundus.contains("À faire le 1er octobre 2027") && fundus.contains("Fait le 1er octobre 2026"), "{fundus}");

        // What was noted as done by mistake is taken back, and counts for nothing.
        let done = note(&nurse, &plan, "dental", &[("outcome", "done"), ("text", "Détartrage")]).await;
        assert_eq!(done.status, 303, "{}", done.words());
        let dental = line(&nurse.get(&plan).await, "Dents et gencives").expect("everybody’s");
        assert!(dental.contains("À faire le 23 novembre 2027"), "{dental}");
        let timeline = nurse.get(&format!("{}/timeline?sort=prevention", plan.trim_end_matches("/prevention"))).await;
        let entry = timeline.attribute(".trame a[href^='/entries/']", "href").expect("an entry of the record");
        assert!(nurse.get(&entry).await.words().contains("Détartrage"));
        assert_eq!(nurse.post(&format!("{entry}/withdraw"), &[("why", "Pas elle")]).await.status, 303);
        let dental = line(&nurse.get(&plan).await, "Dents et gencives").expect("everybody’s");
        assert!(dental.contains("À proposer, jamais noté"), "{dental}");
    }
}

on_both! {
    /// A treatment that is closed to a reader asks for nothing on their page; the plan is closed to whom the somatic part is.
    async fn by_what_one_may_read(app) {
        let plan = followed(&app).await;
        let psychiatrist = app.sign_in("psychiatrist_3").await;
        let alone = [("compartment", "psychiatric"), ("label", "Sels de lithium"), ("on", "12/02/2019"), ("kept_for", "named")];
        let person = plan.trim_end_matches("/prevention");
        let form = psychiatrist.get(&format!("{person}/entries/new?sort=treatment")).await;
        let entry = form.attribute("input[name=entry]", "value").expect("an identifier");
        let typed = [&[("sort", "treatment"), ("entry", entry.as_str())], &alone[..]].concat();
        assert_eq!(psychiatrist.post(&format!("{person}/entries"), &typed).await.status, 303);
        let own = line(&psychiatrist.get(&plan).await, "Lithiémie").expect("she wrote it");
        assert!(own.contains("Sous Sels de lithium depuis le 12 février 2019"), "{own}");
        let nurse = app.sign_in("nurse").await.get(&plan).await;
        assert!(nurse.status == 200 && line(&nurse, "Lithiémie").is_none(), "{}", nurse.words());
        // What is noted about it is no more open than the treatment: its name would tell.
        let done = note(&psychiatrist, &plan, "lithium-level", &[("outcome", "done"), ("text", "0,8 mmol/L")]).await;
        assert_eq!(done.status, 303, "{}", done.words());
        assert!(psychiatrist.get(&format!("{person}/timeline")).await.words().contains("Lithiémie"));
        for persona in ["nurse", "gp"] {
            let timeline = app.sign_in(persona).await.get(&format!("{person}/timeline")).await;
            assert!(timeline.status == 200 && !timeline.words().contains("Lithiémie"), "{persona}: {}", timeline.words());
        }
        let unknown = note(&app.sign_in("nurse").await, &plan, "lithium-level", &[("outcome", "done")]).await;
        assert_eq!(unknown.status, 422, "it is not in her plan");
        assert_eq!(app.sign_in("social_worker").await.get(&plan).await.status, 403);
        assert_eq!(app.sign_in("gp_2").await.get(&plan).await.status, 404);
        let refused = note(&app.sign_in("social_worker").await, &plan, "dental", &[("outcome", "done")]).await;
        assert_eq!(refused.status, 403);
        // Only the others are left to whoever looks at the page of the person.
        assert!(app.sign_in("nurse").await.get(person).await.has(&format!("a[href='{plan}']")));
        assert!(!app.sign_in("social_worker").await.get(person).await.has(&format!("a[href='{plan}']")));
    }
}

on_both! {
    /// Planned for a day, refused, of no use: each stands in its place; those around are told when the day comes, unless
    /// something was noted since; whoever left the team is told nothing.
    async fn planned_refused_reminded(app) {
        let plan = followed(&app).await;
        let nurse = app.sign_in("nurse").await;
        let planned = [("outcome", "planned"), ("on", "03/12/2026"), ("text", "Chez la sage-femme")];
        assert_eq!(note(&nurse, &plan, "cervical-cancer-hpv", &planned).await.status, 303);
        assert_eq!(note(&nurse, &plan, "hiv", &[("outcome", "not_applicable"), ("text", "Fait en 2015")]).await.status, 303);
        assert_eq!(note(&nurse, &plan, "dental", &[("outcome", "refused"), ("text", "Peur")]).await.status, 303);
        let page = nurse.get(&plan).await;
        assert_eq!(page.status, 200);
        for (name, words) in [
            ("Cancer du col de l’utérus, 30 à 65 ans", "Prévu le 3 décembre 2026"),
            ("VIH", "Sans objet"),
            ("Dents et gencives", "à reproposer le 23 novembre 2027"),
        ] {
            let line = line(&page, name).unwrap_or_else(|| panic!("{name}: {}", page.words()));
            assert!(line.contains(words), "{words} in {line}");
        }
        let told = "Une échéance de prévention arrive";
        app.jobs().await;
        assert!(!app.sign_in("gp").await.get("/").await.words().contains(told), "not yet");
        app.pass(24 * 10);
        app.jobs().await;
        for persona in ["gp", "nurse"] {
            let day = app.sign_in(persona).await.get("/").await;
            assert!(day.words().contains(told), "{persona}: {}", day.words());
            assert!(day.has(&format!("a[href='{plan}']")), "it leads to the plan");
        }
        for persona in ["psychiatrist_3", "social_worker"] {
            assert!(!app.sign_in(persona).await.get("/").await.words().contains(told), "{persona}");
        }
        app.pass(24);
        let late = line(&app.sign_in("nurse").await.get(&plan).await, "Cancer du col").expect("hers");
        assert!(late.contains("Prévu le 3 décembre 2026, rien de noté depuis"), "nobody says it was done: {late}");
    }
}

on_both! {
    /// Nobody is told of what is closed to them by then, nor of what was done meanwhile.
    async fn reminded_of_what_is_open_and_due(app) {
        let plan = followed(&app).await;
        let person = plan.trim_end_matches("/prevention");
        let nurse = app.sign_in("nurse").await;
        let planned = [("outcome", "planned"), ("on", "03/12/2026")];
        assert_eq!(note(&nurse, &plan, "cervical-cancer-hpv", &planned).await.status, 303);
        assert_eq!(note(&nurse, &plan, "dental", &planned).await.status, 303);
        let seen = [("compartment", "somatic"), ("label", "Test HPV négatif"), ("on", "22/11/2026")];
        app.pass(1);
        let nurse = app.sign_in("nurse").await;
        assert_eq!(writes(&nurse, &plan, "procedure", &seen).await.status, 303);
        let told = "Une échéance de prévention arrive";
        app.pass(24 * 10);
        app.jobs().await;
        let day = app.sign_in("gp").await.get("/").await;
        assert_eq!(day.words().matches(told).count(), 1, "of one of the two: {}", day.words());

        let nurse = app.sign_in("nurse").await;
        let again = [("outcome", "planned"), ("on", "20/12/2026")];
        assert_eq!(note(&nurse, &plan, "dental", &again).await.status, 303);
        let objects = [("kind", "opposed"), ("how", "in_person"), ("scope", "everyone")];
        assert!(nurse.post(&format!("{person}/information"), &objects).await.status < 400);
        app.pass(24 * 20);
        app.jobs().await;
        let day = app.sign_in("gp").await.get("/").await;
        assert_eq!(day.words().matches(told).count(), 1, "she objected meanwhile: {}", day.words());
    }
}

on_both! {
    /// What makes no sense is refused in words, and comes back as typed; sent twice, it is noted once.
    async fn bad_input(app) {
        let plan = followed(&app).await;
        let nurse = app.sign_in("nurse").await;
        let past = note(&nurse, &plan, "dental", &[("outcome", "planned"), ("on", "01/11/2026"), ("text", "Centre")]).await;
        assert_eq!(past.status, 422);
        assert!(past.words().contains("Ce qui est prévu est à venir"), "{}", past.words());
        assert!(past.text().contains("Centre") && past.has("#note input[value='01/11/2026']"), "nothing typed is lost");
        let to_come = note(&nurse, &plan, "dental", &[("outcome", "done"), ("on", "01/12/2026")]).await;
        assert_eq!(to_come.status, 422, "{}", to_come.words());
        for (rule, outcome) in [("dental", ""), ("dental", "perhaps"), ("no-such-rule", "done")] {
            assert_eq!(note(&nurse, &plan, rule, &[("outcome", outcome)]).await.status, 422, "{rule} {outcome}");
        }
        let form = nurse.get(&format!("{plan}?note=dental")).await;
        let entry = form.attribute("#note input[name=entry]", "value").expect("an identifier");
        let twice = [("rule", "dental"), ("entry", entry.as_str()), ("outcome", "done")];
        for _ in 0..2 {
            assert_eq!(nurse.post(&plan, &twice).await.status, 303);
        }
        let person = plan.trim_end_matches("/prevention");
        let noted = nurse.get(&format!("{person}/timeline?sort=prevention")).await;
        assert_eq!(noted.all(".trame > li").len(), 1, "{}", noted.words());
        assert_eq!(nurse.get(&format!("{plan}?note=%22%3E")).await.status, 200);
    }
}
