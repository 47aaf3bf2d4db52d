//! The pages of rights with made-up contents.

use care::rights::{FactKind, OwedBy};

use super::board::{BoardPage, CardView, ColumnView};
use super::catalogue::{CatalogueEntryPage, CataloguePage, EntryLine};
use super::list::{RightLine, RightsPage};
use super::one::{FactLine, Kind, PieceLine, RightPage};
use super::words;
use crate::files::Evidence;
use crate::i18n::{Locale, T};
use crate::record::{ChangeLine, WhoReads};
use crate::samples::{Rendered, Sample, add, frame};
use crate::shell::prelude::*;

/// Renders them all.
pub(crate) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<BoardPage>(locale, to);
    add::<RightsPage>(locale, to);
    add::<RightPage>(locale, to);
    add::<CataloguePage>(locale, to);
    add::<CatalogueEntryPage>(locale, to);
}

fn text(text: &str) -> String {
    text.to_owned()
}

impl Sample for BoardPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let card = |state, small: &str| CardView {
            href: text("/rights/b"),
            right: text("AAH"),
            person: text("Mme Nadia Ferhat"),
            state,
            small: format!("{small}{}", t.right_pieces_of(3, "…", 2)),
            due: Some(text("lundi 30 nov.")),
        };
        let column = |code: &'static str, cards: Vec<CardView>| ColumnView {
            code,
            title: words::dynamic(t, "right-column", code),
            total: 7,
            more: (!cards.is_empty()).then(|| Link::new(t.board_rights_more(6), "/rights?column=open")),
            cards,
        };
        let soon = t.right_due_in(t.days_left(7), "À déposer avant le 30 nov.");
        let columns = vec![
            column("prepare", vec![card(StateView::warning(soon), "2 pièces sur 3")]),
            column("filed", vec![card(StateView::waiting("Déposée"), "")]),
            column("open", vec![card(StateView::blocked(t.right_blocked("Certificat médical")), "")]),
            column("refused", Vec::new()),
        ];
        let page = Self {
            shell: frame(locale, "/rights", "/rights"),
            lede: t.board_rights_lede(112),
            rights: vec![Choice::new("", t.board_rights_all()), Choice::new("aah", "AAH")],
            statuses: vec![Choice::new("", t.board_rights_all()), Choice::new("filed", "Déposée")],
            dues: vec![Choice::new("", t.board_rights_due_any())],
            views: vec![
                (Link::new(t.board_rights_as_board(), "/rights"), true),
                (Link::new(t.board_rights_as_list(), "/rights?view=list"), false),
            ],
            list: false,
            ours: true,
            alone: None,
            imports: true,
            columns,
            over: Some(Link::new(t.board_rights_over(10), "/rights?column=over")),
            pager: Pager::new(t, None, None),
        };
        let alone = Self {
            alone: Some(text("/rights")),
            columns: page.columns[..1].to_vec(),
            over: None,
            pager: Pager::new(t, Some(text("/rights")), Some(text("/rights?after=x"))),
            ..page.clone()
        };
        let mut list = Self { list: true, over: None, ..page.clone() };
        list.columns.truncate(1);
        vec![("ordinary", page), ("one column", alone), ("list", list)]
    }
}

impl Sample for CataloguePage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |name: &str, corrected| EntryLine {
            name: text(name),
            href: text("/rights/catalogue/aah"),
            body: text("MDPH"),
            lasts: text("un à dix ans"),
            source: t.catalogue_source("25 novembre 2026", "CSS L821-1"),
            corrected,
        };
        let tag = Tag::new(Tone::Accent, Icon::Edit, t.catalogue_corrected());
        let lines = vec![line("Allocation aux adultes handicapés (AAH)", Some(tag)), line("RSA", None)];
        vec![("ordinary", Self { shell: frame(locale, "/rights/catalogue", "/rights"), lines })]
    }
}

