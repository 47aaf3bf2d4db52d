# Les circuits : étapes, qui, pour quand.

pathways-board-title = Circuits
pathways-lede = Où en est chacun, et ce qui tarde. Le plus pressé d’abord.
pathways-lines = Les circuits
pathways-running = En cours
pathways-late = En retard
pathways-stopped = Arrêtés
pathways-at = { $count ->
    [0] personne
    [one] une personne
   *[other] { $count } personnes
}
pathways-late-count = { $count ->
    [one] une en retard
   *[other] { $count } en retard
}
pathways-none = Aucun circuit ici.
pathways-none-text = Un circuit commence sur la page d’une personne, sous Circuits.
pathways-title = Circuits
pathways-of-none = Aucun circuit pour cette personne.
pathways-of-none-text = Un circuit est une suite d’étapes : qui, pour quand, jusqu’au relais.
pathway-begin = Commencer un circuit
pathway-begin-do = Commencer
pathway-which = Lequel
pathway-words = Qui le demande, et pourquoi
pathway-words-hint = Un mot que la coordination peut lire : rien de clinique
pathway-telling = La personne est informée
pathway-told-before = Elle l’était déjà
pathway-since = Depuis le
pathway-title = { $name } : { $progress }
pathway-progress = { $over ->
    [0] aucune étape sur { $all }
    [one] une étape sur { $all }
   *[other] { $over } étapes sur { $all }
}
pathway-steps = Les étapes
pathway-moved = La personne a changé de commune le { $date }, depuis que ce médecin a été sollicité : voyez s’il reste proche de chez elle.
pathway-left = { $who } n’exerce plus à cette adresse, d’après l’annuaire du { $day }. Voyez ce qu’il en est : si la personne reste sans médecin, dites-le et proposez le relais à quelqu’un d’autre.
pathway-turn = À faire maintenant : { $step }
pathway-fill = Remplir : { $title }
pathway-other = Aussi
pathway-whole = Le circuit
pathway-asked = La demande
pathway-without-gp = Sans médecin traitant
pathway-running = En cours
pathway-late = En retard
pathway-stopped = Arrêté
pathway-closed = Refermé
pathway-again = Relisez où en est le circuit
pathway-day = Le jour
pathway-day-hint = Par exemple 08/12/2026
pathway-time = L’heure
pathway-time-hint = 14 h 30 ; vide : 9 h
pathway-place = Où
pathway-slot = Parmi les créneaux libres
pathway-later = Créneaux suivants
pathway-other-time = Un autre moment
pathway-to = À qui
pathway-to-hint = Le nom du médecin ; la personne est d’accord
pathway-fact-of = { $step } : { $what }
pathway-next = Prochaine étape : { $step }
pathway-next-on = Prochaine étape : { $step }, { $when }
step-on = { $what }, { $on }
step-skipped = Laissée de côté, { $on }
step-asked = Proposé à { $to }
step-not-needed = Sans objet
step-from = à vérifier à partir du { $date }
step-missed = { $count ->
    [one] Pas venue une fois
   *[other] Pas venue { $count } fois
}
step-held = A eu lieu { $count } fois
step-due = avant le { $on }
step-was-due = c’était avant le { $on }
step-before = Avant le { $on }
step-planned = Prévue { $when }
step-by-coordination = Coordination
step-wished = La personne souhaite : { $name }
step-question = Le médecin demande : { $text }
pathway-nearby = Choisir un médecin près de chez elle
pathway-by-link = Le médecin lui-même, { $on }
pathway-withdraw = Retirer la demande
pathway-withdrawn = demande retirée
day-pathways = Étapes de circuits

## dynamic

step-to-do-visit = À prévoir
step-to-do-document = À signer
step-to-do-handover = À proposer
step-to-do-check = À vérifier
step-done-visit = Tenue
step-done-document = Signée
step-done-handover = Accepté
step-done-check = Vérifié
pathway-do-planning = Prévoir
pathway-do-holding-visit = La visite a eu lieu
pathway-do-holding-document = La synthèse est signée
pathway-do-holding-check = C’est vérifié
pathway-do-no-show = La personne n’est pas venue
pathway-do-calling-off = Annuler le rendez-vous
pathway-do-skipping = Laisser de côté
pathway-do-wish = Noter le souhait de la personne
pathway-do-proposal = Proposer le relais
pathway-do-acceptance = Le médecin accepte
pathway-do-decline = Le médecin ne peut pas
pathway-do-question = Le médecin demande
pathway-do-loss = Perdu de vue
pathway-do-stop = Arrêter le circuit
pathway-do-restart = Reprendre le circuit
pathway-do-closing = Refermer le circuit
pathway-fact-opening = Circuit commencé
pathway-fact-planning = prévue
pathway-fact-holding = faite
pathway-fact-no-show = pas venue
pathway-fact-calling-off = rendez-vous annulé
pathway-fact-skipping = laissée de côté
pathway-fact-wish = le souhait de la personne
pathway-fact-proposal = proposé
pathway-fact-acceptance = accepté
pathway-fact-decline = décliné
pathway-fact-question = une question avant de répondre
pathway-fact-loss = perdu de vue
pathway-fact-stop = Circuit arrêté
pathway-fact-restart = Circuit repris
pathway-fact-closing = Circuit refermé
entry-pathway-opening = Circuit : commencé
entry-pathway-planning = Circuit : une visite est prévue
entry-pathway-holding = Circuit : une étape est faite
entry-pathway-no-show = Circuit : la personne n’est pas venue
entry-pathway-calling-off = Circuit : une visite est annulée
entry-pathway-skipping = Circuit : une étape est laissée de côté
entry-pathway-wish = Circuit : le souhait de la personne pour le relais
entry-pathway-proposal = Circuit : un relais est proposé
entry-pathway-acceptance = Circuit : le relais est accepté
entry-pathway-decline = Circuit : le relais est décliné
entry-pathway-question = Circuit : le médecin sollicité a une question
entry-pathway-loss = Circuit : la personne est perdue de vue
entry-pathway-stop = Circuit : arrêté
entry-pathway-restart = Circuit : repris
entry-pathway-closing = Circuit : refermé
done-pathway-begun = Le circuit commence.
done-pathway-recorded = C’est noté.
conflict-pathway-under-way = { $who } a déjà commencé ce circuit, { $at } : reprenez-le dans la liste.
fault-step-too-early = C’est trop tôt : voyez à partir de quel jour cette étape se vérifie.
conflict-pathway-document = Un document est fait une fois signé : composez-le ici. S’il a été écrit ailleurs, laissez l’étape de côté en disant où.
conflict-pathway-not-now = Cela ne peut pas arriver là où en est le circuit. Voici où il en est.
conflict-pathway-over = Le circuit est arrêté ou refermé.
fault-slot-or-typed = Choisissez un créneau, ou tapez un autre moment : pas les deux.
fault-pathway-not-complete = Le relais n’est pas accepté ou la première visite pas vérifiée : dites pourquoi vous refermez.
notice-person-moved = Une personne a changé de commune pendant qu’un médecin est sollicité
