//! The page of components.

use super::{Sample, either, frame};
use crate::i18n::{Locale, T};
use crate::shell::{
    Area, Bar, BarChart, Button, ClockView, Compare, ComponentsPage, DueBand, Figure, Figures, FormState,
    Funnel, FunnelStep, Glass, Icon, Link, Member, Post, QueueGroup, QueueLine, StateView, Thread, Tone,
    Trame, TrameEntry,
};

impl Sample for ComponentsPage {
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let say = |french: &str, english: &str| either(locale, french, english);
        let t = T::new(locale);
        let page = Self {
            shell: frame(locale, "/components", ""),
            clocks: clocks(&say),
            band: band(&say),
            next_act: next_act(&say),
            queue: queue(&say),
            form: form("form").with("who", "Julien Carpentier"),
            faulty: faulty(t),
            versions: Compare::new(
                say("La vôtre, 10 h 42", "Yours, 10:42"),
                &say(
                    "Sommeil meilleur, moral fragile. Revoir lundi.",
                    "Sleeps better, low in spirits. See on Monday.",
                ),
                say("La sienne, 10 h 40", "His, 10:40"),
                &say(
                    "Sommeil meilleur, appelle sa sœur. Revoir lundi.",
                    "Sleeps better, calls her sister. See on Monday.",
                ),
            ),
            trame: trame(t, &say),
            team: team(&say),
            posts: posts(&say),
            figures: figures(&say),
            funnel: funnel(&say),
            chart: chart(t, &say),
            glass: Glass {
                words: say(
                    "Accès d’urgence au dossier de Mme Ferhat jusqu’à 11 h 42.",
                    "Emergency access to Ms Ferhat’s record until 11:42.",
                ),
                end: "/persons/a/glass/end".to_owned(),
            },
        };
        vec![("all", page)]
    }
}

type Say<'a> = &'a dyn Fn(&str, &str) -> String;

fn clocks(say: Say<'_>) -> Vec<ClockView> {
    let due = || say("Réponse attendue avant jeudi 26 nov.", "Answer due before Thursday 26 Nov");
    vec![
        ClockView::new(Tone::Accent, due(), say("il reste 5 jours", "5 days left")).thread(2, 7),
        ClockView::new(Tone::Warning, due(), say("il reste 3 jours", "3 days left")).thread(4, 7),
        ClockView::late(
            say("Attendue avant dimanche 22 nov.", "Due before Sunday 22 Nov"),
            say("en retard d’un jour", "one day late"),
        ),
        ClockView::paused(
            say("Horloge en pause depuis samedi", "Clock paused since Saturday"),
            say("au tour de Dr Besnard", "Dr Besnard’s turn"),
            3,
            7,
        ),
        ClockView::done(
            say("Répondu lundi 23 nov.", "Answered Monday 23 Nov"),
            say("en 4 jours sur 7", "in 4 days of 7"),
        ),
    ]
}

fn band(say: Say<'_>) -> DueBand {
    DueBand::new(
        say("Échéance", "Due date"),
        Tone::Warning,
        say(
            "À vous de répondre avant jeudi 26 novembre 2026 · il reste 3 jours",
            "Yours to answer before Thursday 26 November 2026 · 3 days left",
        ),
    )
    .more(say(
        "Dr Lemoine lit : « Réponse attendue avant jeudi 26 novembre 2026 · il reste 3 jours »",
        "Dr Lemoine reads: “Answer due before Thursday 26 November 2026 · 3 days left”",
    ))
    .thread(
        Thread { value: 4, max: 7, paused: false },
        [
            say("Envoyée jeudi 19", "Sent Thursday 19"),
            say("Acceptée vendredi 20", "Accepted Friday 20"),
            say("Jeudi 26", "Thursday 26"),
        ],
    )
    .jump(Link::new(say("Aller à ma réponse", "Go to my answer"), "#form-question"))
}

fn next_act(say: Say<'_>) -> DueBand {
    DueBand::new(
        say("Prochain geste", "Next act"),
        Tone::Accent,
        say(
            "À vous de remplir le certificat avant lundi 30 novembre 2026 · il reste 7 jours",
            "Yours to fill in the certificate before Monday 30 November 2026 · 7 days left",
        ),
    )
    .more(say("La demande est bloquée tant qu’il manque.", "The application is blocked until then."))
    .act(Button::link(say("Remplir le certificat", "Fill in the certificate"), "#").large().icon(Icon::Edit))
}

fn queue(say: Say<'_>) -> QueueGroup {
    let mut clocks = clocks(say).into_iter().rev();
    let mut line = |title: &str, whose: String| {
        QueueLine::new(clocks.next().expect("five clocks"), Link::new(title, "/requests/a"), whose).fact(say(
            "M. Julien Carpentier, 34 ans · demandé par Dr Paul Lemoine, Amboise",
            "Mr Julien Carpentier, 34 · asked by Dr Paul Lemoine, Amboise",
        ))
    };
    let (mine, theirs) = (say("À vous", "Yours"), say("Au tour de Dr Besnard", "Dr Besnard’s turn"));
    let lines = vec![
        line(&say("Consultation proposée, sans date", "Consultation offered, no date"), mine.clone()),
        line(
            &say(
                "Avis : insomnie et sevrage d’une benzodiazépine",
                "Advice: insomnia and coming off a benzodiazepine",
            ),
            theirs,
        ),
        line(
            &say("Avis : dépression qui cède mal, que changer ?", "Advice: slow depression, what to change?"),
            mine,
        )
        .small(say("Signalé à la coordination ce matin.", "Told to the coordination this morning."))
        .state(StateView::new(
            Tone::Neutral,
            Icon::Edit,
            say("Brouillon commencé vendredi à 17 h 20", "Draft begun Friday at 17:20"),
        ))
        .act(Button::link(say("Reprendre", "Go on"), "/requests/a"))
        .id("line-a"),
    ];
    QueueGroup {
        id: "soon".to_owned(),
        title: say("Dans les 7 jours", "Within 7 days"),
        count: lines.len().to_string(),
        lines,
        more: Some(Link::new(say("Voir celles de la semaine passée", "See last week’s"), "#")),
    }
}

