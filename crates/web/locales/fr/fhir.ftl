# Les faits cliniques en FHIR : sortis vers un autre logiciel, repris d’un fichier.

fhir-export = Exporter les faits cliniques (FHIR)
fhir-take = Reprendre un fichier FHIR
fhir-lede = Les problèmes de santé, traitements, allergies, mesures, vaccinations, actes et documents qu’un autre logiciel a mis dans un fichier. Rien n’est écrit avant que vous ne l’ayez relu.
fhir-file = Le fichier
fhir-file-hint = Un « Bundle » FHIR R4 en JSON, { $megabytes } Mo et { $most } éléments au plus.
fhir-file-note = Le fichier n’est pas gardé : seul ce que vous reprenez entre au dossier.
fhir-read-do = Lire le fichier
fhir-preview = Ce qui serait repris
fhir-preview-lede = Rien n’est encore écrit. Relisez chaque élément, et qui pourra le lire.
fhir-another = Choisir un autre fichier
fhir-taken-title = À reprendre
fhir-taken-none = Ce fichier ne contient rien à reprendre. Voyez ci-dessous pourquoi.
fhir-place = Volet
fhir-leave = Ne pas reprendre
fhir-files = Joint : { $files }
fhir-kept = Gardé à côté, tel que la source l’a écrit : { $elements }
fhir-read-by-you = Lu par vous seul : la source le dit confidentiel.
fhir-all-or-nothing = Tout est écrit d’un coup, ou rien.
fhir-take-do = Reprendre au dossier
fhir-refused-title = { $count ->
    [one] Un élément laissé
   *[other] { $count } éléments laissés
}
fhir-refused-hint = Ils ne seraient pas gardés sans perte, ou diraient autre chose. Corrigez-les dans le logiciel d’où vient le fichier, ou écrivez-les ici à la main.
fhir-known-title = { $count ->
    [one] Un élément déjà au dossier
   *[other] { $count } éléments déjà au dossier
}
fhir-known-hint = Ils ne sont pas repris une seconde fois.
fhir-readers = Qui lit chaque volet
fhir-about-person = Le fichier parle de cette personne.
fhir-about-named = Le fichier nomme : { $name }. Il ne dit pas assez pour être sûr que c’est la même personne.
fhir-about-unsaid = Le fichier ne dit pas de qui il parle.
fhir-confirm = J’ai vérifié que ce fichier concerne { $name }
fhir-confirm-needed = Vérifiez de qui parle le fichier, puis cochez cette case.
fhir-line = Élément { $number } : { $resource }
fhir-from-until = { $from } → { $until }
fhir-date-unknown = date non connue
fhir-taken = Repris d’un fichier.
fhir-beside = Ce que la source dit de plus
fhir-beside-hint = Le dossier n’a pas de place pour cela ; c’est gardé tel quel et ressort avec l’élément, tant qu’il n’est pas corrigé.
fhir-what-missing = rien
fhir-file-empty = Ce fichier est vide. Choisissez celui que l’autre logiciel a produit.
fhir-file-large = Ce fichier dépasse { $megabytes } Mo. Demandez à l’autre logiciel un fichier pour cette personne seule, ou en plusieurs parties.
fhir-file-json = Ce fichier n’est pas du JSON lisible : la lecture s’arrête à la ligne { $line }. Faites-le produire de nouveau.
fhir-file-no-bundle = Ce fichier n’est pas un « Bundle » FHIR. Demandez à l’autre logiciel un export FHIR R4.
fhir-file-resource = Ce fichier est un élément « { $kind } » seul. Il doit être dans un « Bundle » FHIR R4.
fhir-file-kind = Un « Bundle » de type « { $kind } » ne se reprend pas ici. Il faut « collection », « batch » ou « transaction ».
fhir-file-element = Le fichier ne se lit pas à { $path }. { $why }
fhir-file-many = Ce fichier contient { $count } éléments, { $most } au plus se relisent d’un coup. Faites-en plusieurs.
fhir-file-persons = Ce fichier parle de plusieurs personnes. Reprenez un fichier par personne.
fhir-file-else = Ce fichier parle d’une autre personne. Rien n’en est repris ici.

## dynamic

done-taken = C’est repris au dossier.
done-nothing-taken = Rien n’était à reprendre : tout est déjà au dossier, ou laissé.
fhir-why-unknown = FHIR R4 n’a pas cet élément.
fhir-why-wrong-type = Ce qui s’y trouve n’a pas la forme que FHIR R4 demande.
fhir-why-empty = Il n’y a rien dans cet élément.
fhir-why-not-a-date = Ce n’est pas une date de FHIR, comme 2026-11-23, 2026-11 ou 2026.
fhir-why-modifies = Cet élément change le sens du reste d’une façon que le dossier ne connaît pas.
fhir-why-type = Le dossier ne reprend pas ce type d’élément ({ $what }).
fhir-why-resource-missing = Il n’y a pas d’élément à cette place.
fhir-why-method = Un fichier peut ajouter au dossier, pas y chercher ni en retirer.
fhir-why-subject-missing = L’élément ne dit pas qui il concerne.
fhir-why-label = Il n’y a ni nom ni code.
fhir-why-says-nothing = La source dit qu’il n’y a rien à signaler : ce n’est pas un fait à écrire.
fhir-why-by-mistake = La source dit que c’était une erreur.
fhir-why-status = Le dossier ne sait pas dire cet état ({ $what }).
fhir-why-status-missing = L’état manque.
fhir-why-uncertain = La source n’en est pas sûre ({ $what }) ; au dossier, cela se lirait comme un fait.
fhir-why-holds-and-ended = La source dit à la fois que cela dure et que c’est terminé.
fhir-why-date-missing = Il faut le jour où cela a eu lieu.
fhir-why-value-missing = Il n’y a pas de nombre.
fhir-why-bound = Ce nombre est une limite ({ $what }), pas une mesure.
fhir-why-unit = Le dossier ne tient pas cette mesure dans cette unité ({ $what }).
fhir-why-measure = Le dossier ne tient pas cette mesure ({ $what }).
fhir-why-subpotent = La dose n’a pas protégé : au dossier, cela se lirait comme une vaccination faite.
fhir-why-label-unknown = L’étiquette de confidentialité « { $what } » demande un soin que le dossier ne sait pas prendre.
fhir-why-place-closed = Vous n’écrivez pas dans le volet où cela se trouve.
fhir-why-twice = Il est déjà plus haut dans ce fichier, sous le même numéro ou mot pour mot.
fhir-why-data-broken = Le fichier du document est abîmé, ou n’a pas la taille ou l’empreinte annoncées : demandez-le à nouveau à l’autre logiciel.
fhir-why-data-type = Le fichier du document n’est pas du type annoncé : demandez-le à nouveau à l’autre logiciel.
