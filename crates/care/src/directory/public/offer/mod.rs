//! What an exercise accepts: said by somebody, on some day. Nothing of it is overwritten; what holds is what was confirmed
//! last.

mod form;
mod say;

use std::collections::BTreeSet;

use jiff::Timestamp;
use kernel::clock::from_micros;
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use serde::{Deserialize, Serialize};

pub use form::{NewOffer, OfferForm};
pub use say::{may_say, say};

use crate::codes::codes;
use crate::directory::{decode, display_name, may_search};
use crate::fields::choice;
use crate::sql::sql;
use crate::{Ctx, Error, Fault, PublicPracticeId, Result};

codes! {
    /// What is said of an exercise.
    Topic {
        /// Whether new patients are taken.
        NewPatients = "new_patients",
        /// Whether they work by the protocols of the territory.
        ProtocolPartner = "protocol_partner",
        /// Whether one comes in with a wheelchair.
        WheelchairAccess = "wheelchair_access",
        /// Whether they come to the home.
        HomeVisits = "home_visits",
        /// Which fees.
        FeeSector = "fee_sector",
        /// Which languages.
        Languages = "languages",
    }
}

codes! {
    /// Whether new patients are taken.
    Welcome {
        /// They are.
        Yes = "yes",
        /// Some are: those of the street, of the family, of a colleague …
        Conditions = "conditions",
        /// They are not.
        No = "no",
    }
}

codes! {
    /// Which fees are asked (convention nationale des médecins, CSS L162-5).
    Sector {
        /// Those of the convention.
        One = "1",
        /// Free, with tact and measure.
        Two = "2",
        /// Outside the convention.
        Three = "3",
    }
}

codes! {
    /// Who said so.
    SaidBy {
        /// The professional.
        Professional = "professional",
        /// Who answers for them.
        Office = "office",
        /// Another professional.
        Colleague = "colleague",
        /// A patient.
        Patient = "patient",
    }
}

/// How yes and no are stored and typed.
const YES: &str = "yes";
const NO: &str = "no";

fn yes_or_no(yes: bool) -> String {
    if yes { YES } else { NO }.to_owned()
}

impl Welcome {
    /// Who comes first of those equally near: who takes new patients, then who takes some, who never said, who does not.
    pub(super) const fn rank(said: Option<Self>) -> i64 {
        match said {
            Some(Self::Yes) => 0,
            Some(Self::Conditions) => 1,
            None => 2,
            Some(Self::No) => 3,
        }
    }
}

/// One thing said of what an exercise accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// Whether new patients are taken.
    NewPatients(Welcome),
    /// Whether they work by the protocols of the territory.
    ProtocolPartner(bool),
    /// Whether one comes in with a wheelchair.
    WheelchairAccess(bool),
    /// Whether they come to the home.
    HomeVisits(bool),
    /// Which fees.
    FeeSector(Sector),
    /// Languages spoken, as ISO 639-1 codes: `ar`, `en`, `fr`.
    Languages(BTreeSet<String>),
}

impl Offer {
    /// What was typed of a topic, or stored.
    fn read(topic: Topic, value: &str) -> Result<Self, Fault> {
        let field = topic.code();
        let yes = || match value {
            YES => Ok(true),
            NO => Ok(false),
            _ => Err(Fault::new(field, "fault-choice")),
        };
        Ok(match topic {
            Topic::NewPatients => Self::NewPatients(choice(field, value)?),
            Topic::ProtocolPartner => Self::ProtocolPartner(yes()?),
            Topic::WheelchairAccess => Self::WheelchairAccess(yes()?),
            Topic::HomeVisits => Self::HomeVisits(yes()?),
            Topic::FeeSector => Self::FeeSector(choice(field, value)?),
            Topic::Languages => Self::Languages(languages(value)?),
        })
    }

    fn written(&self) -> (Topic, String) {
        match self {
            Self::NewPatients(welcome) => (Topic::NewPatients, welcome.code().to_owned()),
            Self::ProtocolPartner(it) => (Topic::ProtocolPartner, yes_or_no(*it)),
            Self::WheelchairAccess(it) => (Topic::WheelchairAccess, yes_or_no(*it)),
            Self::HomeVisits(it) => (Topic::HomeVisits, yes_or_no(*it)),
            Self::FeeSector(sector) => (Topic::FeeSector, sector.code().to_owned()),
            Self::Languages(all) => (Topic::Languages, all.iter().cloned().collect::<Vec<_>>().join(" ")),
        }
    }

    /// What it is about.
    pub fn topic(&self) -> Topic {
        self.written().0
    }
}

/// Codes of two letters, with anything else between them.
fn languages(text: &str) -> Result<BTreeSet<String>, Fault> {
    let codes = text.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty());
    let codes: BTreeSet<String> = codes.map(str::to_lowercase).collect();
    let is_code = |it: &String| it.len() == 2 && it.is_ascii();
    let read = !codes.is_empty() && codes.iter().all(is_code);
    if read { Ok(codes) } else { Err(Fault::new(Topic::Languages.code(), "fault-languages")) }
}

