//! The record over HTTP: written, read by those to whom it is open and by nobody else, corrected, ended, taken back.

use care::PersonId;
use care::people::{InformationKind, TeamGround};
use sea_orm::{ConnectionTrait, Statement};
use testkit::{App, Browser, Seen, on_both};

/// A person of the GP's, with a nurse, a psychiatrist and a social worker around them; and their page.
async fn followed(app: &App) -> (PersonId, String) {
    app.followed_by(&["nurse", "psychiatrist_3", "social_worker"]).await
}

/// Opens the form of a sort and sends it with these fields; answers what came back.
async fn write(browser: &Browser, person: &str, sort: &str, fields: &[(&str, &str)]) -> Seen {
    let form = browser.get(&format!("{person}/entries/new?sort={sort}")).await;
    assert_eq!(form.status, 200, "{}", form.words());
    let entry = form.attribute("input[name=entry]", "value").expect("the form has its identifier");
    let fixed = [("sort", sort), ("entry", entry.as_str()), ("kept_for", "")];
    let kept = fixed.iter().filter(|(name, _)| fields.iter().all(|(other, _)| other != name));
    let fields: Vec<_> = kept.chain(fields).copied().collect();
    browser.post(&format!("{person}/entries"), &fields).await
}

/// The page to which a saved form leads.
fn page_of(answer: &Seen) -> String {
    assert_eq!(answer.status, 303, "{}", answer.words());
    answer.location().split('?').next().expect("an address").to_owned()
}

/// The identifier of a named reader, as the form gives it.
async fn reader(browser: &Browser, person: &str, name: &str) -> String {
    let form = browser.get(&format!("{person}/entries/new?sort=note")).await.text();
    let boxes = form.split("name=\"readers\" value=\"").skip(1).map(|rest| rest.split("</label>").next());
    let theirs = boxes.flatten().find(|label| label.contains(name)).expect("they can be named");
    theirs.split('"').next().expect("a value").to_owned()
}

const PROBLEM: [(&str, &str); 5] = [
    ("compartment", "somatic"),
    ("label", "Diabète de type 2"),
    ("icd10", "e119"),
    ("on", "04/05/2026"),
    ("text", "HbA1c à surveiller 🩸"),
];

on_both! {
    /// Who will read is said before it is saved; those read, the others find nothing.
    async fn an_entry_is_open_to_those_named_on_the_form(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let form = gp.get(&format!("{person}/entries/new?sort=problem")).await.words();
        assert!(form.contains("Lu par : ") && form.contains("Mathieu Girard (infirmier"), "{form}");
        let entry = page_of(&write(&gp, &person, "problem", &PROBLEM).await);

        let page = gp.get(&entry).await;
        assert_eq!(page.first("h1"), "Diabète de type 2 (E11.9)");
        let words = page.words();
        for expected in ["En cours", "4 mai 2026", "HbA1c à surveiller 🩸", "vous en êtes l’auteur", "Mathieu Girard"] {
            assert!(words.contains(expected), "{expected} in: {words}");
        }
        assert!(!words.contains("Awa Diarra"), "the social worker is not among the readers: {words}");
        let overview = gp.get(&person).await;
        assert!(overview.has(&format!("section.area a[href='{entry}']")), "it stands in its area");

        let nurse = app.sign_in("nurse").await;
        assert!(nurse.get(&entry).await.words().contains("HbA1c"), "the nurse reads it");
        assert!(nurse.get(&person).await.words().contains("Diabète de type 2"));
        for other in ["social_worker", "gp_2", "secretary", "coordinator", "admin"] {
            let other = app.sign_in(other).await;
            assert_eq!(other.get(&entry).await.status, 404);
            assert_eq!(other.get(&format!("{entry}/edit")).await.status, 404);
            assert_eq!(other.post(&format!("{entry}/end"), &[]).await.status, 404);
        }
    }
}

