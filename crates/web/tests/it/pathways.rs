//! Pathways over HTTP: from the referral to the doctor who really takes over, and back where the person was lost.

use care::PersonId;
use care::directory::{NewMembership, join_program};
use care::people::{NewPerson, PersonForm, TeamGround, TraitsForm};
use care::stories::acting;
use policy::ProgramRole;
use testkit::{App, Browser, Seen, on_both};

/// A person of the psychiatrist's, whom the nurse follows too, without an attending doctor.
pub(super) async fn person(app: &App) -> PersonId {
    let person = of_the_psychiatrist(app, "Nadia", "Ferhat").await;
    app.joins(person, app.cast.get("psychiatrist").role, "nurse", TeamGround::ChosenByPerson).await;
    person
}

/// A person whom the psychiatrist alone follows, without an attending doctor.
pub(super) async fn of_the_psychiatrist(app: &App, given: &str, family: &str) -> PersonId {
    let ctx = acting(&app.house, app.cast.get("psychiatrist").role).await.expect("they act");
    let traits = TraitsForm {
        given: given.to_owned(),
        family: family.to_owned(),
        sex: "female".to_owned(),
        birth_date: "1979-03-14".to_owned(),
        ..TraitsForm::default()
    };
    let form = PersonForm { traits, ..PersonForm::default() };
    let new = NewPerson::parse(&form, care::people::today(&ctx)).expect("a person");
    care::people::create(&ctx, new).await.expect("they are created")
}

/// The page of their pathways.
pub(super) async fn followed(app: &App) -> String {
    pathways_of(app, person(app).await)
}

/// The page of the pathways of somebody.
pub(super) fn pathways_of(app: &App, person: PersonId) -> String {
    format!("/persons/{}/pathways", app.sealed(person.uuid()))
}

pub(super) async fn begin(browser: &Browser, pathways: &str, more: &[(&str, &str)]) -> Seen {
    let list = browser.get(pathways).await;
    let id = list.attribute("input[name=pathway]", "value").expect("an identifier");
    let usual = [("pathway", id.as_str()), ("which", "somatic-network/somatic"), ("telling", "in_person")];
    let kept: Vec<_> =
        usual.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name)).collect();
    browser.post(pathways, &[&kept[..], more].concat()).await
}

/// The page to which a saved form leads.
pub(super) fn page_of(answer: &Seen) -> String {
    assert_eq!(answer.status, 303, "{}", answer.words());
    answer.location().split('?').next().expect("an address").to_owned()
}

pub(super) async fn says(
    browser: &Browser,
    pathway: &str,
    step: &str,
    kind: &str,
    more: &[(&str, &str)],
) -> Seen {
    browser.post(pathway, &[&[("kind", kind), ("step", step)], more].concat()).await
}

