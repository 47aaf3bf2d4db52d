//! The leak crawl: a world with a canary in each part, every route as every persona, against the committed matrix
//! (access.md, property 2); and the journal, which names each person whose record was shown (property 5).

use std::collections::BTreeSet;
use std::fmt::Write;

use care::people::{self, InformationKind};
use policy::Compartment;
use testkit::{App, Browser, Canary, Engine, Fillings, crawl, crawl_acts};

use crate::marked::{actor, marked};

type Row = BTreeSet<&'static str>;

fn table<'a>(rows: &[(String, Row)], canaries: impl Iterator<Item = &'a Canary>) -> String {
    let mut text = String::from("\n| mark |");
    for (reader, _) in rows {
        let _ = write!(text, " {reader} |");
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(rows.len()));
    for canary in canaries {
        let _ = write!(text, "\n| {} |", canary.name);
        for (_, by) in rows {
            text.push_str(if by.contains(canary.name) { " sees |" } else { " |" });
        }
    }
    text.push('\n');
    text
}

const ABOUT: &str = "# What each persona sees\n\nMade by crawling every route of the registry as every persona, pages, headers, letters and their metadata. Run the \
tests with `UPDATE_DOCS=1` to write it anew; a change is a change of who sees what.\n\n\
A person, Zéphyrine Canarimarque, is followed by the persona `gp`; in their care team are `nurse`, `psychiatrist_3`, `social_worker` and, by \
consent, `mediator`. `gp` sent `psychiatrist` a request about them that was closed 40 days ago, another that is answered, and one without identity to which the reply is being written. Another person is \
followed by `gp_2` with `psychiatrist_2`, another by `psychiatrist` and `nurse`, without an attending doctor here; at the reception of the health centre `social_worker` wrote down somebody without a name, and the person; two records of a third by practices of which nobody here is. Into the team of a fourth `gp` invited `gp_2`, who has not answered, and \
`psychiatrist_2`, who declined; an invitation of `gp_2` for a fifth was taken back. Each row is a mark that stands in one place only.\n";

const ACTING: &str = "\n## What acting adds\n\nThe same, once the persona has sent every act that the registry knows, with nothing in it, with garbage and with names: what they \
came to see because of it, and had the right to bring about: whoever accepts an invitation is of the team, and reads what the team reads.\n";

/// How many of each thing are tried in a route. Entries made at one moment stand in no order: it is as many as are marked.
const SAMPLE: usize = 16;

/// What a persona sees, as the committed matrix says.
pub(crate) fn committed(persona: &str) -> BTreeSet<String> {
    let text = include_str!("../../../../docs/leak-matrix.md");
    let mut lines = text.lines().filter(|line| line.starts_with('|'));
    let cells =
        |line: &str| line.trim_matches('|').split('|').map(|it| it.trim().to_owned()).collect::<Vec<_>>();
    let head = cells(lines.next().expect("a table"));
    let column = head.iter().position(|it| it == persona).expect("a column of that persona");
    let rows = lines.skip(1).map(cells).take_while(|row| row.len() == head.len());
    rows.filter(|row| row[column] == "sees").map(|row| row[0].clone()).collect()
}

/// The person on their own page, as a column of the matrix.
const OWN_PAGE: &str = "the person";
/// The doctor who took them over by a link.
const RECEIVER: &str = "the doctor by link";

/// The same on PostgreSQL, for a member of the team of each kind and somebody outside of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_some_personas_see_on_postgres_is_what_is_written() {
    let app = App::start(Engine::Postgres).await;
    let canaries = marked(&app).await;
    let fillings = Fillings::of(&app, SAMPLE).await;
    for persona in ["gp", "social_worker", "secretary", "psychiatrist_2"] {
        let reader = app.sign_in(persona).await;
        let seen = crawl(&reader, &fillings, &canaries).await;
        let seen: BTreeSet<String> = seen.into_iter().map(str::to_owned).collect();
        assert_eq!(seen, committed(persona), "{persona}");
    }
}

