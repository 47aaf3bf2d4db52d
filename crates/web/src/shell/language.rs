//! The language of a page: the one chosen, else the one the browser asks for. It can be switched on every page.

use axum::Form;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use serde::Deserialize;

use super::see_other;
use crate::i18n::Locale;

const NAME: &str = "lang";

/// The language chosen on a page, if any was.
pub fn chosen(headers: &HeaderMap) -> Option<Locale> {
    cookies(headers).find_map(|(name, value)| (name == NAME).then(|| value.parse().ok()).flatten())
}

/// The language of the person asking.
pub fn of(headers: &HeaderMap) -> Locale {
    chosen(headers).unwrap_or_else(|| {
        let asked = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Locale::negotiate(asked)
    })
}

fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
}

/// What the switch at the foot of a page sends.
#[derive(Debug, Deserialize)]
pub struct Switch {
    locale: Locale,
    #[serde(default)]
    back: String,
}

/// `POST /language`: remembers the language for a year and comes back to the page.
pub async fn switch(Form(Switch { locale, back }): Form<Switch>) -> Response {
    remember(see_other(local(&back)), locale)
}

/// The answer, after which the browser asks for this language for a year.
pub fn remember(mut response: Response, locale: Locale) -> Response {
    let cookie = format!("{NAME}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", locale.tag());
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// The address, if it stays on this site; else the first page. For every `back` and `next` that comes from outside.
pub fn local(path: &str) -> &str {
    let stays = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.contains(|c: char| c.is_control());
    if stays { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_wins_over_the_browser() {
        let mut headers = HeaderMap::new();
        assert_eq!(of(&headers), Locale::Fr);
        headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("en-GB,fr;q=0.5"));
        assert_eq!(of(&headers), Locale::En);
        headers.insert(COOKIE, HeaderValue::from_static("session=x; lang=fr"));
        assert_eq!(of(&headers), Locale::Fr);
        headers.insert(COOKIE, HeaderValue::from_static("lang=xx"));
        assert_eq!(of(&headers), Locale::En);
    }

    #[test]
    fn never_leaves_the_site() {
        assert_eq!(local("/requests?state=late"), "/requests?state=late");
        for path in ["", "https://example.org", "//example.org", "/\\example.org", "requests", "/a\nb"] {
            assert_eq!(local(path), "/");
        }
    }
}
