//! A programme on a page: what it is made of, strand by strand.

pub(crate) mod samples;

use axum::extract::Path;
use axum::response::IntoResponse;
use care::Error;
use care::programs::{Choice as Code, Program, Strand};
use policy::Action;

use crate::failure::Answer;
use crate::frame::{profession_words, program as resource};
use crate::registry::{Access, Route, get};
use crate::shell::prelude::*;
use crate::visit::Visit;

pub(crate) fn routes() -> Vec<Route> {
    vec![get("/programs/{program}", "programs", Access::SignedIn, show)]
}

/// A programme.
#[derive(Clone, Debug, Template)]
#[template(path = "programs/program.html")]
pub(crate) struct ProgramPage {
    pub(crate) shell: Shell,
    pub(crate) name: String,
    pub(crate) strands: Vec<StrandView>,
    pub(crate) empty: Empty,
    pub(crate) links: Vec<Link>,
}

/// A strand.
#[derive(Clone, Debug)]
pub(crate) struct StrandView {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) professions: String,
    /// What it consists of, under headings.
    pub(crate) lists: Vec<(&'static str, String)>,
}

async fn show(visit: Visit, Path(slug): Path<String>) -> Answer {
    let program = visit.ctx.house().programs().get(&slug).ok_or(Error::NotFound)?;
    visit.ctx.permit(Action::SeeProgram, &resource(&visit, &slug))?;
    Ok(Page::new(page(&visit, program)).into_response())
}

fn page(visit: &Visit, program: &Program) -> ProgramPage {
    let t = visit.t();
    let mut links = Vec::new();
    let kept = care::reception::desk(&visit.ctx).is_ok_and(|desk| desk.program.slug == program.slug);
    if kept {
        links.push(Link::new(t.nav_reception(), "/reception"));
    }
    if visit.ctx.may(Action::ReadReport, &resource(visit, &program.slug)) {
        links.push(Link::new(t.nav_report(), format!("/programs/{}/report", program.slug)));
    }
    ProgramPage {
        shell: visit.shell(),
        name: program.name.get(t.locale).to_owned(),
        strands: program.strands.iter().map(|it| strand(t, program, it)).collect(),
        empty: Empty::new(t.program_no_strands()),
        links,
    }
}

/// A strand in words; the one that is the book of arrivals with its codes.
pub(crate) fn strand(t: T, program: &Program, it: &Strand) -> StrandView {
    let words = |codes: &[Code]| listed(codes.iter().map(|it| it.get(t.locale)));
    let mut lists =
        vec![(t.program_themes(), words(&it.themes)), (t.program_audiences(), words(&it.audiences))];
    if let Some(rules) = program.reception.as_ref().filter(|_| it.reception) {
        let reasons = listed(rules.reasons.iter().map(|it| it.get(t.locale)));
        let orientations = listed(rules.orientations.iter().map(|it| it.get(t.locale)));
        lists.extend([(t.program_reasons(), reasons), (t.program_orientations(), orientations)]);
    }
    lists.retain(|(_, words)| !words.is_empty());
    let professions: Vec<String> = it.professions.iter().map(|it| profession_words(t, *it)).collect();
    StrandView {
        code: it.code.clone(),
        name: it.name.get(t.locale).to_owned(),
        about: it.about.get(t.locale).to_owned(),
        professions: listed(professions.iter().map(String::as_str)),
        lists,
    }
}

/// One after the other, whatever commas they hold.
fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.collect::<Vec<_>>().join(" · ")
}
