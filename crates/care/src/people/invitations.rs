//! Invitations to join a care team: nothing opens before the invited accepts.
//!
//! The person was asked before the invitation leaves (CSP L1110-12, L1110-4 III); what they say afterwards counts when it
//! is answered. The invited reads who invites and for whom, and no more.

use jiff::{SignedDuration, Timestamp};
use kernel::clock::from_micros;
use policy::{Action, InvitationFacts, Reason, Resource};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use super::brief::{BRIEF, BriefRow, PersonBrief};
use super::care_team::{self, NewMember};
use super::place::{joined, split};
use super::rows::{self, team_invitation};
use super::said::{InformationKind, Scope};
use super::team::{MemberKind, TeamGround};
use super::{consequences, ties};
use crate::codes::codes;
use crate::directory::{decode, display_name};
use crate::fields;
use crate::notices::{self, NewNotice};
use crate::sql::sql;
use crate::{Ctx, Error, InvitationId, MemberId, PersonId, PractitionerId, Result, RoleId, Seen};

/// How long an invitation can be answered, in days.
pub const DAYS: i64 = 30;

codes! {
    /// What became of an invitation.
    Answer {
        /// The invited joined the team.
        Accepted = "accepted",
        /// The invited does not join.
        Declined = "declined",
        /// The team took it back.
        Withdrawn = "withdrawn",
    }
}

/// Where an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvitationStatus {
    /// It waits for its answer.
    Pending,
    /// It was not answered in time.
    Expired,
    /// It was answered, or taken back.
    Over(Answer),
}

impl InvitationStatus {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Pending,
        Self::Expired,
        Self::Over(Answer::Accepted),
        Self::Over(Answer::Declined),
        Self::Over(Answer::Withdrawn),
    ];

    /// Its code, for words.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Expired => "expired",
            Self::Over(answer) => answer.code(),
        }
    }

    /// What was answered until when it could be, as it stands now.
    pub(super) fn of(answer: Option<Answer>, until: Timestamp, now: Timestamp) -> Self {
        match answer {
            Some(answer) => Self::Over(answer),
            None if until <= now => Self::Expired,
            None => Self::Pending,
        }
    }

    /// Whether it can be answered or taken back.
    pub const fn may_become(self, _: Answer) -> bool {
        matches!(self, Self::Pending)
    }
}

/// An invitation, as the team sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// Which.
    pub id: InvitationId,
    /// The invited.
    pub to: PractitionerId,
    /// « Dr Hélène Marchetti ».
    pub name: String,
    /// Their structure.
    pub organization: String,
    /// When.
    pub at: Timestamp,
    /// Until when it can be answered.
    pub until: Timestamp,
    /// Where it stands.
    pub status: InvitationStatus,
    /// Why it was declined.
    pub why: Option<String>,
}

/// An invitation, as the invited reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Which.
    pub id: InvitationId,
    /// For whose team, as long as it waits for its answer.
    pub person: Option<PersonBrief>,
    /// Who invites.
    pub by: String,
    /// Their structure.
    pub by_organization: String,
    /// As whom.
    pub kind: MemberKind,
    /// On what ground.
    pub ground: TeamGround,
    /// When.
    pub at: Timestamp,
    /// Until when it can be answered.
    pub until: Timestamp,
    /// Where it stands.
    pub status: InvitationStatus,
}

/// Why an invitation is declined, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeclineForm {
    /// In a few words; may stay empty.
    pub why: String,
}

