# Les droits d’une personne.

rights-title = Droits et demandes
rights-lede = Une ligne par demande : où elle en est, depuis quand, ce qui la bloque.
rights-all = Les demandes
rights-none = Aucune demande de droit n’est notée.
rights-begin = Ouvrir une demande
rights-which = Quel droit
rights-begin-do = Ouvrir la demande
right-since = Depuis quand
right-where = Où en est la demande
right-body = Organisme
right-filed = Déposée le
right-number = Numéro de dossier
right-silence = Sans réponse
right-from = Premier jour du droit
right-from-hint = Vide : le jour de la décision
right-until = Dernier jour du droit
right-until-hint = Vide : sans terme
right-renewal = Renouvellement à demander
right-between = entre le { $from } et le { $until }
right-ended-and-renewed = Terminé, renouvelé
right-until-words = { $words } jusqu’au { $date }
right-at-since = { $body } depuis le { $date }
right-renew-until = à demander avant le { $date }
right-pieces-of = { $there } pièces sur { $all } · { $missing }
right-missing = Manque : { $pieces }
right-missing-of = { $name } ({ $owed })
right-silence-refusal = sans réponse le { $date }, c’est un refus
right-silence-acceptance = sans réponse le { $date }, c’est un accord
owed-by-person = la personne
owed-by-doctor = un médecin
owed-by-social-worker = le travail social
right-pieces = Les pièces du dossier
right-piece-there = Fournie le { $date }
right-piece-missing = À fournir
right-piece-do = Fournie
right-piece-earlier = Une pièce est arrivée un autre jour
right-piece-on = Reçue le
right-piece-note = Noter cette pièce
right-piece-which = Laquelle
right-next = Ce qui vient de se passer
right-what-is-missing = Ce qui manque
right-why = Pourquoi
right-channel = Par quelle voie
right-on = Quand
right-history = Ce qui s’est passé
right-rule = La règle
right-source = Source : { $source }. Inscrit au catalogue le { $date } : vérifiez avant de vous y fier.
right-fact-of = { $what } : { $name }
right-granted-until = du { $from } au { $until }
right-granted-from = à partir du { $from }, sans terme
right-by = { $author }, le { $date }
right-by-later = { $author }, le { $date } (noté le { $recorded })
person-rights = Droits et demandes
board-rights-title = Droits des personnes que vous accompagnez
board-rights-lede = { $count ->
    [0] Aucun droit n’est suivi pour l’instant.
    [one] Un droit suivi.
   *[other] { $count } droits suivis. Le plus proche de la rupture en premier.
}
board-rights-back = Tous les droits
board-rights-filter = Filtrer
board-rights-right = Droit
board-rights-all = Tous
board-rights-ours = Seulement ce qui attend un geste de l’équipe
board-rights-show = Filtrer
board-rights-none = Rien ici.
board-rights-more = { $count ->
    [one] L’autre
   *[other] Les { $count } autres
}
board-rights-over = { $count ->
    [one] Un droit est terminé ou sans suite : le voir.
   *[other] { $count } droits sont terminés ou sans suite : les voir.
}
nav-rights = Droits
days-left = { $days ->
    [0] aujourd’hui
    [one] il reste 1 jour
   *[other] il reste { $days } jours
}
days-past = { $days ->
    [one] depuis 1 jour
   *[other] depuis { $days } jours
}
right-blocked = Bloquée : { $piece }
right-due-in = { $words } · { $days }
right-appeal = Recours possible
right-until-day = jusqu’au { $date }
right-upkeep = Pour le garder
right-upkeep-contact = un contact avant le { $date }
right-upkeep-declaration = une déclaration avant le { $date }

