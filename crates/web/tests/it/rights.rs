//! Rights over HTTP: an application from the first question to the grant and its renewal, and what doctors see of it.

use care::people::TeamGround;
use testkit::{App, Browser, Seen, on_both};

/// A person of the GP's with a social worker and a nurse; the page of their rights.
async fn followed(app: &App) -> String {
    let gp = app.cast.get("gp").role;
    let person = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
    for persona in ["nurse", "social_worker"] {
        app.joins(person, gp, persona, TeamGround::ChosenByPerson).await;
    }
    format!("/persons/{}/rights", app.sealed(person.uuid()))
}

/// Opens an application; answers its page.
async fn begin(browser: &Browser, rights: &str, right: &str) -> Seen {
    let list = browser.get(rights).await;
    let application = list.attribute("input[name=application]", "value").expect("an identifier");
    browser.post(rights, &[("application", application.as_str()), ("right", right)]).await
}

async fn says(browser: &Browser, right: &str, kind: &str, fields: &[(&str, &str)]) -> Seen {
    browser.post(right, &[&[("kind", kind)], fields].concat()).await
}

on_both! {
    /// AAH: pieces, the certificate that the doctor owes, filed, refused, appealed, granted; the doctor reads one line.
    async fn from_the_first_question_to_the_grant(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        assert!(awa.get(&rights).await.words().contains("Aucune demande de droit"));
        let right = begin(&awa, &rights, "aah").await.location();
        let page = awa.get(&right).await;
        assert_eq!(page.first("h1"), "Allocation aux adultes handicapés (AAH)");
        assert!(page.words().contains("À explorer") && page.words().contains("CASF R241-33"), "{}", page.words());

        // The doctor sees what he owes, and gives it; nothing else is his to record.
        let gp = app.sign_in("gp").await;
        let overview = gp.get(rights.trim_end_matches("/rights")).await.words();
        assert!(overview.contains("Les droits et demandes vous sont ouverts"), "{overview}");
        let line = gp.get(&rights).await.words();
        assert!(line.contains("Certificat médical de moins d’un an (Cerfa 15695) (un médecin)"), "{line}");
        assert_eq!(says(&gp, &right, "piece_provided", &[("piece", "identity")]).await.status, 403);
        assert_eq!(says(&gp, &right, "filing", &[("channel", "post")]).await.status, 403);
        let day = gp.get("/").await;
        assert!(day.has(&format!("a[href='{right}#pieces']")), "what he owes stands in his day: {}", day.words());
        assert!(!awa.get("/").await.has(&format!("a[href='{right}#pieces']")), "it is not hers to give");
        assert_eq!(says(&gp, &right, "piece_provided", &[("piece", "medical-certificate")]).await.status, 303);
        assert!(!gp.get("/").await.has(&format!("a[href='{right}#pieces']")), "given, it waits no more");
        let again = says(&awa, &right, "piece_provided", &[("piece", "medical-certificate")]).await;
        assert_eq!(again.status, 409, "it was there already");

        let filed = [("channel", "post"), ("number", "37-2026-0412"), ("on", "23/11/2026")];
        assert_eq!(says(&awa, &right, "filing", &filed).await.status, 303);
        let words = gp.get(&rights).await.words();
        assert!(words.contains("sans réponse le 23 mars 2027, c’est un refus"), "{words}");
        assert!(words.contains("MSA depuis le 23 novembre 2026"), "pending since: {words}");
        let person = rights.trim_end_matches("/rights");
        let page = gp.get(person).await;
        assert!(page.has(&format!(".area a[href='{right}']")), "each right has its line: {}", page.words());
        assert!(page.words().contains("Droits : rien d’urgent") && page.words().contains("AAH"), "{}", page.words());
        app.pass(24 * 130);
        let (awa, gp) = (app.sign_in("social_worker").await, app.sign_in("gp").await);
        assert!(gp.get(&rights).await.words().contains("Refus par silence"));
        let page = gp.get(person).await.words();
        assert!(page.contains("Un droit à risque"), "{page}");
        let nurse = app.sign_in("nurse").await;
        let opens = nurse.get(&rights).await.status == 200;
        let page = nurse.get(person).await;
        assert_eq!(page.has(&format!(".area a[href='{right}']")), opens, "a line for whoever may open it: {}", page.words());
        assert_eq!(says(&awa, &right, "refusal", &[("words", "Silence de la MDPH")]).await.status, 303);
        assert_eq!(says(&awa, &right, "appeal", &[]).await.status, 303);
        let backwards = [("from", "01/04/2027"), ("until", "01/03/2027")];
        let refused = says(&awa, &right, "grant", &backwards).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("La fin vient avant le début"), "{}", refused.words());
        let granted = [("from", "01/04/2027"), ("until", "31/03/2029")];
        assert_eq!(says(&awa, &right, "grant", &granted).await.status, 303);
        let words = gp.get(&rights).await.words();
        assert!(words.contains("Ouvert jusqu’au 31 mars 2029"), "{words}");
        let history = gp.get(&right).await.words();
        for expected in ["Recours administratif", "Silence de la MDPH", "37-2026-0412", "du 1er avril 2027 au 31 mars 2029"] {
            assert!(history.contains(expected), "{expected} in {history}");
        }
        // A year before the end it is to be renewed: a second application begins while the first still runs.
        app.pass(24 * 480);
        let awa = app.sign_in("social_worker").await;
        assert!(awa.get(&rights).await.words().contains("À renouveler"));
        let renewal = begin(&awa, &rights, "aah").await.location();
        assert_eq!(says(&awa, &renewal, "filing", &[("channel", "post")]).await.status, 303);
        let more = [("from", "01/04/2029"), ("until", "31/03/2031")];
        assert_eq!(says(&awa, &renewal, "grant", &more).await.status, 303);
        // What ended because something else took its place is no loss.
        app.pass(24 * 300);
        let awa = app.sign_in("social_worker").await;
        let words = awa.get(&rights).await.words();
        assert!(words.contains("Ouvert jusqu’au 31 mars 2031") && words.contains("Terminé, renouvelé"), "{words}");
    }
}

