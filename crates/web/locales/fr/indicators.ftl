# Le rapport d’un dispositif.

report-title = { $program } : { $period }
report-year = année { $year }
report-quarter = { $quarter ->
    [1] 1er
   *[other] { $quarter }e
} trimestre { $year }
report-day = le { $day }
report-days = du { $from } au { $to }
report-lede = Avis demandés : { $asked } · rendus : { $given }, dont { $share } en { $days } jours ou moins
report-lede-short = Avis demandés : { $asked } · rendus : { $given }
report-lede-nothing = Rien ne s’est passé sur cette période.
report-choose = Choisissez une période.
report-why-team = Vous voyez les chiffres exacts parce que vous êtes de l’équipe de ce dispositif.
report-why-lead = Vous voyez ces chiffres parce que vous êtes responsable de dispositif : personne ne peut y être reconnu.
report-computed = Chiffres calculés le { $at }.
report-masked = Les effectifs de personnes inférieurs à 5 sont masqués.
report-export = Exporter en tableur
report-others = Rapports d’autres dispositifs
report-presets = Périodes
report-form = Choisir la période
report-period = Période
report-from = Du
report-to = Au
report-compare = Comparer à
report-show = Afficher
report-became = Que sont devenues les questions ?
report-changed = Ce que les avis ont changé
report-dates = Chaque fait compte à sa date : un avis rendu en janvier peut avoir été demandé en décembre.
report-how-long = Combien de temps avant la réponse ?
report-by-organization = Par CPTS
report-by-structure = Par structure
report-lede-referrals = Adressages : { $sent } · acceptés : { $accepted } · suivis partagés commencés : { $shared }
report-lede-pathways = Personnes adressées : { $referred } · visites tenues : { $visits } · relais acceptés : { $accepted }
report-lede-reception = Arrivées : { $arrivals } · orientées : { $oriented } · entretiens tenus : { $interviews }
facts-arrival = Arrivée, { $organization }
report-small = < 5
report-not-told = n. c.
report-not-told-long = non communiqué
report-nothing = –
report-in-days = { $days } j
report-not-told-meaning = n. c. : non communiqué, pour qu’on ne puisse pas retrouver « < 5 » par soustraction.
report-no-share = La part rendue à temps n’est pas donnée par CPTS : elle y dirait de petits effectifs.
report-as-funder = Voir ce que lit le financeur
report-as-team = Revenir aux chiffres exacts
report-blank = Cette période ne peut pas être montrée à part.
report-blank-text = À côté de l’année et des autres trimestres, ses chiffres diraient de petits effectifs. Choisissez l’année entière.
report-empty = Rien à compter sur cette période.
report-empty-text = Choisissez-en une autre ci-dessus.

# Périodes à portée de main.

preset-this-year = Cette année
preset-last-year = L’année dernière
preset-this-quarter = Ce trimestre
preset-last-quarter = Le trimestre dernier
compare-nothing = Rien
compare-before = La période d’avant

# Les chiffres en tête.

headline-asked = avis demandés
headline-given = avis rendus
headline-on-time = { $days ->
    [1] rendus en un jour
   *[other] rendus en { $days } jours
}
headline-median = délai médian
headline-days = jours
headline-offered = consultations proposées
headline-avoided = adressages évités
headline-before = { $period } : { $value }

# Les barres.

funnel-asked = Demandés
funnel-given = Rendus
funnel-on-time = Rendus à temps
funnel-closed = Refermés par le demandeur
funnel-closed-note = Le demandeur a dit ce que l’avis est devenu.
funnel-of-given = { $share } des avis rendus
funnel-of-closed = { $share } des demandes refermées
funnel-avoided = Adressage évité
funnel-prompted = Adressage suscité
funnel-emergency = Passage aux urgences évité
funnel-offered = Consultation proposée
funnel-held = Consultation tenue dans le délai
delays-title = Avis rendus selon le délai, en jours
delays-axis = Délai entre l’envoi et la réponse, pauses déduites (jours)
delays-counted = Avis
delays-all = toutes durées
delays-more = plus de { $days }
delays-range = { $from } à { $to }
delays-promise = { $days ->
    [1] Promesse : un jour
   *[other] Promesse : { $days } jours
}
delays-decile = 9 réponses sur 10 arrivent en { $days } jours ou moins.
delays-hatched = Hachuré : au-delà de la promesse.
delays-merged = Classes regroupées pour qu’aucun effectif ne soit inférieur à 5.
delays-summary = Le plus souvent { $label } : { $count } avis sur { $total }.
delays-none = Aucun avis rendu sur cette période.
delays-too-few = Trop peu d’avis pour dire combien de temps ils ont pris sans que quelqu’un puisse être reconnu.

# Le tableau.

table-organization = CPTS ou structure
table-whole = Ensemble

