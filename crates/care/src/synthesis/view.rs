//! A synthesis as pages show it, those of a pathway, and what the person reads of theirs.

use jiff::Timestamp;
use letters::Letter;
use policy::{Action, PersonFacts, Profession, Reason, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::facts::Dated;
use super::frozen::Frozen;
use super::hold::{visible, writes};
use super::letter::{For, LetterPreview, compose, preview_of};
use super::rows;
use super::sign::may;
use super::standing::{Standing, Status};
use super::text::Part;
use crate::people::{self, Person};
use crate::programs::{PathwayRules, Words};
use crate::record::{self, Reader};
use crate::sql::sql;
use crate::{Ctx, Error, PathwayId, PersonId, Result, Seen, SynthesisId, notices, pathways};

/// A synthesis.
#[derive(Debug, Clone)]
pub struct SynthesisView {
    /// Which.
    pub id: SynthesisId,
    /// About whom.
    pub person: Person,
    /// Why the actor sees it.
    pub reason: Reason,
    /// Of which pathway.
    pub pathway: PathwayId,
    /// What the pathway is called.
    pub pathway_name: Words,
    /// What the step is called.
    pub step_name: Words,
    /// Whether the pathway is open to the actor too.
    pub opens_pathway: bool,
    /// Where it stands.
    pub standing: Standing,
    /// The professions that sign.
    pub needed: Vec<Profession>,
    /// What was signed, and its hash.
    pub frozen: Option<(Frozen, String)>,
    /// The letters, as they left or would leave.
    pub letters: LetterPreview,
    /// Whether the actor may complete it.
    pub may_write: bool,
    /// Whether their signature is waited for.
    pub may_sign: bool,
    /// Who reads it, beside the actor; absent where who is around the person is not told to the actor.
    pub readers: Option<Vec<Reader>>,
    /// What happened, latest first.
    pub history: Vec<Dated>,
}

/// One synthesis; journalled.
///
/// # Errors
/// [`Error::NotFound`] when there is none, and when the somatic part of its person is closed to the actor.
pub async fn open(ctx: &Ctx, id: SynthesisId) -> Result<SynthesisView> {
    let db = ctx.reader();
    let (synthesis, facts) = visible(ctx, &db, id).await?;
    let reason = ctx.permit(Action::ReadSomatic, &Resource::Person(facts.clone()))?;
    let person = people::read(ctx, &db, facts.id.into()).await?;
    ctx.saw(Seen::one("synthesis.read", ("synthesis", id.uuid()), person.id, &reason));
    let standing = synthesis.standing()?;
    let may_sign = may(ctx, &standing, &facts);
    let pathway = pathways::find(ctx, &db, synthesis.pathway).await?.ok_or(Error::NotFound)?;
    let view = SynthesisView {
        id,
        reason,
        pathway: pathway.id,
        step_name: step_name(&pathway.rules, &synthesis.step),
        pathway_name: pathway.rules.name,
        opens_pathway: ctx.may(Action::ReadCoordination, &Resource::Person(facts.clone())),
        letters: preview_of(ctx, &db, &synthesis, may_sign).await?,
        may_write: standing.status.is_open() && writes(ctx, &facts).is_ok(),
        may_sign,
        readers: record::who_may(ctx, &db, &facts, Action::ReadSomatic).await?,
        needed: synthesis.needed,
        frozen: synthesis.frozen,
        history: synthesis.facts.into_iter().rev().collect(),
        person,
        standing,
    };
    notices::read(ctx, id.uuid()).await?;
    Ok(view)
}

fn step_name(rules: &PathwayRules, step: &str) -> Words {
    rules.step(step).map_or_else(|| Words::same(step), |step| step.name.clone())
}

/// A synthesis of a pathway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfPathway {
    /// Which.
    pub id: SynthesisId,
    /// Of which step.
    pub step: String,
    /// Where it stands.
    pub status: Status,
}

/// What somebody who sees a pathway may know of its syntheses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Syntheses {
    /// Those there are, the latest first; none for whoever does not read the somatic part.
    pub all: Vec<OfPathway>,
    /// Whether the actor may compose one.
    pub may_compose: bool,
}

/// The syntheses of a pathway that the actor may read. The caller has read the pathway.
pub(crate) async fn of_pathway<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    pathway: PathwayId,
    person: &PersonFacts,
) -> Result<Syntheses> {
    if !ctx.may(Action::ReadSomatic, &Resource::Person(person.clone())) {
        return Ok(Syntheses::default());
    }
    let found = rows::of_pathway(ctx, db, pathway).await?;
    let of = |it: rows::Synthesis| Ok(OfPathway { status: it.standing()?.status, id: it.id, step: it.step });
    let all: Result<Vec<_>> = found.into_iter().map(of).collect();
    Ok(Syntheses { all: all?, may_compose: writes(ctx, person).is_ok() })
}

/// What a person reads of a synthesis of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldToThePerson {
    /// When it was signed.
    pub at: Timestamp,
    /// All of it in plain words.
    pub words: String,
    /// Who signed.
    pub by: Vec<String>,
}

/// What was signed last on a pathway, as it is addressed to the doctor who takes over. The caller has asked the policy.
pub(crate) async fn signed_of_pathway<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    pathway: PathwayId,
) -> Result<Option<(SynthesisId, Letter)>> {
    let found = rows::of_pathway(ctx, db, pathway).await?;
    Ok(found.into_iter().find_map(|it| {
        let (frozen, _) = it.frozen?;
        Some((it.id, compose(it.locale, &frozen, For::Doctor)))
    }))
}

#[derive(FromQueryResult)]
struct Signed {
    frozen: Option<String>,
}

/// What was signed about a person, in plain words, the latest first. The caller has asked the policy.
pub(crate) async fn told_to_the_person<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<ToldToThePerson>> {
    let text = "SELECT frozen FROM synthesis WHERE territory_id = ? AND person_id = ? AND status = 'signed' \
                ORDER BY opened_at DESC, id DESC LIMIT 5";
    let values = vec![ctx.territory().into(), person.uuid().into()];
    let rows = Signed::find_by_statement(sql(db, text, values)).all(db).await?;
    let told = |row: Signed| {
        let frozen: Frozen = serde_json::from_str(&row.frozen?).ok()?;
        let by = frozen.signers.iter().map(|it| it.name.clone()).collect();
        Some(ToldToThePerson { at: frozen.at, words: frozen.text.get(Part::Person)?.to_owned(), by })
    };
    Ok(rows.into_iter().filter_map(told).collect())
}
