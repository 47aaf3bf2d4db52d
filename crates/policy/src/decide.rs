//! The decision.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use cedar_policy::{
    ActionConstraint, Authorizer, Context, Decision, Entities, EntityId, EntityUid, Policy as CedarPolicy,
    PolicyId, PolicySet, Request, Response,
};

use crate::action::Action;
use crate::entities;
use crate::error::PolicyError;
use crate::facts::Resource;
use crate::load::{self, Loaded, Source};
use crate::principal::Principal;
use crate::rules::Rule;
use crate::verdict::{Reason, Refusal, Verdict};

/// The access rules, parsed and checked. Cheap to clone; shared between threads.
#[derive(Clone)]
pub struct Policy(Arc<Inner>);

struct Inner {
    authorizer: Authorizer,
    schema: cedar_policy::Schema,
    rules: Vec<Rule>,
    /// Place of a rule in the files: the first that permits gives the reason.
    order: HashMap<PolicyId, usize>,
    /// By action, the policies whose scope admits it: a decision evaluates those alone.
    by_action: HashMap<Action, (EntityUid, PolicySet)>,
}

impl Policy {
    /// The policies that ship with the program.
    pub fn shipped() -> Result<Self, PolicyError> {
        let (schema, sources) = load::shipped();
        Self::of(&schema, &sources)
    }

    /// The policies of a folder: `schema.cedarschema` and every `*.cedar`.
    ///
    /// # Errors
    /// The first thing wrong, with its file and line.
    pub fn from_dir(folder: impl AsRef<Path>) -> Result<Self, PolicyError> {
        let (schema, sources) = load::folder(folder.as_ref())?;
        Self::of(&schema, &sources)
    }

    fn of(schema: &Source, sources: &[Source]) -> Result<Self, PolicyError> {
        let Loaded { schema, policies, rules } = load::load(schema, sources)?;
        let order = policies.iter().enumerate().map(|(place, policy)| (policy.id().clone(), place)).collect();
        let action_type = "Action".parse().expect("a plain identifier is an entity type");
        let by_action = Action::ALL
            .iter()
            .map(|action| {
                let uid = EntityUid::from_type_name_and_id(
                    cedar_policy::EntityTypeName::clone(&action_type),
                    EntityId::new(action.as_str()),
                );
                let concerned = policies.iter().filter(|policy| admits(policy, &uid)).cloned();
                let set = PolicySet::from_policies(concerned).expect("ids were found to be distinct at load");
                (*action, (uid, set))
            })
            .collect();
        Ok(Self(Arc::new(Inner { authorizer: Authorizer::new(), schema, rules, order, by_action })))
    }

    /// Every rule, in the order of the files.
    pub fn rules(&self) -> &[Rule] {
        &self.0.rules
    }

    /// Decides. What no rule permits is denied, and so is an action that does not apply to the resource.
    pub fn decide(&self, principal: &Principal, action: Action, resource: &Resource) -> Verdict {
        self.decide_on(&entities::principal(principal), action, resource)
    }

    /// Whether the actor may know that the thing exists: they may do the least one can do with it.
    pub fn visible(&self, principal: &Principal, resource: &Resource) -> bool {
        self.decide(principal, Action::lowest(resource), resource).is_allow()
    }

    /// Decides, and tells a refusal apart: hidden (404), forbidden (403), or the second factor is missing.
    ///
    /// # Errors
    /// [`Refusal`], when the act is not permitted.
    pub fn permit(
        &self,
        principal: &Principal,
        action: Action,
        resource: &Resource,
    ) -> Result<Reason, Refusal> {
        if let Verdict::Allow(reason) = self.decide(principal, action, resource) {
            return Ok(reason);
        }
        if !self.visible(principal, resource) {
            return Err(Refusal::Hidden);
        }
        let stepped_up = Principal { stepped_up: true, ..principal.clone() };
        if !principal.stepped_up && self.decide(&stepped_up, action, resource).is_allow() {
            return Err(Refusal::StepUp);
        }
        Err(Refusal::Forbidden)
    }

    fn decide_on(&self, principal: &cedar_policy::Entity, action: Action, resource: &Resource) -> Verdict {
        if !action.fits(resource) {
            return Verdict::Deny;
        }
        let resource = entities::resource(resource);
        let (uid, policies) = &self.0.by_action[&action];
        let request = Request::new(principal.uid(), uid.clone(), resource.uid(), Context::empty(), None)
            .expect("without a schema a request is not checked");
        let entities = Entities::from_entities([principal.clone(), resource], None)
            .expect("two entities of different types and no parents");
        self.verdict(&self.0.authorizer.is_authorized(&request, policies, &entities))
    }

    /// A policy that could not be evaluated might have been one that forbids: an error denies.
    fn verdict(&self, response: &Response) -> Verdict {
        let diagnostics = response.diagnostics();
        if response.decision() == Decision::Deny || diagnostics.errors().next().is_some() {
            return Verdict::Deny;
        }
        let first = diagnostics.reason().filter_map(|id| self.0.order.get(id)).min();
        first.map_or(Verdict::Deny, |place| Verdict::Allow(self.0.rules[*place].reason.clone()))
    }
}

/// Whether the policy's scope admits the action.
fn admits(policy: &CedarPolicy, action: &EntityUid) -> bool {
    match policy.action_constraint() {
        ActionConstraint::Any => true,
        ActionConstraint::Eq(one) => one == *action,
        ActionConstraint::In(several) => several.contains(action),
    }
}
