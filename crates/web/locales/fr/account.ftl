# Le compte de chacun.

account-title = Mon compte
account-lede = Qui vous êtes ici, ce qui le prouve, et quand vous êtes absent.
account-who = Vous
account-name = Nom
account-roles-title = Rôles
account-role-current = Le rôle dans lequel vous agissez
account-correct = Une erreur ? La personne qui tient l’annuaire de votre structure peut la corriger.
account-language = Langue des pages
account-language-do = Garder cette langue
account-safety = Sécurité
account-password-text = Une longue phrase est plus sûre et plus facile à retenir.
account-password-do = Changer de mot de passe
account-sessions = { $count ->
    [one] Une session ouverte
   *[other] { $count } sessions ouvertes
}
account-sessions-text = Celle-ci s’arrêtera au plus tard { $until }.
account-everywhere = Déconnecter partout
account-work = Au travail
account-snippets = Voir mes phrases
account-temporary = Choisissez votre mot de passe
account-temporary-text = Le vôtre a été tiré au sort par quelqu’un d’autre.

# Le second facteur.

factor-title = Second facteur
factor-lede = Un code à usage unique, sur votre téléphone, en plus du mot de passe : qui connaîtrait l’un ne pourrait rien sans l’autre.
factor-on = Second facteur actif
factor-off = Pas de second facteur
factor-manage = Gérer
factor-begin = Installer le second facteur
factor-wanted = Votre rôle demande un second facteur
factor-wanted-text = Les comptes, le journal et les fusions de dossiers le demandent. L’installer prend deux minutes.
factor-need = Il vous faut un téléphone et une application de codes (par exemple FreeOTP, Aegis ou celle que vous avez déjà).
factor-step-read = 1. Ajoutez Maillage à votre application
factor-step-read-text = Ouvrez l’application de codes et lisez cette image avec l’appareil photo.
factor-picture = Image à lire avec l’application de codes du téléphone
factor-type = Ou recopiez cette clé dans l’application :
factor-step-confirm = 2. Recopiez le code qu’elle affiche
factor-code-hint = Six chiffres, qui changent toutes les trente secondes
factor-confirm = Activer
factor-code-refused = Ce code n’est pas celui de maintenant. Vérifiez l’heure du téléphone, attendez le code suivant, puis recopiez-le.
factor-left = { $count ->
    [0] Il ne vous reste aucun code de secours : tirez-en de nouveaux.
    [one] Il vous reste un code de secours.
   *[other] Il vous reste { $count } codes de secours.
}
factor-renew = Tirer de nouveaux codes de secours
factor-renew-hint = les anciens ne vaudront plus rien
factor-off-title = Ne plus en avoir
factor-off-text = Seul le mot de passe sera demandé. Les codes de secours ne vaudront plus rien.
factor-off-do = Retirer le second facteur
factor-codes-done = Le second facteur est actif.
factor-codes = Vos codes de secours
factor-codes-text = Ils remplacent le téléphone s’il est perdu, chacun une fois. Imprimez cette page ou recopiez-les, et gardez-les sous clé : ils ne seront plus jamais montrés.
factor-codes-kept = Je les ai notés, continuer

# Confirmer que c’est soi.

confirm-reason = Ce que vous alliez faire demande de prouver à nouveau que c’est vous.
confirm-without-factor = Ce que vous alliez faire demande un second facteur, et votre compte n’en a pas encore. Donnez votre mot de passe pour l’installer maintenant ; vous reviendrez ensuite à votre page.
confirm-password = Mot de passe

# Le mot de passe.

password-title = Changer de mot de passe
password-lede = Les autres sessions de votre compte s’arrêteront ; celle-ci continue.
password-present = Mot de passe actuel
password-new = Nouveau mot de passe
password-again = Le même, encore une fois
password-rule = Douze caractères au moins ; une phrase qui ne se devine pas convient très bien.
password-ends = Personne d’autre ne le connaîtra : ni vos collègues, ni qui gère les comptes.
password-wrong = Ce n’est pas votre mot de passe. Vérifiez-le, puis réessayez.
password-differ = Les deux ne sont pas pareils. Retapez-les.
password-present-wanted = Donnez votre mot de passe actuel.

