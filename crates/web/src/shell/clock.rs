//! Clocks: whose turn, until when and how long, in words made by the server; the thread under them only repeats it.

use askama::Template;

use super::{Button, Icon, Link, Tone, component};

/// The thread under a clock: how far along, of how much (any unit: days, hours).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Units gone by.
    pub value: u32,
    /// Units in all.
    pub max: u32,
    /// Drawn dashed: the clock does not run.
    pub paused: bool,
}

/// A clock, as it stands beside a line of a list.
#[derive(Clone, Debug, Template)]
#[template(path = "components/clock.html")]
pub struct ClockView {
    tone: Tone,
    icon: Option<Icon>,
    label: String,
    words: String,
    thread: Option<Thread>,
}

component!(ClockView, DueBand);

impl ClockView {
    /// A running clock: « Réponse attendue avant jeudi 26 nov. », « il reste 3 jours ».
    pub fn new(tone: Tone, label: impl ToString, words: impl ToString) -> Self {
        Self { tone, icon: None, label: label.to_string(), words: words.to_string(), thread: None }
    }

    /// A clock that ran out: red, with its sign, the thread at its end.
    pub fn late(label: impl ToString, words: impl ToString) -> Self {
        Self::new(Tone::Danger, label, words).icon(Icon::Alert).thread(1, 1)
    }

    /// A clock that waits for somebody else: grey, dashed.
    pub fn paused(label: impl ToString, words: impl ToString, value: u32, max: u32) -> Self {
        let thread = Some(Thread { value, max, paused: true });
        Self { icon: Some(Icon::Pause), thread, ..Self::new(Tone::Neutral, label, words) }
    }

    /// A clock that stopped in time: green.
    pub fn done(label: impl ToString, words: impl ToString) -> Self {
        Self::new(Tone::Success, label, words).icon(Icon::Ok).thread(1, 1)
    }

    /// With a sign before the words.
    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// With its thread: `value` gone by of `max`.
    #[must_use]
    pub fn thread(self, value: u32, max: u32) -> Self {
        Self { thread: Some(Thread { value, max, paused: false }), ..self }
    }
}

/// The band at the head of a request or a record: whose turn it is and until when, what the other side reads, the
/// thread with its marks, and the one next act.
#[derive(Clone, Debug, Template)]
#[template(path = "components/due_band.html")]
pub struct DueBand {
    name: String,
    tone: Tone,
    words: String,
    more: Option<String>,
    thread: Option<Thread>,
    marks: Vec<String>,
    act: Option<Button>,
    jump: Option<Link>,
}

impl DueBand {
    /// A band: `name` for screen readers (« Échéance »), `words` in full (« À vous de répondre avant … »).
    pub fn new(name: impl ToString, tone: Tone, words: impl ToString) -> Self {
        Self {
            name: name.to_string(),
            tone,
            words: words.to_string(),
            more: None,
            thread: None,
            marks: Vec::new(),
            act: None,
            jump: None,
        }
    }

    /// A second line: what the other side reads, or what happens if nobody acts.
    #[must_use]
    pub fn more(self, more: impl ToString) -> Self {
        Self { more: Some(more.to_string()), ..self }
    }

    /// The thread, with the words under it from left to right (« Envoyée jeudi 19 », « Jeudi 26 »).
    #[must_use]
    pub fn thread(self, thread: Thread, marks: impl IntoIterator<Item = impl ToString>) -> Self {
        Self { thread: Some(thread), marks: marks.into_iter().map(|it| it.to_string()).collect(), ..self }
    }

    /// The act itself, at the end of the band.
    #[must_use]
    pub fn act(self, act: Button) -> Self {
        Self { act: Some(act), ..self }
    }

    /// A link to the form further down, shown on phones only.
    #[must_use]
    pub fn jump(self, link: Link) -> Self {
        Self { jump: Some(link), ..self }
    }
}
