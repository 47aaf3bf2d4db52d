//! One application: where it stands, its pieces and who owes them, its history, what can happen next.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::ApplicationId;
use care::rights::{
    self, Channel, FactForm, FactKind, MistakeForm, NewFact, NewMistake, OneRight, PieceView,
};
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::files::Evidence;
use crate::people::status_of;
use crate::record::WhoReads;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

/// One application.
#[derive(Clone, Debug, Template)]
#[template(path = "rights/one.html")]
pub(crate) struct RightPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) person: String,
    pub(crate) name: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) title: String,
    pub(crate) state: StateView,
    pub(crate) why: Why,
    pub(crate) facts: Vec<(String, String)>,
    pub(crate) pieces: Vec<PieceLine>,
    pub(crate) form_piece: FormState,
    /// Pieces that may have come on another day than today.
    pub(crate) missing: Vec<Choice>,
    pub(crate) possible: Vec<(Link, bool)>,
    pub(crate) kind: Option<Kind>,
    pub(crate) form: FormState,
    pub(crate) history: Vec<FactLine>,
    pub(crate) readers: WhoReads,
    pub(crate) rules: Vec<String>,
    pub(crate) catalogue: String,
}

/// A piece of the file.
#[derive(Clone, Debug)]
pub(crate) struct PieceLine {
    pub(crate) name: String,
    pub(crate) owed: String,
    pub(crate) state: StateView,
    pub(crate) provide: Option<String>,
}

/// A fact of the history.
#[derive(Clone, Debug)]
pub(crate) struct FactLine {
    pub(crate) what: String,
    pub(crate) by: String,
    pub(crate) words: Option<String>,
    /// It was taken back.
    pub(crate) mistaken: bool,
    /// The form that takes it back, for whoever may.
    pub(crate) mistake: Option<(i64, FormState)>,
    pub(crate) evidence: Evidence,
}

/// The fact about to be recorded.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    pub(crate) code: FactKind,
    pub(crate) label: String,
    /// Whether the right is a sum.
    pub(crate) sum: bool,
}

impl Kind {
    fn numbered(&self) -> bool {
        matches!(self.code, FactKind::Filing | FactKind::Acknowledgement)
    }

    /// Whether a sum is asked for or granted.
    fn summed(&self) -> bool {
        self.sum && matches!(self.code, FactKind::Filing | FactKind::Grant)
    }

    fn words(&self, t: &T) -> Option<&'static str> {
        match self.code {
            FactKind::PiecesAsked => Some(t.right_what_is_missing()),
            FactKind::Reminder => Some(t.right_reminder_words()),
            FactKind::Adjournment
            | FactKind::Refusal
            | FactKind::Suspension
            | FactKind::Dropping
            | FactKind::Withdrawal => Some(t.right_why()),
            _ => None,
        }
    }
}

