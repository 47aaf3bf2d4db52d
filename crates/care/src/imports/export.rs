//! The way back: every application of the persons whose social overview is open to the actor, for a spreadsheet.

use std::collections::HashMap;

use jiff::civil::Date;
use policy::Action;
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::directory::decode;
use crate::people::{self, BRIEF, BriefRow, OpenPersons, PersonBrief};
use crate::rights::{Dates, Fact, Means, Right, Standing, Status};
use crate::sql::sql;
use crate::{Ctx, Error, Result, Seen};

/// An application in a file.
#[derive(Debug, Clone)]
pub struct ExportedRight {
    /// For whom.
    pub person: PersonBrief,
    /// For which right; absent where the catalogue no longer has it.
    pub right: Option<Right>,
    /// Its code.
    pub code: String,
    /// How it looks today.
    pub standing: Standing,
    /// When it was filed last.
    pub filed: Option<Date>,
    /// First day of the grant.
    pub from: Option<Date>,
    /// Last day of the grant.
    pub until: Option<Date>,
    /// The number that the body gave last.
    pub number: Option<String>,
    /// The next day that counts.
    pub due: Option<Date>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    right_code: String,
    status: String,
    filed_on: Option<String>,
    from_on: Option<String>,
    until_on: Option<String>,
    silence_on: Option<String>,
    silence_means: Option<String>,
    renew_on: Option<String>,
    due_on: Option<String>,
    #[sea_orm(nested)]
    person: BriefRow,
}

/// Every application of the persons whose social overview the policy opens to the actor, by person. Two statements;
/// journalled, naming the persons.
///
/// # Errors
/// [`Error::Forbidden`] for whoever has no place in which the social overview of anybody would be open.
pub async fn export(ctx: &Ctx) -> Result<Vec<ExportedRight>> {
    let db = ctx.reader();
    let held = OpenPersons::to(ctx, Action::ReadSocialOverview)?;
    let of_them = |more: &str| {
        format!(
            "{} CROSS JOIN right_application a{more} WHERE {} AND a.territory_id = p.territory_id AND a.person_id = p.id",
            held.from, held.condition
        )
    };
    let text = format!(
        "SELECT a.id, a.right_code, a.status, a.filed_on, a.from_on, a.until_on, a.silence_on, a.silence_means, a.renew_on, \
         a.due_on, {BRIEF} FROM {} ORDER BY p.sort_key, p.id, a.opened_at, a.id",
        of_them("")
    );
    let rows = Row::find_by_statement(sql(&db, &text, held.values.clone())).all(&db).await?;
    let text = format!(
        "SELECT f.application_id, f.body FROM {} AND f.territory_id = a.territory_id AND f.application_id = a.id \
         AND f.kind IN ('filing', 'acknowledgement') ORDER BY f.application_id, f.seq",
        of_them(" CROSS JOIN right_fact f")
    );
    let told = NumberRow::find_by_statement(sql(&db, &text, held.values)).all(&db).await?;
    let mut numbers = numbers(told)?;
    let today = people::today(ctx);
    let lines = rows.into_iter().map(|row| exported(ctx, row, &mut numbers, today));
    let lines = lines.collect::<Result<Vec<_>>>()?;
    let mut persons: Vec<Uuid> = lines.iter().map(|line| line.person.id.uuid()).collect();
    persons.dedup();
    ctx.saw(Seen {
        action: "right.exported",
        kind: "right",
        object: None,
        persons,
        ground: "care-team".to_owned(),
    });
    Ok(lines)
}

fn exported(ctx: &Ctx, row: Row, numbers: &mut HashMap<Uuid, String>, today: Date) -> Result<ExportedRight> {
    let day = |text: Option<String>| text.and_then(|text| text.parse::<Date>().ok());
    let [filed, from, until, silence, renew, due] =
        [row.filed_on, row.from_on, row.until_on, row.silence_on, row.renew_on, row.due_on].map(day);
    let means = row.silence_means.as_deref().map(decode::<Means>).transpose()?;
    let status = Status::ALL.into_iter().find(|status| status.code() == row.status);
    let status = status.ok_or_else(|| Error::Bug(format!("unknown stored status {:?}", row.status)))?;
    // What the row keeps of the rules is what its standing asks for.
    let dates = Dates {
        filed,
        from,
        until,
        silence: silence.zip(means),
        renewal: renew.map(|from| (from, from)),
        ..Dates::default()
    };
    Ok(ExportedRight {
        person: row.person.into(),
        right: ctx.house().rights().get(&row.right_code).cloned(),
        code: row.right_code,
        standing: Standing::of(status, dates, today),
        filed,
        from,
        until,
        number: numbers.remove(&row.id),
        due,
    })
}

#[derive(FromQueryResult)]
struct NumberRow {
    application_id: Uuid,
    body: String,
}

/// The last number that was given to each application.
fn numbers(told: Vec<NumberRow>) -> Result<HashMap<Uuid, String>> {
    let mut numbers = HashMap::new();
    for row in told {
        if let Fact::Filing { number: Some(number), .. } | Fact::Acknowledgement { number: Some(number) } =
            serde_json::from_str(&row.body)?
        {
            numbers.insert(row.application_id, number);
        }
    }
    Ok(numbers)
}
