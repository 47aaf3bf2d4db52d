//! A follow-up spreadsheet over HTTP: read, named, read over, carried out, undone; what is wrong with a line stops no other,
//! and nobody learns of persons whom they may not see.

use std::collections::BTreeSet;

use care::people::{self, NewPerson, PersonForm, TeamGround, TraitsForm};
use care::rights::{self, ApplicationForm, FactForm, NewApplication, NewFact};
use care::stories::acting;
use care::{Ctx, ImportId, PersonId};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use sea_orm::{ConnectionTrait, Statement};
use store::{StoreError, Tx};
use testkit::{App, Browser, Engine, Seen, on_both, readable};

const HEADINGS: &str =
    "Nom;Prénom;Né(e) le;Civilité;Droit;Déposé le;Accordé du;Jusqu’au;Refusé le;N° de dossier;Remarques";

/// What the headings say, as the form sends it.
const KINDS: [&str; 11] = [
    "family",
    "given",
    "birth_date",
    "sex",
    "right",
    "filed_on",
    "granted_from",
    "granted_until",
    "refused_on",
    "number",
    "ignored",
];

/// A file of these lines under the headings.
fn file(lines: &[&str]) -> String {
    let all: Vec<&str> = std::iter::once(HEADINGS).chain(lines.iter().copied()).collect();
    all.join("\r\n")
}

/// Hands a file in; answers the address of the import.
async fn hand_in(browser: &Browser, name: &str, bytes: &[u8]) -> String {
    let kept = browser.upload("/imports/new", name, bytes).await;
    assert_eq!(kept.status, 303, "{name}: {}", kept.words());
    kept.location()
}

/// Says what the columns are; answers what would be taken over.
async fn named(browser: &Browser, import: &str, kinds: &[&str]) -> Seen {
    let names: Vec<String> = (0..kinds.len()).map(|at| format!("column-{at}")).collect();
    let fields: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(kinds.iter().copied()).collect();
    let mapped = browser.post(import, &fields).await;
    assert_eq!(mapped.status, 303, "{}", mapped.words());
    browser.get(&mapped.location()).await
}

const RUN: [(&str, &str); 3] = [("ground", "chosen_by_person"), ("told", "in_person"), ("channel", "post")];

/// Carries an import out; answers what became of it.
async fn carried_out(browser: &Browser, import: &str) -> Seen {
    let ran = browser.post(&format!("{import}/run"), &RUN).await;
    assert_eq!(ran.status, 303, "{}", ran.words());
    browser.get(&ran.location()).await
}

/// From the file to what became of it.
async fn taken_over(browser: &Browser, text: &str) -> (String, Seen) {
    let import = hand_in(browser, "suivi.csv", text.as_bytes()).await;
    named(browser, &import, &KINDS).await;
    let done = carried_out(browser, &import).await;
    (import, done)
}

/// The persons whom somebody sees, by name.
async fn persons(browser: &Browser) -> Vec<String> {
    browser.get("/persons").await.all("main .plain-list a[href^='/persons/'] b")
}

/// The address of the page of somebody whom the reader sees.
async fn page_of(browser: &Browser, name: &str) -> String {
    let list = browser.get("/persons").await;
    let at = list.all("main .plain-list a[href^='/persons/'] b").iter().position(|it| it.contains(name));
    let at = at.unwrap_or_else(|| panic!("{name} in {}", list.words())) + 1;
    let link = format!("main .plain-list li:nth-child({at}) a[href^='/persons/']");
    list.attribute(&link, "href").expect("a page")
}

async fn awa(app: &App) -> Ctx {
    acting(&app.house, app.cast.get("social_worker").role).await.expect("they act")
}

