//! Lists of persons with made-up contents.

use super::{Line, PersonsPage};
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::Empty;

/// Renders them.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<PersonsPage>(locale, to);
}

impl Sample for PersonsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |typed: &str, lines| Self {
            shell: frame(locale, "/persons", "/persons"),
            typed: typed.to_owned(),
            lines,
            empty: Empty::new(t.persons_none()).text(t.persons_none_text()),
        };
        let line = Line {
            name: "Nadia Ferhat".to_owned(),
            detail: t.person_born("14/03/1979", "female"),
            ask: Some("/requests/new?person=a".to_owned()),
        };
        vec![("ordinary", page("", vec![line])), ("nobody", page("dupont", Vec::new()))]
    }
}