on_both! {
    /// One at a time, nothing to come, nothing out of order; what was typed comes back.
    async fn bad_input(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        assert_eq!(begin(&awa, &rights, "no-such-right").await.status, 422);
        let right = begin(&awa, &rights, "c2s").await.location();
        let second = begin(&awa, &rights, "c2s").await;
        assert_eq!(second.status, 409);
        assert!(second.words().contains("Awa Diarra a déjà ouvert une demande"), "{}", second.words());
        let tomorrow = says(&awa, &right, "filing", &[("channel", "online"), ("on", "24/11/2026"), ("number", "A1")]).await;
        assert_eq!(tomorrow.status, 422);
        assert!(tomorrow.words().contains("pas encore passée"), "{}", tomorrow.words());
        assert_eq!(tomorrow.attribute("input[name=number]", "value").as_deref(), Some("A1"), "nothing typed is lost");
        assert_eq!(says(&awa, &right, "filing", &[("channel", "pigeon")]).await.status, 422);
        assert_eq!(says(&awa, &right, "appeal", &[]).await.status, 409, "nothing was refused");
        assert_eq!(says(&awa, &right, "filing", &[("channel", "online")]).await.status, 303);
        assert_eq!(says(&awa, &right, "acknowledgement", &[("on", "01/11/2026")]).await.status, 422, "before it was filed");
        assert_eq!(says(&awa, &right, "nonsense", &[]).await.status, 422);
    }
}

/// Takes back the fact of the history that stands at this place.
async fn mistaken(browser: &Browser, right: &str, seq: &str, why: &str) -> Seen {
    browser.post(&format!("{right}/mistakes"), &[("seq", seq), ("why", why)]).await
}