on_both! {
    /// A restricted note: nobody but its author and the reader named learns that it exists.
    async fn a_restricted_note(app) {
        let (_, person) = followed(&app).await;
        let psychiatrist = app.sign_in("psychiatrist_3").await;
        let gp = reader(&psychiatrist, &person, "Paul Lemoine").await;
        let note = [
            ("compartment", "psychiatric"),
            ("text", "Ce qu’elle ne veut dire qu’à nous deux."),
            ("kept_for", "named"),
            ("readers", gp.as_str()),
        ];
        let entry = page_of(&write(&psychiatrist, &person, "note", &note).await);
        let own = psychiatrist.get(&entry).await.words();
        assert!(own.contains("Restreint") && own.contains("Paul Lemoine"), "{own}");
        assert!(!own.contains("Mathieu Girard"), "{own}");
        assert_eq!(app.sign_in("gp").await.get(&entry).await.status, 200);
        let nurse = app.sign_in("nurse").await;
        assert_eq!(nurse.get(&entry).await.status, 404);
        assert!(!nurse.get(&person).await.text().contains("nous deux"));

        // Being named opens no compartment.
        let awa = reader(&psychiatrist, &person, "Awa Diarra").await;
        let wrong = [("compartment", "psychiatric"), ("text", "…"), ("kept_for", "named"), ("readers", awa.as_str())];
        let refused = write(&psychiatrist, &person, "note", &wrong).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("n’a pas accès à ce volet"), "{}", refused.words());
    }
}

on_both! {
    /// Opened to the social members by its author, and closed to them again by a correction, at once.
    async fn opened_to_social_work(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let shared = [("compartment", "somatic"), ("text", "Ne peut pas monter d’escaliers."), ("shared", "yes")];
        let entry = page_of(&write(&gp, &person, "note", &shared).await);
        let awa = app.sign_in("social_worker").await;
        let page = awa.get(&entry).await;
        assert!(page.words().contains("escaliers") && page.words().contains("partagé"), "{}", page.words());
        let closed = [("compartment", "somatic"), ("text", "Ne peut pas monter d’escaliers."), ("base", "0"), ("kept_for", "")];
        assert_eq!(gp.post(&format!("{entry}/edit"), &closed).await.status, 303);
        assert_eq!(awa.get(&entry).await.status, 404);
    }
}

on_both! {
    /// A correction that opens an entry opens nothing of what was taken out of it.
    async fn what_stood_before_is_for_those_who_could_read_it(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let own = [("compartment", "somatic"), ("text", "Ce qui ne regarde que moi."), ("kept_for", "named")];
        let entry = page_of(&write(&gp, &person, "note", &own).await);
        let opened = [("compartment", "somatic"), ("text", "À voir le matin."), ("shared", "yes"), ("base", "0"), ("kept_for", "")];
        assert_eq!(gp.post(&format!("{entry}/edit"), &opened).await.status, 303);
        assert!(gp.get(&entry).await.words().contains("Ce qui ne regarde que moi"), "its author keeps it");
        for other in ["nurse", "social_worker"] {
            let page = app.sign_in(other).await.get(&entry).await;
            assert!(page.words().contains("À voir le matin"), "{other}: {}", page.words());
            assert!(!page.text().contains("que moi"), "{other}: {}", page.words());
        }
    }
}

