### Les questionnaires remplis au sujet d’une personne.

assess-title = Questionnaires
assess-lede = Remplis avec la personne, comptés, et rangés dans le volet que vous choisissez.
assess-begin-title = Remplir un questionnaire
assess-which = Lequel
assess-begin = Commencer
assess-under-way = Commencés
assess-under-way-hint = Vous seul les voyez, jusqu’à ce que vous les inscriviez au dossier.
assess-kept-at = enregistré { $when }
assess-filled = Au dossier
assess-filled-none = Aucun questionnaire au dossier, parmi ce qui vous est ouvert.
assess-withdrawn = Annulé
assess-pages = Pages
assess-page = Page { $number }
assess-page-of = Page { $at } sur { $all }
assess-more = Ajouter une ligne
assess-refresh = Mettre les questions à jour
assess-where = Où l’inscrire
assess-done = Inscrire au dossier
assess-next = Continuer
assess-back = Revenir
assess-rule-draft = Ce que vous tapez est enregistré au fur et à mesure : vous pouvez vous arrêter et reprendre sur un autre appareil.
assess-rule-entry = Inscrit au dossier, il ne se corrige plus : annulez-le et remplissez-en un autre.
assess-rule-kept = Les réponses, le total et sa signification restent tels qu’ils étaient ce jour-là.
assess-drop = Abandonner
assess-drop-hint = Les réponses sont effacées. Rien n’en reste au dossier.
assess-drop-do = Effacer ces réponses
assess-yes = Oui
assess-no = Non
assess-no-answer = Sans réponse
assess-unit = Unité
assess-date-hint = 23/11/2026 ; un mois ou une année suffisent : 11/2026, 2026
assess-time-hint = 12 h 30
assess-time-of = { $question } : à quelle heure
assess-other-of = { $question } : autre réponse
assess-join-back = Revenir aux questions
assess-join-lede = Il répond à cette question, avec ce que vous avez déjà rempli : rien n’en est perdu. Il ira au dossier avec le questionnaire.
assess-missing = { $count ->
    [one] encore une réponse
   *[other] encore { $count } réponses
 }
assess-answers = Réponses
assess-answers-gone = Ce questionnaire n’est plus ici pour dire ce qui était demandé.
wrong-elsewhere = Il manque quelque chose sur une autre page.
wrong-too-few = Pas assez de réponses : { $least } au moins.
wrong-too-many = Trop de réponses : { $most } au plus.
wrong-too-short = Texte trop court : { $least } caractères au moins.
wrong-too-long = Texte trop long : { $most } caractères au plus.
wrong-below = Pas moins de { $least }.
wrong-above = Pas plus de { $most }.
wrong-too-fine = Trop de chiffres après la virgule : { $most } au plus.
wrong-other-kind-of-file = Ce document n’est pas du type attendu : { $kinds }.
wrong-file-too-large = Pas plus de { $most } Mo.

shelf-title = Les questionnaires du territoire
shelf-lede = Ceux qui viennent avec Maillage, et ceux que le territoire apporte, version par version.
shelf-all = Toutes les versions
shelf-in-use = En usage
shelf-earlier = Version antérieure
shelf-retired = Retirée
shelf-shipped = livré avec Maillage
shelf-added = apporté { $when }
shelf-questions = { $count ->
    [one] une question
   *[other] { $count } questions
 }
shelf-notices = Ce qui n’y est pas appliqué
shelf-add = Apporter un questionnaire
shelf-file = Fichier
shelf-file-hint = Un Questionnaire FHIR R4, en JSON, de 2 Mo au plus
shelf-retire-hint = Pour retirer une version, envoyez le même fichier avec l’état « retired ». Ce qui a été rempli reste lisible.
shelf-add-do = Apporter
shelf-faults = { $count ->
    [one] Ce fichier ne peut pas être pris : une chose est à corriger, à l’endroit indiqué.
   *[other] Ce fichier ne peut pas être pris : { $count } choses sont à corriger, aux endroits indiqués.
 }
shelf-was-retired = Cette version a été retirée : donnez une autre version au questionnaire.
shelf-address = L’adresse et la version sont du texte, de 500 caractères au plus à elles deux.
shelf-draft = Ce questionnaire se dit en cours d’écriture : apportez-le quand son état sera « active ».
shelf-other-content = Cette version est déjà là, et dit autre chose : donnez une autre version au questionnaire changé.
shelf-retired-elsewhere = Ce questionnaire est retiré et n’était pas ici : il n’y a rien à retirer.
assess-taken-here = repris du dossier, à vérifier
assess-taken = Du dossier : { $which }. Vérifiez avec la personne. Ces réponses restent dans le volet somatique ou psychiatrique.

## dynamic

