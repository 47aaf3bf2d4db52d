# The frame of every page.

layout-skip = Skip to content
layout-nav = Main
layout-more = More
finder-label = Find a person
finder-example = Name, date of birth…
picker-found-one = %d result
picker-found-many = %d results
foot-journal = Every reading of a record is written in the journal.
foot-keys = Keyboard shortcuts
glass-label = Emergency access
glass-end = End now

# The account.

account-of = My account:
account-roles = You are acting as
account-sign-out = Sign out

# What the page says while it works.

words-offline = No network: nothing was sent. Your text is kept on this device.
words-restored = Your text was brought back as you left it.
saved-at = Draft saved at { $time }
saved-saving = Saving…
saved-offline = No network: kept on this device
saved-failed = Not saved: kept on this device
saved-expired = Session over: kept on this device.
saved-sign-in = Sign in again

# Forms and lists.

form-faults = { $count ->
    [0] This was not sent
    [one] One answer needs another look
   *[other] { $count } answers need another look
}
pager-label = More of this list
pager-first = Back to the start
pager-next = Show more
chart-table = The table behind the chart

# The four areas of a record.

area-somatic = Somatic
area-psychiatric = Psychiatric
area-social = Social
area-coordination = Coordination
