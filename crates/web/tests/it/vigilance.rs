//! Identity vigilance over HTTP: two records of one person, made one; and the way back.

use std::collections::BTreeSet;

use care::access::Actor;
use care::accounts::{self, Login, NewAccount, Password};
use care::directory::{self, NewPractitioner, NewRole, PractitionerForm};
use care::people::{self, InformationKind, Opened, TimelinePart};
use care::requests::advice;
use care::stories::{PASSWORD, Step, acting, tell};
use care::{Error, PersonId, RoleId};
use jiff::SignedDuration;
use policy::{Function, Profession};
use sea_orm::{ConnectionTrait, Statement};
use store::Worker;
use testkit::{App, Browser, Engine, Seen, on_both};

/// What refers to a person without moving when their record is merged, and why.
const STAYS: [(&str, &str); 6] = [
    ("identity_match", "a pair of records is about those two, whatever becomes of them"),
    ("person_change", "what was changed in an identity was changed in that one"),
    ("person_key", "the merged record is still found by what it was known by"),
    ("person_look", "who looked last looked at that record"),
    ("import_line", "a line of a file made that record"),
    ("audit_event_person", "the journal says what happened, to the record it happened to"),
];

on_both! {
    /// Whatever refers to a person moves with them when their record is merged: no table is forgotten.
    async fn every_table_that_refers_to_a_person_moves_with_them(app) {
        let text = match app.engine() {
            Engine::Sqlite => {
                "SELECT m.name AS name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
                 WHERE m.type = 'table' AND c.name = 'person_id'"
            }
            Engine::Postgres => {
                "SELECT table_name::text AS name FROM information_schema.columns \
                 WHERE column_name = 'person_id' AND table_schema = current_schema()"
            }
        };
        let db = app.house.db().reader();
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), text)).await.expect("tables");
        let all: BTreeSet<String> = rows.iter().map(|row| row.try_get("", "name").expect("a name")).collect();
        let known = people::REFERRING.into_iter().chain(STAYS.map(|(table, _)| table));
        assert_eq!(all, known.map(str::to_owned).collect::<BTreeSet<_>>());
    }
}

/// Does what was promised: looks for records that resemble one another.
async fn look(app: &App) {
    let worker = Worker::new(app.house.db().clone(), app.house.clock().clone(), app.house.entropy().clone());
    people::handlers(worker, &app.house).run_due(app.house.clock().now()).await.expect("the jobs run");
}

/// One person, whom two doctors wrote down without knowing of each other; what resembles is found.
async fn two_records(app: &App) -> (PersonId, PersonId) {
    let one = app.person(app.cast.get("gp").role, "Nadia", "Ferhat", "1979-03-14").await;
    app.clock.advance(SignedDuration::from_mins(3));
    let other = app.person(app.cast.get("gp_2").role, "Nadia", "Ferrat", "1979-03-14").await;
    look(app).await;
    (one, other)
}

/// The first pair of the queue.
async fn first_pair(vigilance: &Browser) -> String {
    let queue = vigilance.get("/vigilance").await;
    queue.attribute(".queue h3 a", "href").unwrap_or_else(|| panic!("an empty queue: {}", queue.words()))
}

/// What a professional finds under a record: themselves, moved to another, or nothing.
async fn found(app: &App, role: RoleId, person: PersonId) -> Option<PersonId> {
    let ctx = acting(&app.house, role).await.expect("they act");
    match people::open(&ctx, person, TimelinePart::default()).await {
        Ok(Opened::Here(view)) => Some(view.person.id),
        Ok(Opened::Moved(to)) => Some(to),
        Err(Error::NotFound) => None,
        Err(other) => panic!("{other}"),
    }
}

/// The care team of a person, as the doctor named sees it.
async fn team(app: &App, role: RoleId, person: PersonId) -> Vec<String> {
    let ctx = acting(&app.house, role).await.expect("they act");
    let Ok(Opened::Here(view)) = people::open(&ctx, person, TimelinePart::default()).await else {
        panic!("the record is theirs to open")
    };
    view.team.iter().map(|member| format!("{} {:?}", member.name, member.kind)).collect()
}

