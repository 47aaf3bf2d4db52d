# Professions.

## dynamic

profession-general-practitioner = general practitioner
profession-psychiatrist = psychiatrist
profession-other-doctor = doctor
profession-nurse = nurse
profession-midwife = midwife
profession-dentist = dentist
profession-pharmacist = pharmacist
profession-physiotherapist = physiotherapist
profession-speech-therapist = speech therapist
profession-occupational-therapist = occupational therapist
profession-psychomotor-therapist = psychomotor therapist
profession-podiatrist = podiatrist
profession-dietitian = dietitian
profession-care-assistant = care assistant
profession-psychologist = psychologist
profession-social-worker = social worker
profession-educator = educator
profession-judicial-agent = judicial agent
profession-health-mediator = health mediator
profession-social-companion = social-care companion
profession-medical-assistant = medical assistant
profession-secretary = secretary
profession-coordinator = coordination
profession-non-health = partner
