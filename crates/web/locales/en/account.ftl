# Everybody’s own account.

account-title = My account
account-lede = Who you are here, what proves it, and when you are away.
account-who = You
account-name = Name
account-roles-title = Roles
account-role-current = The role in which you are acting
account-correct = Something wrong? Whoever keeps the directory of your organisation can correct it.
account-language = Language of the pages
account-language-do = Keep this language
account-safety = Security
account-password-text = A long sentence is safer, and easier to remember.
account-password-do = Change the password
account-sessions = { $count ->
    [one] One open session
   *[other] { $count } open sessions
}
account-sessions-text = This one ends at the latest { $until }.
account-everywhere = Sign out everywhere
account-work = At work
account-snippets = See my phrases
account-temporary = Choose your own password
account-temporary-text = Yours was drawn by chance by somebody else.

# The second factor.

factor-title = Second factor
factor-lede = A code used once, on your telephone, besides the password: whoever knew the one could do nothing without the other.
factor-on = Second factor on
factor-off = No second factor
factor-manage = Manage
factor-begin = Set up the second factor
factor-wanted = Your role asks for a second factor
factor-wanted-text = Accounts, the journal and merging records ask for it. Setting it up takes two minutes.
factor-need = You need a telephone and an application for codes (FreeOTP or Aegis, for example, or the one you have already).
factor-step-read = 1. Add Maillage to your application
factor-step-read-text = Open the application for codes and read this picture with the camera.
factor-picture = Picture to be read by the telephone’s application for codes
factor-type = Or type this key into the application:
factor-step-confirm = 2. Type the code it shows
factor-code-hint = Six digits, which change every thirty seconds
factor-confirm = Turn on
factor-code-refused = This is not the code of this moment. Check the telephone’s clock, wait for the next code, then type it.
factor-left = { $count ->
    [0] You have no recovery code left: draw new ones.
    [one] You have one recovery code left.
   *[other] You have { $count } recovery codes left.
}
factor-renew = Draw new recovery codes
factor-renew-hint = the old ones will be worth nothing
factor-off-title = Doing without
factor-off-text = Only the password will be asked. The recovery codes will be worth nothing.
factor-off-do = Remove the second factor
factor-codes-done = The second factor is on.
factor-codes = Your recovery codes
factor-codes-text = They stand in for the telephone should it be lost, each of them once. Print this page or copy them, and lock them away: they will never be shown again.
factor-codes-kept = I noted them, go on

# Confirming that it is oneself.

confirm-reason = What you were about to do asks you to prove once more that it is you.
confirm-without-factor = What you were about to do asks for a second factor, and your account has none yet. Give your password to set it up now; you will come back to your page afterwards.
confirm-password = Password

# The password.

password-title = Change the password
password-lede = The other sessions of your account will end; this one goes on.
password-present = Present password
password-new = New password
password-again = The same once more
password-rule = Twelve characters at least; a sentence that nobody can guess does very well.
password-ends = Nobody else will know it: neither your colleagues nor whoever manages accounts.
password-wrong = This is not your password. Check it, then try again.
password-differ = The two are not the same. Type them again.
password-present-wanted = Give your present password.

# A link handed over in person.

link-title = Choose your password
link-text = For the account “{ $login }”. This link works once.
link-do = Choose this password
link-chosen = Your password is chosen
link-chosen-text = Sign in with it. The link is worth nothing any more, you may throw it away.
link-nothing = This link opens nothing
link-nothing-text = It was used already, its time is over, or it is incomplete. Ask whoever manages the accounts of your organisation for another.

# Absences.

absences-title = My absences
absences-open = Manage
absences-lede = While you are away, requests addressed to you go to whoever stands in for you. As soon as you are back, they come back to you.
absences-lede-plain = They show in the directory, so that nobody waits for you.
absences-empty = No absence to come.
absences-empty-text = Declare the next one below.
absence-period = from { $from } to { $until }
absence-day = on { $day }
absence-substitute = { $name } stands in
absence-nobody = Nobody stands in
absence-runs = At this moment
absence-back = I am back
absence-withdraw = Cancel this absence
absence-add = Declare an absence
absence-from = First day
absence-until = Last day
absence-who = Who stands in for you
absence-who-hint = Among those who answer for the same programme as you
absence-choose-nobody = Nobody
absence-do = Declare the absence

# What did not leave.

unsent-title = Your text is here
unsent-waiting = { $count ->
    [one] One form waits for you to send it.
   *[other] { $count } forms wait for you to send them.
}
unsent-open = Look
unsent-lede = Nothing left: your session was over, or you had to prove first that it is you. Send it now, or give it up.
unsent-none = Nothing waits to be sent any more.
unsent-at = Written { $at }
unsent-send = Send now
unsent-forget = Give it up

## dynamic

done-language = Pages are shown in this language, here and elsewhere.
done-password = Your password is changed.
done-factor-off = The second factor is removed.
done-agenda-unlinked = The link opens nothing any more. Take it out of your own calendar too.
done-absence = The absence is declared.
done-back = Noted.
fault-absence-long = An absence lasts a year at most. Beyond, have the role ended in the directory.
fault-own-substitute = Choose somebody other than yourself.
fault-substitute-away = This person is away on those days too. Choose somebody else, or nobody.
fault-not-a-substitute = This person no longer answers for the same programme. Choose somebody else, or nobody.
fault-password-short = Too short: { $limit } characters at least.
fault-password-guessable = It is too easy to guess. Choose a sentence of your own, without your login.
conflict-absence-overlaps = Another absence covers some of these days already. Cancel it first, or change the dates.
conflict-factor-already-on = The second factor is on already. If you did not note the recovery codes, draw new ones.
conflict-factor-off = The second factor is not on: set it up first.
conflict-already-signed-in = You are signed in already.
fault-taken = This is taken already. Choose something else.
