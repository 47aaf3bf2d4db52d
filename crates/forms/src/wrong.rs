//! What can be wrong with an answer.

use crate::decimal::Decimal;
use crate::value::Value;

/// Something wrong with an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Wrong {
    /// The item.
    pub link_id: String,
    /// Where it stands, among repetitions: the name of its field.
    pub field: String,
    /// What is wrong.
    pub what: What,
}

/// What is wrong with an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// It must be answered.
    Required,
    /// It must be answered more often.
    TooFew {
        /// How often.
        least: usize,
    },
    /// It is answered too often.
    TooMany {
        /// How often it may be.
        most: usize,
    },
    /// The text is too short.
    TooShort {
        /// The fewest characters.
        least: usize,
    },
    /// The text is too long.
    TooLong {
        /// The most characters.
        most: usize,
    },
    /// It is less than it may be.
    Below {
        /// The least.
        least: Value,
    },
    /// It is more than it may be.
    Above {
        /// The most.
        most: Value,
    },
    /// Too many figures after the point.
    TooFine {
        /// How many there may be.
        most: u32,
    },
    /// An answer of another type.
    OtherType,
    /// None of the answers that are offered.
    NotAnOption,
    /// Chosen with others, and it is chosen alone.
    Exclusive,
    /// Chosen twice.
    Twice,
    /// None of the units.
    NotAUnit,
    /// A quantity without a number.
    NoNumber,
    /// A file whose bytes stand in the answer: they live elsewhere, and the answer names them.
    BytesWithin,
    /// A file of another kind.
    OtherKindOfFile {
        /// The kinds.
        kinds: Vec<String>,
    },
    /// A file that is too large.
    FileTooLarge {
        /// In millions of bytes.
        most: Decimal,
    },
    /// No true or false can be read.
    NotABoolean,
    /// No number can be read.
    NotANumber,
    /// No whole number can be read.
    NotAnInteger,
    /// No date can be read.
    NotADate,
    /// No time can be read.
    NotATime,
    /// No address can be read.
    NotAnAddress,
    /// No measurement that anybody has: a slip.
    NotMeasured,
    /// The questionnaire has no such field: the form is of another version.
    NoSuchField,
}

impl What {
    /// The code by which it is put into words.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooFew { .. } => "too-few",
            Self::TooMany { .. } => "too-many",
            Self::TooShort { .. } => "too-short",
            Self::TooLong { .. } => "too-long",
            Self::Below { .. } => "below",
            Self::Above { .. } => "above",
            Self::TooFine { .. } => "too-fine",
            Self::OtherType => "other-type",
            Self::NotAnOption => "not-an-option",
            Self::Exclusive => "exclusive",
            Self::Twice => "twice",
            Self::NotAUnit => "not-a-unit",
            Self::NoNumber => "no-number",
            Self::BytesWithin => "bytes-within",
            Self::OtherKindOfFile { .. } => "other-kind-of-file",
            Self::FileTooLarge { .. } => "file-too-large",
            Self::NotABoolean => "not-a-boolean",
            Self::NotANumber => "not-a-number",
            Self::NotAnInteger => "not-an-integer",
            Self::NotADate => "not-a-date",
            Self::NotATime => "not-a-time",
            Self::NotAnAddress => "not-an-address",
            Self::NotMeasured => "not-measured",
            Self::NoSuchField => "no-such-field",
        }
    }
}
