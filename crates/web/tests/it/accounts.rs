//! Accounts, told over HTTP by whoever administers them.

use testkit::{App, Browser, on_both};

async fn account_of(admin: &Browser, name: &str) -> String {
    let found = admin.post("/accounts/search", &[("q", name)]).await;
    assert_eq!(found.text().matches("scope=\"row\"").count(), 1, "{}", found.words());
    found.attribute("tbody a", "href").expect("the account is found")
}

on_both! {
    /// Who may not: seen by nobody but whoever administers, and not by accident.
    async fn who_may_not(app) {
        let admin = app.sign_in("admin").await;
        let account = account_of(&admin, "lemoine").await;
        for persona in ["gp", "secretary", "dpo", "coordinator"] {
            let reader = app.sign_in(persona).await;
            for path in ["/accounts", "/accounts/new", &account] {
                assert_eq!(reader.get(path).await.status, 403, "{persona} {path}");
            }
            for act in ["link", "disable", "enable", "factor/remove"] {
                assert_eq!(reader.post(&format!("{account}/{act}"), &[]).await.status, 403, "{persona} {act}");
            }
            assert!(!reader.get("/").await.has("a[href='/accounts']"));
        }
        assert_eq!(app.visitor().get("/accounts").await.location(), "/login?next=%2Faccounts");
        for absent in ["6f1c2f3e-7a53-4f0e-9d2e-0a4c6c2b9f11", "x"] {
            assert_eq!(admin.get(&format!("/accounts/{absent}")).await.status, 404);
            assert_eq!(admin.post(&format!("/accounts/{absent}/disable"), &[]).await.status, 404);
        }
    }
}

on_both! {
    /// The list: found by name or login, restricted by state, page after page.
    async fn the_list(app) {
        let admin = app.sign_in("admin").await;
        let (page, queries) = store::count::scope(admin.get("/accounts")).await;
        assert!(queries <= 6, "{queries} queries for the list");
        assert_eq!(page.text().matches("scope=\"row\"").count(), 16, "everybody of the stories");
        assert!(page.words().contains("Jamais utilisé"));
        for text in ["marchet", "HELENE.M", "hélène"] {
            account_of(&admin, text).await;
        }
        let none = admin.post("/accounts/search", &[("q", "%")]).await;
        assert!(none.words().contains("Aucun compte ne commence ainsi"), "{}", none.words());
        let used = admin.get("/accounts?state=without_factor").await;
        assert!(used.words().contains("Marc Tessier"));
        assert!(admin.get("/accounts?state=disabled").await.words().contains("Aucun compte ici"));
        assert_eq!(admin.get("/accounts?state=nonsense&after=nonsense").await.status, 200);
    }
}

