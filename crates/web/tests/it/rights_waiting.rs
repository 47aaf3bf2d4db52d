//! Rights over HTTP, what happens while one waits: reminders, decisions put off, grants suspended, sums asked for and granted;
//! the board as a list, by status and by due date; who reads it.

use testkit::{App, Browser, Seen, on_both};

/// A person whom the social worker and the nurse follow; the page of their rights.
async fn followed(app: &App) -> String {
    let (_, page) = app.followed_by(&["nurse", "social_worker"]).await;
    format!("{page}/rights")
}

/// Opens an application on a day; answers its page.
async fn begins(browser: &Browser, rights: &str, right: &str, on: &str) -> String {
    let list = browser.get(rights).await;
    let application = list.attribute("input[name=application]", "value").expect("an identifier");
    let begun =
        browser.post(rights, &[("application", application.as_str()), ("right", right), ("on", on)]).await;
    assert_eq!(begun.status, 303, "{right}: {}", begun.words());
    begun.location()
}

async fn says(browser: &Browser, right: &str, kind: &str, fields: &[(&str, &str)]) -> Seen {
    browser.post(right, &[&[("kind", kind)], fields].concat()).await
}

async fn filed(browser: &Browser, right: &str, on: &str) {
    let filed = says(browser, right, "filing", &[("channel", "post"), ("on", on)]).await;
    assert_eq!(filed.status, 303, "{}", filed.words());
}

on_both! {
    /// The body is asked where it stands, puts its decision off, grants, suspends: each is told with its day, and what waits too
    /// long is on the radar.
    async fn while_a_body_decides(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let pch = begins(&awa, &rights, "pch", "01/09/2026").await;
        assert_eq!(says(&awa, &pch, "reminder", &[]).await.status, 409, "nothing was filed");
        filed(&awa, &pch, "02/09/2026").await;
        let asked = [("on", "10/11/2026"), ("words", "Standard : en commission bientôt.")];
        assert_eq!(says(&awa, &pch, "reminder", &asked).await.status, 303);
        let page = awa.get(&pch).await.words();
        for words in ["Déposée", "Relancé le 10 novembre 2026", "Standard : en commission bientôt.", "Organisme relancé"] {
            assert!(page.contains(words), "{words} in {page}");
        }
        let before = says(&awa, &pch, "adjournment", &[("on", "20/11/2026"), ("until", "01/11/2026")]).await;
        assert_eq!(before.status, 422);
        assert!(before.words().contains("La fin vient avant le début"), "{}", before.words());
        let put_off = [("on", "20/11/2026"), ("until", "10/12/2026"), ("words", "Pièce à relire")];
        assert_eq!(says(&awa, &pch, "adjournment", &put_off).await.status, 303);
        assert!(awa.get(&pch).await.words().contains("Décision reportée au 10 décembre 2026"));
        assert!(awa.get("/radar").await.all(".queue h3").is_empty(), "not before its day");

        let aah = begins(&awa, &rights, "aah", "01/03/2025").await;
        filed(&awa, &aah, "02/03/2025").await;
        assert_eq!(says(&awa, &aah, "grant", &[("on", "20/06/2025"), ("from", "01/07/2025"), ("until", "30/06/2030")]).await.status, 303);
        let stopped = [("on", "02/11/2026"), ("words", "Ressources non déclarées")];
        assert_eq!(says(&awa, &aah, "suspension", &stopped).await.status, 303);
        let radar = awa.get("/radar").await;
        assert_eq!(radar.all(".queue h3"), ["AAH : suspendu, à rétablir"], "{}", radar.words());
        assert!(radar.words().contains("Suspendu depuis le lundi 2 nov."), "{}", radar.words());
        assert_eq!(says(&awa, &aah, "resumption", &[]).await.status, 303);
        assert!(awa.get("/radar").await.all(".queue h3").is_empty());

        app.pass(24 * 17);
        let awa = app.sign_in("social_worker").await;
        let radar = awa.get("/radar").await;
        assert_eq!(radar.all(".queue h3"), ["PCH : décision reportée, à relancer"], "{}", radar.words());
        assert_eq!(awa.get("/rights?ours=yes&view=list").await.all("ul.lines a").len(), 1, "it waits for us");
        assert_eq!(says(&awa, &pch, "reminder", &[]).await.status, 303);
        assert!(awa.get("/radar").await.all(".queue h3").is_empty(), "the body was asked since");
        assert!(awa.get("/rights?ours=yes&view=list").await.all("ul.lines a").is_empty(), "its turn");
    }
}

