//! Indicators: what a programme's report counts, for its team and for those outside.
//!
//! A fact counts on its own date, in the time zone of the programme, both ends of the period included. Outside of the
//! care teams a count of persons from 1 to 4 reads « < 5 » and cannot be worked out from the rest (`mask`): the limit
//! of what may be told is in `docs/declassified.md`, under `suppressed-indicators`.

mod accompaniment;
mod adoption;
mod advice;
mod delays;
mod facts;
mod mask;
mod measures;
mod output;
mod pathways;
mod period;
mod referrals;
mod registry;
mod report;

pub use adoption::{MONTHS, Month, adoption};
pub use delays::DelayClass;
pub use facts::{Counted, LIST, What, facts, lists};
pub use output::Words;
pub use period::Period;
pub use registry::{Indicator, Unit, all, of};
pub use report::{
    Audience, Cell, Figures, OrganizationFigures, Report, figure, is_over, last_busy_year, reads_everything,
    report, since,
};
