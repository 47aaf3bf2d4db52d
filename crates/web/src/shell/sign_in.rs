//! Signing in: login and password, then a code; and the page after signing out.

use super::prelude::*;

/// Login and password. The language may be switched here too.
#[derive(Clone, Debug, Template)]
#[template(path = "account/sign_in.html")]
pub struct SignInPage {
    /// The frame.
    pub shell: Shell,
    /// Fields `login` and `password`.
    pub form: FormState,
    /// The page to come back to (see [`language::local`](super::language::local)).
    pub next: String,
    /// What was typed in a form whose session was over, sealed for its author; usually empty.
    pub carried: String,
    /// Whether the session just expired.
    pub expired: bool,
    /// Something to know before (maintenance; the accounts of the demonstration).
    pub notice: Option<Notice>,
}

/// The second step: the code of the authenticator, or a recovery code.
#[derive(Clone, Debug, Template)]
#[template(path = "account/code.html")]
pub struct CodePage {
    /// The frame.
    pub shell: Shell,
    /// Field `code`.
    pub form: FormState,
    /// The page to come back to.
    pub next: String,
    /// What was typed in a form whose session was over, sealed for its author; usually empty.
    pub carried: String,
    /// Where the code is sent: `/login/code`, or the step-up’s address.
    pub action: String,
    /// A reason, when a sensitive act asks for it: « Pour voir le journal, confirmez que c’est vous. »
    pub reason: Option<String>,
    /// What is asked for instead of a code, where the account has no second factor yet: the label of the password.
    pub asked: Option<String>,
}

/// Signed out.
#[derive(Clone, Debug, Template)]
#[template(path = "account/signed_out.html")]
pub struct SignedOutPage {
    /// The frame.
    pub shell: Shell,
}
