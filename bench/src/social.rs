//! Accompaniment: the board of rights and the page of a person about whom much is known.

use std::fmt::Write as _;
use std::time::Instant;

use care::imports::{self, Mapping, MappingForm, NewImport, NewRun};
use care::people::{How, InformationKind, MemberKind, NewMember, TeamGround};
use care::record::{Audience, Content, NewEntry, write};
use care::rights::{Channel, Fact, NewApplication, NewFact, begin, happened};
use care::stories::acting;
use care::{Ctx, ImportId, PersonId, RoleId, people};
use jiff::{SignedDuration, ToSpan};
use policy::Compartment;
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use crate::table::Table;
use crate::world::{Engine, World};
use crate::{Failure, Options, pages};

/// Applications on the board.
const APPLICATIONS: usize = 5_000;
/// Applications a person.
const EACH: usize = 4;
/// Entries in the record of one person.
const ENTRIES: usize = 500;
/// Lines of a follow-up spreadsheet, each of another person.
const LINES: usize = 5_000;

/// The medians of the measures, of which a growth is told.
pub(crate) struct Accompaniment {
    board: f64,
    page: f64,
    spreadsheet: f64,
}

/// What each costs more in the large territory than in the small one.
pub(crate) fn growth(engine: Engine, table: &mut Table, (few, small): Grown, (many, large): Grown) {
    let of = |what: &str| format!("median {what}, {many} persons beside {few}");
    table.growth(engine, &of("board of rights"), small.board, large.board);
    table.growth(engine, &of("page of a full record"), small.page, large.page);
    table.growth(engine, &of("spreadsheet taken over"), small.spreadsheet, large.spreadsheet);
}

/// Over how many persons, and what was measured.
type Grown<'a> = (usize, &'a Accompaniment);

/// The measures. They write, and come last.
pub(crate) async fn accompaniment(
    world: &World,
    options: &Options,
    table: &mut Table,
    persons: usize,
) -> Result<Accompaniment, Failure> {
    let applications = if options.quick { APPLICATIONS / 5 } else { APPLICATIONS };
    let followed = followed(world, applications / EACH).await?;
    let awa = acting(&world.house, world.seeded.cast.get("social_worker").role).await?;
    for some in followed.chunks(8) {
        let all = some
            .iter()
            .map(|(person, gp)| tokio::spawn(told(world.house.clone(), awa.clone(), *person, *gp)));
        for one in all.collect::<Vec<_>>() {
            one.await??;
        }
    }
    world.settle().await?;
    eprintln!("  told: measuring …");
    let what = format!("board of {applications} applications over {persons} persons, 99th percentile");
    let goal = pages::Goal::within(20.0);
    let board = pages::line(world, options, table, "social_worker", "/rights", (&what, goal)).await?;
    let (person, gp) = full(world).await?;
    world.settle().await?;
    eprintln!("  record: measuring …");
    let path = format!("/persons/{}", world.house.sealer().seal(person.uuid()));
    let what = format!("page of a person with {ENTRIES} entries over {persons} persons, 99th percentile");
    let goal = pages::Goal::within(10.0).in_statements(8);
    let page = pages::line(world, options, table, gp, &path, (&what, goal)).await?;
    let spreadsheet = taken_over(world, options, table, &awa).await?;
    Ok(Accompaniment { board, page, spreadsheet })
}

/// The same spreadsheet three times, undone in between, each of other names: the middle one counts, and all three are told.
async fn taken_over(world: &World, options: &Options, table: &mut Table, awa: &Ctx) -> Result<f64, Failure> {
    let lines = if options.quick { LINES / 5 } else { LINES };
    let (mut took, mut before) = (Vec::new(), None);
    for names in ["Tableau", "Cahier", "Registre"] {
        if let Some(id) = before {
            imports::undo(awa, id).await?;
        }
        let (id, seconds) = one_taken_over(awa, lines, names).await?;
        before = Some(id);
        took.push(seconds);
    }
    let told = took.iter().map(|it| format!("{it:.2}")).collect::<Vec<_>>().join(", ");
    let middle = crate::wire::percentile(&mut took, 0.5);
    let what = format!("spreadsheet of {lines} lines taken over, middle of three");
    let words = format!("{told} s");
    table.line(world.engine, &what, "< 5 s", format!("{middle:.2} s"), middle < 5.0, words);
    Ok(middle)
}