impl Sample for CatalogueEntryPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let catalogue = care::rights::Catalogue::shipped();
        let page = |code: &str, form, corrected: bool| {
            let right = catalogue.get(code).expect("a right of the catalogue");
            Self {
                shell: frame(locale, "/rights/catalogue/aah", "/rights"),
                notice: None,
                code: code.to_owned(),
                title: right.name.get(locale).to_owned(),
                corrected: corrected.then(|| Tag::new(Tone::Accent, Icon::Edit, t.catalogue_corrected())),
                source: t.catalogue_source("25 novembre 2026", right.source.as_str()),
                facts: super::catalogue::facts(t, right),
                pieces: vec![(text("Pièce d’identité"), words::owed(t, OwedBy::Person).to_owned())],
                form,
                base: 1,
                upkeep: right.upkeep.is_some(),
                choices: vec![Choice::new("identity", "Pièce d’identité")],
                history: vec![ChangeLine {
                    what: t.catalogue_corrected_from("Délibération du département"),
                    by: t.entry_change_by("lundi 23 novembre, 9 h 00", "Awa Diarra"),
                    before: None,
                }],
            }
        };
        let mut refused = FormState::new("catalogue");
        refused.fail("renew_until", t.by_key("fault-renewal-window").unwrap_or_default());
        let mut untouched = Self {
            notice: Some(Notice::done(t.by_key("done-catalogue-restored").unwrap_or_default())),
            ..page("puma", None, false)
        };
        untouched.pieces.clear();
        untouched.history.clear();
        let restored = ChangeLine { what: text(t.catalogue_restored()), by: text("…"), before: None };
        let mut corrected = page("rsa", Some(FormState::new("catalogue")), true);
        corrected.history.push(restored);
        vec![
            ("ordinary", page("aah", Some(FormState::new("catalogue")), false)),
            ("read alone", untouched),
            ("corrected", corrected),
            ("contact", page("domiciliation", Some(FormState::new("catalogue")), false)),
            ("refused", page("rsa", Some(refused), true)),
        ]
    }
}

impl Sample for RightsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let line = |state, small: String| RightLine {
            what: text("Allocation aux adultes handicapés (AAH)"),
            href: text("/rights/b"),
            when: text("16 nov."),
            state,
            small,
        };
        let missing = t.right_missing_of("Certificat médical", t.owed_by_doctor());
        let lines = vec![
            line(
                StateView::waiting(words::dynamic(t, "right-standing", "filed")),
                [
                    t.right_at_since("MDPH", "30 juin 2026"),
                    t.right_silence_refusal("30 octobre 2026"),
                    t.right_missing(missing),
                ]
                .join(" · "),
            ),
            line(
                StateView::new(Tone::Success, Icon::Ok, t.right_until_words("31 déc. 2026", "Ouvert")),
                t.right_renew_until("31 octobre 2026"),
            ),
            line(StateView::blocked("Refus"), t.right_silence_acceptance("30 octobre 2026")),
        ];
        let page = Self {
            shell: frame(locale, "/persons/a/rights", "/persons"),
            id: text("a"),
            name: text("Nadia Ferhat"),
            why: Why::new(crate::people::reason(t, "care-team-social")),
            readers: WhoReads::new(
                t,
                t.readers_you_and(),
                vec![t.reader_member("Mathieu Girard", "infirmier")],
            ),
            lines,
            begin: Some(FormState::new("right")),
            rights: vec![Choice::new("", t.choose()), Choice::new("aah", "AAH")],
            next: text("c"),
        };
        let empty = Self { lines: Vec::new(), begin: None, ..page.clone() };
        vec![("ordinary", page), ("none, for a doctor", empty)]
    }
}

