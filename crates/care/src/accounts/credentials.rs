//! What proves the holder of an account, as it is kept.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use store::Tx;

use super::password::{self, Password};
use super::rows::{Kind, credential};
use crate::sql::sql;
use crate::{AccountId, Ctx, Result};

/// A credential to be kept.
pub(super) struct NewCredential {
    pub(super) account: AccountId,
    pub(super) kind: Kind,
    pub(super) subject: String,
    pub(super) secret: String,
    pub(super) temporary: bool,
    pub(super) confirmed: bool,
}

/// Adds a credential.
pub(super) async fn add(ctx: &Ctx, tx: &Tx, new: NewCredential) -> Result<()> {
    let now = ctx.now().as_microsecond();
    credential::Model {
        territory_id: ctx.territory(),
        id: ctx.new_id(),
        account_id: new.account.uuid(),
        kind: new.kind.code().to_owned(),
        subject: new.subject,
        secret: new.secret,
        temporary: new.temporary,
        step: None,
        created_at: now,
        confirmed_at: new.confirmed.then_some(now),
        used_at: None,
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// Takes away every credential of a kind.
pub(super) async fn drop_kind(ctx: &Ctx, tx: &Tx, account: AccountId, kind: Kind) -> Result<()> {
    tx.execute_raw(sql(
        tx,
        "DELETE FROM credential WHERE territory_id = ? AND account_id = ? AND kind = ?",
        vec![ctx.territory().into(), account.uuid().into(), kind.code().into()],
    ))
    .await?;
    Ok(())
}

/// The one credential of a kind of which an account has at most one.
pub(super) async fn the<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    account: AccountId,
    kind: Kind,
) -> Result<Option<credential::Model>> {
    Ok(one(ctx, account, kind).one(db).await?)
}

/// As [`the`], and nobody else changes it until the act ends.
pub(super) async fn lock(
    tx: &Tx,
    ctx: &Ctx,
    account: AccountId,
    kind: Kind,
) -> Result<Option<credential::Model>> {
    Ok(one(ctx, account, kind).lock_exclusive().one(tx).await?)
}

fn one(ctx: &Ctx, account: AccountId, kind: Kind) -> sea_orm::Select<credential::Entity> {
    credential::Entity::find()
        .filter(credential::Column::TerritoryId.eq(ctx.territory()))
        .filter(credential::Column::AccountId.eq(account.uuid()))
        .filter(credential::Column::Kind.eq(kind.code()))
        .filter(credential::Column::Subject.eq(""))
}

/// A password hashed before the transaction, for the account to have from now on.
pub(super) struct NewPassword {
    hash: String,
    /// Drawn for somebody by somebody else: the holder is asked to choose their own.
    temporary: bool,
}

impl NewPassword {
    /// Chosen by the holder.
    pub(super) async fn chosen(ctx: &Ctx, password: Password) -> Result<Self> {
        Ok(Self { hash: password::hash(ctx.house(), password).await?, temporary: false })
    }

    /// Drawn by chance.
    pub(super) async fn drawn(ctx: &Ctx, password: Password) -> Result<Self> {
        Ok(Self { hash: password::hash(ctx.house(), password).await?, temporary: true })
    }

    /// Gives it to the account, instead of any other.
    pub(super) async fn set(self, ctx: &Ctx, tx: &Tx, account: AccountId) -> Result<()> {
        drop_kind(ctx, tx, account, Kind::Password).await?;
        let new = NewCredential {
            account,
            kind: Kind::Password,
            subject: String::new(),
            secret: self.hash,
            temporary: self.temporary,
            confirmed: true,
        };
        add(ctx, tx, new).await
    }

    /// Keeps the same password at today's cost.
    pub(super) async fn refresh(self, ctx: &Ctx, tx: &Tx, account: AccountId) -> Result<()> {
        tx.execute_raw(sql(
            tx,
            "UPDATE credential SET secret = ? WHERE territory_id = ? AND account_id = ? AND kind = ?",
            vec![
                self.hash.into(),
                ctx.territory().into(),
                account.uuid().into(),
                Kind::Password.code().into(),
            ],
        ))
        .await?;
        Ok(())
    }
}
