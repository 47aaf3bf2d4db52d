//! Asking: a draft, then the sending, in which what leaves is frozen.

use jiff::Timestamp;
use policy::{Action, ProgramFacts, ProgramRole, Resource};
use serde::{Deserialize, Serialize};
use store::Tx;

use super::act::Act;
use super::extract::Extract;
use super::facts::{Asked, Fact, Status, turn};
use super::rows::advice;
use super::sharing;
use crate::access::entries::code;
use crate::access::grants::{self, Ground, Holder, NewGrant};
use crate::access::pools;
use crate::fields::{self, Faults};
use crate::people::How;
use crate::{AdviceId, Ctx, Error, PersonId, PractitionerId, Result, attachments, drafts};

/// Whether suicidal ideas were looked for. With a plan, it is an emergency: the form says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuicidalIdeas {
    /// Looked for, absent.
    Absent,
    /// Looked for, present without a plan.
    WithoutPlan,
    /// Not looked for yet.
    NotYet,
}

/// How the person was told that advice is asked about them (CSP L1110-4 II: informed, not opposed).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Telling {
    /// In person, and they agree.
    InPerson,
    /// By telephone, and they agree.
    ByPhone,
    /// They were told before; it stands in their record.
    Before,
}

impl Telling {
    /// How they are told now; nothing when they were told before.
    const fn how(self) -> Option<How> {
        match self {
            Self::InPerson => Some(How::InPerson),
            Self::ByPhone => Some(How::Phone),
            Self::Before => None,
        }
    }
}

/// The ask form as it was typed: five fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AskForm {
    /// What was typed to find the person.
    pub who: String,
    /// The person, as an opaque identifier; empty for a question without identity.
    pub person: String,
    /// `yes` for a question without identity.
    pub without_identity: String,
    /// Age, for a question without identity.
    pub age: String,
    /// Sex, for a question without identity.
    pub sex: String,
    /// The question.
    pub question: String,
    /// What to know.
    pub context: String,
    /// `absent`, `without_plan`, `not_yet`.
    pub suicidal_ideas: String,
    /// `in_person`, `by_phone`, `before`.
    pub telling: String,
    /// The psychiatrist asked for, as an opaque identifier; empty for the pool.
    pub named: String,
}

/// Of whom the question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Person(PersonId, Telling),
    Nobody { age: Option<u8>, sex: &'static str },
}

/// A question, read.
#[derive(Debug, Clone)]
pub struct NewAsk {
    about: About,
    question: String,
    context: String,
    suicidal_ideas: SuicidalIdeas,
    named: Option<PractitionerId>,
}

impl NewAsk {
    /// Reads what was typed; `person` and `named` are the identifiers already opened by the caller.
    pub fn parse(form: &AskForm, person: Option<PersonId>, named: Option<PractitionerId>) -> Result<Self> {
        let mut faults = Faults::new();
        let question = faults.take(fields::long("question", &form.question));
        let context = faults.take(fields::optional_long("context", &form.context)).flatten();
        let suicidal_ideas = crate::directory::decode::<SuicidalIdeas>(&form.suicidal_ideas).ok();
        if suicidal_ideas.is_none() {
            faults.push("suicidal_ideas", "fault-suicidal-ideas");
        }
        let about = if form.without_identity == "yes" {
            Some(nobody(form, &mut faults))
        } else {
            somebody(form, person, &mut faults)
        };
        faults.done()?;
        let (Some(question), Some(suicidal_ideas), Some(about)) = (question, suicidal_ideas, about) else {
            return Err(Error::Bug("a form without faults has all its values".to_owned()));
        };
        Ok(Self { about, question, context: context.unwrap_or_default(), suicidal_ideas, named })
    }
}

impl NewAsk {
    /// The person it is asked about, unless it is asked without identity.
    pub(super) fn person(&self) -> Option<PersonId> {
        match self.about {
            About::Person(person, _) => Some(person),
            About::Nobody { .. } => None,
        }
    }

