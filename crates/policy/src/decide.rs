//! The decision.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use cedar_policy::{
    Authorizer, Context, Decision, Effect, Entities, Entity, EntityId, EntityTypeName, EntityUid,
    Policy as CedarPolicy, PolicyId, Request, Response,
};

use uuid::Uuid;

use crate::action::{Action, ResourceKind};
use crate::entities;
use crate::error::PolicyError;
use crate::facts::Resource;
use crate::load::{self, Loaded, Source};
use crate::narrow::{Names, Narrow, Written};
use crate::principal::Principal;
use crate::rules::Rule;
use crate::verdict::{Permissions, Reason, Refusal, Verdict};

/// The names of the actions in Cedar.
static ACTIONS: LazyLock<HashMap<Action, EntityUid>> = LazyLock::new(|| {
    let kind: EntityTypeName = "Action".parse().expect("a plain identifier is an entity type");
    let uid = |action: Action| EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(action.as_str()));
    Action::ALL.iter().map(|action| (*action, uid(*action))).collect()
});

/// The access rules, parsed and checked. Cheap to clone; shared between threads.
#[derive(Clone)]
pub struct Policy(Arc<Inner>);

struct Inner {
    authorizer: Authorizer,
    rules: Vec<Rule>,
    /// Place of a rule in the files: the first that permits gives the reason.
    order: HashMap<PolicyId, usize>,
    policies: Vec<CedarPolicy>,
    /// What a decision evaluates.
    narrow: HashMap<(Action, ResourceKind), Narrow>,
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
        load::load(schema, sources).map(Self::assemble)
    }

    fn assemble(Loaded { policies, rules }: Loaded) -> Self {
        let order = policies.iter().enumerate().map(|(place, policy)| (policy.id().clone(), place)).collect();
        let written: Vec<_> = policies.iter().map(Written::new).collect();
        let pairs = Action::ALL.iter().flat_map(|action| action.kinds().iter().map(|kind| (*action, *kind)));
        let narrow = pairs
            .map(|(action, kind)| {
                ((action, kind), Narrow::of(&written, &ACTIONS[&action], entities::type_name(kind)))
            })
            .collect();
        Self(Arc::new(Inner { authorizer: Authorizer::new(), rules, order, policies, narrow }))
    }

    /// The rules that open, without those that close: to tell what a closing rule takes away. Decides nothing for real.
    pub(crate) fn without_closing_rules(&self) -> Self {
        let all = self.0.policies.iter().cloned().zip(self.0.rules.iter().cloned());
        let (policies, rules) = all.filter(|(_, rule)| rule.effect == Effect::Permit).unzip();
        Self::assemble(Loaded { policies, rules })
    }

    /// Every rule, in the order of the files.
    pub fn rules(&self) -> &[Rule] {
        &self.0.rules
    }

    /// The reason that a rule gives, by its id: what the journal keeps of a decision.
    pub fn reason(&self, id: &str) -> Option<&Reason> {
        self.rules().iter().map(|rule| &rule.reason).find(|reason| &*reason.policy == id)
    }

    /// Decides. What no rule permits is denied, and so is an action that does not apply to the resource.
    pub fn decide(&self, principal: &Principal, action: Action, resource: &Resource) -> Verdict {
        let reason = self.ask(principal, action, resource).and_then(|response| self.allowed(&response));
        reason.map_or(Verdict::Deny, Verdict::Allow)
    }

    /// Decides about a person who acts for themselves. It tells a refusal apart as [`Self::permit`] does: who is not the
    /// person does not learn that there is one.
    ///
    /// # Errors
    /// [`Refusal::Hidden`], when it is not permitted.
    pub fn own(&self, who: Uuid, action: Action, resource: &Resource) -> Result<Reason, Refusal> {
        self.by_link(entities::myself(who, resource.territory()), action, resource)
    }

    /// Decides about a doctor who takes over a person by a link, once they accepted and proved who they are.
    ///
    /// # Errors
    /// [`Refusal::Hidden`], when it is not permitted.
    pub fn received(&self, person: Uuid, action: Action, resource: &Resource) -> Result<Reason, Refusal> {
        self.by_link(entities::recipient(person, resource.territory()), action, resource)
    }

    fn by_link(&self, who: Entity, action: Action, resource: &Resource) -> Result<Reason, Refusal> {
        if !action.fits(resource) {
            return Err(Refusal::Hidden);
        }
        let narrow = &self.0.narrow[&(action, resource.kind())];
        let case = Case::by_link(who, resource, narrow.resource());
        self.allowed(&case.ask(&self.0.authorizer, action, narrow)).ok_or(Refusal::Hidden)
    }

    /// Everything the actor may do with the thing. It costs about half of as many decisions.
    pub fn permissions(&self, principal: &Principal, resource: &Resource) -> Permissions {
        let about = self.about(principal, resource);
        Action::ALL.iter().filter_map(|action| Some((*action, about.reason(*action)?))).collect()
    }

    /// Asks several questions about one actor and one thing, whose facts are laid out once: for a page that shows only
    /// the buttons that work.
    pub fn about<'a>(&'a self, principal: &'a Principal, resource: &'a Resource) -> About<'a> {
        About {
            policy: self,
            principal,
            resource,
            case: Case::new(principal, resource, &Names::ALL, &Names::ALL),
        }
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
        Err(self.refusal(principal, action, resource))
    }

    /// Why what was not permitted was not.
    fn refusal(&self, principal: &Principal, action: Action, resource: &Resource) -> Refusal {
        let seen = match resource {
            // One's own entry is visible to oneself, even one that is yet to be written: what counts is the person.
            Resource::Entry(entry) if action == Action::WriteEntry => {
                self.visible(principal, &Resource::Person(entry.person.clone()))
            }
            _ => self.visible(principal, resource),
        };
        if !seen {
            return Refusal::Hidden;
        }
        let stepped_up = Principal { stepped_up: true, ..principal.clone() };
        if !principal.stepped_up && self.decide(&stepped_up, action, resource).is_allow() {
            return Refusal::StepUp;
        }
        Refusal::Forbidden
    }

    /// The rule that closes this to the actor whatever opens it, the first in the files; `None` when it is permitted or
    /// when simply nothing opens it. For explaining, never for deciding.
    pub fn closed_by(&self, principal: &Principal, action: Action, resource: &Resource) -> Option<Reason> {
        let response = self.ask(principal, action, resource)?;
        if response.decision() == Decision::Allow {
            return None;
        }
        self.first_rule(&response)
    }

    fn ask(&self, principal: &Principal, action: Action, resource: &Resource) -> Option<Response> {
        if !action.fits(resource) {
            return None;
        }
        let narrow = &self.0.narrow[&(action, resource.kind())];
        let case = Case::new(principal, resource, narrow.principal(), narrow.resource());
        Some(case.ask(&self.0.authorizer, action, narrow))
    }

    /// The reason for a permission. A policy that cannot be evaluated might have been one that forbids: an error denies.
    fn allowed(&self, response: &Response) -> Option<Reason> {
        let sound = response.diagnostics().errors().next().is_none();
        (sound && response.decision() == Decision::Allow).then(|| self.first_rule(response)).flatten()
    }

    /// Of the rules that determined the response, the first in the files.
    fn first_rule(&self, response: &Response) -> Option<Reason> {
        let place = response.diagnostics().reason().filter_map(|id| self.0.order.get(id)).min()?;
        Some(self.0.rules[*place].reason.clone())
    }
}

