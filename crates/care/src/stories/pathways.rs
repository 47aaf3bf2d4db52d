//! The somatic network of the stories: 75 persons referred by the psychiatrists of the CMP last year, each handed over to a doctor
//! near their home in the end, as the network that the programme comes from received; and those who are on their way today.

use std::sync::Arc;

use jiff::civil::Weekday;
use jiff::{SignedDuration, Timestamp, ToSpan};
use kernel::MockClock;
use policy::ProgramRole;

use super::cast::{Cast, acting};
use super::syntheses::{Waiting, syntheses};
use super::texts::{COMMUNES, FAMILIES, GIVEN_F, GIVEN_M};
use crate::agenda::slots::{self, NewSlots, SlotsForm};
use crate::dates;
use crate::directory::{self, NewMembership};
use crate::pathways::{Fact, seeded};
use crate::people::seeded as persons;
use crate::people::{MemberKind, NewPerson, PersonForm, Traits, TraitsForm};
use crate::programs::PathwayRules;
use crate::seed::sheets::Sheets;
use crate::{Ctx, Error, House, PathwayId, PersonId, Result};

/// Persons received and handed over.
const RECEIVED: i64 = 75;

/// Visits before the synthesis, and when the last of them is, in days after the beginning.
const VISITS: usize = 3;
const LAST_VISIT: i64 = 80;

/// The programme, and its pathway.
const NETWORK: &str = "somatic-network";

/// Those on their way today: how many steps they went, and since how many days; one of them is late. Whoever had the three visits
/// has a synthesis.
const NOW: [(usize, i64); 7] = [(0, 4), (0, 40), (1, 35), (2, 70), (3, 90), (3, 120), (5, 150)];

/// Tells them, up to `today`, in one transaction; how many persons they are.
pub(super) async fn pathways(
    house: &Arc<House>,
    clock: &MockClock,
    cast: &Cast,
    today: Timestamp,
) -> Result<usize> {
    let days_ago = |days: i64| today - SignedDuration::from_hours(24 * days);
    let year = i64::from(today.to_zoned(kernel::Calendar::default().zone).day_of_year());
    clock.set(days_ago(year + 364));
    coordinated(house, cast).await?;
    let rules = house.programs().get(NETWORK).and_then(|it| it.pathways.first()).cloned();
    let rules = rules.ok_or_else(|| Error::Bug("the network has a pathway".to_owned()))?;
    let (mut psychiatrists, mut doctors) = (Vec::new(), Vec::new());
    for persona in ["psychiatrist", "psychiatrist_2", "psychiatrist_3"] {
        psychiatrists.push(acting(house, cast.get(persona).role).await?);
    }
    for role in &cast.gps {
        doctors.push(acting(house, *role).await?);
    }
    let nurse = acting(house, cast.get("nurse").role).await?;
    let (mut sheets, mut waiting) = (Sheets::default(), Vec::new());
    // All of the first in the year before.
    let received = (0..RECEIVED).map(|n| (usize::MAX, days_ago(year + 360 - n * 2)));
    let all = received.chain(NOW.map(|(steps, since)| (steps, days_ago(since))));
    for (n, (steps, begun)) in (0..).zip(all) {
        let told = Told {
            n,
            begun,
            by: &psychiatrists[place(n, psychiatrists.len())],
            doctor: &doctors[place(n, doctors.len())],
            nurse: &nurse,
            rules: &rules,
        };
        let (person, pathway) = told.walks(steps, today, &mut sheets)?;
        if steps == VISITS {
            let visited = begun + SignedDuration::from_hours(24 * LAST_VISIT);
            waiting.push(Waiting { person, pathway, by: told.by.clone(), visited });
        }
    }
    let first = psychiatrists.swap_remove(0);
    first.write(move |_, tx| async move { sheets.insert(&tx).await }).await?;
    syntheses(house, clock, cast, waiting).await?;
    clock.set(today);
    times(house, cast, today).await?;
    Ok(place(RECEIVED, usize::MAX) + NOW.len())
}

/// The nurse and a doctor can be booked for visits of the network, on mornings of the weeks to come.
async fn times(house: &Arc<House>, cast: &Cast, today: Timestamp) -> Result<()> {
    let soon = dates::day(today).saturating_add(2.days());
    for (persona, weekday, until) in
        [("nurse", Weekday::Tuesday, "11:15"), ("gp", Weekday::Thursday, "10:30")]
    {
        let on = soon.nth_weekday(1, weekday).map_err(|error| Error::Bug(error.to_string()))?;
        let form = SlotsForm {
            program: NETWORK.to_owned(),
            day: on.to_string(),
            from: "9:00".to_owned(),
            until: until.to_owned(),
            minutes: "45".to_owned(),
            place: "Maison des Tanneurs, bureau 4".to_owned(),
            weeks: "4".to_owned(),
        };
        let by = acting(house, cast.get(persona).role).await?;
        slots::open(&by, NewSlots::parse(&form, today)?).await?;
    }
    Ok(())
}

