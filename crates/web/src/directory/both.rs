//! Somebody else corrected the same thing: both versions side by side, nothing typed lost.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use care::Conflict;

use crate::shell::{Button, Compare, ConflictPage, FormState, Page, see_other};
use crate::visit::Visit;
use crate::words::conflict_words;

/// A field of a form as it stands in one version.
pub(super) struct Field {
    name: &'static str,
    label: String,
    value: String,
    words: String,
}

impl Field {
    /// A field: its name, its label, what stands in it.
    pub(super) fn new(name: &'static str, label: &str, value: &str) -> Self {
        let value = value.trim().to_owned();
        Self { name, label: label.to_owned(), words: value.clone(), value }
    }

    /// With what people read instead of what is sent.
    pub(super) fn read_as(self, words: String) -> Self {
        Self { words, ..self }
    }
}

/// What somebody corrected while another did.
pub(super) struct Both {
    /// Who was first.
    pub(super) conflict: Conflict,
    /// As typed.
    pub(super) mine: Vec<Field>,
    /// As it stands now, in the same order.
    pub(super) theirs: Vec<Field>,
    /// Fields without words of their own.
    pub(super) carried: Vec<(String, String)>,
    /// The version that stands now.
    pub(super) version: i64,
    /// Where the page of the thing is; its form is at `…/edit`.
    pub(super) href: String,
}

/// Both versions, with the ways out; the page itself where both say the same.
pub(super) fn page(visit: &Visit, both: Both) -> Response {
    let t = visit.t();
    let differing: Vec<_> =
        both.mine.iter().zip(&both.theirs).filter(|(mine, theirs)| mine.value != theirs.value).collect();
    if differing.is_empty() {
        return see_other(&both.href);
    }
    let versions = differing.iter().map(|(mine, theirs)| {
        let (a, b) = (t.directory_mine(), t.directory_theirs());
        (mine.label.clone(), Compare::new(a, &mine.words, b, &theirs.words))
    });
    let mut carried: Vec<(String, String)> =
        both.mine.iter().map(|field| (field.name.to_owned(), field.value.clone())).collect();
    carried.extend(both.carried);
    carried.push(("version".to_owned(), both.version.to_string()));
    let page = ConflictPage {
        words: conflict_words(t, &both.conflict),
        versions: versions.collect(),
        form: FormState::new("settle"),
        action: format!("{}/edit", both.href),
        carried,
        ways: vec![
            Button::submit(t.directory_keep_both()).sends("keep", "both").primary().small(),
            Button::submit(t.directory_keep_mine()).sends("keep", "mine"),
            Button::link(t.directory_keep_theirs(), &both.href),
        ],
        shell: visit.shell(),
    };
    Page::with_status(StatusCode::CONFLICT, page).into_response()
}
