//! The report as a file.

use axum::extract::{Path, Query};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use care::Error;
use care::indicators::{self, Audience, Report, Words};
use care::programs::Program;
use kernel::Locale;

use super::asked::Asked;
use super::page::{readable, refused};
use super::words;
use crate::failure::{Answer, Failure};
use crate::i18n::T;
use crate::visit::Visit;

/// A report, or the page that says why there is none.
enum Had {
    Report(Box<Report>, Box<Program>),
    Refused(Response),
}

async fn had(visit: &Visit, slug: &str, asked: &Asked) -> Result<Had, Failure> {
    let program = readable(visit, slug)?.clone();
    let full = indicators::reads_everything(&visit.ctx, slug);
    match asked.wanted(visit, &program, full).await {
        Ok(wanted) => {
            let report = indicators::report(&visit.ctx, slug, wanted.period, wanted.audience).await?;
            Ok(Had::Report(Box::new(report), Box::new(program)))
        }
        Err(Error::Invalid(faults)) => {
            Ok(Had::Refused(refused(visit, &program, asked, full, &faults).await?))
        }
        Err(error) => Err(Failure(error)),
    }
}

pub(crate) async fn csv(visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    Ok(match had(&visit, &slug, &asked).await? {
        Had::Refused(page) => page,
        Had::Report(report, _) => {
            // The mark by which spreadsheets know UTF-8.
            let text = format!("\u{feff}{}", report.to_csv(visit.locale()));
            file("text/csv; charset=utf-8", &name(&report, "csv"), text.into_bytes())
        }
    })
}

pub(crate) async fn json(visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    Ok(match had(&visit, &slug, &asked).await? {
        Had::Refused(page) => page,
        Had::Report(report, _) => {
            file("application/json", &name(&report, "json"), report.to_json().into_bytes())
        }
    })
}

pub(crate) async fn xlsx(visit: Visit, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Answer {
    Ok(match had(&visit, &slug, &asked).await? {
        Had::Refused(page) => page,
        Had::Report(report, program) => {
            let bytes = workbook(visit.locale(), &report, &program)?;
            file(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                &name(&report, "xlsx"),
                bytes,
            )
        }
    })
}

/// The workbook of a report, with names in the language of its reader.
///
/// # Errors
/// [`Error::Bug`] where it cannot be made.
pub fn workbook(locale: Locale, report: &Report, program: &Program) -> Result<Vec<u8>, Error> {
    let t = T::new(locale);
    let at = report.computed_at.to_zoned(program.calendar.zone.clone());
    let mut notes = vec![t.report_computed(locale.datetime(&at))];
    if report.audience == Audience::Funder {
        notes.extend([t.report_masked().to_owned(), t.report_not_told_meaning().to_owned()]);
    }
    let words = Words {
        title: t.report_title(words::period(t, report.period), program.name.get(locale)),
        organization: t.table_organization().to_owned(),
        whole: t.table_whole().to_owned(),
        not_told: t.report_not_told().to_owned(),
        notes,
    };
    report.to_xlsx(&words, |key| words::name(t, key))
}

/// « advice-line-2021.csv ».
fn name(report: &Report, ending: &str) -> String {
    let period = report.period.code().unwrap_or(format!("{}-{}", report.period.from(), report.period.to()));
    format!("{}-{period}.{ending}", report.program)
}

fn file(media_type: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = HeaderValue::try_from(format!("attachment; filename=\"{name}\""))
        .unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (CONTENT_DISPOSITION, disposition),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (StatusCode::OK, headers, bytes).into_response()
}
