//! The directory over HTTP: looked through by those who work in the territory, kept by whoever administers it.

use care::directory::absence::{self, NewAbsence};
use care::directory::{self, NewPractitioner, PractitionerForm};
use care::stories::acting;
use jiff::SignedDuration;
use testkit::{Browser, Seen, on_both};

/// Where the first thing found leads to.
fn first_found(page: &Seen) -> String {
    page.attribute(".found a", "href").unwrap_or_else(|| panic!("nothing found in: {}", page.words()))
}

/// The page of a professional, found by name.
async fn find(browser: &Browser, name: &str) -> String {
    let found = browser.post("/directory/search", &[("q", name)]).await;
    assert_eq!(found.status, 200, "{}", found.words());
    first_found(&found)
}

/// The identifier that a form carries, so that it counts once.
async fn once(browser: &Browser, form: &str) -> String {
    let page = browser.get(form).await;
    assert_eq!(page.status, 200, "{}", page.words());
    page.attribute("input[name=once]", "value").expect("the form has its identifier")
}

/// The page to which an answer leads, without what it says there.
fn page_of(answer: &Seen) -> String {
    answer.location().split('?').next().expect("an address").to_owned()
}

on_both! {
    /// Found with a letter wrong, by profession, by commune; what is typed stands in no address.
    async fn looking_through_the_directory(app) {
        let gp = app.sign_in("gp").await;
        let all = gp.get("/directory").await;
        assert!(all.words().contains("Dr Karim Benali"), "{}", all.words());
        assert!(all.words().contains("parce que vous travaillez dans ce territoire"));
        let typo = gp.post("/directory/search", &[("q", "marcheti helene")]).await;
        assert_eq!(typo.first(".found a"), "Dr Hélène Marchetti");
        assert!(!typo.words().contains("Benali"), "{}", typo.words());
        assert!(!typo.text().contains("?q="), "no address holds a name");
        let psychiatrists = gp.get("/directory?profession=psychiatrist").await;
        assert!(psychiatrists.words().contains("Marchetti") && !psychiatrists.words().contains("Sylvie Aubry"));
        let in_loches = gp.get("/directory?commune=37132").await;
        assert!(in_loches.words().contains("Laurent Lebrun") && !in_loches.words().contains("Marchetti"));

        let filtered = gp.post("/directory/search", &[("show", "structures"), ("kind", "cmp"), ("commune", "37261")]).await;
        assert_eq!(filtered.location(), "/directory?show=structures&kind=cmp&commune=37261");
        let places = gp.get(&filtered.location()).await;
        assert_eq!(places.first(".found a"), "CMP des Tanneurs");
        assert!(places.words().contains("4 professionnels"), "{}", places.words());
        let none = gp.post("/directory/search", &[("q", "zzzzzz")]).await;
        assert!(none.words().contains("Rien ne correspond."), "{}", none.words());
        let named = gp.get("/directory?q=Marchetti").await;
        assert!(named.words().contains("Sylvie Aubry"), "words in an address are not looked for");
        let english = app.sign_in("nurse").await.in_english().get("/directory?show=structures").await;
        assert!(english.words().contains("Community mental-health centre"), "{}", english.words());
    }
}

on_both! {
    /// A list goes on over pages, filtered or searched: each once, in order.
    async fn pages_follow_one_another(app) {
        let system = app.system();
        for letter in 'a'..='y' {
            let form = PractitionerForm {
                given: format!("Z{letter}"),
                family: "Martineau".to_owned(),
                ..PractitionerForm::default()
            };
            directory::create_practitioner(&system, NewPractitioner::parse(&form).expect("a name")).await.expect("added");
        }
        let gp = app.sign_in("gp").await;
        let first = gp.post("/directory/search", &[("q", "martineau")]).await;
        let after = first.attribute("form input[name=after]", "value").expect("there is more");
        let second = gp.post("/directory/search", &[("q", "martineau"), ("after", &after)]).await;
        assert!(first.words().contains("Za Martineau") && !first.words().contains("Zy Martineau"));
        assert!(second.words().contains("Zy Martineau") && !second.words().contains("Za Martineau"));
        assert!(!second.has("form input[name=after]"), "the list ends");
        let other = gp.post("/directory/search", &[("q", "marchetti"), ("after", &after)]).await;
        assert!(other.words().contains("Marchetti"), "a page of another list is its beginning");

        let whole = gp.get("/directory").await;
        let next = whole.attribute("main nav a[href*='after=']", "href").expect("a next page");
        let rest = gp.get(&next).await;
        assert_eq!(rest.status, 200);
        assert_ne!(rest.first(".found a"), whole.first(".found a"));
    }
}

