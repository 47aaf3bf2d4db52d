//! Where an application stands, and what can happen to it there: a pure rule, whose table is
//! `docs/states/right_application.md`.

use super::facts::FactKind;

/// Where an application stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Whether the person has the right is looked into.
    Exploring,
    /// Pieces are gathered.
    Gathering,
    /// It was filed.
    Filed,
    /// The body asks for more pieces.
    Incomplete,
    /// The body says that the file is whole and looks at it.
    UnderReview,
    /// The decision was put off.
    Adjourned,
    /// Granted; whether it is open, to renew or over is told by its dates.
    Granted,
    /// Granted, and suspended.
    Suspended,
    /// Refused.
    Refused,
    /// A prior administrative appeal was made.
    Appealed,
    /// It is before a court.
    InCourt,
    /// The person does not go on with it.
    Dropped,
    /// It was taken back after it had been filed.
    Withdrawn,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Exploring,
        Self::Gathering,
        Self::Filed,
        Self::Incomplete,
        Self::UnderReview,
        Self::Adjourned,
        Self::Granted,
        Self::Suspended,
        Self::Refused,
        Self::Appealed,
        Self::InCourt,
        Self::Dropped,
        Self::Withdrawn,
    ];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exploring => "exploring",
            Self::Gathering => "gathering",
            Self::Filed => "filed",
            Self::Incomplete => "incomplete",
            Self::UnderReview => "under_review",
            Self::Adjourned => "adjourned",
            Self::Granted => "granted",
            Self::Suspended => "suspended",
            Self::Refused => "refused",
            Self::Appealed => "appealed",
            Self::InCourt => "in_court",
            Self::Dropped => "dropped",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether something is still under way: one application at a time for one right.
    pub const fn is_under_way(self) -> bool {
        !matches!(self, Self::Granted | Self::Suspended | Self::Refused | Self::Dropped | Self::Withdrawn)
    }

    /// Whether the body has to answer.
    pub const fn waits_for_body(self) -> bool {
        matches!(self, Self::Filed | Self::UnderReview | Self::Adjourned | Self::Appealed | Self::InCourt)
    }
}

/// What follows; `None` where that cannot happen.
pub fn next(status: Option<Status>, kind: FactKind) -> Option<Status> {
    use FactKind as K;
    use Status::{
        Adjourned, Appealed, Dropped, Exploring, Filed, Gathering, Granted, InCourt, Incomplete, Refused,
        Suspended, UnderReview, Withdrawn,
    };
    let Some(status) = status else { return (kind == FactKind::Opening).then_some(Exploring) };
    Some(match (status, kind) {
        (Exploring | Gathering, K::PieceProvided) => Gathering,
        (Filed | UnderReview | Adjourned | Appealed | InCourt, K::PieceProvided | K::Reminder)
        | (Incomplete, K::PieceProvided) => status,
        (Exploring | Gathering | Incomplete, K::Filing) => Filed,
        (Exploring | Gathering, K::Dropping) => Dropped,
        (Filed | UnderReview | Adjourned, K::PiecesAsked) => Incomplete,
        (Filed | Incomplete | Adjourned, K::Acknowledgement) => UnderReview,
        (Filed | UnderReview | Incomplete, K::Adjournment) => Adjourned,
        (Filed | UnderReview | Incomplete | Adjourned | Appealed | InCourt, K::Grant)
        | (Suspended, K::Resumption)
        | (Granted, K::Declaration | K::Contact) => Granted,
        (Filed | UnderReview | Incomplete | Adjourned | Appealed | InCourt, K::Refusal) => Refused,
        (Refused, K::Appeal) => Appealed,
        (Refused | Appealed, K::CourtAction) => InCourt,
        (Granted, K::Suspension) => Suspended,
        (Filed | UnderReview | Incomplete | Adjourned | Appealed | InCourt, K::Withdrawal) => Withdrawn,
        _ => return None,
    })
}
