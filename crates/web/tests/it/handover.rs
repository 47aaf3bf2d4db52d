//! A doctor without an account is asked by a link to take over: what they see before, what they answer, what the code opens.

use care::directory::public::{Accepting, Point, Wanted, nearest};
use jiff::SignedDuration;
use testkit::{App, Browser, Seen, on_both};

use crate::nearby::import;
use crate::synthesis::{Followed, followed, synthesised};

/// What tells of the person: no page behind a link shows any of it before the code.
const OF_THE_PERSON: [&str; 7] =
    ["Nadia", "Ferhat", "1979", "Diabète", "152/94", "Metformine", "Tanneurs · Tours"];

async fn says(browser: &Browser, pathway: &str, kind: &str, more: &[(&str, &str)]) -> Seen {
    browser.post(pathway, &[&[("kind", kind), ("step", "handover")], more].concat()).await
}

async fn proposed(it: &Followed, to: &str) {
    assert_eq!(says(&it.nurse, &it.pathway, "proposal", &[("to", to)]).await.status, 303, "{to}");
}

/// What is made for the doctor: the path of the link, and the code.
async fn linked(it: &Followed) -> (String, String) {
    let made = it.nurse.post(&format!("{}/handover", it.pathway), &[]).await;
    assert_eq!(made.status, 200, "{}", made.words());
    let link = made.first("code");
    let path = link.split_once("/handover/open/").expect("a link").1;
    (format!("/handover/open/{path}"), made.first("b.num"))
}

async fn enters(doctor: &Browser, (link, code): &(String, String)) -> Seen {
    doctor.post(link, &[("code", code.as_str())]).await
}

/// Nothing of the person stands there.
fn silent(seen: &Seen) {
    for never in OF_THE_PERSON {
        assert!(!seen.text().contains(never), "{never} in {}", seen.text());
    }
}

async fn ready(app: &App) -> Followed {
    let it = followed(app).await;
    synthesised(&it).await;
    it
}

