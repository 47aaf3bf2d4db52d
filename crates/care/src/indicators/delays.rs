//! How long answers took: their classes, and the ranks of the median and of the ninth decile.

use super::mask::SMALL;

const DAY_MICROS: i64 = 86_400_000_000;

/// Most classes within the promise: beyond, a class is several days.
const CLASSES: u16 = 10;

/// Answers that took more than `after` days and at most `up_to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DelayClass {
    /// Longer than so many days; 0 for the first class.
    pub after: u16,
    /// At most so many days; the last class has no end.
    pub up_to: Option<u16>,
    /// How many answers.
    pub count: i64,
    /// Whether all of it is beyond what is promised.
    pub late: bool,
}

/// The ends of the classes, in days: the last is the promise, what lasts longer is a class of its own.
pub(super) fn ends(promised_days: u16) -> Vec<u16> {
    let promised = promised_days.max(1);
    let step = if promised <= CLASSES { 1 } else { promised.div_ceil(CLASSES) };
    let mut ends: Vec<u16> = (1..=CLASSES).map(|n| n * step).take_while(|end| *end < promised).collect();
    ends.push(promised);
    ends
}

/// The bounds of each class in running microseconds, the lower excluded: the last has no end.
pub(super) fn bounds(ends: &[u16]) -> Vec<(i64, i64)> {
    let mut bounds = Vec::new();
    let mut after = -1;
    for end in ends {
        bounds.push((after, i64::from(*end) * DAY_MICROS));
        after = i64::from(*end) * DAY_MICROS;
    }
    bounds.push((after, i64::MAX));
    bounds
}

/// Running microseconds in days.
#[allow(clippy::cast_precision_loss)] // exact up to 285 years
pub(super) fn days(micros: i64) -> f64 {
    micros as f64 / DAY_MICROS as f64
}

/// The middle of two, in days.
pub(super) fn middle(low: i64, high: i64) -> f64 {
    f64::midpoint(days(low), days(high))
}

/// Where the median stands among `n` values in order, from 0: twice the same place, or the middle two.
pub(super) const fn median_ranks(n: i64) -> (i64, i64) {
    ((n - 1) / 2, n / 2)
}

/// Where the ninth decile stands, from 0: the nearest rank, ⌈0.9 n⌉.
pub(super) const fn p90_rank(n: i64) -> i64 {
    (n * 9 + 9) / 10 - 1
}

/// The classes within which ranks `first` to `last` fall: the first class, the last, and how many come before.
pub(super) fn classes_of(counts: &[i64], first: i64, last: i64) -> Option<(usize, usize, i64)> {
    let mut before = 0;
    let mut found = None;
    for (class, count) in counts.iter().enumerate() {
        if found.is_none() && first < before + count {
            found = Some((class, before));
        }
        if let Some((low, skipped)) = found.filter(|_| last < before + count) {
            return Some((low, class, skipped));
        }
        before += count;
    }
    None
}

/// The classes as the team sees them.
pub(super) fn exact(ends: &[u16], counts: &[i64]) -> Vec<DelayClass> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let up_to = ends.iter().copied().map(Some).chain([None]);
    let classes = starts.zip(up_to).zip(counts);
    classes
        .map(|((after, up_to), count)| DelayClass { after, up_to, count: *count, late: up_to.is_none() })
        .collect()
}

/// The classes merged until none counts fewer than 5 persons. The line of the promise is kept only where the answers
/// on time are published (`on_time`): it would tell them otherwise.
pub(super) fn merged(ends: &[u16], counts: &[i64], on_time: Option<i64>) -> Vec<DelayClass> {
    let mut classes = exact(ends, counts);
    let Some(late) = classes.pop() else { return Vec::new() };
    let within: i64 = classes.iter().map(|class| class.count).sum();
    // Promises that were not all the same in the period do not draw one line.
    let keeps_line = on_time == Some(within);
    let mut late = Some(late);
    if !keeps_line && let (Some(last), Some(late)) = (classes.last_mut(), late.take()) {
        *last = joined(*last, late);
    }
    let mut merged = merge(classes);
    merged.extend(late.filter(|late| late.count > SMALL));
    merged
}

