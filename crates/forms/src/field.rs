//! The names of the fields of a form: `q.LINKID.0.LINKID.2`, each link id followed by its repetition. They stay the same
//! whatever else is answered.

use std::fmt::Write as _;

use crate::limits;
use crate::questionnaire::Questionnaire;

/// By which a field of a questionnaire is told from the others of a form.
pub(crate) const START: &str = "q";

/// A field, found in the questionnaire.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Each item on the way with its repetition.
    pub(crate) way: Vec<(usize, usize)>,
    /// What of the answer it holds: `unit`, `time`, `other` …; nothing for the answer itself.
    pub(crate) part: Option<String>,
}

/// A link id may hold anything; a name holds letters, figures, `-` and `_`, and the bytes of the rest as `~2E`.
pub(crate) fn escaped(link_id: &str) -> String {
    let mut name = String::with_capacity(link_id.len());
    for byte in link_id.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' {
            name.push(char::from(byte));
        } else {
            let _ = write!(name, "~{byte:02X}");
        }
    }
    name
}

fn unescaped(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('~') {
        bytes.extend(before.bytes());
        let (figures, after) = after.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(figures, 16).ok()?);
        rest = after;
    }
    bytes.extend(rest.bytes());
    let link_id = String::from_utf8(bytes).ok()?;
    // There is one name for each, and no other.
    (escaped(&link_id) == name).then_some(link_id)
}

impl Field {
    /// Finds the field with this name. `None` where the questionnaire has no such one.
    pub(crate) fn find(questionnaire: &Questionnaire, name: &str) -> Option<Self> {
        let (name, part) = name.split_once(':').map_or((name, None), |(name, part)| (name, Some(part)));
        let mut steps = name.split('.');
        if steps.next() != Some(START) {
            return None;
        }
        let mut way: Vec<(usize, usize)> = Vec::new();
        while let Some(link_id) = steps.next() {
            let item = *questionnaire.by_link.get(&unescaped(link_id)?)?;
            let nth = steps.next()?;
            let within = way.last().map(|(item, _)| *item);
            let plain = nth == "0" || !nth.starts_with('0');
            if questionnaire.items[item].parent != within
                || !plain
                || !nth.bytes().all(|it| it.is_ascii_digit())
            {
                return None;
            }
            way.push((item, nth.parse().ok().filter(|it| *it < limits::REPETITIONS)?));
        }
        let asked = way.last().is_some_and(|(item, _)| questionnaire.items[*item].kind.is_question());
        asked.then(|| Self { way, part: part.map(str::to_owned) })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_plain() {
        assert_eq!(escaped("/44250-9"), "~2F44250-9");
        assert_eq!(escaped("1.2é"), "1~2E2~C3~A9");
        for wrong in ["~", "~2", "~2f", "~41", "a.b", "~FF", "~é"] {
            assert_eq!(unescaped(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_name_is_that_of_one_link_id(link_id in ".{1,20}") {
            let name = escaped(&link_id);
            prop_assert_eq!(unescaped(&name), Some(link_id));
            prop_assert!(name.bytes().all(|it| it.is_ascii_alphanumeric() || b"-_~".contains(&it)));
        }

        #[test]
        fn any_name_is_read_or_refused(name in "[~0-9A-F]{0,8}|.{0,8}") {
            let _ = unescaped(&name);
        }
    }
}
