//! Persons over HTTP: found, created, corrected, checked, surrounded, informed; and what nobody else learns of it.

use care::people::{self, Check, Document};
use care::stories::{Step, acting, tell};
use store::jobs::Worker;
use testkit::{Browser, Seen, on_both};

/// The form of a new person, with some fields instead of the plain ones.
fn form<'a>(instead: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let plain = [
        ("family", "Ferhat"),
        ("given", "Nadia"),
        ("sex", "female"),
        ("birth_date", "14/03/1979"),
        ("birth_place", "Tours"),
        ("phone", "06 00 00 12 34"),
        ("address", "6 rue des Ateliers"),
        ("postal_code", "37700"),
        ("commune", "Saint-Pierre-des-Corps"),
        ("attending", "yes"),
        ("told", "in_person"),
    ];
    let kept = plain.into_iter().filter(|(name, _)| instead.iter().all(|(other, _)| other != name));
    kept.chain(instead.iter().copied()).collect()
}

/// The form as the page gives it, with its identifier.
async fn draft(browser: &Browser) -> String {
    let page = browser.get("/persons/new").await;
    assert_eq!(page.status, 200, "{}", page.words());
    page.attribute("input[name=draft]", "value").expect("the form has its identifier")
}

/// Creates a person and says where their page is.
async fn create(browser: &Browser, instead: &[(&str, &str)]) -> String {
    let draft = draft(browser).await;
    let created =
        browser.post("/persons/new", &form(&[instead, &[("draft", draft.as_str())]].concat())).await;
    page_of(&created)
}

/// The address of the page to which an answer leads, without what it says.
fn page_of(answer: &Seen) -> String {
    let location = answer.location();
    location.split('?').next().expect("an address").to_owned()
}

/// The identifier of a professional, as the picker gives it.
async fn picked(browser: &Browser, path: &str, name: &str) -> String {
    let found = browser.post(path, &[("q", name)]).await;
    found.attribute("u-option", "data-id").unwrap_or_else(|| panic!("{name} is found: {}", found.text()))
}

/// Adds a professional to the team of a person.
async fn join(browser: &Browser, person: &str, name: &str, more: &[(&str, &str)]) -> Seen {
    let role = picked(browser, "/persons/professionals", name).await;
    let fields = [&[("who", name), ("role", role.as_str()), ("ground", "chosen_by_person")], more].concat();
    browser.post(&format!("{person}/team"), &fields).await
}

on_both! {
    /// A GP creates a person and finds everything on one page.
    async fn a_record_is_opened(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[]).await;
        let page = gp.get(&person).await;
        assert_eq!(page.first("h1"), "Nadia Ferhat");
        let words = page.words();
        for expected in [
            "47 ans, née le 14 mars 1979 à Tours · Saint-Pierre-des-Corps",
            "Identité provisoire",
            "Médecin traitant : Dr Paul Lemoine",
            "Information donnée le 23 novembre 2026",
            "parce que vous êtes dans son équipe de soins (médecin traitant) depuis le 23 novembre 2026",
            "À savoir avant de la voir",
            "Demander un avis pour elle",
            "Autour d’elle",
            "06 00 00 12 34",
            "6 rue des Ateliers, 37700 Saint-Pierre-des-Corps",
            "Dossier créé",
        ] {
            assert!(words.contains(expected), "{expected} in: {words}");
        }
        let list = gp.get("/persons").await;
        assert!(list.has(&format!("a[href='{person}']")), "the list leads to the page");
        let found = gp.post("/persons/search", &[("q", "ferat nadya")]).await;
        assert!(found.has(&format!("a[href='{person}']")), "found in spite of slips: {}", found.words());
        let born = gp.post("/persons/search", &[("q", "14/03/1979")]).await;
        assert!(born.has(&format!("a[href='{person}']")), "found by the date of birth");
    }
}

on_both! {
    /// The page costs a small fixed number of statements, whatever has happened.
    async fn a_page_in_few_statements(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[]).await;
        let benali = picked(&gp, "/persons/practitioners", "benali").await;
        let one = [("kind", "opposed"), ("how", "phone"), ("scope", "one"), ("practitioner", benali.as_str())];
        assert_eq!(gp.post(&format!("{person}/information"), &one).await.status, 200);
        let (_, session) = store::count::scope(gp.get("/help/keys")).await;
        let (_, first) = store::count::scope(gp.get(&person)).await;
        assert!(first - session <= 9, "{} statements, that a visit begins among them", first - session);
        let (page, all) = store::count::scope(gp.get(&person)).await;
        assert_eq!(page.status, 200);
        assert!(all - session <= 8, "{} statements beside those of the session", all - session);
    }
}

