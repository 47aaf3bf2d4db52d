//! How far an identity can be relied upon: what was checked, what it allows, and the next check.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::PersonId;
use care::people::{self, Change, Check, CheckForm, IdentityStatus, Person, status_after};
use serde::Deserialize;

use super::fields::{self, status_of};
use super::page::spaced_ins;
use super::words as said;
use crate::failure::Answer;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;
use crate::words;

/// The page on which a check is recorded.
#[derive(Clone, Debug, Template)]
#[template(path = "people/identity.html")]
pub(crate) struct IdentityPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) status: Tag,
    pub(crate) meaning: String,
    pub(crate) statuses: Vec<(String, String, bool)>,
    pub(crate) form: FormState,
    pub(crate) checks: Vec<Choice>,
    pub(crate) insi: bool,
    pub(crate) document: bool,
    pub(crate) version: i64,
    pub(crate) changes: Vec<(String, String)>,
}

impl IdentityPage {
    fn documents(&self) -> Vec<Choice> {
        fields::documents(self.shell.t)
    }

    fn ins_kinds(&self) -> Vec<Choice> {
        fields::ins_kinds(self.shell.t)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

pub(super) async fn form(visit: Visit, Id(id): Id<PersonId>, Query(asked): Query<Asked>) -> Answer {
    let (person, changes) = people::identity_sheet(&visit.ctx, id).await?;
    if person.id != id {
        return Ok(see_other(&format!("{}/identity", said::href(&visit, person.id))));
    }
    let mut page = page(&visit, &person, &changes, FormState::new("check"));
    page.notice = asked.done.and_then(|done| visit.t().by_key(&format!("done-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

pub(super) async fn check(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let (person, _) = people::identity_sheet(&visit.ctx, id).await?;
    let typed = fields::check(&body);
    let version = typed.version.parse().unwrap_or(0);
    let checked = match Check::parse(&typed) {
        Ok(check) => people::check(&visit.ctx, person.id, version, check).await,
        Err(error) => Err(error),
    };
    match checked {
        Ok(_) => Ok(see_other(&format!("{}/identity?done=identity-checked", said::href(&visit, person.id)))),
        Err(error) => {
            let status = status_of(&error);
            let mut form = FormState::from_body("check", &body);
            words::refuse(&mut form, visit.t(), error)?;
            let (person, changes) = people::identity_sheet(&visit.ctx, id).await?;
            Ok(Page::with_status(status, page(&visit, &person, &changes, form)).into_response())
        }
    }
}

/// The checks that lead somewhere from a status; what an INS or a document would be is left out of the question.
fn possible(t: T, status: IdentityStatus) -> Vec<Choice> {
    let leads = |code: &str| {
        let form = CheckForm { check: code.to_owned(), ..CheckForm::default() };
        match code {
            "document" => status_after(status, &Check::Document(people::Document::Passport)),
            "insi" => match status {
                IdentityStatus::Provisional => Some(IdentityStatus::Retrieved),
                IdentityStatus::Validated => Some(IdentityStatus::Qualified),
                IdentityStatus::Retrieved | IdentityStatus::Qualified => None,
            },
            _ => Check::parse(&form).ok().and_then(|check| status_after(status, &check)),
        }
    };
    let choice = |code: &str| {
        let next = leads(code)?;
        let label = t.by_key(&format!("check-{}", code.replace('_', "-"))).unwrap_or_default();
        Some(Choice::new(code, label).detail(t.check_leads_to(said::status(t, next))))
    };
    ["document", "insi", "insi_denied", "document_doubted"].into_iter().filter_map(choice).collect()
}

fn page(visit: &Visit, person: &Person, changes: &[Change], form: FormState) -> IdentityPage {
    let (t, identity) = (visit.t(), &person.identity);
    let checks = possible(t, identity.status);
    let has = |code: &str| checks.iter().any(|it| it.value == code);
    let statuses = IdentityStatus::ALL
        .into_iter()
        .map(|it| (said::status(t, it), said::status_meaning(t, it), it == identity.status));
    IdentityPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), person.id.uuid()),
        name: said::name(identity),
        notice: None,
        facts: facts(t, person),
        status: said::status_tag(t, identity.status),
        meaning: said::status_meaning(t, identity.status),
        statuses: statuses.collect(),
        form,
        insi: has("insi"),
        document: has("document"),
        checks,
        version: person.version,
        changes: changes.iter().map(|it| change(t, it)).collect(),
    }
}

/// The traits that a document or INSi is compared with.
fn facts(t: T, person: &Person) -> Vec<(String, String)> {
    let identity = &person.identity;
    let sex = match identity.sex {
        people::Sex::Female => t.sex_female(),
        people::Sex::Male => t.sex_male(),
        people::Sex::Unknown => t.sex_unknown(),
    };
    let fact = |label: &str, words: String| (label.to_owned(), words);
    let mut facts = vec![
        fact(t.field_family(), identity.family.clone()),
        fact(t.field_given(), identity.given.clone()),
        fact(t.field_sex(), sex.to_owned()),
        fact(t.field_birth_date(), t.locale.date_plain(identity.birth_date)),
    ];
    facts.extend(identity.birth_place.clone().map(|place| fact(t.field_birth_place(), place)));
    facts.extend(identity.travelling_ins().map(|ins| fact(t.contact_ins(), spaced_ins(ins.number.as_str()))));
    facts
}

/// Who a person is and where they live, for whoever takes over: label and value.
pub(crate) fn who_and_where(t: T, person: &Person) -> Vec<(String, String)> {
    let address = said::address(person);
    let address = (!address.is_empty()).then(|| (t.contact_address().to_owned(), address));
    facts(t, person).into_iter().chain(address).collect()
}

/// A change in words: what, by whom, when.
fn change(t: T, change: &Change) -> (String, String) {
    let code = |name: &str| change.body.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
    let what = match change.kind.as_str() {
        "edited" => {
            let names = change.body.as_object().into_iter().flatten();
            let names = names.filter_map(|(name, _)| t.by_key(&format!("trait-{}", name.replace('_', "-"))));
            t.change_edited(names.collect::<Vec<_>>().join(", "))
        }
        "identity" => {
            let check = t.by_key(&format!("check-{}", code("check").replace('_', "-"))).unwrap_or_default();
            let status =
                t.by_key(&format!("identity-status-{}", code("to").replace('_', "-"))).unwrap_or_default();
            t.change_checked(check, status)
        }
        kind => t.by_key(&format!("change-{kind}")).unwrap_or_default(),
    };
    let by = format!("{} · {}", change.by_name, words::moment(t.locale, &words::zone(), change.at));
    (what, by)
}