on_both! {
    /// Suggestions give an identifier for a form and an address for whoever only looks.
    async fn suggestions_as_one_types(app) {
        let gp = app.sign_in("gp").await;
        let people = gp.suggest("/directory/search?show=professionals", "marchet").await;
        assert_eq!(people.attribute("u-option", "value").as_deref(), Some("Dr Hélène Marchetti"));
        let href = people.attribute("u-option", "data-href").expect("an address");
        assert_eq!(gp.get(&href).await.first("h1"), "Dr Hélène Marchetti");
        let places = gp.suggest("/directory/search?show=structures", "tanneurs").await;
        assert_eq!(places.attribute("u-option", "value").as_deref(), Some("CMP des Tanneurs"));
        assert!(!places.text().contains("Dr "));
        let both = gp.suggest("/directory/search", "loches").await;
        assert!(both.text().contains("Maison de santé de Loches"), "{}", both.text());
    }
}

on_both! {
    /// A structure, a professional, a role, a part in a programme: written down, with what is wrong said at its field.
    async fn an_administrator_keeps_the_directory(app) {
        let admin = app.sign_in("admin").await;
        let structure = once(&admin, "/directory/structures/new").await;
        let typed = [("once", structure.as_str()), ("kind", "cmp"), ("name", "CMP de la Vienne"), ("postal_code", "37500"), ("finess", "370012345"), ("part_of", "hopital du val de loire")];
        let refused = admin.post("/directory/structures", &typed).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("Ce numéro FINESS n’est pas juste"), "{}", refused.words());
        assert!(refused.words().contains("Plusieurs communes ont ce code postal"), "{}", refused.words());
        assert_eq!(refused.attribute("input[name=name]", "value").as_deref(), Some("CMP de la Vienne"), "nothing typed is lost");
        assert!(refused.has("input[name=commune_choice][value='37072']"), "Chinon is offered");
        let mended = [&typed[..4], &[("finess", "370012346"), ("commune_choice", "37072"), ("part_of", "hopital du val de loire")]].concat();
        let created = admin.post("/directory/structures", &mended).await;
        let cmp = page_of(&created);
        assert_eq!(page_of(&admin.post("/directory/structures", &mended).await), cmp, "sent twice, added once");
        let shown = admin.get(&created.location()).await;
        for words in ["CMP de la Vienne", "Centre médico-psychologique", "Hôpital du Val de Loire", "37500 Chinon", "370012346", "Personne n’y exerce"] {
            assert!(shown.words().contains(words), "{words} in {}", shown.words());
        }
        let found = admin.post("/directory/search", &[("show", "structures"), ("q", "cmp de la vienne")]).await;
        assert_eq!(found.text().matches("CMP de la Vienne").count(), 1, "once in the directory");

        let professional = once(&admin, "/directory/professionals/new").await;
        let wrong = [("once", professional.as_str()), ("title", "Dr"), ("given", "Anaïs"), ("family", "Rivière"), ("rpps", "10003456789")];
        let refused = admin.post("/directory/professionals", &wrong).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("Ce numéro RPPS n’est pas juste"), "{}", refused.words());
        let bare = admin.post("/directory/professionals", &wrong[..1]).await;
        assert!(bare.words().contains("Écrivez le prénom.") && bare.words().contains("Écrivez le nom d’exercice."), "{}", bare.words());
        assert_eq!(refused.attribute("input[name=rpps]", "value").as_deref(), Some("10003456789"));
        let right = [&wrong[..4], &[("rpps", "10003456786"), ("phone", "0247000000")]].concat();
        let who = page_of(&admin.post("/directory/professionals", &right).await);
        assert_eq!(page_of(&admin.post("/directory/professionals", &right).await), who, "sent twice, added once");
        let taken_up = [("once", professional.as_str()), ("given", "Basile"), ("family", "Rivière")];
        let basile = page_of(&admin.post("/directory/professionals", &taken_up).await);
        assert_ne!(basile, who, "the form gone back to and filled for another adds another");
        assert_eq!(admin.get(&basile).await.first("h1"), "Basile Rivière");
        let another = once(&admin, "/directory/professionals/new").await;
        let same = [&[("once", another.as_str())], &right[1..]].concat();
        let taken = admin.post("/directory/professionals", &same).await;
        assert_eq!(taken.status, 422);
        assert!(taken.words().contains("Ce numéro est déjà celui de quelqu’un d’autre"), "{}", taken.words());

        let role = once(&admin, &format!("{who}/roles/new")).await;
        let vague = [("once", role.as_str()), ("organization", "cmp"), ("profession", "psychiatrist")];
        let several = admin.post(&format!("{who}/roles"), &vague).await;
        assert_eq!(several.status, 422);
        assert!(several.has("input[name=organization_choice]"), "{}", several.words());
        let given = [("once", role.as_str()), ("organization", "CMP de la Vienne"), ("profession", "psychiatrist"), ("functions", "identity_vigilance")];
        assert_eq!(admin.post(&format!("{who}/roles"), &given).await.location(), format!("{who}?done=role-given"));
        assert_eq!(admin.post(&format!("{who}/roles"), &given).await.status, 303, "a double click is harmless");
        let again = once(&admin, &format!("{who}/roles/new")).await;
        let twice = admin.post(&format!("{who}/roles"), &[&[("once", again.as_str())], &given[1..]].concat()).await;
        assert_eq!(twice.status, 409);
        assert!(twice.words().contains("exerce déjà cette profession dans cette structure"), "{}", twice.words());

        let page = admin.get(&who).await;
        for words in ["Dr Anaïs Rivière", "CMP de la Vienne", "identitovigilance", "10 003 456 786", "02 47 00 00 00"] {
            assert!(page.words().contains(words), "{words} in {}", page.words());
        }
        let join = page.attribute("form[action$='/memberships']", "action").expect("they can join a programme");
        let refused = admin.post(&join, &[("program", "advice-line")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("Choisissez dans la liste."), "{}", refused.words());
        assert!(refused.has("option[value='advice-line'][selected]"), "nothing chosen is lost");
        let part = [("program", "advice-line"), ("as_what", "answerer")];
        assert_eq!(admin.post(&join, &part).await.location(), format!("{who}?done=joined"));
        assert_eq!(admin.post(&join, &part).await.status, 303, "once is enough");
        let joined = admin.get(&who).await;
        assert_eq!(joined.words().matches("Répond aux demandes, depuis le").count(), 1, "{}", joined.words());
        let leave = joined.attribute("form[action*='/memberships/']", "action").expect("and leave it");
        assert_eq!(admin.post(&leave, &[]).await.status, 303);
        assert!(!admin.get(&who).await.words().contains("Répond aux demandes, depuis le"));
    }
}

