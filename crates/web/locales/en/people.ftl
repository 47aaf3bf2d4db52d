# Persons.

persons-lede = Those you look after. Search forgives accents and slips of the keyboard.
persons-search = Search
persons-empty = You look after nobody yet.
persons-empty-text = The persons of your care team will appear here.
persons-none = Nobody matches, among those you look after.
persons-none-text = Try the name at birth, or the date of birth.

# The overview.

person-born-at = { $sex ->
    [female] born { $date } in { $place }
    [male] born { $date } in { $place }
   *[other] born { $date } in { $place }
}
person-birth-name = name at birth { $name }
person-before = { $sex ->
    [female] To know before you see her
    [male] To know before you see him
   *[other] To know before you see them
}
person-around = { $sex ->
    [female] Around her
    [male] Around him
   *[other] Around them
}
person-ask = { $sex ->
    [female] Ask for advice for her
    [male] Ask for advice for him
   *[other] Ask for advice
}
person-jump = On this page
person-next-act = Next step
person-who-sees = Who sees what
person-why-member = You see this record because you have been in the care team ({ $place }) since { $since }.
person-why-consent = You see this record because the person consented to it ({ $place }), since { $since }.
person-choices = Choices
person-choices-link = Consents and objections
person-said-nothing = Nothing has been recorded yet of what the person was told or wants.
person-team-link = The care team
person-edit-link = Correct
person-edit-do = Correct the identity
said-on = { $said }: { $when }, { $how }.
said-by = { $when }, { $how } · recorded by { $who }
tag-attending = Attending doctor: { $name }
tag-no-attending = No attending doctor
tag-informed = Informed on { $date }
tag-not-informed = Still to be informed
tag-opposed = Objects to sharing since { $date }
alert-opposed = Objects to sharing: nothing is exchanged under their name
alert-opposed-do = See it, or record that it is lifted
alert-not-informed = Still to be told about sharing
alert-not-informed-do = Record that it was said
alert-no-attending = No attending doctor in the team
alert-no-attending-do = Add one
alert-two-attending = Two attending doctors in the team
alert-two-attending-do = Say which one stays
alert-identity = Identity never checked
alert-identity-do = Check it
area-identity = Identity
area-closed = This area is not open to your role.
area-opposed = Closed: the person objects to sharing.
ahead-title = Next appointments
ahead-none = No appointment to come
ahead-with-you = with you
area-nothing = Nothing recorded so far.
area-last = Latest event on { $date }.
area-care-later = { $sex ->
    [female] What the team does for her will be written here.
    [male] What the team does for him will be written here.
   *[other] What the team does will be written here.
}
area-rights-all = Rights and history
area-rights-calm = Rights: nothing urgent.
area-rights-risk = { $count ->
    [one] One right at risk.
   *[other] { $count } rights at risk.
}
area-overview = Rights and applications are open to you; the rest of the area does not open to your role.
area-social-later = Rights and applications have their page.
requests-open = { $count ->
    [one] One request in progress.
   *[other] { $count } requests in progress.
}
requests-none-open = No request in progress.
requests-later = Requests and appointments will appear here.
trame-title = What happened
timeline-alone = Filter, print
timeline-filter = Filter
timeline-area = Area
timeline-sort = What
timeline-printed = On { $date }. Only what you may read.
trame-filters = Filter by area
trame-all = All
trame-nothing = Nothing recorded so far.
trame-before = Before { $month }
trame-news = { $count ->
    [0] Nothing new since your visit of { $since }.
    [one] One new entry since your visit of { $since }.
   *[other] { $count } new entries since your visit of { $since }.
}
trame-news-link = See them
trame-new = New · { $author }
trame-latest = Back to the latest
entry-other = Event
entry-about = { $words }: { $who }
entry-identity = Identity: { $words }
contact-title = Contact
contact-nothing = No telephone, no address.
contact-phone = Telephone
contact-address = Address
contact-ins = INS number

# Creating, correcting.

