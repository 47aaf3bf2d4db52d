//! `docs/access-matrix.md`: what each persona may do in each situation, and by which rule.
//!
//! The matrix is computed by asking the policies, never written by hand: a changed rule shows as a changed line.

mod personas;
mod render;
mod situations;

pub use render::render;
