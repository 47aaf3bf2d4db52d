//! Imports in words: how far one is, what a column is, what is wrong with a line.

use care::imports::{ColumnKind, ImportState, ImportSummary, LineFault, RefusedLine, Stays};
use care::people::{How, TeamGround};
use care::rights::Channel;
use care::{Fault, ImportId};

use crate::i18n::T;
use crate::sealed::seal;
use crate::shell::{Choice, Icon, StateView, Tone};
use crate::visit::Visit;

fn dynamic(t: T, kind: &str, code: &str) -> String {
    t.by_key(&format!("{kind}-{}", code.replace('_', "-"))).unwrap_or_default()
}

/// The address of an import.
pub(super) fn href(visit: &Visit, id: ImportId) -> String {
    format!("/imports/{}", seal(visit.ctx.house(), id.uuid()))
}

/// What the file was called.
pub(super) fn name(t: T, summary: &ImportSummary) -> String {
    let unnamed = summary.name.is_empty();
    if unnamed { t.imports_unnamed().to_owned() } else { crate::words::isolated(&summary.name) }
}

/// How far an import is.
pub(super) fn state(t: T, state: ImportState) -> StateView {
    match state {
        ImportState::Read => StateView::waiting(t.imports_state_read()),
        ImportState::Cut => StateView::warning(t.imports_state_cut()),
        ImportState::Done => StateView::ok(t.imports_state_done()),
        ImportState::Undone => StateView::new(Tone::Neutral, Icon::Close, t.imports_state_undone()),
    }
}

/// What a column is.
pub(super) fn column(t: T, kind: ColumnKind) -> String {
    dynamic(t, "import-column", kind.code())
}

/// Everything that a column may be.
pub(super) fn columns(t: T) -> Vec<Choice> {
    ColumnKind::ALL.iter().map(|kind| Choice::new(kind.code(), column(t, *kind))).collect()
}

/// What is wrong with a line, a sentence for each cell.
pub(super) fn faults(t: T, line: &RefusedLine) -> Vec<String> {
    line.faults.iter().map(|it| fault(t, it)).collect()
}

fn fault(t: T, it: &LineFault) -> String {
    let words = crate::words::fault(t, &Fault { field: "", key: it.key, limit: it.limit });
    if it.column == ColumnKind::Ignored { words } else { t.imports_fault(column(t, it.column), words) }
}

/// Why a line stays although the import was undone.
pub(super) fn stays(t: T, why: Stays) -> String {
    dynamic(t, "import-stays", why.code())
}

/// On which grounds the author may be around the persons created.
pub(super) fn grounds(t: T, grounds: &[TeamGround]) -> Vec<Choice> {
    let choice = |ground: &TeamGround| {
        let mine = t.by_key("ground-chosen-by-me").filter(|_| *ground == TeamGround::ChosenByPerson);
        Choice::new(ground.code(), mine.unwrap_or_else(|| dynamic(t, "ground", ground.code())))
    };
    grounds.iter().map(choice).collect()
}

/// How the persons created may have been told.
pub(super) fn tellings(t: T) -> Vec<Choice> {
    let not_yet = Choice::new("", t.told_not_yet()).detail(t.told_not_yet_detail());
    let how = |it: How| Choice::new(it.code(), dynamic(t, "how", it.code()));
    How::ALL.into_iter().map(how).chain([not_yet]).collect()
}

/// How what was filed may have been filed.
pub(super) fn channels(t: T) -> Vec<Choice> {
    let choice = |it: &Channel| Choice::new(it.code(), dynamic(t, "right-channel", it.code()));
    Channel::ALL.iter().map(choice).collect()
}
