//! The rights that Awa Diarra runs: those of Nadia Ferhat, and those of the others whom she accompanies, in every state of
//! the board.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use kernel::MockClock;

use super::cast::{Cast, acting};
use crate::people;
use crate::rights::{Channel, Fact, NewApplication, NewFact, begin, happened};
use crate::{ApplicationId, Ctx, House, PersonId, Result};

/// Somebody who runs rights, and the day up to which it is told.
struct Teller {
    awa: Ctx,
    today: Timestamp,
}

impl Teller {
    fn ago(&self, days: i64) -> Timestamp {
        self.today - SignedDuration::from_hours(24 * days)
    }

    fn date(&self, months: i64, days: i64) -> Date {
        people::today(&self.awa).saturating_add(months.months().days(days))
    }

    /// Opens an application so many days ago, recorded now where that is earlier.
    async fn begin(&self, person: PersonId, right: &str, days: i64) -> Result<ApplicationId> {
        let new = NewApplication { at: Some(self.ago(days)), ..NewApplication::now(right) };
        begin(&self.awa, self.awa.new_id(), person, new).await
    }

    async fn says(&self, right: ApplicationId, days: i64, fact: Fact) -> Result<()> {
        happened(&self.awa, right, NewFact { fact, at: Some(self.ago(days)) }).await
    }

    async fn provides(&self, right: ApplicationId, days: i64, pieces: &[&str]) -> Result<()> {
        for piece in pieces {
            self.says(right, days, Fact::PieceProvided { piece: (*piece).to_owned() }).await?;
        }
        Ok(())
    }
}

fn filing(number: &str) -> Fact {
    Fact::Filing { channel: Channel::Online, number: Some(number.to_owned()), amount: None }
}

/// Tells them, in the week before `today`; what happened before is recorded after the fact.
pub(super) async fn rights(
    house: &Arc<House>,
    clock: &MockClock,
    cast: &Cast,
    today: Timestamp,
    nadia: PersonId,
) -> Result<()> {
    let days_ago = |days: i64| clock.set(today - SignedDuration::from_hours(24 * days));
    let awa = acting(house, cast.get("social_worker").role).await?;
    days_ago(7);
    let it = Teller { awa, today };

    let c2s = it.begin(nadia, "c2s", 320).await?;
    it.says(c2s, 318, filing("C2S-37-118")).await?;
    let grant = Fact::Grant { from: it.date(-10, 0), until: Some(it.date(2, 0)), amount: None };
    it.says(c2s, 300, grant).await?;

    let aah = it.begin(nadia, "aah", 7).await?;
    it.provides(aah, 7, &["form", "identity"]).await?;

    days_ago(6);
    let housing = it.begin(nadia, "housing", 6).await?;
    it.provides(housing, 6, &["form", "identity", "tax"]).await?;
    it.says(housing, 6, filing("0371126000418")).await
}

/// Tells those of three more persons, on the day before `today`.
pub(super) async fn others(
    house: &Arc<House>,
    cast: &Cast,
    today: Timestamp,
    [first, second, third]: [PersonId; 3],
) -> Result<()> {
    let it = Teller { awa: acting(house, cast.get("social_worker").role).await?, today };

    let domiciliation = it.begin(first, "domiciliation", 130).await?;
    it.says(domiciliation, 129, filing("DOM-2026-77")).await?;
    it.says(
        domiciliation,
        120,
        Fact::Grant { from: it.date(-4, 0), until: Some(it.date(8, 0)), amount: None },
    )
    .await?;
    it.says(domiciliation, 87, Fact::Contact).await?;
    let rsa = it.begin(first, "rsa", 70).await?;
    it.says(rsa, 66, filing("RSA 37 204 118")).await?;
    it.says(rsa, 40, Fact::Grant { from: it.date(-1, 0), until: None, amount: None }).await?;

    let aah = it.begin(second, "aah", 150).await?;
    it.provides(aah, 120, &["form", "medical-certificate", "identity", "residence"]).await?;
    it.says(aah, 104, filing("37-2026-0412")).await?;
    it.says(aah, 90, Fact::Acknowledgement { number: None }).await?;
    let words = "Au téléphone : dossier en commission le mois prochain.".to_owned();
    it.says(aah, 21, Fact::Reminder { words: Some(words) }).await?;
    let rqth = it.begin(second, "rqth", 200).await?;
    it.says(rqth, 190, filing("37-2026-0198")).await?;
    it.says(rqth, 46, Fact::Refusal { why: "Répercussions sur l’emploi non établies".to_owned() }).await?;

    let puma = it.begin(third, "puma", 20).await?;
    it.says(puma, 14, filing("CPAM-37-9921")).await?;
    it.says(puma, 2, Fact::PiecesAsked { missing: "Justificatif de résidence stable".to_owned() }).await?;
    it.begin(third, "legal-aid", 3).await?;
    let apl = it.begin(third, "apl", 400).await?;
    it.says(apl, 395, filing("APL-118")).await?;
    it.says(apl, 380, Fact::Grant { from: it.date(-12, -3), until: Some(it.date(0, -3)), amount: None }).await
}
