//! Opening an account for a professional of the directory. Its holder chooses the password, through a link.

use axum::Form;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use care::accounts::{self, Invitation, Login};
use care::directory::{self, Hit, ProfessionalFilter};
use care::{Error, PractitionerId};
use policy::{Action, Resource};
use serde::Deserialize;

use super::one;
use crate::failure::{Answer, Failure};
use crate::frame::role_words;
use crate::i18n::Locale;
use crate::sealed::{open, seal};
use crate::shell::prelude::*;
use crate::visit::Visit;
use crate::words;

/// Opening an account.
#[derive(Clone, Debug, Template)]
#[template(path = "accounts/new.html")]
pub(crate) struct NewAccountPage {
    pub(crate) shell: Shell,
    pub(crate) form: FormState,
    /// Those found by the name typed, to choose from where no script did.
    pub(crate) found: Vec<Choice>,
}

impl NewAccountPage {
    fn languages(&self) -> Vec<Choice> {
        let browser = Choice::new("", self.shell.t.accounts_language_browser());
        std::iter::once(browser)
            .chain(Locale::ALL.into_iter().map(|it| Choice::new(it.tag(), it.name())))
            .collect()
    }
}

pub(crate) async fn page(visit: Visit) -> Answer {
    // Whoever may not open accounts is told so before they type.
    visit.ctx.permit(Action::ManageAccounts, &Resource::Territory(visit.ctx.territory()))?;
    let form = FormState::new("account-new").with("locale", "");
    Ok(Page::new(NewAccountPage { shell: visit.shell(), form, found: Vec::new() }).into_response())
}

async fn found(visit: &Visit, text: &str) -> Result<Vec<Hit>, Failure> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let filter = ProfessionalFilter { text: text.to_owned(), ..ProfessionalFilter::default() };
    Ok(directory::professionals(&visit.ctx, &filter, None).await?.items)
}

/// « Psychiatre · CMP des Tanneurs ».
fn detail(t: T, hit: &Hit) -> String {
    let roles = hit.roles.iter().map(|it| role_words(t, it.profession, &it.organization_name));
    roles.collect::<Vec<_>>().join(", ")
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sought {
    q: String,
}

/// Professionals as one types.
pub(crate) async fn suggest(visit: Visit, headers: HeaderMap, Form(sought): Form<Sought>) -> Answer {
    if !headers.contains_key("x-picker") {
        return Err(Error::NotFound.into());
    }
    let (t, house) = (visit.t(), visit.ctx.house());
    let suggestion = |hit: &Hit| Suggestion {
        id: seal(house, hit.id.uuid()),
        label: hit.name.clone(),
        detail: detail(t, hit),
        href: None,
    };
    let found = found(&visit, &sought.q).await?;
    Ok(Fragment(Options { found: found.iter().map(suggestion).collect(), other: None }).into_response())
}

/// What was typed, and what is wrong with it.
fn read(visit: &Visit, form: &mut FormState) -> Option<Invitation> {
    let t = visit.t();
    let chosen = form.values("practitioner").filter(|it| !it.is_empty()).last().map(str::to_owned);
    let practitioner: Option<PractitionerId> = chosen.and_then(|text| open(visit.ctx.house(), &text).ok());
    if practitioner.is_none() {
        form.fail("who", t.accounts_choose_professional());
    }
    let login = Login::parse("login", form.value("login"));
    if let Err(fault) = &login {
        form.fail(fault.field, words::fault(t, fault));
    }
    let locale = form.value("locale").parse().ok();
    Some(Invitation { login: login.ok()?, practitioner: practitioner?, locale })
}

/// Opens the account and shows the link; a second press shows the same account with a link that is good.
pub(crate) async fn invite(visit: Visit, body: Bytes) -> Answer {
    let mut form = FormState::from_body("account-new", &body);
    let mut status = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(invitation) = read(&visit, &mut form) {
        match accounts::invite(&visit.ctx, invitation).await {
            Ok((account, link)) => return one::with_link(&visit, account, &link).await,
            Err(error) => {
                if matches!(error, Error::Conflict(_)) {
                    status = StatusCode::CONFLICT;
                }
                let error = at_field(error);
                words::refuse(&mut form, visit.t(), error)?;
            }
        }
    }
    let (t, house) = (visit.t(), visit.ctx.house());
    let hits = if form.error("who").is_some() { found(&visit, form.value("who")).await? } else { Vec::new() };
    let found = hits
        .iter()
        .map(|hit| Choice::new(seal(house, hit.id.uuid()), &hit.name).detail(detail(t, hit)))
        .collect();
    Ok(Page::with_status(status, NewAccountPage { shell: visit.shell(), form, found }).into_response())
}

/// The field of the page for a fault of the domain.
fn at_field(error: Error) -> Error {
    match error {
        Error::Invalid(faults) => Error::Invalid(
            faults
                .into_iter()
                .map(|it| match (it.field, it.key) {
                    ("practitioner", _) => care::Fault { field: "who", ..it },
                    (_, "fault-taken") => care::Fault { key: "fault-login-taken", ..it },
                    _ => it,
                })
                .collect(),
        ),
        other => other,
    }
}
