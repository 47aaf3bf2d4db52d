//! Asking: five fields, a look at exactly what leaves, the sending.

use askama::Template;
use axum::body::Bytes;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::requests::advice::{self, AskForm, Extract, NewAsk, SuicidalIdeas, Telling};
use care::{AdviceId, Error, PersonId, PractitionerId, drafts};
use policy::ProgramRole;
use serde::Deserialize;

use super::words;
use crate::failure::{Answer, Failure};
use crate::sealed::{Id, open, seal};
use crate::shell::{Button, Choice, FormState, Icon, Page, Saved, Shell, see_other};
use crate::typed::{self, state};
use crate::visit::Visit;

/// The ask form.
#[derive(Debug, Template)]
#[template(path = "requests/advice/ask.html")]
pub(crate) struct AskPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) form: FormState,
    pub(crate) program: String,
    pub(crate) answer_days: u16,
    pub(crate) without_identity: bool,
    pub(crate) colleagues: Vec<Choice>,
    pub(crate) files: Vec<crate::files::FileLine>,
    pub(crate) saved: Saved,
}

impl AskPage {
    fn ideas(&self) -> Vec<Choice> {
        let t = self.shell.t;
        vec![
            Choice::new("absent", t.ideas_absent()),
            Choice::new("without_plan", t.ideas_without_plan()),
            Choice::new("not_yet", t.ideas_not_yet()),
        ]
    }

    fn tellings(&self) -> Vec<Choice> {
        let t = self.shell.t;
        vec![
            Choice::new("in_person", t.telling_in_person()).detail(t.telling_in_person_detail()),
            Choice::new("by_phone", t.telling_by_phone()),
            Choice::new("before", t.telling_before()),
        ]
    }

