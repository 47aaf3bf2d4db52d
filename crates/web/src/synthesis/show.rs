//! A synthesis: both letters exactly as they leave, who signed, who is waited for.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::synthesis::{self, SynthesisView};
use care::{Error, SynthesisId};
use letters::Letter;
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::record::WhoReads;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;
use crate::words::dated;

/// A synthesis.
#[derive(Clone, Debug, Template)]
#[template(path = "synthesis/show.html")]
pub(crate) struct SynthesisPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) person: String,
    pub(crate) name: String,
    pub(crate) pathway: Option<Link>,
    pub(crate) title: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) state: StateView,
    pub(crate) turn: Option<String>,
    pub(crate) why: Why,
    pub(crate) doctor: Letter,
    pub(crate) plain: Letter,
    /// The version that a signature would be of.
    pub(crate) version: i64,
    pub(crate) may_write: bool,
    pub(crate) may_sign: bool,
    pub(crate) frozen: Option<String>,
    /// Who signs: the profession, and who did when.
    pub(crate) signatures: Vec<(String, StateView)>,
    pub(crate) form: FormState,
    pub(crate) readers: WhoReads,
    pub(crate) history: Vec<(String, String)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Id(id): Id<SynthesisId>, Query(asked): Query<Asked>) -> Answer {
    let view = synthesis::open(&visit.ctx, id).await?;
    let mut page = page(&visit, &view, FormState::new("sign"));
    page.notice =
        asked.done.and_then(|done| visit.t().by_key(&format!("done-synthesis-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn page(visit: &Visit, it: &SynthesisView, form: FormState) -> SynthesisPage {
    let (t, house, now) = (visit.t(), visit.ctx.house(), visit.ctx.now());
    let pathway =
        Link::new(it.pathway_name.get(t.locale), format!("/pathways/{}", seal(house, it.pathway.uuid())));
    let signature = |profession: &policy::Profession| {
        let who = crate::words::capitalized(&crate::frame::profession_words(t, *profession));
        let signed = it.standing.signed.iter().find(|signed| signed.profession == *profession);
        let state = match signed {
            Some(it) => StateView::ok(t.synthesis_signed_by(dated(t.locale, it.at, now), it.name.as_str())),
            None => StateView::waiting(t.synthesis_not_signed()),
        };
        (who, state)
    };
    let happened = |fact: &synthesis::Dated| {
        let what = t.by_key(&format!("synthesis-fact-{}", fact.fact.kind().code())).unwrap_or_default();
        (what, t.right_by(fact.by.as_str(), dated(t.locale, fact.at, now)))
    };
    SynthesisPage {
        shell: visit.shell(),
        id: seal(house, it.id.uuid()),
        person: seal(house, it.person.id.uuid()),
        name: crate::people::name(&it.person.identity),
        pathway: it.opens_pathway.then_some(pathway),
        title: it.step_name.get(t.locale).to_owned(),
        notice: None,
        state: words::status(t, it.standing.status),
        turn: words::turn(t, it),
        why: Why::new(crate::people::reason(t, &it.reason.key)),
        doctor: it.letters.doctor.clone(),
        plain: it.letters.person.clone(),
        version: it.standing.version,
        may_write: it.may_write,
        may_sign: it.may_sign,
        frozen: it.frozen.as_ref().map(|(_, sha256)| sha256.clone()),
        signatures: it.needed.iter().map(signature).collect(),
        form,
        readers: WhoReads::open_to(visit, it.readers.as_deref()),
        history: it.history.iter().map(happened).collect(),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Read {
    version: i64,
}

/// Signs what was shown. Pressed twice, it is signed once.
pub(super) async fn sign(visit: Visit, Id(id): Id<SynthesisId>, body: Bytes) -> Answer {
    let read: Read = typed::parse(&body);
    let address = format!("/syntheses/{}", seal(visit.ctx.house(), id.uuid()));
    match synthesis::sign(&visit.ctx, id, read.version).await {
        Ok(_) => Ok(see_other(&format!("{address}?done=signed"))),
        // What is missing is written on the form of the text.
        Err(error @ Error::Invalid(_)) => super::edit::incomplete(&visit, id, error).await,
        Err(error) => refused(&visit, id, error).await,
    }
}

/// Gives it up; what was written stays in its history.
pub(super) async fn drop(visit: Visit, Id(id): Id<SynthesisId>) -> Answer {
    match synthesis::drop(&visit.ctx, id).await {
        Ok(pathway) => {
            Ok(see_other(&format!("/pathways/{}?done=dropped", seal(visit.ctx.house(), pathway.uuid()))))
        }
        Err(error) => refused(&visit, id, error).await,
    }
}

async fn refused(visit: &Visit, id: SynthesisId, error: Error) -> Answer {
    if !matches!(error, Error::Conflict(_)) {
        return Err(error.into());
    }
    let view = synthesis::open(&visit.ctx, id).await?;
    let status = status_of(&error);
    let mut form = FormState::new("sign");
    crate::words::refuse(&mut form, visit.t(), error)?;
    Ok(Page::with_status(status, page(visit, &view, form)).into_response())
}
