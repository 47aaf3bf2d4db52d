# Ma journée et le menu.

# Ma journée.
nav-day = Ma journée
nav-persons = Personnes
nav-requests = Demandes
nav-board = Coordination
nav-report = Rapport
nav-vigilance = Identitovigilance
nav-directory = Annuaire
nav-accounts = Comptes
nav-journal = Journal
day-waiting = { $count ->
    [0] Rien ne vous attend.
    [one] Un geste vous attend{ $late ->
        [0] .
       *[other] , il est en retard.
    }
   *[other] { $count } gestes vous attendent{ $late ->
        [0] .
        [one] , dont un en retard.
       *[other] , dont { $late } en retard.
    }
}
day-late = En retard
day-due = À faire
day-pool = À prendre, dans vos équipes
day-elsewhere = Chez les autres
day-invitations = Équipes de soins où vous êtes invité
day-invitation-clock = Invitation
day-invitation-until = jusqu’au { $date }
day-owed = Pièces que vous devez pour un droit
day-owed-clock = Pièce attendue
day-owed-since = depuis le { $date }
day-drafts = Brouillons
day-nothing-to-do = { $count }, rien à faire
day-empty = Rien ne vous attend.
day-empty-text = Ce qui arrivera sera rangé ici par échéance.
day-agenda = Votre agenda
day-today = Aujourd’hui
day-news = Ce qui a bougé
day-ask-title = Vous avez une question ?
day-ask-text = Un psychiatre vous répond, avec ses raisons.
act-go-on = Reprendre
act-answer = Répondre
act-complete = Préciser
act-read-and-close = Lire et refermer
act-open = Ouvrir
act-propose-again = Proposer à nouveau
act-offer-times = Fixer une date
act-say-held = Dire si elle a eu lieu
