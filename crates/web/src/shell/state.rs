//! How a thing stands, why it is shown, what was saved.

use std::borrow::Borrow;

use askama::Template;

use super::{Icon, Link, Tone, component};
use crate::i18n::T;

component!(StateView, Tag, Why, Saved, Notice);

/// The state of a thing: an icon and words; the colour only repeats them.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<span class="state" data-color="{{ tone }}">{{ icon }}<span>{{ words }}</span></span>"#,
    ext = "html"
)]
pub struct StateView {
    tone: Tone,
    icon: Icon,
    words: String,
}

impl StateView {
    /// A state.
    pub fn new(tone: Tone, icon: Icon, words: impl ToString) -> Self {
        Self { tone, icon, words: words.to_string() }
    }

    /// Done, open, in order.
    pub fn ok(words: impl ToString) -> Self {
        Self::new(Tone::Success, Icon::Ok, words)
    }

    /// Waiting for somebody.
    pub fn waiting(words: impl ToString) -> Self {
        Self::new(Tone::Neutral, Icon::Wait, words)
    }

    /// To be watched.
    pub fn warning(words: impl ToString) -> Self {
        Self::new(Tone::Warning, Icon::Alert, words)
    }

    /// Blocked or refused.
    pub fn blocked(words: impl ToString) -> Self {
        Self::new(Tone::Danger, Icon::Stop, words)
    }
}

/// A lasting quality of a person or a request, in a small frame: « Identité INS qualifiée ».
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<span class="ds-tag" data-color="{{ tone }}">{{ icon }}{{ words }}</span>"#,
    ext = "html"
)]
pub struct Tag {
    tone: Tone,
    icon: Icon,
    words: String,
}

impl Tag {
    /// A tag.
    pub fn new(tone: Tone, icon: Icon, words: impl ToString) -> Self {
        Self { tone, icon, words: words.to_string() }
    }
}

/// « Vous voyez ceci parce que … », always under the title of what is shown.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<p class="why">{{ Icon::Eye }}<span>{{ words }}{% if let Some(link) = link %} <a href="{{ link.href }}">{{ link.label }}</a>{% endif %}</span></p>"#,
    ext = "html"
)]
pub struct Why {
    words: String,
    link: Option<Link>,
}

impl Why {
    /// The reason, a whole sentence.
    pub fn new(words: impl ToString) -> Self {
        Self { words: words.to_string(), link: None }
    }

    /// With a link to who sees what.
    #[must_use]
    pub fn link(self, link: Link) -> Self {
        Self { link: Some(link), ..self }
    }
}

/// What is known of a draft, beside the buttons of its form: « Brouillon enregistré à 10 h 42 ». The script speaks
/// through it while it saves; the answer to an autosave is this component alone.
#[derive(Clone, Debug, Template)]
#[template(path = "components/saved.html")]
pub struct Saved {
    t: T,
    at: Option<String>,
    version: Option<String>,
}

impl Saved {
    /// Nothing saved yet.
    pub fn none(t: impl Borrow<T>) -> Self {
        Self { t: *t.borrow(), at: None, version: None }
    }

    /// Saved at this time (« 10 h 42 »).
    pub fn at(t: impl Borrow<T>, time: impl ToString) -> Self {
        Self { t: *t.borrow(), at: Some(time.to_string()), version: None }
    }

    /// The version the next sending builds on, carried in a hidden field `version`.
    #[must_use]
    pub fn version(self, version: impl ToString) -> Self {
        Self { version: Some(version.to_string()), ..self }
    }
}

/// A message at the head of a page: what was just done, or what to know first.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<div class="ds-alert" data-color="{{ tone }}"{% if live %} role="status"{% endif %}>{% if let Some(title) = title %}<h2>{{ title }}</h2>{% endif %}<p>{{ words }}{% if let Some(link) = link %} <a href="{{ link.href }}">{{ link.label }}</a>{% endif %}</p></div>"#,
    ext = "html"
)]
pub struct Notice {
    tone: Tone,
    title: Option<String>,
    words: String,
    link: Option<Link>,
    live: bool,
}

impl Notice {
    /// Something was done: read aloud when the page comes.
    pub fn done(words: impl ToString) -> Self {
        Self { tone: Tone::Success, title: None, words: words.to_string(), link: None, live: true }
    }

    /// Something to know.
    pub fn new(tone: Tone, title: impl ToString, words: impl ToString) -> Self {
        Self { tone, title: Some(title.to_string()), words: words.to_string(), link: None, live: false }
    }

    /// With a link after the words.
    #[must_use]
    pub fn link(self, link: Link) -> Self {
        Self { link: Some(link), ..self }
    }
}
