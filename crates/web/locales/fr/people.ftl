# Les personnes.

persons-lede = Celles que vous suivez. La recherche tolère les accents et les fautes de frappe.
persons-search = Chercher
persons-empty = Vous ne suivez encore personne.
persons-empty-text = Les personnes de votre équipe de soins apparaîtront ici.
persons-none = Personne ne correspond, parmi celles que vous suivez.
persons-none-text = Essayez le nom de naissance, ou la date de naissance.

# La vue globale.

person-born-at = { $sex ->
    [female] née le { $date } à { $place }
    [male] né le { $date } à { $place }
   *[other] né(e) le { $date } à { $place }
}
person-birth-name = nom de naissance { $name }
person-before = { $sex ->
    [female] À savoir avant de la voir
    [male] À savoir avant de le voir
   *[other] À savoir avant
}
person-around = { $sex ->
    [female] Autour d’elle
    [male] Autour de lui
   *[other] Autour de la personne
}
person-ask = { $sex ->
    [female] Demander un avis pour elle
    [male] Demander un avis pour lui
   *[other] Demander un avis
}
person-jump = Dans cette page
person-next-act = Prochain geste
person-who-sees = Qui voit quoi
person-why-member = Vous voyez ce dossier parce que vous êtes dans son équipe de soins ({ $place }) depuis le { $since }.
person-why-consent = Vous voyez ce dossier parce que la personne y a consenti ({ $place }), depuis le { $since }.
person-choices = Ses choix
person-choices-link = Accords et oppositions
person-said-nothing = Rien n’a encore été noté de ce que la personne a su ou voulu.
person-team-link = L’équipe de soins
person-edit-link = Corriger
person-edit-do = Corriger l’identité
said-on = { $said } : { $when }, { $how }.
said-by = { $when }, { $how } · noté par { $who }
tag-attending = Médecin traitant : { $name }
tag-no-attending = Sans médecin traitant
tag-informed = Information donnée le { $date }
tag-not-informed = Information à donner
tag-opposed = Opposition au partage depuis le { $date }
alert-opposed = Opposition au partage : rien ne s’échange sous son nom
alert-opposed-do = Voir, ou noter qu’elle est levée
alert-not-informed = L’information sur le partage reste à donner
alert-not-informed-do = Noter qu’elle est donnée
alert-no-attending = Pas de médecin traitant dans l’équipe
alert-no-attending-do = En ajouter un
alert-two-attending = Deux médecins traitants dans l’équipe
alert-two-attending-do = Dire lequel reste
alert-identity = Identité jamais vérifiée
alert-identity-do = La vérifier
area-identity = Identité
area-closed = Ce volet ne s’ouvre pas à votre rôle.
area-opposed = Fermé : la personne s’oppose au partage.
ahead-title = Prochains rendez-vous
ahead-none = Aucun rendez-vous à venir
ahead-with-you = avec vous
area-nothing = Rien de noté à ce jour.
area-last = Dernier événement le { $date }.
area-care-later = { $sex ->
    [female] Ce que l’équipe fera pour elle s’écrira ici.
    [male] Ce que l’équipe fera pour lui s’écrira ici.
   *[other] Ce que l’équipe fera s’écrira ici.
}
area-rights-all = Droits et historique
area-rights-calm = Droits : rien d’urgent.
area-rights-risk = { $count ->
    [one] Un droit à risque.
   *[other] { $count } droits à risque.
}
area-overview = Les droits et demandes vous sont ouverts ; le reste du volet ne s’ouvre pas à votre rôle.
area-social-later = Les droits et demandes ont leur page.
requests-open = { $count ->
    [one] Une demande en cours.
   *[other] { $count } demandes en cours.
}
requests-none-open = Aucune demande en cours.
requests-later = Les demandes et les rendez-vous s’inscriront ici.
trame-title = Ce qui s’est passé
timeline-alone = Filtrer, imprimer
timeline-filter = Filtrer
timeline-area = Volet
timeline-sort = Quoi
timeline-printed = Au { $date }. Seulement ce que vous pouvez lire.
trame-filters = Filtrer par volet
trame-all = Tout
trame-nothing = Rien de noté à ce jour.
trame-before = Avant { $month }
trame-news = { $count ->
    [0] Rien de nouveau depuis votre visite du { $since }.
    [one] Une nouveauté depuis votre visite du { $since }.
   *[other] { $count } nouveautés depuis votre visite du { $since }.
}
trame-news-link = Les voir
trame-new = Nouveau · { $author }
trame-latest = Revenir au plus récent
entry-other = Événement
entry-about = { $words } : { $who }
entry-identity = Identité : { $words }
contact-title = Coordonnées
contact-nothing = Ni téléphone ni adresse.
contact-phone = Téléphone
contact-address = Adresse
contact-ins = Matricule INS

