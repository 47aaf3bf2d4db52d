### Questionnaires filled about a person.

assess-title = Questionnaires
assess-lede = Filled with the person, added up, and kept in the area that you choose.
assess-begin-title = Fill a questionnaire
assess-which = Which one
assess-begin = Begin
assess-under-way = Begun
assess-under-way-hint = You alone see them, until you put them in the record.
assess-kept-at = saved { $when }
assess-filled = In the record
assess-filled-none = No questionnaire in the record, of what is open to you.
assess-withdrawn = Cancelled
assess-pages = Pages
assess-page = Page { $number }
assess-page-of = Page { $at } of { $all }
assess-more = Add a line
assess-refresh = Update the questions
assess-where = Where to keep it
assess-done = Put in the record
assess-next = Continue
assess-back = Go back
assess-rule-draft = What you type is saved as you go: you may stop, and go on with another device.
assess-rule-entry = Once in the record it is not corrected: cancel it, and fill another.
assess-rule-kept = The answers, the total and what it means stay as they were on that day.
assess-drop = Give up
assess-drop-hint = The answers are erased. Nothing of them stays in the record.
assess-drop-do = Erase these answers
assess-yes = Yes
assess-no = No
assess-no-answer = No answer
assess-unit = Unit
assess-date-hint = 23/11/2026; a month or a year will do: 11/2026, 2026
assess-time-hint = 12:30
assess-time-of = { $question }: at what time
assess-other-of = { $question }: another answer
assess-join-back = Back to the questions
assess-join-lede = It answers this question, beside what you filled in already: nothing of it is lost. It goes into the record with the questionnaire.
assess-missing = { $count ->
    [one] one more answer
   *[other] { $count } more answers
 }
assess-answers = Answers
assess-answers-gone = This questionnaire is no longer here to say what was asked.
wrong-elsewhere = Something is missing on another page.
wrong-too-few = Too few answers: { $least } at least.
wrong-too-many = Too many answers: { $most } at most.
wrong-too-short = Too short: { $least } characters at least.
wrong-too-long = Too long: { $most } characters at most.
wrong-below = No less than { $least }.
wrong-above = No more than { $most }.
wrong-too-fine = Too many figures after the point: { $most } at most.
wrong-other-kind-of-file = This document is not of the kind expected: { $kinds }.
wrong-file-too-large = No more than { $most } MB.

shelf-title = The questionnaires of the territory
shelf-lede = Those that come with Maillage, and those that the territory brings in, version by version.
shelf-all = All versions
shelf-in-use = In use
shelf-earlier = Earlier version
shelf-retired = Retired
shelf-shipped = comes with Maillage
shelf-added = brought in { $when }
shelf-questions = { $count ->
    [one] one question
   *[other] { $count } questions
 }
shelf-notices = What of it is not applied
shelf-add = Bring a questionnaire in
shelf-file = File
shelf-file-hint = A FHIR R4 Questionnaire, in JSON, of 2 MB at most
shelf-retire-hint = To retire a version, send the same file with the status “retired”. What was filled can still be read.
shelf-add-do = Bring in
shelf-faults = { $count ->
    [one] This file cannot be taken: one thing is to be mended, in the place that is told.
   *[other] This file cannot be taken: { $count } things are to be mended, in the places that are told.
 }
shelf-was-retired = This version was retired: give the questionnaire another version.
shelf-address = The address and the version are plain text, of 500 characters at most together.
shelf-draft = This questionnaire says that it is still being written: bring it in once its status is “active”.
shelf-other-content = This version is here already, and says something else: give the changed questionnaire another version.
shelf-retired-elsewhere = This questionnaire is retired and was never here: there is nothing to retire.
assess-taken-here = from the record, to be checked
assess-taken = From the record: { $which }. Check with the person. These answers stay in the somatic or psychiatric part.

## dynamic

