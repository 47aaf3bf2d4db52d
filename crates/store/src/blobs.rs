//! Attachments: sealed before they are stored, each under a key of its own.
//!
//! The bytes are encrypted with XChaCha20-Poly1305 under a random key; that key is wrapped by the
//! master key and kept in the database row, never beside the bytes. The stored object is named by
//! the SHA-256 of what is stored, so that equal documents of two persons do not look equal, and a
//! changed object does not answer to its name. Deleting the wrapped key makes the bytes unreadable
//! for good, in every backup of the objects.

use std::path::Path as FilePath;
use std::sync::Arc;

use kernel::Entropy;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use sha2::{Digest, Sha256};

use crate::error::StoreError;
use crate::hex;
use crate::keys::Keys;

mod rows;
mod seal;
mod sweep;

pub use rows::load;
pub use seal::WrappedKey;

/// What is needed to find and open a stored attachment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBlob {
    /// SHA-256 of the stored bytes; also their name.
    pub hash: [u8; 32],
    /// The key of the bytes, wrapped by the master key.
    pub wrapped_key: WrappedKey,
    /// Length of the attachment itself, in bytes.
    pub size: u64,
}

/// The place of the attachments: a folder, or an S3-compatible service.
#[derive(Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    prefix: Path,
    key: [u8; 32],
    entropy: Arc<dyn Entropy>,
}

impl std::fmt::Debug for Blobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Blobs").field("store", &self.store.to_string()).finish_non_exhaustive()
    }
}

impl Blobs {
    /// Opens a place: a folder (made when absent), or an address such as `s3://bucket/prefix` with
    /// its options (`aws_region`, `aws_endpoint`, `aws_access_key_id`, …).
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when the folder cannot be made; [`StoreError::Bug`] for an
    /// address that is not understood.
    pub fn open<I>(
        place: &str,
        options: I,
        keys: &Keys,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, StoreError>
    where
        I: IntoIterator<Item = (String, String)>,
    {
        let (store, prefix) = if place.contains("://") {
            remote(place, options)?
        } else {
            (folder(FilePath::new(place))?, Path::default())
        };
        Ok(Self { store, prefix, key: keys.blobs(), entropy })
    }

    /// Seals and stores an attachment, durably, before the act that will refer to it. Should that
    /// act fail, the bytes stay without a row, and a later [`Blobs::sweep`] removes them.
    pub async fn put(&self, bytes: &[u8]) -> Result<StoredBlob, StoreError> {
        let (sealed, key) = seal::seal(bytes, self.entropy.as_ref())?;
        let hash: [u8; 32] = Sha256::digest(&sealed).into();
        let wrapped_key = seal::wrap(&self.key, &key, &hash, self.entropy.as_ref())?;
        self.store
            .put(&self.name(&hash), PutPayload::from(sealed))
            .await
            .map_err(|error| unavailable(&error))?;
        Ok(StoredBlob { hash, wrapped_key, size: bytes.len() as u64 })
    }

    /// Fetches and opens an attachment.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it cannot be fetched; [`StoreError::Bug`] when what is
    /// stored is not what was stored.
    pub async fn get(&self, blob: &StoredBlob) -> Result<Vec<u8>, StoreError> {
        let found = self.store.get(&self.name(&blob.hash)).await.map_err(|error| unavailable(&error))?;
        let sealed = found.bytes().await.map_err(|error| unavailable(&error))?;
        if Sha256::digest(&sealed).as_slice() != blob.hash {
            return Err(StoreError::bug("a stored attachment was altered"));
        }
        let key = seal::unwrap(&self.key, &blob.wrapped_key, &blob.hash)?;
        seal::open(&sealed, &key)
    }

    /// Removes the stored bytes of an attachment whose key is gone ([`Tx::shred_blob`]). Bytes that
    /// are gone already are fine.
    ///
    /// [`Tx::shred_blob`]: crate::Tx::shred_blob
    pub async fn shred(&self, hash: &[u8; 32]) -> Result<(), StoreError> {
        match self.store.delete(&self.name(hash)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(unavailable(&error)),
        }
    }

    /// `ab/abcdef…`: not too many files in one folder.
    fn name(&self, hash: &[u8; 32]) -> Path {
        let name = hex::encode(hash);
        self.prefix.clone().join(&name[..2]).join(name)
    }
}

fn folder(path: &FilePath) -> Result<Arc<dyn ObjectStore>, StoreError> {
    let failed =
        |error: &dyn std::fmt::Display| StoreError::unavailable(format!("the attachments folder: {error}"));
    std::fs::create_dir_all(path).map_err(|error| failed(&error.kind()))?;
    let store = LocalFileSystem::new_with_prefix(path).map_err(|error| failed(&error))?;
    Ok(Arc::new(store.with_fsync(true)))
}

fn remote<I>(place: &str, options: I) -> Result<(Arc<dyn ObjectStore>, Path), StoreError>
where
    I: IntoIterator<Item = (String, String)>,
{
    // One TLS for the whole house; whoever set it first is right.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // Neither the address nor the driver's own words are repeated: they may hold a secret.
    let address = place.parse().map_err(|_| StoreError::bug("the attachments' address is not a URL"))?;
    let (store, prefix) = object_store::parse_url_opts(&address, options)
        .map_err(|_| StoreError::bug("the attachments' address or its options are not understood"))?;
    Ok((Arc::from(store), prefix))
}

fn unavailable(error: &object_store::Error) -> StoreError {
    StoreError::unavailable(match error {
        object_store::Error::NotFound { .. } => "a stored attachment is missing",
        object_store::Error::PermissionDenied { .. } | object_store::Error::Unauthenticated { .. } => {
            "the attachments may not be accessed"
        }
        _ => "the attachments cannot be reached",
    })
}
