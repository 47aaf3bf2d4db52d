//! Randomness as a thing one is given, so that a test or a demonstration can give the same every time.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A source of random bytes.
pub trait Entropy: Send + Sync {
    /// Fills the whole of `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Entropy + '_ {
    /// `N` random bytes: a key, a nonce, a token.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A number from 0 to `bound` - 1, each as likely as the others; 0 when `bound` is 0 or 1.
    pub fn below(&self, bound: u64) -> u64 {
        if bound < 2 {
            return 0;
        }
        // The last, incomplete run of values is drawn again: keeping it would favour the small numbers.
        let limit = u64::MAX - u64::MAX % bound;
        loop {
            let drawn = u64::from_le_bytes(self.bytes());
            if drawn < limit {
                return drawn % bound;
            }
        }
    }
}

/// The operating system's generator, fit for keys and tokens.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    /// # Panics
    /// When the operating system has no randomness to give: nothing safe can be done without it.
    fn fill(&self, bytes: &mut [u8]) {
        #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for randomness")]
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// The same sequence for the same seed: for tests, the demonstration and synthetic territories, never for secrets.
pub struct SeededEntropy(Mutex<ChaCha20Rng>);

impl SeededEntropy {
    /// The sequence of this seed, from its beginning.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(ChaCha20Rng::seed_from_u64(seed)))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        // A panic elsewhere cannot leave the generator half-way: its state is whole between two calls.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }
}

impl fmt::Debug for SeededEntropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SeededEntropy")
    }
}
