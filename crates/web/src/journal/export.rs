//! The lines asked for as a CSV file, sent as they are read. Persons stand in it by opaque identifiers, whoever asks:
//! a file travels.

use axum::body::Body;
use axum::extract::Query;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use care::journal::{self, Export, Line};
use care::{Ctx, Error};
use futures_util::stream;

use super::asked::Asked;
use super::words;
use crate::failure::{Answer, Failure};
use crate::i18n::T;
use crate::sealed::seal;
use crate::visit::Visit;

/// So that a spreadsheet reads the accents.
const MARK: &str = "\u{feff}";
const COLUMNS: &str = "at,who,role,action,what,ground,persons,person_ids,object_kind,object_id\r\n";

/// Sends the file. That it is sent stands in the journal before its first byte.
pub(crate) async fn csv(visit: Visit, Query(asked): Query<Asked>) -> Answer {
    let mut form = asked.form();
    let filter = asked.filter(&visit, &mut form)?;
    if form.is_rejected() {
        return Err(Failure(Error::Invalid(Vec::new())));
    }
    let export = journal::export(&visit.ctx, &filter).await?;
    let (ctx, t) = (visit.ctx.clone(), visit.t());
    let start = (export, ctx, Some(format!("{MARK}{COLUMNS}")));
    let rows = stream::try_unfold(start, move |(mut export, ctx, head)| async move {
        if let Some(head) = head {
            return Ok::<_, std::io::Error>(Some((head, (export, ctx, None))));
        }
        let text = batch(&mut export, &ctx, t).await.map_err(std::io::Error::other)?;
        Ok(text.map(|text| (text, (export, ctx, None))))
    });
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"journal.csv\""),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, Body::from_stream(rows)).into_response())
}

/// The next rows; `None` at the end.
async fn batch(export: &mut Export, ctx: &Ctx, t: T) -> Result<Option<String>, Error> {
    let lines = export.next(ctx).await?;
    let rows: String = lines.iter().map(|line| row(ctx, t, line)).collect();
    Ok((!lines.is_empty()).then_some(rows))
}

fn row(ctx: &Ctx, t: T, line: &Line) -> String {
    let house = ctx.house();
    let (who, role) = words::by(t, line);
    let persons: Vec<String> = line.persons.iter().map(|(id, _)| seal(house, id.uuid())).collect();
    let cells = [
        line.at.to_string(),
        who,
        role.unwrap_or_default(),
        line.action.clone(),
        words::action(t, &line.action),
        line.ground.clone(),
        persons.len().to_string(),
        persons.join(" "),
        line.kind.clone(),
        line.object.map(|id| seal(house, id)).unwrap_or_default(),
    ];
    format!("{}\r\n", cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(","))
}

/// A cell (RFC 4180). What a spreadsheet would take for a formula is marked as text.
pub(super) fn quoted(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
