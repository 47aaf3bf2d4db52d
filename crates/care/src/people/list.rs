//! The persons whom the actor follows, in alphabetical order, page by page.

use kernel::{Cursor, Page};
use policy::{Action, Resource};
use sea_orm::{FromQueryResult, Value};

use super::facts::Reach;
use super::line::{LINE, LineRow, PersonLine};
use crate::sql::sql;
use crate::{Ctx, Result, Seen};

/// Lines on a page.
const PAGE: usize = 30;

/// A page of the persons in reach of the actor, after a cursor. One statement; one event that names the persons shown.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever looks after nobody.
pub async fn mine(ctx: &Ctx, after: Option<Cursor>) -> Result<Page<PersonLine>> {
    let reason = ctx.permit(Action::FindPerson, &Resource::Territory(ctx.territory()))?;
    let db = ctx.reader();
    let (text, values) = statement(ctx, after);
    let rows = LineRow::find_by_statement(sql(&db, &text, values)).all(&db).await?;
    let lines = rows.into_iter().map(PersonLine::try_from).collect::<Result<Vec<_>>>()?;
    // The place of a line is that of its person: only the identifier is needed to find it again.
    let page = Page::from_rows(lines, PAGE, |line| Cursor { key: 0, id: line.id.uuid() });
    ctx.saw(Seen {
        action: "person.list",
        kind: "person",
        object: None,
        persons: page.items.iter().map(|line| line.id.uuid()).collect(),
        ground: reason.policy.to_string(),
    });
    Ok(page)
}

fn statement(ctx: &Ctx, after: Option<Cursor>) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = Vec::new();
    // Those in reach first: they are few, the territory is not.
    let (held, of_held) = match Reach::of(ctx).grant_sql(ctx.now()) {
        None => (String::new(), ""),
        Some((grant, mut its)) => {
            values.push(ctx.territory().into());
            values.append(&mut its);
            let held = format!(
                "(SELECT DISTINCT g.person_id FROM access_grant g WHERE g.territory_id = ? AND {grant}) AS held CROSS JOIN "
            );
            (held, "AND p.id = held.person_id ")
        }
    };
    values.push(ctx.territory().into());
    let mut later = "";
    if let Some(cursor) = after {
        later = "AND (p.sort_key, p.id) > (SELECT c.sort_key, c.id FROM person c WHERE c.territory_id = ? AND c.id = ?) ";
        values.extend([ctx.territory().into(), cursor.id.into()]);
    }
    let text = format!(
        "SELECT {LINE} FROM {held}person p WHERE p.territory_id = ? AND p.merged_into IS NULL {of_held}{later}\
         ORDER BY p.sort_key, p.id LIMIT {}",
        PAGE + 1
    );
    (text, values)
}
