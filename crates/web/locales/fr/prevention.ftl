# Le plan de prévention d’une personne.

prevention-title = Prévention
prevention-lede = Ce à quoi penser, d’après l’âge, les traitements et les problèmes de santé que vous lisez. C’est un rappel : rien n’est décidé ici.
prevention-now = À faire
prevention-planned = Prévu
prevention-soon = Bientôt
prevention-later = Plus tard
prevention-rest = Refusé, sans objet, fait une fois pour toutes
prevention-nothing = Rien à prévoir pour l’instant.
prevention-rule = La règle la plus récente est du { $date } : comparez chacune à sa source avant de vous y fier. Seuls comptent les noms de traitements et les codes CIM-10 reconnus. Ce qui est noté ici est un élément du dossier ; vous et le médecin traitant êtes prévenus le moment venu.
prevention-note = Noter
prevention-note-do = Noter
prevention-outcome = Ce qu’il en est
prevention-on = Quel jour
prevention-on-hint = Vide : aujourd’hui. Pour ce qui est prévu, le jour à venir.
prevention-text = Résultat, lieu, raison
prevention-due-since = À faire depuis le { $date }
prevention-never = À proposer, jamais noté
prevention-missed = Prévu le { $date }, rien de noté depuis
prevention-again = Refusé il y a plus d’un an : à reproposer
prevention-kept-alike = Ceux pour qui est gardé le traitement ou le problème dont vient ce rappel, personne d’autre.
prevention-psychiatric = Vous, et ceux à qui le volet psychiatrique est ouvert, comme le traitement ou le problème dont vient ce rappel.
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
prevention-under-since = Sous { $label } depuis { $since }
prevention-last = Fait { $date }
prevention-last-in = Fait en { $date }
prevention-on-day = le { $date }
prevention-said = { $outcome } ({ $date })

## dynamic

done-prevention-noted = C’est noté.
notice-prevention = Une échéance de prévention arrive pour une personne que vous suivez.
fault-prevention-past = Ce qui est prévu est à venir : aujourd’hui ou plus tard.
prevention-choice-done = Fait
prevention-choice-planned = Prévu
prevention-choice-refused = Refusé par la personne
prevention-choice-not-applicable = Sans objet pour elle
