//! Choosing a professional of the directory: suggestions as one types, and, without scripts, a choice among those found.

use axum::body::Bytes;
use axum::response::IntoResponse;
use care::PractitionerId;
use care::directory::{self, Hit, HitRole, ProfessionalFilter};

use super::list::Typed;
use super::words;
use crate::failure::Answer;
use crate::sealed::seal;
use crate::shell::prelude::*;
use crate::typed;
use crate::visit::Visit;

/// Suggestions shown.
const SHOWN: usize = 10;

/// What a choice stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The professional in one structure: who joins a team.
    Role,
    /// The professional, wherever they work: whom a person objects or consents to.
    Practitioner,
}

/// A professional found: the identifier to send, the name, what they do.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) detail: String,
}

pub(super) async fn roles(visit: Visit, body: Bytes) -> Answer {
    options(&visit, &body, Wanted::Role).await
}

pub(super) async fn practitioners(visit: Visit, body: Bytes) -> Answer {
    options(&visit, &body, Wanted::Practitioner).await
}

async fn options(visit: &Visit, body: &[u8], wanted: Wanted) -> Answer {
    let typed: Typed = typed::parse(body);
    let found = find(visit, &typed.q, wanted).await?;
    let suggestion = |it: Found| Suggestion { id: it.id, label: it.name, detail: it.detail, href: None };
    Ok(Fragment(Options { found: found.into_iter().map(suggestion).collect(), other: None }).into_response())
}

/// Professionals whose name answers what was typed; nobody for less than two letters.
pub(super) async fn find(visit: &Visit, text: &str, wanted: Wanted) -> Result<Vec<Found>, care::Error> {
    let text: String = text.trim().chars().take(100).collect();
    if text.chars().count() < 2 {
        return Ok(Vec::new());
    }
    let filter = ProfessionalFilter { text, ..ProfessionalFilter::default() };
    let page = directory::professionals(&visit.ctx, &filter, None).await?;
    let found = page.items.iter().flat_map(|hit| match wanted {
        Wanted::Role => hit.roles.iter().map(|role| of_role(visit, hit, role)).collect::<Vec<_>>(),
        Wanted::Practitioner => vec![of_practitioner(visit, hit)],
    });
    Ok(found.take(SHOWN).collect())
}

fn at(visit: &Visit, role: &HitRole) -> String {
    format!("{} · {}", words::profession(visit.t(), role.profession), role.organization_name)
}

fn of_role(visit: &Visit, hit: &Hit, role: &HitRole) -> Found {
    Found { id: seal(visit.ctx.house(), role.role.uuid()), name: hit.name.clone(), detail: at(visit, role) }
}

fn of_practitioner(visit: &Visit, hit: &Hit) -> Found {
    let id: PractitionerId = hit.id;
    let detail = hit.roles.iter().map(|role| at(visit, role)).collect::<Vec<_>>().join(", ");
    Found { id: seal(visit.ctx.house(), id.uuid()), name: hit.name.clone(), detail }
}

/// Those found as choices, where a name was sent without an identifier.
pub(super) fn choices(found: Vec<Found>) -> Vec<Choice> {
    found.into_iter().map(|it| Choice::new(it.id, it.name).detail(it.detail)).collect()
}
