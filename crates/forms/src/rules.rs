//! Reading what extensions say of an item: what an answer must keep to, its units, how it is shown.

use fhir::Coding;

use crate::extension::{
    CONTROL, ENTRY_FORMAT, Extensions, HIDDEN, MAX_OCCURS, MAX_PLACES, MAX_SIZE, MAX_VALUE, MIME_TYPE,
    MIN_LENGTH, MIN_OCCURS, MIN_VALUE, ORIENTATION, UNIT, UNIT_OPTION,
};
use crate::fault::Why;
use crate::item::{ItemType, Rules, Show};
use crate::kind::Kind;
use crate::node::Node;

/// A number that counts something.
fn counted(number: Option<i32>, name: &str, node: &mut Node<'_>) -> Option<usize> {
    let counted = usize::try_from(number?).ok();
    if counted.is_none() {
        node.fault(name, Why::WrongType);
    }
    counted
}

/// What an answer must keep to.
pub(crate) fn rules(kind: ItemType, node: &mut Node<'_>, extensions: &mut Extensions) -> Rules {
    use ItemType as T;
    let text = matches!(kind, T::String | T::Text | T::Url | T::OpenChoice);
    let number = matches!(kind, T::Decimal | T::Integer | T::Quantity);
    let ranged = number || matches!(kind, T::Date | T::DateTime | T::Time);
    let file = kind == T::Attachment;
    let mut fitting = |url: &str, fits: bool, node: &mut Node<'_>| {
        let extension = extensions.one(url)?;
        if !fits {
            node.told.fault(&extension.path, Why::NotForThisType);
        }
        fits.then_some(extension)
    };
    let bound =
        if kind == T::Quantity { vec![Kind::Decimal, Kind::Integer] } else { Vec::from_iter(kind.kind()) };
    let min = fitting(MIN_VALUE, ranged, node).and_then(|it| it.value(&bound, node.told));
    let max = fitting(MAX_VALUE, ranged, node).and_then(|it| it.value(&bound, node.told));
    if let (Some((_, min)), Some((path, max))) = (&min, &max)
        && min.compared(max).is_some_and(std::cmp::Ordering::is_gt)
    {
        node.told.fault(path, Why::LeastAboveMost);
    }
    let min_length = fitting(MIN_LENGTH, text, node).and_then(|it| it.integer(node.told));
    let max_places = fitting(MAX_PLACES, number, node).and_then(|it| it.integer(node.told));
    let max_size = fitting(MAX_SIZE, file, node).and_then(|it| it.decimal(node.told));
    let mut mime_types = Vec::new();
    while let Some(extension) = fitting(MIME_TYPE, file, node) {
        mime_types.extend(extension.string(node.told));
    }
    let min_occurs = fitting(MIN_OCCURS, kind != T::Display, node).and_then(|it| it.integer(node.told));
    let max_occurs = fitting(MAX_OCCURS, kind != T::Display, node).and_then(|it| it.integer(node.told));
    let max_length = node.integer("maxLength");
    let rules = Rules {
        min_length: counted(min_length, "extension", node),
        max_length: counted(max_length, "maxLength", node),
        min: min.map(|(_, value)| value),
        max: max.map(|(_, value)| value),
        max_places: counted(max_places, "extension", node).and_then(|it| u32::try_from(it).ok()),
        min_occurs: counted(min_occurs, "extension", node),
        max_occurs: counted(max_occurs, "extension", node),
        mime_types,
        max_size,
    };
    let above =
        |least: Option<usize>, most: Option<usize>| least.zip(most).is_some_and(|(least, most)| least > most);
    if above(rules.min_length, rules.max_length) || above(rules.min_occurs, rules.max_occurs) {
        node.fault("extension", Why::LeastAboveMost);
    }
    rules
}

/// How the item is shown.
pub(crate) fn show(node: &mut Node<'_>, extensions: &mut Extensions) -> Show {
    let concept = extensions.one(CONTROL);
    let concept: Option<fhir::CodeableConcept> =
        concept.and_then(|it| it.part("valueCodeableConcept", node.told));
    Show {
        hidden: extensions.one(HIDDEN).and_then(|it| it.flag(node.told)).unwrap_or_default(),
        control: concept.and_then(|it| it.coding.into_iter().find_map(|coding| coding.code)),
        orientation: extensions.one(ORIENTATION).and_then(|it| it.string(node.told)),
        entry_format: extensions.one(ENTRY_FORMAT).and_then(|it| it.words(node.told)),
    }
}

/// The units of a number or a quantity.
pub(crate) fn units(kind: ItemType, node: &mut Node<'_>, extensions: &mut Extensions) -> Vec<Coding> {
    let mut units = Vec::new();
    for url in [UNIT, UNIT_OPTION] {
        for extension in extensions.all(url) {
            if !matches!(kind, ItemType::Decimal | ItemType::Integer | ItemType::Quantity) {
                node.told.fault(&extension.path, Why::NotForThisType);
            }
            units.extend(extension.part::<Coding>("valueCoding", node.told));
        }
    }
    units
}
