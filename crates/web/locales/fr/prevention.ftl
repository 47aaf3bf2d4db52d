# Le plan de prévention d’une personne.

prevention-title = Prévention
prevention-lede = Ce à quoi penser, d’après l’âge, les traitements et les problèmes de santé que vous lisez. C’est un rappel : rien n’est décidé ici.
prevention-now = À faire
prevention-planned = Prévu
prevention-soon = Bientôt
prevention-later = Plus tard
prevention-rest = Refusé, sans objet, fait une fois pour toutes
prevention-nothing = Rien à prévoir pour l’instant.
prevention-rule = Règles saisies en novembre 2026 : comparez-les à leur source avant de vous y fier. Ce qui est noté ici est un élément du volet somatique, et ceux qui entourent la personne sont prévenus le moment venu.
prevention-note = Noter
prevention-note-do = Noter
prevention-outcome = Ce qu’il en est
prevention-on = Quel jour
prevention-on-hint = Vide : aujourd’hui. Pour ce qui est prévu, le jour à venir.
prevention-text = Résultat, lieu, raison
prevention-due-since = À faire depuis le { $date }
prevention-never = À proposer, jamais noté
prevention-source = Source : { $source }
prevention-due-on = À faire le { $date }
prevention-planned-on = Prévu le { $date }
prevention-asked-again = Refusé, à reproposer le { $date }
prevention-of-no-use = Sans objet
prevention-once-done = Fait
prevention-women = femme
prevention-men = homme
prevention-from-age = { $from } ans et plus
prevention-ages = de { $from } à { $to } ans
prevention-under = Sous { $label }
prevention-under-since = Sous { $label } depuis le { $date }
prevention-last = Fait le { $date }
prevention-said = { $outcome } ({ $date })

## dynamic

done-prevention-noted = C’est noté.
notice-prevention = Une échéance de prévention arrive pour une personne que vous suivez.
fault-prevention-past = Ce qui est prévu est à venir : aujourd’hui ou plus tard.
prevention-choice-done = Fait
prevention-choice-planned = Prévu
prevention-choice-refused = Refusé par la personne
prevention-choice-not-applicable = Sans objet pour elle