/// Invites a professional into the care team. What the person says of them now is recorded now.
///
/// # Errors
/// As [`super::join_care_team`]; [`Error::Conflict`] too when they were invited and have not answered.
pub async fn invite(ctx: &Ctx, person: PersonId, new: NewMember) -> Result<InvitationId> {
    ctx.write(move |ctx, tx| async move {
        let ties = ties(&ctx, &tx, person).await?;
        let person = PersonId::from(ties.facts.id);
        let resource = Resource::Person(ties.facts);
        let reason = ctx.permit(Action::InviteToTeam, &resource)?;
        if new.replaces {
            // Somebody who gives way leaves the team: that is for whoever may end others' memberships.
            ctx.permit(Action::ManageCareTeam, &resource)?;
        }
        let row = rows::lock(&tx, &ctx, person).await?;
        if row.opposed_at.is_some() {
            return Err(Error::conflict("conflict-person-opposed"));
        }
        let role = care_team::role_at(&ctx, &tx, new.role).await?;
        care_team::place(role, new.kind, new.ground)?;
        care_team::room(&ctx, &tx, person, &new, role).await?;
        let waits = |it: &Invited| it.status == InvitationStatus::Pending;
        if of(&ctx, &tx, person).await?.iter().any(|it| waits(it) && it.to == role.practitioner) {
            return Err(Error::conflict("conflict-already-invited"));
        }
        care_team::consent(&ctx, &tx, person, &new, role).await?;
        let id = keep(&ctx, &tx, person, &new, role.practitioner).await?;
        let told = NewNotice {
            kind: "notice-team-invited",
            object: ("invitation", id.uuid()),
            dedup: &format!("invited-{}", id.uuid()),
        };
        notices::tell(&ctx, &tx, &[role.practitioner], told).await?;
        ctx.record(&tx, "care_team.invited", ("invitation", id.uuid()), Some(person.uuid()), &reason).await?;
        Ok(id)
    })
    .await
}

async fn keep(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    new: &NewMember,
    who: PractitionerId,
) -> Result<InvitationId> {
    let id: InvitationId = ctx.new_id();
    let until = ctx.now() + SignedDuration::from_hours(24 * DAYS);
    team_invitation::Model {
        territory_id: ctx.territory(),
        id: id.uuid(),
        person_id: person.uuid(),
        role_id: new.role.uuid(),
        practitioner_id: who.uuid(),
        kind: new.kind.map(|kind| kind.code().to_owned()),
        ground: new.ground.code().to_owned(),
        opens: joined(&new.opens),
        replaces: new.replaces,
        by_role_id: ctx.actor().professional()?.role().uuid(),
        at: ctx.now().as_microsecond(),
        until_at: until.as_microsecond(),
        answer: None,
        answered_at: None,
        why: None,
    }
    .insert(tx)
    .await?;
    Ok(id)
}

/// How the actor stands to an invitation, held until the act ends. One that is absent is asked about as one that is
/// somebody else's.
async fn hold(ctx: &Ctx, tx: &Tx, id: InvitationId) -> Result<(team_invitation::Model, Reason)> {
    let key = (ctx.territory(), id.uuid());
    let row = team_invitation::Entity::find_by_id(key).lock_exclusive().one(tx).await?;
    let reason = permit(ctx, id, row.as_ref().map(|row| row.practitioner_id))?;
    Ok((row.ok_or(Error::NotFound)?, reason))
}

fn permit(ctx: &Ctx, id: InvitationId, invited: Option<Uuid>) -> Result<Reason> {
    let invited = invited.unwrap_or(Uuid::nil());
    let facts = InvitationFacts { id: id.uuid(), territory: ctx.territory(), invited };
    ctx.permit(Action::AnswerInvitation, &Resource::Invitation(facts))
}

fn status(row: &team_invitation::Model, now: Timestamp) -> Result<InvitationStatus> {
    let answer = row.answer.as_deref().map(decode).transpose()?;
    Ok(InvitationStatus::of(answer, from_micros(row.until_at), now))
}

async fn settle(
    ctx: &Ctx,
    tx: &Tx,
    row: team_invitation::Model,
    answer: Answer,
    why: Option<String>,
) -> Result<()> {
    if !status(&row, ctx.now())?.may_become(answer) {
        return Err(Error::conflict("conflict-invitation-over"));
    }
    let answered_at = Some(ctx.now().as_microsecond());
    let answer = Some(answer.code().to_owned());
    team_invitation::Model { answer, answered_at, why, ..row }.save(tx).await?;
    Ok(())
}

