//! The scans joined to what happened to an application.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Query};
use care::rights;
use care::{ApplicationId, AttachmentId};
use serde::Deserialize;

use crate::failure::Answer;
use crate::files;
use crate::sealed::{Id, Ids, seal};
use crate::shell::see_other;
use crate::visit::Visit;

/// To which fact.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct To {
    fact: i64,
}

pub(super) fn address(visit: &Visit, id: ApplicationId) -> String {
    format!("/rights/{}", seal(visit.ctx.house(), id.uuid()))
}

pub(super) async fn join(
    visit: Visit,
    Id(id): Id<ApplicationId>,
    Query(to): Query<To>,
    sent: Result<Multipart, MultipartRejection>,
) -> Answer {
    let ctx = &visit.ctx;
    let joined = async {
        rights::may_join_evidence(ctx, id, to.fact).await?;
        rights::join_evidence(ctx, id, to.fact, files::document(sent).await?).await
    };
    files::joined(&visit, &address(&visit, id), joined.await)
}

pub(super) async fn download(visit: Visit, Ids(id, file): Ids<ApplicationId, AttachmentId>) -> Answer {
    let (file, bytes) = rights::evidence(&visit.ctx, id, file).await?;
    Ok(files::kept(&file.media_type, &file.name, bytes))
}

pub(super) async fn remove(visit: Visit, Ids(id, file): Ids<ApplicationId, AttachmentId>) -> Answer {
    rights::take_back_evidence(&visit.ctx, id, file).await?;
    Ok(see_other(&format!("{}?done=removed", address(&visit, id))))
}
