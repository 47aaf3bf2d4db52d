//! What the lines of a part leave behind, in few statements: persons, applications with their facts, the record, the
//! journal, what was promised for later; and on each line what it made.

use policy::Compartment;
use sea_orm::Value;
use store::{Bulk, Tx};
use uuid::Uuid;

use super::around::Around;
use super::decide::{Good, Opens};
use super::persons;
use super::rows::import_line;
use crate::access::entries::{self, NewEntry};
use crate::rights::{entry_kind, onto, opened, right_application, right_fact};
use crate::seed::sheets::Sheets;
use crate::{Ctx, ImportId, PersonId, Result};

static APPLICATIONS: Bulk = Bulk::new(right_application::Model::TABLE, right_application::Model::COLUMNS);
static FACTS: Bulk = Bulk::new(right_fact::Model::TABLE, right_fact::Model::COLUMNS);
/// Says on lines that are there what each of them made.
static DONE: Bulk = Bulk::unless(
    import_line::Model::TABLE,
    import_line::Model::COLUMNS,
    "(territory_id, import_id, line) DO UPDATE SET done_at = excluded.done_at, person_id = excluded.person_id, \
     person_created = excluded.person_created, application_id = excluded.application_id, entries = excluded.entries",
);

/// Everything that the lines of a part leave.
#[derive(Default)]
struct Leaves {
    sheets: Sheets,
    applications: Vec<Value>,
    facts: Vec<Value>,
    created: Vec<PersonId>,
    lines: Vec<Value>,
}

/// Writes what these lines make; each comes with its number and its cells.
pub(super) async fn write(
    ctx: &Ctx,
    tx: &Tx,
    id: ImportId,
    around: &Around,
    good: Vec<(i64, Vec<String>, Good)>,
) -> Result<()> {
    let mut leaves = Leaves::default();
    for (line, cells, good) in good {
        let mut done = import_line::Model {
            territory_id: ctx.territory(),
            import_id: id.uuid(),
            line,
            cells: serde_json::to_string(&cells)?,
            done_at: Some(ctx.now().as_microsecond()),
            person_id: Some(good.person.uuid()),
            person_created: good.creates.is_some(),
            application_id: good.opens.as_ref().map(|opens| opens.id.uuid()),
            entries: 0,
            undone_at: None,
            stays: None,
            taken: None,
        };
        if let Some(new) = &good.creates {
            done.entries += persons::create(ctx, around, good.person, new, &mut leaves.sheets)?;
            leaves.created.push(good.person);
        }
        if let Some(opens) = &good.opens {
            done.entries += open(ctx, good.person, opens, &mut leaves)?;
        }
        leaves.lines.extend(done.into_values());
    }
    leaves.sheets.insert(tx).await?;
    APPLICATIONS.insert(tx, leaves.applications).await?;
    FACTS.insert(tx, leaves.facts).await?;
    tx.enqueue_all(leaves.created.into_iter().map(|person| crate::people::match_job(ctx, person))).await?;
    DONE.insert(tx, leaves.lines).await?;
    Ok(())
}

/// Adds the rows of an application; answers how many lines of the record they are.
fn open(ctx: &Ctx, person: PersonId, opens: &Opens, leaves: &mut Leaves) -> Result<i64> {
    let renews = opens.renews.map(|(id, _)| id);
    let mut row = opened(ctx, opens.id, person, &opens.right, renews)?;
    let rights = ctx.house().rights();
    let right = rights.get(&opens.right);
    onto(&mut row, right, &opens.facts, opens.renews.and_then(|(_, due)| due))?;
    leaves.applications.extend(row.into_values());
    let object = ("right", opens.id.uuid());
    for dated in &opens.facts {
        let fact = right_fact::Model {
            territory_id: ctx.territory(),
            application_id: opens.id.uuid(),
            seq: dated.seq,
            kind: dated.fact.kind().code().to_owned(),
            at: dated.at.as_microsecond(),
            recorded_at: dated.recorded_at.as_microsecond(),
            role_id: dated.role.uuid(),
            practitioner_id: dated.practitioner.uuid(),
            body: serde_json::to_string(&dated.fact)?,
        };
        leaves.facts.extend(fact.into_values());
        let (compartment, kind) = (Compartment::Social, entry_kind(dated.fact.kind()));
        let entry = NewEntry { person, compartment, at: dated.at, kind, object };
        leaves.sheets.add(entries::authored(ctx, &entry)?);
    }
    let mut journal = |action: &str| {
        let at = (ctx.new_id::<Uuid>(), ctx.now());
        let entry = ctx.entry_of(at, action, object, Some(person.uuid()), &opens.reason.policy);
        leaves.sheets.journal(entry);
    };
    journal("right.opened");
    // What happened since is recorded in one go, and told in one line.
    if opens.facts.len() > 1 {
        journal("right.recorded");
    }
    Ok(i64::try_from(opens.facts.len()).unwrap_or(i64::MAX))
}
