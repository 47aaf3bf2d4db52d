# Pourquoi l’on voit, ou pourquoi l’on ne peut pas : la phrase de chaque règle d’accès (`@reason` dans policies/*.cedar).

## dynamic

reason-system = Fait par le service lui-même.
reason-advice-asker = Vous voyez cette demande parce que vous l’avez posée.
reason-advice-author = Vous voyez cette demande parce que vous y avez répondu.
reason-advice-answerer = Vous voyez l’extrait choisi par votre confrère parce que vous avez accepté sa demande.
reason-advice-named = Vous voyez l’extrait choisi par votre confrère parce que la demande vous est adressée.
reason-advice-substitute = Vous voyez cette demande parce que vous remplacez un confrère absent.
reason-advice-pool = Vous voyez cette demande parce que vous répondez pour ce dispositif et que personne ne l’a encore prise.
reason-advice-pool-colleague = Vous voyez que cette demande existe parce que vous répondez pour ce dispositif ; un confrère l’a prise.
reason-advice-triage = Vous voyez cette demande, sans son contenu, parce que vous triez pour ce dispositif.
reason-advice-coordinator = Vous voyez cette demande, sans son contenu, parce que vous coordonnez ce dispositif.
reason-referral-sender = Vous voyez cet adressage parce que vous l’avez envoyé.
reason-referral-receiver = Vous voyez cet adressage parce que vous accueillez la personne.
reason-referral-named = Vous voyez cet adressage parce qu’il vous est destiné.
reason-referral-pool = Vous voyez cet adressage parce que vous répondez pour ce dispositif et que personne ne l’a encore pris.
reason-referral-pool-colleague = Vous voyez que cet adressage existe parce que vous répondez pour ce dispositif ; quelqu’un d’autre l’a pris.
reason-referral-coordination = Vous voyez cet adressage, sans son contenu, parce que vous coordonnez ce dispositif ou y tenez le secrétariat.
reason-structure = Vous voyez cette demande, sans son contenu, parce que votre structure la suit.
reason-care-team-coordination = Vous voyez que cette demande existe parce que vous êtes dans l’équipe de soins de la personne.
reason-draft = Cette demande n’est qu’un brouillon : elle n’est qu’à la personne qui l’écrit.
reason-without-identity = Cette question a été posée sans identité : personne ne voit de qui il s’agit.
reason-program-asker = Vous pouvez demander un avis parce que le protocole du dispositif désigne votre profession.
reason-program-team = Vous lisez les chiffres exacts parce que vous êtes de l’équipe de ce dispositif.
reason-program-lead = Vous lisez des chiffres d’ensemble parce que vous suivez ce dispositif.
reason-reception = Vous voyez ceci parce que vous tenez l’accueil de votre structure.
reason-reception-care = Vous lisez le motif parce que vous soignez ou accompagnez à l’accueil, et qu’on ne sait pas qui est venu.
reason-reception-team = Vous lisez le motif parce que vous êtes dans l’équipe de soins de la personne.
reason-care-team = Chaque ligne est ici parce que vous êtes dans l’équipe de soins de la personne.
reason-care-team-counts = Ces nombres comptent ce que vous pouvez lire, parce que vous êtes dans l’équipe de soins de ces personnes.
reason-my-own-work = Chaque ligne est ici parce qu’elle attend un geste de vous, ou parce que vous suivez la personne.
reason-own-times = Vous voyez ceci parce que ce sont vos propres créneaux.
reason-own-account = Vous pouvez faire ceci parce que c’est votre propre compte.
reason-territory = Vous voyez ceci parce que vous travaillez dans ce territoire.
reason-administrator = Vous voyez ceci parce que vous administrez le territoire.
reason-data-protection-officer = Vous voyez ceci parce que vous êtes chargé de la protection des données.
reason-administration-apart = Dans un rôle d’administrateur ou de délégué à la protection des données, on ne voit ni personne, ni dossier, ni demande. Changez de rôle si vous en avez un autre.
reason-other-territory = Rien ne passe d’un territoire à un autre.
reason-second-factor = Ce geste demande que vous veniez de prouver votre identité.
