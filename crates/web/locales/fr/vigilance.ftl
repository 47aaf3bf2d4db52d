# L’identitovigilance.

# La file.
vigilance-title = Doublons présumés
vigilance-lede = Des fiches qui sont peut-être celles d’une même personne. Vous dites si c’en est une, ou deux.
vigilance-why = Vous voyez l’identité de ces personnes, et elle seule, parce que vous êtes chargé de l’identitovigilance. Chaque comparaison est inscrite au journal.
vigilance-empty = Aucun doublon à examiner.
vigilance-empty-text = Quand une fiche ressemble à une autre, la paire arrive ici d’elle-même. Personne d’autre ne la voit.
vigilance-pairs = Paires à examiner
vigilance-found = Trouvés { $day }
vigilance-found-as = Trouvés { $day } : { $likeness }.
vigilance-score-same = presque identiques
vigilance-score-close = très ressemblants
vigilance-score-near = ressemblants
vigilance-two = { $one } et { $other }
vigilance-differ = Diffèrent : { $traits }
vigilance-differ-nowhere = Aucun trait ne diffère
vigilance-compare = Comparer
vigilance-done-merged = Les deux fiches n’en font plus qu’une.
vigilance-done-distinct = C’est noté : ce sont deux personnes. La paire ne reviendra pas.

# Une paire.
vigilance-pair-title = Une personne, ou deux ?
vigilance-back = Revenir aux doublons présumés
vigilance-traits = Les traits d’identité
vigilance-differences = { $count ->
    [0] aucune différence
    [one] une différence
   *[other] { $count } différences
}
vigilance-trait = Trait
vigilance-compared = Comparaison
vigilance-differs = diffère
vigilance-agrees = concorde
vigilance-nothing = non renseigné
vigilance-first = Fiche la plus ancienne
vigilance-first-short = Ancienne
vigilance-second-short = Récente
vigilance-second = Fiche la plus récente
vigilance-trait-family = Nom de naissance
vigilance-trait-used-family = Nom utilisé
vigilance-trait-given = Prénoms
vigilance-trait-sex = Sexe
vigilance-trait-birth-date = Date de naissance
vigilance-trait-birth-place = Lieu de naissance
vigilance-trait-status = Statut de l’identité
vigilance-trait-address = Adresse
vigilance-trait-phone = Téléphone
vigilance-status-provisional = provisoire
vigilance-status-retrieved = récupérée
vigilance-status-validated = validée
vigilance-status-qualified = qualifiée
vigilance-decide = Décider
vigilance-one-person = C’est une seule personne
vigilance-which-kept = Quelle fiche garde-t-on ?
vigilance-which-kept-hint = Son identité reste ; l’autre fiche renverra vers elle.
vigilance-keep-first = La plus ancienne
vigilance-keep-second = La plus récente
vigilance-keep-better = { $who } · proposée : identité la plus sûre, sinon la plus ancienne
vigilance-merge = Fusionner les deux fiches
vigilance-merge-moves = Les demandes, les consultations, l’équipe de soins, ce que la personne a dit et la chronologie passent à la fiche gardée. Ceux qui suivaient l’une ou l’autre ouvrent désormais la même ; les anciens liens y mènent.
vigilance-merge-undo = Une fusion se défait : tout ce qu’elle a déplacé revient à sa place.
vigilance-merge-factor = Votre second facteur est demandé s’il n’a pas été présenté depuis dix minutes.
vigilance-two-persons = Ce sont deux personnes
vigilance-distinct-text = Rien ne change dans leurs dossiers, et cette paire ne vous sera plus proposée.
vigilance-distinct = Noter que ce sont deux personnes
vigilance-unsure = Un doute ? Ne décidez pas : la paire attend, et les professionnels peuvent vérifier une pièce d’identité d’ici là.
vigilance-settled-title = C’est déjà décidé
vigilance-settled-merged = { $who } a fusionné ces deux fiches, { $at }.
vigilance-settled-distinct = { $who } a dit que ce sont deux personnes, { $at }.
vigilance-waits-title = Rien à décider pour l’instant
vigilance-waits = L’une des deux fiches a été fusionnée avec une autre entre-temps. La paire reviendra si cette fusion est défaite.

# Les fusions.
vigilance-merges-link = Les fusions faites
vigilance-merges-title = Fusions faites
vigilance-merges-lede = La plus récente d’abord. Chacune peut être défaite.
vigilance-merges-empty = Aucune fusion.
vigilance-merges-empty-text = Les fiches que vous fusionnez apparaissent ici, avec de quoi revenir en arrière.
vigilance-merged-by = Fusionnées par { $who }, { $at }
vigilance-merged-into = { $name } ({ $born }) renvoie vers cette fiche.
vigilance-undo = Défaire la fusion
vigilance-undo-text = Tout ce que la fusion a déplacé revient à sa fiche. Ce qui a été écrit depuis dans la fiche gardée y reste. La paire est notée « deux personnes ».
vigilance-undo-do = Défaire
vigilance-covered = La fiche gardée a été fusionnée à son tour : défaites d’abord cette fusion-là.
vigilance-done-undone = La fusion est défaite. Il y a de nouveau deux fiches.

## dynamic

fault-say-which-kept = Dites laquelle des deux fiches est gardée.
conflict-pair-settled = { $who } a déjà décidé pour cette paire, { $at }. Rien n’a été changé.
conflict-already-merged = { $who } a déjà fusionné l’une de ces deux fiches, { $at }. Rien n’a été changé.
conflict-merge-undone = { $who } a déjà défait cette fusion, { $at }.
conflict-merged-since = La fiche gardée a été fusionnée à son tour par { $who }, { $at }. Défaites d’abord cette fusion-là.
