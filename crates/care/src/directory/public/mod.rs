//! The public directory of professionals (`PS_LibreAcces_Personne_activite`, published by the Agence du Numérique en
//! Santé), and who of them is near.
//!
//! It stands apart from the directory of those who have an account here: nobody named in it takes part in anything. It is
//! taken in whole, as often as it is published; what changed is written, what left is closed and kept.

mod close;
mod codes;
mod columns;
mod file;
mod grid;
mod import;
mod line;
mod look;
mod nearby;
mod offer;
mod one;
mod refusal;
mod rows;
mod run;
mod seen;
mod take;

pub use codes::{Code, codes};
pub use columns::{COLUMNS, NEEDED};
pub use file::DirectoryFile;
pub use grid::Point;
pub use import::{Progress, Report, import};
pub use nearby::{Accepting, Near, Wanted, nearest, seen_from};
pub use offer::{
    NewOffer, Offer, OfferForm, Offered, SaidBy, Sector, Standing, Topic, Welcome, may_say, offers, say,
};
pub use one::{Address, Practice, practice};
pub(crate) use one::{AtHome, addressed, at_home, left};
pub use refusal::{Broken, Refusal, Stopped};

/// What stands between two fields of the file. Quotes are not special in it.
const SEPARATOR: u8 = b'|';
