//! Who is near: the professionals of the public directory around a place, the nearest first.

use std::collections::HashSet;

use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::grid::{Around, Point, around};
use super::offer::{Sector, Standing, Welcome};
use super::rows::practice_standing;
use crate::directory::{display_name, may_search};
use crate::sql::{marks, sql};
use crate::{Ctx, PublicPracticeId, Result};

/// Whom one looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Code of the profession in the directory: `10` for doctors.
    pub profession: String,
    /// Codes of know-hows, of which one is enough; none for anybody of the profession.
    pub specialities: Vec<String>,
    /// Around which place.
    pub from: Point,
    /// Only those of whom somebody said all this.
    pub accepting: Accepting,
}

/// What somebody must have said of those whom one looks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepting {
    /// That new patients are taken, be it under conditions.
    pub new_patients: bool,
    /// That they work by the protocols of the territory.
    pub protocol_partner: bool,
    /// That one comes in with a wheelchair.
    pub wheelchair_access: bool,
    /// That they come to the home.
    pub home_visits: bool,
    /// That these are their fees.
    pub fee_sector: Option<Sector>,
    /// That they speak this language (ISO 639-1).
    pub language: Option<String>,
}

impl Accepting {
    /// What it asks of the practice `p` and of its standing `s`, with the values; and whether `s` is needed.
    fn asked(&self) -> (String, Vec<Value>, bool) {
        let (mut said, mut values) = (String::new(), Vec::new());
        for (wanted, column) in [
            (self.protocol_partner, "protocol_partner"),
            (self.wheelchair_access, "wheelchair_access"),
            (self.home_visits, "home_visits"),
        ] {
            if wanted {
                said.push_str(&format!(" AND s.{column} = 'yes'"));
            }
        }
        if let Some(sector) = self.fee_sector {
            said.push_str(" AND s.fee_sector = ?");
            values.push(sector.code().into());
        }
        if let Some(language) = &self.language {
            said.push_str(" AND s.languages LIKE ?");
            values.push(format!("% {language} %").into());
        }
        let needed = !said.is_empty();
        if needed {
            said.insert_str(0, " AND s.territory_id = p.territory_id AND s.practice_id = p.id");
        }
        if self.new_patients {
            // In the index: nothing else has to be looked at.
            said.push_str(&format!(" AND p.rank <= {}", Welcome::rank(Some(Welcome::Conditions))));
        }
        (said, values, needed)
    }
}

/// Somebody near.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// The exercise.
    pub id: PublicPracticeId,
    /// « Dr Hélène MARCHETTI », as the directory writes it.
    pub name: String,
    /// Code of the speciality.
    pub speciality: Option<String>,
    /// The place.
    pub structure: Option<String>,
    /// Lines above the postal code, one under the other.
    pub address: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Commune, in words.
    pub city: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Address for letters that are no secret.
    pub email: Option<String>,
    /// Where.
    pub at: Point,
    /// How far, in metres, from commune to commune.
    pub metres: f64,
    /// What they accept, as far as was said.
    pub standing: Standing,
}

/// How many squares one looks at in each direction, until enough are found: the own, then some 6, 30, 100 and at last 280
/// kilometres north and south. In a town the first answers, with few to sort; in the country the second or the third.
const REACHES: [i64; 5] = [0, 3, 15, 47, 127];
/// Exercises read for each professional wanted: many have several lines in the directory.
const LINES_EACH: usize = 4;

#[derive(FromQueryResult)]
struct Row {
    far: i64,
    id: Uuid,
    national_id: String,
    title: String,
    family: String,
    given: String,
    speciality: Option<String>,
    structure_name: Option<String>,
    address: Option<String>,
    postal_code: Option<String>,
    city: Option<String>,
    lat: i64,
    lon: i64,
    phone: Option<String>,
    email: Option<String>,
    new_patients: Option<String>,
    protocol_partner: Option<String>,
    wheelchair_access: Option<String>,
    home_visits: Option<String>,
    fee_sector: Option<String>,
    languages: Option<String>,
    confirmed_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<Near> {
        let standing = practice_standing::Model {
            territory_id: Uuid::nil(),
            practice_id: self.id,
            new_patients: self.new_patients,
            protocol_partner: self.protocol_partner,
            wheelchair_access: self.wheelchair_access,
            home_visits: self.home_visits,
            fee_sector: self.fee_sector,
            languages: self.languages,
            confirmed_at: self.confirmed_at.unwrap_or_default(),
        };
        Ok(Near {
            id: self.id.into(),
            name: display_name(&self.title, &self.given, &self.family),
            speciality: self.speciality,
            structure: self.structure_name,
            address: self.address,
            postal_code: self.postal_code,
            city: self.city,
            phone: self.phone,
            email: self.email,
            at: Point { lat: self.lat, lon: self.lon },
            metres: Point::metres(self.far),
            standing: standing.read()?,
        })
    }
}

