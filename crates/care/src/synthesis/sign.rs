//! Signing a synthesis: each profession that the step names signs the same text; the last freezes it.

use policy::{Action, Compartment, Resource};
use store::Tx;

use super::acts::happened;
use super::facts::{Fact, FactKind};
use super::frozen::Frozen;
use super::hold::{hold, visible, writes};
use super::letter::{self, For};
use super::rows::Synthesis;
use super::standing::{Standing, Status};
use crate::access::entries::{self, NewEntry};
use crate::letter::{SetLetter, hash, set};
use crate::notices::{self, NewNotice};
use crate::people::{self, MemberKind};
use crate::record::{self, Reader};
use crate::{Ctx, Error, Result, SynthesisId, pathways};

/// What the last signature leaves: prepared before anything is written.
struct Sealed {
    frozen: String,
    letters: [(For, SetLetter); 2],
}

/// How often it is tried anew where others sign at the same time.
const ATTEMPTS: usize = 3;

/// The actor signs the text that they read, for their profession. Whoever signs last freezes it: the letters are set, the step of
/// the pathway is done. Signed twice by the same, it is signed once.
///
/// # Errors
/// [`Error::NotFound`] when it is hidden; [`Error::Forbidden`] when the actor does not write in the somatic part, or their
/// profession does not sign; [`Error::Conflict`] when the text changed since, somebody of their profession signed it, or the turn
/// of the step has not come; [`Error::Invalid`] while a part is missing without which nobody signs.
pub async fn sign(ctx: &Ctx, id: SynthesisId, version: i64) -> Result<Standing> {
    for _ in 0..ATTEMPTS {
        let sealed = prepare(ctx, id, version).await?;
        let signed = ctx.write(move |ctx, tx| async move { signed(&ctx, &tx, id, version, sealed).await });
        if let Some(standing) = signed.await? {
            return Ok(standing);
        }
    }
    Err(Error::Unavailable("others sign at the same time".to_owned()))
}

/// Sets the letters, where this signature is the last. They are set outside of any transaction.
async fn prepare(ctx: &Ctx, id: SynthesisId, version: i64) -> Result<Option<Sealed>> {
    let db = ctx.reader();
    let (synthesis, person) = visible(ctx, &db, id).await?;
    writes(ctx, &person)?;
    let before = synthesis.standing()?;
    let profession = ctx.actor().professional()?.principal.profession;
    if before.version != version || before.missing != [profession] || !before.status.is_open() {
        return Ok(None);
    }
    before.text.whole()?;
    let frozen = Frozen::now(ctx, &db, &synthesis, &before, Some(profession)).await?;
    let mut letters = Vec::new();
    for whom in For::ALL {
        let one = letter::compose(synthesis.locale, &frozen, whom);
        letters.push((whom, set(ctx, one).await?));
    }
    let letters = letters.try_into().map_err(|_| Error::Bug("two letters".to_owned()))?;
    Ok(Some(Sealed { frozen: serde_json::to_string(&frozen)?, letters }))
}

/// Writes the signature; `None` where it turns out to be the last, and nothing was prepared for that.
async fn signed(
    ctx: &Ctx,
    tx: &Tx,
    id: SynthesisId,
    version: i64,
    sealed: Option<Sealed>,
) -> Result<Option<Standing>> {
    let (mut row, synthesis, reason) = hold(ctx, tx, id).await?;
    let before = synthesis.standing()?;
    let me = ctx.actor().professional()?;
    let profession = me.principal.profession;
    if before.version == version && before.signed.iter().any(|it| it.practitioner == me.practitioner()) {
        return Ok(Some(before));
    }
    if !synthesis.needed.contains(&profession) {
        return Err(Error::Forbidden);
    }
    before.check(FactKind::Signature, version)?;
    if let Some(other) = before.signed.iter().find(|it| it.profession == profession) {
        let (who, at) = (Some(other.name.clone()), Some(other.at));
        let key = "conflict-synthesis-signed";
        return Err(Error::Conflict(crate::error::Conflict { key, who, at }));
    }
    before.text.whole()?;
    let last = before.missing == [profession];
    if last && sealed.is_none() {
        return Ok(None);
    }
    let fact = Fact::Signature { of: version, profession };
    let person = synthesis.person;
    let (pathway, step) = (synthesis.pathway, synthesis.step.clone());
    let then = happened(ctx, tx, synthesis.clone(), &fact).await?;
    then.status.code().clone_into(&mut row.status);
    if let Some(sealed) = sealed.filter(|_| then.status == Status::Signed) {
        row.sha256 = Some(hash(sealed.frozen.as_bytes()));
        row.frozen = Some(sealed.frozen);
        row.signed_at = Some(ctx.now().as_microsecond());
        for (whom, letter) in sealed.letters {
            crate::letter::keep(ctx, tx, (whom.kind(), id.uuid()), letter).await?;
        }
        let entry = NewEntry {
            person,
            compartment: Compartment::Somatic,
            at: ctx.now(),
            kind: "synthesis-signed",
            object: ("synthesis", id.uuid()),
        };
        entries::add(ctx, tx, entry).await?;
        pathways::held_step(ctx, tx, pathway, step).await?;
    }
    row.save(tx).await?;
    tell(ctx, tx, &synthesis, &then).await?;
    ctx.record(tx, "synthesis.signed", ("synthesis", id.uuid()), Some(person.uuid()), &reason).await?;
    Ok(Some(then))
}

/// Who is told: once it is frozen, the psychiatrists and the attending doctor of the person; before, those of the team whose
/// signature is waited for. Nobody who may not read it, nor the one who signs.
async fn tell(ctx: &Ctx, tx: &Tx, synthesis: &Synthesis, then: &Standing) -> Result<()> {
    let me = ctx.actor().professional()?.practitioner();
    let facts = people::person_facts(ctx, tx, synthesis.person).await?;
    let mut to = Vec::new();
    for member in people::running_team(ctx, tx, synthesis.person).await? {
        let concerned = match then.status {
            Status::Signed => matches!(member.kind, MemberKind::Psychiatrist | MemberKind::AttendingGp),
            _ => then.missing.contains(&member.profession),
        };
        if concerned && member.practitioner != me && !to.contains(&member.practitioner) {
            to.push(member.practitioner);
        }
    }
    let around = record::who_may(ctx, tx, &facts, Action::ReadSomatic).await?;
    // Who reads it is told to whoever signs, or the team is closed to them, and nobody is told.
    let reads = around.unwrap_or_default();
    to.retain(|who| {
        reads.iter().any(|it| matches!(it, Reader::Member { practitioner, .. } if practitioner == who))
    });
    let kind = match then.status {
        Status::Signed => "notice-synthesis-signed",
        _ => "notice-synthesis-to-sign",
    };
    let dedup = format!("synthesis|{}|{}|{}", synthesis.id.uuid(), then.version, then.status.code());
    let object = ("synthesis", synthesis.id.uuid());
    notices::tell(ctx, tx, &to, NewNotice { kind, object, dedup: &dedup }).await
}

/// Whether the actor’s profession is one of those whose signature is waited for.
pub(super) fn may(ctx: &Ctx, standing: &Standing, person: &policy::PersonFacts) -> bool {
    let profession = ctx.actor().professional().map(|it| it.principal.profession);
    ctx.may(Action::ReadSomatic, &Resource::Person(person.clone()))
        && writes(ctx, person).is_ok()
        && profession.is_ok_and(|it| standing.waits_for(it))
}
