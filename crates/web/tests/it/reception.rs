//! The reception over HTTP: somebody comes in without a name, is sent to somebody, comes back and becomes a person; who
//! reads why they came; what a note may not say; two people behind one counter.

use care::people::TeamGround;
use care::stories::acting;
use care::{PersonId, people, reception};
use sea_orm::{ConnectionTrait, Statement};
use testkit::{App, Browser, Seen, on_both};

/// How many rows answer.
async fn count(app: &App, text: &str) -> i64 {
    let db = app.house.db().reader();
    let text = format!("SELECT COUNT(*) AS n FROM {text}");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), text)).await;
    row.expect("the database answers").expect("a row").try_get("", "n").expect("a number")
}

/// Fills the form of an arrival, and sends it.
async fn comes(browser: &Browser, more: &[(&str, &str)]) -> Seen {
    let form = browser.get("/reception/arrivals/new").await;
    assert_eq!(form.status, 200, "{}", form.words());
    let arrival = form.attribute("input[name=arrival]", "value").expect("the form has its identifier");
    browser.post("/reception/arrivals", &fields(&arrival, more)).await
}

fn fields<'a>(arrival: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [("arrival", arrival), ("who", "nobody"), ("how", "alone"), ("reasons", "rights")];
    let kept = usual.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more.iter().copied()).collect()
}

/// The page to which a saved form leads.
fn page_of(answer: &Seen) -> String {
    assert_eq!(answer.status, 303, "{}", answer.words());
    answer.location().split('?').next().expect("an address").to_owned()
}

/// A person of the GP's in whose team the social worker of the centre is.
async fn followed(app: &App) -> (PersonId, String) {
    let gp = app.cast.get("gp").role;
    let person = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
    app.joins(person, gp, "social_worker", TeamGround::ChosenByPerson).await;
    (person, app.sealed(person.uuid()))
}

on_both! {
    /// Somebody comes in without a name, is sent to the mediator and received; the next day they come back and say who they
    /// are: the arrival becomes a person, in one act.
    async fn without_a_name_then_a_person(app) {
        let yanis = app.sign_in("mediator").await;
        let empty = yanis.get("/reception").await;
        assert!(empty.words().contains("Personne n’est encore venu"), "{}", empty.words());
        assert!(empty.has("nav a[href='/reception'][aria-current]"), "the book is in the navigation");
        let more = [("called", "bonnet bleu"), ("note", "Ne veut pas dire son nom."), ("reasons", "presence")];
        let first = page_of(&comes(&yanis, &more).await);
        let book = yanis.get("/reception").await;
        assert!(book.words().contains("Une personne attend"), "{}", book.words());
        assert!(book.words().contains("bonnet bleu"), "{}", book.words());
        assert_eq!(yanis.post(&format!("{first}/orientation"), &[("to", "mediator")]).await.status, 303);
        let page = yanis.get(&first).await;
        assert!(page.words().contains("Médiatrice ou médiateur en santé"), "{}", page.words());
        assert_eq!(yanis.post(&format!("{first}/outcome"), &[("outcome", "seen")]).await.status, 303);
        let book = yanis.get("/reception").await;
        assert!(book.words().contains("Personne n’attend"), "{}", book.words());
        assert!(book.words().contains("Passées"), "{}", book.words());
        assert_eq!(count(&app, "person").await, 0, "nobody was created");
        assert_eq!(count(&app, "arrival_call").await, 1);

        app.pass(24);
        let yanis = app.sign_in("mediator").await;
        assert!(!yanis.get(&first).await.text().contains("bonnet bleu"), "not called so the day after");
        reception::forget_calls(&app.system()).await.expect("it is forgotten");
        assert_eq!(count(&app, "arrival_call").await, 0, "nothing of it is left");
        let yesterday = yanis.get("/reception?on=2026-11-23").await;
        assert!(yesterday.has(&format!("a[href='{first}']")), "{}", yesterday.words());
        let back = comes(&yanis, &[("who", "new")]).await;
        let form = yanis.get(&back.location()).await;
        assert_eq!(form.status, 200, "{}", form.words());
        let (draft, arrival) = (
            form.attribute("input[name=draft]", "value").expect("an identifier"),
            form.attribute("input[name=arrival]", "value").expect("the arrival"),
        );
        let person = [
            ("draft", draft.as_str()),
            ("arrival", arrival.as_str()),
            ("family", "Okafor"),
            ("given", "Samuel"),
            ("sex", "male"),
            ("birth_date", "17/02/1988"),
            ("ground", "consent"),
            ("told", "in_person"),
        ];
        for _ in 0..2 {
            let created = yanis.post("/persons/new", &person).await;
            assert_eq!(page_of(&created), format!("/reception/arrivals/{arrival}"));
        }
        assert_eq!(count(&app, "person").await, 1, "sent twice, created once");
        assert_eq!(count(&app, "entry WHERE kind = 'arrival'").await, 1);
        let page = yanis.get(&format!("/reception/arrivals/{arrival}")).await;
        assert!(page.first("h1").contains("Okafor"), "{}", page.words());
        assert!(page.words().contains("Devenue une personne suivie"), "{}", page.words());
        let record = page.attribute("main a[href^='/persons/']", "href").expect("a link to the record");
        let record = yanis.get(&record).await;
        assert!(record.words().contains("Passage à l’accueil"), "{}", record.words());
        assert!(!record.words().contains("Papiers, droits"), "without the reason: {}", record.words());
    }
}

