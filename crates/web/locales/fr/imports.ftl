# La reprise d’un tableau de suivi.

imports-title = Reprendre un tableau de suivi
imports-lede = Les personnes que vous accompagnez et leurs demandes, depuis votre tableur. Rien n’est écrit avant que vous ne l’ayez relu.
imports-new = Choisir un fichier
imports-none = Aucun fichier repris
imports-none-text = Un fichier CSV ou Excel suffit, avec une ligne par personne ou par demande.
imports-line = { $date } · { $lines ->
    [one] 1 ligne
   *[other] { $lines } lignes
}, { $carried ->
    [0] aucune reprise
    [one] 1 reprise
   *[other] { $carried } reprises
}
imports-unnamed = Fichier sans nom
imports-export = Sortir les droits vers un tableur
imports-export-text = Toutes les demandes des personnes dont les droits vous sont ouverts. La sortie est inscrite au journal.
imports-export-csv = CSV
imports-export-xlsx = Excel
imports-file = Votre fichier
imports-file-hint = CSV ou Excel (.xlsx), { $megabytes } Mo et { $lines } lignes au plus. La première ligne nomme les colonnes.
imports-file-note = Le fichier n’est lu que par vous. Il est gardé avec cette reprise pour que vous puissiez la corriger ou l’annuler.
imports-read-do = Lire le fichier
imports-map-title = Ce que contient chaque colonne
imports-map-lede = { $name } : { $lines ->
    [one] 1 ligne
   *[other] { $lines } lignes
}. Il faut au moins le nom, le prénom et la date de naissance.
imports-column = Colonne { $number }
imports-examples = Par exemple : { $examples }
imports-no-example = Colonne vide
imports-map-do = Voir ce qui serait repris
imports-preview-title = Ce qui serait repris
imports-preview-lede = Rien n’est encore écrit. Les lignes à corriger n’empêchent pas de reprendre les autres.
imports-again = Revoir les colonnes
imports-would = En bref
imports-good = Lignes reprises
imports-persons = Personnes créées
imports-recognised = Personnes reconnues
imports-recognised-text = { $count }, parmi celles que vous suivez déjà : leur dossier n’est pas recréé.
imports-applications = Demandes ouvertes
imports-lines = Lignes du fichier
imports-left = Lignes laissées
imports-refused-title = Lignes à corriger
imports-refused-none = Toutes les lignes peuvent être reprises.
imports-refused-line = Ligne
imports-refused-what = Ce qui est à revoir
imports-refused-file = Télécharger ces lignes (CSV)
imports-refused-hint = Le fichier a vos colonnes et une de plus, qui dit ce qui est à revoir. Corrigez-le, puis reprenez-le comme un nouveau fichier.
imports-refused-more = { $count ->
    [one] Une autre ligne est dans le fichier.
   *[other] { $count } autres lignes sont dans le fichier.
}
imports-refused-error = À revoir
imports-fault = { $column } : { $words }
imports-how = Avant de reprendre
imports-ground = Pourquoi vous êtes dans leur équipe de soins
imports-told = Ce que ces personnes savent
imports-told-hint = Elles savent ce qui est échangé et partagé, avec qui, et qu’elles peuvent s’y opposer. Vaut pour toutes les personnes créées.
imports-channel = Par quelle voie leurs demandes ont été déposées
imports-run-do = { $count ->
    [one] Reprendre 1 ligne
   *[other] Reprendre { $count } lignes
}
imports-run-nothing = Aucune ligne ne peut être reprise telle quelle.
imports-state-read = À relire
imports-state-cut = Interrompue
imports-state-done = Reprise
imports-state-undone = Annulée
imports-result = Ce qui a été fait
imports-cut-text = La reprise s’est arrêtée en chemin. Ce qui est fait est gardé ; vous pouvez continuer avec le reste.
imports-resume-do = Continuer
imports-undo = Annuler cette reprise
imports-undo-text = Les personnes créées ne seront plus vues de personne et les demandes ouvertes quitteront les dossiers, sauf là où quelque chose a été écrit depuis. Rien n’est effacé.
imports-undo-do = Tout annuler
imports-undone-text = Ce que cette reprise avait écrit n’est plus vu de personne.
imports-stay-title = Lignes qui restent
imports-stay-text = Quelque chose a été écrit depuis : rien n’en est retiré.
imports-stay-line = Ligne { $line } : { $words }
export-person = Personne
export-born = Date de naissance
export-right = Droit
export-standing = Où en est la demande
export-due = Prochaine échéance