    fn sexes(&self) -> Vec<Choice> {
        let t = self.shell.t;
        vec![
            Choice::new("", t.sex_unknown()),
            Choice::new("female", t.sex_female()),
            Choice::new("male", t.sex_male()),
        ]
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wanted {
    person: Option<String>,
}

const FORM: &str = "ask";

pub(crate) async fn form(visit: Visit, Id(id): Id<AdviceId>, Query(wanted): Query<Wanted>) -> Answer {
    let draft = drafts::find(&visit.ctx.reader(), &visit.ctx, FORM, id.uuid()).await?;
    let mut typed: AskForm = draft.as_ref().map(|it| typed::read(&it.body)).unwrap_or_default();
    if let Some(person) = wanted.person.filter(|_| typed.person.is_empty()) {
        let chosen: PersonId = open(visit.ctx.house(), &person)?;
        typed.who = advice::person_label(&visit.ctx, chosen).await?.unwrap_or_default();
        typed.person = if typed.who.is_empty() { String::new() } else { person };
    }
    let saved = saved(&visit, draft.as_ref());
    let form = state(format!("ask-{}", seal(visit.ctx.house(), id.uuid())), &typed);
    page(&visit, id, form, saved).await.map(|page| Page::new(page).into_response())
}

fn saved(visit: &Visit, draft: Option<&drafts::Draft>) -> Saved {
    match draft {
        Some(draft) => Saved::at(visit.t(), typed::time(visit, draft.saved_at)).version(draft.version),
        None => Saved::none(visit.t()).version(0),
    }
}

async fn page(visit: &Visit, id: AdviceId, form: FormState, saved: Saved) -> Result<AskPage, Failure> {
    let house = visit.ctx.house();
    let shown = advice::open(&visit.ctx, id).await?;
    if !shown.permitted.edit {
        return Err(Failure(Error::conflict("conflict-already-sent")));
    }
    let program = house.programs().get(&shown.program).ok_or(Error::NotFound)?;
    let files = super::files::lines(visit, &shown);
    let members =
        care::access::pools::members(&visit.ctx.reader(), &visit.ctx, &program.slug, ProgramRole::Answerer)
            .await?;
    let mut colleagues = vec![Choice::new("", visit.t().ask_pool())];
    colleagues.extend(members.iter().map(|it| Choice::new(seal(house, it.id), it.name())));
    Ok(AskPage {
        shell: visit.shell(),
        id: seal(house, id.uuid()),
        form,
        program: program.name.get(visit.locale()).to_owned(),
        answer_days: program.clocks.answer_days,
        without_identity: program.advice().is_ok_and(|rules| rules.without_identity),
        colleagues,
        files,
        saved,
    })
}

/// What was typed, with its identifiers opened.
fn read(visit: &Visit, typed: &AskForm) -> Result<NewAsk, Error> {
    let house = visit.ctx.house();
    let person: Option<PersonId> = open(house, &typed.person).ok();
    let named: Option<PractitionerId> = open(house, &typed.named).ok();
    NewAsk::parse(typed, person, named)
}

/// Autosave: answers the saved mark alone; 409 where another window saved since.
pub(crate) async fn save(visit: Visit, Id(id): Id<AdviceId>, body: Bytes) -> Answer {
    advice::reach(&visit.ctx, id).await?;
    typed::autosave::<AskForm>(&visit, FORM, id.uuid(), &body).await
}

/// « Relire et envoyer »: keeps what was typed, then shows exactly what leaves, or what is missing.
pub(crate) async fn check(visit: Visit, Id(id): Id<AdviceId>, body: Bytes) -> Answer {
    let typed: AskForm = typed::parse(&body);
    advice::reach(&visit.ctx, id).await?;
    typed::keep(&visit, FORM, id.uuid(), &typed, &body).await?;
    let sealed = seal(visit.ctx.house(), id.uuid());
    let mut form = state(format!("ask-{sealed}"), &typed);
    let checked = match read(&visit, &typed) {
        Ok(ask) => advice::review(&visit.ctx, id, &ask).await.map(|_| ()),
        Err(error) => Err(error),
    };
    match checked {
        Ok(()) => Ok(see_other(&format!("/requests/{sealed}/review"))),
        Err(error) => {
            words::refuse(&mut form, visit.t(), objection(error))?;
            let draft = drafts::find(&visit.ctx.reader(), &visit.ctx, FORM, id.uuid()).await?;
            let page = page(&visit, id, form, saved(&visit, draft.as_ref())).await?;
            Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// A refusal by the policy to ask about this person is told at the field: choose somebody else, or ask without
/// identity. It reads the same for a person who objects and for one who is not known.
fn objection(error: Error) -> Error {
    match error {
        Error::Forbidden | Error::NotFound => Error::invalid("who", "fault-cannot-ask-about"),
        other => other,
    }
}

/// Exactly what the psychiatrist will see.
#[derive(Debug, Template)]
#[template(path = "requests/advice/review.html")]
pub(crate) struct ReviewPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) who: String,
    pub(crate) detail: String,
    pub(crate) ins: Option<String>,
    pub(crate) question: String,
    pub(crate) context: String,
    pub(crate) ideas: String,
    pub(crate) telling: Option<String>,
    pub(crate) files: Vec<String>,
    pub(crate) to: String,
    pub(crate) due: String,
    pub(crate) form: FormState,
}

pub(crate) async fn review(visit: Visit, Id(id): Id<AdviceId>) -> Answer {
    let draft =
        drafts::find(&visit.ctx.reader(), &visit.ctx, FORM, id.uuid()).await?.ok_or(Error::NotFound)?;
    let typed: AskForm = typed::read(&draft.body);
    let sealed = seal(visit.ctx.house(), id.uuid());
    let Ok(ask) = read(&visit, &typed) else { return Ok(see_other(&format!("/requests/{sealed}/ask"))) };
    let review = advice::review(&visit.ctx, id, &ask).await?;
    let page = review_page(&visit, id, &typed, review).await?;
    Ok(Page::new(page).into_response())
}

async fn review_page(
    visit: &Visit,
    id: AdviceId,
    typed: &AskForm,
    review: advice::Review,
) -> Result<ReviewPage, Failure> {
    let (t, locale) = (visit.t(), visit.locale());
    let shown = advice::open(&visit.ctx, id).await?;
    let program = visit.ctx.house().programs().get(&shown.program).ok_or(Error::NotFound)?;
    let (who, detail, ins) = extract(visit, &review.extract);
    let named: Option<PractitionerId> = open(visit.ctx.house(), &typed.named).ok();
    let to = match named {
        Some(named) => {
            let members = care::access::pools::members(
                &visit.ctx.reader(),
                &visit.ctx,
                &program.slug,
                ProgramRole::Answerer,
            )
            .await?;
            members.iter().find(|it| it.id == named.uuid()).map(care::access::pools::PoolMember::name)
        }
        None => None,
    };
    Ok(ReviewPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), id.uuid()),
        who,
        detail,
        ins,
        question: typed.question.trim().to_owned(),
        context: typed.context.trim().to_owned(),
        ideas: ideas_words(t, &typed.suicidal_ideas),
        telling: telling_words(t, &typed.telling).filter(|_| typed.without_identity != "yes"),
        files: review.attachments.into_iter().map(|it| it.name).collect(),
        to: to.unwrap_or_else(|| t.ask_pool().to_owned()),
        due: words::day(locale, &words::zone(program), review.due),
        form: FormState::new("send"),
    })
}