on_both! {
    /// An arrival of yesterday can become a person today; somebody who is found is not created again.
    async fn who_it_was_is_said_later(app) {
        let (_, nadia) = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let arrival = page_of(&comes(&awa, &[("who", "known")]).await);
        let arrival = arrival.trim_end_matches("/person").to_owned();
        let form = awa.get(&format!("{arrival}/person")).await;
        assert_eq!(form.status, 200);
        let found = awa.post(&format!("{arrival}/search"), &[("q", "ferhat")]).await;
        assert!(found.has(&format!("button[name=person][value='{nadia}']")), "{}", found.words());
        let nobody = awa.post(&format!("{arrival}/search"), &[("q", "zzz")]).await;
        assert!(nobody.words().contains("les personnes que vous pouvez voir"), "{}", nobody.words());
        assert_eq!(awa.post(&format!("{arrival}/person"), &[]).await.status, 422, "nobody was chosen");
        app.pass(24);
        let awa = app.sign_in("social_worker").await;
        for _ in 0..2 {
            let told = awa.post(&format!("{arrival}/person"), &[("person", &nadia)]).await;
            assert_eq!(page_of(&told), arrival, "said twice, said once");
        }
        assert_eq!(count(&app, "entry WHERE kind = 'arrival'").await, 1);
        assert!(awa.get(&arrival).await.first("h1").contains("Nadia Ferhat"));
        // The record of whom resembles is proposed, and is them.
        let other = page_of(&comes(&awa, &[]).await);
        let form = awa.get(&format!("/persons/new?arrival={}", other.rsplit('/').next().unwrap_or_default())).await;
        let value = |name: &str| form.attribute(&format!("input[name={name}]"), "value").expect("a hidden field");
        let (draft, sealed) = (value("draft"), value("arrival"));
        let alike = [
            ("draft", draft.as_str()),
            ("arrival", sealed.as_str()),
            ("family", "Ferhat"),
            ("given", "Nadia"),
            ("sex", "female"),
            ("birth_date", "14/03/1979"),
        ];
        let proposed = awa.post("/persons/new", &alike).await;
        assert_eq!(proposed.status, 422);
        let action = proposed.attribute(&format!("button[name=person][value='{nadia}']"), "formaction");
        let action = action.expect("« it is them »");
        let told = awa.post(&action, &[&alike[..], &[("person", nadia.as_str())]].concat()).await;
        assert_eq!(page_of(&told), other);
        assert_eq!(count(&app, "person").await, 1);
    }
}

