//! The shell’s own pages.

use super::{Rendered, Sample, add, either, frame};
use crate::i18n::Locale;
use crate::shell::{
    Button, CodePage, Compare, ComponentsPage, ConflictPage, ErrorKind, ErrorPage, FormState, Glass,
    KeysPage, Notice, Shell, SignInPage, SignedOutPage, Tone,
};

pub(super) fn add_all(locale: Locale, to: &mut Vec<Rendered>) {
    add::<SignInPage>(locale, to);
    add::<CodePage>(locale, to);
    add::<SignedOutPage>(locale, to);
    add::<KeysPage>(locale, to);
    add::<ComponentsPage>(locale, to);
    add::<ErrorPage>(locale, to);
    add::<ConflictPage>(locale, to);
}

fn door(locale: Locale) -> Shell {
    Shell::anonymous(locale, "/login")
}

impl Sample for SignInPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let page = |form, expired, notice| Self {
            shell: door(locale),
            form,
            next: "/".to_owned(),
            carried: if expired { "c2NlbGzDqQ".to_owned() } else { String::new() },
            expired,
            notice,
        };
        let mut refused = FormState::new("sign-in").with("login", "marchetti");
        refused.fail_all(either(
            locale,
            "Identifiant ou mot de passe inconnu.",
            "Unknown login or password.",
        ));
        let demo =
            either(locale, "Personnes et structures sont imaginaires.", "Persons and places are made up.");
        vec![
            ("first", page(FormState::new("sign-in"), false, None)),
            ("refused", page(refused, false, None)),
            (
                "expired",
                page(FormState::new("sign-in"), true, Some(Notice::new(Tone::Info, "Démonstration", demo))),
            ),
        ]
    }
}

impl Sample for CodePage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let page = |form, reason| Self {
            shell: door(locale),
            form,
            next: "/".to_owned(),
            carried: String::new(),
            action: "/login/code".to_owned(),
            reason,
            asked: None,
        };
        let mut refused = FormState::new("code").with("code", "123456");
        refused.fail("code", either(locale, "Ce code n’est plus valable.", "This code is no longer valid."));
        let reason = either(
            locale,
            "Pour ouvrir le journal, confirmez que c’est vous.",
            "To open the journal, confirm it is you.",
        );
        let asked = Some(either(locale, "Votre mot de passe", "Your password"));
        vec![
            ("first", page(FormState::new("code"), None)),
            ("refused", page(refused, Some(reason.clone()))),
            ("without-factor", Self { asked, ..page(FormState::new("code"), Some(reason)) }),
        ]
    }
}

impl Sample for SignedOutPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        vec![("first", Self { shell: door(locale) })]
    }
}

impl Sample for KeysPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        vec![("first", Self { shell: frame(locale, "/help/keys", "") })]
    }
}

impl Sample for ErrorPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let page = |kind| {
            let shell = if kind == ErrorKind::Expired {
                door(locale)
            } else {
                frame(locale, "/requests", "/requests")
            };
            (name(kind), Self::new(shell, kind))
        };
        let mut samples: Vec<_> = ErrorKind::ALL.into_iter().map(page).collect();
        let reason = either(
            locale,
            "Seule la personne qui a reçu la demande peut y répondre.",
            "Only whoever received the request may answer it.",
        );
        let shell = frame(locale, "/requests", "/requests");
        samples.push((
            "reason",
            Self::new(shell, ErrorKind::Forbidden).reason(reason).reference("0197f6a0-5b1e"),
        ));
        samples
    }
}

const fn name(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "not-found",
        ErrorKind::Forbidden => "forbidden",
        ErrorKind::Foreign => "foreign",
        ErrorKind::Conflict => "conflict",
        ErrorKind::Unreadable => "unreadable",
        ErrorKind::TooLarge => "too-large",
        ErrorKind::TooMany => "too-many",
        ErrorKind::Expired => "expired",
        ErrorKind::Bug => "bug",
        ErrorKind::Unavailable => "unavailable",
        ErrorKind::Offline => "offline",
    }
}

impl Sample for ConflictPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let mine = either(
            locale,
            "Sommeil meilleur, moral fragile. Revoir lundi.",
            "Sleeps better, low in spirits. See on Monday.",
        );
        let theirs = either(
            locale,
            "Sommeil meilleur, appelle sa sœur. Revoir lundi.",
            "Sleeps better, calls her sister. See on Monday.",
        );
        let words = either(
            locale,
            "Mathieu Girard a enregistré cette note à 10 h 40.",
            "Mathieu Girard saved this note at 10:40.",
        );
        let version = Compare::new(
            either(locale, "La vôtre, 10 h 42", "Yours, 10:42"),
            &mine,
            either(locale, "La sienne, 10 h 40", "His, 10:40"),
            &theirs,
        );
        let way =
            |french, english, value| Button::submit(either(locale, french, english)).sends("keep", value);
        let mut shell = frame(locale, "/persons", "/persons");
        shell.glass = Some(Glass {
            words: either(
                locale,
                "Accès d’urgence au dossier de Mme Ferhat jusqu’à 11 h 42. Son médecin est prévenu.",
                "Emergency access to Ms Ferhat’s record until 11:42. Her doctor was told.",
            ),
            end: "/persons/a/glass/end".to_owned(),
        });
        vec![(
            "note",
            Self {
                shell,
                words,
                versions: vec![("Note".to_owned(), version)],
                form: FormState::new("settle"),
                action: "/persons/a/notes/b".to_owned(),
                carried: vec![("mine".to_owned(), mine), ("version".to_owned(), "4".to_owned())],
                ways: vec![
                    way("Reprendre les deux", "Keep both", "both").primary().small(),
                    way("Garder la mienne", "Keep mine", "mine"),
                    way("Garder la sienne", "Keep his", "theirs"),
                ],
            },
        )]
    }
}
