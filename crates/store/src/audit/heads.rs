//! Heads: where each territory's chain ended, written where the database's owner cannot reach.
//!
//! One line each, appended and never changed:
//! `territory date position hash mac`, the MAC covering the line and the MAC of the line before.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use uuid::Uuid;

use super::link::{Head, Link};
use crate::db::Db;
use crate::error::StoreError;
use crate::hex;
use crate::keys::hmac;
use crate::tx::Tx;

/// The file of heads, if the installation has one.
pub(crate) struct Heads {
    path: Option<PathBuf>,
    key: [u8; 32],
}

/// One recorded head.
#[derive(Clone, Debug)]
pub(super) struct HeadLine {
    pub(super) territory: Uuid,
    pub(super) date: Date,
    pub(super) link: Link,
}

impl HeadLine {
    fn body(&self) -> String {
        let Self { territory, date, link } = self;
        format!("{territory} {date} {} {}", link.position, hex::encode(&link.hash))
    }

    fn parse(body: &str) -> Option<Self> {
        let mut words = body.split(' ');
        let line = Self {
            territory: words.next()?.parse().ok()?,
            date: words.next()?.parse().ok()?,
            link: Link { position: words.next()?.parse().ok()?, hash: hex::decode(words.next()?)? },
        };
        words.next().is_none().then_some(line)
    }
}

impl Heads {
    pub(crate) fn new(path: Option<PathBuf>, key: [u8; 32]) -> Self {
        Self { path, key }
    }

    pub(super) fn is_kept(&self) -> bool {
        self.path.is_some()
    }

    /// Appends a line and waits for the disk.
    async fn append(&self, line: HeadLine) -> Result<(), StoreError> {
        let Some(path) = self.path.clone() else { return Ok(()) };
        let key = self.key;
        blocking(move || append(&path, &key, &line)).await
    }

    /// All recorded heads, or in words what is wrong with the file.
    pub(super) async fn read(&self) -> Result<Result<Vec<HeadLine>, String>, StoreError> {
        let Some(path) = self.path.clone() else { return Ok(Ok(Vec::new())) };
        let key = self.key;
        blocking(move || read(&path, &key)).await
    }
}

impl Db {
    /// Where the chains end, of the territories whose last recorded head is further back.
    pub(super) async fn unrecorded_heads(&self) -> Result<Vec<Head>, StoreError> {
        if !self.heads().is_kept() {
            return Ok(Vec::new());
        }
        let reader = self.reader();
        let sql = "SELECT l.territory_id, l.position, l.hash, e.at \
             FROM (SELECT territory_id, MAX(position) AS position FROM audit_head GROUP BY territory_id) h \
             JOIN audit_link l ON l.territory_id = h.territory_id AND l.position = \
             (SELECT MAX(m.position) FROM audit_link m WHERE m.territory_id = h.territory_id) \
             JOIN audit_event e ON e.territory_id = l.territory_id AND e.id = l.event_id \
             WHERE l.position > h.position";
        let rows = reader.query_all_raw(Statement::from_string(self.engine().backend(), sql)).await?;
        let head = |row: &QueryResult| {
            Ok(Head {
                territory: row.try_get("", "territory_id")?,
                link: Link { position: row.try_get("", "position")?, hash: row.try_get("", "hash")? },
                at: Timestamp::from_microsecond(row.try_get("", "at")?).unwrap_or_default(),
            })
        };
        rows.iter().map(head).collect()
    }

    /// Records a head in the file and the log, and notes in the database that it was recorded: so
    /// neither can lose it alone.
    pub(super) async fn record_head(&self, head: &Head) -> Result<(), StoreError> {
        let Head { territory, link, at } = head.clone();
        let date = at.to_zoned(TimeZone::UTC).date();
        tracing::info!(%territory, %date, position = link.position, hash = hex::encode(&link.hash), "journal head");
        if !self.heads().is_kept() {
            return Ok(());
        }
        let position = link.position;
        self.heads().append(HeadLine { territory, date, link }).await?;
        self.write(async move |tx: Tx| {
            let sql =
                "INSERT INTO audit_head (territory_id, position) VALUES ($1, $2) ON CONFLICT DO NOTHING";
            tx.run(sql, vec![territory.into(), position.into()]).await
        })
        .await
        .map(|_| ())
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| StoreError::bug("the file of heads: its task panicked"))?
        .map_err(|error| StoreError::unavailable(format!("the file of heads: {}", error.kind())))
}

fn seal(key: &[u8; 32], before: &str, body: &str) -> String {
    hex::encode(&hmac(key, &[b"maillage head 1\n", before.as_bytes(), b"\n", body.as_bytes()]))
}

fn append(path: &Path, key: &[u8; 32], line: &HeadLine) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options.read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
    file.lock()?;
    let (end, before) = last_seal(&mut file)?;
    // A line that a crash left unfinished was never counted on.
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end))?;
    let body = line.body();
    file.write_all(format!("{body} {}\n", seal(key, &before, &body)).as_bytes())?;
    file.sync_all()
}

/// Where the last whole line ends, and its seal.
fn last_seal(file: &mut File) -> io::Result<(u64, String)> {
    const LONGEST_LINE: u64 = 512;
    let length = file.metadata()?.len();
    let from = length.saturating_sub(2 * LONGEST_LINE);
    file.seek(SeekFrom::Start(from))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    let Some(newline) = tail.iter().rposition(|byte| *byte == b'\n') else { return Ok((0, String::new())) };
    let line = tail[..newline].rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let seal = line.rsplit(|byte| *byte == b' ').next().unwrap_or_default();
    Ok((from + newline as u64 + 1, String::from_utf8_lossy(seal).into_owned()))
}

fn read(path: &Path, key: &[u8; 32]) -> io::Result<Result<Vec<HeadLine>, String>> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let mut before = String::new();
    let mut heads = Vec::new();
    for (index, line) in whole.lines().enumerate() {
        let number = index + 1;
        let Some((body, mac)) = line.rsplit_once(' ') else {
            return Ok(Err(format!("file of heads, line {number}: unreadable")));
        };
        if seal(key, &before, body) != mac {
            return Ok(Err(format!("file of heads, line {number}: altered, or a line before it is missing")));
        }
        let Some(head) = HeadLine::parse(body) else {
            return Ok(Err(format!("file of heads, line {number}: unreadable")));
        };
        mac.clone_into(&mut before);
        heads.push(head);
    }
    Ok(Ok(heads))
}
