//! The master key and what is derived from it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use kernel::Entropy;
use sha2::Sha256;

pub(crate) type HmacSha256 = Hmac<Sha256>;

/// The one secret of an installation: 32 random bytes in a file that only the server reads.
///
/// Nothing uses them directly. Each purpose has its own key, HMAC-SHA256 of its label, so that
/// what leaks through one use says nothing about another. Whoever loses the file loses the
/// attachments; whoever copies it can forge the journal: it is kept and backed up apart from the
/// database.
#[derive(Clone)]
pub struct Keys {
    master: [u8; 32],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// Keys from bytes already at hand, for tests and for a secret handed over by the platform.
    pub fn from_bytes(master: [u8; 32]) -> Self {
        Self { master }
    }

    /// Reads the key file, or makes it with mode 0600 when there is none.
    ///
    /// # Errors
    /// A file that others may read, a file of the wrong size, a folder that cannot be written; the
    /// text says which and what to do.
    pub fn load_or_create(path: &Path, entropy: &dyn Entropy) -> io::Result<Self> {
        match Self::load(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::create(path, entropy),
            other => other,
        }
    }

    fn load(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let metadata = file.metadata()?;
        let mode = metadata.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return refused(
                path,
                &format!("has mode {mode:04o}, so others may read it; run chmod 600 on it"),
            );
        }
        let mut master = [0; 32];
        if metadata.len() != master.len() as u64 {
            return refused(
                path,
                &format!("holds {} bytes instead of 32; it is not a key file", metadata.len()),
            );
        }
        file.read_exact(&mut master)?;
        Ok(Self { master })
    }

    /// Written beside and linked into place, so that a crash leaves a whole file or none, and two
    /// processes that start together agree on one.
    fn create(path: &Path, entropy: &dyn Entropy) -> io::Result<Self> {
        let mut master = [0; 32];
        entropy.fill(&mut master);
        let mut suffix = [0; 8];
        entropy.fill(&mut suffix);
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let draft = folder.join(format!(".key-{}", crate::hex::encode(&suffix)));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&draft)?;
        file.write_all(&master)?;
        file.sync_all()?;
        let linked = fs::hard_link(&draft, path);
        fs::remove_file(&draft)?;
        File::open(folder)?.sync_all()?;
        match linked {
            Ok(()) => Ok(Self { master }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Self::load(path),
            Err(error) => Err(error),
        }
    }

    /// The key of one purpose, named by a label that never changes.
    pub fn derive(&self, label: &str) -> [u8; 32] {
        hmac(&self.master, &[label.as_bytes()])
    }

    /// Seals the ids that pages show (AES-128).
    pub fn ids(&self) -> [u8; 16] {
        let mut key = [0; 16];
        key.copy_from_slice(&self.derive("ids")[..16]);
        key
    }

    /// Seals page cursors.
    pub fn cursor(&self) -> [u8; 32] {
        self.derive("cursor")
    }

    /// Authenticates the journal, its chain and its heads.
    pub fn audit(&self) -> [u8; 32] {
        self.derive("audit")
    }

    /// Wraps the keys of attachments.
    pub fn blobs(&self) -> [u8; 32] {
        self.derive("blobs")
    }

    /// Authenticates sessions and single-use links.
    pub fn tokens(&self) -> [u8; 32] {
        self.derive("tokens")
    }
}

/// HMAC-SHA256 over parts that the caller has made unambiguous.
pub(crate) fn hmac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = HmacSha256::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn refused<T>(path: &Path, reason: &str) -> io::Result<T> {
    Err(io::Error::new(io::ErrorKind::InvalidData, format!("the key file {} {reason}", path.display())))
}
