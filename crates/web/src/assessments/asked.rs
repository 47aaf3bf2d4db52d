//! What a page of a questionnaire asks: its groups, texts, fields and sums, in order, those that the answers so far call for.

use std::collections::HashSet;

use askama::Template;
use care::assessments::{Page, referred};
use forms::{Evaluation, Item, ItemType, Questionnaire, Slot, Standing};

use super::words;
use crate::files::{self, FileLine};
use crate::i18n::T;
use crate::sealed::seal;
use crate::shell::{Button, Choice, FieldView, FormState, Icon, component};
use crate::visit::Visit;

/// A part of a page.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// A group begins: what it is called, and how deep it stands.
    Open(Option<String>, u8),
    /// It ends.
    Close,
    /// Words to read. Some are there because of an answer: they stand out.
    Text(String, bool),
    /// A question. `decides`: what else is asked, or a sum, hangs on it.
    Field { field: Box<FieldView>, decides: bool },
    /// A question that a document answers, which has a page of its own to be joined on.
    File(FileField),
    /// A sum: of what, how much, what it means.
    Sum { label: String, words: String, band: Option<String> },
}

/// A question that a document answers.
#[derive(Clone, Debug)]
pub(crate) struct FileField {
    /// The id of the place in the page, to which a fault points.
    pub(crate) id: String,
    /// The field.
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) error: Option<String>,
    /// What is there, and how the answer refers to it.
    pub(crate) file: Option<FileLine>,
    pub(crate) taken: String,
}

/// The questions of a page, as they stand.
#[derive(Clone, Debug, Template)]
#[template(path = "assessments/asked.html")]
pub(crate) struct Asked {
    pub(crate) t: T,
    /// Where it is asked anew what is asked.
    pub(crate) path: String,
    pub(crate) parts: Vec<Part>,
    /// The names of the fields shown: what is sent stands in their place, and in no other's.
    pub(crate) shown: Vec<String>,
    /// Something of it may stand there once more.
    pub(crate) repeats: bool,
}

component!(Asked);

/// More choices than this stand in a list that opens.
const FEW: usize = 7;

/// What a page asks, of a questionnaire that is filled at this address, with what is wrong in the form beside each field, and
/// which fields came from the record.
pub(super) fn asked(
    visit: &Visit,
    address: &str,
    evaluation: &Evaluation<'_>,
    page: &Page,
    (form, taken): (&FormState, &[String]),
) -> Asked {
    let deciding = deciding(evaluation.questionnaire());
    let mut writer = Writer {
        visit,
        t: visit.t(),
        address,
        evaluation,
        form,
        taken,
        deciding,
        parts: Vec::new(),
        shown: Vec::new(),
        repeats: false,
    };
    for slot in evaluation.slots().filter(|slot| page.shows(*slot)) {
        writer.slot(slot, 2);
    }
    let Writer { parts, shown, repeats, .. } = writer;
    Asked { t: visit.t(), path: format!("{address}/asked"), parts, shown, repeats }
}

/// The questions on which it hangs what is asked, or a sum.
pub(super) fn deciding(questionnaire: &Questionnaire) -> HashSet<&str> {
    let conditions = questionnaire.items().iter().flat_map(|it| &it.conditions).map(|it| it.link_id.as_str());
    let sums = questionnaire.items().iter().filter_map(|it| it.total.as_ref()).flat_map(|it| &it.of);
    conditions.chain(sums.map(|it| it.link_id.as_str())).collect()
}

struct Writer<'w, 'a> {
    visit: &'w Visit,
    t: T,
    address: &'w str,
    evaluation: &'w Evaluation<'a>,
    form: &'w FormState,
    taken: &'w [String],
    parts: Vec<Part>,
    deciding: HashSet<&'a str>,
    shown: Vec<String>,
    repeats: bool,
}

impl<'w, 'a> Writer<'w, 'a> {
    fn slot(&mut self, slot: Slot<'w, 'a>, depth: u8) {
        let item = slot.item();
        if !slot.is_asked() || item.show.hidden {
            return;
        }
        match item.kind {
            ItemType::Group => {
                self.repeats |= item.repeats;
                slot.standing().for_each(|it| self.group(item, it, depth));
            }
            ItemType::Display => {
                self.parts.push(Part::Text(words::label(self.t, item), !item.conditions.is_empty()));
            }
            _ if item.total.is_some() => self.sum(slot),
            _ if item.read_only => self.told(slot),
            _ => self.question(slot, depth),
        }
    }

