# Taking a follow-up spreadsheet over.

imports-title = Take a follow-up spreadsheet over
imports-lede = The persons you accompany and their applications, from your spreadsheet. Nothing is written before you have read it over.
imports-new = Choose a file
imports-none = No file taken over
imports-none-text = A CSV or Excel file is enough, with a line for each person or each application.
imports-line = { $date } · { $lines ->
    [one] 1 line
   *[other] { $lines } lines
}, { $carried ->
    [0] none taken over
    [one] 1 taken over
   *[other] { $carried } taken over
}
imports-unnamed = File without a name
imports-export = Take rights out to a spreadsheet
imports-export-text = All applications of the persons whose rights are open to you. Taking them out is entered in the journal.
imports-export-csv = CSV
imports-export-xlsx = Excel
imports-file = Your file
imports-file-hint = CSV or Excel (.xlsx), { $megabytes } MB and { $lines } lines at most. The first line names the columns.
imports-file-note = Only you read the file. It is kept with this import, so that you can correct or undo it.
imports-read-do = Read the file
imports-map-title = What each column holds
imports-map-lede = { $name }: { $lines ->
    [one] 1 line
   *[other] { $lines } lines
}. At least the family name, the given name and the date of birth are needed.
imports-column = Column { $number }
imports-examples = For example: { $examples }
imports-no-example = Empty column
imports-map-do = See what would be taken over
imports-preview-title = What would be taken over
imports-preview-lede = Nothing is written yet. Lines to correct do not keep the others from being taken over.
imports-again = Look at the columns again
imports-would = In short
imports-good = Lines taken over
imports-persons = Persons created
imports-recognised = Persons recognised
imports-recognised-text = { $count }, among those you follow already: their record is not created again.
imports-applications = Applications opened
imports-lines = Lines of the file
imports-left = Lines left
imports-refused-title = Lines to correct
imports-refused-none = All lines can be taken over.
imports-refused-line = Line
imports-refused-what = What needs another look
imports-refused-file = Download these lines (CSV)
imports-refused-hint = The file has your columns and one more, which says what needs another look. Correct it, then take it over as a new file.
imports-refused-more = { $count ->
    [one] One more line is in the file.
   *[other] { $count } more lines are in the file.
}
imports-refused-error = Needs another look
imports-fault = { $column }: { $words }
imports-how = Before taking over
imports-ground = Why you are in their care team
imports-told = What these persons know
imports-told-hint = They know what is exchanged and shared, with whom, and that they may object. It holds for all persons created.
imports-channel = How their applications were filed
imports-run-do = { $count ->
    [one] Take 1 line over
   *[other] Take { $count } lines over
}
imports-run-nothing = No line can be taken over as it stands.
imports-state-read = To be read over
imports-state-cut = Interrupted
imports-state-done = Taken over
imports-state-undone = Undone
imports-result = What was done
imports-cut-text = It stopped on its way. What is done is kept; you can go on with the rest.
imports-resume-do = Go on
imports-undo = Undo this import
imports-undo-text = Nobody will see the persons created any more, and the applications opened will leave the records, except where something was written since. Nothing is erased.
imports-undo-do = Undo everything
imports-undone-text = Nobody sees what this import had written any more.
imports-stay-title = Lines that stay
imports-stay-text = Something was written since: nothing of it is taken away.
imports-stay-line = Line { $line }: { $words }
export-person = Person
export-born = Date of birth
export-right = Right
export-standing = Where the application stands
export-due = Next date that counts

## dynamic

done-import-run = It is taken over.
done-import-undone = The import is undone.
import-column-ignored = Do not take over
import-column-family = Family name
import-column-given = Given name
import-column-sex = Sex or title
import-column-birth-date = Date of birth
import-column-phone = Telephone
import-column-postal-code = Postal code
import-column-commune = Commune
import-column-right = Right
import-column-opened-on = Application opened on
import-column-filed-on = Filed on
import-column-granted-from = Granted from
import-column-granted-until = Granted until
import-column-refused-on = Refused on
import-column-number = File number
import-stays-written = Somebody wrote about this person since, or accompanies them as well.
import-stays-merged = This record was merged with another since.
import-stays-recorded = Something was noted on this application since.
import-stays-closed = The rights of this person are no longer open to you.
fault-import-type = This file is neither a CSV nor an Excel workbook. Save your spreadsheet as one of these.
fault-import-old-workbook = This workbook is of an old format (.xls), or protected by a password. Save it as .xlsx, without a password.
fault-import-workbook = This workbook cannot be read. Open it in your spreadsheet and save it as .xlsx again.
fault-import-empty = This file has no line under the names of the columns.
fault-import-separator = The columns are not separated by a semicolon, a comma or a tab. Save the file like that.
fault-import-columns = This file has more than { $limit } columns. Keep those of the follow-up.
fault-import-too-long = This file has more than { $limit } lines. Divide it into several files.
fault-import-required = Say which columns hold the family name, the given name and the date of birth.
fault-import-twice = Two columns cannot hold the same. Keep one of them.
fault-import-right-column = Say which column names the right, or take over neither dates nor numbers.
fault-import-sex = Write F or M, or leave the cell empty.
fault-import-right = This right is not in the catalogue. Write its name or its short name, like AAH or C2S.
fault-import-right-missing = This line has dates or a number, but names no right.
fault-import-both = An application is not granted and refused at once. Make two lines, or take one date out.
fault-import-from = Give the first day of the right as well, or the day of filing.
fault-import-number = This file has a number: give the day of filing.
fault-import-several = Several records that you follow bear this name and this date of birth. Note this application from the right record.
fault-import-closed = The rights of this person are not open to you.
fault-import-there = This application is noted already, in their record or further up in the file.
fault-import-under-way = An application for this right is under way already. Complete it from the person’s record.
fault-import-left = This line was not taken over. It can be now, in a new file.
conflict-import-begun = The import has begun: the columns no longer change.
conflict-import-unmapped = Say first what each column holds.
conflict-import-mapped = The columns changed in the meantime. Read over what would be taken over.
conflict-import-not-begun = Nothing of this file was taken over yet.
conflict-import-undone = This import is undone. Choose the file again.
action-import-begun = Chose a follow-up spreadsheet to take over
action-import-read = Read over what taking a spreadsheet over would write
action-import-exported = Took out the lines of a spreadsheet to correct
action-import-done = Took a follow-up spreadsheet over
action-import-undone = Undid the taking over of a spreadsheet
action-right-exported = Took rights out to a spreadsheet
