//! Power cuts, full disks, databases that can only be read: what was acknowledged is there, what was not is told, and
//! nothing is half-written. These run by themselves: they would disturb whatever runs beside them.

mod alone {
    use std::path::PathBuf;
    use std::process::Command;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex};

    use tempfile::TempDir;

    use crate::program::{Engine, Instance, Visitor};

    const SENTENCES: &str = "/account/snippets";

    fn keep(visitor: &Visitor, label: &str) -> u16 {
        visitor.post(SENTENCES, &[("label", label), ("body", "Quelques mots.")]).status
    }

    /// A hundred sentences are sent at once by several people; the power goes while they are being kept. Each one that
    /// was acknowledged is there afterwards, once; the journal verifies.
    fn killed_in_the_middle_of_a_hundred_writes(engine: Engine) {
        let instance = Instance::new(engine);
        let people: Vec<(String, String)> = (0..5)
            .map(|n| {
                let login = format!("camille.{n}");
                let password = instance.account(&login);
                (login, password)
            })
            .collect();
        let served = instance.serve();
        let acknowledged: Arc<Mutex<Vec<(usize, String)>>> = Arc::default();
        let under_way = Arc::new(AtomicUsize::new(0));
        let writers: Vec<_> = people
            .iter()
            .enumerate()
            .flat_map(|(who, (login, password))| {
                let visitor = served.sign_in(login, password);
                (0..20).map(move |n| (who, visitor.clone(), format!("phrase-{who}-{n}-fin")))
            })
            .map(|(who, visitor, label)| {
                let (acknowledged, under_way) = (Arc::clone(&acknowledged), Arc::clone(&under_way));
                std::thread::spawn(move || {
                    under_way.fetch_add(1, Ordering::SeqCst);
                    let sent = visitor.try_post(SENTENCES, &[("label", &label), ("body", "Quelques mots.")]);
                    if sent.is_ok_and(|answer| answer.status == 303) {
                        acknowledged.lock().expect("nobody panics here").push((who, label));
                    }
                })
            })
            .collect();
        while acknowledged.lock().expect("nobody panics here").len() < 10 {
            assert!(writers.iter().any(|it| !it.is_finished()), "none was acknowledged");
            std::thread::yield_now();
        }
        served.kill();
        for writer in writers {
            writer.join().expect("a writer ends");
        }
        assert_eq!(under_way.load(Ordering::SeqCst), 100);
        let acknowledged = acknowledged.lock().expect("nobody panics here").clone();
        assert!(acknowledged.len() >= 10);

        let again = instance.serve();
        for (who, (login, password)) in people.iter().enumerate() {
            let page = again.sign_in(login, password).get(SENTENCES);
            assert_eq!(page.status, 200);
            for (_, label) in acknowledged.iter().filter(|(author, _)| *author == who) {
                // Twice on the page where the page says it twice; what matters is that it is there.
                assert!(page.body.contains(label.as_str()), "{label} was acknowledged and is gone");
            }
        }
        assert_eq!(keep(&again.sign_in(&people[0].0, &people[0].1), "après"), 303, "and life goes on");
        let log = again.stop();
        assert!(!log.contains("panicked"), "{log}");
        instance.done(&["audit", "verify"]);
    }

    #[test]
    fn killed_in_the_middle_of_a_hundred_writes_on_sqlite() {
        killed_in_the_middle_of_a_hundred_writes(Engine::Sqlite);
    }

    #[test]
    fn killed_in_the_middle_of_a_hundred_writes_on_postgres() {
        killed_in_the_middle_of_a_hundred_writes(Engine::Postgres);
    }

    /// A disk of a few megabytes: mounted for the test by whoever may, otherwise in a space of names of its own.
    struct SmallDisk(TempDir);

    impl SmallDisk {
        fn mount(megabytes: u32) -> Self {
            let folder = TempDir::new().expect("a temporary folder");
            let mounted = Command::new("mount")
                .args(["-t", "tmpfs", "-o", &format!("size={megabytes}m"), "tmpfs"])
                .arg(folder.path())
                .status()
                .expect("mount is there");
            assert!(mounted.success(), "a small disk can only be mounted by root: run these tests as root");
            Self(folder)
        }

        fn path(&self) -> PathBuf {
            self.0.path().to_path_buf()
        }

        /// Writes a file until nothing more fits.
        fn fill(&self) -> PathBuf {
            let filler = self.path().join("filler");
            let mut file = std::fs::File::create(&filler).expect("a file");
            let chunk = vec![0_u8; 4096];
            while std::io::Write::write_all(&mut file, &chunk).is_ok() {}
            filler
        }

        fn read_only(&self) {
            let done = Command::new("mount").args(["-o", "remount,ro"]).arg(self.path()).status();
            assert!(done.expect("mount is there").success());
        }
    }

    impl Drop for SmallDisk {
        fn drop(&mut self) {
            let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
        }
    }

    /// Nothing more fits on the disk: acts and journalled readings are refused in words, nothing is half-written, and all
    /// goes on once there is room.
    fn a_full_disk(instance: &Instance, disk: &SmallDisk, body: &str) {
        let password = instance.account("camille");
        let served = instance.serve();
        let camille = served.sign_in("camille", &password);
        assert_eq!(keep(&camille, "avant"), 303);

        let filler = disk.fill();
        let mut refused = None;
        for n in 0..400 {
            // What the database was given before may still hold some.
            let answer = camille.post(SENTENCES, &[("label", &format!("pendant-{n}-fin")), ("body", body)]);
            assert!(matches!(answer.status, 303 | 503), "{}: {}", answer.status, answer.body);
            if answer.status == 503 {
                refused = Some((n, answer.body));
                break;
            }
        }
        let (kept, words) = refused.expect("nothing fits any more");
        assert!(words.contains("<h1"), "the refusal is a page: {words}");
        assert!(!words.contains("SQL"), "in words for people: {words}");
        let day = std::iter::repeat_with(|| camille.get("/").status).take(400).find(|status| *status != 200);
        assert_eq!(day, Some(503), "a reading that cannot be journalled is not shown");
        let door =
            served.visitor().post("/login", &[("login", "camille"), ("password", &password), ("next", "/")]);
        assert_eq!(door.status, 503, "nobody is let in unless it can be journalled: {}", door.body);

        std::fs::remove_file(filler).expect("room is made");
        assert_eq!(keep(&camille, "après"), 303, "all goes on once there is room");
        assert_eq!(camille.get("/").status, 200);
        let page = camille.get(SENTENCES).body;
        for n in 0..kept {
            assert!(page.contains(&format!("pendant-{n}-fin")), "pendant-{n} was acknowledged");
        }
        assert!(!page.contains(&format!("pendant-{kept}-fin")), "what was refused was not kept");
        let log = served.stop();
        assert!(!log.contains("panicked"), "{log}");
        instance.done(&["audit", "verify"]);
    }

    #[test]
    fn a_full_disk_under_sqlite() {
        let disk = SmallDisk::mount(12);
        a_full_disk(&Instance::within(&disk.path()), &disk, "Quelques mots.");
    }

    #[test]
    fn a_full_disk_under_postgres() {
        let disk = SmallDisk::mount(32);
        let body = "Quelques mots de plus. ".repeat(60);
        a_full_disk(&Instance::on_disk(&disk.path()), &disk, &body);
    }

    /// A file that can only be read: the program says so and does not start.
    #[test]
    fn a_file_that_can_only_be_read() {
        let disk = SmallDisk::mount(12);
        let instance = Instance::within(&disk.path());
        instance.account("camille");
        disk.read_only();
        let output = instance.run(&["serve", "--listen", "127.0.0.1:0"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("maillage: "), "{said}");
        assert!(said.contains("read-only") || said.contains("cannot be opened"), "{said}");
        assert!(!said.contains("panicked"), "{said}");
    }

    /// A server that accepts nothing but readings: acts, readings that have to be journalled and sign-ins are refused in
    /// words; all goes on once it accepts them again.
    #[test]
    fn a_server_that_can_only_be_read() {
        let instance = Instance::new(Engine::Postgres);
        let password = instance.account("camille");
        let served = instance.serve();
        let camille = served.sign_in("camille", &password);
        assert_eq!(keep(&camille, "avant"), 303);
        read_only(&instance, "on");
        assert_eq!(keep(&camille, "pendant"), 503);
        let day = camille.get("/");
        assert_eq!(day.status, 503, "a reading that cannot be journalled is not shown: {}", day.body);
        let door =
            served.visitor().post("/login", &[("login", "camille"), ("password", &password), ("next", "/")]);
        assert_eq!(door.status, 503, "{}", door.body);
        assert!(door.body.contains("<h1"), "sign-in says so in words: {}", door.body);
        read_only(&instance, "off");
        assert_eq!(keep(&camille, "après"), 303, "all goes on");
        let page = camille.get(SENTENCES).body;
        assert!(page.contains("avant") && page.contains("après") && !page.contains("pendant"));
        served.stop();
        instance.done(&["audit", "verify"]);
    }

    fn read_only(instance: &Instance, word: &str) {
        instance.order(&format!("ALTER SYSTEM SET default_transaction_read_only = {word}"));
        instance.order("SELECT pg_reload_conf()");
        // The server tells its connections within moments.
        instance.order("SELECT pg_sleep(0.5)");
    }

    /// What makes a commit durable is what the engine says of the live connection, not what was asked for.
    #[test]
    fn durable_commits() {
        let instance = Instance::new(Engine::Sqlite);
        let served = instance.serve();
        assert!(served.first.contains("Commits: wal, FULL"), "{}", served.first);
        let file = std::fs::read(instance.folder.join("maillage.db")).expect("the file");
        // Bytes 18 and 19 of an SQLite file: 2 for a write-ahead log (https://sqlite.org/fileformat2.html).
        assert_eq!(file[18..20], [2, 2], "the file keeps a write-ahead log");
        served.stop();
    }
}
