//! Accompaniment over HTTP: interviews with a part that is their author's alone, the copy that doctors are given and that
//! is taken back, appointments kept and missed, and the plan from a goal to its end and onto paper.

use care::people::{InformationKind, TeamGround};
use care::stories::acting;
use care::{Ctx, PersonId, support};
use sea_orm::{ConnectionTrait, Statement};
use testkit::{App, Browser, Seen, on_both};

/// A person of the GP's, with a nurse, a social worker and, by consent, a mediator; and their page.
async fn followed(app: &App) -> (PersonId, String) {
    let gp = app.cast.get("gp").role;
    let person = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
    for persona in ["nurse", "social_worker"] {
        app.joins(person, gp, persona, TeamGround::ChosenByPerson).await;
    }
    app.joins(person, gp, "mediator", TeamGround::Consent).await;
    (person, format!("/persons/{}", app.sealed(person.uuid())))
}

async fn actor(app: &App, persona: &str) -> Ctx {
    acting(&app.house, app.cast.get(persona).role).await.expect("they act")
}

/// How many rows answer.
async fn count(app: &App, text: &str) -> i64 {
    let db = app.house.db().reader();
    let text = format!("SELECT COUNT(*) AS n FROM {text}");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), text)).await;
    row.expect("the database answers").expect("a row").try_get("", "n").expect("a number")
}

/// The fields of an interview that was kept, under the identifier of a form.
fn fields<'a>(interview: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("interview", interview),
        ("status", "kept"),
        ("place", "office"),
        ("subjects", "housing"),
        ("text", "Demande de logement relue."),
    ];
    let kept = usual.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more.iter().copied()).collect()
}

/// Opens the form and sends it with these fields.
async fn note(browser: &Browser, person: &str, more: &[(&str, &str)]) -> Seen {
    let form = browser.get(&format!("{person}/interviews/new")).await;
    assert_eq!(form.status, 200, "{}", form.words());
    let interview = form.attribute("input[name=interview]", "value").expect("the form has its identifier");
    browser.post(&format!("{person}/interviews"), &fields(&interview, more)).await
}

/// The page to which a saved form leads.
fn page_of(answer: &Seen) -> String {
    assert_eq!(answer.status, 303, "{}", answer.words());
    answer.location().split('?').next().expect("an address").to_owned()
}

on_both! {
    /// What an author keeps for themselves is read by nobody else, and changes nothing for anybody else.
    async fn the_private_part_is_its_author_s_alone(app) {
        let (_, person) = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let form = awa.get(&format!("{person}/interviews/new")).await.words();
        assert!(form.contains("Lu par : Yanis Chérif"), "who reads is said before: {form}");
        let more = [("text", "Bail relu ensemble. 🏠"), ("private", "La tension avec sa sœur monte.")];
        let interview = page_of(&note(&awa, &person, &more).await);
        let own = awa.get(&interview).await.words();
        for expected in ["Bail relu ensemble. 🏠", "La tension avec sa sœur monte.", "Au bureau", "Logement"] {
            assert!(own.contains(expected), "{expected} in {own}");
        }

        // Another who reads the social part reads the rest, and learns of nothing.
        let yanis = app.sign_in("mediator").await;
        let before = yanis.get(&interview).await;
        assert!(before.words().contains("Bail relu ensemble"), "{}", before.words());
        assert!(!before.text().contains("tension") && !before.text().contains("Vos notes"), "{}", before.words());
        let list = yanis.get(&format!("{person}/interviews")).await;
        assert!(list.has(&format!("a[href='{interview}']")) && !list.text().contains("tension"));
        let overview = yanis.get(&person).await.text();
        assert!(!overview.contains("vos notes"), "its line in the record is hers alone");
        assert!(awa.get(&person).await.words().contains("Entretien : vos notes"));

        // She changes her notes, and takes them out: what stood before is hers to read, and nobody else's.
        let edit = format!("{interview}/edit");
        let shown = awa.get(&edit).await;
        let (on, time) = (
            shown.attribute("input[name=on]", "value").expect("a day"),
            shown.attribute("input[name=time]", "value").expect("a time"),
        );
        let same = [("text", "Bail relu ensemble. 🏠"), ("on", on.as_str()), ("time", time.as_str())];
        for (base, private) in [("0", "Plus calme."), ("1", "")] {
            let more = [&same[..], &[("base", base), ("private", private)]].concat();
            assert_eq!(awa.post(&edit, &fields("", &more)).await.status, 303);
        }
        let own = awa.get(&interview).await.words();
        assert!(own.contains("Plus calme.") && own.contains("La tension avec sa sœur monte."), "{own}");
        assert_eq!(yanis.get(&interview).await.text(), before.text(), "to the byte");
        let late = awa.post(&edit, &fields("", &[&same[..], &[("base", "0")]].concat())).await;
        assert_eq!(late.status, 409, "it changed since it was read");

        // Doctors and nurses read nothing of it; nobody but its author changes it.
        for other in ["gp", "nurse", "gp_secretary", "coordinator"] {
            let other = app.sign_in(other).await;
            assert_eq!(other.get(&interview).await.status, 404);
            assert_ne!(other.get(&format!("{person}/interviews")).await.status, 200);
            assert_eq!(other.post(&format!("{interview}/share"), &[]).await.status, 404);
        }
        assert_eq!(yanis.get(&edit).await.status, 403);
        assert_eq!(yanis.post(&format!("{interview}/outcome"), &[("status", "missed")]).await.status, 403);
        assert_eq!(yanis.post(&format!("{interview}/share"), &[]).await.status, 403);
    }
}

