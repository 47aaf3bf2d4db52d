//! Which exercises a file has named so far: one bit each, so that a million take 125 kilobytes.

/// A set of numbers.
#[derive(Debug, Default)]
pub(super) struct Seen(Vec<u64>);

impl Seen {
    /// Adds a number; false where it was there already.
    pub(super) fn add(&mut self, number: i64) -> bool {
        let (word, bit) = place(number);
        if word >= self.0.len() {
            self.0.resize(word + 1, 0);
        }
        let fresh = self.0[word] & bit == 0;
        self.0[word] |= bit;
        fresh
    }

    /// Whether a number is there.
    pub(super) fn has(&self, number: i64) -> bool {
        let (word, bit) = place(number);
        self.0.get(word).is_some_and(|it| it & bit != 0)
    }
}

/// Numbers are given by the import itself, from 1 on.
fn place(number: i64) -> (usize, u64) {
    let number = usize::try_from(number).unwrap_or_default();
    (number / 64, 1 << (number % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_there_and_nothing_else() {
        let mut seen = Seen::default();
        for number in [1, 63, 64, 65, 1_000_000] {
            assert!(!seen.has(number) && seen.add(number), "{number}");
            assert!(seen.has(number) && !seen.add(number), "{number}");
        }
        assert!(!seen.has(2) && !seen.has(999_999) && !seen.has(5_000_000));
        assert!(seen.0.len() * 8 < 130_000, "a million in 130 kilobytes");
    }
}
