//! What may stand in each parameter of a path. One table, shared by every crawl: a route with a parameter that is not
//! in it fails them all, with a message that says where to add it.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;
use web::registry::{self, RouteLine};

use crate::App;

/// Where the values of a parameter come from.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// Every identifier in a column of a table, as it stands in URLs.
    Rows(&'static str, &'static str),
    /// These words.
    Words(&'static [&'static str]),
}

use Source::{Rows, Words};

/// Name of the parameter, and where its values come from. Add a line here when a route has a parameter of a new name.
const PARAMETERS: &[(&str, Source)] = &[
    ("absence", Rows("absence", "id")),
    ("account", Rows("account", "id")),
    ("advice", Rows("advice", "id")),
    ("application", Rows("right_application", "id")),
    ("arrival", Rows("arrival", "id")),
    ("assessment", Rows("draft WHERE form = 'assessment'", "object_id")),
    ("attempt", Rows("break_glass", "id")),
    ("goal", Rows("support_goal", "id")),
    ("interview", Rows("interview", "id")),
    ("invitation", Rows("team_invitation", "id")),
    ("step", Rows("support_step", "id")),
    ("question", Rows("own_question", "id")),
    ("consultation", Rows("consultation", "id")),
    // Of the lines that acts leave by themselves none has a page.
    ("entry", Rows("entry WHERE object_kind = 'entry'", "id")),
    ("event", Rows("audit_event", "id")),
    ("fact", Rows("information", "id")),
    ("field", Words(&["q.b.0"])),
    ("file", Rows("attachment", "id")),
    ("format", Words(&["csv", "json", "xlsx", "pdf"])),
    ("import", Rows("import", "id")),
    ("indicator", Words(&["advices_asked", "advices_given", "arrivals"])),
    ("match", Rows("identity_match", "id")),
    ("member", Rows("care_team_member", "id")),
    ("membership", Rows("program_membership", "id")),
    ("merge", Rows("person_merge", "id")),
    ("organization", Rows("organization", "id")),
    ("pair", Rows("identity_match", "id")),
    ("pathway", Rows("pathway", "id")),
    ("path", Words(&["no-such-file.css"])),
    ("person", Rows("person", "id")),
    ("practice", Rows("public_practice", "id")),
    ("practitioner", Rows("practitioner", "id")),
    ("professional", Rows("practitioner", "id")),
    ("program", Words(&["advice-line", "social-accompaniment", "somatic-network"])),
    ("right", Words(&["aah", "rsa"])),
    ("role", Rows("practitioner_role", "id")),
    ("slot", Rows("slot WHERE program IS NOT NULL", "id")),
    ("snippet", Rows("snippet", "id")),
    ("synthesis", Rows("synthesis", "id")),
    ("referral", Rows("referral", "id")),
    ("structure", Rows("organization", "id")),
    ("unsent", Rows("draft", "id")),
    ("token", Words(&["AAAAAAAAAAAAAAAAAAAAAA"])),
];

/// The parameters of all routes.
fn parameters() -> BTreeSet<&'static str> {
    registry::lines().iter().flat_map(|route| names(route.path)).collect()
}

/// What no table holds: well formed and absent, then not even well formed.
const STRANGERS: [&str; 2] = ["6f1c2f3e-7a53-4f0e-9d2e-0a4c6c2b9f11", "n'importe-quoi%00"];

