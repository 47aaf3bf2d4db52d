# What could not be done: what happened, that nothing is lost, what to do.

error-not-found = This page does not exist, or not for you
error-not-found-text = The address may be incomplete, or what it showed has moved.
error-forbidden = You cannot do this
error-forbidden-text = You can see this page, but this act is not yours.
error-foreign = This form does not come from here
error-foreign-text = It was sent from another site, so we refused it. Open the page here and try again.
error-conflict = Somebody else acted before you
error-conflict-text = Your text is kept. Look at what changed before you try again.
error-unreadable = This request cannot be read
error-unreadable-text = Something is missing in what arrived. Go back: your text is kept.
error-too-large = This is too large
error-too-large-text = Nothing was saved. Go back: your text is kept.
error-too-many = Too many attempts in a short time
error-too-many-text = Wait a few minutes, then try again.
error-expired = Session over
error-expired-text = To protect records, the session ends after a time without activity. Your text is kept: it comes back once you have signed in.
error-bug = This is our fault
error-bug-text = Something did not work. Nothing was saved, your text is kept.
error-unavailable = Maillage does not answer at the moment
error-unavailable-text = Nothing was saved by half. Your text is kept: try again in a moment.
error-offline = No network
error-offline-text = Your device is not connected. Your text is kept here: it can be sent later.
error-sign-in = Sign in again
error-again = Try again
error-home = Back to the first page
error-reference = If you write to us, quote:

conflict-title = Somebody else wrote in the meantime
conflict-nothing-lost = Nothing is lost: choose, or keep both.
