//! The program under test, started as an administrator starts it, and a visitor who speaks HTTP to it.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use pgtemp::PgTempDB;
use tempfile::TempDir;

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// An instance: its folder, its database, what it takes to start it.
pub(crate) struct Instance {
    pub(crate) folder: PathBuf,
    pub(crate) database: String,
    server: Option<PgTempDB>,
    _temporary: Option<TempDir>,
}

impl Instance {
    pub(crate) fn new(engine: Engine) -> Self {
        let temporary = TempDir::new().expect("a temporary folder");
        let folder = temporary.path().to_path_buf();
        let server = (engine == Engine::Postgres).then(PgTempDB::new);
        let file = || format!("sqlite:{}", folder.join("maillage.db").display());
        let database = server.as_ref().map_or_else(file, PgTempDB::connection_uri);
        Self { folder, database, server, _temporary: Some(temporary) }
    }

    /// On SQLite, in a folder that is already there.
    pub(crate) fn within(folder: &Path) -> Self {
        let database = format!("sqlite:{}", folder.join("maillage.db").display());
        Self { folder: folder.to_path_buf(), database, server: None, _temporary: None }
    }

    /// On PostgreSQL, its tables on a disk that is already there.
    pub(crate) fn on_disk(disk: &Path) -> Self {
        let instance = Self::new(Engine::Postgres);
        let tables = disk.join("tables");
        std::fs::create_dir(&tables).expect("a folder");
        let server = instance.server.as_ref().expect("it is on PostgreSQL");
        let owner = std::fs::metadata(server.data_dir()).expect("the server has a folder");
        for folder in [disk, &tables] {
            chown(folder, Some(owner.uid()), Some(owner.gid())).expect("the folder is given to the server");
        }
        instance.order(&format!("CREATE TABLESPACE small LOCATION '{}'", tables.display()));
        instance.order("CREATE DATABASE maillage TABLESPACE small");
        let database = instance.database.rsplit_once('/').expect("it ends with a name").0;
        Self { database: format!("{database}/maillage"), ..instance }
    }

    /// Gives PostgreSQL itself an order, whatever it accepts from others.
    pub(crate) fn order(&self, order: &str) {
        let done = Command::new("psql")
            .env("PGOPTIONS", "-c default_transaction_read_only=off")
            .args(["-q", "-d", &self.database, "-c", order])
            .output()
            .expect("psql is there");
        assert!(done.status.success(), "{order}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Runs an order to its end.
    pub(crate) fn run(&self, words: &[&str]) -> Output {
        self.command().args(words).output().expect("the program starts")
    }

    /// Runs an order that must succeed; answers what it printed.
    pub(crate) fn done(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "maillage {}: {said}", words.join(" "));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maillage"));
        command
            .current_dir(&self.folder)
            .env("MAILLAGE_DATABASE", &self.database)
            .env("MAILLAGE_KEY_FILE", self.folder.join("maillage.key"))
            .env("MAILLAGE_DOCUMENTS", self.folder.join("documents"))
            .env("RUST_BACKTRACE", "1");
        command
    }

    /// Opens an account; answers its password.
    pub(crate) fn account(&self, login: &str) -> String {
        let words = [
            "user",
            "add",
            "--login",
            login,
            "--given",
            "Camille",
            "--family",
            "Ferrand",
            "--organization",
            "CMP",
            "--profession",
            "nurse",
        ];
        self.done(&words)
    }

    /// Serves on a free port, and waits until it listens.
    pub(crate) fn serve(&self) -> Served {
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr()).expect("a free port").port();
        let address = format!("127.0.0.1:{port}");
        let mut child = self
            .command()
            .args(["serve", "--listen", &address])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut log = BufReader::new(child.stderr.take().expect("it was piped"));
        let mut first = String::new();
        while !first.contains("Listening") {
            let read = log.read_line(&mut first).expect("it says where it listens");
            assert!(read > 0, "it ended instead of listening: {first}");
        }
        let log = std::thread::spawn(move || {
            let mut rest = String::new();
            let _ = log.read_to_string(&mut rest);
            rest
        });
        Served { child, address, first, log: Some(log) }
    }
}

/// A program that serves.
pub(crate) struct Served {
    child: Child,
    address: String,
    /// What it said before it listened.
    pub(crate) first: String,
    log: Option<std::thread::JoinHandle<String>>,
}

impl Served {
    /// Somebody at the door.
    pub(crate) fn visitor(&self) -> Visitor {
        Visitor { address: self.address.clone(), cookie: None }
    }

    /// Somebody signed in.
    pub(crate) fn sign_in(&self, login: &str, password: &str) -> Visitor {
        let mut visitor = self.visitor();
        let answer = visitor.post("/login", &[("login", login), ("password", password), ("next", "/")]);
        assert_eq!(answer.status, 303, "{login} is let in: {}", answer.body);
        visitor.cookie = answer.cookie;
        visitor
    }

    /// Ends it as a power cut does, at once and without a word.
    pub(crate) fn kill(mut self) {
        self.child.kill().expect("it is killed");
        self.child.wait().expect("it has ended");
    }

    /// Ends it as an administrator does; answers what it logged.
    pub(crate) fn stop(mut self) -> String {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().expect("kill is there");
        assert!(asked.success());
        let ended = self.child.wait().expect("it has ended");
        assert!(ended.success(), "it ends well when it is asked to");
        self.log.take().map(|log| log.join().expect("the log is read")).unwrap_or_default()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A visitor.
#[derive(Clone)]
pub(crate) struct Visitor {
    address: String,
    cookie: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    cookie: Option<String>,
}

impl Visitor {
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "").expect("an answer")
    }

    pub(crate) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.try_post(path, fields).expect("an answer")
    }

    /// Sends a form to a program that may be gone before it answers.
    pub(crate) fn try_post(&self, path: &str, fields: &[(&str, &str)]) -> std::io::Result<Answer> {
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        self.ask("POST", path, &pairs.join("&"))
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> std::io::Result<Answer> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.address);
        if let Some(cookie) = &self.cookie {
            let _ = write!(head, "Cookie: {cookie}\r\n");
        }
        if method == "POST" {
            let _ = write!(
                head,
                "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
                body.len()
            );
        }
        stream.write_all(format!("{head}\r\n{body}").as_bytes())?;
        let mut all = Vec::new();
        stream.read_to_end(&mut all)?;
        let text = String::from_utf8_lossy(&all).into_owned();
        let broken = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
        let (head, body) = text.split_once("\r\n\r\n").ok_or_else(broken)?;
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).ok_or_else(broken)?;
        let cookie = head
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(name, _)| name.eq_ignore_ascii_case("set-cookie"))
            .map(|(_, value)| value.split(';').next().unwrap_or_default().to_owned());
        Ok(Answer { status, body: body.to_owned(), cookie })
    }
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
