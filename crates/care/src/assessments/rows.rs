//! The table of questionnaires.

use crate::rows::row;

row! {
    /// A version of a questionnaire that was brought in, or one that ships and was retired.
    questionnaire = "questionnaire" {
        territory_id: Uuid, id: Uuid;
        url: String,
        // Empty for one that says none.
        version: String,
        // The resource as it came.
        body: String,
        added_at: i64,
        // Who brought it in; nobody from the command line.
        role_id: Option<Uuid>,
        retired_at: Option<i64>,
    }
}