on_both! {
    /// A first doctor asks, then cannot; a second accepts, gives the code, reads who it is and the synthesis, once.
    async fn a_first_declines_a_second_takes_over(app) {
        let it = ready(&app).await;
        app.clock.advance(SignedDuration::from_mins(1));
        let nobody = it.nurse.post(&format!("{}/handover", it.pathway), &[]).await;
        assert_eq!(nobody.status, 409, "nobody is asked: {}", nobody.words());
        proposed(&it, "Dr Paul Vasseur").await;
        let page = it.nurse.get(&it.pathway).await;
        assert!(page.words().contains("avant le 30 novembre 2026"), "seven days to answer: {}", page.words());

        let first = linked(&it).await;
        let vasseur = app.visitor();
        let door = vasseur.get(&first.0).await;
        assert_eq!(door.status, 200);
        for expected in ["Dr Paul Vasseur", "Mathieu Girard", "Réseau somatique", "avant le 30 novembre 2026"] {
            assert!(door.words().contains(expected), "{expected}: {}", door.words());
        }
        silent(&door);
        assert_eq!(enters(&vasseur, &first).await.status, 404, "a code opens nothing before acceptance");

        let empty = vasseur.post(&format!("{}/question", first.0), &[("text", " ")]).await;
        assert_eq!(empty.status, 422);
        let question = [("text", "Parle-t-elle français ? 02 47 11 22 33")];
        let asked = vasseur.post(&format!("{}/question", first.0), &question).await;
        assert!(asked.status == 200 && asked.words().contains("Votre question est partie"), "{}", asked.words());
        assert!(it.nurse.get("/").await.words().contains("Le médecin sollicité a une question"));
        assert!(it.nurse.get(&it.pathway).await.words().contains("Le médecin demande : Parle-t-elle français"));

        assert_eq!(vasseur.post(&format!("{}/decline", first.0), &[("why", "")]).await.status, 422);
        let declined = vasseur.post(&format!("{}/decline", first.0), &[("why", "Plus de place")]).await;
        assert_eq!(declined.location(), "/handover/declined");
        let thanks = vasseur.get("/handover/declined").await;
        assert!(thanks.words().contains("Merci de votre réponse"));
        silent(&thanks);
        let again = vasseur.post(&format!("{}/accept", first.0), &[]).await;
        assert_eq!(again.status, 404, "a link is used once");
        let page = it.nurse.get(&it.pathway).await.words();
        assert!(page.contains("Plus de place") && page.contains("Le médecin lui-même"), "{page}");
        assert!(it.nurse.get("/").await.words().contains("proposez au suivant"));

        proposed(&it, "Dr Camille Renaud").await;
        let second = linked(&it).await;
        let renaud = app.visitor();
        for _ in 0..2 {
            let accepted = renaud.post(&format!("{}/accept", second.0), &[]).await;
            assert_eq!(accepted.location(), second.0, "pressed twice, accepted once");
        }
        let door = renaud.get(&second.0).await;
        assert!(door.words().contains("vous donne un code"), "{}", door.words());
        silent(&door);
        assert_eq!(renaud.get("/handover").await.status, 404, "nothing before the code");
        let late = renaud.post(&format!("{}/decline", second.0), &[("why", "Finalement non")]).await;
        assert_eq!(late.status, 404, "accepted is accepted");
        let wrong = renaud.post(&second.0, &[("code", "00000-00000")]).await;
        assert!(wrong.status == 422 && wrong.words().contains("Ce n’est pas ce code"));
        silent(&wrong);

        assert_eq!(enters(&renaud, &second).await.location(), "/handover");
        let received = renaud.get("/handover").await;
        for expected in ["Nadia", "14 mars 1979", "Revoir la tension à un mois.", "Diabète de type 2"] {
            assert!(received.words().contains(expected), "{expected}: {}", received.words());
        }
        assert!(!received.text().contains("Secret du psychiatre"));
        let letter = renaud.get("/handover/letter").await;
        assert!(letter.status == 200 && letter.body.starts_with(b"%PDF"));
        assert_eq!(enters(&app.visitor(), &second).await.status, 404, "link and code open once");
        assert_eq!(app.visitor().get("/handover").await.status, 404);

        let page = it.nurse.get(&it.pathway).await;
        assert!(page.words().contains("Accepté") && page.words().contains("À faire maintenant : 1re visite chez le médecin"));
        assert!(it.nurse.get("/").await.words().contains("Le médecin accepte le relais"));
        let journal = app.sign_in("dpo").await.get("/journal").await.words();
        for expected in ["A accepté un relais", "A lu qui lui est confié", "Le médecin sollicité, par son lien"] {
            assert!(journal.contains(expected), "{expected}: {journal}");
        }
        let nadia = app.own_page("gp_2", it.id).await.get("/own").await.words();
        assert!(nadia.contains("Le médecin à qui le relais est confié") && nadia.contains("il a accepté le relais"), "{nadia}");
        assert_eq!(renaud.post("/handover/leave", &[]).await.status, 303);
        assert_eq!(renaud.get("/handover").await.status, 404, "closed");
    }
}

