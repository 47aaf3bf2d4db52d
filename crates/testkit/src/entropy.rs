//! Chance that a test can wind back, so that two worlds draw the same identifiers from some moment on.

use std::sync::Mutex;

use kernel::{Entropy, SeededEntropy};

/// Seeded chance that can be seeded anew.
pub struct Reseedable(Mutex<SeededEntropy>);

impl Reseedable {
    /// Chance that falls the same way for the same seed.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(SeededEntropy::new(seed)))
    }

    /// Begins anew from a seed.
    ///
    /// # Panics
    /// Never in practice: nothing panics while it is held.
    pub fn reseed(&self, seed: u64) {
        *self.0.lock().expect("nothing panics while chance is held") = SeededEntropy::new(seed);
    }
}

impl Entropy for Reseedable {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().expect("nothing panics while chance is held").fill(bytes);
    }
}