person-new = Create a person
person-new-lede = What an identity document says, first. The rest can wait.
person-new-note = You will be around the person from then on.
person-create = Create
person-identity = Identity
person-contact = Contact
person-ties = You and the person
field-family = Name at birth
field-family-hint = As on the identity document
field-used-family = Name in use
field-used-family-hint = If it is another
field-given = Given names
field-given-hint = The first one first
field-sex = Sex
field-birth-date = Date of birth
field-birth-date-hint = For example 14/03/1979
field-birth-place = Place of birth
field-birth-place-hint = Commune, or country for a birth abroad
field-phone = Telephone
field-address = Number and street
field-postal-code = Postal code
field-commune = Commune
field-commune-hint = Its name or postal code: choose it in the list
field-communes = See its communes
field-attending = I am the attending doctor
field-attending-note = One at a time. It is changed in the care team.
field-ground = Why you are in the care team
field-ground-hint = No answer: the person turns to you.
field-told = What the person knows
field-told-hint = They know what is exchanged and shared, with whom, and that they may object.
told-not-yet = Not yet
told-not-yet-detail = No request can leave under their name before.
ins-summary = The INSi service has answered
ins-hint = An INS number comes from the INSi service, never from a Vitale card or a letter.
ins-nir = NIR (permanent number)
ins-nia = NIA (waiting number)
field-ins = INS number
field-ins-kind = Kind
field-ins-retrieved = INSi gave it, for these traits
similar-title = { $count ->
    [one] Is it this person?
   *[other] Is it one of these { $count } persons?
}
similar-text = You already look after somebody who resembles them. Open that record if it is the same person; nothing has been created yet.
similar-none = No: create
edit-title = Correct identity and contact
edit-lede = Each correction is kept with its author and date.
edit-checked-title = This identity was checked
edit-checked-text = Correcting the name at birth, the given names, the sex, the date or the place of birth takes it back to “provisional”: it will have to be checked again.
edit-save = Save
edit-leave = Change nothing
edit-mine = Your version
edit-theirs = Saved version
edit-keep-theirs = Keep the saved version
edit-keep-mine = Save mine

# The identity.

identity-title = Check the identity
identity-lede = What was seen, and what it allows. The INS number travels only with a qualified identity.
identity-now = Today
identity-correct = A trait is wrong: correct it
identity-statuses = The four statuses
identity-here = (now)
identity-history = What changed
identity-check-do = Check the identity
check-title = Record a check
check-what = What you did
check-leads-to = Becomes: { $status }
check-document-which = Document
check-document-hint = The original, shown by the person. No driving licence, no Vitale card.
check-insi-answer = If INSi answered
check-save = Record
change-edited = Corrected: { $traits }
change-checked = { $check }: { $status }

# The care team.

person-vital-need-close = Close it now
team-title = The care team
team-lede = Who is around the person, since when and why.
team-now = Today
team-past = Past members
team-nobody = Nobody for now.
team-you = (you)
team-leave = Leave the team
team-end = Take out of the team
team-add = Add somebody
team-add-do = Add to the team
team-who = Professional
team-who-hint = The name, then choose in the list
team-who-found = Who exactly?
team-kind = Place in the team
team-since = Since
team-since-hint = Empty: today. What this professional sees opens now, whatever the date.
team-replaces = Takes over from { $name } as attending doctor
team-replaces-note = The former one then leaves the team.
team-ground = Why
team-ground-hint = French public health code, article L1110-12
team-consent-summary = With the person’s consent
team-consent-hint = For a health professional outside the team, and for the professions that the law does not name.
team-consent = The consent
team-opens = Areas that the consent names
team-opens-hint = For a health professional outside the team; otherwise nothing to tick.
team-way = When
team-way-invite = Once they accept
team-way-invite-detail = They get an invitation; nothing opens before their answer
team-way-now = Now
team-way-now-detail = You agreed on it together already
team-invited = Invited, not in the team yet
team-invited-take-back = Take the invitation back
invitation-title = Invitation into a care team
invitation-lede = { $by }, { $structure }, invites you to join a person’s care team.
invitation-handover-title = You are asked to take over
invitation-handover-lede = { $by }, { $structure }, asks you to become the doctor of a person.
invitation-handover-opens = If you accept, you join their care team: their record opens for the parts of your role, the synthesis with it, and your secretariat sees their identity. Once the first visit took place, you are their attending doctor.
invitation-handover-why-hint = Whoever asks you will read it, and ask somebody else. Nothing on the person’s health.
invitation-through = Through your work at
invitation-what = What it is about
invitation-person = Person
invitation-as = Your place
invitation-sent = Sent
invitation-opens = If you accept, their record opens for the parts of your role, and your secretariat sees their identity. You can leave the team at any time.
invitation-accept = Join the team
invitation-decline = Do not join
invitation-decline-do = Decline
invitation-why = Why
invitation-why-hint = Optional; the team will read it. Nothing about the person’s health.
invitation-until = { $words } until { $date }
team-sees = Who sees what
team-sees-health = Carers of the team: identity, coordination and the areas of their place; doctors also see the social overview.
team-sees-social = Social professions: identity, coordination, social; of health, only what is shown to them.
team-sees-consent = With the person’s consent: what the consent names, nothing else.
team-sees-office = Secretaries of the team’s structures: identity and coordination.
team-effect = Joining and leaving take effect at once.
member-by-profession = As goes with the profession
member-since = Since { $date }
member-from-to = From { $from } to { $until }
consent-before = Already in the record