on_both! {
    /// Neither doctor learns of the other's record; vigilance does, and of identity alone. Merged, both open one
    /// record; undone, each has their own again, exactly as it was.
    async fn two_doctors_one_person(app) {
        let (gp, gp_2) = (app.cast.get("gp").role, app.cast.get("gp_2").role);
        let (one, other) = two_records(&app).await;
        assert_eq!(found(&app, gp, other).await, None, "nothing shows to the first");
        assert_eq!(found(&app, gp_2, one).await, None, "nor to the second");
        let second = app.sign_in("gp_2").await;
        assert!(!second.post("/persons/search", &[("q", "ferhat")]).await.words().contains("Ferhat"));
        let mut told = app.request(Some(other));
        told.gp = gp_2;
        tell(&app.house, &mut told, Step::Send).await.expect("a request about the second record");
        let (team_before, other_team) = (team(&app, gp, one).await, team(&app, gp_2, other).await);

        let vigilance = app.sign_in("identity").await;
        let queue = vigilance.get("/vigilance").await;
        assert!(queue.words().contains("Mme Nadia Ferhat et Mme Nadia Ferrat"), "{}", queue.words());
        assert!(queue.words().contains("Diffèrent : Nom de naissance"), "{}", queue.words());
        let pair = first_pair(&vigilance).await;
        let (page, queries) = store::count::scope(vigilance.get(&pair)).await;
        assert!(queries <= 5, "{queries} queries for a pair");
        assert!(page.words().contains("une différence"), "{}", page.words());
        assert_eq!(page.first("tr[data-differs] th"), "Nom de naissance");
        assert!(page.first("tr[data-differs]").contains("diffère"), "said in words too");
        assert_eq!(page.attribute("input[name=kept][checked]", "value"), Some(app.sealed(one.uuid())), "the older is proposed");
        assert!(!page.words().contains("Lemoine") && !page.words().contains("Besnard"), "identity alone: {}", page.words());

        app.clock.advance(SignedDuration::from_mins(1));
        let kept = app.sealed(one.uuid());
        let merged = vigilance.post(&format!("{pair}/merge"), &[("kept", &kept)]).await;
        assert_eq!(merged.location(), "/vigilance?done=merged", "{}", merged.words());
        let after = vigilance.get(&merged.location()).await;
        assert!(after.words().contains("n’en font plus qu’une") && after.words().contains("Aucun doublon"), "{}", after.words());
        for role in [gp, gp_2] {
            assert_eq!(found(&app, role, one).await, Some(one), "both open the one record");
            assert_eq!(found(&app, role, other).await, Some(one), "the old address leads there");
        }
        let names = second.post("/persons/search", &[("q", "nadia")]).await.words();
        assert!(names.contains("Ferhat") && !names.contains("Ferrat"), "{names}");

        let merges = vigilance.get("/vigilance/merges").await;
        assert!(merges.words().contains("Mme Nadia Ferrat (née le 14 mars 1979) renvoie vers cette fiche"), "{}", merges.words());
        assert!(merges.words().contains("par Odile Carré") && merges.words().contains("9 h 04"), "{}", merges.words());
        let undo = merges.attribute("form[action$='/undo']", "action").expect("it can be undone");
        assert_eq!(vigilance.post(&undo, &[]).await.location(), "/vigilance/merges?done=undone");
        assert_eq!(vigilance.post(&undo, &[]).await.status, 303, "a double click is harmless");
        assert_eq!(found(&app, gp, one).await, Some(one));
        assert_eq!(found(&app, gp_2, other).await, Some(other));
        assert_eq!((found(&app, gp, other).await, found(&app, gp_2, one).await), (None, None), "hidden from each other again");
        assert_eq!(team(&app, gp, one).await, team_before);
        assert_eq!(team(&app, gp_2, other).await, other_team);
        let ctx = acting(&app.house, gp_2).await.expect("they act");
        let request = advice::open(&ctx, told.id.expect("sent")).await.expect("their request");
        assert_eq!(request.person, Some(other), "the request is back with its record");
        look(&app).await;
        assert!(vigilance.get("/vigilance").await.words().contains("Aucun doublon"), "the pair does not come back");
        assert!(vigilance.get("/vigilance/merges").await.words().contains("Aucune fusion"));
        assert!(app.house.db().verify().await.expect("the journal is read").ok, "the journal verifies");
    }
}

