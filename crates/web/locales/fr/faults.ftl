# Ce qui est à revoir dans un formulaire, quel qu’en soit le sujet.

## dynamic

fault-choice = Choisissez dans la liste.
fault-practice-gone = Ce médecin n’est plus dans l’annuaire : choisissez-en un autre.
fault-commune-ambiguous = Plusieurs communes portent ce nom. Donnez aussi le code postal.
fault-commune-unknown = Aucune commune ne porte ce nom avec ce code postal. Corrigez l’un ou l’autre.
fault-date = Écrivez une date, comme 14/03/1979.
fault-date-past = Cette date est passée : choisissez-en une à venir.
fault-email = Écrivez une adresse complète, comme nom@exemple.fr.
fault-name-letters = Écrivez le nom avec des lettres, des traits d’union ou des apostrophes ; ni chiffre ni image.
fault-phone = Écrivez dix chiffres, comme 06 00 00 12 34, ou + et l’indicatif du pays.
fault-postal-code = Écrivez les cinq chiffres du code postal.
fault-until-before-from = Le dernier jour vient avant le premier : corrigez l’un des deux.
