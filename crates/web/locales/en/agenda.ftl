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
