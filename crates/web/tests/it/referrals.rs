//! Referrals over HTTP, each way: sent under a protocol, received, tried, begun, done, acknowledged; and who sees what of them.

use care::PersonId;
use care::people::{InformationKind, TeamGround};
use care::rights::{self, NewApplication};
use care::stories::{CENTRE, acting, centre};
use testkit::{App, Browser, Seen, on_both};

/// A person of the psychiatrist, with a social worker in her team, and the programme with those who receive.
async fn followed(app: &App) -> (PersonId, String) {
    centre(&app.house, &app.cast).await.expect("they join");
    let psychiatrist = app.cast.get("psychiatrist").role;
    let person = app.person(psychiatrist, "Nadia", "Ferhat", "1979-03-14").await;
    app.joins(person, psychiatrist, "mediator", TeamGround::Consent).await;
    (person, format!("/persons/{}", app.sealed(person.uuid())))
}

/// What is typed for a protocol: everything that it asks for, and more.
async fn fields(browser: &Browser, person: &str, code: &str, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let form = browser.get(&format!("{person}/referrals/new?which={CENTRE}/{code}")).await;
    assert_eq!(form.status, 200, "{code}: {}", form.words());
    let next = form.attribute("input[name=referral]", "value").expect("an identifier");
    let mut all = vec![
        ("which".to_owned(), format!("{CENTRE}/{code}")),
        ("referral".to_owned(), next),
        ("words".to_owned(), "Sans médecin depuis deux ans.".to_owned()),
        ("telling".to_owned(), "in_person".to_owned()),
        ("joins".to_owned(), "yes".to_owned()),
    ];
    for criterion in ["agrees", "followed", "available"] {
        all.push(("criteria".to_owned(), criterion.to_owned()));
    }
    for question in ["treatments", "reach", "reason", "risk", "situation", "hopes"] {
        all.push((format!("minimum-{question}"), format!("Réponse à {question}.")));
    }
    for (name, value) in more {
        all.retain(|(known, _)| known != name);
        if !value.is_empty() {
            all.push(((*name).to_owned(), (*value).to_owned()));
        }
    }
    all
}

async fn post(browser: &Browser, person: &str, fields: &[(String, String)]) -> Seen {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    browser.post(&format!("{person}/referrals"), &fields).await
}

/// Refers; the address of the referral.
async fn refers(browser: &Browser, person: &str, code: &str) -> String {
    let answer = post(browser, person, &fields(browser, person, code, &[]).await).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    answer.location().split('?').next().expect("an address").to_owned()
}

async fn says(browser: &Browser, referral: &str, kind: &str, more: &[(&str, &str)]) -> Seen {
    browser.post(referral, &[&[("kind", kind)], more].concat()).await
}

async fn done(browser: &Browser, referral: &str, kind: &str, more: &[(&str, &str)]) {
    let answer = says(browser, referral, kind, more).await;
    assert_eq!(answer.status, 303, "{kind}: {}", answer.words());
}

