//! The public directory: taken in, taken in again, refused where it is not whole; and who is near.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use care::directory::public::{
    self, Accepting, Broken, COLUMNS, DirectoryFile, NewOffer, Offer, OfferForm, Point, Refusal, Report,
    SaidBy, Sector, Stopped, Wanted, Welcome, nearest, offers, say,
};
use care::seed::{DirectoryPlan, write_directory};
use care::{Ctx, Error};
use kernel::places;
use policy::{Function, Profession};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use store::count::Said;
use tempfile::TempDir;
use tokio::sync::Notify;

use crate::house::{World, on_both};

/// An exercise of a file, by the columns that say something.
#[derive(Clone)]
struct Line(HashMap<&'static str, String>);

impl Line {
    fn of(number: u32, family: &str, commune: &str) -> Self {
        let mut line = Self(HashMap::new());
        let number = format!("8{number:011}");
        for (column, value) in [
            ("Identification nationale PP", number.as_str()),
            ("Code civilité d'exercice", "DR"),
            ("Nom d'exercice", family),
            ("Prénom d'exercice", "Hélène"),
            ("Code profession", "10"),
            ("Libellé profession", "Médecin"),
            ("Code savoir-faire", "SM54"),
            ("Libellé savoir-faire", "Médecine Générale"),
            ("Identifiant technique de la structure", "R1"),
            ("Raison sociale site", "CABINET"),
            ("Code commune (coord. structure)", commune),
        ] {
            line = line.with(column, value);
        }
        line
    }

    fn with(mut self, column: &'static str, value: &str) -> Self {
        self.0.insert(column, value.to_owned());
        self
    }

    fn text(&self) -> String {
        COLUMNS
            .iter()
            .map(|column| self.0.get(column).map_or("", String::as_str))
            .collect::<Vec<_>>()
            .join("|")
    }
}

fn file(lines: &[Line]) -> String {
    let mut text = COLUMNS.join("|");
    for line in lines {
        text.push('\n');
        text.push_str(&line.text());
    }
    text.push('\n');
    text
}

/// Files that are handed in.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn holds(&self, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join("PS_LibreAcces_Personne_activite.txt");
        std::fs::write(&path, bytes).unwrap();
        path
    }

    async fn import(&self, ctx: &Ctx, text: impl AsRef<[u8]>) -> Result<Report, Stopped> {
        let file = DirectoryFile::open(&self.holds(text.as_ref())).unwrap();
        public::import(ctx, file, |_| {}).await
    }

    async fn refused(&self, ctx: &Ctx, text: impl AsRef<[u8]>) -> Broken {
        match self.import(ctx, text).await {
            Err(Stopped::File(broken)) => broken,
            other => panic!("{other:?}"),
        }
    }
}

/// What a report counts: taken, updated, unchanged, closed, repeated, refused.
fn counts(report: &Report) -> [i64; 6] {
    [report.taken, report.updated, report.unchanged, report.closed, report.repeated, report.refused]
}

async fn rows(world: &World, text: &str) -> Vec<QueryResult> {
    let db = world.house.db().reader();
    db.query_all_raw(Statement::from_string(db.get_database_backend(), text)).await.unwrap()
}

async fn count(world: &World, rest: &str) -> i64 {
    let text = format!("SELECT COUNT(*) AS many FROM {rest}");
    rows(world, &text).await[0].try_get("", "many").unwrap()
}

const TOURS: &str = "37261";
const BLOIS: &str = "41018";

