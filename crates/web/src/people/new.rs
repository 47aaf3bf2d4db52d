//! Creating a person. Records that resemble the new one and that the reader may see are proposed first; the rest of the
//! act is the same whatever is hidden. The identifier is minted with the form, so that a form sent twice creates once.

use axum::body::Bytes;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use care::people::{self, How, NewPerson, PersonForm, TeamGround, TraitsForm};
use care::reception;
use care::{ArrivalId, Error, PersonId};
use policy::{Action, Profession, Resource};
use serde::Deserialize;
use uuid::Uuid;

use super::fields::{self, Fields, status_of};
use super::list::{Line, line};
use super::words as said;
use crate::failure::{Answer, Failure};
use crate::sealed::{open, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words;

/// The form of a new person.
#[derive(Clone, Debug, Template)]
#[template(path = "people/new.html")]
pub(crate) struct NewPage {
    pub(crate) shell: Shell,
    pub(crate) form: FormState,
    pub(crate) fields: Fields,
    pub(crate) draft: String,
    pub(crate) doctor: bool,
    pub(crate) grounds: Vec<Choice>,
    pub(crate) similar: Vec<Line>,
    pub(crate) sure: String,
}

impl NewPage {
    fn tellings(&self) -> Vec<Choice> {
        let t = self.shell.t;
        let not_yet = Choice::new("", t.told_not_yet()).detail(t.told_not_yet_detail());
        How::ALL.into_iter().map(|how| Choice::new(how.code(), said::how(t, how))).chain([not_yet]).collect()
    }

    /// The arrival that becomes this person by it, where there is one.
    fn arrival(&self) -> Option<&str> {
        Some(self.form.value("arrival")).filter(|it| !it.is_empty())
    }

    /// « It is them », for a record that resembles: where it is sent, and what.
    fn same(&self, line: &Line) -> Option<Button> {
        let to = format!("/reception/arrivals/{}/person", self.arrival()?);
        let person = line.href.rsplit('/').next()?;
        Some(Button::submit(self.shell.t.arrival_is_them()).to(to).sends("person", person).hint(&line.name))
    }

    fn ins_kinds(&self) -> Vec<Choice> {
        fields::ins_kinds(self.shell.t)
    }

    fn ins_open(&self) -> bool {
        ["ins", "ins_retrieved"].iter().any(|name| !self.form.value(name).is_empty())
    }
}

const FORM: &str = "person-new";

/// The rest of the form: why the reader is around the person, what they said, and what the form knows of itself.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Rest {
    attending: String,
    ground: String,
    told: String,
    draft: String,
    sure: String,
    arrival: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    arrival: Option<String>,
}

/// Who may create; anybody else is told so.
fn may_create(visit: &Visit) -> Result<(), Error> {
    visit.ctx.permit(Action::CreatePerson, &Resource::Territory(visit.ctx.territory())).map(|_| ())
}

pub(super) async fn form(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    may_create(&visit)?;
    let mut form = FormState::new(FORM);
    if let Some(arrival) = asked.arrival {
        let id: ArrivalId = open(visit.ctx.house(), &arrival)?;
        reception::desk_of(&visit.ctx, id).await?;
        form = form.with("arrival", arrival);
    }
    let draft = seal(visit.ctx.house(), visit.ctx.new_id::<Uuid>());
    Ok(Page::new(page(&visit, form, draft, false)?).into_response())
}

/// The form again with the communes of the postal code to choose from, for browsers without scripts.
pub(super) async fn communes(visit: Visit, body: Bytes) -> Answer {
    may_create(&visit)?;
    let rest: Rest = typed::parse(&body);
    Ok(Page::new(page(&visit, FormState::from_body(FORM, &body), rest.draft, true)?).into_response())
}

fn page(visit: &Visit, form: FormState, draft: String, communes: bool) -> Result<NewPage, Failure> {
    let t = visit.t();
    let profession = visit.ctx.actor().professional()?.principal.profession;
    let fields = Fields {
        t,
        communes: fields::communes(t, &form, communes),
        form: form.clone(),
        again: "/persons/new/communes".to_owned(),
    };
    Ok(NewPage {
        shell: visit.shell(),
        form,
        fields,
        draft,
        doctor: profession.is_doctor(),
        grounds: grounds(t, profession),
        similar: Vec::new(),
        sure: String::new(),
    })
}