on_both! {
    /// The form sent twice creates one person, and leads twice to the same page.
    async fn a_double_click(app) {
        let gp = app.sign_in("gp").await;
        let draft = draft(&gp).await;
        let fields = form(&[("draft", draft.as_str())]);
        let (first, second) = tokio::join!(gp.post("/persons/new", &fields), gp.post("/persons/new", &fields));
        let third = gp.post("/persons/new", &fields).await;
        assert_eq!(page_of(&first), page_of(&second));
        assert_eq!(page_of(&first), page_of(&third));
        assert_eq!(gp.get("/persons").await.words().matches("Ferhat").count(), 1);
        let other = app.sign_in("gp_2").await;
        let stolen = other.post("/persons/new", &fields).await;
        assert_eq!(stolen.status, 404, "an identifier that is somebody else's: {}", stolen.words());
    }
}

on_both! {
    /// Somebody alike is proposed to who may see them, and to nobody else.
    async fn somebody_alike(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[]).await;
        let draft = draft(&gp).await;
        let alike = [("draft", draft.as_str()), ("given", "Nadya")];
        let asked = gp.post("/persons/new", &form(&alike)).await;
        assert_eq!(asked.status, 422, "{}", asked.words());
        assert!(asked.has(&format!("a[href='{person}']")), "this one? {}", asked.words());
        assert_eq!(asked.attribute("input[name=family]", "value").as_deref(), Some("Ferhat"), "what was typed is kept");
        let sure = asked.attribute("input[name=sure]", "value").expect("none of these");
        let both = [alike.as_slice(), &[("sure", sure.as_str())]].concat();
        let other_name = [both.as_slice(), &[("family", "Ferhati")]].concat();
        assert_eq!(gp.post("/persons/new", &form(&other_name)).await.status, 422, "another name is looked at anew");
        let created = gp.post("/persons/new", &form(&both)).await;
        assert_ne!(page_of(&created), person);

        let stranger = app.sign_in("gp_2").await;
        let theirs = create(&stranger, &[]).await;
        assert_ne!(theirs, person, "whoever cannot see her creates, and learns nothing");
        assert_eq!(stranger.get(&person).await.status, 404);
    }
}

on_both! {
    /// What is wrong is said at its field, and what was typed is kept.
    async fn a_form_with_faults(app) {
        let gp = app.sign_in("gp").await;
        let million = "é".repeat(1_000_000);
        let long = "a".repeat(201);
        for (field, typed, words) in [
            ("family", "", "Remplissez"),
            ("family", "Ferhat 😀", "avec des lettres"),
            ("family", million.as_str(), "trop long"),
            ("given", long.as_str(), "trop long"),
            ("sex", "", "Remplissez"),
            ("birth_date", "24/11/2026", "Vérifiez l’année"),
            ("birth_date", "01/01/1850", "trop ancienne"),
            ("birth_date", "31/02/1979", "14/03/1979"),
            ("phone", "12", "dix chiffres"),
            ("postal_code", "3770", "cinq chiffres"),
            ("postal_code", "99999", "n’est pas celui de cette commune"),
            ("postal_code", "37400", "n’est pas celui de cette commune"),
            ("commune", "Nulle-Part", "Aucune commune"),
            ("told", "shouting", "dans la liste"),
        ] {
            let refused = gp.post("/persons/new", &form(&[(field, typed)])).await;
            assert_eq!(refused.status, 422, "{field}: {}", refused.first("h1"));
            let said = refused.first(".ds-error-summary");
            assert!(said.contains(words), "{field}: {said}");
            if field != "told" && field != "sex" && field != "commune" && field != "postal_code" {
                let kept = refused.attribute(&format!("[name={field}]"), "value");
                assert_eq!(kept.as_deref(), Some(typed), "{field} is kept");
            }
        }
        let ins = gp.post("/persons/new", &form(&[("ins", "2 55 08 14 168 025 39"), ("ins_retrieved", "yes")])).await;
        assert!(ins.first(".ds-error-summary").contains("clé de deux chiffres"), "{}", ins.words());
        let copied = gp.post("/persons/new", &form(&[("ins", "2 55 08 14 168 025 38")])).await;
        assert!(copied.first(".ds-error-summary").contains("vient d’INSi"), "{}", copied.words());
        assert_eq!(gp.post("/persons/new", &[]).await.status, 422, "nothing at all");
        assert!(gp.get("/persons").await.words().contains("Vous ne suivez encore personne"));
    }
}

