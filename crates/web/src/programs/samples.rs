//! The page of a programme, as it ships.

use care::programs::Programs;

use super::{ProgramPage, strand};
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::prelude::*;

/// Renders it.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<ProgramPage>(locale, to);
}

impl Sample for ProgramPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let programs = Programs::shipped();
        let of = |slug: &str| {
            let program = programs.get(slug).into_iter();
            program.flat_map(|it| it.strands.iter().map(move |one| strand(t, it, one))).collect::<Vec<_>>()
        };
        let page = Self {
            shell: frame(locale, "/programs/social-accompaniment", "/reception"),
            name: "Accompagnement social".to_owned(),
            strands: of("social-accompaniment"),
            empty: Empty::new(t.program_no_strands()),
            links: vec![Link::new(t.nav_reception(), "/reception")],
        };
        let none = Self { strands: of("advice-line"), links: Vec::new(), ..page.clone() };
        vec![("ordinary", page), ("without strands", none)]
    }
}
