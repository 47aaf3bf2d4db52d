//! Who is around a person: joining and leaving the care team. Grants follow in the same act.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use policy::{Action, Compartment, Profession, Reason, Resource};
use sea_orm::{EntityTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use super::information::{self, NewInformation};
use super::invitations::{self, Invited};
use super::overview;
use super::person::Person;
use super::place::{PlaceCode, joined, usual_compartments};
use super::rows::{self, care_team_member};
use super::said::{How, InformationKind, Scope, Terms, facts};
use super::standing::Standing;
use super::team::{MemberKind, TeamGround, TeamMember, members};
use super::{consequences, ties};
use crate::access::entries::{self, NewEntry};
use crate::access::grants::{self, Ground, Holder, NewGrant};
use crate::dates;
use crate::directory::decode;
use crate::error::Conflict;
use crate::fields::{self, Faults};
use crate::record;
use crate::sql::sql;
use crate::{Ctx, Error, MemberId, OrganizationId, PersonId, PractitionerId, Result, RoleId};

/// A new member, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MemberForm {
    /// The professional in one structure, as an opaque identifier.
    pub role: String,
    /// Code of a [`MemberKind`]; empty for what goes with the profession.
    pub kind: String,
    /// Code of a [`TeamGround`].
    pub ground: String,
    /// How the consent was given, where the ground is consent: code of a [`How`].
    pub consent: String,
    /// Compartments that the consent names, for a health professional outside the team.
    pub opens: Vec<String>,
    /// `yes` when the new attending doctor takes over from the present one.
    pub replaces: String,
    /// Since which day they have been around the person; empty for today.
    pub since: String,
}

/// A new member, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    /// The professional in one structure.
    pub role: RoleId,
    /// Who they are in the team; what goes with their profession if absent.
    pub kind: Option<MemberKind>,
    /// On what ground.
    pub ground: TeamGround,
    /// How the person consented, if they do so now.
    pub consent: Option<How>,
    /// Compartments that the consent names, beyond identity and coordination.
    pub opens: BTreeSet<Compartment>,
    /// The present attending doctor stops being it.
    pub replaces: bool,
    /// Since when they have been around the person; now if absent. What they see opens now, whatever it is.
    pub since: Option<Timestamp>,
}

/// Nobody has been around a person for longer, in years.
const LONG_AGO: i32 = 100;

impl NewMember {
    /// A member from now on, as their profession has it.
    pub const fn now(role: RoleId, ground: TeamGround) -> Self {
        Self { role, kind: None, ground, consent: None, opens: BTreeSet::new(), replaces: false, since: None }
    }

    /// Reads what was typed; `role` is the identifier already opened by the caller, `today` the latest day that makes sense.
    pub fn parse(form: &MemberForm, role: Option<RoleId>, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        if role.is_none() {
            faults.push("role", "fault-choose-professional");
        }
        let kind =
            if form.kind.trim().is_empty() { None } else { faults.take(fields::choice("kind", &form.kind)) };
        let ground = faults.take(fields::choice("ground", &form.ground));
        let consent = if form.consent.trim().is_empty() {
            None
        } else {
            faults.take(fields::choice("consent", &form.consent))
        };
        let opens = form.opens.iter().filter_map(|word| word.parse().ok()).collect();
        let since = faults.take(dates::past("since", &form.since, today, LONG_AGO)).flatten();
        faults.done()?;
        let (Some(role), Some(ground)) = (role, ground) else {
            return Err(Error::Bug("a form without faults has all its values".to_owned()));
        };
        let since = since.filter(|day| *day != today).map(dates::noon).transpose()?;
        Ok(Self { role, kind, ground, consent, opens, replaces: form.replaces == "yes", since })
    }
}

/// A professional in one structure with one profession.
#[derive(Debug, Clone, Copy)]
pub(super) struct RoleAt {
    pub(super) role: RoleId,
    pub(super) practitioner: PractitionerId,
    pub(super) organization: OrganizationId,
    pub(super) profession: Profession,
}