on_both! {
    /// A sum is asked for and another granted, where the right is one; what is no sum is refused, and comes back as typed.
    async fn sums(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let fsl = begins(&awa, &rights, "fsl", "").await;
        let wrong = says(&awa, &fsl, "filing", &[("channel", "online"), ("amount", "douze euros")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.words().contains("Écrivez un montant en euros"), "{}", wrong.words());
        assert_eq!(wrong.attribute("input[name=amount]", "value").as_deref(), Some("douze euros"));
        let asked = [("channel", "online"), ("amount", "1 200,50 €")];
        assert_eq!(says(&awa, &fsl, "filing", &asked).await.status, 303);
        assert_eq!(says(&awa, &fsl, "grant", &[("amount", "350")]).await.status, 303);
        let page = awa.get(&fsl).await.words();
        assert!(page.contains("demandé : 1 200,50 €") && page.contains("accordé : 350 €"), "{page}");
        // The others are no sums: nothing asks for one, and none is kept.
        let c2s = begins(&awa, &rights, "c2s", "").await;
        assert!(!awa.get(&format!("{c2s}?next=filing")).await.has("input[name=amount]"));
        assert_eq!(says(&awa, &c2s, "filing", &asked).await.status, 303);
        assert!(!awa.get(&c2s).await.words().contains("1 200"));
    }
}

on_both! {
    /// Rules are in force from a day: nothing is opened under them before.
    async fn before_it_was_in_force(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let list = awa.get(&rights).await;
        let application = list.attribute("input[name=application]", "value").expect("an identifier");
        let early = [("application", application.as_str()), ("right", "c2s"), ("on", "01/10/2019")];
        let refused = awa.post(&rights, &early).await;
        assert_eq!(refused.status, 422);
        assert!(refused.words().contains("n’est pas en vigueur ce jour-là"), "{}", refused.words());
        assert!(awa.get("/rights/catalogue/c2s").await.words().contains("depuis le 1er novembre 2019"));
    }
}

on_both! {
    /// The board as one list, the nearest day first, narrowed by status and by due date; page by page.
    async fn one_list(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let rqth = begins(&awa, &rights, "rqth", "01/08/2026").await;
        filed(&awa, &rqth, "02/08/2026").await;
        let aah = begins(&awa, &rights, "aah", "01/10/2026").await;
        filed(&awa, &aah, "02/10/2026").await;
        begins(&awa, &rights, "c2s", "").await;
        let dropped = begins(&awa, &rights, "apl", "").await;
        assert_eq!(says(&awa, &dropped, "dropping", &[("words", "Déménage")]).await.status, 303);

        let shown = |page: &Seen| page.all("ul.lines a");
        let list = awa.get("/rights?view=list").await;
        let names = shown(&list);
        assert_eq!(names.len(), 3, "{}", list.words());
        for (name, right) in names.iter().zip(["RQTH", "AAH", "C2S"]) {
            assert!(name.starts_with(right) && name.contains("Nadia Ferhat"), "{names:?}");
        }
        assert!(list.words().contains("mercredi 2 déc."), "{}", list.words());
        let filed = awa.get("/rights?view=list&status=filed").await;
        assert_eq!(shown(&filed).len(), 2);
        assert!(filed.has("select[name=status] option[value=filed][selected]"));
        assert_eq!(shown(&awa.get("/rights?view=list&status=dropped").await).len(), 1, "asked for, what is over is shown");
        let soon = awa.get("/rights?view=list&due=month").await;
        assert_eq!(shown(&soon), [names[0].clone()]);
        assert!(shown(&awa.get("/rights?view=list&due=past").await).is_empty());
        assert_eq!(shown(&awa.get("/rights?view=list&due=quarter&right=aah").await).len(), 1);
        // What nobody knows narrows nothing, and goes into no link.
        let odd = awa.get("/rights?view=list&status=%22%3E&due=never").await;
        assert_eq!(shown(&odd).len(), 3);
        assert!(!odd.has("main a[href*=never]"));
        // In columns too.
        let columns = awa.get("/rights?status=filed&due=month").await;
        assert_eq!(columns.all(".board .card").len(), 1, "{}", columns.words());

        for right in ["puma", "ame", "rsa", "pch", "cmi", "ems", "ald", "domiciliation", "prime-activite", "aspa", "invalidity", "apa",
            "housing", "siao", "dalo", "residence-care", "legal-aid", "fsl", "emergency-aid", "protection"] {
            begins(&awa, &rights, right, "").await;
        }
        let other = app.person(app.cast.get("gp").role, "Samir", "Haddad", "1968-02-01").await;
        app.joins(other, app.cast.get("gp").role, "social_worker", care::people::TeamGround::ChosenByPerson).await;
        let of_samir = format!("/persons/{}/rights", app.sealed(other.uuid()));
        let catalogue = care::rights::Catalogue::shipped();
        for right in catalogue.iter() {
            begins(&awa, &of_samir, &right.code, "").await;
        }
        let first = awa.get("/rights?view=list").await;
        assert_eq!(shown(&first).len(), 40);
        let next = first.attribute("a[href*='after=']", "href").expect("there are more");
        let rest = awa.get(&next).await;
        let both: std::collections::BTreeSet<_> = shown(&first).into_iter().chain(shown(&rest)).collect();
        assert_eq!(both.len(), 23 + catalogue.iter().count(), "each once: {}", rest.words());
    }
}

on_both! {
    /// Who reads it is said beside it, before anything is recorded; to whom the team is not told, that it is not.
    async fn who_reads_it_is_said(app) {
        let rights = followed(&app).await;
        let awa = app.sign_in("social_worker").await;
        let right = begins(&awa, &rights, "aah", "").await;
        for path in [rights.as_str(), &right, rights.trim_end_matches("/rights")] {
            let page = awa.get(path).await;
            assert_eq!(page.all(".why").len(), 1, "{path} says once why: {}", page.words());
        }
        for path in [rights.as_str(), &right] {
            let words = awa.get(path).await.words();
            let (_, readers) = words.split_once("Qui peut lire ceci").expect("who reads it");
            assert!(readers.contains("Dr Paul Lemoine"), "the doctor reads the overview: {readers}");
            assert!(!readers.contains("Mathieu Girard") && !readers.contains("Awa Diarra"), "{readers}");
        }
        let person = rights.trim_end_matches("/rights");
        for part in ["plan", "information"] {
            let words = awa.get(&format!("{person}/{part}")).await.words();
            let (_, readers) = words.split_once("Qui peut lire ceci").unwrap_or_else(|| panic!("{part}: {words}"));
            for name in ["Dr Paul Lemoine", "Mathieu Girard"] {
                assert!(readers.contains(name), "{name} reads {part}: {readers}");
            }
        }
    }
}

on_both! {
    /// What a doctor owes stands on the page of the person too, as what is to be done next: for the attending one alone.
    async fn what_a_doctor_owes_is_the_next_act(app) {
        let (_, page) = app.followed_by(&["nurse", "social_worker", "psychiatrist_3"]).await;
        let rights = format!("{page}/rights");
        let awa = app.sign_in("social_worker").await;
        let right = begins(&awa, &rights, "aah", "").await;
        let band = format!(".next-act a[href='{right}#pieces']");
        let gp = app.sign_in("gp").await;
        assert!(gp.get(&page).await.has(&band), "{}", gp.get(&page).await.words());
        for persona in ["psychiatrist_3", "nurse", "social_worker"] {
            assert!(!app.sign_in(persona).await.get(&page).await.has(&band), "{persona} owes nothing");
        }
        assert_eq!(says(&gp, &right, "piece_provided", &[("piece", "medical-certificate")]).await.status, 303);
        assert!(!gp.get(&page).await.has(&band), "given, it waits no more");
    }
}
