//! Looking for professionals and structures. What is typed is POSTed; filters by code stand in the address.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use care::directory::{
    self, Hit, OrganizationKind, ProfessionalFilter, StructureFilter, StructureHit, communes,
};
use kernel::{Cursor, places};
use serde::{Deserialize, Serialize};

use super::words;
use crate::failure::{Answer, Failure};
use crate::sealed::{open_cursor, seal, seal_cursor};
use crate::shell::{
    Button, Choice, Disc, Empty, FormState, Fragment, Icon, Options, Page, Pager, Shell, Suggestion, Why,
    see_other,
};
use crate::visit::Visit;
use crate::words::capitalized;

/// Suggestions of each kind, at most.
const SUGGESTED: usize = 8;

/// The directory.
#[derive(Clone, Debug, Template)]
#[template(path = "directory/list.html")]
pub(crate) struct DirectoryPage {
    pub(crate) shell: Shell,
    pub(crate) structures: bool,
    pub(crate) form: FormState,
    pub(crate) kinds: Vec<Choice>,
    pub(crate) communes: Vec<Choice>,
    pub(crate) lines: Vec<Line>,
    pub(crate) empty: Empty,
    pub(crate) pager: Pager,
    /// The next page of what was typed: the fields that ask for it.
    pub(crate) more: Option<Vec<(&'static str, String)>>,
    pub(crate) may_edit: bool,
}

/// Somebody or something found.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) initials: Option<String>,
    pub(crate) details: Vec<String>,
}

/// What is looked for.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Asked {
    show: String,
    profession: String,
    kind: String,
    commune: String,
    after: Option<String>,
    #[serde(skip_serializing)]
    q: String,
}

impl Asked {
    fn structures(&self) -> bool {
        self.show == "structures"
    }

    /// The address of a page without typed words; a name never stands in one.
    fn address(&self, after: Option<String>) -> String {
        let pairs = [
            ("show", if self.structures() { "structures" } else { "" }),
            ("profession", if self.structures() { "" } else { &self.profession }),
            ("kind", if self.structures() { &self.kind } else { "" }),
            ("commune", &self.commune),
            ("after", after.as_deref().unwrap_or_default()),
        ];
        let kept: Vec<String> = pairs
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", crate::visit::encode(value)))
            .collect();
        if kept.is_empty() { "/directory".to_owned() } else { format!("/directory?{}", kept.join("&")) }
    }

    /// The name under which pages of this very list are sealed.
    fn list(&self) -> String {
        format!(
            "directory:{}:{}:{}:{}:{}",
            self.show,
            self.profession,
            self.kind,
            self.commune,
            self.q.trim()
        )
    }

    fn filtered(&self) -> bool {
        let by = if self.structures() { &self.kind } else { &self.profession };
        !by.is_empty() || !self.commune.is_empty()
    }

    fn professionals(&self) -> ProfessionalFilter {
        ProfessionalFilter {
            text: self.q.clone(),
            profession: self.profession.parse().ok(),
            organization: None,
            commune: some(&self.commune),
        }
    }

