//! The Rust words and the Cedar schema say the same thing.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use cedar_policy::{Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request, Schema};
use proptest::prelude::*;

use super::{POLICY, any};
use crate::narrow::Names;
use crate::{Action, Policy, PolicyError, Principal, Resource, entities, load};

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    Schema::from_cedarschema_str(&load::shipped().0.text).expect("the shipped schema parses").0
});

static ALL_POLICIES: LazyLock<PolicySet> = LazyLock::new(|| {
    let (schema, sources) = load::shipped();
    let loaded = load::load(&schema, &sources).expect("shipped policies load");
    PolicySet::from_policies(loaded.policies).expect("distinct ids")
});

fn action_uid(action: Action) -> EntityUid {
    format!("Action::\"{action}\"").parse().expect("an action's word is plain")
}

#[test]
fn every_action_applies_to_the_same_things_as_in_the_schema() {
    let declared: BTreeSet<String> = SCHEMA.actions().map(|uid| uid.id().unescaped().to_owned()).collect();
    let known: BTreeSet<String> = Action::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(declared, known);
    for action in Action::ALL {
        let applies = SCHEMA.resources_for_action(&action_uid(*action)).expect("declared, as checked above");
        let applies: BTreeSet<String> = applies.map(ToString::to_string).collect();
        let kinds: BTreeSet<String> = action.kinds().iter().map(ToString::to_string).collect();
        assert_eq!(applies, kinds, "{action}");
    }
}

/// Decides the slow way: all policies at once, entities and request checked against the schema.
fn decide_in_full(principal: &Principal, action: Action, resource: &Resource) -> Decision {
    let actor = entities::principal(principal, &Names::ALL);
    let thing = entities::resource(resource, &Names::ALL);
    let request =
        Request::new(actor.uid(), action_uid(action), thing.uid(), Context::empty(), Some(&*SCHEMA))
            .expect("valid request");
    let entities =
        Entities::from_entities([actor, thing], Some(&*SCHEMA)).expect("entities conform to the schema");
    let response = Authorizer::new().is_authorized(&request, &ALL_POLICIES, &entities);
    assert_eq!(response.diagnostics().errors().count(), 0, "no policy fails to evaluate");
    response.decision()
}

proptest! {
    #[test]
    fn facts_conform_and_the_short_way_decides_like_the_long_way(
        principal in any::principal(), resource in any::resource(),
    ) {
        let permissions = POLICY.permissions(&principal, &resource);
        // Who comes in by a link is no professional: stories tell of them.
        let professionals = Action::ALL.iter().filter(|action| !action.is_by_link());
        for action in professionals.filter(|action| action.fits(&resource)) {
            let full = decide_in_full(&principal, *action, &resource);
            let short = POLICY.decide(&principal, *action, &resource);
            prop_assert_eq!(short.is_allow(), permissions.may(*action), "{}", action);
            prop_assert_eq!(full == Decision::Allow, short.is_allow(), "{}", action);
        }
    }
}

#[test]
fn the_folder_and_the_program_hold_the_same_policies() -> Result<(), PolicyError> {
    let folder = Policy::from_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies"))?;
    let words = |policy: &Policy| policy.rules().iter().map(|rule| rule.text.clone()).collect::<Vec<_>>();
    assert_eq!(words(&folder), words(&POLICY));
    Ok(())
}
