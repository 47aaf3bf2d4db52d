//! The rights of a person in few lines, for their first page: those first that ask for something.

use care::rights::{ApplicationView, Column, OwedBy};

use super::words;
use crate::sealed::seal;
use crate::shell::prelude::*;
use crate::visit::Visit;

/// An application in one line.
#[derive(Clone, Debug)]
pub(crate) struct GlanceLine {
    pub(crate) what: String,
    pub(crate) href: String,
    pub(crate) state: StateView,
    pub(crate) small: String,
    /// Something may be lost.
    pub(crate) risk: bool,
}

/// What is not over, and what ran out with nothing after it: first what is at risk, then what is under way, then what runs.
pub(crate) fn glance(visit: &Visit, all: &[ApplicationView]) -> Vec<GlanceLine> {
    let (t, today) = (visit.t(), care::people::today(&visit.ctx));
    let mut shown: Vec<(bool, &ApplicationView)> = all
        .iter()
        .map(|it| (words::is_at_risk(t, it, today), it))
        .filter(|(risk, it)| *risk || it.standing.column() != Column::Over)
        .collect();
    shown.sort_by_key(|(risk, it)| (!risk, !it.status.is_under_way(), it.due));
    let line = |(risk, it): (bool, &ApplicationView)| GlanceLine {
        what: words::short(it.right.name.get(t.locale)).to_owned(),
        href: format!("/rights/{}", seal(visit.ctx.house(), it.id.uuid())),
        state: words::urgency(t, it, today).unwrap_or_else(|| words::state(t, it)),
        small: words::card_line(t, it),
        risk,
    };
    shown.into_iter().map(line).collect()
}

/// What the reader owes as a doctor to one of these applications: the piece, for which right, until when.
pub(crate) fn owed_band(visit: &Visit, rights: &[ApplicationView]) -> Option<DueBand> {
    let (t, today) = (visit.t(), care::people::today(&visit.ctx));
    let owed = |it: &ApplicationView| {
        let piece = it.pieces.iter().find(|it| it.may_provide && it.piece.owed_by == OwedBy::Doctor)?;
        Some(piece.piece.name.get(t.locale).to_owned())
    };
    // Once it is filed, the day that counts is the body's, and no longer that of the piece.
    let due = |it: &ApplicationView| it.due.filter(|_| it.standing.column() == Column::Prepare);
    let mut all: Vec<_> = rights.iter().filter_map(|it| owed(it).map(|piece| (it, piece))).collect();
    all.sort_by_key(|(it, _)| due(it).unwrap_or(jiff::civil::Date::MAX));
    let (it, piece) = all.into_iter().next()?;
    let right = words::short(it.right.name.get(t.locale));
    let (tone, words) = match due(it) {
        Some(on) => {
            let left = words::days_left(t, today, on);
            let tone = if (on - today).get_days() < 4 { Tone::Danger } else { Tone::Warning };
            (tone, t.right_owed_until(t.locale.date(on), left, piece, right))
        }
        None => (Tone::Warning, t.right_owed(piece, right)),
    };
    let href = format!("/rights/{}#pieces", seal(visit.ctx.house(), it.id.uuid()));
    let act = Button::link(t.right_owed_do(), href).primary().icon(Icon::Doc);
    Some(DueBand::new(t.person_next_act(), tone, words).more(t.right_owed_more()).act(act))
}
