# My day and the menu.

nav-day = My day
nav-persons = Persons
nav-requests = Requests
nav-board = Coordination
nav-report = Report
nav-vigilance = Identity vigilance
nav-directory = Directory
nav-accounts = Accounts
nav-journal = Journal
day-waiting = { $count ->
    [0] Nothing waits for you.
    [one] One thing waits for you{ $late ->
        [0] .
       *[other] , and it is late.
    }
   *[other] { $count } things wait for you{ $late ->
        [0] .
        [one] , one of them late.
       *[other] , { $late } of them late.
    }
}
day-late = Late
day-due = To do
day-pool = To be taken, in your teams
day-elsewhere = With others
day-invitations = Care teams that you are invited to join
day-invitation-clock = Invitation
day-invitation-until = until { $date }
day-owed = Pieces you owe for a right
day-owed-clock = Piece awaited
day-owed-since = since { $date }
day-drafts = Drafts
day-nothing-to-do = { $count }, nothing to do
day-empty = Nothing waits for you.
day-empty-text = What comes will be put here by due date.
day-agenda = Your diary
day-today = Today
day-news = What moved
day-ask-title = Do you have a question?
day-ask-text = A psychiatrist answers you, with reasons.
act-go-on = Go on
act-answer = Answer
act-complete = Reply
act-read-and-close = Read and close
act-open = Open
act-propose-again = Offer it again
act-offer-times = Set a date
act-say-held = Say whether it was held
