//! Records that are one person, for identity vigilance: some wait in the queue, one pair has been merged.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kernel::{Locale, MockClock};

use super::cast::{Cast, acting};
use super::hours::at_work;
use super::patient::followed;
use crate::access::Actor;
use crate::people::{self, Check, Document, TraitsForm, find_alike};
use crate::{Ctx, House, PersonId, Result, RoleId};

/// A record: given name, name at birth, sex, date of birth, telephone, commune (INSEE), postal code.
type Record =
    (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// Pairs of records, as two doctors wrote them.
const PAIRS: [(Record, Record); 4] = [
    (
        ("Louise", "Thévenot", "female", "1961-04-12", "06 00 00 41 12", "37132", "37600"),
        ("Louise", "Thevenot", "female", "1961-04-12", "", "37132", "37600"),
    ),
    (
        ("Mohamed", "Belkacem", "male", "1984-09-30", "", "37261", "37000"),
        ("Mohammed", "Belkacem", "male", "1984-09-30", "06 00 00 84 30", "37233", "37700"),
    ),
    (
        ("Jeanne", "Lefèbvre", "female", "1948-01-23", "02 00 00 48 23", "37003", "37400"),
        ("Jeanne", "Lefebvre", "female", "1948-01-28", "", "37003", "37400"),
    ),
    (
        ("Sofia", "Da Costa", "female", "1992-07-06", "", "37261", "37100"),
        ("Sofia", "Dacosta", "female", "1992-06-07", "06 00 00 92 06", "37261", "37200"),
    ),
];

/// Creates the pairs in the weeks before `today`; the first is merged, the others wait. Leaves the clock at `today`.
pub(super) async fn duplicates(
    house: &Arc<House>,
    clock: &MockClock,
    cast: &Cast,
    today: Timestamp,
) -> Result<()> {
    let system = Ctx::new(house.clone(), Actor::System, Locale::Fr);
    let (one, other) = (cast.get("gp").role, cast.get("gp_2").role);
    for ((first, second), days) in PAIRS.into_iter().zip([19_i64, 11, 5, 1]) {
        clock.set(at_work(today - SignedDuration::from_hours(24 * (days + 40))));
        let older = create(house, one, first).await?;
        clock.set(at_work(today - SignedDuration::from_hours(24 * days)));
        let newer = create(house, other, second).await?;
        find_alike(&system, newer).await?;
        if days == 5 {
            // The second doctor saw the identity card: that record is the one to keep.
            let gp = acting(house, other).await?;
            people::check(&gp, newer, 1, Check::Document(Document::IdentityCard)).await?;
        }
        if days == 19 {
            clock.set(at_work(today - SignedDuration::from_hours(24 * (days - 1))));
            merge(house, cast.get("identity").role, older).await?;
        }
    }
    clock.set(today);
    Ok(())
}

async fn merge(house: &Arc<House>, vigilance: RoleId, kept: PersonId) -> Result<()> {
    let ctx = acting(house, vigilance).await?;
    let queue = people::vigilance_queue(&ctx, None).await?;
    for pair in queue.items.iter().filter(|pair| pair.one.id == kept || pair.other.id == kept) {
        people::merge(&ctx, pair.id, kept).await?;
    }
    Ok(())
}

async fn create(house: &Arc<House>, gp: RoleId, record: Record) -> Result<PersonId> {
    let (given, family, sex, birth_date, phone, commune, postal_code) = record;
    let traits = TraitsForm {
        family: family.to_owned(),
        given: given.to_owned(),
        sex: sex.to_owned(),
        birth_date: birth_date.to_owned(),
        phone: phone.to_owned(),
        commune: commune.to_owned(),
        postal_code: postal_code.to_owned(),
        ..TraitsForm::default()
    };
    followed(house, gp, traits).await
}
