//! What was typed and could not be carried out: given back to its author, to be sent or given up.

use axum::response::IntoResponse;
use care::drafts::unsent::{self, Waiting};
use uuid::Uuid;

use crate::failure::Answer;
use crate::late::{FIELD, UNSENT};
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;
use crate::words;

/// The forms that wait.
#[derive(Clone, Debug, Template)]
#[template(path = "account/unsent.html")]
pub(crate) struct UnsentPage {
    pub(crate) shell: Shell,
    pub(crate) waiting: Vec<Kept>,
}

/// A form that waits.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    /// Sealed.
    pub(crate) id: String,
    /// Where it goes.
    pub(crate) action: String,
    /// When it was put aside.
    pub(crate) at: String,
    /// What was written in it, to be recognised.
    pub(crate) texts: Vec<String>,
    /// Everything it sends, itself named among it.
    pub(crate) fields: Vec<(String, String)>,
}

/// Shortest text shown: what is shorter is rather a choice than something written.
const SHORTEST: usize = 3;

fn kept(visit: &Visit, waiting: Waiting) -> Kept {
    let id = seal(visit.ctx.house(), waiting.id);
    let written = |text: &str| {
        text.trim().chars().count() >= SHORTEST
            && text.parse::<Uuid>().is_err()
            && text.contains(|c: char| c.is_uppercase() || c.is_whitespace() || !c.is_ascii())
    };
    let fields = &waiting.unsent.fields;
    let texts = fields.iter().map(|(_, value)| value).filter(|value| written(value)).cloned().collect();
    let mut fields = fields.clone();
    fields.push((FIELD.to_owned(), id.clone()));
    let at = words::moment(visit.locale(), &words::zone(), waiting.at);
    Kept { id, action: waiting.unsent.path, at, texts, fields }
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let waiting = unsent::waiting(&visit.ctx).await?;
    let waiting = waiting.into_iter().map(|it| kept(&visit, it)).collect();
    Ok(Page::new(UnsentPage { shell: visit.shell(), waiting }).into_response())
}

/// Gives it up.
pub(crate) async fn forget(visit: Visit, Id(id): Id<Uuid>) -> Answer {
    unsent::forget(&visit.ctx, id).await?;
    Ok(see_other(UNSENT))
}