on_both! {
    /// From psychiatry to general practice: every step, whose turn it is, who is told, who reads what on the way.
    async fn from_psychiatry_to_general_practice(app) {
        let (_, person) = followed(&app).await;
        let psychiatrist = app.sign_in("psychiatrist").await;
        let referral = refers(&psychiatrist, &person, "to-somatic").await;
        let sent = psychiatrist.get(&referral).await.words();
        assert!(sent.contains("Sans réponse") && sent.contains("Sans médecin depuis deux ans."), "{sent}");
        assert!(sent.contains("Réponse avant le 30 novembre 2026"), "five working days: {sent}");

        let doctor = app.sign_in("gp_2").await;
        let day = doctor.get("/").await;
        assert!(day.words().contains("Adressages à prendre") && day.has(&format!("a[href='{referral}']")));
        let read = doctor.get(&referral).await.words();
        assert!(read.contains("Réponse à treatments.") && read.contains("La personne est d’accord"), "{read}");
        assert_eq!(doctor.get(&person).await.status, 404, "a referral opens nothing of the record");
        assert_eq!(app.sign_in("nurse").await.get(&referral).await.status, 200, "she receives too");
        for outside in ["psychiatrist_2", "gp", "social_worker", "admin"] {
            assert_eq!(app.sign_in(outside).await.get(&referral).await.status, 404, "{outside}");
        }

        done(&doctor, &referral, "acceptance", &[]).await;
        assert_eq!(doctor.get(&person).await.status, 200, "whoever receives joins the team, as the person wanted");
        let taken = app.sign_in("nurse").await.get(&referral).await.words();
        assert!(!taken.contains("Ferhat") && !taken.contains("Réponse à"), "a colleague took it: {taken}");
        let coordinator = app.sign_in("coordinator").await.get(&referral).await.words();
        assert!(coordinator.contains("Accepté") && coordinator.contains("Nadia Ferhat"), "{coordinator}");
        assert!(!coordinator.contains("Sans médecin depuis deux ans."), "never the content: {coordinator}");
        let mediator = app.sign_in("mediator").await.get(&referral).await.words();
        assert!(mediator.contains("Accepté") && !mediator.contains("Réponse à"), "{mediator}");

        let early = says(&doctor, &referral, "done", &[("words", "Déjà fait ?")]).await;
        assert_eq!(early.status, 409);
        assert!(early.text().contains("Déjà fait"), "nothing typed is lost: {}", early.words());
        let tries = [("means", "phone"), ("outcome", "not_reached"), ("words", "Répondeur.")];
        for _ in 0..2 {
            app.pass(1);
            // Pressed twice it is one try; an hour later it is another.
            let doctor = app.sign_in("gp_2").await;
            done(&doctor, &referral, "attempt", &tries).await;
            done(&doctor, &referral, "attempt", &tries).await;
        }
        let (psychiatrist, doctor) = (app.sign_in("psychiatrist").await, app.sign_in("gp_2").await);
        let before = says(&doctor, &referral, "beginning", &[("on", "20/11/2026")]).await;
        assert_eq!(before.status, 422, "nobody is seen before they were referred: {}", before.words());
        let page = psychiatrist.get(&referral).await;
        assert_eq!(page.words().matches("Essai : par téléphone, pas de réponse").count(), 2, "{}", page.words());
        let shared = psychiatrist.get(&format!("{person}/referrals")).await.words();
        assert!(shared.contains("Qui suit quoi") && shared.contains("Accepté par Dr Claire Besnard"), "{shared}");
        let around = psychiatrist.get(&person).await.words();
        assert!(around.contains("accueille depuis un adressage : Vers la médecine générale"), "{around}");
        done(&doctor, &referral, "beginning", &[]).await;
        done(&doctor, &referral, "done", &[("words", "Bilan fait, suivi tous les trois mois.")]).await;
        let day = psychiatrist.get("/").await.words();
        assert!(day.contains("Lire et refermer"), "it is the psychiatrist’s turn: {day}");
        assert!(!doctor.get(&referral).await.has("a[href*='do=']"), "there is nothing left for the doctor to say");
        done(&psychiatrist, &referral, "closing", &[]).await;
        let over = doctor.get("/referrals?show=over").await;
        assert!(over.has(&format!("a[href='{referral}']")), "{}", over.words());
        let timeline = psychiatrist.get(&format!("{person}/timeline")).await;
        for line in ["Adressage envoyé", "Adressage accepté", "Premier rendez-vous après un adressage", "Adressage refermé"] {
            assert!(timeline.words().contains(line), "{line}: {}", timeline.words());
        }
    }
}