/// What an exercise accepts, as far as was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether new patients are taken.
    pub new_patients: Option<Welcome>,
    /// Whether they work by the protocols of the territory.
    pub protocol_partner: Option<bool>,
    /// Whether one comes in with a wheelchair.
    pub wheelchair_access: Option<bool>,
    /// Whether they come to the home.
    pub home_visits: Option<bool>,
    /// Which fees.
    pub fee_sector: Option<Sector>,
    /// Languages spoken.
    pub languages: BTreeSet<String>,
    /// When any of it was confirmed last.
    pub confirmed: Option<Timestamp>,
}

impl Standing {
    /// What follows from facts in the order of the days on which they were confirmed, of one day in that in which they were
    /// recorded.
    fn of<'a>(facts: impl IntoIterator<Item = (Timestamp, &'a Offer)>) -> Self {
        let mut standing = Self::default();
        for (confirmed, offer) in facts {
            standing.confirmed = Some(confirmed);
            match offer {
                Offer::NewPatients(it) => standing.new_patients = Some(*it),
                Offer::ProtocolPartner(it) => standing.protocol_partner = Some(*it),
                Offer::WheelchairAccess(it) => standing.wheelchair_access = Some(*it),
                Offer::HomeVisits(it) => standing.home_visits = Some(*it),
                Offer::FeeSector(it) => standing.fee_sector = Some(*it),
                Offer::Languages(it) => standing.languages.clone_from(it),
            }
        }
        standing
    }
}

/// What follows from what was said, the latest first.
pub(super) fn standing(latest_first: &[Offered]) -> Standing {
    Standing::of(latest_first.iter().rev().map(|it| (it.confirmed, &it.offer)))
}

/// A fact, who said it, who wrote it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// What.
    pub offer: Offer,
    /// Who said so.
    pub said_by: SaidBy,
    /// The day on which it was so, at noon.
    pub confirmed: Timestamp,
    /// When it was written down.
    pub at: Timestamp,
    /// By whom; nobody from the command line.
    pub by: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    what: String,
    value: String,
    said_by: String,
    confirmed_at: i64,
    at: i64,
    title: Option<String>,
    given: Option<String>,
    family: Option<String>,
}

impl Row {
    fn read(self) -> Result<Offered> {
        let unknown = |_| Error::Bug(format!("unknown stored offer {:?} of {:?}", self.value, self.what));
        let by = match (self.title, self.given, self.family) {
            (Some(title), Some(given), Some(family)) => Some(display_name(&title, &given, &family)),
            _ => None,
        };
        Ok(Offered {
            offer: Offer::read(decode(&self.what)?, &self.value).map_err(unknown)?,
            said_by: decode(&self.said_by)?,
            confirmed: from_micros(self.confirmed_at),
            at: from_micros(self.at),
            by,
        })
    }
}

/// What was said of an exercise, what was confirmed first first. One statement.
async fn told<C: ConnectionTrait>(ctx: &Ctx, db: &C, id: PublicPracticeId) -> Result<Vec<Offered>> {
    let text = "SELECT o.what, o.value, o.said_by, o.confirmed_at, o.at, p.title, p.given, p.family \
                FROM practice_offer o \
                LEFT JOIN practitioner_role r ON r.territory_id = o.territory_id AND r.id = o.role_id \
                LEFT JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
                WHERE o.territory_id = ? AND o.practice_id = ? ORDER BY o.confirmed_at, o.at, o.id";
    let values: Vec<Value> = vec![ctx.territory().into(), id.uuid().into()];
    let rows = Row::find_by_statement(sql(db, text, values)).all(db).await?;
    rows.into_iter().map(Row::read).collect()
}

/// What was said of an exercise, the latest first.
///
/// # Errors
/// [`Error::Forbidden`] for whoever may not consult the directory.
pub async fn offers(ctx: &Ctx, id: PublicPracticeId) -> Result<Vec<Offered>> {
    may_search(ctx)?;
    let mut all = told(ctx, &ctx.reader(), id).await?;
    all.reverse();
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_confirmed_last_holds() {
        let at = |day: i64| from_micros(day * 86_400_000_000);
        let facts = [
            (at(1), Offer::NewPatients(Welcome::Yes)),
            (at(2), Offer::HomeVisits(true)),
            (at(3), Offer::NewPatients(Welcome::No)),
        ];
        let standing = Standing::of(facts.iter().map(|(at, offer)| (*at, offer)));
        assert_eq!((standing.new_patients, standing.home_visits), (Some(Welcome::No), Some(true)));
        assert_eq!((standing.fee_sector, standing.confirmed), (None, Some(at(3))));
    }
}
