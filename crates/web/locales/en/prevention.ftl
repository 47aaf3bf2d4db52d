# A person’s prevention plan.

prevention-title = Prevention
prevention-lede = What to think of, by the age, the treatments and the health problems that you read. It is a reminder: nothing is decided here.
prevention-now = To do
prevention-planned = Planned
prevention-soon = Soon
prevention-later = Later
prevention-rest = Refused, of no use, done once and for all
prevention-nothing = Nothing to plan for now.
prevention-rule = The latest rule was entered on { $date }: compare each with its source before you rely on it. Only known names of treatments and ICD-10 codes count. What is noted here is an entry of the record; you and the attending doctor are told when the time comes.
prevention-note = Note
prevention-note-do = Note it
prevention-outcome = Where it stands
prevention-on = Which day
prevention-on-hint = Empty: today. For what is planned, the day to come.
prevention-text = Result, place, reason
prevention-due-since = To do since { $date }
prevention-never = To be offered, never noted
prevention-missed = Planned on { $date }, nothing noted since
prevention-again = Refused more than a year ago: to be offered again
prevention-kept-alike = Those for whom the treatment or the problem behind this reminder is kept, nobody else.
prevention-psychiatric = You, and those to whom the psychiatric part is open, as the treatment or the problem behind this reminder.
prevention-source = Source: { $source }
prevention-due-on = To do on { $date }
prevention-planned-on = Planned for { $date }
prevention-asked-again = Refused, to be offered again on { $date }
prevention-of-no-use = Of no use
prevention-once-done = Done
prevention-women = woman
prevention-men = man
prevention-from-age = { $from } and older
prevention-ages = from { $from } to { $to }
prevention-under = Taking { $label }
prevention-under-since = On { $label } since { $since }
prevention-last = Done on { $date }
prevention-last-in = Done in { $date }
prevention-on-day = { $date }
prevention-said = { $outcome } ({ $date })

## dynamic

done-prevention-noted = It is noted.
notice-prevention = A date of prevention comes up for a person whom you follow.
fault-prevention-past = What is planned is to come: today or later.
prevention-choice-done = Done
prevention-choice-planned = Planned
prevention-choice-refused = Refused by the person
prevention-choice-not-applicable = Of no use for them