on_both! {
    async fn what_is_new_is_taken_what_changed_updated_and_what_left_closed(world: World) {
        let (ctx, folder) = (world.system(), Folder::new());
        let (marchetti, roux, petit) =
            (Line::of(17, "MARCHETTI", TOURS), Line::of(25, "ROUX", BLOIS), Line::of(33, "PETIT", TOURS));
        let first = folder.import(&ctx, file(&[marchetti.clone(), roux.clone(), petit.clone()])).await.unwrap();
        assert_eq!((counts(&first), first.lines, first.open), ([3, 0, 0, 0, 0, 0], 3, 3));
        assert_eq!(world.actions().await, ["directory.imported"]);
        let journalled = &world.journal().await[0];
        assert_eq!((journalled.object, journalled.object_kind.as_str()), (Some(first.id.uuid()), "directory_import"));
        let before = rows(&world, "SELECT id, number, seen_in FROM public_practice ORDER BY id").await;

        world.pass(60 * 24);
        let again = folder.import(&ctx, file(&[petit.clone(), roux.clone(), marchetti.clone()])).await.unwrap();
        assert_eq!(counts(&again), [0, 0, 3, 0, 0, 0], "in another order nothing changed");
        let after = rows(&world, "SELECT id, number, seen_in FROM public_practice ORDER BY id").await;
        assert_eq!(format!("{before:?}"), format!("{after:?}"), "and nothing was written");

        world.pass(60 * 24);
        let moved = roux.clone().with("Téléphone (coord. structure)", "0254000000");
        let newcomer = Line::of(41, "LEROY", TOURS);
        let third = folder.import(&ctx, file(&[marchetti.clone(), moved.clone(), newcomer.clone()])).await.unwrap();
        assert_eq!((counts(&third), third.open), ([1, 1, 1, 1, 0, 0], 3));
        assert_eq!(count(&world, "public_practice WHERE family = 'PETIT' AND closed_at IS NOT NULL AND cell IS NULL").await, 1, "kept, and on no map");
        assert_eq!(count(&world, "public_practice WHERE family = 'ROUX' AND phone = '0254000000'").await, 1);

        let back = folder.import(&ctx, file(&[marchetti, moved, newcomer, petit])).await.unwrap();
        assert_eq!((counts(&back), back.open), ([0, 1, 3, 0, 0, 0], 4), "who comes back is open again");
        assert_eq!(count(&world, "public_practice WHERE family = 'PETIT' AND closed_at IS NULL AND cell IS NOT NULL").await, 1);
        assert_eq!(world.actions().await, ["directory.imported"; 4], "one line an import");
        assert_eq!(count(&world, "public_code").await, 2);
        let kept = rows(&world, "SELECT name, sha256, lines, taken FROM directory_import ORDER BY number").await;
        let name: String = kept[0].try_get("", "name").unwrap();
        let sha256: String = kept[0].try_get("", "sha256").unwrap();
        assert_eq!((kept.len(), name.as_str(), sha256.len()), (4, "PS_LibreAcces_Personne_activite.txt", 64));
    }
}

on_both! {
    /// A line that was cut on its way closes nobody: what is known of them stays as it stood.
    async fn who_is_named_in_a_line_that_cannot_be_read_stays(world: World) {
        let (ctx, folder) = (world.system(), Folder::new());
        let (marchetti, roux, petit) =
            (Line::of(17, "MARCHETTI", TOURS), Line::of(25, "ROUX", BLOIS), Line::of(33, "PETIT", TOURS));
        folder.import(&ctx, file(&[marchetti.clone(), roux.clone(), petit.clone()])).await.unwrap();
        let cut: String = roux.text().split('|').take(40).collect::<Vec<_>>().join("|");
        let text = [COLUMNS.join("|"), marchetti.text(), cut, petit.text()].join("\n") + "\n";
        let report = folder.import(&ctx, &text).await.unwrap();
        assert_eq!((counts(&report), report.open), ([0, 0, 2, 0, 0, 1], 3));
        assert_eq!(count(&world, "public_practice WHERE family = 'ROUX' AND closed_at IS NULL").await, 1);
        let report = folder.import(&ctx, file(&[marchetti, petit])).await.unwrap();
        assert_eq!((report.closed, report.open), (1, 2), "who is not named at all has left");
    }
}

