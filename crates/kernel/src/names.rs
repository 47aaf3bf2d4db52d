//! Names of persons: how they are compared, found in spite of typing errors, ranked and sorted.

pub use self::birth::{birth_date, take_birth_date};
pub use self::fold::fold;
pub use self::keys::{Key, KeyRange, QueryKeys, deletions, name_key, query_keys, search_keys};
pub use self::phonetic::phonetic;
pub use self::score::{BEGINS, Typed, score};
pub use self::sort::{name_sort_key, sort_key};

mod birth;
mod fold;
mod keys;
mod phonetic;
mod score;
mod sort;