fn form(id: &str) -> FormState {
    FormState::new(id)
        .with(
            "question",
            "Huit semaines de sertraline, mieux mais pas bien.\n\n<script>\"Faut-il\" & changer ?</script>",
        )
        .with("risk", "absent")
        .with("join", "a")
        .with("kind", "b")
        .with("born", "1992-06-02")
}

fn faulty(t: T) -> FormState {
    let mut form = FormState::new("faulty");
    form.fail("question", t.components_question_missing());
    form.fail("risk", t.components_risk_missing());
    form.fail("agreed", t.components_agreed_missing());
    form
}

fn trame(t: T, say: Say<'_>) -> Trame {
    let entry = |areas: &[Area], when: String, datetime: &str, title: String| TrameEntry {
        areas: areas.to_vec(),
        when,
        datetime: datetime.to_owned(),
        title,
        href: (areas.len() > 1).then(|| "/requests/a".to_owned()),
        by: "Awa Diarra".to_owned(),
    };
    let entries = vec![
        entry(
            &[Area::Social],
            say("Ce matin", "This morning"),
            "2026-11-23",
            say("Rappel envoyé : certificat", "Reminder sent: certificate"),
        ),
        entry(
            &[Area::Somatic, Area::Psychiatric],
            say("16 nov.", "16 Nov"),
            "2026-11-16",
            say("Numération normale", "Normal blood count"),
        ),
        entry(
            &[Area::Coordination, Area::Somatic],
            say("6 oct.", "6 Oct"),
            "2026-10-06",
            say("Première visite du circuit", "First visit of the circuit"),
        ),
    ];
    Trame { t, entries }
}

fn team(say: Say<'_>) -> Vec<Member> {
    let member = |initials: &str, name: &str, after: String, role: String, href: Option<&str>| Member {
        initials: initials.to_owned(),
        name: name.to_owned(),
        after,
        role,
        href: href.map(ToOwned::to_owned),
    };
    vec![
        member(
            "HM",
            "Dr Hélène Marchetti",
            say(" (vous)", " (you)"),
            say("Psychiatre, référente · CMP des Tanneurs", "Psychiatrist · CMP des Tanneurs"),
            None,
        ),
        member(
            "YF",
            "Yasmina Ferhat",
            say(", sa sœur", ", her sister"),
            say("Personne de confiance", "Trusted person"),
            Some("/persons/b"),
        ),
    ]
}

fn posts(say: Say<'_>) -> Vec<Post> {
    vec![Post {
        initials: "PL".to_owned(),
        name: "Dr Lemoine".to_owned(),
        when: say("samedi 21, 9 h 05", "Saturday 21, 9:05"),
        datetime: "2026-11-21T09:05:00+01:00".to_owned(),
        text: say(
            "Non, ni lui ni sa compagne n’en décrivent.\n\nPas d’antécédent connu.",
            "No, neither he nor his partner describe any.\n\nNo known history.",
        ),
    }]
}

fn figures(say: Say<'_>) -> Figures {
    let figure = |label: String, value: &str, unit: Option<String>| Figure {
        label,
        value: value.to_owned(),
        unit,
        ..Figure::default()
    };
    Figures(vec![
        Figure { href: Some("#".to_owned()), ..figure(say("avis demandés", "advices asked"), "71", None) },
        figure(say("rendus en 7 jours", "given within 7 days"), "66", Some("93 %".to_owned())),
        Figure {
            note: Some(say("pauses déduites", "net of pauses")),
            ..figure(say("délai médian", "median delay"), "4", Some(say("jours", "days")))
        },
        figure(say("consultations proposées", "consultations offered"), "< 5", None),
    ])
}

fn funnel(say: Say<'_>) -> Funnel {
    let step = |label: String, count: u32, note: String| FunnelStep {
        label,
        value: count.to_string(),
        count: Some(count),
        note,
    };
    Funnel(vec![
        step(say("Orientés", "Referred"), 49, say("31 par leur médecin", "31 by their doctor")),
        step(say("Inclus", "Included"), 29, say("59 % des orientés", "59% of those referred")),
        step(say("Terminés", "Finished"), 22, say("76 % des inclus", "76% of those included")),
    ])
}

fn chart(t: T, say: Say<'_>) -> BarChart {
    let counts = [("0–1", 9), ("2", 12), ("3", 14), ("4", 11), ("5", 9), ("6", 6), ("7", 5), ("8+", 5)];
    let bar = |(label, count): (&str, u32)| Bar {
        label: label.to_owned(),
        count: Some(count),
        words: count.to_string(),
        late: label == "8+",
    };
    BarChart {
        t,
        id: "delays".to_owned(),
        title: say("Avis rendus selon le délai, en jours", "Advices given by delay, in days"),
        summary: say(
            "66 avis sur 71 rendus en sept jours ou moins.",
            "66 advices of 71 given within seven days.",
        ),
        caption: say("Hachuré : au-delà de la promesse.", "Hatched: beyond what was promised."),
        axis: say("Délai (jours)", "Delay (days)"),
        counted: say("Avis", "Advices"),
        bars: counts.map(bar).to_vec(),
        limit: Some((7, say("Promesse : 7 jours", "Promise: 7 days"))),
    }
}