/// Joins the team that one was invited to. The person’s word is asked again: what they said since counts.
///
/// # Errors
/// [`Error::NotFound`] for anybody but the invited; [`Error::Conflict`] when it was answered, taken back or is too old, when
/// the person objects by now, and as [`super::join_care_team`].
pub async fn accept(ctx: &Ctx, id: InvitationId) -> Result<MemberId> {
    ctx.write(move |ctx, tx| async move {
        // The person first, as every act does, then the invitation.
        let key = (ctx.territory(), id.uuid());
        let found = team_invitation::Entity::find_by_id(key).one(&tx).await?;
        permit(&ctx, id, found.as_ref().map(|row| row.practitioner_id))?;
        let person = PersonId::from(found.ok_or(Error::NotFound)?.person_id);
        let opposed = rows::lock(&tx, &ctx, person).await?.opposed_at.is_some();
        let (row, reason) = hold(&ctx, &tx, id).await?;
        let by = RoleId::from(row.by_role_id);
        if row.person_id != person.uuid() {
            return Err(Error::conflict("conflict-invitation-void"));
        }
        let new = NewMember {
            role: row.role_id.into(),
            kind: row.kind.as_deref().map(decode).transpose()?,
            ground: decode(&row.ground)?,
            consent: None,
            opens: split(&row.opens),
            replaces: row.replaces,
        };
        settle(&ctx, &tx, row, Answer::Accepted, None).await?;
        if opposed {
            return Err(Error::conflict("conflict-invitation-void"));
        }
        let role = care_team::role_at(&ctx, &tx, new.role).await.map_err(no_longer)?;
        let terms = care_team::consent(&ctx, &tx, person, &new, role).await.map_err(no_longer)?;
        care_team::make_room(&ctx, &tx, person, &new, role, &reason).await.map_err(no_longer)?;
        let member = care_team::join(&ctx, &tx, person, role, &new, by).await?;
        if let Some(terms) = terms {
            consequences::limit(&ctx, &tx, person, role.practitioner, &terms).await?;
        }
        tell_the_inviter(&ctx, &tx, id, by, person, "notice-invitation-accepted").await?;
        ctx.record(&tx, "care_team.joined", ("member", member.uuid()), Some(person.uuid()), &reason).await?;
        Ok(member)
    })
    .await
}

/// What was in order when the invitation left, and is no more: the invited cannot mend it. Who is around the person by now,
/// and whom they object to, is not told to somebody who is not of the team.
fn no_longer(error: Error) -> Error {
    match error {
        Error::Conflict(conflict) if conflict.key == "conflict-already-member" => Error::Conflict(conflict),
        Error::Invalid(_) | Error::Conflict(_) => Error::conflict("conflict-invitation-void"),
        other => other,
    }
}

/// Does not join.
///
/// # Errors
/// As [`accept`]; [`Error::Invalid`] for a reason that is too long.
pub async fn decline(ctx: &Ctx, id: InvitationId, form: &DeclineForm) -> Result<()> {
    let why = fields::optional_short("why", &form.why).map_err(|fault| Error::Invalid(vec![fault]))?;
    ctx.write(move |ctx, tx| async move {
        let (row, reason) = hold(&ctx, &tx, id).await?;
        let (person, by) = (PersonId::from(row.person_id), RoleId::from(row.by_role_id));
        settle(&ctx, &tx, row, Answer::Declined, why).await?;
        tell_the_inviter(&ctx, &tx, id, by, person, "notice-invitation-declined").await?;
        let object = ("invitation", id.uuid());
        ctx.record(&tx, "care_team.invitation_declined", object, Some(person.uuid()), &reason).await
    })
    .await
}

async fn tell_the_inviter(
    ctx: &Ctx,
    tx: &Tx,
    id: InvitationId,
    by: RoleId,
    person: PersonId,
    kind: &'static str,
) -> Result<()> {
    let text = "SELECT practitioner_id FROM practitioner_role WHERE territory_id = ? AND id = ?";
    let values = vec![ctx.territory().into(), by.uuid().into()];
    let Some(row) = tx.query_one_raw(sql(tx, text, values)).await? else { return Ok(()) };
    let to: Uuid = row.try_get_by_index(0)?;
    let dedup = format!("{kind}-{}", id.uuid());
    let told = NewNotice { kind, object: ("person", person.uuid()), dedup: &dedup };
    notices::tell(ctx, tx, &[to.into()], told).await
}

