# Reception: the book of arrivals, and what a programme is.

nav-reception = Reception
reception-lede = { $date }. { $count ->
    [0] Nobody waits.
    [one] One person waits.
   *[other] { $count } persons wait.
}
reception-waiting = To be oriented
reception-oriented = Oriented, to be received
reception-over = Come and gone
reception-empty = Nobody has come yet today.
reception-empty-text = When somebody pushes the door, note their arrival: it takes neither name nor papers.
reception-empty-day = No arrival was noted that day.
reception-days = Days of the book
reception-before = The day before
reception-after = The day after
reception-today = Today
reception-rule = The book is your structure’s; no other sees it. Names are shown only to those who may see the person. The way to call somebody is erased at midnight.
arrival-new = Note an arrival
arrival-new-lede = A few seconds, standing behind the counter. Nobody has to say their name.
arrival-who = Who is it?
arrival-who-nobody = Without a name
arrival-who-nobody-detail = Who it was can be said later.
arrival-who-known = A person already known
arrival-who-new = A new person
arrival-reasons = Why they come
arrival-reasons-hint = What they say of it, nothing if they say nothing.
arrival-how = How they come
arrival-call = How to call them in the waiting room
arrival-call-hint = A garment, a nickname. Erased at midnight.
arrival-note = In a few words
arrival-note-hint = No name, number, e-mail address or date of birth.
arrival-time = At what time
arrival-time-hint = Like 9:05. Empty: now
arrival-save = Note the arrival
arrival-rules = Good to know
arrival-rule-anonymous = People are received without a name. Nothing ties an arrival to anybody until somebody says so.
arrival-rule-call = The way to call them serves for that alone, and is erased at midnight.
arrival-rule-note = The note is read by those who care and accompany at the reception; the secretariat reads its own alone.
arrival-nobody = Without a name
arrival-called = Without a name, “{ $called }”
arrival-somebody = A known person
arrival-came-at = Came at { $time }
arrival-waits-for = has waited { $time }
arrival-just-came = has just come
arrival-until = until { $time }
arrival-untold = what followed was not noted
arrival-minutes = { $minutes } min
arrival-hours = { $hours } h { $minutes }
arrival-status-to = { $status }: { $to }
arrival-sub = Came { $how }, { $date }
arrival-by = { $name }, { $date }
arrival-record = Open the record
arrival-orient = Orient
arrival-orient-again = Orient otherwise
arrival-to = To whom
arrival-orient-do = Orient
arrival-tell = Say what followed
arrival-was-seen = They are received
arrival-has-left = Left without being received
arrival-history = What happened
arrival-identify-text = Nobody knows who it is. That can be said now, later, or never.
arrival-known-do = It is somebody known
arrival-become-do = Make them a new person
arrival-becomes = The person will be tied to their arrival at the reception, which will leave a line in their record.
arrival-is-them = It is them
arrival-mistake = Noted by mistake?
arrival-mistake-text = The arrival stays in the book, struck out, and is not counted any more. The line it left in a record is taken back.
arrival-mistake-why = Why
arrival-mistake-do = It was a mistake
arrival-who-title = Who was it?
arrival-who-found = Persons found
arrival-who-none = Only persons whom you may see are found here. Check the spelling, or make them a new person.
arrival-stay-nobody = Leave without a name
arrival-who-rule = A line “At the reception” will be read in their record, without the reason, by those who read coordination.
whose-reception = For the reception
whose-received = For whoever receives them
program-lede = { $count ->
    [0] This programme has no strands.
    [one] One strand.
   *[other] { $count } strands.
}
program-no-strands = This programme is all of a piece.
program-who = Who takes part: { $professions }
program-themes = What is done
program-audiences = For whom
program-reasons = Why people come
program-orientations = First orientations

## dynamic

arrival-how-alone = by themselves
arrival-how-accompanied = with somebody close
arrival-how-sent = sent by a partner
arrival-how-fetched = met outside and brought in
arrival-status-waiting = To be oriented
arrival-status-oriented = Oriented
arrival-status-seen = Received
arrival-status-redirected = Sent elsewhere
arrival-status-left = Left without being received
arrival-status-mistaken = Noted by mistake
arrival-fact-arrival = Arrival
arrival-fact-orientation = Oriented
arrival-fact-redirection = Sent elsewhere
arrival-fact-seen = Received
arrival-fact-leaving = Left without being received
arrival-fact-recognition = Recognised as somebody followed
arrival-fact-creation = Became somebody followed
arrival-fact-mistake = Noted by mistake
done-arrival-recorded = The arrival is noted.
done-arrival-oriented = Noted: it is known where they go.
done-arrival-seen = Noted: they are received.
done-arrival-left = Noted: they have left.
done-arrival-mistaken = The arrival is not counted any more.
done-arrival-recognised = The arrival is tied to their record.
done-arrival-became-person = The person is created, and the arrival tied to their record.
conflict-arrival-moved-on = { $who } noted before what followed, { $at }. Read again what happened.
conflict-arrival-identified = { $who } said before who it was, { $at }.
fault-note-number = There is a number here. An arrival keeps no telephone, social-security or card number: take it out.
fault-note-email = There is an e-mail address here: take it out.
fault-note-birth = There is a date of birth here, or what looks like one. Write the day and the month alone, or take it out.
fault-arrival-to-come = That time has not passed yet. Leave it empty for now.
fault-arrival-person = Look for the person first, then say that it is them.
entry-arrival = At the reception
entry-arrival-mistaken = At the reception, noted by mistake
