//! A QuestionnaireResponse: the answers as they travel.

use std::collections::BTreeMap;

use fhir::DateTime;
use serde_json::{Map, Value as Json, json};

use crate::answers::{Answers, Level, Occurrence};
use crate::check::Strength;
use crate::evaluation::Evaluation;
use crate::fault::{Fault, Told, Why};
use crate::item::{Item, ItemType};
use crate::limits;
use crate::node::Node;
use crate::questionnaire::{Questionnaire, Status};
use crate::standing::{Slot, Standing};
use crate::value::{Kind, Value};

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
    /// in it. What must be answered is not asked for here: see [`Evaluation::check`] and [`Progress::strength`].
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
        resource.extend(questionnaire.canonical().map(|it| ("questionnaire".into(), it.into())));
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
    if url.is_none() || url != questionnaire.url.as_deref() {
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

/// Reads the items of a response.
struct Reading<'q> {
    questionnaire: &'q Questionnaire,
    /// How many more are accepted.
    left: usize,
    /// The totals that it says, with where they stand.
    totals: Vec<(String, String, Value)>,
}

impl Reading<'_> {
    fn level(&mut self, place: Option<usize>, items: Vec<(String, Json)>, told: &mut Told) -> Level {
        let mut level = Level::default();
        // Each with where it first stands.
        let mut standing: BTreeMap<usize, (String, Vec<Occurrence>)> = BTreeMap::new();
        for (path, json) in items {
            let Some(mut node) = Node::open(&path, json, told) else { continue };
            let link_id = node.needed("linkId");
            node.keep(&["definition", "text", "_text", "extension"]);
            let item = link_id.and_then(|it| self.questionnaire.by_link.get(&it).copied());
            let item = item.filter(|it| self.questionnaire.items[*it].parent == place);
            let Some(item) = item else {
                node.fault("linkId", Why::NotThere);
                continue;
            };
            let kind = self.questionnaire.items[item].kind;
            let read =
                if kind == ItemType::Group { self.group(item, node) } else { self.question(item, node) };
            let (_, all) = standing.entry(item).or_insert_with(|| (path.clone(), Vec::new()));
            // A group that repeats is an item each time; a question that repeats is one item with several answers.
            if !all.is_empty() && kind != ItemType::Group {
                told.fault(format!("{path}.linkId"), Why::SameItem);
            }
            all.extend(read);
        }
        for (item, (path, occurrences)) in standing {
            if occurrences.len() > limits::REPETITIONS {
                told.fault(path, Why::TooMany { limit: limits::REPETITIONS, found: occurrences.len() });
                continue;
            }
            level.put(item, occurrences);
        }
        level
    }

    fn counted(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left > 0
    }

    fn group(&mut self, item: usize, mut node: Node<'_>) -> Vec<Occurrence> {
        let items = node.list("item");
        let told = node.finished();
        if !self.counted() {
            return Vec::new();
        }
        vec![Occurrence { value: None, below: self.level(Some(item), items, told) }]
    }

    fn question(&mut self, item: usize, mut node: Node<'_>) -> Vec<Occurrence> {
        let answers = node.list("answer");
        let (total, kinds) = {
            let item = &self.questionnaire.items[item];
            (item.total.is_some(), item.answers())
        };
        let told = node.finished();
        let mut occurrences = Vec::new();
        for (path, json) in answers {
            if !self.counted() {
                break;
            }
            let Some(mut each) = Node::open(&path, json, told) else { continue };
            each.keep(&["extension"]);
            let value = each.value("value", &Kind::ALL);
            let below = each.list("item");
            let told = each.finished();
            let value = value.filter(|(path, value)| {
                let fits = kinds.contains(&value.kind());
                if !fits {
                    told.fault(path, Why::ValueDoesNotFit);
                }
                fits
            });
            let below = self.level(Some(item), below, told);
            if total {
                let link_id = self.questionnaire.items[item].link_id.clone();
                self.totals.extend(value.map(|(path, value)| (path, link_id, value)));
            } else {
                occurrences.push(Occurrence { value: value.map(|(_, value)| value), below });
            }
        }
        occurrences
    }

    /// What stands there and cannot: answers to what is not asked, and totals that are none.
    fn not_meant(&self, answers: &Answers) -> Vec<Fault> {
        let evaluation = self.questionnaire.evaluate(answers);
        let mut faults = Vec::new();
        for slot in evaluation.slots() {
            not_asked(slot, "QuestionnaireResponse", &mut faults);
        }
        for (path, link_id, value) in &self.totals {
            let scores = evaluation.scores().iter().filter(|it| it.item.link_id == *link_id);
            if !scores.into_iter().any(|it| it.number == value.number()) {
                faults.push(Fault::new(path, Why::NotTheTotal));
            }
        }
        faults
    }
}

/// Tells what is answered and was not asked, by its link id: `QuestionnaireResponse.item(1).item(1.2)`.
fn not_asked(slot: Slot<'_, '_>, path: &str, faults: &mut Vec<Fault>) {
    let path = format!("{path}.item({})", slot.item().link_id);
    for standing in slot.filled() {
        if !slot.is_asked() {
            faults.push(Fault::new(&path, Why::NotAsked));
            return;
        }
        for within in standing.slots() {
            not_asked(within, &path, faults);
        }
    }
}

impl Evaluation<'_> {
    /// The items of a QuestionnaireResponse: what is asked and answered, and the totals.
    pub fn items(&self) -> Vec<Json> {
        self.slots().flat_map(written).collect()
    }
}

fn written(slot: Slot<'_, '_>) -> Vec<Json> {
    let item = slot.item();
    if !slot.is_asked() || item.kind == ItemType::Display {
        return Vec::new();
    }
    if item.kind == ItemType::Group {
        let groups = slot.standing().filter(|it| !item.repeats || by_hand(*it));
        return groups.filter_map(|it| titled(item, "item", within(it))).collect();
    }
    let standing = slot.standing().filter(|it| item.total.is_some() || by_hand(*it));
    let answers = standing.filter_map(|standing| {
        let mut answer = Map::new();
        if let Some(value) = standing.value() {
            answer.insert(format!("value{}", value.kind().suffix()), value.json());
        }
        let below = within(standing);
        if !below.is_empty() {
            answer.insert("item".into(), below.into());
        }
        (!answer.is_empty()).then_some(Json::Object(answer))
    });
    titled(item, "answer", answers.collect()).into_iter().collect()
}

/// Whether somebody answered something there: a sum alone does not make a repetition.
fn by_hand(standing: Standing<'_, '_>) -> bool {
    let own = standing.slot().is_none_or(|it| it.item().total.is_none());
    (own && standing.value().is_some())
        || standing.slots().filter(|it| it.is_asked()).any(|slot| slot.standing().any(by_hand))
}

fn within(standing: Standing<'_, '_>) -> Vec<Json> {
    standing.slots().flat_map(written).collect()
}

fn titled(item: &Item, name: &str, within: Vec<Json>) -> Option<Json> {
    if within.is_empty() {
        return None;
    }
    let mut written = json!({ "linkId": item.link_id, name: within });
    if let Some(text) = &item.text {
        written["text"] = text.plain.clone().into();
    }
    Some(written)
}