/// A second professional in charge of identity vigilance, signed in.
async fn colleague(app: &App) -> Browser {
    let system = app.system();
    let form = PractitionerForm {
        given: "Rémi".to_owned(),
        family: "Sorel".to_owned(),
        ..PractitionerForm::default()
    };
    let who = directory::create_practitioner(&system, NewPractitioner::parse(&form).expect("a name"))
        .await
        .expect("added");
    let ctx = acting(&app.house, app.cast.get("identity").role).await.expect("they act");
    let Actor::Professional(first) = ctx.actor() else { panic!("a professional") };
    let role = NewRole {
        practitioner: who,
        organization: first.organization_id(),
        profession: Profession::Secretary,
        functions: [Function::IdentityVigilance].into(),
        from: None,
        until: None,
    };
    directory::give_role(&system, role).await.expect("a role");
    let login = Login::parse("login", "remi.sorel").expect("a login");
    let account = NewAccount { login, practitioner: who, password: Some(Password::typed(PASSWORD)) };
    accounts::add(&system, account).await.expect("an account");
    let browser = app.visitor();
    let entered =
        browser.post("/login", &[("login", "remi.sorel"), ("password", PASSWORD), ("next", "/")]).await;
    assert_eq!(entered.status, 303, "{}", entered.words());
    browser
}

on_both! {
    /// Merged twice by the same, it is merged once; somebody else learns who was first, and when.
    async fn merging_twice(app) {
        let (one, other) = two_records(&app).await;
        let (first, second) = (app.sign_in("identity").await, colleague(&app).await);
        let pair = first_pair(&first).await;
        assert_eq!(second.get(&pair).await.status, 200);
        let (kept, not_kept) = (app.sealed(one.uuid()), app.sealed(other.uuid()));
        let nothing = first.post(&format!("{pair}/merge"), &[]).await;
        assert_eq!(nothing.status, 422);
        assert!(nothing.words().contains("Dites laquelle des deux fiches est gardée"), "{}", nothing.words());
        let stranger = app.person(app.cast.get("gp").role, "Yasmine", "Durand", "1990-01-01").await;
        let strange = first.post(&format!("{pair}/merge"), &[("kept", &app.sealed(stranger.uuid()))]).await;
        assert_eq!(strange.status, 422, "{}", strange.words());

        let merge = format!("{pair}/merge");
        assert_eq!(first.post(&merge, &[("kept", &kept)]).await.status, 303);
        assert_eq!(first.post(&merge, &[("kept", &kept)]).await.status, 303, "a double click is harmless");
        for (path, fields) in [(merge.clone(), vec![("kept", kept.as_str())]), (merge.clone(), vec![("kept", not_kept.as_str())]), (format!("{pair}/distinct"), vec![])] {
            let late = second.post(&path, &fields).await;
            assert_eq!(late.status, 409, "{path}: {}", late.words());
            assert!(late.words().contains("Odile Carré a déjà décidé pour cette paire"), "{}", late.words());
            assert!(late.words().contains("9 h 03"), "and when: {}", late.words());
            assert!(!late.has("form[action$='/merge']"), "nothing is left to decide");
        }
        let changed = first.post(&merge, &[("kept", &not_kept)]).await;
        assert_eq!(changed.status, 409, "the other way round is not the same merge");
        let merges = first.get("/vigilance/merges").await;
        assert_eq!(merges.text().matches("/undo\"").count(), 1, "one merge: {}", merges.words());
        let undo = merges.attribute("form[action$='/undo']", "action").expect("it can be undone");
        assert_eq!(first.post(&undo, &[]).await.status, 303);
        let late = second.post(&undo, &[]).await;
        assert_eq!(late.status, 409);
        assert!(late.words().contains("Odile Carré a déjà défait cette fusion"), "{}", late.words());
    }
}