on_both! {
    /// The end of a role closes the door at once, to a session that is open too.
    async fn what_ends_ends_at_once(app) {
        let gp = app.sign_in("gp_2").await;
        assert_eq!(gp.get("/").await.status, 200);
        let admin = app.sign_in("admin").await;
        let who = find(&admin, "besnard").await;
        let end = admin.get(&who).await.attribute("form[action$='/end']", "action").expect("a part to end");
        assert!(end.contains("/memberships/"), "the part in the programme comes first: {end}");
        let end = admin.get(&who).await.attribute("form[action*='/roles/'][action$='/end']", "action").expect("a role");
        app.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(admin.post(&end, &[]).await.location(), format!("{who}?done=role-ended"));
        assert_eq!(admin.post(&end, &[]).await.status, 303, "a double click is harmless");
        let turned_away = gp.get("/directory").await;
        assert!(turned_away.location().starts_with("/login"), "{}", turned_away.status);
        let page = admin.get(&who).await;
        assert!(page.words().contains("Aucun exercice en cours"), "{}", page.words());
        assert!(page.words().contains("Exercices passés"), "what was stays to be seen");

        let mine = find(&admin, "tessier").await;
        let end = admin.get(&mine).await.attribute("form[action*='/roles/'][action$='/end']", "action").expect("a role");
        let refused = admin.post(&end, &[]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.words().contains("C’est le dernier exercice qui administre le territoire"), "{}", refused.words());
        assert_eq!(admin.get("/directory/professionals/new").await.status, 200);
    }
}