on_both! {
    /// A correction keeps what stood before, for whoever reads the social part.
    async fn corrected(app) {
        let (_, person) = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let interview = page_of(&note(&awa, &person, &[("next", "Avis d’imposition"), ("next_on", "30/11/2026")]).await);
        let edit = awa.get(&format!("{interview}/edit")).await;
        assert_eq!(edit.attribute("input[name=next_on]", "value").as_deref(), Some("30/11/2026"));
        assert!(!edit.has("input[name=status][value=planned]"), "what took place is not an appointment again");
        let other = fields("", &[("base", "0"), ("status", "missed"), ("text", "Elle n’est pas venue.")]);
        assert_eq!(awa.post(&format!("{interview}/edit"), &other).await.status, 303);
        let words = app.sign_in("mediator").await.get(&interview).await.words();
        assert!(words.contains("Pas venue") && words.contains("Corrigé. Avant"), "{words}");
        assert!(words.contains("Demande de logement relue.") && words.contains("Avis d’imposition"), "{words}");
    }
}

on_both! {
    /// Doctors read a copy of the shared part once its author makes one for them, as it was, until it is taken back.
    async fn shared_with_doctors_and_taken_back(app) {
        let (person_id, person) = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let more = [("text", "Loge chez sa sœur."), ("private", "La tension monte.")];
        let interview = page_of(&note(&awa, &person, &more).await);
        let gp = app.sign_in("gp").await;
        assert_eq!(gp.get(&interview).await.status, 404, "off until she does it");
        assert!(awa.get(&interview).await.words().contains("Dr Paul Lemoine"), "who would read it is said");
        for _ in 0..2 {
            assert_eq!(awa.post(&format!("{interview}/share"), &[]).await.status, 303);
        }
        assert_eq!(count(&app, "entry WHERE kind = 'interview-shared'").await, 1, "sent twice, shared once");
        let copy = gp.get(&interview).await;
        assert_eq!(copy.status, 200, "{}", copy.words());
        assert!(copy.words().contains("Loge chez sa sœur.") && copy.words().contains("Awa Diarra"), "{}", copy.words());
        assert!(copy.words().contains("Une copie faite pour les médecins"), "{}", copy.words());
        assert!(!copy.text().contains("tension"), "the private part goes along only when she says so");
        let overview = gp.get(&person).await;
        assert!(overview.has(&format!("a[href='{interview}']")), "it stands in what he reads: {}", overview.words());
        for other in ["nurse", "gp_secretary", "coordinator"] {
            assert_eq!(app.sign_in(other).await.get(&interview).await.status, 404, "not meant for {other}");
        }
        assert_eq!(gp.get(&format!("{interview}/edit")).await.status, 403, "his to read, not to change");

        // What she corrects afterwards is not theirs until she shares again.
        let same = ("private", "La tension monte.");
        let other = fields("", &[("base", "1"), ("text", "Loge seule."), same]);
        assert_eq!(awa.post(&format!("{interview}/edit"), &other).await.status, 303);
        let kept = gp.get(&interview).await;
        assert!(kept.words().contains("Loge chez sa sœur.") && !kept.text().contains("Loge seule"), "{}", kept.words());
        assert!(awa.get(&interview).await.words().contains("L’entretien a changé depuis"));
        for _ in 0..2 {
            assert_eq!(awa.post(&format!("{interview}/take-back"), &[]).await.status, 303);
        }
        assert_eq!(gp.get(&interview).await.status, 404, "taken back");
        assert!(!gp.get(&person).await.has(&format!("a[href='{interview}']")));
        let words = app.sign_in("mediator").await.get(&interview).await.words();
        assert!(words.contains("Copie donnée aux médecins") && words.contains("Copie reprise"), "{words}");

        // Her notes go along when she ticks it, as they stood; corrected, she is told that the copy differs.
        assert_eq!(awa.post(&format!("{interview}/share"), &[("private", "yes")]).await.status, 303);
        let copy = gp.get(&interview).await.words();
        assert!(copy.contains("La tension monte.") && copy.contains("Notes de son auteur"), "{copy}");
        assert!(awa.get(&interview).await.words().contains("vos notes comprises"));
        for other in ["nurse", "mediator", "gp_secretary"] {
            assert!(!app.sign_in(other).await.get(&interview).await.text().contains("La tension monte"), "{other}");
        }
        let calmer = fields("", &[("base", "4"), ("text", "Loge seule."), ("private", "Plus calme.")]);
        let corrected = awa.post(&format!("{interview}/edit"), &calmer).await;
        assert_eq!(corrected.status, 303, "{}", corrected.words());
        assert!(gp.get(&interview).await.words().contains("La tension monte."));
        assert!(awa.get(&interview).await.words().contains("L’entretien a changé depuis"));
        assert_eq!(awa.post(&format!("{interview}/take-back"), &[]).await.status, 303);
        assert_eq!(gp.get(&interview).await.status, 404);

        // An objection closes the way.
        app.says(person_id, app.cast.get("gp").role, InformationKind::Opposed, None, "").await;
        let refused = awa.post(&format!("{interview}/share"), &[]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.words().contains("s’oppose au partage"), "{}", refused.words());
    }
}

