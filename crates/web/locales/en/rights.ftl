# The rights of a person.

rights-title = Rights and applications
rights-lede = One line an application: where it stands, since when, what blocks it.
rights-all = The applications
rights-none = No application for a right is noted.
rights-begin = Open an application
rights-which = Which right
rights-begin-do = Open the application
right-since = Since when
right-where = Where the application stands
right-body = Body
right-filed = Filed on
right-number = File number
right-silence = Without an answer
right-from = First day of the right
right-from-hint = Empty: the day of the decision
right-until = Last day of the right
right-until-hint = Empty: without a term
right-renewal = Renewal to be asked
right-between = between { $from } and { $until }
right-ended-and-renewed = Ended, renewed
right-until-words = { $words } until { $date }
right-at-since = { $body } since { $date }
right-renew-until = to be asked before { $date }
right-pieces-of = { $there } pieces of { $all } · { $missing }
right-missing = Missing: { $pieces }
right-missing-of = { $name } ({ $owed })
right-silence-refusal = without an answer on { $date }, it is a refusal
right-silence-acceptance = without an answer on { $date }, it is a grant
owed-by-person = the person
owed-by-doctor = a doctor
owed-by-social-worker = social work
right-pieces = The pieces of the file
right-piece-there = There since { $date }
right-piece-missing = To be provided
right-piece-do = It is there
right-piece-earlier = A piece came on another day
right-piece-on = Received on
right-piece-note = Note this piece
right-piece-which = Which one
right-next = What just happened
right-what-is-missing = What is missing
right-why = Why
right-channel = How
right-on = When
right-history = What happened
right-rule = The rule
right-source = Source: { $source }. Entered in the catalogue on { $date }: check it before relying on it.
right-fact-of = { $what }: { $name }
right-granted-until = from { $from } to { $until }
right-granted-from = from { $from }, without a term
right-by = { $author }, on { $date }
right-by-later = { $author }, on { $date } (noted on { $recorded })
person-rights = Rights and applications
board-rights-title = Rights of the persons you accompany
board-rights-lede = { $count ->
    [0] No right is followed for now.
    [one] One right followed.
   *[other] { $count } rights followed. The nearest to being lost first.
}
board-rights-back = All rights
board-rights-filter = Filter
board-rights-right = Right
board-rights-all = All
board-rights-ours = Only what waits for the team
board-rights-show = Filter
board-rights-none = Nothing here.
board-rights-more = { $count ->
    [one] The other one
   *[other] The { $count } others
}
board-rights-over = { $count ->
    [one] One right is over or dropped: see it.
   *[other] { $count } rights are over or dropped: see them.
}
nav-rights = Rights
days-left = { $days ->
    [0] today
    [one] 1 day left
   *[other] { $days } days left
}
days-past = { $days ->
    [one] for 1 day
   *[other] for { $days } days
}
right-blocked = Blocked: { $piece }
right-due-in = { $words } · { $days }
right-appeal = Appeal possible
right-until-day = until { $date }
right-upkeep = To keep it
right-upkeep-contact = a contact before { $date }
right-upkeep-declaration = a declaration before { $date }

# Le catalogue.
right-rule-whole = The whole rule
catalogue-title = Catalogue of rights
catalogue-lede = Who decides, for how long, when to renew, what silence means, which pieces. Each entry says its source and its date: compare before relying on it, correct what has changed.
catalogue-corrected = Corrected by the territory
catalogue-source = Source: { $source }. Entered on { $date }.
catalogue-lasts = Duration
catalogue-months = Usual length
catalogue-months-of = { $months } months
catalogue-renew-between = from { $from } to { $until } months before the end
catalogue-silence-after = after { $months } months, { $means }
catalogue-means-refusal = it is a refusal
catalogue-means-acceptance = it is an acceptance
catalogue-by-declaration = a declaration of income
catalogue-by-contact = a contact with the body
catalogue-upkeep-every = { $by } every { $months } months
catalogue-appeal-within = within { $months } months ({ $source })
catalogue-no-piece = No piece is asked for.
catalogue-correct = Correct for the territory
catalogue-correct-hint = The correction holds for everybody, at once: the dates of all applications are computed again. The original entry stays and can be put back.
catalogue-correct-do = Save the correction
catalogue-source-field = From which source
catalogue-source-hint = The text, the decision, the letter: what it can be checked against
catalogue-in-months = In months; empty if none
catalogue-renew-from = Renew from
catalogue-renew-until = Renew until
catalogue-silence = Time of silence
catalogue-means = After that time silence means
catalogue-upkeep = To keep it, every
catalogue-appeal = Time to appeal
catalogue-appeal-source = Text of the appeal
catalogue-pieces = Pieces asked for
catalogue-piece = One more piece
catalogue-owed-by = Who owes it
catalogue-history = Corrections
catalogue-as-shipped = None: the entry is Maillage’s own.
catalogue-corrected-from = Corrected from: { $source }
catalogue-restored = Put back as it was
catalogue-restore = Put the original entry back

