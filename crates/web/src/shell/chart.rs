//! A bar chart drawn by the server, upright on wide pages and lying on phones, with the table behind it. Lateness is
//! hatched as well as coloured; a suppressed count has no bar.

use askama::Template;

use super::component;
use crate::i18n::T;

component!(BarChart);

/// A bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Under the bar: « 0 à 1 ».
    pub label: String,
    /// Its height; `None` when the count is suppressed.
    pub count: Option<u32>,
    /// What is written on it and in the table: « 9 », « < 5 ».
    pub words: String,
    /// Beyond what was promised: hatched.
    pub late: bool,
}

/// A bar chart.
#[derive(Clone, Debug, Template)]
#[template(path = "components/bar_chart.html")]
pub struct BarChart {
    /// The texts.
    pub t: T,
    /// Unique in the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What one sees in it, in a sentence or two, for who does not see it.
    pub summary: String,
    /// Under it.
    pub caption: String,
    /// What the bars are: the heading of the first column, and under the axis.
    pub axis: String,
    /// What is counted: the heading of the second column.
    pub counted: String,
    /// The bars.
    pub bars: Vec<Bar>,
    /// The line between what was promised and what is late: after how many bars, and its words.
    pub limit: Option<(usize, String)>,
}

/// A bar in its place.
struct Placed<'a> {
    bar: &'a Bar,
    x: u32,
    y: u32,
    width: u32,
    height: u32,
    middle: u32,
}

/// A line of the grid.
struct Line {
    y: u32,
    value: u32,
}

// The wide drawing: 760 × 330, its axis from 44 to 752, its ground at 264, its top at 39.
const LEFT: u32 = 44;
const RIGHT: u32 = 752;
const GROUND: u32 = 264;
const RISE: u32 = 225;
// The narrow one: 330 wide, a row of 36 each, bars from 92 and 180 at most.
const ROW: u32 = 36;
const BAR_FROM: u32 = 92;
const BAR_MOST: u32 = 180;

impl BarChart {
    /// The top of the scale: a round number, at least the highest bar.
    fn top(&self) -> u32 {
        let most = self.bars.iter().filter_map(|bar| bar.count).max().unwrap_or(0).max(1);
        let step = step_for(most);
        most.div_ceil(step) * step
    }

    fn grid(&self) -> Vec<Line> {
        let top = self.top();
        let step = step_for(top);
        (0..=top / step).map(|at| Line { y: GROUND - RISE * at * step / top, value: at * step }).collect()
    }

    fn upright(&self) -> Vec<Placed<'_>> {
        let slot = (RIGHT - LEFT) / u32::try_from(self.bars.len().max(1)).unwrap_or(1);
        let width = (slot * 8 / 11).min(96);
        let place = |(bar, x): (_, u32)| {
            let height = self.height(bar, RISE);
            Placed { bar, x: x + (slot - width) / 2, y: GROUND - height, width, height, middle: x + slot / 2 }
        };
        self.bars.iter().zip((LEFT..).step_by(slot as usize)).map(place).collect()
    }

    fn lying(&self) -> Vec<Placed<'_>> {
        let place = |(bar, y): (_, u32)| {
            let width = self.height(bar, BAR_MOST);
            Placed { bar, x: BAR_FROM, y, width, height: 26, middle: y + 18 }
        };
        self.bars.iter().zip((6..).step_by(ROW as usize)).map(place).collect()
    }

    fn height(&self, bar: &Bar, most: u32) -> u32 {
        bar.count.map_or(0, |count| most * count / self.top())
    }

    fn limit_x(&self, after: &usize) -> u32 {
        let slot = (RIGHT - LEFT) / u32::try_from(self.bars.len().max(1)).unwrap_or(1);
        LEFT + slot * u32::try_from(*after).unwrap_or(0)
    }

    #[expect(clippy::unused_self, reason = "the template asks the chart")]
    fn limit_y(&self, after: &usize) -> u32 {
        ROW * u32::try_from(*after).unwrap_or(0) + 1
    }

    fn narrow_height(&self) -> u32 {
        ROW * u32::try_from(self.bars.len()).unwrap_or(0) + 6
    }
}

/// The distance between two lines of the grid: 1, 2 or 5 and zeros, for four lines at most.
fn step_for(most: u32) -> u32 {
    let round = (0..9).flat_map(|zeros| [1, 2, 5].map(|first| first * 10_u32.pow(zeros)));
    round.into_iter().find(|step| most.div_ceil(*step) <= 4).unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    fn chart(counts: &[u32]) -> BarChart {
        let bar = |count: &u32| Bar {
            label: String::new(),
            count: Some(*count),
            words: count.to_string(),
            late: false,
        };
        BarChart {
            t: T::new(Locale::Fr),
            id: "c".to_owned(),
            title: String::new(),
            summary: String::new(),
            caption: String::new(),
            axis: String::new(),
            counted: String::new(),
            bars: counts.iter().map(bar).collect(),
            limit: None,
        }
    }

    #[test]
    fn the_scale_is_round_and_holds_every_bar() {
        for (most, top) in [
            (0, 1),
            (1, 1),
            (4, 4),
            (5, 6),
            (9, 10),
            (14, 15),
            (20, 20),
            (71, 80),
            (100, 100),
            (1_234, 1_500),
        ] {
            let chart = chart(&[most]);
            assert_eq!(chart.top(), top, "{most}");
            assert!(chart.grid().len() <= 6);
        }
    }

    #[test]
    fn bars_stay_inside_the_drawing() {
        for many in 1..40 {
            let chart = chart(&vec![7; many]);
            assert!(chart.upright().iter().all(|it| it.x + it.width <= RIGHT && it.y >= GROUND - RISE));
            assert!(chart.lying().iter().all(|it| it.y + it.height <= chart.narrow_height()));
        }
        assert!(chart(&[]).upright().is_empty());
    }
}
