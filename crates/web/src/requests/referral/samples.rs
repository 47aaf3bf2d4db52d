//! The pages of referrals with made-up contents.

use care::requests::referral::{FactKind, Status};

use super::list::ReferralsPage;
use super::one::{Act, ContentView, ReferralPage};
use super::person::OfPersonPage;
use super::words;
use super::write::WritePage;
use crate::i18n::{Locale, T};
use crate::rights::GlanceLine;
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::Saved;
use crate::shell::prelude::*;

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<ReferralsPage>(locale, to);
    add::<OfPersonPage>(locale, to);
    add::<WritePage>(locale, to);
    add::<ReferralPage>(locale, to);
}

fn text(words: &str) -> String {
    words.to_owned()
}

const NAME: &str = "Vers la médecine générale";

impl Sample for ReferralsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |clock, person: &str| {
            QueueLine::new(clock, Link::new(NAME, "/referrals/a"), t.whose_you())
                .fact(person)
                .small(t.referral_by("Dr Hélène Marchetti"))
                .act(Button::link(words::dynamic(t, "referral-act", "sent"), "/referrals/a"))
        };
        let page = Self {
            shell: frame(locale, "/requests", "/referrals"),
            views: vec![
                (Link::new(t.referrals_running(), "/referrals"), true),
                (Link::new(t.referrals_late(), "/referrals?show=late"), false),
                (Link::new(t.referrals_over(), "/referrals?show=over"), false),
            ],
            lines: vec![
                line(
                    ClockView::late(t.referral_answer_before("mar. 17 nov."), t.days_past(6)),
                    "Mme Nadia Ferhat, 47 ans",
                ),
                line(
                    ClockView::new(Tone::Neutral, t.referral_begin_before("mar. 8 déc."), ""),
                    t.referral_person_hidden(),
                ),
            ],
            pager: Pager::new(t, None, Some(text("/referrals?after=b"))),
        };
        vec![
            ("ordinary", page.clone()),
            ("empty", Self { lines: Vec::new(), pager: Pager::new(t, None, None), ..page }),
        ]
    }
}

impl Sample for OfPersonPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let link = || Link::new(NAME, "/referrals/a");
        let page = Self {
            shell: frame(locale, "/persons", "/persons/a/referrals"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            why: Why::new(crate::people::reason(t, "care-team-health")),
            shared: vec![(link(), t.referral_followed_by("Dr Claire Besnard, Centre de santé Les Rives"))],
            long_term_illness: Some(vec![GlanceLine {
                what: text("ALD"),
                href: text("/rights/a"),
                state: StateView::new(
                    Tone::Success,
                    Icon::Ok,
                    t.by_key("right-status-granted").unwrap_or_default(),
                ),
                small: text("jusqu’au 4 mai 2029"),
                risk: false,
            }]),
            lines: vec![
                (
                    link(),
                    words::state(t, Status::Accepted, true),
                    t.referral_sent_by("4 mai 2026", "Dr Hélène Marchetti"),
                ),
                (
                    link(),
                    words::state(t, Status::CouldNot, false),
                    t.referral_sent_by("2 mars 2026", "Dr Paul Lemoine"),
                ),
            ],
            offered: vec![(
                Link::new(NAME, "/persons/a/referrals/new?which=integrated-centre/to-somatic"),
                text("Une personne suivie en psychiatrie dont la santé physique n’est suivie par personne."),
                t.referral_to("médecin généraliste"),
            )],
        };
        let none = Self {
            long_term_illness: Some(Vec::new()),
            shared: Vec::new(),
            lines: Vec::new(),
            offered: Vec::new(),
            ..page.clone()
        };
        vec![("ordinary", page), ("none", none)]
    }
}