on_both! {
    /// An objection closes to an author who is around the person, even where they still write.
    async fn who_is_around_is_closed_by_an_objection(app) {
        let (person_id, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let entry = page_of(&write(&gp, &person, "problem", &PROBLEM).await);
        app.says(person_id, app.cast.get("gp").role, InformationKind::Opposed, None, "").await;
        for path in [format!("{person}/entries/new?sort=note"), entry.clone(), format!("{entry}/edit")] {
            let page = gp.get(&path).await;
            assert!(!page.text().contains("Mathieu Girard"), "{path}: {}", page.words());
        }
    }
}

on_both! {
    /// A correction is its author's; it keeps what stood before, and never writes over another.
    async fn corrected(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let entry = page_of(&write(&gp, &person, "problem", &PROBLEM).await);
        let form = gp.get(&format!("{entry}/edit")).await;
        assert_eq!(form.attribute("input[name=label]", "value").as_deref(), Some("Diabète de type 2"));
        assert_eq!(form.attribute("input[name=on]", "value").as_deref(), Some("04/05/2026"));
        let corrected = [
            ("compartment", "somatic"),
            ("label", "Diabète de type 1"),
            ("icd10", "E10"),
            ("on", "04/05/2026"),
            ("base", "0"),
        ];
        assert_eq!(gp.post(&format!("{entry}/edit"), &corrected).await.status, 303);
        let words = gp.get(&entry).await.words();
        assert!(words.contains("Diabète de type 1 (E10)"), "{words}");
        assert!(words.contains("Corrigé. Avant") && words.contains("Diabète de type 2 (E11.9)"), "{words}");

        let late = gp.post(&format!("{entry}/edit"), &corrected).await;
        assert_eq!(late.status, 409, "it changed since it was read");
        assert_eq!(late.attribute("input[name=label]", "value").as_deref(), Some("Diabète de type 1"), "nothing typed is lost");
        let nurse = app.sign_in("nurse").await;
        assert_eq!(nurse.get(&format!("{entry}/edit")).await.status, 403);
        assert_eq!(nurse.post(&format!("{entry}/edit"), &corrected).await.status, 403);
        assert_eq!(nurse.post(&format!("{entry}/withdraw"), &[("why", "non")]).await.status, 403);
    }
}

on_both! {
    /// What lasts is ended by whoever writes there, once, not before it began.
    async fn ended(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let entry = page_of(&write(&gp, &person, "problem", &PROBLEM).await);
        let nurse = app.sign_in("nurse").await;
        let before = nurse.post(&format!("{entry}/end"), &[("until", "03/05/2026")]).await;
        assert_eq!(before.status, 422);
        assert!(before.words().contains("La fin vient avant le début"), "{}", before.words());
        assert_eq!(nurse.post(&format!("{entry}/end"), &[("until", "12/09/2026")]).await.status, 303);
        let words = gp.get(&entry).await.words();
        assert!(words.contains("Terminé le 12 septembre 2026") && words.contains("Mathieu Girard"), "{words}");
        assert_eq!(gp.post(&format!("{entry}/end"), &[]).await.status, 409, "it is over already");
        assert!(gp.get(&person).await.words().contains("(jusqu’au 12 septembre 2026)"));
    }
}

on_both! {
    /// Taken back with a reason: it stays, and says so to whoever could read it.
    async fn taken_back(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let entry = page_of(&write(&gp, &person, "problem", &PROBLEM).await);
        assert_eq!(gp.post(&format!("{entry}/withdraw"), &[("why", " ")]).await.status, 422);
        assert_eq!(gp.post(&format!("{entry}/withdraw"), &[("why", "Mauvais dossier")]).await.status, 303);
        let words = app.sign_in("nurse").await.get(&entry).await.words();
        assert!(words.contains("Annulé, saisi par erreur : Mauvais dossier"), "{words}");
        assert!(gp.get(&person).await.words().contains("Annulé : Diabète de type 2"));
        let again = gp.post(&format!("{entry}/withdraw"), &[("why", "encore")]).await;
        assert_eq!(again.status, 409);
        assert_eq!(gp.post(&format!("{entry}/end"), &[]).await.status, 409);
    }
}

on_both! {
    /// Sent twice, written once; saved by itself, found again.
    async fn nothing_is_lost_and_nothing_doubled(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let saved = gp.post(&format!("{person}/entries/draft"), &[("sort", "allergy"), ("label", "Pénicilline"), ("version", "0")]).await;
        assert_eq!(saved.status, 200, "{}", saved.words());
        let found = gp.get(&format!("{person}/entries/new")).await;
        assert_eq!(found.attribute("input[name=label]", "value").as_deref(), Some("Pénicilline"));
        let entry = found.attribute("input[name=entry]", "value").expect("an identifier");
        let fields = [
            ("sort", "allergy"), ("entry", entry.as_str()), ("compartment", "somatic"), ("label", "Pénicilline"),
            ("choice", "severe"), ("kept_for", ""),
        ];
        let first = gp.post(&format!("{person}/entries"), &fields).await;
        let second = gp.post(&format!("{person}/entries"), &fields).await;
        assert_eq!(page_of(&first), page_of(&second));
        assert!(gp.get(&person).await.words().contains("Allergie : Pénicilline"), "an allergy is said first");
        let fresh = gp.get(&format!("{person}/entries/new?sort=allergy")).await;
        assert_eq!(fresh.attribute("input[name=label]", "value").as_deref(), Some(""), "the draft has gone with it");
        // Other words under the same identifier, from a window left open: written too.
        let others = [
            ("sort", "allergy"), ("entry", entry.as_str()), ("compartment", "somatic"), ("label", "Arachide"), ("kept_for", ""),
        ];
        let other = page_of(&gp.post(&format!("{person}/entries"), &others).await);
        assert_ne!(other, page_of(&first));
        assert!(gp.get(&other).await.words().contains("Arachide"));
        // Somebody else's identifier is nobody's to write under.
        let nurse = app.sign_in("nurse").await;
        assert_eq!(nurse.post(&format!("{person}/entries"), &fields).await.status, 404);
    }
}

on_both! {
    /// What cannot be read is told, field by field, and what was typed comes back.
    async fn bad_input(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let empty = write(&gp, &person, "stay", &[]).await;
        assert_eq!(empty.status, 422);
        assert!(empty.has("[role=alert], .ds-error-summary, .error-summary"), "{}", empty.words());
        let backwards = write(&gp, &person, "stay", &[
            ("compartment", "somatic"), ("choice", "hospital"), ("on", "10/11/2026"), ("until", "01/11/2026"),
            ("place", "CHU \"Bretonneau\" \u{202e}"),
        ]).await;
        assert_eq!(backwards.status, 422);
        assert!(backwards.words().contains("La fin vient avant le début"), "{}", backwards.words());
        let long = "é".repeat(600_000);
        let refused = write(&gp, &person, "note", &[("compartment", "somatic"), ("text", &long)]).await;
        assert!(matches!(refused.status, 413 | 422), "{}", refused.status);
        let elsewhere = write(&gp, &person, "rupture", &[("compartment", "social"), ("choice", "housing")]).await;
        assert_eq!(elsewhere.status, 403, "a doctor does not write in the social part: {}", elsewhere.words());
        let office = app.sign_in("gp_secretary").await;
        assert_eq!(office.get(&format!("{person}/entries/new?sort=problem")).await.status, 403);
        assert_eq!(office.get(&format!("{person}/entries/new?sort=note")).await.status, 200, "coordination is theirs");
    }
}

on_both! {
    /// What others wrote since the last visit is told, and can be looked at alone.
    async fn what_changed_since_i_last_looked(app) {
        let (_, person) = followed(&app).await;
        let nurse = app.sign_in("nurse").await;
        assert!(!nurse.get(&person).await.words().contains("depuis votre visite"), "the first visit");
        app.pass(30);
        let gp = app.sign_in("gp").await;
        let entry = page_of(&write(&gp, &person, "problem", &PROBLEM).await);
        app.pass(30);
        let nurse = app.sign_in("nurse").await;
        let page = nurse.get(&person).await;
        assert!(page.words().contains("Une nouveauté depuis votre visite"), "{}", page.words());
        assert!(page.words().contains("Nouveau · Dr Paul Lemoine"), "{}", page.words());
        let fresh = nurse.get(&format!("{person}?new=1")).await;
        assert!(fresh.has(&format!(".trame a[href='{entry}']")));
        assert_eq!(fresh.text().matches("class=\"knots\"").count(), 1, "the rest is left out");
        assert!(nurse.get(&person).await.words().contains("Une nouveauté"), "the same visit goes on");
        app.pass(2);
        let nurse = app.sign_in("nurse").await;
        assert!(nurse.get(&person).await.words().contains("Rien de nouveau"), "another visit");
    }
}

on_both! {
    /// Writing and reading stand in the journal, under the person's name.
    async fn written_and_read_in_the_journal(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        let entry = page_of(&write(&gp, &person, "problem", &PROBLEM).await);
        app.sign_in("nurse").await.get(&entry).await;
        let actions = journalled(&app).await;
        for action in ["entry.written", "entry.read"] {
            assert!(actions.iter().any(|it| it == action), "{action} in {actions:?}");
        }
    }
}

/// What the journal says was done with entries.
async fn journalled(app: &App) -> Vec<String> {
    let db = app.house.db().reader();
    let text = "SELECT action FROM audit_event WHERE object_kind = 'entry' AND action <> ''";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), text)).await;
    rows.expect("the journal is read").iter().map(|row| row.try_get("", "action").expect("a code")).collect()
}

