//! Hand-written statements for lists, with `?` for each value on both engines.

use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};

/// A statement whose `?` placeholders are numbered where the engine wants numbers.
/// Question marks never stand in our SQL for anything else.
pub(crate) fn sql<C: ConnectionTrait>(db: &C, text: &str, values: Vec<Value>) -> Statement {
    let backend = db.get_database_backend();
    if backend != DbBackend::Postgres {
        return Statement::from_sql_and_values(backend, text, values);
    }
    let mut numbered = String::with_capacity(text.len() + values.len() * 2);
    let mut index = 0;
    for character in text.chars() {
        if character == '?' {
            index += 1;
            numbered.push('$');
            numbered.push_str(&index.to_string());
        } else {
            numbered.push(character);
        }
    }
    Statement::from_sql_and_values(backend, numbered, values)
}

/// `?, ?, ?` for a list of `n` values; an empty list matches nothing.
pub(crate) fn marks(n: usize) -> String {
    if n == 0 { "NULL".to_owned() } else { vec!["?"; n].join(", ") }
}