# Un lien remis en main propre.

link-title = Choisissez votre mot de passe
link-text = Pour le compte « { $login } ». Ce lien ne sert qu’une fois.
link-do = Choisir ce mot de passe
link-chosen = Votre mot de passe est choisi
link-chosen-text = Connectez-vous avec lui. Le lien ne vaut plus rien, vous pouvez le jeter.
link-nothing = Ce lien n’ouvre rien
link-nothing-text = Il a déjà servi, son temps est passé, ou il est incomplet. Demandez-en un autre à la personne qui gère les comptes de votre structure.

# Les absences.

absences-title = Mes absences
absences-open = Gérer
absences-lede = Pendant une absence, les demandes qui vous sont adressées passent à la personne qui vous remplace. Dès votre retour, elles vous reviennent.
absences-lede-plain = Elles s’affichent dans l’annuaire, pour qu’on ne vous attende pas.
absences-empty = Aucune absence prévue.
absences-empty-text = Déclarez la prochaine ci-dessous.
absence-period = du { $from } au { $until }
absence-day = le { $day }
absence-substitute = Remplacement par { $name }
absence-nobody = Sans remplacement
absence-runs = En ce moment
absence-back = Je suis de retour
absence-withdraw = Annuler cette absence
absence-add = Déclarer une absence
absence-from = Premier jour
absence-until = Dernier jour
absence-who = Qui vous remplace
absence-who-hint = Parmi ceux qui répondent pour le même dispositif que vous
absence-choose-nobody = Personne
absence-do = Déclarer l’absence

# Ce qui n’est pas parti.

unsent-title = Votre texte est là
unsent-waiting = { $count ->
    [one] Un formulaire attend que vous l’envoyiez.
   *[other] { $count } formulaires attendent que vous les envoyiez.
}
unsent-open = Voir
unsent-lede = Rien n’est parti : votre session était terminée, ou il fallait d’abord prouver que c’est vous. Envoyez-le maintenant, ou abandonnez-le.
unsent-none = Rien n’attend plus d’être envoyé.
unsent-at = Écrit { $at }
unsent-send = Envoyer maintenant
unsent-forget = Abandonner

## dynamic

done-language = Les pages s’affichent dans cette langue, ici et ailleurs.
done-password = Votre mot de passe est changé.
done-factor-off = Le second facteur est retiré.
done-agenda-unlinked = Le lien ne donne plus rien. Retirez-le aussi de votre agenda.
done-absence = L’absence est déclarée.
done-back = C’est noté.
fault-absence-long = Une absence dure un an au plus. Au-delà, faites terminer le rôle dans l’annuaire.
fault-own-substitute = Choisissez quelqu’un d’autre que vous.
fault-substitute-away = Cette personne est absente aussi pendant ces jours-là. Choisissez quelqu’un d’autre, ou personne.
fault-not-a-substitute = Cette personne ne répond plus pour le même dispositif. Choisissez quelqu’un d’autre, ou personne.
fault-password-short = C’est trop court : { $limit } caractères au moins.
fault-password-guessable = Il se devine trop facilement. Choisissez une phrase à vous, sans votre identifiant.
conflict-absence-overlaps = Une autre absence couvre déjà une partie de ces jours. Annulez-la d’abord, ou changez les dates.
conflict-factor-already-on = Le second facteur est déjà actif. Si vous n’avez pas noté les codes de secours, tirez-en de nouveaux.
conflict-factor-off = Le second facteur n’est pas actif : installez-le d’abord.
conflict-already-signed-in = Vous êtes déjà connecté.
fault-taken = C’est déjà pris. Choisissez autre chose.
