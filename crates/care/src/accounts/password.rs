//! Passwords: what is accepted, and argon2id.

use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use super::Login;
use super::secrets::{Shown, draw_password, random};
use crate::house::{House, PasswordCost};
use crate::{Error, Fault, Result};

/// Fewest characters of a password. Behind a throttle this is well above the 50 bits that the CNIL asks for
/// (deliberation 2022-100) without forcing signs on people that they then write down.
pub const SHORTEST: usize = 12;
/// Most characters of a password: a long sentence fits, a file does not.
pub const LONGEST: usize = 200;
/// Fewest different characters.
const DIFFERENT: usize = 5;

/// A password in clear, on its way to being hashed or checked. Never printed.
#[derive(Clone)]
pub struct Password(String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Password {
    /// A password that somebody chooses: 12 to 200 characters, five of them different, and not around the login.
    /// Where passwords are throw-away anything that is not empty will do.
    pub fn parse(house: &House, field: &'static str, text: &str, login: &Login) -> Result<Self, Fault> {
        check(house.password_cost, field, text, login).map(|()| Self(text.to_owned()))
    }

    /// What somebody typed to prove who they are; longer than any password there is, it is nobody's.
    pub fn typed(text: &str) -> Self {
        let possible = text.len() <= LONGEST * 4 && text.chars().count() <= LONGEST;
        Self(if possible { text.to_owned() } else { String::new() })
    }

    /// A password drawn by chance, and the text to show once.
    pub(super) fn drawn(house: &House) -> (Self, Shown) {
        let shown = draw_password(house);
        (Self(shown.as_str().to_owned()), shown)
    }
}

fn check(cost: PasswordCost, field: &'static str, text: &str, login: &Login) -> Result<(), Fault> {
    let length = text.chars().count();
    if text.trim().is_empty() {
        return Err(Fault::new(field, "fault-required"));
    }
    if length > LONGEST {
        return Err(Fault { field, key: "fault-too-long", limit: i64::try_from(LONGEST).ok() });
    }
    if cost == PasswordCost::ThrowAway {
        return Ok(());
    }
    if length < SHORTEST {
        return Err(Fault { field, key: "fault-password-short", limit: i64::try_from(SHORTEST).ok() });
    }
    let different: std::collections::BTreeSet<char> = text.chars().collect();
    let name = login.as_str().split('@').next().unwrap_or_default();
    let around_login = name.len() > 3 && text.to_lowercase().contains(name) && length < name.len() + SHORTEST;
    if different.len() < DIFFERENT || around_login {
        return Err(Fault::new(field, "fault-password-guessable"));
    }
    Ok(())
}

/// How many passwords are hashed at once: each takes 19 MiB and a core.
static HASHERS: Semaphore = Semaphore::const_new(4);
/// How long somebody waits for their turn before being asked to come back.
const PATIENCE: Duration = Duration::from_secs(5);

/// Hashes a password, away from the threads that serve pages.
pub(super) async fn hash(house: &House, password: Password) -> Result<String> {
    let (cost, salt) = (house.password_cost, random::<16>(house));
    aside(move || hash_now(cost, &password, &salt)).await?
}

/// What the check of a password told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Checked {
    /// It is the right one.
    pub(super) right: bool,
    /// The kept hash was made at another cost than today's.
    pub(super) outdated: bool,
}

/// Checks a password. Without anything to check it against the same work is done, and it is wrong.
pub(super) async fn verify(house: &House, password: Password, kept: Option<String>) -> Result<Checked> {
    let cost = house.password_cost;
    aside(move || {
        let Some(kept) = kept else {
            hash_now(cost, &password, b"nobody's account")?;
            return Ok(Checked { right: false, outdated: false });
        };
        let hash = PasswordHash::new(&kept).map_err(|_| bug())?;
        let right = Argon2::default().verify_password(password.0.as_bytes(), &hash).is_ok();
        let made = Params::try_from(&hash).map_err(|_| bug())?;
        let now = params(cost);
        let outdated =
            (made.m_cost(), made.t_cost(), made.p_cost()) != (now.m_cost(), now.t_cost(), now.p_cost());
        Ok(Checked { right, outdated })
    })
    .await?
}

fn params(cost: PasswordCost) -> Params {
    match cost {
        PasswordCost::Standard => Params::new(19 * 1024, 2, 1, None),
        PasswordCost::ThrowAway => Params::new(Params::MIN_M_COST, 1, 1, None),
    }
    .expect("both costs are within argon2's limits")
}

fn hash_now(cost: PasswordCost, password: &Password, salt: &[u8; 16]) -> Result<String> {
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params(cost));
    let hash: PasswordHash =
        argon2.hash_password_with_salt(password.0.as_bytes(), salt).map_err(|_| bug())?;
    Ok(hash.to_string())
}

fn bug() -> Error {
    Error::Bug("a password could not be hashed".to_owned())
}

async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let turn = tokio::time::timeout(PATIENCE, HASHERS.acquire()).await;
    let Ok(Ok(_turn)) = turn else {
        return Err(Error::Unavailable("too many people are signing in at once".to_owned()));
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| bug())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(cost: PasswordCost, text: &str) -> Option<&'static str> {
        check(cost, "password", text, &Login::typed("h.marchetti@ch-tours.fr")).err().map(|fault| fault.key)
    }

    #[test]
    fn a_chosen_password_is_long_enough_and_not_obvious() {
        let standard = |text: &str| fault(PasswordCost::Standard, text);
        assert_eq!(standard("quatre mots tout simples"), None);
        assert_eq!(standard("éàüçñ éàüçñ €"), None);
        assert_eq!(standard(""), Some("fault-required"));
        assert_eq!(standard("            "), Some("fault-required"));
        assert_eq!(standard("onze lettre"), Some("fault-password-short"));
        assert_eq!(standard("aaaaaaaaaaaabbbb"), Some("fault-password-guessable"));
        assert_eq!(standard("H.Marchetti2026!"), Some("fault-password-guessable"));
        assert_eq!(standard(&"long mais pas trop ".repeat(11)), Some("fault-too-long"));
        assert_eq!(standard(&"x1y2z".repeat(40)), None);
    }

    #[test]
    fn throw_away_passwords_may_be_short() {
        assert_eq!(fault(PasswordCost::ThrowAway, "demo"), None);
        assert_eq!(fault(PasswordCost::ThrowAway, ""), Some("fault-required"));
    }

    #[test]
    fn a_hash_carries_its_cost() {
        let password = Password::typed("quatre mots tout simples");
        let cheap = hash_now(PasswordCost::ThrowAway, &password, &[1; 16]).unwrap();
        assert!(cheap.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{cheap}");
        let dear = hash_now(PasswordCost::Standard, &password, &[1; 16]).unwrap();
        assert!(dear.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{dear}");
        let read = PasswordHash::new(&dear).unwrap();
        assert!(Argon2::default().verify_password(b"quatre mots tout simples", &read).is_ok());
        assert!(Argon2::default().verify_password(b"quatre mots tout simple", &read).is_err());
    }

    #[test]
    fn an_endless_password_is_nobodys() {
        assert!(Password::typed(&"a".repeat(1_000_000)).0.is_empty());
        assert_eq!(Password::typed(&"é".repeat(200)).0.chars().count(), 200);
        assert!(Password::typed(&"é".repeat(201)).0.is_empty());
    }
}