on_both! {
    /// What was recorded by mistake counts no more, and stays in the history with its author, struck; only the latest goes, and
    /// only by whoever may record it.
    async fn a_mistake_is_taken_back(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let right = begin(&awa, &rights, "aah").await.location();
        assert_eq!(says(&awa, &right, "filing", &[("channel", "post"), ("number", "37-0412")]).await.status, 303);
        assert_eq!(says(&awa, &right, "grant", &[("until", "31/12/2028")]).await.status, 303);
        assert!(awa.get(&rights).await.words().contains("Ouvert jusqu’au 31 décembre 2028"));

        assert_eq!(mistaken(&awa, &right, "1", "Mauvaise personne").await.status, 409, "the opening is closed instead");
        let rests = mistaken(&awa, &right, "2", "Pas encore déposée").await;
        assert_eq!(rests.status, 409);
        assert!(rests.words().contains("repose sur celui-ci"), "{}", rests.words());
        assert!(rests.text().contains("Pas encore déposée"), "nothing typed is lost");
        let why = mistaken(&awa, &right, "3", " ").await;
        assert_eq!(why.status, 422, "{}", why.words());
        for (persona, status) in [("gp", 403), ("nurse", 404), ("gp_2", 404)] {
            assert_eq!(mistaken(&app.sign_in(persona).await, &right, "3", "Non").await.status, status, "{persona}");
        }
        assert_eq!(mistaken(&awa, &right, "9", "Rien").await.status, 404);

        for _ in 0..2 {
            let done = mistaken(&awa, &right, "3", "C’était la notification d’une autre").await;
            assert_eq!(done.location(), format!("{right}?done=taken-back"), "sent twice, done once");
        }
        let page = awa.get(&right).await;
        assert!(page.has("aside s") && page.words().contains("la notification d’une autre"), "{}", page.words());
        assert_eq!(page.all("aside s").len(), 1);
        let list = awa.get(&rights).await.words();
        assert!(list.contains("Déposé") && !list.contains("Ouvert jusqu’au"), "{list}");
        let person = rights.trim_end_matches("/rights");
        let timeline = awa.get(&format!("{person}/timeline")).await.words();
        assert!(timeline.contains("une erreur de saisie est reprise"), "{timeline}");
        // It goes on from there: the true decision.
        assert_eq!(says(&awa, &right, "refusal", &[("words", "Taux insuffisant")]).await.status, 303);

        // A doctor takes back what they gave themselves, and owes it again.
        assert_eq!(mistaken(&awa, &right, "5", "Pas encore reçue").await.status, 303);
        let gp = app.sign_in("gp").await;
        assert_eq!(says(&gp, &right, "piece_provided", &[("piece", "medical-certificate")]).await.status, 303);
        assert!(!gp.get("/").await.has(&format!("a[href='{right}#pieces']")));
        assert_eq!(mistaken(&gp, &right, "7", "Certificat d’un autre").await.status, 303);
        assert!(gp.get("/").await.has(&format!("a[href='{right}#pieces']")), "it is owed again");
    }
}

on_both! {
    /// A grant is not taken back under a renewal, nor a refusal while another application is under way.
    async fn a_mistake_under_another_application(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let first = begin(&awa, &rights, "c2s").await.location();
        says(&awa, &first, "filing", &[("channel", "online")]).await;
        says(&awa, &first, "refusal", &[("words", "Ressources")]).await;
        let second = begin(&awa, &rights, "c2s").await.location();
        let refused = mistaken(&awa, &first, "3", "Pas refusée").await;
        assert_eq!(refused.status, 409, "two would be under way");
        assert!(refused.words().contains("Awa Diarra a déjà ouvert une demande"), "{}", refused.words());
        says(&awa, &second, "filing", &[("channel", "online")]).await;
        says(&awa, &second, "grant", &[("until", "31/12/2027")]).await;
        let third = begin(&awa, &rights, "c2s").await.location();
        assert_ne!(third, second);
        let renewed = mistaken(&awa, &second, "3", "Pas accordée").await;
        assert_eq!(renewed.status, 409);
        assert!(renewed.words().contains("Un renouvellement est ouvert"), "{}", renewed.words());
    }
}

on_both! {
    /// Doctors follow what happens to the rights of their patients in the timeline as well; nurses learn nothing of it.
    async fn doctors_read_it_in_the_timeline(app) {
        let rights = followed(&app).await;
        let person = rights.trim_end_matches("/rights");
        let awa = app.sign_in("social_worker").await;
        let right = begin(&awa, &rights, "rsa").await.location();
        for (persona, reads) in [("gp", true), ("nurse", false), ("social_worker", true)] {
            let reader = app.sign_in(persona).await;
            for path in ["/timeline", ""] {
                let page = reader.get(&format!("{person}{path}")).await;
                assert_eq!(page.words().contains("Demande de droit ouverte"), reads, "{persona}{path}: {}", page.words());
                assert!(!reads || page.has(&format!("a[href='{right}']")), "{persona}{path}");
            }
        }
    }
}