impl Sample for RightPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let t = T::new(locale);
        let kind =
            |code: FactKind| Kind { code, label: words::dynamic(t, "right-do", code.code()), sum: true };
        let mut refused_mistake = FormState::new("mistake-2");
        refused_mistake.fail_all(t.by_key("conflict-mistake-rests").unwrap_or_default());
        let page = |shown: Option<FactKind>| Self {
            shell: frame(locale, "/rights/b", "/persons"),
            id: text("b"),
            person: text("a"),
            name: text("Nadia Ferhat"),
            notice: t.by_key("done-right-recorded").map(Notice::done),
            title: text("Allocation aux adultes handicapés (AAH)"),
            state: StateView::waiting(words::dynamic(t, "right-standing", "filed")),
            why: Why::new(crate::people::reason(t, "care-team-doctor")),
            readers: WhoReads::new(
                t,
                t.readers_you_and(),
                vec![t.reader_member("Mathieu Girard", "infirmier")],
            ),
            facts: vec![
                (text(t.right_body()), text("MDPH")),
                (text(t.right_filed()), text("30 juin 2026")),
                (text(t.right_number()), text("37-2026-0412")),
                (text(t.right_silence()), t.right_silence_refusal("30 octobre 2026")),
                (text(t.right_renewal()), t.right_between("31 août 2026", "31 octobre 2026")),
            ],
            pieces: vec![
                PieceLine {
                    name: text("Formulaire"),
                    owed: text(t.owed_by_person()),
                    state: StateView::new(Tone::Success, Icon::Ok, t.right_piece_there("4 mai 2026")),
                    provide: None,
                },
                PieceLine {
                    name: text("Certificat médical"),
                    owed: text(t.owed_by_doctor()),
                    state: StateView::new(Tone::Neutral, Icon::Wait, t.right_piece_missing()),
                    provide: Some(text("medical-certificate")),
                },
                PieceLine {
                    name: text("Évaluation"),
                    owed: text(t.owed_by_social_worker()),
                    state: StateView::new(Tone::Neutral, Icon::Wait, t.right_piece_missing()),
                    provide: None,
                },
            ],
            form_piece: FormState::new("piece"),
            missing: vec![Choice::new("income", "Ressources")],
            possible: [FactKind::Grant, FactKind::Refusal]
                .map(|code| {
                    (Link::new(kind(code).label, format!("?next={}", code.code())), shown == Some(code))
                })
                .into(),
            kind: shown.map(kind),
            form: FormState::new("fact"),
            history: vec![
                FactLine {
                    what: t.right_fact_of(words::dynamic(t, "right-channel", "post"), "Déposée"),
                    by: t.right_by_later("Awa Diarra", "30 juin 2026", "2 juillet 2026"),
                    words: Some(text("37-2026-0412")),
                    mistaken: false,
                    mistake: Some((2, refused_mistake.clone())),
                    evidence: Evidence::sample(t, "/rights/b", "Déposée"),
                },
                FactLine {
                    what: words::dynamic(t, "right-fact", "grant"),
                    by: t.right_by("Awa Diarra", "4 mai 2026"),
                    words: Some(t.right_granted_until("1er janvier 2026", "31 décembre 2026")),
                    mistaken: true,
                    mistake: None,
                    evidence: Evidence::sample(t, "/rights/c", "Accordé"),
                },
                FactLine {
                    what: text("…"),
                    by: text("…"),
                    words: Some(t.right_granted_from("1er janvier 2026")),
                    mistaken: false,
                    mistake: Some((1, FormState::new("mistake-1"))),
                    evidence: Evidence { files: Vec::new(), ..Evidence::sample(t, "/rights/d", "…") },
                },
            ],
            catalogue: text("/rights/catalogue/aah"),
            rules: vec![text("un à dix ans"), t.right_source("25 novembre 2026", "CSS L821-1")],
        };
        let mut refused = page(Some(FactKind::Grant));
        refused.form.fail("until", t.by_key("fault-ends-before").unwrap_or_default());
        let mut piece = page(None);
        piece.form_piece.fail_all(t.by_key("conflict-piece-there").unwrap_or_default());
        let shown = [FactKind::Filing, FactKind::PiecesAsked, FactKind::Refusal]
            .map(|code| (code.code(), page(Some(code))));
        let mut pages = vec![("ordinary", page(None)), ("refused", refused), ("piece refused", piece)];
        pages.extend(shown);
        pages
    }
}
