//! How much a questionnaire and a response may hold: a file from elsewhere must not be able to tire the machine.

/// The bytes of a Questionnaire or a QuestionnaireResponse.
pub const BYTES: usize = 2 * 1024 * 1024;
/// The items of a questionnaire, groups and texts among them.
pub const ITEMS: usize = 1_000;
/// How deep items stand in one another; the first level is 1.
pub const DEPTH: usize = 10;
/// The conditions (`enableWhen`) of one item.
pub const CONDITIONS: usize = 50;
/// The answers that one item offers.
pub const OPTIONS: usize = 1_000;
/// How often an item may stand in one place.
pub const REPETITIONS: usize = 100;
/// The answers and repeated groups of a response, all together.
pub const OCCURRENCES: usize = 5_000;
/// The places for answers that the repetitions of a response open, all together: each repetition counts every item in it.
pub const PLACES: usize = 100_000;
/// The characters of a text for which the questionnaire says no `maxLength`.
pub const TEXT: usize = 20_000;
