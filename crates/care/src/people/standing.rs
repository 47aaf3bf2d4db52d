//! What follows now from what the person was told and said.
//!
//! The [`Standing`] is computed from the facts; `person.informed_at`, `person.opposed_at` and `person.closed` are its saved
//! result, for the policy's facts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use policy::Compartment;
use sea_orm::ConnectionTrait;

use super::said::{InformationFact, InformationKind, Scope, Terms, facts};
use crate::{Ctx, PersonId, PractitionerId, Result};

/// Where things stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The person was told; a general consent says so as well, as nobody consents without being told, and so does that they do
    /// not object.
    pub informed: Option<InformationFact>,
    /// The person consents in general.
    pub consented: Option<InformationFact>,
    /// The person objects to all exchange and sharing.
    pub opposed: Option<InformationFact>,
    /// Professionals to whom the person consents by name.
    pub consents: BTreeMap<PractitionerId, InformationFact>,
    /// Professionals to whom the person objects by name.
    pub objections: BTreeMap<PractitionerId, InformationFact>,
    /// Parts of their record that the person closed, to everybody or to one professional.
    pub closed: BTreeMap<Scope, InformationFact>,
    /// Whose consents the person took back and did not give again since.
    pub(super) withdrawn: BTreeSet<Scope>,
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
    pub(super) fn stricter(
        one: &Self,
        other: &Self,
        together: &Self,
    ) -> Vec<(InformationKind, Scope, Terms)> {
        let mut again = Vec::new();
        let scopes: BTreeSet<Scope> = one.closed.keys().chain(other.closed.keys()).copied().collect();
        for scope in scopes {
            let parts: BTreeSet<_> = one.closes(scope).union(&other.closes(scope)).copied().collect();
            if !parts.is_subset(&together.closes(scope)) {
                let terms = Terms { closes: Some(parts), ..Terms::default() };
                again.push((InformationKind::PartlyOpposed, scope, terms));
            }
        }
        let mut say = |kind, scope| again.push((kind, scope, Terms::default()));
        if together.opposed.is_none() && (one.opposed.is_some() || other.opposed.is_some()) {
            say(InformationKind::Opposed, Scope::Everyone);
        }
        let objections: BTreeSet<_> = one.objections.keys().chain(other.objections.keys()).collect();
        for who in objections.into_iter().filter(|who| !together.objections.contains_key(who)) {
            say(InformationKind::Opposed, Scope::Practitioner(*who));
        }
        for scope in one.withdrawn.union(&other.withdrawn) {
            if together.allows(InformationKind::ConsentWithdrawn, *scope) {
                say(InformationKind::ConsentWithdrawn, *scope);
            }
        }
        again
    }

    /// The parts that are closed in this scope.
    fn closes(&self, scope: Scope) -> BTreeSet<Compartment> {
        self.closed.get(&scope).and_then(|fact| fact.terms.closes.clone()).unwrap_or_default()
    }

    fn after(mut self, fact: InformationFact) -> Self {
        match (fact.kind, fact.scope) {
            // Nobody both objects and does not.
            (InformationKind::NotOpposed, scope) if !self.allows(InformationKind::NotOpposed, scope) => {}
            (InformationKind::Informed | InformationKind::NotOpposed, _) => self.informed = Some(fact),
            (InformationKind::Opposed, Scope::Everyone) => self.opposed = Some(fact),
            (InformationKind::Opposed, Scope::Practitioner(who)) => {
                self.consents.remove(&who);
                self.objections.insert(who, fact);
            }
            (InformationKind::PartlyOpposed, scope) => {
                self.closed.insert(scope, fact);
            }
            (InformationKind::OppositionLifted, scope) => {
                self.closed.remove(&scope);
                match scope {
                    Scope::Everyone => self.opposed = None,
                    Scope::Practitioner(who) => drop(self.objections.remove(&who)),
                }
            }
            (InformationKind::Consented, Scope::Everyone) => {
                self.informed.get_or_insert_with(|| fact.clone());
                self.withdrawn.remove(&Scope::Everyone);
                self.consented = Some(fact);
            }
            (InformationKind::Consented, Scope::Practitioner(who)) => {
                self.objections.remove(&who);
                self.withdrawn.remove(&fact.scope);
                self.consents.insert(who, fact);
            }
            (InformationKind::ConsentWithdrawn, Scope::Everyone) => {
                if self.allows(InformationKind::ConsentWithdrawn, Scope::Everyone) {
                    self.withdrawn.insert(Scope::Everyone);
                }
                self.consented = None;
                self.consents.clear();
            }
            (InformationKind::ConsentWithdrawn, Scope::Practitioner(who)) => {
                if self.consents.remove(&who).is_some() {
                    self.withdrawn.insert(fact.scope);
                }
            }
        }
        self
    }

    /// Whether this can be said now: a lifting needs an objection, a withdrawal a consent, and nobody both objects
    /// and does not.
    pub fn allows(&self, kind: InformationKind, scope: Scope) -> bool {
        match (kind, scope) {
            (InformationKind::Informed | InformationKind::Consented, _) => true,
            (InformationKind::Opposed | InformationKind::PartlyOpposed, scope) => !self.objects(scope),
            (InformationKind::NotOpposed, scope) => !self.objects(scope) && !self.closed.contains_key(&scope),
            (InformationKind::OppositionLifted, scope) => {
                self.objects(scope) || self.closed.contains_key(&scope)
            }
            (InformationKind::ConsentWithdrawn, Scope::Everyone) => {
                self.consented.is_some() || !self.consents.is_empty()
            }
            (InformationKind::ConsentWithdrawn, Scope::Practitioner(who)) => self.consents.contains_key(&who),
        }
    }
}

