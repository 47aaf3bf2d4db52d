//! The rupture radar: who is about to lose something, or contact, in one ranked list with the reason for each line.
//!
//! Each brick contributes: the rights ([`crate::rights::risks`]), and what the record shows of the tie itself
//! ([`Tie`]). What is ranked first is what is lost first; a tie that loosens has no date and takes its place by
//! [`Tie::counts_as`]. Nothing counts here that the reader could not find by reading: hidden entries change no line.

mod ties;

use jiff::civil::Date;

use crate::people::{self, PersonBrief};
use crate::rights::{self, RightRisk};
use crate::support;
use crate::{Ctx, Error, PersonId, Result, Seen};

pub use ties::Tie;

/// One line of the radar.
#[derive(Debug, Clone)]
pub enum Risk {
    /// A right about to be lost, or lost.
    Right(Box<RightRisk>),
    /// The tie with a person loosens.
    Tie(PersonBrief, Tie),
}

impl Risk {
    /// Who is concerned.
    pub const fn person(&self) -> &PersonBrief {
        match self {
            Self::Right(risk) => &risk.person,
            Self::Tie(person, _) => person,
        }
    }

    /// The day by which it is ranked.
    fn rank(&self, today: Date) -> (Date, PersonId) {
        match self {
            Self::Right(risk) => (risk.counts_as(today), risk.person.id),
            Self::Tie(person, tie) => (today.saturating_add(tie.counts_as()), person.id),
        }
    }
}

/// Lines on a page.
const PAGE: usize = 100;

/// A page of the radar.
#[derive(Debug, Clone, Default)]
pub struct Radar {
    /// Its lines, what is lost first coming first.
    pub lines: Vec<Risk>,
    /// How many lines there are in all.
    pub all: usize,
    /// The first line of the next page, where more follow.
    pub next: Option<usize>,
}

/// The radar of the actor, from a line on: those whose social overview is open to them, and for whoever reads the social part the
/// interviews that they missed. Three statements, one more for whoever manages the rights of some and reads the overview of
/// others; journalled.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever has no place in which the social overview of anybody would be open.
pub async fn radar(ctx: &Ctx, from: usize) -> Result<Radar> {
    let db = ctx.reader();
    let mut all: Vec<Risk> =
        rights::risks(ctx, &db, None).await?.into_iter().map(|it| Risk::Right(Box::new(it))).collect();
    all.extend(ties::loose(ctx, &db).await?.into_iter().map(|(person, tie)| Risk::Tie(person, tie)));
    match support::missed_in_a_row(ctx, &db, i64::from(ctx.house().programs().radar().missed_in_a_row)).await
    {
        Ok(missed) => {
            let tie = |it: support::Misses| Risk::Tie(it.person, Tie::MissedInterviews(it.times));
            all.extend(missed.into_iter().map(tie));
        }
        // Whoever has the overview alone learns of no interview.
        Err(Error::Forbidden) => {}
        Err(error) => return Err(error),
    }
    let today = people::today(ctx);
    all.sort_by_key(|risk| risk.rank(today));
    let count = all.len();
    let lines: Vec<Risk> = all.into_iter().skip(from).take(PAGE).collect();
    let mut persons: Vec<_> = lines.iter().map(|risk| risk.person().id.uuid()).collect();
    persons.sort_unstable();
    persons.dedup();
    ctx.saw(Seen {
        action: "radar.read",
        kind: "person",
        object: None,
        persons,
        ground: "care-team".to_owned(),
    });
    let next = Some(from.saturating_add(PAGE)).filter(|next| *next < count);
    Ok(Radar { lines, all: count, next })
}
