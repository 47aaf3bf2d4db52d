//! What arrived too late: the fields of a form whose session was over, kept for the person who typed them.
//!
//! On its way through the sign-in page the text is sealed for one account: nobody else who sits down at that computer
//! can read it, and it opens for nobody else. Once its author is back it stands among their drafts until it is sent.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use jiff::{SignedDuration, Timestamp};
use kernel::clock::from_micros;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use store::Tx;
use uuid::Uuid;

use super::rows::draft;
use crate::accounts::LIFETIME;
use crate::{AccountId, Ctx, House, Result};

/// The form under which it stands among the drafts.
const FORM: &str = "unsent";
/// How many are kept for one person; beyond, the oldest gives way.
const MOST: u64 = 10;

/// How long it waits for its author.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 14);

/// A form that was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsent {
    /// Where it was sent.
    pub path: String,
    /// Its fields, in order.
    pub fields: Vec<(String, String)>,
}

/// A form that waits for its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub id: Uuid,
    /// When it was put aside.
    pub at: Timestamp,
    /// The form.
    pub unsent: Unsent,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    at: i64,
    unsent: Unsent,
}

fn cipher(house: &House) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&house.keys().derive("unsent").into())
}

/// Seals a form for the one account for which it opens again.
pub fn seal(ctx: &Ctx, account: AccountId, unsent: Unsent) -> Result<String> {
    let mut nonce = [0; 24];
    ctx.house().entropy().fill(&mut nonce);
    let plain = serde_json::to_vec(&Sealed { at: ctx.now().as_microsecond(), unsent })?;
    let account = account.uuid();
    let payload = Payload { msg: &plain, aad: account.as_bytes() };
    let sealed = cipher(ctx.house())
        .encrypt(&XNonce::from(nonce), payload)
        .expect("a form is far below the cipher's limit");
    Ok(BASE64.encode([&nonce[..], &sealed].concat()))
}

/// Opens what [`seal`] made for this account within a working day; `None` for anything else.
pub fn unseal(ctx: &Ctx, account: AccountId, text: &str) -> Option<Unsent> {
    let bytes = BASE64.decode(text).ok()?;
    let (nonce, sealed) = bytes.split_first_chunk::<24>()?;
    let account = account.uuid();
    let payload = Payload { msg: sealed, aad: account.as_bytes() };
    let plain = cipher(ctx.house()).decrypt(&XNonce::from(*nonce), payload).ok()?;
    let Sealed { at, unsent } = serde_json::from_slice(&plain).ok()?;
    (ctx.now().duration_since(from_micros(at)) < LIFETIME).then_some(unsent)
}

/// Puts a form aside for the actor. The same form put aside twice waits once.
pub async fn put_aside(ctx: &Ctx, unsent: Unsent) -> Result<()> {
    let me = ctx.actor().professional()?.practitioner().uuid();
    let body = serde_json::to_string(&unsent)?;
    ctx.write(move |ctx, tx| async move {
        let waiting = rows(&ctx, me).all(&tx).await?;
        if waiting.iter().any(|row| row.body == body) {
            return Ok(());
        }
        if let Some(oldest) = waiting.last().filter(|_| waiting.len() as u64 >= MOST) {
            draft::Entity::delete_by_id((oldest.territory_id, oldest.id)).exec(&tx).await?;
        }
        let id: Uuid = ctx.new_id();
        let row = draft::Model {
            territory_id: ctx.territory(),
            id,
            practitioner_id: me,
            form: FORM.to_owned(),
            object_id: id,
            body,
            version: 1,
            saved_at: ctx.now().as_microsecond(),
        };
        row.insert(&tx).await?;
        Ok(())
    })
    .await
}

fn rows(ctx: &Ctx, me: Uuid) -> sea_orm::Select<draft::Entity> {
    draft::Entity::find()
        .filter(draft::Column::TerritoryId.eq(ctx.territory()))
        .filter(draft::Column::PractitionerId.eq(me))
        .filter(draft::Column::Form.eq(FORM))
        .order_by_desc(draft::Column::Id)
        .limit(MOST)
}

/// The forms that wait for the actor, the last first.
pub async fn waiting(ctx: &Ctx) -> Result<Vec<Waiting>> {
    let me = ctx.actor().professional()?.practitioner().uuid();
    let rows = rows(ctx, me).all(&ctx.reader()).await?;
    let read = |row: draft::Model| {
        Ok(Waiting { id: row.id, at: from_micros(row.saved_at), unsent: serde_json::from_str(&row.body)? })
    };
    rows.into_iter().map(read).collect()
}

/// Forgets one of the actor's: it was sent, or given up. One that is not there stays so.
pub async fn forget(ctx: &Ctx, id: Uuid) -> Result<()> {
    let me = ctx.actor().professional()?.practitioner().uuid();
    ctx.write(move |ctx, tx| async move {
        draft::Entity::delete_many()
            .filter(draft::Column::TerritoryId.eq(ctx.territory()))
            .filter(draft::Column::PractitionerId.eq(me))
            .filter(draft::Column::Form.eq(FORM))
            .filter(draft::Column::Id.eq(id))
            .exec(&tx)
            .await?;
        Ok(())
    })
    .await
}

/// Forgets what waited for two weeks, as any draft is.
pub(crate) async fn sweep(ctx: &Ctx, tx: &Tx) -> Result<()> {
    draft::Entity::delete_many()
        .filter(draft::Column::TerritoryId.eq(ctx.territory()))
        .filter(draft::Column::Form.eq(FORM))
        .filter(draft::Column::SavedAt.lt((ctx.now() - KEPT).as_microsecond()))
        .exec(tx)
        .await?;
    Ok(())
}
