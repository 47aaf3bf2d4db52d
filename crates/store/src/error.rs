//! What can go wrong, in three words: later, already there, our fault.

use sea_orm::sqlx;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr};

/// A failure of the store.
///
/// The texts are one line, for a log: they never carry a bound value, so nothing of a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database cannot serve now (full disk, read-only file, lost connection, deadlock, closing).
    /// Nothing was written. Worth another try later; a 503 for a person.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// A row with these unique values is already there.
    #[error("already there: {constraint}")]
    Unique {
        /// What the engine calls it: the constraint's name on PostgreSQL, `table.column, …` on SQLite.
        constraint: String,
    },
    /// Anything else: a mistake in the program.
    #[error("bug: {0}")]
    Bug(String),
}

impl StoreError {
    pub(crate) fn unavailable(reason: impl Into<String>) -> Self {
        Self::Unavailable(reason.into())
    }

    pub(crate) fn bug(reason: impl Into<String>) -> Self {
        Self::Bug(reason.into())
    }

    /// Whether the storage itself failed, so that whatever shared the transaction is lost as well.
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        classify(&error)
    }
}

/// Sorts an error of the driver into the three words.
pub(crate) fn classify(error: &DbErr) -> StoreError {
    match error {
        DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => {
            StoreError::unavailable("no connection became free")
        }
        DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed) => {
            StoreError::unavailable("the store is closed")
        }
        DbErr::Conn(RuntimeErr::SqlxError(cause))
        | DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause)) => from_driver(cause),
        DbErr::Conn(cause) => StoreError::unavailable(cause.to_string()),
        other => StoreError::bug(one_line(&other.to_string())),
    }
}

fn from_driver(error: &sqlx::Error) -> StoreError {
    use sqlx::Error;
    match error {
        Error::Database(cause) => from_database(cause.as_ref()),
        Error::PoolTimedOut => StoreError::unavailable("no connection became free"),
        Error::PoolClosed => StoreError::unavailable("the store is closed"),
        Error::WorkerCrashed => StoreError::unavailable("the connection's thread has ended"),
        Error::Io(cause) => StoreError::unavailable(format!("input or output: {}", cause.kind())),
        Error::Tls(_) | Error::Protocol(_) | Error::BeginFailed => {
            StoreError::unavailable(one_line(&error.to_string()))
        }
        _ => StoreError::bug(one_line(&error.to_string())),
    }
}

fn from_database(error: &dyn sqlx::error::DatabaseError) -> StoreError {
    let code = error.code().unwrap_or_default();
    if error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
        return from_sqlite(code.parse().unwrap_or_default(), error.message());
    }
    let constraint = error.constraint().map(str::to_owned);
    from_postgres(&code, constraint, error.message())
}

/// Result codes of SQLite; the low byte is the primary code (<https://sqlite.org/rescode.html>).
fn from_sqlite(code: u32, message: &str) -> StoreError {
    const UNIQUE: u32 = 2067;
    const PRIMARY_KEY: u32 = 1555;
    if code == UNIQUE || code == PRIMARY_KEY {
        let columns = message.strip_prefix("UNIQUE constraint failed: ").unwrap_or(message);
        return StoreError::Unique { constraint: one_line(columns) };
    }
    let reason = match code & 0xff {
        5 | 6 => "another process holds the database",
        7 => "out of memory",
        8 => "the database is read-only",
        9 => "interrupted",
        10 => "the disk failed to read or write",
        11 | 26 => "the database file is damaged",
        13 => "the disk is full",
        14 => "the database file cannot be opened",
        _ => return StoreError::bug(format!("SQLite {code}: {}", one_line(message))),
    };
    StoreError::unavailable(format!("{reason} (SQLite {code})"))
}

/// SQLSTATE classes of PostgreSQL (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
fn from_postgres(code: &str, constraint: Option<String>, message: &str) -> StoreError {
    let reason = match code {
        "23505" => {
            return StoreError::Unique { constraint: constraint.unwrap_or_else(|| one_line(message)) };
        }
        "40001" | "40P01" => "two acts crossed",
        "55P03" => "a lock was not free in time",
        "25006" => "the database is read-only",
        "53100" => "the disk is full",
        _ => match code.get(..2) {
            Some("08") => "the connection was lost",
            Some("53") => "the server is out of resources",
            Some("57") => "the server is stopping",
            Some("58") => "the server's system failed",
            // The message of a data exception quotes the value that it refused.
            Some("22") => return StoreError::bug(format!("PostgreSQL {code}: a value was refused")),
            _ => return StoreError::bug(format!("PostgreSQL {code}: {}", one_line(message))),
        },
    };
    StoreError::unavailable(format!("{reason} (PostgreSQL {code})"))
}

/// The first line, cut to a length that a log line bears.
pub(crate) fn one_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(200).collect()
}
