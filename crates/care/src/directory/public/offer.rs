//! What an exercise accepts: said by somebody, on some day. Nothing of it is overwritten; what holds is what was confirmed
//! last.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::clock::from_micros;
use policy::{Action, Reason, Resource};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Value,
};
use serde::{Deserialize, Serialize};
use store::Tx;

use super::rows::{practice_offer, practice_standing, public_practice};
use crate::codes::codes;
use crate::directory::{decode, display_name, may_search, written_by};
use crate::fields::{Faults, choice};
use crate::sql::sql;
use crate::{Ctx, Error, Fault, PracticeOfferId, PublicPracticeId, Result, dates};

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

/// What is said, as typed; of what is left empty nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfferForm {
    /// `yes`, `conditions`, `no`.
    pub new_patients: String,
    /// `yes`, `no`.
    pub protocol_partner: String,
    /// `yes`, `no`.
    pub wheelchair_access: String,
    /// `yes`, `no`.
    pub home_visits: String,
    /// `1`, `2`, `3`.
    pub fee_sector: String,
    /// Codes of languages, all that are spoken.
    pub languages: Vec<String>,
    /// Who said so.
    pub said_by: String,
    /// On which day; today where it is empty.
    pub confirmed_on: String,
}

impl OfferForm {
    fn value(&self, topic: Topic) -> String {
        let one = match topic {
            Topic::NewPatients => &self.new_patients,
            Topic::ProtocolPartner => &self.protocol_partner,
            Topic::WheelchairAccess => &self.wheelchair_access,
            Topic::HomeVisits => &self.home_visits,
            Topic::FeeSector => &self.fee_sector,
            Topic::Languages => return self.languages.join(" ").trim().to_owned(),
        };
        one.trim().to_owned()
    }
}

/// What is said, parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOffer {
    /// What: one thing of each topic at most.
    pub offers: Vec<Offer>,
    /// By whom.
    pub said_by: SaidBy,
    /// On which day.
    pub confirmed_on: Date,
}

/// Over how many years somebody may look back: what is older says nothing of today.
const YEARS: i32 = 5;

impl NewOffer {
    /// Parses a form on some day.
    ///
    /// # Errors
    /// [`Error::Invalid`], a fault a field; on `new_patients` where nothing is said at all.
    pub fn parse(form: &OfferForm, today: Date) -> Result<Self> {
        let mut faults = Faults::new();
        let said = Topic::ALL
            .iter()
            .map(|topic| (*topic, form.value(*topic)))
            .filter(|(_, value)| !value.is_empty());
        let said: Vec<_> = said.collect();
        if said.is_empty() {
            faults.push(Topic::NewPatients.code(), "fault-offer-nothing");
        }
        let offers =
            said.into_iter().filter_map(|(topic, value)| faults.take(Offer::read(topic, &value))).collect();
        let said_by = faults.take(choice("said_by", &form.said_by));
        let confirmed_on = faults.take(dates::past("confirmed_on", &form.confirmed_on, today, YEARS));
        faults.done()?;
        let (Some(said_by), Some(confirmed_on)) = (said_by, confirmed_on) else {
            return Err(Error::invalid("said_by", "fault-choice"));
        };
        Ok(Self { offers, said_by, confirmed_on: confirmed_on.unwrap_or(today) })
    }
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

/// Whether the actor may say what an exercise accepts.
pub fn may_say(ctx: &Ctx) -> Result<Reason> {
    ctx.permit(Action::RecordOffer, &Resource::Territory(ctx.territory()))
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

/// Somebody says what an exercise accepts. The very same said again is said once.
///
/// # Errors
/// [`Error::NotFound`] for an exercise that is not in the directory, or has left it; [`Error::Forbidden`] for whoever may
/// not say it.
pub async fn say(ctx: &Ctx, id: PublicPracticeId, new: NewOffer) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        let reason = may_say(&ctx)?;
        let practice = public_practice::Entity::find_by_id((ctx.territory(), id.uuid()));
        let open = practice.filter(public_practice::Column::ClosedAt.is_null());
        open.lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
        let confirmed = dates::noon(new.confirmed_on)?;
        let before = said(&ctx, &tx, id).await?;
        let known = practice_standing::Entity::find_by_id((ctx.territory(), id.uuid())).one(&tx).await?;
        let known = known.map(|row| row.read()).transpose()?.unwrap_or_default();
        let mut added = false;
        // The form holds those that are known already.
        let other = |it: &Offer| !matches!(it, Offer::Languages(all) if *all == known.languages);
        for offer in new.offers.into_iter().filter(other) {
            let (topic, value) = offer.written();
            let row = practice_offer::Model {
                territory_id: ctx.territory(),
                id: ctx.new_id::<PracticeOfferId>().uuid(),
                practice_id: id.uuid(),
                what: topic.code().to_owned(),
                value,
                said_by: new.said_by.code().to_owned(),
                confirmed_at: confirmed.as_microsecond(),
                at: ctx.now().as_microsecond(),
                role_id: written_by(&ctx),
            };
            let last = before.iter().rfind(|it| it.what == row.what);
            let same = |it: &practice_offer::Model| {
                (&it.value, &it.said_by, it.confirmed_at, it.role_id)
                    == (&row.value, &row.said_by, row.confirmed_at, row.role_id)
            };
            if !last.is_some_and(same) {
                row.insert(&tx).await?;
                added = true;
            }
        }
        if !added {
            return Ok(());
        }
        project(&ctx, &tx, id).await?;
        ctx.record(&tx, "directory.offer_recorded", ("public_practice", id.uuid()), None, &reason).await
    })
    .await
}