on_both! {
    /// Everything on one page, narrowed by area and sort, made to be printed; to each reader what is theirs.
    async fn the_timeline_alone(app) {
        let (_, person) = followed(&app).await;
        let gp = app.sign_in("gp").await;
        page_of(&write(&gp, &person, "problem", &PROBLEM).await);
        let theme = [("compartment", "coordination"), ("choice", "isolation"), ("text", "« Je ne vois personne. »")];
        page_of(&write(&gp, &person, "theme", &theme).await);
        let all = gp.get(&format!("{person}/timeline")).await;
        assert!(all.words().contains("Diabète de type 2") && all.words().contains("Thème : Solitude"), "{}", all.words());
        let themes = gp.get(&format!("{person}/timeline?sort=theme")).await.words();
        assert!(themes.contains("Solitude") && !themes.contains("Diabète de type 2 (E11.9)"), "{themes}");
        let somatic = gp.get(&format!("{person}/timeline?area=somatic")).await.words();
        assert!(somatic.contains("Diabète") && !somatic.contains("Solitude, "), "{somatic}");
        for wrong in ["?area=soma", "?sort=poem"] {
            assert_eq!(gp.get(&format!("{person}/timeline{wrong}")).await.status, 404);
        }
        let awa = app.sign_in("social_worker").await.get(&format!("{person}/timeline")).await.words();
        assert!(awa.contains("Solitude") && !awa.contains("Diabète"), "{awa}");
        assert_eq!(app.sign_in("gp_2").await.get(&format!("{person}/timeline")).await.status, 404);
        let without = write(&gp, &person, "theme", &[("compartment", "coordination")]).await;
        assert_eq!(without.status, 422, "a theme has to be chosen");
    }
}