on_both! {
    /// Three lines, two persons, two applications with their history; a second press of the button does nothing.
    async fn a_spreadsheet_becomes_persons_and_rights(app) {
        let browser = app.sign_in("social_worker").await;
        assert!(browser.get("/imports").await.words().contains("Aucun fichier repris"));
        let text = file(&[
            "Ferhat;Nadia;14/03/1979;Mme;AAH;01/06/2026;;;;37-2026-1;à rappeler",
            "FERHAT;nadia;1979-03-14;;Complémentaire santé solidaire;;01/01/2026;31/12/2026;;;",
            "Haddad;Samir;01.02.68;M.;;;;;;;",
        ]);
        let import = hand_in(&browser, "suivi 2026.csv", text.as_bytes()).await;
        let columns = browser.get(&import).await;
        for (at, kind) in KINDS.iter().enumerate() {
            let chosen = format!("select[name=column-{at}] option[value={kind}][selected]");
            assert!(columns.has(&chosen), "{kind} is guessed: {}", columns.words());
        }
        assert!(columns.words().contains("Par exemple : Ferhat · FERHAT · Haddad"), "{}", columns.words());
        assert!(persons(&browser).await.is_empty(), "nothing is written yet");

        let preview = named(&browser, &import, &KINDS).await;
        for expected in ["Lignes reprises 3", "Personnes créées 2", "Demandes ouvertes 2", "Toutes les lignes peuvent"] {
            assert!(preview.words().contains(expected), "{expected} in {}", preview.words());
        }
        assert!(persons(&browser).await.is_empty(), "nothing is written yet");
        let unsaid = browser.post(&format!("{import}/run"), &[("told", "in_person")]).await;
        assert_eq!(unsaid.status, 422, "the ground has to be said");
        assert!(unsaid.has("input[name=told][value=in_person][checked]"), "nothing typed is lost");

        let done = carried_out(&browser, &import).await;
        for expected in ["C’est repris", "Lignes reprises 3", "Personnes créées 2", "Demandes ouvertes 2"] {
            assert!(done.words().contains(expected), "{expected} in {}", done.words());
        }
        assert_eq!(persons(&browser).await.len(), 2);
        let rights = browser.get(&format!("{}/rights", page_of(&browser, "Ferhat").await)).await;
        for expected in ["Refus par silence", "À renouveler, ouvert jusqu’au 31 décembre 2026"] {
            assert!(rights.words().contains(expected), "{expected} in {}", rights.words());
        }
        let aah = rights.attribute(".lines a[href^='/rights/']", "href").expect("an application");
        let words = browser.get(&aah).await.words();
        assert!(words.contains("noté le 23 novembre 2026"), "recorded later than it happened: {words}");
        assert!(browser.get("/rights").await.words().contains("2 droits suivis"));
        let told = browser.get(&format!("{}/information", page_of(&browser, "Haddad").await)).await;
        assert!(told.words().contains("De vive voix"), "{}", told.words());

        let again = carried_out(&browser, &import).await;
        assert!(again.words().contains("Personnes créées 2"));
        assert_eq!(persons(&browser).await.len(), 2, "what is done is done once");
        let columns = browser.post(&import, &[("column-0", "family")]).await;
        assert_eq!(columns.status, 422);
        assert!(browser.get("/imports").await.words().contains("suivi 2026.csv"));
    }
}