wrong-required = Answer this question.
wrong-other-type = This answer is not of the form expected.
wrong-not-an-option = Choose one of the answers offered.
wrong-exclusive = This answer is not ticked along with another.
wrong-twice = The same answer is given twice.
wrong-not-a-unit = Choose one of the units offered.
wrong-no-number = Write the number.
wrong-bytes-within = Give the name of the document, and join it to the record afterwards.
wrong-not-a-boolean = Answer yes or no.
wrong-not-a-number = Write a number: 72.5.
wrong-not-an-integer = Write a whole number: 12.
wrong-not-a-date = Write a date: 23/11/2026.
wrong-not-a-time = Write a time: 12:30.
wrong-not-an-address = Write an address: https://…
wrong-not-measured = Nobody has this measurement: check the number. Of a pressure, the first is the larger.
fault-taken-wider = Some answers come from the somatic part. Choose the somatic or psychiatric part, or clear those answers.
wrong-no-such-field = This question is not part of the questionnaire.
conflict-questionnaire-gone = This questionnaire is no longer here. Your answers are kept; ask whoever runs this instance to put it back.
conflict-questionnaire-retired = This version of the questionnaire is no longer in use. Your answers are kept: begin the version in use, and take them over.
conflict-entry-not-typed = A questionnaire in the record is not corrected: cancel it, and fill another.
unsound-not-json = This is not JSON: line { $line }, { $what }.
unsound-other-resource = This is no Questionnaire.
unsound-unknown = FHIR R4 has no such element here.
unsound-wrong-type = This is not of the type expected.
unsound-empty = Nothing stands in it.
unsound-not-a-date = This is no date of FHIR: 2026-11-23.
unsound-not-a-time = This is no time of FHIR: 12:30:00.
unsound-not-a-number = This number is too large or too fine: fifteen figures, nine of them after the point.
unsound-modifies = This element changes the meaning of what stands around it, and is not understood.
unsound-missing = It is missing.
unsound-not-a-code = It is none of the codes that may stand here.
unsound-two-values = One value alone may stand here.
unsound-too-many = There are { $found }: no more than { $limit }.
unsound-too-deep = No more than { $limit } levels.
unsound-same-link-id = This linkId stands already at { $first }.
unsound-empty-group = A group holds at least one item.
unsound-not-for-this-type = An item of this type has none.
unsound-two-kinds-of-options = Either answerOption or answerValueSet.
unsound-not-contained = This value set is not in the questionnaire: put it in contained.
unsound-not-enumerated = This value set does not list its codes.
unsound-nothing-to-choose = There is nothing to choose from.
unsound-same-option = The same answer is offered twice.
unsound-initial-beside-options = With answerOption it is initialSelected that says the first answer.
unsound-several-initial = One first answer alone: the item does not repeat.
unsound-not-an-option = It is none of the answers offered.
unsound-all-or-any = Several conditions: enableBehavior says whether all must hold, or one.
unsound-no-such-item = There is no item “{ $item }”.
unsound-not-a-question = The condition looks at a group or a text, which nobody answers.
unsound-within-itself = The condition looks at the item itself, or at what stands in it.
unsound-cycle = These items depend on one another in a circle: { $along }.
unsound-exists-without-boolean = With exists the answer is true or false (answerBoolean).
unsound-operator-does-not-fit = This operator does not fit the type of the question.
unsound-value-does-not-fit = This value is not of the type of the question.
unsound-least-above-most = The least is above the most.
unsound-bands-overlap = Two bands overlap.
unsound-nothing-to-add = There is nothing to add, or fewer questions than are needed.
unsound-no-ordinal = An answer that is offered has no ordinalValue, or nothing in it is a number.
done-questionnaire-taken = The questionnaire can be filled.
done-questionnaire-unchanged = This questionnaire was here already: nothing changed.
done-questionnaire-retired = This version is no longer in use. What was filled can still be read.
conflict-questionnaire-at-once = Somebody has just brought this version in: send the file again.
conflict-assessment-elsewhere = Another window saves this questionnaire at the same moment. Close it, then try again: nothing is lost here.