on_both! {
    /// Rights are for social work and the doctors of the team; nobody else learns of them.
    async fn hidden(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let right = begin(&awa, &rights, "rsa").await.location();
        for (persona, list) in [("nurse", 403), ("gp_2", 404), ("gp_secretary", 403), ("admin", 404)] {
            let other = app.sign_in(persona).await;
            assert_eq!(other.get(&rights).await.status, list, "{persona}");
            assert_eq!(other.get(&right).await.status, 404, "{persona}");
            assert_eq!(says(&other, &right, "filing", &[("channel", "post")]).await.status, 404, "{persona}");
        }
    }
}

/// The cards of a column of the board, each as it is read.
fn cards(page: &Seen, column: &str) -> Vec<String> {
    page.all(&format!("section[aria-labelledby='c-{column}'] .card"))
}

on_both! {
    /// What a social worker has under way for everybody stands on one board, by where it stands and by due date; a doctor
    /// of one team sees that one, and nobody else anything.
    async fn the_board_shows_everybody_s_rights_by_due_date(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        assert!(awa.get("/rights").await.words().contains("Aucun droit n’est suivi"));
        let c2s = begin(&awa, &rights, "c2s").await.location();
        let aah = begin(&awa, &rights, "aah").await.location();
        let gp = app.cast.get("gp").role;
        let other = app.person(gp, "Samir", "Haddad", "1968-02-01").await;
        app.joins(other, gp, "social_worker", TeamGround::ChosenByPerson).await;
        let of_samir = format!("/persons/{}/rights", app.sealed(other.uuid()));
        let early = [("application", ""), ("right", "aah"), ("on", "01/07/2026")];
        let opened = awa.get(&of_samir).await.attribute("input[name=application]", "value").expect("an identifier");
        let begun = awa.post(&of_samir, &[("application", opened.as_str()), early[1], early[2]]).await;
        assert_eq!(begun.status, 303, "{}", begun.words());
        let silent = begun.location();
        assert_eq!(says(&awa, &silent, "filing", &[("channel", "post"), ("on", "01/08/2026")]).await.status, 303);

        let board = awa.get("/rights").await;
        assert_eq!(cards(&board, "prepare").len(), 2);
        let filed = cards(&board, "filed");
        assert!(filed[0].contains("Samir") && filed[0].contains("Silence = refus le mardi 1er déc."), "{filed:?}");
        assert!(board.words().contains("3 droits suivis"), "{}", board.words());
        let narrowed = awa.get("/rights?right=c2s").await;
        assert_eq!(cards(&narrowed, "prepare").len(), 1);
        assert!(cards(&narrowed, "filed").is_empty());
        assert!(cards(&awa.get("/rights?ours=yes").await, "filed").is_empty(), "the body’s turn");

        // Granted for a year, then over; the renewal opened meanwhile is due when the grant says.
        assert_eq!(says(&awa, &c2s, "filing", &[("channel", "online")]).await.status, 303);
        let year = [("from", "01/12/2025"), ("until", "30/11/2026")];
        assert_eq!(says(&awa, &c2s, "grant", &year).await.status, 303);
        let open = cards(&awa.get("/rights").await, "open");
        assert!(open[0].contains("À renouveler avant le"), "{open:?}");
        let renewal = begin(&awa, &rights, "c2s").await.location();
        let prepared = cards(&awa.get("/rights").await, "prepare");
        assert!(prepared[0].contains("À déposer avant le mercredi 30 sept."), "the renewal comes first: {prepared:?}");
        // The last day of the grant, the day before the silence.
        app.pass(24 * 7);
        let awa = app.sign_in("social_worker").await;
        let last = awa.get("/rights").await;
        assert_eq!(["open", "filed"].map(|it| cards(&last, it).len()), [1, 1], "{}", last.words());
        app.pass(24);
        let awa = app.sign_in("social_worker").await;
        let board = awa.get("/rights").await;
        assert!(cards(&board, "filed").is_empty() && cards(&board, "open").is_empty() && board.has("a[href='/rights?column=over']"), "{}", board.words());
        let over = awa.get("/rights?column=over").await;
        assert_eq!(cards(&over, "over").len(), 1);
        assert!(cards(&board, "refused")[0].contains("Recours avant le"), "silence became a refusal");
        assert!(awa.get(&renewal).await.words().contains("À explorer"));

        // What was written before the board knew of columns stands there once the house has opened.
        unproject(&app).await;
        assert!(!awa.get("/rights").await.has(".card"));
        assert_eq!(care::rights::refresh(&app.system()).await.expect("it is projected again"), 4);
        let again = awa.get("/rights").await;
        for column in ["prepare", "filed", "open", "refused"] {
            assert_eq!(cards(&again, column), cards(&board, column), "{column}");
        }

        // The nurse of the team is no doctor: nothing of it is hers.
        assert!(!app.sign_in("nurse").await.get("/rights").await.has(".card"));
        assert_eq!(app.sign_in("admin").await.get("/rights").await.status, 403);
        let doctor = app.sign_in("gp").await;
        assert_eq!(doctor.get("/rights").await.status, 200);
        assert!(doctor.get("/rights").await.has(&format!("a[href='{aah}']")));
        assert!(!app.sign_in("psychiatrist").await.get("/rights").await.has(".card"));
    }
}

