//! A reader who tries every world that agrees with what is published, and looks for a count of persons below 5 that is
//! the same in all of them. Tables are small, the reader is patient.

use proptest::prelude::*;
use uuid::Uuid;

use super::super::measures::Measures;
use super::super::{advice, registry};
use super::table::is_small;
use super::{Line, Marks, SMALL, Shown, protect, protect_quarter};

/// Figures bound together on a line, and the differences that a reader would take.
struct Family {
    keys: &'static [&'static str],
    holds: fn(&[i64]) -> bool,
    differences: fn(&[i64]) -> Vec<i64>,
}

const ANSWERS: Family = Family {
    keys: &[advice::GIVEN, advice::ON_TIME, advice::OFFERED],
    holds: |it| it[1] <= it[0] && it[2] <= it[0],
    differences: |it| vec![it[0] - it[1], it[0] - it[2]],
};

const CLOSINGS: Family = Family {
    keys: &[advice::CLOSED, advice::AVOIDED, advice::PROMPTED, advice::EMERGENCY],
    holds: |it| it[1] + it[2] <= it[0] && it[3] <= it[0],
    differences: |it| vec![it[0] - it[1], it[0] - it[2], it[0] - it[1] - it[2], it[0] - it[3]],
};

const REQUESTS: Family = Family {
    keys: &[advice::ASKED, advice::ASKING_GPS],
    holds: |it| it[1] <= it[0],
    differences: |_| Vec::new(),
};

/// What a reader makes of a figure that is left out.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Belief {
    /// Any number may stand there.
    Anything,
    /// No small one: it would read « < 5 ». Nobody can believe it where nothing at all is given.
    NothingSmall,
}

