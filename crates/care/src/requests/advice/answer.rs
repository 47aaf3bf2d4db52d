//! Answering: five parts, a preview of exactly what leaves, then the sending, which sets the letter.

use policy::Action;
use serde::{Deserialize, Serialize};

use super::accept::take;
use super::act::{Act, look};
use super::facts::{Answer, Fact, Status};
use super::letter;
use crate::directory::authors::by_role;
use crate::fields::{self, Faults};
use crate::requests::consultation;
use crate::{AdviceId, Ctx, Error, Result, drafts};

/// The answer as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// What I think, with reasons.
    pub assessment: String,
    /// Drugs.
    pub medication: String,
    /// What to do.
    pub clinical_plan: String,
    /// When to see again.
    pub follow_up: String,
    /// What must alert.
    pub warning_signs: String,
    /// `yes` where a consultation is offered.
    pub consultation: String,
}

/// An answer, read.
#[derive(Debug, Clone)]
pub struct NewAnswer {
    pub(super) answer: Answer,
    pub(super) offers_consultation: bool,
}

impl NewAnswer {
    /// Reads what was typed. Only the first part must be there.
    pub fn parse(form: &AnswerForm) -> Result<Self> {
        let mut faults = Faults::new();
        let assessment = faults.take(fields::long("assessment", &form.assessment));
        let mut part = |field, text: &str| faults.take(fields::optional_long(field, text)).flatten();
        let medication = part("medication", &form.medication);
        let clinical_plan = part("clinical_plan", &form.clinical_plan);
        let follow_up = part("follow_up", &form.follow_up);
        let warning_signs = part("warning_signs", &form.warning_signs);
        faults.done()?;
        let answer = Answer {
            assessment: assessment.unwrap_or_default(),
            medication,
            clinical_plan,
            follow_up,
            warning_signs,
            consultation: None,
        };
        Ok(Self { answer, offers_consultation: form.consultation == "yes" })
    }
}

/// The letter as it would leave now.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterPreview {
    /// What would be printed.
    pub letter: letters::Letter,
    /// Days the answer took, out of those promised.
    pub clock: super::AdviceClock,
    /// When the consultation offered would have to be held.
    pub consultation_due: Option<jiff::Timestamp>,
}

/// Shows exactly what the asker would receive. Nothing leaves.
pub async fn preview(ctx: &Ctx, id: AdviceId, new: &NewAnswer) -> Result<LetterPreview> {
    let db = ctx.reader();
    let (advice, resource) = look(&db, ctx, id).await?;
    let over = !advice.status().is_open();
    let taken = advice.row.answerer_id.is_some();
    match ctx.permit(Action::AnswerAdvice, &resource) {
        Ok(_) if !over => {}
        // Somebody else took it, or answered it: said as such, so that nothing typed is lost.
        Ok(_) | Err(Error::Forbidden) if over || taken => {
            let gone = super::clock::gone(&advice, super::FactKind::Answer);
            return Err(super::act::named(gone, &db, ctx, &advice).await?);
        }
        Ok(_) => {}
        Err(error) => return Err(error),
    }
    let program = ctx.house().programs().get(&advice.row.program).ok_or(Error::NotFound)?;
    let me = ctx.actor().professional()?.role().uuid();
    let people = by_role(&db, ctx, vec![advice.row.asker_role_id, me]).await?;
    let (Some(asker), Some(author)) = (people.get(&advice.row.asker_role_id), people.get(&me)) else {
        return Err(Error::NotFound);
    };
    let consultation_due = new.offers_consultation.then(|| consultation::due(program, ctx.now()));
    let letter = letter::compose(ctx, &advice, program, asker, author, &new.answer, consultation_due)?;
    Ok(LetterPreview {
        letter,
        clock: super::clock::of_row(&advice.row, program, ctx.now()),
        consultation_due,
    })
}

/// Answers. The letter is set first, outside of any transaction; then everything is written at once. Of two who
/// answer at the same time one wins; the other keeps what they typed, in their draft, and learns who answered.
pub async fn answer(ctx: &Ctx, id: AdviceId, new: NewAnswer) -> Result<AdviceId> {
    let preview = preview(ctx, id, &new).await?;
    let set = crate::letter::set(ctx, preview.letter).await?;
    ctx.write(move |ctx, tx| async move {
        let mut act = Act::begin(&ctx, &tx, id, Action::AnswerAdvice).await?;
        if act.advice.status() == Status::Sent {
            take(&mut act).await?;
        }
        let mut answer = new.answer;
        if new.offers_consultation {
            let program = act.program()?;
            answer.consultation = Some(consultation::offer(&ctx, &tx, &act.advice.row, program).await?);
        }
        act.happened(Fact::Answer(Box::new(answer))).await?;
        crate::letter::keep(&ctx, &tx, (letter::KIND, id.uuid()), set).await?;
        drafts::discard(&ctx, &tx, "answer", id.uuid()).await?;
        act.finish("advice.answered").await
    })
    .await
}