on_both! {
    /// One list: what is lost first stands first, with its reason; what is renewed or kept up leaves it.
    async fn the_radar_ranks_what_is_about_to_be_lost(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let domiciliation = begin(&awa, &rights, "domiciliation").await.location();
        assert_eq!(says(&awa, &domiciliation, "filing", &[("channel", "counter")]).await.status, 303);
        let year = [("from", "01/09/2026"), ("until", "31/08/2027")];
        assert_eq!(says(&awa, &domiciliation, "grant", &year).await.status, 303);
        let rsa = begin(&awa, &rights, "rsa").await.location();
        assert_eq!(says(&awa, &rsa, "filing", &[("channel", "online")]).await.status, 303);
        assert_eq!(says(&awa, &rsa, "grant", &[("from", "10/09/2026")]).await.status, 303);
        // A declaration keeps no domiciliation.
        assert_eq!(says(&awa, &domiciliation, "declaration", &[]).await.status, 409);

        let titles = |page: &Seen| page.all(".queue h3");
        let radar = awa.get("/radar").await;
        assert_eq!(
            titles(&radar),
            ["Domiciliation : prendre contact", "RSA : déclarer les ressources"],
            "{}", radar.words()
        );
        assert!(radar.words().contains("Contact avant le mardi 1er déc."), "{}", radar.words());
        assert!(awa.get("/").await.has(&format!("#risks ~ ol a[href='{domiciliation}']")), "it stands in her day");
        assert_eq!(says(&awa, &domiciliation, "contact", &[]).await.status, 303);
        assert_eq!(titles(&awa.get("/radar").await), ["RSA : déclarer les ressources"]);
        assert_eq!(says(&awa, &rsa, "declaration", &[]).await.status, 303);
        assert!(awa.get("/radar").await.words().contains("Aucun risque"));

        // Half a year later nobody wrote anything, and the doctor leaves.
        app.pass(24 * 200);
        let silent = app.sign_in("social_worker").await.get("/radar").await.words();
        assert!(silent.contains("Prendre des nouvelles") && silent.contains("rien de noté depuis"), "{silent}");
        let gp = app.sign_in("gp").await;
        let team = format!("{}/team", rights.trim_end_matches("/rights"));
        let page = gp.get(&team).await;
        let end = page.attribute("form[action$='/end']", "action").expect("somebody can leave");
        assert_eq!(gp.post(&end, &[]).await.status, 303);
        let awa = app.sign_in("social_worker").await;
        let words = awa.get("/radar").await.words();
        for expected in ["Domiciliation : prendre contact", "RSA : déclarer", "Trouver un médecin traitant"] {
            assert!(words.contains(expected), "{expected} in {words}");
        }
        assert!(app.sign_in("nurse").await.get("/radar").await.words().contains("Aucun risque"));
        assert_eq!(app.sign_in("admin").await.get("/radar").await.status, 403);
    }
}