## dynamic

done-import-run = C’est repris.
done-import-undone = La reprise est annulée.
import-column-ignored = Ne pas reprendre
import-column-family = Nom
import-column-given = Prénom
import-column-sex = Sexe ou civilité
import-column-birth-date = Date de naissance
import-column-phone = Téléphone
import-column-postal-code = Code postal
import-column-commune = Commune
import-column-right = Droit
import-column-opened-on = Demande ouverte le
import-column-filed-on = Déposée le
import-column-granted-from = Accordée à partir du
import-column-granted-until = Accordée jusqu’au
import-column-refused-on = Refusée le
import-column-number = Numéro de dossier
import-stays-written = Quelqu’un a écrit sur cette personne depuis, ou l’accompagne aussi.
import-stays-merged = Ce dossier a été réuni avec un autre depuis.
import-stays-recorded = Quelque chose a été noté sur cette demande depuis.
import-stays-closed = Les droits de cette personne ne vous sont plus ouverts.
fault-import-type = Ce fichier n’est ni un CSV ni un classeur Excel. Enregistrez votre tableau dans l’un de ces formats.
fault-import-old-workbook = Ce classeur est d’un ancien format (.xls), ou protégé par un mot de passe. Enregistrez-le en .xlsx, sans mot de passe.
fault-import-workbook = Ce classeur ne peut pas être lu. Ouvrez-le dans votre tableur et enregistrez-le de nouveau en .xlsx.
fault-import-empty = Ce fichier n’a aucune ligne sous les noms des colonnes.
fault-import-separator = Les colonnes ne sont pas séparées par un point-virgule, une virgule ou une tabulation. Enregistrez le fichier ainsi.
fault-import-columns = Ce fichier a plus de { $limit } colonnes. Gardez celles du suivi.
fault-import-too-long = Ce fichier a plus de { $limit } lignes. Partagez-le en plusieurs fichiers.
fault-import-required = Dites quelles colonnes contiennent le nom, le prénom et la date de naissance.
fault-import-twice = Deux colonnes ne peuvent pas contenir la même chose. N’en gardez qu’une.
fault-import-right-column = Dites quelle colonne nomme le droit, ou ne reprenez ni les dates ni les numéros.
fault-import-sex = Écrivez F ou M, ou laissez la case vide.
fault-import-right = Ce droit n’est pas au catalogue. Écrivez son nom ou son sigle, comme AAH ou C2S.
fault-import-right-missing = Cette ligne a des dates ou un numéro, mais ne nomme aucun droit.
fault-import-both = Une demande n’est pas à la fois accordée et refusée. Faites deux lignes, ou retirez une date.
fault-import-from = Donnez aussi le premier jour du droit, ou la date de dépôt.
fault-import-number = Ce dossier a un numéro : donnez la date de dépôt.
fault-import-several = Plusieurs dossiers que vous suivez portent ce nom et cette date de naissance. Notez cette demande depuis le bon dossier.
fault-import-closed = Les droits de cette personne ne vous sont pas ouverts.
fault-import-there = Cette demande est déjà notée, dans son dossier ou plus haut dans le fichier.
fault-import-under-way = Une demande est déjà en cours pour ce droit. Complétez-la depuis le dossier de la personne.
fault-import-left = Cette ligne n’a pas été reprise. Elle peut l’être maintenant, dans un nouveau fichier.
conflict-import-begun = La reprise est commencée : les colonnes ne changent plus.
conflict-import-unmapped = Dites d’abord ce que contient chaque colonne.
conflict-import-mapped = Les colonnes ont changé entre-temps. Relisez ce qui serait repris.
conflict-import-not-begun = Rien n’a encore été repris de ce fichier.
conflict-import-undone = Cette reprise est annulée. Choisissez de nouveau le fichier.
action-import-begun = A choisi un tableau de suivi à reprendre
action-import-read = A relu ce qu’une reprise de tableau écrirait
action-import-exported = A sorti les lignes à corriger d’un tableau
action-import-done = A repris un tableau de suivi
action-import-undone = A annulé la reprise d’un tableau
action-right-exported = A sorti les droits vers un tableur