/// Takes an invitation back: whoever may invite may.
///
/// # Errors
/// [`Error::NotFound`] when the person is hidden or it is not of their team; [`Error::Conflict`] when it was answered.
pub async fn withdraw(ctx: &Ctx, person: PersonId, id: InvitationId) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let ties = ties(&ctx, &tx, person).await?;
        let person = PersonId::from(ties.facts.id);
        let reason = ctx.permit(Action::InviteToTeam, &Resource::Person(ties.facts))?;
        let key = (ctx.territory(), id.uuid());
        let row = team_invitation::Entity::find_by_id(key).lock_exclusive().one(&tx).await?;
        let row = row.filter(|row| row.person_id == person.uuid()).ok_or(Error::NotFound)?;
        settle(&ctx, &tx, row, Answer::Withdrawn, None).await?;
        notices::forget(&ctx, &tx, id.uuid()).await?;
        let object = ("invitation", id.uuid());
        ctx.record(&tx, "care_team.invitation_withdrawn", object, Some(person.uuid()), &reason).await
    })
    .await
}

/// Takes back what waits for an answer and no longer stands after the person objected, or took a consent back.
pub(super) async fn of_word(
    ctx: &Ctx,
    tx: &Tx,
    person: PersonId,
    kind: InformationKind,
    scope: Scope,
) -> Result<()> {
    let by_consent = match kind {
        InformationKind::Opposed => "",
        InformationKind::ConsentWithdrawn => " AND ground = 'consent'",
        _ => return Ok(()),
    };
    let now = ctx.now().as_microsecond();
    let mut values: Vec<sea_orm::Value> =
        vec![Answer::Withdrawn.code().into(), now.into(), ctx.territory().into(), person.uuid().into()];
    let to = match scope {
        Scope::Everyone => "",
        Scope::Practitioner(who) => {
            values.push(who.uuid().into());
            " AND practitioner_id = ?"
        }
    };
    let text = format!(
        "UPDATE team_invitation SET answer = ?, answered_at = ? WHERE territory_id = ? AND person_id = ? \
         AND answer IS NULL{to}{by_consent}"
    );
    tx.execute_raw(sql(tx, &text, values)).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct TeamRow {
    id: Uuid,
    practitioner_id: Uuid,
    title: String,
    given: String,
    family: String,
    organization: String,
    at: i64,
    until_at: i64,
    answer: Option<String>,
    why: Option<String>,
}

/// The invitations of a team that did not lead to a membership, of the last two times [`DAYS`], latest first. One statement.
/// The caller has asked the policy.
pub(super) async fn of<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Vec<Invited>> {
    let now = ctx.now();
    let since = now - SignedDuration::from_hours(24 * 2 * DAYS);
    let statement = sql(
        db,
        "SELECT i.id, i.practitioner_id, p.title, p.given, p.family, o.name AS organization, i.at, i.until_at, i.answer, i.why \
         FROM team_invitation i \
         JOIN practitioner p ON p.territory_id = i.territory_id AND p.id = i.practitioner_id \
         JOIN practitioner_role r ON r.territory_id = i.territory_id AND r.id = i.role_id \
         JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
         WHERE i.territory_id = ? AND i.person_id = ? AND i.at > ? AND (i.answer IS NULL OR i.answer <> 'accepted') \
         ORDER BY i.at DESC, i.id DESC",
        vec![ctx.territory().into(), person.uuid().into(), since.as_microsecond().into()],
    );
    let read = |row: TeamRow| {
        let answer = row.answer.as_deref().map(decode).transpose()?;
        Ok(Invited {
            id: row.id.into(),
            to: row.practitioner_id.into(),
            name: display_name(&row.title, &row.given, &row.family),
            organization: row.organization,
            at: from_micros(row.at),
            until: from_micros(row.until_at),
            status: InvitationStatus::of(answer, from_micros(row.until_at), now),
            why: row.why,
        })
    };
    TeamRow::find_by_statement(statement).all(db).await?.into_iter().map(read).collect()
}

#[derive(FromQueryResult)]
struct InvitedRow {
    id: Uuid,
    invited: Uuid,
    #[sea_orm(nested)]
    person: BriefRow,
    title: String,
    by_given: String,
    by_family: String,
    organization: String,
    profession: String,
    kind: Option<String>,
    ground: String,
    at: i64,
    until_at: i64,
    answer: Option<String>,
}

impl InvitedRow {
    fn read(self, now: Timestamp) -> Result<Invitation> {
        let answer = self.answer.as_deref().map(decode).transpose()?;
        let kind = self.kind.as_deref().map(decode).transpose()?;
        let status = InvitationStatus::of(answer, from_micros(self.until_at), now);
        Ok(Invitation {
            id: self.id.into(),
            person: (status == InvitationStatus::Pending).then(|| self.person.into()),
            by: display_name(&self.title, &self.by_given, &self.by_family),
            by_organization: self.organization,
            kind: kind.unwrap_or(MemberKind::usual(decode(&self.profession)?)),
            ground: decode(&self.ground)?,
            at: from_micros(self.at),
            until: from_micros(self.until_at),
            status,
        })
    }
}

async fn read<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    condition: &str,
    values: Vec<sea_orm::Value>,
) -> Result<Vec<InvitedRow>> {
    let text = format!(
        "SELECT i.id, i.practitioner_id AS invited, {BRIEF}, b.title, b.given AS by_given, b.family AS by_family, \
         o.name AS organization, me.profession, i.kind, i.ground, i.at, i.until_at, i.answer FROM team_invitation i \
         JOIN person p ON p.territory_id = i.territory_id AND p.id = i.person_id \
         JOIN practitioner_role me ON me.territory_id = i.territory_id AND me.id = i.role_id \
         JOIN practitioner_role r ON r.territory_id = i.territory_id AND r.id = i.by_role_id \
         JOIN practitioner b ON b.territory_id = r.territory_id AND b.id = r.practitioner_id \
         JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
         WHERE i.territory_id = ? AND {condition} ORDER BY i.at, i.id"
    );
    let values = std::iter::once(ctx.territory().into()).chain(values).collect();
    Ok(InvitedRow::find_by_statement(sql(db, &text, values)).all(db).await?)
}

