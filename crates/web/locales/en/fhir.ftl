# Clinical facts as FHIR: out to another program, in from a file.

fhir-export = Export the clinical facts (FHIR)
fhir-take = Take over a FHIR file
fhir-lede = Health problems, treatments, allergies, measurements, vaccinations, procedures and documents that another program has put into a file. Nothing is written before you have read it over.
fhir-file = The file
fhir-file-hint = A FHIR R4 Bundle in JSON, { $megabytes } MB and { $most } elements at most.
fhir-file-note = The file is not kept: only what you take over enters the record.
fhir-read-do = Read the file
fhir-preview = What would be taken over
fhir-preview-lede = Nothing is written yet. Read over each element, and who will be able to read it.
fhir-another = Choose another file
fhir-taken-title = To take over
fhir-taken-none = There is nothing to take over in this file. See below why.
fhir-place = Part of the record
fhir-leave = Do not take it over
fhir-files = Attached: { $files }
fhir-kept = Kept beside it, as the source wrote it: { $elements }
fhir-read-by-you = Read by you alone: the source says that it is confidential.
fhir-all-or-nothing = All of it is written at once, or nothing.
fhir-take-do = Take over into the record
fhir-refused-title = { $count ->
    [one] One element left out
   *[other] { $count } elements left out
}
fhir-refused-hint = They could not be kept without loss, or would say something else. Correct them in the program that the file comes from, or write them here by hand.
fhir-known-title = { $count ->
    [one] One element already in the record
   *[other] { $count } elements already in the record
}
fhir-known-hint = They are not taken over a second time.
fhir-readers = Who reads each part
fhir-about-person = The file is about this person.
fhir-about-named = The file names { $name }. It does not say enough to be sure that this is the same person.
fhir-about-unsaid = The file does not say whom it is about.
fhir-confirm = I have checked that this file is about { $name }
fhir-confirm-needed = Check whom the file is about, then tick this box.
fhir-line = Element { $number }: { $resource }
fhir-from-until = { $from } → { $until }
fhir-date-unknown = date not known
fhir-taken = Taken over from a file.
fhir-beside = What the source says besides
fhir-beside-hint = The record has no place for it; it is kept as it came and leaves with the entry again, as long as that is not corrected.
fhir-what-missing = nothing
fhir-file-empty = This file is empty. Choose the one that the other program made.
fhir-file-large = This file is larger than { $megabytes } MB. Ask the other program for a file about this person alone, or in several parts.
fhir-file-json = This file is no JSON that can be read: reading ends at line { $line }. Have it made again.
fhir-file-no-bundle = This file is no FHIR Bundle. Ask the other program for a FHIR R4 export.
fhir-file-resource = This file is a lone “{ $kind }”. It must stand in a FHIR R4 Bundle.
fhir-file-kind = A Bundle of type “{ $kind }” cannot be taken over here. It must be “collection”, “batch” or “transaction”.
fhir-file-element = The file cannot be read at { $path }. { $why }
fhir-file-many = This file has { $count } elements; { $most } at most can be read over at once. Make several of it.
fhir-file-persons = This file is about several persons. Take over one file for each person.
fhir-file-else = This file is about somebody else. Nothing of it is taken over here.

## dynamic

done-taken = It is in the record.
done-nothing-taken = There was nothing to take over: all of it is in the record already, or left out.
fhir-why-unknown = FHIR R4 has no such element.
fhir-why-wrong-type = What stands there has not the form that FHIR R4 asks for.
fhir-why-empty = There is nothing in this element.
fhir-why-not-a-date = This is no FHIR date, such as 2026-11-23, 2026-11 or 2026.
fhir-why-modifies = This element changes the meaning of the rest in a way that the record does not know.
fhir-why-type = The record does not take over this type of element ({ $what }).
fhir-why-resource-missing = There is no element in this place.
fhir-why-method = A file may add to the record, not look things up in it or take them out.
fhir-why-subject-missing = The element does not say whom it is about.
fhir-why-label = There is neither a name nor a code.
fhir-why-says-nothing = The source says that there is nothing to report: that is no fact to write.
fhir-why-by-mistake = The source says that it was a mistake.
fhir-why-status = The record cannot tell this status ({ $what }).
fhir-why-status-missing = The status is missing.
fhir-why-uncertain = The source is not sure of it ({ $what }); in the record it would read as a fact.
fhir-why-holds-and-ended = The source says both that it lasts and that it is over.
fhir-why-date-missing = The day on which it happened is needed.
fhir-why-value-missing = There is no number.
fhir-why-bound = This number is a bound ({ $what }), not a measurement.
fhir-why-unit = The record does not keep this measurement in this unit ({ $what }).
fhir-why-measure = The record does not keep this measurement ({ $what }).
fhir-why-subpotent = The dose did not protect: in the record it would read as a vaccination that was made.
fhir-why-label-unknown = The label of confidentiality “{ $what }” asks for care that the record cannot take.
fhir-why-place-closed = You do not write in the part of the record where it stands.
fhir-why-twice = It stands further up in this file already, under the same number or word for word.
fhir-why-data-broken = The file of the document is damaged, or has not the size or the fingerprint that is said of it: ask the other program for it again.
fhir-why-data-type = The file of the document is not of the type that is said: ask the other program for it again.
