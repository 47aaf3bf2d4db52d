//! A throw-away PostgreSQL for a whole run of tests, and a database of its own for each.
//!
//! Tests may run each in a process of its own, so the server is shared through a folder named after the process that runs
//! them all (nextest, or cargo). The first test starts it; a small watcher stops it and removes the folder when that process
//! has ended. Run as root, the server drops to the `postgres` user, for it refuses to be root.

#![expect(clippy::unwrap_used, reason = "tests alone use it: there is nobody to tell but whoever runs them")]

use std::fs::{self, File};
use std::future::Future;
use std::os::unix::process::{CommandExt, parent_id};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A database of one test, dropped with it.
#[derive(Debug)]
pub struct Scratch {
    server: PathBuf,
    name: String,
}

impl Scratch {
    /// An empty database.
    ///
    /// # Panics
    /// Where no server starts, as all that follows.
    pub fn empty() -> Self {
        let server = server();
        Self::create(server, "")
    }

    /// The same, from within a runtime.
    ///
    /// # Panics
    /// As [`Scratch::empty`].
    pub async fn empty_async() -> Self {
        tokio::task::spawn_blocking(Self::empty).await.unwrap()
    }

    /// A copy of what `make` makes at the address that it is given. It is made once in a run, by whoever comes first: the
    /// tables, of which there are many, in one stroke. `make` leaves no connection open.
    ///
    /// # Panics
    /// As [`Scratch::empty`].
    pub async fn like<F, Made>(make: F) -> Self
    where
        F: FnOnce(String) -> Made,
        Made: Future<Output = ()>,
    {
        const MODEL: &str = "model";
        let server = tokio::task::spawn_blocking(server).await.unwrap();
        let ready = server.join("model-ready");
        if !ready.exists() {
            let lock = File::create(server.join("model-lock")).unwrap();
            let lock =
                tokio::task::spawn_blocking(move || lock.lock().map(|()| lock)).await.unwrap().unwrap();
            if !ready.exists() {
                sql(&server, &format!("DROP DATABASE IF EXISTS {MODEL}"));
                sql(&server, &format!("CREATE DATABASE {MODEL}"));
                make(address(&server, MODEL)).await;
                fs::write(&ready, "").unwrap();
            }
            drop(lock);
        }
        tokio::task::spawn_blocking(|| Self::create(server, &format!(" TEMPLATE {MODEL}"))).await.unwrap()
    }

    fn create(server: PathBuf, like: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("t{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        sql(&server, &format!("CREATE DATABASE {name}{like}"));
        Self { server, name }
    }

    /// Where it is.
    pub fn address(&self) -> String {
        address(&self.server, &self.name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Whoever still holds a connection is sent away; where that fails, the server goes at the end of the run all the same.
        let _ = order(&self.server, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).status();
    }
}

fn address(server: &Path, database: &str) -> String {
    format!("postgres://postgres@localhost/{database}?host={}", server.display())
}

/// Has the server do something.
fn sql(server: &Path, words: &str) {
    let status = order(server, words).status().expect("psql is in PATH or /usr/lib/postgresql");
    assert!(status.success(), "{words}: see {}", server.join("log").display());
}

fn order(server: &Path, words: &str) -> Command {
    let mut psql = command("psql", server, None);
    psql.args(["--no-psqlrc", "--quiet", "--username=postgres", "--dbname=postgres", "--host"]).arg(server);
    psql.args(["--set=ON_ERROR_STOP=1", "--command", words]);
    psql
}

/// The folder of the running server, which also holds its socket.
fn server() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("maillage-pg-{}", parent_id()));
    fs::create_dir_all(&folder).unwrap();
    let lock = File::create(folder.join("lock")).unwrap();
    lock.lock().unwrap();
    let ready = folder.join("ready");
    if !ready.exists() {
        start(&folder);
        fs::write(ready, "").unwrap();
    }
    folder
}

fn start(folder: &Path) {
    let user = unprivileged();
    if let Some((uid, gid)) = user {
        std::os::unix::fs::chown(folder, Some(uid), Some(gid)).unwrap();
    }
    let data = folder.join("data");
    let status = command("initdb", folder, user)
        .args([
            "--no-sync",
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C",
            "--pgdata",
        ])
        .arg(&data)
        .status()
        .expect("initdb is in PATH or /usr/lib/postgresql");
    assert!(status.success(), "initdb failed, see {}", folder.join("log").display());
    // Only speed is given up: nothing here outlives the run.
    let settings = format!(
        "-k '{}' -c listen_addresses= -c fsync=off -c full_page_writes=off -c autovacuum=off \
         -c max_connections=500 -c shared_buffers=64MB",
        folder.display()
    );
    let status = command("pg_ctl", folder, user)
        .args(["start", "--wait", "--pgdata"])
        .arg(&data)
        .arg("--options")
        .arg(settings)
        .status()
        .unwrap();
    assert!(status.success(), "PostgreSQL did not start, see {}", folder.join("log").display());
    let pid = fs::read_to_string(data.join("postmaster.pid")).unwrap();
    watch(folder, pid.lines().next().unwrap());
}

/// Leaves a watcher behind that outlives this process, and neither the run nor the server.
fn watch(folder: &Path, server: &str) {
    let watch = format!(
        "(while kill -0 {run}; do sleep 0.5; done; kill -INT {server}; \
          while kill -0 {server}; do sleep 0.1; done; rm -rf '{folder}') < /dev/null > /dev/null 2>&1 &",
        run = parent_id(),
        folder = folder.display()
    );
    let status = Command::new("sh").args(["-c", &watch]).process_group(0).current_dir("/").status().unwrap();
    assert!(status.success());
}

/// A server program, in a process group of its own so that a signal to the test spares it.
fn command(program: &str, folder: &Path, user: Option<(u32, u32)>) -> Command {
    let log = || File::options().append(true).create(true).open(folder.join("log")).unwrap();
    let mut command = Command::new(find(program));
    command.process_group(0).current_dir(folder).stdin(Stdio::null()).stdout(log()).stderr(log());
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command
}

/// In `PATH`, or where Debian puts the newest.
fn find(program: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let named = std::env::split_paths(&path).map(|folder| folder.join(program)).find(|path| path.exists());
    named.unwrap_or_else(|| {
        let mut versions: Vec<_> =
            fs::read_dir("/usr/lib/postgresql").unwrap().flatten().map(|entry| entry.path()).collect();
        versions.sort();
        versions.pop().expect("PostgreSQL is installed").join("bin").join(program)
    })
}

/// The `postgres` user and group, when we are root.
fn unprivileged() -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt;
    if fs::metadata("/proc/self").unwrap().uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let line = users.lines().find(|line| line.starts_with("postgres:")).expect("there is a postgres user");
    let fields: Vec<_> = line.split(':').collect();
    Some((fields[2].parse().unwrap(), fields[3].parse().unwrap()))
}