#[derive(FromQueryResult)]
struct RoleRow {
    practitioner_id: Uuid,
    organization_id: Uuid,
    profession: String,
}

/// Adds a member. The person is asked about nobody twice: a consent that stands is enough.
///
/// # Errors
/// [`Error::Conflict`] when the person objects, when the professional is a member already, or when there is another
/// attending doctor and the form does not say that this one takes over; [`Error::Invalid`] when the profession cannot
/// join on that ground.
pub async fn add(ctx: &Ctx, person: PersonId, new: NewMember) -> Result<MemberId> {
    ctx.write(move |ctx, tx| async move {
        let ties = ties(&ctx, &tx, person).await?;
        let person = PersonId::from(ties.facts.id);
        let reason = ctx.permit(Action::ManageCareTeam, &Resource::Person(ties.facts))?;
        let row = rows::lock(&tx, &ctx, person).await?;
        if row.opposed_at.is_some() {
            return Err(Error::conflict("conflict-person-opposed"));
        }
        let role = role_at(&ctx, &tx, new.role).await?;
        let terms = consent(&ctx, &tx, person, &new, role).await?;
        make_room(&ctx, &tx, person, &new, role, &reason).await?;
        let by = ctx.actor().professional()?.role();
        let member = join(&ctx, &tx, person, role, &new, by).await?;
        if let Some(terms) = terms {
            consequences::limit(&ctx, &tx, person, role.practitioner, &terms).await?;
        }
        ctx.record(&tx, "care_team.joined", ("member", member.uuid()), Some(person.uuid()), &reason).await?;
        Ok(member)
    })
    .await
}

pub(super) async fn role_at(ctx: &Ctx, tx: &Tx, role: RoleId) -> Result<RoleAt> {
    let now = ctx.now().as_microsecond();
    let text = "SELECT practitioner_id, organization_id, profession FROM practitioner_role \
                WHERE territory_id = ? AND id = ? AND from_at <= ? AND (until_at IS NULL OR until_at > ?)";
    let values = vec![ctx.territory().into(), role.uuid().into(), now.into(), now.into()];
    let found = RoleRow::find_by_statement(sql(tx, text, values)).one(tx).await?;
    let row = found.ok_or_else(|| Error::invalid("role", "fault-choose-professional"))?;
    Ok(RoleAt {
        role,
        practitioner: row.practitioner_id.into(),
        organization: row.organization_id.into(),
        profession: decode(&row.profession)?,
    })
}

/// The person’s word on this professional: recorded now, or standing already, with its terms; and no objection by name.
pub(super) async fn consent(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    new: &NewMember,
    role: RoleAt,
) -> Result<Option<Terms>> {
    let standing = Standing::of(facts(ctx, tx, person).await?, ctx.now());
    let consents = new.ground == TeamGround::Consent;
    if let (true, Some(how)) = (consents, new.consent) {
        let scope = Scope::Practitioner(role.practitioner);
        let terms = Terms { opens: Some(new.opens.clone()).filter(|it| !it.is_empty()), ..Terms::default() };
        let told = NewInformation { scope, terms, ..NewInformation::now(InformationKind::Consented, how) };
        information::note(ctx, tx, person, told).await?;
        return Ok(None);
    }
    if standing.objections.contains_key(&role.practitioner) {
        return Err(Error::conflict("conflict-person-opposed-to-them"));
    }
    let standing = standing.consents.get(&role.practitioner).map(|fact| fact.terms.clone());
    if consents && standing.is_none() {
        return Err(Error::invalid("consent", "fault-consent-needed"));
    }
    // A consent that names no part opens none, whatever was ticked.
    let named = |terms: Terms| Terms { opens: Some(terms.opens.clone().unwrap_or_default()), ..terms };
    Ok(standing.filter(|_| consents).map(named))
}