on_both! {
    /// A postal code of several communes asks which, without any script.
    async fn a_commune_is_chosen(app) {
        let gp = app.sign_in("gp").await;
        let asked = gp.post("/persons/new", &form(&[("postal_code", "37400"), ("commune", "")])).await;
        assert_eq!(asked.status, 422);
        assert!(asked.has("select[name=commune] option[value='37003']"), "{}", asked.words());
        let shown = gp.post("/persons/new/communes", &form(&[("postal_code", "37400")])).await;
        assert!(shown.has("select[name=commune] option[value='37003']"));
        assert_eq!(shown.attribute("input[name=family]", "value").as_deref(), Some("Ferhat"));
        let person = create(&gp, &[("postal_code", "37400"), ("commune", "37003")]).await;
        assert!(gp.get(&person).await.words().contains("Amboise"));
        let found = gp.post("/persons/communes", &[("q", "37400")]).await;
        assert!(found.text().contains("data-id=\"37003\""), "{}", found.text());
    }
}

on_both! {
    /// Names as people bear them; one written from right to left does not reorder its line.
    async fn names_of_people(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[("family", "بن علي"), ("given", "Léa d\"O’Brien")]).await;
        let page = gp.get(&person).await;
        assert!(page.first("h1 bdi").contains("بن علي"));
        assert!(gp.get("/persons").await.text().contains("\u{2068}بن علي\u{2069}"), "set apart in the list");
        let long = "Ab".repeat(100);
        let other = create(&gp, &[("family", long.as_str()), ("given", "Zoé"), ("birth_date", "02/02/1980")]).await;
        assert!(gp.get(&other).await.words().contains(&long));
    }
}

on_both! {
    /// Hidden is absent, seen but closed is refused: a stranger, a secretary, identity vigilance.
    async fn who_sees_what(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[]).await;
        let parts = ["", "/edit", "/identity", "/team", "/information"];
        for stranger in ["gp_2", "nurse", "psychiatrist", "social_worker", "coordinator", "admin", "dpo"] {
            let reader = app.sign_in(stranger).await;
            for part in parts {
                assert_eq!(reader.get(&format!("{person}{part}")).await.status, 404, "{stranger} {part}");
            }
            for part in ["/edit", "/identity", "/team", "/information"] {
                assert_eq!(reader.post(&format!("{person}{part}"), &form(&[])).await.status, 404, "{stranger} {part}");
            }
        }
        let statuses = async |persona: &str| {
            let reader = app.sign_in(persona).await;
            let mut statuses = Vec::new();
            for part in parts {
                statuses.push(reader.get(&format!("{person}{part}")).await.status);
            }
            statuses
        };
        assert_eq!(statuses("gp_secretary").await, [200, 200, 200, 200, 200]);
        assert_eq!(statuses("identity").await, [200, 200, 200, 403, 403]);

        let vigilance = app.sign_in("identity").await;
        let page = vigilance.get(&person).await;
        assert!(page.words().contains("identitovigilance"), "{}", page.words());
        assert!(!page.words().contains("Information donnée") && !page.words().contains("Lemoine"), "{}", page.words());
        let secretary = app.sign_in("gp_secretary").await;
        let page = secretary.get(&person).await;
        assert!(page.words().contains("votre structure suit cette personne"), "{}", page.words());
        assert!(!page.words().contains("Demander un avis"), "{}", page.words());
        assert!(!secretary.get(&format!("{person}/team")).await.has("form[action$='/team']"), "she manages no team");
        assert_eq!(secretary.post(&format!("{person}/team"), &[]).await.status, 403);
        assert_eq!(vigilance.post(&format!("{person}/information"), &[]).await.status, 403);
    }
}

