//! One letter in both languages, the one the mock-ups show. Fictitious persons.

use crate::{Letter, Letterhead, Locale, Section};

/// The sample letter in French.
#[doc(hidden)]
pub fn sample() -> Letter {
    Letter {
        locale: Locale::Fr,
        large: false,
        written_at: jiff::Timestamp::constant(1_795_434_060, 0),
        author: "Dr Hélène Marchetti".into(),
        letterhead: Letterhead {
            programme: "Ligne d’avis psychiatrique".into(),
            organisation: "CMP des Tanneurs".into(),
            address: lines(&["14 rue du Bac, 37000 Tours"]),
            phone: "02 00 00 37 14".into(),
        },
        recipient: lines(&["Dr Paul Lemoine", "Médecin généraliste", "3 place du Marché", "37400 Amboise"]),
        place: "Tours".into(),
        date: "lundi 23 novembre 2026".into(),
        reference: "AP-2026-0412".into(),
        title: "Avis psychiatrique : M. Julien Carpentier, né le 2 juin 1992".into(),
        salutation: "Cher confrère,".into(),
        opening: "Vous m’avez demandé le 19 novembre que changer devant une dépression qui cède mal sous \
                  sertraline. Voici mon avis."
            .into(),
        sections: french_sections(),
        basis: "Avis rendu sur les éléments fournis, sans examen du patient.".into(),
        consultation: None,
        follow_up: Some(
            "Je lui propose le groupe « Retrouver le sommeil », le jeudi à 18 h à Amboise dès le 10 décembre.".into(),
        ),
        responsibility: "Vous restez responsable du suivi.".into(),
        closing: "Bien confraternellement,".into(),
        signatories: vec![lines(&["Dr Hélène Marchetti", "Psychiatre, CMP des Tanneurs"])],
        signature_note: Some(
            "Signé électroniquement par Dr Hélène Marchetti le lundi 23 novembre 2026 à 12 h 41.".into(),
        ),
        footer: "Confidentiel : données de santé couvertes par le secret professionnel.".into(),
    }
}

fn french_sections() -> Vec<Section> {
    vec![
        Section::new(
            "Ce que j’en pense",
            "Épisode dépressif caractérisé, modéré, premier épisode, réponse partielle à une dose encore faible \
             (PHQ-9 de 19 à 14). Rien n’oriente vers un trouble bipolaire. Pas de résistance à ce stade : la dose \
             n’a pas été augmentée.",
        ),
        Section::new(
            "Médicaments",
            "- Sertraline 100 mg le matin dès demain, puis 150 mg à trois semaines si le PHQ-9 reste supérieur à 9.\n\
             - Remplacer le tramadol : risque sérotoninergique avec la sertraline.\n\
             - Pas d’hypnotique au long cours.",
        ),
        Section::new(
            "Conduite à tenir",
            "Thérapie cognitive de l’insomnie en groupe. Activation : marche quotidienne, reprise progressive. \
             Prolonger l’arrêt de deux semaines, puis temps partiel thérapeutique.",
        ),
        Section::new(
            "Suivi",
            "Revoir à 10 jours (tolérance, idées suicidaires), puis à 4 semaines avec PHQ-9 et ISI.",
        ),
        Section::new(
            "Ce qui doit alerter",
            "Idées suicidaires, agitation ou insomnie totale : m’appeler au 02 00 00 37 14 en journée ; le 15 à \
             toute heure, le 3114 pour lui et ses proches.",
        ),
    ]
}

/// The sample letter in English.
#[doc(hidden)]
pub fn sample_en() -> Letter {
    Letter {
        locale: Locale::En,
        large: false,
        letterhead: Letterhead { programme: "Psychiatric advice line".into(), ..sample().letterhead },
        recipient: lines(&["Dr Paul Lemoine", "General practitioner", "3 place du Marché", "37400 Amboise"]),
        date: "Monday 23 November 2026".into(),
        title: "Psychiatric advice: Mr Julien Carpentier, born 2 June 1992".into(),
        salutation: "Dear colleague,".into(),
        opening: "On 19 November you asked me what to change for a depression that responds poorly to \
                  sertraline. Here is my advice."
            .into(),
        sections: english_sections(),
        basis: "Advice on the elements supplied, without examining the patient.".into(),
        follow_up: Some(
            "I suggest the “Sleep again” group, Thursdays at 18:00 in Amboise from 10 December.".into(),
        ),
        responsibility: "You remain in charge of his care.".into(),
        closing: "With kind regards,".into(),
        signatories: vec![lines(&["Dr Hélène Marchetti", "Psychiatrist, CMP des Tanneurs"])],
        signature_note: Some(
            "Signed electronically by Dr Hélène Marchetti on Monday 23 November 2026 at 12:41.".into(),
        ),
        footer: "Confidential: health data under professional secrecy.".into(),
        ..sample()
    }
}

fn english_sections() -> Vec<Section> {
    vec![
        Section::new(
            "What I think",
            "Major depressive episode, moderate, first episode, partial response to a dose that is still low \
             (PHQ-9 from 19 to 14). Nothing points to bipolar disorder. Not resistant so far: the dose has not \
             been raised.",
        ),
        Section::new(
            "Medication",
            "- Sertraline 100 mg in the morning from tomorrow, then 150 mg after three weeks if the PHQ-9 stays above 9.\n\
             - Replace tramadol: serotonergic risk with sertraline.\n\
             - No long-term hypnotic.",
        ),
        Section::new(
            "What to do",
            "Group cognitive therapy for insomnia. Activation: daily walks, gradual return. Extend sick leave by \
             two weeks, then part-time work.",
        ),
        Section::new(
            "Follow-up",
            "See him in 10 days (tolerance, suicidal thoughts), then in 4 weeks with PHQ-9 and ISI.",
        ),
        Section::new(
            "Warning signs",
            "Suicidal thoughts, agitation or total insomnia: call me on 02 00 00 37 14 by day; 15 at any hour, \
             3114 for him and his family.",
        ),
    ]
}

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(ToString::to_string).collect()
}
