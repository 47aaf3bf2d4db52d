//! Opening a record for a vital need: everything is given first, one hour, loud, reviewed; and nothing is learnt by trying.

use care::people::InformationKind;
use jiff::SignedDuration;
use testkit::{App, Browser, Seen, on_both};
use totp_rs::Totp;

use crate::account::{enrolled, enters, shown_now};

const REASON: &str = "Amenée par les secours, inconsciente, traitement inconnu.";

/// What is typed about Nadia Ferhat, with some of it otherwise.
fn typed<'a>(otherwise: &[(&'static str, &'a str)]) -> Vec<(&'static str, &'a str)> {
    let all = [
        ("family", "Ferhat"),
        ("given", "Nadia"),
        ("birth_date", "14/03/1979"),
        ("sex", "female"),
        ("need", "life_at_stake"),
        ("reason", REASON),
    ];
    let other = |name: &str| otherwise.iter().find(|(it, _)| *it == name).map(|(_, value)| *value);
    all.into_iter().map(|(name, value)| (name, other(name).unwrap_or(value))).collect()
}

/// A health professional of no team, with a telephone.
struct Outsider {
    browser: Browser,
    telephone: Totp,
}

impl Outsider {
    async fn new(app: &App, persona: &str) -> Self {
        let (telephone, _) = enrolled(app, persona).await;
        Self { browser: enters(app, persona, &telephone).await, telephone }
    }

    async fn returns(&mut self, app: &App, persona: &str) {
        self.browser = enters(app, persona, &self.telephone).await;
    }