fn joined(one: DelayClass, next: DelayClass) -> DelayClass {
    DelayClass {
        after: one.after,
        up_to: next.up_to,
        count: one.count + next.count,
        late: one.late && next.late,
    }
}

/// Neighbours joined until each is large enough; nothing where the whole is not.
fn merge(classes: Vec<DelayClass>) -> Vec<DelayClass> {
    let mut merged: Vec<DelayClass> = Vec::new();
    let mut small: Option<DelayClass> = None;
    for class in classes {
        let class = small.take().map_or(class, |before| joined(before, class));
        if class.count > SMALL { merged.push(class) } else { small = Some(class) }
    }
    // Where not even the whole is large enough there is nothing to join the rest to: no class, rather than one that tells.
    if let Some(rest) = small
        && let Some(last) = merged.pop()
    {
        merged.push(joined(last, rest));
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_class_a_day_up_to_the_promise() {
        assert_eq!(ends(7), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(ends(15), [2, 4, 6, 8, 10, 12, 14, 15]);
        assert_eq!(ends(0), [1]);
        let bounds = bounds(&ends(2));
        assert_eq!(bounds, [(-1, DAY_MICROS), (DAY_MICROS, 2 * DAY_MICROS), (2 * DAY_MICROS, i64::MAX)]);
    }

    #[test]
    fn ranks() {
        assert_eq!((median_ranks(1), median_ranks(2), median_ranks(71)), ((0, 0), (0, 1), (35, 35)));
        let p90: Vec<i64> = [1, 2, 9, 10, 11, 20, 71].into_iter().map(p90_rank).collect();
        assert_eq!(p90, [0, 1, 8, 8, 9, 17, 63]);
        assert_eq!(classes_of(&[2, 0, 3], 1, 2), Some((0, 2, 0)));
        assert_eq!(classes_of(&[2, 0, 3], 2, 2), Some((2, 2, 2)));
        assert_eq!(classes_of(&[2, 0, 3], 5, 5), None);
    }

    #[test]
    fn the_classes_of_2021() {
        let counts = [9, 12, 14, 11, 9, 6, 5, 5];
        let merged = merged(&ends(7), &counts, Some(66));
        assert_eq!(merged, exact(&ends(7), &counts), "none is under 5");
        let hidden = super::merged(&ends(7), &[9, 12, 14, 11, 9, 6, 5, 2], None);
        assert_eq!(hidden.last(), Some(&DelayClass { after: 6, up_to: None, count: 7, late: false }));
    }

    proptest! {
        #[test]
        fn no_class_is_small_and_none_tells_who_was_late(counts in prop::collection::vec(0_i64..12, 8), told: bool) {
            let on_time: i64 = counts[..7].iter().sum();
            let late = counts[7];
            let told = told && on_time > SMALL && (late == 0 || late > SMALL);
            let classes = merged(&ends(7), &counts, told.then_some(on_time));
            prop_assert!(classes.iter().all(|class| class.count > SMALL));
            let total: i64 = classes.iter().map(|class| class.count).sum();
            prop_assert!(total == on_time + late || classes.is_empty());
            prop_assert!(told || classes.iter().all(|class| class.up_to != Some(7) && class.after != 7));
        }

        #[test]
        fn a_rank_is_found_in_its_class(counts in prop::collection::vec(0_i64..9, 1..9), at in 0_i64..80) {
            let n: i64 = counts.iter().sum();
            let values: Vec<usize> = counts.iter().enumerate()
                .flat_map(|(class, count)| std::iter::repeat_n(class, usize::try_from(*count).unwrap())).collect();
            let found = classes_of(&counts, at, at);
            let expected = values.get(usize::try_from(at).unwrap()).copied();
            prop_assert_eq!(found.map(|it| it.0), expected);
            prop_assert_eq!(found.map(|it| it.1), expected);
            prop_assert!(found.is_none() == (at >= n));
            prop_assert!(found.is_none_or(|it| it.2 <= at));
        }
    }
}