on_both! {
    /// Replaced, withdrawn, too old, guessed, of somebody who moves nothing on any more: all alike, and nothing is told.
    async fn a_door_that_tells_nothing(app) {
        let mut it = ready(&app).await;
        proposed(&it, "Dr Paul Vasseur").await;
        let (first, second) = (linked(&it).await, linked(&it).await);
        let lines = |seen: &Seen| (seen.status, seen.words());
        let closed = app.visitor().get("/handover/open/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await;
        assert_eq!(closed.status, 404);
        silent(&closed);
        assert_eq!(lines(&app.visitor().get(&first.0).await), lines(&closed), "replaced");

        assert_eq!(says(&it.nurse, &it.pathway, "calling_off", &[("why", "Elle déménage")]).await.status, 303);
        assert_eq!(lines(&app.visitor().get(&second.0).await), lines(&closed), "withdrawn");
        let accepted = app.visitor().post(&format!("{}/accept", second.0), &[]).await;
        assert_eq!(lines(&accepted), lines(&closed));
        assert!(it.nurse.get(&it.pathway).await.words().contains("demande retirée"));

        proposed(&it, "Dr Camille Renaud").await;
        let third = linked(&it).await;
        let accepted = app.visitor().post(&format!("{}/accept", third.0), &[]).await;
        assert_eq!(accepted.status, 303);
        for _ in 0..4 {
            assert_eq!(app.visitor().post(&third.0, &[("code", "00000-00000")]).await.status, 422);
        }
        let fifth = app.visitor().post(&third.0, &[("code", "00000-00000")]).await;
        assert_eq!(lines(&fifth), lines(&closed), "after five wrong codes the link is worth nothing");
        assert_eq!(lines(&enters(&app.visitor(), &third).await), lines(&closed), "not even with the code");

        // What was opened closes by itself, and at once where the person objects.
        let fourth = linked(&it).await;
        let renaud = app.visitor();
        assert_eq!(enters(&renaud, &fourth).await.status, 303);
        app.clock.advance(SignedDuration::from_mins(29));
        assert_eq!(renaud.get("/handover").await.status, 200);
        app.clock.advance(SignedDuration::from_mins(2));
        assert_eq!(lines(&renaud.get("/handover").await), lines(&closed));
        assert_eq!(lines(&renaud.get("/handover/letter").await), lines(&closed));
        (it.nurse, it.doctor) = (app.sign_in("nurse").await, app.sign_in("gp_2").await);
        let fifth = linked(&it).await;
        let renaud = app.visitor();
        assert_eq!(enters(&renaud, &fifth).await.status, 303);
        let form = it.doctor.get(&format!("{}/information", it.person)).await;
        let fact = form.attribute("input[name=fact]", "value");
        let mut objection = vec![("kind", "opposed"), ("how", "in_person"), ("scope", "everyone")];
        objection.extend(fact.as_deref().map(|id| ("fact", id)));
        let said = it.doctor.post(&format!("{}/information", it.person), &objection).await;
        assert_eq!(said.status, 200, "what had left already is told: {}", said.words());
        assert_eq!(lines(&renaud.get("/handover").await), lines(&closed), "they object");
    }
}

on_both! {
    /// A doctor is chosen among those near the home; one who left the directory is not; only who moves the pathway on makes links.
    async fn chosen_near_home(app) {
        let it = ready(&app).await;
        import(&app, &[(1, "BRUN", "SM54", "37261"), (2, "CARRE", "SM54", "41018")]).await;
        let home = it.doctor.get(&format!("{}/edit", it.person)).await;
        let version = home.attribute("input[name=version]", "value").expect("a version");
        let fields = [
            ("version", version.as_str()),
            ("family", "Ferhat"),
            ("given", "Nadia"),
            ("sex", "female"),
            ("birth_date", "14/03/1979"),
            ("postal_code", "37000"),
            ("commune", "Tours"),
        ];
        assert_eq!(it.doctor.post(&format!("{}/edit", it.person), &fields).await.status, 303);
        let page = it.doctor.get(&it.pathway).await;
        let near = page.attribute("a[href*='/nearby?']", "href").expect("a way to those who are near");
        let list = it.doctor.get(&near).await;
        let practice = list.attribute("form input[name=practice]", "value").unwrap_or_else(|| panic!("somebody near: {}", list.words()));
        for wrong in ["nothing", "6f1c2f3e-7a53-4f0e-9d2e-0a4c6c2b9f11"] {
            let refused = says(&it.doctor, &it.pathway, "proposal", &[("practice", wrong)]).await;
            assert_eq!(refused.status, 422, "{wrong}");
            assert!(refused.words().contains("n’est plus dans l’annuaire"), "{}", refused.words());
        }
        assert_eq!(says(&it.doctor, &it.pathway, "proposal", &[("practice", &practice)]).await.status, 303);
        assert!(it.doctor.get(&it.pathway).await.words().contains("Proposé à Dr Anne BRUN"));
        let both = says(&it.nurse, &it.pathway, "proposal", &[("practice", &practice)]).await;
        assert_eq!(both.status, 409, "one at a time: {}", both.words());

        for persona in ["gp", "psychiatrist_2", "admin", "dpo", "program_lead"] {
            let other = app.sign_in(persona).await;
            assert_eq!(other.post(&format!("{}/handover", it.pathway), &[]).await.status, 404, "{persona}");
        }
        assert_eq!(app.visitor().post(&format!("{}/handover", it.pathway), &[]).await.status, 401, "signed in first");
        // She moves while the doctor is asked: whoever asked is told, and the page says so, until somebody is asked again.
        app.clock.advance(SignedDuration::from_mins(1));
        let home = it.nurse.get(&format!("{}/edit", it.person)).await;
        let version = home.attribute("input[name=version]", "value").expect("a version");
        let elsewhere = [&[("version", version.as_str())], &fields[1..5], &[("postal_code", "41000"), ("commune", "Blois")]].concat();
        assert_eq!(it.nurse.post(&format!("{}/edit", it.person), &elsewhere).await.status, 303);
        assert!(it.nurse.get(&it.pathway).await.words().contains("a changé de commune le 23 novembre 2026"));
        assert!(it.doctor.get("/").await.words().contains("Une personne a changé de commune"));
        let made = it.doctor.post(&format!("{}/handover", it.pathway), &[]).await;
        assert!(made.words().contains("Dr Anne BRUN"), "{}", made.words());

        // She accepts, and later leaves: whoever follows the pathway sees it, until somebody else is asked.
        assert_eq!(says(&it.doctor, &it.pathway, "acceptance", &[]).await.status, 303);
        assert!(!it.doctor.get(&it.pathway).await.words().contains("n’exerce plus à cette adresse"));
        import(&app, &[(2, "CARRE", "SM54", "41018")]).await;
        let page = it.doctor.get(&it.pathway).await.words();
        assert!(page.contains("Dr Anne BRUN") && page.contains("n’exerce plus à cette adresse"), "{page}");
        let seen = [("step", "first-visit"), ("kind", "holding")];
        assert_eq!(it.doctor.post(&it.pathway, &seen).await.status, 303);
        let loss = [("step", "six-months"), ("kind", "loss"), ("why", "Le cabinet a fermé")];
        assert_eq!(it.doctor.post(&it.pathway, &loss).await.status, 303);
        assert_eq!(says(&it.nurse, &it.pathway, "proposal", &[("to", "Dr Camille Renaud")]).await.status, 303);
        assert!(!it.doctor.get(&it.pathway).await.words().contains("n’exerce plus à cette adresse"));
    }
}

/// The doctor of another practice gets a number of the directory, and stands in it; the exercise.
async fn in_the_directory(app: &App, persona: &str) -> String {
    let (admin, known) = (app.sign_in("admin").await, app.cast.get(persona));
    let page = format!("/directory/professionals/{}", app.sealed(known.practitioner.uuid()));
    let form = admin.get(&format!("{page}/edit")).await;
    let field = |name: &str| form.attribute(&format!("input[name={name}]"), "value").unwrap_or_default();
    let fields = [
        ("version", field("version")),
        ("title", "Dr".to_owned()),
        ("given", field("given")),
        ("family", field("family")),
        ("phone", field("phone")),
        ("email", field("email")),
        ("rpps", "10000000017".to_owned()),
    ];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let edited = admin.post(&format!("{page}/edit"), &fields).await;
    assert_eq!(edited.status, 303, "{}", edited.words());
    let ctx = import(app, &[(10_000_000_017, "LEMOINE", "SM54", "37261")]).await;
    let from = kernel::places::by_insee("37261").and_then(|it| it.position).map(Point::from).expect("a town");
    let wanted = Wanted {
        profession: "10".to_owned(),
        specialities: vec!["SM54".to_owned()],
        from,
        accepting: Accepting::default(),
    };
    let near = nearest(&ctx, &wanted, 1).await.expect("the directory answers");
    app.sealed(near.first().expect("an exercise").id.uuid())
}

/// The invitation that waits in somebody's day; its page.
async fn invited(doctor: &Browser) -> (String, Seen) {
    let day = doctor.get("/").await;
    assert!(day.words().contains("On vous demande de prendre le relais"), "{}", day.words());
    let page = day.attribute("a[href^='/invitations/']", "href").expect("a way to it");
    let seen = doctor.get(&page).await;
    (page, seen)
}

on_both! {
    /// A doctor who has an account is asked here: they read it in their day, say why they cannot, or join the team; once the first
    /// visit took place they are the attending doctor. Whoever is asked no more cannot answer any more.
    async fn a_doctor_who_has_an_account_answers_here(app) {
        let it = ready(&app).await;
        let practice = in_the_directory(&app, "gp").await;
        let proposes = async || says(&it.nurse, &it.pathway, "proposal", &[("practice", practice.as_str())]).await;
        assert_eq!(proposes().await.status, 303);
        assert!(it.nurse.get(&it.pathway).await.words().contains("Prévenu ici"), "it is told that he was");
        let gp = app.sign_in("gp").await;
        let (page, seen) = invited(&gp).await;
        assert!(!seen.words().contains("Réseau somatique"), "not by which programme: {}", seen.words());
        for words in ["Mathieu Girard", "Cabinet de la place du Marché", "Nadia Ferhat", "J’accepte"] {
            assert!(seen.words().contains(words), "{words} in {}", seen.words());
        }
        for closed in [&it.person, &it.pathway] {
            assert_eq!(gp.get(closed).await.status, 404, "nothing opens before he accepts: {closed}");
        }
        assert_eq!(app.sign_in("psychiatrist_2").await.get(&page).await.status, 404, "it is his alone");

        let silent = gp.post(&format!("{page}/decline"), &[("why", "")]).await;
        assert_eq!(silent.status, 422, "{}", silent.words());
        assert_eq!(gp.post(&format!("{page}/decline"), &[("why", "Plus de place")]).await.status, 303);
        let told = it.nurse.get(&it.pathway).await.words();
        assert!(told.contains("Plus de place") && told.contains("Le médecin lui-même"), "{told}");
        assert!(it.nurse.get("/").await.words().contains("proposez au suivant"));

        // Asked, and the pathway stops: he is asked no more, and anew once it goes on.
        app.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(proposes().await.status, 303);
        let (page, _) = invited(&gp).await;
        assert_eq!(it.nurse.post(&it.pathway, &[("kind", "stop"), ("why", "Hospitalisée")]).await.status, 303);
        assert_eq!(gp.post(&format!("{page}/accept"), &[]).await.status, 409);
        assert_eq!(gp.post(&format!("{page}/decline"), &[("why", "")]).await.status, 409, "it does not ask why any more");
        app.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(it.nurse.post(&it.pathway, &[("kind", "restart")]).await.status, 303);
        invited(&gp).await;
        let team = it.nurse.get(&format!("{}/team", it.person)).await;
        let take_back = team.attribute("form[action$='/withdraw']", "action").expect("it can be taken back");
        assert_eq!(it.nurse.post(&take_back, &[]).await.status, 303);
        assert!(it.nurse.get(&it.pathway).await.words().contains("Il n’est plus prévenu ici"));
        assert_eq!(says(&it.nurse, &it.pathway, "calling_off", &[("why", "À refaire")]).await.status, 303);

        // He says yes by telephone, and the nurse notes it: nothing is asked of him any more.
        app.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(proposes().await.status, 303);
        let (page, _) = invited(&gp).await;
        assert_eq!(says(&it.nurse, &it.pathway, "acceptance", &[]).await.status, 303);
        assert_eq!(gp.post(&format!("{page}/accept"), &[]).await.status, 409);
        assert!(!gp.get("/").await.words().contains("On vous demande de prendre le relais"));
        let lost = [("step", "first-visit"), ("kind", "loss"), ("why", "Il s’est trompé de personne")];
        assert_eq!(it.nurse.post(&it.pathway, &lost).await.status, 303);

        // Asked, and asked no more: somebody else is.
        app.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(proposes().await.status, 303);
        let (page, _) = invited(&gp).await;
        let by_phone = says(&it.nurse, &it.pathway, "decline", &[("why", "Il rappelle : non")]).await;
        assert_eq!(by_phone.status, 303, "{}", by_phone.words());
        assert_eq!(gp.post(&format!("{page}/accept"), &[]).await.status, 409, "it was taken back");

        app.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(proposes().await.status, 303);
        let (page, _) = invited(&gp).await;
        let joined = gp.post(&format!("{page}/accept"), &[]).await;
        assert_eq!(joined.status, 303, "{}", joined.words());
        let pathway = gp.get(&it.pathway).await;
        assert!(pathway.status == 200 && pathway.words().contains("Accepté"), "{}", pathway.words());
        assert!(it.nurse.get("/").await.words().contains("Le médecin accepte le relais"));
        let record = gp.get(&it.person).await.words();
        assert!(record.contains("Diabète de type 2"), "{record}");
        let attends = async || gp.get(&format!("{}/team", it.person)).await.words();
        let his = "Paul Lemoine (vous) Médecin traitant";
        assert!(!attends().await.contains(his), "not before he saw them: {}", attends().await);
        let psychiatrist = app.sign_in("psychiatrist").await;
        let team = psychiatrist.get(&format!("{}/team", it.person)).await;
        let end = team.attribute("form[action$='/end']", "action").expect("she may leave");
        assert_eq!(psychiatrist.post(&end, &[]).await.status, 303, "she was the attending doctor until now");

        let first = [("step", "first-visit"), ("kind", "holding")];
        let first = gp.post(&it.pathway, &first).await;
        assert_eq!(first.status, 303, "{}", first.words());
        assert!(attends().await.contains(his), "{}", attends().await);
        let loss = [("step", "six-months"), ("kind", "loss"), ("why", "Ne vient plus")];
        assert_eq!(gp.post(&it.pathway, &loss).await.status, 303);
        assert_eq!(gp.get(&it.person).await.status, 200, "he stays of the team");
        let words = attends().await;
        assert!(!words.split("Ils en ont été").next().is_some_and(|now| now.contains(his)), "{words}");
    }
}

on_both! {
    /// Two who coordinate ask somebody at the very same moment: one of them is asked. The doctor answers at the very moment at which
    /// somebody answers for him, and at which the person objects: one word stands, and nobody waits for another for good.
    async fn at_the_very_same_moment(app) {
        let it = ready(&app).await;
        let (one, other) = tokio::join!(
            says(&it.nurse, &it.pathway, "proposal", &[("to", "Dr Paul Vasseur")]),
            says(&it.doctor, &it.pathway, "proposal", &[("to", "Dr Camille Renaud")]),
        );
        let mut both = [one.status, other.status];
        both.sort_unstable();
        assert_eq!(both, [303, 409], "{} and {}", one.words(), other.words());
        assert_eq!(says(&it.nurse, &it.pathway, "decline", &[("why", "Plus de place")]).await.status, 303);

        let practice = in_the_directory(&app, "gp").await;
        let gp = app.sign_in("gp").await;
        for round in 0..4 {
            app.clock.advance(SignedDuration::from_mins(1));
            let asked = says(&it.nurse, &it.pathway, "proposal", &[("practice", practice.as_str())]).await;
            assert_eq!(asked.status, 303, "{round}: {}", asked.words());
            let (page, _) = invited(&gp).await;
            let decline = format!("{page}/decline");
            let (his, hers) = tokio::join!(
                gp.post(&decline, &[("why", "Plus de place")]),
                says(&it.nurse, &it.pathway, "decline", &[("why", "Il rappelle : non")]),
            );
            assert!([303, 409].contains(&his.status), "{round}: {}", his.words());
            assert!([303, 409].contains(&hers.status), "{round}: {}", hers.words());
            assert!(his.status == 303 || hers.status == 303, "{round}: one word stands");
        }
        app.clock.advance(SignedDuration::from_mins(1));
        assert_eq!(says(&it.nurse, &it.pathway, "proposal", &[("practice", practice.as_str())]).await.status, 303);
        let (page, _) = invited(&gp).await;
        let (decline, said) = (format!("{page}/decline"), format!("{}/information", it.person));
        let objects = [("kind", "opposed"), ("scope", "everyone"), ("how", "in_person")];
        let (his, hers) = tokio::join!(gp.post(&decline, &[("why", "Plus de place")]), it.nurse.post(&said, &objects));
        assert!([303, 409].contains(&his.status), "{}", his.words());
        assert_eq!(hers.status, 200, "{}", hers.words());
        assert_eq!(gp.post(&format!("{page}/accept"), &[]).await.status, 409);
    }
}