on_both! {
    /// Who reads why: whoever wrote it, those who care and accompany while nobody knows who came; of a person, their team.
    /// The secretary reads the logistics. Another structure sees nothing at all.
    async fn who_reads_why(app) {
        let (nadia_id, nadia) = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let more = [("reasons", "rights"), ("reasons", "care"), ("note", "Mal de dents.")];
        let arrival = page_of(&comes(&awa, &more).await);
        let (fatou, yanis) = (app.sign_in("receptionist").await, app.sign_in("mediator").await);
        for page in [arrival.as_str(), "/reception"] {
            let words = fatou.get(page).await.words();
            assert!(words.contains("Papiers, droits"), "{words}");
            assert!(!words.contains("problème de santé") && !words.contains("dents"), "{words}");
            assert!(!words.contains("Masqué"), "{words}");
        }
        let words = yanis.get(&arrival).await.words();
        assert!(words.contains("problème de santé") && words.contains("Mal de dents"), "{words}");

        let own = page_of(&comes(&fatou, &[("reasons", "care"), ("note", "Demande un dentiste.")]).await);
        assert!(fatou.get(&own).await.words().contains("Demande un dentiste"), "she reads her own");

        assert_eq!(awa.post(&format!("{arrival}/person"), &[("person", &nadia)]).await.status, 303);
        let words = yanis.get(&arrival).await.words();
        assert!(words.contains("Une personne connue") && !words.contains("Ferhat"), "{words}");
        assert!(!words.contains("problème de santé") && !words.contains("dents"), "not of her team: {words}");
        assert!(!yanis.get("/reception").await.text().contains("Ferhat"));
        let words = fatou.get(&arrival).await.words();
        assert!(words.contains("Ferhat") && !words.contains("dents"), "identity, not the content: {words}");
        assert!(fatou.get("/reception").await.words().contains("Ferhat"));
        app.joins(nadia_id, app.cast.get("gp").role, "mediator", TeamGround::Consent).await;
        let words = yanis.get(&arrival).await.words();
        assert!(words.contains("Ferhat") && words.contains("Mal de dents"), "now he is: {words}");

        for persona in ["gp", "gp_2", "nurse", "secretary", "coordinator", "program_lead", "identity", "admin", "dpo"] {
            let other = app.sign_in(persona).await;
            for path in ["/reception", "/reception/arrivals/new", arrival.as_str(), &format!("{arrival}/person")] {
                assert_eq!(other.get(path).await.status, 404, "{persona}: {path}");
            }
            for path in ["/reception/arrivals".to_owned(), format!("{arrival}/orientation"), format!("{arrival}/outcome")] {
                assert_eq!(other.post(&path, &[("to", "nurse")]).await.status, 404, "{persona}: {path}");
            }
            assert!(!other.get("/").await.has("nav a[href='/reception']"), "{persona}");
        }
        let gp = app.sign_in("gp").await.get(&format!("/persons/{nadia}")).await;
        assert!(gp.words().contains("Passage à l’accueil"), "{}", gp.words());
        assert!(!gp.text().contains("dents"));
    }
}

on_both! {
    /// The book names a person to exactly those of the reception to whom the policy shows them.
    async fn names_are_those_the_policy_shows(app) {
        let (gp, other) = (app.cast.get("gp").role, app.cast.get("gp_2").role);
        let awa = acting(&app.house, app.cast.get("social_worker").role).await.expect("they act");
        let mut came = Vec::new();
        for (number, (by, mediator)) in [(gp, false), (gp, true), (other, true), (other, false)].into_iter().enumerate() {
            let person = app.person(by, "Louise", "Aubert", &format!("198{number}-02-03")).await;
            app.joins(person, by, "social_worker", TeamGround::ChosenByPerson).await;
            if mediator {
                app.joins(person, by, "mediator", TeamGround::Consent).await;
            }
            let arrival = app.arrives("social_worker", "Sans rien dire.", None).await;
            reception::recognise(&awa, arrival, person).await.expect("it was them");
            came.push((arrival, person));
        }
        let objects = care::people::InformationKind::Opposed;
        app.says(came[1].1, gp, objects, None, "").await;
        app.arrives("mediator", "Sans rien dire.", None).await;
        for persona in ["social_worker", "mediator", "receptionist"] {
            let ctx = acting(&app.house, app.cast.get(persona).role).await.expect("they act");
            let book = reception::book(&ctx, None, None).await.expect("they keep it");
            assert_eq!(book.waiting.len(), 5, "{persona}: every arrival stands in it");
            for line in &book.waiting {
                let Some((_, person)) = came.iter().find(|(arrival, _)| *arrival == line.id) else {
                    assert_eq!(line.who, reception::Who::Nobody);
                    continue;
                };
                let facts = people::person_facts(&ctx, &ctx.reader(), *person).await.expect("there is such a person");
                let shown = ctx.may(policy::Action::ReadIdentity, &policy::Resource::Person(facts));
                let named = matches!(&line.who, reception::Who::Person(brief) if brief.id == *person);
                assert_eq!(named, shown, "{persona}");
                assert!(named || line.who == reception::Who::Somebody, "{persona}");
            }
        }
    }
}

