//! Who of the public directory is near a person's home: found, narrowed, explained; and for whom.

use care::Ctx;
use care::access::Actor;
use care::directory::public::{self, COLUMNS, DirectoryFile, NewOffer, Offer, SaidBy, Welcome};
use kernel::{Locale, places};
use testkit::{App, Browser, on_both};

use super::pathways::{begin, page_of, says};

const TOURS: &str = "37261";
const SAINT_PIERRE: &str = "37233";
const BLOIS: &str = "41018";

/// Takes in a directory of these: number, family name, speciality, commune.
pub(crate) async fn import(app: &App, all: &[(u64, &str, &str, &str)]) -> Ctx {
    let mut text = COLUMNS.join("|");
    for (number, family, speciality, commune) in all {
        let postal = places::by_insee(commune).and_then(|it| it.postal_codes().next()).expect("a commune");
        let number = format!("8{number:011}");
        let value = |column: &str| match column {
            "Identification nationale PP" => number.clone(),
            "Code civilité d'exercice" => "DR".to_owned(),
            "Nom d'exercice" => (*family).to_owned(),
            "Prénom d'exercice" => "Anne".to_owned(),
            "Code profession" => "10".to_owned(),
            "Libellé profession" => "Médecin".to_owned(),
            "Code savoir-faire" => (*speciality).to_owned(),
            "Libellé savoir-faire" => format!("Spécialité {speciality}"),
            "Téléphone (coord. structure)" => "0247000000".to_owned(),
            "Code commune (coord. structure)" => (*commune).to_owned(),
            "Code postal (coord. structure)" => postal.clone(),
            _ => String::new(),
        };
        text.push('\n');
        text.push_str(&COLUMNS.map(value).join("|"));
    }
    text.push('\n');
    let folder = tempfile::TempDir::new().expect("a temporary folder");
    let path = folder.path().join("directory.txt");
    std::fs::write(&path, text).expect("it is written");
    let ctx = Ctx::new(app.house.clone(), Actor::System, Locale::Fr);
    let file = DirectoryFile::open(&path).expect("it is there");
    public::import(&ctx, file, |_| {}).await.expect("it is whole");
    ctx
}

/// A person of the GP's who lives in Saint-Pierre-des-Corps; their page.
async fn at_home(gp: &Browser, commune: &str, postal_code: &str) -> String {
    let draft = gp.get("/persons/new").await.attribute("input[name=draft]", "value").expect("a form");
    let fields = [
        ("draft", draft.as_str()),
        ("family", "Ferhat"),
        ("given", "Nadia"),
        ("sex", "female"),
        ("birth_date", "14/03/1979"),
        ("postal_code", postal_code),
        ("commune", commune),
        ("attending", "yes"),
        ("told", "in_person"),
    ];
    let created = gp.post("/persons/new", &fields).await;
    created.location().split('?').next().expect("an address").to_owned()
}

/// The names of the list, in order.
fn order(words: &str, names: &[&str]) -> Vec<String> {
    let mut found: Vec<(usize, &str)> =
        names.iter().filter_map(|name| words.find(name).map(|at| (at, *name))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, name)| name.to_owned()).collect()
}

const NAMES: [&str; 4] = ["BRUN", "CARRE", "DENIS", "EVRARD"];

