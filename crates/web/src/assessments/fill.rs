//! A questionnaire while it is filled: page by page, kept by itself, gone on with elsewhere. It works without script: what is
//! asked is then asked anew by a button.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::assessments::{self, Completed, Filling, Looked, Page as QuestionPage, Typed, answered, pages};
use care::drafts::{self, Saved as Kept};
use care::record::EntryForm;
use care::{AssessmentId, Error};
use forms::{Evaluation, Strength, Wrong};
use serde::Deserialize;

use super::asked::{self, Asked};
use super::{files, words};
use crate::failure::{Answer, Failure};
use crate::people::status_of;
use crate::record::{members, places, readers, shared};
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::{Saved, see_other};
use crate::typed;
use crate::visit::Visit;

/// A page of a questionnaire.
#[derive(Clone, Debug, Template)]
#[template(path = "assessments/fill.html")]
pub(crate) struct FillPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) person: String,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) about: Option<String>,
    /// Which page, from 0, and all of them with whether they are asked.
    pub(crate) at: usize,
    pub(crate) pages: Vec<(String, bool)>,
    pub(crate) form: FormState,
    pub(crate) asked: Asked,
    pub(crate) places: Vec<Choice>,
    pub(crate) shared: Option<String>,
    pub(crate) members: Vec<Choice>,
    pub(crate) saved: Saved,
    pub(crate) drop: FormState,
    /// Which answers of this page stand as they came from the record.
    pub(crate) taken: Option<String>,
}

impl FillPage {
    /// The asked page before this one, and after it.
    fn before(&self) -> Option<usize> {
        (0..self.at).rev().find(|at| self.pages[*at].1)
    }

    fn after(&self) -> Option<usize> {
        (self.at + 1..self.pages.len()).find(|at| self.pages[*at].1)
    }

    /// What a button says that goes to a page, from 1.
    #[expect(clippy::unused_self, clippy::trivially_copy_pass_by_ref, reason = "as templates call it")]
    fn to(&self, number: &usize) -> String {
        format!("page:{number}")
    }

    fn is_last(&self) -> bool {
        self.after().is_none()
    }

    /// « Page 2 sur 5 », of those that are asked.
    fn place(&self) -> String {
        let asked = |until: usize| self.pages[..until].iter().filter(|(_, asked)| *asked).count().to_string();
        self.shell.t.assess_page_of(asked(self.pages.len()), asked(self.at + 1))
    }

    fn attrs(&self) -> FormAttrs {
        let path = format!("/assessments/{}", self.id);
        self.form.attrs(path.as_str()).autosave(format!("{path}/draft"))
    }