on_both! {
    /// A closed area reads the same before and after something stands in it.
    async fn a_closed_area_tells_nothing(app) {
        let gp = app.sign_in("gp").await;
        let id = app.person(app.cast.get("gp").role, "Louise", "Aubert", "1997-02-01").await;
        let person = format!("/persons/{}", app.sealed(id.uuid()));
        let secretary = app.sign_in("gp_secretary").await;
        let area = |page: &Seen| page.first(".area[data-color=psychiatric]");
        let before = area(&secretary.get(&person).await);
        assert!(before.contains("ne s’ouvre pas à votre rôle"), "{before}");
        let mut told = app.request(Some(id));
        for step in [Step::Send, Step::Triage, Step::Accept, Step::Answer { consultation: true }] {
            tell(&app.house, &mut told, step).await.expect("the story goes on");
        }
        let page = secretary.get(&person).await;
        assert_eq!(area(&page), before, "nothing betrays the answer");
        assert!(!page.words().contains("Avis donné"));
        let filtered = secretary.get(&format!("{person}?area=psychiatric")).await;
        assert!(!filtered.words().contains("Avis donné"));
        let mine = gp.get(&person).await;
        assert!(area(&mine).contains("Avis donné"), "{}", area(&mine));
        assert!(mine.has("section.next-act a[data-variant=primary]"), "the next step is the prominent one");
        assert!(mine.words().contains("À vous de lire la réponse"), "{}", mine.words());
        // The one who answered keeps the request, not the record.
        assert_eq!(app.sign_in("psychiatrist").await.get(&person).await.status, 404);
    }
}

on_both! {
    /// Of two who correct at once, the second sees both versions and chooses.
    async fn two_corrections(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[]).await;
        app.pass(1);
        let gp = app.sign_in("gp").await;
        let secretary = app.sign_in("gp_secretary").await;
        let edit = format!("{person}/edit");
        let shown = gp.get(&edit).await;
        assert_eq!(shown.attribute("input[name=commune]", "value").as_deref(), Some("Saint-Pierre-des-Corps"));
        let version = shown.attribute("input[name=version]", "value").expect("a version");
        let theirs = secretary.post(&edit, &form(&[("version", &version), ("phone", "0247000000")])).await;
        assert_eq!(theirs.status, 303, "{}", theirs.words());
        let mine = gp.post(&edit, &form(&[("version", &version), ("given", "Nadia Léa")])).await;
        assert_eq!(mine.status, 409, "{}", mine.words());
        assert!(mine.words().contains("Julie Petit"), "who acted first: {}", mine.words());
        assert!(mine.words().contains("Nadia Léa") && mine.words().contains("0247000000"), "{}", mine.words());
        let newer = mine.attribute("input[name=version]", "value").expect("the version to build on");
        let again = gp.post(&edit, &form(&[("version", &newer), ("given", "Nadia Léa")])).await;
        assert_eq!(again.status, 303, "{}", again.words());
        assert_eq!(gp.get(&person).await.first("h1"), "Nadia Léa Ferhat");
        let refused = gp.post(&edit, &form(&[("version", "9"), ("birth_date", "demain")])).await;
        assert_eq!(refused.status, 422);
        assert_eq!(refused.attribute("input[name=birth_date]", "value").as_deref(), Some("demain"));
    }
}

on_both! {
    /// From provisional to qualified, one check after the other; the number shows only then.
    async fn an_identity_is_qualified(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[]).await;
        let identity = format!("{person}/identity");
        let check = async |fields: &[(&str, &str)]| {
            let version = gp.get(&identity).await.attribute("input[name=version]", "value").expect("a version");
            gp.post(&identity, &[fields, &[("version", version.as_str())]].concat()).await
        };
        assert!(!gp.get(&identity).await.has("input[value=insi_denied]"), "nothing to deny yet");
        assert_eq!(check(&[]).await.status, 422);
        assert_eq!(check(&[("check", "document")]).await.status, 422, "which document?");
        let wrong = check(&[("check", "insi"), ("ins", "2 55 08 14 168 025 39"), ("ins_retrieved", "yes")]).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.attribute("input[name=ins]", "value").as_deref(), Some("2 55 08 14 168 025 39"));
        assert_eq!(check(&[("check", "document"), ("document", "passport")]).await.status, 303);
        assert!(gp.get(&person).await.words().contains("Identité validée"));
        let twice = gp.post(&identity, &[("check", "document"), ("document", "passport"), ("version", "1")]).await;
        assert_eq!(twice.status, 409, "the check was of another version: {}", twice.words());
        let insi = [("check", "insi"), ("ins", "2 55 08 14 168 025 38"), ("ins_retrieved", "yes")];
        assert_eq!(check(&insi).await.status, 303);
        let page = gp.get(&person).await;
        assert!(page.words().contains("Identité INS qualifiée"), "{}", page.words());
        assert!(page.words().contains("2 55 08 14 168 025 38"));
        let found = gp.post("/persons/search", &[("q", "255081416802538")]).await;
        assert!(found.has(&format!("a[href='{person}']")), "found by the number");
        // Correcting a strict trait takes it back.
        let edit = format!("{person}/edit");
        let version = gp.get(&edit).await.attribute("input[name=version]", "value").expect("a version");
        assert_eq!(gp.post(&edit, &form(&[("version", &version), ("family", "Ferat")])).await.status, 303);
        let page = gp.get(&person).await;
        assert!(page.words().contains("Identité provisoire") && !page.words().contains("255"), "{}", page.words());
        assert!(gp.get(&identity).await.words().contains("Corrigé : nom de naissance"));
    }
}

