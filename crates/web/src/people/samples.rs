//! The pages of persons with made-up contents.

use super::areas::{Ahead, AreaCard, AreaLine};
use super::edit::EditPage;
use super::fields::Fields;
use super::identity::IdentityPage;
use super::information::{InformationPage, PreviewView, SaidLine};
use super::invitation::{InvitationPage, InvitedLine};
use super::left::LeftPage;
use super::list::{Line, PersonsPage};
use super::nearby::NearbyPage;
use super::new::NewPage;
use super::page::{Around, PersonPage};
use super::team::{MemberLine, TeamPage};
use super::timeline::TimelinePage;
use crate::files::Evidence;
use crate::i18n::{Locale, T};
use crate::record::WhoReads;
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::prelude::*;

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<PersonsPage>(locale, to);
    add::<PersonPage>(locale, to);
    add::<NewPage>(locale, to);
    add::<EditPage>(locale, to);
    add::<IdentityPage>(locale, to);
    add::<TeamPage>(locale, to);
    add::<InvitationPage>(locale, to);
    add::<InformationPage>(locale, to);
    add::<LeftPage>(locale, to);
    add::<TimelinePage>(locale, to);
    add::<NearbyPage>(locale, to);
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn line(t: T) -> Line {
    Line {
        name: text("Nadia Ferhat"),
        detail: t.person_born("14/03/1979", "female"),
        href: text("/persons/a"),
        ask: Some(text("/requests/new?person=a")),
    }
}

impl Sample for PersonsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |typed: &str, lines, next: Option<String>| Self {
            shell: frame(locale, "/persons", "/persons"),
            notice: None,
            typed: typed.to_owned(),
            lines,
            pager: Pager::new(t, None, next),
            create: true,
            vital_need: true,
            empty: Empty::new(t.persons_none()).text(t.persons_none_text()),
        };
        vec![
            ("ordinary", page("", vec![line(t)], Some(text("/persons?after=b")))),
            ("nobody", page("dupont", Vec::new(), None)),
        ]
    }
}

fn member(name: &str, role: &str) -> Member {
    Member { initials: text("AB"), name: text(name), after: String::new(), role: text(role), href: None }
}

fn cards(t: T) -> Vec<AreaCard> {
    let line = AreaLine {
        what: text("Avis : sertraline"),
        href: Some(text("/requests/a")),
        when: text("16 nov."),
        state: Some(StateView::waiting("jeudi 26 nov.")),
        small: text("Dr Paul Lemoine"),
    };
    let ahead = vec![Ahead {
        when: text("jeudi 26 novembre, 14 h"),
        what: text("Awa Diarra"),
        href: text("/interviews/a"),
    }];
    let card = |area, lead: &str, lines| AreaCard {
        area,
        lead: text(lead),
        lines,
        small: None,
        ahead: None,
        more: None,
    };
    vec![
        card(Area::Somatic, t.area_nothing(), Vec::new()),
        card(Area::Psychiatric, t.area_closed(), Vec::new()),
        AreaCard {
            small: Some(text(t.area_overview())),
            more: Some(Link::new(t.area_rights_all(), "/persons/a/rights")),
            ..card(Area::Social, &t.area_rights_risk(2), Vec::new())
        },
        AreaCard {
            small: Some(text(t.area_social_later())),
            ..card(Area::Social, t.area_nothing(), Vec::new())
        },
        AreaCard { ahead: Some(ahead), ..card(Area::Coordination, &t.requests_open(1), vec![line]) },
        AreaCard { ahead: Some(Vec::new()), ..card(Area::Coordination, t.requests_none_open(), Vec::new()) },
    ]
}

