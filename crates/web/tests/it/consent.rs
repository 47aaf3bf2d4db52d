//! What the person allows: for whom, which parts, for what, until when; what somebody would see; what had already left.

use care::people::{InformationKind, TeamGround};
use care::stories::{centre, refers};
use jiff::SignedDuration;
use policy::Compartment;
use testkit::{App, Browser, Seen, on_both};

/// A person of the GP's with a somatic and a psychiatric note; their page.
async fn followed(app: &App) -> String {
    let gp = app.cast.get("gp").role;
    let person = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
    for (compartment, text) in
        [(Compartment::Somatic, "Diabète équilibré"), (Compartment::Psychiatric, "Humeur stable")]
    {
        app.writes(person, "gp", testkit::text(compartment, text)).await;
    }
    format!("/persons/{}", app.sealed(person.uuid()))
}

/// What is said about the second GP, who is of no team of theirs.
async fn says(browser: &Browser, app: &App, page: &str, more: &[(&str, &str)]) -> Seen {
    let other = app.sealed(app.cast.get("gp_2").practitioner.uuid());
    let about = [("scope", "one"), ("how", "in_person"), ("practitioner", other.as_str())];
    browser.post(&format!("{page}/information"), &[&about, more].concat()).await
}

/// What is said later than something else is said minutes later.
fn minutes(app: &App) {
    app.clock.advance(SignedDuration::from_mins(3));
}

async fn joins(browser: &Browser, app: &App, page: &str) -> Seen {
    let role = app.sealed(app.cast.get("gp_2").role.uuid());
    browser.post(&format!("{page}/team"), &[("role", role.as_str()), ("ground", "consent")]).await
}

on_both! {
    /// A consent names a part and a day: the rest stays closed, and after that day everything is.
    async fn a_consent_opens_what_it_names_until_its_day(app) {
        let page = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let over = says(&gp, &app, &page, &[("kind", "consented"), ("until", "01/11/2026")]).await;
        assert_eq!(over.status, 422, "{}", over.words());
        assert!(over.words().contains("Cet accord serait déjà terminé"), "{}", over.words());
        let terms = [
            ("kind", "consented"),
            ("opens", "somatic"),
            ("until", "30/11/2026"),
            ("purpose", "Remplacement d’été"),
            ("aids", "interpreter"),
        ];
        assert_eq!(says(&gp, &app, &page, &terms).await.status, 303);
        let said = gp.get(&format!("{page}/information")).await.words();
        for expected in ["somatique", "Remplacement d’été", "jusqu’au 30 novembre 2026", "un interprète"] {
            assert!(said.contains(expected), "{expected} in {said}");
        }
        assert_eq!(joins(&gp, &app, &page).await.status, 303);
        let other = app.sign_in("gp_2").await;
        let words = other.get(&page).await.words();
        assert!(words.contains("Diabète équilibré") && !words.contains("Humeur stable"), "{words}");

        // Wider, then narrower: at once.
        let both = [("kind", "consented"), ("opens", "somatic"), ("opens", "psychiatric"), ("until", "30/11/2026")];
        minutes(&app);
        assert_eq!(says(&gp, &app, &page, &both).await.status, 303);
        assert!(other.get(&page).await.words().contains("Humeur stable"));
        minutes(&app);
        assert_eq!(says(&gp, &app, &page, &terms).await.status, 303);
        assert!(!other.get(&page).await.words().contains("Humeur stable"));

        app.pass(24 * 7);
        let other = app.sign_in("gp_2").await;
        assert_eq!(other.get(&page).await.status, 200, "the last day counts whole");
        app.pass(24);
        let (gp, other) = (app.sign_in("gp").await, app.sign_in("gp_2").await);
        assert_eq!(other.get(&page).await.status, 404, "it is over");
        let now = gp.get(&format!("{page}/information")).await;
        assert!(!now.first("section[aria-labelledby=now]").contains("Accord"), "{}", now.words());
        assert_eq!(joins(&gp, &app, &page).await.status, 422, "another consent is needed");
    }
}