on_both! {
    /// Joining opens the record at once; the attending doctor is one; leaving closes it at once.
    async fn a_care_team(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[]).await;
        let nurse = app.sign_in("nurse").await;
        assert_eq!(nurse.get(&person).await.status, 404);
        let joined = join(&gp, &person, "girard", &[]).await;
        assert_eq!(joined.status, 303, "{}", joined.words());
        let page = nurse.get(&person).await;
        assert!(page.words().contains("(infirmier, infirmière)"), "{}", page.words());
        let again = join(&gp, &person, "girard", &[]).await;
        assert_eq!(again.status, 409, "{}", again.words());
        assert!(again.words().contains("Mathieu Girard est déjà dans l’équipe"), "{}", again.words());

        let second = join(&gp, &person, "besnard", &[("kind", "attending_gp")]).await;
        assert_eq!(second.status, 409);
        assert!(second.words().contains("Paul Lemoine est déjà médecin traitant"), "{}", second.words());
        assert_eq!(second.attribute("select[name=kind] option[selected]", "value").as_deref(), Some("attending_gp"));
        let not_a_doctor = join(&gp, &person, "diarra", &[("kind", "attending_gp")]).await;
        assert_eq!(not_a_doctor.status, 409, "the place is taken first");
        let replaced = join(&nurse, &person, "besnard", &[("kind", "attending_gp"), ("replaces", "yes")]).await;
        assert_eq!(replaced.status, 303, "{}", replaced.words());
        assert_eq!(gp.get(&person).await.status, 404, "the former one left");
        let besnard = app.sign_in("gp_2").await;
        assert!(besnard.get(&person).await.words().contains("Médecin traitant : Dr Claire Besnard"));

        let team = besnard.get(&format!("{person}/team")).await;
        assert!(team.words().contains("Paul Lemoine"), "he has been of it: {}", team.words());
        let leave = nurse.get(&format!("{person}/team")).await;
        let action = leave
            .attribute("li:has(form button[title='Mathieu Girard']) form", "action")
            .expect("one may leave by oneself");
        let left = nurse.post(&action, &[]).await;
        assert_eq!(left.location(), "/persons?done=team-left");
        assert_eq!(nurse.get(&person).await.status, 404);
        assert_eq!(nurse.post(&action, &[]).await.status, 404, "a stranger from now on");
        assert_eq!(besnard.post(&action, &[]).await.status, 303, "it is over, which is what was wanted");
    }
}

on_both! {
    /// Who has been around the person for long is added with the day since when; what they see opens now; two stays of one
    /// professional do not overlap.
    async fn a_member_since_long(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[]).await;
        let since = async |day: &str| join(&gp, &person, "girard", &[("since", day)]).await;
        let ahead = since("24/11/2026").await;
        assert_eq!(ahead.status, 422);
        assert_eq!(ahead.attribute("input[name=since]", "value").as_deref(), Some("24/11/2026"), "nothing typed is lost");
        assert_eq!(since("04/05/2024").await.status, 303);
        let team = gp.get(&format!("{person}/team")).await;
        assert!(team.words().contains("4 mai 2024"), "{}", team.words());
        let nurse = app.sign_in("nurse").await;
        assert_eq!(nurse.get(&person).await.status, 200);
        let end = team
            .attribute("li:has(form button[title='Mathieu Girard']) form", "action")
            .expect("the doctor may end it");
        app.pass(1);
        let gp = app.sign_in("gp").await;
        assert_eq!(gp.post(&end, &[]).await.status, 303);
        let overlapping = join(&gp, &person, "girard", &[("since", "04/05/2025")]).await;
        assert_eq!(overlapping.status, 422);
        assert!(overlapping.words().contains("déjà dans l’équipe à cette date"), "{}", overlapping.words());
        assert_eq!(join(&gp, &person, "girard", &[]).await.status, 303, "back from today on");
    }
}

