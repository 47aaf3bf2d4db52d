//! Ready-made sentences, personal to each professional.

use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::{SnippetId, drafts};

use super::words;
use crate::failure::{Answer, Failure};
use crate::sealed::{Id, seal};
use crate::shell::{Button, FormState, Page, Shell, see_other};
use crate::visit::Visit;

/// The reader's sentences.
#[derive(Debug, Template)]
#[template(path = "requests/advice/snippets.html")]
pub(crate) struct SnippetsPage {
    pub(crate) shell: Shell,
    pub(crate) snippets: Vec<(String, String, String)>,
    pub(crate) form: FormState,
}

async fn page(visit: &Visit, form: FormState) -> Result<SnippetsPage, Failure> {
    let house = visit.ctx.house();
    let snippets = drafts::snippets(&visit.ctx.reader(), &visit.ctx).await?;
    let snippets = snippets.into_iter().map(|it| (seal(house, it.id.uuid()), it.label, it.body)).collect();
    Ok(SnippetsPage { shell: visit.shell(), snippets, form })
}

pub(crate) async fn list(visit: Visit) -> Answer {
    Ok(Page::new(page(&visit, FormState::new("snippet")).await?).into_response())
}

pub(crate) async fn add(visit: Visit, body: Bytes) -> Answer {
    let mut form = FormState::from_body("snippet", &body);
    match drafts::add_snippet(&visit.ctx, form.value("label"), form.value("body")).await {
        Ok(_) => Ok(see_other("/account/snippets")),
        Err(error) => {
            words::refuse(&mut form, visit.t(), error)?;
            let page = page(&visit, form).await?;
            Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

pub(crate) async fn remove(visit: Visit, Id(id): Id<SnippetId>) -> Answer {
    drafts::remove_snippet(&visit.ctx, id).await?;
    Ok(see_other("/account/snippets"))
}
