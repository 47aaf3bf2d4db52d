//! The pieces that doctors owe: they stand in the day of the attending doctor, or of every doctor of the team where there
//! is none.

use std::collections::BTreeSet;

use jiff::Timestamp;
use policy::{Action, Compartment, PersonFacts, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::catalogue::{OwedBy, Piece, Right};
use super::facts::Fact;
use super::status::Status;
use crate::access::grants::Holder;
use crate::people::{BRIEF, BriefRow, PersonBrief, PlaceCode, closed, split};
use crate::sql::{marks, sql};
use crate::{ApplicationId, Ctx, Result};

/// A piece that the actor owes.
#[derive(Debug, Clone, PartialEq)]
pub struct OwedPiece {
    /// Of which application.
    pub application: ApplicationId,
    /// For which right.
    pub right: Right,
    /// Which piece.
    pub piece: Piece,
    /// For whom.
    pub person: PersonBrief,
    /// Since when the application is open.
    pub since: Timestamp,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    right_code: String,
    opened_at: i64,
    #[sea_orm(nested)]
    person: BriefRow,
    opposed_at: Option<i64>,
    closed: String,
    place: String,
    opens: String,
    provided: Option<String>,
}

/// The pieces that the actor owes, the longest waiting first. One statement for a doctor, none for anybody else.
pub async fn owed<C: ConnectionTrait>(db: &C, ctx: &Ctx) -> Result<Vec<OwedPiece>> {
    let me = ctx.actor().professional()?;
    let places: Vec<_> = PlaceCode::ALL
        .into_iter()
        .filter(|place| provides(ctx, *place, "", false, BTreeSet::new()))
        .collect();
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let under_way: Vec<_> = Status::ALL.into_iter().filter(|status| status.is_under_way()).collect();
    let now = ctx.now().as_microsecond();
    let text = format!(
        "SELECT a.id, a.right_code, a.opened_at, {BRIEF}, \
         p.opposed_at, p.closed, g.object_kind AS place, m.opens, f.body AS provided FROM access_grant g \
         JOIN care_team_member m ON m.territory_id = g.territory_id AND m.id = g.object_id \
         JOIN person p ON p.territory_id = g.territory_id AND p.id = g.person_id AND p.merged_into IS NULL \
         JOIN right_application a ON a.territory_id = p.territory_id AND a.person_id = p.id AND a.status IN ({}) \
         LEFT JOIN right_fact f ON f.territory_id = a.territory_id AND f.application_id = a.id AND f.kind = 'piece_provided' \
         WHERE g.territory_id = ? AND g.holder_id = ? AND g.ground = 'care_team' AND g.object_kind IN ({}) \
         AND g.from_at <= ? AND (g.until_at IS NULL OR g.until_at > ?) \
         AND (m.kind = 'attending_gp' OR NOT EXISTS (SELECT 1 FROM care_team_member t WHERE t.territory_id = p.territory_id \
         AND t.person_id = p.id AND t.kind = 'attending_gp' AND t.from_at <= ? AND (t.until_at IS NULL OR t.until_at > ?))) \
         ORDER BY a.opened_at, a.id",
        marks(under_way.len()),
        marks(places.len())
    );
    let mut values: Vec<Value> = under_way.iter().map(|status| status.code().into()).collect();
    values.extend([ctx.territory().into(), Holder::Practitioner(me.practitioner()).uuid().into()]);
    values.extend(places.iter().map(|place| place.code().into()));
    values.extend([now, now, now, now].map(Value::from));
    let rows = Row::find_by_statement(sql(db, &text, values)).all(db).await?;
    let mut pieces = Vec::new();
    for of_one in rows.chunk_by(|a, b| a.id == b.id) {
        pieces.extend(missing(ctx, of_one)?);
    }
    Ok(pieces)
}

/// Whether somebody in this place of a team provides such pieces, as the policy says.
fn provides(ctx: &Ctx, place: PlaceCode, opens: &str, opposed: bool, closed: BTreeSet<Compartment>) -> bool {
    let team = Some(place.ground(split(opens)));
    let facts = PersonFacts { territory: ctx.territory(), team, opposed, closed, ..PersonFacts::default() };
    ctx.may(Action::ProvideCertificate, &Resource::Person(facts))
}

/// What one application still wants of a doctor.
fn missing(ctx: &Ctx, rows: &[Row]) -> Result<Vec<OwedPiece>> {
    let Some(row) = rows.first() else { return Ok(Vec::new()) };
    let place = PlaceCode::parse(&row.place);
    let closed = closed::to(&row.closed, Some(ctx.actor().professional()?.practitioner()));
    let permitted =
        place.is_some_and(|place| provides(ctx, place, &row.opens, row.opposed_at.is_some(), closed));
    let rights = ctx.house().rights();
    let Some(right) = rights.get(&row.right_code).filter(|_| permitted) else {
        return Ok(Vec::new());
    };
    let mut there = BTreeSet::new();
    for body in rows.iter().filter_map(|row| row.provided.as_deref()) {
        if let Fact::PieceProvided { piece } = serde_json::from_str(body)? {
            there.insert(piece);
        }
    }
    let wanted = right.pieces.iter().filter(|it| it.owed_by == OwedBy::Doctor && !there.contains(&it.code));
    let owed = |piece: &Piece| OwedPiece {
        application: row.id.into(),
        right: right.clone(),
        piece: piece.clone(),
        person: row.person.clone().into(),
        since: kernel::clock::from_micros(row.opened_at),
    };
    Ok(wanted.map(owed).collect())
}
