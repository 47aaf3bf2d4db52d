//! A referral, the referrals of a person, and what is wanted to write one.

use policy::{Action, Reason, Resource};

use super::facts::{Dated, FactKind, Sent};
use super::line::{self, ReferralLine};
use super::list;
use super::look::visible;
use super::receivers::{Receiver, receivers};
use super::standing::Standing;
use crate::notices;
use crate::people::{self, Person, PersonBrief};
use crate::programs::{Program, Protocol};
use crate::rights::{self, ApplicationView};
use crate::{Ctx, Error, PersonId, ReferralId, Result, Seen};

/// A protocol, with the programme that it belongs to.
#[derive(Debug, Clone)]
pub struct ProtocolView {
    /// The slug of the programme.
    pub program: String,
    /// The protocol.
    pub rules: Protocol,
}

/// What it says, for those who refer and receive.
#[derive(Debug, Clone)]
pub struct Content {
    /// What left.
    pub sent: Sent,
    /// What happened, latest first.
    pub history: Vec<Dated>,
}

/// One referral.
#[derive(Debug, Clone)]
pub struct OneReferral {
    /// Which.
    pub id: ReferralId,
    /// Why the actor sees it.
    pub reason: Reason,
    /// The slug of its programme.
    pub program: String,
    /// Its protocol, as it was when it left.
    pub rules: Protocol,
    /// Whom it concerns, where the actor may know; and whether their page is open to the actor.
    pub person: Option<(PersonBrief, bool)>,
    /// Who referred, and where they work.
    pub sender: (String, String),
    /// To whom it is addressed by name.
    pub named: Option<String>,
    /// Where it stands; what left is taken out of it.
    pub standing: Standing,
    /// What it says, where the actor may read it.
    pub content: Option<Content>,
    /// What the actor can record now.
    pub possible: Vec<FactKind>,
}

/// The referrals about a person.
#[derive(Debug, Clone)]
pub struct ReferralsView {
    /// About whom.
    pub person: Person,
    /// Why the actor sees them.
    pub reason: Reason,
    /// What runs first, then the latest.
    pub lines: Vec<ReferralLine>,
    /// What was asked for a long-term illness of theirs; absent where their rights are closed to the actor.
    pub long_term_illness: Option<Vec<ApplicationView>>,
    /// The protocols under which the actor may refer them.
    pub offered: Vec<ProtocolView>,
}

/// What is wanted to write a referral.
#[derive(Debug, Clone)]
pub struct Writing {
    /// About whom.
    pub person: Person,
    /// Why the actor may.
    pub reason: Reason,
    /// Under which protocol.
    pub protocol: ProtocolView,
    /// To whom it can be addressed.
    pub receivers: Vec<Receiver>,
    /// Under which identifier it would leave.
    pub next: ReferralId,
}

/// A protocol by the programme and its code.
pub(super) fn protocol<'a>(ctx: &'a Ctx, program: &str, code: &str) -> Result<(&'a Program, &'a Protocol)> {
    let program = ctx.house().programs().get(program).ok_or(Error::NotFound)?;
    let rules = program.referrals.iter().find(|it| it.code == code).ok_or(Error::NotFound)?;
    Ok((program, rules))
}

/// Those that name the actor’s profession.
fn offered(ctx: &Ctx) -> Result<Vec<ProtocolView>> {
    let profession = ctx.actor().professional()?.principal.profession;
    let all = ctx.house().programs().iter().flat_map(|it| it.referrals.iter().map(move |rules| (it, rules)));
    let mine = all.filter(|(_, rules)| rules.may_refer.contains(&profession));
    Ok(mine.map(|(it, rules)| ProtocolView { program: it.slug.clone(), rules: rules.clone() }).collect())
}

/// The referrals about a person that the actor may know of; journalled.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden; [`Error::Forbidden`] when their coordination is closed to the actor.
pub async fn of_person(ctx: &Ctx, person: PersonId) -> Result<ReferralsView> {
    let db = ctx.reader();
    let facts = people::ties(ctx, &db, person).await?.facts;
    let reason = ctx.permit(Action::ReadCoordination, &Resource::Person(facts.clone()))?;
    let person = people::read(ctx, &db, facts.id.into()).await?;
    ctx.saw(Seen::one("referral.list", ("person", person.id.uuid()), person.id, &reason));
    let lines = list::about(ctx, &db, &facts).await?;
    let long_term_illness = rights::of_long_term_illness(ctx, &db, &facts).await?;
    let asks = ctx.may(Action::AskAboutPerson, &Resource::Person(facts));
    let offered = if asks { offered(ctx)? } else { Vec::new() };
    Ok(ReferralsView { person, reason, lines, long_term_illness, offered })
}

/// What is wanted to refer a person under a protocol.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden, and for a protocol that there is not; [`Error::Forbidden`] when the actor may not
/// ask about them, or the protocol does not name their profession.
pub async fn writing(ctx: &Ctx, person: PersonId, program: &str, code: &str) -> Result<Writing> {
    let db = ctx.reader();
    let facts = people::ties(ctx, &db, person).await?.facts;
    let reason = ctx.permit(Action::AskAboutPerson, &Resource::Person(facts.clone()))?;
    let (program, rules) = protocol(ctx, program, code)?;
    let me = ctx.actor().professional()?;
    if !rules.may_refer.contains(&me.principal.profession) {
        return Err(Error::Forbidden);
    }
    let person = people::read(ctx, &db, facts.id.into()).await?;
    people::saw(ctx, person.id, &reason);
    let mut receivers = receivers(&db, ctx, &program.slug, &rules.received_by).await?;
    receivers.retain(|it| it.id != me.practitioner());
    let protocol = ProtocolView { program: program.slug.clone(), rules: rules.clone() };
    Ok(Writing { person, reason, protocol, receivers, next: ctx.new_id() })
}

/// One referral; journalled. Its notices are read by it.
///
/// # Errors
/// [`Error::NotFound`] when there is none, and when it is hidden.
pub async fn open(ctx: &Ctx, id: ReferralId) -> Result<OneReferral> {
    let db = ctx.reader();
    let (referral, resource, reason, facts) = visible(ctx, &db, id).await?;
    let named = ctx.may(Action::ReadReferralIdentity, &resource);
    let reads = ctx.may(Action::ReadReferralContent, &resource);
    let names = line::names(ctx, &db, &referral.row).await?;
    let known = named.then_some(names.person);
    let mut standing = referral.standing(ctx)?;
    let sent = std::mem::take(&mut standing.sent);
    let possible = FactKind::ALL.iter().copied().filter(|kind| {
        let action = if kind.is_the_senders() { Action::FollowReferral } else { Action::ReceiveReferral };
        let offered = *kind != FactKind::Redirection || !referral.rules.redirects.is_empty();
        offered && standing.status.after(*kind).is_some() && ctx.may(action, &resource)
    });
    let possible: Vec<FactKind> = possible.collect();
    let told = named.then_some(PersonId::from(referral.row.person_id));
    ctx.saw(Seen::one("referral.read", ("referral", id.uuid()), told, &reason));
    let opens = ctx.may(Action::ReadIdentity, &Resource::Person(facts));
    let view = OneReferral {
        id: referral.id(),
        program: referral.row.program.clone(),
        person: known.map(|person| (person, opens)),
        sender: names.sender,
        named: names.named,
        possible,
        standing,
        content: reads.then(|| Content { sent, history: referral.facts.iter().rev().cloned().collect() }),
        rules: referral.rules,
        reason,
    };
    notices::read(ctx, id.uuid()).await?;
    Ok(view)
}
