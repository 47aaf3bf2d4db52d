//! One pathway: its steps on one thread, whose turn it is, what can be recorded, what happened.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::agenda::{FreeSlot, OFFERED};
use care::pathways::{self, FactForm, FactKind, NewFact, OnePathway, Status, StepStanding, StepStatus};
use care::people::invitations::InvitationStatus;
use care::programs::{PathwayStep, StepKind};
use care::synthesis;
use care::{PathwayId, SynthesisId};
use jiff::civil::Date;
use serde::Deserialize;

use super::words;
use crate::failure::{Answer, Failure};
use crate::people::status_of;
use crate::record::WhoReads;
use crate::sealed::{Id, open, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

/// One pathway.
#[derive(Clone, Debug, Template)]
#[template(path = "pathways/one.html")]
pub(crate) struct PathwayPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) person: String,
    pub(crate) name: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) title: String,
    pub(crate) state: StateView,
    pub(crate) without_gp: bool,
    /// The person moved while an answer is waited for.
    pub(crate) moved: Option<String>,
    /// Whether whoever is asked to take over, and has an account here, is told there.
    pub(crate) told_here: Option<Tag>,
    /// Whoever takes over has left the directory.
    pub(crate) left: Option<String>,
    pub(crate) why: Why,
    pub(crate) words: Option<String>,
    pub(crate) steps: Vec<StepView>,
    /// The act about to be recorded, with its form.
    pub(crate) act: Option<Act>,
    /// What can be said of the whole.
    pub(crate) whole: Vec<(Link, bool)>,
    pub(crate) stopped: Option<String>,
    pub(crate) readers: WhoReads,
    pub(crate) history: Vec<FactLine>,
}

/// A step.
#[derive(Clone, Debug)]
pub(crate) struct StepView {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) who: String,
    pub(crate) state: StateView,
    pub(crate) small: Vec<String>,
    pub(crate) done: bool,
    pub(crate) current: bool,
    pub(crate) acts: Vec<(Link, bool)>,
    /// The questionnaire that is filled there: its title and its canonical address, to be begun.
    pub(crate) questionnaire: Option<(String, String)>,
    /// Of a document: what was written for it, where the reader may know of it.
    pub(crate) written: Vec<(Link, StateView)>,
    /// Under which identifier one would be composed, by whoever may.
    pub(crate) compose: Option<String>,
    /// Of a hand-over: for whom a link can be made.
    pub(crate) link_for: Option<String>,
    /// Of a hand-over: where somebody can be chosen who is near.
    pub(crate) nearby: Option<String>,
    /// Of a hand-over: where the person’s wish can be chosen who is near.
    pub(crate) wish: Option<String>,
}

/// An act about to be recorded.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub(crate) kind: FactKind,
    pub(crate) step: String,
    pub(crate) label: String,
    pub(crate) title: String,
    pub(crate) form: FormState,
    /// Of a visit: the times at which it can be booked, and « another »; none where nobody opened any.
    pub(crate) slots: Vec<Choice>,
    /// Where later ones are.
    pub(crate) later: Option<String>,
}

/// A fact of the history.
#[derive(Clone, Debug)]
pub(crate) struct FactLine {
    pub(crate) what: String,
    pub(crate) by: String,
    pub(crate) words: Option<String>,
}

