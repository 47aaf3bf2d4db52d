//! Reading invitations: those of a team, for whoever may invite; one's own, for the invited.

use jiff::{SignedDuration, Timestamp};
use kernel::clock::from_micros;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::super::brief::{BRIEF, BriefRow, PersonBrief};
use super::super::rows::team_invitation;
use super::super::team::{MemberKind, TeamGround};
use super::{DAYS, InvitationStatus, permit, status};
use crate::directory::{decode, display_name};
use crate::sql::sql;
use crate::{Ctx, Error, InvitationId, PathwayId, PersonId, PractitionerId, Result, Seen};

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
    /// The structure through which they would be of the team: theirs.
    pub at_home: String,
    /// They are asked to take over, on a pathway.
    pub takes_over: bool,
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
pub(in crate::people) async fn of<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<Invited>> {
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
    at_home: String,
    takes_over: bool,
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
            at_home: self.at_home,
            takes_over: self.takes_over,
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
         o.name AS organization, me.profession, i.kind, i.ground, i.at, i.until_at, i.answer, mo.name AS at_home, \
         CASE WHEN i.pathway_id IS NULL THEN FALSE ELSE TRUE END AS takes_over FROM team_invitation i \
         JOIN person p ON p.territory_id = i.territory_id AND p.id = i.person_id \
         JOIN practitioner_role me ON me.territory_id = i.territory_id AND me.id = i.role_id \
         JOIN practitioner_role r ON r.territory_id = i.territory_id AND r.id = i.by_role_id \
         JOIN practitioner b ON b.territory_id = r.territory_id AND b.id = r.practitioner_id \
         JOIN organization o ON o.territory_id = r.territory_id AND o.id = r.organization_id \
         JOIN organization mo ON mo.territory_id = me.territory_id AND mo.id = me.organization_id \
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

/// Where the last invitation to take over on this pathway stands, if somebody who has an account here was asked. One statement. The
/// caller has asked the policy.
pub(crate) async fn asked_here<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    pathway: PathwayId,
) -> Result<Option<InvitationStatus>> {
    let last = team_invitation::Entity::find()
        .filter(team_invitation::Column::TerritoryId.eq(ctx.territory()))
        .filter(team_invitation::Column::PathwayId.eq(pathway.uuid()))
        .order_by_desc(team_invitation::Column::At)
        .order_by_desc(team_invitation::Column::Id)
        .one(db)
        .await?;
    last.map(|row| status(&row, ctx.now())).transpose()
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