on_both! {
    /// There is nothing to share of somebody who did not come, and nobody to share with where there is no doctor.
    async fn nothing_and_nobody_to_share(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let team = gp.get(&format!("{person}/team")).await;
        let leave = team.attribute("form[action$='/end']", "action").expect("the doctor can leave");
        assert_eq!(gp.post(&leave, &[]).await.status, 303);
        let awa = app.sign_in("social_worker").await;
        let kept = page_of(&note(&awa, &person, &[]).await);
        let nobody = awa.post(&format!("{kept}/share"), &[]).await;
        assert_eq!(nobody.status, 409);
        assert!(nobody.words().contains("Aucun médecin n’est dans l’équipe"), "{}", nobody.words());
        let missed = page_of(&note(&awa, &person, &[("status", "missed")]).await);
        let nothing = awa.post(&format!("{missed}/share"), &[]).await;
        assert_eq!(nothing.status, 409);
        assert!(nothing.words().contains("qui a eu lieu"), "{}", nothing.words());
    }
}

on_both! {
    /// An appointment stands in its author's day until they say what became of it; three misses in a row are counted.
    async fn planned_then_missed_three_times(app) {
        let (_, person) = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let planned = [("status", "planned"), ("time", "15 h"), ("text", ""), ("about", "Courrier du bailleur")];
        let interview = page_of(&note(&awa, &person, &planned).await);
        let ctx = actor(&app, "social_worker").await;
        let today = support::today(&ctx, &ctx.reader()).await.expect("her day");
        assert_eq!(today.len(), 1);
        assert_eq!((today[0].person.given.as_str(), today[0].about.as_deref()), ("Nadia", Some("Courrier du bailleur")));
        let day = awa.get("/").await;
        assert!(day.has(&format!(".agenda a[href='{interview}']")), "it stands in her day: {}", day.words());
        for (time, day) in [("9 h", "30/11/2026"), ("9 h", "27/11/2026"), ("9 h", "02/12/2026")] {
            note(&awa, &person, &[("status", "planned"), ("time", time), ("on", day), ("text", "")]).await;
        }
        let ahead = |page: &Seen| {
            let words = page.words();
            let from = words.find("Prochains rendez-vous").expect("what comes next has its place");
            words[from..].split("Ce qui s’est passé").next().unwrap_or_default().trim().to_owned()
        };
        let hers = awa.get(&person).await;
        assert!(hers.has(&format!(".area a[href='{interview}']")), "it leads there");
        let soonest = ["lundi 23 nov. à 15 h 00", "vendredi 27 nov. à 9 h 00", "lundi 30 nov. à 9 h 00"];
        let told = format!("Prochains rendez-vous {}", soonest.map(|it| format!("{it} · avec vous")).join(" "));
        assert_eq!(ahead(&hers), told);
        let his = app.sign_in("mediator").await.get(&person).await;
        assert_eq!(ahead(&his), told.replace("avec vous", "Awa Diarra"));
        let doctor = app.sign_in("gp").await.get(&person).await;
        assert_eq!(ahead(&doctor), "Prochains rendez-vous Aucun rendez-vous à venir", "the social part is not his");
        let other = actor(&app, "mediator").await;
        assert!(support::today(&other, &other.reader()).await.expect("his day").is_empty(), "it is not his");
        let tell = format!("{interview}/outcome");
        assert_eq!(awa.post(&tell, &[("status", "kept")]).await.status, 409, "its time has not come");
        assert_eq!(awa.post(&tell, &[("status", "nonsense")]).await.status, 422);
        app.pass(8);
        let awa = app.sign_in("social_worker").await;
        for _ in 0..2 {
            assert_eq!(awa.post(&tell, &[("status", "missed")]).await.status, 303, "said twice, said once");
        }
        let otherwise = awa.post(&tell, &[("status", "kept")]).await;
        assert_eq!(otherwise.status, 409);
        assert!(otherwise.words().contains("On a déjà dit ce qu’il en est"), "{}", otherwise.words());
        assert!(support::today(&ctx, &ctx.reader()).await.expect("her day").is_empty());

        for on in ["20/11/2026", "21/11/2026"] {
            let answer = note(&awa, &person, &[("status", "missed"), ("text", ""), ("on", on), ("time", "10:00")]).await;
            assert_eq!(answer.status, 303, "{}", answer.words());
        }
        assert_eq!(note(&awa, &person, &[("status", "cancelled"), ("text", "")]).await.status, 303);
        let misses = support::missed_in_a_row(&ctx, &ctx.reader(), 3).await.expect("who did not come");
        assert_eq!(misses.iter().map(|it| (it.person.family.as_str(), it.times)).collect::<Vec<_>>(), [("Ferhat", 3)]);
        let radar = awa.get("/radar").await.words();
        assert!(radar.contains("3 entretiens manqués à la suite"), "{radar}");
        assert!(!app.sign_in("gp").await.get("/radar").await.words().contains("entretiens manqués"));
        let gp = actor(&app, "gp").await;
        let closed = support::missed_in_a_row(&gp, &gp.reader(), 3).await;
        assert!(closed.unwrap_or_default().is_empty(), "a doctor reads the social part of nobody");
        assert_eq!(note(&awa, &person, &[]).await.status, 303);
        assert!(support::missed_in_a_row(&ctx, &ctx.reader(), 1).await.expect("nobody").is_empty(), "they came");
    }
}

