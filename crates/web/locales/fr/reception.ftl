# L’accueil : le cahier d’arrivées, et ce qu’est un dispositif.

nav-reception = Accueil
reception-lede = { $date }. { $count ->
    [0] Personne n’attend.
    [one] Une personne attend.
   *[other] { $count } personnes attendent.
}
reception-waiting = À orienter
reception-oriented = Orientées, à recevoir
reception-over = Passées
reception-empty = Personne n’est encore venu aujourd’hui.
reception-empty-text = Quand quelqu’un pousse la porte, notez son arrivée : il ne faut ni nom ni papiers.
reception-empty-day = Aucune arrivée n’est notée ce jour-là.
reception-days = Les jours du cahier
reception-before = Le jour d’avant
reception-after = Le jour d’après
reception-today = Aujourd’hui
reception-rule = Le cahier est celui de votre structure ; aucune autre ne le voit. Les noms ne s’affichent qu’à qui peut voir la personne. La façon d’appeler quelqu’un s’efface à minuit.
arrival-new = Noter une arrivée
arrival-new-lede = Quelques secondes, debout derrière le comptoir. Rien n’oblige à dire son nom.
arrival-who = Qui est-ce ?
arrival-who-nobody = Sans nom
arrival-who-nobody-detail = On pourra dire plus tard qui c’était.
arrival-who-known = Une personne déjà connue
arrival-who-new = Une nouvelle personne
arrival-reasons = Pourquoi elle vient
arrival-reasons-hint = Ce qu’elle en dit, rien si elle n’en dit rien.
arrival-how = Comment elle vient
arrival-call = Comment l’appeler dans la salle d’attente
arrival-call-hint = Un vêtement, un surnom. Effacé à minuit.
arrival-note = En quelques mots
arrival-note-hint = Ni nom, ni numéro, ni adresse électronique, ni date de naissance.
arrival-time = À quelle heure
arrival-time-hint = Comme 9:05. Vide : maintenant
arrival-save = Noter l’arrivée
arrival-rules = À savoir
arrival-rule-anonymous = On accueille sans nom. Rien ne relie une arrivée à quelqu’un tant que personne ne l’a dit.
arrival-rule-call = La façon de l’appeler ne sert qu’à cela, et s’efface à minuit.
arrival-rule-note = La note se lit par qui soigne et accompagne à l’accueil ; le secrétariat ne relit que la sienne.
arrival-nobody = Sans nom
arrival-called = Sans nom, « { $called } »
arrival-somebody = Une personne connue
arrival-came-at = Arrivée à { $time }
arrival-waits-for = attend depuis { $time }
arrival-just-came = vient d’arriver
arrival-until = jusqu’à { $time }
arrival-untold = la suite n’est pas notée
arrival-minutes = { $minutes } min
arrival-hours = { $hours } h { $minutes }
arrival-status-to = { $status } : { $to }
arrival-sub = Arrivée { $how }, { $date }
arrival-by = { $name }, { $date }
arrival-record = Ouvrir le dossier
arrival-orient = Orienter
arrival-orient-again = Orienter autrement
arrival-to = Vers qui
arrival-orient-do = Orienter
arrival-tell = Dire la suite
arrival-was-seen = Elle est reçue
arrival-has-left = Partie sans être reçue
arrival-history = Ce qui s’est passé
arrival-identify-text = On ne sait pas qui c’est. Cela peut se dire maintenant, plus tard, ou jamais.
arrival-known-do = C’est quelqu’un de connu
arrival-become-do = En faire une nouvelle personne
arrival-becomes = La personne sera reliée à son arrivée à l’accueil, qui laissera une ligne dans son dossier.
arrival-is-them = C’est elle
arrival-mistake = Notée par erreur ?
arrival-mistake-text = L’arrivée reste dans le cahier, barrée, et n’est plus comptée. La ligne qu’elle a laissée dans un dossier est reprise.
arrival-mistake-why = Pourquoi
arrival-mistake-do = C’était une erreur
arrival-who-title = Qui était-ce ?
arrival-who-found = Personnes trouvées
arrival-who-none = On ne trouve ici que les personnes que vous pouvez voir. Vérifiez l’orthographe, ou faites-en une nouvelle personne.
arrival-stay-nobody = Laisser sans nom
arrival-who-rule = Une ligne « Passage à l’accueil » se lira dans son dossier, sans le motif, par qui lit la coordination.
whose-reception = À l’accueil
whose-received = À qui reçoit
program-lede = { $count ->
    [0] Ce dispositif n’a pas de volets.
    [one] Un volet.
   *[other] { $count } volets.
}
program-no-strands = Ce dispositif est d’un seul tenant.
program-who = Y prennent part : { $professions }
program-themes = Ce qu’on y fait
program-audiences = Pour qui
program-reasons = Pourquoi l’on vient
program-orientations = Premières orientations

## dynamic

arrival-how-alone = d’elle-même
arrival-how-accompanied = accompagnée d’un proche
arrival-how-sent = envoyée par un partenaire
arrival-how-fetched = rencontrée dehors et amenée
arrival-status-waiting = À orienter
arrival-status-oriented = Orientée
arrival-status-seen = Reçue
arrival-status-redirected = Orientée ailleurs
arrival-status-left = Partie sans être reçue
arrival-status-mistaken = Notée par erreur
arrival-fact-arrival = Arrivée
arrival-fact-orientation = Orientée
arrival-fact-redirection = Orientée ailleurs
arrival-fact-seen = Reçue
arrival-fact-leaving = Partie sans être reçue
arrival-fact-recognition = Reconnue comme une personne suivie
arrival-fact-creation = Devenue une personne suivie
arrival-fact-mistake = Notée par erreur
done-arrival-recorded = L’arrivée est notée.
done-arrival-oriented = C’est noté : on sait vers qui elle va.
done-arrival-seen = C’est noté : elle est reçue.
done-arrival-left = C’est noté : elle est partie.
done-arrival-mistaken = L’arrivée n’est plus comptée.
done-arrival-recognised = L’arrivée est reliée à son dossier.
done-arrival-became-person = La personne est créée, et l’arrivée reliée à son dossier.
conflict-arrival-moved-on = { $who } a déjà noté la suite, { $at }. Relisez ce qui s’est passé.
conflict-arrival-identified = { $who } a déjà dit qui c’était, { $at }.
fault-note-number = Il y a là un numéro. Une arrivée ne garde ni téléphone, ni numéro de sécurité sociale, ni carte : retirez-le.
fault-note-email = Il y a là une adresse électronique : retirez-la.
fault-note-birth = Il y a là une date de naissance, ou ce qui y ressemble. Écrivez le jour et le mois seulement, ou retirez-la.
fault-arrival-to-come = Cette heure n’est pas encore passée. Laissez vide pour maintenant.
fault-arrival-person = Cherchez d’abord la personne, puis dites que c’est elle.
entry-arrival = Passage à l’accueil
entry-arrival-mistaken = Passage à l’accueil, noté par erreur
