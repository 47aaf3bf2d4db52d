//! When somebody last looked at a person, so that what others wrote since can be told apart. It is for themselves alone:
//! who looked, as others may learn it, stands in the journal.

use jiff::{SignedDuration, Timestamp};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};

use super::facts::{self, Beside, Ties};
use super::person::Person;
use super::rows::person;
use crate::rows::row;
use crate::{Ctx, PersonId, Result};

row! {
    person_look = "person_look" {
        territory_id: uuid::Uuid, practitioner_id: uuid::Uuid, person_id: uuid::Uuid;
        at: i64,
        before_at: Option<i64>,
    }
}

/// Looks so close to one another are one visit.
const VISIT: SignedDuration = SignedDuration::from_hours(1);

/// The actor's looks at a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Looks {
    at: Option<Timestamp>,
    before: Option<Timestamp>,
}

impl Looks {
    /// The look before this visit, if there was one.
    pub(super) fn since(self, now: Timestamp) -> Option<Timestamp> {
        if self.is_visit(now) { self.before } else { self.at }
    }

    /// Whether the last look is part of this visit.
    fn is_visit(self, now: Timestamp) -> bool {
        self.at.is_some_and(|at| now.duration_since(at) < VISIT)
    }
}

/// What ties the actor to a person, the person, and the actor's looks at them. One statement; the caller asks the policy.
///
/// # Errors
/// As [`facts::ties`].
pub(super) async fn read<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: PersonId,
) -> Result<(Ties, Person, Looks)> {
    let me = ctx.actor().professional()?.practitioner();
    let beside = Beside {
        columns: ", p.*, l.at AS looked_at, l.before_at AS looked_before",
        joins: "LEFT JOIN person_look l ON l.territory_id = p.territory_id AND l.practitioner_id = ? AND l.person_id = p.id",
        values: vec![me.uuid().into()],
    };
    let (ties, row) = facts::ties_with(ctx, db, id, beside).await?;
    let instant = |name: &str| -> Result<Option<Timestamp>> {
        Ok(row.try_get::<Option<i64>>("", name)?.map(kernel::clock::from_micros))
    };
    let looks = Looks { at: instant("looked_at")?, before: instant("looked_before")? };
    Ok((ties, person::Model::from_query_result(&row, "")?.try_into()?, looks))
}

/// Remembers this look, once a visit.
pub(super) async fn remember(ctx: &Ctx, id: PersonId, looks: Looks) -> Result<()> {
    let now = ctx.now();
    if looks.is_visit(now) {
        return Ok(());
    }
    let row = person_look::Model {
        territory_id: ctx.territory(),
        practitioner_id: ctx.actor().professional()?.practitioner().uuid(),
        person_id: id.uuid(),
        at: now.as_microsecond(),
        before_at: looks.at.map(Timestamp::as_microsecond),
    };
    ctx.write(move |_, tx| async move {
        person_look::Entity::insert(person_look::ActiveModel::from(row))
            .on_conflict(
                OnConflict::columns([
                    person_look::Column::TerritoryId,
                    person_look::Column::PractitionerId,
                    person_look::Column::PersonId,
                ])
                .update_columns([person_look::Column::At, person_look::Column::BeforeAt])
                .to_owned(),
            )
            .exec_without_returning(&tx)
            .await?;
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_within_an_hour_are_one_visit() {
        let at = |minutes: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes);
        assert_eq!(Looks::default().since(at(0)), None);
        let looks = Looks { at: Some(at(100)), before: Some(at(10)) };
        assert_eq!(looks.since(at(120)), Some(at(10)), "the same visit");
        assert_eq!(looks.since(at(161)), Some(at(100)), "another one");
        assert_eq!(Looks { at: Some(at(0)), before: None }.since(at(5)), None, "the first visit");
    }
}
