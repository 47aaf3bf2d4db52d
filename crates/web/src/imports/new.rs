//! Choosing a file. It is read at once, and refused in words where it cannot be.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::imports::{self, LARGEST, MOST_LINES, NewImport};
use care::{Error, Fault};

use super::words;
use crate::failure::Answer;
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;

/// The form of a file.
#[derive(Clone, Debug, Template)]
#[template(path = "imports/new.html")]
pub(crate) struct ImportNewPage {
    pub(crate) shell: Shell,
    pub(crate) form: FormState,
}

impl ImportNewPage {
    fn hint(&self) -> String {
        self.shell.t.imports_file_hint(MOST_LINES, LARGEST / (1024 * 1024))
    }
}

const FORM: &str = "import";

pub(super) async fn form(visit: Visit) -> Answer {
    imports::may(&visit.ctx)?;
    Ok(Page::new(ImportNewPage { shell: visit.shell(), form: FormState::new(FORM) }).into_response())
}

pub(super) async fn upload(visit: Visit, sent: Result<Multipart, MultipartRejection>) -> Answer {
    imports::may(&visit.ctx)?;
    let read = match file(sent).await {
        Ok((name, bytes)) => NewImport::read(name, bytes).await,
        Err(fault) => Err(Error::Invalid(vec![fault])),
    };
    let kept = match read {
        Ok(new) => imports::keep(&visit.ctx, new).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(id) => Ok(see_other(&words::href(&visit, id))),
        Err(error) => {
            let mut form = FormState::new(FORM);
            crate::words::refuse(&mut form, visit.t(), error)?;
            let page = ImportNewPage { shell: visit.shell(), form };
            Ok(Page::with_status(StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// The file of a form: its name and its bytes.
async fn file(sent: Result<Multipart, MultipartRejection>) -> Result<(String, Vec<u8>), Fault> {
    let empty = Fault::new("file", "fault-file-empty");
    let Ok(mut form) = sent else { return Err(empty) };
    while let Some(field) = form.next_field().await.map_err(|error| broken(error.status()))? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|error| broken(error.status()))?;
        return Ok((name, bytes.to_vec()));
    }
    Err(empty)
}

/// A transfer that broke off, or was too long to be taken.
fn broken(status: StatusCode) -> Fault {
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        return Fault { field: "file", key: "fault-file-too-large", limit: Some(10) };
    }
    Fault::new("file", "fault-file-broken")
}
