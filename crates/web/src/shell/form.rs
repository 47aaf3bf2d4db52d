//! A form as it stands: what was typed in each field and what is wrong with it, so that a page shown again has lost
//! nothing. Pages ask it for their fields (`field_build.rs`); handlers fill it from what was sent and note the faults.

use std::borrow::Borrow;
use std::fmt;

use askama::Template;
use askama::filters::{Html, escape};

use super::component;
use crate::i18n::T;

component!(ErrorSummary, FormAttrs);

/// The values and faults of a form.
#[derive(Clone, Debug, Default)]
pub struct FormState {
    id: String,
    values: Vec<(String, String)>,
    errors: Vec<(String, String)>,
    fault: Option<String>,
}

impl FormState {
    /// An empty form. The id is unique in the page and stays the same for the same thing (`"ask"`, `"answer-"` and
    /// the sealed id of the request): what is typed is kept in the browser under it and
    /// under the address to which the form is sent.
    pub fn new(id: impl ToString) -> Self {
        Self { id: id.to_string(), ..Self::default() }
    }

    /// A form filled with what a browser sent (`application/x-www-form-urlencoded`); what cannot be read is left out.
    pub fn from_body(id: impl ToString, body: &[u8]) -> Self {
        let values = serde_html_form::from_bytes(body).unwrap_or_default();
        Self { values, ..Self::new(id) }
    }

    /// A form filled with pairs of name and value, a name several times for several boxes.
    pub fn from_pairs(id: impl ToString, values: Vec<(String, String)>) -> Self {
        Self { values, ..Self::new(id) }
    }

    /// With a value in a field; call again with the same name to check several boxes.
    #[must_use]
    pub fn with(mut self, name: impl ToString, value: impl ToString) -> Self {
        self.values.push((name.to_string(), value.to_string()));
        self
    }

    /// What a field holds, as typed; empty if nothing.
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Everything a field holds (boxes of the same name).
    pub fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Whether a box of this name and value is checked.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values(name).any(|it| it == value)
    }

    /// Notes what is wrong with a field, in words that say what to do.
    pub fn fail(&mut self, name: impl ToString, message: impl ToString) {
        self.errors.push((name.to_string(), message.to_string()));
    }

    /// Notes what is wrong with the whole (nothing arrived, somebody else acted first).
    pub fn fail_all(&mut self, message: impl ToString) {
        self.fault = Some(message.to_string());
    }

    /// Whether something is wrong: the page is then answered with 422, or 409 for a conflict.
    pub fn is_rejected(&self) -> bool {
        !self.errors.is_empty() || self.fault.is_some()
    }

    /// What is wrong with a field.
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|(field, _)| field == name).map(|(_, message)| message.as_str())
    }

    /// The id of the form in the page.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The id of a field in the page.
    pub fn field_id(&self, name: &str) -> String {
        format!("{}-{name}", self.id)
    }

    /// The attributes of the `<form>` element: `<form {{ form.attrs("/requests") }}>`.
    pub fn attrs(&self, action: impl ToString) -> FormAttrs {
        FormAttrs {
            id: self.id.clone(),
            action: action.to_string(),
            rejected: self.is_rejected(),
            keep: true,
            autosave: None,
            files: false,
            plain: false,
        }
    }

    /// The list of what is wrong, to be put first in the form; nothing when all is well.
    pub fn summary(&self, t: impl Borrow<T>) -> ErrorSummary {
        let errors =
            self.errors.iter().map(|(name, message)| (self.field_id(name), message.clone())).collect();
        ErrorSummary { t: *t.borrow(), errors, fault: self.fault.clone() }
    }
}

/// What is wrong with a form, each fault linked to its field; focus goes there.
#[derive(Clone, Debug, Template)]
#[template(path = "components/error_summary.html")]
pub struct ErrorSummary {
    t: T,
    errors: Vec<(String, String)>,
    fault: Option<String>,
}

/// The attributes of a form sent by POST. The browser’s own checks are off: the server answers with the same form,
/// its text and its faults.
#[derive(Clone, Debug)]
pub struct FormAttrs {
    id: String,
    action: String,
    rejected: bool,
    keep: bool,
    autosave: Option<String>,
    files: bool,
    plain: bool,
}

impl FormAttrs {
    /// Saves itself there as a draft, a moment after each change.
    #[must_use]
    pub fn autosave(self, path: impl ToString) -> Self {
        Self { autosave: Some(path.to_string()), ..self }
    }

    /// Sends files.
    #[must_use]
    pub fn files(self) -> Self {
        Self { files: true, ..self }
    }

    /// Does not keep what is typed in the browser (passwords, a search).
    #[must_use]
    pub fn forgets(self) -> Self {
        Self { keep: false, ..self }
    }

    /// Loads the next page anew (another language, another person).
    #[must_use]
    pub fn plain(self) -> Self {
        Self { plain: true, ..self }
    }
}

impl fmt::Display for FormAttrs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let html = |text: &str| {
            escape(text.to_owned(), Html).map_or_else(|never| match never {}, |safe| safe.to_string())
        };
        write!(f, r#"id="{}" method="post" action="{}" novalidate"#, html(&self.id), html(&self.action))?;
        if let Some(path) = &self.autosave {
            write!(f, r#" data-autosave="{}""#, html(path))?;
        }
        for (wanted, attribute) in [
            (self.keep, " data-keep"),
            (self.rejected, " data-rejected"),
            (self.files, r#" enctype="multipart/form-data""#),
            (self.plain, r#" hx-boost="false""#),
        ] {
            f.write_str(if wanted { attribute } else { "" })?;
        }
        Ok(())
    }
}