# Le catalogue.
right-rule-whole = La règle en entier
catalogue-title = Catalogue des droits
catalogue-lede = Qui décide, combien de temps, quand renouveler, ce que vaut le silence, quelles pièces. Chaque entrée dit sa source et sa date : comparez avant de vous y fier, corrigez ce qui a changé.
catalogue-corrected = Corrigé par le territoire
catalogue-source = Source : { $source }. Inscrit le { $date }.
catalogue-lasts = Durée
catalogue-months = Durée habituelle
catalogue-months-of = { $months } mois
catalogue-renew-between = de { $from } à { $until } mois avant la fin
catalogue-silence-after = après { $months } mois, { $means }
catalogue-means-refusal = c’est un refus
catalogue-means-acceptance = c’est un accord
catalogue-by-declaration = une déclaration de ressources
catalogue-by-contact = un contact avec l’organisme
catalogue-upkeep-every = { $by } tous les { $months } mois
catalogue-appeal-within = dans les { $months } mois ({ $source })
catalogue-no-piece = Aucune pièce n’est demandée.
catalogue-correct = Corriger pour le territoire
catalogue-correct-hint = La correction vaut pour tous, tout de suite : les échéances de toutes les demandes sont recalculées. L’entrée d’origine reste, et peut être remise.
catalogue-correct-do = Enregistrer la correction
catalogue-source-field = D’après quelle source
catalogue-source-hint = Le texte, la délibération, le courrier : ce qui permet de vérifier
catalogue-in-months = En mois ; vide si rien
catalogue-renew-from = Renouveler à partir de
catalogue-renew-until = Renouveler jusqu’à
catalogue-silence = Délai du silence
catalogue-means = Après ce délai, le silence veut dire
catalogue-upkeep = Pour le garder, tous les
catalogue-appeal = Délai de recours
catalogue-appeal-source = Texte du recours
catalogue-pieces = Pièces demandées
catalogue-piece = Une pièce de plus
catalogue-owed-by = Qui la doit
catalogue-history = Corrections
catalogue-as-shipped = Aucune : l’entrée est celle de Maillage.
catalogue-corrected-from = Corrigé d’après : { $source }
catalogue-restored = Remis comme à l’origine
catalogue-restore = Remettre l’entrée d’origine

right-asked = demandé : { $sum }
right-granted-sum = accordé : { $sum }
right-reminded = Relancé le
right-adjourned = Décision reportée au
right-suspended = Suspendu depuis le
right-reminder-words = Auprès de qui, ce qui a été dit
right-put-off-until = Reportée au
right-put-off-hint = Vide si l’organisme n’a pas dit de date.
right-amount = Montant, en euros
right-amount-hint = Par exemple 350 ou 1 200,50. Vide s’il n’est pas connu.
catalogue-valid = En vigueur
catalogue-valid-from = depuis le { $from }
catalogue-valid-until = jusqu’au { $until }
board-rights-status = Où elle en est
board-rights-due = Échéance
board-rights-due-any = Toutes
board-rights-view = Présentation
board-rights-as-board = Tableau
board-rights-as-list = Liste
board-rights-nearest = Par échéance
rights-beside = Droits : ouvrir une demande, qui les lit
right-owed = À vous de fournir, pour { $right } : { $piece }
right-owed-until = À vous de fournir, pour { $right }, avant { $date } ({ $left }) : { $piece }
right-owed-more = La demande attend cette pièce d’un médecin.
right-owed-do = Voir la demande

## dynamic