on_both! {
    /// Before anything is recorded: what the other would see, of what the asker sees; nothing is written, nothing is learnt.
    async fn a_preview_shows_what_somebody_would_see(app) {
        let page = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let other = app.sealed(app.cast.get("gp_2").practitioner.uuid());
        let typed = [
            ("kind", "consented"),
            ("scope", "one"),
            ("practitioner", other.as_str()),
            ("opens", "somatic"),
            ("note", "Elle y tient."),
        ];
        let preview = gp.post(&format!("{page}/information/preview"), &typed).await;
        let shown = preview.first("#preview");
        for expected in ["Somatique : ouvert", "Psychiatrique : fermé", "Social : fermé", "Diabète"] {
            assert!(shown.contains(expected), "{expected} in {shown}");
        }
        assert!(!shown.contains("Humeur"), "{shown}");
        assert!(preview.text().contains("Elle y tient."), "nothing typed is lost");
        let page_after = gp.get(&format!("{page}/information")).await;
        assert!(!page_after.words().contains("Accord pour"), "nothing was recorded");
        let nobody = gp.post(&format!("{page}/information/preview"), &[("scope", "everyone")]).await;
        assert_eq!(nobody.status, 422);
        let stranger = app.sign_in("psychiatrist").await;
        assert_eq!(stranger.post(&format!("{page}/information/preview"), &typed).await.status, 404);
        // Whoever does not read the psychiatric part learns nothing of it by previewing a psychiatrist.
        let role = app.cast.get("gp").role;
        let ctx = care::stories::acting(&app.house, role).await.expect("they act");
        let person = care::people::mine(&ctx, None).await.expect("a list").items[0].id;
        app.joins(person, role, "social_worker", TeamGround::ChosenByPerson).await;
        let psychiatrist = app.sealed(app.cast.get("psychiatrist").practitioner.uuid());
        let asked = [("scope", "one"), ("practitioner", psychiatrist.as_str()), ("opens", "psychiatric")];
        let awa = app.sign_in("social_worker").await;
        let shown = awa.post(&format!("{page}/information/preview"), &asked).await.first("#preview");
        assert!(shown.contains("Psychiatrique : ouvert") && !shown.contains("Humeur"), "{shown}");
    }
}

on_both! {
    /// Taken back, it closes at once; what had already left is listed, to be told to the person.
    async fn a_withdrawal_lists_what_had_left(app) {
        let page = followed(&app).await;
        let gp = app.sign_in("gp").await;
        assert_eq!(says(&gp, &app, &page, &[("kind", "consented")]).await.status, 303);
        assert_eq!(joins(&gp, &app, &page).await.status, 303);
        let other = app.sign_in("gp_2").await;
        assert_eq!(other.get(&page).await.status, 200);
        minutes(&app);
        let withdrawn = says(&gp, &app, &page, &[("kind", "consent_withdrawn")]).await;
        assert_eq!(withdrawn.status, 200, "{}", withdrawn.words());
        let words = withdrawn.words();
        assert!(words.contains("Ce qui était déjà parti") && words.contains("une fois, le"), "{words}");
        let reader = &app.cast.get("gp_2").name;
        assert!(words.contains(reader.as_str()), "{reader} in {words}");
        assert_eq!(other.get(&page).await.status, 404);
        // Said again, there is nothing to take back, and nothing is listed.
        assert_eq!(says(&gp, &app, &page, &[("kind", "consent_withdrawn")]).await.status, 409);
        // Objecting to everything is told the same way, though it closes the record to whoever records it.
        let all = [("kind", "opposed"), ("scope", "everyone"), ("how", "writing")];
        let opposed = gp.post(&format!("{page}/information"), &all).await;
        assert!(opposed.words().contains("Ce qui était déjà parti"), "{}", opposed.words());
        assert_eq!(gp.get(&format!("{page}/team")).await.status, 403);
    }
}

on_both! {
    /// The last member leaves: nobody is left who sees the person, and nothing breaks; identity vigilance still does.
    async fn the_last_member_leaves(app) {
        let gp = app.cast.get("gp").role;
        let person = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
        app.says(person, gp, InformationKind::Informed, None, "").await;
        let page = format!("/persons/{}", app.sealed(person.uuid()));
        let browser = app.sign_in("gp").await;
        let team = browser.get(&format!("{page}/team")).await;
        let end = team.attribute("form[action$='/end']", "action").expect("one may leave");
        assert!(team.words().contains("C’est le dernier membre de l’équipe"), "it is said before");
        assert_eq!(browser.post(&end, &[]).await.location(), "/persons?done=team-left");
        assert_eq!(browser.get(&page).await.status, 404);
        assert_eq!(app.sign_in("identity").await.get(&page).await.status, 200);
    }
}

