//! Encryption of attachments and wrapping of their keys.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use kernel::Entropy;

use crate::error::StoreError;

const NONCE: usize = 24;
const WRAPPED: usize = NONCE + 32 + 16;

/// A key, encrypted under the master key: nonce, then ciphertext and tag.
#[derive(Clone, PartialEq, Eq)]
pub struct WrappedKey([u8; WRAPPED]);

impl std::fmt::Debug for WrappedKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WrappedKey(…)")
    }
}

impl WrappedKey {
    /// As kept in the database.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// From the database; nothing when the length is wrong.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

/// Encrypts under a fresh key; tells the nonce and ciphertext, and the key.
pub(super) fn seal(bytes: &[u8], entropy: &dyn Entropy) -> Result<(Vec<u8>, [u8; 32]), StoreError> {
    let mut key = [0; 32];
    entropy.fill(&mut key);
    Ok((encrypt(&key, bytes, &[], entropy)?, key))
}

pub(super) fn open(sealed: &[u8], key: &[u8; 32]) -> Result<Vec<u8>, StoreError> {
    decrypt(key, sealed, &[]).ok_or_else(|| StoreError::bug("a stored attachment does not open with its key"))
}

/// Wraps a key for one attachment only: it does not open under another's hash.
pub(super) fn wrap(
    master: &[u8; 32],
    key: &[u8; 32],
    hash: &[u8; 32],
    entropy: &dyn Entropy,
) -> Result<WrappedKey, StoreError> {
    let wrapped = encrypt(master, key, hash, entropy)?;
    WrappedKey::from_slice(&wrapped).ok_or_else(|| StoreError::bug("a wrapped key has another length"))
}

pub(super) fn unwrap(
    master: &[u8; 32],
    wrapped: &WrappedKey,
    hash: &[u8; 32],
) -> Result<[u8; 32], StoreError> {
    decrypt(master, &wrapped.0, hash)
        .and_then(|key| key.try_into().ok())
        .ok_or_else(|| StoreError::bug("an attachment's key does not open with the key file"))
}

fn encrypt(key: &[u8; 32], msg: &[u8], aad: &[u8], entropy: &dyn Entropy) -> Result<Vec<u8>, StoreError> {
    let mut nonce = [0; NONCE];
    entropy.fill(&mut nonce);
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(nonce), Payload { msg, aad })
        .map_err(|_| StoreError::bug("an attachment is too large to encrypt"))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

fn decrypt(key: &[u8; 32], sealed: &[u8], aad: &[u8]) -> Option<Vec<u8>> {
    let (nonce, msg) = sealed.split_first_chunk::<NONCE>()?;
    XChaCha20Poly1305::new(key.into()).decrypt(&XNonce::from(*nonce), Payload { msg, aad }).ok()
}
