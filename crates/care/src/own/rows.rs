//! Tables of accesses and questions.

use crate::rows::row;

row! {
    own_access = "own_access" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
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

row! {
    own_question = "own_question" {
        territory_id: Uuid, id: Uuid;
        person_id: Uuid,
        access_id: Uuid,
        at: i64,
        text: String,
        answered_at: Option<i64>,
        answered_by: Option<Uuid>,
        answer: Option<String>,
    }
}