impl Sample for WritePage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/persons", "/persons/a/referrals/new"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            why: Why::new(crate::people::reason(t, "care-team-health")),
            title: text(NAME),
            about: text(
                "Une personne suivie en psychiatrie dont la santé physique n’est suivie par personne.",
            ),
            to: t.referral_program("Centre intégré", "médecin généraliste"),
            promise: t.referral_promise(5, 20),
            which: text("integrated-centre/to-somatic"),
            next: text("b"),
            form: FormState::new("referral-to-somatic"),
            saved: Some(Saved::at(t, "9 h 12").version(1)),
            criteria: vec![
                Choice::new("agrees", "La personne est d’accord").detail(t.referral_criterion_required()),
                Choice::new("no-gp", "Sans médecin traitant"),
            ],
            exclusions: vec![Choice::new("emergency", "Urgence\u{a0}: appelez le 15")],
            minimum: vec![(text("minimum-treatments"), text("Traitements en cours"), true)],
            receivers: vec![Choice::new("", t.referral_to_anybody()), Choice::new("c", "Dr Claire Besnard")],
            hows: vec![Choice::new("", t.pathway_told_before())],
        };
        let mut refused = page.clone();
        refused.form = FormState::new("referral-to-somatic").with("exclusions", "emergency");
        refused.form.fail("exclusions", t.by_key("fault-referral-excluded").unwrap_or_default());
        refused.form.fail("minimum-treatments", t.by_key("fault-referral-minimum").unwrap_or_default());
        vec![("ordinary", page), ("refused", refused)]
    }
}

impl Sample for ReferralPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let act = |kind: FactKind, reasons: bool| Act {
            kind,
            label: words::act(t, kind),
            form: FormState::new("referral-fact"),
            reasons: if reasons { vec![Choice::new("no-capacity", "Plus de place")] } else { Vec::new() },
            reason_label: t.referral_reason(),
            means: Vec::new(),
            outcomes: Vec::new(),
            hint: (kind == FactKind::Decline).then(|| t.referral_decline_hint().to_owned()),
            possible: true,
        };
        let link = |kind: FactKind, current| {
            (Link::new(words::act(t, kind), "/referrals/a?do=decline#act"), current)
        };
        let page = Self {
            shell: frame(locale, "/requests", "/referrals/a"),
            id: text("a"),
            notice: Some(Notice::done(t.by_key("done-referral-sent").unwrap_or_default())),
            title: text(NAME),
            person: Some((text("Mme Nadia Ferhat, 47 ans"), Some(text("/persons/a")))),
            state: words::state(t, Status::Sent, false),
            due: Some(t.referral_answer_before("30 novembre 2026")),
            why: Why::new(crate::people::reason(t, "referral-pool")),
            facts: vec![
                (t.referral_under().to_owned(), text("Centre intégré")),
                (t.referral_from().to_owned(), text("Dr Hélène Marchetti, CMP des Tanneurs")),
            ],
            content: Some(ContentView {
                words: text("N’a vu personne depuis deux ans pour sa santé."),
                criteria: vec![
                    (text("La personne est d’accord"), true),
                    (text("Sans médecin traitant"), false),
                ],
                minimum: vec![(text("Traitements en cours"), text("Lithium 800 mg"))],
                history: vec![(
                    words::dynamic(t, "referral-fact", "sending"),
                    text("Dr Hélène Marchetti, 23 novembre 2026"),
                    None,
                )],
            }),
            acts: vec![link(FactKind::Acceptance, false), link(FactKind::Decline, true)],
            act: Some(act(FactKind::Decline, true)),
            pathway: None,
        };
        let mut tried = page.clone();
        let mut try_it = act(FactKind::Attempt, false);
        try_it.means = vec![Choice::new("phone", words::dynamic(t, "referral-means", "phone"))];
        try_it.outcomes = vec![Choice::new("agreed", words::dynamic(t, "referral-outcome", "agreed"))];
        (tried.act, tried.notice, tried.pathway) = (Some(try_it), None, Some(text("/persons/a/pathways")));
        let mut done = page.clone();
        (done.act, done.notice) = (Some(act(FactKind::Done, false)), None);
        let outside = Self {
            notice: None,
            content: None,
            act: None,
            acts: Vec::new(),
            person: Some((text("Mme Nadia Ferhat, 47 ans"), None)),
            ..page.clone()
        };
        let hidden = Self { person: None, ..outside.clone() };
        vec![("ordinary", page), ("tried", tried), ("done", done), ("outside", outside), ("hidden", hidden)]
    }
}
