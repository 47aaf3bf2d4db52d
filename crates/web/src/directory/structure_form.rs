//! A structure, written down or corrected by whoever keeps the directory; and how a structure is chosen by its name.

use askama::Template;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::directory::{
    self, NewOrganization, OrganizationForm, OrganizationKind, StructureFilter, create_organization_as,
    edit_organization, organization_form,
};
use care::{Error, OrganizationId};
use kernel::places;

use super::both::{self, Both, Field};
use super::words;
use crate::failure::{Answer, Failure};
use crate::i18n::T;
use crate::sealed::{Id, open, seal};
use crate::shell::{Button, Choice, FormState, Page, Shell, see_other};
use crate::typed;
use crate::visit::Visit;
use crate::words::refuse;

/// The form.
#[derive(Clone, Debug, Template)]
#[template(path = "directory/structure_form.html")]
pub(crate) struct StructureFormPage {
    pub(crate) shell: Shell,
    /// Of the structure that is corrected.
    pub(crate) id: Option<String>,
    pub(crate) form: FormState,
    pub(crate) kinds: Vec<Choice>,
    /// Communes among which to choose, where the postal code says several.
    pub(crate) communes: Vec<Choice>,
    /// Structures among which to choose, where what was typed says several.
    pub(crate) structures: Vec<Choice>,
}

impl StructureFormPage {
    fn title(&self) -> &'static str {
        let t = self.shell.t;
        if self.id.is_some() { t.structure_edit_title() } else { t.structure_new_title() }
    }

    fn action(&self) -> String {
        let id = self.id.as_ref();
        id.map_or("/directory/structures".to_owned(), |id| format!("/directory/structures/{id}/edit"))
    }

    fn back(&self) -> String {
        let id = self.id.as_ref();
        id.map_or("/directory?show=structures".to_owned(), |id| format!("/directory/structures/{id}"))
    }
}

fn page(visit: &Visit, id: Option<String>, form: FormState) -> StructureFormPage {
    let t = visit.t();
    StructureFormPage {
        id,
        form,
        kinds: words::kinds(t, t.choose_one()),
        communes: Vec::new(),
        structures: Vec::new(),
        shell: visit.shell(),
    }
}

/// A structure named in a form.
pub(super) enum Chosen {
    /// Nothing was typed.
    Nothing,
    /// This one.
    One(OrganizationId),
    /// What was typed fits several, or none exactly: choose among these.
    Several(Vec<Choice>),
}

impl Chosen {
    pub(super) fn found(&self) -> Option<OrganizationId> {
        if let Self::One(id) = self { Some(*id) } else { None }
    }
}

/// The structure chosen in the field called `name`: picked among several, suggested as one typed, or named exactly.
pub(super) async fn choose(visit: &Visit, form: &FormState, name: &str) -> Result<Chosen, Failure> {
    let house = visit.ctx.house();
    if let Ok(id) = open(house, form.value(&format!("{name}_choice"))) {
        return Ok(Chosen::One(id));
    }
    let wanted = kernel::names::fold(form.value(name).trim());
    if wanted.is_empty() {
        return Ok(Chosen::Nothing);
    }
    // A suggestion that was taken counts as long as its name still stands in the field.
    if let Ok(id) = open(house, form.value(&format!("{name}_id"))) {
        let suggested = directory::structure(&visit.ctx, id).await;
        if suggested.is_ok_and(|it| kernel::names::fold(&it.name) == wanted) {
            return Ok(Chosen::One(id));
        }
    }
    let filter = StructureFilter { text: form.value(name).to_owned(), ..StructureFilter::default() };
    let found = directory::structures(&visit.ctx, &filter, None).await?.items;
    let exact: Vec<_> = found.iter().filter(|hit| kernel::names::fold(&hit.name) == wanted).collect();
    if let [one] = exact[..] {
        return Ok(Chosen::One(one.id));
    }
    let choice = |hit: &directory::StructureHit| {
        let line = super::list::place(visit, hit);
        Choice::new(seal(house, hit.id.uuid()), &hit.name)
            .detail(line.details.first().cloned().unwrap_or_default())
    };
    Ok(Chosen::Several(found.iter().map(choice).collect()))
}

/// What was typed, read; with the commune of the postal code where it says enough.
struct Read {
    typed: OrganizationForm,
    chosen: Chosen,
    communes: Vec<Choice>,
    new: Result<NewOrganization, Error>,
}

async fn read(visit: &Visit, form: &FormState, body: &[u8]) -> Result<Read, Failure> {
    let mut typed: OrganizationForm = typed::parse(body);
    let chosen = choose(visit, form, "part_of").await?;
    if !form.value("commune_choice").is_empty() {
        form.value("commune_choice").clone_into(&mut typed.commune);
    }
    let here = communes_of(&typed);
    if let [only] = here[..] {
        only.insee.clone_into(&mut typed.commune);
    }
    let mut new = NewOrganization::parse(&typed, chosen.found());
    let mut more = Vec::new();
    if here.len() > 1 {
        more.push(care::Fault::new("commune", "fault-choose-commune"));
    }
    if matches!(chosen, Chosen::Several(_)) {
        more.push(care::Fault::new("part_of", "fault-choose-structure"));
    }
    if !more.is_empty() {
        new = match new {
            Err(Error::Invalid(mut faults)) => {
                faults.extend(more);
                Err(Error::Invalid(faults))
            }
            Ok(_) => Err(Error::Invalid(more)),
            other => other,
        };
    }
    let communes = here.iter().map(|place| Choice::new(place.insee, place.name));
    let communes = if here.len() > 1 { communes.collect() } else { Vec::new() };
    Ok(Read { typed, chosen, communes, new })
}