/// Name, details and INS of an extract.
pub(crate) fn extract(visit: &Visit, extract: &Extract) -> (String, String, Option<String>) {
    let (t, now) = (visit.t(), visit.ctx.now());
    match extract {
        Extract::Identified(it) => {
            let birth = it
                .birth_date
                .parse()
                .map_or_else(|_| it.birth_date.clone(), |date| t.locale.date_plain(date));
            let mut details: Vec<String> = words::age(t.locale, &it.birth_date, now).into_iter().collect();
            details.push(t.person_born(birth, it.sex.as_str()));
            details.extend(it.commune.clone());
            (words::named(t, &it.sex, &it.given, &it.family), details.join(" · "), it.ins.clone())
        }
        Extract::Anonymous { age, sex } => {
            let mut details = Vec::new();
            if let Some(age) = age {
                details.push(t.person_age(i64::from(*age)));
            }
            match sex.as_str() {
                "female" => details.push(t.sex_female().to_owned()),
                "male" => details.push(t.sex_male().to_owned()),
                _ => {}
            }
            (t.advice_without_identity().to_owned(), details.join(" · "), None)
        }
    }
}

pub(crate) fn ideas_words(t: crate::i18n::T, code: &str) -> String {
    match code {
        "absent" => t.ideas_absent(),
        "without_plan" => t.ideas_without_plan(),
        _ => t.ideas_not_yet(),
    }
    .to_owned()
}

pub(crate) fn ideas_of(t: crate::i18n::T, ideas: SuicidalIdeas) -> String {
    match ideas {
        SuicidalIdeas::Absent => t.ideas_absent(),
        SuicidalIdeas::WithoutPlan => t.ideas_without_plan(),
        SuicidalIdeas::NotYet => t.ideas_not_yet(),
    }
    .to_owned()
}

fn telling_words(t: crate::i18n::T, code: &str) -> Option<String> {
    let words = match code {
        "in_person" => t.telling_in_person(),
        "by_phone" => t.telling_by_phone(),
        "before" => t.telling_before(),
        _ => return None,
    };
    Some(words.to_owned())
}

pub(crate) fn telling_of(t: crate::i18n::T, telling: Telling) -> String {
    match telling {
        Telling::InPerson => t.telling_in_person(),
        Telling::ByPhone => t.telling_by_phone(),
        Telling::Before => t.telling_before(),
    }
    .to_owned()
}

/// Sends what was reviewed. Pressed twice, it is sent once.
pub(crate) async fn send(visit: Visit, Id(id): Id<AdviceId>) -> Answer {
    let sealed = seal(visit.ctx.house(), id.uuid());
    let shown = advice::open(&visit.ctx, id).await?;
    if shown.mine && !shown.permitted.edit {
        return Ok(see_other(&format!("/requests/{sealed}")));
    }
    let draft =
        drafts::find(&visit.ctx.reader(), &visit.ctx, FORM, id.uuid()).await?.ok_or(Error::NotFound)?;
    let typed: AskForm = typed::read(&draft.body);
    let sent = match read(&visit, &typed) {
        Ok(ask) => advice::send(&visit.ctx, id, ask).await,
        Err(error) => Err(error),
    };
    match sent {
        Ok(_) => Ok(see_other(&format!("/requests/{sealed}?done=sent"))),
        Err(error) => {
            let mut form = state(format!("ask-{sealed}"), &typed);
            words::refuse(&mut form, visit.t(), objection(error))?;
            let page = page(&visit, id, form, saved(&visit, Some(&draft))).await?;
            Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