on_both! {
    /// Three wrong dates in fifty lines: the others are taken over, and the three go out as a file, come back and are taken
    /// over as well.
    async fn what_is_wrong_with_a_line_stops_no_other(app) {
        let browser = app.sign_in("social_worker").await;
        let line = |at: usize| match at {
            7 => format!("Nom{at};Prénom;31/02/1980;F;AAH;;;;;;", at = letters(at)),
            21 => format!("Nom{at};Prénom;14/03/1980;F;RSA;24/11/2026;;;;;", at = letters(at)),
            42 => format!("Nom{at};Prénom;14/03/1980;F;RSA;01/06/2026;01/07/2026;01/06/2026;;;", at = letters(at)),
            _ => format!("Nom{};Prénom;14/03/1980;F;RSA;01/06/2026;;;;;", letters(at)),
        };
        let lines: Vec<String> = (0..5_000).map(line).collect();
        let text = file(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let import = hand_in(&browser, "suivi.csv", text.as_bytes()).await;
        let preview = named(&browser, &import, &KINDS).await;
        let rows = preview.all("tbody tr");
        assert_eq!(rows.len(), 3, "{rows:?}");
        assert!(rows[0].contains('9') && rows[0].contains("Date de naissance : Écrivez une date"), "{rows:?}");
        assert!(rows[1].contains("23") && rows[1].contains("Déposée le : Cette date n’est pas encore passée"), "{rows:?}");
        assert!(rows[2].contains("44") && rows[2].contains("La fin vient avant le début"), "{rows:?}");
        let reprises = preview.words().replace(' ', "");
        assert!(reprises.contains("Lignesreprises4997"), "{}", preview.words());

        let done = carried_out(&browser, &import).await;
        assert!(done.words().contains("Lignes laissées 3"), "{}", done.words());
        let out = browser.get(&format!("{import}/refused.csv")).await;
        assert_eq!(out.status, 200);
        let out = out.text();
        assert!(out.starts_with('\u{feff}') && out.contains("Remarques;À revoir\r\n"), "{out}");
        assert_eq!(out.lines().count(), 4, "{out}");
        let corrected = out
            .replace("31/02/1980", "28/02/1980")
            .replace("24/11/2026", "23/11/2026")
            .replace(";01/07/2026;01/06/2026;", ";01/07/2026;30/06/2027;");
        let import = hand_in(&browser, "corrigé.csv", corrected.as_bytes()).await;
        let preview = named(&browser, &import, &[KINDS.as_slice(), &["ignored"]].concat()).await;
        assert!(preview.words().contains("Personnes créées 3"), "{}", preview.words());
        let done = carried_out(&browser, &import).await;
        assert!(done.words().contains("Lignes reprises 3"), "{}", done.words());
    }
}

/// A number as letters: names have no figures.
fn letters(number: usize) -> String {
    number.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')).collect()
}

on_both! {
    /// The same file once more tells what is there already; a person who is followed is recognised, and nothing of theirs is
    /// written anew.
    async fn what_is_there_already_is_not_made_again(app) {
        let gp = app.cast.get("gp").role;
        let nadia = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
        app.joins(nadia, gp, "social_worker", TeamGround::ChosenByPerson).await;
        // Somebody else's, of whom Awa must not learn.
        app.person(app.cast.get("gp_2").role, "Samir", "Haddad", "1968-02-01").await;
        let browser = app.sign_in("social_worker").await;
        let text = file(&[
            "Férhat;NADIA;14/03/1979;;C2S;01/06/2026;01/07/2026;30/06/2027;;;",
            "Haddad;Samir;01/02/1968;;RSA;;;;;;",
            "Haddad;Samir;01/02/1968;;RSA;;;;;;",
            "Haddad;Samir;01/02/1968;;Licorne;;;;;;",
            "Haddad;Samir;01/02/1968;;;01/06/2026;;;;;",
        ]);
        let import = hand_in(&browser, "suivi.csv", text.as_bytes()).await;
        let preview = named(&browser, &import, &KINDS).await;
        let words = preview.words();
        for expected in [
            "Personnes créées 1",
            "Personnes reconnues 1, parmi celles que vous suivez",
            "Demandes ouvertes 2",
            "Cette demande est déjà notée",
            "n’est pas au catalogue",
            "ne nomme aucun droit",
        ] {
            assert!(words.contains(expected), "{expected} in {words}");
        }
        carried_out(&browser, &import).await;
        assert_eq!(persons(&browser).await.len(), 2);
        let (_, again) = taken_over(&browser, &text).await;
        assert!(again.words().contains("Lignes reprises 0"), "{}", again.words());
        assert_eq!(persons(&browser).await.len(), 2);
        app.jobs().await;
        let vigilance = app.sign_in("identity").await;
        assert!(vigilance.get("/vigilance").await.words().contains("Haddad"), "whoever may know does");
    }
}

on_both! {
    /// Undone: nobody sees what it made, except where somebody wrote since; and what was there before is as it was.
    async fn undone_as_long_as_nobody_wrote_since(app) {
        let gp = app.cast.get("gp").role;
        let nadia = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
        app.joins(nadia, gp, "social_worker", TeamGround::ChosenByPerson).await;
        let browser = app.sign_in("social_worker").await;
        let text = file(&[
            "Ferhat;Nadia;14/03/1979;;C2S;01/06/2026;01/07/2026;30/06/2027;;;",
            "Ferhat;Nadia;14/03/1979;;RSA;01/06/2026;;;;;",
            "Haddad;Samir;01/02/1968;;AAH;01/06/2026;;;;;",
            "Moreau;Inès;21/06/1991;;AAH;01/06/2026;;;;;",
            "Vasseur;Claire;02/10/1958;;;;;;;;",
        ]);
        let (import, done) = taken_over(&browser, &text).await;
        assert!(done.words().contains("Personnes créées 3"), "{}", done.words());
        let samir = page_of(&browser, "Haddad").await;
        let ines = page_of(&browser, "Moreau").await;
        let of_nadia = format!("/persons/{}/rights", app.sealed(nadia.uuid()));
        // Somebody joins the team of one; something is recorded of an application of another.
        let opened: PersonId =
            web::sealed::open(&app.house, ines.trim_start_matches("/persons/")).expect("a person");
        app.joins(opened, app.cast.get("social_worker").role, "nurse", TeamGround::ChosenByPerson).await;
        let rsa = browser.get(&of_nadia).await;
        let rsa = rsa.attribute(".lines li:first-child a", "href").expect("what is under way comes first");
        assert_eq!(browser.post(&rsa, &[("kind", "acknowledgement")]).await.status, 303);

        let undone = browser.post(&format!("{import}/undo"), &[]).await;
        assert_eq!(undone.status, 303, "{}", undone.words());
        let page = browser.get(&undone.location()).await;
        let words = page.words();
        assert!(words.contains("La reprise est annulée") && words.contains("Annulée"), "{words}");
        let staying = page.all("section[aria-labelledby=stay] li");
        assert_eq!(staying.len(), 2, "{staying:?}");
        assert!(staying[0].contains("Ligne 3") && staying[0].contains("noté sur cette demande"), "{staying:?}");
        assert!(staying[1].contains("Ligne 5") && staying[1].contains("l’accompagne aussi"), "{staying:?}");

        assert_eq!(browser.get(&samir).await.status, 404);
        assert_eq!(browser.get(&ines).await.status, 200);
        let kept = persons(&browser).await;
        assert_eq!(kept.len(), 2, "{kept:?}");
        let rights = browser.get(&of_nadia).await;
        assert_eq!(rights.all(".lines li").len(), 1, "the grant left her record: {}", rights.words());
        let search = browser.post("/persons/search", &[("q", "haddad")]).await;
        assert!(!search.words().contains("Samir"), "{}", search.words());
        // Said twice, it is done once; and the file can be taken over again.
        assert_eq!(browser.post(&format!("{import}/undo"), &[]).await.status, 303);
        assert_eq!(browser.post(&format!("{import}/run"), &RUN).await.status, 409);
        let (_, again) = taken_over(&browser, &text).await;
        assert!(again.words().contains("Personnes créées 2"), "{}", again.words());
        assert!(again.words().contains("Lignes laissées 2"), "{}", again.words());
    }
}

on_both! {
    /// Cut in the middle, it is taken up again as it was begun.
    async fn what_was_cut_goes_on(app) {
        let browser = app.sign_in("social_worker").await;
        let text = file(&["Ferhat;Nadia;14/03/1979;F;;;;;;;", "Haddad;Samir;01/02/1968;M;;;;;;;"]);
        let (import, _) = taken_over(&browser, &text).await;
        let cut: Result<(), StoreError> = app
            .house
            .db()
            .write(|tx: Tx| async move {
                tx.execute_unprepared("UPDATE import SET done_at = NULL").await?;
                let line = "UPDATE import_line SET done_at = NULL, person_id = NULL, person_created = FALSE WHERE line = 3";
                tx.execute_unprepared(line).await?;
                Ok(())
            })
            .await;
        cut.expect("a cut");
        let page = browser.get(&import).await;
        assert!(page.words().contains("Interrompue"), "{}", page.words());
        let resumed = browser.post(&format!("{import}/run"), &[]).await;
        assert_eq!(resumed.status, 303, "{}", resumed.words());
        let page = browser.get(&import).await;
        assert!(page.words().contains("Lignes reprises 2"), "{}", page.words());
        assert_eq!(persons(&browser).await.len(), 2, "who was there is recognised");
    }
}

on_both! {
    /// An import is its author's alone; whoever may not create persons and run rights has none.
    async fn nobody_else_sees_it(app) {
        let browser = app.sign_in("social_worker").await;
        let (import, _) = taken_over(&browser, &file(&["Ferhat;Nadia;14/03/1979;F;AAH;;;;;;"])).await;
        for persona in ["mediator", "gp", "identity", "admin", "nurse"] {
            let other = app.sign_in(persona).await;
            for path in ["", "/preview", "/refused.csv"] {
                assert_eq!(other.get(&format!("{import}{path}")).await.status, 404, "{persona}{path}");
            }
            for path in ["", "/run", "/undo"] {
                let answer = other.post(&format!("{import}{path}"), &RUN).await;
                assert_eq!(answer.status, 404, "{persona}{path}");
            }
        }
        for persona in ["gp", "nurse"] {
            let other = app.sign_in(persona).await;
            assert_eq!(other.get("/imports").await.status, 403, "{persona}");
            assert_eq!(other.get("/imports/new").await.status, 403, "{persona}");
            assert_eq!(other.upload("/imports/new", "suivi.csv", b"a;b\n1;2\n").await.status, 403, "{persona}");
        }
        let mediator = app.sign_in("mediator").await;
        assert!(mediator.get("/imports").await.words().contains("Aucun fichier repris"));
        let text = file(&["Ferhat;Nadia;14/03/1979;F;AAH;;;;;;"]);
        let own = hand_in(&mediator, "suivi.csv", text.as_bytes()).await;
        named(&mediator, &own, &KINDS).await;
        let consent = [("ground", "consent"), ("channel", "post")];
        assert_eq!(mediator.post(&format!("{own}/run"), &consent).await.status, 422, "the consent has to be told");
        let told = [("ground", "consent"), ("told", "writing"), ("channel", "post")];
        assert_eq!(mediator.post(&format!("{own}/run"), &told).await.status, 303);
        assert_eq!(persons(&mediator).await.len(), 1);
        // The same professional elsewhere is somebody else.
        let id: ImportId = web::sealed::open(&app.house, import.trim_start_matches("/imports/")).expect("an import");
        let elsewhere = second_role(&app).await;
        assert!(matches!(care::imports::open(&elsewhere, id).await, Err(care::Error::NotFound)));
        assert!(care::imports::open(&awa(&app).await, id).await.is_ok());
    }
}

/// Awa Diarra in another structure.
async fn second_role(app: &App) -> Ctx {
    use care::directory::{NewRole, give_role};
    let cast = &app.cast;
    let place = acting(&app.house, cast.get("gp").role).await.expect("they act");
    let organization = place.actor().professional().expect("a professional").organization_id();
    let new = NewRole {
        practitioner: cast.get("social_worker").practitioner,
        organization,
        profession: policy::Profession::SocialWorker,
        functions: BTreeSet::new(),
        from: None,
        until: None,
    };
    let role = give_role(&app.system(), new).await.expect("a role");
    acting(&app.house, role).await.expect("they act")
}

/// Three lines that tell the day on which somebody was born as a day, as a number and as text.
fn workbook() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let headings = ["Nom", "Prénom", "Date de naissance", "Droit", "Fin de droit", "Début"];
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string(0, column, heading)?;
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let from = ExcelDateTime::from_ymd(2026, 1, 1)?;
    for (row, name) in (1..).zip(["Ferhat", "Haddad", "Moreau"]) {
        sheet.write_string(row, 0, name)?;
        sheet.write_string(row, 1, "Zoé")?;
        sheet.write_string(row, 3, "RSA")?;
        sheet.write_datetime_with_format(row, 5, &from, &day)?;
    }
    let born = ExcelDateTime::from_ymd(1979, 3, 14)?;
    sheet.write_datetime_with_format(1, 2, &born, &day)?;
    sheet.write_number(2, 2, 28_928)?;
    sheet.write_string(3, 2, "14 mars 1979")?;
    book.save_to_buffer()
}

