//! How Awa Diarra accompanies Nadia Ferhat: two interviews, one of which the doctors of her team may read, an appointment
//! today, and the plan that they made together.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use kernel::MockClock;

use super::cast::{Cast, acting};
use crate::people;
use crate::support::interviews::{self, NewInterview, NextStep, Place, Shared, Status, Subject};
use crate::support::plan::{self, Doer, How, NewGoal, NewStep, NewStepFact};
use crate::{Ctx, GoalId, House, PersonId, Result, StepId};

/// Tells them, in the fortnight before `today`.
pub(super) async fn support(
    house: &Arc<House>,
    clock: &MockClock,
    cast: &Cast,
    today: Timestamp,
    nadia: PersonId,
) -> Result<()> {
    let days_ago = |days: i64| clock.set(today - SignedDuration::from_hours(24 * days));
    days_ago(9);
    let awa = acting(house, cast.get("social_worker").role).await?;
    let missed = NewInterview {
        status: Status::Missed,
        at: Some(awa.now()),
        shared: about(Place::Office, &[Subject::Housing], "Premier rendez-vous"),
        private: None,
    };
    interviews::record(&awa, awa.new_id(), nadia, missed).await?;

    days_ago(5);
    let kept = interviews::record(&awa, awa.new_id(), nadia, kept(&awa)).await?;
    interviews::share(&awa, kept, false).await?;

    days_ago(4);
    let planned = NewInterview {
        status: Status::Planned,
        at: Some(today + SignedDuration::from_hours(6)),
        shared: about(Place::Office, &[Subject::Housing, Subject::Money], "Relire le courrier du bailleur"),
        private: None,
    };
    interviews::record(&awa, awa.new_id(), nadia, planned).await?;
    agreed(&awa, cast, nadia).await
}

fn about(place: Place, subjects: &[Subject], about: &str) -> Shared {
    Shared { place, subjects: subjects.to_vec(), about: Some(about.to_owned()), text: None, next: None }
}

/// The interview at her sister's, with a part that is Awa's alone.
fn kept(awa: &Ctx) -> NewInterview {
    let text = "Reçue chez sa sœur, où elle dort dans le salon depuis la fin du bail. La déclaration du RSA est faite \
                ensemble ; il reprendra le mois prochain. La demande de logement est relue, il manque l’avis d’imposition.";
    let next = NextStep { what: "Déposer l’avis d’imposition".to_owned(), on: Some(day(awa, 7)) };
    NewInterview {
        status: Status::Kept,
        at: Some(awa.now()),
        shared: Shared {
            text: Some(text.to_owned()),
            next: Some(next),
            ..about(Place::Home, &[Subject::Rights, Subject::Housing], "RSA et logement")
        },
        private: Some("La tension avec sa sœur monte : lui proposer de se voir ailleurs.".to_owned()),
    }
}

fn day(awa: &Ctx, days: i64) -> Date {
    people::today(awa).saturating_add(days.days())
}

/// Two goals in her words: one agreed on with its steps, one that is still to be agreed on.
async fn agreed(awa: &Ctx, cast: &Cast, nadia: PersonId) -> Result<()> {
    let goal = |words: &str, agreed| NewGoal { words: words.to_owned(), agreed, at: None };
    let home = goal("Avoir un logement à moi, pas trop loin de ma sœur.", Some(How::Spoken));
    let home = plan::open_goal(awa, awa.new_id(), nadia, home).await?;
    let me = Doer::Member(cast.get("social_worker").practitioner);
    let tax = step(awa, home, "Retrouver l’avis d’imposition", Doer::Person, 3).await?;
    step(awa, home, "Relancer le bailleur", me, 10).await?;
    let budget = Doer::Service("Point conseil budget".to_owned());
    step(awa, home, "Faire le point sur le loyer possible", budget, 21).await?;
    plan::step_happened(awa, tax, NewStepFact { dropped: None, at: None }).await?;
    let sleep = goal("Dormir la nuit.", None);
    plan::open_goal(awa, awa.new_id(), nadia, sleep).await.map(|_| ())
}

async fn step(awa: &Ctx, goal: GoalId, what: &str, who: Doer, days: i64) -> Result<StepId> {
    let id: StepId = awa.new_id();
    let new = NewStep { what: what.to_owned(), who, by: Some(day(awa, days)) };
    plan::add_step(awa, goal, id, new).await?;
    Ok(id)
}