on_both! {
    /// Without a script a name is sent, and one of those found is chosen; nobody is a fault of the form.
    async fn a_member_without_scripts(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[]).await;
        let team = format!("{person}/team");
        let asked = gp.post(&team, &[("who", "Awa Diara"), ("ground", "formal_team")]).await;
        assert_eq!(asked.status, 422);
        let role = asked.attribute("input[type=radio][name=role]", "value").expect("she is proposed");
        assert!(asked.has("input[name=ground][value=formal_team][checked]"), "what was chosen is kept");
        assert_eq!(gp.post(&team, &[("role", &role), ("ground", "formal_team")]).await.status, 303);
        assert_eq!(app.sign_in("social_worker").await.get(&person).await.status, 200);
        let nobody = gp.post(&team, &[("who", "🙂"), ("ground", "")]).await;
        assert_eq!(nobody.status, 422);
        assert_eq!(nobody.attribute("input[name=who]", "value").as_deref(), Some("🙂"));
        let mediator = join(&gp, &person, "chérif", &[]).await;
        assert_eq!(mediator.status, 422, "a mediator comes in by consent alone");
        assert!(mediator.words().contains("il faut l’accord de la personne"), "{}", mediator.words());
        let role = picked(&gp, "/persons/professionals", "chérif").await;
        let without = gp.post(&team, &[("role", &role), ("ground", "consent")]).await;
        assert_eq!(without.status, 422, "and says how it was given: {}", without.words());
        let with = gp.post(&team, &[("role", &role), ("ground", "consent"), ("consent", "in_person")]).await;
        assert_eq!(with.status, 303, "{}", with.words());
        let mediator = app.sign_in("mediator").await;
        assert!(mediator.get(&person).await.words().contains("parce que la personne y a consenti"));
    }
}

on_both! {
    /// An objection closes everything at once, for one professional or for all, and can be lifted.
    async fn an_objection(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[]).await;
        assert_eq!(join(&gp, &person, "girard", &[]).await.status, 303);
        let nurse = app.sign_in("nurse").await;
        let information = format!("{person}/information");
        let girard = picked(&gp, "/persons/practitioners", "girard").await;
        let to_one = [("kind", "opposed"), ("how", "phone"), ("scope", "one"), ("known", girard.as_str())];
        assert_eq!(gp.post(&information, &to_one).await.status, 200);
        assert_eq!(nurse.get(&person).await.status, 404, "at once");
        let back = join(&gp, &person, "girard", &[]).await;
        assert_eq!(back.status, 409);
        assert!(back.words().contains("s’oppose à ce professionnel"), "{}", back.words());

        let all = [("kind", "opposed"), ("how", "in_person"), ("scope", "everyone"), ("note", "Elle préfère attendre.")];
        let said = gp.post(&information, &all).await;
        assert_eq!(said.status, 200, "{}", said.words());
        let page = gp.get(&person).await;
        assert!(page.words().contains("Opposition au partage depuis le 23 novembre 2026"), "{}", page.words());
        assert!(!page.has("a[href^='/requests/new']"), "nothing can be asked");
        assert!(page.first(".area[data-color=somatic]").contains("la personne s’oppose au partage"));
        let vigilance = app.sign_in("identity").await.get(&person).await;
        assert!(!vigilance.words().contains("oppos"), "identity vigilance learns nothing of it: {}", vigilance.words());
        assert_eq!(gp.get(&format!("{person}/team")).await.status, 403);
        assert_eq!(gp.post(&information, &all).await.status, 409, "it stands already");
        assert!(gp.get(&information).await.words().contains("Elle préfère attendre."), "its history is told");
        let secretary = app.sign_in("gp_secretary").await.get(&information).await;
        assert!(secretary.words().contains("Opposition à tout partage"), "{}", secretary.words());
        assert!(!secretary.words().contains("Elle préfère attendre."), "but nothing narrative to a secretary");
        app.clock.advance(jiff::SignedDuration::from_secs(60));
        let lifted = [("kind", "opposition_lifted"), ("how", "writing"), ("scope", "everyone")];
        assert_eq!(gp.post(&information, &lifted).await.status, 303);
        assert!(gp.get(&person).await.has("a[href^='/requests/new']"));
        assert_eq!(gp.post(&information, &lifted).await.status, 409, "nothing more to lift");
    }
}

