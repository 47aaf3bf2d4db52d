//! The table of attempts.

use crate::rows::row;

row! {
    break_glass = "break_glass" {
        territory_id: Uuid, id: Uuid;
        role_id: Uuid,
        practitioner_id: Uuid,
        at: i64,
        need: String,
        reason: String,
        // Whom it was about, as typed: a miss is reviewed as well.
        sought: String,
        // Present where it opened a record.
        person_id: Option<Uuid>,
        until_at: Option<i64>,
        reviewed_at: Option<i64>,
        reviewed_by: Option<Uuid>,
        verdict: Option<String>,
        comment: Option<String>,
    }
}
