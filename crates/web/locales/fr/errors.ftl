# Ce qui n’a pas pu se faire : ce qui s’est passé, que rien n’est perdu, quoi faire.

error-not-found = Cette page n’existe pas, ou pas pour vous
error-not-found-text = L’adresse est peut-être incomplète, ou ce qu’elle montrait a été déplacé.
error-forbidden = Vous ne pouvez pas faire cela
error-forbidden-text = Vous voyez cette page, mais ce geste ne vous revient pas.
error-foreign = Ce formulaire ne vient pas d’ici
error-foreign-text = Il a été envoyé depuis un autre site : nous l’avons refusé. Ouvrez la page ici et recommencez.
error-conflict = Quelqu’un d’autre a agi avant vous
error-conflict-text = Votre texte est gardé. Regardez ce qui a changé avant de recommencer.
error-unreadable = Cette demande est illisible
error-unreadable-text = Quelque chose manque dans ce qui est arrivé. Revenez en arrière : votre texte est gardé.
error-too-large = C’est trop volumineux
error-too-large-text = Rien n’a été enregistré. Revenez en arrière : votre texte est gardé.
error-too-many = Trop d’essais en peu de temps
error-too-many-text = Attendez quelques minutes, puis recommencez.
error-expired = Session expirée
error-expired-text = Pour protéger les dossiers, la session s’arrête après un temps sans activité. Votre texte est gardé : il revient après la connexion.
error-bug = C’est de notre faute
error-bug-text = Quelque chose n’a pas fonctionné. Rien n’a été enregistré, votre texte est gardé.
error-unavailable = Maillage ne répond pas pour l’instant
error-unavailable-text = Rien n’a été enregistré à moitié. Votre texte est gardé : réessayez dans un instant.
error-offline = Pas de réseau
error-offline-text = Votre appareil n’est pas connecté. Votre texte est gardé ici : il pourra partir plus tard.
error-sign-in = Se reconnecter
error-again = Réessayer
error-home = Revenir à l’accueil
error-reference = Si vous nous écrivez, indiquez :

conflict-title = Quelqu’un d’autre a écrit entre-temps
conflict-nothing-lost = Rien n’est perdu : choisissez, ou reprenez les deux.