    fn group(&mut self, item: &'a Item, standing: Standing<'w, 'a>, depth: u8) {
        let title = item.text.is_some().then(|| words::label(self.t, item));
        // A group without a title is no level of its own.
        let within = if title.is_some() { (depth + 1).min(6) } else { depth };
        self.parts.push(Part::Open(title, depth));
        standing.slots().for_each(|it| self.slot(it, within));
        self.parts.push(Part::Close);
    }

    fn question(&mut self, slot: Slot<'w, 'a>, depth: u8) {
        let item = slot.item();
        let standing: Vec<_> = slot.standing().collect();
        // Several answers to a question that offers its own stand in one field, unless more is asked about each of them.
        let one = !item.repeats || !(item.options.is_empty() || item.holds_items());
        let filled = slot.filled().count();
        self.repeats |= !one;
        let fields = if one { 1 } else { (filled + 1).min(item.most()) };
        for nth in 0..fields {
            self.field(item, &slot.field(nth));
            if let Some(standing) = standing.get(nth) {
                standing.slots().for_each(|it| self.slot(it, depth));
            }
        }
    }

    fn field(&mut self, item: &'a Item, name: &str) {
        let (t, form) = (self.t, self.form);
        if item.kind == ItemType::Attachment {
            let file = self.file(item, name);
            self.parts.push(Part::File(file));
            return;
        }
        self.shown.push(name.to_owned());
        let label = words::label(t, item);
        let mut fields = match item.kind {
            _ if !item.options.is_empty() => self.choices(item, name, label),
            ItemType::Boolean => {
                let mut choices =
                    vec![Choice::new("true", t.assess_yes()), Choice::new("false", t.assess_no())];
                if !item.required {
                    choices.push(Choice::new("", t.assess_no_answer()));
                }
                vec![form.radios(name, label, choices)]
            }
            ItemType::Decimal | ItemType::Quantity => {
                let field = form.text(name, label).inputmode("decimal").autocomplete("off").width(10);
                vec![field].into_iter().chain(self.units(item, name)).collect()
            }
            ItemType::Integer => {
                vec![form.text(name, label).inputmode("numeric").autocomplete("off").width(8)]
            }
            ItemType::Date => {
                vec![form.text(name, label).description(t.assess_date_hint()).autocomplete("off").width(12)]
            }
            ItemType::DateTime => {
                let at = format!("{name}:time");
                let day = form.text(name, label.as_str()).description(t.assess_date_hint());
                let time = form.text(&at, t.assess_time_of(label)).description(t.assess_time_hint());
                vec![day.autocomplete("off").width(12), time.autocomplete("off").width(8)]
            }
            ItemType::Time => {
                vec![form.text(name, label).description(t.assess_time_hint()).autocomplete("off").width(8)]
            }
            ItemType::Text => vec![form.textarea(name, label).rows(3)],
            _ => vec![form.text(name, label).autocomplete("off")],
        };
        if let Some(first) = fields.first_mut() {
            *first = self.described(item, name, first.clone());
        }
        let decides = self.deciding.contains(item.link_id.as_str());
        self.parts.extend(fields.into_iter().map(|it| Part::Field { field: Box::new(it), decides }));
    }

    fn file(&self, item: &Item, name: &str) -> FileField {
        let (t, form) = (self.t, self.form);
        let part = |part: &str| form.value(&format!("{name}:{part}")).to_owned();
        let there = form.value(name);
        let file = referred(there).map(|id| FileLine {
            name: part("title"),
            detail: part("size").parse().map_or_else(|_| String::new(), |bytes| files::size(t, bytes)),
            href: format!("{}/files/{}", self.address, seal(self.visit.ctx.house(), id.uuid())),
            remove: None,
        });
        // Before files could be joined, they were told by name.
        let named = || FileLine { name: there.to_owned(), ..FileLine::default() };
        FileField {
            id: form.field_id(name),
            name: name.to_owned(),
            label: words::label(t, item),
            error: form.error(name).map(str::to_owned),
            taken: there.to_owned(),
            file: file.or_else(|| (!there.is_empty()).then(named)),
        }
    }