/// Opens an application that was looked into from this day on, and says what happened since, each with its day.
async fn told(
    browser: &Browser,
    rights: &str,
    right: &str,
    began: &str,
    facts: &[(&str, &str, &[(&str, &str)])],
) -> String {
    let list = browser.get(rights).await;
    let application = list.attribute("input[name=application]", "value").expect("an identifier");
    let new = [("application", application.as_str()), ("right", right), ("on", began)];
    let page = browser.post(rights, &new).await.location();
    for (kind, on, fields) in facts {
        let said = says(browser, &page, kind, &[&[("on", *on)], *fields].concat()).await;
        assert_eq!(said.status, 303, "{right}, {kind}: {}", said.words());
    }
    page
}

on_both! {
    /// Each reason has its line: a renewal to ask for, one to file, a silence that will be a refusal, the silence of an appeal,
    /// an appeal whose time runs.
    async fn the_radar_tells_each_reason(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let post: &[(&str, &str)] = &[("channel", "post")];
        let no: &[(&str, &str)] = &[("words", "Taux insuffisant")];
        let year: &[(&str, &str)] = &[("from", "01/01/2026"), ("until", "31/12/2026")];
        told(&awa, &rights, "c2s", "01/12/2025", &[("filing", "05/12/2025", post), ("grant", "20/12/2025", year)]).await;
        let five: &[(&str, &str)] = &[("from", "01/06/2021"), ("until", "31/05/2027")];
        told(&awa, &rights, "aah", "01/03/2021", &[("filing", "15/03/2021", post), ("grant", "20/05/2021", five)]).await;
        let again = told(&awa, &rights, "aah", "20/11/2026", &[]).await;
        let rqth = told(&awa, &rights, "rqth", "20/07/2026", &[("filing", "01/08/2026", post)]).await;
        told(&awa, &rights, "pch", "20/05/2026", &[("filing", "01/06/2026", post), ("refusal", "15/10/2026", no)]).await;
        let cmi = told(&awa, &rights, "cmi", "20/04/2026", &[
            ("filing", "01/05/2026", post), ("refusal", "01/09/2026", no), ("appeal", "10/10/2026", &[]),
        ]).await;

        let radar = awa.get("/radar").await;
        let titles = radar.all(".queue h3");
        assert_eq!(
            titles,
            [
                "C2S : demander le renouvellement",
                "AAH : déposer le renouvellement",
                "RQTH : sans réponse, ce sera un refus",
                "CMI : sans réponse, ce sera un refus",
                "PCH : refusé, un recours est possible",
            ],
            "{}", radar.words()
        );
        for clock in ["31 oct", "30 nov", "1er déc", "10 déc", "15 déc"] {
            assert!(radar.words().contains(clock), "{clock} in {}", radar.words());
        }
        // Filed, answered, decided: what was done is no risk any more.
        assert_eq!(says(&awa, &again, "filing", post).await.status, 303);
        assert_eq!(says(&awa, &rqth, "acknowledgement", &[]).await.status, 303);
        assert_eq!(says(&awa, &cmi, "grant", &[("from", "01/05/2026")]).await.status, 303);
        let left = awa.get("/radar").await.all(".queue h3");
        assert!(left.iter().all(|it| !it.starts_with("AAH") && !it.starts_with("CMI")), "{left:?}");
        assert!(left.iter().any(|it| it.starts_with("RQTH")), "an acknowledgement is no answer: {left:?}");
    }
}

on_both! {
    /// A piece that came before it was noted: on its day, and marked as noted later.
    async fn a_piece_came_on_another_day(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let right = told(&awa, &rights, "aah", "02/11/2026", &[]).await;
        assert!(awa.get(&right).await.has("form[aria-label] select[name=piece]"), "the page offers it");
        let tomorrow = says(&awa, &right, "piece_provided", &[("piece", "identity"), ("on", "24/11/2026")]).await;
        assert_eq!(tomorrow.status, 422);
        assert!(tomorrow.has("details[open] [aria-invalid=true]"), "{}", tomorrow.words());
        let came = says(&awa, &right, "piece_provided", &[("piece", "identity"), ("on", "10/11/2026")]).await;
        assert_eq!(came.status, 303, "{}", came.words());
        let page = awa.get(&right).await.words();
        assert!(page.contains("Fournie le 10 novembre 2026") && page.contains("noté le"), "{page}");
    }
}