/// The communes of the postal code, where the code alone was typed.
fn communes_of(typed: &OrganizationForm) -> Vec<places::Commune> {
    let code: String = typed.postal_code.chars().filter(|c| !c.is_whitespace()).collect();
    if !typed.commune.trim().is_empty() || code.len() != 5 {
        return Vec::new();
    }
    let mut found: Vec<_> =
        places::find(&code, 60).into_iter().filter(|it| it.postal_codes().any(|its| its == code)).collect();
    found.sort_by_cached_key(|place| kernel::names::sort_key(place.name));
    found
}

/// The form again, with what is wrong and the choices that settle it.
fn refused(visit: &Visit, id: Option<String>, mut form: FormState, read: Read, error: Error) -> Answer {
    refuse(&mut form, visit.t(), super::precise(error))?;
    let page = StructureFormPage {
        communes: read.communes,
        structures: if let Chosen::Several(several) = read.chosen { several } else { Vec::new() },
        ..page(visit, id, form)
    };
    Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

pub(crate) async fn blank(visit: Visit) -> Answer {
    super::may_manage(&visit)?;
    // Sent twice, the form adds one structure: it carries the identifier that it will have.
    let once: OrganizationId = visit.ctx.new_id();
    let form = FormState::new("structure").with("once", seal(visit.ctx.house(), once.uuid()));
    Ok(Page::new(page(&visit, None, form)).into_response())
}

pub(crate) async fn create(visit: Visit, body: Bytes) -> Answer {
    super::may_manage(&visit)?;
    let form = FormState::from_body("structure", &body);
    let house = visit.ctx.house();
    let once = open(house, form.value("once")).unwrap_or_else(|_| visit.ctx.new_id());
    let mut read = read(&visit, &form, &body).await?;
    let outcome = match taken(&mut read) {
        Ok(new) => create_organization_as(&visit.ctx, once, new).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(id) => {
            let id = seal(house, id.uuid());
            Ok(see_other(&format!("/directory/structures/{id}?done=structure-created")))
        }
        Err(error) => refused(&visit, None, form, read, error),
    }
}

/// What was read, to be acted upon.
fn taken(read: &mut Read) -> Result<NewOrganization, Error> {
    std::mem::replace(&mut read.new, Err(Error::NotFound))
}

/// A structure as the form shows it: the commune and what it belongs to under their names.
async fn shown(
    visit: &Visit,
    id: OrganizationId,
) -> Result<(OrganizationForm, i64, Option<(OrganizationId, String)>), Failure> {
    let (mut form, version, _) = organization_form(&visit.ctx, id).await?;
    form.commune = words::commune(Some(&form.commune)).unwrap_or_default().to_owned();
    let part_of = directory::structure(&visit.ctx, id).await?.part_of;
    Ok((form, version, part_of))
}

pub(crate) async fn edit(visit: Visit, Id(id): Id<OrganizationId>) -> Answer {
    let (shown, version, part_of) = shown(&visit, id).await?;
    let house = visit.ctx.house();
    let id = seal(house, id.uuid());
    let mut form = typed::state(format!("structure-{id}"), &shown).with("version", version);
    if let Some((above, name)) = part_of {
        form = form.with("part_of", name).with("part_of_id", seal(house, above.uuid()));
    }
    Ok(Page::new(page(&visit, Some(id), form)).into_response())
}

pub(crate) async fn correct(visit: Visit, Id(id): Id<OrganizationId>, body: Bytes) -> Answer {
    super::may_manage(&visit)?;
    let sealed = seal(visit.ctx.house(), id.uuid());
    let form = FormState::from_body(format!("structure-{sealed}"), &body);
    let (stands, now, above) = shown(&visit, id).await?;
    if form.value("keep") == "both" {
        return Ok(Page::new(page(&visit, Some(sealed), form)).into_response());
    }
    let mut read = read(&visit, &form, &body).await?;
    let outcome = match taken(&mut read) {
        Ok(new) => {
            let version = form.value("version").parse().unwrap_or_default();
            edit_organization(&visit.ctx, id, version, new).await
        }
        Err(error) => Err(error),
    };
    let href = format!("/directory/structures/{sealed}");
    match outcome {
        Ok(()) => Ok(see_other(&format!("{href}?done=structure-edited"))),
        Err(Error::Conflict(conflict)) => {
            let mut mine = read.typed;
            if let Some(name) = words::commune(Some(&mine.commune)) {
                name.clone_into(&mut mine.commune);
            }
            let above = above.map(|(_, name)| name).unwrap_or_default();
            let theirs = fields(visit.t(), &stands, &above);
            let mine = fields(visit.t(), &mine, form.value("part_of"));
            let carried = vec![("part_of_id".to_owned(), form.value("part_of_id").to_owned())];
            Ok(both::page(&visit, Both { conflict, mine, theirs, carried, version: now, href }))
        }
        Err(error) => refused(&visit, Some(sealed), form, read, error),
    }
}

fn fields(t: T, form: &OrganizationForm, part_of: &str) -> Vec<Field> {
    let field = |name, label: &str, value: &str| Field::new(name, label, value);
    let kind = OrganizationKind::of(&form.kind).map(|kind| words::kind(t, kind));
    vec![
        field("kind", t.structure_kind(), &form.kind).read_as(kind.unwrap_or_default()),
        field("name", t.structure_name(), &form.name),
        field("finess", t.structure_finess(), &form.finess),
        field("phone", t.structure_phone(), &form.phone),
        field("address", t.structure_address(), &form.address),
        field("postal_code", t.structure_postal_code(), &form.postal_code),
        field("commune", t.structure_commune(), &form.commune),
        field("part_of", t.structure_part_of(), part_of),
    ]
}