    /// What nobody answers by hand, to be read.
    fn told(&mut self, slot: Slot<'w, 'a>) {
        let item = slot.item();
        let values: Vec<_> =
            slot.standing().filter_map(Standing::value).map(|it| words::value(self.t, item, it)).collect();
        self.parts.push(Part::Sum {
            label: words::label(self.t, item),
            words: values.join(", "),
            band: None,
        });
    }

    /// With what an answer keeps to.
    fn described(&self, item: &Item, name: &str, field: FieldView) -> FieldView {
        let mut field = if item.required { field.required() } else { field };
        if self.taken.iter().any(|it| it == name) {
            let said = field.description.iter().map(String::as_str).chain([self.t.assess_taken_here()]);
            let said = said.collect::<Vec<_>>().join(" · ");
            field = field.description(said);
        }
        if let Some(format) = &item.show.entry_format {
            field = field.placeholder(format.said(words::tag(self.t.locale)));
        }
        if let Some(most) = item.rules.max_length.and_then(|it| u32::try_from(it).ok()) {
            field = field.maxlength(most);
        }
        match words::unit(item) {
            Some(unit) => field.note(unit),
            None => field,
        }
    }

    fn choices(&self, item: &Item, name: &str, label: String) -> Vec<FieldView> {
        let (t, form) = (self.t, self.form);
        let tag = words::tag(t.locale);
        let choice = |it: &forms::Choice| {
            let words = it.words.said(tag);
            let words =
                it.prefix.as_ref().map_or_else(|| words.to_owned(), |prefix| format!("{prefix} {words}"));
            Choice::new(&it.key, words)
        };
        let mut choices: Vec<_> = item.options.iter().map(choice).collect();
        let listed = choices.len() > FEW || item.show.control.as_deref() == Some("drop-down");
        let first = if item.repeats && !item.holds_items() {
            form.boxes(name, label.as_str(), choices)
        } else if listed {
            choices.insert(0, Choice::new("", t.choose()));
            form.select(name, label.as_str(), choices)
        } else {
            // Whoever writes another answer must be able to choose none of these.
            // So must whoever has answered often enough, or by mistake.
            if !item.required || item.repeats || item.kind == ItemType::OpenChoice {
                choices.push(Choice::new("", t.assess_no_answer()));
            }
            form.radios(name, label.as_str(), choices)
        };
        let mut fields = vec![first];
        if item.kind == ItemType::OpenChoice {
            fields.push(form.text(&format!("{name}:other"), t.assess_other_of(label)).autocomplete("off"));
        }
        fields
    }

    /// Which unit, where there are several.
    fn units(&self, item: &Item, name: &str) -> Option<FieldView> {
        let t = self.t;
        let none = item.units.is_empty() && item.kind == ItemType::Quantity;
        let name = format!("{name}:unit");
        if none {
            return Some(self.form.text(&name, t.assess_unit()).autocomplete("off").width(10));
        }
        if item.units.len() < 2 || item.kind != ItemType::Quantity {
            return None;
        }
        let choice = |unit: &fhir::Coding| {
            let code = unit.code.clone().or_else(|| unit.display.clone()).unwrap_or_default();
            Choice::new(&code, unit.display.as_deref().unwrap_or(&code))
        };
        Some(self.form.select(&name, t.assess_unit(), item.units.iter().map(choice).collect::<Vec<_>>()))
    }

    fn sum(&mut self, slot: Slot<'w, 'a>) {
        let (t, item) = (self.t, slot.item());
        let number = slot.standing().next().and_then(Standing::value).and_then(forms::Value::number);
        let missing = self.evaluation.score(&item.link_id).map(|it| it.needs.saturating_sub(it.answered));
        let words = match (number, missing) {
            (Some(number), _) => words::number(t, &number.to_string()),
            (None, missing) => {
                t.assess_missing(i64::try_from(missing.unwrap_or_default()).unwrap_or(i64::MAX))
            }
        };
        let band = number.and_then(|it| item.band(it));
        let band = band.map(|band| band.label.said(words::tag(t.locale)).to_owned());
        self.parts.push(Part::Sum { label: words::label(t, item), words, band });
    }
}