on_both! {
    /// A person whom one does not see is not somebody's arrival; whoever sees the name alone does not write in the record.
    async fn nobody_is_named_out_of_reach(app) {
        let hidden = app.person(app.cast.get("gp_2").role, "Paul", "Durand", "1960-01-01").await;
        let awa = app.sign_in("social_worker").await;
        let arrival = page_of(&comes(&awa, &[]).await);
        let hidden = app.sealed(hidden.uuid());
        let (strange, absent) = (
            awa.post(&format!("{arrival}/person"), &[("person", hidden.as_str())]).await,
            awa.post(&format!("{arrival}/person"), &[("person", "6f1c2f3e-7a53-4f0e-9d2e-0a4c6c2b9f11")]).await,
        );
        assert_eq!((strange.status, absent.status), (404, 404));
        assert_eq!(strange.words(), absent.words());
        assert_eq!(count(&app, "arrival WHERE person_id IS NOT NULL").await, 0);
    }
}

on_both! {
    /// What is typed comes back with what to do about it; what would say who somebody is, is refused.
    async fn bad_input(app) {
        let yanis = app.sign_in("mediator").await;
        let refused = comes(&yanis, &[("note", "Rappeler au 06 00 00 12 34"), ("time", "23:59"), ("how", "by-air")]).await;
        assert_eq!(refused.status, 422);
        let words = refused.words();
        assert!(words.contains("Il y a là un numéro") && words.contains("pas encore passée"), "{words}");
        assert_eq!(refused.first("textarea[name=note]"), "Rappeler au 06 00 00 12 34", "nothing typed is lost");
        assert!(refused.has("input[name=reasons][value=rights][checked]"));
        for wrong in [
            ("note", "nadia@example.org"),
            ("note", "née le 14/03/1979"),
            ("note", "2 79 03 37 261 123 26"),
            ("called", "0600001234"),
            ("reasons", "weather"),
            ("how", ""),
            ("time", "midi"),
        ] {
            assert_eq!(comes(&yanis, &[wrong]).await.status, 422, "{wrong:?}");
        }
        assert_eq!(count(&app, "arrival").await, 0);
        let long = "é".repeat(500);
        let arrival = page_of(&comes(&yanis, &[("note", &long), ("called", "<b>X</b> 👋")]).await);
        let page = yanis.get(&arrival).await;
        assert!(page.text().contains(&long) && !page.has("main h1 b"), "kept whole, and text stays text");
        assert_eq!(comes(&yanis, &[("note", &format!("{long}é"))]).await.status, 422);
        // Nobody has to say why: what a secretary does not read cannot be told from what was not said.
        let form = yanis.get("/reception/arrivals/new").await;
        let id = form.attribute("input[name=arrival]", "value").expect("an identifier");
        let silent = [("arrival", id.as_str()), ("who", "nobody"), ("how", "alone")];
        let silent = page_of(&yanis.post("/reception/arrivals", &silent).await);
        let confided = page_of(&comes(&yanis, &[("reasons", "distress"), ("note", "Pleure.")]).await);
        let fatou = app.sign_in("receptionist").await;
        let same = |page: Seen, path: &str| page.text().replace(path.rsplit('/').next().unwrap_or_default(), "");
        let (one, other) = (fatou.get(&silent).await, fatou.get(&confided).await);
        assert_eq!(same(one, &silent), same(other, &confided), "the same page, to the byte");
        assert_eq!(yanis.post(&format!("{arrival}/orientation"), &[]).await.status, 422);
        assert_eq!(yanis.post(&format!("{arrival}/orientation"), &[("to", "moon")]).await.status, 422);
        assert_eq!(yanis.post(&format!("{arrival}/outcome"), &[("outcome", "flew")]).await.status, 422);
        assert_eq!(yanis.post(&format!("{arrival}/mistake"), &[]).await.status, 422);
        assert_eq!(yanis.get("/reception?on=2030-01-01").await.status, 404, "the book has no day to come");
        assert_eq!(yanis.get("/reception?on=never&after=x").await.status, 200);
        let english = app.sign_in("mediator").await.in_english();
        assert!(english.get(&arrival).await.words().contains("Without a name"));
    }
}

