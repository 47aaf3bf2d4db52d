//! What the invited answers.

use kernel::clock::from_micros;
use policy::Reason;
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use super::super::care_team::{self, NewMember};
use super::super::consequences;
use super::super::place::split;
use super::super::rows::{self, team_invitation};
use super::{Answer, permit, settle, status};
use crate::directory::decode;
use crate::fields;
use crate::notices::{self, NewNotice};
use crate::pathways;
use crate::sql::sql;
use crate::{Ctx, Error, InvitationId, MemberId, PathwayId, PersonId, Result, RoleId};

/// Why an invitation is declined, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeclineForm {
    /// In a few words; may stay empty.
    pub why: String,
}

/// An invitation that is answered, held until the act ends.
struct Held {
    row: team_invitation::Model,
    reason: Reason,
    /// The person has objected by now, or is no longer the one of whom the invitation spoke when it was found.
    void: bool,
}

impl Held {
    /// In the order in which every act holds them: the pathway on which they are asked to take over, the person, the invitation. One
    /// that is absent is asked about as one that is somebody else's.
    async fn begin(ctx: &Ctx, tx: &Tx, id: InvitationId) -> Result<Self> {
        let key = (ctx.territory(), id.uuid());
        let found = team_invitation::Entity::find_by_id(key).one(tx).await?;
        permit(ctx, id, found.as_ref().map(|row| row.practitioner_id))?;
        let found = found.ok_or(Error::NotFound)?;
        if let Some(pathway) = found.pathway_id {
            pathways::lock(ctx, tx, pathway.into()).await?;
        }
        let person = rows::lock(tx, ctx, found.person_id.into()).await?;
        let row = team_invitation::Entity::find_by_id(key).lock_exclusive().one(tx).await?;
        let reason = permit(ctx, id, row.as_ref().map(|row| row.practitioner_id))?;
        let row = row.ok_or(Error::NotFound)?;
        let void = person.opposed_at.is_some() || row.person_id != found.person_id;
        Ok(Self { row, reason, void })
    }

    fn person(&self) -> PersonId {
        self.row.person_id.into()
    }

    fn by(&self) -> RoleId {
        self.row.by_role_id.into()
    }

    fn pathway(&self) -> Option<PathwayId> {
        self.row.pathway_id.map(PathwayId::from)
    }
}

/// Joins the team that one was invited to. The person’s word is asked again: what they said since counts.
///
/// # Errors
/// [`Error::NotFound`] for anybody but the invited; [`Error::Conflict`] when it was answered, taken back or is too old, when
/// the person objects by now, and as [`crate::people::join_care_team`].
pub async fn accept(ctx: &Ctx, id: InvitationId) -> Result<MemberId> {
    ctx.write(move |ctx, tx| async move {
        let held = Held::begin(&ctx, &tx, id).await?;
        let (person, by, pathway) = (held.person(), held.by(), held.pathway());
        let Held { row, reason, void } = held;
        let new = NewMember {
            kind: row.kind.as_deref().map(decode).transpose()?,
            opens: split(&row.opens),
            replaces: row.replaces,
            ..NewMember::now(row.role_id.into(), decode(&row.ground)?)
        };
        settle(&ctx, &tx, row, Answer::Accepted, None).await?;
        if void {
            return Err(Error::conflict("conflict-invitation-void"));
        }
        let role = care_team::role_at(&ctx, &tx, new.role).await.map_err(no_longer)?;
        let terms = care_team::consent(&ctx, &tx, person, &new, role).await.map_err(no_longer)?;
        care_team::make_room(&ctx, &tx, person, &new, role, &reason).await.map_err(no_longer)?;
        let member = care_team::join(&ctx, &tx, person, role, &new, by).await?;
        if let Some(terms) = terms {
            consequences::limit(&ctx, &tx, person, role.practitioner, &terms).await?;
        }
        let told = match pathway {
            Some(pathway) => {
                pathways::taken_over(&ctx, &tx, pathway).await.map_err(no_longer)?;
                ("notice-handover-taken", ("pathway", pathway.uuid()))
            }
            None => ("notice-invitation-accepted", ("person", person.uuid())),
        };
        tell_the_inviter(&ctx, &tx, id, by, told).await?;
        ctx.record(&tx, "care_team.joined", ("member", member.uuid()), Some(person.uuid()), &reason).await?;
        Ok(member)
    })
    .await
}

/// What was in order when the invitation left, and is no more: the invited cannot mend it. Who is around the person by now,
/// and whom they object to, is not told to somebody who is not of the team.
fn no_longer(error: Error) -> Error {
    match error {
        Error::Conflict(conflict)
            if matches!(conflict.key, "conflict-already-member" | "conflict-handover-role") =>
        {
            Error::Conflict(conflict)
        }
        Error::Invalid(_) | Error::Conflict(_) => Error::conflict("conflict-invitation-void"),
        other => other,
    }
}

/// Does not join.
///
/// # Errors
/// As [`accept`]; [`Error::Invalid`] for a reason that is too long, and for none where they were asked to take over.
pub async fn decline(ctx: &Ctx, id: InvitationId, form: &DeclineForm) -> Result<()> {
    let why = fields::optional_short("why", &form.why).map_err(|fault| Error::Invalid(vec![fault]))?;
    ctx.write(move |ctx, tx| async move {
        let held = Held::begin(&ctx, &tx, id).await?;
        let (person, by, pathway) = (held.person(), held.by(), held.pathway());
        let Held { row, reason, .. } = held;
        let asked_at = from_micros(row.at);
        // Whoever goes on to ask the next one reads why.
        if pathway.is_some() && why.is_none() && status(&row, ctx.now())?.is_open() {
            return Err(Error::invalid("why", "fault-required"));
        }
        settle(&ctx, &tx, row, Answer::Declined, why.clone()).await?;
        let told = match pathway.zip(why) {
            Some((pathway, why)) => {
                pathways::not_taken_over(&ctx, &tx, pathway, (by, asked_at), why).await?;
                ("notice-handover-declined", ("pathway", pathway.uuid()))
            }
            None => ("notice-invitation-declined", ("person", person.uuid())),
        };
        tell_the_inviter(&ctx, &tx, id, by, told).await?;
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
    (kind, object): (&'static str, (&'static str, Uuid)),
) -> Result<()> {
    let text = "SELECT practitioner_id FROM practitioner_role WHERE territory_id = ? AND id = ?";
    let values = vec![ctx.territory().into(), by.uuid().into()];
    let Some(row) = tx.query_one_raw(sql(tx, text, values)).await? else { return Ok(()) };
    let to: Uuid = row.try_get_by_index(0)?;
    let dedup = format!("{kind}-{}", id.uuid());
    let told = NewNotice { kind, object, dedup: &dedup };
    notices::tell(ctx, tx, &[to.into()], told).await
}
