//! The journal of a person who asks for it: found by the identity that they give. Nothing typed stands in an address.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::journal::{self, SoughtForm};

use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::seal;
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

/// Whose journal.
#[derive(Clone, Debug, Template)]
#[template(path = "journal/person.html")]
pub(crate) struct SoughtPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) form: FormState,
    /// The records of whoever answers, where they are several.
    pub(crate) found: Vec<Link>,
}

const FORM: &str = "journal-person";

pub(super) async fn form(visit: Visit) -> Answer {
    journal::may_seek(&visit.ctx)?;
    let form = FormState::new(FORM);
    Ok(Page::new(SoughtPage { shell: visit.shell(), notice: None, form, found: Vec::new() }).into_response())
}

/// On to the journal of the one person who answers.
pub(super) async fn seek(visit: Visit, body: Bytes) -> Answer {
    journal::may_seek(&visit.ctx)?;
    let (t, form): (_, SoughtForm) = (visit.t(), typed::parse(&body));
    let mut page =
        SoughtPage { shell: visit.shell(), notice: None, form: typed::state(FORM, &form), found: Vec::new() };
    let sought = match form.parse(care::people::today(&visit.ctx)) {
        Ok(sought) => sought,
        Err(error) => {
            let status = status_of(&error);
            crate::words::refuse(&mut page.form, t, error)?;
            return Ok(Page::with_status(status, page).into_response());
        }
    };
    let found = journal::seek(&visit.ctx, &sought).await?;
    let address = |id: care::PersonId| format!("/journal?person={}", seal(visit.ctx.house(), id.uuid()));
    match found.as_slice() {
        [(one, _)] => return Ok(see_other(&address(*one))),
        [] => {
            page.notice =
                Some(Notice::new(Tone::Warning, t.journal_person_none(), t.journal_person_none_text()));
            return Ok(Page::with_status(StatusCode::NOT_FOUND, page).into_response());
        }
        _ => {}
    }
    let link = |(number, (id, name)): (usize, &(care::PersonId, String))| {
        Link::new(t.journal_person_record(name.as_str(), number + 1), address(*id))
    };
    page.found = found.iter().enumerate().map(link).collect();
    Ok(Page::new(page).into_response())
}