/// A spreadsheet taken over: read, kept, looked through, carried out. Every line creates a person, their care team and an
/// application with its filing, journalled. In how many seconds.
async fn one_taken_over(awa: &Ctx, lines: usize, names: &str) -> Result<(ImportId, f64), Failure> {
    let mut file = "Nom;Prénom;Date de naissance;Droit;Ouvert le;Déposé le\n".to_owned();
    for number in 0..lines {
        let (family, day, year) = (number / 26, number % 28 + 1, 1940 + number % 60);
        let letter = char::from(b'A' + u8::try_from(number % 26)?);
        let family: String = family.to_string().bytes().map(|it| char::from(it - b'0' + b'a')).collect();
        writeln!(file, "{names}{letter}{family};Ida;{day:02}/05/{year};C2S;01/03/2026;15/03/2026")?;
    }
    let start = Instant::now();
    let new = NewImport::read("suivi.csv".to_owned(), file.into_bytes()).await?;
    let id = imports::keep(awa, new).await?;
    let columns = ["family", "given", "birth_date", "right", "opened_on", "filed_on"];
    let form = MappingForm { columns: columns.map(str::to_owned).to_vec() };
    imports::map(awa, id, Mapping::parse(&form)?).await?;
    let checked = imports::check(awa, id).await?;
    if checked.good != lines {
        return Err(format!("{} of {lines} lines are good", checked.good).into());
    }
    let new = NewRun {
        ground: TeamGround::ChosenByPerson,
        told: Some(How::InPerson),
        channel: Some(Channel::Post),
    };
    imports::run(awa, id, Some(new)).await?;
    Ok((id, start.elapsed().as_secs_f64()))
}

/// Persons and the role of their attending doctor.
pub(crate) async fn followed(world: &World, many: usize) -> Result<Vec<(PersonId, RoleId)>, Failure> {
    let db = world.house.db().reader();
    let text = "SELECT person_id, role_id FROM care_team_member WHERE territory_id = $1 AND kind = 'attending_gp' \
                AND until_at IS NULL ORDER BY id LIMIT $2";
    let values = [world.house.territory().uuid().into(), i64::try_from(many)?.into()];
    let statement = Statement::from_sql_and_values(db.get_database_backend(), text, values);
    let mut found = Vec::new();
    for row in db.query_all_raw(statement).await? {
        found
            .push((row.try_get::<Uuid>("", "person_id")?.into(), row.try_get::<Uuid>("", "role_id")?.into()));
    }
    Ok(found)
}

/// One person joins those whom Awa accompanies, with four rights at different stages.
async fn told(
    house: std::sync::Arc<care::House>,
    awa: Ctx,
    person: PersonId,
    gp: RoleId,
) -> Result<(), Failure> {
    let gp = acting(&house, gp).await?;
    let new = NewMember {
        kind: Some(MemberKind::SocialWorker),
        ..NewMember::now(awa.actor().professional()?.role(), TeamGround::ChosenByPerson)
    };
    people::join_care_team(&gp, person, new).await?;
    let at = |days: i64| Some(awa.now() - SignedDuration::from_hours(24 * days));
    let filing = || Fact::Filing { channel: Channel::Post, number: None, amount: None };
    let today = people::today(&awa);
    for (right, days, facts) in [
        ("puma", 10, Vec::new()),
        ("aah", 100, vec![filing()]),
        (
            "c2s",
            200,
            vec![
                filing(),
                Fact::Grant { from: today, until: Some(today.saturating_add(12.months())), amount: None },
            ],
        ),
        ("rqth", 60, vec![filing(), Fact::Refusal { why: "Taux".to_owned() }]),
    ] {
        let new = NewApplication { right: right.to_owned(), at: at(days) };
        let id = begin(&awa, awa.new_id(), person, new).await?;
        for fact in facts {
            happened(&awa, id, NewFact { fact, at: at(days) }).await?;
        }
    }
    Ok(())
}

/// Somebody whom the GP looks after, and the GP acting.
pub(crate) async fn of_the_gp(world: &World) -> Result<(PersonId, Ctx), Failure> {
    let gp = acting(&world.house, world.seeded.cast.get("gp").role).await?;
    let db = world.house.db().reader();
    let text = "SELECT person_id FROM care_team_member WHERE territory_id = $1 AND practitioner_id = $2 ORDER BY id LIMIT 1";
    let values =
        [world.house.territory().uuid().into(), gp.actor().professional()?.practitioner().uuid().into()];
    let row =
        db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), text, values)).await?;
    let person: Uuid = row.ok_or("the GP looks after nobody")?.try_get("", "person_id")?;
    Ok((person.into(), gp))
}

/// A person whose record holds much, and the persona who opens it.
async fn full(world: &World) -> Result<(PersonId, &'static str), Failure> {
    let (person, gp) = of_the_gp(world).await?;
    let compartments = [Compartment::Somatic, Compartment::Psychiatric, Compartment::Coordination];
    for number in 0..ENTRIES {
        let entry = NewEntry {
            compartment: compartments[number % compartments.len()],
            at: Some(gp.now() - SignedDuration::from_hours(i64::try_from(number)? * 20)),
            until: None,
            content: Content::Note { text: format!("Consultation {number}.") },
            audience: Audience::Compartment,
            shared_with_social: false,
        };
        write(&gp, gp.new_id(), person, entry).await?;
    }
    let told = people::NewInformation::now(InformationKind::Informed, How::InPerson);
    people::record_information(&gp, person, told).await?;
    Ok((person, "gp"))
}