# Information, consent, objection.

information-title = Information, consents, objections
information-lede = What the person was told, what they want. Nothing is erased: the last word counts.
information-now = Where things stand
information-opposed-effect = No exchange under their name, and the areas of the record are closed.
information-closes = Which parts
information-closes-hint = If the person closes parts of their record. The last word counts: those no longer ticked open again.
information-record = Record what was said
information-what = What
information-whom = With whom
information-known = One of those already known
information-other = Or somebody else
information-how = How
information-on = When
information-on-hint = Empty: today
information-note = A word, if useful
information-note-hint = The care team will read it
information-save = Record
information-at-once = Takes effect at once.
information-terms = What the consent covers
information-purpose = For what
information-until = Until
information-until-hint = Last day of the consent; empty: no end
information-aids = With the help of
information-preview = See what this professional would see
information-preview-whom = First choose one person alone, and whom.
preview-of = What { $name } would see
preview-part-open = { $part }: open
preview-part-closed = { $part }: closed
preview-rights = Overview of rights and applications: open
preview-count = { $count ->
    [0] No entry of those you read.
    [one] One entry of those you read.
   *[other] { $count } entries of those you read, the latest below.
}
said-in-terms = { $said } ({ $terms })
said-until = until { $date }
left-title = What had already left
left-done = Recorded, and it takes effect at once.
left-lede = This cannot be called back: tell the person. They will find it on their page.
left-sent = Requests, referrals and hand-overs under their name
left-sent-none = No request, no referral and no hand-over left.
left-sent-to = from { $asker } to { $answerer }
left-sent-by = from { $asker }
left-files = Files taken from their record
left-files-none = No file was taken.
left-file-facts = Clinical facts, as a file
left-file-rights = Rights, in a spreadsheet
left-file-by = by { $name }
left-read = Who opened their record
left-read-none = Nobody opened their record.
left-read-times = { $times ->
    [one] once, on { $last }
   *[other] { $times } times, last on { $last }
}
information-history = Everything that was said
information-say = What to say
information-say-text = What is exchanged and shared, with whom and why; that they may object at any time, to all of it, to a part or to somebody; that they may know who read their record.
scope-everyone = Everybody who takes part in the care
scope-everyone-detail = The whole team, and those who are asked
scope-one = One person only
scope-one-detail = Choose them below
alert-crisis = Warning signs: { $signs }
team-last = This is the last member of the team: once they leave, no professional follows this person here, and only identity vigilance finds the record.

## dynamic

# Why one sees: the reasons of the rules.
reason-own-act = You see this because you wrote it.
reason-care-team-health = You see this record because you are in the person’s care team.
reason-care-team-doctor = You see the social overview because you are a doctor of the person’s care team.
reason-care-team-social = You see this record because you are, for social care, in the person’s care team.
reason-shared-with-social = You see this entry because its author shared it with social care.
reason-person-consent = You see this record because the person consented to it.
reason-person-consent-outside = You see this record from outside the care team because the person consented to it.
reason-structure-person = You see identity and coordination because your structure looks after this person.
reason-program-coordination = You see identity and coordination because you coordinate a programme in which the person is.
reason-identity-vigilance = You see the identity, and nothing else, because you are charged with identity vigilance.
reason-mission = You may look for persons and create them because you look after some.
reason-person-closes = The person closed this part of their record: each keeps what they wrote in it, and no more.
reason-person-objects = The person objects to sharing: each keeps what they wrote, and no more.
reason-author-only = Only its author can write this entry.
reason-restricted = Only its author and those they named read this entry.

