# Aide.

keys-title = Raccourcis clavier
keys-text = Hors d’un champ de saisie. Pour aller quelque part : g, puis la lettre.
keys-search = chercher une personne
keys-help = cette liste
keys-switch = Raccourcis actifs
keys-switch-text = Décochez si une commande vocale ou un clavier particulier les déclenche par erreur. Vaut pour cet appareil.
keys-close = Fermer

# La page des composants.

components-title = Composants et états
components-text = Ce que toutes les pages réemploient, avec les états rares : attente, erreur, conflit, bris de glace.
components-why = Vous voyez ce dossier parce que vous êtes dans son équipe de soins depuis le 4 mai 2026.
components-who = Qui voit quoi
components-ins = Identité INS qualifiée
components-restricted = Accès restreint
components-open = Ouvert jusqu’au 31 janvier
components-waiting = En attente
components-renew = À renouveler
components-blocked = Bloqué
components-done = La demande est partie.
components-nothing = Aucune demande n’attend de réponse.
components-nothing-text = La prochaine échéance est vendredi 27 novembre.
components-ask = Faire une demande
components-who-for = Pour qui ?
components-question = Votre question
components-question-hint = Comme vous la poseriez au téléphone
components-question-note = Une phrase suffit.
components-question-missing = Écrivez votre question, une phrase suffit.
components-born = Date de naissance
components-kind = Nature
components-risk = Idées suicidaires recherchées ?
components-risk-missing = Dites si les idées suicidaires ont été recherchées.
components-yes = Oui, absentes
components-not-yet = Pas encore
components-join = Joindre depuis son dossier
components-agreed = La personne est d’accord pour cette demande
components-agreed-missing = Cochez si la personne est d’accord.
components-file = Un document
components-do = Relire et envoyer