/// The coordinator of the advice line coordinates the network too; a nurse and a doctor receive those who are referred to it.
async fn coordinated(house: &Arc<House>, cast: &Cast) -> Result<()> {
    let admin = acting(house, cast.get("admin").role).await?;
    for (persona, as_what) in [
        ("coordinator", ProgramRole::Coordinator),
        ("nurse", ProgramRole::Answerer),
        ("gp_2", ProgramRole::Answerer),
    ] {
        let role = cast.get(persona).role;
        let new = NewMembership { role, program: NETWORK.to_owned(), as_what, from: None };
        directory::join_program(&admin, new).await?;
    }
    Ok(())
}

fn place(n: i64, len: usize) -> usize {
    usize::try_from(n).unwrap_or(0) % len.max(1)
}

/// A person without a general practitioner, made up.
fn traits(n: i64, today: jiff::civil::Date) -> Result<Traits> {
    let woman = n % 2 == 0;
    let given =
        if woman { GIVEN_F[place(n * 7, GIVEN_F.len())] } else { GIVEN_M[place(n * 5, GIVEN_M.len())] };
    let (commune, postal_code) = COMMUNES[place(n * 3, COMMUNES.len())];
    let traits = TraitsForm {
        given: given.to_owned(),
        family: FAMILIES[place(n * 11 + 3, FAMILIES.len())].to_owned(),
        sex: if woman { "female" } else { "male" }.to_owned(),
        birth_date: format!("{}-{:02}-{:02}", 1950 + n % 50, 1 + n % 12, 1 + n % 28),
        postal_code: postal_code.to_owned(),
        commune: commune.to_owned(),
        ..TraitsForm::default()
    };
    Ok(NewPerson::parse(&PersonForm { traits, ..PersonForm::default() }, today)?.traits)
}

/// A pathway being told.
struct Told<'a> {
    n: i64,
    begun: Timestamp,
    by: &'a Ctx,
    /// The one who takes over.
    doctor: &'a Ctx,
    /// The one who holds visits.
    nurse: &'a Ctx,
    rules: &'a PathwayRules,
}

impl Told<'_> {
    /// What happens, and after how many days: one in six by a first doctor who could not, one in eight no longer followed there.
    fn steps(&self) -> Result<Vec<(i64, Fact)>> {
        let held = |step: &str| Fact::Holding { step: step.to_owned() };
        let handover = || "handover".to_owned();
        let mut all = vec![
            (21, held("visit-1")),
            (50, held("visit-2")),
            (LAST_VISIT, held("visit-3")),
            (84, held("synthesis")),
        ];
        if self.n % 6 == 5 {
            let why = "Plus de place avant six mois".to_owned();
            all.push((
                86,
                Fact::Proposal { step: handover(), to: "Dr Paul Vasseur".to_owned(), practice: None },
            ));
            all.push((87, Fact::Decline { step: handover(), why, by_link: true }));
        }
        let to = self.doctor.actor().professional()?.name.clone();
        all.push((88, Fact::Proposal { step: handover(), to, practice: None }));
        all.push((95, Fact::Acceptance { step: handover(), by_link: false }));
        all.push((125, held("first-visit")));
        all.push(match self.n % 8 {
            7 => {
                let why = Some("A déménagé dans un autre département".to_owned());
                (305, Fact::Skipping { step: "six-months".to_owned(), why })
            }
            _ => (305, held("six-months")),
        });
        all.push((306, Fact::Closing { why: None }));
        Ok(all)
    }

    /// So many steps of it.
    fn walks(&self, steps: usize, today: Timestamp, sheets: &mut Sheets) -> Result<(PersonId, PathwayId)> {
        let after = |days: i64| self.begun + SignedDuration::from_hours(24 * days);
        let traits = traits(self.n, today.to_zoned(kernel::Calendar::default().zone).date())?;
        let ground = persons::may_create(self.by)?;
        let kind = MemberKind::Psychiatrist;
        let person = persons::created(self.by, &ground, self.begun, (&traits, kind), sheets)?;
        let words = Some("Suivi au CMP, sans médecin traitant. D’accord pour trois visites.".to_owned());
        let mut history = vec![(self.begun, Fact::Opening { words, without_gp: true })];
        history.extend(self.steps()?.into_iter().take(steps).map(|(days, fact)| (after(days), fact)));
        if steps == 1 {
            let on = today + SignedDuration::from_hours(24 * 6);
            let place = Some("Maison des Tanneurs, bureau 4".to_owned());
            history.push((after(24), Fact::Planning { step: "visit-2".to_owned(), on, place, booked: None }));
        }
        if steps < VISITS {
            let visits = (person, MemberKind::Nurse);
            persons::joined_by(self.by, "team-health", self.nurse, self.begun, visits, sheets)?;
        }
        let ground = seeded::may_walk(self.by)?;
        let pathway = seeded::walked(self.by, &ground, person, (NETWORK, self.rules), &history, sheets)?;
        if let Some((at, _)) = history.iter().find(|(_, fact)| matches!(fact, Fact::Acceptance { .. })) {
            let attending = (person, MemberKind::AttendingGp);
            persons::joined_by(self.by, "team-health", self.doctor, *at, attending, sheets)?;
        }
        Ok((person.into(), pathway))
    }
}
