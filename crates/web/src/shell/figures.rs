//! Figures of a report, and what became of people from one step to the next.

use askama::Template;

use super::component;

component!(Figures, Funnel);

/// One figure.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    /// What it counts.
    pub label: String,
    /// The number as it is written; « < 5 » and « n. c. » too.
    pub value: String,
    /// A unit or a share after it, smaller: « jours », « 93 % ».
    pub unit: Option<String>,
    /// Where it is defined, or what it is made of.
    pub href: Option<String>,
    /// A note under it.
    pub note: Option<String>,
}

/// A row of figures.
#[derive(Clone, Debug, Template)]
#[template(path = "components/figures.html")]
pub struct Figures(
    /// The figures, the most looked at first.
    pub Vec<Figure>,
);

/// A step of a funnel.
#[derive(Clone, Debug)]
pub struct FunnelStep {
    /// What it is.
    pub label: String,
    /// How many, as it is written.
    pub value: String,
    /// How many, for the bar; `None` draws none (suppressed counts).
    pub count: Option<u32>,
    /// A note under it.
    pub note: String,
}

/// From one step to the next, each bar a part of the first.
#[derive(Clone, Debug, Template)]
#[template(path = "components/funnel.html")]
pub struct Funnel(
    /// The steps.
    pub Vec<FunnelStep>,
);

impl Funnel {
    fn whole(&self) -> u32 {
        self.0.iter().filter_map(|step| step.count).max().unwrap_or(1).max(1)
    }
}
