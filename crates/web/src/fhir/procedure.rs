//! An operation or examination as a Procedure.

use care::record::{EntryForm, Sort};
use fhir::Procedure;

use super::tell::{Telling, label};
use super::understand::{Refusals, Understood, begin, name, status, words};

/// As it is told.
pub(super) fn tell(it: &Telling<'_>, name: &str) -> Procedure {
    let state = if it.withdrawn() { "entered-in-error" } else { "completed" };
    Procedure {
        status: Some(state.to_owned()),
        code: Some(label(name)),
        subject: it.subject.clone(),
        performed_date_time: it.at.clone(),
        recorder: it.author(),
        note: it.notes(),
        ..Procedure::default()
    }
}

/// What it says.
pub(super) fn understand(it: &Procedure, refusals: &mut Refusals) -> Understood {
    status(refusals, "status", it.status.as_deref(), &["completed"]);
    let code = it.code.as_ref();
    Understood {
        sort: Sort::Procedure,
        form: EntryForm {
            label: name(code, "code", refusals),
            text: words(&it.note),
            ..EntryForm::default()
        },
        at: begin(it.performed_date_time.as_ref(), it.performed_period.as_ref()),
        until: None,
        recorded: None,
        codes: code.cloned().into_iter().collect(),
        files: Vec::new(),
        element: |field| match field {
            "on" => "performedDateTime",
            "text" => "note",
            _ => "code",
        },
    }
}
