# Handing over to a doctor, by a link without an account.

handover-made = A link and a code for the doctor
handover-made-text = Send the link by secure mail; give the code another way, by telephone for example. They will not be shown again. Good until { $until }.
handover-back = Back to the pathway
handover-make = Prepare a link for the doctor
handover-told-here = Told here: they answer from their day
handover-told-no-more = They are not told here any more: withdraw the proposal and make it again
handover-make-hint = They answer in a minute, without an account. Nothing is said of the person before they accept and give the code.
handover-make-again = Prepare a new link for the doctor
handover-asked = Somebody is looking for a general practitioner
handover-who = Who asks you
handover-who-asks = { $from } ({ $organization }), for “{ $program }”, asks you to look after somebody who lives near your practice and who agrees.
handover-nothing-yet = Nothing is said of this person before your answer. If you accept, a code that you are given another way opens who they are and, once it is signed, the synthesis.
handover-answer-by = An answer is hoped for by { $on }.
handover-accept = I accept
handover-decline = I cannot
handover-why = Why
handover-why-hint = In a word: no more room, too far, retiring soon …
handover-decline-do = Answer that I cannot
handover-ask = I have a question
handover-asked-last = You asked:
handover-question = Your question, and how to reach you
handover-question-hint = { $from } calls you back. The link stays good.
handover-ask-do = Send the question
handover-asked-done = Your question has left. You will be called back.
handover-accepted = Thank you, you accepted
handover-code-text = { $from } gives you a code, by another way than this link. It opens once, for half an hour, who the person is and the synthesis.
handover-open = Open
handover-declined = Thank you for your answer
handover-declined-text = It was passed on. There is nothing else to do; this link is worth nothing any more.
handover-closed = This link opens nothing
handover-closed-text = It was used, it is too old, or the request was withdrawn. Call whoever sent it to you: they can prepare another.
handover-received = The person who is handed over to you
handover-leave = Close this page
handover-reach = Who they are, how to reach them
handover-before-synthesis = The synthesis is not signed yet. It will be sent to you.
handover-then = And now
handover-then-text = Offer a first appointment. Keep the synthesis with your patient’s record: this page closes.

## dynamic

notice-handover-proposed = A colleague asks you to take a person over
notice-handover-taken = The doctor takes over: they are of the team
notice-handover-accepted = The doctor takes over: give them the code
notice-handover-declined = The doctor who was asked cannot: ask the next
notice-handover-asked = The doctor who was asked has a question
reason-handover-by-link = This person is handed over to you: you accepted.
conflict-handover-nobody = No doctor is asked at the moment: propose the hand-over first.
conflict-handover-questions = You asked five questions already: call whoever sent you this link.
conflict-handover-role = You act in a role in which this record would not open: switch roles, then answer.