impl Act {
    /// Whether a reason is asked for.
    fn reasons(&self) -> bool {
        matches!(
            self.kind,
            FactKind::CallingOff
                | FactKind::Skipping
                | FactKind::Decline
                | FactKind::Loss
                | FactKind::Stop
                | FactKind::Closing
        )
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    step: String,
    r#do: String,
    /// From which day on times are offered.
    from: String,
    done: Option<String>,
}

/// The form of an act in the page: what is typed is kept in the browser under it.
fn form_id(step: &str, kind: &str) -> String {
    format!("pathway-{step}-{kind}")
}

pub(super) async fn show(visit: Visit, Id(id): Id<PathwayId>, Query(asked): Query<Asked>) -> Answer {
    let one = pathways::open(&visit.ctx, id).await?;
    let mut page =
        page(&visit, &one, (&asked.step, &asked.r#do), FormState::new(form_id(&asked.step, &asked.r#do)));
    offer(&visit, &one, &mut page, asked.from.parse().ok()).await?;
    page.notice =
        asked.done.and_then(|done| visit.t().by_key(&format!("done-pathway-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn page(visit: &Visit, one: &OnePathway, (step, wanted): (&str, &str), form: FormState) -> PathwayPage {
    let (t, it, house) = (visit.t(), &one.pathway, visit.ctx.house());
    let (id, person) = (seal(house, it.id.uuid()), seal(house, one.person.id.uuid()));
    let today = care::people::today(&visit.ctx);
    let whole = whole(one);
    PathwayPage {
        shell: visit.shell(),
        name: crate::people::name(&one.person.identity),
        notice: None,
        title: t.pathway_title(it.rules.name.get(t.locale), words::progress(t, it)),
        state: words::state(t, it, today),
        without_gp: one.without_gp,
        told_here: one.told_here.map(|it| told_here(t, it)),
        moved: one.moved.map(|at| t.pathway_moved(day(t, at))),
        left: one.left.as_ref().map(|(who, at)| t.pathway_left(day(t, *at), who)),
        why: Why::new(crate::people::reason(t, &one.reason.key)),
        words: it.words.clone(),
        steps: steps(visit, one, (&id, &person), (step, wanted)),
        act: act(t, one, (step, wanted), &whole, form),
        whole: whole
            .iter()
            .map(|kind| {
                let link =
                    Link::new(words::act(t, *kind, None), format!("/pathways/{id}?do={}#act", kind.code()));
                (link, step.is_empty() && wanted == kind.code())
            })
            .collect(),
        stopped: it.standing.why.clone(),
        readers: WhoReads::open_to(visit, one.readers.as_deref()),
        history: it
            .history
            .iter()
            .map(|fact| {
                let (what, words) = words::happened(visit, it, fact);
                FactLine { what, words, by: by(t, fact) }
            })
            .collect(),
        id,
        person,
    }
}

fn day(t: T, at: jiff::Timestamp) -> String {
    t.locale.date_plain(at.to_zoned(crate::words::zone()).date())
}

/// Who recorded a fact, or said it by a link.
fn by(t: T, fact: &care::pathways::Dated) -> String {
    if !fact.fact.by_link() {
        return crate::words::recorded_by(t, fact);
    }
    t.pathway_by_link(day(t, fact.at))
}

/// What can be said of the whole, by whoever may.
fn whole(one: &OnePathway) -> Vec<FactKind> {
    if !one.may_write {
        return Vec::new();
    }
    match one.pathway.standing.status {
        Status::Running => vec![FactKind::Closing, FactKind::Stop],
        Status::Stopped => vec![FactKind::Restart, FactKind::Closing],
        Status::Closed => Vec::new(),
    }
}

fn steps(
    visit: &Visit,
    one: &OnePathway,
    (id, person): (&str, &str),
    (chosen, wanted): (&str, &str),
) -> Vec<StepView> {
    let (t, it) = (visit.t(), &one.pathway);
    let now = it.standing.now().map(|step| step.code.as_str());
    let each = it.rules.steps.iter().zip(&it.standing.steps).zip(&it.possible);
    each.map(|((step, standing), possible)| {
        let acts = possible.iter().filter(|_| one.may_write).map(|kind| {
            let href = format!("/pathways/{id}?step={}&do={}#act", step.code, kind.code());
            let current = chosen == step.code && wanted == kind.code();
            (Link::new(words::act(t, *kind, Some(step.kind)), href), current)
        });
        let current = now == Some(step.code.as_str());
        let fills = step.questionnaire.as_ref().filter(|_| current && one.may_write && one.may_fill);
        StepView {
            code: step.code.clone(),
            name: step.name.get(t.locale).to_owned(),
            about: step.about.get(t.locale).to_owned(),
            who: words::who(t, step),
            state: words::step_state(visit, step, standing),
            small: words::step_small(visit, standing),
            done: standing.status.is_over(),
            current,
            acts: acts.collect(),
            questionnaire: fills.and_then(|url| offered(visit, url)),
            written: written(visit, one, step),
            compose: compose(visit, one, step, standing),
            link_for: standing.to.clone().filter(|_| one.may_write && asked(one, standing)),
            nearby: (one.may_write && possible.contains(&FactKind::Proposal))
                .then(|| format!("/persons/{person}/nearby?pathway={id}&step={}", step.code)),
            wish: (one.may_write && possible.contains(&FactKind::Wish))
                .then(|| format!("/persons/{person}/nearby?pathway={id}&step={}&wish=yes", step.code)),
        }
    })
    .collect()
}

/// Whether whoever is asked is told here, by where their invitation stands.
fn told_here(t: T, status: InvitationStatus) -> Tag {
    if status.is_open() {
        Tag::new(Tone::Accent, Icon::Wait, t.handover_told_here())
    } else {
        Tag::new(Tone::Warning, Icon::Alert, t.handover_told_no_more())
    }
}

/// The questionnaire of an address, where it may be begun.
fn offered(visit: &Visit, url: &str) -> Option<(String, String)> {
    let shelf = visit.ctx.house().questionnaires();
    let it = shelf.offered().find(|it| it.url == url)?;
    Some((crate::assessments::title(visit.t(), it), it.canonical()))
}

/// Whether somebody was asked to take over, or does, and the pathway goes on.
fn asked(one: &OnePathway, standing: &StepStanding) -> bool {
    one.pathway.standing.status == Status::Running && standing.asked.is_some()
}

/// What was written for a document.
fn written(visit: &Visit, one: &OnePathway, step: &PathwayStep) -> Vec<(Link, StateView)> {
    let of = one.syntheses.all.iter().filter(|it| it.step == step.code);
    let shown = of.filter(|it| it.status != synthesis::Status::Dropped);
    let line = |it: &synthesis::OfPathway| {
        let href = format!("/syntheses/{}", seal(visit.ctx.house(), it.id.uuid()));
        (Link::new(step.name.get(visit.t().locale), href), crate::synthesis::status(visit.t(), it.status))
    };
    shown.map(line).collect()
}

/// Under which identifier a document would be composed: while its step is open, none is being written, and the actor may.
fn compose(visit: &Visit, one: &OnePathway, step: &PathwayStep, standing: &StepStanding) -> Option<String> {
    let open = one.pathway.standing.status == Status::Running && standing.needed;
    let done = standing.status == StepStatus::Done && !step.repeatable;
    let writing = one.syntheses.all.iter().any(|it| it.step == step.code && it.status.is_open());
    let composes = step.kind == StepKind::Document && open && !done && !writing;
    (composes && one.may_write && one.syntheses.may_compose)
        .then(|| seal(visit.ctx.house(), visit.ctx.new_id::<SynthesisId>().uuid()))
}

/// The form of what was chosen, where it can be recorded.
fn act(
    t: T,
    one: &OnePathway,
    (step, wanted): (&str, &str),
    whole: &[FactKind],
    form: FormState,
) -> Option<Act> {
    let it = &one.pathway;
    let kind = FactKind::ALL.iter().copied().find(|kind| kind.code() == wanted)?;
    if step.is_empty() {
        let label = words::act(t, kind, None);
        let title = label.clone();
        return whole.contains(&kind).then(|| Act {
            kind,
            step: String::new(),
            label,
            title,
            form,
            slots: Vec::new(),
            later: None,
        });
    }
    let at = it.rules.steps.iter().position(|known| known.code == step)?;
    if !one.may_write || !it.possible[at].contains(&kind) {
        return None;
    }
    let known = &it.rules.steps[at];
    let label = words::act(t, kind, Some(known.kind));
    let title = t.pathway_fact_of(known.name.get(t.locale), label.as_str());
    Some(Act { kind, step: step.to_owned(), label, title, form, slots: Vec::new(), later: None })
}

pub(super) async fn record(visit: Visit, Id(id): Id<PathwayId>, body: Bytes) -> Answer {
    let mut form: FactForm = typed::parse(&body);
    if !form.practice.is_empty() {
        // What does not open is no exercise: it is refused with what stands there.
        let opened = open::<care::PublicPracticeId>(visit.ctx.house(), &form.practice);
        form.practice = opened.map_or_else(|_| "-".to_owned(), |id| id.uuid().to_string());
    }
    let chosen = form.slot.clone();
    if !form.slot.is_empty() {
        // What does not open is no time that there is.
        let opened = open::<care::SlotId>(visit.ctx.house(), &form.slot);
        form.slot = opened.map_or_else(|_| "-".to_owned(), |id| id.uuid().to_string());
    }
    let recorded = match NewFact::parse(&form, care::people::today(&visit.ctx)) {
        Ok(new) => pathways::happened(&visit.ctx, id, new).await,
        Err(error) => Err(error),
    };
    let address = format!("/pathways/{}", seal(visit.ctx.house(), id.uuid()));
    let Err(error) = recorded else { return Ok(see_other(&format!("{address}?done=recorded"))) };
    let one = pathways::open(&visit.ctx, id).await?;
    if !one.may_write {
        return Err(care::Error::Forbidden.into());
    }
    let status = status_of(&error);
    form.slot = chosen;
    let mut state = typed::state(form_id(&form.step, &form.kind), &form);
    crate::words::refuse(&mut state, visit.t(), error)?;
    let mut page = page(&visit, &one, (&form.step, &form.kind), state.clone());
    if page.act.is_none() {
        // Somebody else was quicker: what was typed is shown where it can be read, with why it cannot be recorded.
        let (label, title) = (visit.t().pathway_again().to_owned(), visit.t().pathway_again().to_owned());
        let kind =
            FactKind::ALL.iter().copied().find(|kind| kind.code() == form.kind).unwrap_or(FactKind::Stop);
        page.act =
            Some(Act { kind, step: form.step, label, title, form: state, slots: Vec::new(), later: None });
    }
    offer(&visit, &one, &mut page, None).await?;
    Ok(Page::with_status(status, page).into_response())
}

/// Offers the times at which the visit about to be planned can be booked.
async fn offer(
    visit: &Visit,
    one: &OnePathway,
    page: &mut PathwayPage,
    from: Option<Date>,
) -> Result<(), Failure> {
    let Some(act) = page.act.as_mut().filter(|act| act.kind == FactKind::Planning && one.may_write) else {
        return Ok(());
    };
    let (t, house) = (visit.t(), visit.ctx.house());
    let free = pathways::free_for(&visit.ctx, one, &act.step, from).await?;
    if free.is_empty() && from.is_none() {
        return Ok(());
    }
    // Of the last day shown there may be more: it is shown again, unless there is no other.
    let day = |it: &FreeSlot| it.from.to_zoned(crate::words::zone()).date();
    let last = free.last().filter(|_| free.len() == OFFERED).map(day);
    act.later = last.map(|last| {
        let next = if free.first().map(day) == Some(last) { last.tomorrow().unwrap_or(last) } else { last };
        format!("/pathways/{}?step={}&do=planning&from={next}#act", page.id, act.step)
    });
    let choice = |it: &FreeSlot| {
        let when = crate::words::moment(t.locale, &crate::words::zone(), it.from);
        let detail = format!("{} · {} · {}", it.with, it.place, t.slots_minutes(it.minutes));
        Choice::new(seal(house, it.id.uuid()), when).detail(detail)
    };
    act.slots = free.iter().map(choice).chain([Choice::new("", t.pathway_other_time())]).collect();
    Ok(())
}