impl Sample for PersonPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let entry = |areas: Vec<Area>, title: &str| TrameEntry {
            areas,
            when: text("16 nov."),
            datetime: text("2026-11-16"),
            title: text(title),
            href: None,
            by: text("Dr Paul Lemoine"),
        };
        let page = Self {
            shell: frame(locale, "/persons/a", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            sex: "female",
            sub: t.person_born_at("14/03/1979", "Tours", "female"),
            tags: vec![
                Tag::new(Tone::Success, Icon::Ok, "INS"),
                Tag::new(Tone::Warning, Icon::Alert, t.tag_no_attending()),
            ],
            why: Why::new(t.person_why_member("psychiatre", "4 mai 2026")),
            close_vital_need: Some(text("/persons/a/vital-need/close")),
            notice: None,
            alerts: vec![
                (
                    StateView::warning(t.alert_not_informed()),
                    Some(Link::new(t.alert_not_informed_do(), "/persons/a/information")),
                ),
                (StateView::blocked(t.alert_opposed()), None),
            ],
            band: Some(
                DueBand::new(t.person_next_act(), Tone::Accent, t.band_close())
                    .more("Avis : sertraline")
                    .act(Button::link(t.act_read_and_close(), "/requests/a").primary()),
            ),
            acts: vec![Button::link(t.person_ask("female"), "/requests/new?person=a").icon(Icon::Plus)],
            areas: cards(t),
            filters: vec![
                (Link::new(t.trame_all(), "/persons/a#tr"), true),
                (Link::new(t.area_social(), "/persons/a?area=social#tr"), false),
            ],
            news: Some((
                t.trame_news(2, "vendredi 13 nov. à 9 h 00"),
                Some(Link::new(t.trame_news_link(), "/persons/a?new=1#tr")),
            )),
            trame: Trame {
                t,
                entries: vec![
                    entry(vec![Area::Coordination], "Avis demandé"),
                    entry(Vec::new(), "Identité : corrigée"),
                ],
            },
            earlier: Some(Link::new(t.trame_before("mai 2026"), "/persons/a?before=b#tr")),
            first: None,
            around: Around {
                members: vec![member("Dr Paul Lemoine", "Médecin traitant · Cabinet")],
                empty: text(t.team_nobody()),
                link: Some(Link::new(t.person_team_link(), "/persons/a/team")),
                leave: None,
            },
            choices: vec![t.said_on("de vive voix", "Information donnée", "4 mai 2026")],
            choices_link: Some(Link::new(t.person_choices_link(), "/persons/a/information")),
            own_link: Some(Link::new(t.person_own(), "/persons/a/own")),
            contact: vec![(text(t.contact_phone()), text("06 00 00 12 34"))],
            contact_link: Some(Link::new(t.person_edit_link(), "/persons/a/edit")),
        };
        let identity_only = Self {
            name: text("\u{2068}بن علي\u{2069}"),
            alerts: Vec::new(),
            band: None,
            acts: Vec::new(),
            trame: Trame { t, entries: Vec::new() },
            earlier: None,
            first: Some(text("/persons/a#tr")),
            around: Around {
                members: Vec::new(),
                empty: text(t.area_closed()),
                link: None,
                leave: Some(text("/persons/a/team/b/end")),
            },
            choices: vec![text(t.area_closed())],
            choices_link: None,
            own_link: None,
            contact: Vec::new(),
            contact_link: None,
            notice: Some(Notice::done(t.you())),
            ..page.clone()
        };
        vec![("ordinary", page), ("identity alone", identity_only)]
    }
}

fn fields(t: T, form: &FormState, communes: Vec<Choice>) -> Fields {
    Fields { t, form: form.clone(), communes, again: text("/persons/new/communes") }
}

fn with_ins(mut form: FormState) -> FormState {
    form.fail("ins", "?");
    form
}

fn refused(t: T, id: &str) -> FormState {
    let mut form =
        FormState::new(id).with("family", "<Ferhat>").with("postal_code", "37400").with("ins", "12");
    form.fail("family", "?");
    form.fail("commune", t.choose());
    form
}

impl Sample for NewPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |form: FormState, communes, similar: Vec<Line>| Self {
            shell: frame(locale, "/persons/new", "/persons"),
            fields: fields(t, &form, communes),
            form,
            draft: text("d"),
            doctor: true,
            grounds: vec![Choice::new("same_structure", "1°"), Choice::new("formal_team", "3°")],
            sure: if similar.is_empty() { String::new() } else { text("ferhat|nadia") },
            similar,
        };
        let communes = vec![Choice::new("", t.choose()), Choice::new("37003", "Amboise")];
        vec![
            ("ordinary", page(FormState::new("person-new"), Vec::new(), Vec::new())),
            ("refused", page(with_ins(refused(t, "person-new")), communes, Vec::new())),
            ("similar", page(FormState::new("person-new"), Vec::new(), vec![line(t), line(t)])),
        ]
    }
}

impl Sample for EditPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |form: FormState, checked| Self {
            shell: frame(locale, "/persons/a/edit", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            fields: fields(t, &form, Vec::new()),
            form,
            version: text("1"),
            checked,
        };
        vec![
            ("ordinary", page(FormState::new("person-edit-a"), false)),
            ("refused", page(refused(t, "person-edit-a"), true)),
        ]
    }
}

impl Sample for IdentityPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |form, insi| Self {
            shell: frame(locale, "/persons/a/identity", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            notice: None,
            facts: vec![(text(t.field_family()), text("Ferhat"))],
            status: Tag::new(Tone::Warning, Icon::Alert, "provisoire"),
            meaning: text("…"),
            statuses: vec![(text("provisoire"), text("…"), true), (text("qualifiée"), text("…"), false)],
            form,
            checks: vec![Choice::new("document", "…").detail(t.check_leads_to("validée"))],
            insi,
            document: insi,
            version: 1,
            changes: vec![(t.change_edited("sexe"), text("Dr Paul Lemoine"))],
        };
        let mut refused = FormState::new("check").with("check", "insi").with("ins", "1");
        refused.fail("ins", "?");
        vec![
            ("ordinary", page(FormState::new("check"), true)),
            ("refused", page(refused, true)),
            ("qualified", page(FormState::new("check"), false)),
        ]
    }
}