on_both! {
    /// Two people behind one counter: a button pressed twice acts once, and the second to speak is told who spoke first.
    async fn two_behind_one_counter(app) {
        let (awa, yanis) = (app.sign_in("social_worker").await, app.sign_in("mediator").await);
        let form = awa.get("/reception/arrivals/new").await;
        let arrival = form.attribute("input[name=arrival]", "value").expect("an identifier");
        let sent = fields(&arrival, &[("note", "Une fois.")]);
        let (first, second) = (awa.post("/reception/arrivals", &sent).await, awa.post("/reception/arrivals", &sent).await);
        assert_eq!(page_of(&first), page_of(&second));
        assert_eq!(count(&app, "arrival").await, 1);
        let other = awa.post("/reception/arrivals", &fields(&arrival, &[("note", "Quelqu’un d’autre.")])).await;
        assert_ne!(page_of(&other), page_of(&first), "somebody else is somebody else");
        assert_eq!(yanis.post("/reception/arrivals", &sent).await.status, 404, "nobody else’s identifier");

        let page = page_of(&first);
        assert_eq!(awa.post(&format!("{page}/outcome"), &[("outcome", "seen")]).await.status, 409, "by whom?");
        for _ in 0..2 {
            assert_eq!(awa.post(&format!("{page}/orientation"), &[("to", "nurse")]).await.status, 303);
        }
        assert_eq!(count(&app, "arrival_fact WHERE kind = 'orientation'").await, 1);
        assert_eq!(yanis.post(&format!("{page}/outcome"), &[("outcome", "left")]).await.status, 303);
        let late = awa.post(&format!("{page}/outcome"), &[("outcome", "seen")]).await;
        assert_eq!(late.status, 409);
        assert!(late.words().contains("Yanis Chérif a déjà noté la suite"), "{}", late.words());

        let (_, nadia) = followed(&app).await;
        assert_eq!(awa.post(&format!("{page}/person"), &[("person", &nadia)]).await.status, 303);
        let fatou = app.sign_in("receptionist").await;
        let again = fatou.post(&format!("{page}/person"), &[("person", &nadia)]).await;
        assert_eq!(again.status, 409);
        assert!(again.words().contains("Awa Diarra a déjà dit qui c’était"), "{}", again.words());
        for _ in 0..2 {
            assert_eq!(fatou.post(&format!("{page}/mistake"), &[("why", "Notée deux fois")]).await.status, 303);
        }
        assert_eq!(count(&app, "entry WHERE kind = 'arrival-mistaken' AND withdrawn_at IS NOT NULL").await, 1);
        assert_eq!(awa.post(&format!("{page}/orientation"), &[("to", "nurse")]).await.status, 409);
    }
}

