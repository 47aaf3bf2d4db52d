//! The applications of all the persons somebody accompanies, as a file for a spreadsheet.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use care::imports::{self, Cell, ExportedRight, Sheet};

use super::words;
use crate::failure::{Answer, Failure};
use crate::i18n::T;
use crate::visit::Visit;

/// Text with a separator.
pub(crate) const CSV: &str = "text/csv; charset=utf-8";
/// A workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) async fn csv(visit: Visit) -> Answer {
    let text = sheet(&visit).await?.to_csv(visit.locale());
    Ok(file(CSV, "rights.csv", text.into_bytes()))
}

pub(super) async fn xlsx(visit: Visit) -> Answer {
    Ok(file(XLSX, "rights.xlsx", sheet(&visit).await?.to_xlsx()?))
}

async fn sheet(visit: &Visit) -> Result<Sheet, Failure> {
    let t = visit.t();
    let exported = imports::export(&visit.ctx).await?;
    let headings = [
        t.export_person(),
        t.export_born(),
        t.export_right(),
        t.right_body(),
        t.export_standing(),
        t.right_filed(),
        t.right_from(),
        t.right_until(),
        t.right_number(),
        t.export_due(),
    ];
    Ok(Sheet {
        title: t.nav_rights().to_owned(),
        headings: headings.map(str::to_owned).to_vec(),
        lines: exported.iter().map(|it| line(t, it)).collect(),
        made: visit.ctx.now(),
    })
}

fn line(t: T, it: &ExportedRight) -> Vec<Cell> {
    let (right, body) = it
        .right
        .as_ref()
        .map_or((it.code.as_str(), ""), |right| (right.name.get(t.locale), right.body.get(t.locale)));
    let text = |text: &str| Cell::Text(text.to_owned());
    vec![
        Cell::Text(format!("{} {}", it.person.given, it.person.family)),
        Cell::Day(it.person.birth_date.parse().ok()),
        text(right),
        text(body),
        Cell::Text(words::dynamic(t, "right-standing", it.standing.code())),
        Cell::Day(it.filed),
        Cell::Day(it.from),
        Cell::Day(it.until),
        text(it.number.as_deref().unwrap_or_default()),
        Cell::Day(it.due),
    ]
}

/// A file for the browser to keep.
pub(crate) fn file(media_type: &'static str, name: &str, content: impl IntoResponse) -> Response {
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (CONTENT_DISPOSITION, disposition),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (StatusCode::OK, headers, content).into_response()
}