on_both! {
    /// Three visits, a synthesis, a first doctor who cannot, a second who takes over, the first visit, six months later.
    async fn from_the_referral_to_six_months(app) {
        let pathways = followed(&app).await;
        let doctor = app.sign_in("psychiatrist").await;
        let begun = begin(&doctor, &pathways, &[("words", "Sans médecin depuis deux ans.")]).await;
        let pathway = page_of(&begun);
        let page = doctor.get(&pathway).await;
        for expected in ["Circuit somatique", "aucune étape sur 7", "Sans médecin traitant", "Sans médecin depuis deux ans.", "avant le 23 décembre 2026"] {
            assert!(page.words().contains(expected), "{expected}: {}", page.words());
        }
        let again = begin(&doctor, &pathways, &[]).await;
        assert_eq!(again.status, 409, "one at a time: {}", again.words());

        let nurse = app.sign_in("nurse").await;
        let plan = [("day", "01/12/2026"), ("time", "10 h"), ("place", "Maison des Tanneurs")];
        assert_eq!(says(&nurse, &pathway, "visit-1", "planning", &plan).await.status, 303);
        let planned = doctor.get(&pathway).await.words();
        assert!(planned.contains("mardi 1er déc. à 10 h 00") && planned.contains("Maison des Tanneurs"), "{planned}");
        let agenda = nurse.get("/agenda").await;
        assert!(agenda.has(&format!(".agenda a[href='{pathway}']")), "hers to do: {}", agenda.words());
        assert_eq!(says(&nurse, &pathway, "visit-2", "holding", &[]).await.status, 409, "not its turn");
        assert_eq!(says(&nurse, &pathway, "visit-1", "no_show", &[]).await.status, 303);
        assert!(doctor.get(&pathway).await.words().contains("Pas venue une fois"));
        for visit in ["visit-1", "visit-2", "visit-3"] {
            assert_eq!(says(&nurse, &pathway, visit, "holding", &[]).await.status, 303, "{visit}");
        }
        assert_eq!(says(&nurse, &pathway, "handover", "proposal", &[("to", "Dr Renaud")]).await.status, 409);
        let unsigned = says(&nurse, &pathway, "synthesis", "holding", &[]).await;
        assert_eq!(unsigned.status, 409, "a document is done by being signed");
        assert!(unsigned.words().contains("Un document est fait une fois signé"), "{}", unsigned.words());
        assert_eq!(says(&nurse, &pathway, "synthesis", "skipping", &[("why", "Faite ailleurs")]).await.status, 303);
        let early = says(&doctor, &pathway, "", "closing", &[]).await;
        assert_eq!(early.status, 422, "it closes with the hand-over and the first visit, or with a reason");
        assert!(early.words().contains("dites pourquoi vous refermez"), "{}", early.words());

        assert_eq!(says(&nurse, &pathway, "handover", "proposal", &[("to", "")]).await.status, 422);
        assert_eq!(says(&nurse, &pathway, "handover", "proposal", &[("to", "Dr Camille Renaud")]).await.status, 303);
        let both = says(&doctor, &pathway, "handover", "proposal", &[("to", "Dr Anne Picard")]).await;
        assert_eq!(both.status, 409, "one at a time");
        assert!(both.text().contains("Dr Anne Picard"), "nothing typed is lost");
        assert_eq!(says(&nurse, &pathway, "handover", "decline", &[("why", "Plus de place")]).await.status, 303);
        assert_eq!(says(&doctor, &pathway, "handover", "proposal", &[("to", "Dr Anne Picard")]).await.status, 303);
        assert_eq!(says(&doctor, &pathway, "handover", "acceptance", &[]).await.status, 303);

        // Who accepted is the attending doctor once a first visit confirmed it, until somebody finds that they are not.
        let person = pathways.trim_end_matches("/pathways").to_owned();
        let none = "Pas de médecin traitant dans l’équipe";
        assert!(doctor.get(&person).await.words().contains(none), "nothing is verified yet");
        assert_eq!(says(&nurse, &pathway, "first-visit", "holding", &[]).await.status, 303);
        let attended = doctor.get(&person).await.words();
        assert!(attended.contains("Médecin traitant : Dr Anne Picard") && !attended.contains(none), "{attended}");
        assert!(!doctor.get(&pathway).await.words().contains("Sans médecin traitant"));
        assert_eq!(says(&nurse, &pathway, "six-months", "loss", &[("why", "N’y est plus retournée")]).await.status, 303);
        assert!(doctor.get(&person).await.words().contains(none), "lost");
        for (kind, to) in [("proposal", "Dr Anne Picard"), ("decline", ""), ("proposal", "Dr Anne Picard"), ("acceptance", "")] {
            assert_eq!(says(&nurse, &pathway, "handover", kind, &[("to", to), ("why", "Plus de place")]).await.status, 303, "{kind}");
        }

        // Lost before the first visit: back to whoever coordinates, and handed over once more.
        assert_eq!(says(&nurse, &pathway, "first-visit", "loss", &[("why", "N’est pas allée au rendez-vous")]).await.status, 303);
        let back = doctor.get(&pathway).await;
        assert!(back.words().contains("À faire maintenant : Relais"), "{}", back.words());
        for (step, kind, more) in [
            ("handover", "proposal", [("to", "Dr Anne Picard")]),
            ("handover", "acceptance", [("", "")]),
            ("first-visit", "holding", [("", "")]),
        ] {
            assert_eq!(says(&nurse, &pathway, step, kind, &more).await.status, 303, "{step} {kind}");
        }
        let early = says(&nurse, &pathway, "six-months", "holding", &[]).await;
        assert_eq!(early.status, 422, "{}", early.words());
        assert!(early.words().contains("C’est trop tôt") && early.words().contains("à vérifier à partir du 22 avril 2027"), "{}", early.words());
        app.pass(24 * 200);
        let (nurse, doctor) = (app.sign_in("nurse").await, app.sign_in("psychiatrist").await);
        assert!(doctor.get("/pathways?show=late").await.has(&format!("a[href='{pathway}']")), "six months are over");
        assert_eq!(says(&nurse, &pathway, "six-months", "holding", &[]).await.status, 303);
        assert_eq!(says(&nurse, &pathway, "", "closing", &[]).await.status, 303);
        let closed = doctor.get(&pathway).await.words();
        assert!(closed.contains("7 étapes sur 7") && closed.contains("Refermé"), "{closed}");
        assert!(!doctor.get("/pathways").await.has(&format!("a[href='{pathway}']")));
        assert_eq!(says(&nurse, &pathway, "visit-3", "holding", &[]).await.status, 409, "it is over");
        for expected in ["Plus de place", "N’est pas allée au rendez-vous", "Dr Camille Renaud"] {
            assert!(closed.contains(expected), "nothing is overwritten: {expected} in {closed}");
        }
        let timeline = doctor.get(&format!("{}/timeline", pathways.trim_end_matches("/pathways"))).await;
        assert!(timeline.words().contains("Circuit : le relais est accepté"), "{}", timeline.words());
    }
}