on_both! {
    /// From general practice to psychiatry: two accept at once, it is declined with a reason of the protocol, sent on, taken back.
    async fn from_general_practice_to_psychiatry(app) {
        centre(&app.house, &app.cast).await.expect("they join");
        let gp = app.cast.get("gp").role;
        let person = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
        let person = format!("/persons/{}", app.sealed(person.uuid()));
        let gp = app.sign_in("gp").await;
        let (first, second) = (app.sign_in("psychiatrist").await, app.sign_in("psychiatrist_2").await);
        let referral = refers(&gp, &person, "to-psychiatry").await;
        let (one, other) = tokio::join!(says(&first, &referral, "acceptance", &[]), says(&second, &referral, "acceptance", &[]));
        let mut both = [one.status, other.status];
        both.sort_unstable();
        assert_eq!(both, [303, 409], "one of two: {} {}", one.words(), other.words());
        let late = if one.status == 303 { &second } else { &first };
        let late = says(late, &referral, "decline", &[("reason", "no-capacity"), ("words", "Plus de place.")]).await;
        assert_eq!(late.status, 409);
        assert!(late.text().contains("Plus de place.") && !late.text().contains("Ferhat"), "{}", late.words());
        let taken = if one.status == 303 { &first } else { &second };
        done(taken, &referral, "could_not", &[("reason", "could_not_reach"), ("words", "Trois courriers.")]).await;
        let back = gp.get(&referral).await.words();
        assert!(back.contains("N’a pas pu se faire : personne injoignable"), "{back}");
        done(&gp, &referral, "closing", &[("words", "Je la revois jeudi.")]).await;

        let declined = refers(&gp, &person, "to-psychiatry").await;
        for (kind, reason) in [("decline", ""), ("decline", "moon"), ("redirection", "moon")] {
            let wrong = says(&first, &declined, kind, &[("reason", reason), ("words", "Voici pourquoi.")]).await;
            assert_eq!(wrong.status, 422, "{kind} {reason}: {}", wrong.words());
            assert!(wrong.text().contains("Voici pourquoi."), "nothing typed is lost");
        }
        done(&first, &declined, "decline", &[("reason", "no-capacity")]).await;
        assert!(gp.get(&declined).await.words().contains("Décliné : Plus de place pour le moment"));
        assert!(gp.get("/").await.words().contains("Votre adressage est décliné"));
        let again = says(&gp, &declined, "cancellation", &[]).await;
        assert_eq!(again.status, 409, "what was answered is not taken back: {}", again.words());

        let sent_on = refers(&gp, &person, "to-psychiatry").await;
        done(&second, &sent_on, "redirection", &[("reason", "advice")]).await;
        assert!(gp.get(&sent_on).await.words().contains("Réorienté : Ligne d’avis"));
        let back = refers(&gp, &person, "to-psychiatry").await;
        done(&gp, &back, "cancellation", &[("words", "Elle a changé d’avis.")]).await;
        assert_eq!(says(&gp, &back, "acceptance", &[]).await.status, 403, "it is not the sender’s to say");
    }
}