# Les faits derrière un chiffre.

facts-what = Référence
facts-when = Date
facts-days = Délai
facts-back = Revenir au rapport
facts-empty = Rien à compter sur cette période.
facts-empty-text = Revenez au rapport pour en choisir une autre.
facts-reach = Seules les demandes qui vous sont ouvertes ont un lien.

# Les définitions.

adoption-title = Médecins qui ouvrent le volet social
adoption-this-month = { $opened ->
    [0] Ce mois-ci, aucun médecin n’a encore ouvert les droits d’une personne qu’il suit, sur { $concerned }.
    [one] Ce mois-ci, un médecin sur { $concerned } a ouvert les droits d’une personne qu’il suit.
   *[other] Ce mois-ci, { $opened } médecins sur { $concerned } ont ouvert les droits d’une personne qu’ils suivent.
}
adoption-few = Moins de cinq médecins suivent une personne qui a demandé un droit : le détail n’est dit qu’aux équipes.
adoption-nobody = Aucun médecin ne suit encore une personne qui a demandé un droit.
adoption-month = Mois
adoption-opened = Ont ouvert
adoption-concerned = Concernés
adoption-share = Part
adoption-percent = { $share } %
adoption-rule = Ont ouvert : médecins qui, dans le mois, ont ouvert la page des droits ou une demande. Concernés : médecins de l’équipe de soins d’au moins une personne pour qui une demande a été ouverte. D’après le journal des accès ; aucune personne n’y est comptée.
definitions-title = Ce que chaque chiffre veut dire
definitions-link = Définitions
definitions-back = Revenir au rapport
definitions-rule = Hors de l’équipe, personne ne peut être reconnu
definitions-rule-text = Un effectif de 1 à 4 personnes s’écrit « < 5 ». D’autres chiffres sont alors laissés de côté (« n. c. »), pour qu’aucun petit effectif ne se retrouve par soustraction, par une part ou en comparant des périodes. Les délais y sont arrondis au dixième de jour.
definitions-rule-periods = Hors de l’équipe, seules des années terminées et leurs trimestres peuvent être lus : deux rapports qui diffèrent d’un jour raconteraient ce jour, et des trimestres gardés diraient le dernier quand l’année paraît.

## dynamic