on_both! {
    /// Two persons after all: the pair leaves the queue for good, and its page says who decided.
    async fn two_persons(app) {
        let (one, other) = two_records(&app).await;
        let vigilance = app.sign_in("identity").await.in_english();
        let pair = first_pair(&vigilance).await;
        assert_eq!(vigilance.post(&format!("{pair}/distinct"), &[]).await.location(), "/vigilance?done=distinct");
        assert_eq!(vigilance.post(&format!("{pair}/distinct"), &[]).await.status, 303, "a double click is harmless");
        look(&app).await;
        assert!(vigilance.get("/vigilance").await.words().contains("No duplicate to look at"));
        let page = vigilance.get(&pair).await;
        assert!(page.words().contains("Odile Carré said that they are two persons"), "{}", page.words());
        assert!(!page.has("form[action$='/merge']") && !page.has("form[action$='/distinct']"));
        assert_eq!(found(&app, app.cast.get("gp").role, one).await, Some(one));
        assert_eq!(found(&app, app.cast.get("gp_2").role, other).await, Some(other));
    }
}

on_both! {
    /// Merges are undone in the order in which they lie on one another.
    async fn undone_in_order(app) {
        let (one, other) = two_records(&app).await;
        app.clock.advance(SignedDuration::from_mins(1));
        let third = app.person(app.cast.gps[0], "Nadia", "Ferhat", "1979-03-16").await;
        look(&app).await;
        let vigilance = app.sign_in("identity").await;
        let pairs = async |wanted: [PersonId; 2]| {
            let ctx = acting(&app.house, app.cast.get("identity").role).await.expect("they act");
            let queue = people::vigilance_queue(&ctx, None).await.expect("the queue").items;
            let pair = queue.iter().find(|it| wanted.contains(&it.one.id) && wanted.contains(&it.other.id));
            format!("/vigilance/{}", app.sealed(pair.expect("the pair waits").id.uuid()))
        };
        let waiting = pairs([other, third]).await;
        let first = pairs([one, other]).await;
        assert_eq!(vigilance.post(&format!("{first}/merge"), &[("kept", &app.sealed(one.uuid()))]).await.status, 303);
        let page = vigilance.get(&waiting).await;
        assert!(page.words().contains("Rien à décider pour l’instant"), "{}", page.words());
        let refused = vigilance.post(&format!("{waiting}/merge"), &[("kept", &app.sealed(third.uuid()))]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.words().contains("Odile Carré a déjà fusionné l’une de ces deux fiches"), "{}", refused.words());
        let undo_first = vigilance.get("/vigilance/merges").await.attribute("form[action$='/undo']", "action").expect("a merge");

        app.clock.advance(SignedDuration::from_mins(1));
        let second = pairs([one, third]).await;
        assert_eq!(vigilance.post(&format!("{second}/merge"), &[("kept", &app.sealed(third.uuid()))]).await.status, 303);
        for role in [app.cast.get("gp").role, app.cast.get("gp_2").role, app.cast.gps[0]] {
            assert_eq!(found(&app, role, other).await, Some(third), "one step from the oldest address to the record");
        }
        let early = vigilance.post(&undo_first, &[]).await;
        assert_eq!(early.status, 409);
        assert!(early.words().contains("La fiche gardée a été fusionnée à son tour par Odile Carré"), "{}", early.words());
        let merges = vigilance.get("/vigilance/merges").await;
        assert!(merges.words().contains("défaites d’abord cette fusion-là"), "{}", merges.words());
        let undo_second = merges.attribute("form[action$='/undo']", "action").expect("the later one");
        assert_ne!(undo_second, undo_first);
        assert_eq!(vigilance.post(&undo_second, &[]).await.status, 303);
        assert_eq!(found(&app, app.cast.get("gp_2").role, other).await, Some(one), "the first merge stands");
        assert_eq!(vigilance.post(&undo_first, &[]).await.status, 303);
        assert_eq!(found(&app, app.cast.get("gp").role, one).await, Some(one));
        assert_eq!(found(&app, app.cast.get("gp_2").role, other).await, Some(other));
        assert_eq!(found(&app, app.cast.gps[0], third).await, Some(third));
        assert_eq!(found(&app, app.cast.gps[0], one).await, None, "each only their own");
    }
}

