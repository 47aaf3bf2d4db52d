//! The scans joined to what a person was told or said.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use care::people::{self, InformationFact, InformationSheet};
use care::{AttachmentId, Error};
use uuid::Uuid;

use super::words as said;
use crate::failure::Answer;
use crate::files::{self, Evidence};
use crate::sealed::{Id, Ids, seal};
use crate::shell::see_other;
use crate::visit::Visit;

/// The scans of a fact, for whoever reads them.
pub(super) fn of(
    visit: &Visit,
    sheet: &InformationSheet,
    fact: &InformationFact,
    what: &str,
) -> Option<Evidence> {
    let all = sheet.evidence.as_ref()?;
    let under = format!("/information/{}", seal(visit.ctx.house(), fact.id));
    let scans = all.iter().filter(|(object, _)| *object == fact.id).map(|(_, it)| it);
    Some(Evidence::new(visit, &under, what, scans).joined_at(Some(format!("{under}/files"))))
}

/// The page on which the fact stands.
async fn page(visit: &Visit, fact: Uuid) -> Result<String, Error> {
    let person = people::evidenced(&visit.ctx, fact).await?;
    Ok(format!("{}/information", said::href(visit, person)))
}

pub(super) async fn join(
    visit: Visit,
    Id(fact): Id<Uuid>,
    sent: Result<Multipart, MultipartRejection>,
) -> Answer {
    let page = page(&visit, fact).await?;
    let joined = async { people::join_evidence(&visit.ctx, fact, files::document(sent).await?).await };
    files::joined(&visit, &page, joined.await)
}

pub(super) async fn download(visit: Visit, Ids(fact, file): Ids<Uuid, AttachmentId>) -> Answer {
    let (file, bytes) = people::evidence(&visit.ctx, fact, file).await?;
    Ok(files::kept(&file.media_type, &file.name, bytes))
}

pub(super) async fn remove(visit: Visit, Ids(fact, file): Ids<Uuid, AttachmentId>) -> Answer {
    let page = page(&visit, fact).await?;
    people::take_back_evidence(&visit.ctx, fact, file).await?;
    Ok(see_other(&format!("{page}?done=removed")))
}
