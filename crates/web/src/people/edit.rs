//! Correcting the identity or the address. When somebody else did so meanwhile, both versions are shown.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::people::{self, Person, Traits, TraitsForm};
use care::{Conflict, Error, PersonId};
use policy::Action;
use serde::Deserialize;

use super::fields::{self, Fields, status_of};
use super::words as said;
use crate::failure::{Answer, Failure};
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::{ConflictPage, see_other};
use crate::typed;
use crate::visit::Visit;
use crate::words;

/// The form that corrects a person.
#[derive(Clone, Debug, Template)]
#[template(path = "people/edit.html")]
pub(crate) struct EditPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) form: FormState,
    pub(crate) fields: Fields,
    pub(crate) version: String,
    pub(crate) checked: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Version {
    version: String,
}

fn form_id(id: &str) -> String {
    format!("person-edit-{id}")
}

pub(super) async fn form(visit: Visit, Id(id): Id<PersonId>) -> Answer {
    let person = people::open_for(&visit.ctx, id, Action::EditIdentity).await?;
    if person.id != id {
        return Ok(see_other(&format!("{}/edit", said::href(&visit, person.id))));
    }
    let form = filled(&visit, &person);
    Ok(Page::new(page(&visit, &person, form, person.version.to_string(), false)).into_response())
}

/// The form of the person as they are: the commune by its name, its code beside it.
fn filled(visit: &Visit, person: &Person) -> FormState {
    let traits = TraitsForm::of(person);
    let code = traits.commune.clone();
    let commune = person.address.place().map(|place| place.name.to_owned()).unwrap_or_default();
    let birth_date = visit.locale().date_numeric(person.identity.birth_date);
    let traits = TraitsForm { commune, birth_date, ..traits };
    typed::state(form_id(&seal(visit.ctx.house(), person.id.uuid())), &traits).with("commune_code", code)
}

/// The form again with the communes of the postal code to choose from, for browsers without scripts.
pub(super) async fn communes(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let person = people::open_for(&visit.ctx, id, Action::EditIdentity).await?;
    let typed: Version = typed::parse(&body);
    let form = FormState::from_body(form_id(&seal(visit.ctx.house(), id.uuid())), &body);
    Ok(Page::new(page(&visit, &person, form, typed.version, true)).into_response())
}

fn page(visit: &Visit, person: &Person, form: FormState, version: String, communes: bool) -> EditPage {
    let (t, id) = (visit.t(), seal(visit.ctx.house(), person.id.uuid()));
    EditPage {
        shell: visit.shell(),
        name: said::name(&person.identity),
        fields: Fields {
            t,
            communes: fields::communes(t, &form, communes),
            form: form.clone(),
            again: format!("/persons/{id}/edit/communes"),
        },
        form,
        version,
        checked: person.identity.status != people::IdentityStatus::Provisional,
        id,
    }
}

pub(super) async fn save(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    // Hidden reads like absent before anything is said about the form.
    let person = people::open_for(&visit.ctx, id, Action::EditIdentity).await?;
    let typed: Version = typed::parse(&body);
    let form = fields::traits(&body);
    let saved = match Traits::read(&form, people::today(&visit.ctx)) {
        Ok(traits) => people::edit(&visit.ctx, id, typed.version.parse().unwrap_or(0), traits).await,
        Err(error) => Err(error),
    };
    match saved {
        Ok(_) => Ok(see_other(&format!("{}?done=person-edited", said::href(&visit, id)))),
        Err(Error::Conflict(conflict)) => both(&visit, id, &form, &conflict).await,
        Err(error) => {
            let status = status_of(&error);
            let mut state = FormState::from_body(form_id(&seal(visit.ctx.house(), id.uuid())), &body);
            words::refuse(&mut state, visit.t(), error)?;
            Ok(Page::with_status(status, page(&visit, &person, state, typed.version, false)).into_response())
        }
    }
}

/// Both versions, trait by trait, and the ways out.
async fn both(visit: &Visit, id: PersonId, mine: &TraitsForm, conflict: &Conflict) -> Answer {
    let t = visit.t();
    let theirs = people::open_for(&visit.ctx, id, Action::EditIdentity).await?;
    let versions = differences(t, mine, &TraitsForm::of(&theirs));
    let href = said::href(visit, id);
    let mut carried = carried(mine)?;
    carried.push(("version".to_owned(), theirs.version.to_string()));
    let page = ConflictPage {
        shell: visit.shell(),
        words: words::conflict_words(t, conflict),
        versions,
        form: FormState::new("person-conflict"),
        action: format!("{href}/edit"),
        carried,
        ways: vec![
            Button::link(t.edit_keep_theirs(), href.as_str()).primary(),
            Button::submit(t.edit_keep_mine()),
        ],
    };
    Ok(Page::with_status(StatusCode::CONFLICT, page).into_response())
}

/// The fields of a form as they were typed.
fn carried(mine: &TraitsForm) -> Result<Vec<(String, String)>, Failure> {
    let value = serde_json::to_value(mine).map_err(Error::from)?;
    let fields = value.as_object().into_iter().flatten();
    Ok(fields.filter_map(|(name, text)| Some((name.clone(), text.as_str()?.to_owned()))).collect())
}

fn differences(t: T, mine: &TraitsForm, theirs: &TraitsForm) -> Vec<(String, Compare)> {
    let place = |code: &str| kernel::places::by_insee(code).map_or(code.to_owned(), |it| it.name.to_owned());
    // Dates are compared as dates, however they were written.
    let date =
        |text: &str| care::fields::written_date(text).map_or(text.to_owned(), |it| t.locale.date_plain(it));
    let sex = |code: &str| match code {
        "female" => t.sex_female().to_owned(),
        "male" => t.sex_male().to_owned(),
        _ => t.sex_unknown().to_owned(),
    };
    let phone = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let pairs = [
        (t.field_family(), mine.family.clone(), theirs.family.clone()),
        (t.field_used_family(), mine.used_family.clone(), theirs.used_family.clone()),
        (t.field_given(), mine.given.clone(), theirs.given.clone()),
        (t.field_sex(), sex(&mine.sex), sex(&theirs.sex)),
        (t.field_birth_date(), date(&mine.birth_date), date(&theirs.birth_date)),
        (t.field_birth_place(), mine.birth_place.clone(), theirs.birth_place.clone()),
        (t.field_phone(), phone(&mine.phone), phone(&theirs.phone)),
        (t.field_address(), mine.address.clone(), theirs.address.clone()),
        (t.field_postal_code(), mine.postal_code.clone(), theirs.postal_code.clone()),
        (t.field_commune(), place(&mine.commune), place(&theirs.commune)),
    ];
    let differs = pairs.into_iter().filter(|(_, mine, theirs)| mine.trim() != theirs.trim());
    differs
        .map(|(label, mine, theirs)| {
            let compare = Compare::new(t.edit_mine(), mine.trim(), t.edit_theirs(), theirs.trim());
            (label.to_owned(), compare)
        })
        .collect()
}