# Créer, corriger.

person-new = Créer une personne
person-new-lede = Ce que dit un document d’identité d’abord. Le reste peut attendre.
person-new-note = Vous serez dans son entourage dès la création.
person-create = Créer
person-identity = Identité
person-contact = Coordonnées
person-ties = Vous et la personne
field-family = Nom de naissance
field-family-hint = Comme sur le document d’identité
field-used-family = Nom utilisé
field-used-family-hint = S’il est différent
field-given = Prénoms
field-given-hint = Le premier d’abord
field-sex = Sexe
field-birth-date = Date de naissance
field-birth-date-hint = Par exemple 14/03/1979
field-birth-place = Lieu de naissance
field-birth-place-hint = Commune, ou pays si elle est née à l’étranger
field-phone = Téléphone
field-address = Numéro et rue
field-postal-code = Code postal
field-commune = Commune
field-commune-hint = Son nom ou son code postal : choisissez-la dans la liste
field-communes = Voir ses communes
field-attending = Je suis son médecin traitant
field-attending-note = Un seul à la fois. Le changer se fait dans l’équipe de soins.
field-ground = Pourquoi vous êtes dans son équipe de soins
field-ground-hint = Sans réponse : la personne s’adresse à vous.
field-told = Ce que la personne sait
field-told-hint = Elle sait ce qui est échangé et partagé, avec qui, et qu’elle peut s’y opposer.
told-not-yet = Pas encore
told-not-yet-detail = Aucune demande ne pourra partir sous son nom avant.
ins-summary = Le téléservice INSi a répondu
ins-hint = Un matricule INS vient du téléservice INSi, jamais d’une carte Vitale ni d’un courrier.
ins-nir = NIR (numéro définitif)
ins-nia = NIA (numéro d’attente)
field-ins = Matricule INS
field-ins-kind = Nature
field-ins-retrieved = Il vient d’INSi, pour ces traits
similar-title = { $count ->
    [one] Est-ce cette personne ?
   *[other] Est-ce l’une de ces { $count } personnes ?
}
similar-text = Vous suivez déjà quelqu’un qui lui ressemble. Ouvrez son dossier si c’est elle ; rien n’est encore créé.
similar-none = Non : créer
edit-title = Corriger l’identité et les coordonnées
edit-lede = Chaque correction est gardée avec son auteur et sa date.
edit-checked-title = Cette identité a été vérifiée
edit-checked-text = Corriger le nom de naissance, les prénoms, le sexe, la date ou le lieu de naissance la ramène à « provisoire » : il faudra la vérifier de nouveau.
edit-save = Enregistrer
edit-leave = Ne rien changer
edit-mine = Votre version
edit-theirs = Version enregistrée
edit-keep-theirs = Garder la version enregistrée
edit-keep-mine = Enregistrer la mienne

# L’identité.