    /// What leaves of a question without identity.
    pub(super) fn anonymous(&self) -> Extract {
        match self.about {
            About::Nobody { age, sex } => Extract::Anonymous { age, sex: sex.to_owned() },
            About::Person(..) => Extract::Anonymous { age: None, sex: "unknown".to_owned() },
        }
    }
}

fn somebody(form: &AskForm, person: Option<PersonId>, faults: &mut Faults) -> Option<About> {
    let telling = crate::directory::decode::<Telling>(&form.telling).ok();
    if person.is_none() {
        faults.push("who", "fault-choose-person");
    }
    if telling.is_none() {
        faults.push("telling", "fault-say-told");
    }
    Some(About::Person(person?, telling?))
}

fn nobody(form: &AskForm, faults: &mut Faults) -> About {
    let age = match form.age.trim() {
        "" => None,
        typed => match typed.parse::<u8>() {
            Ok(age) if age <= 120 => Some(age),
            _ => {
                faults.push("age", "fault-age");
                None
            }
        },
    };
    let sex = match form.sex.as_str() {
        "female" => "female",
        "male" => "male",
        _ => "unknown",
    };
    About::Nobody { age, sex }
}

/// Opens a draft, after the emergency screen was shown at `shown_at`; `previous` is the ended request that it goes on
/// from, if any.
pub async fn start(
    ctx: &Ctx,
    program: &str,
    shown_at: Timestamp,
    previous: Option<AdviceId>,
) -> Result<AdviceId> {
    if let Some(previous) = previous {
        super::reopen::check(ctx, previous).await?;
    }
    let rules = ctx.house().programs().get(program).ok_or(Error::NotFound)?.advice()?;
    let facts = ProgramFacts { territory: ctx.territory(), slug: program.to_owned() };
    ctx.permit(Action::AskAdvice, &Resource::Program(facts))?;
    let me = ctx.actor().professional()?;
    if !rules.may_ask.contains(&me.principal.profession) {
        return Err(Error::Forbidden);
    }
    let (asker, role, organization) = (me.practitioner(), me.role(), me.organization_id());
    let program = program.to_owned();
    ctx.write(move |ctx, tx| async move {
        let id: AdviceId = ctx.new_id();
        let row = advice::Model {
            territory_id: ctx.territory(),
            id: id.uuid(),
            reference: reference(ctx.house().entropy().as_ref()),
            program,
            status: Status::Draft.code().to_owned(),
            turn: code(&turn(Status::Draft)),
            person_id: None,
            asker_id: asker.uuid(),
            asker_role_id: role.uuid(),
            asker_organization_id: organization.uuid(),
            named_id: None,
            answerer_id: None,
            subject: String::new(),
            triaged: false,
            previous_id: previous.map(AdviceId::uuid),
            version: 1,
            created_at: ctx.now().as_microsecond(),
            emergency_shown_at: shown_at.as_microsecond(),
            sent_at: None,
            due_at: None,
            paused_at: None,
            warned_at: None,
            warned_percent: 0,
            answered_at: None,
            promised_days: 0,
            delay: None,
            ended_at: None,
            share_until: None,
            closing_referral: None,
            closing_emergency_avoided: None,
        };
        row.clone().insert(&tx).await?;
        let draft = super::rows::Advice { row, facts: Vec::new() };
        sharing::reconcile(&ctx, &tx, &draft).await?;
        let reason = crate::ctx::system();
        ctx.record(&tx, "advice.started", ("advice", id.uuid()), None, &reason).await?;
        Ok(id)
    })
    .await
}

