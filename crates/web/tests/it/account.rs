//! One's own account, told over HTTP.

use care::stories::{Step, tell};
use jiff::SignedDuration;
use testkit::{App, Browser, on_both};
use totp_rs::{Algorithm, Builder, Secret, Totp};

/// The telephone of somebody who typed the key in.
fn telephone(key: &str) -> Totp {
    let secret = Secret::try_from_base32(key.replace(' ', "")).expect("a key in base 32");
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_secret(secret);
    builder.with_account_name("any").build().expect("a generator")
}

/// The code it shows, a moment later than any before.
pub(crate) fn shown_now(app: &App, telephone: &Totp) -> String {
    app.clock.advance(SignedDuration::from_secs(60));
    let seconds = app.house.clock().now().as_second();
    telephone.generate(seconds.unsigned_abs()).to_string()
}

/// A persona with a second factor: their telephone, and the recovery codes.
pub(crate) async fn enrolled(app: &App, persona: &str) -> (Totp, Vec<String>) {
    let browser = app.sign_in(persona).await;
    let begun = browser.post("/account/factor", &[("do", "enrol")]).await;
    assert_eq!(begun.location(), "/account/factor");
    let page = browser.get("/account/factor").await;
    let telephone = telephone(&page.first(".secret"));
    let done =
        browser.post("/account/factor", &[("do", "confirm"), ("code", &shown_now(app, &telephone))]).await;
    assert_eq!(done.status, 200, "{}", done.words());
    let codes = scraper::Html::parse_document(&done.text());
    let each = scraper::Selector::parse(".codes li").expect("a selector");
    let codes: Vec<String> = codes.select(&each).map(|it| it.text().collect()).collect();
    assert_eq!(codes.len(), 10);
    (telephone, codes)
}

/// Comes in with the password and a code of the telephone.
pub(crate) async fn enters(app: &App, persona: &str, telephone: &Totp) -> Browser {
    let browser = knock(app, persona).await;
    let code = shown_now(app, telephone);
    assert_eq!(browser.post("/login/code", &[("code", &code)]).await.location(), "/");
    browser
}

/// As far as the second factor.
async fn knock(app: &App, persona: &str) -> Browser {
    let browser = app.visitor();
    let login = &app.cast.get(persona).login;
    let entered = browser.post("/login", &[("login", login), ("password", care::stories::PASSWORD)]).await;
    assert_eq!(entered.location(), "/login/code?next=%2F");
    browser
}

on_both! {
    /// Who I am here, and the language I read in, in this browser and in the next.
    async fn who_i_am(app) {
        let gp = app.sign_in("gp").await;
        let page = gp.get("/account").await;
        for words in ["Dr Paul Lemoine", "paul.lemoine", "Cabinet de la place du Marché", "Pas de second facteur", "Une session ouverte"] {
            assert!(page.words().contains(words), "{words}: {}", page.words());
        }
        assert!(page.has("a[href='/account/absences']") && page.has("a[href='/account/snippets']"));
        let switched = gp.post("/account/language", &[("locale", "en")]).await;
        assert_eq!(switched.location(), "/account?done=language");
        assert_eq!(gp.post("/account/language", &[("locale", "xx")]).await.location(), "/account");
        let elsewhere = app.sign_in("gp").await;
        assert!(elsewhere.get("/account").await.words().contains("My account"), "the account remembers");
        assert!(elsewhere.get("/account").await.words().contains("2 open sessions"));
        let out = elsewhere.post("/account/sign-out-everywhere", &[]).await;
        assert_eq!(out.location(), "/logged-out");
        assert_eq!(gp.get("/account").await.location(), "/login?next=%2Faccount", "everywhere");
    }
}