/// Nobody is a member twice, and there is one attending doctor at a time: the one who would give way, if any.
pub(super) async fn room(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    new: &NewMember,
    role: RoleAt,
) -> Result<Option<MemberId>> {
    let team: Vec<TeamMember> =
        members(ctx, tx, person).await?.into_iter().filter(|member| member.runs(ctx.now())).collect();
    let attending = team.iter().find(|member| member.kind == MemberKind::AttendingGp);
    if let Some(same) = team.iter().find(|member| member.practitioner == role.practitioner) {
        return Err(taken("conflict-already-member", same));
    }
    match attending {
        Some(present) if new.kind == Some(MemberKind::AttendingGp) => {
            if !new.replaces {
                return Err(taken("conflict-other-attending-gp", present));
            }
            Ok(Some(present.id))
        }
        _ => Ok(None),
    }
}

/// As [`room`], in which the present attending doctor gives way.
pub(super) async fn make_room(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    new: &NewMember,
    role: RoleAt,
    reason: &Reason,
) -> Result<()> {
    let Some(present) = room(ctx, tx, person, new, role).await? else { return Ok(()) };
    leave(ctx, tx, person, present).await?;
    ctx.record(tx, "care_team.left", ("member", present.uuid()), Some(person.uuid()), reason).await
}

fn taken(key: &'static str, member: &TeamMember) -> Error {
    Error::Conflict(Conflict { key, who: Some(member.name.clone()), at: Some(member.since) })
}

/// Who somebody of this profession would be in the team, and the place that they would have.
///
/// # Errors
/// [`Error::Invalid`] when the profession cannot be that, or cannot join on that ground.
pub(super) fn place(
    who: RoleAt,
    kind: Option<MemberKind>,
    ground: TeamGround,
) -> Result<(MemberKind, PlaceCode)> {
    let kind = kind.unwrap_or(MemberKind::usual(who.profession));
    if !kind.suits(who.profession) {
        return Err(Error::invalid("kind", "fault-kind-profession"));
    }
    let place = PlaceCode::of(who.profession, ground)
        .ok_or_else(|| Error::invalid("ground", "fault-ground-consent-only"))?;
    Ok((kind, place))
}

/// Makes somebody a member, gives what goes with it, and enters it; `by` brought them in. The caller has asked the policy
/// and locked the person.
pub(super) async fn join(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    who: RoleAt,
    new: &NewMember,
    by: RoleId,
) -> Result<MemberId> {
    let NewMember { ground, opens, .. } = new;
    let (ground, (kind, place)) = (*ground, place(who, new.kind, *ground)?);
    let usual = usual_compartments(kind);
    let opens =
        if place == PlaceCode::Outside { usual.intersection(opens).copied().collect() } else { usual };
    let now = ctx.now().as_microsecond();
    let since = new.since.map_or(now, |since| since.as_microsecond().min(now));
    let before = members(ctx, tx, person).await?.into_iter().filter(|it| it.practitioner == who.practitioner);
    if before.filter_map(|it| it.until).any(|until| until.as_microsecond() > since) {
        return Err(Error::invalid("since", "fault-member-before"));
    }
    let id: MemberId = ctx.new_id();
    care_team_member::Model {
        territory_id: ctx.territory(),
        id: id.uuid(),
        person_id: person.uuid(),
        practitioner_id: who.practitioner.uuid(),
        role_id: who.role.uuid(),
        kind: kind.code().to_owned(),
        ground: ground.code().to_owned(),
        opens: joined(&opens),
        from_at: since,
        until_at: None,
        added_by: by.uuid(),
        ended_by: None,
        recorded_at: now,
    }
    .insert(tx)
    .await?;
    give(ctx, tx, person, id, place, who).await?;
    if kind == MemberKind::AttendingGp {
        record::is_of_the_team(ctx, tx, person).await?;
    }
    enter(ctx, tx, person, id, "care-team-joined").await?;
    Ok(id)
}