/// The fields of a correction as its form shows them, with these changed.
fn corrected(page: &Seen, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let names = [
        "base",
        "source",
        "body",
        "lasts",
        "months",
        "renew_from",
        "renew_until",
        "silence",
        "appeal",
        "appeal_source",
    ];
    let mut fields: Vec<(String, String)> = Vec::new();
    for name in names {
        let shown = page.attribute(&format!("input[name={name}]"), "value").unwrap_or_default();
        let changed = changes.iter().find(|(field, _)| *field == name).map(|(_, value)| (*value).to_owned());
        fields.push((name.to_owned(), changed.unwrap_or(shown)));
    }
    fields.push(("means".to_owned(), "refusal".to_owned()));
    let dropped = changes.iter().find(|(field, _)| *field == "without").map(|(_, code)| *code);
    for code in ["identity", "medical-certificate", "residence"] {
        if page.has(&format!("input[name=pieces][value={code}]")) && dropped != Some(code) {
            fields.push(("pieces".to_owned(), code.to_owned()));
        }
    }
    if let Some((_, name)) = changes.iter().find(|(field, _)| *field == "piece") {
        fields.push(("piece".to_owned(), (*name).to_owned()));
        fields.push(("owed_by".to_owned(), "social_worker".to_owned()));
    }
    fields
}