on_both! {
    /// What cannot be read is told where it was typed, and what was typed comes back; long words are kept whole.
    async fn bad_input_and_long_words(app) {
        let (_, person) = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let future = note(&awa, &person, &[("time", "23:30"), ("private", "À garder.")]).await;
        assert_eq!(future.status, 422);
        assert!(future.words().contains("Ce moment n’est pas encore passé"), "{}", future.words());
        assert_eq!(future.first("textarea[name=text]"), "Demande de logement relue.", "nothing typed is lost");
        assert_eq!(future.first("textarea[name=private]"), "À garder.");
        assert!(future.has("input[name=subjects][value=housing][checked]"));
        let past = note(&awa, &person, &[("status", "planned"), ("on", "20/11/2026"), ("time", "10:00")]).await;
        assert!(past.words().contains("Ce moment est passé"), "{}", past.words());
        for wrong in [[("time", "midi")], [("on", "hier")], [("place", "moon")], [("status", "")], [("subjects", "x")], [("text", " ")]] {
            assert_eq!(note(&awa, &person, &wrong).await.status, 422, "{wrong:?}");
        }

        let long = format!("{}🏠", "é".repeat(19_999));
        let interview = page_of(&note(&awa, &person, &[("text", &long), ("private", &long)]).await);
        assert_eq!(awa.get(&interview).await.text().matches(long.as_str()).count(), 2, "kept whole");
        let longer = format!("{long}é");
        let refused = note(&awa, &person, &[("text", &longer)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("trop long"), "the limit is said");
        let marked = page_of(&note(&awa, &person, &[("text", "<b>gras</b> & \u{202e}")]).await);
        assert!(!awa.get(&marked).await.has("main p b"), "what is typed stays text");
    }
}

on_both! {
    /// A button pressed twice writes once; other words from a window left open are written too; nobody writes under
    /// somebody else's identifier.
    async fn sent_twice(app) {
        let (_, person) = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let form = awa.get(&format!("{person}/interviews/new")).await;
        let interview = form.attribute("input[name=interview]", "value").expect("an identifier");
        let list = format!("{person}/interviews");
        let sent = fields(&interview, &[("private", "Une fois.")]);
        let (first, second) = (awa.post(&list, &sent).await, awa.post(&list, &sent).await);
        assert_eq!(page_of(&first), page_of(&second));
        assert_eq!(count(&app, "interview").await, 1);
        let other = awa.post(&list, &fields(&interview, &[("text", "D’autres mots.")])).await;
        assert_ne!(page_of(&other), page_of(&first));
        let yanis = app.sign_in("mediator").await;
        assert_eq!(yanis.post(&list, &sent).await.status, 404, "nobody else’s identifier");

        let plan = format!("{person}/plan");
        let goal = awa.get(&plan).await.attribute("input[name=goal]", "value").expect("an identifier");
        let sent = [("goal", goal.as_str()), ("words", "Un logement à moi."), ("agreed", "spoken")];
        for _ in 0..2 {
            assert_eq!(awa.post(&plan, &sent).await.status, 303);
        }
        assert_eq!(count(&app, "support_goal").await, 1);
        let page = awa.get(&plan).await;
        let steps = page.attribute("form[action$='/steps']", "action").expect("a goal takes steps");
        let step = page.attribute("input[name=step]", "value").expect("an identifier");
        let sent = [("step", step.as_str()), ("what", "Appeler le bailleur"), ("who", "person")];
        for _ in 0..2 {
            assert_eq!(awa.post(&steps, &sent).await.status, 303);
        }
        assert_eq!(count(&app, "support_step").await, 1);
        let step = awa.get(&plan).await.attribute("form[action^='/steps/']", "action").expect("it can be done");
        for _ in 0..2 {
            assert_eq!(awa.post(&step, &[("kind", "step_done")]).await.status, 303);
        }
        assert_eq!(count(&app, "support_fact").await, 4, "opened, agreed on, a step, done");
        let other = app.sign_in("nurse").await.post(&step, &[("kind", "step_done")]).await;
        assert_eq!(other.status, 409);
        assert!(other.words().contains("Awa Diarra avait déjà noté"), "{}", other.words());
    }
}

/// Writes down a goal; answers the address of its steps.
async fn goal(browser: &Browser, plan: &str, words: &str, more: &[(&str, &str)]) -> String {
    let form = browser.get(plan).await;
    let minted = form.attribute("aside input[name=goal]", "value").expect("an identifier");
    let fixed = [("goal", minted.as_str()), ("words", words)];
    let answer = browser.post(plan, &[&fixed[..], more].concat()).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    browser.get(plan).await.attribute("form[action$='/steps']", "action").expect("a goal takes steps")
}

/// Adds a step.
async fn step(browser: &Browser, plan: &str, steps: &str, fields: &[(&str, &str)]) -> Seen {
    let form = browser.get(plan).await;
    let minted = form.attribute("input[name=step]", "value").expect("an identifier");
    browser.post(steps, &[&[("step", minted.as_str())], fields].concat()).await
}

on_both! {
    /// From a goal in her words to its end: agreed on, steps done, late and given up, put otherwise, reached; the whole
    /// team reads it.
    async fn a_plan_from_a_goal_to_its_end(app) {
        let (_, person) = followed(&app).await;
        let plan = format!("{person}/plan");
        let awa = app.sign_in("social_worker").await;
        let steps = goal(&awa, &plan, "Avoir un logement à moi. 🏠", &[]).await;
        let goal_path = steps.trim_end_matches("/steps").to_owned();
        assert!(awa.get(&plan).await.words().contains("Pas encore d’accord"));
        assert_eq!(awa.post(&goal_path, &[("kind", "agreement"), ("how", "spoken")]).await.status, 303);
        assert!(awa.get(&plan).await.words().contains("D’accord depuis le 23 novembre 2026 (dit)"));

        // Who does it: the person, somebody of the team, a service.
        let gp = awa.get(&plan).await.attribute("select[name=who] option:nth-child(3)", "value").expect("a member");
        assert_eq!(step(&awa, &plan, &steps, &[("what", "Avis d’imposition"), ("who", "person"), ("by", "30/11/2026")]).await.status, 303);
        assert_eq!(step(&awa, &plan, &steps, &[("what", "Certificat"), ("who", gp.as_str())]).await.status, 303);
        let service = [("what", "Budget"), ("who", "service"), ("service", "Point conseil budget")];
        assert_eq!(step(&awa, &plan, &steps, &service).await.status, 303);
        for wrong in [
            [("what", ""), ("who", "person"), ("by", "")],
            [("what", "Appeler"), ("who", ""), ("by", "")],
            [("what", "Appeler"), ("who", "service"), ("by", "")],
            [("what", "Appeler"), ("who", "person"), ("by", "22/11/2026")],
        ] {
            let refused = step(&awa, &plan, &steps, &wrong).await;
            assert_eq!(refused.status, 422, "{wrong:?}");
            assert_eq!(refused.attribute("input[name=what]", "value").as_deref(), Some(wrong[0].1), "nothing is lost");
        }
        let stranger = app.sealed(app.cast.get("psychiatrist").practitioner.uuid());
        let refused = step(&awa, &plan, &steps, &[("what", "Appeler"), ("who", stranger.as_str())]).await;
        assert_eq!(refused.status, 422, "not of the team");

        // Ten days later the first step is late; the nurse, who reads the plan, says that it is done.
        app.pass(24 * 10);
        let nurse = app.sign_in("nurse").await;
        let page = nurse.get(&plan).await;
        assert!(page.words().contains("En retard") && page.words().contains("Dr Paul Lemoine"), "{}", page.words());
        let first = page.attribute("form[action^='/steps/']", "action").expect("it can be done");
        let before = nurse.post(&first, &[("kind", "step_done"), ("on", "22/11/2026")]).await;
        assert_eq!(before.status, 422, "before it was added");
        assert_eq!(nurse.post(&first, &[("kind", "step_done"), ("on", "30/11/2026")]).await.status, 303);
        assert!(!nurse.get(&plan).await.words().contains("En retard"));
        let second = nurse.get(&plan).await.attribute("form[action^='/steps/']", "action").expect("the next");
        assert_eq!(nurse.post(&second, &[("kind", "step_dropped"), ("why", " ")]).await.status, 422);
        assert_eq!(nurse.post(&second, &[("kind", "step_dropped"), ("why", "Plus utile")]).await.status, 303);

        // Other words are agreed on anew.
        let awa = app.sign_in("social_worker").await;
        let change = [("kind", "change"), ("words", "Rester chez ma sœur."), ("why", "Elle va mieux")];
        assert_eq!(awa.post(&goal_path, &change).await.status, 303);
        let words = awa.get(&plan).await.words();
        assert!(words.contains("Rester chez ma sœur.") && words.contains("Pas encore d’accord"), "{words}");
        assert!(words.contains("Avoir un logement à moi. 🏠"), "what stood before is kept");
        assert_eq!(awa.post(&goal_path, &[("kind", "agreement"), ("how", "signed")]).await.status, 303);
        assert_eq!(awa.post(&goal_path, &[("kind", "nonsense")]).await.status, 422);
        assert_eq!(awa.post(&goal_path, &[("kind", "reaching")]).await.status, 303);
        let words = awa.get(&plan).await.words();
        assert!(words.contains("Atteint") && words.contains("Sans suite"), "the last step is left: {words}");
        let late = nurse.post(&goal_path, &[("kind", "dropping"), ("why", "Elle ne veut plus")]).await;
        assert_eq!(late.status, 409);
        assert!(late.words().contains("déjà refermé, par Awa Diarra"), "{}", late.words());
        assert!(late.words().contains("Elle ne veut plus"), "nothing typed is lost");
        let line = awa.get(&person).await.words();
        assert!(line.contains("Projet : objectif atteint"), "{line}");
    }
}

on_both! {
    /// On paper, in her words: what she reads of it, whom to call, her appointments for whoever may know of them.
    async fn printed_for_the_person(app) {
        let (_, person) = followed(&app).await;
        let plan = format!("{person}/plan");
        let awa = app.sign_in("social_worker").await;
        let empty = awa.get(&format!("{plan}/print")).await.words();
        assert!(empty.contains("Vous n’avez pas encore d’objectif écrit"), "{empty}");
        let steps = goal(&awa, &plan, "Avoir un logement à moi.", &[("agreed", "signed")]).await;
        assert_eq!(step(&awa, &plan, &steps, &[("what", "Avis d’imposition"), ("who", "person"), ("by", "30/11/2026")]).await.status, 303);
        let planned = [("status", "planned"), ("on", "26/11/2026"), ("time", "14:30"), ("text", ""), ("private", "Seule à seule.")];
        assert_eq!(note(&awa, &person, &planned).await.status, 303);
        let sheet = awa.get(&format!("{plan}/print")).await;
        assert_eq!(sheet.first("h1"), "Votre projet");
        let words = sheet.words();
        for expected in [
            "Mes objectifs", "Avoir un logement à moi.", "Vous êtes d’accord.", "Vous Avis d’imposition",
            "avant le lundi 30 novembre 2026", "Mes prochains rendez-vous", "14 h 30", "avec Awa Diarra", "Qui appeler", "3114",
        ] {
            assert!(words.contains(expected), "{expected} in {words}");
        }
        assert!(!words.contains("Seule à seule"), "never the private part");
        assert!(sheet.has(".no-print a[href$='/plan']") && !sheet.has("main article form"), "nothing to press on paper");
        let of_gp = app.sign_in("gp").await.get(&format!("{plan}/print")).await.words();
        assert!(of_gp.contains("Avoir un logement à moi.") && !of_gp.contains("14 h 30"), "{of_gp}");
        assert_eq!(app.sign_in("gp_secretary").await.get(&plan).await.status, 200, "coordination is theirs");
    }
}

on_both! {
    /// Who is not around the person finds nothing, whatever the address.
    async fn hidden(app) {
        let (_, person) = followed(&app).await;
        let plan = format!("{person}/plan");
        let awa = app.sign_in("social_worker").await;
        let interview = page_of(&note(&awa, &person, &[]).await);
        let steps = goal(&awa, &plan, "Un logement.", &[]).await;
        assert_eq!(step(&awa, &plan, &steps, &[("what", "Appeler"), ("who", "person")]).await.status, 303);
        let one = awa.get(&plan).await.attribute("form[action^='/steps/']", "action").expect("a step");
        let goal_path = steps.trim_end_matches("/steps").to_owned();
        for persona in ["gp_2", "psychiatrist_2", "admin", "dpo"] {
            let other = app.sign_in(persona).await;
            let read = [
                format!("{person}/interviews"), format!("{person}/interviews/new"), interview.clone(),
                format!("{interview}/edit"), plan.clone(), format!("{plan}/print"),
            ];
            for path in read {
                assert_eq!(other.get(&path).await.status, 404, "{persona}: {path}");
            }
            let sent = [
                (format!("{person}/interviews"), "kept"), (format!("{interview}/edit"), "kept"),
                (format!("{interview}/outcome"), "missed"), (format!("{interview}/share"), ""),
                (format!("{interview}/take-back"), ""), (plan.clone(), ""), (goal_path.clone(), ""),
                (steps.clone(), ""), (one.clone(), ""),
            ];
            for (path, status) in sent {
                let more = [("status", status), ("kind", "step_done"), ("words", "Non"), ("what", "Non"), ("who", "person")];
                assert_eq!(other.post(&path, &more).await.status, 404, "{persona}: {path}");
            }
        }
        // The nurse of the team reads the plan, and nothing of the social part.
        let nurse = app.sign_in("nurse").await;
        assert_eq!(nurse.get(&plan).await.status, 200);
        assert_eq!(nurse.get(&format!("{person}/interviews/new")).await.status, 403);
        assert_eq!(nurse.get(&interview).await.status, 404);
    }
}
