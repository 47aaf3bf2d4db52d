//! The table of the links by which doctors are asked.

use crate::rows::row;

row! {
    handover_link = "handover_link" {
        territory_id: Uuid, id: Uuid;
        pathway_id: Uuid,
        // The proposal, by its place in the history of the pathway: once that is over, so is the link.
        seq: i64,
        // Who made it, and stands for it.
        role_id: Uuid,
        at: i64,
        expires_at: i64,
        code: String,
        tries: i64,
        session: Option<String>,
        opened_at: Option<i64>,
        until_at: Option<i64>,
    }
}
