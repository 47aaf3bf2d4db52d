//! The rights of a person in few lines, for their first page: those first that ask for something.

use care::rights::{ApplicationView, Column};

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
