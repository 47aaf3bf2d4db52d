//! Pages of the directory with made-up contents.

use super::list::{DirectoryPage, Line};
use super::practice::PracticePage;
use super::professional::{Absence, Membership, ProfessionalPage, Role};
use super::professional_form::ProfessionalFormPage;
use super::role_form::RoleFormPage;
use super::structure::StructurePage;
use super::structure_form::StructureFormPage;
use crate::i18n::{Locale, T};
use crate::samples::{Rendered, Sample, add, either, frame};
use crate::shell::{Button, Choice, Empty, FormState, Icon, Link, Notice, Pager, Tag, Tone};

/// Renders them.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<DirectoryPage>(locale, to);
    add::<ProfessionalPage>(locale, to);
    add::<ProfessionalFormPage>(locale, to);
    add::<RoleFormPage>(locale, to);
    add::<PracticePage>(locale, to);
    add::<StructurePage>(locale, to);
    add::<StructureFormPage>(locale, to);
}

fn doctor(locale: Locale) -> Line {
    Line {
        href: "/directory/professionals/a".to_owned(),
        name: "Dr Hélène Marchetti".to_owned(),
        initials: Some("HM".to_owned()),
        details: vec![either(locale, "psychiatre · CMP des Tanneurs", "psychiatrist · CMP des Tanneurs")],
    }
}

fn place(locale: Locale) -> Line {
    Line {
        href: "/directory/structures/a".to_owned(),
        name: "CMP des Tanneurs".to_owned(),
        initials: None,
        details: vec![
            T::new(locale).by_key("structure-kind-cmp").unwrap_or_default(),
            T::new(locale).directory_professionals_count(1),
        ],
    }
}

impl Sample for DirectoryPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |structures: bool, lines, more| Self {
            shell: frame(locale, "/directory", "/directory"),
            structures,
            form: FormState::new("directory"),
            kinds: vec![Choice::new("", t.directory_all_kinds())],
            communes: vec![Choice::new("", t.directory_all_communes()), Choice::new("37261", "Tours")],
            lines,
            empty: Empty::new(t.directory_none())
                .text(t.directory_none_text())
                .act(Button::link(t.directory_all(), "/directory")),
            pager: Pager::new(t, None, None),
            more,
            may_edit: true,
        };
        vec![
            ("professionals", page(false, vec![doctor(locale)], None)),
            ("structures", page(true, vec![place(locale)], None)),
            ("searched", page(false, vec![doctor(locale)], Some(vec![("q", "marchetti".to_owned())]))),
            ("nothing", page(true, Vec::new(), None)),
        ]
    }
}

fn role(locale: Locale, ended: bool) -> Role {
    let t = T::new(locale);
    Role {
        id: if ended { "b" } else { "a" }.to_owned(),
        profession: either(locale, "psychiatre", "psychiatrist"),
        structure: Link::new("CMP des Tanneurs", "/directory/structures/a"),
        when: t.directory_since("3 janvier 2021"),
        functions: vec![Tag::new(Tone::Neutral, Icon::Key, "identitovigilance")],
        memberships: vec![Membership {
            id: "a".to_owned(),
            program: "Médecine générale et psychiatrie 37".to_owned(),
            words: t.directory_part_since("3 janvier 2021", "répond aux demandes"),
        }],
        join: FormState::new(if ended { "join-b" } else { "join-a" }),
    }
}

impl Sample for ProfessionalPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |may_edit| Self {
            shell: frame(locale, "/directory/professionals/a", "/directory"),
            id: "a".to_owned(),
            name: "Dr Hélène Marchetti".to_owned(),
            what: either(locale, "psychiatre", "psychiatrist"),
            notice: None,
            absent: None,
            coming: Vec::new(),
            roles: vec![role(locale, false)],
            past: Vec::new(),
            rpps: Some("10 003 456 789".to_owned()),
            phone: Some(("02 00 00 37 14".to_owned(), "0200003714".to_owned())),
            email: Some("h.marchetti@example.org".to_owned()),
            may_edit,
            programs: vec![Choice::new("", t.choose_one())],
            parts: vec![Choice::new("", t.choose_one())],
            refusal: FormState::new("refusal"),
        };
        let mut refused = page(true);
        refused.roles[0].join.fail("as_what", t.by_key("fault-choice").unwrap_or_default());
        let away = Self {
            notice: Some(Notice::done(t.by_key("done-directory-joined").unwrap_or_default())),
            absent: Some(
                Notice::new(Tone::Warning, t.directory_absent_until("27/11/2026"), t.directory_stood_in_by())
                    .link(Link::new("Dr Karim Benali", "/directory/professionals/b")),
            ),
            coming: vec![Absence {
                words: t.directory_absence_from_to("24/12/2026", "02/01/2027"),
                substitute: Some(Link::new("Dr Karim Benali", "/directory/professionals/b")),
            }],
            past: vec![role(locale, true)],
            ..page(true)
        };
        let nobody = Self { roles: Vec::new(), rpps: None, phone: None, email: None, ..page(false) };
        vec![
            ("ordinary", page(false)),
            ("kept", page(true)),
            ("away", away),
            ("refused", refused),
            ("bare", nobody),
        ]
    }
}