on_both! {
    async fn the_nearest_are_listed_with_why_and_narrowed_by_what_they_accept(app) {
        let gp = app.sign_in("gp").await;
        let person = at_home(&gp, "Saint-Pierre-des-Corps", "37700").await;
        let before = gp.get(&format!("{person}/nearby")).await;
        assert_eq!(before.status, 200, "{}", before.words());
        assert!(before.words().contains("pas encore été importé"), "{}", before.words());

        let all = [(17, "BRUN", "SM54", BLOIS), (25, "CARRE", "SM54", TOURS), (33, "DENIS", "SM26", SAINT_PIERRE), (41, "EVRARD", "SM42", SAINT_PIERRE)];
        let system = import(&app, &all).await;
        assert!(gp.get(&person).await.has(&format!("a[href='{person}/nearby']")), "the way there stands on the person's page");
        let (shown, statements) = store::count::scope(gp.get(&format!("{person}/nearby"))).await;
        assert_eq!(order(&shown.words(), &NAMES), ["DENIS", "CARRE", "BRUN"], "{}", shown.words());
        assert!(statements <= 14, "{statements} statements, those of the session and the shell included");
        for words in ["Dans la même commune", "Sa commune : Saint-Pierre-des-Corps", "Personne n’a encore dit ce qu’il accepte", "02 47 00 00 00"] {
            assert!(shown.words().contains(words), "{words}: {}", shown.words());
        }
        assert!(shown.has("svg[role=img] title") && shown.has("svg desc"), "the map says what it is");
        let journalled = store::audit::latest(&app.house.db().reader(), app.house.territory().uuid(), None, 50).await.expect("a journal");
        let read = journalled.iter().find(|it| it.action == "person.nearby_read").expect("it is journalled");
        assert_eq!(read.persons.len(), 1);

        let blois = places::by_insee(BLOIS).and_then(|it| it.position).expect("a place");
        let wanted = public::Wanted {
            profession: "10".to_owned(),
            specialities: Vec::new(),
            from: blois.into(),
            accepting: public::Accepting::default(),
        };
        let brun = public::nearest(&system, &wanted, 1).await.expect("they are found")[0].id;
        let offer = NewOffer { offers: vec![Offer::NewPatients(Welcome::Yes)], said_by: SaidBy::Office, confirmed_on: jiff::civil::date(2026, 11, 2) };
        public::say(&system, brun, offer).await.expect("it is noted");
        // Around another place than their home, by its name or its postal code; one that nobody knows is said so.
        for typed in ["Blois", " 41000 "] {
            let elsewhere = gp.post(&format!("{person}/nearby"), &[("around", typed)]).await;
            assert_eq!(order(&elsewhere.words(), &NAMES), ["BRUN", "DENIS", "CARRE"], "{}", elsewhere.words());
            assert!(elsewhere.words().contains("Commune choisie : Blois (41), et non celle où la personne habite"), "{}", elsewhere.words());
        }
        let unknown = gp.post(&format!("{person}/nearby"), &[("around", "Atlantide")]).await;
        assert!(unknown.words().contains("Cette commune n’est pas connue") && unknown.text().contains("Atlantide"), "{}", unknown.words());
        let open = gp.post(&format!("{person}/nearby"), &[("new_patients", "yes")]).await;
        assert_eq!(order(&open.words(), &NAMES), ["BRUN"], "{}", open.words());
        assert!(open.has("input[name=new_patients][checked]"), "what was asked stays asked");
        assert!(open.words().contains("Confirmé le 2 novembre 2026"), "{}", open.words());
        let psychiatrist = gp.post(&format!("{person}/nearby"), &[("profession", "10"), ("speciality", "SM42")]).await;
        assert_eq!(order(&psychiatrist.words(), &NAMES), ["EVRARD"]);
        let nobody = gp.post(&format!("{person}/nearby"), &[("profession", "10"), ("speciality", "SM42"), ("home_visits", "yes")]).await;
        assert!(nobody.words().contains("Personne ne répond à tout cela"), "{}", nobody.words());
        let outside = gp.post(&format!("{person}/nearby"), &[("fee_sector", "3")]).await;
        assert!(outside.words().contains("Hors convention"), "{}", outside.words());
        let nonsense = gp.post(&format!("{person}/nearby"), &[("profession", "';--"), ("speciality", "%"), ("fee_sector", "9"), ("language", "xx")]).await;
        assert_eq!(nonsense.status, 200, "{}", nonsense.words());
    }
}

on_both! {
    async fn only_who_may_ask_about_the_person_looks_around_their_home(app) {
        let gp = app.sign_in("gp").await;
        let person = at_home(&gp, "Saint-Pierre-des-Corps", "37700").await;
        import(&app, &[(17, "BRUN", "SM54", TOURS)]).await;
        let path = format!("{person}/nearby");
        for stranger in ["psychiatrist", "admin", "social_worker", "dpo"] {
            assert_eq!(app.sign_in(stranger).await.get(&path).await.status, 404, "{stranger}");
        }
        let opposed = gp.post(&format!("{person}/information"), &[("kind", "opposed"), ("how", "in_person"), ("scope", "everyone")]).await;
        assert_eq!(opposed.status, 200, "{}", opposed.words());
        assert_eq!(gp.get(&path).await.status, 403, "who objects to sharing is not referred");
    }
}

on_both! {
    async fn without_a_commune_the_page_says_what_is_missing(app) {
        let gp = app.sign_in("gp").await;
        let person = at_home(&gp, "", "").await;
        import(&app, &[(17, "BRUN", "SM54", TOURS)]).await;
        let shown = gp.get(&format!("{person}/nearby")).await;
        assert!(shown.words().contains("On ne sait pas où la personne habite"), "{}", shown.words());
        assert!(shown.has(&format!("a[href='{person}/edit']")), "and leads to where it is noted");
    }
}

