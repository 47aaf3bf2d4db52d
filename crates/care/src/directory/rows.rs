//! Tables of the directory.

use crate::rows::row;

row! {
    organization = "organization" {
        territory_id: Uuid, id: Uuid;
        kind: String,
        name: String,
        finess: Option<String>,
        phone: Option<String>,
        address: Option<String>,
        postal_code: Option<String>,
        commune: Option<String>,
        part_of: Option<Uuid>,
        sort_key: String,
        version: i64,
        created_at: i64,
        updated_at: i64,
        updated_by: Option<Uuid>,
    }
}

row! {
    organization_key = "organization_key" {
        territory_id: Uuid, key: String, organization_id: Uuid;
    }
}

row! {
    practitioner = "practitioner" {
        territory_id: Uuid, id: Uuid;
        title: String,
        family: String,
        given: String,
        rpps: Option<String>,
        phone: Option<String>,
        email: Option<String>,
        sort_key: String,
        version: i64,
        created_at: i64,
        updated_at: i64,
        updated_by: Option<Uuid>,
    }
}

row! {
    practitioner_key = "practitioner_key" {
        territory_id: Uuid, key: String, practitioner_id: Uuid;
    }
}

row! {
    practitioner_role = "practitioner_role" {
        territory_id: Uuid, id: Uuid;
        practitioner_id: Uuid,
        organization_id: Uuid,
        profession: String,
        functions: String,
        from_at: i64,
        until_at: Option<i64>,
    }
}

row! {
    program_membership = "program_membership" {
        territory_id: Uuid, id: Uuid;
        program: String,
        role_id: Uuid,
        program_role: String,
        from_at: i64,
        until_at: Option<i64>,
    }
}

row! {
    absence = "absence" {
        territory_id: Uuid, id: Uuid;
        practitioner_id: Uuid,
        from_at: i64,
        until_at: i64,
        substitute_id: Option<Uuid>,
        recorded_at: i64,
        withdrawn_at: Option<i64>,
    }
}
