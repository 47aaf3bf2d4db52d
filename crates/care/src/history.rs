//! Histories: what happened to something as dated facts, none of which is ever changed. Where they lead is computed by each
//! subject.

use jiff::Timestamp;
use kernel::clock::from_micros;
use sea_orm::FromQueryResult;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::directory::display_name;
use crate::{Ctx, PractitionerId, Result, RoleId};

/// A fact, when it happened and who recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<F> {
    /// Its place in the history.
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// When it was recorded: later for what was backdated.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub practitioner: PractitionerId,
    /// In which role.
    pub role: RoleId,
    /// Their name.
    pub by: String,
    /// What happened.
    pub fact: F,
}

impl<F: Clone> Dated<F> {
    /// A fact that the actor records now.
    pub(crate) fn recorded(ctx: &Ctx, seq: i64, at: Timestamp, fact: &F) -> Result<Self> {
        let me = ctx.actor().professional()?;
        Ok(Self {
            seq,
            at,
            recorded_at: ctx.now(),
            practitioner: me.practitioner(),
            role: me.role(),
            by: me.name.clone(),
            fact: fact.clone(),
        })
    }
}

/// What [`FactRow`] wants of the fact `f` and of the practitioner `p` who recorded it.
pub(crate) const FACT: &str =
    "f.seq, f.at, f.recorded_at, f.role_id, f.practitioner_id, f.body, p.title, p.given, p.family";

/// What a [`Dated`] is read from.
#[derive(Debug, FromQueryResult)]
pub(crate) struct FactRow {
    seq: i64,
    at: i64,
    recorded_at: i64,
    role_id: Uuid,
    practitioner_id: Uuid,
    body: String,
    title: String,
    given: String,
    family: String,
}

impl FactRow {
    /// The fact that it holds.
    ///
    /// # Errors
    /// [`crate::Error::Bug`] for a body that is no fact of this history.
    pub(crate) fn dated<F: DeserializeOwned>(&self) -> Result<Dated<F>> {
        Ok(Dated {
            seq: self.seq,
            at: from_micros(self.at),
            recorded_at: from_micros(self.recorded_at),
            practitioner: self.practitioner_id.into(),
            role: self.role_id.into(),
            by: display_name(&self.title, &self.given, &self.family),
            fact: serde_json::from_str(&self.body)?,
        })
    }
}

/// Declares the table of the facts of a history, and `append`, which adds one: `right_fact = "right_fact" of application_id:
/// ApplicationId`. Where it is declared, `Fact` is what happens there, with a `kind` that has a `code`.
macro_rules! fact_row {
    ($name:ident = $table:literal of $of:ident: $id:ty) => {
        $crate::rows::row! {
            $name = $table {
                territory_id: Uuid, $of: Uuid, seq: i64;
                kind: String,
                at: i64,
                recorded_at: i64,
                role_id: Uuid,
                practitioner_id: Uuid,
                body: String,
            }
        }

        /// Adds a fact that the actor records now. The caller saves where it leads.
        pub(super) async fn append(
            ctx: &$crate::Ctx,
            tx: &store::Tx,
            of: $id,
            seq: i64,
            at: jiff::Timestamp,
            fact: &Fact,
        ) -> $crate::Result<$crate::history::Dated<Fact>> {
            let dated = $crate::history::Dated::recorded(ctx, seq, at, fact)?;
            let row = $name::Model {
                territory_id: ctx.territory(),
                $of: of.uuid(),
                seq,
                kind: fact.kind().code().to_owned(),
                at: at.as_microsecond(),
                recorded_at: dated.recorded_at.as_microsecond(),
                role_id: dated.role.uuid(),
                practitioner_id: dated.practitioner.uuid(),
                body: serde_json::to_string(fact)?,
            };
            row.insert(tx).await?;
            Ok(dated)
        }
    };
}

pub(crate) use fact_row;
