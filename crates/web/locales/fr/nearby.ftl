# Qui exerce près de chez la personne, d’après l’annuaire public.

person-nearby = Qui est près de chez elle
nearby-title = Près de chez la personne
nearby-title-around = Ailleurs : { $commune }
nearby-lede-around = Commune choisie : { $commune } ({ $department }), et non celle où la personne habite. D’après l’annuaire public des professionnels.
nearby-around = Autre commune
nearby-around-hint = nom ou code postal
nearby-around-unknown = Cette commune n’est pas connue
nearby-around-unknown-text = Vérifiez son nom ou son code postal, ou videz ce champ pour chercher près de chez la personne.
nearby-lede = Sa commune : { $commune }. D’après l’annuaire public des professionnels.
nearby-search = Qui chercher
nearby-profession = Profession
nearby-speciality = Spécialité
nearby-any-speciality = Toutes
nearby-general = Médecine générale
nearby-fees = Honoraires
nearby-any-sector = Tous
nearby-sector = { $sector ->
    [3] Hors convention
   *[other] Secteur { $sector }
}
nearby-language = Langue parlée
nearby-any-language = Toutes
nearby-new-patients = Prend de nouveaux patients
nearby-partner = Partenaire du protocole
nearby-wheelchair = Accessible en fauteuil
nearby-home-visits = Vient à domicile
nearby-show = Chercher
nearby-hand-over = Proposer le relais
nearby-wish = La personne le souhaite
nearby-wished = Souhaité par la personne
nearby-list = Les plus proches
nearby-order = Les plus proches d’abord ; à distance égale, ceux qui prennent de nouveaux patients, puis ceux dont on l’a su en dernier.
nearby-order-wished = Celui que la personne souhaite, puis les plus proches ; à distance égale, ceux qui prennent de nouveaux patients, puis ceux dont on l’a su en dernier.
nearby-same-commune = Dans la même commune
nearby-far = À { $km } km
nearby-kilometres = { $km } km
nearby-takes = Prend de nouveaux patients
nearby-takes-some = En prend sous conditions
nearby-takes-none = N’en prend pas
nearby-speaks = Parle : { $languages }
nearby-confirmed = Confirmé le { $date }.
nearby-never-confirmed = Personne n’a encore dit ce qu’il accepte : appelez avant d’orienter.
nearby-map = Plan
nearby-map-summary = La commune d’où l’on cherche est au milieu. Autour, { $many ->
    [one] un professionnel est placé
   *[other] { $many } professionnels sont placés
} à { $kilometres } km au plus. La liste dit la même chose.
nearby-map-caption = La croix est le milieu de cette commune ; les numéros sont ceux de la liste. De commune à commune, à vol d’oiseau.
nearby-source = Annuaire public des professionnels de santé (Agence du Numérique en Santé), tel qu’il a été importé.
nearby-no-directory = L’annuaire public n’a pas encore été importé
nearby-no-directory-text = Demandez-le à qui administre : il se prend par « maillage import directory ».
nearby-no-home = On ne sait pas où la personne habite
nearby-no-home-text = Notez sa commune : les distances se comptent à partir d’elle.
nearby-no-home-do = Noter son adresse
nearby-none = Personne ne répond à tout cela
nearby-none-text = Demandez moins à la fois, ou une autre spécialité. Seuls comptent ceux dont quelqu’un a dit qu’ils acceptent.
nearby-none-do = Recommencer

nearby-say = Ce qu’on y accepte

# Un exercice de l’annuaire public, et ce qu’on sait de ce qu’il accepte.

practice-accepts = Ce qu’on y accepte
practice-nothing = On n’en sait encore rien.
practice-nothing-text = Appelez, puis notez ici ce qui a été dit : chacun le lira avant d’orienter quelqu’un.
practice-gone = Cet exercice n’est plus dans l’annuaire public.
practice-history = Ce qui a été dit
practice-of = { $topic } : { $value }
practice-said = Le { $date }, { $who }.
practice-noted = Noté par { $name } le { $date }.
practice-say = Noter ce qui a été dit
practice-say-hint = Ce que vous laissez sur « ne rien dire » reste comme c’était. Rien n’est effacé : ce qui a été confirmé en dernier vaut.
practice-unsaid = Ne rien dire
practice-yes = oui
practice-no = non
practice-conditions = sous conditions
practice-new-patients = Nouveaux patients
practice-languages = Langues parlées, en plus du français : toutes
practice-said-by = Qui l’a dit
practice-said-by-professional = par l’intéressé
practice-said-by-office = par son secrétariat
practice-said-by-colleague = par un confrère
practice-said-by-patient = par un patient
practice-on = Quel jour
practice-on-hint = Vide : aujourd’hui
practice-do = Noter

## dynamic

done-practice-said = C’est noté.
fault-offer-nothing = Rien n’est dit : choisissez au moins une réponse.
fault-languages = Choisissez des langues de la liste.
nearby-language-ar = arabe
nearby-language-bn = bengali
nearby-language-en = anglais
nearby-language-es = espagnol
nearby-language-fa = persan
nearby-language-it = italien
nearby-language-pt = portugais
nearby-language-ro = roumain
nearby-language-ru = russe
nearby-language-ta = tamoul
nearby-language-tr = turc
nearby-language-uk = ukrainien
