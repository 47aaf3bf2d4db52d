//! The pathways of a person, and the form that begins one.

use axum::body::Bytes;
use axum::response::IntoResponse;
use care::pathways::{self, NewPathway, PathwaysView, StartForm};
use care::people::How;
use care::{PathwayId, PersonId};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::{Id, open, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

/// The pathways of a person.
#[derive(Clone, Debug, Template)]
#[template(path = "pathways/list.html")]
pub(crate) struct PathwaysPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) why: Why,
    pub(crate) lines: Vec<(Link, StateView, String)>,
    /// The form that begins one, for whoever may.
    pub(crate) form: Option<FormState>,
    pub(crate) which: Vec<Choice>,
    pub(crate) hows: Vec<Choice>,
    pub(crate) next: String,
}

impl PathwaysPage {
    fn empty(&self) -> Empty {
        Empty::new(self.shell.t.pathways_of_none()).text(self.shell.t.pathways_of_none_text())
    }
}

const FORM: &str = "pathway";

pub(super) async fn show(visit: Visit, Id(id): Id<PersonId>) -> Answer {
    let view = pathways::of_person(&visit.ctx, id).await?;
    if view.person.id != id {
        let kept = seal(visit.ctx.house(), view.person.id.uuid());
        return Ok(see_other(&format!("/persons/{kept}/pathways")));
    }
    Ok(Page::new(page(&visit, &view, FormState::new(FORM))).into_response())
}

fn page(visit: &Visit, view: &PathwaysView, form: FormState) -> PathwaysPage {
    let (t, house, today) = (visit.t(), visit.ctx.house(), care::people::today(&visit.ctx));
    let line = |it: &pathways::PathwayView| {
        let href = format!("/pathways/{}", seal(house, it.id.uuid()));
        let link = Link::new(it.rules.name.get(t.locale), href);
        (link, words::state(t, it, today), words::progress(t, it))
    };
    let all =
        house.programs().iter().flat_map(|program| program.pathways.iter().map(move |it| (program, it)));
    let which = all.map(|(program, it)| {
        let name = format!("{} · {}", it.name.get(t.locale), program.name.get(t.locale));
        Choice::new(format!("{}/{}", program.slug, it.code), name).detail(it.about.get(t.locale))
    });
    let before = Choice::new("", t.pathway_told_before());
    let hows = How::ALL.into_iter().map(|it| Choice::new(it.code(), crate::people::how(t, it)));
    PathwaysPage {
        shell: visit.shell(),
        id: seal(house, view.person.id.uuid()),
        name: crate::people::name(&view.person.identity),
        why: Why::new(crate::people::reason(t, &view.reason.key)),
        lines: view.pathways.iter().map(line).collect(),
        form: view.may_write.then_some(form),
        which: which.collect(),
        hows: std::iter::once(before).chain(hows).collect(),
        next: seal(house, view.next.uuid()),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Made {
    pathway: String,
}

pub(super) async fn begin(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let (form, made): (StartForm, Made) = (typed::parse(&body), typed::parse(&body));
    let pathway: PathwayId = open(visit.ctx.house(), &made.pathway).unwrap_or_else(|_| visit.ctx.new_id());
    let begun = match NewPathway::parse(&form, care::people::today(&visit.ctx)) {
        Ok(new) => pathways::begin(&visit.ctx, pathway, id, new).await,
        Err(error) => Err(error),
    };
    match begun {
        Ok(id) => Ok(see_other(&format!("/pathways/{}?done=begun", seal(visit.ctx.house(), id.uuid())))),
        Err(error) => {
            let view = pathways::of_person(&visit.ctx, id).await?;
            if !view.may_write {
                return Err(error.into());
            }
            let status = status_of(&error);
            let mut state = typed::state(FORM, &form);
            crate::words::refuse(&mut state, visit.t(), error)?;
            Ok(Page::with_status(status, page(&visit, &view, state)).into_response())
        }
    }
}
