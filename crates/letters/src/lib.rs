//! Typeset letters: typed data in, a PDF out that is archivable (PDF/A-2a) and
//! accessible (PDF/UA-1: tagged, titled, with its language).
//!
//! The crate knows typography and nothing else: no database, no rule of care, no
//! clock. The same [`Letter`] always gives the same bytes, so that a letter
//! can be kept as sent and compared for ever.
//!
//! What people typed never becomes markup. It reaches the templates as a JSON file
//! that they read, so `#panic()`, `$` or `*` are letters like any others.

mod desk;
mod glyphs;
mod letter;
mod press;
mod sample;
mod text;
mod typography;
mod view;

pub use kernel::Locale;
pub use letter::{Letter, Letterhead, Section};
pub use press::{LetterError, Press};
#[doc(hidden)]
pub use sample::{sample, sample_en};
