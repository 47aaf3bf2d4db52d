//! The pages of syntheses with made-up contents.

use care::synthesis::Status;
use letters::{Letter, Section};

use super::edit::{EditPage, PartView};
use super::show::SynthesisPage;
use super::words;
use crate::i18n::{Locale, T};
use crate::record::WhoReads;
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::prelude::*;

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<SynthesisPage>(locale, to);
    add::<EditPage>(locale, to);
}

fn text(words: &str) -> String {
    words.to_owned()
}

/// A letter to the person: no salutation, no headings.
fn plain() -> Letter {
    Letter {
        large: true,
        title: text("Ce que nous avons vu ensemble"),
        salutation: String::new(),
        opening: String::new(),
        basis: String::new(),
        responsibility: String::new(),
        sections: vec![Section::new("", "Nous nous sommes vus trois fois.\n\n- Prendre rendez-vous")],
        ..letters::sample()
    }
}

impl Sample for SynthesisPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/syntheses/a", "/persons"),
            id: text("a"),
            person: text("b"),
            name: text("Nadia Ferhat"),
            pathway: Some(Link::new("Circuit somatique", "/pathways/c")),
            title: text("Synthèse"),
            notice: t.by_key("done-synthesis-saved").map(Notice::done),
            state: words::status(t, Status::Completing),
            turn: Some(t.synthesis_waits("médecin généraliste")),
            why: Why::new(crate::people::reason(t, "care-team-health")),
            doctor: letters::sample(),
            plain: plain(),
            version: 2,
            may_write: true,
            may_sign: true,
            frozen: None,
            signatures: vec![
                (
                    text("Infirmière"),
                    StateView::ok(t.synthesis_signed_by("23 novembre, 9 h", "Mathieu Girard")),
                ),
                (text("Médecin généraliste"), StateView::waiting(t.synthesis_not_signed())),
            ],
            form: FormState::new("sign"),
            readers: WhoReads::new(
                t,
                t.readers_you_and(),
                vec![t.reader_member("Mathieu Girard", "infirmier")],
            ),
            history: vec![(
                t.by_key("synthesis-fact-composition").unwrap_or_default(),
                t.right_by("Mathieu Girard", "23 novembre, 9 h"),
            )],
        };
        let mut refused = page.clone();
        refused.form.fail_all(t.by_key("conflict-synthesis-over").unwrap_or_default());
        let signed = Self {
            state: words::status(t, Status::Signed),
            turn: None,
            pathway: None,
            may_write: false,
            may_sign: false,
            frozen: Some(text("0f3a…")),
            ..page.clone()
        };
        let dropped =
            Self { state: words::status(t, Status::Dropped), frozen: None, notice: None, ..signed.clone() };
        vec![("to be signed", page), ("refused", refused), ("signed", signed), ("given up", dropped)]
    }
}

impl Sample for EditPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/syntheses/a/text", "/persons"),
            id: text("a"),
            person: text("b"),
            name: text("Nadia Ferhat"),
            title: text("Synthèse"),
            why: Why::new(crate::people::reason(t, "care-team-health")),
            form: FormState::new("synthesis-a").with("history", "- Diabète de type 2 (mars 2019)"),
            base: 1,
            saved: Some(Saved::none(t).version(0)),
            parts: PartView::all(t),
            signed: false,
            theirs: Vec::new(),
            theirs_by: String::new(),
        };
        let mut both = Self {
            signed: true,
            theirs: vec![(text("Traitements"), text("- Metformine")), (text("Situation"), String::new())],
            theirs_by: t.right_by("Mathieu Girard", "23 novembre, 9 h"),
            ..page.clone()
        };
        both.form.fail("plan", t.by_key("fault-required").unwrap_or_default());
        vec![("ordinary", page), ("somebody else was quicker", both)]
    }
}