identity-title = Vérifier l’identité
identity-lede = Ce qui a été vu, et ce que cela permet. Le matricule INS ne voyage qu’avec une identité qualifiée.
identity-now = Aujourd’hui
identity-correct = Un trait est faux : le corriger
identity-statuses = Les quatre statuts
identity-here = (actuel)
identity-history = Ce qui a changé
identity-check-do = Vérifier l’identité
check-title = Noter une vérification
check-what = Ce que vous avez fait
check-leads-to = Devient : { $status }
check-document-which = Document
check-document-hint = Original présenté par la personne. Ni permis de conduire, ni carte Vitale.
check-insi-answer = Si INSi a répondu
check-save = Noter
change-edited = Corrigé : { $traits }
change-checked = { $check } : { $status }

# L’équipe de soins.

person-vital-need-close = Refermer maintenant
team-title = L’équipe de soins
team-lede = Qui est autour de la personne, depuis quand et pourquoi.
team-now = Aujourd’hui
team-past = Ils en ont été
team-nobody = Personne pour l’instant.
team-you = (vous)
team-leave = Quitter l’équipe
team-end = Retirer de l’équipe
team-add = Ajouter quelqu’un
team-add-do = Ajouter à l’équipe
team-who = Professionnel
team-who-hint = Son nom, puis choisissez dans la liste
team-who-found = Qui, exactement ?
team-kind = Sa place
team-since = Depuis le
team-since-hint = Vide : aujourd’hui. Ce que ce professionnel voit s’ouvre maintenant, quelle que soit la date.
team-replaces = Prend la suite de { $name } comme médecin traitant
team-replaces-note = Celui-ci quitte alors l’équipe.
team-ground = Pourquoi
team-ground-hint = Code de la santé publique, article L1110-12
team-consent-summary = Avec l’accord de la personne
team-consent-hint = Pour un professionnel de santé hors de l’équipe, et pour les métiers que la loi ne cite pas.
team-consent = Son accord
team-opens = Volets que l’accord nomme
team-opens-hint = Pour un professionnel de santé hors de l’équipe ; sinon rien à cocher.
team-way = Quand
team-way-invite = Quand il aura accepté
team-way-invite-detail = Il reçoit une invitation ; rien ne s’ouvre avant sa réponse
team-way-now = Tout de suite
team-way-now-detail = Vous en êtes déjà convenus ensemble
team-invited = Invités, pas encore dans l’équipe
team-invited-take-back = Retirer l’invitation
invitation-title = Invitation dans une équipe de soins
invitation-lede = { $by }, { $structure }, vous invite à rejoindre l’équipe de soins d’une personne.
invitation-handover-title = On vous demande de prendre le relais
invitation-handover-lede = { $by }, { $structure }, vous demande de devenir le médecin d’une personne.
invitation-handover-opens = Si vous acceptez, vous rejoignez son équipe de soins : son dossier s’ouvre pour les volets de votre rôle, la synthèse avec, et votre secrétariat voit son identité. Une fois la première visite faite, vous serez son médecin traitant.
invitation-handover-why-hint = Celui qui vous le demande le lira, et s’adressera à un autre. Rien sur la santé de la personne.
invitation-through = Par votre exercice
invitation-what = De quoi il s’agit
invitation-person = Personne
invitation-as = Votre place
invitation-sent = Envoyée
invitation-opens = Si vous acceptez, son dossier s’ouvre pour les volets de votre rôle, et votre secrétariat voit son identité. Vous pourrez quitter l’équipe à tout moment.
invitation-accept = Rejoindre l’équipe
invitation-decline = Ne pas rejoindre
invitation-decline-do = Décliner
invitation-why = Pourquoi
invitation-why-hint = Facultatif ; l’équipe le lira. Rien sur la santé de la personne.
invitation-until = { $words } jusqu’au { $date }
team-sees = Qui voit quoi
team-sees-health = Soignants de l’équipe : identité, coordination et les volets de leur rôle ; les médecins voient aussi l’aperçu social.
team-sees-social = Métiers du social : identité, coordination, social ; de la santé, seulement ce qui leur est montré.
team-sees-consent = Avec l’accord de la personne : ce que l’accord nomme, rien d’autre.
team-sees-office = Secrétaires des structures de l’équipe : identité et coordination.
team-effect = Entrer dans l’équipe ou la quitter prend effet tout de suite.
member-by-profession = Selon sa profession
member-since = Depuis le { $date }
member-from-to = Du { $from } au { $until }
consent-before = Déjà noté dans son dossier

