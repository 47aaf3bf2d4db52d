//! Every application of a person, one line each; opening another.

use axum::body::Bytes;
use axum::response::IntoResponse;
use care::rights::{self, ApplicationForm, NewApplication, RightsView};
use care::{ApplicationId, PersonId};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::record::WhoReads;
use crate::sealed::{Id, open, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

/// The rights of a person.
#[derive(Clone, Debug, Template)]
#[template(path = "rights/list.html")]
pub(crate) struct RightsPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) why: Why,
    pub(crate) lines: Vec<RightLine>,
    pub(crate) readers: WhoReads,
    pub(crate) begin: Option<FormState>,
    pub(crate) rights: Vec<Choice>,
    pub(crate) next: String,
}

/// An application as a line.
#[derive(Clone, Debug)]
pub(crate) struct RightLine {
    pub(crate) what: String,
    pub(crate) href: String,
    pub(crate) when: String,
    pub(crate) state: StateView,
    pub(crate) small: String,
}

const FORM: &str = "right";

pub(super) async fn list(visit: Visit, Id(id): Id<PersonId>) -> Answer {
    let view = rights::of_person(&visit.ctx, id).await?;
    if view.person.id != id {
        let kept = seal(visit.ctx.house(), view.person.id.uuid());
        return Ok(see_other(&format!("/persons/{kept}/rights")));
    }
    Ok(Page::new(page(&visit, &view, FormState::new(FORM))).into_response())
}

fn page(visit: &Visit, view: &RightsView, form: FormState) -> RightsPage {
    let t = visit.t();
    let today = care::people::today(&visit.ctx);
    let line = |it: &rights::ApplicationView| RightLine {
        what: it.right.name.get(t.locale).to_owned(),
        href: format!("/rights/{}", seal(visit.ctx.house(), it.id.uuid())),
        when: it
            .history
            .first()
            .map(|last| crate::people::short_date(t.locale, last.at, today))
            .unwrap_or_default(),
        state: words::state(t, it),
        small: words::line(t, it),
    };
    let catalogue = visit.ctx.house().rights();
    let choices = catalogue
        .iter()
        .filter(|right| right.valid.holds(today))
        .map(|right| Choice::new(&right.code, right.name.get(t.locale)));
    RightsPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), view.person.id.uuid()),
        name: crate::people::name(&view.person.identity),
        why: Why::new(crate::people::reason(t, &view.reason.key)),
        lines: view.applications.iter().map(line).collect(),
        readers: WhoReads::open_to(visit, view.readers.as_deref()),
        begin: view.may_manage.then_some(form),
        rights: std::iter::once(Choice::new("", t.choose())).chain(choices).collect(),
        next: seal(visit.ctx.house(), view.next.uuid()),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Begun {
    application: String,
}

pub(super) async fn begin(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let view = rights::of_person(&visit.ctx, id).await?;
    let begun: Begun = typed::parse(&body);
    let application: ApplicationId = open(visit.ctx.house(), &begun.application).unwrap_or(view.next);
    let form: ApplicationForm = typed::parse(&body);
    let today = care::people::today(&visit.ctx);
    let begun = match NewApplication::parse(&visit.ctx.house().rights(), &form, today) {
        Ok(new) => rights::begin(&visit.ctx, application, view.person.id, new).await,
        Err(error) => Err(error),
    };
    match begun {
        Ok(application) => Ok(see_other(&format!("/rights/{}", seal(visit.ctx.house(), application.uuid())))),
        Err(error) => {
            let status = status_of(&error);
            let mut form = FormState::from_body(FORM, &body);
            crate::words::refuse(&mut form, visit.t(), error)?;
            Ok(Page::with_status(status, page(&visit, &view, form)).into_response())
        }
    }
}
