use policy::Action;
use serde::{Deserialize, Serialize};

use super::act::Act;
use super::facts::{Closing, Fact};
use crate::fields::{self, Faults};
use crate::{AdviceId, Ctx, Result, drafts};

/// Whether the advice was followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Followed {
    /// Followed.
    Yes,
    /// Followed in part.
    Partly,
    /// Not followed.
    No,
}

/// What became of the referral to a specialist that the asker had in mind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Referral {
    /// None was contemplated.
    None,
    /// Contemplated, then avoided thanks to the advice.
    Avoided,
    /// Contemplated and still needed.
    StillNeeded,
    /// Not contemplated before; the advice prompted it.
    Prompted,
}

/// The closing questions as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClosingForm {
    /// `yes`, `partly`, `no`.
    pub followed: String,
    /// Why not, or why in part.
    pub why: String,
    /// `none`, `avoided`, `still_needed`, `prompted`.
    pub referral: String,
    /// `yes` where an emergency visit was avoided.
    pub emergency_avoided: String,
    /// From 1 to 5, or empty.
    pub usefulness: String,
    /// A word back.
    pub text: String,
}

/// The closing questions, answered.
#[derive(Debug, Clone)]
pub struct NewClosing(Closing);

impl NewClosing {
    /// Reads what was typed.
    pub fn parse(form: &ClosingForm) -> Result<Self> {
        let mut faults = Faults::new();
        let followed = crate::directory::decode::<Followed>(&form.followed).ok();
        let referral = crate::directory::decode::<Referral>(&form.referral).ok();
        if followed.is_none() {
            faults.push("followed", "fault-choose");
        }
        if referral.is_none() {
            faults.push("referral", "fault-choose");
        }
        let why = faults.take(fields::optional_long("why", &form.why)).flatten();
        if matches!(followed, Some(Followed::Partly | Followed::No)) && why.is_none() {
            faults.push("why", "fault-say-why");
        }
        let usefulness = match form.usefulness.trim() {
            "" => None,
            mark => match mark.parse::<u8>() {
                Ok(mark @ 1..=5) => Some(mark),
                _ => {
                    faults.push("usefulness", "fault-from-1-to-5");
                    None
                }
            },
        };
        let text = faults.take(fields::optional_long("text", &form.text)).flatten();
        let emergency_avoided = form.emergency_avoided == "yes";
        faults.done()?;
        let (Some(followed), Some(referral)) = (followed, referral) else {
            return Err(crate::Error::NotFound);
        };
        Ok(Self(Closing { followed, why, referral, emergency_avoided, usefulness, text }))
    }
}

/// The asker says what became of the advice: the loop is closed.
pub async fn close(ctx: &Ctx, id: AdviceId, closing: NewClosing) -> Result<AdviceId> {
    ctx.write(move |ctx, tx| async move {
        let mut act = Act::begin(&ctx, &tx, id, Action::CloseAdvice).await?;
        act.ends_sharing()?;
        act.happened(Fact::Closing(Box::new(closing.0))).await?;
        drafts::discard(&ctx, &tx, "close", id.uuid()).await?;
        act.finish("advice.closed").await
    })
    .await
}