impl Sample for ProfessionalFormPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |id: Option<&str>, form| Self {
            shell: frame(locale, "/directory/professionals/new", "/directory"),
            id: id.map(ToOwned::to_owned),
            form,
        };
        let mut faulty = FormState::new("professional").with("rpps", "10000000001");
        faulty.fail("rpps", t.by_key("fault-rpps").unwrap_or_default());
        vec![
            ("new", page(None, FormState::new("professional"))),
            ("edit", page(Some("a"), FormState::new("professional-a").with("title", "Dr"))),
            ("faulty", page(None, faulty)),
        ]
    }
}

impl Sample for RoleFormPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |form, structures| Self {
            shell: frame(locale, "/directory/professionals/a/roles/new", "/directory"),
            professional: "a".to_owned(),
            name: "Dr Hélène Marchetti".to_owned(),
            form,
            structures,
            professions: vec![Choice::new("", t.choose_one())],
            functions: super::words::functions(t),
        };
        let mut several = FormState::new("role").with("organization", "cabinet");
        several.fail("organization", t.by_key("fault-choose-structure").unwrap_or_default());
        vec![
            ("first", page(FormState::new("role"), Vec::new())),
            ("several", page(several, vec![Choice::new("a", "Cabinet des Douets").detail("Tours")])),
        ]
    }
}

impl Sample for PracticePage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let full = Self {
            shell: frame(locale, "/directory", ""),
            notice: None,
            id: "a".to_owned(),
            name: "Dr Camille RENAUD".to_owned(),
            details: vec![
                "Médecine Générale · Cabinet des Douets".to_owned(),
                "3 rue des Douets, 37100 Tours".to_owned(),
            ],
            phone: Some(("02 47 00 00 00".to_owned(), "0247000000".to_owned())),
            gone: false,
            tags: vec![Tag::new(Tone::Success, Icon::Ok, t.nearby_takes())],
            confirmed: t.nearby_confirmed(either(locale, "2 novembre 2026", "2 November 2026")),
            history: vec![(
                t.practice_of(t.practice_new_patients(), t.practice_yes()),
                t.practice_said(
                    either(locale, "2 novembre 2026", "2 November 2026"),
                    t.practice_said_by_office(),
                ),
            )],
            form: Some(FormState::new("practice-offer")),
        };
        let unknown = Self { tags: Vec::new(), history: Vec::new(), ..full.clone() };
        let gone = Self { gone: true, form: None, ..full.clone() };
        vec![("full", full), ("unknown", unknown), ("gone", gone)]
    }
}

impl Sample for StructurePage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |people, parts, may_edit| Self {
            shell: frame(locale, "/directory/structures/a", "/directory"),
            id: "a".to_owned(),
            name: "Hôpital du Val de Loire".to_owned(),
            kind: t.by_key("structure-kind-hospital").unwrap_or_default(),
            notice: None,
            part_of: Some(Link::new("GHT Touraine", "/directory/structures/b")),
            address: vec!["2 boulevard Tonnellé".to_owned(), "37000 Tours".to_owned()],
            phone: Some(("02 00 00 37 14".to_owned(), "0200003714".to_owned())),
            finess: Some("370000481".to_owned()),
            people,
            pager: Pager::new(t, None, None),
            nobody: Empty::new(t.structure_nobody()).text(t.structure_nobody_text()),
            parts,
            more_parts: true,
            may_edit,
        };
        let bare = Self {
            address: Vec::new(),
            phone: None,
            finess: None,
            part_of: None,
            ..page(Vec::new(), Vec::new(), true)
        };
        vec![("ordinary", page(vec![doctor(locale)], vec![place(locale)], false)), ("bare", bare)]
    }
}

impl Sample for StructureFormPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let page = |id: Option<&str>, form, communes, structures| Self {
            shell: frame(locale, "/directory/structures/new", "/directory"),
            id: id.map(ToOwned::to_owned),
            form,
            kinds: super::words::kinds(t, t.choose_one()),
            communes,
            structures,
        };
        let mut several = FormState::new("structure").with("postal_code", "37500").with("part_of", "cpts");
        several.fail("commune", t.by_key("fault-choose-commune").unwrap_or_default());
        several.fail("part_of", t.by_key("fault-choose-structure").unwrap_or_default());
        let communes = vec![Choice::new("37072", "Chinon"), Choice::new("37105", "Cravant-les-Côteaux")];
        vec![
            ("new", page(None, FormState::new("structure"), Vec::new(), Vec::new())),
            ("edit", page(Some("a"), FormState::new("structure-a"), Vec::new(), Vec::new())),
            ("several", page(None, several, communes, vec![Choice::new("a", "CPTS du Chinonais")])),
        ]
    }
}
