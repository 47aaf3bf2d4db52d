//! Tables of consultations.

use crate::rows::row;

row! {
    consultation = "consultation" {
        territory_id: Uuid, id: Uuid;
        advice_id: Uuid,
        program: String,
        person_id: Option<Uuid>,
        practitioner_id: Uuid,
        asker_id: Uuid,
        asker_organization_id: Uuid,
        status: String,
        version: i64,
        offered_at: i64,
        due_at: i64,
        booked_for: Option<i64>,
        place: Option<String>,
        held_at: Option<i64>,
        ended_at: Option<i64>,
    }
}

row! {
    consultation_fact = "consultation_fact" {
        territory_id: Uuid, consultation_id: Uuid, seq: i64;
        kind: String,
        at: i64,
        role_id: Uuid,
        body: String,
    }
}
