//! Documents on their way in and out: a file of a form, a file to be kept by the browser, the files of a fact.

use askama::Template;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use care::attachments::{Attachment, NewAttachment};
use care::{Error, Fault};

use crate::failure::{Answer, Failure};
use crate::i18n::T;
use crate::sealed::seal;
use crate::shell::{Button, ErrorKind, ErrorPage, Icon, Page, see_other};
use crate::visit::Visit;

/// A document as a line of a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct FileLine {
    pub(crate) name: String,
    pub(crate) detail: String,
    pub(crate) href: String,
    pub(crate) remove: Option<String>,
}

impl FileLine {
    /// A document that stands under an address: it is read there, and taken back at `remove` beneath it.
    pub(crate) fn new(visit: &Visit, under: &str, file: &Attachment, may_remove: bool) -> Self {
        let key = seal(visit.ctx.house(), file.id.uuid());
        let href = format!("{under}/files/{key}");
        Self {
            name: file.name.clone(),
            detail: size(visit.t(), file.size),
            remove: may_remove.then(|| format!("{href}/remove")),
            href,
        }
    }
}

/// « 2,4 Mo », « 12 ko ».
pub(crate) fn size(t: T, bytes: i64) -> String {
    #[allow(clippy::cast_precision_loss)]
    let megabytes = bytes as f64 / 1_048_576.0;
    if megabytes < 0.1 {
        return t.files_size_small((bytes / 1024).max(1));
    }
    t.files_size(t.locale.decimal(megabytes, 1))
}

/// The documents of a fact or an entry, and the form that joins one to it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/evidence.html")]
pub(crate) struct Evidence {
    pub(crate) t: T,
    pub(crate) id: String,
    pub(crate) files: Vec<FileLine>,
    /// Where a document is sent to be joined; nobody joins one if absent.
    pub(crate) join: Option<String>,
    /// What it is joined to, for whoever does not see the page.
    pub(crate) to: String,
}

crate::shell::component!(Evidence);

/// What can be chosen in a field of documents.
pub(crate) const ACCEPTED: &str = "application/pdf,image/jpeg,image/png";

impl Evidence {
    /// The documents that stand under an address.
    pub(crate) fn new<'a>(
        visit: &Visit,
        under: &str,
        to: impl ToString,
        files: impl Iterator<Item = &'a Attachment>,
    ) -> Self {
        let line = |it: &Attachment| FileLine::new(visit, under, it, it.is_of(&visit.ctx));
        Self {
            t: visit.t(),
            id: String::new(),
            files: files.map(line).collect(),
            join: None,
            to: to.to_string(),
        }
    }

    /// With the form that joins one.
    pub(crate) fn joined_at(mut self, action: Option<String>) -> Self {
        self.id = action.iter().flat_map(|it| it.chars()).filter(char::is_ascii_alphanumeric).collect();
        self.join = action;
        self
    }
}

/// The next file of a form: its name and its bytes. A transfer that breaks off is told as a broken document.
pub(crate) async fn next(form: &mut Multipart) -> Result<Option<(String, Vec<u8>)>, Fault> {
    while let Some(field) = form.next_field().await.map_err(|error| broken(error.status()))? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|error| broken(error.status()))?.to_vec();
        if !bytes.is_empty() || !name.is_empty() {
            return Ok(Some((name, bytes)));
        }
    }
    Ok(None)
}

/// The one file of a form.
pub(crate) async fn one(sent: Result<Multipart, MultipartRejection>) -> Result<(String, Vec<u8>), Fault> {
    let empty = Fault::new("file", "fault-file-empty");
    let Ok(mut form) = sent else { return Err(empty) };
    next(&mut form).await?.ok_or(empty)
}

fn broken(status: StatusCode) -> Fault {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        return Fault { field: "file", key: "fault-file-too-large", limit: Some(10) };
    }
    Fault::new("file", "fault-file-broken")
}

/// The one document of a form, recognised for what it is.
///
/// # Errors
/// [`Error::Invalid`] with what is wrong with it.
pub(crate) async fn document(sent: Result<Multipart, MultipartRejection>) -> Result<NewAttachment, Error> {
    let read = one(sent).await.and_then(|(name, bytes)| NewAttachment::parse(&name, bytes));
    read.map_err(|fault| Error::Invalid(vec![fault]))
}

/// After a document was joined at the address `page`, or why it was not, with the way back.
pub(crate) fn joined<T>(visit: &Visit, page: &str, joined: Result<T, Error>) -> Answer {
    match joined {
        Ok(_) => Ok(see_other(&format!("{page}?done=joined"))),
        Err(Error::Invalid(faults)) => {
            let fault = faults.into_iter().next().unwrap_or(Fault::new("file", "fault-generic"));
            Ok(refused(visit, page, visit.t().files_back_to_page(), &fault))
        }
        Err(Error::Conflict(conflict)) => {
            let kind = ErrorKind::Conflict;
            let t = visit.t();
            let page = ErrorPage::new(visit.shell(), kind)
                .reason(crate::words::conflict_words(t, &conflict))
                .act(Button::link(t.files_back_to_page(), page).primary());
            Ok(Page::with_status(kind.status(), page).into_response())
        }
        Err(error) => Err(Failure(error)),
    }
}

/// What was done, from its code in an address: with a document, or of the page's own kind.
pub(crate) fn done(t: T, own: &str, code: &str) -> Option<String> {
    t.by_key(&format!("done-file-{code}")).or_else(|| t.by_key(&format!("{own}-{code}")))
}

/// Says what is wrong with a document, and the way back to the page, where nothing is lost.
pub(crate) fn refused(visit: &Visit, back: &str, label: &str, fault: &Fault) -> Response {
    let kind = if fault.key == "fault-file-too-large" { ErrorKind::TooLarge } else { ErrorKind::Unreadable };
    let page = ErrorPage::new(visit.shell(), kind)
        .reason(crate::words::fault(visit.t(), fault))
        .act(Button::link(label, back).primary());
    Page::with_status(kind.status(), page).into_response()
}

/// A document to be kept by the browser as a file, never shown within the site.
pub(crate) fn kept(media_type: &str, name: &str, bytes: Vec<u8>) -> Response {
    let encoded = crate::visit::encode(name);
    let disposition = HeaderValue::try_from(format!("attachment; filename*=UTF-8''{encoded}"))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let media_type =
        HeaderValue::try_from(media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    ([(CONTENT_TYPE, media_type), (CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

impl FileLine {
    /// With made-up contents.
    pub(crate) fn sample(under: &str) -> Self {
        Self {
            name: "lettre.pdf".to_owned(),
            detail: "0,2 Mo".to_owned(),
            href: format!("{under}/files/b"),
            remove: Some(format!("{under}/files/b/remove")),
        }
    }
}

impl Evidence {
    /// With made-up contents: a document, and the form that joins another.
    pub(crate) fn sample(t: T, under: &str, to: &str) -> Self {
        let none = Self {
            t,
            id: String::new(),
            files: vec![FileLine::sample(under)],
            join: None,
            to: to.to_owned(),
        };
        none.joined_at(Some(format!("{under}/files")))
    }
}
