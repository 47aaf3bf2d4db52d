# Les adressages : qui adresse qui à qui, sous quel protocole, et ce qu’il en est devenu.

referrals-title = Adressages
referrals-lede = Les personnes que vous avez adressées, et celles qu’on vous adresse. Le plus pressé d’abord.
referrals-views = Adressages à afficher
referrals-running = En cours
referrals-late = En retard
referrals-over = Terminés
referrals-none = Aucun adressage ici.
referrals-none-text = On adresse une personne depuis sa page, sous Adressages.
referrals-of-none = Aucun adressage pour le moment.
referrals-of-none-text = Un adressage dit pourquoi, à qui, et ce que l’on attend ; la réponse revient ici.
referral-shared = Qui suit quoi
referral-ald = Affection de longue durée (ALD)
referral-ald-none = Aucune ALD en cours ni demandée, à ce que l’on sait ici.
referral-followed-by = Suivi par { $who }
referral-refer = Adresser cette personne
referral-to = Reçue par : { $who }
referral-program = { $program } · pour la recevoir : { $who }
referral-promise = Réponse en { $answer ->
    [one] un jour
   *[other] { $answer } jours
} ; premier rendez-vous en { $begin ->
    [one] un jour
   *[other] { $begin } jours
} après l’accord.
referral-promise-working = Réponse en { $answer ->
    [one] un jour ouvré
   *[other] { $answer } jours ouvrés
} ; premier rendez-vous en { $begin ->
    [one] un jour ouvré
   *[other] { $begin } jours ouvrés
} après l’accord.
referral-criteria = Ce qui doit être vrai
referral-criterion-required = Nécessaire
referral-exclusions = Ce qui ne convient pas ici
referral-exclusions-hint = Cochez ce qui s’applique : rien ne part alors, et la ligne dit où s’adresser.
referral-words = Pourquoi, et ce que vous attendez
referral-words-hint = Deux phrases suffisent souvent
referral-addressed = Adressé à
referral-to-anybody = À qui pourra, parmi ceux du protocole
referral-joins = La personne souhaite que celui ou celle qui l’accueille rejoigne son équipe de soins
referral-joins-note = Sans cela, qui l’accueille lit cet adressage, et rien du dossier.
referral-send = Adresser
referral-late = { $what }, en retard
referral-answer-before = Réponse avant le { $day }
referral-begin-before = Premier rendez-vous avant le { $day }
referral-over = Terminé
referral-by = Adressé par { $who }
referral-received-by = Accepté par { $who }
referral-sent-by = { $who }, le { $on }
referral-person-hidden = Une personne
referral-under = Dispositif
referral-from = Adressé par
referral-sent-on = Envoyé
referral-receiver = Accepté par
referral-who = Qui adresse, qui accueille
referral-acts = Ce que vous pouvez faire
referral-reason = Raison
referral-where = Où s’adresser
referral-decline-hint = Décliner vaut pour tous ceux du protocole : l’adressage revient à qui l’a envoyé, qui en est prévenu.
referral-accept-joins = Vous rejoignez l’équipe de soins de la personne, comme elle le souhaite. Qui l’a adressée est prévenu.
referral-accept-reads = Vous lisez cet adressage, et rien de son dossier. Qui l’a adressée est prévenu.
referral-accepted-by = Accepté par { $who }, premier rendez-vous à venir
referral-how = Comment
referral-led = Ce que cela a donné
referral-became = Ce qui a été fait
referral-more = Préciser, si utile
referral-not-ticked = { $line } : non coché
referral-fact-of = { $what } : { $more }
referral-attempt = { $how }, { $led }
team-follows = { $who } · accueille depuis un adressage : { $what }
day-referrals = Adressages
day-referrals-pool = Adressages à prendre

## dynamic

referral-status-sent = Sans réponse
referral-status-accepted = Accepté
referral-status-in-progress = En cours
referral-status-done = Fait
referral-status-could-not = N’a pas pu se faire
referral-status-declined = Décliné
referral-status-redirected = Réorienté
referral-status-closed = Refermé
referral-status-cancelled = Annulé
referral-act-sent = Répondre
referral-act-accepted = Suivre
referral-act-in-progress = Suivre
referral-act-done = Lire et refermer
referral-act-could-not = Lire et refermer
referral-act-declined = Lire et refermer
referral-act-redirected = Lire et adresser ailleurs
referral-do-acceptance = Accepter
referral-do-decline = Décliner
referral-do-redirection = Réorienter
referral-do-attempt = Noter un essai
referral-do-beginning = Le premier rendez-vous a eu lieu
referral-do-done = C’est fait
referral-do-could-not = Cela n’a pas pu se faire
referral-do-closing = Refermer
referral-do-cancellation = Annuler
referral-fact-sending = Adressé
referral-fact-acceptance = Accepté
referral-fact-decline = Décliné
referral-fact-redirection = Réorienté
referral-fact-attempt = Essai
referral-fact-beginning = Premier rendez-vous
referral-fact-done = Fait
referral-fact-could-not = N’a pas pu se faire
referral-fact-closing = Refermé
referral-fact-cancellation = Annulé
referral-means-phone = par téléphone
referral-means-letter = par courrier
referral-means-message = par message
referral-means-visit = par une visite
referral-means-through = par l’entourage ou d’autres professionnels
referral-outcome-agreed = rendez-vous convenu
referral-outcome-hesitates = hésite encore
referral-outcome-not-reached = pas de réponse
referral-outcome-did-not-come = rendez-vous manqué
referral-obstacle-could-not-reach = personne injoignable
referral-obstacle-not-eligible = ne relève pas de ce protocole
referral-obstacle-no-capacity = plus de place
referral-obstacle-no-longer-wanted = ne le souhaite plus
referral-obstacle-other = autre raison
done-referral-sent = C’est envoyé. La réponse reviendra ici.
done-referral-recorded = C’est noté.
entry-referral-sending = Adressage envoyé
entry-referral-acceptance = Adressage accepté
entry-referral-decline = Adressage décliné
entry-referral-redirection = Adressage réorienté
entry-referral-attempt = Essai avant le premier rendez-vous
entry-referral-beginning = Premier rendez-vous après un adressage
entry-referral-done = Adressage : fait
entry-referral-could-not = Adressage : n’a pas pu se faire
entry-referral-closing = Adressage refermé
entry-referral-cancellation = Adressage annulé
notice-referral-for-you = Une personne vous est adressée
notice-referral-in-pool = Un adressage attend quelqu’un
notice-referral-accepted = Votre adressage est accepté
notice-referral-declined = Votre adressage est décliné
notice-referral-redirected = Votre adressage est à refaire ailleurs : lisez où
notice-referral-begun = Le premier rendez-vous a eu lieu
notice-referral-done = Ce que vous demandiez est fait
notice-referral-could-not = Ce que vous demandiez n’a pas pu se faire
notice-referral-closed = Un adressage est refermé
notice-referral-cancelled = Un adressage est annulé
fault-referral-criteria = Cochez ce qui est nécessaire, ou n’adressez pas sous ce protocole.
fault-referral-excluded = Ce protocole ne convient pas : suivez ce que dit la ligne cochée. Rien n’est parti.
fault-referral-minimum = Répondez en quelques mots : qui accueille en a besoin.
fault-referral-named = Choisissez quelqu’un de la liste.
conflict-referral-left = Un adressage est déjà parti de cette page. Relisez celui-ci, puis envoyez-le : il partira à part.
conflict-referral-moved-on = { $who } a été plus rapide, { $at }. Ce que vous avez tapé est encore là.
