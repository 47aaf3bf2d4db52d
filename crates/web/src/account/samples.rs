//! Pages of one's own account with made-up contents.

use super::absences::{AbsencesPage, Line};
use super::factor::{FactorPage, Picture, Stage};
use super::link::{LinkPage, Opened};
use super::password::PasswordPage;
use super::unsent::{Kept, UnsentPage};
use super::{OverviewPage, factor_state, needs_factor};
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, either, frame};
use crate::shell::{Choice, FormState, Notice, Shell};

/// Renders them.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<OverviewPage>(locale, to);
    add::<FactorPage>(locale, to);
    add::<PasswordPage>(locale, to);
    add::<LinkPage>(locale, to);
    add::<AbsencesPage>(locale, to);
    add::<UnsentPage>(locale, to);
}

impl Sample for OverviewPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |on| Self {
            shell: frame(locale, "/account", ""),
            notices: Vec::new(),
            name: "Dr Hélène Marchetti".to_owned(),
            login: "helene.marchetti".to_owned(),
            roles: vec![("Psychiatre · CMP des Tanneurs".to_owned(), true)],
            factor: factor_state(t, on),
            has_factor: on,
            sessions: 1,
            until: either(locale, "lundi 23 novembre, 21 h 00", "Monday 23 November, 21:00"),
            absence: None,
            unsent: 0,
            language: FormState::new("language").with("locale", locale.tag()),
        };
        let rare = Self {
            notices: vec![Notice::done(t.factor_codes_done()), needs_factor(t)],
            roles: vec![
                ("Psychiatre · CMP des Tanneurs".to_owned(), true),
                ("Coordination · DAC 37".to_owned(), false),
            ],
            sessions: 3,
            absence: Some(t.absence_period("lundi 7 décembre 2026", "vendredi 11 décembre 2026")),
            unsent: 2,
            ..page(false)
        };
        vec![("ordinary", page(true)), ("rare", rare)]
    }
}

impl Sample for FactorPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let page = |stage, form| Self {
            shell: frame(locale, "/account/factor", ""),
            notice: None,
            stage,
            form,
            next: String::new(),
        };
        let form = || FormState::new("factor");
        let pending = || Stage::Pending {
            picture: Picture::of(
                "otpauth://totp/Maillage:demo?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Maillage",
            ),
            secret: "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP".to_owned(),
        };
        let mut refused = form();
        refused.fail("code", T::new(locale).factor_code_refused());
        let codes = (0..10).map(|n| format!("7kq3{n}-x0fh{n}")).collect();
        vec![
            ("off", page(Stage::Off, form())),
            ("pending", page(pending(), form())),
            ("refused", page(pending(), refused)),
            ("on", page(Stage::On { left: 10 }, form())),
            ("used-up", page(Stage::On { left: 0 }, form())),
            ("codes", Self { next: "/journal".to_owned(), ..page(Stage::Codes(codes), form()) }),
        ]
    }
}

impl Sample for PasswordPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let page = |form: FormState| Self {
            shell: frame(locale, "/account/password", ""),
            form: form.with("login", "helene.marchetti"),
        };
        let mut refused = FormState::new("password");
        refused.fail("present", T::new(locale).password_wrong());
        refused.fail("again", T::new(locale).password_differ());
        vec![("first", page(FormState::new("password"))), ("refused", page(refused))]
    }
}

impl Sample for LinkPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let page = |opened, form| Self { shell: Shell::anonymous(locale, "/login"), opened, form };
        let choose = || Opened::Choose { token: "dG9rZW4".to_owned(), login: "helene.marchetti".to_owned() };
        let mut refused = FormState::new("link");
        refused.fail("again", T::new(locale).password_differ());
        let form = || FormState::new("link");
        vec![
            ("good", page(choose(), form())),
            ("refused", page(choose(), refused)),
            ("chosen", page(Opened::Chosen, form())),
            ("nothing", page(Opened::Nothing, form())),
            ("wait", page(Opened::Wait, form())),
        ]
    }
}

impl Sample for AbsencesPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |id: &str, runs| Line {
            id: id.to_owned(),
            period: t.absence_period("lundi 23 novembre 2026", "vendredi 27 novembre 2026"),
            substitute: t.absence_substitute("Dr Karim Benali"),
            runs,
        };
        let page = |lines, form, substitutes| Self {
            shell: frame(locale, "/account/absences", ""),
            notice: None,
            lines,
            form,
            substitutes,
        };
        let colleagues =
            || vec![Choice::new("", t.absence_choose_nobody()), Choice::new("b", "Dr Karim Benali")];
        let mut refused = FormState::new("absence").with("from", "2026-12-07").with("until", "2026-12-04");
        refused.fail("until", t.by_key("fault-until-before-from").unwrap_or_default());
        vec![
            (
                "ordinary",
                page(vec![line("a", true), line("b", false)], FormState::new("absence"), colleagues()),
            ),
            ("none", page(Vec::new(), FormState::new("absence"), Vec::new())),
            ("refused", page(Vec::new(), refused, colleagues())),
        ]
    }
}

impl Sample for UnsentPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let kept = |id: &str, text: &str| Kept {
            id: id.to_owned(),
            action: "/requests/a/message".to_owned(),
            at: either(locale, "lundi 23 novembre, 10 h 42", "Monday 23 November, 10:42"),
            texts: if text.is_empty() { Vec::new() } else { vec![text.to_owned()] },
            fields: vec![("text".to_owned(), text.to_owned()), ("unsent".to_owned(), id.to_owned())],
        };
        let text = either(
            locale,
            "Sommeil meilleur, moral fragile.\nRevoir lundi.",
            "Sleeps better, low in spirits.\nSee on Monday.",
        );
        let page = |waiting| Self { shell: frame(locale, "/account/unsent", ""), waiting };
        vec![
            ("ordinary", page(vec![kept("a", &text)])),
            ("several", page(vec![kept("a", &text), kept("b", "")])),
            ("none", page(Vec::new())),
        ]
    }
}
