//! Opening an account by a link that is handed over.

use kernel::Locale;
use policy::Reason;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use store::Tx;

use super::manage::permit;
use super::rows::{Login, account, taken};
use super::{PasswordLink, own};
use crate::directory::rows::practitioner;
use crate::{AccountId, Ctx, Error, PractitionerId, Result};

/// An account to be opened whose holder chooses the password through a link.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The name to sign in with.
    pub login: Login,
    /// Whose account.
    pub practitioner: PractitionerId,
    /// The language in which they read, where it is known.
    pub locale: Option<Locale>,
}

/// Opens an account without a password, and makes the link with which its holder chooses one. Sent twice, the account
/// is opened once and the link shown last is the good one. A login that is taken is [`Error::Invalid`]; a professional
/// who has an account already is a conflict.
pub async fn invite(ctx: &Ctx, new: Invitation) -> Result<(AccountId, PasswordLink)> {
    let reason = permit(ctx)?;
    ctx.write(move |ctx, tx| async move {
        let holder = new.practitioner.uuid();
        let known = practitioner::Entity::find_by_id((ctx.territory(), holder)).lock_exclusive();
        known.one(&tx).await?.ok_or(Error::invalid("practitioner", "fault-choice"))?;
        let existing = account::Entity::find()
            .filter(account::Column::TerritoryId.eq(ctx.territory()))
            .filter(account::Column::PractitionerId.eq(holder))
            .one(&tx)
            .await?;
        let account = match existing {
            Some(row) if row.login == new.login.as_str() && row.last_signed_in_at.is_none() => row.id.into(),
            Some(_) => return Err(Error::conflict("conflict-has-account")),
            None => open_account(&ctx, &tx, &new, &reason).await?,
        };
        let link = own::make_link(&ctx, &tx, account, &reason).await?;
        Ok((account, link))
    })
    .await
}

async fn open_account(ctx: &Ctx, tx: &Tx, new: &Invitation, reason: &Reason) -> Result<AccountId> {
    let account: AccountId = ctx.new_id();
    let row = account::Model {
        territory_id: ctx.territory(),
        id: account.uuid(),
        login: new.login.as_str().to_owned(),
        practitioner_id: new.practitioner.uuid(),
        locale: new.locale.map(|locale| locale.tag().to_owned()),
        last_role_id: None,
        last_signed_in_at: None,
        created_at: ctx.now().as_microsecond(),
        disabled_at: None,
    };
    row.insert(tx).await.map_err(|error| taken(error, "login"))?;
    ctx.record(tx, "account.added", ("account", account.uuid()), None, reason).await?;
    Ok(account)
}