right-standing-exploring = À explorer
right-standing-gathering = Pièces à réunir
right-standing-filed = Déposée
right-standing-incomplete = Pièces demandées
right-standing-under-review = En cours d’instruction
right-standing-adjourned = Décision reportée
right-standing-granted = Accordé
right-standing-suspended = Suspendu
right-standing-refused = Refusé
right-standing-appealed = Recours administratif
right-standing-in-court = Devant le tribunal
right-standing-dropped = Abandonnée
right-standing-withdrawn = Retirée
right-standing-open = Ouvert
right-standing-to-renew = À renouveler, ouvert
right-standing-expired = Terminé
right-standing-silent-refusal = Refus par silence
right-standing-silent-grant = Accord par silence
right-do-filing = Déposer la demande
right-do-pieces-asked = L’organisme demande des pièces
right-do-acknowledgement = Le dossier est complet
right-do-adjournment = La décision est reportée
right-do-grant = C’est accordé
right-do-refusal = C’est refusé
right-do-appeal = Faire un recours administratif
right-do-court-action = Saisir le tribunal
right-do-suspension = C’est suspendu
right-do-resumption = C’est rétabli
right-do-dropping = Ne pas donner suite
right-do-withdrawal = Retirer la demande
right-fact-opening = Demande ouverte
right-fact-piece-provided = Pièce fournie
right-fact-filing = Déposée
right-fact-pieces-asked = Pièces demandées
right-fact-acknowledgement = Dossier complet
right-fact-adjournment = Décision reportée
right-fact-grant = Accordé
right-fact-refusal = Refusé
right-fact-appeal = Recours administratif
right-fact-court-action = Tribunal saisi
right-fact-suspension = Suspendu
right-fact-resumption = Rétabli
right-fact-dropping = Sans suite
right-fact-withdrawal = Retirée
right-channel-online = En ligne
right-channel-post = Par courrier
right-channel-counter = Au guichet
right-channel-partner = Par un partenaire
entry-right-opening = Demande de droit ouverte
entry-right-piece-provided = Demande de droit : pièce fournie
entry-right-filing = Demande de droit déposée
entry-right-pieces-asked = Demande de droit : pièces demandées
entry-right-acknowledgement = Demande de droit : dossier complet
entry-right-reminder = Demande de droit : organisme relancé
entry-right-adjournment = Demande de droit : décision reportée
entry-right-grant = Droit accordé
entry-right-refusal = Droit refusé
entry-right-appeal = Demande de droit : recours administratif
entry-right-court-action = Demande de droit : tribunal saisi
entry-right-suspension = Droit suspendu
entry-right-resumption = Droit rétabli
entry-right-dropping = Demande de droit sans suite
entry-right-withdrawal = Demande de droit retirée
done-right-recorded = C’est noté.
fault-before-the-last = Cette date vient avant ce qui est déjà noté.
conflict-right-under-way = { $who } a déjà ouvert une demande pour ce droit, { $at } : reprenez-la dans la liste.
conflict-right-not-now = Cela ne peut pas arriver là où en est la demande. Voici où elle en est.
conflict-right-over = La demande est terminée : ouvrez-en une autre.
conflict-piece-there = Cette pièce était déjà fournie.
right-column-prepare = À préparer
right-column-filed = Déposé, en attente
right-column-open = Ouvert
right-column-refused = Refusé, recours
right-column-over = Terminé, sans suite
right-due-prepare = À déposer avant le { $date }
right-due-silence = Silence = refus le { $date }
right-due-contact = Contact avant le { $date }
right-due-declaration = À déclarer avant le { $date }
right-due-renewal = À renouveler avant le { $date }
right-due-appeal = Recours avant le { $date }
right-do-declaration = La déclaration est faite
right-do-contact = Un contact a eu lieu
right-fact-declaration = Déclaration faite
right-fact-contact = Contact avec l’organisme
entry-right-declaration = Droit : déclaration faite
entry-right-contact = Droit : contact avec l’organisme
done-catalogue-corrected = La correction vaut dès maintenant ; les échéances suivent.
done-catalogue-restored = L’entrée est celle d’origine.
fault-months = Écrivez un nombre de mois, { $limit } au plus.
fault-renewal-window = Un renouvellement commence plus tôt avant la fin qu’il ne s’arrête : de 4 à 2 mois avant, par exemple.
conflict-catalogue-corrected = { $who } a corrigé cette entrée, { $at }. Votre texte est gardé ; relisez l’entrée avant de corriger.
right-do-reminder = Relancer l’organisme
right-fact-reminder = Organisme relancé
right-due-adjourned = Décision reportée au { $date }
risk-suspended = { $right } : suspendu, à rétablir
risk-adjourned = { $right } : décision reportée, à relancer
risk-clock-suspended = Suspendu depuis le { $date }
risk-clock-adjourned = Reportée au { $date }
due-window-past = Date passée
due-window-week = Dans les 7 jours
due-window-month = Dans les 30 jours
due-window-quarter = Dans les 3 mois