right-asked = asked for: { $sum }
right-granted-sum = granted: { $sum }
right-reminded = Reminded on
right-adjourned = Decision put off to
right-suspended = Suspended since
right-reminder-words = Whom you asked, what was said
right-put-off-until = Put off to
right-put-off-hint = Empty where the body gave no date.
right-amount = Amount, in euros
right-amount-hint = For example 350 or 1200.50. Empty where it is not known.
catalogue-valid = In force
catalogue-valid-from = since { $from }
catalogue-valid-until = until { $until }
board-rights-status = Where it stands
board-rights-due = Due
board-rights-due-any = Any time
board-rights-view = Shown as
board-rights-as-board = Board
board-rights-as-list = List
board-rights-nearest = By due date
rights-beside = Rights: open an application, who reads them
right-owed = Yours to give, for { $right }: { $piece }
right-owed-until = Yours to give, for { $right }, before { $date } ({ $left }): { $piece }
right-owed-more = The application waits for this piece from a doctor.
right-owed-do = See the application

## dynamic

right-standing-exploring = To explore
right-standing-gathering = Pieces to gather
right-standing-filed = Filed
right-standing-incomplete = Pieces asked for
right-standing-under-review = Under review
right-standing-adjourned = Decision put off
right-standing-granted = Granted
right-standing-suspended = Suspended
right-standing-refused = Refused
right-standing-appealed = Administrative appeal
right-standing-in-court = In court
right-standing-dropped = Dropped
right-standing-withdrawn = Withdrawn
right-standing-open = Open
right-standing-to-renew = To renew, open
right-standing-expired = Over
right-standing-silent-refusal = Refused by silence
right-standing-silent-grant = Granted by silence
right-do-filing = File the application
right-do-pieces-asked = The body asks for pieces
right-do-acknowledgement = The file is whole
right-do-adjournment = The decision is put off
right-do-grant = It is granted
right-do-refusal = It is refused
right-do-appeal = Make an administrative appeal
right-do-court-action = Go to court
right-do-suspension = It is suspended
right-do-resumption = It runs again
right-do-dropping = Do not go on with it
right-do-withdrawal = Withdraw the application
right-fact-opening = Application opened
right-fact-piece-provided = Piece provided
right-fact-filing = Filed
right-fact-pieces-asked = Pieces asked for
right-fact-acknowledgement = File whole
right-fact-adjournment = Decision put off
right-fact-grant = Granted
right-fact-refusal = Refused
right-fact-appeal = Administrative appeal
right-fact-court-action = Brought to court
right-fact-suspension = Suspended
right-fact-resumption = Running again
right-fact-dropping = Dropped
right-fact-withdrawal = Withdrawn
right-channel-online = Online
right-channel-post = By post
right-channel-counter = At the counter
right-channel-partner = Through a partner
entry-right-opening = Application for a right opened
entry-right-piece-provided = Application for a right: piece provided
entry-right-filing = Application for a right filed
entry-right-pieces-asked = Application for a right: pieces asked for
entry-right-acknowledgement = Application for a right: file whole
entry-right-reminder = Application for a right: body asked where it stands
entry-right-adjournment = Application for a right: decision put off
entry-right-grant = Right granted
entry-right-refusal = Right refused
entry-right-appeal = Application for a right: administrative appeal
entry-right-court-action = Application for a right: brought to court
entry-right-suspension = Right suspended
entry-right-resumption = Right running again
entry-right-dropping = Application for a right dropped
entry-right-withdrawal = Application for a right withdrawn
done-right-recorded = It is noted.
fault-before-the-last = This date comes before what is noted already.
conflict-right-under-way = { $who } opened an application for this right already, { $at }: go on with it in the list.
conflict-right-not-now = This cannot happen where the application stands. Here is where it stands.
conflict-right-over = The application is over: open another one.
conflict-piece-there = This piece was there already.
right-column-prepare = To prepare
right-column-filed = Filed, waiting
right-column-open = Open
right-column-refused = Refused, appeal
right-column-over = Over, dropped
right-due-prepare = To file before { $date }
right-due-silence = Silence = refusal on { $date }
right-due-contact = Contact before { $date }
right-due-declaration = To declare before { $date }
right-due-renewal = To renew before { $date }
right-due-appeal = Appeal before { $date }
right-do-declaration = The declaration was made
right-do-contact = There was a contact
right-fact-declaration = Declaration made
right-fact-contact = Contact with the body
entry-right-declaration = Right: declaration made
entry-right-contact = Right: contact with the body
done-catalogue-corrected = The correction holds from now on; the dates follow.
done-catalogue-restored = The entry is the original one.
fault-months = Write a number of months, { $limit } at most.
fault-renewal-window = A renewal begins earlier before the end than it stops: from 4 to 2 months before, for example.
conflict-catalogue-corrected = { $who } corrected this entry, { $at }. Your text is kept; read the entry again before you correct.
right-do-reminder = Ask the body where it stands
right-fact-reminder = Body asked where it stands
right-due-adjourned = Decision put off to { $date }
risk-suspended = { $right }: suspended, to be restored
risk-adjourned = { $right }: decision put off, ask again
risk-clock-suspended = Suspended since { $date }
risk-clock-adjourned = Put off to { $date }
due-window-past = Past
due-window-week = Within 7 days
due-window-month = Within 30 days
due-window-quarter = Within 3 months