on_both! {
    /// Of two who correct the same professional, the second sees both versions and who was first; nothing is lost.
    async fn two_corrections_at_once(app) {
        let (first, second) = (app.sign_in("admin").await, app.sign_in("admin").await);
        let who = find(&first, "marchetti").await;
        let edit = format!("{who}/edit");
        let form = second.get(&edit).await;
        let version = form.attribute("input[name=version]", "value").expect("a version");
        let typed = |phone| [("title", "Dr"), ("given", "Hélène"), ("family", "Marchetti"), ("phone", phone), ("version", version.as_str())];
        app.clock.advance(SignedDuration::from_mins(2));
        assert_eq!(first.post(&edit, &typed("02 47 00 00 01")).await.location(), format!("{who}?done=professional-edited"));
        let late = second.post(&edit, &typed("02 47 00 00 02")).await;
        assert_eq!(late.status, 409);
        let words = late.words();
        assert!(words.contains("Marc Tessier a enregistré d’autres corrections") && words.contains("9 h 02"), "{words}");
        assert!(words.contains("02 47 00 00 02") && words.contains("0247000001"), "both versions: {words}");
        let now = late.attribute("input[name=version]", "value").expect("the version that stands");
        let mut mine = typed("02 47 00 00 02").to_vec();
        mine.pop();
        mine.extend([("version", now.as_str()), ("keep", "both")]);
        let again = second.post(&edit, &mine).await;
        assert_eq!(again.attribute("input[name=phone]", "value").as_deref(), Some("02 47 00 00 02"), "{}", again.words());
        mine.pop();
        mine.push(("keep", "mine"));
        assert_eq!(second.post(&edit, &mine).await.status, 303);
        assert!(first.get(&who).await.words().contains("02 47 00 00 02"));

        let hospital = first_found(&first.get("/directory?show=structures&kind=hospital").await);
        let edit = format!("{hospital}/edit");
        let shown = first.get(&edit).await;
        assert_eq!(shown.attribute("input[name=commune]", "value").as_deref(), Some("Tours"));
        let typed = |name| [("kind", "hospital"), ("name", name), ("postal_code", "37000"), ("commune", "Tours"), ("version", "1")];
        assert_eq!(first.post(&edit, &typed("CHU de Tours")).await.status, 303);
        assert_eq!(first.post(&edit, &typed("CHU de Tours")).await.location(), hospital, "the same twice is no conflict");
        let late = second.post(&edit, &typed("Hôpital de Tours")).await;
        assert_eq!(late.status, 409);
        assert!(late.words().contains("CHU de Tours") && late.words().contains("Hôpital de Tours"), "{}", late.words());
        let inside = second.get("/directory?show=structures&kind=cmp").await;
        let cmp = first_found(&inside);
        let name = first.get(&cmp).await.first("h1");
        let around = [("kind", "hospital"), ("name", "CHU de Tours"), ("part_of", name.as_str()), ("version", "2")];
        let refused = first.post(&edit, &around).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("ne peut pas faire partie d’elle-même"), "{}", refused.words());
    }
}