on_both! {
    /// A workbook, with days as days, as numbers and as text; and text as Windows writes it.
    async fn workbooks_and_windows(app) {
        let browser = app.sign_in("social_worker").await;
        let import = hand_in(&browser, "suivi.xlsx", &workbook().expect("a workbook")).await;
        let kinds = ["family", "given", "birth_date", "right", "granted_until", "granted_from"];
        let preview = named(&browser, &import, &kinds).await;
        assert!(preview.words().contains("Lignes reprises 3"), "{}", preview.words());
        carried_out(&browser, &import).await;
        let list = browser.get("/persons").await.words();
        assert_eq!(list.matches("14 mars 1979").count(), 3, "{list}");

        let windows = b"Nom;Pr\xe9nom;N\xe9 le\r\nB\xe9n\xe9dicte;Ha\xefm;14/03/80\r\n";
        let import = hand_in(&browser, "ancien.csv", windows).await;
        let columns = browser.get(&import).await;
        assert!(columns.has("select[name=column-2] option[value=birth_date][selected]"), "{}", columns.words());
        named(&browser, &import, &["family", "given", "birth_date"]).await;
        let ran = browser.post(&format!("{import}/run"), &RUN).await;
        assert_eq!(ran.status, 303, "{}", ran.words());
        assert!(persons(&browser).await.iter().any(|name| name.contains("Bénédicte")));
    }
}

