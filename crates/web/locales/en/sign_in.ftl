# Signing in.

sign-in-title = Sign in
sign-in-login = Login
sign-in-password = Password
sign-in-do = Sign in
sign-in-help = Forgotten password? Whoever manages the accounts of your organisation can give you a new one.
sign-in-expired = Session over
sign-in-expired-text = Your text is kept: it comes back once you have signed in.
sign-in-expired-plain = To protect records, a session ends after a while without activity. Sign in again to go on.
code-title = Confirm it is you
code-text = Open your authenticator and copy the code for Maillage.
code-label = Code
code-hint = Six digits, or one of your recovery codes
code-do = Continue
code-other = Use another account
signed-out-title = You are signed out
signed-out-text = What this browser kept of Maillage was erased.
sign-in-refused = This login and this password do not go together. Check them, then try again.
sign-in-throttled = Too many tries. Wait a few minutes, then try again.
code-refused = This code is not the right one, or it was used already.
