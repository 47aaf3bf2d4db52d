//! Documents joined to a request, an entry or a fact: PDF, JPEG and PNG, checked for what they are and not for what they
//! say they are.

use jiff::{SignedDuration, Timestamp};
use policy::Reason;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{StoredBlob, Tx};
use uuid::Uuid;

use crate::requests::advice::instant;
use crate::rows::row;
use crate::{AttachmentId, Ctx, Error, Fault, PersonId, Result, RoleId, Seen, fields};

row! {
    attachment = "attachment" {
        territory_id: Uuid, id: Uuid;
        object_kind: String,
        object_id: Uuid,
        name: String,
        media_type: String,
        size: i64,
        role_id: Uuid,
        at: i64,
        removed_at: Option<i64>,
        part: Option<i64>,
    }
}

/// Largest document, in bytes: ten megabytes.
pub const LARGEST: usize = 10 * 1024 * 1024;
/// A document of the same name and length that comes again within this time is the same, sent twice.
const SENT_TWICE: SignedDuration = SignedDuration::from_mins(1);
/// Most documents on one request, one entry, one fact.
pub const MOST: usize = 20;

/// A document, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Which.
    pub id: AttachmentId,
    /// File name as it was given, cleaned.
    pub name: String,
    /// What it really is.
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// When it was joined.
    pub at: Timestamp,
    /// To which fact of a history, where what it is joined to has one; of an entry taken from a file, which of the files in it.
    pub part: Option<i64>,
    /// In which role it was joined.
    pub role: RoleId,
}

impl Attachment {
    /// Whether the actor joined it, and may therefore take it back.
    pub fn is_of(&self, ctx: &Ctx) -> bool {
        ctx.actor().professional().is_ok_and(|me| me.role() == self.role)
    }
}

impl From<attachment::Model> for Attachment {
    fn from(row: attachment::Model) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            media_type: row.media_type,
            size: row.size,
            at: instant(row.at),
            part: row.part,
            role: row.role_id.into(),
        }
    }
}

/// What a document is joined to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// What kind of thing, for the journal.
    pub(crate) kind: &'static str,
    /// Which.
    pub(crate) object: Uuid,
    /// Which fact of its history; of an entry taken from a file, which of the files in it; of a questionnaire, a number of its own.
    pub(crate) part: Option<i64>,
    /// Whose record it belongs to; absent where the journal finds the person through the thing.
    pub(crate) person: Option<PersonId>,
}

/// A document whose type was recognised.
#[derive(Debug, Clone)]
pub struct NewAttachment {
    name: String,
    media_type: &'static str,
    bytes: Vec<u8>,
}

impl NewAttachment {
    /// File name, cleaned.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is.
    pub const fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// Its content.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Looks at the bytes, not at what the browser says they are.
    ///
    /// # Errors
    /// A fault on `file`: empty, too large, or anything but a PDF without active content, a JPEG or a PNG.
    pub fn parse(name: &str, bytes: Vec<u8>) -> Result<Self, Fault> {
        let fault = |key| Fault::new("file", key);
        if bytes.is_empty() {
            return Err(fault("fault-file-empty"));
        }
        if bytes.len() > LARGEST {
            return Err(Fault { field: "file", key: "fault-file-too-large", limit: Some(10) });
        }
        let media_type = match infer::get(&bytes).map(|kind| kind.mime_type()) {
            Some("application/pdf") => "application/pdf",
            Some("image/jpeg") => "image/jpeg",
            Some("image/png") => "image/png",
            _ => return Err(fault("fault-file-type")),
        };
        if !whole(media_type, &bytes) {
            return Err(fault("fault-file-broken"));
        }
        if media_type == "application/pdf" && active(&bytes) {
            return Err(fault("fault-file-active"));
        }
        let name = fields::optional_short("file", name)?.unwrap_or_else(|| "document".to_owned());
        let name = name.rsplit(['/', '\\']).next().unwrap_or("document").to_owned();
        Ok(Self { name, media_type, bytes })
    }
}

