//! The codes of the journal, in families: what a reader looks for.

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Coming in, going out, proving who one is.
    SignIn,
    /// Accounts, passwords, second factors, links.
    Account,
    /// Records of persons: identity, care team, choices.
    Person,
    /// Requests, consultations, documents.
    Advice,
    /// Professionals, structures, roles, programmes, absences.
    Directory,
    /// Presumed duplicates and merges.
    Vigilance,
    /// Boards, days and figures.
    Overview,
    /// The journal itself.
    Journal,
}

impl Family {
    /// Every family, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::SignIn,
        Self::Account,
        Self::Person,
        Self::Advice,
        Self::Directory,
        Self::Vigilance,
        Self::Overview,
        Self::Journal,
    ];

    /// The code in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Account => "account",
            Self::Person => "person",
            Self::Advice => "advice",
            Self::Directory => "directory",
            Self::Vigilance => "vigilance",
            Self::Overview => "overview",
            Self::Journal => "journal",
        }
    }

    /// The family of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// The actions of the family; `%` stands for any ending.
    pub const fn patterns(self) -> &'static [&'static str] {
        match self {
            Self::SignIn => {
                &["sign-in", "sign-in.%", "sign-out", "sign-out.%", "step-up", "step-up.%", "role.switched"]
            }
            Self::Account => &["account.%", "password.%", "factor.%", "link.%"],
            Self::Person => &[
                "person.%",
                "care_team.%",
                "information.%",
                "entry.%",
                "questionnaire.%",
                "right.%",
                "radar.%",
                "break_glass.%",
                "import.%",
                "own.%",
                "interview.%",
                "plan.%",
                "pathway.%",
                "handover.%",
                "synthesis.%",
                "referral.%",
                "prevention.%",
                "reception.%",
                "arrival.%",
            ],
            Self::Advice => &["advice.%", "consultation.%", "attachment.%", "emergency.%"],
            Self::Directory => &[
                "practitioner.%",
                "organization.%",
                "role.given",
                "role.ended",
                "membership.%",
                "absence.%",
                "catalogue.%",
                "directory.%",
            ],
            Self::Vigilance => &["vigilance.%"],
            Self::Overview => &["day.%", "agenda.%", "report.%"],
            Self::Journal => &["journal.%"],
        }
    }

    /// The family of an action.
    pub fn of(action: &str) -> Option<Self> {
        let fits = |pattern: &&'static str| match pattern.strip_suffix('%') {
            Some(beginning) => action.starts_with(beginning),
            None => action == *pattern,
        };
        Self::ALL.into_iter().find(|family| family.patterns().iter().any(fits))
    }
}

/// What kind of line it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something was shown.
    Reading,
    /// Something was done.
    Act,
    /// Somebody was not let through.
    Refusal,
}

impl Kind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Reading, Self::Act, Self::Refusal];

    /// The code in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Act => "act",
            Self::Refusal => "refusal",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// The actions that only show something.
pub const READINGS: &[&str] = &[
    "%.read",
    "%_read",
    "%-read",
    "%.read_status",
    "%.list",
    "%.search",
    "%.similar",
    "%.board",
    "%.facts",
    "%.queue",
    "%.compare",
    "%.merges",
    "%.exported",
];

/// The actions that were refused.
pub(super) const REFUSALS: &str = "%.refused";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_has_one_family() {
        assert_eq!(Family::of("sign-in"), Some(Family::SignIn));
        assert_eq!(Family::of("sign-in.refused"), Some(Family::SignIn));
        assert_eq!(Family::of("role.switched"), Some(Family::SignIn));
        assert_eq!(Family::of("role.given"), Some(Family::Directory));
        assert_eq!(Family::of("advice.read"), Some(Family::Advice));
        assert_eq!(Family::of("sign-ins"), None);
    }

    #[test]
    fn codes_read_back() {
        assert!(Family::ALL.into_iter().all(|it| Family::from_code(it.code()) == Some(it)));
        assert!(Kind::ALL.into_iter().all(|it| Kind::from_code(it.code()) == Some(it)));
        assert_eq!(Family::from_code("%"), None);
    }
}
