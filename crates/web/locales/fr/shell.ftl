# Le cadre de toutes les pages.

layout-skip = Aller au contenu
layout-nav = Principale
layout-more = Plus
finder-label = Chercher une personne
finder-example = Nom, date de naissance…
picker-found-one = %d résultat
picker-found-many = %d résultats
foot-journal = Chaque consultation d’un dossier est inscrite au journal.
foot-keys = Raccourcis clavier
glass-label = Accès d’urgence
glass-end = Terminer maintenant

# Le compte.

account-of = Mon compte :
account-roles = Vous agissez comme
account-sign-out = Se déconnecter

# Ce que dit la page pendant qu’elle travaille.

words-offline = Pas de réseau : rien n’est parti. Votre texte est gardé sur cet appareil.
words-restored = Votre texte a été repris là où vous l’aviez laissé.
saved-at = Brouillon enregistré à { $time }
saved-saving = Enregistrement…
saved-offline = Pas de réseau : gardé sur cet appareil
saved-failed = Pas enregistré : gardé sur cet appareil
saved-expired = Session expirée : gardé sur cet appareil.
saved-sign-in = Se reconnecter

# Formulaires et listes.

form-faults = { $count ->
    [0] Ce n’est pas parti
    [one] Une réponse est à revoir
   *[other] { $count } réponses sont à revoir
}
pager-label = Suite de la liste
pager-first = Revenir au début
pager-next = Voir la suite
chart-table = Le tableau derrière le graphique

# Les quatre volets d’un dossier.

area-somatic = Somatique
area-psychiatric = Psychiatrique
area-social = Social
area-coordination = Coordination
