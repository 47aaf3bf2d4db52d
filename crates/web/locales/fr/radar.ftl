# Le radar des ruptures.

radar-title = Risques de rupture
radar-lines = Ce qui risque d’être perdu, le plus proche d’abord
radar-lede = { $count ->
    [0] Rien à l’horizon.
    [one] Un risque.
   *[other] { $count } risques, du plus proche au plus lointain.
}
radar-empty = Aucun risque de rupture parmi les personnes que vous accompagnez.
radar-empty-text = Un droit à renouveler, une déclaration à faire, un silence qui vaut refus, des rendez-vous manqués, des mois sans nouvelles : ils se rangeront ici.
radar-rule = Les droits sont rangés par date. Sans date : trois absences comptent comme une échéance à une semaine, deux comme une à deux semaines, des mois sans nouvelles comme une à trois semaines, l’absence de médecin traitant comme une à un mois. Rien n’est compté que vous ne puissiez lire.
whose-team = À l’équipe
risk-until = ouvert jusqu’au { $date }
risk-missed = Reprendre le lien
risk-missed-words = { $count ->
    [one] une absence
   *[other] { $count } absences de suite
}
risk-missed-interviews = { $count ->
    [one] un entretien manqué
   *[other] { $count } entretiens manqués à la suite
}
risk-silent = Prendre des nouvelles
risk-silent-since = rien de noté depuis le { $date }
risk-silent-for = rien de noté depuis { $months } mois ou plus
risk-no-doctor = Trouver un médecin traitant
risk-no-doctor-words = aucun médecin traitant
risk-no-date = Sans échéance
day-risks = Risques de rupture
day-risks-count = { $count }, du plus proche au plus lointain
day-risks-all = Tous les risques de rupture

## dynamic

risk-declaration = { $right } : déclarer les ressources
risk-contact = { $right } : prendre contact
risk-silence = { $right } : sans réponse, ce sera un refus
risk-appeal = { $right } : refusé, un recours est possible
risk-renewal = { $right } : demander le renouvellement
risk-renewal-to-file = { $right } : déposer le renouvellement
risk-ran-out = { $right } : terminé, à reprendre
risk-clock-declaration = À déclarer avant le { $date }
risk-clock-contact = Contact avant le { $date }
risk-clock-silence = Silence de l’organisme le { $date }
risk-clock-appeal = Recours avant le { $date }
risk-clock-renewal = À demander avant le { $date }
risk-clock-renewal-to-file = À déposer avant le { $date }
risk-clock-ran-out = Terminé le { $date }
