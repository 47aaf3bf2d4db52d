# Les professions.

## dynamic

profession-general-practitioner = médecin généraliste
profession-psychiatrist = psychiatre
profession-other-doctor = médecin
profession-nurse = infirmier, infirmière
profession-midwife = sage-femme
profession-dentist = chirurgien-dentiste
profession-pharmacist = pharmacien, pharmacienne
profession-physiotherapist = masseur-kinésithérapeute
profession-speech-therapist = orthophoniste
profession-occupational-therapist = ergothérapeute
profession-psychomotor-therapist = psychomotricien, psychomotricienne
profession-podiatrist = pédicure-podologue
profession-dietitian = diététicien, diététicienne
profession-care-assistant = aide-soignant, aide-soignante
profession-psychologist = psychologue
profession-social-worker = assistant, assistante de service social
profession-educator = éducateur, éducatrice
profession-judicial-agent = mandataire judiciaire
profession-health-mediator = médiateur, médiatrice en santé
profession-social-companion = accompagnant, accompagnante en soin social
profession-medical-assistant = assistant médical, assistante médicale
profession-secretary = secrétaire
profession-coordinator = coordination
profession-non-health = partenaire