# What happened.
entry-person-created = Record created
entry-person-edited = corrected
entry-person-identity-checked = checked
entry-person-merged = two records made into this one
entry-person-unmerged = two records apart again
entry-care-team-joined = Joined the care team
entry-care-team-left = Left the care team
entry-person-not-opposed = Informed, does not object
entry-person-informed = Person informed
entry-person-partly-opposed = Parts of the record closed by the person
entry-person-opposed = Objection expressed
entry-person-opposition-lifted = Objection lifted
entry-person-consented = Consent given
entry-person-consent-withdrawn = Consent taken back
entry-advice-sent = Advice asked for
entry-advice-accepted = Request for advice accepted
entry-advice-answered = Advice given
entry-advice-redirected = Request for advice redirected
entry-advice-declined = Request for advice not taken
entry-advice-cancelled = Request for advice cancelled
entry-advice-closed = Request for advice closed
entry-consultation-booked = Consultation booked
entry-consultation-held = Consultation held
entry-consultation-no-show = Consultation: the person did not come

# Everybody’s place.
member-attending-gp = Attending doctor
member-psychiatrist = Psychiatrist
member-doctor = Doctor
member-nurse = Nurse
member-pharmacist = Pharmacist
member-other-health = Other carer
member-psychologist = Psychologist
member-social-worker = Social worker
member-educator = Educator
member-judicial-agent = Judicial agent
member-health-mediator = Health mediator
member-social-companion = Social-care companion
member-other = Other
ground-same-structure = Same establishment or service
ground-same-structure-detail = They work there with somebody of the team (1°).
ground-chosen-by-person = The person turns to them
ground-chosen-by-me = The person turns to you
ground-chosen-by-person-detail = And recognises them as a member of the team (2°).
ground-formal-team = Formal team
ground-formal-team-detail = An organisation in writing, with a health professional at least (3°).
ground-consent = The person’s consent
ground-consent-detail = For somebody outside the team, or whose profession the law does not name.
how-in-person = Face to face
how-phone = By telephone or video
how-writing = In writing
how-representative = Through a representative

# The identity.
identity-status-provisional = Provisional identity
identity-status-retrieved = Retrieved identity
identity-status-validated = Validated identity
identity-status-qualified = Qualified INS identity
identity-meaning-provisional = What the person said. Nothing was checked; the INS number is not used.
identity-meaning-retrieved = INSi gave the number, but no document was seen: it does not travel yet.
identity-meaning-validated = An identity document was seen. INSi has not given the number yet.
identity-meaning-qualified = A document was seen and INSi answered: the INS number goes with exchanges.
check-document = I saw an identity document, it agrees
check-insi = INSi answered for these traits
check-insi-denied = INSi no longer confirms the number
check-document-doubted = The document was not theirs, or proves nothing
document-identity-card = National identity card
document-passport = Passport
document-residence-permit = Residence permit
document-family-book = Family record book, with the parent’s document (minor)
document-electronic-identity = Electronic identity of substantial level
change-created = Person created
change-merged = Two records made into one
change-unmerged = Two records apart again
trait-family = name at birth
trait-used-family = name in use
trait-given = given names
trait-sex = sex
trait-birth-date = date of birth
trait-birth-place = place of birth
trait-status = status
trait-phone = telephone
trait-address = address