on_both! {
    /// What does not leave: a box that is required, what excludes, an open question, somebody who does not receive, a profession that
    /// does not refer, a person who was not told or objects. Nothing typed is lost, and sent twice, one leaves.
    async fn what_does_not_leave(app) {
        let (id, person) = followed(&app).await;
        let psychiatrist = app.sign_in("psychiatrist").await;
        for (more, said) in [
            ([("criteria", "no-gp")], "Cochez ce qui est nécessaire"),
            ([("exclusions", "emergency")], "Rien n’est parti"),
            ([("minimum-reach", "")], "qui accueille en a besoin"),
            ([("words", "")], "à revoir"),
            ([("named", "moon")], "Choisissez quelqu’un de la liste"),
        ] {
            let wrong = post(&psychiatrist, &person, &fields(&psychiatrist, &person, "to-somatic", &more).await).await;
            assert_eq!(wrong.status, 422, "{more:?}");
            assert!(wrong.words().contains(said), "{said}: {}", wrong.words());
            assert!(wrong.text().contains("Réponse à treatments."), "nothing typed is lost");
        }
        let typed = fields(&psychiatrist, &person, "to-somatic", &[]).await;
        let (one, other) = tokio::join!(post(&psychiatrist, &person, &typed), post(&psychiatrist, &person, &typed));
        assert_eq!((one.status, one.location()), (303, other.location()), "pressed twice, one leaves");
        let draft = fields(&psychiatrist, &person, "to-social", &[("words", "Un brouillon."), ("version", "0")]).await;
        let pairs: Vec<(&str, &str)> = draft.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(psychiatrist.post(&format!("{person}/referrals/draft"), &pairs).await.status, 200);
        let again = psychiatrist.get(&format!("{person}/referrals/new?which={CENTRE}/to-social")).await;
        assert!(again.text().contains("Un brouillon.") && again.text().contains("Réponse à situation."), "it is resumed");
        assert!(!app.sign_in("mediator").await.get(&format!("{person}/referrals")).await.text().contains("Un brouillon."));
        let other = psychiatrist.get(&format!("{person}/referrals/new?which={CENTRE}/to-somatic")).await;
        assert!(!other.text().contains("Un brouillon."), "a draft is of its protocol");
        assert_eq!(post(&psychiatrist, &person, &draft).await.status, 303);
        let gone = psychiatrist.get(&format!("{person}/referrals/new?which={CENTRE}/to-social")).await;
        assert!(!gone.text().contains("Un brouillon."), "what was sent is no draft any more");

        let mut changed = typed.clone();
        changed.retain(|(name, _)| name != "words");
        changed.push(("words".to_owned(), "Un tout autre motif.".to_owned()));
        let left = post(&psychiatrist, &person, &changed).await;
        assert_eq!(left.status, 409, "another text is not taken for the one that left");
        assert!(left.text().contains("Un tout autre motif."), "nothing typed is lost");
        changed.retain(|(name, _)| name != "referral");
        let fresh = left.attribute("input[name=referral]", "value").expect("an identifier");
        changed.push(("referral".to_owned(), fresh));
        assert_eq!(post(&psychiatrist, &person, &changed).await.status, 303, "read again, it leaves on its own");

        let new = |which: &str| format!("{person}/referrals/new?which={which}");
        for which in ["", "integrated-centre", "integrated-centre/moon", "moon/to-somatic"] {
            assert_eq!(psychiatrist.get(&new(which)).await.status, 404, "{which}");
        }
        assert_eq!(psychiatrist.get(&new("integrated-centre/to-psychiatry")).await.status, 403, "psychiatrists receive");
        assert_eq!(app.sign_in("gp_2").await.get(&new("integrated-centre/to-social")).await.status, 404, "a stranger");

        app.says(id, app.cast.get("psychiatrist").role, InformationKind::Opposed, None, "").await;
        let late = post(&psychiatrist, &person, &typed).await;
        assert!([403, 409].contains(&late.status), "{}", late.words());
        let doctor = app.sign_in("gp_2").await;
        let referral = one.location().split('?').next().expect("an address").to_owned();
        let closed = doctor.get(&referral).await.words();
        assert!(!closed.contains("Ferhat") && !closed.contains("Réponse à"), "they object: {closed}");
        assert_eq!(says(&doctor, &referral, "acceptance", &[]).await.status, 403);
        assert!(!doctor.get("/referrals").await.words().contains("Ferhat"));
        done(&psychiatrist, &referral, "cancellation", &[]).await;
    }
}

on_both! {
    /// Addressed by name: nobody else of the programme reads it. The lists hold what opens, for everybody.
    async fn addressed_by_name_and_the_lists(app) {
        let (_, person) = followed(&app).await;
        let psychiatrist = app.sign_in("psychiatrist").await;
        let named = app.sealed(app.cast.get("nurse").practitioner.uuid());
        let typed = fields(&psychiatrist, &person, "to-somatic", &[("named", &named)]).await;
        let sent = post(&psychiatrist, &person, &typed).await;
        let by_name = sent.location().split('?').next().expect("an address").to_owned();
        let open = refers(&psychiatrist, &person, "to-somatic").await;
        assert_eq!(app.sign_in("gp_2").await.get(&by_name).await.status, 404, "it is the nurse’s");
        let nurse = app.sign_in("nurse").await;
        assert!(nurse.get("/").await.words().contains("Une personne vous est adressée"));
        done(&nurse, &by_name, "acceptance", &[]).await;
        for persona in &app.cast.personas {
            let browser = app.sign_in(&persona.persona).await;
            let list = browser.get("/referrals").await;
            for referral in [&by_name, &open] {
                let opens = browser.get(referral).await.words().contains("Ferhat");
                let listed = list.has(&format!("a[href='{referral}']"));
                assert!(opens || !listed, "{}: what is listed opens", persona.persona);
                // Whoever is of the team alone finds it on the page of the person.
                let team = browser.get(&format!("{person}/referrals")).await;
                let there = team.status == 200 && team.has(&format!("a[href='{referral}']"));
                assert_eq!(opens, listed || there, "{}: what opens is listed", persona.persona);
            }
        }
    }
}