/// An invitation, for the invited; journalled.
///
/// # Errors
/// [`Error::NotFound`] for anybody else.
pub async fn invitation(ctx: &Ctx, id: InvitationId) -> Result<Invitation> {
    let found = read(ctx, &ctx.reader(), "i.id = ?", vec![id.uuid().into()]).await?.pop();
    let reason = permit(ctx, id, found.as_ref().map(|row| row.invited))?;
    let invitation = found.ok_or(Error::NotFound)?.read(ctx.now())?;
    ctx.saw(Seen {
        action: "care_team.invitation_read",
        kind: "invitation",
        object: Some(id.uuid()),
        persons: invitation.person.iter().map(|it| it.id.uuid()).collect(),
        ground: reason.policy.to_string(),
    });
    Ok(invitation)
}

/// The invitations that wait for the actor, oldest first. One statement.
pub(crate) async fn waiting<C: ConnectionTrait>(ctx: &Ctx, db: &C) -> Result<Vec<Invitation>> {
    let me = ctx.actor().professional()?.practitioner().uuid();
    let now = ctx.now();
    let values = vec![me.into(), now.as_microsecond().into()];
    let mut rows =
        read(ctx, db, "i.practitioner_id = ? AND i.until_at > ? AND i.answer IS NULL", values).await?;
    rows.retain(|row| permit(ctx, row.id.into(), Some(row.invited)).is_ok());
    rows.into_iter().map(|row| row.read(now)).collect()
}