impl Sample for InvitationPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/invitations/a", "/"),
            notice: None,
            id: text("a"),
            state: StateView::waiting(t.invitation_until("23 décembre 2026", "…")),
            lede: t.invitation_lede("Dr Paul Lemoine", "Cabinet Lemoine"),
            takes_over: false,
            facts: vec![
                (text(t.invitation_person()), text("Mme Nadia Ferhat, 47 ans")),
                (text(t.invitation_as()), text("…")),
                (text(t.team_ground()), text("…")),
                (text(t.invitation_sent()), text("lundi 23 novembre")),
            ],
            pending: true,
            form: FormState::new("decline"),
        };
        let over = Self { pending: false, notice: Some(Notice::done("…")), ..page.clone() };
        let mut refused = page.clone();
        refused.form = refused.form.with("why", "…");
        refused.form.fail_all(t.by_key("conflict-invitation-over").unwrap_or_default());
        let lede = t.invitation_handover_lede("Mathieu Girard", "CMP des Tanneurs");
        let takes_over = Self { takes_over: true, lede, ..page.clone() };
        vec![("ordinary", page), ("over", over), ("refused", refused), ("takes over", takes_over)]
    }
}

impl Sample for TeamPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |end| MemberLine {
            member: member("Dr Paul Lemoine", "Médecin traitant · Cabinet"),
            since: t.member_since("4 mai 2026"),
            ground: text("…"),
            end,
        };
        let page = |members, form, found, may_manage| Self {
            shell: frame(locale, "/persons/a/team", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            notice: None,
            members,
            past: vec![line(None)],
            invited: vec![InvitedLine {
                name: text("Awa Diarra"),
                organization: text("Centre social"),
                state: StateView::waiting(t.invitation_until("23 décembre 2026", "…")),
                why: None,
                take_back: Some(text("/persons/a/team/invitations/b/withdraw")),
            }],
            may_manage,
            may_invite: true,
            attending: Some(text("Dr Paul Lemoine")),
            form,
            found,
        };
        let end = Some((text("/persons/a/team/b/end"), text(t.team_end())));
        let mut refused = FormState::new("team").with("who", "girard").with("ground", "consent");
        refused.fail("role", "?");
        refused.fail("consent", "?");
        let found = vec![Choice::new("r", "Mathieu Girard").detail("CMP"), Choice::new("s", "Anne Girard")];
        vec![
            ("ordinary", page(vec![line(end)], FormState::new("team"), Vec::new(), true)),
            ("who", page(vec![line(None)], refused.clone(), found, true)),
            ("nobody found", page(Vec::new(), refused, Vec::new(), true)),
            ("to read", page(vec![line(None)], FormState::new("team"), Vec::new(), false)),
        ]
    }
}

impl Sample for TimelinePage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/persons/a/timeline", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            why: Why::new(crate::people::reason(t, "care-team-health")),
            areas: vec![Choice::new("", t.trame_all()), Choice::new("somatic", t.area_somatic())],
            sorts: vec![Choice::new("", t.trame_all()), Choice::new("note", "Note")],
            trame: Trame { t, entries: Vec::new() },
            pager: Pager::new(t, None, Some(text("/persons/a/timeline?before=x"))),
            printed: t.timeline_printed("23 novembre 2026"),
            files: vec![Button::link(t.fhir_export(), "/persons/a/record/fhir").quiet()],
        };
        vec![("nothing", page)]
    }
}

impl Sample for LeftPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/persons/a/information", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            sent: vec![
                (text("Ligne d’avis · 4 mai 2026"), t.left_sent_to("Dr Hélène Marchetti", "Dr Paul Lemoine")),
                (text("Ligne d’avis · 4 mai 2026"), t.left_sent_by("Dr Paul Lemoine")),
            ],
            files: vec![
                (format!("{} · 5 mai 2026", t.left_file_facts()), t.left_file_by("Dr Hélène Marchetti")),
                (format!("{} · 6 mai 2026", t.left_file_rights()), t.left_file_by("Awa Diarra")),
            ],
            read: vec![(text("Dr Hélène Marchetti"), t.left_read_times("4 mai 2026", 3))],
        };
        let nothing = Self { sent: Vec::new(), files: Vec::new(), read: Vec::new(), ..page.clone() };
        vec![("ordinary", page), ("nothing", nothing)]
    }
}

