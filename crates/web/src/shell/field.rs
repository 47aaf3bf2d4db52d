//! A field: its label, what to write there, what was typed and what is wrong with it, tied together for everybody.

use askama::Template;

use super::component;

component!(FieldView);

/// One of several things to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line below, smaller.
    pub detail: Option<String>,
    pub(crate) chosen: bool,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl ToString, label: impl ToString) -> Self {
        Self { value: value.to_string(), label: label.to_string(), detail: None, chosen: false }
    }

    /// With a line below it.
    #[must_use]
    pub fn detail(self, detail: impl ToString) -> Self {
        Self { detail: Some(detail.to_string()), ..self }
    }
}

/// What kind of field it is.
#[derive(Clone, Debug)]
pub enum FieldKind {
    /// One line; the type of the input (`text`, `password`, `email`, `tel`, `date`, `time`, `number`, `search` …).
    Line(&'static str),
    /// Several lines; how many to begin with.
    Lines(u16),
    /// One of a list.
    Select(Vec<Choice>),
    /// One of a few, all shown.
    Radios(Vec<Choice>),
    /// Any of a few.
    Boxes(Vec<Choice>),
    /// Yes or no.
    Box(Choice),
    /// A file; what is accepted (`application/pdf,image/jpeg,image/png`).
    File(&'static str),
    /// A line with suggestions from an address; the hidden field’s name and value. See `picker.js`.
    Picker {
        /// Where what is typed is POSTed.
        source: String,
        /// The name of the hidden field that takes the id chosen.
        id_name: String,
        /// The id chosen.
        id_value: String,
    },
}

/// A field ready to be shown. Made by [`FormState`](super::FormState): `form.text(…)`, `form.textarea(…)` …
#[derive(Clone, Debug, Template)]
#[template(path = "components/field.html")]
pub struct FieldView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) kind: FieldKind,
    pub(crate) value: String,
    pub(crate) error: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) placeholder: Option<String>,
    pub(crate) autocomplete: Option<&'static str>,
    pub(crate) inputmode: Option<&'static str>,
    pub(crate) maxlength: Option<u32>,
    pub(crate) width: Option<u16>,
    pub(crate) required: bool,
    pub(crate) readonly: bool,
    pub(crate) multiple: bool,
    pub(crate) focus: bool,
    pub(crate) label_hidden: bool,
    pub(crate) words: [&'static str; 2],
}

impl FieldView {
    /// What to write there, under the label.
    #[must_use]
    pub fn description(self, text: impl ToString) -> Self {
        Self { description: Some(text.to_string()), ..self }
    }

    /// Smaller words under the field (a limit, what will be done with it).
    #[must_use]
    pub fn note(self, text: impl ToString) -> Self {
        Self { note: Some(text.to_string()), ..self }
    }

    /// An example inside the empty field; never instead of a label.
    #[must_use]
    pub fn placeholder(self, text: impl ToString) -> Self {
        Self { placeholder: Some(text.to_string()), ..self }
    }

    /// The browser’s autocompletion token (`username`, `off` …).
    #[must_use]
    pub fn autocomplete(self, token: &'static str) -> Self {
        Self { autocomplete: Some(token), ..self }
    }

    /// The keyboard of a phone (`numeric`, `tel` …).
    #[must_use]
    pub fn inputmode(self, mode: &'static str) -> Self {
        Self { inputmode: Some(mode), ..self }
    }

    /// The most characters it takes.
    #[must_use]
    pub fn maxlength(self, characters: u32) -> Self {
        Self { maxlength: Some(characters), ..self }
    }

    /// As wide as so many characters, for a code or a date.
    #[must_use]
    pub fn width(self, characters: u16) -> Self {
        Self { width: Some(characters), ..self }
    }

    /// How many lines to begin with, of a field of several lines.
    #[must_use]
    pub fn rows(self, rows: u16) -> Self {
        Self { kind: FieldKind::Lines(rows), ..self }
    }

    /// Must be filled.
    #[must_use]
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// May be read and copied, not changed.
    #[must_use]
    pub fn readonly(self) -> Self {
        Self { readonly: true, ..self }
    }

    /// Takes several files.
    #[must_use]
    pub fn multiple(self) -> Self {
        Self { multiple: true, ..self }
    }

    /// Has the focus when the page comes. One a page, and only where nothing must be read before.
    #[must_use]
    pub fn focus(self) -> Self {
        Self { focus: true, ..self }
    }

    /// The label is for screen readers alone, where a heading beside says the same.
    #[must_use]
    pub fn label_hidden(self) -> Self {
        Self { label_hidden: true, ..self }
    }

    /// The ids of what describes the field, for `aria-describedby`.
    fn described_by(&self) -> Option<String> {
        let parts =
            [(self.description.is_some(), "d"), (self.error.is_some(), "e"), (self.note.is_some(), "n")];
        let ids: Vec<String> =
            parts.iter().filter(|(there, _)| *there).map(|(_, part)| format!("{}-{part}", self.id)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// Radios and boxes are a group with a legend rather than one control with a label.
    fn is_group(&self) -> bool {
        matches!(self.kind, FieldKind::Radios(_) | FieldKind::Boxes(_))
    }

    /// What every single control has.
    fn control(&self) -> Control<'_> {
        Control { field: self, described_by: self.described_by() }
    }
}

/// The attributes common to every single control.
#[derive(Template)]
#[template(
    source = r#" id="{{ field.id }}" name="{{ field.name }}"{% if let Some(ids) = described_by %} aria-describedby="{{ ids }}"{% endif %}{% if field.error.is_some() %} aria-invalid="true"{% endif %}{% if field.required %} aria-required="true"{% endif %}{% if field.readonly %} readonly{% endif %}{% if field.focus %} autofocus{% endif %}{% if let Some(max) = field.maxlength %} maxlength="{{ max }}"{% endif %}{% if let Some(text) = field.placeholder %} placeholder="{{ text }}"{% endif %}{% if let Some(token) = field.autocomplete %} autocomplete="{{ token }}"{% endif %}{% if let Some(mode) = field.inputmode %} inputmode="{{ mode }}"{% endif %}"#,
    ext = "html"
)]
struct Control<'a> {
    field: &'a FieldView,
    described_by: Option<String>,
}

impl askama::filters::HtmlSafe for Control<'_> {}
