//! Letters as they were sent: set once, put away encrypted, kept forever with what they are of.

use kernel::Locale;
use letters::Letter;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use store::{StoredBlob, Tx};
use uuid::Uuid;

use crate::people::IdentityExtract;
use crate::rows::row;
use crate::{Ctx, Error, LetterId, Result};

row! {
    letter = "letter" {
        territory_id: Uuid, id: Uuid;
        object_kind: String,
        object_id: Uuid,
        locale: String,
        media_type: String,
        size: i64,
        sha256: String,
        at: i64,
    }
}

/// A letter as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterFile {
    /// File name without any personal datum.
    pub name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// A letter set and put away, not yet referred to.
pub(crate) struct SetLetter {
    blob: StoredBlob,
    sha256: String,
    size: i64,
    locale: Locale,
}

/// Sets a letter and puts it away, encrypted, before anything is written about it.
pub(crate) async fn set(ctx: &Ctx, letter: Letter) -> Result<SetLetter> {
    let press = ctx.house().press.clone();
    let locale = letter.locale;
    let bytes = tokio::task::spawn_blocking(move || press.set(&letter))
        .await
        .map_err(|error| Error::Bug(error.to_string()))?
        .map_err(|error| Error::Bug(error.to_string()))?;
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let blob = ctx.house().blobs.put(&bytes).await?;
    Ok(SetLetter { blob, sha256: hash(&bytes), size, locale })
}

/// The hash under which something is known that does not change any more: SHA-256, in hexadecimal.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Keeps a letter with what it is of, forever.
pub(crate) async fn keep(ctx: &Ctx, tx: &Tx, (kind, of): (&str, Uuid), set: SetLetter) -> Result<()> {
    let letter: LetterId = ctx.new_id();
    tx.save_blob(ctx.territory(), letter.uuid(), &set.blob, ctx.now()).await?;
    letter::Model {
        territory_id: ctx.territory(),
        id: letter.uuid(),
        object_kind: kind.to_owned(),
        object_id: of,
        locale: if set.locale == Locale::Fr { "fr" } else { "en" }.to_owned(),
        media_type: "application/pdf".to_owned(),
        size: set.size,
        sha256: set.sha256,
        at: ctx.now().as_microsecond(),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// The letter of this kind of something, by its identifier, with its bytes. The caller has asked the policy.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub(crate) async fn kept<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    (kind, of): (&str, Uuid),
) -> Result<(LetterId, Vec<u8>)> {
    let row = letter::Entity::find()
        .filter(letter::Column::TerritoryId.eq(ctx.territory()))
        .filter(letter::Column::ObjectKind.eq(kind))
        .filter(letter::Column::ObjectId.eq(of))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    Ok((row.id.into(), crate::attachments::stored(ctx, row.id).await?))
}

/// Whom a letter is about: « Mme Nadia Ferhat, née le 14 mars 1979 ».
pub(crate) fn subject(locale: Locale, it: &IdentityExtract) -> String {
    let born = it.birth_date.parse().map_or_else(|_| it.birth_date.clone(), |date| locale.date_plain(date));
    match locale {
        Locale::Fr => {
            let (civility, word) = match it.sex.as_str() {
                "female" => ("Mme ", "née"),
                "male" => ("M. ", "né"),
                _ => ("", "né(e)"),
            };
            format!("{civility}{} {}, {word} le {born}", it.given, it.family)
        }
        Locale::En => format!("{} {}, born {born}", it.given, it.family),
    }
}

/// Who signed, and when: « Signé électroniquement par …, le lundi 23 novembre 2026 à 12 h 41. »
pub(crate) fn signed(locale: Locale, name: &str, at: &jiff::Zoned) -> String {
    let (day, time) = (locale.date(at.date()), locale.time(at.time()));
    match locale {
        Locale::Fr => format!("Signé électroniquement par {name}, le {day} à {time}."),
        Locale::En => format!("Signed electronically by {name}, on {day} at {time}."),
    }
}
