//! The demonstration's world: the real programme's activity, told act by act as time goes by.
//!
//! 71 pieces of advice given in 2021 and 27 in the first quarter of 2022, as the programme published; then a lighter
//! thread up to today, with requests in every state.

use std::sync::Arc;

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use kernel::{Entropy, MockClock, SeededEntropy};

use super::advice::{Step, Told, tell};
use super::cast::{Cast, cast};
use super::hours::at_work;
use super::patient::followed;
use super::records::records;
use super::texts::{COMMUNES, FAMILIES, GIVEN_F, GIVEN_M};
use crate::people::TraitsForm;
use crate::{Error, House, PersonId, Result, RoleId};

/// A world that has been told.
#[derive(Debug, Clone)]
pub struct World {
    /// Who is who.
    pub cast: Cast,
    /// Persons created.
    pub persons: usize,
    /// Requests told.
    pub requests: usize,
}

/// Chance that always falls the same way.
struct Dice(SeededEntropy);

impl Dice {
    /// A number from 0 to `n` − 1.
    fn throw(&self, n: usize) -> usize {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        usize::try_from(u64::from_le_bytes(bytes) % n.max(1) as u64).unwrap_or(0)
    }

    /// Whether one in `n`.
    fn one_in(&self, n: usize) -> bool {
        self.throw(n) == 0
    }
}

/// Where a request of the stories stops.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    Sent,
    Triaged,
    Accepted,
    AskedBack,
    Answered,
    Closed,
}

/// Tells the whole world, up to `today`. `persons` is how many persons there are in all.
pub async fn world(house: &Arc<House>, clock: &MockClock, today: Timestamp, persons: usize) -> Result<World> {
    let dice = Dice(SeededEntropy::new(37));
    clock.set(at(2020, 12, 1, 9));
    let cast = cast(house).await?;
    let mut plot = Vec::new();
    let year = |from: Timestamp, days: i64, n: usize, plot: &mut Vec<Plot>| {
        for index in 0..n {
            let offset = days * 24 * i64::try_from(index).unwrap_or(0) / i64::try_from(n).unwrap_or(1);
            plot.push(Plot::new(
                &dice,
                &cast,
                from + SignedDuration::from_hours(offset),
                plot.len(),
                Until::Closed,
            ));
        }
    };
    // The last answers of a period are given before it ends.
    year(at(2021, 1, 4, 10), 340, 71, &mut plot);
    year(at(2022, 1, 3, 10), 74, 27, &mut plot);
    recent(&dice, &cast, today, &mut plot);
    let requests = plot.len();
    let mut known = Vec::new();
    for (index, plot) in plot.iter_mut().enumerate() {
        clock.set(plot.start - SignedDuration::from_mins(20));
        if index % 12 != 11 {
            let person = person(house, &dice, plot.told.gp, index).await?;
            known.push(person);
            plot.told.person = Some(person);
        }
    }
    let mut scenes: Vec<(Timestamp, usize, Step)> = Vec::new();
    for (index, plot) in plot.iter().enumerate() {
        scenes.extend(plot.steps.iter().map(|(when, step)| (*when, index, *step)));
    }
    scenes.retain(|(when, _, _)| *when < today);
    scenes.sort_by_key(|(when, index, _)| (*when, *index));
    for (when, index, step) in scenes {
        clock.set(when);
        tell(house, &mut plot[index].told, step).await?;
    }
    let lately = today - SignedDuration::from_hours(24);
    let of_the_gp = |plot: &&Plot| plot.told.gp == cast.get("gp").role && plot.start < lately;
    let followed: Vec<PersonId> =
        plot.iter().rev().filter(of_the_gp).filter_map(|plot| plot.told.person).collect();
    let told = records(house, clock, &cast, today, &followed).await?;
    let nadia = told.first().copied().ok_or(Error::NotFound)?;
    known.extend(told);
    let gps: Vec<RoleId> = everybody(&cast);
    clock.set(today - SignedDuration::from_hours(24 * 30));
    while known.len() < persons {
        let gp = gps[known.len() % gps.len()];
        known.push(person(house, &dice, gp, known.len() + requests).await?);
    }
    super::duplicates::duplicates(house, clock, &cast, today).await?;
    super::reception::reception(house, clock, &cast, today, nadia).await?;
    let referred = super::referrals::referrals(house, clock, &cast, today, &followed).await?;
    super::neighbours::neighbours(house, clock, today).await?;
    let received = super::pathways::pathways(house, clock, &cast, today).await?;
    Ok(World { cast, persons: known.len() + received + referred, requests })
}

