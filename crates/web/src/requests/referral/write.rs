//! Writing a referral under a protocol: check-list, what excludes, what the receiver wants to know.

use std::collections::BTreeMap;

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::drafts::{self, Saved as Kept};
use care::people::How;
use care::programs::Protocol;
use care::requests::referral::{self, DRAFT, NewReferral, SendForm, Writing};
use care::{Error, PersonId, PractitionerId, ReferralId};
use kernel::DayCount;
use serde::Deserialize;
use uuid::Uuid;

use super::words;
use crate::failure::Answer;
use crate::people::status_of;
use crate::sealed::{Id, open, seal};
use crate::shell::prelude::*;
use crate::shell::{Saved, see_other};
use crate::typed;
use crate::visit::Visit;

/// A referral about to be sent.
#[derive(Clone, Debug, Template)]
#[template(path = "requests/referral/write.html")]
pub(crate) struct WritePage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) why: Why,
    pub(crate) title: String,
    pub(crate) about: String,
    pub(crate) to: String,
    pub(crate) promise: String,
    pub(crate) which: String,
    pub(crate) next: String,
    pub(crate) form: FormState,
    pub(crate) saved: Option<Saved>,
    pub(crate) criteria: Vec<Choice>,
    pub(crate) exclusions: Vec<Choice>,
    /// The name of the field, the question, whether it must be answered.
    pub(crate) minimum: Vec<(String, String, bool)>,
    pub(crate) receivers: Vec<Choice>,
    pub(crate) hows: Vec<Choice>,
}