    fn audiences(&self) -> Vec<Choice> {
        crate::record::audiences(self.shell.t)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    page: Option<usize>,
}

pub(super) async fn show(visit: Visit, Id(id): Id<AssessmentId>, Query(wanted): Query<Wanted>) -> Answer {
    let filling = match assessments::open(&visit.ctx, id).await {
        // It was filled meanwhile, in another window.
        Err(Error::NotFound) => return filled(&visit, id).await,
        other => other?,
    };
    let at = wanted.page.unwrap_or(1).saturating_sub(1);
    Ok(Page::new(page(&visit, &filling, at, Vec::new(), None)).into_response())
}

/// On to the entry that it became.
async fn filled(visit: &Visit, id: AssessmentId) -> Answer {
    let entry = assessments::became(&visit.ctx, id).await?;
    Ok(see_other(&format!("/entries/{}", seal(visit.ctx.house(), entry.uuid()))))
}

pub(super) fn address(visit: &Visit, id: AssessmentId) -> String {
    format!("/assessments/{}", seal(visit.ctx.house(), id.uuid()))
}

/// The address of a page, from 0.
pub(super) fn page_address(visit: &Visit, id: AssessmentId, at: usize) -> String {
    format!("{}?page={}", address(visit, id), at + 1)
}

/// A page, from 0, with what is wrong; a refusal stands above everything.
fn page(visit: &Visit, filling: &Filling, at: usize, wrong: Vec<Wrong>, refusal: Option<Error>) -> FillPage {
    let t = visit.t();
    let questionnaire = &filling.questionnaire;
    let answers = filling.answered().0.with_room(questionnaire);
    let evaluation = questionnaire.evaluate(&answers);
    let all = pages(questionnaire);
    let at = asked_at(&all, &evaluation, at);
    let mut form = state(visit, filling, at);
    for it in &wrong {
        let item = questionnaire.item(&it.link_id);
        if all.get(at).is_some_and(|page| page.holds(&it.field)) {
            form.fail(&it.field, words::wrong(t, item, &it.what));
        }
    }
    if wrong.iter().all(|it| all.get(at).is_none_or(|page| !page.holds(&it.field))) && !wrong.is_empty() {
        form.fail_all(t.wrong_elsewhere());
    }
    if let Some(error) = refusal {
        let _ = crate::words::refuse(&mut form, t, error);
    }
    let path = address(visit, filling.id);
    let asked = match all.get(at) {
        Some(page) => {
            let taken: Vec<String> = filling.left_as_taken().map(str::to_owned).collect();
            asked::asked(visit, &path, &evaluation, page, (&form, &taken))
        }
        None => Asked { t, path: String::new(), parts: Vec::new(), shown: Vec::new(), repeats: false },
    };
    let name = |(at, page): (usize, &QuestionPage)| {
        let title = page.title.as_ref().map(|title| title.said(words::tag(t.locale)).to_owned());
        (title.unwrap_or_else(|| t.assess_page((at + 1).to_string())), page.is_asked(&evaluation))
    };
    FillPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), filling.id.uuid()),
        person: seal(visit.ctx.house(), filling.desk.person.id.uuid()),
        name: crate::people::name(&filling.desk.person.identity),
        title: words::title(t, questionnaire),
        about: questionnaire.description.as_ref().map(|it| it.said(words::tag(t.locale)).to_owned()),
        at,
        pages: all.iter().enumerate().map(name).collect(),
        form,
        asked,
        places: places(visit, &filling.desk.places),
        shared: shared(visit, &filling.desk.places),
        members: members(visit, &filling.desk.members),
        saved: Saved::at(t, typed::time(visit, filling.saved_at)).version(filling.version),
        drop: FormState::new("drop"),
        taken: taken(t, filling, all.get(at)),
    }
}

/// Which answers of a page stand as they came from the record, by the words of their questions.
fn taken(t: T, filling: &Filling, page: Option<&QuestionPage>) -> Option<String> {
    let page = page?;
    let words = |field: &str| {
        let item = filling.questionnaire.asked_in(field)?;
        Some(item.text.as_ref()?.said(words::tag(t.locale)).to_owned())
    };
    let named: Vec<String> = filling.left_as_taken().filter(|it| page.holds(it)).filter_map(words).collect();
    (!named.is_empty()).then(|| t.assess_taken(named.join(", ")))
}

/// The page that is meant: the nearest one that is asked, this or a later one before an earlier one.
fn asked_at(all: &[QuestionPage], evaluation: &Evaluation<'_>, at: usize) -> usize {
    let last = all.len().saturating_sub(1);
    let at = at.min(last);
    let is_asked = |it: &usize| all[*it].is_asked(evaluation);
    if all.is_empty() {
        return 0;
    }
    (at..=last).find(is_asked).or_else(|| (0..at).rev().find(is_asked)).unwrap_or(at)
}

/// The id of the form of a page, from 0: what is typed is kept in the browser under it.
fn form_id(visit: &Visit, id: AssessmentId, at: usize) -> String {
    format!("assessment-{}-{}", seal(visit.ctx.house(), id.uuid()), at + 1)
}

fn state(visit: &Visit, filling: &Filling, at: usize) -> FormState {
    let mut place = filling.place.clone();
    // Where it stands decides who reads it: chosen by the author, unless there is one place alone.
    if let [only] = &filling.desk.places[..] {
        only.compartment.as_str().clone_into(&mut place.compartment);
    }
    let form = typed::state(form_id(visit, filling.id, at), &place);
    filling.fields.iter().fold(form, |form, (name, text)| form.with(name, text))
}

