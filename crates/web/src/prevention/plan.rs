//! The page of a plan, and the form of what is noted.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::prevention::{self, NewNote, NoteForm, PreventionPlan, Recall, Rule, Rules, State};
use care::record::Outcome;
use care::{EntryId, PersonId};
use policy::Compartment;
use serde::Deserialize;

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::record::WhoReads;
use crate::sealed::{Id, open, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

const FORM: &str = "prevention";

/// A prevention plan.
#[derive(Clone, Debug, Template)]
#[template(path = "prevention/plan.html")]
pub(crate) struct PreventionPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) notice: Option<Notice>,
    pub(crate) why: Why,
    /// Under headings, those that ask for something first.
    pub(crate) groups: Vec<(&'static str, Vec<RecallLine>)>,
    /// Those of which nothing is expected.
    pub(crate) rest: Vec<RecallLine>,
    pub(crate) noting: Option<Noting>,
    /// The day on which the latest rule was entered.
    pub(crate) entered: String,
    pub(crate) form: FormState,
    pub(crate) next: String,
}

/// A rule for this person.
#[derive(Clone, Debug)]
pub(crate) struct RecallLine {
    pub(crate) name: String,
    pub(crate) how: String,
    pub(crate) because: String,
    pub(crate) state: StateView,
    pub(crate) past: Option<String>,
    pub(crate) source: String,
    /// Where something is noted about it.
    pub(crate) note: Option<String>,
}

/// The rule about which something is noted.
#[derive(Clone, Debug)]
pub(crate) struct Noting {
    pub(crate) code: String,
    pub(crate) name: String,
    /// Who will read it.
    pub(crate) readers: WhoReads,
}

impl PreventionPage {
    fn outcomes(&self) -> Vec<Choice> {
        let t = self.shell.t;
        Outcome::ALL.iter().map(|it| Choice::new(it.code(), words::outcome_words(t, *it))).collect()
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    note: Option<String>,
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Id(id): Id<PersonId>, Query(asked): Query<Asked>) -> Answer {
    let plan = prevention::of_person(&visit.ctx, id).await?;
    if plan.person.id != id {
        return Ok(see_other(&href(&visit, plan.person.id)));
    }
    let mut page = page(&visit, &plan, asked.note.as_deref(), FormState::new(FORM));
    page.notice =
        asked.done.and_then(|done| visit.t().by_key(&format!("done-prevention-{done}"))).map(Notice::done);
    Ok(Page::new(page).into_response())
}

fn href(visit: &Visit, person: PersonId) -> String {
    format!("/persons/{}/prevention", seal(visit.ctx.house(), person.uuid()))
}

pub(super) async fn note(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let plan = prevention::of_person(&visit.ctx, id).await?;
    let form: NoteForm = typed::parse(&body);
    let entry: EntryId = open(visit.ctx.house(), &form.entry).unwrap_or(plan.next);
    let noted = match NewNote::parse(&form, care::people::today(&visit.ctx)) {
        Ok(new) => prevention::note(&visit.ctx, entry, &plan, new).await,
        Err(error) => Err(error),
    };
    match noted {
        Ok(_) => Ok(see_other(&format!("{}?done=noted", href(&visit, plan.person.id)))),
        Err(error) => {
            let status = status_of(&error);
            let mut state = typed::state(FORM, &form);
            crate::words::refuse(&mut state, visit.t(), error)?;
            Ok(Page::with_status(status, page(&visit, &plan, Some(&form.rule), state)).into_response())
        }
    }
}

fn page(visit: &Visit, plan: &PreventionPlan, noting: Option<&str>, form: FormState) -> PreventionPage {
    let t = visit.t();
    let id = seal(visit.ctx.house(), plan.person.id.uuid());
    let lines = |states: &[State]| -> Vec<RecallLine> {
        let those = plan.recalls.iter().filter(|it| states.contains(&it.state));
        those.map(|it| line(t, it, plan.may_note(it), &id)).collect()
    };
    let groups = [
        (t.prevention_now(), lines(&[State::Due])),
        (t.prevention_planned(), lines(&[State::Planned])),
        (t.prevention_soon(), lines(&[State::Soon])),
        (t.prevention_later(), lines(&[State::Later])),
    ];
    let noting = plan.recalls.iter().find(|it| plan.may_note(it) && noting == Some(it.rule.code.as_str()));
    PreventionPage {
        name: crate::people::name(&plan.person.identity),
        notice: None,
        why: Why::new(crate::people::reason(t, &plan.reason.key)),
        groups: groups.into_iter().filter(|(_, lines)| !lines.is_empty()).collect(),
        rest: lines(&[State::Refused, State::NotApplicable, State::Done]),
        noting: noting.map(|it| Noting {
            code: it.rule.code.clone(),
            name: it.rule.name.get(t.locale).to_owned(),
            readers: readers(visit, plan, it),
        }),
        entered: Rules::shipped()
            .iter()
            .filter_map(Rule::entered_on)
            .max()
            .map(|on| t.locale.date_plain(on))
            .unwrap_or_default(),
        next: Some(form.value("entry").to_owned())
            .filter(|it| !it.is_empty())
            .unwrap_or_else(|| seal(visit.ctx.house(), plan.next.uuid())),
        form,
        shell: visit.shell(),
        id,
    }
}

/// Who will read what is noted: it is no more open than what the rule rests on.
fn readers(visit: &Visit, plan: &PreventionPlan, recall: &Recall) -> WhoReads {
    let t = visit.t();
    match (recall.place.kept_as, recall.place.compartment) {
        (Some(_), _) => WhoReads::new(t, t.prevention_kept_alike(), Vec::new()),
        (None, Compartment::Somatic) => WhoReads::open_to(visit, plan.readers.as_deref()),
        (None, _) => WhoReads::new(t, t.prevention_psychiatric(), Vec::new()),
    }
}

fn line(t: T, it: &Recall, may_note: bool, person: &str) -> RecallLine {
    RecallLine {
        name: it.rule.name.get(t.locale).to_owned(),
        how: it.rule.how.get(t.locale).to_owned(),
        because: words::because(t, &it.because),
        state: words::state(t, it),
        past: words::past(t, it),
        source: t.prevention_source(it.rule.source.as_str()),
        note: may_note.then(|| format!("/persons/{person}/prevention?note={}#note", it.rule.code)),
    }
}
