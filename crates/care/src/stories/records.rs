//! Records worth opening: richer teams, checked identities, an objection, somebody without an attending doctor.
//!
//! Nothing here throws the dice: the rest of the world stays as it was told.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kernel::MockClock;
use kernel::identifiers::{Ins, InsKind};
use policy::Profession;

use super::cast::{Cast, acting};
use crate::people::{
    self, Check, Document, How, InformationKind, NewInformation, NewMember, NewPerson, PersonForm, Scope,
    TeamGround, TraitsForm,
};
use crate::{Ctx, Error, House, PersonId, Result};

/// A person of these stories: given name, family name, name in use, sex, birth, birth place, telephone, address, postal
/// code, commune.
pub(super) type Line = [&'static str; 10];

const NADIA: Line = [
    "Nadia",
    "Ferhat",
    "",
    "female",
    "1979-03-14",
    "Tours",
    "0600001234",
    "6 rue des Ateliers",
    "37700",
    "37233",
];
const OPPOSED: Line = [
    "Gérard",
    "Vasseur",
    "",
    "male",
    "1958-10-02",
    "Loches",
    "0200001958",
    "2 chemin du Lavoir",
    "37400",
    "37003",
];
const UNTOLD: Line =
    ["Inès", "Da Silva", "Moreau", "female", "1991-06-21", "Porto (Portugal)", "", "", "37000", "37261"];

/// Tells them, in the month before `today`. `followed` are persons about whom the GP of the cast has asked lately.
pub(super) async fn records(
    house: &Arc<House>,
    clock: &MockClock,
    cast: &Cast,
    today: Timestamp,
    followed: &[PersonId],
) -> Result<Vec<PersonId>> {
    let days_ago = |days: i64| clock.set(today - SignedDuration::from_hours(24 * days));
    days_ago(28);
    let (gp, nurse) =
        (acting(house, cast.get("gp").role).await?, acting(house, cast.get("nurse").role).await?);
    let nadia = create(&nurse, &NADIA, "in_person").await?;
    let opposed = create(&gp, &OPPOSED, "in_person").await?;
    let untold = create(&gp, &UNTOLD, "").await?;
    days_ago(27);
    join(&nurse, nadia, cast, "psychiatrist", TeamGround::SameStructure, None).await?;
    join(&nurse, nadia, cast, "social_worker", TeamGround::FormalTeam, None).await?;
    let seen = people::check(&nurse, nadia, 1, Check::Document(Document::IdentityCard));
    seen.await?;
    days_ago(26);
    people::check(&nurse, nadia, 2, Check::Insi(ins("279033726112326")?)).await?;
    let psychiatrist = acting(house, cast.get("psychiatrist").role).await?;
    join(&psychiatrist, nadia, cast, "mediator", TeamGround::Consent, Some(How::InPerson)).await?;
    days_ago(12);
    say(&gp, opposed, InformationKind::Opposed, Scope::Everyone).await?;
    super::entries::entries(house, clock, cast, today, nadia).await?;
    super::rights::rights(house, clock, cast, today, nadia).await?;
    super::support::support(house, clock, cast, today, nadia).await?;
    if let [first, second, ..] = followed {
        // They were created within these last days.
        clock.set(today - SignedDuration::from_hours(2));
        join(&gp, *first, cast, "nurse", TeamGround::ChosenByPerson, None).await?;
        join(&gp, *first, cast, "social_worker", TeamGround::ChosenByPerson, None).await?;
        people::check(&gp, *first, 1, Check::Document(Document::Passport)).await?;
        let benali = Scope::Practitioner(cast.get("psychiatrist_2").practitioner);
        say(&gp, *second, InformationKind::Opposed, benali).await?;
    }
    if let [first, _, third, fourth, ..] = followed {
        for person in [*third, *fourth] {
            join(&gp, person, cast, "social_worker", TeamGround::ChosenByPerson, None).await?;
        }
        super::rights::others(house, cast, today, [*first, *third, *fourth]).await?;
    }
    Ok(vec![nadia, opposed, untold])
}

pub(super) async fn create(ctx: &Ctx, line: &Line, told: &str) -> Result<PersonId> {
    let [given, family, used_family, sex, birth_date, birth_place, phone, address, postal_code, commune] =
        line.map(str::to_owned);
    let traits = TraitsForm {
        family,
        used_family,
        given,
        sex,
        birth_date,
        birth_place,
        phone,
        address,
        postal_code,
        commune,
    };
    let attending = ctx.actor().professional()?.principal.profession == Profession::GeneralPractitioner;
    let form = PersonForm {
        traits,
        attending: if attending { "yes" } else { "" }.to_owned(),
        told: told.to_owned(),
        ..PersonForm::default()
    };
    people::create(ctx, NewPerson::parse(&form, people::today(ctx))?).await
}

pub(super) async fn join(
    ctx: &Ctx,
    person: PersonId,
    cast: &Cast,
    persona: &str,
    ground: TeamGround,
    consent: Option<How>,
) -> Result<()> {
    let role = cast.get(persona).role;
    let new = NewMember { consent, ..NewMember::now(role, ground) };
    people::join_care_team(ctx, person, new).await.map(|_| ())
}

async fn say(ctx: &Ctx, person: PersonId, kind: InformationKind, scope: Scope) -> Result<()> {
    let said = NewInformation { scope, ..NewInformation::now(kind, How::InPerson) };
    people::record_information(ctx, person, said).await
}

/// An INS as INSi would give it: made up, its key right.
fn ins(number: &str) -> Result<Ins> {
    let number =
        number.parse().map_err(|_| Error::Bug("an INS of the stories has a wrong key".to_owned()))?;
    Ok(Ins { number, kind: InsKind::Nir })
}
