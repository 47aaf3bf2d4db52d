//! First: is it urgent?

use askama::Template;
use axum::extract::{Form, Query};
use axum::response::IntoResponse;
use care::Error;
use care::requests::advice::{self, EmergencyOutcome};
use policy::ProgramRole;
use serde::Deserialize;
use uuid::Uuid;

use crate::failure::Answer;
use crate::sealed::{open, seal};
use crate::shell::{Button, FormState, Icon, Page, Shell, see_other};
use crate::visit::Visit;

/// The emergency screen.
#[derive(Debug, Template)]
#[template(path = "requests/advice/emergency.html")]
pub(crate) struct EmergencyPage {
    pub(crate) shell: Shell,
    pub(crate) form: FormState,
    /// Telephone number and sentence of the psychiatrist on call.
    pub(crate) on_call: Option<(String, String)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    program: Option<String>,
    person: Option<String>,
    previous: Option<String>,
}

pub(crate) async fn screen(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let me = visit.ctx.actor().professional()?;
    let programs = me.programs_as(ProgramRole::Asker);
    let program = asked.program.clone().or_else(|| programs.first().map(|it| (*it).to_owned()));
    let program = program.ok_or(Error::Forbidden)?;
    let screen = advice::shown(&visit.ctx, &program).await?;
    let house = visit.ctx.house();
    let on_call =
        house.programs().get(&program).and_then(|it| it.advice.as_ref()).and_then(|it| it.on_call.as_ref());
    let on_call = on_call.map(|it| (it.phone.clone(), it.get(visit.locale()).to_owned()));
    let form = FormState::new("emergency")
        .with("screen", seal(house, screen))
        .with("person", asked.person.unwrap_or_default())
        .with("previous", asked.previous.unwrap_or_default());
    Ok(Page::new(EmergencyPage { shell: visit.shell(), form, on_call }).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Decided {
    screen: String,
    person: String,
    previous: String,
    outcome: String,
}

pub(crate) async fn decide(visit: Visit, Form(typed): Form<Decided>) -> Answer {
    let house = visit.ctx.house().clone();
    let screen: Uuid = open(&house, &typed.screen)?;
    if typed.outcome == "called" {
        advice::decided(&visit.ctx, screen, EmergencyOutcome::Called).await?;
        return Ok(see_other("/?done=emergency"));
    }
    let (shown_at, program) = advice::decided(&visit.ctx, screen, EmergencyOutcome::NotUrgent).await?;
    let previous = if typed.previous.is_empty() { None } else { Some(open(&house, &typed.previous)?) };
    let id = advice::start(&visit.ctx, &program, shown_at, previous).await?;
    let id = seal(&house, id.uuid());
    let person = typed.person.parse::<Uuid>().map(|it| format!("?person={it}")).unwrap_or_default();
    Ok(see_other(&format!("/requests/{id}/ask{person}")))
}
