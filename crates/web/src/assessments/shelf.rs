//! The questionnaires of the territory: each version, where it comes from, whether it is in use; bringing one in by a file.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Query};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::assessments::{self, NotAdded, Shelved};
use forms::Why as Unsound;
use serde::Deserialize;

use super::words;
use crate::failure::{Answer, Failure};
use crate::files;
use crate::i18n::T as Texts;
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;

/// The questionnaires of the territory.
#[derive(Clone, Debug, Template)]
#[template(path = "assessments/shelf.html")]
pub(crate) struct ShelfPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) lines: Vec<ShelfLine>,
    pub(crate) form: Option<FormState>,
    /// What is wrong in the file that was sent: each with where.
    pub(crate) faults: Vec<(String, String)>,
}

/// A version of a questionnaire.
#[derive(Clone, Debug)]
pub(crate) struct ShelfLine {
    pub(crate) title: String,
    pub(crate) canonical: String,
    pub(crate) tag: Tag,
    pub(crate) small: String,
    /// What of it is kept and not applied: where, and the address of the extension.
    pub(crate) notices: Vec<(String, String)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

/// More faults than this are not shown: the file is another one.
const SHOWN: usize = 50;

pub(super) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let mut page = page(&visit, FormState::new("questionnaire"));
    let done = asked.done.and_then(|code| visit.t().by_key(&format!("done-questionnaire-{code}")));
    page.notice = done.map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn page(visit: &Visit, form: FormState) -> ShelfPage {
    let shelf = visit.ctx.house().questionnaires();
    let offered: Vec<String> = shelf.offered().map(|it| it.canonical()).collect();
    ShelfPage {
        shell: visit.shell(),
        notice: None,
        lines: shelf.all().iter().map(|it| line(visit, it, &offered)).collect(),
        form: assessments::may_add(&visit.ctx).then_some(form),
        faults: Vec::new(),
    }
}

fn line(visit: &Visit, it: &Shelved, offered: &[String]) -> ShelfLine {
    let t = visit.t();
    let canonical = it.questionnaire.canonical();
    let tag = if offered.contains(&canonical) {
        Tag::new(Tone::Success, Icon::Check, t.shelf_in_use())
    } else if it.in_use() {
        Tag::new(Tone::Neutral, Icon::Clock, t.shelf_earlier())
    } else {
        Tag::new(Tone::Neutral, Icon::Stop, t.shelf_retired())
    };
    let questions = it.questionnaire.items().iter().filter(|item| item.kind.is_question()).count();
    let questions = t.shelf_questions(i64::try_from(questions).unwrap_or(i64::MAX));
    let from = it.added_at.map_or_else(
        || t.shelf_shipped().to_owned(),
        |at| t.shelf_added(crate::words::dated(t.locale, at, visit.ctx.now())),
    );
    let notices = it.questionnaire.notices.iter().filter(|notice| notice.would_act);
    ShelfLine {
        title: words::title(t, &it.questionnaire),
        canonical,
        tag,
        small: format!("{questions} · {from}"),
        notices: notices.map(|it| (it.path.clone(), it.url.clone())).collect(),
    }
}

/// A file was chosen: it is taken in whole, or everything that is wrong in it is told.
pub(super) async fn add(visit: Visit, sent: Result<Multipart, MultipartRejection>) -> Answer {
    let t = visit.t();
    if !assessments::may_add(&visit.ctx) {
        return Err(care::Error::Forbidden.into());
    }
    let mut form = FormState::new("questionnaire");
    let bytes = match files::one(sent).await {
        Ok((_, bytes)) => bytes,
        Err(mut fault) => {
            if fault.limit.is_some() {
                fault.limit = i64::try_from(forms::limits::BYTES / (1024 * 1024)).ok();
            }
            form.fail("file", crate::words::fault(t, &fault));
            return Ok(refused(page(&visit, form)));
        }
    };
    let refusal = match assessments::add(&visit.ctx, bytes).await {
        Ok(added) => return Ok(see_other(&format!("/questionnaires?done={}", added.becoming.code()))),
        Err(refusal) => refusal,
    };
    let mut faults = Vec::new();
    let words = match refusal {
        NotAdded::Faults(all) => {
            faults = all.iter().take(SHOWN).map(|it| (it.path.clone(), unsound(t, &it.why))).collect();
            t.shelf_faults(i64::try_from(all.len()).unwrap_or(i64::MAX))
        }
        NotAdded::Draft => t.shelf_draft().to_owned(),
        NotAdded::WasRetired => t.shelf_was_retired().to_owned(),
        NotAdded::Address => t.shelf_address().to_owned(),
        NotAdded::OtherContent => t.shelf_other_content().to_owned(),
        NotAdded::RetiredElsewhere => t.shelf_retired_elsewhere().to_owned(),
        NotAdded::House(error) => {
            let mut form = form.clone();
            crate::words::refuse(&mut form, t, error).map_err(Failure::from)?;
            return Ok(refused(page(&visit, form)));
        }
    };
    form.fail("file", words);
    Ok(refused(ShelfPage { faults, ..page(&visit, form) }))
}

fn refused(page: ShelfPage) -> axum::response::Response {
    Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// What is wrong with an element, and what to do.
fn unsound(t: Texts, why: &Unsound) -> String {
    let key = format!("unsound-{}", why.code());
    let one = |name: &'static str, value: String| t.by_key_with(&key, &[(name, value.into())]);
    let words = match why {
        Unsound::NotJson { line, what } => {
            t.by_key_with(&key, &[("line", line.to_string().into()), ("what", what.as_str().into())])
        }
        Unsound::TooMany { limit, found } => {
            t.by_key_with(&key, &[("found", found.to_string().into()), ("limit", limit.to_string().into())])
        }
        Unsound::TooDeep { limit } => one("limit", limit.to_string()),
        Unsound::SameLinkId { first } => one("first", first.clone()),
        Unsound::NoSuchItem { link_id } => one("item", link_id.clone()),
        Unsound::Cycle { along } => one("along", along.join(" → ")),
        _ => t.by_key(&key),
    };
    words.unwrap_or_else(|| why.code().to_owned())
}