on_both! {
    /// What is no spreadsheet is refused in words, and what is absurd in one is told line by line.
    async fn files_that_cannot_be_read(app) {
        let browser = app.sign_in("social_worker").await;
        let large = vec![b'x'; care::imports::LARGEST + 1];
        let long = format!("a;b\n{}", "1;2\n".repeat(care::imports::MOST_LINES + 1));
        let cases: [(&[u8], &str); 9] = [
            (b"", "Choisissez un document"),
            (b"Nom;Prenom\n", "aucune ligne"),
            (b"Nom|Prenom\nFerhat|Nadia\n", "ne sont pas séparées"),
            (b"%PDF-1.4\n\0\0", "ni un CSV ni un classeur"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "ancien format"),
            (b"PK\x03\x04 cut off", "ne peut pas être lu"),
            (b"\xEF\xBB\xBF", "aucune ligne"),
            (&large, "dépasse 10"),
            (long.as_bytes(), "plus de 20"),
        ];
        for (bytes, expected) in cases {
            let answer = browser.upload("/imports/new", "suivi.csv", bytes).await;
            assert_eq!(answer.status, 422, "{expected}");
            assert!(answer.words().contains(expected), "{expected} in {}", answer.words());
        }
        assert_eq!(browser.form("/imports/new", b"file=suivi.csv").await.status, 422, "no file at all");
        assert!(browser.get("/imports").await.words().contains("Aucun fichier repris"));

        let endless = "x".repeat(1 << 20);
        let absurd = format!("Nom;Prénom;Né le\n{endless};Nadia;14/03/1979\n😀;Nadia;14/03/1979\nFerhat;😀;bientôt\n");
        let import = hand_in(&browser, "😀.csv", absurd.as_bytes()).await;
        let unnamed = browser.post(&import, &[("column-0", "family"), ("column-1", "family")]).await;
        assert_eq!(unnamed.status, 422);
        assert!(unnamed.words().contains("la date de naissance") && unnamed.words().contains("la même chose"));
        let preview = named(&browser, &import, &["family", "given", "birth_date"]).await;
        let rows = preview.all("tbody tr");
        assert_eq!(rows.len(), 3, "{rows:?}");
        assert!(rows[0].contains("trop long") && rows[1].contains("avec des lettres"), "{rows:?}");
        assert!(rows[2].contains("Prénom") && rows[2].contains("Écrivez une date"), "{rows:?}");
        assert!(preview.words().contains("Aucune ligne ne peut être reprise"), "{}", preview.words());
    }
}