on_both! {
    /// That nobody is the attending doctor is a fact with its day and its reason; it ends when somebody becomes it.
    async fn no_attending_doctor_is_a_fact(app) {
        let (id, person) = followed(&app).await;
        let nurse = app.sign_in("nurse").await;
        let gp = app.sign_in("gp").await;
        let team = gp.get(&format!("{person}/team")).await;
        let end = team.attribute("li:has(form button[title='Dr Paul Lemoine']) form", "action").expect("he may leave");
        assert_eq!(gp.post(&end, &[]).await.status, 303);
        let why = [("compartment", "coordination"), ("choice", "left"), ("on", "02/11/2026"), ("text", "Retraite")];
        let fact = page_of(&write(&nurse, &person, "no_attending_doctor", &why).await);
        let words = nurse.get(&fact).await.words();
        assert!(words.contains("Sans médecin traitant") && words.contains("2 novembre 2026"), "{words}");
        assert!(nurse.get(&person).await.words().contains("Sans médecin traitant"));
        app.clock.advance(jiff::SignedDuration::from_mins(5));

        // Somebody without an account is it: a fact as well, of one doctor at a time.
        let outside = [("compartment", "coordination"), ("label", "Dr Anne Brun, Loches"), ("text", "02 47 00 00 00")];
        let brun = page_of(&write(&nurse, &person, "attending_doctor", &outside).await);
        let over = async |page: &str| nurse.get(page).await.words().contains("Terminé");
        assert!(over(&fact).await, "that there was none is over: {}", nurse.get(&fact).await.words());
        let page = nurse.get(&person).await.words();
        assert!(page.contains("Dr Anne Brun, Loches") && !page.contains("Pas de médecin traitant dans l’équipe"), "{page}");
        let other = [("compartment", "coordination"), ("label", "Dr Paul Vasseur, Tours")];
        let vasseur = page_of(&write(&nurse, &person, "attending_doctor", &other).await);
        assert!(over(&brun).await, "one at a time");
        assert!(nurse.get(&person).await.words().contains("Dr Paul Vasseur"));
        let nameless = write(&nurse, &person, "attending_doctor", &[("compartment", "coordination")]).await;
        assert_eq!(nameless.status, 422, "{}", nameless.words());

        let role = app.sealed(app.cast.get("gp_2").role.uuid());
        let joins = [("role", role.as_str()), ("kind", "attending_gp"), ("ground", "chosen_by_person")];
        assert_eq!(nurse.post(&format!("{person}/team"), &joins).await.status, 303);
        assert!(over(&vasseur).await, "whoever is of the team is it");
        let beside = write(&nurse, &person, "attending_doctor", &outside).await;
        assert_eq!(beside.status, 409, "{}", beside.words());
        assert!(beside.words().contains("est médecin traitant dans l’équipe") && beside.text().contains("Dr Anne Brun"), "{}", beside.words());
        assert!(app.sign_in("gp_2").await.get(&format!("/persons/{}", app.sealed(id.uuid()))).await.status == 200);
    }
}