wrong-required = Répondez à cette question.
wrong-other-type = Cette réponse n’est pas de la forme attendue.
wrong-not-an-option = Choisissez une des réponses proposées.
wrong-exclusive = Cette réponse ne se coche pas avec une autre.
wrong-twice = La même réponse est donnée deux fois.
wrong-not-a-unit = Choisissez une des unités proposées.
wrong-no-number = Écrivez le nombre.
wrong-bytes-within = Donnez le nom du document, et joignez-le ensuite au dossier.
wrong-not-a-boolean = Répondez par oui ou par non.
wrong-not-a-number = Écrivez un nombre : 72,5.
wrong-not-an-integer = Écrivez un nombre entier : 12.
wrong-not-a-date = Écrivez une date : 23/11/2026.
wrong-not-a-time = Écrivez une heure : 12 h 30.
wrong-not-an-address = Écrivez une adresse : https://…
wrong-not-measured = Personne n’a cette mesure : vérifiez le nombre. Pour une tension, le premier est le plus grand.
fault-taken-wider = Des réponses viennent du volet somatique. Choisissez le volet somatique ou psychiatrique, ou effacez ces réponses.
wrong-no-such-field = Cette question n’est pas du questionnaire.
conflict-questionnaire-gone = Ce questionnaire n’est plus ici. Vos réponses sont gardées ; demandez à qui tient l’instance de le remettre.
conflict-questionnaire-retired = Cette version du questionnaire n’est plus en usage. Vos réponses sont gardées : commencez la version en usage, et reprenez-les.
conflict-entry-not-typed = Un questionnaire inscrit au dossier ne se corrige pas : annulez-le, et remplissez-en un autre.
unsound-not-json = Ce n’est pas du JSON : ligne { $line }, { $what }.
unsound-other-resource = Ce n’est pas un Questionnaire.
unsound-unknown = FHIR R4 n’a pas cet élément ici.
unsound-wrong-type = Ce n’est pas du type attendu.
unsound-empty = Il n’y a rien dedans.
unsound-not-a-date = Ce n’est pas une date de FHIR : 2026-11-23.
unsound-not-a-time = Ce n’est pas une heure de FHIR : 12:30:00.
unsound-not-a-number = Ce nombre est trop grand ou trop fin : quinze chiffres, dont neuf après le point.
unsound-modifies = Cet élément change le sens de ce qui l’entoure, et n’est pas compris.
unsound-missing = Il manque.
unsound-not-a-code = Ce n’est aucun des codes possibles ici.
unsound-two-values = Une seule valeur peut se trouver ici.
unsound-too-many = Il y en a { $found } : pas plus de { $limit }.
unsound-too-deep = Pas plus de { $limit } niveaux.
unsound-same-link-id = Ce linkId se trouve déjà à { $first }.
unsound-empty-group = Un groupe contient au moins un élément.
unsound-not-for-this-type = Un élément de ce type n’en a pas.
unsound-two-kinds-of-options = Soit answerOption, soit answerValueSet.
unsound-not-contained = Ce jeu de valeurs n’est pas dans le questionnaire : mettez-le dans contained.
unsound-not-enumerated = Ce jeu de valeurs n’énumère pas ses codes.
unsound-nothing-to-choose = Il n’y a rien à choisir.
unsound-same-option = La même réponse est proposée deux fois.
unsound-initial-beside-options = Avec answerOption, c’est initialSelected qui dit la réponse de départ.
unsound-several-initial = Une seule réponse de départ : l’élément ne se répète pas.
unsound-not-an-option = Ce n’est aucune des réponses proposées.
unsound-all-or-any = Plusieurs conditions : enableBehavior dit s’il les faut toutes, ou une.
unsound-no-such-item = Il n’y a pas d’élément « { $item } ».
unsound-not-a-question = La condition porte sur un groupe ou un texte, auquel personne ne répond.
unsound-within-itself = La condition porte sur l’élément lui-même, ou sur ce qu’il contient.
unsound-cycle = Ces éléments dépendent les uns des autres en rond : { $along }.
unsound-exists-without-boolean = Avec exists, la réponse est vrai ou faux (answerBoolean).
unsound-operator-does-not-fit = Cet opérateur ne convient pas au type de la question.
unsound-value-does-not-fit = Cette valeur n’est pas du type de la question.
unsound-least-above-most = Le minimum dépasse le maximum.
unsound-bands-overlap = Deux tranches se recouvrent.
unsound-nothing-to-add = Il n’y a rien à additionner, ou moins de questions qu’il n’en faut.
unsound-no-ordinal = Une réponse proposée n’a pas de valeur (ordinalValue), ou rien n’y est un nombre.
done-questionnaire-taken = Le questionnaire peut être rempli.
done-questionnaire-unchanged = Ce questionnaire était déjà là : rien n’a changé.
done-questionnaire-retired = Cette version n’est plus en usage. Ce qui a été rempli reste lisible.
conflict-questionnaire-at-once = Quelqu’un vient d’apporter cette version : envoyez le fichier à nouveau.
conflict-assessment-elsewhere = Une autre fenêtre enregistre ce questionnaire au même moment. Fermez-la, puis recommencez : rien n’est perdu ici.