/// Whether the file ends as its type demands: a transfer that broke off does not.
fn whole(media_type: &str, bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    let holds = |needle: &[u8]| tail.windows(needle.len()).any(|window| window == needle);
    match media_type {
        "application/pdf" => holds(b"%%EOF"),
        "image/png" => holds(b"IEND"),
        _ => holds(&[0xFF, 0xD9]),
    }
}

/// Whether a PDF carries something that acts by itself: a script, a program to launch, a file within the file.
fn active(bytes: &[u8]) -> bool {
    const WORDS: [&[u8]; 5] = [b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia"];
    let stands = |word: &[u8]| {
        let name = |window: &[u8]| window.starts_with(word) && !window[word.len()].is_ascii_alphanumeric();
        bytes.windows(word.len() + 1).any(name)
    };
    WORDS.into_iter().any(stands)
}

/// A document whose bytes are put away, encrypted, and that no row names yet.
pub(crate) struct PutAway {
    new: NewAttachment,
    blob: StoredBlob,
}

/// Puts the bytes of a document away, before the act that joins it. Where that act fails they are swept later.
pub(crate) async fn put_away(ctx: &Ctx, new: NewAttachment) -> Result<PutAway> {
    let blob = ctx.house().blobs.put(&new.bytes).await?;
    Ok(PutAway { new, blob })
}

/// Joins a document, in an act that has checked that the actor may. Sent twice to one fact or entry it is joined once.
pub(crate) async fn join(
    ctx: &Ctx,
    tx: &Tx,
    place: Place,
    reason: &Reason,
    PutAway { new, blob }: PutAway,
) -> Result<AttachmentId> {
    let size = i64::try_from(new.bytes.len()).unwrap_or(i64::MAX);
    let before = of(tx, ctx, place.object).await?;
    let since = ctx.now() - SENT_TWICE;
    let of_part = |it: &&Attachment| it.part == place.part;
    let same = before
        .iter()
        .filter(of_part)
        .find(|it| it.name == new.name && it.size == size && it.is_of(ctx) && it.at > since);
    if let (Some(_), Some(same)) = (place.person, same) {
        return Ok(same.id);
    }
    // Neither an entry nor what becomes one has a history: whichever way they came, its documents count together.
    let together = matches!(place.kind, "entry" | "assessment");
    if before.iter().filter(|it| together || of_part(it)).count() >= MOST {
        return Err(Error::invalid("file", "fault-too-many-files"));
    }
    let id: AttachmentId = ctx.new_id();
    tx.save_blob(ctx.territory(), id.uuid(), &blob, ctx.now()).await?;
    attachment::Model {
        territory_id: ctx.territory(),
        id: id.uuid(),
        object_kind: place.kind.to_owned(),
        object_id: place.object,
        name: new.name,
        media_type: new.media_type.to_owned(),
        size,
        role_id: ctx.actor().professional()?.role().uuid(),
        at: ctx.now().as_microsecond(),
        removed_at: None,
        part: place.part,
    }
    .insert(tx)
    .await?;
    let person = place.person.map(PersonId::uuid);
    ctx.record(tx, "attachment.joined", (place.kind, place.object), person, reason).await?;
    Ok(id)
}

/// The documents of an object, oldest first.
pub(crate) async fn of<C: ConnectionTrait>(db: &C, ctx: &Ctx, object: Uuid) -> Result<Vec<Attachment>> {
    Ok(of_all(db, ctx, &[object]).await?.into_iter().map(|(_, it)| it).collect())
}

/// The documents of these objects, each with its object, oldest first. One statement.
pub(crate) async fn of_all<C: ConnectionTrait>(
    db: &C,
    ctx: &Ctx,
    objects: &[Uuid],
) -> Result<Vec<(Uuid, Attachment)>> {
    let rows = attachment::Entity::find()
        .filter(attachment::Column::TerritoryId.eq(ctx.territory()))
        .filter(attachment::Column::ObjectId.is_in(objects.iter().copied()))
        .filter(attachment::Column::RemovedAt.is_null())
        .order_by_asc(attachment::Column::At)
        .order_by_asc(attachment::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.object_id, row.into())).collect())
}

