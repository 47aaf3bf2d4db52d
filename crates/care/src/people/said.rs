//! What the person was told and what they said: facts, none of which is ever overwritten.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use policy::Compartment;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::codes::codes;
use crate::directory::{decode, display_name};
use crate::sql::{marks, sql};
use crate::{Ctx, PersonId, PractitionerId, Result};

/// What took place between the person and whoever records it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InformationKind {
    /// The person was told what is exchanged and shared, with whom, and that they may object (CSP L1110-4 IV).
    Informed,
    /// The person was told, knows that they may object, and does not (CSP L1110-4 II and IV).
    NotOpposed,
    /// The person objects.
    Opposed,
    /// The person objects to the sharing of parts of their record: those that they name, and from then on no other.
    PartlyOpposed,
    /// The person no longer objects, to the whole or to parts.
    OppositionLifted,
    /// The person consents.
    Consented,
    /// The person takes a consent back.
    ConsentWithdrawn,
}

impl InformationKind {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 7] = [
        Self::Informed,
        Self::NotOpposed,
        Self::Consented,
        Self::Opposed,
        Self::PartlyOpposed,
        Self::OppositionLifted,
        Self::ConsentWithdrawn,
    ];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Informed => "informed",
            Self::NotOpposed => "not_opposed",
            Self::Opposed => "opposed",
            Self::PartlyOpposed => "partly_opposed",
            Self::OppositionLifted => "opposition_lifted",
            Self::Consented => "consented",
            Self::ConsentWithdrawn => "consent_withdrawn",
        }
    }
}

/// How it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Face to face.
    InPerson,
    /// By telephone or video.
    Phone,
    /// In writing.
    Writing,
    /// Through the holder of parental authority, the guardian or the person of trust.
    Representative,
    /// By the person themselves, on their own page.
    OwnPage,
    /// Not said anew: two records of one person were made one, and the stricter of what each held stands.
    Merge,
}

impl How {
    /// Those of the form, in its order.
    pub const ALL: [Self; 4] = [Self::InPerson, Self::Phone, Self::Writing, Self::Representative];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Phone => "phone",
            Self::Writing => "writing",
            Self::Representative => "representative",
            Self::OwnPage => "own_page",
            Self::Merge => "merge",
        }
    }
}

codes! {
    /// What helped the person understand and say it.
    Aid {
        /// An interpreter.
        Interpreter = "interpreter",
        /// Sign language.
        SignLanguage = "sign_language",
        /// A text in plain language (facile à lire et à comprendre).
        EasyRead = "easy_read",
    }
}

/// The terms in which something was said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// What helped.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aids: Vec<Aid>,
    /// Of a consent to a professional outside the team: the compartments that it names, beyond identity and coordination.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<BTreeSet<Compartment>>,
    /// Of an objection to parts: which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<BTreeSet<Compartment>>,
    /// For what.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Until when a consent holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// Whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "with", content = "id")]
pub enum Scope {
    /// Everybody who takes part in the care.
    Everyone,
    /// One professional.
    Practitioner(PractitionerId),
}

/// Something the person was told or said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InformationFact {
    /// Identifier.
    pub id: Uuid,
    /// What.
    pub kind: InformationKind,
    /// Whom it concerns.
    pub scope: Scope,
    /// The name of the professional whom it concerns, if it is about one.
    pub about: Option<String>,
    /// How.
    pub how: How,
    /// In which terms.
    pub terms: Terms,
    /// A word on it.
    pub note: Option<String>,
    /// When it was said.
    pub at: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub by: PractitionerId,
    /// Their name.
    pub by_name: String,
}

#[derive(FromQueryResult)]
struct FactRow {
    id: Uuid,
    kind: String,
    scope: String,
    how: String,
    note: Option<String>,
    terms: String,
    at: i64,
    recorded_at: i64,
    practitioner_id: Uuid,
    title: String,
    given: String,
    family: String,
}

/// Everything the person was told and said, latest first. One statement, and a second one for the names of the
/// professionals whom something is about.
pub(crate) async fn facts<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    person: PersonId,
) -> Result<Vec<InformationFact>> {
    let statement = sql(
        db,
        "SELECT i.id, i.kind, i.scope, i.how, i.note, i.terms, i.at, i.recorded_at, r.practitioner_id, p.title, p.given, p.family \
         FROM information i \
         JOIN practitioner_role r ON r.territory_id = i.territory_id AND r.id = i.role_id \
         JOIN practitioner p ON p.territory_id = r.territory_id AND p.id = r.practitioner_id \
         WHERE i.territory_id = ? AND i.person_id = ? ORDER BY i.at DESC, i.recorded_at DESC, i.id DESC",
        vec![ctx.territory().into(), person.uuid().into()],
    );
    let rows = FactRow::find_by_statement(statement).all(db).await?;
    let mut facts = rows.into_iter().map(InformationFact::try_from).collect::<Result<Vec<_>>>()?;
    name(ctx, db, &mut facts).await?;
    Ok(facts)
}

#[derive(FromQueryResult)]
struct NameRow {
    id: Uuid,
    title: String,
    given: String,
    family: String,
}

/// Says whom the facts about one professional are about.
async fn name<C: ConnectionTrait>(ctx: &Ctx, db: &C, facts: &mut [InformationFact]) -> Result<()> {
    let who = |fact: &InformationFact| match fact.scope {
        Scope::Everyone => None,
        Scope::Practitioner(who) => Some(who.uuid()),
    };
    let ids: BTreeSet<Uuid> = facts.iter().filter_map(who).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let text = format!(
        "SELECT id, title, given, family FROM practitioner WHERE territory_id = ? AND id IN ({})",
        marks(ids.len())
    );
    let values = std::iter::once(ctx.territory()).chain(ids).map(Into::into).collect();
    let rows = NameRow::find_by_statement(sql(db, &text, values)).all(db).await?;
    let names: BTreeMap<Uuid, String> =
        rows.into_iter().map(|row| (row.id, display_name(&row.title, &row.given, &row.family))).collect();
    for fact in facts {
        fact.about = who(fact).and_then(|who| names.get(&who).cloned());
    }
    Ok(())
}

impl TryFrom<FactRow> for InformationFact {
    type Error = crate::Error;

    fn try_from(row: FactRow) -> Result<Self> {
        Ok(Self {
            id: row.id,
            kind: decode(&row.kind)?,
            scope: serde_json::from_str(&row.scope)?,
            about: None,
            how: decode(&row.how)?,
            terms: serde_json::from_str(&row.terms)?,
            note: row.note,
            at: kernel::clock::from_micros(row.at),
            recorded_at: kernel::clock::from_micros(row.recorded_at),
            by: row.practitioner_id.into(),
            by_name: display_name(&row.title, &row.given, &row.family),
        })
    }
}