/// What an actor may do with a thing, one action after the other.
pub struct About<'a> {
    policy: &'a Policy,
    principal: &'a Principal,
    resource: &'a Resource,
    case: Case,
}

impl About<'_> {
    /// Whether the actor may do this.
    pub fn allows(&self, action: Action) -> bool {
        self.reason(action).is_some()
    }

    /// What [`Policy::permit`] says.
    ///
    /// # Errors
    /// [`Refusal`], when the act is not permitted.
    pub fn permit(&self, action: Action) -> Result<Reason, Refusal> {
        self.reason(action).ok_or_else(|| self.policy.refusal(self.principal, action, self.resource))
    }

    fn reason(&self, action: Action) -> Option<Reason> {
        if !action.fits(self.resource) {
            return None;
        }
        let narrow = &self.policy.0.narrow[&(action, self.resource.kind())];
        self.policy.allowed(&self.case.ask(&self.policy.0.authorizer, action, narrow))
    }
}

/// An actor and a thing, as Cedar wants them.
struct Case {
    principal: EntityUid,
    resource: EntityUid,
    entities: Entities,
}

impl Case {
    fn new(principal: &Principal, resource: &Resource, of_principal: &Names, of_resource: &Names) -> Self {
        let principal = entities::principal(principal, of_principal);
        let resource = entities::resource(resource, of_resource);
        Self {
            principal: principal.uid(),
            resource: resource.uid(),
            entities: Entities::from_entities([principal, resource], None)
                .expect("two entities of different types, without parents"),
        }
    }

    /// Somebody without an account and a thing: themselves, or something else.
    fn by_link(principal: Entity, resource: &Resource, of_resource: &Names) -> Self {
        let resource = entities::resource(resource, of_resource);
        let (me, it) = (principal.uid(), resource.uid());
        let all = if me == it { vec![resource] } else { vec![principal, resource] };
        Self {
            principal: me,
            resource: it,
            entities: Entities::from_entities(all, None)
                .expect("two entities of different names, without parents"),
        }
    }

    fn ask(&self, authorizer: &Authorizer, action: Action, narrow: &Narrow) -> Response {
        let (principal, resource) = (self.principal.clone(), self.resource.clone());
        let request = Request::new(principal, ACTIONS[&action].clone(), resource, Context::empty(), None)
            .expect("without a schema a request is not checked");
        authorizer.is_authorized(&request, &narrow.policies, &self.entities)
    }
}
