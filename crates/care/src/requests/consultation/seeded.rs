//! The rows that a consultation leaves, made without a database: for synthetic territories.

use jiff::{SignedDuration, Timestamp};
use policy::Compartment;
use uuid::Uuid;

pub(crate) use super::rows::{consultation, consultation_fact};
use super::{Fact, Status, due, next};
use crate::access::entries::{code, entry};
pub(crate) use crate::agenda::slot;
use crate::programs::Program;
use crate::requests::advice::seeded::{Happening, advice};
use crate::seed::sheets::Sheets;
use crate::{Error, Result};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Became {
    /// Still to be booked.
    Offered,
    /// It took place.
    Held,
    /// The person did not come.
    Missed,
}

/// Adds the rows of a consultation offered at `at` with the answer to a request: its times offered a day later, one
/// booked the day after, and what became of it `after` days from the answer.
pub(crate) fn offered(
    it: &Happening<'_>,
    program: &Program,
    request: &advice::Model,
    at: Timestamp,
    (became, after): (Became, i64),
    sheets: &mut Sheets,
) -> Result<Uuid> {
    let answerer = it.answerer.actor().professional()?;
    let id = it.new_id(at);
    let mut row = consultation::Model {
        territory_id: request.territory_id,
        id,
        advice_id: request.id,
        program: request.program.clone(),
        person_id: request.person_id,
        practitioner_id: answerer.practitioner().uuid(),
        asker_id: request.asker_id,
        asker_organization_id: request.asker_organization_id,
        status: Status::Offered.code().to_owned(),
        version: 1,
        offered_at: at.as_microsecond(),
        due_at: due(program, at).as_microsecond(),
        booked_for: None,
        place: None,
        held_at: None,
        ended_at: None,
    };
    let mut facts = vec![fact(&row, at, answerer.role().uuid(), &Fact::Offer)?];
    if became != Became::Offered {
        let hours = SignedDuration::from_hours;
        let (offered, booked, held) = (at + hours(24), at + hours(48), at + hours(24 * after));
        let place = "CMP des Tanneurs".to_owned();
        sheets.add(slot::Model {
            territory_id: row.territory_id,
            id: it.new_id(offered),
            practitioner_id: row.practitioner_id,
            from_at: held.as_microsecond(),
            minutes: 45,
            place: place.clone(),
            object_kind: Some("consultation".to_owned()),
            object_id: Some(id),
            booked_at: Some(booked.as_microsecond()),
            withdrawn_at: None,
            program: None,
            role_id: None,
        });
        let end = if became == Became::Held { Fact::Holding } else { Fact::NoShow };
        let asker = it.asker.actor().professional()?.role().uuid();
        let steps = [
            (booked, asker, Fact::Booking { at: held, place: place.clone() }, "consultation-booked"),
            (
                held + hours(1),
                answerer.role().uuid(),
                end,
                if became == Became::Held { "consultation-held" } else { "consultation-no-show" },
            ),
        ];
        let mut status = Status::Offered;
        for (when, role, happened, entered) in steps {
            status =
                next(status, &happened).ok_or_else(|| Error::Bug("a story told out of order".to_owned()))?;
            row.version += 1;
            facts.push(fact(&row, when, role, &happened)?);
            if let Some(person) = row.person_id {
                sheets.add(entry::Model {
                    territory_id: row.territory_id,
                    id: it.new_id(when),
                    person_id: person,
                    compartment: code(&Compartment::Coordination),
                    shared_with_social: false,
                    restricted: false,
                    until_at: None,
                    withdrawn_at: None,
                    changes: 0,
                    at: when.as_microsecond(),
                    recorded_at: when.as_microsecond(),
                    role_id: role,
                    kind: entered.to_owned(),
                    object_kind: "consultation".to_owned(),
                    object_id: id,
                    body: "{}".to_owned(),
                });
            }
        }
        status.code().clone_into(&mut row.status);
        row.booked_for = Some(held.as_microsecond());
        row.place = Some(place);
        row.held_at = (became == Became::Held).then(|| held.as_microsecond());
        row.ended_at = Some((held + hours(1)).as_microsecond());
    }
    sheets.add(row);
    facts.into_iter().for_each(|fact| sheets.add(fact));
    Ok(id)
}

fn fact(
    row: &consultation::Model,
    at: Timestamp,
    role: Uuid,
    fact: &Fact,
) -> Result<consultation_fact::Model> {
    Ok(consultation_fact::Model {
        territory_id: row.territory_id,
        consultation_id: row.id,
        seq: row.version,
        kind: serde_json::to_value(fact)?["kind"].as_str().unwrap_or_default().to_owned(),
        at: at.as_microsecond(),
        role_id: role,
        body: serde_json::to_string(fact)?,
    })
}
