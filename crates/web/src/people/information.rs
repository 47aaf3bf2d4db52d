//! What the person was told and what they said: information, consent, objection. The effect is said before it is saved.

use axum::body::Bytes;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::people::{
    self, Aid, How, InformationFact, InformationForm, InformationKind, InformationSheet, NewInformation,
    Scope,
};
use care::{Error, PersonId, PractitionerId};
use policy::{Action, Compartment, Resource};
use serde::Deserialize;

use super::evidence;
use super::fields::status_of;
use super::left;
use super::page::standing;
use super::professionals::{self, Wanted};
use super::words as said;
use crate::failure::Answer;
use crate::files::Evidence;
use crate::record::WhoReads;
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
    pub(crate) notice: Option<Notice>,
    pub(crate) readers: WhoReads,
    pub(crate) history: Vec<SaidLine>,
    pub(crate) preview: Option<PreviewView>,
}

/// A line of what the person was told and said.
#[derive(Clone, Debug)]
pub(crate) struct SaidLine {
    pub(crate) what: String,
    pub(crate) by: String,
    pub(crate) note: Option<String>,
    pub(crate) evidence: Option<Evidence>,
}

/// What somebody would see by the person’s consent.
#[derive(Clone, Debug)]
pub(crate) struct PreviewView {
    pub(crate) title: String,
    pub(crate) parts: Vec<StateView>,
    pub(crate) count: String,
    pub(crate) lines: Vec<(String, String)>,
}

impl InformationPage {
    fn hows(&self) -> Vec<Choice> {
        let t = self.shell.t;
        How::ALL.into_iter().map(|it| Choice::new(it.code(), said::how(t, it))).collect()
    }

    fn aids(&self) -> Vec<Choice> {
        let t = self.shell.t;
        Aid::ALL.iter().map(|it| Choice::new(it.code(), said::aid(t, *it))).collect()
    }

    fn opens(&self) -> Vec<Choice> {
        let t = self.shell.t;
        vec![Choice::new("somatic", t.area_somatic()), Choice::new("psychiatric", t.area_psychiatric())]
    }

