//! Chance that always falls the same way for the same seed.

use kernel::{Entropy, SeededEntropy};

/// Dice of a seed. They are drawn in blocks: one throw costs a few instructions.
pub(super) struct Dice {
    chance: SeededEntropy,
    drawn: std::sync::Mutex<(Vec<u8>, usize)>,
}

const BLOCK: usize = 4_096;

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self { chance: SeededEntropy::new(seed), drawn: std::sync::Mutex::new((vec![0; BLOCK], BLOCK)) }
    }

    fn word(&self) -> u32 {
        let mut drawn = self.drawn.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (block, at) = &mut *drawn;
        if *at + 4 > BLOCK {
            self.chance.fill(block);
            *at = 0;
        }
        let bytes = [block[*at], block[*at + 1], block[*at + 2], block[*at + 3]];
        *at += 4;
        u32::from_le_bytes(bytes)
    }

    /// A number from 0 to `n` − 1.
    pub(super) fn throw(&self, n: usize) -> usize {
        let wide = u64::from(self.word()) * n as u64;
        usize::try_from(wide >> 32).unwrap_or(0)
    }

    /// A number from `low` to `high`.
    pub(super) fn between(&self, low: i64, high: i64) -> i64 {
        let width = usize::try_from(high - low + 1).unwrap_or(1);
        low + i64::try_from(self.throw(width)).unwrap_or(0)
    }

    /// Whether one in `n`.
    pub(super) fn one_in(&self, n: usize) -> bool {
        self.throw(n) == 0
    }

    /// One of several.
    pub(super) fn pick<'a, T>(&self, of: &'a [T]) -> &'a T {
        &of[self.throw(of.len())]
    }
}

/// Things drawn in proportion to their weights.
pub(super) struct Weighted<T> {
    things: Vec<T>,
    sums: Vec<usize>,
}

impl<T> Weighted<T> {
    pub(super) fn new(things: impl IntoIterator<Item = (T, usize)>) -> Self {
        let mut sum = 0;
        let (things, sums) = things
            .into_iter()
            .map(|(thing, weight)| {
                sum += weight;
                (thing, sum)
            })
            .unzip();
        Self { things, sums }
    }

    pub(super) fn draw(&self, dice: &Dice) -> &T {
        let at = dice.throw(self.sums.last().copied().unwrap_or(1));
        let place = self.sums.partition_point(|sum| *sum <= at);
        &self.things[place.min(self.things.len() - 1)]
    }
}