/// What is sent: the fields of one page, and what the button says.
struct Sent {
    typed: Typed,
    go: String,
}

/// More pages than any questionnaire has.
const PAGES: usize = 10_000;

/// What was sent about one; what is wrong with it is told to whom it opens.
async fn sent(visit: &Visit, id: AssessmentId, body: &[u8]) -> Result<Sent, Error> {
    match read(body) {
        Err(wrong) => {
            assessments::open(&visit.ctx, id).await?;
            Err(wrong)
        }
        read => read,
    }
}

/// The last page alone asks where it is to stand. What does not say which page it is, is not one of our forms.
fn read(body: &[u8]) -> Result<Sent, Error> {
    let pairs: Vec<(String, String)> = serde_html_form::from_bytes(body).unwrap_or_default();
    let last = |name: &str| pairs.iter().rev().find(|(it, _)| it == name).map(|(_, value)| value.as_str());
    let page = last("page").and_then(|it| it.parse::<usize>().ok()).filter(|it| (1..=PAGES).contains(it));
    let page = page.ok_or_else(|| Error::invalid("page", "fault-required"))? - 1;
    let base = last("version").and_then(|it| it.parse().ok()).unwrap_or(0);
    let place = last("kept_for").map(|_| typed::parse::<EntryForm>(body));
    let go = last("go").unwrap_or("stay").to_owned();
    let shown = pairs.iter().filter(|(name, _)| name == "shown").map(|(_, value)| value.clone()).collect();
    Ok(Sent { typed: Typed { page, fields: pairs, shown, place, base }, go })
}

/// Autosave: answers the saved mark alone; 409 where another window saved since.
pub(super) async fn autosave(visit: Visit, Id(id): Id<AssessmentId>, body: Bytes) -> Answer {
    let Sent { typed, .. } = sent(&visit, id, &body).await?;
    let mine = typed.fields.clone();
    Ok(match assessments::keep(&visit.ctx, id, typed).await? {
        Kept::Kept(draft) => typed::mark(&visit, &draft),
        Kept::Elsewhere(theirs) => {
            let held: Vec<(String, String)> = typed::read(&theirs.body["fields"]);
            typed::conflict(&visit, &object(mine), &drafts::Draft { body: object(held), ..theirs })
        }
    })
}

/// Fields by name.
fn object(fields: Vec<(String, String)>) -> serde_json::Value {
    let own = fields.into_iter().filter(|(name, _)| name.starts_with("q."));
    own.map(|(name, text)| (name, serde_json::Value::from(text))).collect()
}

/// The questions anew, as the answers so far call for them.
pub(super) async fn asked(visit: Visit, Id(id): Id<AssessmentId>, body: Bytes) -> Answer {
    let Sent { typed, .. } = sent(&visit, id, &body).await?;
    let at = typed.page;
    let Looked { questionnaire, fields, taken } = assessments::look(&visit.ctx, id, typed).await?;
    let answers = answered(&questionnaire, &fields).0.with_room(&questionnaire);
    let evaluation = questionnaire.evaluate(&answers);
    let all = pages(&questionnaire);
    let page = all.get(at).ok_or(Error::NotFound)?;
    let form = FormState::from_pairs(form_id(&visit, id, at), fields);
    let path = address(&visit, id);
    Ok(Fragment(asked::asked(&visit, &path, &evaluation, page, (&form, &taken))).into_response())
}

/// Keeps a page, and goes where the button says: on, back, nowhere, or into the record.
pub(super) async fn save(visit: Visit, Id(id): Id<AssessmentId>, body: Bytes) -> Answer {
    let sent = sent(&visit, id, &body).await?;
    match kept_and_gone(&visit, id, sent).await {
        // Pressed twice: it was filled meanwhile.
        Err(Failure(Error::NotFound)) => filled(&visit, id).await,
        other => other,
    }
}