on_both! {
    /// What is around a person and what happened to them, each with the words of its own form; who reads it is said, and whoever
    /// does not find nothing.
    async fn what_is_around_a_person(app) {
        let (_, person) = followed(&app).await;
        let nurse = app.sign_in("nurse").await;
        let coordination: &[(&str, &[(&str, &str)], &str)] = &[
            ("need", &[("choice", "interpreter"), ("text", "Tamoul ; son neveu n’interprète pas.")], "Interprète"),
            ("need", &[("choice", "reach"), ("text", "Pas de téléphone : passer par le foyer.")], "foyer"),
            ("relative", &[("choice", "trusted_person"), ("label", "Samira Ferhat"), ("text", "Désignée par écrit.")], "Samira Ferhat"),
            ("protection", &[("choice", "curatorship"), ("label", "UDAF 37"), ("on", "04/03/2024")], "UDAF 37"),
            ("theme", &[("choice", "sleep"), ("text", "« Je ne dors plus. »")], "Sommeil"),
        ];
        let mut pages = Vec::new();
        for (sort, fields, words) in coordination {
            let fields = [&[("compartment", "coordination")], *fields].concat();
            let entry = page_of(&write(&nurse, &person, sort, &fields).await);
            let read = nurse.get(&entry).await;
            assert!(read.words().contains(words), "{words} in {}", read.words());
            pages.push(entry);
        }
        assert!(nurse.get(&pages[3]).await.words().contains("4 mars 2024"));
        let plan = [
            ("compartment", "psychiatric"), ("signs", "Ne répond plus au téléphone."), ("helps", "Marcher."),
            ("call", "Sa sœur, puis le 3114."), ("wishes", "Être prévenue avant tout."),
            ("choice", "person_and_relative"),
        ];
        let with_nobody = write(&nurse, &person, "crisis_plan", &plan[..5]).await;
        assert_eq!(with_nobody.status, 422, "it says with whom it was written");
        assert!(with_nobody.words().contains("Avec qui il est écrit"), "{}", with_nobody.words());
        let plan = page_of(&write(&nurse, &person, "crisis_plan", &plan).await);
        let read = app.sign_in("psychiatrist_3").await.get(&plan).await.words();
        for words in ["Ne répond plus au téléphone.", "Sa sœur, puis le 3114.", "Être prévenue avant tout.", "Avec la personne et un proche"] {
            assert!(read.contains(words), "{words} in {read}");
        }
        let stay = [("compartment", "psychiatric"), ("choice", "without_consent"), ("place", "Bretonneau"), ("on", "02/05/2026"), ("until", "20/05/2026")];
        let stay = page_of(&write(&nurse, &person, "stay", &stay).await);
        assert!(nurse.get(&stay).await.words().contains("20 mai 2026"));

        let awa = app.sign_in("social_worker").await;
        for page in &pages {
            assert_eq!(awa.get(page).await.status, 200, "the team reads it");
        }
        for page in [&plan, &stay] {
            assert_eq!(awa.get(page).await.status, 404, "it is psychiatric");
        }
        // How somebody lives has a history: what was so ends, what is so begins.
        let before = [("compartment", "social"), ("choice", "housing"), ("text", "Chez sa sœur."), ("on", "01/02/2026")];
        let before = page_of(&write(&awa, &person, "situation", &before).await);
        assert_eq!(awa.post(&format!("{before}/end"), &[("until", "30/09/2026")]).await.status, 303);
        let now = [("compartment", "social"), ("choice", "housing"), ("text", "Résidence sociale."), ("on", "01/10/2026")];
        page_of(&write(&awa, &person, "situation", &now).await);
        let rupture = [("compartment", "social"), ("choice", "income"), ("text", "RSA suspendu."), ("on", "15/10/2026")];
        let rupture = page_of(&write(&awa, &person, "rupture", &rupture).await);
        let timeline = awa.get(&format!("{person}/timeline")).await.words();
        for words in ["Chez sa sœur. (jusqu’au 30 septembre 2026)", "Résidence sociale.", "Rupture : Ressources"] {
            assert!(timeline.to_lowercase().contains(&words.to_lowercase()), "{words} in {timeline}");
        }
        assert_eq!(awa.post(&format!("{rupture}/end"), &[]).await.status, 303, "what broke off is mended");
    }
}