on_both! {
    /// A doctor without an account who was given the synthesis is among what had already left: to the team and to the person.
    async fn what_was_handed_over_had_left(app) {
        let doctor = app.cast.get("gp_2").role;
        let person = app.person(doctor, "Louise", "Aubert", "1997-02-01").await;
        crate::hidden::walks(&app, person).await;
        app.handed_over("gp_2", person).await;
        minutes(&app);
        let gp = app.sign_in("gp_2").await;
        let page = format!("/persons/{}/information", app.sealed(person.uuid()));
        let left = gp.post(&page, &[("kind", "opposed"), ("scope", "everyone"), ("how", "in_person")]).await;
        assert_eq!(left.status, 200, "{}", left.words());
        let (who, what) = ("à Dr Camille Renaud", "Demandes, adressages et relais partis sous son nom");
        assert!(left.words().contains(what) && left.words().contains(who), "{}", left.words());
    }
}

on_both! {
    /// A referral and a file taken are among what had already left; that somebody has rights in a spreadsheet is not told to those
    /// to whom their social part is closed. The person reads it all.
    async fn what_was_referred_or_taken_as_a_file_had_left(app) {
        centre(&app.house, &app.cast).await.expect("they join");
        let (person, page) = app.followed_by(&["psychiatrist_3", "social_worker"]).await;
        let ctx = care::stories::acting(&app.house, app.cast.get("psychiatrist_3").role).await.expect("they act");
        refers(&ctx, person, "to-somatic", "Sans médecin.").await.expect("it is sent");
        let (gp, awa) = (app.sign_in("gp").await, app.sign_in("social_worker").await);
        assert_eq!(awa.post(&format!("{page}/rights"), &[("right", "aah")]).await.status, 303);
        for (reader, file) in [(&awa, "/rights/export.csv".to_owned()), (&gp, format!("{page}/record/fhir"))] {
            assert_eq!(reader.get(&file).await.status, 200, "{file}");
        }
        let left = ["Centre intégré", "Droits, dans un tableur", "par Awa Diarra", "Faits cliniques, en fichier"];
        let told = closes(&gp, &app, &page, &["social"], Some("gp")).await.words();
        for words in left {
            assert!(told.contains(words), "{words} in {told}");
        }
        let own = app.own_page("gp", person).await.get("/own").await.words();
        let closed = closes(&gp, &app, &page, &["psychiatric"], None).await.words();
        assert!(!closed.contains("tableur"), "his view on their rights is closed: {closed}");
        let paper = gp.get(&format!("{page}/own/print")).await.words();
        assert!(!paper.contains("tableur"), "nor on paper: {paper}");
        for words in [left[0], left[3]] {
            assert!(closed.contains(words) && paper.contains(words), "{words} in {closed} and {paper}");
        }
        for words in left {
            assert!(own.contains(words), "{words} in {own}");
        }
        let awas = awa.get(&format!("{page}/own/print")).await.words();
        assert!(awas.contains(left[1]) && awas.contains(left[0]), "{awas}");
    }
}

on_both! {
    /// What helped the person understand and say it stands beside what they said.
    async fn what_helped_them_say_it_is_told(app) {
        let page = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let said = [
            ("kind", "informed"), ("scope", "everyone"), ("how", "in_person"),
            ("aids", "easy_read"), ("aids", "interpreter"), ("aids", "sign_language"),
        ];
        minutes(&app);
        assert_eq!(gp.post(&format!("{page}/information"), &said).await.status, 303);
        let words = gp.get(&format!("{page}/information")).await.words().to_lowercase();
        let told = "information donnée (un texte facile à lire, un interprète, la langue des signes)";
        assert!(words.contains(told), "{words}");
    }
}

on_both! {
    /// Informed and not objecting is noted as such: it counts as information, and not beside an objection.
    async fn not_objecting_is_noted(app) {
        let page = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let say = async |kind: &str| {
            gp.post(&format!("{page}/information"), &[("kind", kind), ("scope", "everyone"), ("how", "in_person")]).await
        };
        minutes(&app);
        assert_eq!(say("not_opposed").await.status, 303);
        let words = gp.get(&page).await.words();
        assert!(words.contains("Informée, ne s’oppose pas"), "{words}");
        minutes(&app);
        assert_eq!(say("opposed").await.status, 200, "what had left is listed");
        minutes(&app);
        let sheet = gp.get(&format!("{page}/information")).await;
        assert!(!sheet.has("input[value=not_opposed]"), "it is not offered");
        let refused = say("not_opposed").await;
        assert_eq!(refused.status, 409, "{}", refused.words());
        assert!(refused.words().contains("Notez d’abord qu’elle ne s’oppose plus"), "{}", refused.words());
    }
}

