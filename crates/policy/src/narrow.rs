//! Policies narrowed to one action on one kind of thing, so that a decision evaluates little.
//!
//! A policy names up to thirty actions, and Cedar compares them all, one policy after another, at each decision; it also
//! wants every attribute ready, though a rule reads two or three. Here each pair (action, kind) gets its own set at load:
//! the policies whose scope admits the pair, without the action's list, and the names of the attributes they read. A
//! property holds the narrow sets against the whole one.

use std::collections::BTreeSet;

use cedar_policy::{
    ActionConstraint, EntityTypeName, EntityUid, Policy as CedarPolicy, PolicySet, ResourceConstraint,
};
use serde_json::{Value, json};

/// The attributes that some policies read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reads {
    principal: Names,
    resource: Names,
}

/// Names of attributes; all of them where a policy does something this module does not follow.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    some: BTreeSet<String>,
    all: bool,
}

impl Names {
    /// Whether the attribute is read.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.all || self.some.contains(name)
    }

    /// Every attribute.
    pub(crate) const ALL: Self = Self { some: BTreeSet::new(), all: true };
}

/// What is evaluated for one action on one kind of thing.
pub(crate) struct Narrow {
    pub policies: PolicySet,
    reads: Reads,
}

/// A policy and its JSON form, in which it can be rewritten.
pub(crate) struct Written {
    policy: CedarPolicy,
    json: Value,
}

impl Written {
    pub(crate) fn new(policy: &CedarPolicy) -> Self {
        let json = policy.to_json().expect("a policy that was parsed can be written");
        Self { policy: policy.clone(), json }
    }
}

impl Narrow {
    /// Narrows policies that have distinct ids.
    pub(crate) fn of(policies: &[Written], action: &EntityUid, kind: &EntityTypeName) -> Self {
        let mut reads = Reads::default();
        let concerned =
            policies.iter().filter(|written| admits(&written.policy, action, kind)).map(|written| {
                let mut json = written.json.clone();
                follow(&json["conditions"], &mut reads);
                json["action"] = json!({ "op": "All" });
                let id = written.policy.id().clone();
                CedarPolicy::from_json(Some(id), json).expect("only the scope was widened")
            });
        let policies = PolicySet::from_policies(concerned).expect("ids are distinct");
        Self { policies, reads }
    }

    /// The attributes of the actor that are read.
    pub(crate) fn principal(&self) -> &Names {
        &self.reads.principal
    }

    /// The attributes of the thing that are read.
    pub(crate) fn resource(&self) -> &Names {
        &self.reads.resource
    }
}

/// Whether the policy's scope admits the action on such a thing.
fn admits(policy: &CedarPolicy, action: &EntityUid, kind: &EntityTypeName) -> bool {
    let action = match policy.action_constraint() {
        ActionConstraint::Any => true,
        ActionConstraint::Eq(one) => one == *action,
        ActionConstraint::In(several) => several.contains(action),
    };
    let resource = match policy.resource_constraint() {
        ResourceConstraint::Is(one) | ResourceConstraint::IsIn(one, _) => one == *kind,
        _ => true,
    };
    action && resource
}

/// Collects the attributes that an expression, in Cedar's JSON form, reads from the actor and the thing.
fn follow(expression: &Value, reads: &mut Reads) {
    match expression {
        Value::Array(parts) => parts.iter().for_each(|part| follow(part, reads)),
        Value::Object(parts) => {
            for (operator, operand) in parts {
                if operator == "." || operator == "has" {
                    read(&operand["left"], &operand["attr"], reads);
                }
                follow(operand, reads);
            }
        }
        _ => {}
    }
}

/// One access to an attribute.
fn read(left: &Value, attribute: &Value, reads: &mut Reads) {
    let of_what = left.get("Var").and_then(Value::as_str);
    match (of_what, attribute.as_str()) {
        (Some("principal"), Some(name)) => drop(reads.principal.some.insert(name.to_owned())),
        (Some("resource"), Some(name)) => drop(reads.resource.some.insert(name.to_owned())),
        // `resource.ground.team`: the inner access is followed on its own.
        _ if left.get(".").is_some() => {}
        _ => (reads.principal.all, reads.resource.all) = (true, true),
    }
}
