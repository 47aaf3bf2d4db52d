//! Suggestions under a field: the answer to what is typed in a picker.

use askama::Template;

use super::component;

component!(Options);

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The id put in the hidden field.
    pub id: String,
    /// What the field shows once it is chosen.
    pub label: String,
    /// A line below, smaller.
    pub detail: String,
    /// The page it opens, in the finder of the top bar.
    pub href: Option<String>,
}

/// The suggestions, in order; the answer to a POST with the header `X-Picker`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/options.html")]
pub struct Options {
    /// The suggestions.
    pub found: Vec<Suggestion>,
    /// What to say when there is none, or the last entry (« Créer une personne »).
    pub other: Option<Suggestion>,
}
