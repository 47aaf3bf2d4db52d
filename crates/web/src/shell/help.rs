//! The list of keyboard shortcuts, and the page that shows every component in every state.

use super::prelude::*;

/// `GET /help/keys`: also shown over a page when `?` is pressed.
#[derive(Clone, Debug, Template)]
#[template(path = "help/keys.html")]
pub struct KeysPage {
    /// The frame; its menu gives the letters after `g`.
    pub shell: Shell,
}

/// Every component in its states, to look at while working on them and to test them together.
#[derive(Clone, Debug, Template)]
#[template(path = "help/components.html")]
pub struct ComponentsPage {
    /// The frame.
    pub shell: Shell,
    /// Clocks in every state.
    pub clocks: Vec<ClockView>,
    /// The band of a request.
    pub band: DueBand,
    /// The band of a record.
    pub next_act: DueBand,
    /// A queue.
    pub queue: QueueGroup,
    /// A form as it is first shown.
    pub form: FormState,
    /// The same, given back with its faults.
    pub faulty: FormState,
    /// Two versions.
    pub versions: Compare,
    /// A timeline.
    pub trame: Trame,
    /// A team.
    pub team: Vec<Member>,
    /// Messages.
    pub posts: Vec<Post>,
    /// Figures.
    pub figures: Figures,
    /// A funnel.
    pub funnel: Funnel,
    /// A chart.
    pub chart: BarChart,
    /// An emergency access.
    pub glass: Glass,
}

impl ComponentsPage {
    fn forms(&self) -> [&FormState; 2] {
        [&self.form, &self.faulty]
    }
}