# Information, accord, opposition.

information-title = Information, accords, oppositions
information-lede = Ce que la personne a su, ce qu’elle a voulu. Rien n’est effacé : la dernière parole vaut.
information-now = Où on en est
information-opposed-effect = Aucun échange sous son nom, et les volets du dossier sont fermés.
information-closes = Quelles parties
information-closes-hint = Si la personne ferme des parties de son dossier. La dernière parole vaut : celles qui ne sont plus cochées se rouvrent.
information-record = Noter ce qui a été dit
information-what = Quoi
information-whom = Avec qui
information-known = Un de ceux déjà connus
information-other = Ou un autre
information-how = Comment
information-on = Quand
information-on-hint = Vide : aujourd’hui
information-note = Un mot, si utile
information-note-hint = Il sera lu par l’équipe de soins
information-save = Noter
information-at-once = Prend effet tout de suite.
information-terms = Ce que l’accord couvre
information-purpose = Pour quoi faire
information-until = Jusqu’au
information-until-hint = Dernier jour de l’accord ; vide : sans terme
information-aids = Avec l’aide de
information-preview = Voir ce que ce professionnel verrait
information-preview-whom = Choisissez d’abord une seule personne, et laquelle.
preview-of = Ce que verrait { $name }
preview-part-open = { $part } : ouvert
preview-part-closed = { $part } : fermé
preview-rights = Aperçu des droits et demandes : ouvert
preview-count = { $count ->
    [0] Aucun élément de ceux que vous lisez.
    [one] Un élément de ceux que vous lisez.
   *[other] { $count } éléments de ceux que vous lisez, les derniers ci-dessous.
}
said-in-terms = { $said } ({ $terms })
said-until = jusqu’au { $date }
left-title = Ce qui était déjà parti
left-done = C’est noté, et cela vaut tout de suite.
left-lede = Cela ne peut plus être repris : dites-le à la personne. Elle le retrouvera sur sa page.
left-sent = Demandes, adressages et relais partis sous son nom
left-sent-none = Aucune demande, aucun adressage, aucun relais n’est parti.
left-sent-to = de { $asker } à { $answerer }
left-sent-by = de { $asker }
left-files = Fichiers tirés de son dossier
left-files-none = Aucun fichier n’a été tiré.
left-file-facts = Faits cliniques, en fichier
left-file-rights = Droits, dans un tableur
left-file-by = par { $name }
left-read = Qui a ouvert son dossier
left-read-none = Personne n’a ouvert son dossier.
left-read-times = { $times ->
    [one] une fois, le { $last }
   *[other] { $times } fois, la dernière le { $last }
}
information-history = Tout ce qui a été dit
information-say = Ce qu’il faut lui dire
information-say-text = Ce qui est échangé et partagé, avec qui et pourquoi ; qu’elle peut s’y opposer à tout moment, en tout, pour une partie ou pour quelqu’un ; qu’elle peut savoir qui a lu son dossier.
scope-everyone = Tous ceux qui participent à ses soins
scope-everyone-detail = L’équipe entière, et ceux à qui l’on demande
scope-one = Une seule personne
scope-one-detail = Choisissez-la ci-dessous
alert-crisis = Signes d’alerte : { $signs }
team-last = C’est le dernier membre de l’équipe : après son départ, plus aucun professionnel ne suit cette personne ici, et seule l’identitovigilance retrouve son dossier.

## dynamic

