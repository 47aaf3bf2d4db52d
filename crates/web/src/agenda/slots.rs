//! The times at which one can be booked for the visits of a programme: opened, seen, withdrawn.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::SlotId;
use care::agenda::slots::{self, LENGTHS, NewSlots, OwnSlot, SlotsForm, WEEKS};
use jiff::civil::Date;

use crate::account::Done;
use crate::failure::{Answer, Failure};
use crate::people::status_of;
use crate::sealed::{Id, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::visit::Visit;
use crate::{typed, words};

/// Where they are.
const ADDRESS: &str = "/agenda/slots";

/// One's own times.
#[derive(Clone, Debug, Template)]
#[template(path = "agenda/slots.html")]
pub(crate) struct SlotsPage {
    pub(crate) shell: Shell,
    pub(crate) notice: Option<Notice>,
    pub(crate) days: Vec<SlotDay>,
    /// The programmes for whose visits one can be booked.
    pub(crate) programs: Vec<Choice>,
    pub(crate) form: FormState,
}

/// The times of one day.
#[derive(Clone, Debug)]
pub(crate) struct SlotDay {
    pub(crate) name: String,
    pub(crate) lines: Vec<SlotLine>,
}

/// A time.
#[derive(Clone, Debug)]
pub(crate) struct SlotLine {
    pub(crate) id: String,
    pub(crate) time: String,
    pub(crate) detail: String,
    pub(crate) taken: bool,
    /// What is withdrawn, for whoever hears the button alone.
    pub(crate) hint: String,
}

impl SlotsPage {
    fn empty(&self) -> Empty {
        let t = self.shell.t;
        if self.programs.is_empty() {
            return Empty::new(t.slots_nowhere()).text(t.slots_nowhere_text());
        }
        Empty::new(t.slots_empty()).text(t.slots_empty_text())
    }

    fn lengths(&self) -> Vec<Choice> {
        LENGTHS.iter().map(|it| Choice::new(it, self.shell.t.slots_minutes(*it))).collect()
    }

    fn weeks(&self) -> Vec<Choice> {
        (1..=WEEKS).map(|it| Choice::new(it, self.shell.t.slots_weeks_of(it))).collect()
    }
}

async fn page(visit: &Visit, form: FormState, notice: Option<Notice>) -> Result<SlotsPage, Failure> {
    let t = visit.t();
    let found = slots::programs(&visit.ctx)?;
    let programs = found.iter().map(|it| Choice::new(&it.slug, it.name.get(t.locale))).collect();
    let own = slots::own(&visit.ctx).await?;
    let date = |it: &OwnSlot| -> Date { it.from.to_zoned(words::zone()).date() };
    let day = |all: &[OwnSlot]| SlotDay {
        name: all.first().map_or_else(String::new, |it| {
            words::capitalized(&words::day(t.locale, &words::zone(), it.from))
        }),
        lines: all.iter().map(|it| line(visit, it)).collect(),
    };
    Ok(SlotsPage {
        notice,
        days: own.chunk_by(|one, next| date(one) == date(next)).map(day).collect(),
        programs,
        form,
        shell: visit.shell(),
    })
}

fn line(visit: &Visit, it: &OwnSlot) -> SlotLine {
    let (t, house) = (visit.t(), visit.ctx.house());
    let program = house.programs().get(&it.program).map(|it| it.name.get(t.locale).to_owned());
    let parts = [Some(t.slots_minutes(it.minutes)), Some(it.place.clone()), program];
    SlotLine {
        id: seal(house, it.id.uuid()),
        time: t.locale.time(it.from.to_zoned(words::zone()).time()),
        detail: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        taken: it.taken,
        hint: words::moment(t.locale, &words::zone(), it.from),
    }
}

pub(super) async fn show(visit: Visit, Query(done): Query<Done>) -> Answer {
    let notice = done.notice(visit.t());
    let form = FormState::new("slots").with("minutes", "30").with("weeks", "1");
    Ok(Page::new(page(&visit, form, notice).await?).into_response())
}

pub(super) async fn open(visit: Visit, body: Bytes) -> Answer {
    let form: SlotsForm = typed::parse(&body);
    let opened = match NewSlots::parse(&form, visit.ctx.now()) {
        Ok(new) => slots::open(&visit.ctx, new).await,
        Err(error) => Err(error),
    };
    let Err(error) = opened else { return Ok(see_other(&format!("{ADDRESS}?done=slots-opened"))) };
    let status = status_of(&error);
    let mut state = typed::state("slots", &form);
    words::refuse(&mut state, visit.t(), error)?;
    Ok(Page::with_status(status, page(&visit, state, None).await?).into_response())
}

pub(super) async fn withdraw(visit: Visit, Id(id): Id<SlotId>) -> Answer {
    let Err(error) = slots::withdraw(&visit.ctx, id).await else {
        return Ok(see_other(&format!("{ADDRESS}?done=slot-withdrawn")));
    };
    let status = status_of(&error);
    let mut state = FormState::new("slots").with("minutes", "30").with("weeks", "1");
    words::refuse(&mut state, visit.t(), error)?;
    Ok(Page::with_status(status, page(&visit, state, None).await?).into_response())
}
