//! Documents joined to a request, and its letter.

use axum::extract::Multipart;
use care::attachments::NewAttachment;
use care::requests::advice::{self, AdvicePage, Content};
use care::{AdviceId, AttachmentId, Error, Fault};

use crate::failure::{Answer, Failure};
use crate::files::{self, FileLine};
use crate::sealed::{Id, Ids, seal};
use crate::shell::see_other;
use crate::visit::Visit;

/// The documents of a request.
pub(crate) fn lines(visit: &Visit, page: &AdvicePage) -> Vec<FileLine> {
    let Content::Full(content) = &page.content else { return Vec::new() };
    let under = address(visit, page.id);
    content.attachments.iter().map(|it| FileLine::new(visit, &under, it, true)).collect()
}

fn address(visit: &Visit, id: AdviceId) -> String {
    format!("/requests/{}", seal(visit.ctx.house(), id.uuid()))
}

pub(crate) async fn attach(visit: Visit, Id(id): Id<AdviceId>, mut form: Multipart) -> Answer {
    let page = address(&visit, id);
    let refused = |fault: &Fault| Ok(files::refused(&visit, &page, visit.t().files_back(), fault));
    let mut joined = 0;
    loop {
        // What came before a transfer that breaks off is kept.
        let file = match files::next(&mut form).await {
            Ok(Some((name, bytes))) => NewAttachment::parse(&name, bytes),
            Ok(None) => break,
            Err(fault) => Err(fault),
        };
        let file = match file {
            Ok(file) => file,
            Err(fault) => return refused(&fault),
        };
        match advice::attach(&visit.ctx, id, file).await {
            Ok(_) => joined += 1,
            Err(Error::Invalid(faults)) => {
                let fault = faults.into_iter().next().unwrap_or(Fault::new("file", "fault-generic"));
                return refused(&fault);
            }
            Err(error) => return Err(Failure(error)),
        }
    }
    if joined == 0 {
        return refused(&Fault::new("file", "fault-file-empty"));
    }
    Ok(see_other(&format!("{page}?done=file")))
}

pub(crate) async fn download(visit: Visit, Ids(id, file): Ids<AdviceId, AttachmentId>) -> Answer {
    let (file, bytes) = advice::open_attachment(&visit.ctx, id, file).await?;
    Ok(files::kept(&file.media_type, &file.name, bytes))
}

pub(crate) async fn remove(visit: Visit, Ids(id, file): Ids<AdviceId, AttachmentId>) -> Answer {
    advice::detach(&visit.ctx, id, file).await?;
    Ok(see_other(&address(&visit, id)))
}

pub(crate) async fn letter(visit: Visit, Id(id): Id<AdviceId>) -> Answer {
    let letter = advice::download(&visit.ctx, id).await?;
    Ok(files::kept("application/pdf", &letter.name, letter.bytes))
}
