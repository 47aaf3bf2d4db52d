//! Tables of accesses and questions.

use uuid::Uuid;

use crate::accounts::coded::coded_row;
use crate::rows::row;

coded_row! { own_access = "own_access" as Own { person_id: Uuid } }

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
