//! A QuestionnaireResponse: the answers as they travel.

use fhir::DateTime;
use serde_json::{Map, Value as Json};

use self::items::Reading;
use crate::answers::Answers;
use crate::check::Strength;
use crate::fault::{Fault, Told, Why};
use crate::limits;
use crate::node::Node;
use crate::questionnaire::{Questionnaire, Status};

mod items;
mod writing;

/// Where a response is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Being answered.
    InProgress,
    /// Answered.
    Completed,
    /// Answered, and changed later.
    Amended,
    /// Written by mistake.
    EnteredInError,
    /// Left off.
    Stopped,
}

impl Progress {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::InProgress, Self::Completed, Self::Amended, Self::EnteredInError, Self::Stopped];

    /// R4's code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::InProgress => "in-progress",
            Self::Completed => "completed",
            Self::Amended => "amended",
            Self::EnteredInError => "entered-in-error",
            Self::Stopped => "stopped",
        }
    }

    /// How much is asked of its answers.
    pub const fn strength(self) -> Strength {
        match self {
            Self::Completed | Self::Amended => Strength::Complete,
            Self::InProgress | Self::EnteredInError | Self::Stopped => Strength::Draft,
        }
    }
}

/// A response that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// Where it is in its life.
    pub progress: Progress,
    /// When it was answered.
    pub authored: Option<DateTime>,
    /// The answers.
    pub answers: Answers,
    /// What else the resource says: who answered, of whom it speaks; as it came.
    pub about: Map<String, Json>,
}

/// A response that is not read.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refused {
    /// It answers another questionnaire, or says none.
    #[error("the response answers another questionnaire: {found:?}")]
    OtherQuestionnaire {
        /// Which.
        found: Option<String>,
    },
    /// It answers another version: read it with that one.
    #[error("the response answers version {found:?}, and this is {version:?}")]
    OtherVersion {
        /// Which it answers.
        found: Option<String>,
        /// Which this is.
        version: Option<String>,
    },
    /// The questionnaire is no longer used: nothing new is answered.
    #[error("the questionnaire is retired")]
    Retired,
    /// What is wrong in it, in the order of the paths.
    #[error("the response has faults")]
    Faults(Vec<Fault>),
}

/// What of the resource is kept as it came.
const ABOUT: [&str; 15] = [
    "id",
    "meta",
    "language",
    "contained",
    "extension",
    "identifier",
    "basedOn",
    "partOf",
    "subject",
    "encounter",
    "author",
    "source",
    "_authored",
    "_status",
    "_questionnaire",
];

impl Response {
    /// Reads a new response.
    ///
    /// # Errors
    /// What it answers is not this version of this questionnaire, or is no longer used; or else everything that is wrong
    /// in it. What must be answered is not asked for here: see [`crate::Evaluation::check`] and [`Progress::strength`].
    pub fn read(questionnaire: &Questionnaire, bytes: &[u8]) -> Result<Self, Refused> {
        Self::sound(questionnaire, bytes, questionnaire.status == Status::Retired)
    }

    /// Reads a response that was kept, be the questionnaire retired since.
    ///
    /// # Errors
    /// As [`Response::read`].
    pub fn reread(questionnaire: &Questionnaire, bytes: &[u8]) -> Result<Self, Refused> {
        Self::sound(questionnaire, bytes, false)
    }

    fn sound(questionnaire: &Questionnaire, bytes: &[u8], retired: bool) -> Result<Self, Refused> {
        let json = crate::read::json("QuestionnaireResponse", bytes).map_err(Refused::Faults)?;
        of_this(questionnaire, &json)?;
        if retired {
            return Err(Refused::Retired);
        }
        let mut told = Told::default();
        let read = resource(questionnaire, json, &mut told);
        match read {
            Some(read) if told.faults.is_empty() => Ok(read),
            _ => Err(Refused::Faults(crate::read::sorted(told.faults))),
        }
    }

    /// The resource: what is asked and answered, and the totals, in the order of the questionnaire.
    pub fn write(&self, questionnaire: &Questionnaire) -> Json {
        let mut resource = self.about.clone();
        resource.insert("resourceType".into(), "QuestionnaireResponse".into());
        resource.insert("status".into(), self.progress.code().into());
        resource.insert("questionnaire".into(), questionnaire.canonical().into());
        resource.extend(self.authored.as_ref().map(|it| ("authored".into(), it.to_string().into())));
        let items = questionnaire.evaluate(&self.answers).items();
        if !items.is_empty() {
            resource.insert("item".into(), items.into());
        }
        Json::Object(resource)
    }
}

fn of_this(questionnaire: &Questionnaire, json: &Json) -> Result<(), Refused> {
    let found = json.get("questionnaire").and_then(Json::as_str);
    let (url, version) = match found.map(|it| it.split_once('|')) {
        Some(Some((url, version))) => (Some(url), Some(version)),
        Some(None) => (found, None),
        None => (None, None),
    };
    if url != Some(questionnaire.url.as_str()) {
        return Err(Refused::OtherQuestionnaire { found: found.map(str::to_owned) });
    }
    if version != questionnaire.version.as_deref() {
        let version = version.map(str::to_owned);
        return Err(Refused::OtherVersion { found: version, version: questionnaire.version.clone() });
    }
    Ok(())
}

fn resource(questionnaire: &Questionnaire, json: Json, told: &mut Told) -> Option<Response> {
    let about = ABOUT.iter().filter_map(|name| Some(((*name).to_owned(), json.get(name)?.clone()))).collect();
    let mut node = Node::open("QuestionnaireResponse", json, told)?;
    node.keep(&["resourceType", "questionnaire"]);
    if !node.has("status") {
        node.fault("status", Why::Missing);
    }
    let progress = node.code("status", |code| Progress::ALL.into_iter().find(|it| it.code() == code));
    let authored = node.date("authored");
    node.keep(&ABOUT);
    // A narrative would tell old answers beside new ones: it is not taken over.
    node.keep(&["text"]);
    let items = node.list("item");
    node.done();
    let mut reading = Reading { questionnaire, left: limits::OCCURRENCES + 1, totals: Vec::new() };
    let answers = Answers { roots: reading.level(None, items, told) };
    let places = answers.roots.places(questionnaire);
    if places > limits::PLACES {
        told.fault("QuestionnaireResponse.item", Why::TooMany { limit: limits::PLACES, found: places });
        return None;
    }
    if reading.left == 0 {
        let why = Why::TooMany { limit: limits::OCCURRENCES, found: limits::OCCURRENCES + 1 };
        told.fault("QuestionnaireResponse.item", why);
    }
    told.faults.extend(reading.not_meant(&answers));
    Some(Response { progress: progress?, authored, answers, about })
}