on_both! {
    /// The board of rights as a file: for whom it is open, with what a spreadsheet would run made plain.
    async fn rights_leave_as_a_file(app) {
        let browser = app.sign_in("social_worker").await;
        let text = file(&[
            "Ferhat;Nadia;14/03/1979;F;C2S;01/06/2026;01/07/2026;30/06/2027;;=1+1;",
            "Haddad;Samir;01/02/1968;M;Licorne;;;;;;",
        ]);
        taken_over(&browser, &text).await;
        let csv = browser.get("/rights/export.csv").await;
        assert_eq!(csv.status, 200);
        let csv = csv.text();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(lines.len(), 2, "{csv}");
        assert!(lines[0].starts_with("\u{feff}Personne;Date de naissance;Droit;Organisme;"), "{csv}");
        for expected in ["Nadia Ferhat;14/03/1979;", "(C2S);", ";01/06/2026;01/07/2026;30/06/2027;'=1+1;"] {
            assert!(lines[1].contains(expected), "{expected} in {csv}");
        }
        let book = browser.get("/rights/export.xlsx").await;
        assert!(book.status == 200 && book.body.starts_with(b"PK\x03\x04"));
        assert!(readable(&book).contains("Nadia Ferhat"), "what leaves in a workbook is read by the leak crawl too");
        assert_eq!(app.sign_in("nurse").await.get("/rights/export.csv").await.text().lines().count(), 1);
        assert_eq!(app.sign_in("admin").await.get("/rights/export.csv").await.status, 403);
        let db = app.house.db().reader();
        let told = "SELECT COUNT(*) FROM audit_event WHERE action = 'right.exported'";
        let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), told)).await;
        let told: i64 = row.expect("the journal").expect("a row").try_get_by_index(0).expect("a count");
        assert!(told >= 3, "each time it leaves stands in the journal: {told}");
    }
}

