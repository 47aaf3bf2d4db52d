//! The documents joined to an entry.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use care::record;
use care::{AttachmentId, EntryId};

use crate::failure::Answer;
use crate::files;
use crate::sealed::{Id, Ids, seal};
use crate::shell::see_other;
use crate::visit::Visit;

pub(super) fn address(visit: &Visit, id: EntryId) -> String {
    format!("/entries/{}", seal(visit.ctx.house(), id.uuid()))
}

pub(super) async fn join(
    visit: Visit,
    Id(id): Id<EntryId>,
    sent: Result<Multipart, MultipartRejection>,
) -> Answer {
    let joined = async {
        record::may_join_document(&visit.ctx, id).await?;
        record::join_document(&visit.ctx, id, files::document(sent).await?).await
    };
    files::joined(&visit, &address(&visit, id), joined.await)
}

pub(super) async fn download(visit: Visit, Ids(id, file): Ids<EntryId, AttachmentId>) -> Answer {
    let (file, bytes) = record::document(&visit.ctx, id, file).await?;
    Ok(files::kept(&file.media_type, &file.name, bytes))
}

pub(super) async fn remove(visit: Visit, Ids(id, file): Ids<EntryId, AttachmentId>) -> Answer {
    record::take_back_document(&visit.ctx, id, file).await?;
    Ok(see_other(&format!("{}?done=removed", address(&visit, id))))
}
