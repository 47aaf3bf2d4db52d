//! The questionnaires about a person: which can be begun, which one is filling, which were filled.

use axum::body::Bytes;
use axum::response::IntoResponse;
use care::PersonId;
use care::assessments::{self, Assessments, UnderWay};
use care::record::{Fact, Status};
use serde::{Deserialize, Serialize};

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

/// The questionnaires about a person.
#[derive(Clone, Debug, Template)]
#[template(path = "assessments/list.html")]
pub(crate) struct AssessmentsPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) form: FormState,
    pub(crate) offered: Vec<Choice>,
    pub(crate) under_way: Vec<Line>,
    pub(crate) filled: Vec<Line>,
}

/// One that is filled, or was.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) href: String,
    pub(crate) small: String,
    pub(crate) tag: Option<Tag>,
}

#[derive(Debug, Default, Clone, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct BeginForm {
    questionnaire: String,
}

pub(super) async fn show(visit: Visit, Id(id): Id<PersonId>) -> Answer {
    let view = assessments::assessments(&visit.ctx, id).await?;
    if view.person.id != id {
        let kept = seal(visit.ctx.house(), view.person.id.uuid());
        return Ok(see_other(&format!("/persons/{kept}/assessments")));
    }
    Ok(Page::new(page(&visit, &view, FormState::new("begin"))).into_response())
}

pub(super) async fn begin(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let typed: BeginForm = typed::parse(&body);
    match assessments::begin(&visit.ctx, id, &typed.questionnaire).await {
        Ok(begun) => Ok(see_other(&format!("/assessments/{}", seal(visit.ctx.house(), begun.uuid())))),
        Err(error) => {
            let status = status_of(&error);
            let mut form = typed::state("begin", &typed);
            crate::words::refuse(&mut form, visit.t(), error)?;
            let view = assessments::assessments(&visit.ctx, id).await?;
            Ok(Page::with_status(status, page(&visit, &view, form)).into_response())
        }
    }
}

fn page(visit: &Visit, view: &Assessments, form: FormState) -> AssessmentsPage {
    let t = visit.t();
    let offered = view.offered.iter().map(|it| {
        let choice = Choice::new(it.canonical(), words::title(t, it));
        let about = it.description.as_ref().map(|about| about.said(words::tag(t.locale)));
        match about {
            Some(about) => choice.detail(about),
            None => choice,
        }
    });
    AssessmentsPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), view.person.id.uuid()),
        name: crate::people::name(&view.person.identity),
        form,
        offered: offered.collect(),
        under_way: view.under_way.iter().map(|it| under_way(visit, it)).collect(),
        filled: view.filled.iter().map(|it| filled(visit, it)).collect(),
    }
}

fn under_way(visit: &Visit, it: &UnderWay) -> Line {
    let t = visit.t();
    let when = crate::words::dated(t.locale, it.saved_at, visit.ctx.now());
    Line {
        what: words::title(t, &it.questionnaire),
        href: format!("/assessments/{}", seal(visit.ctx.house(), it.id.uuid())),
        small: t.assess_kept_at(when),
        tag: None,
    }
}

fn filled(visit: &Visit, it: &Fact) -> Line {
    let t = visit.t();
    let when = crate::fhir::words::told(t, it.at);
    Line {
        what: crate::record::words::title(t, &it.content),
        href: format!("/entries/{}", seal(visit.ctx.house(), it.id.uuid())),
        small: format!("{when} · {} · {}", it.author, crate::record::words::compartment(t, it.compartment)),
        tag: (it.status == Status::Withdrawn)
            .then(|| Tag::new(Tone::Warning, Icon::Stop, t.assess_withdrawn())),
    }
}