# Pourquoi l’on voit : les raisons des règles.
reason-own-act = Vous voyez ceci parce que vous en êtes l’auteur.
reason-care-team-health = Vous voyez ce dossier parce que vous êtes dans l’équipe de soins de la personne.
reason-care-team-doctor = Vous voyez l’aperçu social parce que vous êtes médecin dans l’équipe de soins de la personne.
reason-care-team-social = Vous voyez ce dossier parce que vous êtes, pour le social, dans l’équipe de soins de la personne.
reason-shared-with-social = Vous voyez cet élément parce que son auteur l’a partagé avec le social.
reason-person-consent = Vous voyez ce dossier parce que la personne y a consenti.
reason-person-consent-outside = Vous voyez ce dossier, hors de l’équipe de soins, parce que la personne y a consenti.
reason-structure-person = Vous voyez l’identité et la coordination parce que votre structure suit cette personne.
reason-program-coordination = Vous voyez l’identité et la coordination parce que vous coordonnez un dispositif où est la personne.
reason-identity-vigilance = Vous voyez l’identité, et elle seule, parce que vous êtes chargé de l’identitovigilance.
reason-mission = Vous pouvez chercher et créer des personnes parce que vous en prenez en charge.
reason-person-closes = La personne a fermé cette partie de son dossier : chacun n’y garde que ce qu’il a écrit.
reason-person-objects = La personne s’oppose au partage : chacun ne garde que ce qu’il a écrit.
reason-author-only = Seul son auteur peut écrire cet élément.
reason-restricted = Cet élément n’est lu que par son auteur et ceux qu’il a nommés.

# Ce qui s’est passé.
entry-person-created = Dossier créé
entry-person-edited = corrigée
entry-person-identity-checked = vérifiée
entry-person-merged = deux dossiers réunis en celui-ci
entry-person-unmerged = deux dossiers de nouveau séparés
entry-care-team-joined = Entrée dans l’équipe de soins
entry-care-team-left = Départ de l’équipe de soins
entry-person-not-opposed = Informée, ne s’oppose pas
entry-person-informed = Information donnée
entry-person-partly-opposed = Parties du dossier fermées par la personne
entry-person-opposed = Opposition exprimée
entry-person-opposition-lifted = Opposition levée
entry-person-consented = Accord donné
entry-person-consent-withdrawn = Accord retiré
entry-advice-sent = Avis demandé
entry-advice-accepted = Demande d’avis acceptée
entry-advice-answered = Avis donné
entry-advice-redirected = Demande d’avis réorientée
entry-advice-declined = Demande d’avis non prise
entry-advice-cancelled = Demande d’avis annulée
entry-advice-closed = Demande d’avis refermée
entry-consultation-booked = Consultation fixée
entry-consultation-held = Consultation tenue
entry-consultation-no-show = Consultation : la personne n’est pas venue

# La place de chacun.
member-attending-gp = Médecin traitant
member-psychiatrist = Psychiatre
member-doctor = Médecin
member-nurse = Infirmier, infirmière
member-pharmacist = Pharmacien, pharmacienne
member-other-health = Autre soignant
member-psychologist = Psychologue
member-social-worker = Assistant, assistante de service social
member-educator = Éducateur, éducatrice
member-judicial-agent = Mandataire judiciaire
member-health-mediator = Médiateur, médiatrice en santé
member-social-companion = Accompagnant, accompagnante en soin social
member-other = Autre
ground-same-structure = Même établissement ou service
ground-same-structure-detail = Il y travaille avec quelqu’un de l’équipe (1°).
ground-chosen-by-person = La personne s’adresse à lui
ground-chosen-by-me = La personne s’adresse à vous
ground-chosen-by-person-detail = Elle le reconnaît comme membre de son équipe (2°).
ground-formal-team = Équipe formalisée
ground-formal-team-detail = Une organisation écrite, avec un professionnel de santé au moins (3°).
ground-consent = Accord de la personne
ground-consent-detail = Pour qui n’est pas de l’équipe, ou dont le métier n’est pas cité par la loi.
how-in-person = De vive voix
how-phone = Par téléphone ou visio
how-writing = Par écrit
how-representative = Par son représentant

