# The diary, and the link by which another calendar reads it.

agenda-title = Your diary
agenda-lede = What you have planned in the next eight weeks: interviews, consultations, visits of pathways.
agenda-empty = Nothing planned in the next eight weeks.
agenda-empty-text = Interviews that you plan, consultations and visits of pathways will be listed here by day.
agenda-interview = Interview
agenda-consultation = Consultation
agenda-visit = Visit of a pathway
agenda-open = Open
agenda-own = In your own calendar
agenda-own-text = Your telephone or mail program can show when you are taken. It knows no more than that: no name, no place, no reason.
agenda-link = Make a link
agenda-linked-until = A link is in service until { $until }.
agenda-again = Make another link
agenda-again-text = The link of before will open nothing any more.
agenda-withdraw = Withdraw the link
agenda-linked = The link for your calendar
agenda-linked-text = It is shown this once only.
agenda-address = To give to your calendar, as “calendar by address” or “subscribe”
agenda-picture = The link as a picture, to point a telephone at
agenda-private = Keep it to yourself: it shows when you are taken, and by which kind of appointment. It is good for a year, and as long as you work here.
agenda-back = Back to the diary

# The times at which one can be booked.

slots-title = Your times
slots-lede = When you can be booked for a visit of a pathway. Whoever plans the visit chooses among those that are free.
slots-empty = No time is open.
slots-empty-text = Open some: they will be offered to whoever plans a visit that you hold.
slots-nowhere = No programme has visits with your profession.
slots-nowhere-text = Appointments that you make yourself stand in your diary without such times.
slots-add = Open times
slots-program = For the visits of
slots-from = From
slots-from-hint = For example 14:30
slots-until = To
slots-until-hint = The last one ends by then.
slots-length = How long each is
slots-minutes = { $minutes } minutes
slots-weeks = How many weeks
slots-weeks-of = { $weeks ->
    [one] This once only
   *[other] { $weeks } weeks in a row
}
slots-weeks-hint = The same day of each week. Public holidays are left out.
slots-do = Open these times
slots-told = Your times are offered for persons whom you follow. Others see when and where, and whether they are free. Those that fall within an absence that you declared are not offered.
slot-free = Free
slot-taken = Taken
slot-withdraw = Withdraw

## dynamic

done-slots-opened = The times are open.
done-slot-withdrawn = The time is withdrawn.
fault-slots-none = No time fits between these two, or they are past. Make it longer, or each shorter.
fault-slots-many = That would be more than 200 times. Open them in several goes.
fault-slots-weeks = Choose from 1 to 12 weeks.
fault-slots-far = Times are opened a year ahead at most.
conflict-slot-overlaps = One of your times covers some of these hours already. Withdraw it first, or change the hours. None was opened.
conflict-slot-booked = Somebody was just booked for this time. To free it, call the visit off on the person’s pathway.
notice-appointment = An appointment comes up: remember to remind the person.