/// On what grounds this profession can be around a person whom it creates: the care team's own three for health and
/// social professions, the person's consent for the others, none where a structure or a programme is the tie.
fn grounds(t: T, profession: Profession) -> Vec<Choice> {
    let choice = |ground: TeamGround| {
        let mine = t.by_key("ground-chosen-by-me").filter(|_| ground == TeamGround::ChosenByPerson);
        Choice::new(ground.code(), mine.unwrap_or_else(|| said::ground(t, ground)))
    };
    if profession.is_health() || profession.is_social() {
        return [TeamGround::ChosenByPerson, TeamGround::SameStructure, TeamGround::FormalTeam]
            .map(choice)
            .into();
    }
    let by_consent = matches!(profession, Profession::HealthMediator | Profession::SocialCompanion);
    if by_consent { vec![choice(TeamGround::Consent)] } else { Vec::new() }
}

pub(super) async fn create(visit: Visit, body: Bytes) -> Answer {
    may_create(&visit)?;
    let rest: Rest = typed::parse(&body);
    let traits = fields::traits(&body);
    let id: PersonId = open(visit.ctx.house(), &rest.draft).unwrap_or_else(|_| visit.ctx.new_id());
    let sure = fingerprint(&traits);
    let arrival = (!rest.arrival.is_empty())
        .then(|| open::<ArrivalId>(visit.ctx.house(), &rest.arrival))
        .transpose()?;
    let form = PersonForm {
        traits,
        ins: fields::ins(&body),
        attending: rest.attending,
        ground: rest.ground,
        told: rest.told,
    };
    let new = match NewPerson::parse(&form, people::today(&visit.ctx)) {
        Ok(new) => new,
        Err(error) => return again(&visit, &body, id, error),
    };
    if rest.sure != sure {
        let similar = people::similar_visible(&visit.ctx, &new).await?;
        // The form was sent twice: here is whom it created.
        if let Some(created) = similar.iter().find(|it| it.id == id) {
            return Ok(created_page(&visit, created.id, arrival));
        }
        if !similar.is_empty() {
            let page =
                page(&visit, FormState::from_body(FORM, &body), seal(visit.ctx.house(), id.uuid()), false)?;
            let similar = similar.iter().map(|it| line(&visit, it)).collect();
            let page = NewPage { similar, sure, ..page };
            return Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    }
    let created = match arrival {
        Some(arrival) => reception::become_person(&visit.ctx, arrival, id, new).await,
        None => people::create_once(&visit.ctx, id, new).await,
    };
    match created {
        Ok(id) => Ok(created_page(&visit, id, arrival)),
        Err(error) => again(&visit, &body, id, error),
    }
}

fn created_page(visit: &Visit, id: PersonId, arrival: Option<ArrivalId>) -> Response {
    if let Some(arrival) = arrival {
        let arrival = seal(visit.ctx.house(), arrival.uuid());
        return see_other(&format!("/reception/arrivals/{arrival}?done=became-person"));
    }
    see_other(&format!("{}?done=person-created", said::href(visit, id)))
}

/// The form again, with what is wrong with it.
fn again(visit: &Visit, body: &[u8], id: PersonId, error: Error) -> Answer {
    let status = status_of(&error);
    let mut form = FormState::from_body(FORM, body);
    words::refuse(&mut form, visit.t(), error)?;
    let page = page(visit, form, seal(visit.ctx.house(), id.uuid()), false)?;
    Ok(Page::with_status(status, page).into_response())
}

/// What « none of these » was said about: other names or another date of birth are looked at anew.
fn fingerprint(traits: &TraitsForm) -> String {
    let names = [&traits.family, &traits.used_family, &traits.given].map(|it| kernel::names::fold(it));
    let names: String = names.join("|").chars().take(300).collect();
    format!("{names}|{}", traits.birth_date.trim())
}
