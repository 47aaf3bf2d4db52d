//! What the persons of the stories write. Fictional, and clinically plain.

/// A question and its answer.
pub(super) struct Text {
    pub(super) question: &'static str,
    pub(super) context: &'static str,
    pub(super) asked_back: &'static str,
    pub(super) completed: &'static str,
    pub(super) answer: [&'static str; 5],
}

pub(super) const TEXTS: [Text; 8] = [
    Text {
        question: "Dépression qui cède mal sous sertraline : que changer ? Huit semaines, mieux mais pas bien.",
        context: "Premier épisode, après un licenciement. Sertraline 50 mg. PHQ-9 de 19 à 14. Pas d’antécédent personnel.",
        asked_back: "A-t-il déjà eu des périodes d’énergie inhabituelle, sans besoin de sommeil ?",
        completed: "Non, ni lui ni ses proches n’en décrivent. Pas d’antécédent bipolaire connu dans la famille.",
        answer: [
            "Épisode dépressif caractérisé, modéré, réponse partielle à une dose encore faible. Rien n’oriente vers un trouble bipolaire.",
            "Sertraline 100 mg le matin, puis 150 mg à trois semaines si le PHQ-9 reste supérieur à 9.",
            "Activation : marche quotidienne, reprise progressive. Prolonger l’arrêt de deux semaines, puis temps partiel.",
            "Revoir à 10 jours (tolérance, idées suicidaires), puis à 4 semaines avec un PHQ-9.",
            "Idées suicidaires, agitation ou insomnie totale : m’appeler en journée ; le 15 à toute heure, le 3114.",
        ],
    },
    Text {
        question: "Anxiété qui s’installe après un accouchement : faut-il traiter ?",
        context: "Trois mois après une première naissance. Ruminations, sommeil haché, pas d’idée de mort. Allaitement.",
        asked_back: "Le lien avec le bébé vous paraît-il conservé, et le conjoint est-il présent ?",
        completed: "Lien tendre, conjoint présent le soir. Elle craint d’être seule la journée.",
        answer: [
            "Trouble anxieux du post-partum probable, sans caractère de gravité, à distinguer d’une dépression débutante.",
            "Pas de benzodiazépine. Sertraline compatible avec l’allaitement si l’EPDS dépasse 12 à deux reprises.",
            "Relais par la PMI, aide à domicile, groupe de parents. Une sieste protégée par jour.",
            "EPDS maintenant puis à 15 jours.",
            "Idées de nuire au bébé ou à soi, confusion, insomnie complète : urgence.",
        ],
    },
    Text {
        question: "Insomnie et sevrage d’une benzodiazépine : quel rythme de décroissance ?",
        context: "Lormétazépam 2 mg depuis six ans. Deux tentatives d’arrêt brutal, rebond d’angoisse. Alcool occasionnel.",
        asked_back: "Avez-vous un score ISI et l’heure de coucher habituelle ?",
        completed: "ISI à 18. Coucher 21 h 30, lever 7 h, écran jusqu’au lit.",
        answer: [
            "Insomnie chronique entretenue par le temps passé au lit et la dépendance.",
            "Réduire d’un quart toutes les deux à trois semaines, sans substitut.",
            "Restriction du temps au lit à sept heures, lever fixe, thérapie cognitive de l’insomnie.",
            "Revoir à chaque palier, ISI à six semaines.",
            "Convulsion ou confusion : 15.",
        ],
    },
    Text {
        question: "Surveillance métabolique sous olanzapine : qui fait quoi ?",
        context: "Suivi interrompu au CMP depuis un an. Prise de 9 kg. Glycémie à 1,18 g/L.",
        asked_back: "Depuis quand la dose actuelle, et prend-il bien le traitement ?",
        completed: "10 mg depuis deux ans, renouvelé par mes soins, observance correcte d’après sa mère.",
        answer: [
            "Traitement efficace mais mal toléré sur le plan métabolique ; le suivi au CMP doit reprendre.",
            "Ne pas arrêter. Discuter un passage à l’aripiprazole lors de la consultation.",
            "HbA1c, bilan lipidique, poids et tour de taille ; ECG si changement de molécule.",
            "Poids chaque mois, HbA1c à trois mois.",
            "Retrait, méfiance, insomnie : signes de rechute, m’appeler.",
        ],
    },
    Text {
        question: "Idées noires chez une personne âgée seule : comment évaluer ?",
        context: "Veuve depuis quatre mois, perte de 4 kg, n’ouvre plus ses volets. Pas de projet exprimé.",
        asked_back: "A-t-elle des moyens à portée (médicaments stockés, arme) ?",
        completed: "Pas d’arme. Boîtes de paracétamol rangées par la voisine, qui passe chaque jour.",
        answer: [
            "Deuil compliqué d’un épisode dépressif ; risque à réévaluer de près.",
            "Mirtazapine 15 mg le soir, 30 mg à dix jours.",
            "Pesée chaque semaine, passage infirmier, mise en lien avec la plateforme de soutien.",
            "Revoir sous une semaine, puis chaque semaine pendant un mois.",
            "Projet, refus de s’alimenter : 15. Le 3114 répond aussi aux proches.",
        ],
    },
    Text {
        question: "Trouble panique : par où commencer sans benzodiazépine ?",
        context: "Quatre attaques en un mois, évitement des transports. ECG et TSH normaux.",
        asked_back: "Y a-t-il une consommation de café, de cannabis ou d’alcool ?",
        completed: "Six cafés par jour, pas de cannabis, peu d’alcool.",
        answer: [
            "Trouble panique avec agoraphobie débutante.",
            "Escitalopram 5 mg une semaine puis 10 mg. Pas d’anxiolytique d’entretien.",
            "Réduire la caféine, respiration lente, exposition graduée aux transports.",
            "Revoir à deux puis six semaines.",
            "Idées suicidaires à l’introduction du traitement : arrêter et m’appeler.",
        ],
    },
    Text {
        question: "Refus de soins après une hospitalisation : comment garder le lien ?",
        context: "Sortie il y a six semaines, ne vient plus au CMP, accepte encore de me voir pour son diabète.",
        asked_back: "Reçoit-il encore son traitement injectable, et par qui ?",
        completed: "Dernière injection il y a cinq semaines à l’hôpital, rien depuis.",
        answer: [
            "Rupture de traitement retard, fenêtre encore courte : votre lien est le meilleur levier.",
            "Proposer l’injection au cabinet avec l’infirmier du CMP, même dose.",
            "Consultation conjointe chez vous, directives anticipées à relire avec lui.",
            "Appel du CMP chaque semaine.",
            "Hallucinations, menaces : 15, ou le psychiatre d’astreinte.",
        ],
    },
    Text {
        question: "Épuisement professionnel ou dépression : quelle durée d’arrêt ?",
        context: "Aide-soignante de 44 ans, pleurs au travail, sommeil conservé le week-end. PHQ-9 à 11.",
        asked_back: "A-t-elle pu rencontrer le médecin du travail ?",
        completed: "Rendez-vous pris la semaine prochaine.",
        answer: [
            "Épuisement avec symptômes dépressifs légers ; pas d’argument pour un épisode caractérisé.",
            "Pas d’antidépresseur pour l’instant.",
            "Arrêt de trois semaines, médecin du travail avant la reprise, reprise à temps partiel.",
            "PHQ-9 à trois semaines.",
            "Score supérieur à 14 ou idées suicidaires : me rappeler.",
        ],
    },
];

pub(super) const GIVEN_F: [&str; 16] = [
    "Nadia", "Louise", "Odette", "Camille", "Rokia", "Inès", "Jeanne", "Monique", "Fatou", "Léa", "Martine", "Chloé",
    "Aïcha", "Sandrine", "Manon", "Yvette",
];
pub(super) const GIVEN_M: [&str; 16] = [
    "Julien", "Idriss", "Gaël", "Théo", "Marcel", "Karim", "Étienne", "Lucas", "René", "Mamadou", "Bruno", "Jules",
    "Rachid", "Patrick", "Noé", "André",
];
pub(super) const FAMILIES: [&str; 40] = [
    "Ferhat", "Carpentier", "Konaté", "Aubert", "Riou", "Vasseur", "Delmas", "Petit", "N’Guessan", "Lefèvre", "Moreau",
    "Simon", "Laurent", "Michel", "Garcia", "David", "Bertrand", "Roux", "Vincent", "Fournier", "Morel", "Girard",
    "André", "Mercier", "Dupont", "Lambert", "Bonnet", "François", "Martinez", "Legrand", "Garnier", "Faure",
    "Rousseau", "Blanc", "Guérin", "Muller", "Henry", "Roussel", "Nicolas", "Perrin",
];
/// Communes of Indre-et-Loire: INSEE code and postal code.
pub(super) const COMMUNES: [(&str, &str); 10] = [
    ("37261", "37000"),
    ("37233", "37700"),
    ("37122", "37300"),
    ("37003", "37400"),
    ("37132", "37600"),
    ("37072", "37500"),
    ("37208", "37550"),
    ("37214", "37540"),
    ("37050", "37170"),
    ("37156", "37270"),
];