async fn sent(browser: &Browser, path: &str, fields: &[(String, String)]) -> Seen {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

on_both! {
    /// The territory corrects the catalogue: the dates of what is under way follow, and go back with it.
    async fn the_catalogue_is_corrected(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let right = begin(&awa, &rights, "aah").await.location();
        assert_eq!(says(&awa, &right, "piece_provided", &[("piece", "identity")]).await.status, 303);
        assert_eq!(says(&awa, &right, "filing", &[("channel", "post")]).await.status, 303);
        assert!(awa.get(&right).await.words().contains("sans réponse le 23 mars 2027"));

        let entry = "/rights/catalogue/aah";
        let list = awa.get("/rights/catalogue").await;
        assert!(list.has(&format!("a[href='{entry}']")) && list.words().contains("CSS L821-1"), "{}", list.words());
        let page = awa.get(entry).await;
        assert!(page.words().contains("Inscrit le 25 novembre 2026") && page.words().contains("après 4 mois, c’est un refus"), "{}", page.words());
        let changes = [("silence", "6"), ("source", "Courrier de la MDPH 37"), ("piece", "Bilan social"), ("without", "identity")];
        let fields = corrected(&page, &changes);
        for wrong in [[("silence", "0")], [("silence", "six")], [("renew_from", "1")], [("source", "")]] {
            let refused = sent(&awa, entry, &corrected(&page, &wrong)).await;
            assert_eq!(refused.status, 422, "{wrong:?}: {}", refused.words());
        }
        let done = sent(&awa, entry, &fields).await;
        assert_eq!(done.status, 303, "{}", done.words());
        let page = awa.get(&done.location()).await.words();
        for expected in ["La correction vaut dès maintenant", "Corrigé par le territoire", "Courrier de la MDPH 37", "Awa Diarra", "Bilan social", "Inscrit le 23 novembre 2026"] {
            assert!(page.contains(expected), "{expected} in {page}");
        }
        let twice = sent(&awa, entry, &fields).await;
        assert_eq!(twice.status, 409, "built on what was read before");
        assert!(twice.words().contains("Awa Diarra a corrigé cette entrée"), "{}", twice.words());

        // What is under way goes by it; what was provided keeps its name.
        let one = awa.get(&right).await.words();
        for expected in ["sans réponse le 23 mai 2027", "Bilan social", "Pièce fournie"] {
            assert!(one.contains(expected), "{expected} in {one}");
        }
        app.jobs().await;
        assert_eq!(due(&app).await, "2027-05-23", "lists go by it too");

        // Back to what ships.
        let base = awa.get(entry).await.attribute("input[name=base]", "value").expect("the version");
        let restored = awa.post(&format!("{entry}/restore"), &[("base", base.as_str())]).await;
        assert_eq!(restored.status, 303);
        app.jobs().await;
        assert_eq!(due(&app).await, "2027-03-23");
        let page = awa.get(entry).await.words();
        assert!(page.contains("Remis comme à l’origine") && !page.contains("Corrigé par le territoire"), "{page}");
        assert!(awa.get(&right).await.words().contains("sans réponse le 23 mars 2027"));
    }
}

/// The rows of the applications, as before they said in which column they stand.
async fn unproject(app: &App) {
    use sea_orm::ConnectionTrait;
    let text =
        "UPDATE right_application SET stands = NULL, turns_on = NULL, turns_to = NULL, ruled_by = 'none'";
    let act = async move |tx: store::Tx| Ok::<_, store::StoreError>(tx.execute_unprepared(text).await?);
    app.house.db().write(act).await.expect("they are as before");
}

/// The next day that counts of the only application, as lists know it.
async fn due(app: &App) -> String {
    use sea_orm::{ConnectionTrait, Statement};
    let db = app.house.db().reader();
    let text = "SELECT silence_on FROM right_application";
    let row =
        db.query_one_raw(Statement::from_string(db.get_database_backend(), text)).await.expect("an answer");
    row.expect("an application").try_get("", "silence_on").expect("a date")
}

on_both! {
    /// Everybody consults the catalogue; social workers and those who coordinate correct it.
    async fn who_corrects_the_catalogue(app) {
        let entry = "/rights/catalogue/rsa";
        for (persona, may) in [("social_worker", true), ("coordinator", true), ("gp", false), ("mediator", false), ("admin", false)] {
            let browser = app.sign_in(persona).await;
            let page = browser.get(entry).await;
            assert_eq!(page.status, 200, "{persona}");
            assert_eq!(page.has("form[action='/rights/catalogue/rsa']"), may, "{persona}");
            let answer = browser.post(entry, &[("base", "0")]).await;
            assert_eq!(answer.status, if may { 422 } else { 403 }, "{persona}");
            assert_eq!(browser.get("/rights/catalogue/nothing").await.status, 404);
        }
    }
}

on_both! {
    /// Adoption: which doctors open the rights of those they follow, month by month; told to whoever reads the figures.
    async fn doctors_who_open_the_social_part(app) {
        let path = "/programs/social-accompaniment/adoption";
        let team = app.sign_in("receptionist").await;
        let cells = |page: &Seen| page.all("tbody tr:first-child td");
        assert_eq!(team.get(path).await.words().matches("2025").count(), 2, "thirteen months");
        assert_eq!(cells(&team.get(path).await), ["0", "0", ""]);
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        begin(&awa, &rights, "aah").await;
        assert_eq!(cells(&team.get(path).await), ["0", "1", "0 %"], "he could have");
        let gp = app.sign_in("gp").await;
        for _ in 0..2 {
            assert_eq!(gp.get(&rights).await.status, 200);
        }
        let page = team.get(path).await;
        assert_eq!(cells(&page), ["1", "1", "100 %"], "a doctor counts once: {}", page.words());
        assert!(page.words().contains("un médecin sur 1"), "{}", page.words());
        // Outside of the team nobody is told of so few.
        let outside = app.sign_in("program_lead").await.get(path).await.words();
        assert!(outside.contains("Moins de cinq médecins") && !outside.contains("100 %"), "{outside}");
        // In the next month he has not yet.
        app.pass(24 * 10);
        let page = app.sign_in("receptionist").await.get(path).await;
        assert_eq!(cells(&page), ["0", "1", "0 %"]);
        assert!(page.words().contains("Décembre 2026"), "{}", page.words());
        assert_eq!(app.sign_in("program_lead").await.get("/programs/advice-line/adoption").await.status, 404);
        assert_ne!(app.sign_in("gp").await.get(path).await.status, 200, "it is not his to read");
    }
}