/// Sends the request: freezes the extract, opens it to those who may answer, starts the clock.
///
/// # Errors
/// [`Error::Invalid`] where the person is not informed or objects, or where the psychiatrist asked for is away, full
/// or does not answer for this programme.
pub async fn send(ctx: &Ctx, id: AdviceId, ask: NewAsk) -> Result<AdviceId> {
    ctx.write(move |ctx, tx| async move {
        let mut act = Act::begin(&ctx, &tx, id, Action::SendAdvice).await?;
        if let Some(named) = ask.named {
            check_named(&act, named).await?;
        }
        let (extract, telling) = frozen(&ctx, &tx, &ask, &mut act).await?;
        let joined = attachments::of(&tx, &ctx, id.uuid()).await?;
        let answer_days = act.program()?.clocks.answer_days;
        act.advice.row.subject = subject(&ask.question);
        act.advice.row.named_id = ask.named.map(PractitionerId::uuid);
        act.happened(Fact::Sending(Box::new(Asked {
            extract,
            question: ask.question,
            context: ask.context,
            suicidal_ideas: ask.suicidal_ideas,
            telling,
            attachments: joined.into_iter().map(|it| it.id).collect(),
            named: ask.named,
            answer_days,
            emergency_shown_at: super::instant(act.advice.row.emergency_shown_at),
        })))
        .await?;
        drafts::discard(&ctx, &tx, "ask", id.uuid()).await?;
        act.finish("advice.sent").await
    })
    .await
}

/// What leaves about the person, frozen; the programme's coordination may see from now on that they take part.
async fn frozen(ctx: &Ctx, tx: &Tx, ask: &NewAsk, act: &mut Act<'_>) -> Result<(Extract, Option<Telling>)> {
    let (person, telling) = match ask.about {
        About::Person(person, telling) => (person, telling),
        About::Nobody { age, sex } => {
            if !act.program()?.advice()?.without_identity {
                return Err(Error::invalid("without_identity", "fault-identity-needed"));
            }
            return Ok((Extract::Anonymous { age, sex: sex.to_owned() }, None));
        }
    };
    let facts = crate::people::person_facts(ctx, tx, person).await?;
    // A record that was merged stands for the one that is kept.
    let person = PersonId::from(facts.id);
    ctx.permit(Action::AskAboutPerson, &Resource::Person(facts))?;
    crate::people::tell_about_exchange(ctx, tx, person, telling.how()).await?;
    act.advice.row.person_id = Some(person.uuid());
    let program = act.advice.row.program.clone();
    let holder = Holder::Program(&program, ProgramRole::Coordinator);
    let grant =
        NewGrant { holder, ground: Ground::Coordination, person: Some(person), object: None, until: None };
    grants::give(ctx, tx, grant).await?;
    Ok((Extract::Identified(crate::people::extract(tx, ctx, person).await?), Some(telling)))
}

async fn check_named(act: &Act<'_>, named: PractitionerId) -> Result<()> {
    let row = &act.advice.row;
    if !pools::holds(act.tx, act.ctx, named, &row.program, ProgramRole::Answerer).await? {
        return Err(Error::invalid("named", "fault-not-an-answerer"));
    }
    let cap = u64::from(act.program()?.advice()?.queue_cap);
    if super::queue::open_requests(act.tx, act.ctx, named).await? >= cap {
        return Err(Error::invalid("named", "fault-queue-full"));
    }
    Ok(())
}

/// The title of a request: the first sentence of its question, cut at a word.
pub(super) fn subject(question: &str) -> String {
    const LONGEST: usize = 90;
    let line = question.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
    let end = line.find(". ").map_or(line.len(), |dot| dot + 1);
    let sentence = line[..end].trim_end_matches('.');
    if sentence.chars().count() <= LONGEST {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(LONGEST).collect();
    let kept = cut.rsplit_once(' ').map_or(cut.as_str(), |(kept, _)| kept);
    format!("{kept}…")
}

/// A reference to quote on the telephone: it tells neither order nor number.
pub(super) fn reference(entropy: &dyn kernel::Entropy) -> String {
    // Without the letters and figures that are mistaken for one another.
    const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let mut bytes = [0_u8; 8];
    entropy.fill(&mut bytes);
    let signs: String = bytes.iter().map(|byte| char::from(SIGNS[usize::from(byte % 32)])).collect();
    format!("{}-{}", &signs[..4], &signs[4..])
}
