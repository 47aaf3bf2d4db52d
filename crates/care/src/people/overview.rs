//! A person on one page: who they are, who is around them, what they were told, what happened.
//!
//! Hidden and absent are the same: one statement, then not found. Five more otherwise, and one for names when the person
//! said something about one professional.

use jiff::Timestamp;
use kernel::Page;
use policy::{Action, Compartment, PersonFacts, Reason, Resource};
use sea_orm::{ConnectionTrait, EntityTrait};

use super::facts::{Ties, ties};
use super::look;
use super::person::{IdentityStatus, Person};
use super::rows::person;
use super::said::{InformationFact, facts};
use super::standing::Standing;
use super::team::{MemberKind, TeamMember, members};
use super::timeline::{EntryLine, Shown, TimelinePart, Told, entries, glance};
use crate::record::Content;
use crate::rights::{self, ApplicationView};
use crate::{Ctx, Error, MemberId, PersonId, Result, Seen, record};

/// What to know before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// The person objects to exchange and sharing.
    Opposed,
    /// The person was not told of exchange and sharing yet.
    NotInformed,
    /// No attending doctor in the care team.
    NoAttendingDoctor,
    /// Two attending doctors, after a merge: the team says which.
    TwoAttendingDoctors,
    /// Nobody has checked the identity.
    IdentityUnchecked,
}

/// What the actor may do from this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one button of the page")]
pub struct Permitted {
    /// Correct the identity or the address, record a check.
    pub edit: bool,
    /// Add to and take from the care team.
    pub manage_team: bool,
    /// Record what the person was told and said.
    pub inform: bool,
    /// Ask about them under their name.
    pub ask: bool,
    /// Write something into their record.
    pub write: bool,
    /// See their rights and applications.
    pub rights: bool,
    /// Have the clinical facts as a file.
    pub export: bool,
    /// Take clinical facts from a file.
    pub take: bool,
}

/// Why the actor sees this page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The rule, with the key of its sentence.
    pub reason: Reason,
    /// Who the actor is in the care team, if they are of it.
    pub kind: Option<MemberKind>,
    /// Since when.
    pub since: Option<Timestamp>,
}

/// A compartment at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// Which.
    pub compartment: Compartment,
    /// Whether it is open to the actor. It says nothing of what stands in it.
    pub open: bool,
    /// Only the overview of rights is open to the actor, not what is written in it.
    pub overview: bool,
    /// What holds now, of what the actor may read of it.
    pub holding: Vec<EntryLine>,
    /// The latest of the rest.
    pub latest: Vec<EntryLine>,
}

/// A person on one page.
#[derive(Debug, Clone)]
pub struct PersonView {
    /// Who they are.
    pub person: Person,
    /// Why the actor sees this.
    pub why: Why,
    /// What to know first.
    pub alerts: Vec<Alert>,
    /// The care team at present; empty where coordination is closed to the actor.
    pub team: Vec<TeamMember>,
    /// The attending doctor who has no account here.
    pub outside_doctor: Option<String>,
    /// Those who are no longer of it, for what the timeline tells of them.
    pub former: Vec<TeamMember>,
    /// Where information, consent and objection stand.
    pub standing: Standing,
    /// What was told and said, latest first; empty where the actor may record nothing.
    pub said: Vec<InformationFact>,
    /// Somatic, psychiatric, social, coordination, in this order.
    pub glances: Vec<Glance>,
    /// The next interviews, soonest first, of those that the actor may read.
    pub ahead: Vec<EntryLine>,
    /// Their applications for rights, what is under way first; absent where the social overview is closed to the actor.
    pub rights: Option<Vec<ApplicationView>>,
    /// Whether coordination is open to the actor.
    pub coordination: bool,
    /// The actor’s own membership, which they may always end.
    pub membership: Option<MemberId>,
    /// What happened, latest first.
    pub timeline: Page<EntryLine>,
    /// When the actor looked before, and how much others put there since.
    pub news: Option<(Timestamp, i64)>,
    /// What the actor may do.
    pub permitted: Permitted,
    /// The facts on which the policy decided, for what else stands on the page.
    pub facts: PersonFacts,
}

/// What opening a person gives.
#[derive(Debug, Clone)]
pub enum Opened {
    /// The page.
    Here(Box<PersonView>),
    /// The record was merged into this one, which the actor may see.
    Moved(PersonId),
}

/// Opens a person's page; journalled with its ground.
///
/// # Errors
/// [`Error::NotFound`] when there is no such person and when they are hidden from the actor.
pub async fn open(ctx: &Ctx, id: PersonId, part: TimelinePart) -> Result<Opened> {
    let db = ctx.reader();
    let (ties, person, looks) = look::read(ctx, &db, id).await?;
    let reason = ctx.permit(Action::ReadIdentity, &Resource::Person(ties.facts.clone()))?;
    if person.id != id {
        return Ok(Opened::Moved(person.id));
    }
    saw(ctx, id, &reason);
    let since = looks.since(ctx.now());
    let view = view(ctx, &db, ties, person, since, reason, part).await?;
    look::remember(ctx, id, looks).await?;
    Ok(Opened::Here(Box::new(view)))
}