on_both! {
    /// What is recorded is said by somebody, somehow, not in the future.
    async fn an_information_with_faults(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[("told", "")]).await;
        assert!(gp.get(&person).await.words().contains("Information à donner"));
        let information = format!("{person}/information");
        assert_eq!(gp.post(&information, &[]).await.status, 422);
        let future = [("kind", "informed"), ("how", "in_person"), ("on", "24/11/2026"), ("note", "un <b>mot</b>")];
        let refused = gp.post(&information, &future).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("un <b>mot</b>"), "what was typed is kept");
        let whom = [("kind", "opposed"), ("how", "in_person"), ("scope", "one"), ("who", "marchetti")];
        let asked = gp.post(&information, &whom).await;
        assert_eq!(asked.status, 422);
        let one = asked.attribute("input[type=radio][name=practitioner]", "value").expect("she is proposed");
        let chosen = [whom.as_slice(), &[("practitioner", one.as_str())]].concat();
        assert_eq!(gp.post(&information, &chosen).await.status, 200);
        let before = [("kind", "informed"), ("how", "in_person"), ("on", "4/5/2026"), ("scope", "everyone")];
        assert_eq!(gp.post(&information, &before).await.status, 303);
        let page = gp.get(&person).await;
        assert!(page.words().contains("Information donnée le 4 mai 2026"), "{}", page.words());
        assert!(page.words().contains("Opposition au partage avec Dr Hélène Marchetti"), "{}", page.words());
    }
}

on_both! {
    /// A long story is read page by page and area by area; a made-up address of it is absent.
    async fn a_long_timeline(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[]).await;
        for day in 1..=22 {
            let on = format!("{day:02}/04/2026");
            let said = [("kind", "informed"), ("how", "in_person"), ("scope", "everyone"), ("on", on.as_str())];
            assert_eq!(gp.post(&format!("{person}/information"), &said).await.status, 303);
        }
        let first = gp.get(&person).await;
        let earlier = first.attribute("a[href*='before=']", "href").expect("there is more");
        assert!(first.words().contains("Avant avril 2026"), "{}", first.words());
        let second = gp.get(earlier.split('#').next().expect("an address")).await;
        assert_eq!(second.status, 200);
        assert!(second.words().contains("Revenir au plus récent"));
        let lines = |page: &Seen| page.text().matches("class=\"knots\"").count();
        // Created, joined and informed at first, then 22 times.
        assert_eq!(lines(&first) + lines(&second), 25);
        let identity = gp.get(&format!("{person}?area=identity")).await;
        assert_eq!(lines(&identity), 0);
        assert_eq!(gp.get(&format!("{person}?area=coordination")).await.status, 200);
        assert_eq!(gp.get(&format!("{person}?area=elsewhere")).await.status, 404);
        let made_up = gp.get(&format!("{person}?before=bm9uZQ")).await;
        assert_eq!(lines(&made_up), lines(&first), "a made-up address is the beginning");
    }
}

on_both! {
    /// The list goes on, and its addresses are the reader's own.
    async fn a_long_list(app) {
        let role = app.cast.get("gp").role;
        for n in 0..31 {
            app.person(role, "Alix", &format!("Persona{}", char::from(b'a' + n % 26)), "1980-01-01").await;
        }
        let gp = app.sign_in("gp").await;
        let first = gp.get("/persons").await;
        let next = first.attribute("a[href*='after=']", "href").expect("there is more");
        let second = gp.get(&next).await;
        assert_eq!(second.text().matches("<b>Mme").count() + first.text().matches("<b>Mme").count(), 31);
        let stranger = app.sign_in("gp_2").await.get(&next).await;
        assert!(stranger.words().contains("Vous ne suivez encore personne"), "nobody else's list goes on there");
    }
}

