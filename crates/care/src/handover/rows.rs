//! The table of the links by which doctors are asked.

use uuid::Uuid;

use crate::accounts::coded::coded_row;

coded_row! {
    // `seq`: the proposal, by its place in the history of the pathway: once that is over, so is the link.
    handover_link = "handover_link" as Handover { pathway_id: Uuid, seq: i64 }
}
