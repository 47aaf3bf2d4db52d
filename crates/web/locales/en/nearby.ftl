# Who works near the person’s home, by the public directory.

person-nearby = Who is near their home
nearby-title = Near the person’s home
nearby-title-around = Elsewhere: { $commune }
nearby-lede-around = Town chosen: { $commune } ({ $department }), not the one in which they live. By the public directory of professionals.
nearby-around = Another town
nearby-around-hint = name or postal code
nearby-around-unknown = This town is not known
nearby-around-unknown-text = Check its name or its postal code, or empty the field to look near the person’s home.
nearby-lede = Their town: { $commune }. By the public directory of professionals.
nearby-search = Whom to look for
nearby-profession = Profession
nearby-speciality = Speciality
nearby-any-speciality = Any
nearby-general = General practice
nearby-fees = Fees
nearby-any-sector = Any
nearby-sector = { $sector ->
    [3] Outside the convention
   *[other] Sector { $sector }
}
nearby-language = Language spoken
nearby-any-language = Any
nearby-new-patients = Takes new patients
nearby-partner = Partner of the protocol
nearby-wheelchair = Wheelchair access
nearby-home-visits = Comes to the home
nearby-show = Search
nearby-hand-over = Propose the hand-over
nearby-wish = The person would like them
nearby-wished = Wished by the person
nearby-list = The nearest
nearby-order = The nearest first; of those equally near, those who take new patients, then those of whom it was confirmed last.
nearby-order-wished = Whom the person would like, then the nearest; of those equally near, those who take new patients, then those of whom it was confirmed last.
nearby-same-commune = In the same commune
nearby-far = { $km } km away
nearby-kilometres = { $km } km
nearby-takes = Takes new patients
nearby-takes-some = Takes some, under conditions
nearby-takes-none = Takes none
nearby-speaks = Speaks: { $languages }
nearby-confirmed = Confirmed on { $date }.
nearby-never-confirmed = Nobody has said yet what they accept: call before you refer.
nearby-map = Map
nearby-map-summary = The town from which one looks is in the middle. Around it, { $many ->
    [one] one professional is placed
   *[other] { $many } professionals are placed
} at { $kilometres } km at most. The list says the same.
nearby-map-caption = The cross is the middle of that town; the numbers are those of the list. From commune to commune, as the crow flies.
nearby-source = Public directory of health professionals (Agence du Numérique en Santé), as it was imported.
nearby-no-directory = The public directory was not imported yet
nearby-no-directory-text = Ask whoever administers: it is taken in by “maillage import directory”.
nearby-no-home = Nobody knows where the person lives
nearby-no-home-text = Note their commune: distances are counted from it.
nearby-no-home-do = Note their address
nearby-none = Nobody answers all of this
nearby-none-text = Ask for less at once, or for another speciality. Only those count of whom somebody said that they accept.
nearby-none-do = Start again

nearby-say = What they accept

# An exercise of the public directory, and what is known of what it accepts.

practice-accepts = What they accept
practice-nothing = Nothing is known yet.
practice-nothing-text = Call, then note here what was said: everybody reads it before they refer somebody.
practice-gone = This exercise is no longer in the public directory.
practice-history = What was said
practice-of = { $topic }: { $value }
practice-said = On { $date }, { $who }.
practice-noted = Noted by { $name } on { $date }.
practice-say = Note what was said
practice-say-hint = What you leave at “say nothing” stays as it was. Nothing is erased: what was confirmed last holds.
practice-unsaid = Say nothing
practice-yes = yes
practice-no = no
practice-conditions = under conditions
practice-new-patients = New patients
practice-languages = Languages spoken, beside French: all of them
practice-said-by = Who said so
practice-said-by-professional = by themselves
practice-said-by-office = by their office
practice-said-by-colleague = by a colleague
practice-said-by-patient = by a patient
practice-on = On which day
practice-on-hint = Empty: today
practice-do = Note

## dynamic

done-practice-said = Noted.
fault-offer-nothing = Nothing is said: choose at least one answer.
fault-languages = Choose languages of the list.
nearby-language-ar = Arabic
nearby-language-bn = Bengali
nearby-language-en = English
nearby-language-es = Spanish
nearby-language-fa = Persian
nearby-language-it = Italian
nearby-language-pt = Portuguese
nearby-language-ro = Romanian
nearby-language-ru = Russian
nearby-language-ta = Tamil
nearby-language-tr = Turkish
nearby-language-uk = Ukrainian
