//! The table of the times at which somebody can be booked.

use crate::rows::row;

row! {
    slot = "slot" {
        territory_id: Uuid, id: Uuid;
        practitioner_id: Uuid,
        from_at: i64,
        minutes: i64,
        place: String,
        object_kind: Option<String>,
        object_id: Option<Uuid>,
        booked_at: Option<i64>,
        withdrawn_at: Option<i64>,
        // Of those that one opened for the visits of a programme: which, and in which role.
        program: Option<String>,
        role_id: Option<Uuid>,
    }
}
