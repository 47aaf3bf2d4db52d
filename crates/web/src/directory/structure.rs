//! A structure: what, where, what it is part of, who works there.

use askama::Template;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::OrganizationId;
use care::directory::{self, ProfessionalFilter, StructureFilter};

use super::list::{Line, person, place};
use super::{Done, notice, words};
use crate::failure::Answer;
use crate::sealed::{Id, open_cursor, seal, seal_cursor};
use crate::shell::{Button, Disc, Empty, Icon, Link, Notice, Page, Pager, Shell, Why};
use crate::visit::Visit;
use crate::words::{capitalized, phone};

/// A structure of the directory.
#[derive(Clone, Debug, Template)]
#[template(path = "directory/structure.html")]
pub(crate) struct StructurePage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) part_of: Option<Link>,
    pub(crate) address: Vec<String>,
    /// As it is written, and as it is called.
    pub(crate) phone: Option<(String, String)>,
    pub(crate) finess: Option<String>,
    pub(crate) people: Vec<Line>,
    pub(crate) pager: Pager,
    pub(crate) nobody: Empty,
    pub(crate) parts: Vec<Line>,
    pub(crate) more_parts: bool,
    pub(crate) may_edit: bool,
}

pub(crate) async fn show(visit: Visit, Id(id): Id<OrganizationId>, Query(asked): Query<Done>) -> Answer {
    let (t, house) = (visit.t(), visit.ctx.house());
    let view = directory::structure(&visit.ctx, id).await?;
    let sealed = seal(house, id.uuid());
    let (href, list) = (format!("/directory/structures/{sealed}"), format!("structure:{sealed}"));
    let after = open_cursor(house, &list, asked.after.as_deref());
    let here = ProfessionalFilter { organization: Some(id), ..ProfessionalFilter::default() };
    let people = directory::professionals(&visit.ctx, &here, after).await?;
    let within = StructureFilter { part_of: Some(id), ..StructureFilter::default() };
    let parts = directory::structures(&visit.ctx, &within, None).await?;
    let next = people.next.map(|next| format!("{href}?after={}", seal_cursor(house, &list, next)));
    let town = [view.postal_code.as_deref(), words::commune(view.commune.as_deref())];
    let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Ok(Page::new(StructurePage {
        name: view.name,
        kind: capitalized(&words::kind(t, view.kind)),
        notice: notice(&visit, asked.done.as_deref()),
        part_of: view.part_of.map(|(above, name)| {
            Link::new(name, format!("/directory/structures/{}", seal(house, above.uuid())))
        }),
        address: [view.address, Some(town)].into_iter().flatten().filter(|it| !it.is_empty()).collect(),
        phone: view.phone.map(|number| (phone(&number), number)),
        finess: view.finess,
        people: people.items.iter().map(|hit| colleague(&visit, id, hit)).collect(),
        pager: Pager::new(t, after.map(|_| href.clone()), next),
        nobody: Empty::new(t.structure_nobody()).text(t.structure_nobody_text()),
        parts: parts.items.iter().map(|hit| place(&visit, hit)).collect(),
        more_parts: parts.next.is_some(),
        may_edit: view.may_edit,
        id: sealed,
        shell: visit.shell(),
    })
    .into_response())
}

/// Somebody who works there: what they do there first, without naming the structure of the page again.
fn colleague(visit: &Visit, here: OrganizationId, hit: &directory::Hit) -> Line {
    let t = visit.t();
    let details = hit.roles.iter().map(|role| {
        if role.organization == here {
            capitalized(&crate::frame::profession_words(t, role.profession))
        } else {
            t.structure_also(words::role(t, role))
        }
    });
    Line { details: details.collect(), ..person(visit, hit) }
}
