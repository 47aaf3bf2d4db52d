# Le relais vers un médecin, par un lien sans compte.

handover-made = Un lien et un code pour le médecin
handover-made-text = Envoyez le lien par messagerie sécurisée ; donnez le code autrement, de vive voix au téléphone par exemple. Ils ne seront plus montrés. Bons jusqu’au { $until }.
handover-back = Revenir au circuit
handover-make = Préparer un lien pour le médecin
handover-told-here = Prévenu ici : il répond depuis sa journée
handover-told-no-more = Il n’est plus prévenu ici : retirez la proposition et refaites-la
handover-make-hint = Il répond en une minute, sans compte. Rien n’est dit de la personne avant qu’il accepte et donne le code.
handover-make-again = Préparer un nouveau lien pour le médecin
handover-asked = Une personne cherche un médecin traitant
handover-who = Qui vous le demande
handover-who-asks = { $from } ({ $organization }), pour « { $program } », vous demande de suivre une personne qui habite près de votre cabinet et qui en est d’accord.
handover-nothing-yet = Rien n’est dit de cette personne avant votre réponse. Si vous acceptez, un code que l’on vous donne autrement ouvre son identité et, dès qu’elle est signée, la synthèse.
handover-answer-by = Une réponse est attendue avant le { $on }.
handover-accept = J’accepte
handover-decline = Je ne peux pas
handover-why = Pourquoi
handover-why-hint = En deux mots : plus de place, trop loin, je pars à la retraite …
handover-decline-do = Répondre que je ne peux pas
handover-ask = J’ai une question
handover-asked-last = Vous avez demandé :
handover-question = Votre question, et comment vous joindre
handover-question-hint = { $from } vous rappelle. Le lien reste bon.
handover-ask-do = Envoyer la question
handover-asked-done = Votre question est partie. On vous rappelle.
handover-accepted = Merci, vous avez accepté
handover-code-text = { $from } vous donne un code, autrement que par ce lien. Il ouvre une seule fois, pour une demi-heure, l’identité de la personne et la synthèse.
handover-open = Ouvrir
handover-declined = Merci de votre réponse
handover-declined-text = Elle est transmise. Vous n’avez rien d’autre à faire ; ce lien ne vaut plus rien.
handover-closed = Ce lien n’ouvre rien
handover-closed-text = Il a déjà servi, il est trop ancien, ou la demande a été retirée. Appelez la personne qui vous l’a envoyé : elle en prépare un autre.
handover-received = La personne qui vous est confiée
handover-leave = Fermer cette page
handover-reach = Qui elle est, comment la joindre
handover-before-synthesis = La synthèse n’est pas encore signée. Elle vous sera envoyée.
handover-then = Et maintenant
handover-then-text = Proposez un premier rendez-vous. Gardez la synthèse avec le dossier de votre patient : cette page se referme.

## dynamic

notice-handover-proposed = Un confrère vous demande de prendre le relais pour une personne
notice-handover-taken = Le médecin accepte le relais : il est de l’équipe
notice-handover-accepted = Le médecin accepte le relais : donnez-lui le code
notice-handover-declined = Le médecin sollicité ne peut pas : proposez au suivant
notice-handover-asked = Le médecin sollicité a une question
reason-handover-by-link = Cette personne vous est confiée : vous avez accepté le relais.
conflict-handover-nobody = Aucun médecin n’est sollicité pour l’instant : proposez d’abord le relais.
conflict-handover-questions = Vous avez déjà posé cinq questions : appelez la personne qui vous a envoyé ce lien.
conflict-handover-role = Vous agissez dans un rôle où ce dossier ne s’ouvrirait pas : changez de rôle, puis répondez.