/// A consent that is taken back closes everything at once, on every page, list and letter; so does an objection to parts, but
/// for what each wrote.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_back_is_closed_everywhere() {
    let app = App::start(Engine::Sqlite).await;
    let canaries = marked(&app).await;
    let fillings = Fillings::of(&app, SAMPLE).await;
    let gp = app.cast.get("gp").role;
    let persons = people::mine(&actor(&app, "gp").await, None).await.expect("their persons").items;
    let person = persons.iter().find(|it| it.family == "Canarimarque").expect("the person").id;
    let seen = async |persona: &str| -> BTreeSet<String> {
        let reader = app.sign_in(persona).await;
        crawl(&reader, &fillings, &canaries).await.into_iter().map(str::to_owned).collect()
    };
    app.says(person, gp, InformationKind::ConsentWithdrawn, Some("mediator"), "").await;
    let still = seen("mediator").await;
    let of_nobody = |it: &String| it.starts_with("arrival of nobody");
    assert!(still.iter().all(of_nobody), "the mediator still sees {still:?}");
    assert!(committed("mediator").iter().any(|it| !of_nobody(it)), "there was something to close");

    let before = committed("nurse");
    app.closes(person, gp, &[Compartment::Somatic, Compartment::Psychiatric], None).await;
    let closed: BTreeSet<String> = &before - &seen("nurse").await;
    for part in ["record: somatic", "record: psychiatric", "somatic: document", "questionnaire: psychiatric"]
    {
        assert!(closed.contains(part), "the nurse still sees {part}; closed: {closed:?}");
    }
    let stays = |it: &&String| {
        it.starts_with("identity") || it.starts_with("record: coordination") || it.starts_with("request")
    };
    assert!(closed.iter().find(stays).is_none(), "it closed more than the parts: {closed:?}");
}

/// The calendar of a persona, which holds a link and nothing else, is told when they are taken, and no mark; how often they are.
async fn told_to_a_calendar(world: &App, reader: &Browser, persona: &str, canaries: &[Canary]) -> usize {
    let made = reader.post("/agenda/link", &[]).await.first("code.secret");
    let (_, link) = made.split_once("/agenda/").expect("an address");
    let told = world.visitor().get(&format!("/agenda/{link}")).await;
    // Lines that were folded are read whole.
    let text = told.text().replace("\r\n ", "");
    assert!(text.starts_with("BEGIN:VCALENDAR"), "{persona}: {text}");
    let marked = canaries.iter().find(|it| it.texts.iter().any(|mark| text.contains(mark.as_str())));
    assert!(marked.is_none(), "the calendar of {persona} is told of {:?}", marked.map(|it| it.name));
    text.matches("BEGIN:VEVENT").count()
}

/// What each persona sees, and what acting adds to it; acts themselves show nothing that the pages do not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_each_persona_sees_is_what_is_written() {
    let app = App::start(Engine::Sqlite).await;
    let canaries = marked(&app).await;
    let fillings = Fillings::of(&app, SAMPLE).await;
    let all = Fillings::of(&app, usize::MAX).await.count("entry");
    assert_eq!(
        fillings.count("entry"),
        all,
        "a marked entry is not among those that are tried: SAMPLE is too small"
    );
    // A beginning, so that what is typed and given back is not taken for what was found.
    let typed = "Zéphyrine Canarimar";
    let (mut seen, mut gained) = (Vec::new(), Vec::new());
    let personas: Vec<String> = app.cast.personas.iter().map(|it| it.persona.clone()).collect();
    let persons = people::mine(&actor(&app, "gp").await, None).await.expect("their persons").items;
    let person = persons.iter().find(|it| it.family == "Canarimarque").expect("the person").id;
    let others = ["visitor", OWN_PAGE, RECEIVER].into_iter();
    for persona in others.chain(personas.iter().map(String::as_str)) {
        let world = app.fork().await;
        let reader = match persona {
            "visitor" => world.visitor(),
            OWN_PAGE => world.own_page("gp", person).await,
            RECEIVER => world.handed_over("gp", person).await,
            persona => world.sign_in(persona).await,
        };
        if persona == "social_worker" {
            let coming = told_to_a_calendar(&world, &reader, persona, &canaries).await;
            assert_eq!(coming, 1, "the interview that she planned");
        }
        let before = crawl(&reader, &fillings, &canaries).await;
        let shown = crawl_acts(&reader, &fillings, &canaries, typed).await;
        let after = if persona == "visitor" {
            BTreeSet::new()
        } else if matches!(persona, OWN_PAGE | RECEIVER) {
            crawl(&reader, &fillings, &canaries).await
        } else {
            // Every link that opens nothing counted as a try from here.
            world.pass(1);
            let reader = world.sign_in(persona).await;
            told_to_a_calendar(&world, &reader, persona, &canaries).await;
            crawl(&reader, &fillings, &canaries).await
        };
        let beyond: Vec<_> =
            shown.iter().filter(|it| !before.contains(*it) && !after.contains(*it)).collect();
        assert!(beyond.is_empty(), "acts show {persona} what no page does: {beyond:?}");
        gained.push((persona.to_owned(), &after - &before));
        seen.push((persona.to_owned(), before));
    }
    gained.retain(|(_, row)| !row.is_empty());
    // Every mark stands in the first table; in the second only those that somebody came to see.
    let added = canaries.iter().filter(|it| gained.iter().any(|(_, row)| row.contains(it.name)));
    let acting = if gained.is_empty() { "\nNothing.\n".to_owned() } else { table(&gained, added) };
    let written = [ABOUT, &table(&seen, canaries.iter()), ACTING, &acting].concat();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/leak-matrix.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &written).expect("the matrix is written");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(committed, written, "docs/leak-matrix.md says otherwise");
}