on_both! {
    /// The report: which way, accepted, tried before the first appointment, followed together, done or not, each on its own day.
    async fn the_report(app) {
        let (_, person) = followed(&app).await;
        let (psychiatrist, doctor) = (app.sign_in("psychiatrist").await, app.sign_in("gp_2").await);
        let first = refers(&psychiatrist, &person, "to-somatic").await;
        done(&doctor, &first, "acceptance", &[]).await;
        for outcome in ["not_reached", "agreed"] {
            done(&doctor, &first, "attempt", &[("means", "phone"), ("outcome", outcome)]).await;
        }
        done(&doctor, &first, "beginning", &[]).await;
        done(&doctor, &first, "done", &[("words", "Bilan fait.")]).await;
        let second = refers(&psychiatrist, &person, "to-social").await;
        done(&app.sign_in("social_worker").await, &second, "decline", &[("reason", "followed")]).await;
        let third = refers(&psychiatrist, &person, "to-group").await;
        done(&app.sign_in("nurse").await, &third, "acceptance", &[]).await;
        let coordinator = app.sign_in("coordinator").await;
        let report = format!("/programs/{CENTRE}/report");
        let told = coordinator.get(&format!("{report}.json?from=2026-01-01&to=2026-12-31")).await;
        let told: serde_json::Value = serde_json::from_str(&told.text()).expect("JSON");
        for (key, n) in [
            ("referrals_sent", 3),
            ("referrals_to_somatic", 1),
            ("referrals_to_psychiatry", 0),
            ("referrals_to_social", 1),
            ("referrals_to_group", 1),
            ("referrals_accepted", 2),
            ("referrals_declined", 1),
            ("attempts_before_first_appointment", 2),
            ("persons_in_shared_care", 1),
            ("referrals_done", 1),
            ("referrals_not_done", 0),
        ] {
            assert_eq!(told["indicators"][key], n, "{key}: {told}");
        }
        let page = coordinator.get(&report).await.words();
        assert!(page.contains("Adressages : 3 · acceptés : 2 · suivis partagés commencés : 1"), "{page}");
    }
}

on_both! {
    /// Somebody to whom the person objects by name is told nothing, reads nothing and receives nobody.
    async fn an_objection_by_name(app) {
        let (id, person) = followed(&app).await;
        let psychiatrist = app.sign_in("psychiatrist").await;
        app.says(id, app.cast.get("psychiatrist").role, InformationKind::Opposed, Some("gp_2"), "").await;
        let referral = refers(&psychiatrist, &person, "to-somatic").await;
        let doctor = app.sign_in("gp_2").await;
        assert!(!doctor.get("/").await.words().contains("Un adressage attend"));
        for page in ["/", "/referrals", referral.as_str()] {
            let words = doctor.get(page).await.words();
            assert!(!words.contains("Ferhat") && !words.contains("Réponse à"), "{page}: {words}");
        }
        assert_eq!(says(&doctor, &referral, "acceptance", &[]).await.status, 403);
        done(&app.sign_in("nurse").await, &referral, "acceptance", &[]).await;
    }
}

on_both! {
    /// Beside who follows what: whether a long-term illness is recognised, for whoever reads the rights.
    async fn long_term_illness_beside_who_follows_what(app) {
        let (id, person) = followed(&app).await;
        let psychiatrist = app.sign_in("psychiatrist").await;
        let page = format!("{person}/referrals");
        assert!(psychiatrist.get(&page).await.words().contains("Aucune ALD en cours ni demandée"));
        app.joins(id, app.cast.get("psychiatrist").role, "social_worker", TeamGround::Consent).await;
        let awa = acting(&app.house, app.cast.get("social_worker").role).await.expect("she acts");
        rights::begin(&awa, awa.new_id(), id, NewApplication::now("ald")).await.expect("it is opened");
        let shown = psychiatrist.get(&page).await;
        assert!(shown.has("section[aria-labelledby=ald] a[href^='/rights/']"), "{}", shown.words());
    }
}