impl RightPage {
    fn channels(&self) -> Vec<Choice> {
        let choice =
            |it: Channel| Choice::new(it.code(), words::dynamic(self.shell.t, "right-channel", it.code()));
        Channel::ALL.iter().copied().map(choice).collect()
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    next: Option<String>,
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Id(id): Id<ApplicationId>, Query(asked): Query<Asked>) -> Answer {
    let one = rights::open(&visit.ctx, id).await?;
    let mut page = page(&visit, &one, asked.next.as_deref(), FormState::new("fact"));
    page.notice =
        asked.done.and_then(|done| crate::files::done(visit.t(), "done-right", &done)).map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn page(visit: &Visit, one: &OneRight, wanted: Option<&str>, form: FormState) -> RightPage {
    let (t, it) = (visit.t(), &one.application);
    let id = seal(visit.ctx.house(), it.id.uuid());
    let label = |code: &str| words::dynamic(t, "right-do", code);
    let possible = it.possible.iter().map(|kind| {
        let code = kind.code();
        (Link::new(label(code), format!("/rights/{id}?next={code}#next")), wanted == Some(code))
    });
    let kind = it.possible.iter().find(|kind| wanted == Some(kind.code()));
    let source = t.right_source(
        it.right.entered_on().map(|date| t.locale.date_plain(date)).unwrap_or_default(),
        it.right.source.as_str(),
    );
    RightPage {
        shell: visit.shell(),
        person: seal(visit.ctx.house(), one.person.id.uuid()),
        name: crate::people::name(&one.person.identity),
        notice: None,
        title: it.right.name.get(t.locale).to_owned(),
        state: words::state(t, it),
        why: Why::new(crate::people::reason(t, &one.reason.key)),
        facts: words::facts(t, it),
        pieces: it.pieces.iter().map(|piece| piece_line(t, piece)).collect(),
        readers: WhoReads::open_to(visit, one.readers.as_deref()),
        form_piece: FormState::new("piece"),
        missing: missing(t, &it.pieces),
        possible: possible.collect(),
        kind: kind.map(|kind| Kind { code: *kind, label: label(kind.code()), sum: it.right.amounts }),
        form,
        history: it
            .history
            .iter()
            .map(|dated| {
                let (what, words) = words::happened(t, it, dated);
                let may = it.may_take_back.contains(&dated.seq);
                FactLine {
                    evidence: evidence(visit, one, dated.seq, &what),
                    what,
                    words,
                    mistaken: it.mistaken.contains(&dated.seq),
                    mistake: may.then(|| (dated.seq, FormState::new(format!("mistake-{}", dated.seq)))),
                    by: crate::words::recorded_by(t, dated),
                }
            })
            .collect(),
        catalogue: format!("/rights/catalogue/{}", it.right.code),
        rules: vec![it.right.lasts.get(t.locale).to_owned(), source],
        id,
    }
}

/// The scans of a fact.
fn evidence(visit: &Visit, one: &OneRight, seq: i64, what: &str) -> Evidence {
    let page = super::evidence::address(visit, one.application.id);
    let scans = one.evidence.iter().filter(|it| it.part == Some(seq));
    let join = one.may_join.contains(&seq).then(|| format!("{page}/files?fact={seq}"));
    Evidence::new(visit, &page, what, scans).joined_at(join)
}

fn piece_line(t: T, it: &PieceView) -> PieceLine {
    let state = match it.provided {
        Some(on) => StateView::new(Tone::Success, Icon::Ok, t.right_piece_there(t.locale.date_plain(on))),
        None => StateView::new(Tone::Neutral, Icon::Wait, t.right_piece_missing()),
    };
    PieceLine {
        name: it.piece.name.get(t.locale).to_owned(),
        owed: words::owed(t, it.piece.owed_by).to_owned(),
        state,
        provide: it.may_provide.then(|| it.piece.code.clone()),
    }
}

/// The pieces that the actor may say are there.
fn missing(t: T, pieces: &[PieceView]) -> Vec<Choice> {
    let open = pieces.iter().filter(|it| it.may_provide);
    open.map(|it| Choice::new(&it.piece.code, it.piece.name.get(t.locale))).collect()
}

pub(super) async fn record(visit: Visit, Id(id): Id<ApplicationId>, body: Bytes) -> Answer {
    let one = rights::open(&visit.ctx, id).await?;
    let form: FactForm = typed::parse(&body);
    let today = care::people::today(&visit.ctx);
    let recorded = match NewFact::parse(&one.application.right, &form, today) {
        Ok(new) => rights::happened(&visit.ctx, id, new).await,
        Err(error) => Err(error),
    };
    match recorded {
        Ok(()) => Ok(see_other(&format!("/rights/{}?done=recorded", seal(visit.ctx.house(), id.uuid())))),
        Err(error) => {
            let status = status_of(&error);
            let mut state = typed::state("fact", &form);
            crate::words::refuse(&mut state, visit.t(), error)?;
            let one = rights::open(&visit.ctx, id).await?;
            let shown = if form.kind == "piece_provided" { FormState::new("fact") } else { state.clone() };
            let mut page = page(&visit, &one, Some(&form.kind), shown);
            if page.kind.is_none() {
                page.form_piece = state;
            }
            Ok(Page::with_status(status, page).into_response())
        }
    }
}

pub(super) async fn take_back(visit: Visit, Id(id): Id<ApplicationId>, body: Bytes) -> Answer {
    let typed: MistakeForm = typed::parse(&body);
    let done = match NewMistake::parse(&typed) {
        Ok(new) => rights::take_back(&visit.ctx, id, new).await,
        Err(error) => Err(error),
    };
    let Err(error) = done else {
        return Ok(see_other(&format!("/rights/{}?done=taken-back", seal(visit.ctx.house(), id.uuid()))));
    };
    let one = rights::open(&visit.ctx, id).await?;
    let mut page = page(&visit, &one, None, FormState::new("fact"));
    let forms = page.history.iter_mut().filter_map(|line| line.mistake.as_mut());
    // There is no form for a fact that is not theirs to take back.
    let Some((seq, form)) = forms.into_iter().find(|(seq, _)| seq.to_string() == typed.seq) else {
        return Err(error.into());
    };
    let status = status_of(&error);
    *form = typed::state(format!("mistake-{seq}"), &typed);
    crate::words::refuse(form, visit.t(), error)?;
    Ok(Page::with_status(status, page).into_response())
}