impl Sample for InformationPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |form: FormState, found, opposed| Self {
            shell: frame(locale, "/persons/a/information", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            readers: WhoReads::new(
                t,
                t.readers_you_and(),
                vec![t.reader_member("Mathieu Girard", "infirmier")],
            ),
            standing: vec![t.said_on("de vive voix", "Information donnée", "4 mai 2026")],
            opposed,
            may_record: !opposed || !form.id().is_empty(),
            form,
            kinds: vec![Choice::new("informed", "…").detail("…"), Choice::new("opposed", "…")],
            known: vec![Choice::new("", t.choose()), Choice::new("p", "Dr Karim Benali")],
            found,
            preview: opposed.then(|| PreviewView {
                title: t.preview_of("Dr Karim Benali"),
                parts: vec![
                    StateView::new(Tone::Success, Icon::Ok, t.preview_part_open(t.area_somatic())),
                    StateView::new(Tone::Neutral, Icon::Close, t.preview_part_closed(t.area_social())),
                    StateView::new(Tone::Success, Icon::Ok, t.preview_rights()),
                ],
                count: t.preview_count(2),
                lines: vec![(text("16 nov."), t.said_in_terms("Accord", t.said_until("4 mai 2027")))],
            }),
            notice: None,
            history: vec![SaidLine {
                what: text("Information donnée"),
                by: t.said_by("de vive voix", "4 mai 2026", "Dr Paul Lemoine"),
                note: Some(text("<b>")),
                evidence: (!opposed).then(|| Evidence::sample(t, "/information/a", "Information donnée")),
            }],
        };
        let mut refused = FormState::new("information-a").with("scope", "one").with("who", "benali");
        refused.fail("practitioner", "?");
        refused.fail("kind", "?");
        let found = vec![Choice::new("p", "Dr Karim Benali")];
        vec![
            ("ordinary", page(FormState::new("information-a"), Vec::new(), false)),
            ("opposed", page(FormState::new("information-a"), Vec::new(), true)),
            ("who", page(refused.clone(), found, false)),
            ("nobody found", page(refused, Vec::new(), false)),
        ]
    }
}

impl Sample for NearbyPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let choices = |label: &str| vec![Choice::new("", label), Choice::new("10", "Médecin")];
        let line = |name: &str, welcome: Tag, confirmed: String| super::nearby::Line {
            name: text(name),
            details: vec![
                text("Médecine Générale"),
                text("Cabinet des Halles"),
                text("12 Rue des Halles, 37000 Tours"),
            ],
            phone: Some((text("02 47 00 00 00"), text("0247000000"))),
            reasons: vec![Tag::new(Tone::Neutral, Icon::Building, t.nearby_far("2,4")), welcome],
            confirmed,
            wished: false,
            practice: Some(text("p")),
        };
        let page = |lines: Vec<super::nearby::Line>, empty: Empty| Self {
            shell: frame(locale, "/persons/a/nearby", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            why: Why::new(crate::people::reason(t, "care-team-health")),
            title: text(t.nearby_title()),
            lede: t.nearby_lede("Saint-Pierre-des-Corps"),
            around: String::new(),
            lists: vec![
                ("profession", text(t.nearby_profession()), choices(t.nearby_any_speciality())),
                ("fee_sector", text(t.nearby_fees()), choices(t.nearby_any_sector())),
            ],
            accepting: vec![("new_patients", text(t.nearby_new_patients()), true)],
            map: (!lines.is_empty()).then(|| super::nearby::Map {
                summary: t.nearby_map_summary("5", 2),
                rings: vec![(65, t.nearby_kilometres("2,5"), 219), (130, t.nearby_kilometres("5"), 284)],
                spots: vec![(196, 120, text("1")), (90, 200, text("2"))],
            }),
            lines,
            empty,
            handover: None,
            proposes: true,
        };
        let found = vec![
            line(
                "Dr Anne CARRE",
                Tag::new(Tone::Success, Icon::Ok, t.nearby_takes()),
                t.nearby_confirmed("2 novembre 2026"),
            ),
            line(
                "Dr Paul DENIS",
                Tag::new(Tone::Neutral, Icon::Stop, t.nearby_takes_none()),
                text(t.nearby_never_confirmed()),
            ),
        ];
        let none = Empty::new(t.nearby_none()).text(t.nearby_none_text());
        let empty = Empty::new(t.nearby_no_directory()).text(t.nearby_no_directory_text());
        vec![
            (
                "for a hand-over",
                Self { handover: Some((text("c"), text("handover"))), ..page(found.clone(), none.clone()) },
            ),
            ("ordinary", page(found, none.clone())),
            ("nobody", page(Vec::new(), none)),
            ("no directory", page(Vec::new(), empty)),
        ]
    }
}
