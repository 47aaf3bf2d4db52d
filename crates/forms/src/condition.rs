//! When an item is asked (`enableWhen`): what is written, and whether it can be meant.

use std::cmp::Ordering;
use std::collections::HashMap;

use serde_json::Value as Json;

use crate::fault::{Told, Why};
use crate::item::{Item, ItemType};
use crate::kind::Kind;
use crate::node::Node;
use crate::value::Value;

/// How an answer is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// There is an answer, or there is none.
    Exists,
    /// One of the answers is this.
    Equal,
    /// None of the answers is this, be it that there are none.
    NotEqual,
    /// One of the answers is more.
    Above,
    /// One of the answers is less.
    Below,
    /// One of the answers is this, or more.
    AtLeast,
    /// One of the answers is this, or less.
    AtMost,
}

impl Operator {
    /// Every one.
    pub const ALL: [Self; 7] =
        [Self::Exists, Self::Equal, Self::NotEqual, Self::Above, Self::Below, Self::AtLeast, Self::AtMost];

    /// R4's code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exists => "exists",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Above => ">",
            Self::Below => "<",
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
        }
    }

    const fn is_order(self) -> bool {
        !matches!(self, Self::Exists | Self::Equal | Self::NotEqual)
    }

    /// Whether one answer is what is looked for. Of `NotEqual` it is what must not be.
    fn meets(self, answer: &Value, looked_for: &Value) -> bool {
        let order = || answer.compared(looked_for);
        match self {
            Self::Exists => true,
            Self::Equal | Self::NotEqual => answer.same(looked_for),
            Self::Above => order() == Some(Ordering::Greater),
            Self::Below => order() == Some(Ordering::Less),
            Self::AtLeast => order().is_some_and(Ordering::is_ge),
            Self::AtMost => order().is_some_and(Ordering::is_le),
        }
    }
}

/// Whether all conditions of an item must hold, or one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Behaviour {
    /// All.
    #[default]
    All,
    /// One.
    Any,
}

/// A condition.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The question that it looks at.
    pub link_id: String,
    /// How.
    pub operator: Operator,
    /// For what.
    pub answer: Value,
    /// The question.
    pub(crate) question: usize,
    /// From the item to the answers.
    pub(crate) route: Route,
}

impl Condition {
    /// Whether it holds, where these are the answers.
    pub(crate) fn holds<'a>(&self, mut answers: impl Iterator<Item = &'a Value>) -> bool {
        let found = answers.any(|it| self.operator.meets(it, &self.answer));
        match self.operator {
            Operator::Exists => Value::Boolean(found).same(&self.answer),
            Operator::NotEqual => !found,
            _ => found,
        }
    }
}

/// The way from where an item stands to the answers of another: up to the closest place in which both stand, then down
/// through every repetition. Where the other is one that the item stands in, there is no way down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Route {
    /// How many places up, from the one in which the item stands.
    pub(crate) up: usize,
    /// Which among its sisters, each time.
    pub(crate) down: Vec<usize>,
}

impl Route {
    pub(crate) fn between(items: &[Item], from: usize, to: usize) -> Self {
        let lineage = |item: usize| {
            let mut all = vec![item];
            while let Some(parent) = items[all[all.len() - 1]].parent {
                all.push(parent);
            }
            all.reverse();
            all
        };
        let places = lineage(from);
        let places = &places[..places.len() - 1];
        let goal = lineage(to);
        let shared = places.iter().zip(&goal).take_while(|(one, two)| one == two).count();
        Self { up: places.len() - shared, down: goal[shared..].iter().map(|it| items[*it].at).collect() }
    }
}

/// A condition as it is written.
pub(crate) struct Written {
    pub(crate) path: String,
    pub(crate) link_id: String,
    pub(crate) operator: Operator,
    pub(crate) answer: (String, Value),
}

/// What may stand under `answer[x]`.
const ANSWERS: [Kind; 10] = [
    Kind::Boolean,
    Kind::Decimal,
    Kind::Integer,
    Kind::Date,
    Kind::DateTime,
    Kind::Time,
    Kind::String,
    Kind::Coding,
    Kind::Quantity,
    Kind::Reference,
];

impl Written {
    pub(crate) fn read(path: &str, json: Json, told: &mut Told) -> Option<Self> {
        let mut node = Node::open(path, json, told)?;
        let link_id = node.needed("question");
        if !node.has("operator") {
            node.fault("operator", Why::Missing);
        }
        let operator = node.code("operator", |code| Operator::ALL.into_iter().find(|it| it.code() == code));
        if node.kinds("answer", &ANSWERS).is_empty() {
            node.fault("answer[x]", Why::Missing);
        }
        let answer = node.value("answer", &ANSWERS);
        node.extensions().rest(node.told);
        node.done();
        Some(Self { path: path.to_owned(), link_id: link_id?, operator: operator?, answer: answer? })
    }

    /// Finds the question, and says what is wrong with the condition.
    pub(crate) fn meant(
        self,
        items: &[Item],
        by_link: &HashMap<String, usize>,
        item: usize,
        told: &mut Told,
    ) -> Option<Condition> {
        let Self { path, link_id, operator, answer: (at, answer) } = self;
        let before = told.faults.len();
        let Some(&question) = by_link.get(&link_id) else {
            told.fault(format!("{path}.question"), Why::NoSuchItem { link_id });
            return None;
        };
        let mut within = Some(question);
        while let Some(each) = within {
            if each == item {
                told.fault(format!("{path}.question"), Why::WithinItself);
                return None;
            }
            within = items[each].parent;
        }
        let asked = &items[question];
        if !asked.kind.is_question() {
            told.fault(format!("{path}.question"), Why::NotAQuestion);
        } else if operator == Operator::Exists {
            if answer.kind() != Kind::Boolean {
                told.fault(&at, Why::ExistsWithoutBoolean);
            }
        } else {
            fits(asked, operator, &answer, &path, &at, told);
        }
        if told.faults.len() > before {
            return None;
        }
        let route = Route::between(items, item, question);
        Some(Condition { link_id, operator, answer, question, route })
    }
}

fn fits(asked: &Item, operator: Operator, answer: &Value, path: &str, at: &str, told: &mut Told) {
    let orders = matches!(
        asked.kind,
        ItemType::Decimal
            | ItemType::Integer
            | ItemType::Date
            | ItemType::DateTime
            | ItemType::Time
            | ItemType::Quantity
    );
    if asked.kind == ItemType::Attachment || (operator.is_order() && !orders) {
        told.fault(format!("{path}.operator"), Why::OperatorDoesNotFit);
        return;
    }
    // There is no `answerUri`: an address is looked for as words.
    let fits = asked
        .answers()
        .iter()
        .any(|it| *it == answer.kind() || (*it == Kind::Uri && answer.kind() == Kind::String));
    if !fits {
        told.fault(at, Why::ValueDoesNotFit);
    } else if asked.kind == ItemType::Choice && !asked.options.is_empty() && asked.option(answer).is_none() {
        told.fault(at, Why::NotAnOption);
    }
}