/// The values of each parameter, as they stand in URLs; the strangers come last.
#[derive(Debug, Clone, Default)]
pub struct Fillings(BTreeMap<&'static str, Vec<String>>);

impl Fillings {
    /// Every identifier of a world; of the directory and the journal, of which there are many, the last `most`.
    ///
    /// # Panics
    /// Where the database does not answer.
    pub async fn of(app: &App, most: usize) -> Self {
        let mut fillings = BTreeMap::new();
        let used = parameters();
        for (name, from) in PARAMETERS.iter().filter(|(name, _)| used.contains(name)) {
            let mut values: Vec<String> = match from {
                Rows(table, column) => {
                    let ids = identifiers(app, table, column).await;
                    let skipped = ids.len().saturating_sub(most);
                    ids.into_iter().skip(skipped).map(|id| app.sealed(id)).collect()
                }
                Words(words) => words.iter().map(|word| (*word).to_owned()).collect(),
            };
            values.extend(STRANGERS.map(str::to_owned));
            fillings.insert(*name, values);
        }
        Self(fillings)
    }

    /// How many values are tried for a parameter, the strangers included.
    ///
    /// # Panics
    /// Where a parameter is not in the table.
    pub fn count(&self, name: &str) -> usize {
        self.0[name].len()
    }

    /// Of a world and of its twin, in which something hidden stands besides: the last `each` of what both hold, the
    /// last `each` of what only the second holds, and the strangers.
    pub async fn of_twins(without: &App, with: &App, each: usize) -> Self {
        let (known, all) = (Self::of(without, usize::MAX).await.0, Self::of(with, usize::MAX).await.0);
        let last = |values: Vec<String>| -> Vec<String> {
            let skipped = values.len().saturating_sub(each);
            values.into_iter().skip(skipped).collect()
        };
        let twin = |(name, values): (&'static str, Vec<String>)| {
            let strange = |value: &String| STRANGERS.contains(&value.as_str());
            let common = &known[name];
            let (shared, hidden): (Vec<_>, Vec<_>) =
                values.into_iter().filter(|it| !strange(it)).partition(|it| common.contains(it));
            let strangers = STRANGERS.iter().map(|it| (*it).to_owned());
            (name, last(shared).into_iter().chain(last(hidden)).chain(strangers).collect())
        };
        Self(all.into_iter().map(twin).collect())
    }

    /// The paths of a route, filled: in every way where they are few, otherwise each value of each parameter once.
    ///
    /// # Panics
    /// Where a parameter is not in the table.
    pub fn paths(&self, route: &RouteLine) -> Vec<String> {
        const FEW: usize = 40;
        // A document opens under its own object alone: each is asked for under each.
        const FILES: usize = 250;
        let few = if route.method == "GET" && route.path.contains("{file}") { FILES } else { FEW };
        let parameters: Vec<(&str, &[String])> =
            names(route.path).map(|name| (name, self.values(name, route.path))).collect();
        let ways: usize = parameters.iter().map(|(_, values)| values.len()).product();
        if ways <= few {
            return parameters.iter().fold(vec![route.path.to_owned()], |paths, (name, values)| {
                paths.iter().flat_map(|path| values.iter().map(|value| put(path, name, value))).collect()
            });
        }
        let longest = parameters.iter().map(|(_, values)| values.len()).max().unwrap_or(1);
        (0..longest)
            .map(|at| {
                parameters.iter().fold(route.path.to_owned(), |path, (name, values)| {
                    put(&path, name, &values[at % values.len()])
                })
            })
            .collect()
    }

    fn values(&self, name: &str, path: &str) -> &[String] {
        self.0.get(name).unwrap_or_else(|| {
            panic!(
                "{path}: nothing to put into {{{name}}}; say where its values come from in PARAMETERS, \
                 crates/testkit/src/fillings.rs"
            )
        })
    }
}

/// The names of a path's parameters.
fn names(path: &'static str) -> impl Iterator<Item = &'static str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.trim_start_matches('*'))
}

fn put(path: &str, name: &str, value: &str) -> String {
    path.replace(&format!("{{{name}}}"), value).replace(&format!("{{*{name}}}"), value)
}

/// The identifiers in a column, oldest first.
///
/// # Panics
/// Where the database does not answer.
async fn identifiers(app: &App, table: &str, column: &str) -> Vec<Uuid> {
    let db = app.house.db().reader();
    let text = format!("SELECT {column} AS id FROM {table} ORDER BY {column}");
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), text)).await;
    rows.expect("the database answers")
        .iter()
        .map(|row| row.try_get("", "id").expect("an identifier"))
        .collect()
}
