//! The reception of the health centre: somebody on the last working day, and this morning, with arrivals in every state.

use std::sync::Arc;

use jiff::civil::Weekday;
use jiff::{SignedDuration, Timestamp};
use kernel::MockClock;

use super::cast::{ACCOMPANIMENT, Cast, acting};
use crate::people::{How as Told, NewPerson, PersonForm, TeamGround, TraitsForm, today as day};
use crate::programs::ReceptionRules;
use crate::reception::{How, NewArrival, NewFact, become_person, happened, recognise, record};
use crate::{ArrivalId, Ctx, House, PersonId, Result};

/// Somebody at the counter: how many minutes ago they came, how, why, what was noted, how they are called.
struct Came {
    minutes: i64,
    how: How,
    reasons: &'static [&'static str],
    note: &'static str,
    called: &'static str,
}

/// Tells them. Without the programme there is no reception to tell of.
pub(super) async fn reception(
    house: &Arc<House>,
    clock: &MockClock,
    cast: &Cast,
    today: Timestamp,
    nadia: PersonId,
) -> Result<()> {
    let Some(rules) = house.programs().get(ACCOMPANIMENT).and_then(|it| it.reception.clone()) else {
        return Ok(());
    };
    let it = Morning { house, clock, cast, rules, now: today };
    it.yesterday().await?;
    it.this_morning(nadia).await?;
    clock.set(today);
    Ok(())
}

struct Morning<'a> {
    house: &'a Arc<House>,
    clock: &'a MockClock,
    cast: &'a Cast,
    rules: ReceptionRules,
    now: Timestamp,
}

impl Morning<'_> {
    /// A persona, so many minutes ago.
    async fn at(&self, minutes: i64, persona: &str) -> Result<Ctx> {
        self.clock.set(self.now - SignedDuration::from_mins(minutes));
        acting(self.house, self.cast.get(persona).role).await
    }

    /// An arrival written down by a persona.
    async fn came(&self, persona: &str, it: Came) -> Result<ArrivalId> {
        let ctx = self.at(it.minutes, persona).await?;
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let new = NewArrival {
            how: it.how,
            reasons: it.reasons.iter().map(|code| (*code).to_owned()).collect(),
            note: some(it.note),
            called: some(it.called),
            at: None,
        };
        record(&ctx, ctx.new_id(), new).await
    }

    async fn orient(&self, minutes: i64, persona: &str, arrival: ArrivalId, to: &str) -> Result<()> {
        let ctx = self.at(minutes, persona).await?;
        happened(&ctx, arrival, NewFact::orientation(to, &self.rules)?).await
    }

    async fn says(&self, minutes: i64, persona: &str, arrival: ArrivalId, what: NewFact) -> Result<()> {
        let ctx = self.at(minutes, persona).await?;
        happened(&ctx, arrival, what).await
    }

    /// How many minutes ago it was this time on the last day on which people worked.
    fn last_working_day(&self) -> i64 {
        let days = match crate::dates::day(self.now).weekday() {
            Weekday::Monday => 3,
            Weekday::Sunday => 2,
            _ => 1,
        };
        days * 24 * 60
    }

    /// Somebody came without a name and was received.
    async fn yesterday(&self) -> Result<()> {
        let day = self.last_working_day();
        let blue = Came {
            minutes: day - 95,
            how: How::Fetched,
            reasons: &["presence", "housing"],
            note: "Dort dehors depuis la fin de l’été, ne veut pas dire son nom.",
            called: "bonnet bleu",
        };
        let first = self.came("mediator", blue).await?;
        self.orient(day - 105, "mediator", first, "mediator").await?;
        self.says(day - 150, "mediator", first, NewFact::seen()).await
    }

    async fn this_morning(&self, nadia: PersonId) -> Result<()> {
        let came = |minutes, how, reasons, note, called| Came { minutes, how, reasons, note, called };
        // Came back, and says who he is.
        let back = came(54, How::Alone, &["rights"], "Veut demander une domiciliation.", "");
        let back = self.came("mediator", back).await?;
        self.orient(52, "mediator", back, "mediator").await?;
        let yanis = self.at(50, "mediator").await?;
        let person = yanis.new_id();
        become_person(&yanis, back, person, stranger(&yanis)?).await?;
        self.says(40, "mediator", back, NewFact::seen()).await?;

        let pain = came(48, How::Alone, &["care"], "Mal de dents depuis trois jours.", "écharpe jaune");
        let pain = self.came("social_worker", pain).await?;
        let known = came(45, How::Alone, &["appointment", "money"], "", "");
        let known = self.came("receptionist", known).await?;
        let fatou = self.at(44, "receptionist").await?;
        recognise(&fatou, known, nadia).await?;
        self.orient(43, "receptionist", known, "social_worker").await?;
        self.orient(41, "social_worker", pain, "nurse").await?;

        let urgent = came(38, How::Accompanied, &["distress"], "Tremble, dit qu’il n’en peut plus.", "");
        let urgent = self.came("social_worker", urgent).await?;
        self.orient(36, "social_worker", urgent, "emergency").await?;
        let gone = self.came("receptionist", came(35, How::Alone, &["information"], "", "poussette")).await?;
        let twice = self.came("receptionist", came(33, How::Alone, &["information"], "", "")).await?;
        let why = NewFact::mistake("Notée deux fois")?;
        self.says(32, "receptionist", twice, why).await?;
        self.came(
            "receptionist",
            came(31, How::Sent, &["rights", "housing"], "Lettre de la CAF à lire.", "veste rouge"),
        )
        .await?;
        self.says(12, "receptionist", gone, NewFact::leaving()).await?;
        self.came("receptionist", came(9, How::Alone, &["presence"], "", "")).await.map(|_| ())
    }
}

/// He who came back: accompanied by the mediator from now on, with his consent.
fn stranger(ctx: &Ctx) -> Result<NewPerson> {
    let traits = TraitsForm {
        family: "Okafor".to_owned(),
        given: "Samuel".to_owned(),
        sex: "male".to_owned(),
        birth_date: "1988-02-17".to_owned(),
        birth_place: "Lagos (Nigeria)".to_owned(),
        postal_code: "37000".to_owned(),
        commune: "37261".to_owned(),
        ..TraitsForm::default()
    };
    let form = PersonForm {
        traits,
        ground: TeamGround::Consent.code().to_owned(),
        told: Told::InPerson.code().to_owned(),
        ..PersonForm::default()
    };
    NewPerson::parse(&form, day(ctx))
}
