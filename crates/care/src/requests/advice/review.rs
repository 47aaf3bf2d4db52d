//! The asker's own look at what would leave, before it leaves.

use policy::Action;

use super::act::look;
use super::{Extract, NewAsk};
use crate::attachments::{self, Attachment};
use crate::{AdviceId, Ctx, PersonId, Result};

/// What the answerer would see, and by when they would answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Review {
    /// What leaves about the person.
    pub extract: Extract,
    /// Documents that go with it.
    pub attachments: Vec<Attachment>,
    /// When the answer would be due, if it were sent now.
    pub due: jiff::Timestamp,
}

/// Shows the asker exactly what would leave. Nothing does.
pub async fn review(ctx: &Ctx, id: AdviceId, ask: &NewAsk) -> Result<Review> {
    let db = ctx.reader();
    let (advice, resource) = look(&db, ctx, id).await?;
    ctx.permit(Action::EditDraft, &resource)?;
    let program = ctx.house().programs().get(&advice.row.program).ok_or(crate::Error::NotFound)?;
    let extract = match ask.person() {
        Some(person) => {
            let facts = crate::people::person_facts(ctx, &db, person).await?;
            // A record that was merged stands for the one that is kept.
            let person = PersonId::from(facts.id);
            ctx.permit(Action::AskAboutPerson, &policy::Resource::Person(facts))?;
            Extract::Identified(crate::people::extract(&db, ctx, person).await?)
        }
        None => ask.anonymous(),
    };
    let days = kernel::Running::days(program.clocks.answer_days);
    let due = program.calendar.instant(program.calendar.running(ctx.now()) + days);
    Ok(Review { extract, attachments: attachments::of(&db, ctx, id.uuid()).await?, due })
}
