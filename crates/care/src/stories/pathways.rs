//! The somatic network of the stories: 75 persons referred by the psychiatrists of the CMP last year, each handed over to a doctor
//! near their home in the end, as the network that the programme comes from received; and those who are on their way today.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kernel::MockClock;
use policy::ProgramRole;

use super::cast::{Cast, acting};
use super::texts::{COMMUNES, FAMILIES, GIVEN_F, GIVEN_M};
use crate::directory::{self, NewMembership};
use crate::pathways::{self, Fact, NewFact, NewPathway};
use crate::people::{self, How, MemberKind, NewMember, NewPerson, PersonForm, TeamGround, TraitsForm};
use crate::{Ctx, House, PathwayId, PersonId, Result};

/// Persons received and handed over.
const RECEIVED: i64 = 75;

/// Tells them, up to `today`.
pub(super) async fn pathways(
    house: &Arc<House>,
    clock: &MockClock,
    cast: &Cast,
    today: Timestamp,
) -> Result<usize> {
    let days_ago = |days: i64| today - SignedDuration::from_hours(24 * days);
    let psychiatrists = ["psychiatrist", "psychiatrist_2", "psychiatrist_3"];
    let by = |n: i64| acting(house, cast.get(psychiatrists[place(n, 3)]).role);
    let year = i64::from(today.to_zoned(kernel::Calendar::default().zone).day_of_year());
    clock.set(days_ago(year + 364));
    coordinated(house, cast).await?;
    for n in 0..RECEIVED {
        // All of them in the year before.
        let begun = days_ago(year + 360 - n * 2);
        clock.set(begun);
        let by = by(n).await?;
        let doctor = acting(house, cast.gps[place(n, cast.gps.len())]).await?;
        let (person, pathway) = begin(&by, n).await?;
        let told = Told { by: &by, clock, begun, person, pathway, doctor: &doctor };
        told.walks(n).await?;
    }
    // On their way today: at each step, one of them late.
    let now = [(0, 4_i64), (0, 40), (1, 35), (2, 70), (3, 90), (4, 120), (5, 150)];
    for ((steps, since), n) in now.into_iter().zip(RECEIVED..) {
        clock.set(days_ago(since));
        let by = by(n).await?;
        let doctor = acting(house, cast.gps[place(n, cast.gps.len())]).await?;
        let (person, pathway) = begin(&by, n).await?;
        let told = Told { by: &by, clock, begun: days_ago(since), person, pathway, doctor: &doctor };
        for (days, fact) in told.steps()?.into_iter().take(steps) {
            told.happens(days, fact).await?;
        }
        if steps == 1 {
            let on = today + SignedDuration::from_hours(24 * 6);
            let place = Some("Maison des Tanneurs, bureau 4".to_owned());
            clock.set(today - SignedDuration::from_hours(24));
            told.records(Fact::Planning { step: "visit-2".to_owned(), on, place }).await?;
        }
    }
    clock.set(today);
    Ok(place(RECEIVED, usize::MAX) + now.len())
}

/// The coordinator of the advice line coordinates the network too.
async fn coordinated(house: &Arc<House>, cast: &Cast) -> Result<()> {
    let admin = acting(house, cast.get("admin").role).await?;
    let new = NewMembership {
        role: cast.get("coordinator").role,
        program: "somatic-network".to_owned(),
        as_what: ProgramRole::Coordinator,
        from: None,
    };
    directory::join_program(&admin, new).await.map(|_| ())
}

fn place(n: i64, len: usize) -> usize {
    usize::try_from(n).unwrap_or(0) % len.max(1)
}

/// A person without a general practitioner, and their pathway.
async fn begin(by: &Ctx, n: i64) -> Result<(PersonId, PathwayId)> {
    let at = place;
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

/// A pathway being told.
struct Told<'a> {
    by: &'a Ctx,
    clock: &'a MockClock,
    begun: Timestamp,
    person: PersonId,
    pathway: PathwayId,
    /// The one who takes over.
    doctor: &'a Ctx,
}

impl Told<'_> {
    /// What happens, and after how many days.
    fn steps(&self) -> Result<Vec<(i64, Fact)>> {
        let held = |step: &str| Fact::Holding { step: step.to_owned() };
        let to = self.doctor.actor().professional()?.name.clone();
        let handover = || "handover".to_owned();
        Ok(vec![
            (21, held("visit-1")),
            (50, held("visit-2")),
            (80, held("visit-3")),
            (84, held("synthesis")),
            (88, Fact::Proposal { step: handover(), to }),
            (95, Fact::Acceptance { step: handover() }),
            (125, held("first-visit")),
            (305, held("six-months")),
        ])
    }

    /// All of it, to its end: one in six by a first doctor who could not, one in eight no longer followed there.
    async fn walks(&self, n: i64) -> Result<()> {
        for (days, fact) in self.steps()? {
            if n % 6 == 5 && days == 88 {
                let step = || "handover".to_owned();
                self.happens(days, Fact::Proposal { step: step(), to: "Dr Paul Vasseur".to_owned() }).await?;
                let why = "Plus de place avant six mois".to_owned();
                self.records(Fact::Decline { step: step(), why }).await?;
            }
            let fact = match fact {
                Fact::Holding { step } if n % 8 == 7 && days > 300 => {
                    Fact::Skipping { step, why: Some("A déménagé dans un autre département".to_owned()) }
                }
                fact => fact,
            };
            self.happens(days, fact).await?;
        }
        self.records(Fact::Closing { why: None }).await
    }

    async fn happens(&self, days: i64, fact: Fact) -> Result<()> {
        self.clock.set(self.begun + SignedDuration::from_hours(24 * days));
        let accepted = matches!(fact, Fact::Acceptance { .. });
        self.records(fact).await?;
        if accepted {
            let new = NewMember {
                role: self.doctor.actor().professional()?.role(),
                kind: Some(MemberKind::AttendingGp),
                ground: TeamGround::ChosenByPerson,
                consent: None,
                opens: BTreeSet::new(),
                replaces: false,
                since: None,
            };
            people::join_care_team(self.by, self.person, new).await?;
        }
        Ok(())
    }

    async fn records(&self, fact: Fact) -> Result<()> {
        pathways::happened(self.by, self.pathway, NewFact { fact, at: None }).await.map(|_| ())
    }
}