/// What is typed when the person closes parts, to everybody or to one persona.
async fn closes(browser: &Browser, app: &App, page: &str, parts: &[&str], to: Option<&str>) -> Seen {
    let who = to.map(|it| app.sealed(app.cast.get(it).practitioner.uuid()));
    let mut fields = vec![("kind", "partly_opposed"), ("how", "in_person")];
    fields.push(("scope", if who.is_some() { "one" } else { "everyone" }));
    fields.extend(who.iter().map(|who| ("practitioner", who.as_str())));
    fields.extend(parts.iter().map(|part| ("closes", *part)));
    minutes(app);
    browser.post(&format!("{page}/information"), &fields).await
}

on_both! {
    /// A person closes parts of their record: to everybody but each author, or to one; lists follow; the last word counts.
    async fn parts_are_closed_and_opened_again(app) {
        let page = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let role = app.cast.get("gp").role;
        let ctx = care::stories::acting(&app.house, role).await.expect("they act");
        let person = care::people::mine(&ctx, None).await.expect("a list").items[0].id;
        for persona in ["nurse", "psychiatrist_3", "social_worker"] {
            app.joins(person, role, persona, TeamGround::ChosenByPerson).await;
        }
        let (nurse, awa) = (app.sign_in("nurse").await, app.sign_in("social_worker").await);
        let right = awa.post(&format!("{page}/rights"), &[("right", "aah")]).await.location();
        let reads = async |reader: &Browser, words: &str| reader.get(&page).await.words().contains(words);
        assert!(reads(&nurse, "Humeur stable").await && reads(&nurse, "Diabète").await);

        assert_eq!(closes(&gp, &app, &page, &[], None).await.status, 422, "at least one");
        assert_eq!(closes(&gp, &app, &page, &["identity"], None).await.status, 422, "not who they are");
        let closed = closes(&gp, &app, &page, &["psychiatric"], None).await;
        assert_eq!(closed.status, 200, "what had left is told: {}", closed.words());
        assert!(!reads(&nurse, "Humeur stable").await, "at once");
        assert!(reads(&nurse, "Diabète").await, "the rest stays open");
        assert!(reads(&gp, "Humeur stable").await, "each keeps what they wrote");
        let said = nurse.get(&format!("{page}/information")).await.words();
        assert!(said.contains("Parties du dossier fermées à tous (psychiatrique)"), "{said}");

        // To one, the social part: the doctor loses the rights, in his day and in lists as well; the social worker does not.
        assert!(gp.get("/rights").await.has(&format!("a[href='{right}']")));
        assert!(gp.get("/").await.has(&format!("a[href='{right}#pieces']")));
        assert_eq!(closes(&awa, &app, &page, &["social"], Some("gp")).await.status, 200);
        assert_eq!(gp.get(&right).await.status, 404);
        assert_eq!(gp.get(&format!("{page}/rights")).await.status, 403);
        assert!(!gp.get("/rights").await.has(&format!("a[href='{right}']")));
        assert!(!gp.get("/").await.has(&format!("a[href='{right}#pieces']")), "nothing is owed where nothing is seen");
        assert!(!reads(&gp, "Demande de droit ouverte").await);
        assert_eq!(awa.get(&right).await.status, 200);
        assert!(awa.get("/rights").await.has(&format!("a[href='{right}']")));
        let doctor = app.sign_in("psychiatrist_3").await;
        assert_eq!(doctor.get(&right).await.status, 200, "another doctor still does");
        let readers = awa.get(&right).await.words();
        assert!(!readers.contains("Dr Paul Lemoine, "), "who reads it follows: {readers}");

        // The last word counts for each: psychiatric opens again, somatic closes.
        assert_eq!(closes(&gp, &app, &page, &["somatic"], None).await.status, 200);
        assert!(reads(&nurse, "Humeur stable").await && !reads(&nurse, "Diabète").await);
        let lifted = [("kind", "opposition_lifted"), ("scope", "everyone"), ("how", "in_person")];
        minutes(&app);
        assert_eq!(gp.post(&format!("{page}/information"), &lifted).await.status, 303);
        assert!(reads(&nurse, "Diabète").await);
        assert_eq!(gp.get(&right).await.status, 404, "what is closed to him by name stays so");
        let to_him = says_of(&awa, &app, &page, "opposition_lifted", "gp").await;
        assert_eq!(to_him.status, 303, "{}", to_him.words());
        assert_eq!(gp.get(&right).await.status, 200);
    }
}

async fn says_of(browser: &Browser, app: &App, page: &str, kind: &str, persona: &str) -> Seen {
    let who = app.sealed(app.cast.get(persona).practitioner.uuid());
    let fields = [("kind", kind), ("scope", "one"), ("how", "in_person"), ("practitioner", who.as_str())];
    minutes(app);
    browser.post(&format!("{page}/information"), &fields).await
}
