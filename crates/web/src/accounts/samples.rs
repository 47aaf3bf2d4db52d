//! Pages of the accounts with made-up contents.

use super::list::{AccountsPage, Line};
use super::new::NewAccountPage;
use super::one::AccountPage;
use crate::account::{factor_state, needs_factor};
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, either, frame};
use crate::shell::{Choice, Empty, FormState, Notice, Pager, StateView};

/// Renders them.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<AccountsPage>(locale, to);
    add::<NewAccountPage>(locale, to);
    add::<AccountPage>(locale, to);
}

fn moment(locale: Locale) -> String {
    either(locale, "lundi 23 novembre, 8 h 12", "Monday 23 November, 08:12")
}

impl Sample for AccountsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |name: &str, login: &str, state| Line {
            href: format!("/accounts/{login}"),
            name: name.to_owned(),
            login: login.to_owned(),
            last: moment(locale),
            state,
        };
        let page = |lines: Vec<Line>| Self {
            shell: frame(locale, "/accounts", "/accounts"),
            notice: None,
            typed: String::new(),
            filters: vec![
                (t.accounts_filter_all().to_owned(), "/accounts".to_owned(), true),
                (t.accounts_filter_disabled().to_owned(), "/accounts?state=disabled".to_owned(), false),
            ],
            lines,
            empty: Empty::new(t.accounts_empty()).text(t.accounts_empty_text()),
            pager: Pager::new(t, None, Some("/accounts?after=abc".to_owned())),
        };
        let lines = vec![
            line("Dr Hélène Marchetti", "helene.marchetti", StateView::ok(t.factor_on())),
            line("Nadège Roux", "nadege.roux", StateView::warning(t.factor_off())),
            line(
                "Dr Anne-Sophie de La Rochefoucauld-Montmorency",
                "as.delarochefoucauld",
                StateView::waiting(t.accounts_never_used()),
            ),
            line("Paul Lemoine", "paul.lemoine", StateView::blocked(t.accounts_disabled())),
        ];
        let warned = Self { notice: Some(needs_factor(t)), typed: "zzz".to_owned(), ..page(Vec::new()) };
        vec![("ordinary", page(lines)), ("empty", warned)]
    }
}

impl Sample for NewAccountPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |form, found| Self { shell: frame(locale, "/accounts/new", "/accounts"), form, found };
        let mut refused = FormState::new("account-new").with("who", "marchetti").with("login", "hélène");
        refused.fail("who", t.accounts_choose_professional());
        refused.fail("login", t.by_key("fault-login").unwrap_or_default());
        let found = vec![Choice::new("a", "Dr Hélène Marchetti").detail("Psychiatre · CMP des Tanneurs")];
        vec![("first", page(FormState::new("account-new"), Vec::new())), ("refused", page(refused, found))]
    }
}

impl Sample for AccountPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = || Self {
            shell: frame(locale, "/accounts/a", "/accounts"),
            notice: None,
            id: "a".to_owned(),
            name: "Dr Hélène Marchetti".to_owned(),
            login: "helene.marchetti".to_owned(),
            roles: vec!["Psychiatre · CMP des Tanneurs".to_owned()],
            opened: moment(locale),
            last: moment(locale),
            state: StateView::ok(t.factor_on()),
            factor: factor_state(t, true),
            has_factor: true,
            password: t.accounts_password_own().to_owned(),
            pending: None,
            link: None,
            disabled: false,
            own: false,
            form: FormState::new("account"),
        };
        let new = Self {
            link: Some(("https://maillage.example/links/k3J9x0-Qm2".to_owned(), moment(locale))),
            last: t.accounts_never().to_owned(),
            state: StateView::waiting(t.accounts_never_used()),
            factor: factor_state(t, false),
            has_factor: false,
            password: t.accounts_password_none().to_owned(),
            pending: Some(moment(locale)),
            ..page()
        };
        let mut refused = FormState::new("account");
        refused.fail_all(t.by_key("conflict-last-administrator").unwrap_or_default());
        let off = Self {
            notice: Some(Notice::done(t.by_key("done-account-disabled").unwrap_or_default())),
            state: StateView::blocked(t.accounts_disabled()),
            disabled: true,
            roles: Vec::new(),
            ..page()
        };
        vec![
            ("ordinary", page()),
            ("link", new),
            ("refused", Self { form: refused, ..page() }),
            ("own", Self { own: true, ..page() }),
            ("disabled", off),
        ]
    }
}