/// Whether nothing at all is given of these figures.
fn is_blank(marks: &Marks, keys: &[&'static str]) -> bool {
    marks.0.iter().filter(|((_, key), _)| keys.contains(key)).all(|(_, mark)| *mark == super::Mark::Hidden)
}

type Counts = Vec<i64>;

fn group(number: usize) -> Uuid {
    Uuid::from_u128(number as u128 + 1)
}

fn measures(family: &Family, lines: &[Counts]) -> Measures {
    let mut measures = Measures::default();
    for (number, counts) in lines.iter().enumerate() {
        for (key, count) in family.keys.iter().zip(counts) {
            measures.add(group(number), key, *count);
        }
    }
    measures
}

/// What stands in a cell: a number, « < 5 », nothing.
fn seen(marks: &Marks, line: Line, key: &'static str, value: i64) -> (Shown, i64) {
    (marks.of(line, key), value)
}

/// Every line of figures that agrees with what is published, the likeliest first.
fn lines_that_agree(
    family: &Family,
    seen: &[(Shown, i64)],
    most: i64,
    belief: Belief,
    near: &[i64],
) -> Vec<Counts> {
    let counts_persons =
        |at: usize| registry::all().any(|it| it.key == family.keys[at] && it.counts_persons());
    let mut lines: Vec<Counts> = vec![Vec::new()];
    for (at, (shown, value)) in seen.iter().enumerate() {
        let values: Vec<i64> = match shown {
            Shown::AsIs => vec![*value],
            Shown::Small => (1..=SMALL).collect(),
            Shown::NotAtAll if belief == Belief::NothingSmall && counts_persons(at) && !is_small(*value) => {
                (0..=most).filter(|count| !is_small(*count)).collect()
            }
            Shown::NotAtAll => (0..=most).collect(),
        };
        let longer = |line: &Counts| -> Vec<Counts> {
            values.iter().map(|value| line.iter().copied().chain([*value]).collect()).collect()
        };
        lines = lines.iter().flat_map(longer).collect();
    }
    lines.retain(|line| (family.holds)(line));
    lines.sort_by_key(|line| line.iter().zip(near).map(|(one, other)| (one - other).abs()).sum::<i64>());
    lines
}

/// Everything that a reader looks for in a world: each figure, each difference, the sum of what a column leaves out.
fn looked_for(family: &Family, marks: &Marks, lines: &[Counts]) -> Vec<i64> {
    let total: Counts = (0..family.keys.len()).map(|at| lines.iter().map(|line| line[at]).sum()).collect();
    let mut found: Vec<i64> = Vec::new();
    for line in lines.iter().chain([&total]) {
        found
            .extend(line.iter().zip(family.keys).map(|(count, key)| if is_person(key) { *count } else { 0 }));
        found.extend((family.differences)(line));
    }
    for (at, key) in family.keys.iter().enumerate() {
        let left_out =
            lines.iter().enumerate().filter(|(number, _)| marks.of(Some(group(*number)), key) != Shown::AsIs);
        found.push(if is_person(key) { left_out.map(|(_, line)| line[at]).sum() } else { 0 });
    }
    found
}

fn is_person(key: &str) -> bool {
    registry::all().any(|it| it.key == key && it.counts_persons())
}

/// The place of a small count that is the same in every world, if there is one.
fn recovered(family: &Family, lines: &[Counts], belief: Belief) -> Option<usize> {
    let indicators: Vec<_> = registry::all().collect();
    let truth = measures(family, lines);
    let marks = protect(&indicators, &truth);
    let most = lines.iter().flatten().copied().max().unwrap_or(0) + 2;
    let belief = if is_blank(&marks, family.keys) { Belief::Anything } else { belief };
    let candidates: Vec<Vec<Counts>> = lines
        .iter()
        .enumerate()
        .map(|(number, line)| {
            let seen: Vec<_> = family
                .keys
                .iter()
                .zip(line)
                .map(|(key, value)| seen(&marks, Some(group(number)), key, *value))
                .collect();
            lines_that_agree(family, &seen, most, belief, line)
        })
        .collect();
    let total: Vec<_> =
        family.keys.iter().map(|key| seen(&marks, None, key, truth.total.count(key))).collect();
    let agrees = |world: &[Counts]| {
        total.iter().enumerate().all(|(at, (shown, value))| {
            let sum: i64 = world.iter().map(|line| line[at]).sum();
            match shown {
                Shown::AsIs => sum == *value,
                Shown::Small => is_small(sum),
                Shown::NotAtAll => true,
            }
        })
    };
    let expected = looked_for(family, &marks, lines);
    let mut open: Vec<usize> = (0..expected.len()).filter(|at| is_small(expected[*at])).collect();
    let mut steps = 0_u64;
    walk(&candidates, &mut Vec::new(), &mut |world| {
        steps += 1;
        if agrees(world) {
            let found = looked_for(family, &marks, world);
            open.retain(|at| found[*at] == expected[*at]);
        }
        open.is_empty() || steps > 3_000_000
    });
    open.first().copied()
}

fn walk(
    candidates: &[Vec<Counts>],
    world: &mut Vec<Counts>,
    visit: &mut impl FnMut(&[Counts]) -> bool,
) -> bool {
    let Some((first, rest)) = candidates.split_first() else { return visit(world) };
    for line in first {
        world.push(line.clone());
        let done = walk(rest, world, visit);
        world.pop();
        if done {
            return true;
        }
    }
    false
}

fn line_of(family: &'static Family, most: i64) -> impl Strategy<Value = Counts> {
    let parts = prop::collection::vec(0.0..=1.0_f64, family.keys.len() - 1);
    (0..=most, parts).prop_map(move |(whole, shares)| {
        let mut line = vec![whole];
        for share in shares {
            #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
            line.push((whole as f64 * share).round() as i64);
        }
        while !(family.holds)(&line) {
            line.iter_mut().skip(1).for_each(|part| *part /= 2);
        }
        line
    })
}

fn tables(family: &'static Family, lines: usize, most: i64) -> impl Strategy<Value = Vec<Counts>> {
    prop::collection::vec(line_of(family, most), 1..=lines)
}

proptest! {
    #[test]
    fn nobody_is_found_among_answers(lines in tables(&ANSWERS, 3, 9)) {
        for belief in [Belief::Anything, Belief::NothingSmall] {
            prop_assert_eq!(recovered(&ANSWERS, &lines, belief), None, "{:?}", belief);
        }
    }

    #[test]
    fn nobody_is_found_among_closings(lines in tables(&CLOSINGS, 2, 12)) {
        for belief in [Belief::Anything, Belief::NothingSmall] {
            prop_assert_eq!(recovered(&CLOSINGS, &lines, belief), None, "{:?}", belief);
        }
    }

    #[test]
    fn nobody_is_found_among_requests(lines in tables(&REQUESTS, 3, 9)) {
        for belief in [Belief::Anything, Belief::NothingSmall] {
            prop_assert_eq!(recovered(&REQUESTS, &lines, belief), None, "{:?}", belief);
        }
    }

    #[test]
    fn quarters_and_their_year_tell_nobody(quarters in prop::collection::vec(prop::collection::vec(0_i64..9, 2), 4)) {
        prop_assert_eq!(recovered_from_quarters(&quarters), None);
    }

    #[test]
    fn figures_that_need_no_protection_are_all_given(lines in prop::collection::vec((5_i64..60, 0..3_usize), 1..9)) {
        // Each line: requests answered, all on time or all late, none or all with a consultation.
        let lines: Vec<Counts> = lines.into_iter()
            .map(|(given, how)| vec![given, if how == 0 { 0 } else { given }, if how == 1 { 0 } else { given }]).collect();
        let indicators: Vec<_> = registry::all().collect();
        let marks = protect(&indicators, &measures(&ANSWERS, &lines));
        let all_given = marks.0.iter().all(|(_, mark)| *mark == super::Mark::Shown);
        prop_assert!(all_given);
    }
}

/// The same attack with the reports of the four quarters and of their year in hand.
fn recovered_from_quarters(quarters: &[Counts]) -> Option<(usize, usize)> {
    let indicators: Vec<_> = registry::all().collect();
    let key = advice::ASKED;
    let of = |counts: &Counts| {
        let mut measures = Measures::default();
        counts.iter().enumerate().for_each(|(number, count)| measures.add(group(number), key, *count));
        measures
    };
    let groups = quarters[0].len();
    let year: Counts = (0..groups).map(|at| quarters.iter().map(|quarter| quarter[at]).sum()).collect();
    let parts: Vec<Measures> = quarters.iter().map(&of).collect();
    let marks = protect(&indicators, &of(&year));
    let own: Vec<Marks> =
        (1..=parts.len()).map(|many| protect_quarter(&indicators, &of(&year), &parts[..many])).collect();
    let allows = |marks: &Marks, line: Line, value: i64, count: i64| match marks.of(line, key) {
        Shown::AsIs => count == value,
        Shown::Small => is_small(count),
        Shown::NotAtAll => is_blank(marks, &[key]) || !is_small(count) || is_small(value),
    };
    // What each quarter allows by itself: its lines and its total.
    let candidates: Vec<Vec<Counts>> = quarters
        .iter()
        .zip(&own)
        .map(|(quarter, marks)| {
            let most = quarter.iter().sum::<i64>() + 2;
            let mut all: Vec<Counts> = vec![Vec::new()];
            for (number, value) in quarter.iter().enumerate() {
                let fits: Vec<i64> =
                    (0..=most).filter(|it| allows(marks, Some(group(number)), *value, *it)).collect();
                all = all
                    .iter()
                    .flat_map(|line| fits.iter().map(|it| [line.clone(), vec![*it]].concat()))
                    .collect();
            }
            all.retain(|line| allows(marks, None, quarter.iter().sum(), line.iter().sum()));
            all.sort_by_key(|line| {
                line.iter().zip(quarter).map(|(one, other)| (one - other).abs()).sum::<i64>()
            });
            all
        })
        .collect();
    let whole: i64 = year.iter().sum();
    let mut open: Vec<(usize, usize)> = (0..quarters.len())
        .flat_map(|quarter| (0..groups).map(move |at| (quarter, at)))
        .filter(|(quarter, at)| is_small(quarters[*quarter][*at]))
        .collect();
    let mut steps = 0_u64;
    walk(&candidates, &mut Vec::new(), &mut |world| {
        steps += 1;
        let sums: Counts = (0..groups).map(|at| world.iter().map(|quarter| quarter[at]).sum()).collect();
        let fits = sums.iter().zip(&year).enumerate();
        let mut fits = fits.map(|(number, (sum, value))| allows(&marks, Some(group(number)), *value, *sum));
        if fits.all(|it| it) && allows(&marks, None, whole, sums.iter().sum()) {
            open.retain(|(quarter, at)| world[*quarter][*at] == quarters[*quarter][*at]);
        }
        open.is_empty() || steps > 5_000_000
    });
    open.first().copied()
}

/// The table of the year 2021 by CPTS: one small line takes another with it, the total stands.
#[test]
fn a_small_line_takes_the_smallest_other_with_it() {
    let indicators: Vec<_> = registry::all().collect();
    let requests: Vec<Counts> = [24, 18, 13, 14, 3].map(|asked| vec![asked, 2]).to_vec();
    let marks = protect(&indicators, &measures(&REQUESTS, &requests));
    let shown: Vec<Shown> = (0..5).map(|at| marks.of(Some(group(at)), advice::ASKED)).collect();
    assert_eq!(marks.of(None, advice::ASKED), Shown::AsIs);
    assert_eq!(shown[4], Shown::Small);
    assert_eq!(shown.iter().filter(|it| **it == Shown::NotAtAll).count(), 1);
    assert_eq!(shown[2], Shown::NotAtAll);
}

/// Three answers were late: neither they nor those on time may be told beside the whole.
#[test]
fn a_whole_without_its_part_tells_nobody() {
    let indicators: Vec<_> = registry::all().collect();
    let marks = protect(&indicators, &measures(&ANSWERS, &[vec![40, 37, 10]]));
    assert_eq!(marks.of(None, advice::GIVEN), Shown::AsIs);
    assert_eq!(marks.of(None, advice::ON_TIME), Shown::NotAtAll);
    assert_eq!(marks.of(None, advice::OFFERED), Shown::AsIs);
}

/// Many structures, most of them small: in time, and nothing shown that need not be hidden entirely.
#[test]
fn a_large_table_is_protected_in_time() {
    let indicators: Vec<_> = registry::all().collect();
    let lines: Vec<Counts> = (0..300_i64)
        .map(|n| vec![n * 7 % 23, n * 7 % 23 * 3 / 4, n % 3])
        .map(|mut line| {
            line[2] = line[2].min(line[0]);
            line
        })
        .collect();
    let marks = protect(&indicators, &measures(&ANSWERS, &lines));
    assert_eq!(marks.of(None, advice::GIVEN), Shown::AsIs);
}
