# Who works near the person’s home, by the public directory.

person-nearby = Who is near their home
nearby-title = Near the person’s home
nearby-lede = Around { $commune }, by the public directory of professionals.
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
nearby-list = The nearest
nearby-order = The nearest first; of those equally near, those who take new patients, then those of whom it was confirmed last.
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
nearby-map-summary = The person’s commune is in the middle. Around it, { $many ->
    [one] one professional is placed
   *[other] { $many } professionals are placed
} at { $kilometres } km at most. The list says the same.
nearby-map-caption = The cross is the middle of their commune; the numbers are those of the list. From commune to commune, as the crow flies.
nearby-source = Public directory of health professionals (Agence du Numérique en Santé), as it was imported.
nearby-no-directory = The public directory was not imported yet
nearby-no-directory-text = Ask whoever administers: it is taken in by “maillage import directory”.
nearby-no-home = Nobody knows where the person lives
nearby-no-home-text = Note their commune: distances are counted from it.
nearby-no-home-do = Note their address
nearby-none = Nobody answers all of this
nearby-none-text = Ask for less at once, or for another speciality. Only those count of whom somebody said that they accept.
nearby-none-do = Start again

## dynamic

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
