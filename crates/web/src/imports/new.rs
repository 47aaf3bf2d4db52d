//! Choosing a file. It is read at once, and refused in words where it cannot be.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use care::Error;
use care::imports::{self, LARGEST, MOST_LINES, NewImport};

use super::words;
use crate::failure::Answer;
use crate::files;
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
    let read = match files::one(sent).await {
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
