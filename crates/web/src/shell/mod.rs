//! The shell: what every page is made of, and knows nothing of a subject.
//!
//! A page is a typed context with a field `shell` and an askama template that extends `layout.html`:
//!
//! ```ignore
//! use crate::shell::prelude::*;
//!
//! #[derive(Template)]
//! #[template(path = "requests/advice/ask.html")]
//! pub struct AskPage { pub shell: Shell, pub form: FormState, pub clock: ClockView }
//! ```
//! ```html
//! {% extends "layout.html" %}
//! {% block title %}{{ shell.t.ask_title() }}{% endblock %}
//! {% block main %}
//! <div class="page-head"><h1>{{ shell.t.ask_title() }}</h1></div>
//! {{ clock }}
//! <form class="stack" {{ form.attrs("/requests").autosave("/requests/draft") }}>
//! {{ form.summary(shell.t) }}
//! {{ form.textarea("question", shell.t.ask_question()).description(shell.t.ask_question_hint()).required() }}
//! <div class="actbar">{{ Saved::none(shell.t) }}{{ Button::submit(shell.t.ask_send()).primary() }}</div>
//! </form>
//! {% endblock %}
//! ```
//!
//! The parts are the types below, each with a small template of its own in `templates/components/`; written in a page
//! they are not escaped again, everything else is. Blocks of the layout: `title`, `main`; `main_attributes`
//! (` data-refresh` on a page whose clocks should be asked again when one comes back to it); `sheets`, for a record, a
//! letter or a report: `<link rel="stylesheet" href="{{ shell.more_css() }}">`. Each page gives [samples](crate::samples).

mod button;
mod chart;
mod clock;
mod compare;
mod error;
mod field;
mod field_build;
mod figures;
mod form;
mod frame;
mod help;
mod icon;
pub mod language;
mod list;
mod options;
mod response;
pub mod security;
mod sign_in;
mod state;
mod team;
mod trame;

pub use self::button::{Button, Link};
pub use self::chart::{Bar, BarChart};
pub use self::clock::{ClockView, DueBand, Thread};
pub use self::compare::{Compare, Piece, compare};
pub use self::error::{ConflictPage, ErrorKind, ErrorPage};
pub use self::field::{Choice, FieldKind, FieldView};
pub use self::figures::{Figure, Figures, Funnel, FunnelStep};
pub use self::form::{ErrorSummary, FormAttrs, FormState};
pub use self::frame::{Glass, NavItem, Role, Shell, SignedIn};
pub use self::help::{ComponentsPage, KeysPage};
pub use self::icon::{Icon, Tone};
pub use self::list::{Empty, Pager, QueueGroup, QueueLine};
pub use self::options::{Options, Suggestion};
pub use self::response::{Fragment, Page, see_other, signed_out};
pub use self::sign_in::{CodePage, SignInPage, SignedOutPage};
pub use self::state::{Notice, Saved, StateView, Tag, Why};
pub use self::team::{Disc, Member, Post};
pub use self::trame::{Area, Trame, TrameEntry};

/// What a page’s module needs: `use crate::shell::prelude::*;`.
pub mod prelude {
    pub use askama::Template;

    pub use super::{
        Area, Bar, BarChart, Button, Choice, ClockView, Compare, Disc, DueBand, Empty, ErrorSummary,
        FieldKind, FieldView, Figure, Figures, FormAttrs, FormState, Fragment, Funnel, FunnelStep, Glass,
        Icon, Link, Member, Notice, Options, Page, Pager, Post, QueueGroup, QueueLine, Saved, Shell,
        StateView, Suggestion, Tag, Thread, Tone, Trame, TrameEntry, Why,
    };
    pub use crate::i18n::{Locale, T};
}

/// Declares that a component writes HTML it has itself escaped, so that `{{ it }}` in a page does not escape it again.
macro_rules! component {
    ($($name:ty),+ $(,)?) => {
        $(impl askama::filters::HtmlSafe for $name {})+
    };
}
pub(crate) use component;
