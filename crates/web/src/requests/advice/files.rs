//! Documents joined to a request, and its letter.

use axum::extract::Multipart;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use care::attachments::{Attachment, NewAttachment};
use care::requests::advice::{self, AdvicePage, Content};
use care::{AdviceId, AttachmentId, Error, Fault};

use super::words;
use crate::failure::{Answer, Failure};
use crate::sealed::{Id, Ids, seal};
use crate::shell::{ErrorKind, ErrorPage, Page, see_other};
use crate::visit::Visit;

/// A document as a line of a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct FileLine {
    pub(crate) name: String,
    pub(crate) detail: String,
    pub(crate) href: String,
    pub(crate) remove: String,
}

/// The documents of a request.
pub(crate) fn lines(visit: &Visit, page: &AdvicePage) -> Vec<FileLine> {
    let Content::Full(content) = &page.content else { return Vec::new() };
    content.attachments.iter().map(|it| line(visit, page.id, it)).collect()
}

fn line(visit: &Visit, id: AdviceId, file: &Attachment) -> FileLine {
    let house = visit.ctx.house();
    let (request, key) = (seal(house, id.uuid()), seal(house, file.id.uuid()));
    #[allow(clippy::cast_precision_loss)]
    let size = visit.locale().decimal(file.size as f64 / 1_048_576.0, 1);
    FileLine {
        name: file.name.clone(),
        detail: visit.t().files_size(size),
        href: format!("/requests/{request}/files/{key}"),
        remove: format!("/requests/{request}/files/{key}/remove"),
    }
}

pub(crate) async fn attach(visit: Visit, Id(id): Id<AdviceId>, mut form: Multipart) -> Answer {
    let sealed = seal(visit.ctx.house(), id.uuid());
    let mut joined = 0;
    loop {
        // A transfer that breaks off is told as a broken document; what came before it is kept.
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return Ok(refused(&visit, &sealed, broken(error.status()))),
        };
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = match field.bytes().await {
            Ok(bytes) => bytes.to_vec(),
            Err(error) => return Ok(refused(&visit, &sealed, broken(error.status()))),
        };
        if bytes.is_empty() && name.is_empty() {
            continue;
        }
        match NewAttachment::parse(&name, bytes) {
            Ok(file) => match advice::attach(&visit.ctx, id, file).await {
                Ok(_) => joined += 1,
                Err(Error::Invalid(faults)) => {
                    let fault = faults.into_iter().next().unwrap_or(Fault::new("file", "fault-generic"));
                    return Ok(refused(&visit, &sealed, fault));
                }
                Err(error) => return Err(Failure(error)),
            },
            Err(fault) => return Ok(refused(&visit, &sealed, fault)),
        }
    }
    if joined == 0 {
        return Ok(refused(&visit, &sealed, Fault::new("file", "fault-file-empty")));
    }
    Ok(see_other(&format!("/requests/{sealed}?done=file")))
}

fn broken(status: StatusCode) -> Fault {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        return Fault { field: "file", key: "fault-file-too-large", limit: Some(10) };
    }
    Fault::new("file", "fault-file-broken")
}

/// Says what is wrong with a document, and the way back to the request, whose text is kept.
fn refused(visit: &Visit, sealed: &str, fault: Fault) -> Response {
    let kind = if fault.key == "fault-file-too-large" { ErrorKind::TooLarge } else { ErrorKind::Unreadable };
    let t = visit.t();
    let page = ErrorPage::new(visit.shell(), kind)
        .reason(words::fault(t, &fault))
        .act(crate::shell::Button::link(t.files_back(), format!("/requests/{sealed}")).primary());
    Page::with_status(kind.status(), page).into_response()
}

pub(crate) async fn download(visit: Visit, Ids(id, file): Ids<AdviceId, AttachmentId>) -> Answer {
    let (file, bytes) = advice::open_attachment(&visit.ctx, id, file).await?;
    Ok(document(&file.media_type, &file.name, bytes))
}

pub(crate) async fn remove(visit: Visit, Ids(id, file): Ids<AdviceId, AttachmentId>) -> Answer {
    advice::detach(&visit.ctx, id, file).await?;
    Ok(see_other(&format!("/requests/{}", seal(visit.ctx.house(), id.uuid()))))
}

pub(crate) async fn letter(visit: Visit, Id(id): Id<AdviceId>) -> Answer {
    let letter = advice::download(&visit.ctx, id).await?;
    Ok(document("application/pdf", &letter.name, letter.bytes))
}

/// A document to be kept by the browser as a file, never shown within the site.
fn document(media_type: &str, name: &str, bytes: Vec<u8>) -> Response {
    let encoded = crate::visit::encode(name);
    let disposition = HeaderValue::try_from(format!("attachment; filename*=UTF-8''{encoded}"))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let media_type =
        HeaderValue::try_from(media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    ([(CONTENT_TYPE, media_type), (CONTENT_DISPOSITION, disposition)], bytes).into_response()
}