# What the person was told and wants.
information-informed = The person is informed
information-not-opposed = The person, informed, does not object
information-consented = The person consents
information-opposed = The person objects
information-partly-opposed = The person closes parts of their record
information-opposition-lifted = The person no longer objects
information-consent-withdrawn = The person takes the consent back
effect-informed = Requests may leave under their name.
effect-not-opposed = Counts as information too: they know that they may object at any time.
effect-consented = Also counts as information. For one person: lets them be added to the team.
effect-opposed = To everybody: nothing is shared any more, each keeps what they wrote. To one person: they leave the team.
effect-partly-opposed = These parts are read no more; each keeps what they wrote. The rest does not change.
effect-opposition-lifted = Sharing goes on as before.
effect-consent-withdrawn = Those who saw by this consent see nothing any more.
said-informed = Informed
said-informed-to = Informed about { $who }
said-not-opposed = Informed, does not object
said-not-opposed-to = Informed, does not object to sharing with { $who }
said-consented = Consent
said-consented-to = Consent for { $who }
said-opposed = Objection to all sharing
said-opposed-to = Objection to sharing with { $who }
said-partly-opposed = Parts of the record closed to everybody
said-partly-opposed-to = Parts of the record closed to { $who }
said-opposition-lifted = Objection lifted
said-opposition-lifted-to = Objection lifted for { $who }
said-consent-withdrawn = Consent taken back
said-consent-withdrawn-to = Consent taken back for { $who }

# What was just done.
done-person-created = The person is created.
done-person-edited = Corrected.
done-identity-checked = The check is recorded.
done-team-joined = The team has changed: whoever was added sees the record from now on.
done-team-joined-myself = You are in the care team. The record is open to you.
done-invitation-sent = The invitation has left. Nothing opens before it is accepted.
done-invitation-declined = You declined. The team is told.
done-invitation-withdrawn = The invitation is taken back.
invitation-pending = Waiting for an answer
invitation-expired = Left without an answer
invitation-accepted = Accepted
invitation-declined = Declined
invitation-withdrawn = Taken back
conflict-already-invited = This professional is invited already and has not answered yet.
conflict-invitation-over = This invitation waits for no answer any more: it was taken back, has its answer, or is more than thirty days old.
conflict-invitation-void = The invitation no longer holds: the person took back their consent, or your work in that structure has ended. See whoever invites you.
notice-team-invited = You are invited into a care team.
notice-invitation-accepted = Your invitation into a care team is accepted.
notice-invitation-declined = Your invitation into a care team is declined.
reason-invited = You see this because the person’s care team invites you.
done-vital-need-closed = The record is closed. The opening will be reviewed.
done-team-left = It is over, from now on.
done-information = Recorded, and in force from now on.

# What to look at again.
fault-date-future = This date has not come yet. Check the year.
fault-date-before = Check the year: this date is too long ago.
fault-postal-code-unknown = No commune has this postal code. Check it, or leave it empty.
fault-commune-choose = Several communes have this postal code. Choose one.
fault-commune-postal-code = This postal code is not that of this commune. Correct one or the other.
fault-ins-key = This number is not right: it has 15 characters, two of them a key. Copy it from INSi again.
fault-ins-from-insi = Say that INSi gave this number; otherwise leave it empty.
fault-member-before = This professional was in the team already on that day: give a later date.
fault-choose-parts = Tick at least one part; to open them all again, record that the person no longer objects.
fault-choose-professional = Choose a professional in the list.
fault-consent-needed = The person’s consent is needed: say how it was given.
fault-ground-consent-only = For this profession, the person’s consent is needed. Choose “The person’s consent”.
fault-kind-profession = Only a doctor can be the attending doctor. Choose “As goes with the profession”.
fault-person-not-informed = The person was not told about sharing yet. Say how they are.
conflict-person-edited = { $who } corrected this identity meanwhile, { $at }.
conflict-identity-check = The identity has another status meanwhile: this check no longer applies.
conflict-person-opposed = The person objects to sharing: nothing can be opened or exchanged until they lift the objection.
conflict-person-opposed-to-them = The person objects to this professional. If they changed their mind, record first that the objection is lifted.
conflict-already-member = { $who } is in the team already, since { $at }.
conflict-attending-doctor-here = { $who } is the attending doctor in the team, since { $at }. End their place if the person changes doctors, then try again.
conflict-other-attending-gp = { $who } is the attending doctor already, since { $at }. Tick “Takes over” if the person changes.
conflict-membership-over = They are no longer a member of the team.
conflict-opposed-before = The person objects. Note first that they no longer do.
conflict-already-opposed = This objection is recorded already.
conflict-nothing-to-lift = There is no objection to lift like this.
conflict-nothing-to-withdraw = There is no consent to take back like this.
how-merge = By the merging of two records
aid-interpreter = An interpreter
aid-sign-language = Sign language
aid-easy-read = A text in plain language
fault-consent-over = This consent would be over already.