on_both! {
    async fn lines_that_cannot_be_taken_are_named_and_the_rest_goes_on(world: World) {
        let (ctx, folder) = (world.system(), Folder::new());
        let good = Line::of(17, "MARCHETTI", TOURS);
        let cut: String = Line::of(25, "ROUX", BLOIS).text().split('|').take(40).collect::<Vec<_>>().join("|");
        let more = format!("{}|x", Line::of(33, "PETIT", TOURS).text());
        let quoted = Line::of(41, "D\"ARC\" \"", TOURS);
        let otherwise = good.clone().with("Adresse e-mail (coord. structure)", "a@example.org");
        let nameless = Line::of(58, "", TOURS);
        let (headings, same) = (COLUMNS.join("|"), good.text());
        let lines = [&headings, &same, &cut, "", &more, &quoted.text(), &same, &otherwise.text(), &nameless.text(), ""];
        let text = format!("\u{feff}{}", lines.join("\r\n"));
        let report = folder.import(&ctx, text).await.unwrap();
        assert_eq!((counts(&report), report.lines), ([2, 0, 0, 0, 1, 4], 7));
        assert_eq!(report.refusals, [
            (3, Refusal::TooFew { found: 40, wanted: 56 }),
            (5, Refusal::TooMany { found: 57, wanted: 56 }),
            (9, Refusal::NoName),
            (8, Refusal::ToldTwice),
        ]);
        assert_eq!(count(&world, "public_practice WHERE family = 'D\"ARC\" \"'").await, 1, "quotes are letters");
        assert_eq!(count(&world, "public_practice WHERE email IS NULL").await, 2, "the first word counts");
    }
}

on_both! {
    async fn nothing_is_written_from_a_file_that_is_not_whole(world: World) {
        let (ctx, folder) = (world.system(), Folder::new());
        let all: Vec<Line> = (0..10).map(|number| Line::of(100 + number, "MARCHETTI", TOURS)).collect();
        folder.import(&ctx, file(&all)).await.unwrap();
        let whole = file(&all);
        let without: Vec<&str> = COLUMNS.into_iter().filter(|it| *it != "Code profession").collect();
        let broken = folder.refused(&ctx, whole.replacen(&COLUMNS.join("|"), &without.join("|"), 1)).await;
        assert!(broken.to_string().starts_with("a column is missing: « Code profession »"), "{broken}");
        let windows: Vec<u8> = whole.chars().map(|it| u8::try_from(u32::from(it)).unwrap_or(b'?')).collect();
        assert!(matches!(folder.refused(&ctx, windows).await, Broken::Encoding { line: 1 }));
        let mut latin = file(&all[..3]).into_bytes();
        latin.extend(Line::of(200, "X", TOURS).text().replace('é', "e").bytes().chain(*b"\xe9\n"));
        assert!(matches!(folder.refused(&ctx, latin).await, Broken::Encoding { line: 5 }));
        let cut = &whole[..whole.len() - 30];
        assert!(matches!(folder.refused(&ctx, cut).await, Broken::CutLine { line: 11 }));
        assert!(matches!(folder.refused(&ctx, "").await, Broken::Empty));
        assert!(matches!(folder.refused(&ctx, file(&[])).await, Broken::HeadingsAlone));
        assert!(matches!(folder.refused(&ctx, file(&all[..4])).await, Broken::TooShort { lines: 4, held: 10 }));
        assert_eq!((count(&world, "directory_import").await, count(&world, "public_practice").await), (1, 10));

        let others: Vec<Line> = (0..10).map(|number| Line::of(300 + number, "ROUX", BLOIS)).collect();
        let strangers: Vec<Line> = all[..4].iter().chain(&others).cloned().collect();
        let broken = folder.refused(&ctx, file(&strangers)).await;
        assert!(matches!(broken, Broken::AnotherDirectory { held: 10, kept: 4 }), "{broken}");
        assert_eq!(count(&world, "public_practice WHERE closed_at IS NULL").await, 20, "nothing was closed");
        assert_eq!(count(&world, "directory_import WHERE done_at IS NULL").await, 1);
        assert_eq!(world.actions().await, ["directory.imported"], "what was not done is not told as done");
        let report = folder.import(&ctx, file(&all)).await.unwrap();
        assert_eq!((counts(&report), report.open), ([0, 0, 10, 10, 0, 0], 10), "half is enough");
    }
}