on_both! {
    /// An account is opened for somebody of the directory, who chooses the password alone.
    async fn opening_one(app) {
        let admin = app.sign_in("admin").await;
        let picked = admin.post("/accounts/new/professionals", &[("q", "renaud")]).await;
        assert_eq!(picked.status, 404, "suggestions are for the field that asks for them");
        let typed = |who: &'static str, id: &'static str, login: &'static str| {
            [("who", who), ("practitioner", id), ("login", login), ("locale", "en")]
        };
        let unknown = admin.post("/accounts/new", &typed("Rachel Renaud", "", "rachel renaud")).await;
        assert_eq!(unknown.status, 422);
        for words in ["Choisissez quelqu’un de l’annuaire", "sans espace", "Dr Rachel Renaud"] {
            assert!(unknown.words().contains(words), "{words}: {}", unknown.words());
        }
        let id = unknown.attribute("input[type=radio][name=practitioner]", "value").expect("to choose from");
        let fields = [("who", "Rachel Renaud"), ("practitioner", ""), ("practitioner", &id), ("locale", "en")];
        let taken = admin.post("/accounts/new", &[&fields[..], &[("login", "paul.lemoine")]].concat()).await;
        assert_eq!(taken.status, 422);
        assert!(taken.words().contains("déjà pris"), "{}", taken.words());
        let good = [&fields[..], &[("login", "rachel.renaud")]].concat();
        let first = admin.post("/accounts/new", &good).await;
        assert_eq!(first.status, 200, "{}", first.words());
        let second = admin.post("/accounts/new", &good).await;
        assert_eq!(second.status, 200, "pressed twice: {}", second.words());
        assert!(second.words().contains("Pas encore choisi") && second.words().contains("Jamais utilisé"));
        let link = second.first(".secret").replace("http://maillage.test", "");
        let holder = app.visitor();
        assert_eq!(holder.get(&first.first(".secret").replace("http://maillage.test", "")).await.status, 404);
        let chosen = [("password", "neuf nuages sur Tours"), ("again", "neuf nuages sur Tours")];
        assert_eq!(holder.post(&link, &chosen).await.status, 200);
        let entered = holder.post("/login", &[("login", "rachel.renaud"), ("password", "neuf nuages sur Tours")]).await;
        assert_eq!(entered.location(), "/");
        assert!(holder.get("/account").await.words().contains("My account"), "in the language chosen for her");
        let again = admin.post("/accounts/new", &good).await;
        assert_eq!(again.status, 409);
        assert!(again.words().contains("a déjà un compte"), "{}", again.words());
        let page = admin.get(&account_of(&admin, "renaud").await).await;
        assert!(!page.text().contains("/links/"), "the link is shown once");
        assert!(page.words().contains("Choisi par la personne"), "{}", page.words());
    }
}

on_both! {
    /// Disabled, nobody is let in and whoever is inside is out; enabled, they come in again.
    async fn disabling_takes_effect_at_once(app) {
        let admin = app.sign_in("admin").await;
        let gp = app.sign_in("gp").await;
        let account = account_of(&admin, "lemoine").await;
        let disable = format!("{account}/disable");
        assert_eq!(admin.post(&disable, &[]).await.location(), format!("{account}?done=account-disabled"));
        assert_eq!(admin.post(&disable, &[]).await.status, 303, "twice is once");
        assert_eq!(gp.get("/").await.location(), "/login?next=%2F", "at once");
        let login = [("login", "paul.lemoine"), ("password", care::stories::PASSWORD)];
        assert_eq!(app.visitor().post("/login", &login).await.status, 422);
        assert!(admin.get("/accounts?state=disabled").await.words().contains("Dr Paul Lemoine"));
        admin.post(&format!("{account}/enable"), &[]).await;
        assert_eq!(app.visitor().post("/login", &login).await.location(), "/");
        let lines = actions(&app).await;
        assert_eq!(lines.iter().filter(|it| *it == "account.disabled").count(), 1);
    }
}

async fn actions(app: &App) -> Vec<String> {
    let db = app.house.db().reader();
    let lines =
        store::audit::latest(&db, app.house.territory().uuid(), None, 500).await.expect("the journal");
    lines.into_iter().map(|line| line.action).collect()
}

on_both! {
    /// Nobody locks the house from inside, and a lost telephone is not the end.
    async fn oneself_and_a_lost_telephone(app) {
        let admin = app.sign_in("admin").await;
        let own = account_of(&admin, "tessier").await;
        assert!(!admin.get(&own).await.has("form[action$='/disable']"));
        let refused = admin.post(&format!("{own}/disable"), &[]).await;
        assert_eq!(refused.status, 409);
        assert!(refused.words().contains("On ne désactive pas son propre compte"), "{}", refused.words());

        crate::account::enrolled(&app, "gp").await;
        let admin = app.sign_in("admin").await;
        let account = account_of(&admin, "lemoine").await;
        assert!(admin.get(&account).await.words().contains("Second facteur actif"));
        let removed = admin.post(&format!("{account}/factor/remove"), &[]).await;
        assert_eq!(removed.location(), format!("{account}?done=account-factor"));
        app.sign_in("gp").await;
        let page = admin.get(&account).await;
        assert!(!page.has("form[action$='/factor/remove']"));
    }
}
