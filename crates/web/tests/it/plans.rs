//! The pages that people open all day read along indexes on both engines: whatever the size of the territory, nothing is
//! scanned for them.

use care::people::TeamGround;
use sea_orm::{ConnectionTrait, Statement};
use store::count::Said;
use testkit::on_both;

/// How the engine would carry out a statement, line by line.
async fn plan<C: ConnectionTrait>(db: &C, said: &Statement) -> Vec<String> {
    let backend = db.get_database_backend();
    let sqlite = backend == sea_orm::DbBackend::Sqlite;
    let (explain, column) = if sqlite { ("EXPLAIN QUERY PLAN", "detail") } else { ("EXPLAIN", "QUERY PLAN") };
    let text = format!("{explain} {}", said.sql);
    let values = said.values.clone().map(|values| values.0).unwrap_or_default();
    let rows = db.query_all_raw(Statement::from_sql_and_values(backend, text, values)).await;
    let rows = rows.unwrap_or_else(|error| panic!("{}: {error}", said.sql));
    rows.iter().map(|row| row.try_get("", column).expect("a line of the plan")).collect()
}

/// The tables that a plan reads from end to end; what the statement made itself is none. PostgreSQL reads small tables so whatever their indexes: it is asked what
/// it would do if that were dear.
fn scanned(plan: &[String]) -> Vec<String> {
    let lines = || plan.iter().map(|line| line.trim_start());
    let made: Vec<&str> = lines()
        .filter_map(|line| line.strip_prefix("CO-ROUTINE ").or(line.strip_prefix("MATERIALIZE ")))
        .collect();
    let mut tables = Vec::new();
    for line in plan {
        let line = line.trim_start_matches([' ', '-', '>']);
        // Along an index, but of all that the territory has.
        if let Some(all) = line.strip_prefix("SEARCH ").filter(|line| line.ends_with("(territory_id=?)")) {
            tables.extend(all.split_whitespace().next().map(str::to_owned));
        }
        let table = line
            .strip_prefix("Seq Scan on ")
            .or_else(|| {
                line.strip_prefix("SCAN ")
                    .filter(|_| !line.contains(" USING ") && !line.ends_with(" CONSTANT ROWS"))
            })
            .and_then(|rest| rest.split_whitespace().next());
        tables.extend(table.filter(|table| !made.contains(table)).map(str::to_owned));
    }
    tables
}

on_both! {
    async fn nothing_is_scanned(app) {
        let gp = app.cast.get("gp").role;
        let person = app.person(gp, "Nadia", "Ferhat", "1979-03-14").await;
        app.joins(person, gp, "social_worker", TeamGround::ChosenByPerson).await;
        let page = format!("/persons/{}", app.sealed(person.uuid()));
        let awa = app.sign_in("social_worker").await;
        // One connection, which is told that reading a table from end to end is dear.
        let db = app.house.db().held_reader();
        if db.get_database_backend() == sea_orm::DbBackend::Postgres {
            db.execute_unprepared("SET enable_seqscan = off").await.expect("it is told");
        }
        let own = [page.clone(), format!("{page}/rights"), format!("{page}/team"), format!("{page}/information")];
        let shared = ["/", "/persons", "/rights", "/rights?column=open", "/rights?ours=yes", "/radar"].map(str::to_owned);
        for path in own.iter().chain(&shared) {
            let (answer, said) = store::count::record(awa.get(path)).await;
            assert_eq!(answer.status, 200, "{path}");
            along_indexes(&db, path, said).await;
        }
        // A spreadsheet: who is in it already, what they have, what becomes of each line.
        let text = "Nom;Prénom;Né(e) le;Droit;Déposé le\nFerhat;Nadia;14/03/1979;AAH;01/06/2026\nHaddad;Samir;01/02/1968;C2S;01/06/2026";
        let kept = awa.upload("/imports/new", "suivi.csv", text.as_bytes()).await;
        let import = kept.location();
        let columns: Vec<_> = ["family", "given", "birth_date", "right", "filed_on"]
            .into_iter()
            .enumerate()
            .map(|(at, kind)| (format!("column-{at}"), kind))
            .collect();
        let columns: Vec<_> = columns.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
        let mapped = awa.post(&import, &columns).await;
        let (checked, said) = store::count::record(awa.get(&mapped.location())).await;
        assert!(checked.words().contains("Lignes reprises 2"), "{}", checked.words());
        along_indexes(&db, "what a spreadsheet would leave", said).await;
        let run = [("ground", "chosen_by_person"), ("told", "in_person"), ("channel", "post")];
        let (ran, said) = store::count::record(awa.post(&format!("{import}/run"), &run)).await;
        assert_eq!(ran.status, 303, "{}", ran.words());
        along_indexes(&db, "a spreadsheet", said).await;
    }
}

/// What is read of these statements is read along indexes.
async fn along_indexes<C: ConnectionTrait>(db: &C, what: &str, said: Vec<Said>) {
    let mut read = 0;
    for one in said {
        let (Said::Reading(statement) | Said::Within(statement)) = one else { continue };
        // A statement may begin with a part that it names; what writes is not planned here.
        let reads = ["SELECT", "WITH"].iter().any(|begin| statement.sql.starts_with(begin));
        if !reads || statement.sql.contains("INSERT INTO") {
            continue;
        }
        read += 1;
        let plan = plan(db, &statement).await;
        let scanned = scanned(&plan);
        let plan = plan.join("\n");
        assert!(scanned.is_empty(), "{what} reads all of {scanned:?} for {}\n{plan}", statement.sql);
    }
    assert!(read > 0, "{what} reads nothing");
}
