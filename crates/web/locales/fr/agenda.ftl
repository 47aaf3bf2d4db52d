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