on_both! {
    /// Those who wait longest come first; a day that has many is read page by page, in the same few statements.
    async fn the_longest_wait_first(app) {
        let yanis = app.sign_in("mediator").await;
        for (called, time) in [("deuxième", "8:20"), ("premier", "8:10"), ("troisième", "")] {
            assert_eq!(comes(&yanis, &[("called", called), ("time", time)]).await.status, 303);
        }
        let early = comes(&yanis, &[("called", "tôt"), ("time", "8:00")]).await;
        assert_eq!(early.status, 303, "{}", early.words());
        let lines = yanis.get("/reception").await.all("ol.queue h3 a");
        assert!(lines[0].contains("tôt") && lines[1].contains("premier") && lines[3].contains("troisième"), "{lines:?}");
        let (_, few) = store::count::scope(yanis.get("/reception")).await;
        let ctx = acting(&app.house, app.cast.get("mediator").role).await.expect("they act");
        let rules = reception::desk(&ctx).expect("he keeps it").rules;
        for number in 0..40 {
            let form = reception::ArrivalForm {
                how: "alone".to_owned(),
                reasons: vec!["information".to_owned()],
                called: format!("n {number}"),
                ..reception::ArrivalForm::default()
            };
            let new = reception::NewArrival::parse(&form, &rules, ctx.now()).expect("an arrival");
            let id = reception::record(&ctx, ctx.new_id(), new).await.expect("it is noted");
            reception::happened(&ctx, id, reception::NewFact::leaving()).await.expect("they left");
        }
        let (first, many) = store::count::scope(yanis.get("/reception")).await;
        assert_eq!(few, many, "as many statements for many lines as for few");
        let next = first.attribute("a[href*='after=']", "href").expect("there is more");
        let rest = yanis.get(&next).await;
        assert_eq!(rest.status, 200);
        let over = |page: &Seen| page.all("#g-over ~ ol.queue h3 a");
        let (shown, others) = (over(&first), over(&rest));
        assert_eq!((shown.len(), others.len()), (30, 10), "{}", rest.words());
        assert!(shown.iter().all(|it| !others.contains(it)), "nobody stands on both pages");
    }
}

on_both! {
    /// Each look and each act stands in the journal, with whom it showed.
    async fn it_is_journalled(app) {
        let (_, nadia) = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let arrival = page_of(&comes(&awa, &[]).await);
        assert_eq!(awa.post(&format!("{arrival}/person"), &[("person", &nadia)]).await.status, 303);
        awa.get(&arrival).await;
        awa.get("/reception").await;
        for (action, persons) in
            [("arrival.recorded", 0), ("arrival.recognised", 1), ("arrival.read", 1), ("reception.list", 1)]
        {
            let named = format!(
                "audit_event e WHERE e.action = '{action}' AND {persons} = (SELECT COUNT(*) FROM audit_event_person p \
                 WHERE p.event_id = e.id)"
            );
            assert!(count(&app, &named).await >= 1, "{action}");
        }
    }
}

on_both! {
    /// Merging two records moves the arrivals, and undoing it moves them back.
    async fn arrivals_follow_a_merge(app) {
        let (kept, sealed) = followed(&app).await;
        let other = app.person(app.cast.get("gp").role, "Nadia", "Ferhatt", "1979-03-14").await;
        app.joins(other, app.cast.get("gp").role, "social_worker", TeamGround::ChosenByPerson).await;
        let awa = app.sign_in("social_worker").await;
        let arrival = page_of(&comes(&awa, &[]).await);
        let told = awa.post(&format!("{arrival}/person"), &[("person", &app.sealed(other.uuid()))]).await;
        assert_eq!(told.status, 303);
        app.jobs().await;
        let identity = acting(&app.house, app.cast.get("identity").role).await.expect("they act");
        let queue = people::vigilance_queue(&identity, None).await.expect("the queue");
        let pair = queue.items.first().expect("the two resemble");
        people::merge(&identity, pair.id, kept).await.expect("they are one");
        let page = awa.get(&arrival).await;
        assert!(page.has(&format!("a[href='/persons/{sealed}']")), "{}", page.words());
    }
}

