# Help.

keys-title = Keyboard shortcuts
keys-text = Outside a field. To go somewhere: g, then the letter.
keys-search = find a person
keys-help = this list
keys-switch = Shortcuts on
keys-switch-text = Untick if voice control or a special keyboard sets them off by mistake. Holds for this device.
keys-close = Close

# The page of components.

components-title = Components and states
components-text = What every page uses again, with the rare states: waiting, error, conflict, breaking the glass.
components-why = You see this record because you are in the care team since 4 May 2026.
components-who = Who sees what
components-ins = Qualified national identity
components-restricted = Restricted access
components-open = Open until 31 January
components-waiting = Waiting
components-renew = To be renewed
components-blocked = Blocked
components-done = The request was sent.
components-nothing = No request awaits an answer.
components-nothing-text = The next due date is Friday 27 November.
components-ask = Make a request
components-who-for = For whom?
components-question = Your question
components-question-hint = As you would ask it on the telephone
components-question-note = One sentence is enough.
components-question-missing = Write your question, one sentence is enough.
components-born = Date of birth
components-kind = Kind
components-risk = Did you ask about suicidal thoughts?
components-risk-missing = Say whether you asked about suicidal thoughts.
components-yes = Yes, none
components-not-yet = Not yet
components-join = Attach from the record
components-agreed = The person agrees to this request
components-agreed-missing = Tick if the person agrees.
components-file = A document
components-do = Review and send
