//! What the person was told and what they said, and what follows from it now.
//!
//! Facts are never overwritten. The [`Standing`] is computed from them; `person.informed_at` and `person.opposed_at`
//! are its saved result, for the policy's facts.

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
    /// The person objects.
    Opposed,
    /// The person no longer objects.
    OppositionLifted,
    /// The person consents.
    Consented,
    /// The person takes a consent back.
    ConsentWithdrawn,
}

impl InformationKind {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 5] =
        [Self::Informed, Self::Consented, Self::Opposed, Self::OppositionLifted, Self::ConsentWithdrawn];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Informed => "informed",
            Self::Opposed => "opposed",
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

/// Where things stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The person was told; a general consent says so as well, as nobody consents without being told.
    pub informed: Option<InformationFact>,
    /// The person consents in general.
    pub consented: Option<InformationFact>,
    /// The person objects to all exchange and sharing.
    pub opposed: Option<InformationFact>,
    /// Professionals to whom the person consents by name.
    pub consents: BTreeMap<PractitionerId, InformationFact>,
    /// Professionals to whom the person objects by name.
    pub objections: BTreeMap<PractitionerId, InformationFact>,
}

impl Standing {
    /// Where things stand at `now` after these facts, in whatever order they come.
    pub fn of(facts: impl IntoIterator<Item = InformationFact>, now: Timestamp) -> Self {
        let mut facts: Vec<_> = facts.into_iter().collect();
        facts.sort_by_key(|fact| (fact.at, fact.recorded_at));
        let mut standing = facts.into_iter().fold(Self::default(), Self::after);
        let holds = |fact: &InformationFact| fact.terms.until.is_none_or(|until| until > now);
        standing.consented = standing.consented.filter(holds);
        standing.consents.retain(|_, fact| holds(fact));
        standing
    }

    /// What has to be said again so that, of two standings, the stricter stands where `together` holds what both said.
    pub(super) fn stricter(one: &Self, other: &Self, together: &Self) -> Vec<(InformationKind, Scope)> {
        let mut again = Vec::new();
        if together.opposed.is_none() && (one.opposed.is_some() || other.opposed.is_some()) {
            again.push((InformationKind::Opposed, Scope::Everyone));
        }
        for who in one.objections.keys().chain(other.objections.keys()) {
            let said = (InformationKind::Opposed, Scope::Practitioner(*who));
            if !together.objections.contains_key(who) && !again.contains(&said) {
                again.push(said);
            }
        }
        again
    }

    fn after(mut self, fact: InformationFact) -> Self {
        match (fact.kind, fact.scope) {
            (InformationKind::Informed, _) => self.informed = Some(fact),
            (InformationKind::Opposed, Scope::Everyone) => self.opposed = Some(fact),
            (InformationKind::Opposed, Scope::Practitioner(who)) => {
                self.consents.remove(&who);
                self.objections.insert(who, fact);
            }
            (InformationKind::OppositionLifted, Scope::Everyone) => self.opposed = None,
            (InformationKind::OppositionLifted, Scope::Practitioner(who)) => {
                self.objections.remove(&who);
            }
            (InformationKind::Consented, Scope::Everyone) => {
                self.informed.get_or_insert_with(|| fact.clone());
                self.consented = Some(fact);
            }
            (InformationKind::Consented, Scope::Practitioner(who)) => {
                self.objections.remove(&who);
                self.consents.insert(who, fact);
            }
            (InformationKind::ConsentWithdrawn, Scope::Everyone) => {
                self.consented = None;
                self.consents.clear();
            }
            (InformationKind::ConsentWithdrawn, Scope::Practitioner(who)) => {
                self.consents.remove(&who);
            }
        }
        self
    }

