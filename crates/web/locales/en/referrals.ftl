# Referrals: who refers whom to whom, under which protocol, and what became of it.

referrals-title = Referrals
referrals-lede = The people you referred, and those who are referred to you. The most pressing first.
referrals-views = Referrals to show
referrals-running = Running
referrals-late = Late
referrals-over = Over
referrals-none = No referral here.
referrals-none-text = A person is referred from their page, under Referrals.
referrals-of-none = No referral for now.
referrals-of-none-text = A referral says why, to whom, and what is expected; the answer comes back here.
referral-shared = Who follows what
referral-ald = Long-term illness (ALD)
referral-ald-none = No long-term illness recognised or asked for, as far as is known here.
referral-followed-by = Followed by { $who }
referral-refer = Refer this person
referral-to = Received by: { $who }
referral-program = { $program } · to receive them: { $who }
referral-promise = Answered within { $answer ->
    [one] a day
   *[other] { $answer } days
}; first appointment within { $begin ->
    [one] a day
   *[other] { $begin } days
} of the acceptance.
referral-promise-working = Answered within { $answer ->
    [one] a working day
   *[other] { $answer } working days
}; first appointment within { $begin ->
    [one] a working day
   *[other] { $begin } working days
} of the acceptance.
referral-criteria = What must be true
referral-criterion-required = Required
referral-exclusions = What does not belong here
referral-exclusions-hint = Tick what applies: then nothing leaves, and the line says where to turn.
referral-words = Why, and what you expect
referral-words-hint = Two sentences are often enough
referral-addressed = Addressed to
referral-to-anybody = Whoever can, among those of the protocol
referral-joins = The person wants whoever receives them to join their care team
referral-joins-note = Without it, whoever receives them reads this referral, and nothing of the record.
referral-send = Refer
referral-late = { $what }, late
referral-answer-before = Answer before { $day }
referral-begin-before = First appointment before { $day }
referral-over = Over
referral-by = Referred by { $who }
referral-received-by = Accepted by { $who }
referral-sent-by = { $who }, on { $on }
referral-person-hidden = Somebody
referral-under = Programme
referral-from = Referred by
referral-sent-on = Sent
referral-receiver = Accepted by
referral-who = Who refers, who receives
referral-acts = What you can do
referral-reason = Reason
referral-where = Where to turn
referral-decline-hint = Declining holds for everybody of the protocol: the referral goes back to whoever sent it, who is told.
referral-accept-joins = You join the care team of the person, as they want. Whoever referred them is told.
referral-accept-reads = You read this referral, and nothing of their record. Whoever referred them is told.
referral-accepted-by = Accepted by { $who }, first appointment to come
referral-how = How
referral-led = What it led to
referral-became = What was done
referral-more = More, if useful
referral-not-ticked = { $line }: not ticked
referral-fact-of = { $what }: { $more }
referral-attempt = { $how }, { $led }
team-follows = { $who } · receives since a referral: { $what }
day-referrals = Referrals
day-referrals-pool = Referrals to take

## dynamic

referral-status-sent = No answer yet
referral-status-accepted = Accepted
referral-status-in-progress = Under way
referral-status-done = Done
referral-status-could-not = Could not be done
referral-status-declined = Declined
referral-status-redirected = Redirected
referral-status-closed = Closed
referral-status-cancelled = Cancelled
referral-act-sent = Answer
referral-act-accepted = Follow
referral-act-in-progress = Follow
referral-act-done = Read and close
referral-act-could-not = Read and close
referral-act-declined = Read and close
referral-act-redirected = Read and refer elsewhere
referral-do-acceptance = Accept
referral-do-decline = Decline
referral-do-redirection = Redirect
referral-do-attempt = Note a try
referral-do-beginning = The first appointment took place
referral-do-done = It is done
referral-do-could-not = It could not be done
referral-do-closing = Close
referral-do-cancellation = Cancel
referral-fact-sending = Referred
referral-fact-acceptance = Accepted
referral-fact-decline = Declined
referral-fact-redirection = Redirected
referral-fact-attempt = Try
referral-fact-beginning = First appointment
referral-fact-done = Done
referral-fact-could-not = Could not be done
referral-fact-closing = Closed
referral-fact-cancellation = Cancelled
referral-means-phone = by telephone
referral-means-letter = by letter
referral-means-message = by message
referral-means-visit = by a visit
referral-means-through = through those around them or other professionals
referral-outcome-agreed = appointment agreed
referral-outcome-hesitates = still hesitates
referral-outcome-not-reached = no answer
referral-outcome-did-not-come = missed appointment
referral-obstacle-could-not-reach = could not be reached
referral-obstacle-not-eligible = not a matter for this protocol
referral-obstacle-no-capacity = no place left
referral-obstacle-no-longer-wanted = no longer wanted
referral-obstacle-other = another reason
done-referral-sent = It is sent. The answer will come back here.
done-referral-recorded = It is recorded.
entry-referral-sending = Referral sent
entry-referral-acceptance = Referral accepted
entry-referral-decline = Referral declined
entry-referral-redirection = Referral redirected
entry-referral-attempt = A try before the first appointment
entry-referral-beginning = First appointment after a referral
entry-referral-done = Referral: done
entry-referral-could-not = Referral: could not be done
entry-referral-closing = Referral closed
entry-referral-cancellation = Referral cancelled
notice-referral-for-you = A person is referred to you
notice-referral-in-pool = A referral waits for somebody
notice-referral-accepted = Your referral is accepted
notice-referral-declined = Your referral is declined
notice-referral-redirected = Your referral is to be made elsewhere: read where
notice-referral-begun = The first appointment took place
notice-referral-done = What you asked for is done
notice-referral-could-not = What you asked for could not be done
notice-referral-closed = A referral is closed
notice-referral-cancelled = A referral is cancelled
fault-referral-criteria = Tick what is required, or do not refer under this protocol.
fault-referral-excluded = This protocol does not fit: do what the ticked line says. Nothing left.
fault-referral-minimum = Answer in a few words: whoever receives them needs it.
fault-referral-named = Choose somebody from the list.
conflict-referral-left = A referral left from this page already. Read this one again, then send it: it will leave on its own.
conflict-referral-moved-on = { $who } was quicker, { $at }. What you typed is still there.
