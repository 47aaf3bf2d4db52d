//! The types of values.

/// The type of a value, as R4 names it behind `value`, `answer`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Boolean,
    /// A number.
    Decimal,
    /// A whole number of 32 bits.
    Integer,
    /// A year, a month, or a day.
    Date,
    /// A date, with its time where it is known.
    DateTime,
    /// A time of the day.
    Time,
    /// Words.
    String,
    /// An address.
    Uri,
    /// A file, which is kept elsewhere.
    Attachment,
    /// A code.
    Coding,
    /// A number with its unit.
    Quantity,
    /// Another resource.
    Reference,
}

impl Kind {
    /// Every one.
    pub const ALL: [Self; 12] = [
        Self::Boolean,
        Self::Decimal,
        Self::Integer,
        Self::Date,
        Self::DateTime,
        Self::Time,
        Self::String,
        Self::Uri,
        Self::Attachment,
        Self::Coding,
        Self::Quantity,
        Self::Reference,
    ];

    /// What stands behind `value`: `valueCoding`.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Boolean => "Boolean",
            Self::Decimal => "Decimal",
            Self::Integer => "Integer",
            Self::Date => "Date",
            Self::DateTime => "DateTime",
            Self::Time => "Time",
            Self::String => "String",
            Self::Uri => "Uri",
            Self::Attachment => "Attachment",
            Self::Coding => "Coding",
            Self::Quantity => "Quantity",
            Self::Reference => "Reference",
        }
    }
}
