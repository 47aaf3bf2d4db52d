//! What a page says when it cannot do what was asked: what happened, that nothing typed is lost, what to do now.

use axum::http::StatusCode;

use super::prelude::*;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// There is nothing at this address, or nothing this person may know of.
    NotFound,
    /// It is seen, but this may not be done; the reason comes from the policy.
    Forbidden,
    /// The form was sent from another site.
    Foreign,
    /// Somebody else acted first.
    Conflict,
    /// What was sent makes no sense, and not because of a field of a form.
    Unreadable,
    /// What was sent is too large.
    TooLarge,
    /// Too many attempts.
    TooMany,
    /// The session is over.
    Expired,
    /// A fault of ours.
    Bug,
    /// The database, its disk or the journal does not answer; nothing was written.
    Unavailable,
    /// The device has no network.
    Offline,
}

impl ErrorKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::NotFound,
        Self::Forbidden,
        Self::Foreign,
        Self::Conflict,
        Self::Unreadable,
        Self::TooLarge,
        Self::TooMany,
        Self::Expired,
        Self::Bug,
        Self::Unavailable,
        Self::Offline,
    ];

    /// The status it is answered with.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Foreign => StatusCode::FORBIDDEN,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Unreadable => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Expired => StatusCode::UNAUTHORIZED,
            Self::Bug => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Offline => StatusCode::OK,
        }
    }

    const fn texts(self, t: T) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => (t.error_not_found(), t.error_not_found_text()),
            Self::Forbidden => (t.error_forbidden(), t.error_forbidden_text()),
            Self::Foreign => (t.error_foreign(), t.error_foreign_text()),
            Self::Conflict => (t.error_conflict(), t.error_conflict_text()),
            Self::Unreadable => (t.error_unreadable(), t.error_unreadable_text()),
            Self::TooLarge => (t.error_too_large(), t.error_too_large_text()),
            Self::TooMany => (t.error_too_many(), t.error_too_many_text()),
            Self::Expired => (t.error_expired(), t.error_expired_text()),
            Self::Bug => (t.error_bug(), t.error_bug_text()),
            Self::Unavailable => (t.error_unavailable(), t.error_unavailable_text()),
            Self::Offline => (t.error_offline(), t.error_offline_text()),
        }
    }

    /// The sign beside the title.
    const fn icon(self) -> Icon {
        match self {
            Self::NotFound => Icon::Search,
            Self::Forbidden | Self::Foreign => Icon::Lock,
            Self::Conflict => Icon::People,
            Self::Unreadable | Self::TooLarge | Self::Bug => Icon::Alert,
            Self::TooMany | Self::Unavailable => Icon::Wait,
            Self::Expired => Icon::Clock,
            Self::Offline => Icon::Cloud,
        }
    }

    /// The colour of the sign.
    const fn tone(self) -> Tone {
        match self {
            Self::Bug | Self::Unavailable | Self::Foreign => Tone::Danger,
            Self::Conflict | Self::TooMany | Self::Unreadable | Self::TooLarge => Tone::Warning,
            _ => Tone::Neutral,
        }
    }
}

/// The page of an error.
#[derive(Clone, Debug, Template)]
#[template(path = "errors/error.html")]
pub struct ErrorPage {
    shell: Shell,
    kind: ErrorKind,
    reason: Option<String>,
    reference: Option<String>,
    act: Option<Button>,
}

impl ErrorPage {
    /// The page of this kind of error.
    pub fn new(shell: Shell, kind: ErrorKind) -> Self {
        let t = shell.t;
        let act = match kind {
            ErrorKind::Expired => Some(Button::link(t.error_sign_in(), "/login").primary()),
            ErrorKind::Bug | ErrorKind::Unavailable | ErrorKind::Offline => {
                Some(Button::link(t.error_again(), shell.path.clone()).primary().plain())
            }
            _ => None,
        };
        Self { shell, kind, reason: None, reference: None, act }
    }

    /// Why, in words: the policy’s reason, what is too large.
    #[must_use]
    pub fn reason(self, reason: impl ToString) -> Self {
        Self { reason: Some(reason.to_string()), ..self }
    }

    /// What to quote when asking for help: the id of the request in our logs.
    #[must_use]
    pub fn reference(self, reference: impl ToString) -> Self {
        Self { reference: Some(reference.to_string()), ..self }
    }

    /// The next act, instead of the usual one.
    #[must_use]
    pub fn act(self, act: Button) -> Self {
        Self { act: Some(act), ..self }
    }

    fn title(&self) -> &'static str {
        self.kind.texts(self.shell.t).0
    }

    fn text(&self) -> &'static str {
        self.kind.texts(self.shell.t).1
    }
}

/// Somebody else wrote in the meantime: both versions, and the ways out. Answered with 409.
#[derive(Clone, Debug, Template)]
#[template(path = "errors/conflict.html")]
pub struct ConflictPage {
    /// The frame.
    pub shell: Shell,
    /// Who wrote what, and when: « Mathieu Girard a enregistré cette note à 10 h 40. »
    pub words: String,
    /// The two versions, a pair for each field that differs.
    pub versions: Vec<(String, Compare)>,
    /// The form that settles it, its own text in hidden fields.
    pub form: FormState,
    /// Where it is sent.
    pub action: String,
    /// The fields it carries.
    pub carried: Vec<(String, String)>,
    /// The ways out, the safest first and primary.
    pub ways: Vec<Button>,
}
