//! Taking back what was recorded by mistake: the fact stays in the history with whoever recorded it, beside the word that it
//! was a mistake, and counts no more.

use policy::{Action, Resource};
use serde::{Deserialize, Serialize};

use super::acts::{enter, needs, overview, standing, under_way};
use super::catalogue::Right;
use super::facts::{Dated, Fact, follow, mistaken};
use super::project;
use super::rows::{self, Application};
use crate::fields::{self, Faults};
use crate::people;
use crate::{ApplicationId, Ctx, Error, Result};

/// A mistake, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MistakeForm {
    /// Place of the fact in the history.
    pub seq: String,
    /// Why it was one.
    pub why: String,
}

/// A mistake, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMistake {
    /// Place of the fact in the history.
    pub seq: i64,
    /// Why it was one.
    pub why: String,
}

impl NewMistake {
    /// Reads what was typed.
    pub fn parse(form: &MistakeForm) -> Result<Self> {
        let mut faults = Faults::new();
        let why = faults.take(fields::long("why", &form.why));
        faults.done()?;
        let seq = form.seq.parse().map_err(|_| Error::NotFound)?;
        Ok(Self { seq, why: why.unwrap_or_default() })
    }
}

/// Takes a fact back that was recorded by mistake. Sent twice, it is done once.
///
/// # Errors
/// [`Error::NotFound`] when the application is hidden or has no such fact; [`Error::Forbidden`] when the fact was not the
/// actor’s to record, or is another doctor’s; [`Error::Conflict`] for the opening, for a fact on which a later one rests, and
/// where another application is under way for the right meanwhile.
pub async fn take_back(ctx: &Ctx, id: ApplicationId, new: NewMistake) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let (row, found) = rows::lock(&ctx, &tx, id).await?.unzip();
        let (mut application, resource) = standing(&ctx, &tx, found).await?;
        let row = row.ok_or(Error::NotFound)?;
        let rights = ctx.house().rights();
        let right = rights.get(&application.right_code).ok_or(Error::NotFound)?;
        overview(&ctx, &resource)?;
        if mistaken(&application.history).contains(&new.seq) {
            return Ok(());
        }
        let fact = application.facts.iter().find(|it| it.seq == new.seq).cloned().ok_or(Error::NotFound)?;
        let reason = ctx.permit(needs(right, &fact.fact, &ctx, &resource), &resource)?;
        if !is_theirs(&ctx, &fact, &resource) {
            return Err(Error::Forbidden);
        }
        people::hold(&tx, &ctx, application.person).await?;
        let others = rows::of_person(&ctx, &tx, application.person).await?;
        application.facts = without(&application, &fact, &others)?;
        let (at, mistake) = (ctx.now(), Fact::Mistake { seq: new.seq, why: new.why });
        rows::append(&ctx, &tx, id, application.next_seq(), at, &mistake).await?;
        rows::strike(&ctx, &tx, id, &fact, super::entry_kind(fact.fact.kind())).await?;
        project::save(&ctx, &tx, row, &application).await?;
        enter(&ctx, &tx, &application, &mistake, at).await?;
        let person = Some(application.person.uuid());
        ctx.record(&tx, "right.mistaken", ("right", id.uuid()), person, &reason).await
    })
    .await
}

/// Whoever manages rights takes back what anybody recorded; a doctor what they recorded themselves.
fn is_theirs(ctx: &Ctx, fact: &Dated, resource: &Resource) -> bool {
    let mine = ctx.actor().professional().is_ok_and(|me| me.practitioner() == fact.practitioner);
    mine || ctx.may(Action::ManageRights, resource)
}

/// The facts that count once this one does not.
fn without(application: &Application, fact: &Dated, of_the_person: &[Application]) -> Result<Vec<Dated>> {
    if fact.fact == Fact::Opening {
        return Err(Error::conflict("conflict-mistake-opening"));
    }
    let rest: Vec<Dated> = application.facts.iter().filter(|it| it.seq != fact.seq).cloned().collect();
    if !follow(&rest) {
        return Err(Error::conflict("conflict-mistake-rests"));
    }
    let others: Vec<_> = of_the_person.iter().filter(|it| it.id != application.id).cloned().collect();
    let grants = matches!(fact.fact, Fact::Grant { .. });
    if grants && others.iter().any(|it| it.renews == Some(application.id)) {
        return Err(Error::conflict("conflict-mistake-renewed"));
    }
    if super::status(&rest).is_some_and(super::Status::is_under_way) {
        under_way(&others, &application.right_code)?;
    }
    Ok(rest)
}

/// The facts that the actor may take back.
pub(super) fn possible(ctx: &Ctx, right: &Right, application: &Application, resource: &Resource) -> Vec<i64> {
    let open = |it: &&Dated| {
        it.fact != Fact::Opening
            && ctx.may(needs(right, &it.fact, ctx, resource), resource)
            && is_theirs(ctx, it, resource)
    };
    application.facts.iter().filter(open).map(|it| it.seq).collect()
}