fn synthetic(lines: usize, only_gps: bool) -> Vec<u8> {
    let mut text = Vec::new();
    write_directory(DirectoryPlan { lines, seed: 37, only_gps }, &mut text).unwrap();
    text
}

on_both! {
    async fn an_import_cut_in_the_middle_is_run_again(world: World) {
        let (ctx, folder) = (world.system(), Folder::new());
        let path = folder.holds(&synthetic(20_000, false));
        let cut = Arc::new(Notify::new());
        let begun = Arc::clone(&cut);
        tokio::select! {
            _ = public::import(&ctx, DirectoryFile::open(&path).unwrap(), |_| begun.notify_one()) => panic!("it was to be cut"),
            () = cut.notified() => {}
        }
        let half = count(&world, "public_practice").await;
        assert!((1..20_000).contains(&half), "{half}");
        let report = public::import(&ctx, DirectoryFile::open(&path).unwrap(), |_| {}).await.unwrap();
        assert_eq!(report.taken + report.unchanged, 20_000, "{report:?}");
        assert!(report.unchanged >= half, "what was written is not written again");
        assert_eq!((report.closed, report.refused, report.open), (0, 0, 20_000));
        assert_eq!(world.actions().await, ["directory.imported"]);
    }
}

on_both! {
    async fn a_later_import_goes_on_alone(world: World) {
        let (ctx, folder) = (world.system(), Folder::new());
        let path = folder.holds(&synthetic(20_000, false));
        let begun = Arc::new(Notify::new());
        let (go_on, told) = std::sync::mpsc::channel::<()>();
        let first = tokio::spawn({
            let (ctx, path, begun, mut waits) = (ctx.clone(), path.clone(), Arc::clone(&begun), true);
            async move {
                let wait = move |_| {
                    if std::mem::take(&mut waits) {
                        begun.notify_one();
                        tokio::task::block_in_place(|| told.recv()).unwrap();
                    }
                };
                public::import(&ctx, DirectoryFile::open(&path).unwrap(), wait).await
            }
        });
        begun.notified().await;
        let second = public::import(&ctx, DirectoryFile::open(&path).unwrap(), |_| {}).await.unwrap();
        go_on.send(()).unwrap();
        assert!(matches!(first.await.unwrap(), Err(Stopped::File(Broken::Overtaken))));
        assert_eq!((second.closed, second.open, count(&world, "public_practice").await), (0, 20_000, 20_000));
        let numbers = "(SELECT DISTINCT number FROM public_practice) n";
        assert_eq!(count(&world, numbers).await, 20_000, "no number is given twice");
    }
}

on_both! {
    async fn only_who_manages_the_directory_takes_one_in(world: World) {
        world.member("nurse", Profession::Nurse, &[]).await;
        world.member("admin", Profession::NonHealth, &[Function::Administrator]).await;
        let (folder, text) = (Folder::new(), file(&[Line::of(17, "MARCHETTI", TOURS)]));
        let nurse = world.ctx(&world.session("nurse").await);
        assert!(matches!(folder.import(&nurse, &text).await, Err(Stopped::House(Error::Forbidden))));
        let visitor = folder.import(&world.visitor(), &text).await;
        assert!(matches!(visitor, Err(Stopped::House(Error::NotFound))));
        let admin = world.ctx(&world.session("admin").await);
        folder.import(&admin, &text).await.unwrap();
        assert_eq!(count(&world, "directory_import WHERE role_id IS NOT NULL").await, 1);
    }
}

/// Where the middle of a commune is.
fn at(commune: &str) -> Point {
    places::by_insee(commune).unwrap().position.unwrap().into()
}

fn gps(from: Point) -> Wanted {
    Wanted {
        profession: "10".to_owned(),
        specialities: vec!["SM54".to_owned()],
        from,
        accepting: Accepting::default(),
    }
}

