//! The second factor: set up with a telephone, shown once more, the codes on paper, taken away.

use std::fmt;

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::Error;
use care::accounts::{self, Attempt, Enrolment, Session, Shown};
use qrcode::QrCode;
use qrcode::render::svg;
use serde::Deserialize;

use super::{Done, factor_state};
use crate::failure::Answer;
use crate::shell::language::local;
use crate::shell::prelude::*;
use crate::shell::{component, see_other};
use crate::visit::{Visit, encode};
use crate::words;

component!(Picture);

/// A picture that a telephone reads. It says one thing: the address given to it.
#[derive(Clone, Debug)]
pub(crate) struct Picture(String);

impl Picture {
    /// The picture of an address; nothing where it is too long for one.
    pub(crate) fn of(address: &str) -> Self {
        let picture =
            QrCode::new(address).map(|code| code.render::<svg::Color<'_>>().min_dimensions(220, 220).build());
        let picture = picture.unwrap_or_default();
        Self(picture.find("<svg").map_or("", |start| &picture[start..]).to_owned())
    }
}

impl fmt::Display for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where somebody stands with their second factor.
#[derive(Clone, Debug)]
pub(crate) enum Stage {
    /// None.
    Off,
    /// Being set up: the picture, and the same for whoever types it.
    Pending { picture: Picture, secret: String },
    /// On; how many codes on paper are left.
    On { left: i64 },
    /// Codes on paper, shown this once.
    Codes(Vec<String>),
}

/// The second factor.
#[derive(Clone, Debug, Template)]
#[template(path = "account/factor.html")]
pub(crate) struct FactorPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) stage: Stage,
    pub(crate) form: FormState,
    /// The page that led here, to go on to; empty where none did.
    pub(crate) next: String,
}

impl FactorPage {
    fn state(&self, on: bool) -> StateView {
        factor_state(self.shell.t, on)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    next: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    r#do: String,
    code: String,
    next: String,
}

/// A page to go on to, where one was asked for.
fn onward(next: &str) -> String {
    if next.is_empty() { String::new() } else { local(next).to_owned() }
}

async fn stage(visit: &Visit, session: &Session) -> Result<Stage, Error> {
    if session.second_factor {
        return Ok(Stage::On { left: accounts::recovery_codes_left(&visit.ctx, session).await? });
    }
    Ok(match accounts::pending_factor(&visit.ctx, session).await? {
        Some(Enrolment { url, secret }) => {
            Stage::Pending { picture: Picture::of(url.as_str()), secret: secret.as_str().to_owned() }
        }
        None => Stage::Off,
    })
}

pub(crate) async fn page(visit: Visit, Query(asked): Query<Asked>, Query(done): Query<Done>) -> Answer {
    let session = visit.session.clone().ok_or(Error::NotFound)?;
    let stage = stage(&visit, &session).await?;
    let notice = done.notice(visit.t());
    let (shell, form) = (visit.shell(), FormState::new("factor"));
    Ok(Page::new(FactorPage { shell, notice, stage, form, next: onward(&asked.next) }).into_response())
}

fn codes(visit: &Visit, codes: &[Shown], next: &str) -> FactorPage {
    let codes = codes.iter().map(|code| code.as_str().to_owned()).collect();
    FactorPage {
        shell: visit.shell(),
        notice: None,
        stage: Stage::Codes(codes),
        form: FormState::new("factor"),
        next: onward(next),
    }
}

/// Sets up, confirms, draws codes anew or takes away, as the button says.
pub(crate) async fn act(visit: Visit, Form(typed): Form<Typed>) -> Answer {
    let session = visit.session.clone().ok_or(Error::NotFound)?;
    let here = if typed.next.is_empty() {
        "/account/factor".to_owned()
    } else {
        format!("/account/factor?next={}", encode(local(&typed.next)))
    };
    let outcome = match typed.r#do.as_str() {
        "enrol" => accounts::enrol_factor(&visit.ctx, &session).await.map(|_| see_other(&here)),
        "confirm" => return confirm(&visit, &session, &typed).await,
        "codes" => accounts::renew_recovery_codes(&visit.ctx, &session)
            .await
            .map(|drawn| Page::new(codes(&visit, &drawn, &typed.next)).into_response()),
        "off" => accounts::disable_factor(&visit.ctx, &session)
            .await
            .map(|()| see_other("/account/factor?done=factor-off")),
        _ => Err(Error::NotFound),
    };
    match outcome {
        Err(error @ Error::Conflict(_)) => refused(&visit, &session, &typed, Err(error)).await,
        other => Ok(other?),
    }
}

async fn confirm(visit: &Visit, session: &Session, typed: &Typed) -> Answer {
    match accounts::confirm_factor(&visit.ctx, session, &typed.code, &visit.client).await {
        Ok(Attempt::Passed(drawn)) => Ok(Page::new(codes(visit, &drawn, &typed.next)).into_response()),
        Ok(other) => refused(visit, session, typed, Ok(other)).await,
        Err(error) => refused(visit, session, typed, Err(error)).await,
    }
}

/// The page again, with what is wrong.
async fn refused(
    visit: &Visit,
    session: &Session,
    typed: &Typed,
    outcome: Result<Attempt<Vec<Shown>>, Error>,
) -> Answer {
    let t = visit.t();
    let mut form = FormState::new("factor");
    let status = match outcome {
        Ok(Attempt::Throttled { .. }) => {
            form.fail_all(t.sign_in_throttled());
            StatusCode::TOO_MANY_REQUESTS
        }
        Ok(_) => {
            form.fail("code", t.factor_code_refused());
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(error) => {
            words::refuse(&mut form, t, error)?;
            StatusCode::CONFLICT
        }
    };
    let stage = stage(visit, session).await?;
    let page = FactorPage { shell: visit.shell(), notice: None, stage, form, next: onward(&typed.next) };
    Ok(Page::with_status(status, page).into_response())
}
