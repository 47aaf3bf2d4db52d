//! Answering: five parts that save themselves, the letter exactly as it would leave, the sending.

use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::requests::advice::{self, AnswerForm, NewAnswer};
use care::{AdviceId, Error, drafts};

use super::{page, words};
use crate::failure::Answer;
use crate::sealed::{Id, seal};
use crate::shell::{Button, FormState, Icon, Page, Shell, StateView, see_other};
use crate::typed;
use crate::visit::Visit;

const FORM: &str = "answer";

/// Autosave: answers the saved mark alone; 409 where another window saved since.
pub(crate) async fn save(visit: Visit, Id(id): Id<AdviceId>, body: Bytes) -> Answer {
    advice::reach(&visit.ctx, id).await?;
    typed::autosave::<AnswerForm>(&visit, FORM, id.uuid(), &body).await
}

/// « Voir la lettre »: keeps what was typed, then shows the letter, or what is missing.
pub(crate) async fn check(visit: Visit, Id(id): Id<AdviceId>, body: Bytes) -> Answer {
    let form: AnswerForm = typed::parse(&body);
    advice::reach(&visit.ctx, id).await?;
    typed::keep(&visit, FORM, id.uuid(), &form, &body).await?;
    let checked = match NewAnswer::parse(&form) {
        Ok(answer) => advice::preview(&visit.ctx, id, &answer).await.map(|_| ()),
        Err(error) => Err(error),
    };
    match checked {
        Ok(()) => Ok(see_other(&format!("/requests/{}/answer/preview", seal(visit.ctx.house(), id.uuid())))),
        Err(error) => refused(&visit, id, &form, error).await,
    }
}

/// The request again, with what was typed and why it cannot be sent. Where somebody else answered first, the text
/// stays in the draft and is shown to be copied.
async fn refused(visit: &Visit, id: AdviceId, form: &AnswerForm, error: Error) -> Answer {
    let status = if matches!(error, Error::Conflict(_)) {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let conflict = matches!(error, Error::Conflict(_));
    let sealed = seal(visit.ctx.house(), id.uuid());
    let mut state = typed::state(format!("answer-{sealed}"), form);
    words::refuse(&mut state, visit.t(), error)?;
    if conflict {
        let page = LostRacePage { shell: visit.shell(), id: sealed, words: state, typed: parts(visit, form) };
        return Ok(Page::with_status(status, page).into_response());
    }
    let mut page = page::view(visit, id, None, None).await?;
    if let Some(answering) = &mut page.answering {
        answering.form = state;
    }
    Ok(Page::with_status(status, page).into_response())
}

fn parts(visit: &Visit, form: &AnswerForm) -> Vec<(String, String)> {
    let t = visit.t();
    [
        (t.answer_assessment_heading(), &form.assessment),
        (t.answer_medication_heading(), &form.medication),
        (t.answer_plan_heading(), &form.clinical_plan),
        (t.answer_follow_up_heading(), &form.follow_up),
        (t.answer_warning_heading(), &form.warning_signs),
    ]
    .into_iter()
    .filter(|(_, text)| !text.trim().is_empty())
    .map(|(heading, text)| (heading.to_owned(), text.clone()))
    .collect()
}

/// Somebody else answered first: who, when, and the text that is kept.
#[derive(Debug, Template)]
#[template(path = "requests/advice/lost_race.html")]
pub(crate) struct LostRacePage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) words: FormState,
    pub(crate) typed: Vec<(String, String)>,
}

/// The letter as it would leave.
#[derive(Debug, Template)]
#[template(path = "requests/advice/preview.html")]
pub(crate) struct PreviewPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) letter: letters::Letter,
    pub(crate) to: String,
    pub(crate) stops: String,
    pub(crate) form: FormState,
}

pub(crate) async fn preview(visit: Visit, Id(id): Id<AdviceId>) -> Answer {
    let sealed = seal(visit.ctx.house(), id.uuid());
    let draft = drafts::find(&visit.ctx.reader(), &visit.ctx, FORM, id.uuid()).await?;
    let Some(draft) = draft else {
        advice::may_answer(&visit.ctx, id).await?;
        return Err(Error::NotFound.into());
    };
    let form: AnswerForm = typed::read(&draft.body);
    let Ok(answer) = NewAnswer::parse(&form) else { return Ok(see_other(&format!("/requests/{sealed}"))) };
    let preview = match advice::preview(&visit.ctx, id, &answer).await {
        Ok(preview) => preview,
        Err(error) => return refused(&visit, id, &form, error).await,
    };
    let shown = advice::open(&visit.ctx, id).await?;
    Ok(Page::new(PreviewPage {
        to: shown.asker.name.clone(),
        stops: visit.t().preview_stops(words::taken(visit.t(), &preview.clock)),
        letter: preview.letter,
        id: sealed,
        form: FormState::new("send"),
        shell: visit.shell(),
    })
    .into_response())
}

/// Sends what was shown. Pressed twice, it is sent once.
pub(crate) async fn send(visit: Visit, Id(id): Id<AdviceId>) -> Answer {
    let sealed = seal(visit.ctx.house(), id.uuid());
    let draft = drafts::find(&visit.ctx.reader(), &visit.ctx, FORM, id.uuid()).await?;
    let Some(draft) = draft else {
        // The draft is gone because it was sent a moment ago, by the first of two clicks.
        advice::reach(&visit.ctx, id).await?;
        return Ok(see_other(&format!("/requests/{sealed}")));
    };
    let form: AnswerForm = typed::read(&draft.body);
    let sent = match NewAnswer::parse(&form) {
        Ok(answer) => advice::answer(&visit.ctx, id, answer).await,
        Err(error) => Err(error),
    };
    match sent {
        Ok(_) => Ok(see_other(&format!("/requests/{sealed}?done=answered"))),
        Err(error) => refused(&visit, id, &form, error).await,
    }
}