/// The actor received the person, who wanted whoever receives them to be of their team: they are, from now on, unless they were;
/// `by` referred them. The caller has asked the policy and locked the person.
pub(crate) async fn received(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    by: RoleId,
    reason: &Reason,
) -> Result<()> {
    let me = ctx.actor().professional()?;
    let mut team = members(ctx, tx, person).await?.into_iter().filter(|member| member.runs(ctx.now()));
    if team.any(|member| member.practitioner == me.practitioner()) {
        return Ok(());
    }
    let new = NewMember::now(me.role(), TeamGround::ChosenByPerson);
    let role = role_at(ctx, tx, new.role).await?;
    // A profession that joins by the person’s recorded consent alone is not of the team by being chosen.
    if place(role, None, new.ground).is_err() {
        return Ok(());
    }
    consent(ctx, tx, person, &new, role).await?;
    let member = join(ctx, tx, person, role, &new, by).await?;
    ctx.record(tx, "care_team.joined", ("member", member.uuid()), Some(person.uuid()), reason).await
}

/// A member becomes the attending doctor, where nobody of the team is it: what they were ends, and the rest goes on.
pub(crate) async fn attends(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    who: PractitionerId,
    reason: &Reason,
) -> Result<()> {
    let team = held_team(ctx, tx, person).await?;
    let taken = team.iter().any(|it| it.kind == MemberKind::AttendingGp);
    match team.into_iter().find(|it| it.practitioner == who) {
        Some(member) if !taken => {
            becomes(ctx, tx, person, member, Some(MemberKind::AttendingGp), reason).await
        }
        _ => Ok(()),
    }
}

/// The attending doctor stays in the team, and is not it any more.
pub(crate) async fn attends_no_more(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    who: PractitionerId,
    reason: &Reason,
) -> Result<()> {
    let mut team = held_team(ctx, tx, person).await?.into_iter();
    match team.find(|it| it.practitioner == who && it.kind == MemberKind::AttendingGp) {
        Some(member) => becomes(ctx, tx, person, member, None, reason).await,
        None => Ok(()),
    }
}

/// Who is of the team now, which no other act changes until this one ends.
async fn held_team(ctx: &Ctx, tx: &Tx, person: PersonId) -> Result<Vec<TeamMember>> {
    rows::lock(tx, ctx, person).await?;
    Ok(members(ctx, tx, person).await?.into_iter().filter(|it| it.runs(ctx.now())).collect())
}

/// A member is something else in the team from now on: one time of theirs ends, and another begins. Whoever works here no more, or
/// cannot be that, stays what they were.
async fn becomes(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    member: TeamMember,
    kind: Option<MemberKind>,
    reason: &Reason,
) -> Result<()> {
    let Ok(role) = role_at(ctx, tx, member.role).await else { return Ok(()) };
    // What a doctor outside of the team reads is named by a consent, which stays with what they were.
    if !place(role, kind, member.ground).is_ok_and(|(_, place)| place != PlaceCode::Outside) {
        return Ok(());
    }
    let new = NewMember {
        role: member.role,
        kind,
        ground: member.ground,
        consent: None,
        opens: BTreeSet::new(),
        replaces: false,
        since: None,
    };
    leave(ctx, tx, person, member.id).await?;
    ctx.record(tx, "care_team.left", ("member", member.id.uuid()), Some(person.uuid()), reason).await?;
    let by = ctx.actor().professional()?.role();
    let id = join(ctx, tx, person, role, &new, by).await?;
    ctx.record(tx, "care_team.joined", ("member", id.uuid()), Some(person.uuid()), reason).await
}

/// The member sees the person; so do the secretaries and medical assistants of the structure, for what is theirs.
async fn give(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    member: MemberId,
    place: PlaceCode,
    who: RoleAt,
) -> Result<()> {
    let grant = NewGrant {
        holder: Holder::Practitioner(who.practitioner),
        ground: Ground::CareTeam,
        person: Some(person),
        object: Some((place.code(), member.uuid())),
        until: None,
    };
    grants::give(ctx, tx, grant).await?;
    let holder = Holder::Organization(who.organization);
    let object = Some(("member", member.uuid()));
    grants::give(ctx, tx, NewGrant { holder, ground: Ground::Structure, object, ..grant }).await
}