on_both! {
    /// A second factor is set up, asked for, stood in for by a code on paper, and taken away.
    async fn a_second_factor(app) {
        let gp = app.sign_in("gp").await;
        assert!(gp.get("/account/factor").await.words().contains("Pas de second facteur"));
        gp.post("/account/factor", &[("do", "enrol")]).await;
        let page = gp.get("/account/factor").await;
        assert!(page.has(".code-picture svg path"), "a picture for the telephone");
        let key = page.first(".secret");
        assert!(key.split(' ').all(|group| group.len() == 4), "{key}: and the key in groups of four");
        let wrong = gp.post("/account/factor", &[("do", "confirm"), ("code", "000000")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.words().contains("attendez le code suivant"), "{}", wrong.words());
        assert_eq!(wrong.first(".secret"), key, "the same picture and key again");
        let telephone = telephone(&key);
        let elsewhere = app.sign_in("gp").await;
        let on = gp.post("/account/factor", &[("do", "confirm"), ("code", &shown_now(&app, &telephone)), ("next", "/requests")]).await;
        assert!(on.words().contains("Vos codes de secours"), "{}", on.words());
        assert!(on.has("main a[href='/requests']"), "and on to where one was going");
        let paper = on.first(".codes li");
        assert_eq!(elsewhere.get("/account").await.status, 303, "every other session ends");
        let twice = gp.post("/account/factor", &[("do", "confirm"), ("code", "123456")]).await;
        assert_eq!(twice.status, 409);
        assert!(twice.words().contains("tirez-en de nouveaux"), "{}", twice.words());

        let entering = knock(&app, "gp").await;
        assert_eq!(entering.get("/requests").await.location(), "/login/code?next=%2Frequests");
        assert_eq!(entering.post("/login/code", &[("code", "000000")]).await.status, 422);
        assert_eq!(entering.post("/login/code", &[("code", &paper)]).await.location(), "/");
        assert!(entering.get("/account/factor").await.words().contains("Il vous reste 9 codes"));
        let again = knock(&app, "gp").await;
        assert_eq!(again.post("/login/code", &[("code", &paper)]).await.status, 422, "each code once");

        let renewed = entering.post("/account/factor", &[("do", "codes")]).await;
        assert!(!renewed.text().contains(&paper) && renewed.has(".codes li:nth-child(10)"));
        app.clock.advance(SignedDuration::from_mins(11));
        let stale = entering.post("/account/factor", &[("do", "off")]).await;
        assert_eq!(stale.location(), "/account/confirm?next=%2Faccount%2Ffactor");
        let proof = [("code", &*shown_now(&app, &telephone)), ("next", "/account/factor")];
        assert_eq!(entering.post("/account/confirm", &proof).await.location(), "/account/factor");
        let off = entering.post("/account/factor", &[("do", "off")]).await;
        assert_eq!(off.location(), "/account/factor?done=factor-off");
        assert!(app.sign_in("gp").await.get("/account").await.words().contains("Pas de second facteur"));
    }
}

on_both! {
    /// Ten minutes after a proof, another is asked before anything sensitive, and one comes back to where one was.
    async fn proving_it_again(app) {
        let (telephone, _) = enrolled(&app, "admin").await;
        app.pass(1);
        let admin = enters(&app, "admin", &telephone).await;
        assert_eq!(admin.get("/accounts").await.status, 200);
        app.clock.advance(SignedDuration::from_mins(10));
        let asked = admin.get("/accounts?state=disabled").await;
        assert_eq!(asked.location(), "/account/confirm?next=%2Faccounts%3Fstate%3Ddisabled");
        let page = admin.get(&asked.location()).await;
        assert!(page.words().contains("prouver à nouveau"), "{}", page.words());
        let wrong = admin.post("/account/confirm", &[("code", "000000"), ("next", "/accounts")]).await;
        assert_eq!(wrong.status, 422);
        assert_eq!(wrong.attribute("input[name=next]", "value").as_deref(), Some("/accounts"));
        let password = admin.post("/account/confirm", &[("code", care::stories::PASSWORD), ("next", "/accounts")]).await;
        assert_eq!(password.status, 422, "a password is not enough for who has a second factor");
        for elsewhere in ["https://example.org/", "//example.org", "/\\example.org"] {
            let code = shown_now(&app, &telephone);
            assert_eq!(admin.post("/account/confirm", &[("code", &code), ("next", elsewhere)]).await.location(), "/");
        }
        assert_eq!(admin.get("/accounts?state=disabled").await.status, 200);
        for _ in 0..5 {
            admin.post("/account/confirm", &[("code", "000000"), ("next", "/accounts")]).await;
        }
        let code = shown_now(&app, &telephone);
        app.clock.advance(-SignedDuration::from_secs(60));
        let blocked = admin.post("/account/confirm", &[("code", &code), ("next", "/accounts")]).await;
        assert_eq!(blocked.status, 429, "too many tries, even with the right code");
    }
}

on_both! {
    /// Whoever has no second factor proves it by password, and is led to set one up and back.
    async fn without_a_second_factor(app) {
        let admin = app.sign_in("admin").await;
        assert!(admin.get("/accounts").await.words().contains("Votre rôle demande un second facteur"));
        app.clock.advance(SignedDuration::from_mins(11));
        let confirm = admin.get("/accounts").await.location();
        assert!(admin.get(&confirm).await.words().contains("n’en a pas encore"));
        assert_eq!(admin.post("/account/confirm", &[("code", "wrong"), ("next", "/accounts")]).await.status, 422);
        let led = admin.post("/account/confirm", &[("code", care::stories::PASSWORD), ("next", "/accounts")]).await;
        assert_eq!(led.location(), "/account/factor?next=%2Faccounts");
        let begun = admin.post("/account/factor", &[("do", "enrol"), ("next", "/accounts")]).await;
        assert_eq!(begun.location(), "/account/factor?next=%2Faccounts");
        let page = admin.get(&begun.location()).await;
        let code = shown_now(&app, &telephone(&page.first(".secret")));
        let done = admin.post("/account/factor", &[("do", "confirm"), ("code", &code), ("next", "/accounts")]).await;
        assert!(done.has("main a[href='/accounts']"), "and back: {}", done.words());
        assert_eq!(admin.get("/accounts").await.status, 200);
    }
}

on_both! {
    /// Another password, for who knows the present one.
    async fn another_password(app) {
        let gp = app.sign_in("gp").await;
        let change = async |present: &str, password: &str, again: &str| {
            gp.post("/account/password", &[("present", present), ("password", password), ("again", again)]).await
        };
        let present = care::stories::PASSWORD;
        let nothing = change("", "", "").await;
        assert_eq!(nothing.status, 422);
        assert!(nothing.words().contains("Donnez votre mot de passe actuel"), "{}", nothing.words());
        assert!(change(present, "neuf nuages", "dix nuages").await.words().contains("ne sont pas pareils"));
        let wrong = change("pas le bon", "neuf nuages sur Tours", "neuf nuages sur Tours").await;
        assert_eq!(wrong.status, 422);
        assert!(!wrong.text().contains("neuf nuages"), "a password is never shown again");
        let other = app.sign_in("gp").await;
        let changed = change(present, "neuf nuages sur Tours", "neuf nuages sur Tours").await;
        assert_eq!(changed.location(), "/account?done=password");
        assert_eq!(gp.get("/account").await.status, 200, "this session goes on");
        assert_eq!(other.get("/account").await.status, 303, "the others end");
        let login = &app.cast.get("gp").login;
        let old = app.visitor().post("/login", &[("login", login), ("password", present)]).await;
        assert_eq!(old.status, 422);
    }
}

on_both! {
    /// A link opens once, for a day; used, over, replaced or made up, it reads the same.
    async fn a_link_that_is_handed_over(app) {
        let admin = app.sign_in("admin").await;
        let account = admin.post("/accounts/search", &[("q", "lemoine")]).await;
        let account = account.attribute("tbody a", "href").expect("the account is found");
        let make = async || {
            let shown = admin.post(&format!("{account}/link"), &[]).await.first(".secret");
            shown.strip_prefix("http://maillage.test").expect("a whole address").to_owned()
        };
        let replaced = make().await;
        let link = make().await;
        let visitor = app.visitor();
        let page = visitor.get(&link).await;
        assert!(page.words().contains("paul.lemoine"), "{}", page.words());
        assert_eq!(visitor.get(&link).await.status, 200, "looking does not use it");
        let short = visitor.post(&link, &[("password", "  "), ("again", "  ")]).await;
        assert_eq!(short.status, 422, "{}", short.words());
        let chosen = [("password", "neuf nuages sur Tours"), ("again", "neuf nuages sur Tours")];
        assert!(visitor.post(&link, &chosen).await.words().contains("Votre mot de passe est choisi"));
        let used = visitor.post(&link, &chosen).await;
        let made_up = visitor.get("/links/nothing-of-ours").await;
        let expired = make().await;
        app.pass(25);
        for answer in [&visitor.get(&link).await, &used, &visitor.get(&replaced).await, &visitor.get(&expired).await] {
            assert_eq!(answer.status, 404);
            assert_eq!(answer.body, made_up.body, "used, over, replaced or never made: not told apart");
        }
        assert!(made_up.words().contains("Demandez-en un autre"), "{}", made_up.words());
        let gp = app.visitor();
        let entered = gp.post("/login", &[("login", "paul.lemoine"), ("password", "neuf nuages sur Tours")]).await;
        assert_eq!(entered.location(), "/");
        for _ in 0..60 {
            visitor.get("/links/nothing-of-ours").await;
        }
        assert_eq!(visitor.get("/links/nothing-of-ours").await.status, 429, "guessing is slowed down");
    }
}

on_both! {
    /// Absences in words: what cannot be, twice, overlapping, taken back.
    async fn absences(app) {
        let psychiatrist = app.sign_in("psychiatrist").await;
        let page = psychiatrist.get("/account/absences").await;
        assert!(page.words().contains("Aucune absence prévue") && page.words().contains("Dr Karim Benali"), "{}", page.words());
        assert!(!page.words().contains("Mathieu Girard"), "a nurse does not answer requests");
        let colleague = app.sealed(app.cast.get("psychiatrist_2").practitioner.uuid());
        let nurse = app.sealed(app.cast.get("nurse").practitioner.uuid());
        let declare = async |who: &Browser, from: &str, until: &str, substitute: &str| {
            who.post("/account/absences", &[("from", from), ("until", until), ("substitute", substitute)]).await
        };
        for (from, until, substitute, words) in [
            ("", "2026-12-11", "", "Remplissez cette partie"),
            ("2026-12-11", "2026-12-07", "", "Le dernier jour vient avant le premier"),
            ("2026-11-02", "2026-11-06", "", "Cette date est passée"),
            ("2026-12-07", "2028-12-07", "", "un an au plus"),
            ("2026-12-07", "2026-12-11", nurse.as_str(), "ne répond plus pour le même dispositif"),
            ("2026-12-07", "2026-12-11", "nobody", "ne répond plus pour le même dispositif"),
        ] {
            let refused = declare(&psychiatrist, from, until, substitute).await;
            assert_eq!(refused.status, 422, "{words}");
            assert!(refused.words().contains(words), "{words}: {}", refused.words());
            assert_eq!(refused.attribute("input[name=until]", "value").as_deref(), Some(until), "typed once is enough");
        }
        let declared = declare(&psychiatrist, "2026-12-07", "2026-12-11", &colleague).await;
        assert_eq!(declared.location(), "/account/absences?done=absence", "{}", declared.words());
        assert_eq!(declare(&psychiatrist, "2026-12-07", "2026-12-11", &colleague).await.status, 303, "pressed twice");
        let page = psychiatrist.get("/account/absences").await;
        assert_eq!(page.text().matches("/withdraw").count(), 1, "declared once");
        assert!(page.words().contains("du lundi 7 décembre 2026 au vendredi 11 décembre 2026"), "{}", page.words());
        let overlapping = declare(&psychiatrist, "2026-12-10", "2026-12-14", "").await;
        assert_eq!(overlapping.status, 409);
        assert!(overlapping.words().contains("couvre déjà"), "{}", overlapping.words());
        let other = app.sign_in("psychiatrist_2").await;
        let me = app.sealed(app.cast.get("psychiatrist").practitioner.uuid());
        let both = declare(&other, "2026-12-08", "2026-12-08", &me).await;
        assert!(both.words().contains("absente aussi"), "{}", both.words());
        let withdraw = page.attribute("form[action$='/withdraw']", "action").expect("it can be taken back");
        assert_eq!(other.post(&withdraw, &[]).await.status, 404, "by nobody else");
        assert_eq!(psychiatrist.post(&withdraw, &[]).await.location(), "/account/absences?done=back");
        assert_eq!(psychiatrist.post(&withdraw, &[]).await.status, 303, "twice is once");
        let gp = app.sign_in("gp").await.get("/account/absences").await;
        assert!(!gp.has("select[name=substitute]"), "who answers nowhere is stood in for by nobody");
    }
}

on_both! {
    /// While somebody is away a request addressed to them goes to who stands in, and comes back on their return.
    async fn a_request_for_somebody_who_is_away(app) {
        let psychiatrist = app.sign_in("psychiatrist").await;
        let colleague = app.sealed(app.cast.get("psychiatrist_2").practitioner.uuid());
        let days = [("from", "2026-11-23"), ("until", "2026-11-27"), ("substitute", colleague.as_str())];
        assert_eq!(psychiatrist.post("/account/absences", &days).await.status, 303);
        let person = app.person(app.cast.get("gp").role, "Nadia", "Ferhat", "1979-03-14").await;
        let mut told = app.request(Some(person));
        for step in [Step::Send, Step::Triage] {
            tell(&app.house, &mut told, step).await.expect("the story goes on");
        }
        let request = format!("/requests/{}", app.sealed(told.id.expect("it was sent").uuid()));
        let stand_in = app.sign_in("psychiatrist_2").await;
        let day = stand_in.get("/").await;
        assert!(day.has(&format!("a[href='{request}']")), "it waits for who stands in: {}", day.words());
        assert!(day.words().contains("Une demande d’avis vous est adressée."), "who is told: {}", day.words());
        let page = stand_in.get(&request).await;
        assert!(page.words().contains("vous remplacez un confrère absent"), "{}", page.words());
        let third = app.sign_in("psychiatrist_3").await;
        assert_eq!(third.get(&request).await.status, 404, "for nobody else");

        // A queue that is full takes no more, in words; giving one back makes room.
        let mut held = Vec::new();
        for _ in 0..20 {
            let mut other = app.request(None);
            other.psychiatrist = app.cast.get("psychiatrist_2").role;
            for step in [Step::Send, Step::Triage, Step::Accept] {
                tell(&app.house, &mut other, step).await.expect("the story goes on");
            }
            held.push(other.id.expect("it was sent"));
        }
        let full = stand_in.post(&format!("{request}/accept"), &[]).await;
        assert_eq!(full.status, 409);
        assert!(full.words().contains("Votre file est pleine"), "{}", full.words());
        let first = format!("/requests/{}", app.sealed(held[0].uuid()));
        let release = stand_in.post(&format!("{first}/release"), &[("reason", "File pleine")]).await;
        assert_eq!(release.status, 303, "{}", release.words());
        assert_eq!(stand_in.post(&format!("{request}/accept"), &[]).await.status, 303);

        // Back early: what nobody took comes back.
        let mut next = app.request(None);
        for step in [Step::Send, Step::Triage] {
            tell(&app.house, &mut next, step).await.expect("the story goes on");
        }
        let next = format!("/requests/{}", app.sealed(next.id.expect("it was sent").uuid()));
        assert_eq!(stand_in.get(&next).await.status, 200);
        let back = psychiatrist.get("/account/absences").await;
        assert!(back.words().contains("Je suis de retour"), "{}", back.words());
        let back = back.attribute("form[action$='/withdraw']", "action").expect("one can be back");
        psychiatrist.post(&back, &[]).await;
        assert_eq!(stand_in.get(&next).await.status, 404, "at once");
        assert_eq!(psychiatrist.get(&next).await.status, 200);
    }
}