on_both! {
    /// A request that is sent while its person is merged ends up under the record that is kept.
    async fn merging_while_a_request_is_sent(app) {
        let (one, other) = two_records(&app).await;
        let vigilance = app.sign_in("identity").await;
        let pair = first_pair(&vigilance).await;
        let mut told = app.request(Some(other));
        told.gp = app.cast.get("gp_2").role;
        let kept = app.sealed(one.uuid());
        let merge = format!("{pair}/merge");
        let fields = [("kept", kept.as_str())];
        let (merged, sent) = tokio::join!(vigilance.post(&merge, &fields), tell(&app.house, &mut told, Step::Send));
        assert_eq!(merged.status, 303, "{}", merged.words());
        if sent.is_err() {
            // The merge came in between: asked again, it finds the record that is kept.
            tell(&app.house, &mut told, Step::Send).await.expect("the request is sent all the same");
        }
        let ctx = acting(&app.house, told.gp).await.expect("they act");
        let request = advice::open(&ctx, told.id.expect("sent")).await.expect("their request");
        assert_eq!(request.person, Some(one), "under the record that is kept");
        let undo = vigilance.get("/vigilance/merges").await.attribute("form[action$='/undo']", "action").expect("a merge");
        assert_eq!(vigilance.post(&undo, &[]).await.status, 303, "and it can still be undone");
    }
}

on_both! {
    /// What is asked under the identifier of a merged record is asked about the one that is kept, and shows its traits.
    async fn asking_under_the_old_identifier(app) {
        let (one, other) = two_records(&app).await;
        let vigilance = app.sign_in("identity").await;
        let pair = first_pair(&vigilance).await;
        assert_eq!(vigilance.post(&format!("{pair}/merge"), &[("kept", &app.sealed(one.uuid()))]).await.status, 303);
        let gp = app.sign_in("gp_2").await;
        let screen = gp.get("/requests/new").await;
        let screen = screen.attribute("input[name=screen]", "value").expect("the screen is numbered");
        let draft = gp.post("/requests/new", &[("screen", &screen), ("outcome", "not_urgent")]).await.location();
        let draft = draft.split('?').next().expect("an address").trim_end_matches("/ask").to_owned();
        let old = app.sealed(other.uuid());
        let form = gp.get(&format!("{draft}/ask?person={old}")).await;
        let who = form.attribute("input[name=who]", "value").unwrap_or_default();
        assert!(who.contains("Ferhat"), "the field names the record that is kept: {who}");
        let fields = [("person", old.as_str()), ("question", "Que faire ?"), ("suicidal_ideas", "absent"), ("telling", "in_person")];
        assert_eq!(gp.post(&format!("{draft}/ask"), &fields).await.status, 303);
        let review = gp.get(&format!("{draft}/review")).await.words();
        assert!(review.contains("Ferhat") && !review.contains("Ferrat"), "{review}");
        assert_eq!(gp.post(&format!("{draft}/send"), &[]).await.location(), format!("{draft}?done=sent"));
    }
}

on_both! {
    /// A long queue goes on over pages: each pair once.
    async fn a_long_queue(app) {
        for gp in &app.cast.gps[..8] {
            app.clock.advance(SignedDuration::from_mins(1));
            app.person(*gp, "Nadia", "Ferhat", "1979-03-14").await;
            look(&app).await;
        }
        let vigilance = app.sign_in("identity").await;
        let first = vigilance.get("/vigilance").await;
        let next = first.attribute("main nav a[href*='after=']", "href").expect("it goes on");
        let (second, queries) = store::count::scope(vigilance.get(&next)).await;
        assert!(queries <= 5, "{queries} queries for a page of the queue");
        let pairs = |page: &Seen| -> Vec<String> {
            let text = page.text();
            let parts = text.split("<h3><a href=\"/vigilance/").skip(1);
            parts.map(|part| part.chars().take(36).collect()).collect()
        };
        let mut all = [pairs(&first), pairs(&second)].concat();
        assert_eq!((pairs(&first).len(), all.len()), (20, 28), "eight records make 28 pairs");
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 28, "each once");
        assert!(second.attribute("main nav a", "href").as_deref() == Some("/vigilance"), "and back to the beginning");
        assert!(!second.has("main nav a[href*='after=']"), "the queue ends");
    }
}

