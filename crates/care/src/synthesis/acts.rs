//! Composing a synthesis, changing its text, giving it up.

use policy::Profession;
use sea_orm::EntityTrait;
use sea_orm::sea_query::OnConflict;

use super::facts::{Fact, FactKind};
use super::hold::{hold, writes};
use super::rows::{self, synthesis};
use super::standing::{Standing, Status};
use super::text::Text;
use crate::pathways::{self, StepStatus};
use crate::programs::StepKind;
use crate::{Ctx, Error, PathwayId, PersonId, Result, SynthesisId, drafts, people};

/// The form whose draft is kept while one writes.
pub(super) const FORM: &str = "synthesis";

/// Composes the synthesis of a step of a pathway, under the identifier that was minted with the form: sent twice, there is one.
/// Where one is being written for that step, it is that one.
///
/// # Errors
/// [`Error::NotFound`] when the pathway or the somatic part is hidden, and for a step that is no document; [`Error::Forbidden`]
/// when the actor does not write in the somatic part; [`Error::Conflict`] when the step is over, or the pathway.
pub async fn begin(
    ctx: &Ctx,
    id: SynthesisId,
    pathway: PathwayId,
    step: String,
    text: Text,
) -> Result<SynthesisId> {
    ctx.write(move |ctx, tx| async move {
        let (pathway, standing, _) = pathways::held(&ctx, &tx, pathway).await?;
        let facts = people::person_facts(&ctx, &tx, pathway.person).await?;
        let reason = writes(&ctx, &facts)?;
        let rules = pathway.rules.step(&step).filter(|it| it.kind == StepKind::Document);
        let rules = rules.ok_or(Error::NotFound)?;
        for one in rows::of_pathway(&ctx, &tx, pathway.id).await? {
            if one.id == id || (one.step == step && one.standing()?.status.is_open()) {
                return Ok(one.id);
            }
        }
        let over = standing.status != pathways::Status::Running;
        let done = standing.steps.iter().any(|it| it.code == step && it.status == StepStatus::Done);
        if over || (done && !rules.repeatable) {
            return Err(Error::conflict("conflict-pathway-over"));
        }
        let person = PersonId::from(facts.id);
        // A doctor signs where the programme names nobody.
        let needed = match rules.who.as_slice() {
            [] => vec![Profession::GeneralPractitioner],
            some => some.to_vec(),
        };
        let row = synthesis::Model {
            territory_id: ctx.territory(),
            id: id.uuid(),
            person_id: person.uuid(),
            pathway_id: pathway.id.uuid(),
            step,
            locale: ctx.locale().to_string(),
            needed: serde_json::to_string(&needed)?,
            opened_at: ctx.now().as_microsecond(),
            role_id: ctx.actor().professional()?.role().uuid(),
            status: Status::Draft.code().to_owned(),
            signed_at: None,
            frozen: None,
            sha256: None,
        };
        let added = synthesis::Entity::insert(synthesis::ActiveModel::from(row))
            .on_conflict(OnConflict::new().do_nothing().to_owned())
            .exec_without_returning(&tx)
            .await?;
        if added == 0 {
            return Err(Error::NotFound);
        }
        rows::append(&ctx, &tx, id, 1, ctx.now(), &Fact::Composition { text }).await?;
        ctx.record(&tx, "synthesis.composed", ("synthesis", id.uuid()), Some(person.uuid()), &reason).await?;
        Ok(id)
    })
    .await
}

/// Changes the text, where nobody else did since `version`: what was signed before was another text, and is to be signed anew.
/// The same text again changes nothing.
///
/// # Errors
/// [`Error::NotFound`] when it is hidden; [`Error::Forbidden`] when the actor does not write in the somatic part;
/// [`Error::Conflict`] when somebody else changed it, or it is signed or given up.
pub async fn revise(ctx: &Ctx, id: SynthesisId, text: Text, version: i64) -> Result<Standing> {
    ctx.write(move |ctx, tx| async move {
        let (mut row, synthesis, reason) = hold(&ctx, &tx, id).await?;
        let before = synthesis.standing()?;
        if before.status.is_open() && before.text == text {
            drafts::discard(&ctx, &tx, FORM, id.uuid()).await?;
            return Ok(before);
        }
        before.check(FactKind::Revision, version)?;
        let then = happened(&ctx, &tx, synthesis, &Fact::Revision { text }).await?;
        then.status.code().clone_into(&mut row.status);
        let person = row.person_id;
        row.save(&tx).await?;
        drafts::discard(&ctx, &tx, FORM, id.uuid()).await?;
        ctx.record(&tx, "synthesis.revised", ("synthesis", id.uuid()), Some(person), &reason).await?;
        Ok(then)
    })
    .await
}

/// Gives a synthesis up that nobody has signed whole. Said twice, it is done once.
///
/// # Errors
/// As [`revise`].
pub async fn drop(ctx: &Ctx, id: SynthesisId) -> Result<PathwayId> {
    ctx.write(move |ctx, tx| async move {
        let (mut row, synthesis, reason) = hold(&ctx, &tx, id).await?;
        let (before, pathway) = (synthesis.standing()?, synthesis.pathway);
        if before.status == Status::Dropped {
            return Ok(pathway);
        }
        before.check(FactKind::Dropping, before.version)?;
        let then = happened(&ctx, &tx, synthesis, &Fact::Dropping).await?;
        then.status.code().clone_into(&mut row.status);
        let person = row.person_id;
        row.save(&tx).await?;
        ctx.record(&tx, "synthesis.dropped", ("synthesis", id.uuid()), Some(person), &reason).await?;
        Ok(pathway)
    })
    .await
}

/// Adds a fact, and says where it leads.
pub(super) async fn happened(
    ctx: &Ctx,
    tx: &store::Tx,
    mut synthesis: rows::Synthesis,
    fact: &Fact,
) -> Result<Standing> {
    let seq = synthesis.facts.last().map_or(1, |last| last.seq + 1);
    synthesis.facts.push(rows::append(ctx, tx, synthesis.id, seq, ctx.now(), fact).await?);
    synthesis.standing()
}
