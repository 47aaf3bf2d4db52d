//! People as they stand beside something: initials in a disc, a member of a team, somebody’s message.

use askama::Template;

use super::component;

component!(Disc, Member, Post);

/// Initials in a disc; decoration, the name stands beside it.
#[derive(Clone, Debug, Template)]
#[template(source = r#"<span class="disc" aria-hidden="true">{{ initials }}</span>"#, ext = "html")]
pub struct Disc {
    initials: String,
}

impl Disc {
    /// A disc with these initials.
    pub fn new(initials: impl ToString) -> Self {
        Self { initials: initials.to_string() }
    }
}

/// A member of a team, in a `<ul class="team">`.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<li>{{ Disc::new(initials.as_str()) }}<span>{% if let Some(href) = href %}<a href="{{ href }}">{{ name }}</a>{% else %}<b>{{ name }}</b>{% endif %}{{ after }}<small>{{ role }}</small></span></li>"#,
    ext = "html"
)]
pub struct Member {
    /// The initials of the name.
    pub initials: String,
    /// The name.
    pub name: String,
    /// What follows the name at once: « (vous) », « , sa sœur ».
    pub after: String,
    /// Role, place, since when.
    pub role: String,
    /// A page about them.
    pub href: Option<String>,
}

/// A message in the thread of a request, in an `<ol class="posts">`, newest last.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<li>{{ Disc::new(initials.as_str()) }}<div><header><b>{{ name }}</b> <time class="subtle" datetime="{{ datetime }}">{{ when }}</time></header>{{ text|paragraphbreaks }}</div></li>"#,
    ext = "html"
)]
pub struct Post {
    /// The initials of the name.
    pub initials: String,
    /// Who: a name, or « Vous ».
    pub name: String,
    /// When, in words.
    pub when: String,
    /// When, for machines (RFC 3339).
    pub datetime: String,
    /// What was written; paragraphs are kept.
    pub text: String,
}