/// What stands in some columns of some rows, as text, sorted.
async fn rows(app: &App, columns: &str, from: &str) -> Vec<String> {
    let db = app.house.db().reader();
    let columns: Vec<String> = columns.split(", ").map(|it| format!("QUOTE({it})")).collect();
    let text = format!("SELECT {} AS told FROM {from}", columns.join(" || '|' || "));
    let found = db.query_all_raw(Statement::from_string(db.get_database_backend(), text)).await;
    let found = found.expect("the database answers");
    let mut rows: Vec<String> = found.iter().map(|row| row.try_get("", "told").expect("text")).collect();
    rows.sort();
    rows
}

/// The rows that an import leaves are those of the acts.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_are_what_the_acts_would_have_written() {
    let app = App::start(Engine::Sqlite).await;
    let awa = awa(&app).await;
    let today = people::today(&awa);
    let traits = TraitsForm {
        family: "Ferhat".to_owned(),
        given: "Nadia".to_owned(),
        sex: "female".to_owned(),
        birth_date: "1979-03-14".to_owned(),
        ..TraitsForm::default()
    };
    let (ground, told) = ("chosen_by_person".to_owned(), "in_person".to_owned());
    let form = PersonForm { traits, ground, told, ..PersonForm::default() };
    let by_hand = people::create(&awa, NewPerson::parse(&form, today).expect("a person")).await;
    let by_hand = by_hand.expect("they are created");
    let application = ApplicationForm { right: "c2s".to_owned(), on: "2026-06-01".to_owned() };
    let new = NewApplication::parse(&app.house.rights(), &application, today).expect("a right");
    let opened = rights::begin(&awa, awa.new_id(), by_hand, new).await.expect("it is opened");
    let rights = app.house.rights();
    let right = rights.get("c2s").expect("in the catalogue");
    let fact = |kind: &str, on: &str, from: &str, until: &str| FactForm {
        kind: kind.to_owned(),
        on: on.to_owned(),
        channel: "post".to_owned(),
        number: "C2S-37".to_owned(),
        from: from.to_owned(),
        until: until.to_owned(),
        ..FactForm::default()
    };
    for form in
        [fact("filing", "2026-06-01", "", ""), fact("grant", "2026-07-01", "2026-07-01", "2027-06-30")]
    {
        let new = NewFact::parse(right, &form, today).expect("a fact");
        rights::happened(&awa, opened, new).await.expect("it is recorded");
    }

    let browser = app.sign_in("social_worker").await;
    let line = "Haddad;Samira;14/03/1979;F;C2S;01/06/2026;01/07/2026;30/06/2027;;C2S-37;";
    taken_over(&browser, &file(&[line])).await;
    let shapes = [
        ("kind, compartment, shared_with_social, restricted, at, object_kind, body, role_id", "entry"),
        ("holder_id, ground, object_kind, until_at", "access_grant"),
        ("practitioner_id, role_id, kind, ground, opens, until_at, added_by", "care_team_member"),
        ("kind, how, scope, note, terms", "information"),
        ("kind, body", "person_change"),
        (
            "right_code, status, role_id, renews_id, filed_on, from_on, until_on, silence_on, renew_on, upkeep_on, due_on, \
             stands, turns_on, turns_to, ruled_by",
            "right_application",
        ),
    ];
    let samira = "(SELECT id FROM person WHERE given = 'Samira')";
    let nadia = "(SELECT id FROM person WHERE given = 'Nadia')";
    for (columns, table) in shapes {
        let of = |who: &str| format!("{table} WHERE person_id = {who}");
        assert_eq!(rows(&app, columns, &of(samira)).await, rows(&app, columns, &of(nadia)).await, "{table}");
    }
    let facts = |who: &str| {
        format!(
            "right_fact WHERE application_id IN (SELECT id FROM right_application WHERE person_id = {who})"
        )
    };
    let columns = "seq, kind, at, role_id, practitioner_id, body";
    assert_eq!(rows(&app, columns, &facts(samira)).await, rows(&app, columns, &facts(nadia)).await);
    let row = "sex, birth_date, identity_status, informed_at = created_at, opposed_at, version, created_by, length(sort_key) > 0";
    let of = |who: &str| format!("person WHERE id = {who}");
    assert_eq!(rows(&app, row, &of(samira)).await, rows(&app, row, &of(nadia)).await);
    let report = app.house.db().verify().await.expect("the journal is read");
    assert!(report.ok, "the journal verifies");
}

/// More lines than one part takes, the same persons in several of them: each is created once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_lines_in_several_parts() {
    let app = App::start(Engine::Sqlite).await;
    let browser = app.sign_in("social_worker").await;
    let line = |at: usize| {
        let right = ["AAH", "C2S", "RSA"][at / 500];
        format!("Nom{};Prénom;14/03/1980;F;{right};01/06/2026;;;;;", letters(at % 500))
    };
    let lines: Vec<String> = (0..1_200).map(line).collect();
    let text = file(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let import = hand_in(&browser, "suivi.csv", text.as_bytes()).await;
    let preview = named(&browser, &import, &KINDS).await;
    assert!(preview.words().contains("Personnes créées 500"), "{}", preview.words());
    let done = carried_out(&browser, &import).await;
    for expected in ["Lignes reprises 1200", "Personnes créées 500", "Demandes ouvertes 1200"] {
        assert!(done.words().contains(expected), "{expected} in {}", done.words());
    }
    let undone = browser.post(&format!("{import}/undo"), &[]).await;
    assert_eq!(undone.status, 303, "{}", undone.words());
    assert!(persons(&browser).await.is_empty());
}
