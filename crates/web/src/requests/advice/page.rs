//! A request, whichever side one stands on: the question, the context shared, the thread, the answer, the next act.

use askama::Template;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::programs::Program;
use care::requests::advice::{
    self, AdvicePage, AnswerForm, Asked, Authored, ClockShows, Content, Dated, Fact, Followed, Referral,
};
use care::{AdviceId, Error, drafts, notices};
use jiff::tz::TimeZone;
use policy::ProgramRole;
use serde::Deserialize;

use super::consultation::{self, ConsultationView};
use super::{ask, files, words};
use crate::failure::{Answer, Failure};
use crate::frame::profession_words;
use crate::i18n::T;
use crate::sealed::{Id, seal};
use crate::shell::{
    Button, Choice, DueBand, FormState, Icon, Notice, Page, Post, Saved, Shell, StateView, Why,
};
use crate::typed;
use crate::visit::Visit;

/// The page of a request.
#[derive(Debug, Template)]
#[template(path = "requests/advice/request.html")]
pub(crate) struct RequestPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) reference: String,
    pub(crate) who: Who,
    pub(crate) why: Why,
    pub(crate) notice: Option<Notice>,
    pub(crate) band: Option<DueBand>,
    pub(crate) asked: Option<AskedView>,
    pub(crate) files: Vec<crate::files::FileLine>,
    pub(crate) thread: Vec<Post>,
    pub(crate) answer: Option<AnswerView>,
    pub(crate) closing: Option<Vec<(String, String)>>,
    pub(crate) consultation: Option<ConsultationView>,
    pub(crate) can: advice::Permitted,
    pub(crate) answering: Option<Answering>,
    pub(crate) form: FormState,
    pub(crate) pool: Vec<Choice>,
    pub(crate) refusals: Vec<Choice>,
    pub(crate) redirects: Vec<Choice>,
    pub(crate) other_side: String,
    pub(crate) previous: Option<String>,
    pub(crate) asker: String,
    pub(crate) clock_runs: bool,
}

/// The person, as the reader may know them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Who {
    pub(crate) name: String,
    pub(crate) detail: String,
    pub(crate) href: Option<String>,
    pub(crate) qualified: bool,
}

/// What was asked.
#[derive(Debug, Clone)]
pub(crate) struct AskedView {
    pub(crate) question: String,
    pub(crate) context: String,
    pub(crate) ideas: String,
    pub(crate) telling: Option<String>,
    pub(crate) by: String,
}

/// The answer as it was sent.
#[derive(Debug, Clone)]
pub(crate) struct AnswerView {
    pub(crate) parts: Vec<(String, String)>,
    pub(crate) by: String,
}

/// The form of the answer.
#[derive(Debug, Clone)]
pub(crate) struct Answering {
    pub(crate) form: FormState,
    pub(crate) saved: Saved,
    pub(crate) snippets: Vec<(String, String)>,
    pub(crate) consultation_hint: String,
}

impl RequestPage {
    fn followed(&self) -> Vec<Choice> {
        let t = self.shell.t;
        vec![
            Choice::new("yes", t.followed_yes()),
            Choice::new("partly", t.followed_partly()),
            Choice::new("no", t.followed_no()),
        ]
    }

    fn referrals(&self) -> Vec<Choice> {
        let t = self.shell.t;
        vec![
            Choice::new("none", t.referral_none()),
            Choice::new("avoided", t.referral_avoided()),
            Choice::new("still_needed", t.referral_still_needed()),
            Choice::new("prompted", t.referral_prompted()),
        ]
    }

    fn marks(&self) -> Vec<Choice> {
        let t = self.shell.t;
        let mut marks = vec![Choice::new("", t.usefulness_none())];
        marks.extend((1..=5).map(|mark| Choice::new(mark.to_string(), t.usefulness_mark(mark))));
        marks
    }

    /// The form of an act: as it was refused, or empty.
    fn form_of(&self, id: &str) -> FormState {
        if self.form.id() == id { self.form.clone() } else { FormState::new(id) }
    }