on_both! {
    async fn the_nearest_are_those_whom_going_through_everybody_finds(world: World) {
        let (ctx, folder) = (world.system(), Folder::new());
        folder.import(&ctx, synthetic(6_000, false)).await.unwrap();
        let all = rows(&world, "SELECT national_id, lat, lon FROM public_practice WHERE profession = '10' AND speciality = 'SM54'").await;
        let get = |row: &QueryResult, column: &str| row.try_get::<i64>("", column).unwrap();
        // A town, the country, a mountain, an island.
        for (commune, reach) in [("75056", 400.0), (TOURS, 190.0), ("48095", 190.0), ("2A004", 100.0)] {
            let home = places::by_insee(commune).unwrap().position.unwrap();
            let mut nearest_by_hand: HashMap<String, f64> = HashMap::new();
            for row in &all {
                let there = places_at(get(row, "lat"), get(row, "lon"));
                let far = home.kilometres_to(&there);
                let least = nearest_by_hand.entry(row.try_get("", "national_id").unwrap()).or_insert(far);
                *least = least.min(far);
            }
            let mut by_hand: Vec<f64> = nearest_by_hand.into_values().filter(|far| *far < reach).collect();
            by_hand.sort_by(f64::total_cmp);
            by_hand.truncate(20);
            let found = nearest(&ctx, &gps(home.into()), 20).await.unwrap();
            let found: Vec<f64> = found.iter().map(|it| it.metres / 1000.0).collect();
            assert!(found.is_sorted(), "{found:?}");
            for (found, wanted) in found.iter().zip(&by_hand) {
                assert!((found - wanted).abs() <= 0.02 * wanted + 0.05, "{commune}: {found} {wanted}");
            }
            assert!(found.len() >= by_hand.len(), "{commune}: {} {}", found.len(), by_hand.len());
        }
    }
}

fn places_at(lat: i64, lon: i64) -> places::Position {
    #[expect(clippy::cast_precision_loss, reason = "degrees")]
    let degrees = |micro: i64| micro as f64 / 1e6;
    places::Position { lat: degrees(lat), lon: degrees(lon), exact: true }
}

on_both! {
    async fn each_is_named_once_at_the_nearest_of_their_places(world: World) {
        let (ctx, folder) = (world.system(), Folder::new());
        let twice = Line::of(17, "MARCHETTI", TOURS);
        let elsewhere = twice.clone().with("Code commune (coord. structure)", BLOIS).with("Identifiant technique de la structure", "R2");
        let psychiatrist = Line::of(33, "PETIT", TOURS).with("Code savoir-faire", "SM42");
        let nowhere = Line::of(41, "LEROY", "");
        let left = Line::of(58, "MOREL", TOURS);
        let stays = [twice, elsewhere, Line::of(25, "ROUX", BLOIS), psychiatrist, nowhere];
        let before: Vec<Line> = stays.iter().cloned().chain([left]).collect();
        folder.import(&ctx, file(&before)).await.unwrap();
        folder.import(&ctx, file(&stays)).await.unwrap();
        let found = nearest(&ctx, &gps(at(BLOIS)), 20).await.unwrap();
        let names: Vec<_> = found.iter().map(|it| (it.name.as_str(), it.metres.round())).collect();
        assert_eq!(names, [("Dr Hélène MARCHETTI", 0.0), ("Dr Hélène ROUX", 0.0)]);
        let found = nearest(&ctx, &Wanted { specialities: Vec::new(), ..gps(at(TOURS)) }, 20).await.unwrap();
        assert_eq!(found.len(), 3, "the psychiatrist too; who left, or is nowhere, is not near");
        assert_eq!(nearest(&ctx, &gps(at(TOURS)), 1).await.unwrap().len(), 1);
        assert!(nearest(&ctx, &Wanted { profession: "60".to_owned(), ..gps(at(TOURS)) }, 20).await.unwrap().is_empty());
        assert!(matches!(nearest(&world.visitor(), &gps(at(TOURS)), 20).await, Err(Error::NotFound)));
    }
}

/// What somebody said, on some day of November.
fn offer(offer: Offer, day: i8) -> NewOffer {
    NewOffer { offers: vec![offer], said_by: SaidBy::Office, confirmed_on: jiff::civil::date(2026, 11, day) }
}

