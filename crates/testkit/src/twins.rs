//! Twin worlds: two instances in which the same things happen at the same time with the same chance, but for what is
//! hidden, which happens in one only. Whoever must not know of it has to be answered the same, to the byte.

use std::fmt::Write;

use axum::http::Method;
use care::PersonId;
use jiff::Timestamp;
use kernel::Clock;
use policy::Policy;
use web::registry;

use crate::crawl::{PageForm, acts, bodies, forms, onward};
use crate::{App, Browser, Engine, Fillings, Seen};

/// Filters and further pages followed from one page.
const FURTHER: usize = 3;

/// Two worlds.
pub struct Twins {
    /// In which nothing is hidden.
    pub without: App,
    /// In which something is.
    pub with: App,
    seed: u64,
}

/// The same reader in both worlds.
pub struct Reader {
    persona: String,
    browsers: [Browser; 2],
}

impl Twins {
    /// Two worlds with the cast of the stories, alike.
    pub async fn start(engine: Engine) -> Self {
        let (without, with) = tokio::join!(Box::pin(App::start(engine)), Box::pin(App::start(engine)));
        Self { without, with, seed: 1_000 }
    }

    /// The same worlds under other rules: to see that a difference is noticed when they are wrong.
    pub async fn under(&self, policy: &Policy) -> Self {
        let without = self.without.fork_under(policy.clone()).await;
        let with = self.with.fork_under(policy.clone()).await;
        Self { without, with, seed: self.seed }
    }

    /// Chance falls anew, the same way in both worlds.
    pub fn reseed(&mut self) {
        self.seed += 1;
        self.without.entropy.reseed(self.seed);
        self.with.entropy.reseed(self.seed);
    }

    /// Something happens in both worlds.
    pub async fn both(&mut self, story: impl AsyncFn(&App)) {
        self.reseed();
        story(&self.without).await;
        story(&self.with).await;
        assert_eq!(self.without.clock.now(), self.with.clock.now(), "time goes by alike");
    }

    /// Something happens in one world that readers of the other must not know of. Whatever it takes, it ends at
    /// `until` in both.
    pub async fn hidden(&mut self, until: Timestamp, story: impl AsyncFn(&App)) {
        self.with.entropy.reseed(self.seed + 1_000_000);
        story(&self.with).await;
        assert!(self.with.clock.now() <= until, "what is hidden takes no longer than was said");
        self.without.clock.set(until);
        self.with.clock.set(until);
        self.reseed();
    }

    /// Lets hours pass, in both worlds.
    pub fn pass(&self, hours: i64) {
        self.without.pass(hours);
        self.with.pass(hours);
    }

    /// A persona signs in, in both worlds.
    pub async fn sign_in(&mut self, persona: &str) -> Reader {
        self.reseed();
        let browsers = [self.without.sign_in(persona).await, self.with.sign_in(persona).await];
        self.reseed();
        Reader { persona: persona.to_owned(), browsers }
    }

    /// A person comes to their own page, by a link and a code that a persona handed to them, in both worlds.
    pub async fn own_page(&mut self, persona: &str, person: PersonId) -> Reader {
        self.reseed();
        let browsers =
            [self.without.own_page(persona, person).await, self.with.own_page(persona, person).await];
        self.reseed();
        Reader { persona: "the person".to_owned(), browsers }
    }

    /// A doctor takes a person over, by a link and a code that a persona made, in both worlds.
    pub async fn handed_over(&mut self, persona: &str, person: PersonId) -> Reader {
        self.reseed();
        let browsers =
            [self.without.handed_over(persona, person).await, self.with.handed_over(persona, person).await];
        self.reseed();
        Reader { persona: "the doctor".to_owned(), browsers }
    }

