//! My day: what waits for me, in order of due date, and what I wait for. Each brick contributes its lines.

use crate::notices::{self, Notice};
use crate::pathways::{self, BoardLine};
use crate::people::invitations::{self, Invitation};
use crate::requests::advice::{self, AdviceLine};
use crate::requests::consultation::{self, ConsultationLine};
use crate::requests::referral::{self, Waits};
use crate::rights::{self, OwedPiece, RightRisk};
use crate::support::{self, Appointment};
use crate::{Ctx, Result, Seen};

/// One thing that waits.
#[derive(Debug, Clone, PartialEq)]
pub enum Waiting {
    /// A request for advice.
    Advice(AdviceLine),
    /// A consultation to agree on or to hold.
    Consultation(ConsultationLine),
}

impl Waiting {
    fn due(&self) -> Option<jiff::Timestamp> {
        match self {
            Self::Advice(line) => line.clock.due,
            Self::Consultation(line) => line.booked_for.or(Some(line.due)),
        }
    }
}

/// A professional's day.
#[derive(Debug, Clone, Default)]
pub struct Day {
    /// What waits for them and is late.
    pub late: Vec<Waiting>,
    /// What waits for them.
    pub due: Vec<Waiting>,
    /// Requests of their pools that they may take.
    pub pool: Vec<Waiting>,
    /// What waits for others.
    pub elsewhere: Vec<Waiting>,
    /// Care teams that they are invited to join.
    pub invitations: Vec<Invitation>,
    /// Drafts they began.
    pub drafts: Vec<AdviceLine>,
    /// Pieces of applications for rights that they owe.
    pub owed: Vec<OwedPiece>,
    /// Rights about to be lost, the nearest day first, for whoever manages rights; some of them.
    pub risks: Vec<RightRisk>,
    /// Consultations of today.
    pub today: Vec<ConsultationLine>,
    /// Referrals that wait for them, and those that they may take.
    pub referrals: Waits,
    /// Steps of pathways that wait for them: planned for today, late, or due in a few days.
    pub pathways: Vec<BoardLine>,
    /// Interviews that they planned for today.
    pub interviews: Vec<Appointment>,
    /// What moved lately.
    pub news: Vec<Notice>,
}

/// The actor's day: five queries, one more each for whoever answers, for a doctor, for whoever manages rights, for whoever
/// reads the social part and for whoever has a step on a pathway, whatever the size of the territory.
pub async fn my_day(ctx: &Ctx) -> Result<Day> {
    let db = ctx.reader();
    let mine = advice::awaiting(&db, ctx).await?;
    let consultations = consultation::awaiting(&db, ctx).await?;
    let news = notices::latest(&db, ctx, 8).await?;
    let owed = rights::owed(&db, ctx).await?;
    let risks = rights::nearest_risks(ctx, &db).await?;
    let invitations = invitations::waiting(ctx, &db).await?;
    let interviews = support::today(ctx, &db).await?;
    let referrals = referral::waiting(&db, ctx).await?;
    let pathways = pathways::waiting(&db, ctx).await?;
    let now = ctx.now();
    let drafts = mine.drafts;
    let mut day =
        Day { invitations, drafts, owed, risks, referrals, pathways, interviews, news, ..Day::default() };
    let mut waiting: Vec<Waiting> = mine.awaiting_me.into_iter().map(Waiting::Advice).collect();
    for line in consultations {
        if line.booked_for.is_some_and(|at| same_day(ctx, &line.program, at, now)) {
            day.today.push(line.clone());
        }
        if mine_to_do(&line, now) {
            waiting.push(Waiting::Consultation(line));
        } else {
            day.elsewhere.push(Waiting::Consultation(line));
        }
    }
    waiting.sort_by_key(Waiting::due);
    let (late, due) = waiting.into_iter().partition(|it| it.due().is_some_and(|due| due < now) && runs(it));
    (day.late, day.due) = (late, due);
    day.pool = mine.pool.into_iter().map(Waiting::Advice).collect();
    day.elsewhere.extend(mine.elsewhere.into_iter().map(Waiting::Advice));
    day.elsewhere.sort_by_key(Waiting::due);
    day.today.sort_by_key(|line| line.booked_for);
    ctx.saw(Seen {
        action: "day.read",
        kind: "day",
        object: None,
        persons: persons(&day),
        ground: "my-own-work".to_owned(),
    });
    Ok(day)
}

/// Whether a clock runs on it: an answered request that its asker has yet to close is not late.
fn runs(waiting: &Waiting) -> bool {
    match waiting {
        Waiting::Advice(line) => {
            matches!(line.clock.shows, advice::ClockShows::Late | advice::ClockShows::Running)
        }
        Waiting::Consultation(line) => line.status.is_open(),
    }
}

/// Whether the next act on a consultation is the actor's.
fn mine_to_do(line: &ConsultationLine, now: jiff::Timestamp) -> bool {
    use consultation::Status;
    match line.status {
        Status::Booked => line.mine_to_hold && line.booked_for.is_some_and(|at| at <= now),
        Status::Offered | Status::NoShow | Status::CancelledByService => line.mine_to_hold,
        _ => false,
    }
}

fn same_day(ctx: &Ctx, program: &str, a: jiff::Timestamp, b: jiff::Timestamp) -> bool {
    let Some(program) = ctx.house().programs().get(program) else { return false };
    let date = |at: jiff::Timestamp| at.to_zoned(program.calendar.zone.clone()).date();
    date(a) == date(b)
}

fn persons(day: &Day) -> Vec<uuid::Uuid> {
    let lists = [&day.late, &day.due, &day.pool, &day.elsewhere];
    let mut all: Vec<uuid::Uuid> = lists
        .into_iter()
        .flatten()
        .filter_map(|waiting| match waiting {
            Waiting::Advice(line) => line.person.as_ref(),
            Waiting::Consultation(line) => line.person.as_ref(),
        })
        .chain(day.drafts.iter().filter_map(|line| line.person.as_ref()))
        .chain(day.owed.iter().map(|piece| &piece.person))
        .chain(day.invitations.iter().filter_map(|it| it.person.as_ref()))
        .chain(day.interviews.iter().map(|it| &it.person))
        .chain(day.pathways.iter().map(|it| &it.person))
        .chain(day.referrals.mine.iter().chain(&day.referrals.pool).filter_map(|it| it.person.as_ref()))
        .chain(day.risks.iter().map(|risk| &risk.person))
        .map(|person| person.id.uuid())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}