fn at(year: i16, month: i8, day: i8, hour: i8) -> Timestamp {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let local = date(year, month, day).at(hour, 12, 0, 0);
    zone.to_timestamp(local).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn everybody(cast: &Cast) -> Vec<RoleId> {
    [cast.get("gp").role, cast.get("gp_2").role].into_iter().chain(cast.gps.iter().copied()).collect()
}

/// One request with its steps.
struct Plot {
    told: Told,
    start: Timestamp,
    steps: Vec<(Timestamp, Step)>,
}

impl Plot {
    fn new(dice: &Dice, cast: &Cast, start: Timestamp, index: usize, until: Until) -> Self {
        let mut plot = Self::at_any_hour(dice, cast, start, index, until);
        for (when, _) in &mut plot.steps {
            *when = at_work(*when);
        }
        // The person is created just before the first step, wherever that now stands.
        plot.start = plot.steps.first().map_or(plot.start, |(when, _)| *when);
        plot
    }

    fn at_any_hour(dice: &Dice, cast: &Cast, start: Timestamp, index: usize, until: Until) -> Self {
        let gps = everybody(cast);
        let gp = if index % 9 == 4 { gps[0] } else { gps[dice.throw(gps.len())] };
        let psychiatrist = cast.psychiatrists
            [if index.is_multiple_of(3) { 0 } else { dice.throw(cast.psychiatrists.len()) }];
        let told = Told {
            gp,
            psychiatrist,
            secretary: cast.get("secretary").role,
            person: None,
            text: index,
            id: None,
        };
        let start = at_work(start + SignedDuration::from_mins(i64::try_from(dice.throw(400)).unwrap_or(0)));
        let hours = |n: usize| SignedDuration::from_hours(i64::try_from(n).unwrap_or(0));
        let mut steps = vec![(start, Step::Send)];
        let mut when = start + hours(2 + dice.throw(6));
        if until != Until::Sent {
            steps.push((when, Step::Triage));
        }
        if matches!(until, Until::Sent | Until::Triaged) {
            return Self { told, start, steps };
        }
        when += hours(3 + dice.throw(20));
        steps.push((when, Step::Accept));
        if until == Until::Accepted {
            return Self { told, start, steps };
        }
        if until == Until::AskedBack || dice.one_in(5) {
            when += hours(1 + dice.throw(12));
            steps.push((when, Step::AskBack));
            if until == Until::AskedBack {
                return Self { told, start, steps };
            }
            when += hours(8 + dice.throw(40));
            steps.push((when, Step::Complete));
        }
        // One answer in fourteen comes after the promise; the others between half a day and six days after.
        when += if index % 14 == 13 { hours(24 * 11) } else { hours(10 + dice.throw(110)) };
        let consultation = dice.one_in(4);
        steps.push((when, Step::Answer { consultation }));
        if consultation {
            steps.push((when + hours(20), Step::OfferTimes));
            steps.push((when + hours(44), Step::Book));
            if until == Until::Closed {
                // The time booked is at most six days after it was offered, and a weekend may bring this forward.
                steps.push((when + hours(20 + 24 * 9), Step::Held { came: !dice.one_in(6) }));
            }
        }
        if until == Until::Closed {
            let outcome = [1, 1, 0, 2, 3, 4, 1, 0][dice.throw(8)];
            steps.push((when + hours(24 * 12 + dice.throw(200)), Step::Close { outcome }));
        }
        Self { told, start, steps }
    }
}

/// The last weeks: requests in every state, one of them late, for the persons who sign in.
fn recent(dice: &Dice, cast: &Cast, today: Timestamp, plot: &mut Vec<Plot>) {
    let ago = |days: i64, hours: i64| today - SignedDuration::from_hours(days * 24 + hours);
    for index in 0..22 {
        plot.push(Plot::new(dice, cast, ago(170 - index * 6, 3), plot.len(), Until::Closed));
    }
    let mine = [
        (8, Until::Accepted, true),
        (4, Until::Accepted, true),
        (5, Until::AskedBack, true),
        (11, Until::Answered, true),
        (13, Until::Answered, false),
        (2, Until::Triaged, false),
        (3, Until::Triaged, true),
        (1, Until::Sent, false),
        (0, Until::Sent, true),
        (6, Until::Accepted, false),
        (3, Until::AskedBack, false),
    ];
    for (days, until, lemoine) in mine {
        let mut one = Plot::new(dice, cast, ago(days, 9), plot.len(), until);
        one.told.psychiatrist = cast.get("psychiatrist").role;
        one.told.gp = cast.get(if lemoine { "gp" } else { "gp_2" }).role;
        plot.push(one);
    }
}

/// A person, created by their GP.
async fn person(house: &Arc<House>, dice: &Dice, gp: RoleId, index: usize) -> Result<PersonId> {
    let female = dice.one_in(2);
    let given = if female { GIVEN_F[dice.throw(16)] } else { GIVEN_M[dice.throw(16)] };
    let (commune, postal_code) = COMMUNES[dice.throw(COMMUNES.len())];
    let traits = TraitsForm {
        family: FAMILIES[(index * 7 + dice.throw(40)) % 40].to_owned(),
        given: given.to_owned(),
        sex: if female { "female" } else { "male" }.to_owned(),
        birth_date: format!("{}-{:02}-{:02}", 1938 + dice.throw(66), 1 + dice.throw(12), 1 + dice.throw(28)),
        postal_code: postal_code.to_owned(),
        commune: commune.to_owned(),
        ..TraitsForm::default()
    };
    followed(house, gp, traits).await
}
