//! Tables of the public directory.

use crate::rows::row;

row! {
    /// The directory, taken in once.
    directory_import = "directory_import" {
        territory_id: Uuid, id: Uuid;
        // One after the other, from 1 on.
        number: i64,
        // Who did; nobody from the command line.
        role_id: Option<Uuid>,
        at: i64,
        // What the file was called.
        name: String,
        sha256: String,
        // Lines below the headings that were gone through.
        lines: i64,
        taken: i64,
        updated: i64,
        unchanged: i64,
        repeated: i64,
        refused: i64,
        closed: i64,
        // The highest number of an exercise.
        numbered: i64,
        // Exercises that are open.
        held: i64,
        // Absent where it was broken off: then nothing was closed.
        done_at: Option<i64>,
    }
}

row! {
    /// An exercise: a professional, with one know-how, in one place.
    public_practice = "public_practice" {
        territory_id: Uuid, id: Uuid;
        // In the order in which they came: see `seen`.
        number: i64,
        national_id: String,
        rpps: Option<String>,
        title: String,
        family: String,
        given: String,
        // Codes of the directory's own nomenclatures; what they mean stands in `public_code`.
        profession: String,
        category: Option<String>,
        speciality_kind: Option<String>,
        speciality: Option<String>,
        mode: Option<String>,
        // The directory's own number of the place.
        structure_id: Option<String>,
        finess: Option<String>,
        siret: Option<String>,
        structure_name: Option<String>,
        // Lines, one under the other.
        address: Option<String>,
        postal_code: Option<String>,
        city: Option<String>,
        // INSEE code.
        commune: Option<String>,
        // Millionths of a degree.
        lat: Option<i64>,
        lon: Option<i64>,
        // The square of the map in which it is found; none without a position, none once it left.
        cell: Option<i64>,
        // Who comes first of those equally near: see `offer`.
        rank: i64,
        phone: Option<String>,
        email: Option<String>,
        // A hash of all that the file says of it.
        content: i64,
        // The import that wrote it last.
        seen_in: i64,
        closed_at: Option<i64>,
    }
}

row! {
    /// What somebody said of what an exercise accepts. Never changed: who says otherwise says it anew.
    practice_offer = "practice_offer" {
        territory_id: Uuid, id: Uuid;
        practice_id: Uuid,
        what: String,
        value: String,
        said_by: String,
        // The day on which it was so, at noon.
        confirmed_at: i64,
        at: i64,
        // Who wrote it down; nobody from the command line.
        role_id: Option<Uuid>,
    }
}

row! {
    /// What an exercise accepts as far as was said, computed from the facts: the columns are asked when one searches.
    practice_standing = "practice_standing" {
        territory_id: Uuid, practice_id: Uuid;
        new_patients: Option<String>,
        protocol_partner: Option<String>,
        wheelchair_access: Option<String>,
        home_visits: Option<String>,
        fee_sector: Option<String>,
        // Between spaces, one before the first and one after the last.
        languages: Option<String>,
        // The latest day on which anything of it was confirmed.
        confirmed_at: i64,
    }
}