on_both! {
    /// Each part of how somebody lives, and each kind of stay, is written, dated, told by its name, and ends.
    async fn every_part_of_a_situation_and_every_stay(app) {
        let (_, person) = followed(&app).await;
        let (nurse, awa) = (app.sign_in("nurse").await, app.sign_in("social_worker").await);
        let situations = [
            ("housing", "Logement"), ("income", "Ressources"), ("work", "Travail"), ("family", "Famille, entourage"),
            ("languages", "Langues, lecture"), ("schooling", "École, formation"), ("debts", "Dettes"), ("isolation", "Isolement"),
        ];
        let stays = [
            ("hospital", "Hospitalisation"), ("without_consent", "Hospitalisation sans consentement"),
            ("emergency", "Passage aux urgences"), ("acute_event", "Événement aigu"),
        ];
        let mut ends = Vec::new();
        for (choice, name) in situations {
            let fields = [("compartment", "social"), ("choice", choice), ("text", "Comme dit ensemble."), ("on", "01/02/2026")];
            ends.push((&awa, page_of(&write(&awa, &person, "situation", &fields).await), name));
        }
        for (choice, name) in stays {
            let fields = [("compartment", "psychiatric"), ("choice", choice), ("place", "Bretonneau"), ("on", "02/05/2026")];
            ends.push((&nurse, page_of(&write(&nurse, &person, "stay", &fields).await), name));
        }
        for (author, entry, name) in ends {
            assert!(author.get(&entry).await.words().contains(name), "{name}");
            assert_eq!(author.post(&format!("{entry}/end"), &[("until", "30/09/2026")]).await.status, 303, "{name}");
            let words = author.get(&entry).await.words();
            assert!(words.contains("30 septembre 2026"), "{name}: {words}");
        }
    }
}