    fn closes(&self) -> Vec<Choice> {
        let t = self.shell.t;
        people::CLOSABLE.iter().map(|it| Choice::new(it.as_str(), super::areas::label(t, *it))).collect()
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

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

pub(super) async fn form(visit: Visit, Id(id): Id<PersonId>, Query(asked): Query<Asked>) -> Answer {
    let sheet = people::information_sheet(&visit.ctx, id).await?;
    if sheet.person.id != id {
        return Ok(see_other(&format!("{}/information", said::href(&visit, sheet.person.id))));
    }
    let form = FormState::new(form_id(&seal(visit.ctx.house(), id.uuid()))).with("scope", "everyone");
    let mut page = page(&visit, &sheet, form, Vec::new());
    page.notice =
        asked.done.and_then(|done| visit.t().by_key(&format!("done-file-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn page(visit: &Visit, sheet: &InformationSheet, form: FormState, found: Vec<Choice>) -> InformationPage {
    let t = visit.t();
    InformationPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), sheet.person.id.uuid()),
        name: said::name(&sheet.person.identity),
        readers: WhoReads::open_to(visit, sheet.readers.as_deref()),
        standing: standing(t, &sheet.standing),
        opposed: sheet.standing.opposed.is_some(),
        may_record: sheet.may_record,
        form,
        kinds: kinds(t, &sheet.standing),
        known: known(visit, sheet),
        found,
        notice: None,
        history: sheet.said.iter().map(|fact| past(visit, sheet, fact)).collect(),
        preview: None,
    }
}

/// What can be recorded now: a lifting needs an objection, a withdrawal a consent.
fn kinds(t: T, standing: &people::Standing) -> Vec<Choice> {
    let possible = |kind: &InformationKind| match kind {
        InformationKind::OppositionLifted => {
            standing.opposed.is_some() || !standing.objections.is_empty() || !standing.closed.is_empty()
        }
        InformationKind::NotOpposed => standing.opposed.is_none() && standing.closed.is_empty(),
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
fn past(visit: &Visit, sheet: &InformationSheet, fact: &InformationFact) -> SaidLine {
    let t = visit.t();
    let date = said::date(t.locale, fact.at);
    let by = t.said_by(said::how(t, fact.how).to_lowercase(), date, fact.by_name.as_str());
    let terms = said::terms(t, &fact.terms);
    let what =
        if terms.is_empty() { said::said(t, fact) } else { t.said_in_terms(said::said(t, fact), terms) };
    SaidLine { evidence: evidence::of(visit, sheet, fact, &what), what, by, note: fact.note.clone() }
}

/// The fields that the form has besides those of the act.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Whom {
    scope: String,
    known: String,
    who: String,
}

/// What was typed, and the professional it is about.
struct Typed {
    form: InformationForm,
    whom: Whom,
    one: bool,
    practitioner: Option<PractitionerId>,
}

impl Typed {
    fn of(visit: &Visit, body: &[u8]) -> Self {
        let (mut form, whom): (InformationForm, Whom) = (typed::parse(body), typed::parse(body));
        // One of those known comes first; then the one found by name; a name that nobody was chosen for is a fault.
        let one = whom.scope == "one";
        let chosen = [whom.known.as_str(), form.practitioner.as_str()].into_iter().find(|it| !it.is_empty());
        let practitioner = chosen.filter(|_| one).and_then(|it| open(visit.ctx.house(), it).ok());
        form.practitioner = if one { "one".to_owned() } else { String::new() };
        Self { form, whom, one, practitioner }
    }

    /// Those who may be meant by the name that was typed.
    async fn found(&self, visit: &Visit) -> Result<Vec<Choice>, Error> {
        if !self.one || self.practitioner.is_some() {
            return Ok(Vec::new());
        }
        Ok(professionals::choices(professionals::find(visit, &self.whom.who, Wanted::Practitioner).await?))
    }
}

pub(super) async fn record(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let sheet = people::information_sheet(&visit.ctx, id).await?;
    if !sheet.may_record {
        return Err(Error::Forbidden.into());
    }
    let person = sheet.person.id;
    let typed = Typed::of(&visit, &body);
    let new = NewInformation::parse(&typed.form, typed.practitioner, people::today(&visit.ctx));
    // What closes the record also closes the view on what had left: it is read before.
    let closes = new.as_ref().is_ok_and(|new| {
        matches!(
            new.kind,
            InformationKind::Opposed | InformationKind::PartlyOpposed | InformationKind::ConsentWithdrawn
        )
    });
    let left = if closes { people::left(&visit.ctx, person).await.ok() } else { None };
    let recorded = match new {
        Ok(new) => people::record_information(&visit.ctx, person, new).await,
        Err(error) => Err(error),
    };
    match (recorded, left) {
        (Ok(()), Some(left)) => Ok(Page::new(left::page(&visit, &sheet.person, &left)).into_response()),
        (Ok(()), None) => Ok(see_other(&after(&visit, person).await?)),
        (Err(error), _) => {
            let status = status_of(&error);
            let found = typed.found(&visit).await?;
            let mut form = FormState::from_body(form_id(&seal(visit.ctx.house(), person.uuid())), &body);
            words::refuse(&mut form, visit.t(), error)?;
            let sheet = people::information_sheet(&visit.ctx, id).await?;
            Ok(Page::with_status(status, page(&visit, &sheet, form, found)).into_response())
        }
    }
}

/// What the professional named in the form would see, above the form as it was typed; nothing is recorded.
pub(super) async fn preview(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let sheet = people::information_sheet(&visit.ctx, id).await?;
    let typed = Typed::of(&visit, &body);
    let t = visit.t();
    let mut form = FormState::from_body(form_id(&seal(visit.ctx.house(), sheet.person.id.uuid())), &body);
    let Some(who) = typed.practitioner else {
        form.fail("practitioner", t.information_preview_whom());
        let page = page(&visit, &sheet, form, typed.found(&visit).await?);
        return Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let opens = typed.form.opens.iter().filter_map(|word| word.parse().ok()).collect();
    let seen = people::preview(&visit.ctx, sheet.person.id, who, &opens).await?;
    let mut page = page(&visit, &sheet, form, Vec::new());
    page.preview = Some(preview_view(&visit, &seen));
    Ok(Page::new(page).into_response())
}

fn preview_view(visit: &Visit, seen: &people::Preview) -> PreviewView {
    let t = visit.t();
    let part = |(compartment, open): &(Compartment, bool)| {
        let name = super::areas::label(t, *compartment);
        if *open {
            StateView::new(Tone::Success, Icon::Ok, t.preview_part_open(name))
        } else {
            StateView::new(Tone::Neutral, Icon::Close, t.preview_part_closed(name))
        }
    };
    let today = people::today(&visit.ctx);
    let line = |it: &people::EntryLine| {
        let words = match &it.content {
            Some(content) => crate::record::words::title(t, content),
            None => t.by_key(&format!("entry-{}", it.kind)).unwrap_or_else(|| t.entry_other().to_owned()),
        };
        (said::entry_date(t, it, today), words)
    };
    let mut parts: Vec<StateView> = seen.parts.iter().map(part).collect();
    if seen.rights {
        parts.push(StateView::new(Tone::Success, Icon::Ok, t.preview_rights()));
    }
    PreviewView {
        title: t.preview_of(seen.name.as_str()),
        parts,
        count: t.preview_count(seen.all),
        lines: seen.lines.iter().map(line).collect(),
    }
}

/// Where to go on: what was recorded may have closed the record to its own author.
async fn after(visit: &Visit, person: PersonId) -> Result<String, Error> {
    let facts = people::person_facts(&visit.ctx, &visit.ctx.reader(), person).await?;
    let visible = visit.ctx.may(Action::ReadIdentity, &Resource::Person(facts));
    let page = if visible { said::href(visit, person) } else { "/persons".to_owned() };
    Ok(format!("{page}?done=information"))
}