on_both! {
    /// Stopped and gone on with; left out with a reason; nothing before its day; what was typed comes back.
    async fn bad_input(app) {
        let pathways = followed(&app).await;
        let doctor = app.sign_in("psychiatrist").await;
        for wrong in [("which", "nothing"), ("which", "advice-line/somatic"), ("on", "24/11/2026")] {
            let refused = begin(&doctor, &pathways, &[wrong, ("words", "Gardé.")]).await;
            assert!(matches!(refused.status, 404 | 422), "{wrong:?}: {}", refused.status);
            assert!(refused.status == 404 || refused.text().contains("Gardé."), "{wrong:?}");
        }
        let untold = begin(&doctor, &pathways, &[("telling", "")]).await;
        assert_eq!(untold.status, 422, "nobody goes on a pathway untold: {}", untold.words());
        let pathway = page_of(&begin(&doctor, &pathways, &[]).await);
        let past = says(&doctor, &pathway, "visit-1", "planning", &[("day", "20/11/2026"), ("place", "Ici")]).await;
        assert_eq!(past.status, 422);
        assert_eq!(past.attribute("input[name=place]", "value").as_deref(), Some("Ici"));
        assert_eq!(says(&doctor, &pathway, "visit-1", "planning", &[("day", "01/12/2026"), ("time", "25 h")]).await.status, 422);
        assert_eq!(says(&doctor, &pathway, "visit-1", "skipping", &[]).await.status, 422, "why?");
        assert_eq!(says(&doctor, &pathway, "visit-9", "holding", &[]).await.status, 404);
        assert_eq!(says(&doctor, &pathway, "visit-1", "proposal", &[("to", "Dr A")]).await.status, 409);
        assert_eq!(says(&doctor, &pathway, "visit-1", "nonsense", &[]).await.status, 422);
        assert_eq!(says(&doctor, &pathway, "visit-1", "holding", &[("on", "22/11/2026")]).await.status, 422, "before it began");
        assert_eq!(says(&doctor, &pathway, "visit-1", "skipping", &[("why", "Déjà faite ailleurs")]).await.status, 303);
        assert_eq!(says(&doctor, &pathway, "", "stop", &[("why", "")]).await.status, 422);
        assert_eq!(says(&doctor, &pathway, "", "stop", &[("why", "Hospitalisée")]).await.status, 303);
        assert_eq!(says(&doctor, &pathway, "visit-2", "holding", &[]).await.status, 409);
        assert!(doctor.get("/pathways?show=stopped").await.has(&format!("a[href='{pathway}']")));
        for _ in 0..2 {
            assert_eq!(says(&doctor, &pathway, "", "restart", &[]).await.status, 303, "sent twice, said once");
        }
        assert_eq!(doctor.get(&pathway).await.words().matches("Circuit repris").count(), 1);
        assert_eq!(says(&doctor, &pathway, "visit-2", "holding", &[]).await.status, 303);
    }
}