impl Standing {
    /// Whether the person objects to all of it.
    fn objects(&self, scope: Scope) -> bool {
        match scope {
            Scope::Everyone => self.opposed.is_some(),
            Scope::Practitioner(who) => self.objections.contains_key(&who),
        }
    }
}

/// Where things stand for a person. One statement.
pub async fn standing<C: ConnectionTrait>(ctx: &Ctx, db: &C, person: PersonId) -> Result<Standing> {
    Ok(Standing::of(facts(ctx, db, person).await?, ctx.now()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::said::How;
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
        let plain = |kind, scope| (kind, scope, Terms::default());
        assert_eq!(
            again,
            [plain(InformationKind::Opposed, Scope::Everyone), plain(InformationKind::Opposed, who(1))]
        );
    }

    #[test]
    fn of_two_records_every_part_that_was_closed_stays_so() {
        use Compartment::{Psychiatric, Social, Somatic};
        let closing = |parts: &[Compartment], at| {
            let mut fact = fact(InformationKind::PartlyOpposed, Scope::Everyone, at);
            fact.terms.closes = Some(parts.iter().copied().collect());
            fact
        };
        let (one, other) = ([closing(&[Psychiatric, Somatic], 1)], [closing(&[Social], 2)]);
        let both = Standing::of(one.iter().chain(&other).cloned(), LATER);
        assert_eq!(both.closes(Scope::Everyone), [Social].into(), "the last word alone counts");
        let again = Standing::stricter(&Standing::of(one, LATER), &Standing::of(other, LATER), &both);
        let terms = Terms { closes: Some([Psychiatric, Social, Somatic].into()), ..Terms::default() };
        assert_eq!(again, [(InformationKind::PartlyOpposed, Scope::Everyone, terms)]);
        let lifted = both.after(fact(InformationKind::OppositionLifted, Scope::Everyone, 3));
        assert!(lifted.closed.is_empty());
    }

    #[test]
    fn of_two_records_a_consent_taken_back_stays_so() {
        use InformationKind::{ConsentWithdrawn, Consented};
        let back = [fact(Consented, who(1), 1), fact(ConsentWithdrawn, who(1), 2)];
        let given = [fact(Consented, who(1), 3), fact(Consented, who(2), 3)];
        let both = Standing::of(back.iter().chain(&given).cloned(), LATER);
        assert_eq!(both.consents.len(), 2, "in order of time, it would be given again");
        let again = Standing::stricter(
            &Standing::of(back.clone(), LATER),
            &Standing::of(given.clone(), LATER),
            &both,
        );
        assert_eq!(again, [(ConsentWithdrawn, who(1), Terms::default())]);
        let renewed = back.into_iter().chain([fact(Consented, who(1), 4)]);
        let renewed = Standing::of(renewed, LATER);
        assert!(
            Standing::stricter(&renewed, &Standing::of(given, LATER), &both).is_empty(),
            "given again since"
        );
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
            let objects = matches!(more.kind, InformationKind::Opposed | InformationKind::PartlyOpposed);
            if !before.allows(more.kind, more.scope) && !objects {
                let late = fact(more.kind, more.scope, 2000);
                let after = Standing::of(facts.into_iter().chain([late]), LATER);
                prop_assert_eq!(after, before);
            }
        }
    }
}
