//! What was signed, as it left: whatever changes afterwards, this is what the reader was sent.

use jiff::Timestamp;
use policy::Profession;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::rows::Synthesis;
use super::standing::Standing;
use super::text::Text;
use crate::directory::authors::by_role;
use crate::people::{self, IdentityExtract, MemberKind};
use crate::programs::{Letterhead, Words};
use crate::{Ctx, Error, Result, pathways};

/// What was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// When it was frozen; now, for what would leave now.
    pub at: Timestamp,
    /// About whom: the record that it stood in then, whatever it was merged into.
    pub person: Uuid,
    /// Who that was then.
    pub identity: IdentityExtract,
    /// The programme in whose name it goes.
    pub program: Words,
    /// What heads its letters.
    pub letterhead: Letterhead,
    /// What it says.
    pub text: Text,
    /// Who signed, in order; the last signature froze it.
    pub signers: Vec<Signer>,
    /// To whom it goes, line by line: the attending doctor there was; nobody where there was none.
    pub recipient: Vec<String>,
}

/// Somebody who signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// Their role, an opaque identifier.
    pub role: Uuid,
    /// Their name.
    pub name: String,
    /// For which profession.
    pub profession: Profession,
    /// Where they work.
    pub organization: String,
    /// When.
    pub at: Timestamp,
}

impl Frozen {
    /// A synthesis as it would leave, were it signed by those who did and by the actor now, for `as_what` where they still may.
    pub(super) async fn now<C: ConnectionTrait>(
        ctx: &Ctx,
        db: &C,
        synthesis: &Synthesis,
        standing: &Standing,
        as_what: Option<Profession>,
    ) -> Result<Self> {
        let me = ctx.actor().professional()?.role();
        let mut all: Vec<(Uuid, Profession, Timestamp)> =
            standing.signed.iter().map(|it| (it.role.uuid(), it.profession, it.at)).collect();
        all.extend(as_what.map(|profession| (me.uuid(), profession, ctx.now())));
        let roles = by_role(db, ctx, all.iter().map(|it| it.0).collect()).await?;
        let signer = |(role, profession, at): (Uuid, Profession, Timestamp)| {
            let known = roles.get(&role).ok_or(Error::NotFound)?;
            let (name, organization) = (known.name.clone(), known.organization.clone());
            Ok(Signer { role, name, profession, organization, at })
        };
        let team = people::running_team(ctx, db, synthesis.person).await?;
        let attending = team.into_iter().find(|it| it.kind == MemberKind::AttendingGp);
        let recipient = match attending {
            Some(member) => {
                let role = member.role.uuid();
                let known = by_role(db, ctx, vec![role]).await?;
                let lines = known.get(&role).map(|it| {
                    let name = [it.name.clone(), it.organization.clone()];
                    name.into_iter().chain(it.address.clone()).collect::<Vec<_>>()
                });
                lines.unwrap_or_default()
            }
            None => Vec::new(),
        };
        let pathway = pathways::find(ctx, db, synthesis.pathway).await?.ok_or(Error::NotFound)?;
        let program = ctx.house().programs().get(&pathway.program).ok_or(Error::NotFound)?;
        Ok(Self {
            program: program.name.clone(),
            letterhead: program.letterhead.clone(),
            at: ctx.now(),
            person: synthesis.person.uuid(),
            identity: people::extract(db, ctx, synthesis.person).await?,
            text: standing.text.clone(),
            signers: all.into_iter().map(signer).collect::<Result<_>>()?,
            recipient,
        })
    }
}