on_both! {
    /// Who does not read the coordination of the person learns of no pathway; who reads it without writing moves nothing.
    async fn hidden(app) {
        let pathways = followed(&app).await;
        let doctor = app.sign_in("psychiatrist").await;
        let pathway = page_of(&begin(&doctor, &pathways, &[]).await);
        for persona in ["gp", "gp_2", "psychiatrist_2", "admin", "dpo", "program_lead"] {
            let other = app.sign_in(persona).await;
            assert_eq!(other.get(&pathway).await.status, 404, "{persona}");
            assert_eq!(says(&other, &pathway, "visit-1", "holding", &[]).await.status, 404, "{persona}");
            assert_ne!(other.get(&pathways).await.status, 200, "{persona}");
            assert!(!other.get("/pathways").await.has(&format!("a[href='{pathway}']")), "{persona}");
        }
    }
}

on_both! {
    /// In the day of whoever does the step: a visit of today, what is late or soon due; not what has time, not another’s.
    async fn in_my_day(app) {
        let network = NewMembership {
            role: app.cast.get("coordinator").role,
            program: "somatic-network".to_owned(),
            as_what: ProgramRole::Coordinator,
            from: None,
        };
        join_program(&app.system(), network).await.expect("she coordinates the network");
        let pathways = followed(&app).await;
        let doctor = app.sign_in("psychiatrist").await;
        let pathway = page_of(&begin(&doctor, &pathways, &[]).await);
        let there = async |persona: &str| {
            let day = app.sign_in(persona).await.get("/").await;
            assert_eq!(day.status, 200);
            let shown = day.has(&format!("a[href='{pathway}']"));
            assert!(!shown || day.words().contains("Étapes de circuits"), "{persona}: {}", day.words());
            shown
        };
        assert!(!there("nurse").await, "thirty days are left");
        let today = [("day", "23/11/2026"), ("time", "18 h"), ("place", "Maison des Tanneurs")];
        assert_eq!(says(&doctor, &pathway, "visit-1", "planning", &today).await.status, 303);
        assert!(there("nurse").await, "the visit is today");
        for persona in ["psychiatrist", "coordinator", "gp", "gp_2", "secretary"] {
            assert!(!there(persona).await, "{persona} does not hold visits of theirs");
        }
        assert_eq!(says(&doctor, &pathway, "visit-1", "no_show", &[]).await.status, 303);
        assert!(!there("nurse").await, "she has to be seen again, in time");
        app.pass(24 * 28);
        assert!(there("nurse").await, "two days are left");
        app.pass(24 * 10);
        assert!(there("nurse").await, "it is late");

        let nurse = app.sign_in("nurse").await;
        for visit in ["visit-1", "visit-2", "visit-3"] {
            assert_eq!(says(&nurse, &pathway, visit, "holding", &[]).await.status, 303);
        }
        assert_eq!(says(&nurse, &pathway, "synthesis", "skipping", &[("why", "Faite ailleurs")]).await.status, 303);
        assert_eq!(says(&nurse, &pathway, "handover", "proposal", &[("to", "Dr Paul Vasseur")]).await.status, 303);
        assert!(!there("coordinator").await, "the doctor has seven days to answer");
        app.pass(24 * 6);
        assert!(there("coordinator").await, "soon the next is asked");
        assert!(!there("nurse").await, "that is whoever coordinates");
    }
}
