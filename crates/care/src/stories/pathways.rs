//! The somatic network of the stories: 75 persons referred by the psychiatrists of the CMP last year, each handed over to a doctor
//! near their home in the end, as the network that the programme comes from received; and those who are on their way today.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kernel::MockClock;

use super::cast::{Cast, acting};
use super::texts::{COMMUNES, FAMILIES, GIVEN_F, GIVEN_M};
use crate::pathways::{self, Fact, NewFact, NewPathway};
use crate::people::{self, How, NewPerson, PersonForm, TraitsForm};
use crate::{Ctx, House, PathwayId, PersonId, Result};

/// Persons received and handed over.
const RECEIVED: i64 = 75;

/// Doctors who take new patients in.
const DOCTORS: [&str; 5] = [
    "Dr Camille Renaud",
    "Dr Anne-Laure Picard",
    "Dr Vincent Moulin",
    "Dr Estelle Guérin",
    "Dr Hugo Marchal",
];

/// Tells them, up to `today`.
pub(super) async fn pathways(
    house: &Arc<House>,
    clock: &MockClock,
    cast: &Cast,
    today: Timestamp,
) -> Result<usize> {
    let days_ago = |days: i64| today - SignedDuration::from_hours(24 * days);
    let psychiatrists = ["psychiatrist", "psychiatrist_2", "psychiatrist_3"];
    let year = i64::from(today.to_zoned(kernel::Calendar::default().zone).day_of_year());
    for n in 0..RECEIVED {
        // All of it in the year before: the last first visits are confirmed in autumn.
        let begun = year + 360 - n * 2;
        clock.set(days_ago(begun));
        let by = acting(house, cast.get(psychiatrists[usize::try_from(n % 3).unwrap_or(0)]).role).await?;
        let (person, pathway) = begin(&by, n).await?;
        let _ = person;
        walk(&by, clock, days_ago(begun), pathway, n).await?;
    }
    // On their way today: at each step, one of them late.
    for (n, (step, since)) in
        [(0, 4_i64), (0, 40), (1, 35), (2, 70), (3, 90), (4, 120), (5, 150)].into_iter().enumerate()
    {
        clock.set(days_ago(since));
        let n = i64::try_from(n).unwrap_or(0);
        let by = acting(house, cast.get(psychiatrists[usize::try_from(n % 3).unwrap_or(0)]).role).await?;
        let (_, pathway) = begin(&by, RECEIVED + n).await?;
        for (days, fact) in steps(n).into_iter().take(step) {
            clock.set(days_ago(since) + SignedDuration::from_hours(24 * days));
            record(&by, pathway, fact).await?;
        }
        clock.set(today);
        if step == 1 {
            let on = today + SignedDuration::from_hours(24 * 6);
            let place = Some("Maison des Tanneurs, bureau 4".to_owned());
            record(&by, pathway, Fact::Planning { step: "visit-2".to_owned(), on, place }).await?;
        }
    }
    clock.set(today);
    usize::try_from(RECEIVED + 7).map_err(|error| crate::Error::Bug(error.to_string()))
}

/// A person without a general practitioner, and their pathway.
async fn begin(by: &Ctx, n: i64) -> Result<(PersonId, PathwayId)> {
    let at = |n: i64, len: usize| usize::try_from(n).unwrap_or(0) % len;
    let woman = n % 2 == 0;
    let given = if woman { GIVEN_F[at(n * 7, GIVEN_F.len())] } else { GIVEN_M[at(n * 5, GIVEN_M.len())] };
    let commune = &COMMUNES[at(n * 3, COMMUNES.len())];
    let traits = TraitsForm {
        given: given.to_owned(),
        family: FAMILIES[at(n * 11 + 3, FAMILIES.len())].to_owned(),
        sex: if woman { "female" } else { "male" }.to_owned(),
        birth_date: format!("{}-{:02}-{:02}", 1950 + n % 50, 1 + n % 12, 1 + n % 28),
        postal_code: commune.1.to_owned(),
        commune: commune.0.to_owned(),
        ..TraitsForm::default()
    };
    let form = PersonForm { traits, told: "in_person".to_owned(), ..PersonForm::default() };
    let person = people::create(by, NewPerson::parse(&form, people::today(by))?).await?;
    let new = NewPathway {
        program: "somatic-network".to_owned(),
        code: "somatic".to_owned(),
        words: Some("Suivi au CMP, sans médecin traitant. D’accord pour trois visites.".to_owned()),
        at: None,
        telling: Some(How::InPerson),
    };
    let id = pathways::begin(by, by.new_id(), person, new).await?;
    Ok((person, id))
}

/// The facts of a pathway and after how many days each happens.
fn steps(n: i64) -> Vec<(i64, Fact)> {
    let held = |step: &str| Fact::Holding { step: step.to_owned() };
    let to = DOCTORS[usize::try_from(n).unwrap_or(0) % DOCTORS.len()].to_owned();
    let handover = || "handover".to_owned();
    vec![
        (21, held("visit-1")),
        (50, held("visit-2")),
        (80, held("visit-3")),
        (84, held("synthesis")),
        (88, Fact::Proposal { step: handover(), to }),
        (95, Fact::Acceptance { step: handover() }),
        (125, held("first-visit")),
        (305, held("six-months")),
    ]
}

/// A pathway that came to its end; one in six by a first doctor who could not.
async fn walk(by: &Ctx, clock: &MockClock, from: Timestamp, pathway: PathwayId, n: i64) -> Result<()> {
    for (days, fact) in steps(n) {
        // Of some it is not confirmed yet that they are still followed.
        if n % 8 == 7 && days > 300 {
            return Ok(());
        }
        clock.set(from + SignedDuration::from_hours(24 * days));
        if n % 6 == 5 && days == 88 {
            let first = Fact::Proposal { step: "handover".to_owned(), to: "Dr Paul Vasseur".to_owned() };
            record(by, pathway, first).await?;
            let no =
                Fact::Decline { step: "handover".to_owned(), why: "Plus de place avant six mois".to_owned() };
            record(by, pathway, no).await?;
        }
        record(by, pathway, fact).await?;
    }
    record(by, pathway, Fact::Closing { why: None }).await
}

async fn record(by: &Ctx, pathway: PathwayId, fact: Fact) -> Result<()> {
    pathways::happened(by, pathway, NewFact { fact, at: None }).await.map(|_| ())
}
