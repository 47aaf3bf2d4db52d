//! The letters of a synthesis, as they were signed.

use care::SynthesisId;
use care::synthesis::{self, For};

use crate::failure::Answer;
use crate::files;
use crate::sealed::Id;
use crate::visit::Visit;

/// To the doctor.
pub(super) async fn letter(visit: Visit, Id(id): Id<SynthesisId>) -> Answer {
    send(&visit, id, For::Doctor).await
}

/// To the person.
pub(super) async fn for_the_person(visit: Visit, Id(id): Id<SynthesisId>) -> Answer {
    send(&visit, id, For::Person).await
}

async fn send(visit: &Visit, id: SynthesisId, whom: For) -> Answer {
    let letter = synthesis::download(&visit.ctx, id, whom).await?;
    Ok(files::kept("application/pdf", &letter.name, letter.bytes))
}
