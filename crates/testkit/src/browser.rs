//! A browser without a screen: keeps its cookie, sends forms, reads pages.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, Method, Request};
use http_body_util::BodyExt;
use scraper::{ElementRef, Html, Selector};
use tower::ServiceExt;

/// One visitor.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    /// By name: the value, and the path under which it is sent.
    cookies: Arc<Mutex<BTreeMap<String, (String, String)>>>,
    language: &'static str,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
}

impl Seen {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Where it sends on to.
    ///
    /// # Panics
    /// Where it does not send on.
    pub fn location(&self) -> String {
        let location = self.headers.get(LOCATION).and_then(|value| value.to_str().ok());
        location.unwrap_or_else(|| panic!("{}: {}", self.status, self.words())).to_owned()
    }

    /// What a reader would read, in one line.
    pub fn words(&self) -> String {
        let page = Html::parse_document(&self.text());
        let main = Selector::parse("main").expect("a selector");
        let text: String = page.select(&main).flat_map(|main| main.text()).collect::<Vec<_>>().join(" ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// An attribute of each element that answers a selector and has it, in order.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        let page = Html::parse_document(&self.text());
        page.select(&selector).filter_map(|it| it.value().attr(name)).map(str::to_owned).collect()
    }

    /// The words of each element that answers a selector, in order.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).expect("a selector");
        let words = |element: ElementRef<'_>| {
            element.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
        };
        Html::parse_document(&self.text()).select(&selector).map(words).collect()
    }

    /// The text of the first element that matches.
    ///
    /// # Panics
    /// Where nothing matches.
    pub fn first(&self, selector: &str) -> String {
        let page = Html::parse_document(&self.text());
        let wanted = Selector::parse(selector).expect("a selector");
        let found =
            page.select(&wanted).next().unwrap_or_else(|| panic!("no {selector} in: {}", self.words()));
        found.text().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// An attribute of the first element that matches.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let page = Html::parse_document(&self.text());
        let wanted = Selector::parse(selector).expect("a selector");
        page.select(&wanted).next().and_then(|found| found.value().attr(name).map(str::to_owned))
    }

    /// Whether anything matches.
    pub fn has(&self, selector: &str) -> bool {
        let page = Html::parse_document(&self.text());
        page.select(&Selector::parse(selector).expect("a selector")).next().is_some()
    }
}

impl Browser {
    pub(crate) fn new(router: Router) -> Self {
        Self { router, cookies: Arc::default(), language: "fr" }
    }

    /// The same visitor, reading English.
    #[must_use]
    pub fn in_english(self) -> Self {
        Self { language: "en", ..self }
    }

    /// Reads a page.
    pub async fn get(&self, path: &str) -> Seen {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let kind = "application/x-www-form-urlencoded".to_owned();
        self.send(Method::POST, path, Some(kind), body.join("&").into_bytes()).await
    }

    /// Asks for suggestions, as a field does while somebody types.
    pub async fn suggest(&self, path: &str, typed: &str) -> Seen {
        let kind = "application/x-www-form-urlencoded".to_owned();
        let body = format!("q={}", encode(typed)).into_bytes();
        self.request(Method::POST, path, Some(kind), body, &[("x-picker", "1")]).await
    }

    /// Sends a form of which the body is given as it is.
    pub async fn form(&self, path: &str, body: &[u8]) -> Seen {
        let kind = "application/x-www-form-urlencoded".to_owned();
        self.send(Method::POST, path, Some(kind), body.to_vec()).await
    }

    /// Sends a file in the field `file`.
    pub async fn upload(&self, path: &str, name: &str, bytes: &[u8]) -> Seen {
        let mut body = format!(
            "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--frontier--\r\n");
        self.send(Method::POST, path, Some("multipart/form-data; boundary=frontier".to_owned()), body).await
    }

    /// Sends whatever it is told to.
    ///
    /// # Panics
    /// Never in practice: the service answers every request.
    pub async fn send(&self, method: Method, path: &str, kind: Option<String>, body: Vec<u8>) -> Seen {
        self.request(method, path, kind, body, &[]).await
    }

    async fn request(
        &self,
        method: Method,
        path: &str,
        kind: Option<String>,
        body: Vec<u8>,
        headers: &[(&'static str, &'static str)],
    ) -> Seen {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "maillage.test")
            .header("accept-language", self.language);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(kind) = kind {
            request = request.header(CONTENT_TYPE, kind);
        }
        if let Some(cookie) = self.cookie(path) {
            request = request.header(COOKIE, cookie);
        }
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the service answers");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a whole body").to_bytes().to_vec();
        for set in parts.headers.get_all(SET_COOKIE) {
            self.keep(set.to_str().unwrap_or_default());
        }
        Seen { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    /// What is sent along with a request for this path: of the cookies that open something, those that belong there.
    fn cookie(&self, path: &str) -> Option<String> {
        let kept = self.cookies.lock().expect("one test, one browser");
        let sent = kept.iter().filter(|(_, (_, under))| path.starts_with(under.as_str()));
        let pairs: Vec<String> = sent.map(|(name, (value, _))| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    fn keep(&self, set: &str) {
        let mut parts = set.split("; ");
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { return };
        if !matches!(name, "session" | "own" | "handover") {
            return;
        }
        let under = parts.find_map(|part| part.strip_prefix("Path=")).unwrap_or("/");
        let kept = (value.to_owned(), under.to_owned());
        self.cookies.lock().expect("one test, one browser").insert(name.to_owned(), kept);
    }
}

pub(crate) fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
