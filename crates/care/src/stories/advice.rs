//! What happens to a request, step by step.

use std::sync::Arc;

use super::cast::acting;
use super::hours::working_days_after;
use super::texts::{TEXTS, Text};
use crate::requests::advice::{
    self, AnswerForm, AskForm, ClosingForm, EmergencyOutcome, NewAnswer, NewAsk, NewClosing,
};
use crate::requests::consultation::{self, Outcome};
use crate::{AdviceId, Error, House, PersonId, Result, RoleId};

/// One thing that happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The GP asks.
    Send,
    /// The secretary passes it on.
    Triage,
    /// The psychiatrist takes it.
    Accept,
    /// The psychiatrist asks back.
    AskBack,
    /// The GP completes.
    Complete,
    /// The psychiatrist answers, with or without a consultation.
    Answer {
        /// Whether a consultation is offered.
        consultation: bool,
    },
    /// The psychiatrist offers times.
    OfferTimes,
    /// The GP books one.
    Book,
    /// The consultation is held, or the person does not come.
    Held {
        /// Whether the person came.
        came: bool,
    },
    /// The GP closes; what became of a referral is told by the number.
    Close {
        /// 0 none, 1 avoided, 2 still needed, 3 prompted; from 4 on, avoided with an emergency visit.
        outcome: u8,
    },
}

/// A request of the stories.
#[derive(Debug, Clone)]
pub struct Told {
    /// Who asks.
    pub gp: RoleId,
    /// Who answers.
    pub psychiatrist: RoleId,
    /// Who triages.
    pub secretary: RoleId,
    /// About whom; without identity if absent.
    pub person: Option<PersonId>,
    /// Which of the texts.
    pub text: usize,
    /// The request, once it exists.
    pub id: Option<AdviceId>,
}

/// Takes one step of a story, now.
pub async fn tell(house: &Arc<House>, told: &mut Told, step: Step) -> Result<()> {
    let text = &TEXTS[told.text % TEXTS.len()];
    if step == Step::Send {
        told.id = Some(send(house, told, text).await?);
        return Ok(());
    }
    let id = told.id.ok_or(Error::NotFound)?;
    let gp = acting(house, told.gp).await?;
    let psychiatrist = acting(house, told.psychiatrist).await?;
    match step {
        Step::Send => {}
        Step::Triage => {
            let secretary = acting(house, told.secretary).await?;
            let named = psychiatrist.actor().professional()?.practitioner();
            advice::triage(&secretary, id, Some(named), "").await?;
        }
        Step::Accept => {
            advice::accept(&psychiatrist, id).await?;
        }
        Step::AskBack => {
            advice::ask_back(&psychiatrist, id, text.asked_back).await?;
        }
        Step::Complete => {
            advice::complete(&gp, id, text.completed).await?;
        }
        Step::Answer { consultation } => {
            let form = answer_form(text, consultation);
            advice::answer(&psychiatrist, id, NewAnswer::parse(&form)?).await?;
        }
        Step::OfferTimes => {
            let offered = consultation::of_advice(&psychiatrist.reader(), &psychiatrist, id).await?;
            let offered = offered.ok_or(Error::NotFound)?.id;
            let now = house.clock.now();
            let times = [4, 6].map(|days| working_days_after(now, days)).to_vec();
            consultation::offer_slots(&psychiatrist, offered, times, 45, "CMP des Tanneurs").await?;
        }
        Step::Book => {
            let offered = consultation::of_advice(&gp.reader(), &gp, id).await?.ok_or(Error::NotFound)?;
            let slot = offered.slots.first().ok_or(Error::NotFound)?.id;
            consultation::book(&gp, offered.id, slot).await?;
        }
        Step::Held { came } => {
            let offered = consultation::of_advice(&psychiatrist.reader(), &psychiatrist, id).await?;
            let outcome = if came { Outcome::Held } else { Outcome::NoShow };
            consultation::outcome(&psychiatrist, offered.ok_or(Error::NotFound)?.id, outcome).await?;
        }
        Step::Close { outcome } => {
            advice::close(&gp, id, NewClosing::parse(&closing_form(outcome))?).await?;
        }
    }
    Ok(())
}

async fn send(house: &Arc<House>, told: &Told, text: &Text) -> Result<AdviceId> {
    let gp = acting(house, told.gp).await?;
    let screen = advice::shown(&gp, "advice-line").await?;
    let (shown_at, program) = advice::decided(&gp, screen, EmergencyOutcome::NotUrgent).await?;
    let id = advice::start(&gp, &program, shown_at, None).await?;
    let form = AskForm {
        question: text.question.to_owned(),
        context: text.context.to_owned(),
        suicidal_ideas: "absent".to_owned(),
        telling: "in_person".to_owned(),
        without_identity: if told.person.is_none() { "yes".to_owned() } else { String::new() },
        age: "44".to_owned(),
        ..AskForm::default()
    };
    advice::send(&gp, id, NewAsk::parse(&form, told.person, None)?).await
}

fn answer_form(text: &Text, consultation: bool) -> AnswerForm {
    let [assessment, medication, clinical_plan, follow_up, warning_signs] = text.answer.map(str::to_owned);
    AnswerForm {
        assessment,
        medication,
        clinical_plan,
        follow_up,
        warning_signs,
        consultation: if consultation { "yes".to_owned() } else { String::new() },
    }
}

fn closing_form(outcome: u8) -> ClosingForm {
    let referral = match outcome {
        0 => "none",
        2 => "still_needed",
        3 => "prompted",
        _ => "avoided",
    };
    ClosingForm {
        followed: if outcome == 2 { "partly" } else { "yes" }.to_owned(),
        why: if outcome == 2 { "La personne a préféré attendre.".to_owned() } else { String::new() },
        referral: referral.to_owned(),
        emergency_avoided: if outcome >= 4 { "yes".to_owned() } else { String::new() },
        usefulness: "5".to_owned(),
        text: "Merci, utile.".to_owned(),
    }
}