    /// Whether this can be said now: a lifting needs an objection, a withdrawal a consent.
    pub fn allows(&self, kind: InformationKind, scope: Scope) -> bool {
        match (kind, scope) {
            (InformationKind::Informed | InformationKind::Consented, _) => true,
            (InformationKind::Opposed, Scope::Everyone) => self.opposed.is_none(),
            (InformationKind::Opposed, Scope::Practitioner(who)) => !self.objections.contains_key(&who),
            (InformationKind::OppositionLifted, Scope::Everyone) => self.opposed.is_some(),
            (InformationKind::OppositionLifted, Scope::Practitioner(who)) => {
                self.objections.contains_key(&who)
            }
            (InformationKind::ConsentWithdrawn, Scope::Everyone) => {
                self.consented.is_some() || !self.consents.is_empty()
            }
            (InformationKind::ConsentWithdrawn, Scope::Practitioner(who)) => self.consents.contains_key(&who),
        }
    }
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

/// Where things stand for a person. One statement.
pub async fn standing<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Standing> {
    Ok(Standing::of(facts(ctx, db, person).await?, ctx.now()))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LATER: Timestamp = Timestamp::MAX;

    fn fact(kind: InformationKind, scope: Scope, at: i64) -> InformationFact {
        let at = kernel::clock::from_micros(at);
        InformationFact {
            id: Uuid::nil(),
            kind,
            scope,
            about: None,
            how: How::InPerson,
            terms: Terms::default(),
            note: None,
            at,
            recorded_at: at,
            by: Uuid::nil().into(),
            by_name: String::new(),
        }
    }

    fn who(n: u128) -> Scope {
        Scope::Practitioner(Uuid::from_u128(n).into())
    }

    #[test]
    fn an_objection_stands_until_it_is_lifted() {
        use InformationKind::{Consented, Informed, Opposed, OppositionLifted};
        let mut facts = vec![fact(Informed, Scope::Everyone, 1), fact(Opposed, Scope::Everyone, 2)];
        assert!(Standing::of(facts.clone(), LATER).opposed.is_some());
        facts.push(fact(Informed, Scope::Everyone, 3));
        facts.push(fact(Consented, Scope::Everyone, 4));
        assert!(
            Standing::of(facts.clone(), LATER).opposed.is_some(),
            "neither telling again nor a consent lifts it"
        );
        facts.push(fact(OppositionLifted, Scope::Everyone, 5));
        assert!(Standing::of(facts, LATER).opposed.is_none());
    }

    #[test]
    fn a_consent_by_name_opens_nothing_in_general() {
        let standing = Standing::of([fact(InformationKind::Consented, who(1), 1)], LATER);
        assert!(standing.informed.is_none() && standing.consented.is_none());
        assert_eq!(standing.consents.len(), 1);
        let both =
            [fact(InformationKind::Consented, who(1), 1), fact(InformationKind::ConsentWithdrawn, who(1), 2)];
        let withdrawn = Standing::of(both, LATER);
        assert!(withdrawn.consents.is_empty());
    }

    #[test]
    fn a_consent_ends_with_its_period() {
        let mut consent = fact(InformationKind::Consented, who(1), 1);
        consent.terms.until = Some(kernel::clock::from_micros(100));
        let at = |now| Standing::of([consent.clone()], kernel::clock::from_micros(now));
        assert_eq!(at(99).consents.len(), 1);
        assert!(at(100).consents.is_empty());
    }

    #[test]
    fn of_two_records_the_stricter_stands() {
        let told =
            [fact(InformationKind::Opposed, who(1), 1), fact(InformationKind::Opposed, Scope::Everyone, 1)];
        let open = [
            fact(InformationKind::Consented, who(1), 2),
            fact(InformationKind::Opposed, Scope::Everyone, 0),
            fact(InformationKind::OppositionLifted, Scope::Everyone, 3),
        ];
        let both = Standing::of(told.iter().chain(&open).cloned(), LATER);
        assert!(both.opposed.is_none() && both.objections.is_empty(), "in order of time, all would be open");
        let again = Standing::stricter(&Standing::of(told, LATER), &Standing::of(open, LATER), &both);
        assert_eq!(again, [(InformationKind::Opposed, Scope::Everyone), (InformationKind::Opposed, who(1))]);
    }

    #[test]
    fn codes_are_what_is_stored() {
        for kind in InformationKind::ALL {
            assert_eq!(crate::access::entries::code(&kind), kind.code());
        }
        for how in How::ALL {
            assert_eq!(crate::access::entries::code(&how), how.code());
        }
        let scope = serde_json::to_string(&who(7)).unwrap();
        assert_eq!(serde_json::from_str::<Scope>(&scope).unwrap(), who(7));
        assert_eq!(serde_json::to_string(&Scope::Everyone).unwrap(), r#"{"with":"everyone"}"#);
    }

    fn any_fact() -> impl Strategy<Value = InformationFact> {
        let scope = prop_oneof![Just(Scope::Everyone), (1_u128..4).prop_map(who)];
        (prop::sample::select(InformationKind::ALL.to_vec()), scope, 0_i64..1000)
            .prop_map(|(kind, scope, at)| fact(kind, scope, at))
    }

    proptest! {
        #[test]
        fn nobody_is_both_consented_to_and_objected_to(facts in prop::collection::vec(any_fact(), 0..20)) {
            let standing = Standing::of(facts, LATER);
            prop_assert!(standing.consents.keys().all(|who| !standing.objections.contains_key(who)));
        }

        #[test]
        fn what_is_not_allowed_changes_nothing(
            facts in prop::collection::vec(any_fact(), 0..12),
            more in any_fact(),
        ) {
            let before = Standing::of(facts.clone(), LATER);
            if !before.allows(more.kind, more.scope) && more.kind != InformationKind::Opposed {
                let late = fact(more.kind, more.scope, 2000);
                let after = Standing::of(facts.into_iter().chain([late]), LATER);
                prop_assert_eq!(after, before);
            }
        }
    }
}
