//! A synthesis in words: where it stands, what its parts are called.

use care::synthesis::{Part, Status, SynthesisView};

use crate::i18n::T;
use crate::shell::{Icon, StateView, Tone};

/// What a part is called on the form.
pub(super) fn part(t: T, part: Part) -> String {
    t.by_key(&format!("synthesis-part-{}", part.code())).unwrap_or_default()
}

/// What belongs there, where that wants saying.
pub(super) fn hint(t: T, part: Part) -> Option<String> {
    t.by_key(&format!("synthesis-hint-{}", part.code()))
}

/// Where one stands, in a word.
pub(crate) fn status(t: T, status: Status) -> StateView {
    match status {
        Status::Draft => StateView::new(Tone::Neutral, Icon::Wait, t.synthesis_draft()),
        Status::Completing => StateView::waiting(t.synthesis_completing()),
        Status::Signed => StateView::new(Tone::Success, Icon::Ok, t.synthesis_signed()),
        Status::Dropped => StateView::new(Tone::Neutral, Icon::Close, t.synthesis_dropped()),
    }
}

/// Who signed and who is waited for: « Signée par Dr A · attend : infirmier ».
pub(super) fn turn(t: T, it: &SynthesisView) -> Option<String> {
    if !it.standing.status.is_open() {
        return None;
    }
    let missing: Vec<String> = it
        .standing
        .missing
        .iter()
        .map(|profession| crate::frame::profession_words(t, *profession).to_lowercase())
        .collect();
    Some(t.synthesis_waits(missing.join(" · ")))
}