on_both! {
    /// Who only looks is refused what changes something; what is not there is not found.
    async fn who_may_do_what(app) {
        let admin = app.sign_in("admin").await;
        let who = find(&admin, "marchetti").await;
        let page = admin.get(&who).await;
        let role_end = page.attribute("form[action*='/roles/'][action$='/end']", "action").expect("a role");
        let join = page.attribute("form[action$='/memberships']", "action").expect("a programme");
        let gp = app.sign_in("gp").await;
        let seen = gp.get(&who).await;
        assert!(!seen.has("form[action*='/end']") && !seen.has("a[href$='/edit']"), "{}", seen.words());
        assert!(seen.words().contains("L’annuaire est tenu par les administrateurs"), "{}", seen.words());
        let edit = format!("{who}/edit");
        let new_role = format!("{who}/roles/new");
        for path in ["/directory/professionals/new", "/directory/structures/new", edit.as_str(), new_role.as_str()] {
            assert_eq!(gp.get(path).await.status, 403, "{path}");
        }
        let fields = [("given", "A"), ("family", "B"), ("kind", "cmp"), ("name", "C"), ("version", "1"), ("program", "advice-line"), ("as_what", "lead")];
        let roles = format!("{who}/roles");
        for path in ["/directory/professionals", "/directory/structures", edit.as_str(), roles.as_str(), role_end.as_str(), join.as_str()] {
            assert_eq!(gp.post(path, &fields).await.status, 403, "{path}");
        }
        let nobody = "00000000-0000-0000-0000-000000000000";
        for path in [format!("/directory/professionals/{nobody}"), format!("/directory/structures/{nobody}"), "/directory/professionals/x".to_owned()] {
            assert_eq!(gp.get(&path).await.status, 404, "{path}");
            assert_eq!(admin.get(&format!("{path}/edit")).await.status, 404, "{path}");
        }
        let visitor = app.visitor();
        assert!(visitor.get("/directory").await.location().starts_with("/login"));
    }
}

on_both! {
    /// The page of a professional says until when they are away and who stands in; it costs a few queries.
    async fn away_and_stood_in_for(app) {
        let (marchetti, benali) = (app.cast.get("psychiatrist"), app.cast.get("psychiatrist_2"));
        let ctx = acting(&app.house, marchetti.role).await.expect("they act");
        let now = app.house.clock().now();
        let away = NewAbsence {
            practitioner: marchetti.practitioner,
            from: now,
            until: "2026-11-27T23:00:00Z".parse().expect("midnight in Paris"),
            substitute: Some(benali.practitioner),
        };
        absence::record(&ctx, away).await.expect("it is recorded");
        let gp = app.sign_in("gp").await;
        let who = find(&gp, "marchetti").await;
        let (page, queries) = store::count::scope(gp.get(&who)).await;
        let words = page.words();
        assert!(words.contains("Absence en cours, jusqu’au vendredi 27 novembre 2026 inclus"), "{words}");
        assert_eq!(page.first(".ds-alert a"), "Dr Karim Benali");
        assert!(words.contains("CMP des Tanneurs") && words.contains("Répond aux demandes, depuis le 23 novembre 2026"), "{words}");
        assert!(queries <= 8, "{queries} queries for a professional");
        let (_, queries) = store::count::scope(gp.get("/directory")).await;
        assert!(queries <= 6, "{queries} queries for a page of the directory");
        let cmp = page.attribute("h3 a", "href").expect("the structure");
        let (structure, queries) = store::count::scope(gp.get(&cmp)).await;
        assert!(structure.words().contains("Mathieu Girard"), "{}", structure.words());
        assert!(queries <= 8, "{queries} queries for a structure");
    }
}

/// Every sentence that the directory can need is there, in both languages.
#[test]
fn every_refusal_has_its_sentence() {
    use web::i18n::{Locale, T};
    let keys = [
        "fault-choice",
        "fault-required",
        "fault-too-long",
        "fault-name-letters",
        "fault-rpps",
        "fault-finess",
        "fault-rpps-taken",
        "fault-phone",
        "fault-email",
        "fault-postal-code",
        "fault-commune-unknown",
        "fault-commune-ambiguous",
        "fault-part-of-itself",
        "fault-date",
        "fault-date-past",
        "fault-until-before-from",
        "fault-choose-structure",
        "conflict-changed-meanwhile",
        "conflict-role-exists",
        "conflict-role-ended",
        "conflict-last-administrator-role",
    ];
    for locale in Locale::ALL {
        for key in keys {
            let args = [("limit", 200.into()), ("who", "x".into()), ("at", "y".into())];
            assert!(T::new(locale).by_key_with(key, &args).is_some(), "{key} in {}", locale.tag());
        }
    }
}
