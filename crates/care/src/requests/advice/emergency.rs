//! The emergency screen: an emergency is not a request for advice. That it was shown, and what was decided, is kept.

use jiff::Timestamp;
use policy::{Action, ProgramFacts, Resource};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::rows::instant;
use crate::rows::row;
use crate::{Ctx, Error, Result};

row! {
    emergency_screen = "emergency_screen" {
        territory_id: Uuid, id: Uuid;
        program: String,
        practitioner_id: Uuid,
        shown_at: i64,
        outcome: Option<String>,
        decided_at: Option<i64>,
    }
}

/// What the asker decided before the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmergencyOutcome {
    /// It can wait for an advice.
    NotUrgent,
    /// It could not: they called.
    Called,
}

/// Records that the screen is shown to the actor for a programme.
pub async fn shown(ctx: &Ctx, program: &str) -> Result<Uuid> {
    if ctx.house().programs().get(program).and_then(|it| it.advice.as_ref()).is_none() {
        return Err(Error::NotFound);
    }
    let facts = ProgramFacts { territory: ctx.territory(), slug: program.to_owned() };
    ctx.permit(Action::AskAdvice, &Resource::Program(facts))?;
    let me = ctx.actor().professional()?.practitioner().uuid();
    let program = program.to_owned();
    ctx.write(move |ctx, tx| async move {
        let id: Uuid = ctx.new_id();
        emergency_screen::Model {
            territory_id: ctx.territory(),
            id,
            program,
            practitioner_id: me,
            shown_at: ctx.now().as_microsecond(),
            outcome: None,
            decided_at: None,
        }
        .insert(&tx)
        .await?;
        Ok(id)
    })
    .await
}

/// Records what the actor decided. Said twice, the first word stands.
/// Answers when the screen was shown and for which programme.
pub async fn decided(ctx: &Ctx, id: Uuid, outcome: EmergencyOutcome) -> Result<(Timestamp, String)> {
    let me = ctx.actor().professional()?.practitioner().uuid();
    ctx.write(move |ctx, tx| async move {
        let row = emergency_screen::Entity::find_by_id((ctx.territory(), id))
            .one(&tx)
            .await?
            .filter(|row| row.practitioner_id == me)
            .ok_or(Error::NotFound)?;
        let answer = (instant(row.shown_at), row.program.clone());
        if row.outcome.is_none() {
            let outcome = match outcome {
                EmergencyOutcome::NotUrgent => "not_urgent",
                EmergencyOutcome::Called => "called",
            };
            let decided_at = Some(ctx.now().as_microsecond());
            emergency_screen::Model { outcome: Some(outcome.to_owned()), decided_at, ..row }
                .save(&tx)
                .await?;
            let reason = crate::ctx::system();
            ctx.record(&tx, "emergency.decided", ("emergency_screen", id), None, &reason).await?;
        }
        Ok(answer)
    })
    .await
}