# L’identité.
identity-status-provisional = Identité provisoire
identity-status-retrieved = Identité récupérée
identity-status-validated = Identité validée
identity-status-qualified = Identité INS qualifiée
identity-meaning-provisional = Ce que la personne a dit. Rien n’a été vérifié ; le matricule INS ne s’utilise pas.
identity-meaning-retrieved = INSi a donné le matricule, mais aucun document n’a été vu : il ne voyage pas encore.
identity-meaning-validated = Un document d’identité a été vu. INSi n’a pas encore donné le matricule.
identity-meaning-qualified = Un document a été vu et INSi a répondu : le matricule INS accompagne les échanges.
check-document = J’ai vu un document d’identité, il correspond
check-insi = INSi a répondu pour ces traits
check-insi-denied = INSi ne confirme plus le matricule
check-document-doubted = Le document n’était pas le sien, ou ne prouve rien
document-identity-card = Carte nationale d’identité
document-passport = Passeport
document-residence-permit = Titre de séjour
document-family-book = Livret de famille, avec le document du parent (mineur)
document-electronic-identity = Identité électronique de niveau substantiel
change-created = Personne créée
change-merged = Deux dossiers réunis
change-unmerged = Deux dossiers de nouveau séparés
trait-family = nom de naissance
trait-used-family = nom utilisé
trait-given = prénoms
trait-sex = sexe
trait-birth-date = date de naissance
trait-birth-place = lieu de naissance
trait-status = statut
trait-phone = téléphone
trait-address = adresse

# Ce que la personne a su et voulu.
information-informed = La personne est informée
information-not-opposed = La personne, informée, ne s’oppose pas
information-consented = La personne est d’accord
information-opposed = La personne s’oppose
information-partly-opposed = La personne ferme des parties de son dossier
information-opposition-lifted = La personne ne s’oppose plus
information-consent-withdrawn = La personne retire son accord
effect-informed = Des demandes peuvent partir sous son nom.
effect-not-opposed = Vaut aussi information : elle sait qu’elle peut s’opposer à tout moment.
effect-consented = Vaut aussi information. Pour une seule personne : permet de l’ajouter à l’équipe.
effect-opposed = Pour tous : plus rien n’est partagé, chacun garde ce qu’il a écrit. Pour une personne : elle quitte l’équipe.
effect-partly-opposed = Ces parties ne se lisent plus ; chacun garde ce qu’il a écrit. Le reste ne change pas.
effect-opposition-lifted = Le partage reprend comme avant.
effect-consent-withdrawn = Ceux qui voyaient par cet accord ne voient plus rien.
said-informed = Information donnée
said-informed-to = Information donnée sur { $who }
said-not-opposed = Informée, ne s’oppose pas
said-not-opposed-to = Informée, ne s’oppose pas au partage avec { $who }
said-consented = Accord donné
said-consented-to = Accord pour { $who }
said-opposed = Opposition à tout partage
said-opposed-to = Opposition au partage avec { $who }
said-partly-opposed = Parties du dossier fermées à tous
said-partly-opposed-to = Parties du dossier fermées à { $who }
said-opposition-lifted = Opposition levée
said-opposition-lifted-to = Opposition levée pour { $who }
said-consent-withdrawn = Accord retiré
said-consent-withdrawn-to = Accord retiré pour { $who }

