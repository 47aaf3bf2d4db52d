# What needs another look in a form, whatever its subject.

## dynamic

fault-choice = Choose from the list.
fault-practice-gone = This doctor left the directory: choose another.
fault-commune-ambiguous = Several communes bear this name. Give the postal code as well.
fault-commune-unknown = No commune bears this name with this postal code. Correct one or the other.
fault-date = Write a date, like 14/03/1979.
fault-date-past = This date is past: choose one to come.
fault-email = Write a whole address, like name@example.org.
fault-name-letters = Write the name with letters, hyphens or apostrophes; no figure, no picture.
fault-phone = Write ten digits, like 06 00 00 12 34, or + and the country code.
fault-postal-code = Write the five digits of the postal code.
fault-until-before-from = The last day comes before the first: correct one of them.
