//! The page on which a document is joined as an answer, and the document, for whoever is filling the questionnaire. What was typed
//! beside it was kept before.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path};
use axum::response::IntoResponse;
use care::assessments::{self, Joined, Wanted};
use care::{AssessmentId, AttachmentId, Error};

use super::fill::{address as filling, page_address, status};
use super::words;
use crate::failure::{Answer, Failure};
use crate::files::{ACCEPTED, document, kept};
use crate::sealed::{Ids, open};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::{Visit, encode};

/// Joining a document to a question.
#[derive(Clone, Debug, Template)]
#[template(path = "assessments/join.html")]
pub(crate) struct JoinPage {
    pub(crate) shell: Shell,
    /// Of whom.
    pub(crate) name: String,
    /// What is asked.
    pub(crate) question: String,
    pub(crate) form: FormState,
    pub(crate) action: String,
    pub(crate) back: String,
}

impl JoinPage {
    #[expect(clippy::unused_self, reason = "as templates call it")]
    const fn accepted(&self) -> &'static str {
        ACCEPTED
    }
}

/// Where a document is joined to a field.
pub(super) fn address(visit: &Visit, id: AssessmentId, field: &str) -> String {
    format!("{}/join/{}", filling(visit, id), encode(field))
}

pub(super) async fn form(visit: Visit, Path((id, field)): Path<(String, String)>) -> Answer {
    let id = open(visit.ctx.house(), &id)?;
    let wanted = assessments::wanted(&visit.ctx, id, &field).await?;
    Ok(Page::new(page(&visit, id, &field, &wanted)).into_response())
}

fn page(visit: &Visit, id: AssessmentId, field: &str, wanted: &Wanted) -> JoinPage {
    JoinPage {
        shell: visit.shell(),
        name: crate::people::name(&wanted.person.identity),
        question: words::label(visit.t(), &wanted.item),
        form: FormState::new("join"),
        action: address(visit, id, field),
        back: page_address(visit, id, wanted.page),
    }
}

pub(super) async fn join(
    visit: Visit,
    Path((id, field)): Path<(String, String)>,
    sent: Result<Multipart, MultipartRejection>,
) -> Answer {
    let id = open(visit.ctx.house(), &id)?;
    // Whether a document is wanted there is asked before its bytes are read.
    let wanted = assessments::wanted(&visit.ctx, id, &field).await?;
    let joined = async { assessments::join(&visit.ctx, id, &field, document(sent).await?).await };
    let t = visit.t();
    let fault = match joined.await {
        Ok(Joined::Kept(at)) => return Ok(see_other(&page_address(&visit, id, at))),
        Ok(Joined::Wrong(what)) => words::wrong(t, Some(&wanted.item), &what),
        Err(Error::Invalid(faults)) => {
            faults.first().map_or_else(|| t.wrong_elsewhere().to_owned(), |it| crate::words::fault(t, it))
        }
        Err(error) => return Err(Failure(error)),
    };
    let mut page = page(&visit, id, &field, &wanted);
    page.form.fail("file", fault);
    Ok(Page::with_status(status(), page).into_response())
}

pub(super) async fn download(visit: Visit, Ids(id, file): Ids<AssessmentId, AttachmentId>) -> Answer {
    let (file, bytes) = assessments::file(&visit.ctx, id, file).await?;
    Ok(kept(&file.media_type, &file.name, bytes))
}