on_both! {
    /// Two records are made one: the old address leads to the kept one, with all its pages.
    async fn a_merged_record(app) {
        let gp = app.sign_in("gp").await;
        let kept = app.person(app.cast.get("gp").role, "Louise", "Aubert", "1997-02-01").await;
        let merged = app.person(app.cast.get("gp_2").role, "Louise", "Aubert", "1997-02-01").await;
        let worker = Worker::new(app.house.db().clone(), app.house.clock().clone(), app.house.entropy().clone());
        people::handlers(worker, &app.house).run_due(app.house.clock().now()).await.expect("the jobs run");
        let vigilance = acting(&app.house, app.cast.get("identity").role).await.expect("they act");
        let queue = people::vigilance_queue(&vigilance, None).await.expect("the queue");
        let pair = queue.items.first().expect("the two look alike").id;
        people::merge(&vigilance, pair, kept).await.expect("they are merged");
        let address = |id: care::PersonId| format!("/persons/{}", app.sealed(id.uuid()));
        let besnard = app.sign_in("gp_2").await;
        for part in ["", "/edit", "/identity", "/team", "/information"] {
            let moved = besnard.get(&format!("{}{part}", address(merged))).await;
            assert_eq!(moved.location(), format!("{}{part}", address(kept)), "{part}");
        }
        let page = gp.get(&address(kept)).await;
        assert!(page.words().contains("Deux médecins traitants dans l’équipe"), "{}", page.words());
    }
}

/// Every fault, conflict, entry and reason that the domain of persons can give has its sentence in both languages.
#[test]
fn the_domain_has_its_words() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let read = |path: &str| std::fs::read_to_string(format!("{root}/{path}")).expect("a source of the house");
    let mut sources = vec![read("care/src/fields.rs")];
    sources
        .extend(testkit::sources(format!("{root}/care/src/people"), "rs").into_iter().map(|(_, text)| text));
    let mut keys: Vec<String> = Vec::new();
    let elsewhere = [
        "conflict-pair-settled",
        "conflict-already-merged",
        "conflict-merge-undone",
        "conflict-merged-since",
    ];
    for source in &sources {
        let quoted = source.split('"').skip(1).step_by(2);
        keys.extend(
            quoted.filter(|it| it.starts_with("fault-") || it.starts_with("conflict-")).map(str::to_owned),
        );
        let entered = source.split("kind: \"").skip(1).filter_map(|rest| rest.split('"').next());
        keys.extend(entered.filter(|it| it.starts_with("person-")).map(|it| format!("entry-{it}")));
    }
    let policy = read("../policies/people.cedar");
    let reasons = policy.split("@reason(\"").skip(1).filter_map(|rest| rest.split('"').next());
    keys.extend(reasons.map(|it| format!("reason-{it}")));
    keys.retain(|key| !elsewhere.contains(&key.as_str()));
    assert!(keys.len() > 40, "the sources are read: {keys:?}");
    for locale in kernel::Locale::ALL {
        let t = web::i18n::T::new(locale);
        for key in &keys {
            let said = t.by_key(key).or_else(|| {
                t.by_key_with(key, &[("limit", 9.into()), ("who", "?".into()), ("at", "?".into())])
            });
            assert!(said.is_some(), "{key} has no words in {}", locale.tag());
        }
    }
}

on_both! {
    /// Everything that is read and written of a person stands in the journal.
    async fn the_journal_knows(app) {
        let gp = app.sign_in("gp").await;
        let person = create(&gp, &[]).await;
        for part in ["", "/edit", "/identity", "/team", "/information"] {
            assert_eq!(gp.get(&format!("{person}{part}")).await.status, 200);
        }
        let ctx = acting(&app.house, app.cast.get("gp").role).await.expect("the GP acts");
        let mine = people::mine(&ctx, None).await.expect("the list");
        let id = mine.items.first().expect("the person").id;
        people::check(&ctx, id, 1, Check::Document(Document::Passport)).await.expect("a check");
        let report = app.house.db().verify().await.expect("the journal is read");
        assert!(report.ok);
        let lines = store::audit::about(&ctx.reader(), ctx.territory(), id.uuid(), None, 100).await.expect("its lines");
        let actions: Vec<String> = lines.into_iter().map(|line| line.action).collect();
        for action in ["person.created", "person.read", "care_team.read", "information.read", "person.identity_checked"] {
            assert!(actions.iter().any(|it| it == action), "{action} in {actions:?}");
        }
    }
}