/// The nearest `most` professionals, each once, at the nearest of their places. One statement, five at most where few
/// live.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever may not consult the directory.
pub async fn nearest(ctx: &Ctx, wanted: &Wanted, most: usize) -> Result<Vec<Near>> {
    may_search(ctx)?;
    let mut found = Vec::new();
    for reach in REACHES {
        let around = around(wanted.from, reach);
        let rows = within(ctx, wanted, &around, most * LINES_EACH).await?;
        let full = rows.len() == most * LINES_EACH;
        found = each_once(rows, most)?;
        let sure = found.iter().filter(|it| it.metres <= around.sure).count();
        if sure == most || (full && sure == found.len()) {
            break;
        }
    }
    Ok(found)
}

/// How far the exercise `p` is from a place whose values are [`far`], squared.
const FAR: &str = "(p.lat - ?) * (p.lat - ?) + ((p.lon - ?) * ? / 1000) * ((p.lon - ?) * ? / 1000)";

fn far(from: Point) -> [Value; 6] {
    let (Point { lat, lon }, narrowing) = (from, from.narrowing());
    [lat, lat, lon, narrowing, lon, narrowing].map(Value::from)
}

/// What is read of those who are `near`.
const READ: &str = "SELECT n.far, p.id, p.national_id, p.title, p.family, p.given, p.speciality, p.structure_name, p.address, \
     p.postal_code, p.city, p.lat, p.lon, p.phone, p.email, s.new_patients, s.protocol_partner, s.wheelchair_access, \
     s.home_visits, s.fee_sector, s.languages, s.confirmed_at FROM near n CROSS JOIN public_practice p \
     LEFT JOIN practice_standing s ON s.territory_id = p.territory_id AND s.practice_id = p.id \
     WHERE p.territory_id = ? AND p.id = n.id ORDER BY n.far, n.rank, COALESCE(s.confirmed_at, 0) DESC, p.id";

/// One exercise as it is seen from a place; none where it left the directory, or is nowhere. One statement.
///
/// # Errors
/// [`crate::Error::Forbidden`] for whoever may not consult the directory.
pub async fn seen_from(ctx: &Ctx, id: PublicPracticeId, from: Point) -> Result<Option<Near>> {
    may_search(ctx)?;
    let text = format!(
        "WITH near AS (SELECT p.id, p.rank, {FAR} AS far FROM public_practice p WHERE p.territory_id = ? AND p.id = ? \
         AND p.closed_at IS NULL AND p.lat IS NOT NULL) {READ}"
    );
    let territory = Value::from(ctx.territory());
    let values = far(from).into_iter().chain([territory.clone(), id.uuid().into(), territory]).collect();
    let db = ctx.reader();
    let found = Row::find_by_statement(sql(&db, &text, values)).one(&db).await?;
    found.map(Row::read).transpose()
}

/// Who stands in the squares: the nearest first, of those equally near who takes new patients, of those who was confirmed
/// last. One statement.
async fn within(ctx: &Ctx, wanted: &Wanted, around: &Around, most: usize) -> Result<Vec<Row>> {
    let bands = vec!["(?, ?)"; around.rows.len()].join(", ");
    let special = match wanted.specialities.len() {
        0 => String::new(),
        some => format!(" AND p.speciality IN ({})", marks(some)),
    };
    let (accepting, accepted, standing) = wanted.accepting.asked();
    let standing = if standing { " CROSS JOIN practice_standing s" } else { "" };
    let text = format!(
        "WITH band(low, high) AS (VALUES {bands}), near AS (SELECT p.id, p.rank, {FAR} AS far \
         FROM band b CROSS JOIN public_practice p{standing} \
         WHERE p.territory_id = ? AND p.profession = ? AND p.cell BETWEEN b.low AND b.high{special}{accepting} \
         ORDER BY far, p.rank, p.id LIMIT {most}) {READ}"
    );
    let mut values: Vec<Value> =
        around.rows.iter().flat_map(|(low, high)| [Value::from(*low), Value::from(*high)]).collect();
    values.extend(far(wanted.from));
    values.extend([ctx.territory().into(), wanted.profession.as_str().into()]);
    values.extend(wanted.specialities.iter().map(|it| Value::from(it.as_str())));
    values.extend(accepted);
    values.push(ctx.territory().into());
    let db = ctx.reader();
    Ok(Row::find_by_statement(sql(&db, &text, values)).all(&db).await?)
}

/// The nearest line of each professional, as many as are wanted.
fn each_once(rows: Vec<Row>, most: usize) -> Result<Vec<Near>> {
    let mut known = HashSet::new();
    let first = rows.into_iter().filter(|row| known.insert(row.national_id.clone()));
    first.take(most).map(Row::read).collect()
}