on_both! {
    async fn what_they_accept_ranks_those_equally_near_and_narrows_the_list(world: World) {
        world.member("admin", Profession::NonHealth, &[Function::Administrator]).await;
        let (ctx, folder) = (world.ctx(&world.session("admin").await), Folder::new());
        let names = ["MARCHETTI", "ROUX", "PETIT", "LEROY"];
        let numbers = [17, 25, 33, 41];
        let mut lines: Vec<Line> = numbers.iter().zip(names).map(|(number, name)| Line::of(*number, name, TOURS)).collect();
        folder.import(&ctx, file(&lines)).await.unwrap();
        let found = nearest(&ctx, &gps(at(TOURS)), 20).await.unwrap();
        let id = |name: &str| found.iter().find(|it| it.name.ends_with(name)).unwrap().id;
        assert!(found[0].standing == public::Standing::default(), "nobody said anything");

        say(&ctx, id("MARCHETTI"), offer(Offer::NewPatients(Welcome::No), 2)).await.unwrap();
        say(&ctx, id("ROUX"), offer(Offer::NewPatients(Welcome::Conditions), 3)).await.unwrap();
        say(&ctx, id("PETIT"), offer(Offer::NewPatients(Welcome::Yes), 20)).await.unwrap();
        world.pass(1);
        say(&ctx, id("PETIT"), offer(Offer::NewPatients(Welcome::No), 4)).await.unwrap();
        let order = |found: Vec<public::Near>| -> Vec<String> {
            found.into_iter().map(|it| it.name.rsplit(' ').next().unwrap().to_owned()).collect()
        };
        let all = nearest(&ctx, &gps(at(TOURS)), 20).await.unwrap();
        assert_eq!(order(all), ["PETIT", "ROUX", "LEROY", "MARCHETTI"], "what was confirmed last holds, whenever it was told");
        let history: Vec<_> = offers(&ctx, id("PETIT")).await.unwrap().into_iter().map(|it| (it.offer, it.by)).collect();
        let by = Some("Camille admin".to_owned());
        assert_eq!(history, [(Offer::NewPatients(Welcome::Yes), by.clone()), (Offer::NewPatients(Welcome::No), by)], "nothing is overwritten");

        say(&ctx, id("ROUX"), offer(Offer::Languages(["ar".to_owned(), "en".to_owned()].into()), 5)).await.unwrap();
        say(&ctx, id("ROUX"), offer(Offer::FeeSector(Sector::One), 5)).await.unwrap();
        say(&ctx, id("LEROY"), offer(Offer::HomeVisits(true), 5)).await.unwrap();
        let narrowed = async |accepting: Accepting| {
            order(nearest(&ctx, &Wanted { accepting, ..gps(at(TOURS)) }, 20).await.unwrap())
        };
        assert_eq!(narrowed(Accepting { new_patients: true, ..Accepting::default() }).await, ["PETIT", "ROUX"]);
        assert_eq!(narrowed(Accepting { home_visits: true, ..Accepting::default() }).await, ["LEROY"]);
        let spoken = |language: &str| Accepting { language: Some(language.to_owned()), ..Accepting::default() };
        assert_eq!(narrowed(spoken("ar")).await, ["ROUX"]);
        assert!(narrowed(spoken("fr")).await.is_empty(), "who never said so is not among them");
        let both = Accepting { new_patients: true, fee_sector: Some(Sector::One), ..Accepting::default() };
        assert_eq!(narrowed(both).await, ["ROUX"]);

        lines[1] = lines[1].clone().with("Téléphone (coord. structure)", "0247000000");
        folder.import(&ctx, file(&lines[1..])).await.unwrap();
        let roux = &nearest(&ctx, &gps(at(TOURS)), 20).await.unwrap()[1];
        assert_eq!((roux.phone.as_deref(), roux.standing.new_patients), (Some("0247000000"), Some(Welcome::Conditions)), "an import changes nothing of it");
        let gone = say(&ctx, id("MARCHETTI"), offer(Offer::HomeVisits(true), 6)).await;
        assert!(matches!(gone, Err(Error::NotFound)), "who left says nothing more");
        world.member("nurse", Profession::Nurse, &[]).await;
        let nurse = world.ctx(&world.session("nurse").await);
        world.member("mayor", Profession::NonHealth, &[]).await;
        let mayor = world.ctx(&world.session("mayor").await);
        assert!(matches!(say(&mayor, id("ROUX"), offer(Offer::HomeVisits(true), 6)).await, Err(Error::Forbidden)));
        for _ in 0..2 {
            say(&nurse, id("ROUX"), offer(Offer::HomeVisits(true), 6)).await.unwrap();
        }
        let said = offers(&ctx, id("ROUX")).await.unwrap();
        assert_eq!(said.iter().filter(|it| it.offer == Offer::HomeVisits(true)).count(), 1, "said twice, said once");
        assert_eq!(nearest(&nurse, &gps(at(TOURS)), 20).await.unwrap().len(), 3, "who cares looks people up");
        let form = OfferForm { home_visits: "yes".to_owned(), said_by: "office".to_owned(), confirmed_on: "24/11/2026".to_owned(), ..OfferForm::default() };
        let today = jiff::civil::date(2026, 11, 23);
        assert_eq!(crate::house::faults(NewOffer::parse(&form, today)), [("confirmed_on", "fault-date-future")]);
    }
}

