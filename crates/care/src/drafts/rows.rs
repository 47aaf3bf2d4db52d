//! Tables of drafts and ready-made sentences.

use crate::rows::row;

row! {
    draft = "draft" {
        territory_id: Uuid, id: Uuid;
        practitioner_id: Uuid,
        form: String,
        object_id: Uuid,
        body: String,
        version: i64,
        saved_at: i64,
    }
}

row! {
    snippet = "snippet" {
        territory_id: Uuid, id: Uuid;
        practitioner_id: Uuid,
        label: String,
        body: String,
        created_at: i64,
    }
}
