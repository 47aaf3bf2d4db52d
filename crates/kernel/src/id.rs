//! Identifiers: UUIDv7 inside (they sort by time, so an index stays compact), one keyed block over them outside,
//! so that an address reveals neither when a thing was made nor what came before it.

use std::fmt;

use aes::Aes128;
use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};
use jiff::Timestamp;
use uuid::Uuid;

use crate::entropy::Entropy;

/// Declares the identifier of one kind of thing: a [`Uuid`] that cannot be taken for another's.
///
/// It has no `Display` on purpose: what people and addresses show is [sealed](IdSealer) first.
///
/// ```
/// kernel::id! {
///     /// A request for advice.
///     pub struct AdviceId;
/// }
/// let id = AdviceId::from(uuid::Uuid::nil());
/// assert!(id.uuid().is_nil());
/// ```
#[macro_export]
macro_rules! id {
    ($($(#[$meta:meta])* $vis:vis struct $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug,
            $crate::reexport::serde::Serialize, $crate::reexport::serde::Deserialize,
        )]
        #[serde(crate = "::kernel::reexport::serde", transparent)]
        $vis struct $name($crate::reexport::uuid::Uuid);

        impl $name {
            /// The identifier as the database keeps it.
            pub const fn uuid(self) -> $crate::reexport::uuid::Uuid {
                self.0
            }
        }

        impl ::core::convert::From<$crate::reexport::uuid::Uuid> for $name {
            fn from(uuid: $crate::reexport::uuid::Uuid) -> Self {
                Self(uuid)
            }
        }

        impl ::core::convert::From<$name> for $crate::reexport::uuid::Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

/// A new identifier (RFC 9562, version 7): the instant to a quarter of a microsecond, then 62 random bits.
/// Instants before 1970 count as 1970.
pub fn new_uuid(now: Timestamp, entropy: &dyn Entropy) -> Uuid {
    let micros = u64::try_from(now.as_microsecond()).unwrap_or(0);
    let mut tail: [u8; 10] = entropy.bytes();
    // Method 3 of the RFC, section 6.2: the fraction of the millisecond in the 12 bits after it, so that
    // what is made within one millisecond stays in order.
    let fraction = u16::try_from((micros % 1000) * 4096 / 1000).unwrap_or(0).to_be_bytes();
    tail[..2].copy_from_slice(&fraction);
    uuid::Builder::from_unix_timestamp_millis(micros / 1000, &tail).into_uuid()
}

/// Turns inner identifiers into the opaque ones of addresses, and back: one AES-128 block under the house's key.
///
/// The inner identifiers are all different, so a deterministic permutation gives away nothing but equality. It is
/// no proof of origin: an address that was made up opens to an identifier that does not exist.
#[derive(Clone)]
pub struct IdSealer(Aes128);

impl IdSealer {
    /// A sealer for this key. Changing the key breaks every address given out before.
    pub fn new(key: [u8; 16]) -> Self {
        Self(Aes128::new(&key.into()))
    }

    /// The identifier to show for an inner one.
    pub fn seal(&self, inner: Uuid) -> Uuid {
        let mut block = inner.into_bytes().into();
        self.0.encrypt_block(&mut block);
        Uuid::from_bytes(block.into())
    }

    /// The inner identifier behind a shown one.
    pub fn open(&self, outer: Uuid) -> Uuid {
        let mut block = outer.into_bytes().into();
        self.0.decrypt_block(&mut block);
        Uuid::from_bytes(block.into())
    }
}

impl fmt::Debug for IdSealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdSealer")
    }
}
