//! Tables of the accounts.

use crate::rows::row;
use crate::{Error, Fault};

row! {
    account = "account" {
        territory_id: Uuid, id: Uuid;
        login: String,
        practitioner_id: Uuid,
        locale: Option<String>,
        last_role_id: Option<Uuid>,
        last_signed_in_at: Option<i64>,
        created_at: i64,
        disabled_at: Option<i64>,
    }
}

row! {
    /// What proves the holder. `secret` is an argon2id hash, a sealed secret or a keyed hash, by kind; `step` the last
    /// one-time code taken; `subject` tells apart those of one kind.
    credential = "credential" {
        territory_id: Uuid, id: Uuid;
        account_id: Uuid,
        kind: String,
        subject: String,
        secret: String,
        temporary: bool,
        step: Option<i64>,
        created_at: i64,
        confirmed_at: Option<i64>,
        used_at: Option<i64>,
    }
}

row! {
    session = "session" {
        territory_id: Uuid, hash: String;
        account_id: Uuid,
        role_id: Uuid,
        created_at: i64,
        seen_at: i64,
        expires_at: i64,
        stepped_up_at: Option<i64>,
        awaiting_factor: bool,
    }
}

row! {
    throttle = "throttle" {
        territory_id: Uuid, key: String;
        failures: i64,
        window_from: i64,
        blocked_until: Option<i64>,
    }
}

row! {
    single_use_link = "single_use_link" {
        territory_id: Uuid, id: Uuid;
        hash: String,
        purpose: String,
        subject_id: Uuid,
        created_at: i64,
        expires_at: i64,
        used_at: Option<i64>,
        created_by: Option<Uuid>,
    }
}

/// Kinds of credential. The codes are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A password; one to an account.
    Password,
    /// A generator of one-time codes (RFC 6238); one to an account.
    Totp,
    /// One of the codes that stand in for a lost generator.
    Recovery,
}

impl Kind {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Totp => "totp",
            Self::Recovery => "recovery",
        }
    }
}

/// The name somebody signs in with: lower case, without spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Login(String);

impl Login {
    /// A login for a new account: 3 to 100 letters without accent, digits, or `. _ @ + -`.
    pub fn parse(field: &'static str, text: &str) -> Result<Self, Fault> {
        let login = Self::typed(text);
        let length = login.0.chars().count();
        if login.0.is_empty() {
            return Err(Fault::new(field, "fault-required"));
        }
        if length > 100 {
            return Err(Fault { field, key: "fault-too-long", limit: Some(100) });
        }
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._@+-".contains(c);
        if length < 3 || !login.0.chars().all(allowed) {
            return Err(Fault::new(field, "fault-login"));
        }
        Ok(login)
    }

    /// What somebody typed, as it is looked up. Anything is accepted; what no account has is found nowhere.
    pub fn typed(text: &str) -> Self {
        Self(text.trim().chars().take(200).flat_map(char::to_lowercase).collect())
    }

    /// The login as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The fault of a value that somebody else already has; any other failure stays what it is.
pub(crate) fn taken(error: sea_orm::DbErr, field: &'static str) -> Error {
    match store::StoreError::from(error) {
        store::StoreError::Unique { .. } => Error::invalid(field, "fault-taken"),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_folded_and_checked() {
        let parse = |text| Login::parse("login", text).map(|it| it.0).map_err(|fault| fault.key);
        assert_eq!(parse("  H.Marchetti@CH-Tours.fr "), Ok("h.marchetti@ch-tours.fr".to_owned()));
        assert_eq!(parse(""), Err("fault-required"));
        assert_eq!(parse("ab"), Err("fault-login"));
        assert_eq!(parse("hélène"), Err("fault-login"));
        assert_eq!(parse("deux mots"), Err("fault-login"));
        assert_eq!(parse(&"a".repeat(101)), Err("fault-too-long"));
    }

    #[test]
    fn what_is_typed_is_never_refused_only_cut() {
        assert_eq!(Login::typed(&"É".repeat(5_000)).as_str().chars().count(), 200);
    }
}
