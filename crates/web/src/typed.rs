//! What was typed, on its way between a browser, a draft and a form shown again.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use care::drafts::{self, Saved as Kept};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::failure::{Answer, Failure};
use crate::shell::{Compare, FormState, Fragment, Saved};
use crate::visit::Visit;

/// A form as its fields; what cannot be read is left out, never a fault.
pub(crate) fn parse<T: DeserializeOwned + Default>(body: &[u8]) -> T {
    serde_html_form::from_bytes(body).unwrap_or_default()
}

/// A form as it was kept.
pub(crate) fn read<T: DeserializeOwned + Default>(body: &Value) -> T {
    serde_json::from_value(body.clone()).unwrap_or_default()
}

/// A form to be shown again with what was typed.
pub(crate) fn state(id: impl ToString, form: &impl Serialize) -> FormState {
    let mut state = FormState::new(id);
    if let Ok(Value::Object(fields)) = serde_json::to_value(form) {
        for (name, value) in fields {
            match value {
                Value::String(value) => state = state.with(name, value),
                Value::Array(values) => {
                    let texts = values.iter().filter_map(Value::as_str);
                    state = texts.fold(state, |state, value| state.with(&name, value));
                }
                _ => {}
            }
        }
    }
    state
}

/// The version that a form builds on: the last one it carries, as each saving adds its own.
fn base(body: &[u8]) -> i64 {
    let pairs: Vec<(String, String)> = serde_html_form::from_bytes(body).unwrap_or_default();
    pairs
        .iter()
        .rev()
        .find(|(name, _)| name == "version")
        .and_then(|(_, value)| value.parse().ok())
        .unwrap_or(0)
}

/// « 10 h 42 », in the time of the territory.
pub(crate) fn time(visit: &Visit, at: jiff::Timestamp) -> String {
    visit.locale().time(at.to_zoned(crate::words::zone()).time())
}

/// Saves a draft by itself: answers the mark alone, or both versions where another window saved since.
pub(crate) async fn autosave<T>(visit: &Visit, form: &'static str, object: Uuid, body: &[u8]) -> Answer
where
    T: DeserializeOwned + Default + Serialize,
{
    let mine: T = parse(body);
    let value = serde_json::to_value(&mine).unwrap_or_default();
    Ok(match drafts::save(&visit.ctx, form, object, value.clone(), base(body)).await? {
        Kept::Kept(draft) => mark(visit, &draft),
        Kept::Elsewhere(theirs) => conflict(visit, &value, &theirs),
    })
}

/// Both versions, where another window saved since.
pub(crate) fn conflict(visit: &Visit, mine: &Value, theirs: &drafts::Draft) -> Response {
    (StatusCode::CONFLICT, Fragment(both(visit, mine, theirs))).into_response()
}

/// The mark of a saved draft.
pub(crate) fn mark(visit: &Visit, draft: &drafts::Draft) -> Response {
    Fragment(Saved::at(visit.t(), time(visit, draft.saved_at)).version(draft.version)).into_response()
}

fn both(visit: &Visit, mine: &Value, theirs: &drafts::Draft) -> Compare {
    let t = visit.t();
    Compare::new(
        t.draft_mine(),
        &joined(mine),
        t.draft_elsewhere(time(visit, theirs.saved_at)),
        &joined(&theirs.body),
    )
}

/// Every text of a form, one after the other.
fn joined(form: &Value) -> String {
    let Value::Object(fields) = form else { return String::new() };
    let texts = fields.values().filter_map(Value::as_str).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n\n")
}

/// Keeps what is typed before anything is checked: what is sent is what this window holds.
pub(crate) async fn keep<T: Serialize>(
    visit: &Visit,
    form: &'static str,
    object: Uuid,
    typed: &T,
    body: &[u8],
) -> Result<(), Failure> {
    let value = serde_json::to_value(typed).unwrap_or_default();
    let saved = drafts::save(&visit.ctx, form, object, value.clone(), base(body)).await?;
    if let Kept::Elsewhere(theirs) = saved {
        // The person pressed the button of this window: its text is the one they mean.
        drafts::save(&visit.ctx, form, object, value, theirs.version).await?;
    }
    Ok(())
}
