//! Who lives there: names, ages, communes, and whom they consult.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use uuid::Uuid;

use super::Plan;
use super::dice::{Dice, Weighted};
use super::names::{ENDS, FAMILIES, MEN, STEMS, WOMEN};
use super::sheets::Sheets;
use super::staff::Staff;
use crate::Result;
use crate::people::IdentityExtract;
use crate::people::{Address, MemberKind, Sex, Traits, seeded};
use crate::requests::advice::Extract;

/// The département whose communes people live in, by their number of inhabitants.
const DEPARTMENT: &str = "37";

/// Somebody who was made.
pub(super) struct Somebody {
    pub(super) id: Uuid,
    /// Place of their general practitioner among those of the territory.
    pub(super) gp: usize,
    pub(super) created_at: Timestamp,
    /// What leaves about them with a request.
    pub(super) extract: Extract,
}

/// Where the persons come from.
pub(super) struct Population<'a> {
    dice: &'a Dice,
    families: Weighted<&'static str>,
    communes: Weighted<(&'static str, String, &'static str)>,
    from: Timestamp,
    step: SignedDuration,
    today: Date,
    last: Option<Traits>,
}

/// One in so many is created a second time, as happens: the name is written otherwise, the rest is the same.
const TWICE: usize = 500;

impl<'a> Population<'a> {
    pub(super) fn new(dice: &'a Dice, from: Timestamp, plan: Plan) -> Self {
        let frequency = |(rank, name): (usize, &&'static str)| (*name, 20_000 / (rank + 12));
        let communes = kernel::places::all().filter(|it| it.department() == DEPARTMENT).filter_map(|it| {
            let postal_code = it.postal_codes().next()?;
            Some(((it.insee, postal_code, it.name), usize::try_from(it.population).unwrap_or(0)))
        });
        let span = plan.today.duration_since(from) - SignedDuration::from_hours(24);
        let step = span / i32::try_from(plan.persons.max(1)).unwrap_or(i32::MAX);
        Self {
            dice,
            families: Weighted::new(FAMILIES.iter().enumerate().map(frequency)),
            communes: Weighted::new(communes),
            from,
            step,
            today: plan.today.to_zoned(kernel::Calendar::default().zone).date(),
            last: None,
        }
    }

    /// The next person, created by their general practitioner.
    pub(super) fn next(&mut self, number: usize, staff: &Staff, sheets: &mut Sheets) -> Result<Somebody> {
        let steps = i32::try_from(number).unwrap_or(i32::MAX);
        let created_at = self.from + self.step * steps;
        let gp = self.dice.throw(staff.gps.len());
        let again = self.last.take().filter(|_| self.dice.one_in(TWICE));
        let (traits, commune) = match again {
            Some(same) => (Traits { given: without_accents(&same.given), ..same }, None),
            None => self.traits(created_at),
        };
        let one = &staff.gps[gp];
        let id =
            seeded::created(&one.ctx, &one.ground, created_at, (&traits, MemberKind::AttendingGp), sheets)?;
        let extract = Extract::Identified(IdentityExtract {
            family: traits.used_family.clone().unwrap_or_else(|| traits.family.clone()),
            given: traits.given.clone(),
            sex: traits.sex.code().to_owned(),
            birth_date: traits.birth_date.to_string(),
            commune: commune.map(str::to_owned),
            ins: None,
            ins_oid: None,
        });
        self.last = Some(traits);
        Ok(Somebody { id, gp, created_at, extract })
    }

    fn traits(&self, created_at: Timestamp) -> (Traits, Option<&'static str>) {
        let dice = self.dice;
        let age = i32::try_from(i64::midpoint(dice.between(0, 96), dice.between(0, 96))).unwrap_or(40);
        let created = created_at.to_zoned(jiff::tz::TimeZone::UTC).date();
        let days = i32::try_from(dice.throw(365)).unwrap_or(0);
        let birth_date = self
            .today
            .checked_sub(age.years())
            .and_then(|day| day.checked_sub(days.days()))
            .map_or(created, |day| day.min(created));
        let female = dice.one_in(2);
        let generation = match birth_date.year() {
            ..1950 => 0,
            1950..1975 => 1,
            1975..2000 => 2,
            _ => 3,
        };
        let given = *dice.pick(if female { WOMEN[generation] } else { MEN[generation] });
        let (family, used) = (self.family(), self.family());
        // Half of the married women of the older generations use another name than that of birth.
        let used_family = (female && age > 30 && dice.one_in(3) && used != family).then_some(used);
        let (insee, postal_code, commune) = self.communes.draw(dice);
        let address = Address {
            line: Some(format!("{} rue {}", 1 + dice.throw(120), dice.pick(STREETS))),
            postal_code: Some(postal_code.clone()),
            commune: Some((*insee).to_owned()),
        };
        let phone = Some(format!("06390{:05}", dice.throw(100_000)));
        let sex = if female { Sex::Female } else { Sex::Male };
        let given = given.to_owned();
        let traits =
            Traits { family, used_family, given, sex, birth_date, birth_place: None, phone, address };
        (traits, Some(commune))
    }

    fn family(&self) -> String {
        let dice = self.dice;
        if dice.throw(100) < 45 {
            return (*self.families.draw(dice)).to_owned();
        }
        let rare = format!("{}{}", dice.pick(STEMS), dice.pick(ENDS));
        match dice.throw(40) {
            0 => format!("Le {rare}"),
            1 => format!("{rare}-{}", self.families.draw(dice)),
            _ => rare,
        }
    }
}

/// Streets that every commune has.
const STREETS: &[&str] = &[
    "de la Gare",
    "du Moulin",
    "des Écoles",
    "de l’Église",
    "Victor Hugo",
    "de la Loire",
    "des Tilleuls",
    "Jean Moulin",
    "de la Mairie",
    "des Vignes",
    "du Château",
    "Nationale",
    "des Acacias",
    "du Puits",
];

fn without_accents(name: &str) -> String {
    let plain = |letter| match letter {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'É' => 'E',
        'ï' | 'î' => 'i',
        'ô' => 'o',
        'ç' => 'c',
        other => other,
    };
    name.chars().map(plain).collect()
}