on_both! {
    /// Somebody calls, and notes what was said: everybody reads it, and by whom; nothing is erased.
    async fn what_an_exercise_accepts_is_noted(app) {
        let gp = app.sign_in("gp").await;
        let person = at_home(&gp, "Saint-Pierre-des-Corps", "37700").await;
        let nearby = format!("{person}/nearby");
        import(&app, &[(17, "BRUN", "SM54", TOURS), (25, "CARRE", "SM54", BLOIS)]).await;
        let practice = gp.get(&nearby).await.attribute("a[href^='/directory/practices/']", "href").expect("a way there");
        let nurse = app.sign_in("nurse").await;
        let blank = nurse.get(&practice).await;
        assert!(blank.words().contains("On n’en sait encore rien"), "{}", blank.words());
        let says = async |browser: &Browser, more: &[(&str, &str)]| {
            browser.post(&format!("{practice}/offers"), &[&[("said_by", "office")], more].concat()).await
        };
        for (wrong, why) in [
            (vec![], "choisissez au moins une réponse"),
            (vec![("home_visits", "perhaps")], ""),
            (vec![("languages", "klingon")], "Choisissez des langues"),
            (vec![("home_visits", "yes"), ("confirmed_on", "24/11/2026")], ""),
            (vec![("home_visits", "yes"), ("confirmed_on", "hier")], ""),
            (vec![("home_visits", "yes"), ("said_by", "nobody")], ""),
        ] {
            let refused = says(&nurse, &wrong).await;
            assert_eq!(refused.status, 422, "{wrong:?}: {}", refused.words());
            assert!(refused.words().contains(why), "{wrong:?}: {}", refused.words());
        }
        let all = [("new_patients", "conditions"), ("home_visits", "yes"), ("languages", "ar"), ("languages", "en"), ("confirmed_on", "20/11/2026")];
        for _ in 0..2 {
            assert_eq!(says(&nurse, &all).await.status, 303);
        }
        let noted = gp.get(&practice).await;
        let by = app.cast.get("nurse").name.clone();
        for expected in ["Nouveaux patients : sous conditions", "Vient à domicile : oui", "Parle : arabe, anglais", "Le 20 novembre 2026, par son secrétariat", &by] {
            assert!(noted.words().replace('\u{a0}', " ").contains(expected), "{expected}: {}", noted.words());
        }
        assert_eq!(noted.all("section[aria-labelledby=said] li").len(), 3, "said twice, said once");
        assert_eq!(says(&gp, &[("new_patients", "no")]).await.status, 303);
        let after = gp.get(&practice).await;
        assert_eq!(after.all("section[aria-labelledby=said] li").len(), 4, "nothing is erased");
        assert!(gp.get(&nearby).await.words().contains("N’en prend pas"), "what was confirmed last holds");
        let lead = app.sign_in("program_lead").await;
        let read = lead.get(&practice).await;
        assert!(read.status == 200 && !read.has("form[action$='/offers']"), "who reads alone: {}", read.words());
        assert_eq!(says(&lead, &[("home_visits", "no")]).await.status, 403);
        assert_eq!(nurse.get("/directory/practices/6f1c2f3e-7a53-4f0e-9d2e-0a4c6c2b9f11").await.status, 404);
        import(&app, &[(25, "CARRE", "SM54", BLOIS)]).await;
        let gone = nurse.get(&practice).await;
        assert!(gone.words().contains("n’est plus dans l’annuaire") && !gone.has("form[action$='/offers']"), "{}", gone.words());
        assert_eq!(says(&nurse, &[("home_visits", "no")]).await.status, 404);
    }
}

on_both! {
    /// Whom the person would like comes first, however far, and says why; it is said before anybody is asked.
    async fn whom_the_person_would_like_comes_first(app) {
        let gp = app.sign_in("gp").await;
        let person = at_home(&gp, "Saint-Pierre-des-Corps", "37700").await;
        import(&app, &[(17, "BRUN", "SM54", BLOIS), (25, "CARRE", "SM54", TOURS), (33, "DENIS", "SM54", SAINT_PIERRE)]).await;
        let pathway = page_of(&begin(&gp, &format!("{person}/pathways"), &[]).await);
        let form = gp.get(&format!("{pathway}?step=handover&do=wish")).await;
        let around = form.attribute("#act a[href*='/nearby']", "href").expect("a way to choose");
        let shown = gp.get(&around).await;
        assert_eq!(order(&shown.words(), &NAMES), ["DENIS", "CARRE", "BRUN"]);
        assert!(!shown.words().contains("Proposer le relais"), "nobody is asked before their turn");
        let practices = shown.attributes("form input[name=practice]", "value");
        let wishes = async |practice: &str| says(&gp, &pathway, "handover", "wish", &[("practice", practice)]).await;
        assert_eq!(wishes("nonsense").await.status, 422);
        assert_eq!(wishes(&practices[1]).await.status, 303);
        assert_eq!(wishes(&practices[2]).await.status, 303, "they changed their mind");
        let after = gp.get(&around).await;
        assert_eq!(order(&after.words(), &NAMES), ["BRUN", "DENIS", "CARRE"], "{}", after.words());
        assert!(after.all("ol.found li")[0].contains("Souhaité par la personne"), "{}", after.words());
        let hidden = |name: &str| after.attribute(&format!("form.filters input[name={name}]"), "value").expect("it is kept");
        let (of, step) = (hidden("pathway"), hidden("step"));
        let narrow = [("new_patients", "yes"), ("wish", "yes"), ("pathway", of.as_str()), ("step", step.as_str())];
        let narrowed = gp.post(&format!("{person}/nearby"), &narrow).await;
        assert_eq!(order(&narrowed.words(), &NAMES), ["BRUN"], "their wish, whatever else is asked");
        assert_eq!(order(&gp.get(&format!("{person}/nearby")).await.words(), &NAMES)[0], "DENIS", "only where one looks for it");
        let page = gp.get(&pathway).await.words().replace('\u{a0}', " ");
        assert!(page.contains("La personne souhaite : Dr Anne BRUN"), "{page}");
    }
}