on_both! {
    /// The programme shows its strands; its report tells what was recorded, exactly to the team and masked outside.
    async fn the_programme_and_its_figures(app) {
        let (_, nadia) = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let program = awa.get("/programs/social-accompaniment").await;
        for strand in ["Accueil", "Sanitaire", "Social", "Éducation populaire en santé", "Formation et enseignement"] {
            assert!(program.all("main h2").iter().any(|it| it.contains(strand)), "{strand}: {}", program.words());
        }
        assert!(program.words().contains("Papiers, droits, courrier"), "{}", program.words());
        assert_eq!(awa.get("/programs/no-such").await.status, 404);
        assert_eq!(awa.get("/programs/social-accompaniment/board").await.status, 403, "it is not hers");
        assert_eq!(awa.get("/programs/advice-line").await.status, 200);

        let arrivals = [comes(&awa, &[]).await, comes(&awa, &[]).await, comes(&awa, &[]).await];
        let [one, two, three] = arrivals.map(|it| page_of(&it));
        assert_eq!(awa.post(&format!("{one}/orientation"), &[("to", "nurse")]).await.status, 303);
        assert_eq!(awa.post(&format!("{two}/person"), &[("person", &nadia)]).await.status, 303);
        assert_eq!(awa.post(&format!("{three}/mistake"), &[("why", "Deux fois")]).await.status, 303);
        let base = "/programs/social-accompaniment/report";
        let json = awa.get(&format!("{base}.json?from=2026-11-01&to=2026-11-30")).await;
        assert_eq!(json.status, 200, "{}", json.words());
        let told: serde_json::Value = serde_json::from_slice(&json.body).expect("it is JSON");
        let figure = |key: &str| told["indicators"][key].as_i64();
        assert_eq!(figure("arrivals"), Some(2), "{told}");
        assert_eq!(figure("arrivals_anonymous"), Some(1));
        assert_eq!(figure("oriented"), Some(1));
        assert_eq!(figure("became_persons"), Some(0), "she was known");
        assert_eq!(figure("persons_accompanied"), Some(1));
        assert_eq!(figure("interviews_held"), Some(0));
        let page = awa.get(&format!("{base}?from=2026-11-01&to=2026-11-30")).await;
        assert!(page.words().contains("Centre de santé Les Rives"), "{}", page.words());
        let facts = awa.get(&format!("{base}/arrivals?from=2026-11-01&to=2026-11-30")).await;
        assert_eq!(facts.status, 200);
        assert!(facts.has(&format!("a[href='{one}']")), "{}", facts.words());
        assert_eq!(awa.get(&format!("{base}/definitions")).await.status, 200);
        assert_eq!(awa.get(&format!("{base}/advices_asked?from=2026-11-01&to=2026-11-30")).await.status, 404);

        app.pass(24 * 60);
        let lead = app.sign_in("program_lead").await;
        let json = lead.get(&format!("{base}.json?period=2026")).await;
        let told: serde_json::Value = serde_json::from_slice(&json.body).expect("it is JSON");
        assert_eq!(told["audience"], "funder", "{told}");
        assert_eq!(told["indicators"]["arrivals"], "<5", "{told}");
        assert_eq!(lead.get(&format!("{base}/arrivals?period=2026")).await.status, 403);
        assert_eq!(app.sign_in("gp").await.get(base).await.status, 403);
    }
}

on_both! {
    /// A part that the programme does not have is refused, with why.
    async fn parts_of_a_programme(app) {
        use care::directory::{NewMembership, join_program};
        use policy::ProgramRole;
        let ctx = app.system();
        let join = async |program: &str, as_what| {
            let (role, program) = (app.cast.get("nurse").role, program.to_owned());
            join_program(&ctx, NewMembership { role, program, as_what, from: None }).await
        };
        for part in [ProgramRole::Asker, ProgramRole::Answerer, ProgramRole::Triage] {
            assert!(join("social-accompaniment", part).await.is_err(), "{part}");
        }
        assert!(join("advice-line", ProgramRole::Welcomer).await.is_err());
        join("social-accompaniment", ProgramRole::Coordinator).await.expect("there is something to coordinate");
        join("social-accompaniment", ProgramRole::Welcomer).await.expect("there is a reception");
        let nurse = app.sign_in("nurse").await;
        assert_eq!(nurse.get("/reception").await.status, 200, "the book of the CMP, which is its own");
        assert!(nurse.get("/reception").await.words().contains("CMP des Tanneurs"));
        assert!(!nurse.get("/").await.has("nav a[href$='/board']"), "there is no board without an advice line");
        assert_eq!(nurse.get("/programs/social-accompaniment/board").await.status, 404, "there is nothing to sort");
    }
}
