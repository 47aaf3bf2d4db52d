//! Ties that loosen: appointments missed one after the other, nothing heard for months, no attending doctor.

use jiff::{Span, Timestamp, ToSpan};
use policy::Action;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use crate::people::{self, BRIEF, BriefRow, OpenPersons, PersonBrief, Reach};
use crate::record::HAS_ONE;
use crate::sql::sql;
use crate::{Ctx, Result};

/// How the tie with a person loosens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// So many appointments missed since one was last kept.
    Missed(i64),
    /// So many interviews of social accompaniment missed since one was last kept.
    MissedInterviews(i64),
    /// Nothing recorded since; never if absent.
    Silent(Option<Timestamp>),
    /// No attending doctor in the care team.
    NoAttendingDoctor,
}

impl Tie {
    /// Among how many days to a loss it is ranked: three absences come before what runs out in two weeks.
    pub fn counts_as(self) -> Span {
        match self {
            Self::Missed(n) | Self::MissedInterviews(n) if n > 2 => 7.days(),
            Self::Missed(_) | Self::MissedInterviews(_) => 14.days(),
            Self::Silent(_) => 21.days(),
            Self::NoAttendingDoctor => 30.days(),
        }
    }
}

/// At most so many persons, those first whose tie is loosest: more than one professional accompanies.
const MOST: usize = 2_000;

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    person: BriefRow,
    missed: i64,
    last_at: Option<i64>,
    attended: bool,
}

/// Whom the ties are looked at of: the persons, the parts of the record in which something recorded counts, and what else is asked.
struct Looked {
    held: OpenPersons,
    compartments: &'static str,
    more: String,
    values: Vec<Value>,
}

/// The loose ties of the persons whom the actor accompanies: those whose rights they manage, and of those whose social overview
/// alone is open to them, those for whom a right was applied for. One statement, or two for whoever does either.
pub(super) async fn loose<C: ConnectionTrait>(ctx: &Ctx, db: &C) -> Result<Vec<(PersonBrief, Tie)>> {
    let overview = OpenPersons::to(ctx, Action::ReadSocialOverview)?;
    let applied = " AND EXISTS (SELECT 1 FROM right_application a WHERE a.territory_id = p.territory_id AND a.person_id = p.id)";
    let Ok(held) = OpenPersons::to(ctx, Action::ManageRights) else {
        let more = applied.to_owned();
        let looked = Looked { held: overview, compartments: "'coordination'", more, values: Vec::new() };
        return of(ctx, db, looked).await;
    };
    let (compartments, more) = ("'coordination', 'social'", String::new());
    let mut all = of(ctx, db, Looked { held, compartments, more, values: Vec::new() }).await?;
    if Reach::to(ctx, Action::ManageRights) != Reach::to(ctx, Action::ReadSocialOverview) {
        let managed = OpenPersons::ids(ctx, Action::ManageRights)?;
        let more = format!("{applied} AND p.id NOT IN (SELECT held.person_id FROM {})", managed.from);
        let compartments = "'coordination'";
        let looked = Looked { held: overview, compartments, more, values: managed.values };
        all.extend(of(ctx, db, looked).await?);
    }
    Ok(all)
}

async fn of<C: ConnectionTrait>(ctx: &Ctx, db: &C, looked: Looked) -> Result<Vec<(PersonBrief, Tie)>> {
    let Looked { held, compartments, more, values: its } = looked;
    let now = ctx.now();
    let rules = ctx.house().programs().radar();
    // The last hour of the day so many months ago, so that the same list stands all day.
    let cutoff =
        crate::dates::noon(people::today(ctx).saturating_sub(i64::from(rules.silent_months).months()))?;
    let text = format!(
        "SELECT w.* FROM (SELECT {BRIEF}, (SELECT COUNT(*) FROM consultation k WHERE k.territory_id = p.territory_id \
         AND k.person_id = p.id AND k.status = 'no_show' AND NOT EXISTS (SELECT 1 FROM consultation h \
         WHERE h.territory_id = k.territory_id AND h.person_id = k.person_id AND h.status = 'held' \
         AND h.held_at > k.booked_for)) AS missed, \
         (SELECT MAX(e.at) FROM entry e WHERE e.territory_id = p.territory_id AND e.person_id = p.id \
         AND e.compartment IN ({compartments}) AND e.restricted = FALSE AND e.withdrawn_at IS NULL) AS last_at, \
         EXISTS (SELECT 1 FROM care_team_member t WHERE t.territory_id = p.territory_id AND t.person_id = p.id \
         AND t.kind = 'attending_gp' AND t.from_at <= ? AND (t.until_at IS NULL OR t.until_at > ?)) OR {HAS_ONE} AS attended \
         FROM {} WHERE {}{more}) AS w \
         WHERE w.missed >= ? OR w.attended = FALSE OR w.last_at IS NULL OR w.last_at < ? \
         ORDER BY w.missed DESC, COALESCE(w.last_at, 0), w.person_id LIMIT {MOST}",
        held.from, held.condition
    );
    let now = now.as_microsecond();
    let mut values = vec![now.into(), now.into(), now.into()];
    values.extend(held.values);
    values.extend(its);
    let chain = i64::from(rules.missed_in_a_row);
    values.extend([chain.into(), cutoff.as_microsecond().into()]);
    let rows = Row::find_by_statement(sql(db, &text, values)).all(db).await?;
    let mut all = Vec::new();
    for row in rows {
        let person = PersonBrief::from(row.person);
        if row.missed >= chain {
            all.push((person.clone(), Tie::Missed(row.missed)));
        }
        if row.last_at.is_none_or(|at| at < cutoff.as_microsecond()) {
            all.push((person.clone(), Tie::Silent(row.last_at.map(kernel::clock::from_micros))));
        }
        if !row.attended {
            all.push((person, Tie::NoAttendingDoctor));
        }
    }
    Ok(all)
}
