//! The rules, asked from every side.

mod any;
mod conformity;
mod loading;
mod matrix;
mod properties;
mod stories;

use std::sync::LazyLock;

use crate::Policy;

/// The shipped policies, parsed once for all tests.
pub(crate) static POLICY: LazyLock<Policy> =
    LazyLock::new(|| Policy::shipped().unwrap_or_else(|error| panic!("{error}")));