    fn places(&self) -> StructureFilter {
        StructureFilter {
            text: self.q.clone(),
            kind: OrganizationKind::of(&self.kind),
            part_of: None,
            commune: some(&self.commune),
        }
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    // Words in an address are not looked for: a bookmark of them would be a name in an address.
    let asked = Asked { q: String::new(), ..asked };
    Ok(Page::new(page(&visit, asked).await?).into_response())
}

/// Suggestions for a field that asks for them, a page otherwise.
pub(crate) async fn search(
    visit: Visit,
    Query(wanted): Query<Asked>,
    headers: HeaderMap,
    Form(asked): Form<Asked>,
) -> Answer {
    if headers.contains_key("x-picker") {
        return suggest(&visit, &wanted.show, &asked.q).await;
    }
    if asked.q.trim().is_empty() {
        return Ok(see_other(&asked.address(None)));
    }
    Ok(Page::new(page(&visit, asked).await?).into_response())
}

async fn suggest(visit: &Visit, show: &str, text: &str) -> Answer {
    let mut found = Vec::new();
    if show != "structures" {
        let filter = ProfessionalFilter { text: text.to_owned(), ..ProfessionalFilter::default() };
        let hits = directory::professionals(&visit.ctx, &filter, None).await?.items;
        found.extend(
            hits.iter().take(SUGGESTED).map(|hit| suggestion(visit, hit.id.uuid(), person(visit, hit))),
        );
    }
    if show != "professionals" {
        let filter = StructureFilter { text: text.to_owned(), ..StructureFilter::default() };
        let hits = directory::structures(&visit.ctx, &filter, None).await?.items;
        found.extend(
            hits.iter().take(SUGGESTED).map(|hit| suggestion(visit, hit.id.uuid(), place(visit, hit))),
        );
    }
    Ok(Fragment(Options { found, other: None }).into_response())
}

fn suggestion(visit: &Visit, id: uuid::Uuid, line: Line) -> Suggestion {
    Suggestion {
        id: seal(visit.ctx.house(), id),
        label: line.name,
        detail: line.details.join(" · "),
        href: Some(line.href),
    }
}

/// A professional as a line.
pub(super) fn person(visit: &Visit, hit: &Hit) -> Line {
    let t = visit.t();
    let mut details: Vec<String> = hit.roles.iter().map(|role| words::role(t, role)).collect();
    if details.is_empty() {
        details.push(t.directory_no_role().to_owned());
    }
    Line {
        href: format!("/directory/professionals/{}", seal(visit.ctx.house(), hit.id.uuid())),
        initials: Some(t.locale.initials(&hit.name)),
        name: hit.name.clone(),
        details,
    }
}

/// A structure as a line.
pub(super) fn place(visit: &Visit, hit: &StructureHit) -> Line {
    let t = visit.t();
    let town = words::commune(hit.commune.as_deref()).map(ToOwned::to_owned);
    let kind = capitalized(&words::kind(t, hit.kind));
    let what = [Some(kind), town, Some(t.directory_professionals_count(hit.professionals))];
    Line {
        href: format!("/directory/structures/{}", seal(visit.ctx.house(), hit.id.uuid())),
        initials: None,
        name: hit.name.clone(),
        details: vec![what.into_iter().flatten().collect::<Vec<_>>().join(" · ")],
    }
}

async fn found(
    visit: &Visit,
    asked: &Asked,
    after: Option<Cursor>,
) -> Result<(Vec<Line>, Option<Cursor>), Failure> {
    if asked.structures() {
        let page = directory::structures(&visit.ctx, &asked.places(), after).await?;
        return Ok((page.items.iter().map(|hit| place(visit, hit)).collect(), page.next));
    }
    let page = directory::professionals(&visit.ctx, &asked.professionals(), after).await?;
    Ok((page.items.iter().map(|hit| person(visit, hit)).collect(), page.next))
}

async fn page(visit: &Visit, asked: Asked) -> Result<DirectoryPage, Failure> {
    let (t, house) = (visit.t(), visit.ctx.house());
    let after = open_cursor(house, &asked.list(), asked.after.as_deref());
    let (lines, next) = found(visit, &asked, after).await?;
    let next = next.map(|next| seal_cursor(house, &asked.list(), next));
    let typed = !asked.q.trim().is_empty();
    let (more, next) = if typed { (next.map(|next| carried(&asked, next)), None) } else { (None, next) };
    let form = FormState::new("directory")
        .with("q", &asked.q)
        .with("profession", &asked.profession)
        .with("kind", &asked.kind)
        .with("commune", &asked.commune);
    let begin = (after.is_some() && !typed).then(|| asked.address(None));
    let kinds = if asked.structures() {
        words::kinds(t, t.directory_all_kinds())
    } else {
        words::professions(t, t.directory_all_professions())
    };
    Ok(DirectoryPage {
        structures: asked.structures(),
        kinds,
        communes: towns(visit).await?,
        lines,
        empty: empty(visit, &asked),
        pager: Pager::new(t, begin, next.map(|next| asked.address(Some(next)))),
        more,
        may_edit: super::may_manage(visit).is_ok(),
        form,
        shell: visit.shell(),
    })
}

/// The fields that ask for the next page of what was typed.
fn carried(asked: &Asked, next: String) -> Vec<(&'static str, String)> {
    vec![
        ("show", asked.show.clone()),
        ("q", asked.q.clone()),
        ("profession", asked.profession.clone()),
        ("kind", asked.kind.clone()),
        ("commune", asked.commune.clone()),
        ("after", next),
    ]
}

fn empty(visit: &Visit, asked: &Asked) -> Empty {
    let t = visit.t();
    if !asked.q.trim().is_empty() || asked.filtered() {
        let again = Button::link(
            t.directory_all(),
            Asked { show: asked.show.clone(), ..Asked::default() }.address(None),
        );
        return Empty::new(t.directory_none()).text(t.directory_none_text()).act(again);
    }
    Empty::new(t.directory_empty()).text(t.directory_empty_text())
}

/// The communes in which there is somebody, by name.
async fn towns(visit: &Visit) -> Result<Vec<Choice>, Failure> {
    let codes = communes(&visit.ctx).await?;
    let mut towns: Vec<_> = codes.iter().filter_map(|code| places::by_insee(code)).collect();
    towns.sort_by_cached_key(|town| kernel::names::sort_key(town.name));
    let all = Choice::new("", visit.t().directory_all_communes());
    Ok(std::iter::once(all).chain(towns.iter().map(|town| Choice::new(town.insee, town.name))).collect())
}
