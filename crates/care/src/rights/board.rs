//! The board of those who accompany persons: the applications of all of them, by where they stand and by due date.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use kernel::Cursor;
use policy::{Action, PersonFacts};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::project::COLUMN;
use super::rows;
use super::standing::Column;
use super::status::Status;
use super::view::{ApplicationView, view};
use crate::codes::codes;
use crate::people::{self, BRIEF, BriefRow, OpenPersons, PersonBrief};
use crate::sql::sql;
use crate::{Ctx, Result, Seen};

/// How the board is narrowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BoardFilter {
    /// Only this right, by its code.
    pub right: Option<String>,
    /// Only what waits for somebody around the person, not for the body.
    pub ours: bool,
    /// Only those whose facts lead there.
    pub status: Option<Status>,
    /// Only what is due then.
    pub due: Option<Window>,
    /// What of it is shown.
    pub shown: Shown,
}

/// What the board shows of what it is narrowed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shown {
    /// The first of each column.
    #[default]
    Columns,
    /// One column, page by page.
    Column(Column),
    /// All in one list, the nearest due date first, page by page; what is over only where a status asks for it.
    List,
}

codes! {
    /// When something is due.
    Window {
        /// Its day has passed.
        Past = "past",
        /// Within seven days.
        Week = "week",
        /// Within thirty.
        Month = "month",
        /// Within three months.
        Quarter = "quarter",
    }
}

impl Window {
    /// The condition on `a.due_on`, and its values.
    fn sql(self, today: Date) -> (&'static str, Vec<Value>) {
        let within = |span: Span| {
            let last = today.saturating_add(span);
            (" AND a.due_on BETWEEN ? AND ?", vec![today.to_string().into(), last.to_string().into()])
        };
        match self {
            Self::Past => (" AND a.due_on < ?", vec![today.to_string().into()]),
            Self::Week => within(7.days()),
            Self::Month => within(30.days()),
            Self::Quarter => within(3.months()),
        }
    }
}

/// An application on the board.
#[derive(Debug, Clone)]
pub struct Card {
    /// The application.
    pub application: ApplicationView,
    /// For whom.
    pub person: PersonBrief,
}

/// A column of the board.
#[derive(Debug, Clone)]
pub struct BoardColumn {
    /// Which; absent for the list of all.
    pub column: Option<Column>,
    /// How many stand in it.
    pub total: i64,
    /// The first of them, the nearest due date first.
    pub cards: Vec<Card>,
}

/// The board.
#[derive(Debug, Clone)]
pub struct Board {
    /// Its columns: those of the filter, empty ones included.
    pub columns: Vec<BoardColumn>,
    /// Where the one column, or the list, goes on.
    pub next: Option<Cursor>,
}

/// How many cards a column of the whole board shows.
const FIRST: usize = 6;
/// How many a column shown alone.
const PAGE: usize = 40;

#[derive(FromQueryResult)]
struct Placed {
    application_id: Uuid,
    column_place: i32,
    total: i64,
    #[sea_orm(nested)]
    person: BriefRow,
}

/// The board of the actor: the persons whose social overview the policy opens to them. Two statements; journalled, naming
/// the persons shown.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever has no place in which the social overview of anybody would be open.
pub async fn board(ctx: &Ctx, filter: &BoardFilter, after: Option<Cursor>) -> Result<Board> {
    let db = ctx.reader();
    let placed = placed(ctx, &db, filter, after).await?;
    let ids: Vec<Uuid> = placed.iter().map(|it| it.application_id).collect();
    let mut all = if ids.is_empty() { Vec::new() } else { rows::these(ctx, &db, &ids).await? };
    let columns = match filter.shown {
        Shown::Columns => Column::ALL.iter().copied().map(Some).collect(),
        Shown::Column(only) => vec![Some(only)],
        Shown::List => vec![None],
    };
    let mut board = Board {
        columns: columns
            .into_iter()
            .map(|column| BoardColumn { column, total: 0, cards: Vec::new() })
            .collect(),
        next: None,
    };
    let stranger = PersonFacts { territory: ctx.territory(), ..PersonFacts::default() };
    let mut shown = Vec::new();
    for it in placed {
        let column = usize::try_from(it.column_place).ok().and_then(|at| Column::ALL.get(at).copied());
        let here = |place: &&mut BoardColumn| place.column.is_none() || place.column == column;
        let Some(place) = board.columns.iter_mut().find(here) else {
            continue;
        };
        place.total = it.total;
        if place.cards.len() == PAGE {
            board.next = place.cards.last().map(|last| Cursor { key: 0, id: last.application.id.uuid() });
            break;
        }
        let Some(at) = all.iter().position(|one| one.id.uuid() == it.application_id) else { continue };
        // What can be done with it is asked for on its own page.
        let Some(application) = view(ctx, &all.swap_remove(at), &stranger) else { continue };
        let person = PersonBrief::from(it.person);
        shown.push(person.id.uuid());
        place.cards.push(Card { application, person });
    }
    shown.sort_unstable();
    shown.dedup();
    ctx.saw(Seen {
        action: "right.board",
        kind: "right",
        object: None,
        persons: shown,
        ground: "care-team".to_owned(),
    });
    Ok(board)
}