/// The plan of a statement, as one text.
async fn plan<C: ConnectionTrait>(db: &C, said: &Statement) -> String {
    let backend = db.get_database_backend();
    let (explain, column) = if backend == DbBackend::Sqlite {
        ("EXPLAIN QUERY PLAN", "detail")
    } else {
        ("EXPLAIN", "QUERY PLAN")
    };
    let values = said.values.clone().map(|values| values.0).unwrap_or_default();
    let text = format!("{explain} {}", said.sql);
    let lines = db.query_all_raw(Statement::from_sql_and_values(backend, text, values)).await.unwrap();
    lines.iter().map(|line| line.try_get::<String>("", column).unwrap()).collect::<Vec<_>>().join("\n")
}

on_both! {
    async fn nobody_is_gone_through_for_an_import_or_for_the_nearest(world: World) {
        let (ctx, folder) = (world.system(), Folder::new());
        let text = synthetic(3_000, false);
        folder.import(&ctx, &text).await.unwrap();
        let (again, imported) = store::count::record(folder.import(&ctx, &text)).await;
        again.unwrap();
        let (found, asked) = store::count::record(nearest(&ctx, &gps(at(TOURS)), 20)).await;
        assert_eq!(found.unwrap().len(), 20);
        assert!((1..=5).contains(&asked.len()), "{} statements", asked.len());
        let db = world.house.db().held_reader();
        let sqlite = db.get_database_backend() == DbBackend::Sqlite;
        if !sqlite {
            // What is small is read whole, whatever the index: it is asked what it would do if that were dear.
            db.execute_unprepared("SET enable_seqscan = off").await.unwrap();
        }
        for (said, nearby) in imported.into_iter().map(|it| (it, false)).chain(asked.into_iter().map(|it| (it, true))) {
            let (Said::Reading(statement) | Said::Within(statement)) = said else { continue };
            if !statement.sql.contains("public_practice") || !statement.sql.starts_with(['S', 'W']) {
                continue;
            }
            let plan = plan(&db, &statement).await;
            assert!(!plan.contains("SCAN public_practice") && !plan.contains("SCAN p"), "{plan}");
            assert!(!plan.contains("Seq Scan on public_practice"), "{plan}");
            if nearby {
                let index = "ix_public_practice_profession_cell_lat_lon_rank_speciality_id";
                let wanted = if sqlite {
                    format!("USING COVERING INDEX {index} (territory_id=? AND profession=? AND cell>? AND cell<?)")
                } else {
                    format!("Index Only Scan using {index} ")
                };
                assert!(plan.contains(&wanted), "{plan}");
            }
        }
    }
}
