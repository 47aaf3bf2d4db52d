//! A referral as a line of a list, as the actor may see it.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::clock::from_micros;
use policy::{Action, PersonFacts, Resource};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::look::facts_of;
use super::rows::referral;
use super::standing::{Status, Turn};
use crate::dates::day_of;
use crate::directory::display_name;
use crate::people::{self, BRIEF, BriefRow, PersonBrief};
use crate::programs::Protocol;
use crate::sql::sql;
use crate::{Ctx, Error, ReferralId, Result};

/// A referral in one line.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferralLine {
    /// Which.
    pub id: ReferralId,
    /// The slug of its programme.
    pub program: String,
    /// Its protocol.
    pub rules: Protocol,
    /// Whom it concerns, where the actor may know.
    pub person: Option<PersonBrief>,
    /// Where it stands.
    pub status: Status,
    /// By which day somebody should have acted.
    pub due: Option<Date>,
    /// When it left.
    pub sent_at: Timestamp,
    /// Who referred.
    pub sender: String,
    /// Who accepted the person, and where.
    pub receiver: Option<String>,
    /// To whom it is addressed by name.
    pub named: Option<String>,
    /// The actor has the next act.
    pub mine: bool,
}

/// What a line is read from: [`columns`] of `referral r` with its [`JOINS`].
#[derive(FromQueryResult)]
pub(super) struct Row {
    #[sea_orm(nested)]
    pub(super) referral: referral::Model,
    opposed_at: Option<i64>,
    #[sea_orm(nested)]
    person: BriefRow,
    #[sea_orm(nested)]
    names: NamesRow,
}

#[derive(FromQueryResult)]
struct NamesRow {
    sender_title: String,
    sender_given: String,
    sender_family: String,
    sender_organization: String,
    receiver_title: Option<String>,
    receiver_given: Option<String>,
    receiver_family: Option<String>,
    receiver_organization: Option<String>,
    named_title: Option<String>,
    named_given: Option<String>,
    named_family: Option<String>,
}

pub(super) fn columns() -> String {
    let own: Vec<String> = referral::Model::COLUMNS.iter().map(|column| format!("r.{column}")).collect();
    format!(
        "{}, p.opposed_at, {BRIEF}, s.title AS sender_title, s.given AS sender_given, s.family AS sender_family, \
         so.name AS sender_organization, b.title AS receiver_title, b.given AS receiver_given, \
         b.family AS receiver_family, bo.name AS receiver_organization, n.title AS named_title, \
         n.given AS named_given, n.family AS named_family",
        own.join(", ")
    )
}

pub(super) const JOINS: &str = "JOIN person p ON p.territory_id = r.territory_id AND p.id = r.person_id \
     JOIN practitioner s ON s.territory_id = r.territory_id AND s.id = r.sender_id \
     JOIN organization so ON so.territory_id = r.territory_id AND so.id = r.sender_organization_id \
     LEFT JOIN practitioner b ON b.territory_id = r.territory_id AND b.id = r.receiver_id \
     LEFT JOIN organization bo ON bo.territory_id = r.territory_id AND bo.id = r.receiver_organization_id \
     LEFT JOIN practitioner n ON n.territory_id = r.territory_id AND n.id = r.named_id";

impl NamesRow {
    fn sender(&self) -> String {
        display_name(&self.sender_title, &self.sender_given, &self.sender_family)
    }

    fn receiver(&self) -> Option<String> {
        let (title, given) = (self.receiver_title.as_deref()?, self.receiver_given.as_deref()?);
        let name = display_name(title, given, self.receiver_family.as_deref()?);
        Some(format!("{name}, {}", self.receiver_organization.as_deref()?))
    }

    fn named(&self) -> Option<String> {
        let (title, given) = (self.named_title.as_deref()?, self.named_given.as_deref()?);
        Some(display_name(title, given, self.named_family.as_deref()?))
    }
}

impl Row {
    /// Whether the actor may know of it, and whom it concerns.
    pub(super) fn named_to(&self, ctx: &Ctx, person: &PersonFacts) -> Result<bool> {
        let rules: Protocol = serde_json::from_str(&self.referral.rules)?;
        let facts = facts_of(&self.referral, &rules.received_by, person, ctx.now().as_microsecond());
        Ok(ctx.may(Action::ReadReferralIdentity, &Resource::Referral(facts)))
    }

    /// That it left: to which programme, from whom, to whom.
    pub(super) fn sent(self) -> people::Sent {
        people::Sent {
            at: from_micros(self.referral.sent_at),
            asker: self.names.sender(),
            answerer: self.names.receiver().or_else(|| self.names.named()),
            program: self.referral.program,
        }
    }

    /// The line as the actor may see it, `None` where they may not; the policy decides, row by row.
    pub(super) fn line(self, ctx: &Ctx, person: &PersonFacts) -> Result<Option<ReferralLine>> {
        let row = &self.referral;
        let rules: Protocol = serde_json::from_str(&row.rules)?;
        let facts = facts_of(row, &rules.received_by, person, ctx.now().as_microsecond());
        let resource = Resource::Referral(facts);
        if !ctx.may(Action::ReadReferral, &resource) {
            return Ok(None);
        }
        let known = ctx.may(Action::ReadReferralIdentity, &resource);
        let status =
            Status::from_code(&row.status).ok_or_else(|| Error::Bug("a status unknown".to_owned()))?;
        let mine = match status.turn() {
            Turn::Receivers | Turn::Receiver => ctx.may(Action::ReceiveReferral, &resource),
            Turn::Sender => ctx.may(Action::FollowReferral, &resource),
            Turn::Nobody => false,
        };
        Ok(Some(ReferralLine {
            id: row.id.into(),
            program: row.program.clone(),
            person: known.then(|| self.person.clone().into()),
            status,
            due: day_of(row.due_key),
            sent_at: from_micros(row.sent_at),
            sender: self.names.sender(),
            receiver: self.names.receiver(),
            named: self.names.named(),
            rules,
            mine,
        }))
    }

    /// How the actor stands to the person, as far as a list knows: by their part in the referral alone.
    pub(super) fn stranger(&self, objecting: &BTreeSet<Uuid>) -> PersonFacts {
        PersonFacts {
            id: self.referral.person_id,
            territory: self.referral.territory_id,
            opposed: self.opposed_at.is_some() || objecting.contains(&self.referral.person_id),
            ..PersonFacts::default()
        }
    }
}

/// Whom a referral is about and who takes part, by name.
pub(super) struct Names {
    pub(super) person: PersonBrief,
    pub(super) sender: (String, String),
    pub(super) named: Option<String>,
}

/// They. One statement.
pub(super) async fn names<C: ConnectionTrait>(ctx: &Ctx, db: &C, row: &referral::Model) -> Result<Names> {
    let text = format!("SELECT {} FROM referral r {JOINS} WHERE r.territory_id = ? AND r.id = ?", columns());
    let values = vec![ctx.territory().into(), row.id.into()];
    let found = Row::find_by_statement(sql(db, &text, values)).one(db).await?.ok_or(Error::NotFound)?;
    Ok(Names {
        sender: (found.names.sender(), found.names.sender_organization.clone()),
        named: found.names.named(),
        person: found.person.into(),
    })
}
