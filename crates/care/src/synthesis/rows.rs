//! The tables of syntheses, and the way from them to their facts.

use policy::Profession;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::facts::{Dated, Fact};
use super::frozen::Frozen;
use super::standing::{Standing, standing};
use crate::history::{FACT, FactRow, fact_row};
use crate::rows::row;
use crate::sql::sql;
use crate::{Ctx, Error, PathwayId, PersonId, Result, SynthesisId};

row! {
    synthesis = "synthesis" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        pathway_id: Uuid,
        step: String,
        // In which language it is written.
        locale: String,
        // The professions that sign, as the step had them when it was composed.
        needed: String,
        opened_at: i64,
        role_id: Uuid,
        // Where its facts lead, for lists.
        status: String,
        signed_at: Option<i64>,
        // What was signed, as it left, and its hash.
        frozen: Option<String>,
        sha256: Option<String>,
    }
}

fact_row! { synthesis_fact = "synthesis_fact" of synthesis_id: SynthesisId }

/// A synthesis with its history.
#[derive(Debug, Clone)]
pub(super) struct Synthesis {
    pub(super) id: SynthesisId,
    pub(super) person: PersonId,
    pub(super) pathway: PathwayId,
    pub(super) step: String,
    pub(super) locale: kernel::Locale,
    pub(super) needed: Vec<Profession>,
    pub(super) frozen: Option<(Frozen, String)>,
    pub(super) facts: Vec<Dated>,
}

impl Synthesis {
    /// Where it stands.
    pub(super) fn standing(&self) -> Result<Standing> {
        standing(&self.needed, &self.facts)
            .ok_or_else(|| Error::Bug("a synthesis without a beginning".to_owned()))
    }
}

#[derive(FromQueryResult)]
struct Joined {
    id: Uuid,
    person_id: Uuid,
    pathway_id: Uuid,
    step: String,
    locale: String,
    needed: String,
    frozen: Option<String>,
    sha256: Option<String>,
    #[sea_orm(nested)]
    fact: FactRow,
}

async fn read<C: ConnectionTrait>(ctx: &Ctx, db: &C, column: &str, id: Uuid) -> Result<Vec<Synthesis>> {
    let text = format!(
        "SELECT s.id, s.person_id, s.pathway_id, s.step, s.locale, s.needed, s.frozen, s.sha256, {FACT} \
         FROM synthesis s JOIN synthesis_fact f ON f.territory_id = s.territory_id AND f.synthesis_id = s.id \
         JOIN practitioner p ON p.territory_id = f.territory_id AND p.id = f.practitioner_id \
         WHERE s.territory_id = ? AND s.{column} = ? ORDER BY s.opened_at DESC, s.id DESC, f.seq"
    );
    let statement = sql(db, &text, vec![ctx.territory().into(), id.into()]);
    let mut all: Vec<Synthesis> = Vec::new();
    for row in Joined::find_by_statement(statement).all(db).await? {
        let dated = row.fact.dated()?;
        match all.last_mut() {
            Some(last) if last.id.uuid() == row.id => last.facts.push(dated),
            _ => all.push(Synthesis {
                id: row.id.into(),
                person: row.person_id.into(),
                pathway: row.pathway_id.into(),
                step: row.step,
                locale: row.locale.parse().unwrap_or_default(),
                needed: serde_json::from_str(&row.needed)?,
                frozen: match (row.frozen, row.sha256) {
                    (Some(text), Some(hash)) => Some((serde_json::from_str(&text)?, hash)),
                    _ => None,
                },
                facts: vec![dated],
            }),
        }
    }
    Ok(all)
}

/// One synthesis. One statement.
pub(super) async fn find<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: SynthesisId,
) -> Result<Option<Synthesis>> {
    Ok(read(ctx, db, "id", id.uuid()).await?.pop())
}

/// Those of a pathway, the latest first. One statement.
pub(super) async fn of_pathway<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    pathway: PathwayId,
) -> Result<Vec<Synthesis>> {
    read(ctx, db, "pathway_id", pathway.uuid()).await
}