impl WritePage {
    fn question(&self, (name, label, wanted): &(String, String, bool)) -> FieldView {
        let field = self.form.textarea(name, label.as_str()).rows(2);
        if *wanted { field.required() } else { field }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    which: String,
}

fn named(which: &str) -> (&str, &str) {
    which.split_once('/').unwrap_or_default()
}

pub(super) async fn form(visit: Visit, Id(id): Id<PersonId>, Query(asked): Query<Asked>) -> Answer {
    let (program, code) = named(&asked.which);
    let view = referral::writing(&visit.ctx, id, program, code).await?;
    let (pairs, saved) = match drafts::find(&visit.ctx.reader(), &visit.ctx, DRAFT, draft(&view)).await? {
        Some(draft) => {
            let saved = Saved::at(visit.t(), typed::time(&visit, draft.saved_at)).version(draft.version);
            (typed::read(&draft.body), saved)
        }
        None => (Vec::new(), Saved::none(visit.t()).version(0)),
    };
    let state = FormState::from_pairs(form_id(&view), pairs);
    Ok(Page::new(page(&visit, &view, state, Some(saved))).into_response())
}

/// The form in the page: what is typed is kept in the browser under it.
fn form_id(it: &Writing) -> String {
    format!("{DRAFT}-{}-{}", it.protocol.program, it.protocol.rules.code)
}

/// Under which object the draft is kept.
fn draft(it: &Writing) -> Uuid {
    referral::draft_of(it.person.id, &it.protocol.program, &it.protocol.rules.code)
}

/// Keeps what is typed; answers the mark alone, or both versions where another window saved since.
pub(super) async fn autosave(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let mut typed = Typed::read(&body);
    let (program, code) = named(typed.last("which"));
    let view = referral::writing(&visit.ctx, id, program, code).await?;
    let base = typed.last("version").parse().unwrap_or(0);
    // Each time it is shown it would leave under another identifier: none is kept.
    typed.pairs.retain(|(name, _)| !["referral", "version", "which"].contains(&name.as_str()));
    let mine = serde_json::to_value(&typed.pairs).map_err(Error::from)?;
    Ok(match drafts::save(&visit.ctx, DRAFT, draft(&view), mine, base).await? {
        Kept::Kept(draft) => typed::mark(&visit, &draft),
        Kept::Elsewhere(theirs) => {
            let held: Vec<(String, String)> = typed::read(&theirs.body);
            let theirs = drafts::Draft { body: words_of(&held), ..theirs };
            typed::conflict(&visit, &words_of(&typed.pairs), &theirs)
        }
    })
}

/// What was written in words, by field.
fn words_of(pairs: &[(String, String)]) -> serde_json::Value {
    let written = pairs.iter().filter(|(name, _)| name == "words" || name.starts_with("minimum-"));
    written.map(|(name, text)| (name.clone(), serde_json::Value::from(text.as_str()))).collect()
}

fn page(visit: &Visit, it: &Writing, form: FormState, saved: Option<Saved>) -> WritePage {
    let (t, house, rules) = (visit.t(), visit.ctx.house(), &it.protocol.rules);
    let program = house.programs().get(&it.protocol.program).map(|it| it.name.get(t.locale));
    let anybody = Choice::new("", t.referral_to_anybody());
    let receivers = it
        .receivers
        .iter()
        .map(|it| Choice::new(seal(house, it.id.uuid()), format!("{} · {}", it.name, it.organization)));
    let before = Choice::new("", t.pathway_told_before());
    let hows = How::ALL.into_iter().map(|it| Choice::new(it.code(), crate::people::how(t, it)));
    let wanted = |it: &care::programs::Criterion| {
        let choice = Choice::new(it.code.as_str(), it.get(t.locale));
        if it.required { choice.detail(t.referral_criterion_required()) } else { choice }
    };
    WritePage {
        shell: visit.shell(),
        id: seal(house, it.person.id.uuid()),
        name: crate::people::name(&it.person.identity),
        why: Why::new(crate::people::reason(t, &it.reason.key)),
        title: rules.name.get(t.locale).to_owned(),
        about: rules.about.get(t.locale).to_owned(),
        to: t.referral_program(program.unwrap_or_default(), words::professions(t, &rules.received_by)),
        promise: match house.programs().get(&it.protocol.program).map(|it| it.calendar.count) {
            Some(DayCount::Working) => t.referral_promise_working(rules.answer_days, rules.begin_days),
            _ => t.referral_promise(rules.answer_days, rules.begin_days),
        },
        which: format!("{}/{}", it.protocol.program, rules.code),
        next: seal(house, it.next.uuid()),
        form,
        saved,
        criteria: rules.criteria.iter().map(wanted).collect(),
        exclusions: rules
            .exclusions
            .iter()
            .map(|it| Choice::new(it.code.as_str(), it.get(t.locale)))
            .collect(),
        minimum: rules
            .minimum
            .iter()
            .map(|it| (field(&it.code), it.get(t.locale).to_owned(), it.required))
            .collect(),
        receivers: std::iter::once(anybody).chain(receivers).collect(),
        hows: std::iter::once(before).chain(hows).collect(),
    }
}

/// The field of a question.
fn field(code: &str) -> String {
    format!("minimum-{code}")
}

/// What was typed, and under which protocol.
struct Typed {
    pairs: Vec<(String, String)>,
    form: SendForm,
}

impl Typed {
    fn read(body: &[u8]) -> Self {
        let pairs: Vec<(String, String)> = typed::parse(body);
        let all =
            |name: &str| pairs.iter().filter(|(it, _)| it == name).map(|(_, value)| value.clone()).collect();
        let minimum: BTreeMap<String, String> = pairs
            .iter()
            .filter_map(|(name, value)| Some((name.strip_prefix("minimum-")?.to_owned(), value.clone())))
            .collect();
        let last = |name: &str| {
            pairs.iter().rev().find(|(it, _)| it == name).map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let form = SendForm {
            words: last("words"),
            criteria: all("criteria"),
            exclusions: all("exclusions"),
            minimum,
            joins: last("joins"),
            telling: last("telling"),
        };
        Self { pairs, form }
    }

    fn last(&self, name: &str) -> &str {
        self.pairs.iter().rev().find(|(it, _)| it == name).map_or("", |(_, value)| value.as_str())
    }
}

pub(super) async fn send(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    let typed = Typed::read(&body);
    let house = visit.ctx.house().clone();
    let next: ReferralId = open(&house, typed.last("referral")).unwrap_or_else(|_| visit.ctx.new_id());
    let view = {
        let (program, code) = named(typed.last("which"));
        referral::writing(&visit.ctx, id, program, code).await?
    };
    let rules = &view.protocol.rules;
    let sent = match to(&visit, typed.last("named")) {
        Ok(to) => match NewReferral::parse(&typed.form, (&view.protocol.program, rules), to) {
            Ok(new) => referral::send(&visit.ctx, next, id, new).await,
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    match sent {
        Ok(id) => Ok(see_other(&format!("/referrals/{}?done=sent", seal(&house, id.uuid())))),
        Err(error) => {
            let status = status_of(&error);
            let mut state = FormState::from_pairs(form_id(&view), typed.pairs.clone());
            refuse(&mut state, visit.t(), error, (rules, &typed.form))?;
            Ok(Page::with_status(status, page(&visit, &view, state, None)).into_response())
        }
    }
}

/// To whom, by name.
fn to(visit: &Visit, sealed: &str) -> Result<Option<PractitionerId>, Error> {
    if sealed.is_empty() {
        return Ok(None);
    }
    open(visit.ctx.house(), sealed).map(Some).map_err(|_| Error::invalid("named", "fault-referral-named"))
}

/// Puts the faults into the form: what the receiver wants to know is one list for the domain, and a field a question here.
fn refuse(
    state: &mut FormState,
    t: T,
    error: Error,
    (rules, form): (&Protocol, &SendForm),
) -> Result<(), Error> {
    let Error::Invalid(faults) = error else { return crate::words::refuse(state, t, error) };
    for it in &faults {
        let words = crate::words::fault(t, it);
        if it.field != "minimum" {
            state.fail(it.field, words);
            continue;
        }
        for question in &rules.minimum {
            let typed = form.minimum.get(&question.code).map_or("", |text| text.trim());
            let letters = i64::try_from(typed.chars().count()).unwrap_or(i64::MAX);
            let meant = it.limit.map_or(question.required && typed.is_empty(), |limit| letters > limit);
            if meant {
                state.fail(field(&question.code), words.clone());
            }
        }
    }
    Ok(())
}