indicator-advices-asked = avis demandés
indicator-advices-given = avis rendus
indicator-answered-on-time = avis rendus à temps
indicator-delay-days-median = délai médian
indicator-delay-days-p90 = 9e décile du délai
indicator-consultations-offered = consultations proposées
indicator-consultations-within-15-days = consultations tenues dans le délai
indicator-referral-avoided = adressages évités
indicator-referral-prompted = adressages suscités
indicator-emergency-avoided = passages aux urgences évités
indicator-closed = demandes refermées
indicator-asking-gps = généralistes qui ont demandé
indicator-gps-in-territory = généralistes en exercice
indicator-persons-referred = personnes adressées
indicator-without-gp-at-entry = sans médecin traitant à l’entrée
indicator-without-gp-now = sans médecin traitant aujourd’hui
indicator-visits-held = visites tenues
indicator-syntheses-sent = synthèses signées
indicator-handovers-accepted = relais acceptés
indicator-first-visits-confirmed = premières visites vérifiées
indicator-followed-at-six-months = toujours suivis à six mois
indicator-referrals-sent = adressages
indicator-referrals-to-somatic = vers les soins somatiques
indicator-referrals-to-psychiatry = vers la psychiatrie
indicator-referrals-to-social = vers l’accompagnement social
indicator-referrals-to-group = vers un groupe
indicator-referrals-accepted = adressages acceptés
indicator-referrals-declined = déclinés ou réorientés
indicator-attempts-before-first-appointment = essais avant le premier rendez-vous
indicator-persons-in-shared-care = suivis partagés commencés
indicator-referrals-done = adressages menés à bien
indicator-referrals-not-done = n’ont pas pu se faire
indicator-arrivals = arrivées à l’accueil
indicator-arrivals-anonymous = restées sans nom
indicator-oriented = orientées
indicator-became-persons = devenues des personnes suivies
indicator-persons-accompanied = personnes dont l’accompagnement commence
indicator-applications-opened = demandes de droit ouvertes
indicator-applications-granted = droits obtenus
indicator-interviews-held = entretiens tenus
definition-advices-asked = Demandes d’avis envoyées pendant la période. Un brouillon ne compte pas ; une demande annulée ou réorientée ensuite compte.
definition-advices-given = Réponses argumentées envoyées pendant la période, quelle que soit la date de la demande.
definition-answered-on-time = Parmi les avis rendus, ceux dont la réponse est partie en { $answer } jours au plus après l’envoi, ou dans le délai promis à l’époque. Le temps où le demandeur devait une précision est déduit.
definition-delay-days-median = La moitié des avis rendus pendant la période ont pris moins de temps, l’autre moitié davantage. De l’envoi à la réponse, en jours, pauses déduites ; entre deux valeurs du milieu, leur moyenne.
definition-delay-days-p90 = Neuf avis sur dix ont pris ce temps ou moins (rang le plus proche). Hors de l’équipe, il n’est donné que là où les avis rendus à temps le sont.
definition-consultations-offered = Avis rendus pendant la période avec une consultation proposée.
definition-consultations-within-15-days = Consultations qui ont eu lieu pendant la période, { $consultation } jours au plus après l’avis qui les proposait.
definition-referral-avoided = Demandes refermées pendant la période dont le demandeur dit que l’avis a évité un adressage en psychiatrie.
definition-referral-prompted = Demandes refermées pendant la période dont le demandeur dit que l’avis a conduit à un adressage.
definition-emergency-avoided = Demandes refermées pendant la période dont le demandeur dit qu’un passage aux urgences a été évité.
definition-closed = Demandes que leur demandeur a refermées pendant la période, en disant ce qu’est devenu l’avis.
definition-asking-gps = Médecins généralistes différents qui ont envoyé au moins une demande pendant la période.
definition-gps-in-territory = Médecins généralistes en exercice à la fin de la période, demandeurs ou non. Qui exerce dans deux CPTS compte dans chacune, une fois dans l’ensemble.
definition-persons-referred = Circuits commencés pendant la période. Qui en commence deux compte deux fois.
definition-without-gp-at-entry = Parmi les personnes adressées, celles qui n’avaient pas de médecin traitant, dans l’équipe ou ailleurs, quand le circuit a commencé.
definition-without-gp-now = Parmi les personnes adressées pendant la période, celles qui n’ont pas de médecin traitant, dans l’équipe ou ailleurs, aujourd’hui.
definition-visits-held = Visites des circuits qui ont eu lieu pendant la période.
definition-syntheses-sent = Synthèses signées pendant la période.
definition-handovers-accepted = Relais qu’un médecin a acceptés pendant la période.
definition-first-visits-confirmed = Premières visites chez ce médecin, vérifiées pendant la période.
definition-followed-at-six-months = Personnes dont on a vérifié, pendant la période, que ce médecin les suit toujours six mois après.
definition-referrals-sent = Adressages envoyés pendant la période, même annulés ensuite.
definition-referrals-to-somatic = Parmi les adressages, ceux vers les soins somatiques.
definition-referrals-to-psychiatry = Parmi les adressages, ceux vers la psychiatrie.
definition-referrals-to-social = Parmi les adressages, ceux vers l’accompagnement social.
definition-referrals-to-group = Parmi les adressages, ceux vers un groupe.
definition-referrals-accepted = Adressages que quelqu’un a acceptés pendant la période.
definition-referrals-declined = Adressages déclinés ou réorientés pendant la période.
definition-attempts-before-first-appointment = Appels, courriers, visites notés pendant la période entre l’accord et le premier rendez-vous.
definition-persons-in-shared-care = Adressages acceptés dont le premier rendez-vous a eu lieu pendant la période : la personne est suivie par les deux.
definition-referrals-done = Adressages dont qui accueille a dit, pendant la période, que c’était fait.
definition-referrals-not-done = Adressages acceptés dont qui accueille a dit, pendant la période, que cela n’avait pas pu se faire.
definition-arrivals = Arrivées notées à l’accueil et venues pendant la période, sauf celles notées par erreur. Qui vient deux fois compte deux fois.
definition-arrivals-anonymous = Parmi les arrivées, celles dont personne n’a dit dans les 24 heures qui c’était.
definition-oriented = Parmi les arrivées, celles qui ont été orientées vers quelqu’un, dans la maison ou ailleurs.
definition-became-persons = Arrivées sans nom dont on a fait pendant la période une personne nouvelle.
definition-persons-accompanied = Personnes différentes pour qui le premier entretien tenu, la première demande de droit ouverte ou la première arrivée à leur nom tombe dans la période. Chacune compte une fois, dans la structure où cela a commencé.
definition-applications-opened = Demandes de droit ouvertes pendant la période par qui prend part au dispositif.
definition-applications-granted = Accords notés par qui prend part au dispositif, à la date de l’accord.
definition-interviews-held = Entretiens d’accompagnement qui ont eu lieu pendant la période, tenus par qui prend part au dispositif.
fault-period-order = La fin vient avant le début : corrigez l’une des deux dates.
fault-period-code = Cette période n’existe pas : choisissez-en une dans la liste.
fault-period-future = Cette période n’a pas encore commencé : choisissez-en une autre.
fault-whole-periods = Choisissez une année terminée, ou l’un de ses trimestres.