/// The content of a document of an object that the caller has checked the actor may read.
pub(crate) async fn content(ctx: &Ctx, object: Uuid, id: AttachmentId) -> Result<(Attachment, Vec<u8>)> {
    let db = ctx.reader();
    let row = attachment::Entity::find_by_id((ctx.territory(), id.uuid()))
        .filter(attachment::Column::ObjectId.eq(object))
        .filter(attachment::Column::RemovedAt.is_null())
        .one(&db)
        .await?
        .ok_or(Error::NotFound)?;
    let bytes = stored(ctx, id.uuid()).await?;
    Ok((row.into(), bytes))
}

/// As [`content`], of a document that belongs to a person's record; journalled.
pub(crate) async fn read(
    ctx: &Ctx,
    object: Uuid,
    id: AttachmentId,
    person: PersonId,
    reason: &Reason,
) -> Result<(Attachment, Vec<u8>)> {
    let found = content(ctx, object, id).await?;
    saw(ctx, id, person, reason);
    Ok(found)
}

/// Notes for the journal that a document of a person's record was read.
pub(crate) fn saw(ctx: &Ctx, id: AttachmentId, person: PersonId, reason: &Reason) {
    ctx.saw(Seen {
        action: "attachment.read",
        kind: "attachment",
        object: Some(id.uuid()),
        persons: vec![person.uuid()],
        ground: reason.policy.to_string(),
    });
}

/// The bytes put away under an identifier; [`Error::NotFound`] once they were taken back.
pub(crate) async fn stored(ctx: &Ctx, id: Uuid) -> Result<Vec<u8>> {
    let blob = store::blobs::load(&ctx.reader(), ctx.territory(), id).await?.ok_or(Error::NotFound)?;
    Ok(ctx.house().blobs.get(&blob).await?)
}

/// Takes back a document that has not left yet: its key is destroyed in the act, so that nobody reads it again. The
/// stored bytes follow ([`crate::House::sweep_documents`]).
pub(crate) async fn remove(ctx: &Ctx, tx: &Tx, object: Uuid, id: AttachmentId) -> Result<()> {
    shred(ctx, tx, object, id).await?;
    ctx.record(tx, "attachment.removed", ("attachment", id.uuid()), None, &crate::ctx::system()).await
}

async fn shred(ctx: &Ctx, tx: &Tx, object: Uuid, id: AttachmentId) -> Result<()> {
    let row = attachment::Entity::find_by_id((ctx.territory(), id.uuid()))
        .filter(attachment::Column::ObjectId.eq(object))
        .filter(attachment::Column::RemovedAt.is_null())
        .one(tx)
        .await?
        .ok_or(Error::NotFound)?;
    let removed_at = Some(ctx.now().as_microsecond());
    attachment::Model { removed_at, ..row }.save(tx).await?;
    tx.shred_blob(ctx.territory(), id.uuid(), ctx.now()).await?;
    Ok(())
}

/// As [`remove`], of a document that belongs to a person's record: whoever joined it by mistake takes it back.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else.
pub(crate) async fn take_back(
    ctx: &Ctx,
    tx: &Tx,
    object: Uuid,
    id: AttachmentId,
    person: PersonId,
    reason: &Reason,
) -> Result<()> {
    let found = of(tx, ctx, object).await?.into_iter().find(|it| it.id == id).ok_or(Error::NotFound)?;
    if !found.is_of(ctx) {
        return Err(Error::Forbidden);
    }
    withdraw(ctx, tx, object, id, person, reason).await
}

/// As [`remove`], of a document that belongs to a person's record, in an act that has checked that it is the actor's to take
/// back.
pub(crate) async fn withdraw(
    ctx: &Ctx,
    tx: &Tx,
    object: Uuid,
    id: AttachmentId,
    person: PersonId,
    reason: &Reason,
) -> Result<()> {
    shred(ctx, tx, object, id).await?;
    ctx.record(tx, "attachment.removed", ("attachment", id.uuid()), Some(person.uuid()), reason).await
}

/// Takes back every document of an object that never left.
pub(crate) async fn remove_all(ctx: &Ctx, tx: &Tx, object: Uuid) -> Result<()> {
    for document in of(tx, ctx, object).await? {
        remove(ctx, tx, object, document.id).await?;
    }
    Ok(())
}
