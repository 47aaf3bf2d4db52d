//! What is wrong in a resource, and what in it is kept without being applied.

/// Something in a Questionnaire or a QuestionnaireResponse that cannot be accepted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where: `Questionnaire.item[2].item[0].enableWhen[1].answerCoding`.
    pub path: String,
    /// What is wrong there.
    pub why: Why,
}

impl Fault {
    pub(crate) fn new(path: impl Into<String>, why: Why) -> Self {
        Self { path: path.into(), why }
    }
}

impl From<fhir::Fault> for Fault {
    fn from(fault: fhir::Fault) -> Self {
        let why = match fault.why {
            fhir::Why::Unknown => Why::Unknown,
            fhir::Why::WrongType => Why::WrongType,
            fhir::Why::Empty => Why::Empty,
            fhir::Why::NotADate => Why::NotADate,
            fhir::Why::Modifies => Why::Modifies,
        };
        Self { path: fault.path, why }
    }
}

/// What is wrong with an element.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// No JSON; what was found on this line, the first is 1.
    NotJson {
        /// The line on which reading ended.
        line: usize,
        /// What stood there.
        what: String,
    },
    /// JSON, of another kind of resource.
    OtherResource,
    /// R4 has no such element there.
    Unknown,
    /// It has one, of another type.
    WrongType,
    /// Nothing stands in it.
    Empty,
    /// No date of FHIR.
    NotADate,
    /// No time of FHIR: `12:30:00`.
    NotATime,
    /// A number that is too large, or finer, than is calculated exactly: fifteen digits, nine after the point.
    NotANumber,
    /// It changes the meaning of what stands around it, and is not understood.
    Modifies,
    /// It must stand, and does not.
    Missing,
    /// None of the codes that may stand there.
    NotACode,
    /// More than one value (`value[x]`, `answer[x]`) where one may stand.
    TwoValues,
    /// More of them than are accepted.
    TooMany {
        /// How many are.
        limit: usize,
        /// How many there are.
        found: usize,
    },
    /// Items within items, deeper than is accepted.
    TooDeep {
        /// How deep is.
        limit: usize,
    },
    /// The link id stands already, at this path (que-2).
    SameLinkId {
        /// The first.
        first: String,
    },
    /// A group without items (que-1).
    EmptyGroup,
    /// An item of this type has no such element (que-1, que-3, que-6, que-8, que-9, que-10, extensions for other types).
    NotForThisType,
    /// Both `answerOption` and `answerValueSet` (que-4).
    TwoKindsOfOptions,
    /// A value set that does not stand in the questionnaire: nobody could say what may be chosen.
    NotContained,
    /// A value set that does not list its codes, but says how they would be found.
    NotEnumerated,
    /// A choice with nothing to choose from.
    NothingToChoose,
    /// The same answer is offered twice.
    SameOption,
    /// `initial` beside `answerOption`: `initialSelected` says it there (que-11).
    InitialBesideOptions,
    /// Several initial values, or an initial repetition, of what does not repeat (que-13).
    SeveralInitial,
    /// The value is none of those that may be chosen.
    NotAnOption,
    /// Several conditions, and no word whether all or any must hold (que-12).
    AllOrAny,
    /// A condition on an item that does not exist.
    NoSuchItem {
        /// The link id that was asked for.
        link_id: String,
    },
    /// A condition on a group or a text, which nobody answers.
    NotAQuestion,
    /// A condition on the item itself or one that stands in it.
    WithinItself,
    /// Conditions, or totals, that depend on one another in a circle.
    Cycle {
        /// The link ids along it; the first comes again.
        along: Vec<String>,
    },
    /// `exists` with something else than true or false (que-7).
    ExistsWithoutBoolean,
    /// The operator does not fit the type of the question: nothing is greater than a text.
    OperatorDoesNotFit,
    /// The value's type is not that of the question.
    ValueDoesNotFit,
    /// The least is more than the most; a band ends before it begins.
    LeastAboveMost,
    /// Two bands hold the same number.
    BandsOverlap,
    /// A total of nothing, or that needs more answers than it has questions.
    NothingToAdd,
    /// A total of answers, some of which count nothing: an option has no `ordinalValue`, or nothing in it is a number.
    NoOrdinal,
    /// The item does not stand in that place of the questionnaire.
    NotThere,
    /// The item stands twice in one place of the response: the repetitions of a question are answers of one item.
    SameItem,
    /// What stands there was not asked: a condition says so.
    NotAsked,
    /// What stands there is not what the answers add up to.
    NotTheTotal,
}

impl Why {
    /// The code by which it is put into words.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "not-json",
            Self::OtherResource => "other-resource",
            Self::Unknown => "unknown",
            Self::WrongType => "wrong-type",
            Self::Empty => "empty",
            Self::NotADate => "not-a-date",
            Self::NotATime => "not-a-time",
            Self::NotANumber => "not-a-number",
            Self::Modifies => "modifies",
            Self::Missing => "missing",
            Self::NotACode => "not-a-code",
            Self::TwoValues => "two-values",
            Self::TooMany { .. } => "too-many",
            Self::TooDeep { .. } => "too-deep",
            Self::SameLinkId { .. } => "same-link-id",
            Self::EmptyGroup => "empty-group",
            Self::NotForThisType => "not-for-this-type",
            Self::TwoKindsOfOptions => "two-kinds-of-options",
            Self::NotContained => "not-contained",
            Self::NotEnumerated => "not-enumerated",
            Self::NothingToChoose => "nothing-to-choose",
            Self::SameOption => "same-option",
            Self::InitialBesideOptions => "initial-beside-options",
            Self::SeveralInitial => "several-initial",
            Self::NotAnOption => "not-an-option",
            Self::AllOrAny => "all-or-any",
            Self::NoSuchItem { .. } => "no-such-item",
            Self::NotAQuestion => "not-a-question",
            Self::WithinItself => "within-itself",
            Self::Cycle { .. } => "cycle",
            Self::ExistsWithoutBoolean => "exists-without-boolean",
            Self::OperatorDoesNotFit => "operator-does-not-fit",
            Self::ValueDoesNotFit => "value-does-not-fit",
            Self::LeastAboveMost => "least-above-most",
            Self::BandsOverlap => "bands-overlap",
            Self::NothingToAdd => "nothing-to-add",
            Self::NoOrdinal => "no-ordinal",
            Self::NotThere => "not-there",
            Self::SameItem => "same-item",
            Self::NotAsked => "not-asked",
            Self::NotTheTotal => "not-the-total",
        }
    }
}

/// Something in a questionnaire that is kept and leaves again, and that whoever brings it in must know of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    /// Where.
    pub path: String,
    /// The address of the extension.
    pub url: String,
    /// Whether it would do something that is not done here: an expression, a rule. Otherwise it is only not understood.
    pub would_act: bool,
}

/// What is told while reading.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) faults: Vec<Fault>,
    pub(crate) notices: Vec<Notice>,
}

impl Told {
    pub(crate) fn fault(&mut self, path: impl Into<String>, why: Why) {
        self.faults.push(Fault::new(path, why));
    }
}