on_both! {
    /// What to know before one sees the person stands first: allergies, signs of a crisis, what they need; of what is hidden,
    /// nothing. A measure of protection ends on a day to come.
    async fn what_to_know_first(app) {
        let (_, person) = followed(&app).await;
        let nurse = app.sign_in("nurse").await;
        let written: &[(&str, &[(&str, &str)])] = &[
            ("need", &[("compartment", "coordination"), ("choice", "interpreter"), ("text", "Tamoul.")]),
            ("crisis_plan", &[("compartment", "psychiatric"), ("signs", "Ne dort plus,\nne répond plus."), ("helps", "Marcher."), ("call", "Sa sœur."), ("choice", "person")]),
            ("allergy", &[("compartment", "somatic"), ("label", "Amoxicilline")]),
        ];
        for (sort, fields) in written {
            page_of(&write(&nurse, &person, sort, fields).await);
        }
        let first = |page: &Seen| page.all("ul.alerts li");
        let known = first(&nurse.get(&person).await);
        for (line, words) in known.iter().zip(["Amoxicilline", "Signes d’alerte : Ne dort plus, ne répond plus.", "Interprète"]) {
            assert!(line.contains(words), "{words} in {known:?}");
        }
        let known = first(&app.sign_in("social_worker").await.get(&person).await).join(" ");
        assert!(known.contains("Interprète") && !known.contains("Amoxicilline") && !known.contains("Ne dort plus"), "{known}");

        let past = [("compartment", "somatic"), ("choice", "planned"), ("on", "20/11/2026"), ("until", "01/03/2027")];
        let refused = write(&nurse, &person, "stay", &past).await;
        assert_eq!(refused.status, 422, "a stay is over once it is over");
        let term = [("compartment", "coordination"), ("choice", "curatorship"), ("label", "UDAF 37"), ("on", "04/03/2024"), ("until", "03/03/2029")];
        let measure = page_of(&write(&nurse, &person, "protection", &term).await);
        let words = nurse.get(&measure).await.words();
        assert!(words.contains("3 mars 2029") && words.contains("En cours"), "{words}");
        app.pass(24 * 365 * 3);
        let nurse = app.sign_in("nurse").await;
        assert!(!nurse.get(&measure).await.words().contains("En cours"), "its term has come");
    }
}

on_both! {
    /// Themes are counted over the records that are open to the reader: a person once a theme, nothing that is restricted.
    async fn themes_that_come_back(app) {
        let (_, one) = followed(&app).await;
        let gp = app.cast.get("gp").role;
        let other = app.person(gp, "Samir", "Haddad", "1968-02-01").await;
        app.joins(other, gp, "nurse", TeamGround::ChosenByPerson).await;
        let other = format!("/persons/{}", app.sealed(other.uuid()));
        let nurse = app.sign_in("nurse").await;
        assert!(nurse.get("/themes").await.words().contains("Aucun thème noté"));
        let theme = |place, choice| [("compartment", place), ("choice", choice)];
        for page in [&one, &other] {
            for place in ["coordination", "somatic"] {
                page_of(&write(&nurse, page, "theme", &theme(place, "sleep")).await);
            }
        }
        page_of(&write(&nurse, &one, "theme", &theme("psychiatric", "grief")).await);
        let alone = [&theme("coordination", "money")[..], &[("kept_for", "named")]].concat();
        page_of(&write(&nurse, &one, "theme", &alone).await);
        let lines = |page: &Seen| page.all("tbody tr");
        let seen = nurse.get("/themes").await;
        assert_eq!(lines(&seen).len(), 1, "what is psychiatric stays there: {}", seen.words());
        assert!(lines(&seen)[0].contains("Sommeil") && lines(&seen)[0].contains('2'), "{:?}", lines(&seen));
        // The social worker reads the coordination of the one whom she follows.
        let awa = lines(&app.sign_in("social_worker").await.get("/themes").await);
        assert!(awa.len() == 1 && awa[0].contains("Sommeil") && awa[0].contains('1'), "{awa:?}");
        assert_eq!(app.sign_in("admin").await.get("/themes").await.status, 403);
    }
}