/// A person alone, for the pages on which something about them is typed: identity and version. Journalled as the page.
///
/// # Errors
/// [`Error::NotFound`] when hidden, [`Error::Forbidden`] when seen but `action` is not the actor's.
pub async fn open_for(ctx: &Ctx, id: PersonId, action: Action) -> Result<Person> {
    let db = ctx.reader();
    let ties = ties(ctx, &db, id).await?;
    let reason = ctx.permit(action, &Resource::Person(ties.facts.clone()))?;
    let person = read(ctx, &db, ties.facts.id.into()).await?;
    saw(ctx, person.id, &reason);
    Ok(person)
}

/// Notes for the journal that a person was opened, on this ground.
pub(crate) fn saw(ctx: &Ctx, id: PersonId, reason: &Reason) {
    ctx.saw(Seen {
        action: "person.read",
        kind: "person",
        object: Some(id.uuid()),
        persons: vec![id.uuid()],
        ground: reason.policy.to_string(),
    });
}

/// Identity and address of a person. The caller has asked the policy.
pub(crate) async fn read<C: ConnectionTrait>(ctx: &Ctx, db: &C, id: PersonId) -> Result<Person> {
    let row = person::Entity::find_by_id((ctx.territory(), id.uuid())).one(db).await?;
    row.ok_or(Error::NotFound)?.try_into()
}

async fn view<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    ties: Ties,
    person: Person,
    since: Option<Timestamp>,
    reason: Reason,
    part: TimelinePart,
) -> Result<PersonView> {
    let may = |action| ctx.may(action, &Resource::Person(ties.facts.clone()));
    let id = person.id;
    let coordination = may(Action::ReadCoordination);
    let shown = Shown::of(ctx, &ties.facts);
    let permitted = Permitted {
        edit: may(Action::EditIdentity),
        manage_team: may(Action::ManageCareTeam),
        inform: may(Action::RecordInformation),
        ask: may(Action::AskAboutPerson),
        rights: may(Action::ReadSocialOverview),
        write: record::writes_somewhere(ctx, &ties.facts),
        export: record::opens_clinical(&shown),
        take: record::writes_clinical(ctx, &ties.facts),
    };
    let all = if coordination { members(ctx, db, id).await? } else { Vec::new() };
    let (team, former): (Vec<_>, Vec<_>) = all.into_iter().partition(|member| member.runs(ctx.now()));
    let told = permitted.inform || coordination;
    let said = if told { facts(ctx, db, id).await? } else { Vec::new() };
    let Told { page: timeline, fresh } = entries(ctx, db, id, &shown, part, since).await?;
    let latest = glance(ctx, db, id, &shown).await?;
    let rights = rights::at_a_glance(ctx, db, &ties.facts).await?;
    let open = |compartment| {
        let overview = compartment == Compartment::Social && may(Action::ReadSocialOverview);
        overview || may(Action::reading(compartment))
    };
    let now = ctx.now();
    // Whoever reads coordination reads of them.
    let named = |it: &EntryLine| match &it.content {
        Some(Content::AttendingDoctor { label, .. }) => Some(label.clone()),
        _ => None,
    };
    let outside: Vec<_> =
        latest.iter().filter(|it| it.holds(now) && !it.restricted).filter_map(named).collect();
    let (mut ahead, latest): (Vec<_>, Vec<_>) = latest.into_iter().partition(|it| it.is_ahead(now));
    ahead.reverse();
    let glances =
        [Compartment::Somatic, Compartment::Psychiatric, Compartment::Social, Compartment::Coordination].map(
            |compartment| {
                let of_it = latest.iter().filter(|it| it.compartment == compartment).cloned();
                let (holding, latest) = of_it.partition(|it| it.holds(now));
                let overview = open(compartment) && !may(Action::reading(compartment));
                Glance { compartment, open: open(compartment), overview, holding, latest }
            },
        );
    let mine = ties.memberships.first();
    Ok(PersonView {
        alerts: alerts(&person, told, coordination.then_some(&*team), outside.len()),
        outside_doctor: outside.into_iter().next(),
        glances: glances.into(),
        ahead,
        rights,
        coordination,
        membership: mine.map(|it| it.id),
        why: Why {
            reason,
            kind: mine.map(|it| crate::directory::decode(&it.kind)).transpose()?,
            since: mine.map(|it| it.since),
        },
        standing: Standing::of(said.iter().cloned(), ctx.now()),
        person,
        team,
        former,
        said,
        timeline,
        news: since.map(|since| (since, fresh)),
        permitted,
        facts: ties.facts,
    })
}

/// Of what the person was told and said, only whoever reads coordination or records it is reminded.
fn alerts(person: &Person, told: bool, team: Option<&[TeamMember]>, outside: usize) -> Vec<Alert> {
    let of_it = |team: &[TeamMember]| team.iter().filter(|it| it.kind == MemberKind::AttendingGp).count();
    let attending = team.map(|team| of_it(team) + outside);
    [
        (Alert::Opposed, told && person.opposed_at.is_some()),
        (Alert::NotInformed, told && person.informed_at.is_none()),
        (Alert::NoAttendingDoctor, attending == Some(0)),
        (Alert::TwoAttendingDoctors, attending.is_some_and(|count| count > 1)),
        (Alert::IdentityUnchecked, person.identity.status == IdentityStatus::Provisional),
    ]
    .into_iter()
    .filter(|(_, stands)| *stands)
    .map(|(alert, _)| alert)
    .collect()
}
