//! What the person was told and what they said: information, consent, objection. The effect is said before it is saved.

use axum::body::Bytes;
use axum::response::IntoResponse;
use care::people::{
    self, How, InformationFact, InformationForm, InformationKind, InformationSheet, NewInformation, Scope,
};
use care::{Error, PersonId, PractitionerId};
use policy::{Action, Resource};
use serde::Deserialize;

use super::fields::status_of;
use super::page::standing;
use super::professionals::{self, Wanted};
use super::words as said;
use crate::failure::Answer;
use crate::sealed::{Id, open, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words;

/// The page of what the person was told and said.
#[derive(Clone, Debug, Template)]
#[template(path = "people/information.html")]
pub(crate) struct InformationPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) standing: Vec<String>,
    pub(crate) opposed: bool,
    pub(crate) may_record: bool,
    pub(crate) form: FormState,
    pub(crate) kinds: Vec<Choice>,
    pub(crate) known: Vec<Choice>,
    pub(crate) found: Vec<Choice>,
    pub(crate) history: Vec<(String, String, Option<String>)>,
}

impl InformationPage {
    fn hows(&self) -> Vec<Choice> {
        let t = self.shell.t;
        How::ALL.into_iter().map(|it| Choice::new(it.code(), said::how(t, it))).collect()
    }

    fn scopes(&self) -> Vec<Choice> {
        let t = self.shell.t;
        vec![
            Choice::new("everyone", t.scope_everyone()).detail(t.scope_everyone_detail()),
            Choice::new("one", t.scope_one()).detail(t.scope_one_detail()),
        ]
    }
}

fn form_id(id: &str) -> String {
    format!("information-{id}")
}

pub(super) async fn form(visit: Visit, Id(id): Id<PersonId>) -> Answer {
    let sheet = people::information_sheet(&visit.ctx, id).await?;
    if sheet.person.id != id {
        return Ok(see_other(&format!("{}/information", said::href(&visit, sheet.person.id))));
    }
    let form = FormState::new(form_id(&seal(visit.ctx.house(), id.uuid()))).with("scope", "everyone");
    Ok(Page::new(page(&visit, &sheet, form, Vec::new())).into_response())
}

fn page(visit: &Visit, sheet: &InformationSheet, form: FormState, found: Vec<Choice>) -> InformationPage {
    let t = visit.t();
    InformationPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), sheet.person.id.uuid()),
        name: said::name(&sheet.person.identity),
        standing: standing(t, &sheet.standing),
        opposed: sheet.standing.opposed.is_some(),
        may_record: sheet.may_record,
        form,
        kinds: kinds(t, &sheet.standing),
        known: known(visit, sheet),
        found,
        history: sheet.said.iter().map(|fact| past(t, fact)).collect(),
    }
}

/// What can be recorded now: a lifting needs an objection, a withdrawal a consent.
fn kinds(t: T, standing: &people::Standing) -> Vec<Choice> {
    let possible = |kind: &InformationKind| match kind {
        InformationKind::OppositionLifted => standing.opposed.is_some() || !standing.objections.is_empty(),
        InformationKind::ConsentWithdrawn => standing.consented.is_some() || !standing.consents.is_empty(),
        _ => true,
    };
    let choice = |kind: InformationKind| {
        let (label, effect) = said::information_kind(t, kind);
        Choice::new(kind.code(), label).detail(effect)
    };
    InformationKind::ALL.into_iter().filter(possible).map(choice).collect()
}

/// The professionals whom something is most often about: the team, and those already spoken of.
fn known(visit: &Visit, sheet: &InformationSheet) -> Vec<Choice> {
    let house = visit.ctx.house();
    let mut choices = vec![Choice::new("", visit.t().choose())];
    let mut seen: Vec<PractitionerId> = Vec::new();
    let team = sheet.team.iter().map(|it| (it.practitioner, it.name.clone()));
    let spoken = sheet.said.iter().filter_map(|fact| match (fact.scope, &fact.about) {
        (Scope::Practitioner(who), Some(name)) => Some((who, name.clone())),
        _ => None,
    });
    for (who, name) in team.chain(spoken) {
        if !seen.contains(&who) {
            seen.push(who);
            choices.push(Choice::new(seal(house, who.uuid()), name));
        }
    }
    choices
}

/// A fact of the history: what, when and by whom, and the word on it.
fn past(t: T, fact: &InformationFact) -> (String, String, Option<String>) {
    let date = said::date(t.locale, fact.at);
    let by = t.said_by(said::how(t, fact.how).to_lowercase(), date, fact.by_name.as_str());
    (said::said(t, fact), by, fact.note.clone())
}

/// The fields that the form has besides those of the act.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Whom {
    scope: String,
    known: String,
    who: String,
}

pub(super) async fn record(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let sheet = people::information_sheet(&visit.ctx, id).await?;
    if !sheet.may_record {
        return Err(Error::Forbidden.into());
    }
    let person = sheet.person.id;
    let (mut typed, whom): (InformationForm, Whom) = (typed::parse(&body), typed::parse(&body));
    // One of those known comes first; then the one found by name; a name that nobody was chosen for is a fault.
    let one = whom.scope == "one";
    let chosen = [whom.known.as_str(), typed.practitioner.as_str()].into_iter().find(|it| !it.is_empty());
    let practitioner: Option<PractitionerId> =
        chosen.filter(|_| one).and_then(|it| open(visit.ctx.house(), it).ok());
    typed.practitioner = if one { "one".to_owned() } else { String::new() };
    let recorded = match NewInformation::parse(&typed, practitioner, people::today(&visit.ctx)) {
        Ok(new) => people::record_information(&visit.ctx, person, new).await,
        Err(error) => Err(error),
    };
    match recorded {
        Ok(()) => Ok(see_other(&after(&visit, person).await?)),
        Err(error) => {
            let status = status_of(&error);
            let found = if one && practitioner.is_none() {
                professionals::choices(professionals::find(&visit, &whom.who, Wanted::Practitioner).await?)
            } else {
                Vec::new()
            };
            let mut form = FormState::from_body(form_id(&seal(visit.ctx.house(), person.uuid())), &body);
            words::refuse(&mut form, visit.t(), error)?;
            let sheet = people::information_sheet(&visit.ctx, id).await?;
            Ok(Page::with_status(status, page(&visit, &sheet, form, found)).into_response())
        }
    }
}

/// Where to go on: what was recorded may have closed the record to its own author.
async fn after(visit: &Visit, person: PersonId) -> Result<String, Error> {
    let facts = people::person_facts(&visit.ctx, &visit.ctx.reader(), person).await?;
    let visible = visit.ctx.may(Action::ReadIdentity, &Resource::Person(facts));
    let page = if visible { said::href(visit, person) } else { "/persons".to_owned() };
    Ok(format!("{page}?done=information"))
}
