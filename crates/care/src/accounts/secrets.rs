//! Random secrets, their keyed hashes, and sealing what must be read back.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use chacha20poly1305::aead::{Aead, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

use crate::house::House;
use crate::{Error, Result};

/// What opens a door once handed over: a session's cookie, a single-use link. Never stored, never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// 32 bytes of chance.
    pub(crate) fn new(house: &House) -> Self {
        Self(BASE64.encode(random::<32>(house)))
    }

    /// The text to hand over: 43 characters that need no escaping in a URL or a cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A secret shown once to whoever made it: a drawn password, a recovery code. Never printed by accident.
#[derive(Clone, PartialEq, Eq)]
pub struct Shown(String);

impl Shown {
    /// The text to show, once.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shown(…)")
    }
}

/// A text to show once.
pub(super) fn shown(text: String) -> Shown {
    Shown(text)
}

/// `N` bytes of chance.
pub(super) fn random<const N: usize>(house: &House) -> [u8; N] {
    let mut bytes = [0; N];
    house.entropy.fill(&mut bytes);
    bytes
}

/// Crockford's alphabet: nothing in it is mistaken for anything else on paper or on the telephone.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// `groups` groups of `size` characters, five bits each: `7kq3-x0fh-…`.
fn draw(house: &House, groups: usize, size: usize) -> Shown {
    let bytes = random::<32>(house);
    debug_assert!(groups * size <= bytes.len(), "one byte a character");
    let mut text = String::with_capacity(groups * (size + 1));
    for (place, byte) in bytes.iter().take(groups * size).enumerate() {
        if place > 0 && place % size == 0 {
            text.push('-');
        }
        text.push(char::from(ALPHABET[usize::from(byte & 31)]));
    }
    Shown(text)
}

/// A password drawn for somebody: 80 bits.
pub(super) fn draw_password(house: &House) -> Shown {
    draw(house, 4, 4)
}

/// A recovery code: 50 bits, enough behind a throttle.
pub(crate) fn draw_recovery_code(house: &House) -> Shown {
    draw(house, 2, 5)
}

/// A recovery code as typed, brought to the form in which it was drawn: `None` if it cannot be one.
pub(crate) fn recovery_code(typed: &str) -> Option<String> {
    let kept: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .take(11)
        .collect();
    let possible = kept.len() == 10 && kept.bytes().all(|byte| ALPHABET.contains(&byte));
    possible.then(|| format!("{}-{}", &kept[..5], &kept[5..]))
}

/// What a keyed hash is made for: the same text hashes differently for each.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Use {
    Session,
    Link,
    Recovery,
    Login,
    Client,
    Subject,
    Own,
    Handover,
}

/// So many wrong codes, and the link beside which one was given is worth nothing.
pub(crate) const TRIES: i64 = 5;

/// The code that is given beside a link, hashed for what the link opens: the same code opens nothing else.
pub(crate) fn keyed_code(house: &House, what: Use, of: Uuid, code: &str) -> String {
    keyed(house, what, &format!("{of}|{code}"))
}

/// Whether what was typed is the code, at the try of this number.
pub(crate) fn is_code(house: &House, what: Use, of: Uuid, (kept, tries): (&str, i64), typed: &str) -> bool {
    tries <= TRIES && recovery_code(typed).is_some_and(|code| keyed_code(house, what, of, &code) == kept)
}

/// HMAC-SHA256 under the key for tokens, as text. Without the key a database cannot be searched for a guess.
pub(crate) fn keyed(house: &House, what: Use, text: &str) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(&house.keys.tokens()).expect("HMAC takes a key of any length");
    mac.update(format!("{what:?}|").as_bytes());
    mac.update(text.as_bytes());
    BASE64.encode(mac.finalize().into_bytes())
}

/// Seals a secret that must be read back, for one account: elsewhere it does not open.
pub(super) fn seal(house: &House, account: Uuid, secret: &[u8]) -> String {
    let nonce = random::<24>(house);
    let sealed = cipher(house)
        .encrypt(&XNonce::from(nonce), Payload { msg: secret, aad: account.as_bytes() })
        .expect("a secret of a few bytes is far below the cipher's limit");
    BASE64.encode([&nonce[..], &sealed].concat())
}

/// Opens what [`seal`] made.
pub(super) fn unseal(house: &House, account: Uuid, sealed: &str) -> Result<Vec<u8>> {
    let bytes = BASE64.decode(sealed).map_err(|_| broken())?;
    let (nonce, sealed) = bytes.split_first_chunk::<24>().ok_or_else(broken)?;
    cipher(house)
        .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: account.as_bytes() })
        .map_err(|_| broken())
}

fn cipher(house: &House) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&house.keys.derive("second-factor").into())
}

fn broken() -> Error {
    Error::Bug("a sealed secret does not open: was the key file replaced?".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovery_code_is_read_however_it_is_typed() {
        assert_eq!(recovery_code("7KQ3X-0FH2M").as_deref(), Some("7kq3x-0fh2m"));
        assert_eq!(recovery_code(" 7kq3 xofh2m ").as_deref(), Some("7kq3x-0fh2m"));
        assert_eq!(recovery_code("7kql3-0fh2i").as_deref(), Some("7kq13-0fh21"));
        assert_eq!(recovery_code("7kq3x-0fh2"), None);
        assert_eq!(recovery_code("7kq3x-0fh2mm"), None);
        assert_eq!(recovery_code("7kq3u-0fh2m"), None);
        assert_eq!(recovery_code("😀kq3x-0fh2m"), None);
        assert_eq!(recovery_code(""), None);
    }

    #[test]
    fn a_secret_is_not_printed() {
        assert_eq!(format!("{:?}{:?}", Token("abc".to_owned()), Shown("abc".to_owned())), "Token(…)Shown(…)");
    }
}