    /// Sends the form, with a fresh code.
    async fn tries(&self, app: &App, otherwise: &[(&'static str, &str)]) -> Seen {
        let code = shown_now(app, &self.telephone);
        let mut fields = typed(otherwise);
        fields.push(("proof", &code));
        self.browser.post("/break-glass", &fields).await
    }
}

/// The page of the person, for whoever may open it.
async fn followed(app: &App) -> String {
    let person = app.person(app.cast.get("gp").role, "Nadia", "Ferhat", "1979-03-14").await;
    format!("/persons/{}", app.sealed(person.uuid()))
}

on_both! {
    /// One person, one hour, the health record alone; the attending doctor and the officer are told; it is reviewed.
    async fn an_hour_and_its_review(app) {
        let page = followed(&app).await;
        let mut outsider = Outsider::new(&app, "psychiatrist").await;
        assert_eq!(outsider.browser.get(&page).await.status, 404);
        assert_eq!(outsider.browser.get("/break-glass").await.status, 200);
        let opened = outsider.tries(&app, &[("family", "FERHAT"), ("given", "nadia")]).await;
        let psychiatrist = &outsider.browser;
        assert_eq!((opened.status, opened.location()), (303, page.clone()), "{}", opened.words());
        app.clock.advance(SignedDuration::from_mins(2));
        let shown = psychiatrist.get(&page).await;
        assert!(shown.words().contains("Ouvert pour un besoin vital"), "{}", shown.words());
        assert!(shown.words().contains("vous avez invoqué un besoin vital"), "why: {}", shown.words());
        assert_ne!(psychiatrist.get(&format!("{page}/rights")).await.status, 200, "the social part stays closed");
        assert_ne!(psychiatrist.get(&format!("{page}/edit")).await.status, 200, "nothing is changed");
        assert!(psychiatrist.get("/persons").await.has(&format!("a[href='{page}']")));

        let gp = app.sign_in("gp").await;
        assert!(gp.get("/").await.words().contains("a été ouvert pour un besoin vital"));
        assert!(gp.get(&page).await.words().contains("Dossier ouvert pour un besoin vital"), "a line in the record");

        app.clock.advance(SignedDuration::from_mins(59));
        outsider.returns(&app, "psychiatrist").await;
        let psychiatrist = &outsider.browser;
        assert_eq!(psychiatrist.get(&page).await.status, 404, "the hour is over");
        assert!(!psychiatrist.get("/persons").await.has(&format!("a[href='{page}']")));

        let officer = app.sign_in("dpo").await;
        assert!(officer.get("/").await.has("a[href^='/break-glass/reviews/']"), "the officer is told");
        let queue = officer.get("/break-glass/reviews").await;
        let one = queue.attribute(".queue h3 a", "href").expect("one to review");
        let words = officer.get(&one).await.words();
        for expected in ["Dr Hélène Marchetti", "nadia FERHAT", REASON, "La vie est en jeu", "A vu"] {
            assert!(words.contains(expected), "{expected} in {words}");
        }
        let without = officer.post(&one, &[("verdict", "unjustified")]).await;
        assert_eq!(without.status, 422, "what follows has to be said");
        assert_eq!(officer.post(&one, &[("verdict", "justified")]).await.status, 303);
        assert_eq!(officer.post(&one, &[("verdict", "justified")]).await.status, 409, "once");
        for persona in ["gp", "admin", "psychiatrist_2", "coordinator"] {
            let answer = app.sign_in(persona).await.get("/break-glass/reviews").await;
            assert_eq!(answer.status, 403, "{persona}");
        }
    }
}

on_both! {
    /// A miss, a person who objected, and two of the same name read alike; every one of them is kept and told.
    async fn a_miss_and_a_refusal_read_alike(app) {
        let page = followed(&app).await;
        let gp = app.cast.get("gp").role;
        let opposed = app.person(gp, "Claire", "Vasseur", "1958-10-02").await;
        app.says(opposed, gp, InformationKind::Opposed, None, "").await;
        for given in ["Inès", "Ines"] {
            app.person(gp, given, "Moreau", "1991-06-21").await;
        }
        let mut outsider = Outsider::new(&app, "psychiatrist").await;
        let unknown = outsider.tries(&app, &[("family", "Inconnue")]).await;
        let refused = outsider.tries(&app, &[("family", "Vasseur"), ("given", "Claire"), ("birth_date", "02/10/1958")]).await;
        let two = outsider.tries(&app, &[("family", "Moreau"), ("given", "Inès"), ("birth_date", "21/06/1991")]).await;
        let other_sex = outsider.tries(&app, &[("sex", "male")]).await;
        let lines = |seen: &Seen| (seen.status, seen.all(".ds-alert, [role=status], [role=alert]"));
        for answer in [&refused, &two, &other_sex] {
            assert_eq!(lines(answer), lines(&unknown));
        }
        assert_eq!(unknown.status, 404);
        assert!(unknown.words().contains("Aucun dossier ne s’ouvre"), "{}", unknown.words());
        assert_eq!(unknown.attribute("input[name=family]", "value").as_deref(), Some("Inconnue"), "nothing typed is lost");
        // Four attempts; the fifth opens, the sixth is not looked at, whoever it is about.
        assert_eq!(outsider.tries(&app, &[]).await.status, 303);
        assert_eq!(outsider.tries(&app, &[]).await.status, 429);
        assert_eq!(outsider.tries(&app, &[("family", "Inconnue")]).await.status, 429);
        let queue = app.sign_in("dpo").await.get("/break-glass/reviews").await;
        assert_eq!(queue.all(".queue h3").len(), 5, "each attempt is reviewed: {}", queue.words());
        app.pass(1);
        outsider.returns(&app, "psychiatrist").await;
        assert_eq!(outsider.browser.get(&page).await.status, 404);
        assert_eq!(outsider.tries(&app, &[]).await.status, 303, "an hour later");
    }
}

on_both! {
    /// Nothing is looked up before all of it is there, a fresh code included; only health professionals may try.
    async fn what_has_to_be_given(app) {
        let page = followed(&app).await;
        let outsider = Outsider::new(&app, "psychiatrist").await;
        let psychiatrist = &outsider.browser;
        let code = shown_now(&app, &outsider.telephone);
        let with = |otherwise: &[(&'static str, &'static str)], proof: &str| {
            let mut fields: Vec<(&str, String)> =
                typed(otherwise).into_iter().map(|(name, value)| (name, value.to_owned())).collect();
            fields.push(("proof", proof.to_owned()));
            fields
        };
        let send = async |fields: Vec<(&str, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            psychiatrist.post("/break-glass", &fields).await
        };
        for (field, value) in
            [("family", ""), ("given", ""), ("birth_date", "demain"), ("sex", ""), ("need", ""), ("reason", "urgent")]
        {
            let answer = send(with(&[(field, value)], &code)).await;
            assert_eq!(answer.status, 422, "{field}");
            assert!(answer.has("[aria-invalid=true], fieldset[aria-describedby]"), "{field}: {}", answer.text());
        }
        for wrong in ["", "000000", "treize"] {
            let answer = send(with(&[], wrong)).await;
            assert_eq!(answer.status, 422, "{wrong}");
            assert!(answer.has("input[name=proof][aria-invalid=true]"), "{wrong}: {}", answer.text());
            assert_eq!(answer.attribute("input[name=family]", "value").as_deref(), Some("Ferhat"), "nothing typed is lost");
            assert!(!answer.text().contains("treize"), "but for the proof");
        }
        let nothing_tried = async || !app.sign_in("dpo").await.get("/break-glass/reviews").await.has(".queue");
        assert!(nothing_tried().await);
        // The code outlived what was missing; the one that let them in a moment ago would not do.
        let form = psychiatrist.get("/break-glass").await;
        let attempt = form.attribute("input[name=attempt]", "value").expect("an identifier");
        let mut twice = with(&[], &code);
        twice.push(("attempt", attempt));
        assert_eq!(send(twice.clone()).await.location(), page);
        assert_eq!(send(twice).await.location(), page, "sent twice it is one attempt");
        let again = send(with(&[], &code)).await;
        assert!(again.has("input[name=proof][aria-invalid=true]"), "another attempt takes another code: {}", again.words());
        for persona in ["social_worker", "secretary", "mediator", "admin", "dpo", "coordinator"] {
            let somebody = app.sign_in(persona).await;
            assert_eq!(somebody.get("/break-glass").await.status, 403, "{persona}");
            assert_eq!(somebody.post("/break-glass", &typed(&[])).await.status, 403, "{persona}");
        }
    }
}

on_both! {
    /// Whoever has no second factor sets one up first; a form that comes after the session ended is kept, without its code.
    async fn no_way_around_the_second_factor(app) {
        followed(&app).await;
        let bare = app.sign_in("psychiatrist_2").await;
        let page = bare.get("/break-glass").await;
        assert!(page.has("a[href='/account/factor?next=/break-glass']") && !page.has("input[name=family]"), "{}", page.words());
        let mut fields = typed(&[]);
        fields.push(("proof", care::stories::PASSWORD));
        let refused = bare.post("/break-glass", &fields).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("Il faut un second facteur"), "{}", refused.words());

        let mut outsider = Outsider::new(&app, "psychiatrist").await;
        app.pass(1);
        let late = outsider.tries(&app, &[]).await;
        assert_eq!(late.status, 401, "{}", late.words());
        let carried = late.attribute("input[name=carried]", "value").expect("what was typed");
        outsider.returns(&app, "psychiatrist").await;
        let login = app.cast.get("psychiatrist").login.clone();
        let back = app.visitor();
        let entered = [("login", login.as_str()), ("password", care::stories::PASSWORD), ("carried", &carried)];
        let door = back.post("/login", &entered).await;
        let code = shown_now(&app, &outsider.telephone);
        let carried = door.attribute("input[name=carried]", "value").expect("it goes on with the code");
        back.post("/login/code", &[("code", &code), ("carried", &carried)]).await;
        let unsent = back.get("/account/unsent").await;
        assert!(unsent.text().contains("Ferhat") && !unsent.has("input[name=proof]"), "{}", unsent.words());
        assert!(!app.sign_in("dpo").await.get("/break-glass/reviews").await.has(".queue"), "nothing was tried");
    }
}

on_both! {
    /// The need is met before the hour is over: the record closes at once, and is reviewed all the same.
    async fn closed_before_its_hour(app) {
        let page = followed(&app).await;
        let outsider = Outsider::new(&app, "psychiatrist").await;
        let psychiatrist = &outsider.browser;
        assert_eq!(psychiatrist.post(&format!("{page}/vital-need/close"), &[]).await.status, 404, "nothing was open");
        assert_eq!(outsider.tries(&app, &[]).await.status, 303);
        let close = psychiatrist.get(&page).await.attribute("form[action$=close]", "action").expect("it can be closed");
        let gp = app.sign_in("gp").await;
        assert!(!gp.get(&page).await.has("form[action$=close]"), "the attending doctor invoked nothing");
        assert_eq!(gp.post(&close, &[]).await.status, 404);
        assert_eq!(psychiatrist.get(&page).await.status, 200, "nobody else closes it");
        let closed = psychiatrist.post(&close, &[]).await;
        assert_eq!(psychiatrist.get(&page).await.status, 404);
        assert!(psychiatrist.get(&closed.location()).await.words().contains("Le dossier est refermé"));
        assert_eq!(psychiatrist.post(&close, &[]).await.status, 404, "it is hidden again");
    }
}