async fn kept_and_gone(visit: &Visit, id: AssessmentId, Sent { typed, go }: Sent) -> Answer {
    let (at, place) = (typed.page, typed.place.clone());
    // Where somebody emptied what stands before it, the field has another name once the page is kept.
    let join = match go.strip_prefix("join:") {
        Some(field) => Some(assessments::renamed(&visit.ctx, id, typed.clone(), field).await?),
        None => None,
    };
    keep(visit, id, typed).await?;
    let filling = assessments::open(&visit.ctx, id).await?;
    let (answers, unread) = filling.answered();
    let evaluation = filling.questionnaire.evaluate(&answers);
    let all = pages(&filling.questionnaire);
    let to = |at: usize| Ok(see_other(&page_address(visit, id, at)));
    if let Some(field) = join {
        return Ok(see_other(&files::address(visit, id, &field)));
    }
    if let Some(file) = go.strip_prefix("unjoin:") {
        assessments::unjoin(&visit.ctx, id, file).await?;
        return to(at);
    }
    match go.as_str() {
        "back" => to(asked_before(&all, &evaluation, at)),
        "stay" => to(at),
        page if page.starts_with("page:") => {
            let wanted = page["page:".len()..].parse::<usize>().unwrap_or(1);
            to(wanted.clamp(1, PAGES) - 1)
        }
        "next" => {
            let mut wrong = unread;
            wrong.extend(evaluation.check(Strength::Draft));
            let here = |it: &Wrong| all.get(at).is_some_and(|page| page.holds(&it.field));
            if wrong.iter().any(here) {
                return Ok(
                    Page::with_status(status(), page(visit, &filling, at, wrong, None)).into_response()
                );
            }
            to(at + 1)
        }
        // An answer opened a page that nobody has seen yet.
        _ if (at + 1..all.len()).any(|it| all[it].is_asked(&evaluation)) => to(at + 1),
        _ => {
            let readers = place.map(|place| readers(visit, &place)).unwrap_or_default();
            done(visit, &filling, at, &readers).await
        }
    }
}

pub(super) const fn status() -> axum::http::StatusCode {
    axum::http::StatusCode::UNPROCESSABLE_ENTITY
}

fn asked_before(all: &[QuestionPage], evaluation: &Evaluation<'_>, at: usize) -> usize {
    (0..at.min(all.len())).rev().find(|it| all[*it].is_asked(evaluation)).unwrap_or(0)
}

async fn done(visit: &Visit, filling: &Filling, at: usize, readers: &[care::PractitionerId]) -> Answer {
    match assessments::complete(&visit.ctx, filling.id, readers).await {
        Ok(Completed::Kept(entry)) => {
            Ok(see_other(&format!("/entries/{}?done=written", seal(visit.ctx.house(), entry.uuid()))))
        }
        Ok(Completed::Wrong(wrong)) => {
            let all = pages(&filling.questionnaire);
            // The first page on which something is wrong.
            let first = all.iter().position(|page| wrong.iter().any(|it| page.holds(&it.field)));
            let page = page(visit, filling, first.unwrap_or(at), wrong, None);
            Ok(Page::with_status(status(), page).into_response())
        }
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
            let status = status_of(&error);
            Ok(Page::with_status(status, page(visit, filling, at, Vec::new(), Some(error))).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Another window can come between so often.
const TRIES: usize = 5;

/// Keeps what this window holds, whatever another one kept meanwhile: its button was pressed.
async fn keep(visit: &Visit, id: AssessmentId, typed: Typed) -> Result<(), Error> {
    let mut base = typed.base;
    for _ in 0..TRIES {
        match assessments::keep(&visit.ctx, id, Typed { base, ..typed.clone() }).await? {
            Kept::Kept(_) => return Ok(()),
            Kept::Elsewhere(theirs) => base = theirs.version,
        }
    }
    Err(Error::conflict("conflict-assessment-elsewhere"))
}

pub(super) async fn drop(visit: Visit, Id(id): Id<AssessmentId>) -> Answer {
    let person = assessments::drop(&visit.ctx, id).await?;
    Ok(see_other(&format!("/persons/{}/assessments", seal(visit.ctx.house(), person.uuid()))))
}