on_both! {
    /// Two records hold what the person said to two doctors: the stricter stands in the one record, whatever came last.
    async fn the_stricter_word_stands(app) {
        let (one, other) = two_records(&app).await;
        let (gp, gp_2) = (app.cast.get("gp").role, app.cast.get("gp_2").role);
        app.joins(one, gp, "nurse", care::people::TeamGround::ChosenByPerson).await;
        // To the second doctor: nothing to the nurse. To the first one, later: she agrees.
        app.says(other, gp_2, InformationKind::Opposed, Some("nurse"), "").await;
        app.clock.advance(SignedDuration::from_mins(3));
        app.says(one, gp, InformationKind::Consented, Some("nurse"), "").await;
        let page = format!("/persons/{}", app.sealed(one.uuid()));
        assert_eq!(app.sign_in("nurse").await.get(&page).await.status, 200);
        let vigilance = app.sign_in("identity").await;
        let pair = first_pair(&vigilance).await;
        let kept = app.sealed(one.uuid());
        assert_eq!(vigilance.post(&format!("{pair}/merge"), &[("kept", &kept)]).await.status, 303);
        assert_eq!(app.sign_in("nurse").await.get(&page).await.status, 404, "the objection stands");
        let said = app.sign_in("gp").await.get(&format!("{page}/information")).await.words();
        assert!(said.contains("réunion de deux dossiers"), "and says where it comes from: {said}");
    }
}

on_both! {
    /// A merge asks for a proof shown a moment ago; what was chosen is not carried out before.
    async fn the_proof_comes_first(app) {
        let (one, other) = two_records(&app).await;
        let vigilance = app.sign_in("identity").await;
        let pair = first_pair(&vigilance).await;
        app.clock.advance(SignedDuration::from_mins(11));
        assert_eq!(vigilance.get(&pair).await.status, 200, "comparing asks for no proof");
        let asked = vigilance.post(&format!("{pair}/merge"), &[("kept", &app.sealed(one.uuid()))]).await;
        let way_on = if asked.status == 303 { asked.location() } else { asked.text() };
        assert!(way_on.contains("/account/confirm?next="), "{}: {}", asked.status, asked.words());
        assert_eq!(found(&app, app.cast.get("gp_2").role, other).await, Some(other), "nothing was merged");
        assert!(vigilance.get("/vigilance").await.words().contains("Ferrat"), "the pair still waits");
    }
}

on_both! {
    /// Nobody else sees the queue, a pair or a merge, nor settles any.
    async fn nobody_else(app) {
        let (one, _) = two_records(&app).await;
        let vigilance = app.sign_in("identity").await;
        let pair = first_pair(&vigilance).await;
        let kept = app.sealed(one.uuid());
        let nobody = "00000000-0000-0000-0000-000000000000";
        for persona in ["gp", "psychiatrist", "secretary", "coordinator", "social_worker", "admin", "dpo", "program_lead"] {
            let reader = app.sign_in(persona).await;
            for path in ["/vigilance", "/vigilance/merges", pair.as_str()] {
                let answer = reader.get(path).await;
                assert!(matches!(answer.status, 403 | 404), "{persona} {path}: {}", answer.status);
                assert!(!answer.text().contains("Ferrat"), "{persona} {path}");
            }
            for path in [format!("{pair}/merge"), format!("{pair}/distinct"), format!("/vigilance/merges/{nobody}/undo")] {
                let answer = reader.post(&path, &[("kept", &kept)]).await;
                assert!(matches!(answer.status, 403 | 404), "{persona} {path}: {}", answer.status);
            }
        }
        assert_eq!(vigilance.get(&format!("/vigilance/{nobody}")).await.status, 404);
        assert_eq!(vigilance.post(&format!("/vigilance/{nobody}/distinct"), &[]).await.status, 404);
        assert_eq!(vigilance.post(&format!("/vigilance/merges/{nobody}/undo"), &[]).await.status, 404);
        assert_eq!(app.visitor().get("/vigilance").await.status, 303);
        let journal = store::audit::latest(&app.house.db().reader(), app.house.territory().uuid(), None, 50).await.expect("the journal");
        let compared = journal.iter().find(|entry| entry.action == "vigilance.queue").expect("the queue was journalled");
        assert_eq!(compared.persons.len(), 2, "with both persons");
    }
}