    /// Sends the same to both worlds and compares: status, headers, body and the number of statements that it took.
    ///
    /// # Panics
    /// Where they differ.
    pub async fn compare(&mut self, reader: &Reader, method: &Method, path: &str, body: &str) -> Seen {
        let kind = (method == Method::POST).then(|| "application/x-www-form-urlencoded".to_owned());
        let asked = format!("{}: {method} {path} {body}", reader.persona);
        self.same(reader, &asked, async |browser| {
            browser.send(method.clone(), path, kind.clone(), body.as_bytes().to_vec()).await
        })
        .await
    }

    async fn same(&mut self, reader: &Reader, asked: &str, ask: impl AsyncFn(&Browser) -> Seen) -> Seen {
        self.reseed();
        let (a, first) = store::count::scope(ask(&reader.browsers[0])).await;
        let (b, second) = store::count::scope(ask(&reader.browsers[1])).await;
        assert_eq!(a.status, b.status, "{asked}\n{}\n---\n{}", a.words(), b.words());
        assert!(a.body == b.body, "{asked} differs\n{}", difference(&a, &b));
        assert_eq!(a.headers, b.headers, "{asked}");
        assert_eq!(first, second, "{asked}: the number of statements tells the worlds apart");
        assert_ne!(a.status, 500, "{asked}: {}", a.words());
        a
    }

    /// Reads everything: every route, filled with what the reader may see, with what is hidden, and with nonsense.
    /// Routes for which `exempt` holds are not compared. What can be sent from these pages is returned.
    pub async fn read_all(
        &mut self,
        reader: &Reader,
        fillings: &Fillings,
        exempt: impl Fn(&str) -> bool,
    ) -> Vec<PageForm> {
        let mut sendable = Vec::new();
        for route in registry::lines().into_iter().filter(|it| it.method == "GET" && !exempt(it.path)) {
            for path in fillings.paths(&route) {
                let page = self.compare(reader, &Method::GET, &path, "").await;
                for further in onward(&page, &path).into_iter().take(FURTHER) {
                    self.compare(reader, &Method::GET, &further, "").await;
                }
                for form in forms(&page) {
                    if !sendable.contains(&form) {
                        sendable.push(form);
                    }
                }
            }
        }
        sendable
    }

    /// Sends everything: nothing, garbage and names to every act, then the forms that stood on the pages.
    pub async fn send_all(
        &mut self,
        reader: &Reader,
        fillings: &Fillings,
        typed: &[&str],
        sendable: &[PageForm],
        exempt: impl Fn(&str) -> bool,
    ) {
        for route in acts().into_iter().filter(|it| !exempt(it.path)) {
            for path in fillings.paths(&route) {
                let all = if route.path.contains('{') { &typed[..1] } else { typed };
                for typed in all {
                    let asked = format!("{}: suggestions of {path} for {typed}", reader.persona);
                    self.same(reader, &asked, async |browser| browser.suggest(&path, typed).await).await;
                }
                let mut sent: Vec<String> = all.iter().flat_map(|typed| bodies(typed)).collect();
                sent.sort_unstable();
                sent.dedup();
                for body in sent {
                    self.compare(reader, &Method::POST, &path, &body).await;
                }
            }
        }
        for form in sendable.iter().filter(|it| !exempt(&it.action)) {
            self.compare(reader, &Method::POST, &form.action, &form.body).await;
        }
    }
}

/// The first line in which two answers differ, with those around it.
fn difference(a: &Seen, b: &Seen) -> String {
    let (a, b) = (a.text(), b.text());
    let (a, b): (Vec<&str>, Vec<&str>) = (a.lines().collect(), b.lines().collect());
    let at = a.iter().zip(&b).position(|(a, b)| a != b).unwrap_or(a.len().min(b.len()));
    let mut told = String::new();
    for (which, lines) in [("without", &a), ("with", &b)] {
        let _ = writeln!(told, "{which}, from line {}:", at + 1);
        for line in lines.iter().skip(at.saturating_sub(2)).take(6) {
            let _ = writeln!(told, "    {line}");
        }
    }
    told
}
