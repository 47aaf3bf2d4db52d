//! The form on which an interview is recorded, planned or corrected; who will read what is said beside it.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::support::interviews::{
    self, InterviewDesk, InterviewForm, InterviewView, NewInterview, Place, Status, Subject,
};
use care::{InterviewId, PersonId};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::{Id, open, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words::zone;

/// The page on which an interview is recorded or corrected.
#[derive(Clone, Debug, Template)]
#[template(path = "support/record.html")]
pub(crate) struct RecordPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) interview: String,
    pub(crate) correcting: bool,
    pub(crate) copied: bool,
    pub(crate) base: i64,
    pub(crate) statuses: Vec<Choice>,
    pub(crate) readers: Option<String>,
    pub(crate) form: FormState,
}

impl RecordPage {
    fn title(&self) -> &'static str {
        let t = self.shell.t;
        if self.correcting { t.interview_correct_title() } else { t.interviews_new() }
    }

    fn action(&self) -> String {
        if self.correcting {
            format!("/interviews/{}/edit", self.interview)
        } else {
            format!("/persons/{}/interviews", self.id)
        }
    }

    fn save(&self) -> &'static str {
        let t = self.shell.t;
        if self.correcting { t.interview_correct_do() } else { t.interview_save() }
    }

    fn places(&self) -> Vec<Choice> {
        let t = self.shell.t;
        let choice = |it: &Place| Choice::new(it.code(), words::dynamic(t, "interview-place", it.code()));
        Place::ALL.iter().map(choice).collect()
    }

    fn subjects(&self) -> Vec<Choice> {
        let t = self.shell.t;
        let choice = |it: &Subject| Choice::new(it.code(), words::dynamic(t, "interview-subject", it.code()));
        Subject::ALL.iter().map(choice).collect()
    }
}

/// How it can stand: what took place is not made an appointment again.
pub(super) fn statuses(t: T, from: Status) -> Vec<Choice> {
    let choice = |it: &Status| Choice::new(it.code(), words::dynamic(t, "interview-status", it.code()));
    Status::ALL.iter().filter(|it| from.may_become(**it)).map(choice).collect()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    status: Option<String>,
}

pub(super) async fn form(visit: Visit, Id(id): Id<PersonId>, Query(asked): Query<Asked>) -> Answer {
    let desk = interviews::desk(&visit.ctx, id).await?;
    let sealed = seal(visit.ctx.house(), desk.person.id.uuid());
    let wanted = Status::ALL.iter().find(|it| asked.status.as_deref() == Some(it.code()));
    let status = wanted.copied().unwrap_or(Status::Kept);
    if desk.person.id != id {
        return Ok(see_other(&format!("/persons/{sealed}/interviews/new?status={}", status.code())));
    }
    let form = FormState::new(form_id(&sealed)).with("status", status.code()).with("place", "office");
    Ok(Page::new(page(&visit, &desk, desk.id, form)).into_response())
}

fn form_id(person: &str) -> String {
    format!("interview-{person}")
}

fn page(visit: &Visit, desk: &InterviewDesk, id: InterviewId, form: FormState) -> RecordPage {
    let t = visit.t();
    RecordPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), desk.person.id.uuid()),
        name: crate::people::name(&desk.person.identity),
        interview: seal(visit.ctx.house(), id.uuid()),
        correcting: false,
        copied: false,
        base: 0,
        statuses: statuses(t, Status::Planned),
        readers: Some(t.write_read_by(crate::record::words::readers(visit, &desk.readers))),
        form,
    }
}

pub(super) async fn save(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let desk = interviews::desk(&visit.ctx, id).await?;
    let form: InterviewForm = typed::parse(&body);
    let interview: InterviewId = open(visit.ctx.house(), &form.interview).unwrap_or(desk.id);
    let recorded = match NewInterview::parse(&form, visit.ctx.now()) {
        Ok(new) => interviews::record(&visit.ctx, interview, desk.person.id, new).await,
        Err(error) => Err(error),
    };
    match recorded {
        Ok(id) => Ok(see_other(&format!("/interviews/{}?done=recorded", seal(visit.ctx.house(), id.uuid())))),
        Err(error) => {
            let status = status_of(&error);
            let person = seal(visit.ctx.house(), desk.person.id.uuid());
            let mut state = typed::state(form_id(&person), &form);
            crate::words::refuse(&mut state, visit.t(), error)?;
            Ok(Page::with_status(status, page(&visit, &desk, interview, state)).into_response())
        }
    }
}

pub(super) async fn correct(visit: Visit, Id(id): Id<InterviewId>) -> Answer {
    let view = interviews::to_correct(&visit.ctx, id).await?;
    let form = typed::state(correct_id(&visit, id), &filled(&visit, &view));
    Ok(Page::new(correct_page(&visit, &view, form)).into_response())
}

fn correct_id(visit: &Visit, id: InterviewId) -> String {
    format!("correct-{}", seal(visit.ctx.house(), id.uuid()))
}

/// What the form shows at first.
fn filled(visit: &Visit, view: &InterviewView) -> InterviewForm {
    let at = view.at.to_zoned(zone());
    let numeric = |date| visit.locale().date_numeric(date);
    let (shared, own) = (&view.shared, |text: &Option<String>| text.clone().unwrap_or_default());
    let next = shared.next.as_ref();
    InterviewForm {
        interview: String::new(),
        status: view.status.code().to_owned(),
        on: numeric(at.date()),
        time: format!("{:02}:{:02}", at.hour(), at.minute()),
        place: shared.place.code().to_owned(),
        subjects: shared.subjects.iter().map(|it| it.code().to_owned()).collect(),
        about: own(&shared.about),
        text: own(&shared.text),
        next: next.map(|it| it.what.clone()).unwrap_or_default(),
        next_on: next.and_then(|it| it.on).map(numeric).unwrap_or_default(),
        private: own(&view.private),
    }
}

fn correct_page(visit: &Visit, view: &InterviewView, form: FormState) -> RecordPage {
    RecordPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), view.person.id.uuid()),
        name: crate::people::name(&view.person.identity),
        interview: seal(visit.ctx.house(), view.id.uuid()),
        correcting: true,
        copied: view.copy.is_some(),
        base: view.version,
        statuses: statuses(visit.t(), view.status),
        readers: None,
        form,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Base {
    base: i64,
}

pub(super) async fn corrected(visit: Visit, Id(id): Id<InterviewId>, body: Bytes) -> Answer {
    let view = interviews::to_correct(&visit.ctx, id).await?;
    let (form, Base { base }): (InterviewForm, Base) = (typed::parse(&body), typed::parse(&body));
    let corrected = match NewInterview::parse(&form, visit.ctx.now()) {
        Ok(new) => interviews::correct(&visit.ctx, id, base, new).await,
        Err(error) => Err(error),
    };
    match corrected {
        Ok(()) => {
            Ok(see_other(&format!("/interviews/{}?done=corrected", seal(visit.ctx.house(), id.uuid()))))
        }
        Err(error) => {
            let status = status_of(&error);
            let mut state = typed::state(correct_id(&visit, id), &form);
            crate::words::refuse(&mut state, visit.t(), error)?;
            Ok(Page::with_status(status, correct_page(&visit, &view, state)).into_response())
        }
    }
}
