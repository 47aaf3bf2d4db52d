//! Buttons, and links.

use askama::Template;

use super::{Icon, Tone, component};

/// A link in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub label: String,
    /// Where it goes.
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(label: impl ToString, href: impl ToString) -> Self {
        Self { label: label.to_string(), href: href.to_string() }
    }
}

/// A button: it sends its form, or it is a link that looks like one. Secondary and small unless told otherwise; a page
/// has one [`primary`](Button::primary).
#[derive(Clone, Debug, Template)]
#[template(path = "components/button.html")]
pub struct Button {
    label: String,
    href: Option<String>,
    send: Option<(String, String)>,
    action: Option<String>,
    variant: &'static str,
    size: &'static str,
    icon: Option<Icon>,
    tone: Option<Tone>,
    wide: bool,
    download: bool,
    plain: bool,
    hint: Option<String>,
}

component!(Button);

impl Button {
    /// A button that sends the form it stands in.
    pub fn submit(label: impl ToString) -> Self {
        Self {
            label: label.to_string(),
            href: None,
            send: None,
            action: None,
            variant: "secondary",
            size: "sm",
            icon: None,
            tone: None,
            wide: false,
            download: false,
            plain: false,
            hint: None,
        }
    }

    /// A link that looks like a button.
    pub fn link(label: impl ToString, href: impl ToString) -> Self {
        Self { href: Some(href.to_string()), ..Self::submit(label) }
    }

    /// The one prominent button of the page: filled, 48 px.
    #[must_use]
    pub fn primary(self) -> Self {
        Self { variant: "primary", size: "md", ..self }
    }

    /// Text alone, for what is rarely needed.
    #[must_use]
    pub fn quiet(self) -> Self {
        Self { variant: "tertiary", ..self }
    }

    /// 48 px instead of 44.
    #[must_use]
    pub fn large(self) -> Self {
        Self { size: "md", ..self }
    }

    /// 44 px, even when prominent.
    #[must_use]
    pub fn small(self) -> Self {
        Self { size: "sm", ..self }
    }

    /// With an icon before the words.
    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// In another colour; only breaking the glass is red.
    #[must_use]
    pub fn tone(self, tone: Tone) -> Self {
        Self { tone: Some(tone), ..self }
    }

    /// As wide as what it stands in.
    #[must_use]
    pub fn wide(self) -> Self {
        Self { wide: true, ..self }
    }

    /// Sends this name and value with the form: how a form with several buttons knows which one was pressed.
    #[must_use]
    pub fn sends(self, name: impl ToString, value: impl ToString) -> Self {
        Self { send: Some((name.to_string(), value.to_string())), ..self }
    }

    /// Sends the form to another address than its own, without the browser’s checks (a draft, a preview).
    #[must_use]
    pub fn to(self, action: impl ToString) -> Self {
        Self { action: Some(action.to_string()), ..self }
    }

    /// The link leads to a file.
    #[must_use]
    pub fn download(self) -> Self {
        Self { download: true, ..self }
    }

    /// The link leaves the house or loads anew: no partial update.
    #[must_use]
    pub fn plain(self) -> Self {
        Self { plain: true, ..self }
    }

    /// What it will do, said aloud after its words and shown on hovering (« met l’horloge en pause »).
    #[must_use]
    pub fn hint(self, hint: impl ToString) -> Self {
        Self { hint: Some(hint.to_string()), ..self }
    }
}