async fn enter(ctx: &Ctx, tx: &Tx, person: PersonId, member: MemberId, kind: &'static str) -> Result<()> {
    let entry = NewEntry {
        person,
        compartment: Compartment::Coordination,
        at: ctx.now(),
        kind,
        object: ("member", member.uuid()),
    };
    entries::add(ctx, tx, entry).await
}

/// Ends a membership, and with it what it opened, now. Members may always leave by themselves.
///
/// # Errors
/// [`Error::NotFound`] when there is no such membership; [`Error::Conflict`] when it is over already.
pub async fn end(ctx: &Ctx, person: PersonId, member: MemberId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let ties = ties(&ctx, &tx, person).await?;
        let person = PersonId::from(ties.facts.id);
        let mine = ties.memberships.iter().any(|it| it.id == member);
        let reason = may_end(&ctx, ties.facts, mine)?;
        rows::lock(&tx, &ctx, person).await?;
        leave(&ctx, &tx, person, member).await?;
        ctx.record(&tx, "care_team.left", ("member", member.uuid()), Some(person.uuid()), &reason).await
    })
    .await
}

fn may_end(ctx: &Ctx, facts: policy::PersonFacts, mine: bool) -> Result<Reason> {
    let action = if mine { Action::ReadIdentity } else { Action::ManageCareTeam };
    ctx.permit(action, &Resource::Person(facts))
}

/// Ends a membership and what it granted; the record says so.
pub(super) async fn leave(ctx: &Ctx, tx: &Tx, person: PersonId, member: MemberId) -> Result<()> {
    let found = care_team_member::Entity::find_by_id((ctx.territory(), member.uuid())).one(tx).await?;
    let mut row = found.filter(|row| row.person_id == person.uuid()).ok_or(Error::NotFound)?;
    let now: Timestamp = ctx.now();
    if row.until_at.is_some_and(|until| until <= now.as_microsecond()) {
        return Err(Error::conflict("conflict-membership-over"));
    }
    row.until_at = Some(now.as_microsecond());
    row.ended_by = Some(ctx.actor().professional()?.role().uuid());
    row.save(tx).await?;
    grants::end_on_object(ctx, tx, member.uuid(), &[Ground::CareTeam, Ground::Structure], now).await?;
    enter(ctx, tx, person, member, "care-team-left").await
}

/// The care team of a person, for the page on which it is managed.
#[derive(Debug, Clone)]
pub struct TeamSheet {
    /// Who they are.
    pub person: Person,
    /// All members, those whose time is over included, in the order in which they joined.
    pub members: Vec<TeamMember>,
    /// The actor’s own memberships, which they may always end.
    pub mine: Vec<MemberId>,
    /// Whether the actor may add and end others’.
    pub may_manage: bool,
    /// Whether the actor may invite into the team.
    pub may_invite: bool,
    /// Who was invited and has not joined, latest first, for whoever may invite.
    pub invited: Vec<Invited>,
}

/// Opens the care team; journalled with its ground.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden, [`Error::Forbidden`] when coordination is closed to the actor.
pub async fn team(ctx: &Ctx, person: PersonId) -> Result<TeamSheet> {
    let db = ctx.reader();
    let ties = ties(ctx, &db, person).await?;
    let person = PersonId::from(ties.facts.id);
    let resource = Resource::Person(ties.facts);
    let reason = ctx.permit(Action::ReadCoordination, &resource)?;
    let members = members(ctx, &db, person).await?;
    ctx.saw(crate::Seen {
        action: "care_team.read",
        kind: "person",
        object: Some(person.uuid()),
        persons: vec![person.uuid()],
        ground: reason.policy.to_string(),
    });
    let may_manage = ctx.may(Action::ManageCareTeam, &resource);
    let may_invite = ctx.may(Action::InviteToTeam, &resource);
    Ok(TeamSheet {
        invited: if may_invite { invitations::of(ctx, &db, person).await? } else { Vec::new() },
        person: overview::read(ctx, &db, person).await?,
        members,
        mine: ties.memberships.iter().map(|it| it.id).collect(),
        may_manage,
        may_invite,
    })
}
