# L’agenda, et le lien par lequel un autre agenda le lit.

agenda-title = Votre agenda
agenda-lede = Ce que vous avez de prévu dans les huit semaines à venir : entretiens, consultations, visites de circuits.
agenda-empty = Rien de prévu dans les huit semaines à venir.
agenda-empty-text = Les entretiens que vous planifiez, les consultations et les visites de circuits se rangeront ici par jour.
agenda-interview = Entretien
agenda-consultation = Consultation
agenda-visit = Visite d’un circuit
agenda-open = Ouvrir
agenda-own = Dans votre propre agenda
agenda-own-text = Votre téléphone ou votre messagerie peut montrer quand vous êtes pris. Il n’en sait pas plus : ni nom, ni lieu, ni motif.
agenda-link = Faire un lien
agenda-linked-until = Un lien est en service jusqu’au { $until }.
agenda-again = Faire un autre lien
agenda-again-text = Le lien d’avant ne donnera plus rien.
agenda-withdraw = Retirer le lien
agenda-linked = Le lien de votre agenda
agenda-linked-text = Il s’affiche cette fois seulement.
agenda-address = À donner à votre agenda, comme « agenda par adresse » ou « s’abonner »
agenda-picture = Le lien en image, à viser avec un téléphone
agenda-private = Gardez-le pour vous : avec lui, on voit quand vous êtes pris, et par quelle sorte de rendez-vous. Il vaut un an, et tant que vous exercez ici.
agenda-back = Revenir à l’agenda

# Les créneaux auxquels on peut être pris en rendez-vous.

slots-title = Vos créneaux
slots-lede = Les moments où l’on peut vous inscrire pour une visite d’un circuit. Qui prévoit la visite choisit parmi ceux qui sont libres.
slots-empty = Aucun créneau ouvert.
slots-empty-text = Ouvrez-en : ils seront proposés à qui prévoit une visite que vous assurez.
slots-nowhere = Aucun dispositif ne prévoit de visite avec votre profession.
slots-nowhere-text = Les rendez-vous que vous fixez vous-même se rangent dans votre agenda sans créneau.
slots-add = Ouvrir des créneaux
slots-program = Pour les visites de
slots-from = De
slots-from-hint = Par exemple 14 h 30
slots-until = Jusqu’à
slots-until-hint = Le dernier créneau finit au plus tard à cette heure.
slots-length = Durée de chacun
slots-minutes = { $minutes } minutes
slots-weeks = Combien de semaines
slots-weeks-of = { $weeks ->
    [one] Cette fois seulement
   *[other] { $weeks } semaines de suite
}
slots-weeks-hint = Le même jour de chaque semaine. Les jours fériés sont laissés de côté.
slots-do = Ouvrir ces créneaux
slots-told = Vos créneaux sont proposés pour les personnes que vous suivez. On en voit l’heure, le lieu, et s’ils sont libres. Ceux qui tombent pendant une absence que vous avez déclarée ne sont pas proposés.
slot-free = Libre
slot-taken = Pris
slot-withdraw = Retirer

## dynamic

done-slots-opened = Les créneaux sont ouverts.
done-slot-withdrawn = Le créneau est retiré.
fault-slots-none = Aucun créneau ne tient entre ces deux heures, ou l’heure est passée. Allongez la plage, ou raccourcissez la durée.
fault-slots-many = Cela ferait plus de 200 créneaux. Ouvrez-en moins à la fois.
fault-slots-weeks = Choisissez de 1 à 12 semaines.
fault-slots-far = On ouvre des créneaux un an à l’avance au plus.
conflict-slot-overlaps = Un de vos créneaux couvre déjà une partie de ces heures. Retirez-le d’abord, ou changez les heures. Aucun créneau n’a été ouvert.
conflict-slot-booked = Quelqu’un vient d’être inscrit à ce créneau. Pour le libérer, annulez la visite sur le circuit de la personne.
notice-appointment = Un rendez-vous arrive : pensez à le rappeler à la personne.
