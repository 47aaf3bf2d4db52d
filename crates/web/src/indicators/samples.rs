//! Reports with made-up contents.

use crate::i18n::Locale;
use crate::samples::Rendered;

/// Renders them.
pub(crate) fn add_all(_locale: Locale, _to: &mut Vec<Rendered>) {}
