//! The integrated centre of the stories: who receives in it, and persons referred each way: one waits for an answer, one for a first
//! appointment, one is followed together, one came back done, one is expected for a group.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kernel::MockClock;
use policy::ProgramRole;

use super::cast::{Cast, acting};
use super::records::{Line, create};
use crate::directory::{self, NewMembership};
use crate::requests::referral::{self, AttemptOutcome, Fact, Means, NewFact, NewReferral, SendForm};
use crate::{Ctx, Error, House, PersonId, ReferralId, Result};

/// The programme.
pub const CENTRE: &str = "integrated-centre";

/// Who receives there, by persona, and who coordinates.
const RECEIVE: [&str; 5] = ["psychiatrist", "psychiatrist_2", "nurse", "gp_2", "social_worker"];

/// The professionals of the stories join the programme.
///
/// # Errors
/// Those of [`directory::join_program`].
pub async fn centre(house: &Arc<House>, cast: &Cast) -> Result<()> {
    let admin = acting(house, cast.get("admin").role).await?;
    let receive = RECEIVE.map(|persona| (persona, ProgramRole::Answerer));
    for (persona, as_what) in receive.into_iter().chain([("coordinator", ProgramRole::Coordinator)]) {
        let role = cast.get(persona).role;
        let new = NewMembership { role, program: CENTRE.to_owned(), as_what, from: None };
        directory::join_program(&admin, new).await?;
    }
    Ok(())
}

/// A professional refers a person under a protocol of the programme, with everything that it asks for.
///
/// # Errors
/// Those of [`referral::send`], and of a form with faults.
pub async fn refers(ctx: &Ctx, person: PersonId, code: &str, words: &str) -> Result<ReferralId> {
    let program = ctx.house().programs().get(CENTRE).ok_or(Error::NotFound)?;
    let rules = program.referrals.iter().find(|it| it.code == code).ok_or(Error::NotFound)?;
    let answer = |code: &str| match code {
        "treatments" => "Lithium 800 mg le soir. Rien d’autre de régulier.",
        "reach" => "Par téléphone, le matin ; sa sœur peut venir.",
        "risk" => "Cherchées : pas d’idées suicidaires, pas de mise en danger.",
        "reason" => "Ne dort plus, ne sort plus depuis l’été.",
        "hopes" => "Sortir de chez elle, dormir mieux.",
        "situation" => "Fin du bail en janvier, ressources suspendues depuis octobre.",
        _ => "Sans particularité connue.",
    };
    let form = SendForm {
        words: words.to_owned(),
        criteria: rules.criteria.iter().filter(|it| it.required).map(|it| it.code.clone()).collect(),
        exclusions: Vec::new(),
        minimum: rules
            .minimum
            .iter()
            .map(|it| (it.code.clone(), answer(&it.code).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        joins: "yes".to_owned(),
        telling: "in_person".to_owned(),
    };
    let new = NewReferral::parse(&form, (CENTRE, rules), None)?;
    referral::send(ctx, ctx.new_id(), person, new).await
}

/// Something happens to a referral.
///
/// # Errors
/// Those of [`referral::happened`].
pub async fn answers(ctx: &Ctx, id: ReferralId, fact: Fact) -> Result<()> {
    referral::happened(ctx, id, NewFact { fact, at: None }).await.map(drop)
}

const SOLANGE: Line = [
    "Solange",
    "Tessier",
    "",
    "female",
    "1966-04-18",
    "Tours",
    "0600001966",
    "9 rue du Gazomètre",
    "37000",
    "37261",
];
const BAPTISTE: Line = ["Baptiste", "Rivière", "", "male", "1988-01-30", "Loches", "", "", "37600", "37132"];

/// Persons whom these stories bring.
const CREATED: usize = 2;

/// Tells them, in the weeks before `today`; how many persons they bring. `followed` are persons whom the GP of the cast follows.
pub(super) async fn referrals(
    house: &Arc<House>,
    clock: &MockClock,
    cast: &Cast,
    today: Timestamp,
    followed: &[PersonId],
) -> Result<usize> {
    let days_ago = |days: i64| clock.set(today - SignedDuration::from_hours(24 * days));
    let tried = |means, outcome| Fact::Attempt { means, outcome, words: None };
    days_ago(60);
    centre(house, cast).await?;
    let as_persona = async |persona: &str| acting(house, cast.get(persona).role).await;

    // Followed together: psychiatry referred, general practice received.
    days_ago(45);
    let psychiatrist = as_persona("psychiatrist").await?;
    let solange = create(&psychiatrist, &SOLANGE, "in_person").await?;
    let shared =
        refers(&psychiatrist, solange, "to-somatic", "Sans médecin depuis le départ du sien.").await?;
    days_ago(43);
    answers(&as_persona("gp_2").await?, shared, Fact::Acceptance).await?;
    days_ago(38);
    answers(&as_persona("gp_2").await?, shared, tried(Means::Phone, AttemptOutcome::Agreed)).await?;
    days_ago(30);
    answers(&as_persona("gp_2").await?, shared, Fact::Beginning).await?;

    // Came back done: the social worker has it, the psychiatrist has yet to read it.
    days_ago(28);
    let social =
        refers(&as_persona("psychiatrist").await?, solange, "to-social", "Ses droits sont coupés.").await?;
    days_ago(27);
    let awa = as_persona("social_worker").await?;
    answers(&awa, social, Fact::Acceptance).await?;
    days_ago(20);
    answers(&as_persona("social_worker").await?, social, Fact::Beginning).await?;
    days_ago(4);
    let words = "Droits rouverts, aide au logement demandée.".to_owned();
    answers(&as_persona("social_worker").await?, social, Fact::Done { words }).await?;

    // To a group: the nurse will see her before it begins.
    days_ago(10);
    let group =
        refers(&as_persona("psychiatrist").await?, solange, "to-group", "Passe ses journées seule.").await?;
    days_ago(8);
    answers(&as_persona("nurse").await?, group, Fact::Acceptance).await?;

    // Late: nobody of general practice has answered.
    days_ago(13);
    let psychiatrist = as_persona("psychiatrist_2").await?;
    let baptiste = create(&psychiatrist, &BAPTISTE, "in_person").await?;
    refers(&psychiatrist, baptiste, "to-somatic", "Prend de l’olanzapine, jamais de bilan.").await?;

    // Those known the longest: they were there when this happened.
    if let [.., second, first] = followed {
        days_ago(16);
        let gp = as_persona("gp").await?;
        let sought =
            refers(&gp, *second, "to-psychiatry", "Ne vient plus travailler, ne mange plus.").await?;
        days_ago(15);
        answers(&as_persona("psychiatrist_2").await?, sought, Fact::Acceptance).await?;
        for (days, outcome) in [(12, AttemptOutcome::NotReached), (8, AttemptOutcome::Hesitates)] {
            days_ago(days);
            answers(&as_persona("psychiatrist_2").await?, sought, tried(Means::Phone, outcome)).await?;
        }
        days_ago(2);
        refers(&as_persona("gp").await?, *first, "to-psychiatry", "Deux mois de traitement sans effet.")
            .await?;
    }
    clock.set(today);
    Ok(CREATED)
}
