# Pathways: steps, who, by when.

pathways-board-title = Pathways
pathways-lede = Where everybody is, and what is late. The most pressing first.
pathways-lines = The pathways
pathways-running = Running
pathways-late = Late
pathways-stopped = Stopped
pathways-at = { $count ->
    [0] nobody
    [one] one person
   *[other] { $count } persons
}
pathways-late-count = { $count ->
    [one] one late
   *[other] { $count } late
}
pathways-none = No pathway here.
pathways-none-text = A pathway begins on the page of a person, under Pathways.
pathways-title = Pathways
pathways-of-none = No pathway for this person.
pathways-of-none-text = A pathway is a chain of steps: who, by when, up to the hand-over.
pathway-begin = Begin a pathway
pathway-begin-do = Begin
pathway-which = Which one
pathway-words = Who asks for it, and why
pathway-words-hint = A word that whoever coordinates may read: nothing clinical
pathway-telling = The person is told
pathway-told-before = They were before
pathway-since = Since
pathway-title = { $name }: { $progress }
pathway-progress = { $over ->
    [0] no step of { $all }
    [one] one step of { $all }
   *[other] { $over } steps of { $all }
}
pathway-steps = The steps
pathway-moved = The person moved to another town on { $date }, since this doctor was asked: see whether they are still near.
pathway-left = { $who } does not practise at this address any more, by the directory of { $day }. Find out how things stand: if the person is left without a doctor, say so and propose the hand-over to somebody else.
pathway-turn = To do now: { $step }
pathway-fill = Fill in: { $title }
pathway-other = Also
pathway-whole = The pathway
pathway-asked = What was asked
pathway-without-gp = Without a general practitioner
pathway-running = Running
pathway-late = Late
pathway-stopped = Stopped
pathway-closed = Closed
pathway-again = Look again where the pathway stands
pathway-day = The day
pathway-day-hint = For example 08/12/2026
pathway-time = The time
pathway-time-hint = 14:30; empty: 9:00
pathway-place = Where
pathway-slot = Among the free times
pathway-later = Later times
pathway-other-time = Another time
pathway-to = To whom
pathway-to-hint = The name of the doctor; the person agrees
pathway-fact-of = { $step }: { $what }
pathway-next = Next step: { $step }
pathway-next-on = Next step: { $step }, { $when }
step-on = { $what }, { $on }
step-skipped = Left out, { $on }
step-asked = Proposed to { $to }
step-not-needed = Not needed
step-from = to be checked from { $date }
step-missed = { $count ->
    [one] Did not come once
   *[other] Did not come { $count } times
}
step-held = Took place { $count } times
step-due = before { $on }
step-was-due = was due before { $on }
step-before = Before { $on }
step-planned = Planned { $when }
step-by-coordination = Coordination
step-wished = The person would like { $name }
step-question = The doctor asks: { $text }
pathway-nearby = Choose a doctor near their home
pathway-by-link = The doctor themselves, { $on }
pathway-withdraw = Withdraw the request
pathway-withdrawn = request withdrawn
day-pathways = Steps of pathways

## dynamic

step-to-do-visit = To plan
step-to-do-document = To sign
step-to-do-handover = To propose
step-to-do-check = To check
step-done-visit = Held
step-done-document = Signed
step-done-handover = Accepted
step-done-check = Checked
pathway-do-planning = Plan it
pathway-do-holding-visit = The visit took place
pathway-do-holding-document = The synthesis is signed
pathway-do-holding-check = It is checked
pathway-do-no-show = The person did not come
pathway-do-calling-off = Call the appointment off
pathway-do-skipping = Leave it out
pathway-do-wish = Note the person’s wish
pathway-do-proposal = Propose the hand-over
pathway-do-acceptance = The doctor accepts
pathway-do-decline = The doctor cannot
pathway-do-question = The doctor asks
pathway-do-loss = Lost on the way
pathway-do-stop = Stop the pathway
pathway-do-restart = Go on with the pathway
pathway-do-closing = Close the pathway
pathway-fact-opening = Pathway begun
pathway-fact-planning = planned
pathway-fact-holding = done
pathway-fact-no-show = did not come
pathway-fact-calling-off = appointment called off
pathway-fact-skipping = left out
pathway-fact-wish = the person’s wish
pathway-fact-proposal = proposed
pathway-fact-acceptance = accepted
pathway-fact-decline = declined
pathway-fact-question = a question before answering
pathway-fact-loss = lost on the way
pathway-fact-stop = Pathway stopped
pathway-fact-restart = Pathway goes on
pathway-fact-closing = Pathway closed
entry-pathway-opening = Pathway: begun
entry-pathway-planning = Pathway: a visit is planned
entry-pathway-holding = Pathway: a step is done
entry-pathway-no-show = Pathway: the person did not come
entry-pathway-calling-off = Pathway: a visit is called off
entry-pathway-skipping = Pathway: a step is left out
entry-pathway-wish = Pathway: whom the person would like to take over
entry-pathway-proposal = Pathway: a hand-over is proposed
entry-pathway-acceptance = Pathway: the hand-over is accepted
entry-pathway-decline = Pathway: the hand-over is declined
entry-pathway-question = Pathway: the doctor who was asked has a question
entry-pathway-loss = Pathway: the person was lost on the way
entry-pathway-stop = Pathway: stopped
entry-pathway-restart = Pathway: goes on
entry-pathway-closing = Pathway: closed
done-pathway-begun = The pathway begins.
done-pathway-recorded = Recorded.
conflict-pathway-under-way = { $who } began this pathway already, { $at }: go on with it in the list.
fault-step-too-early = This is too early: see from which day this step can be checked.
conflict-pathway-document = A document is done once it is signed: compose it here. If it was written elsewhere, leave the step out and say where.
conflict-pathway-not-now = This cannot happen where the pathway stands. Here is where it stands.
conflict-pathway-over = The pathway is stopped or closed.
fault-slot-or-typed = Choose a time, or type another moment: not both.
fault-pathway-not-complete = The hand-over is not accepted, or the first visit not checked: say why you close it.
notice-person-moved = A person moved to another town while a doctor is asked to take over
