//! Pages of a list. A cursor says after which row the next page begins; outside, it is sealed, so that an address
//! shows neither an instant nor an identifier and cannot be made up.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, Payload};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;

/// The last row of a page: its sort key (an instant in microseconds, a rank …) and, to settle ties, its identifier.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Cursor {
    /// The value the list is sorted by.
    pub key: i64,
    /// The row's identifier.
    pub id: Uuid,
}

/// One page of a list, and where the next begins if there is one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<T> {
    /// The rows, in the list's order.
    pub items: Vec<T>,
    /// The cursor of the last row, when more follow.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// The page made of rows of which one more than `limit` was asked for: the extra one tells that more follow.
    pub fn from_rows(mut rows: Vec<T>, limit: usize, cursor: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = if more { rows.last().map(cursor) } else { None };
        Self { items: rows, next }
    }

    /// The same page of other things.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(each).collect(), next: self.next }
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self { items: Vec::new(), next: None }
    }
}

/// The text is no cursor of this list: cut, changed, made up or taken from elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("this is not a page of the list")]
pub struct CursorError;

/// Seals cursors (XChaCha20-Poly1305) into text fit for an address, and opens them again.
///
/// The nonce is computed from what is sealed, so the same cursor of the same list always gives the same address.
#[derive(Clone)]
pub struct CursorSealer {
    cipher: XChaCha20Poly1305,
    nonces: Hmac<Sha256>,
}

const NONCE: usize = 24;
const PLAIN: usize = 24;

impl CursorSealer {
    /// A sealer for this key.
    pub fn new(key: [u8; 32]) -> Self {
        let nonce_key = keyed(&key).chain_update(b"cursor nonce").finalize().into_bytes();
        Self { cipher: XChaCha20Poly1305::new(&key.into()), nonces: keyed(&nonce_key) }
    }

    /// The text for a cursor of the list called `list`. The name should hold whatever changes the list's meaning
    /// (whose it is, the order): the text opens under the same name only.
    pub fn seal(&self, list: &str, cursor: Cursor) -> String {
        let mut plain = [0; PLAIN];
        plain[..8].copy_from_slice(&cursor.key.to_be_bytes());
        plain[8..].copy_from_slice(cursor.id.as_bytes());
        let mac = self.nonces.clone().chain_update(plain).chain_update(list).finalize().into_bytes();
        let nonce: [u8; NONCE] = std::array::from_fn(|at| mac[at]);
        let sealed = self
            .cipher
            .encrypt(&nonce.into(), Payload { msg: &plain, aad: list.as_bytes() })
            .expect("the cipher takes messages far longer than a cursor");
        URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat())
    }

    /// The cursor behind a text.
    ///
    /// # Errors
    /// [`CursorError`] for every text that [`seal`](Self::seal) did not make for this list under this key.
    pub fn open(&self, list: &str, text: &str) -> Result<Cursor, CursorError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| CursorError)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or(CursorError)?;
        let plain = self
            .cipher
            .decrypt(&(*nonce).into(), Payload { msg: sealed, aad: list.as_bytes() })
            .map_err(|_| CursorError)?;
        let (key, id) = plain.split_first_chunk::<8>().ok_or(CursorError)?;
        let id = Uuid::from_slice(id).map_err(|_| CursorError)?;
        Ok(Cursor { key: i64::from_be_bytes(*key), id })
    }
}

impl fmt::Debug for CursorSealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CursorSealer")
    }
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes keys of every length")
}