    /// The form in which times are offered.
    fn times(&self) -> FormState {
        let form = self.form_of("times");
        if form.value("minutes").is_empty() { form.with("minutes", 45) } else { form }
    }

    fn others(&self) -> bool {
        self.can.redirect || self.can.decline || self.can.release || self.can.cancel
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Done {
    done: Option<String>,
}

pub(crate) async fn show(visit: Visit, Id(id): Id<AdviceId>, Query(done): Query<Done>) -> Answer {
    let page = view(&visit, id, None, done.done.as_deref()).await?;
    notices::read(&visit.ctx, id.uuid()).await?;
    Ok(Page::new(page).into_response())
}

/// The page, with a refused form if there is one.
pub(crate) async fn view(
    visit: &Visit,
    id: AdviceId,
    refused: Option<FormState>,
    done: Option<&str>,
) -> Result<RequestPage, Failure> {
    let shown = advice::open(&visit.ctx, id).await?;
    let house = visit.ctx.house();
    let program = house.programs().get(&shown.program).ok_or(Error::NotFound)?.clone();
    let t = visit.t();
    let locale = visit.locale();
    let rules = program.advice()?;
    let choice = |it: &care::programs::Choice| Choice::new(it.code.as_str(), it.get(locale));
    let first = || Choice::new("", t.choose());
    let refusals = std::iter::once(first()).chain(rules.refusals.iter().map(choice)).collect();
    let redirects = std::iter::once(first()).chain(rules.redirects.iter().map(choice)).collect();
    let pool = if shown.permitted.triage { pool(visit, &program).await? } else { Vec::new() };
    let answering =
        if shown.permitted.answer { Some(answering(visit, &shown, &program).await?) } else { None };
    let other = if shown.mine {
        shown.answerer.as_ref().map(|it| it.name.clone())
    } else {
        Some(shown.asker.name.clone())
    };
    let zone = words::zone(&program);
    Ok(RequestPage {
        title: shown.subject.clone().filter(|it| !it.is_empty()).unwrap_or_else(|| {
            if shown.subject.is_some() {
                t.advice_untitled().to_owned()
            } else {
                t.advice_title_hidden(shown.reference.as_str())
            }
        }),
        reference: shown.reference.clone(),
        who: who(visit, &shown),
        why: Why::new(reason(t, &shown.reason.key)),
        notice: done.and_then(|done| t.by_key(&format!("done-{done}"))).map(Notice::done),
        band: words::band(visit, &program, &shown),
        asked: asked(visit, &shown, &zone),
        files: files::lines(visit, &shown),
        thread: thread(visit, &shown, &program, &zone),
        answer: answer(visit, &shown, &zone),
        closing: closing(t, &shown),
        consultation: shown.consultation.as_ref().map(|it| consultation::view(visit, it, &zone)),
        can: shown.permitted,
        answering,
        form: refused.unwrap_or_else(|| FormState::new("act")),
        pool,
        refusals,
        redirects,
        other_side: other.unwrap_or_else(|| t.ask_pool().to_owned()),
        previous: shown.previous.map(|it| format!("/requests/{}", seal(house, it.uuid()))),
        asker: shown.asker.short_name.clone(),
        clock_runs: matches!(shown.clock.shows, ClockShows::Running | ClockShows::Late),
        id: seal(house, id.uuid()),
        shell: visit.shell(),
    })
}

/// « Vous voyez ceci parce que … ».
pub(crate) fn reason(t: T, key: &str) -> String {
    t.by_key(&format!("reason-{key}")).unwrap_or_else(|| t.reason_generic().to_owned())
}

fn who(visit: &Visit, shown: &AdvicePage) -> Who {
    let (t, now) = (visit.t(), visit.ctx.now());
    if let Content::Full(content) = &shown.content
        && let Some(asked) = &content.asked
    {
        let (name, detail, ins) = ask::extract(visit, &asked.extract);
        let href = shown.person.filter(|_| shown.mine);
        let href = href.map(|it| format!("/persons/{}", seal(visit.ctx.house(), it.uuid())));
        return Who { name, detail, href, qualified: ins.is_some() };
    }
    match &shown.brief {
        Some(person) => Who {
            name: words::person_name(t, person),
            detail: words::age(t.locale, &person.birth_date, now).unwrap_or_default(),
            href: None,
            qualified: person.identity_status == "qualified",
        },
        None if shown.without_identity => {
            Who { name: t.advice_without_identity().to_owned(), ..Who::default() }
        }
        None => Who::default(),
    }
}

fn by(t: T, who: &Authored) -> String {
    t.authored(who.name.as_str(), profession_words(t, who.profession), who.organization.as_str())
}

fn asked(visit: &Visit, shown: &AdvicePage, zone: &TimeZone) -> Option<AskedView> {
    let Content::Full(content) = &shown.content else { return None };
    let asked: &Asked = content.asked.as_ref()?;
    let t = visit.t();
    let at = shown.clock.start.map(|at| words::moment(t.locale, zone, at)).unwrap_or_default();
    Some(AskedView {
        question: asked.question.clone(),
        context: asked.context.clone(),
        ideas: ask::ideas_of(t, asked.suicidal_ideas),
        telling: asked.telling.map(|it| ask::telling_of(t, it)),
        by: format!("{} · {at}", by(t, &shown.asker)),
    })
}

fn thread(visit: &Visit, shown: &AdvicePage, program: &Program, zone: &TimeZone) -> Vec<Post> {
    let Content::Full(content) = &shown.content else { return Vec::new() };
    content.thread.iter().filter_map(|dated| post(visit, shown, program, zone, dated)).collect()
}

fn post(
    visit: &Visit,
    shown: &AdvicePage,
    program: &Program,
    zone: &TimeZone,
    dated: &Dated,
) -> Option<Post> {
    let t = visit.t();
    let author = shown.people.get(&dated.role.uuid())?;
    let me = visit.ctx.actor().professional().ok()?;
    let rules = program.advice().ok()?;
    let named = |list: &[care::programs::Choice], code: &str| {
        list.iter()
            .find(|it| it.code == code)
            .map_or_else(|| code.to_owned(), |it| it.get(t.locale).to_owned())
    };
    let text = match &dated.fact {
        Fact::Sending(_) => t.fact_sent().to_owned(),
        Fact::Triage { note, .. } => [Some(t.fact_triaged().to_owned()), note.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        Fact::Acceptance => t.fact_accepted().to_owned(),
        Fact::Release { reason } => [Some(t.fact_released().to_owned()), reason.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
        Fact::InformationRequest { text } | Fact::Message { text } | Fact::InformationGiven { text, .. } => {
            text.clone()
        }
        Fact::Answer(_) => t.fact_answered().to_owned(),
        Fact::Closing(_) => t.fact_closed().to_owned(),
        Fact::Redirection { target, reason } => {
            t.fact_redirected(named(&rules.redirects, target), reason.as_str())
        }
        Fact::Refusal { reason, text } => t.fact_declined(named(&rules.refusals, reason), text.as_str()),
        Fact::Cancellation { reason } => [Some(t.fact_cancelled().to_owned()), reason.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" "),
    };
    let mine = author.practitioner == me.principal.id;
    Some(Post {
        initials: t.locale.initials(&author.name),
        name: if mine { t.you().to_owned() } else { author.short_name.clone() },
        when: words::moment(t.locale, zone, dated.at),
        datetime: dated.at.to_string(),
        text,
    })
}

fn answer(visit: &Visit, shown: &AdvicePage, zone: &TimeZone) -> Option<AnswerView> {
    let Content::Full(content) = &shown.content else { return None };
    let t = visit.t();
    let (dated, answer) = content.thread.iter().find_map(|dated| match &dated.fact {
        Fact::Answer(answer) => Some((dated, answer)),
        _ => None,
    })?;
    let part = |heading: &str, text: &Option<String>| text.clone().map(|text| (heading.to_owned(), text));
    let mut parts = vec![(t.answer_assessment_heading().to_owned(), answer.assessment.clone())];
    parts.extend(part(t.answer_medication_heading(), &answer.medication));
    parts.extend(part(t.answer_plan_heading(), &answer.clinical_plan));
    parts.extend(part(t.answer_follow_up_heading(), &answer.follow_up));
    parts.extend(part(t.answer_warning_heading(), &answer.warning_signs));
    let author = shown.people.get(&dated.role.uuid())?;
    Some(AnswerView {
        parts, by: format!("{} · {}", by(t, author), words::moment(t.locale, zone, dated.at))
    })
}

fn closing(t: T, shown: &AdvicePage) -> Option<Vec<(String, String)>> {
    let Content::Full(content) = &shown.content else { return None };
    let closing = content.thread.iter().find_map(|dated| match &dated.fact {
        Fact::Closing(closing) => Some(closing),
        _ => None,
    })?;
    let followed = match closing.followed {
        Followed::Yes => t.followed_yes(),
        Followed::Partly => t.followed_partly(),
        Followed::No => t.followed_no(),
    };
    let referral = match closing.referral {
        Referral::None => t.referral_none(),
        Referral::Avoided => t.referral_avoided(),
        Referral::StillNeeded => t.referral_still_needed(),
        Referral::Prompted => t.referral_prompted(),
    };
    let mut lines = vec![(t.close_followed().to_owned(), followed.to_owned())];
    lines.extend(closing.why.clone().map(|why| (t.close_why().to_owned(), why)));
    lines.push((t.close_referral().to_owned(), referral.to_owned()));
    if closing.emergency_avoided {
        lines.push((t.close_emergency().to_owned(), t.yes().to_owned()));
    }
    lines.extend(
        closing.usefulness.map(|mark| (t.close_usefulness().to_owned(), t.usefulness_mark(i64::from(mark)))),
    );
    lines.extend(closing.text.clone().map(|text| (t.close_text().to_owned(), text)));
    Some(lines)
}

async fn pool(visit: &Visit, program: &Program) -> Result<Vec<Choice>, Failure> {
    let members =
        care::access::pools::members(&visit.ctx.reader(), &visit.ctx, &program.slug, ProgramRole::Answerer)
            .await?;
    let house = visit.ctx.house();
    let all = Choice::new("", visit.t().ask_pool());
    Ok(std::iter::once(all)
        .chain(members.iter().map(|it| Choice::new(seal(house, it.id), it.name())))
        .collect())
}

async fn answering(visit: &Visit, shown: &AdvicePage, program: &Program) -> Result<Answering, Failure> {
    let (t, db) = (visit.t(), visit.ctx.reader());
    let draft = drafts::find(&db, &visit.ctx, "answer", shown.id.uuid()).await?;
    let typed: AnswerForm = draft.as_ref().map(|it| typed::read(&it.body)).unwrap_or_default();
    let saved = match &draft {
        Some(draft) => Saved::at(t, typed::time(visit, draft.saved_at)).version(draft.version),
        None => Saved::none(t).version(0),
    };
    let snippets = drafts::snippets(&db, &visit.ctx).await?;
    let due =
        program.calendar.running(visit.ctx.now()) + kernel::Running::days(program.clocks.consultation_days);
    let due = words::day(t.locale, &words::zone(program), program.calendar.instant(due));
    let days = i64::from(program.clocks.consultation_days);
    Ok(Answering {
        form: typed::state(format!("answer-{}", seal(visit.ctx.house(), shown.id.uuid())), &typed),
        saved,
        snippets: snippets.into_iter().map(|it| (it.label, it.body)).collect(),
        consultation_hint: t.answer_consultation_hint(days, due),
    })
}

impl RequestPage {
    /// Where the reader goes on with a linked question.
    fn reopen_href(&self) -> String {
        format!("/requests/new?previous={}", self.id)
    }
}