/// The first cards of each column, and how many stand in it. The applications are gathered once; of each column those with
/// the nearest dates are picked, the others are only counted.
async fn placed<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    filter: &BoardFilter,
    after: Option<Cursor>,
) -> Result<Vec<Placed>> {
    let held = OpenPersons::ids(ctx, Action::ReadSocialOverview)?;
    let today = people::today(ctx).to_string();
    let mut values = vec![Value::from(today.clone())];
    values.extend(held.values);
    values.push(ctx.territory().into());
    let mut conditions = String::new();
    if let Some(right) = &filter.right {
        conditions.push_str(" AND a.right_code = ?");
        values.push(right.clone().into());
    }
    if filter.ours {
        conditions.push_str(&format!(" AND {OURS}"));
        values.extend([
            today.clone().into(),
            today.clone().into(),
            today.into(),
            soon(ctx).to_string().into(),
        ]);
    }
    if let Some(status) = filter.status {
        conditions.push_str(" AND a.status = ?");
        values.push(status.code().into());
    }
    if let Some((condition, days)) = filter.due.map(|it| it.sql(people::today(ctx))) {
        conditions.push_str(condition);
        values.extend(days);
    }
    let mut from = String::new();
    // Only what is shown page by page goes on.
    if let Some(cursor) = after.filter(|_| filter.shown != Shown::Columns) {
        from.push_str(
            " AND (due, application_id) > (SELECT COALESCE(x.due_on, '9999-12-31'), x.id \
             FROM right_application x WHERE x.territory_id = ? AND x.id = ?)",
        );
        values.extend([ctx.territory().into(), cursor.id.into()]);
    }
    let (first, parts) = match filter.shown {
        Shown::Columns => (FIRST, Column::ALL.iter().map(|it| Part::column(*it)).collect()),
        Shown::Column(only) => (PAGE + 1, vec![Part::column(only)]),
        Shown::List => (PAGE + 1, vec![Part::list(filter.status.is_some())]),
    };
    // Each column is counted for itself, or the whole list.
    let (counts, counted) = match parts.first() {
        Some(list) if filter.shown == Shown::List => {
            (format!("SELECT 0 AS place, COUNT(*) AS total FROM cards WHERE {}", list.condition), "0")
        }
        _ => (
            "SELECT column_place AS place, COUNT(*) AS total FROM cards GROUP BY column_place".to_owned(),
            "b.column_place",
        ),
    };
    let parts = parts.iter().map(|Part { name, condition }| {
        format!(
            "SELECT * FROM (SELECT * FROM cards WHERE {condition}{from} ORDER BY due, application_id LIMIT {first}) \
             AS part{name}"
        )
    });
    let text = format!(
        "WITH cards AS MATERIALIZED (SELECT a.id AS application_id, a.person_id, \
         COALESCE(a.due_on, '9999-12-31') AS due, {COLUMN} AS column_place FROM {} CROSS JOIN right_application a \
         WHERE a.territory_id = ? AND a.person_id = held.person_id{conditions}), \
         counts AS ({counts}) \
         SELECT b.application_id, b.column_place, c.total, {BRIEF} FROM ({}) AS b CROSS JOIN counts c \
         CROSS JOIN person p WHERE c.place = {counted} AND p.territory_id = ? AND p.id = b.person_id \
         ORDER BY {}b.due, b.application_id",
        held.from,
        parts.collect::<Vec<_>>().join(" UNION ALL "),
        if filter.shown == Shown::List { "" } else { "b.column_place, " }
    );
    values.push(ctx.territory().into());
    Ok(Placed::find_by_statement(sql(db, &text, values)).all(db).await?)
}

/// A part of what is shown, picked for itself.
struct Part {
    name: String,
    condition: String,
}

impl Part {
    fn column(it: Column) -> Self {
        let at = it as usize;
        Self { name: at.to_string(), condition: format!("column_place = {at}") }
    }

    fn list(over: bool) -> Self {
        let condition =
            if over { "1 = 1".to_owned() } else { format!("column_place <> {}", Column::Over as usize) };
        Self { name: "all".to_owned(), condition }
    }
}

/// What waits for somebody around the person. Its values: today three times, the day up to which a declaration is soon due.
const OURS: &str = "(a.status IN ('exploring', 'gathering', 'incomplete', 'refused', 'suspended') \
     OR (a.status IN ('filed', 'under_review') AND a.silence_means = 'refusal' AND a.silence_on <= ?) \
     OR (a.status = 'adjourned' AND a.due_on <= ?) OR (a.status = 'granted' AND (a.renew_on <= ? OR a.upkeep_on <= ?)))";

/// A declaration due by then is soon due.
pub(super) fn soon(ctx: &Ctx) -> Date {
    people::today(ctx).saturating_add(jiff::ToSpan::days(SOON))
}

/// Days ahead.
const SOON: i64 = 30;