/// The rows of what was said, in the order in which they were written.
async fn said(ctx: &Ctx, tx: &Tx, id: PublicPracticeId) -> Result<Vec<practice_offer::Model>> {
    let all = practice_offer::Entity::find()
        .filter(practice_offer::Column::TerritoryId.eq(ctx.territory()))
        .filter(practice_offer::Column::PracticeId.eq(id.uuid()))
        .order_by_asc(practice_offer::Column::At)
        .order_by_asc(practice_offer::Column::Id);
    Ok(all.all(tx).await?)
}

/// Saves what follows from all that was said.
async fn project(ctx: &Ctx, tx: &Tx, id: PublicPracticeId) -> Result<()> {
    let facts = told(ctx, tx, id).await?;
    let standing = Standing::of(facts.iter().map(|it| (it.confirmed, &it.offer)));
    let row = practice_standing::Model::of(ctx, id, &standing);
    let key = (ctx.territory(), id.uuid());
    if practice_standing::Entity::find_by_id(key).one(tx).await?.is_some() {
        row.save(tx).await?;
    } else {
        row.insert(tx).await?;
    }
    let text = "UPDATE public_practice SET rank = ? WHERE territory_id = ? AND id = ?";
    let rank = Welcome::rank(standing.new_patients);
    tx.execute_raw(sql(tx, text, vec![rank.into(), ctx.territory().into(), id.uuid().into()])).await?;
    Ok(())
}

impl practice_standing::Model {
    fn of(ctx: &Ctx, id: PublicPracticeId, standing: &Standing) -> Self {
        let yes = |it: Option<bool>| it.map(yes_or_no);
        let languages: String = standing.languages.iter().map(|code| format!(" {code}")).collect();
        Self {
            territory_id: ctx.territory(),
            practice_id: id.uuid(),
            new_patients: standing.new_patients.map(|it| it.code().to_owned()),
            protocol_partner: yes(standing.protocol_partner),
            wheelchair_access: yes(standing.wheelchair_access),
            home_visits: yes(standing.home_visits),
            fee_sector: standing.fee_sector.map(|it| it.code().to_owned()),
            languages: (!languages.is_empty()).then(|| languages + " "),
            confirmed_at: standing.confirmed.map_or(0, Timestamp::as_microsecond),
        }
    }

    /// What the row says.
    pub(super) fn read(&self) -> Result<Standing> {
        let yes = |it: &Option<String>| it.as_deref().map(|it| it == YES);
        let spoken = self.languages.as_deref().unwrap_or_default();
        Ok(Standing {
            new_patients: self.new_patients.as_deref().map(decode).transpose()?,
            protocol_partner: yes(&self.protocol_partner),
            wheelchair_access: yes(&self.wheelchair_access),
            home_visits: yes(&self.home_visits),
            fee_sector: self.fee_sector.as_deref().map(decode).transpose()?,
            languages: spoken.split_whitespace().map(str::to_owned).collect(),
            confirmed: (self.confirmed_at > 0).then(|| from_micros(self.confirmed_at)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(topic: &str, value: &str) -> Result<Offer, Vec<(&'static str, &'static str)>> {
        let value = if topic == "languages" { serde_json::json!([value]) } else { value.into() };
        let form = serde_json::json!({ topic: value, "said_by": "office" });
        let form: OfferForm = serde_json::from_value(form).unwrap();
        match NewOffer::parse(&form, jiff::civil::date(2026, 11, 23)) {
            Ok(mut new) => Ok(new.offers.remove(0)),
            Err(Error::Invalid(faults)) => Err(faults.iter().map(|it| (it.field, it.key)).collect()),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn each_topic_has_its_values_and_comes_back_as_it_was() {
        for (topic, value) in [
            ("new_patients", "conditions"),
            ("protocol_partner", "yes"),
            ("wheelchair_access", "no"),
            ("home_visits", "yes"),
            ("fee_sector", "2"),
            ("languages", "ar en"),
        ] {
            let offer = parsed(topic, value).unwrap();
            let (written, text) = offer.written();
            assert_eq!((written.code(), text.as_str()), (topic, value));
            assert_eq!(Offer::read(written, &text).unwrap(), offer);
        }
        assert_eq!(parsed("languages", "EN, ar;fr").unwrap().written().1, "ar en fr");
        assert_eq!(parsed("home_visits", "conditions").unwrap_err(), [("home_visits", "fault-choice")]);
        assert_eq!(parsed("languages", "anglais").unwrap_err(), [("languages", "fault-languages")]);
        assert_eq!(parsed("languages", ";").unwrap_err(), [("languages", "fault-languages")]);
        assert_eq!(parsed("mood", "yes").unwrap_err(), [("new_patients", "fault-offer-nothing")]);
    }

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