# Ce qui vient d’être fait.
done-person-created = La personne est créée.
done-person-edited = C’est corrigé.
done-identity-checked = La vérification est notée.
done-team-joined = L’équipe a changé : la personne ajoutée voit le dossier dès maintenant.
done-team-joined-myself = Vous êtes dans l’équipe de soins. Le dossier vous est ouvert.
done-invitation-sent = L’invitation est partie. Rien ne s’ouvre avant qu’elle soit acceptée.
done-invitation-declined = Vous avez décliné. L’équipe en est prévenue.
done-invitation-withdrawn = L’invitation est retirée.
invitation-pending = En attente de réponse
invitation-expired = Restée sans réponse
invitation-accepted = Acceptée
invitation-declined = Déclinée
invitation-withdrawn = Retirée
conflict-already-invited = Ce professionnel est déjà invité et n’a pas encore répondu.
conflict-invitation-over = Cette invitation n’attend plus de réponse : elle a été retirée, a déjà sa réponse ou a plus de trente jours.
conflict-invitation-void = L’invitation ne tient plus : la personne a repris son accord, ou votre exercice dans cette structure a pris fin. Voyez avec qui vous invite.
notice-team-invited = Vous êtes invité dans une équipe de soins.
notice-invitation-accepted = Votre invitation dans une équipe de soins est acceptée.
notice-invitation-declined = Votre invitation dans une équipe de soins est déclinée.
reason-invited = Vous voyez ceci parce que l’équipe de soins de la personne vous invite.
done-vital-need-closed = Le dossier est refermé. L’ouverture sera revue.
done-team-left = C’est fini, dès maintenant.
done-information = C’est noté, et cela vaut dès maintenant.

# Ce qui est à revoir.
fault-date-future = Cette date n’est pas encore passée. Vérifiez l’année.
fault-date-before = Vérifiez l’année : cette date est trop ancienne.
fault-postal-code-unknown = Aucune commune n’a ce code postal. Vérifiez-le, ou laissez-le vide.
fault-commune-choose = Plusieurs communes ont ce code postal. Choisissez la sienne.
fault-commune-postal-code = Ce code postal n’est pas celui de cette commune. Corrigez l’un ou l’autre.
fault-ins-key = Ce matricule n’est pas juste : il a 15 caractères, dont une clé de deux chiffres. Recopiez-le d’INSi.
fault-ins-from-insi = Dites que ce matricule vient d’INSi ; sinon laissez-le vide.
fault-member-before = Ce professionnel était déjà dans l’équipe à cette date : donnez une date plus récente.
fault-choose-parts = Cochez au moins une partie ; pour tout rouvrir, notez que la personne ne s’oppose plus.
fault-choose-professional = Choisissez un professionnel dans la liste.
fault-consent-needed = Il faut l’accord de la personne : dites comment elle l’a donné.
fault-ground-consent-only = Pour ce métier, il faut l’accord de la personne. Choisissez « Accord de la personne ».
fault-kind-profession = Seul un médecin peut être médecin traitant. Choisissez « Selon sa profession ».
fault-person-not-informed = La personne n’a pas encore été informée du partage. Dites comment elle l’est.
conflict-person-edited = { $who } a corrigé cette identité entre-temps, { $at }.
conflict-identity-check = L’identité a changé de statut entre-temps : cette vérification ne s’applique plus.
conflict-person-opposed = La personne s’oppose au partage : rien ne peut être ouvert ni échangé tant qu’elle ne lève pas son opposition.
conflict-person-opposed-to-them = La personne s’oppose à ce professionnel. Si elle a changé d’avis, notez d’abord que l’opposition est levée.
conflict-already-member = { $who } est déjà dans l’équipe, depuis { $at }.
conflict-attending-doctor-here = { $who } est médecin traitant dans l’équipe, depuis { $at }. Mettez fin à sa place si la personne en change, puis recommencez.
conflict-other-attending-gp = { $who } est déjà médecin traitant, depuis { $at }. Cochez « Prend la suite » si la personne en change.
conflict-membership-over = Ce n’est déjà plus un membre de l’équipe.
conflict-opposed-before = La personne s’oppose. Notez d’abord qu’elle ne s’oppose plus.
conflict-already-opposed = Cette opposition est déjà notée.
conflict-nothing-to-lift = Il n’y a pas d’opposition à lever ainsi.
conflict-nothing-to-withdraw = Il n’y a pas d’accord à retirer ainsi.
how-merge = Par la réunion de deux dossiers
aid-interpreter = Un interprète
aid-sign-language = La langue des signes
aid-easy-read = Un texte facile à lire
fault-consent-over = Cet accord serait déjà terminé.
