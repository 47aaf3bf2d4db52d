//! The fields of a form, each with what was typed and what is wrong with it.

use std::borrow::Borrow;

use super::{Choice, FieldKind, FieldView, FormState};
use crate::i18n::T;

impl FormState {
    /// A line of text.
    pub fn text(&self, name: &str, label: impl ToString) -> FieldView {
        self.line("text", name, label)
    }

    /// A line of another kind: `date`, `email`, `tel`, `number`, `search`, `time` …
    pub fn line(&self, kind: &'static str, name: &str, label: impl ToString) -> FieldView {
        self.field(FieldKind::Line(kind), name, label)
    }

    /// A password: what was typed is never shown again.
    pub fn password(&self, name: &str, label: impl ToString) -> FieldView {
        FieldView { value: String::new(), ..self.field(FieldKind::Line("password"), name, label) }
    }

    /// Several lines, three to begin with (see [`FieldView::rows`]); the field grows with its text.
    pub fn textarea(&self, name: &str, label: impl ToString) -> FieldView {
        self.field(FieldKind::Lines(3), name, label)
    }

    /// One of a list.
    pub fn select(&self, name: &str, label: impl ToString, choices: impl AsRef<[Choice]>) -> FieldView {
        let choices = self.choose(name, choices);
        self.field(FieldKind::Select(choices), name, label)
    }

    /// One of a few, all shown.
    pub fn radios(&self, name: &str, legend: impl ToString, choices: impl AsRef<[Choice]>) -> FieldView {
        let choices = self.choose(name, choices);
        self.field(FieldKind::Radios(choices), name, legend)
    }

    /// Any of a few.
    pub fn boxes(&self, name: &str, legend: impl ToString, choices: impl AsRef<[Choice]>) -> FieldView {
        let choices = self.choose(name, choices);
        self.field(FieldKind::Boxes(choices), name, legend)
    }

    /// Yes or no: sends `yes` when checked.
    pub fn check(&self, name: &str, label: impl ToString) -> FieldView {
        let choice = Choice { chosen: self.has(name, "yes"), ..Choice::new("yes", "") };
        self.field(FieldKind::Box(choice), name, label)
    }

    /// A file, of the types accepted.
    pub fn file(&self, name: &str, label: impl ToString, accept: &'static str) -> FieldView {
        self.field(FieldKind::File(accept), name, label)
    }

    /// A line with suggestions: what is typed is POSTed to `source` (as `q`), which answers with
    /// [`Options`](super::Options); the id chosen goes into the hidden field `id_name`. Without script the line is
    /// sent as typed, and the page that answers lets the person choose.
    pub fn picker(
        &self,
        name: &str,
        id_name: &str,
        label: impl ToString,
        source: &str,
        t: impl Borrow<T>,
    ) -> FieldView {
        let kind = FieldKind::Picker {
            source: source.to_owned(),
            id_name: id_name.to_owned(),
            id_value: self.value(id_name).to_owned(),
        };
        let t = t.borrow();
        let words = [t.picker_found_one(), t.picker_found_many()];
        FieldView { words, autocomplete: Some("off"), ..self.field(kind, name, label) }
    }

    fn choose(&self, name: &str, choices: impl AsRef<[Choice]>) -> Vec<Choice> {
        choices.as_ref().iter().map(|it| Choice { chosen: self.has(name, &it.value), ..it.clone() }).collect()
    }

    fn field(&self, kind: FieldKind, name: &str, label: impl ToString) -> FieldView {
        FieldView {
            id: self.field_id(name),
            name: name.to_owned(),
            label: label.to_string(),
            kind,
            value: self.value(name).to_owned(),
            error: self.error(name).map(ToOwned::to_owned),
            description: None,
            note: None,
            placeholder: None,
            autocomplete: None,
            inputmode: None,
            maxlength: None,
            width: None,
            required: false,
            readonly: false,
            multiple: false,
            focus: false,
            label_hidden: false,
            words: [""; 2],
        }
    }
}
