//! Accounts: how somebody proves who they are, and for how long that is believed.
//!
//! An account belongs to a professional of the directory; what it opens depends on the role they act in, one at a
//! time. What proves its holder are credentials of several kinds (a password, a generator of one-time codes, recovery
//! codes); another kind is another word in one column and another way to check it, not another table.
//!
//! Nothing that opens a door is kept as it is: passwords as argon2id, tokens and recovery codes as keyed hashes, the
//! generator's secret sealed. Whoever reads the database alone can enter nowhere.

mod administrators;
mod attempt;
pub mod calendar;
pub(crate) mod coded;
mod credentials;
mod factor;
mod invite;
pub mod links;
mod listing;
mod manage;
mod own;
mod password;
mod resume;
mod rows;
pub(crate) mod secrets;
mod sessions;
mod sign_in;
mod step_up;
mod sweep;
mod throttle;
mod totp;
mod trace;

pub use crate::directory::RoleChoice;
pub use factor::{
    Enrolment, confirm_factor, disable_factor, enrol_factor, pass_factor, pending_factor,
    recovery_codes_left, renew_recovery_codes,
};
pub use invite::{Invitation, invite};
pub use listing::{AccountFilter, AccountLine, AccountState, list};
pub use manage::{Added, NewAccount, add, disable, enable, find, open, remove_factor, reset};
pub use own::{PasswordLink, change_password, choose_password, password_link, pending_link, set_locale};
pub use password::{LONGEST, Password, SHORTEST};
pub use resume::{resume, whose};
pub use rows::Login;
pub(crate) use rows::taken;
pub use secrets::{Shown, Token};
pub use sessions::{Session, alive_sessions, sign_out, sign_out_everywhere, switch_role};
pub use sign_in::{SignIn, SignedIn, sign_in};
pub use step_up::{require_step_up, step_up};
pub use sweep::sweep;

use jiff::{SignedDuration, Timestamp};

/// How long a session lives without being used.
pub const IDLE: SignedDuration = SignedDuration::from_mins(20);
/// How long a session lives at most: a working day.
pub const LIFETIME: SignedDuration = SignedDuration::from_hours(12);
/// How long the second factor may be awaited after the password.
pub const FACTOR_WAIT: SignedDuration = SignedDuration::from_mins(10);
/// How long a proof shown again allows sensitive acts.
pub const STEP_UP: SignedDuration = SignedDuration::from_mins(10);

/// What came of trying to prove something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt<T> {
    /// It was right.
    Passed(T),
    /// It was wrong, unknown, used or expired: never told apart.
    Refused,
    /// Too many tries, right or wrong; the next is looked at from this time on.
    Throttled {
        /// When the next try counts.
        until: Timestamp,
    },
}

impl<T> Attempt<T> {
    /// What was gained, made into something else.
    pub fn map<U>(self, made: impl FnOnce(T) -> U) -> Attempt<U> {
        match self {
            Self::Passed(gained) => Attempt::Passed(made(gained)),
            Self::Refused => Attempt::Refused,
            Self::Throttled { until } => Attempt::Throttled { until },
        }
    }

    /// What was gained, if it was right.
    pub fn passed(self) -> Option<T> {
        match self {
            Self::Passed(gained) => Some(gained),
            Self::Refused | Self::Throttled { .. } => None,
        }
    }
}
