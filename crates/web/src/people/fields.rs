//! The fields of identity and address, shared by the pages that create and correct; a commune is chosen among those of
//! its postal code, or found as one types.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::people::{CheckForm, Document, InsForm, Sex, TraitsForm};
use kernel::places;
use serde::Deserialize;

use super::list::Typed;
use crate::failure::Answer;
use crate::shell::prelude::*;
use crate::typed;
use crate::visit::Visit;

/// Suggestions shown.
const SHOWN: usize = 8;

/// Communes that answer what is typed, for the picker.
pub(super) async fn suggest(_: Visit, body: Bytes) -> Answer {
    let typed: Typed = typed::parse(&body);
    let text: String = typed.q.chars().take(100).collect();
    let suggestion = |place: kernel::Commune| Suggestion {
        id: place.insee.to_owned(),
        label: label(&place),
        detail: place.department().to_owned(),
        href: None,
    };
    let found = places::find(&text, SHOWN).into_iter().map(suggestion).collect();
    Ok(Fragment(Options { found, other: None }).into_response())
}

/// « Amboise (37400) », as it is read back.
fn label(place: &kernel::Commune) -> String {
    match place.postal_codes().next() {
        Some(code) => format!("{} ({code})", place.name),
        None => place.name.to_owned(),
    }
}

/// The traits as typed. The code that the picker put beside the commune counts as long as the text still names it.
pub(super) fn traits(body: &[u8]) -> TraitsForm {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Code {
        commune_code: String,
    }
    let mut form: TraitsForm = typed::parse(body);
    let code: Code = typed::parse(body);
    let place = places::by_insee(&code.commune_code);
    if let Some(place) = place.filter(|place| form.commune.trim().starts_with(place.name)) {
        place.insee.clone_into(&mut form.commune);
    }
    form
}

/// An INS as typed.
pub(super) fn ins(body: &[u8]) -> InsForm {
    typed::parse(body)
}

/// A check as typed.
pub(super) fn check(body: &[u8]) -> CheckForm {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Plain {
        check: String,
        document: String,
        version: String,
    }
    let plain: Plain = typed::parse(body);
    CheckForm { check: plain.check, document: plain.document, ins: ins(body), version: plain.version }
}

/// The communes of the postal code typed, where the form asks to choose: after a fault of the address, or when asked.
pub(super) fn communes(t: T, form: &FormState, asked: bool) -> Vec<Choice> {
    let code: String = form.value("postal_code").chars().filter(|c| !c.is_whitespace()).take(6).collect();
    let wrong = form.error("commune").is_some() || form.error("postal_code").is_some();
    let there = places::by_postal_code(&code);
    if there.is_empty() || !(asked || wrong) {
        return Vec::new();
    }
    let first = Choice::new("", t.choose());
    std::iter::once(first).chain(there.iter().map(|place| Choice::new(place.insee, place.name))).collect()
}

/// The fields of a person’s identity and address.
#[derive(Clone, Debug, Template)]
#[template(path = "people/fields.html")]
pub(crate) struct Fields {
    pub(super) t: T,
    pub(super) form: FormState,
    pub(super) communes: Vec<Choice>,
    /// Where « Voir les communes » is sent.
    pub(super) again: String,
}

impl askama::filters::HtmlSafe for Fields {}

impl Fields {
    fn sexes(&self) -> Vec<Choice> {
        sexes(self.t)
    }
}

/// The two kinds of INS.
pub(super) fn ins_kinds(t: T) -> Vec<Choice> {
    vec![Choice::new("nir", t.ins_nir()), Choice::new("nia", t.ins_nia())]
}

/// The documents that prove an identity.
pub(super) fn documents(t: T) -> Vec<Choice> {
    let first = Choice::new("", t.choose());
    let words =
        |it: Document| t.by_key(&format!("document-{}", it.code().replace('_', "-"))).unwrap_or_default();
    std::iter::once(first)
        .chain(Document::ALL.into_iter().map(|it| Choice::new(it.code(), words(it))))
        .collect()
}

/// How a form given back is answered: a conflict is 409, anything else that is wrong with it 422.
pub(crate) const fn status_of(error: &care::Error) -> StatusCode {
    if matches!(error, care::Error::Conflict(_)) {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// The sexes that an identity may have, as the choices of a form.
pub(crate) fn sexes(t: T) -> Vec<Choice> {
    let words = |sex| match sex {
        Sex::Female => t.sex_female(),
        Sex::Male => t.sex_male(),
        Sex::Unknown => t.sex_unknown(),
    };
    Sex::ALL.into_iter().map(|sex| Choice::new(sex.code(), words(sex))).collect()
}
