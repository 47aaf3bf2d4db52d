//! Clocks and randomness.

use jiff::SignedDuration;
use kernel::{Clock, Entropy, MockClock, OsEntropy, SeededEntropy, ShiftedClock, SystemClock, clock};
use proptest::prelude::*;

use crate::instant;

#[test]
fn every_clock_is_cut_to_the_microsecond() {
    let fine = instant("2026-11-26T10:40:00.123456789Z");
    let cut = instant("2026-11-26T10:40:00.123456Z");
    assert_eq!(clock::to_micros(fine), cut);
    assert_eq!(MockClock::new(fine).now(), cut);
    for now in [SystemClock.now(), ShiftedClock::starting_at(fine).now()] {
        assert_eq!(now, clock::to_micros(now));
    }
}

#[test]
fn a_mock_clock_moves_when_told_and_its_clones_with_it() {
    let clock = MockClock::new(instant("2026-11-26T10:40Z"));
    let clone = clock.clone();
    assert_eq!(clone.now(), instant("2026-11-26T10:40Z"));
    clock.advance(SignedDuration::from_hours(25));
    assert_eq!(clone.now(), instant("2026-11-27T11:40Z"));
    clone.set(instant("2026-01-01T00:00Z"));
    assert_eq!(clock.now(), instant("2026-01-01T00:00Z"));
}

#[test]
fn a_shifted_clock_starts_where_it_is_set_and_runs() {
    let start = instant("2021-03-01T08:00Z");
    let clock = ShiftedClock::starting_at(start);
    let first = clock.now();
    let second = clock.now();
    assert!(start <= first && first <= second);
    assert!(second.duration_since(start) < SignedDuration::from_mins(1));
}

#[test]
fn a_seed_gives_its_sequence_again() {
    let draw = |entropy: &dyn Entropy| entropy.bytes::<40>();
    assert_eq!(draw(&SeededEntropy::new(7)), draw(&SeededEntropy::new(7)));
    assert_ne!(draw(&SeededEntropy::new(7)), draw(&SeededEntropy::new(8)));
    let one = SeededEntropy::new(7);
    assert_ne!(draw(&one), draw(&one));
    assert_ne!(draw(&OsEntropy), draw(&OsEntropy));
}

proptest! {
    #[test]
    fn numbers_stay_below_their_bound(seed: u64, bound: u64) {
        let entropy: &dyn Entropy = &SeededEntropy::new(seed);
        prop_assert!(entropy.below(bound) < bound.max(1));
    }
}
