//! Lists: what waits for somebody, nothing to show, going on to the next page.

use std::borrow::Borrow;

use askama::Template;

use super::{Button, ClockView, Link, StateView, component};
use crate::i18n::T;

component!(QueueLine, QueueGroup, Empty, Pager);

/// One line of a queue: the clock, what it is about, the act.
#[derive(Clone, Debug, Template)]
#[template(path = "components/queue_line.html")]
pub struct QueueLine {
    id: Option<String>,
    clock: ClockView,
    title: Link,
    facts: Vec<String>,
    small: Option<String>,
    state: Option<StateView>,
    act: Option<Button>,
    whose: String,
}

impl QueueLine {
    /// A line: its clock, its title as a link, whose turn it is (« À vous », « Au tour de Dr Besnard »).
    pub fn new(clock: ClockView, title: Link, whose: impl ToString) -> Self {
        Self {
            id: None,
            clock,
            title,
            facts: Vec::new(),
            small: None,
            state: None,
            act: None,
            whose: whose.to_string(),
        }
    }

    /// An id, for the line to be replaced by the answer to its own act.
    #[must_use]
    pub fn id(self, id: impl ToString) -> Self {
        Self { id: Some(id.to_string()), ..self }
    }

    /// A line of facts: who, asked by whom.
    #[must_use]
    pub fn fact(mut self, fact: impl ToString) -> Self {
        self.facts.push(fact.to_string());
        self
    }

    /// A smaller line.
    #[must_use]
    pub fn small(self, text: impl ToString) -> Self {
        Self { small: Some(text.to_string()), ..self }
    }

    /// A state (« Brouillon commencé vendredi »).
    #[must_use]
    pub fn state(self, state: StateView) -> Self {
        Self { state: Some(state), ..self }
    }

    /// The act; primary on the first line of the page alone.
    #[must_use]
    pub fn act(self, act: Button) -> Self {
        Self { act: Some(act), ..self }
    }
}

/// A group of lines under a heading: « En retard 1 ».
#[derive(Clone, Debug, Template)]
#[template(path = "components/queue_group.html")]
pub struct QueueGroup {
    /// The id of the heading.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What follows it in grey: a count, words.
    pub count: String,
    /// The lines, by due date.
    pub lines: Vec<QueueLine>,
    /// Where the rest is.
    pub more: Option<Link>,
}

/// Nothing to show: says so, what comes next, and what one can do.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<div class="empty"><p><b>{{ title }}</b></p>{% if let Some(text) = text %}<p class="subtle">{{ text }}</p>{% endif %}{% if let Some(act) = act %}<p>{{ act }}</p>{% endif %}</div>"#,
    ext = "html"
)]
pub struct Empty {
    title: String,
    text: Option<String>,
    act: Option<Button>,
}

impl Empty {
    /// What there is not.
    pub fn new(title: impl ToString) -> Self {
        Self { title: title.to_string(), text: None, act: None }
    }

    /// What comes next, or why.
    #[must_use]
    pub fn text(self, text: impl ToString) -> Self {
        Self { text: Some(text.to_string()), ..self }
    }

    /// What one can do.
    #[must_use]
    pub fn act(self, act: Button) -> Self {
        Self { act: Some(act), ..self }
    }
}

/// The links under a list that goes on: back to its beginning, and on.
#[derive(Clone, Debug, Template)]
#[template(path = "components/pager.html")]
pub struct Pager {
    t: T,
    first: Option<String>,
    next: Option<String>,
}

impl Pager {
    /// The address of the list’s beginning when this is not it, and of the next page when there is one.
    pub fn new(t: impl Borrow<T>, first: Option<String>, next: Option<String>) -> Self {
        Self { t: *t.borrow(), first, next }
    }
}
