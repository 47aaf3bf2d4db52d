//! Typed messages: `locales/{fr,en}/*.ftl` become one method per message on `T`, taking the arguments it names.
//!
//! A message without arguments is a `&'static str` known here; one with arguments is formatted by Fluent when asked.
//! Both languages must have the same messages with the same arguments. Messages under a group comment `## dynamic`
//! are asked by name at run time (`T::by_key`), as reasons annotated in the policies are.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Term};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

const LOCALES: [(&str, &str); 2] = [("fr", "Fr"), ("en", "En")];

type Faults = Vec<String>;

/// Rust source for the messages, or every fault found, each with its file and key.
pub(crate) fn generate(folder: &Path) -> Result<String, Faults> {
    println!("cargo::rerun-if-changed=locales");
    let mut faults = Faults::new();
    let catalogues: Vec<Catalogue> =
        LOCALES.iter().map(|(lang, _)| Catalogue::read(&folder.join(lang), lang, &mut faults)).collect();
    compare(&catalogues[0], &catalogues[1], &mut faults);
    compare(&catalogues[1], &catalogues[0], &mut faults);
    if faults.is_empty() { Ok(render(&catalogues)) } else { Err(faults) }
}

/// The messages of one language.
struct Catalogue {
    lang: &'static str,
    files: Vec<PathBuf>,
    messages: BTreeMap<String, Text>,
    terms: BTreeMap<String, Pattern<String>>,
}

struct Text {
    file: String,
    dynamic: bool,
    pattern: Pattern<String>,
}

impl Catalogue {
    fn read(folder: &Path, lang: &'static str, faults: &mut Faults) -> Self {
        let mut catalogue =
            Self { lang, files: ftl_files(folder), messages: BTreeMap::new(), terms: BTreeMap::new() };
        for path in catalogue.files.clone() {
            let name = format!("locales/{lang}/{}", path.file_name().unwrap_or_default().to_string_lossy());
            match fs::read_to_string(&path) {
                Ok(source) => catalogue.add(&name, &source, faults),
                Err(e) => faults.push(format!("{name}: {e}")),
            }
        }
        catalogue
    }

    fn add(&mut self, file: &str, source: &str, faults: &mut Faults) {
        let resource = match parser::parse(source.to_owned()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors {
                    let line = source[..error.pos.start].lines().count().max(1);
                    faults.push(format!("{file}:{line}: {}", error.kind));
                }
                resource
            }
        };
        let mut dynamic = false;
        for entry in resource.body {
            match entry {
                Entry::GroupComment(comment) => {
                    dynamic = comment.content.first().is_some_and(|c| c.trim() == "dynamic");
                }
                Entry::Message(message) => self.add_message(file, message, dynamic, faults),
                Entry::Term(Term { id, value, .. }) => {
                    self.terms.insert(id.name, value);
                }
                _ => {}
            }
        }
    }

    fn add_message(&mut self, file: &str, message: Message<String>, dynamic: bool, faults: &mut Faults) {
        let key = message.id.name;
        let Some(pattern) = message.value else {
            faults.push(format!("{file}: `{key}` has no text of its own"));
            return;
        };
        if !message.attributes.is_empty() {
            faults.push(format!(
                "{file}: `{key}` has attributes, which no method gives: write messages instead"
            ));
        }
        let text = Text { file: file.to_owned(), dynamic, pattern };
        if let Some(other) = self.messages.insert(key.clone(), text) {
            faults.push(format!("{file}: `{key}` is also in {}", other.file));
        }
    }

    /// The arguments a message asks for, those of the messages it quotes included.
    fn arguments(&self, pattern: &Pattern<String>) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        self.walk(pattern, &mut found);
        found
    }

    fn walk(&self, pattern: &Pattern<String>, found: &mut BTreeSet<String>) {
        for element in &pattern.elements {
            if let PatternElement::Placeable { expression } = element {
                self.walk_expression(expression, found);
            }
        }
    }

    fn walk_expression(&self, expression: &Expression<String>, found: &mut BTreeSet<String>) {
        match expression {
            Expression::Select { selector, variants } => {
                self.walk_inline(selector, found);
                for variant in variants {
                    self.walk(&variant.value, found);
                }
            }
            Expression::Inline(inline) => self.walk_inline(inline, found),
        }
    }

    fn walk_inline(&self, inline: &InlineExpression<String>, found: &mut BTreeSet<String>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                found.insert(id.name.clone());
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                let named = arguments.named.iter().map(|it| &it.value);
                for value in arguments.positional.iter().chain(named) {
                    self.walk_inline(value, found);
                }
            }
            InlineExpression::MessageReference { id, .. } => {
                if let Some(text) = self.messages.get(&id.name) {
                    self.walk(&text.pattern, found);
                }
            }
            InlineExpression::Placeable { expression } => self.walk_expression(expression, found),
            _ => {}
        }
    }

    /// The text, when nothing in it is decided at run time.
    fn fixed(&self, pattern: &Pattern<String>) -> Option<String> {
        let mut text = String::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => text.push_str(value),
                PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                    InlineExpression::StringLiteral { value } => {
                        text.push_str(&unescape_unicode_to_string(value));
                    }
                    InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                        text.push_str(&self.fixed(self.terms.get(&id.name)?)?);
                    }
                    _ => return None,
                },
                PatternElement::Placeable { .. } => return None,
            }
        }
        Some(text)
    }
}

fn ftl_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "ftl"))
        .collect();
    files.sort();
    files
}

fn compare(one: &Catalogue, other: &Catalogue, faults: &mut Faults) {
    for (key, text) in &one.messages {
        let Some(twin) = other.messages.get(key) else {
            let wanted = text.file.replacen(one.lang, other.lang, 1);
            faults.push(format!("{wanted}: `{key}` is missing ({} has it)", text.file));
            continue;
        };
        let (mine, theirs) = (one.arguments(&text.pattern), other.arguments(&twin.pattern));
        for argument in mine.difference(&theirs) {
            faults.push(format!("{}: `{key}` does not use ${argument} ({} does)", twin.file, text.file));
        }
        if text.dynamic != twin.dynamic && one.lang == LOCALES[0].0 {
            faults.push(format!(
                "{}: `{key}` must be under `## dynamic` in both languages or in neither",
                twin.file
            ));
        }
    }
}

fn render(catalogues: &[Catalogue]) -> String {
    // A word may well be the same in both languages.
    let mut code = String::from("#[allow(clippy::match_same_arms)]\nimpl T {\n");
    for (key, text) in &catalogues[0].messages {
        let arguments = catalogues[0].arguments(&text.pattern);
        let fixed: Option<Vec<String>> =
            catalogues.iter().map(|catalogue| catalogue.fixed(&catalogue.messages[key].pattern)).collect();
        let french = fixed.as_ref().map_or_else(|| "…".to_owned(), |texts| texts[0].replace('\n', " "));
        let _ = writeln!(code, "/// {french} ({})", text.file);
        match fixed {
            Some(texts) => fixed_method(&mut code, key, &texts),
            None => formatted_method(&mut code, key, &arguments),
        }
    }
    code.push_str("}\n");
    render_tables(&mut code, catalogues);
    code
}

fn fixed_method(code: &mut String, key: &str, texts: &[String]) {
    let _ = write!(code, "pub const fn {}(self) -> &'static str {{ match self.locale {{ ", method(key));
    for ((_, variant), text) in LOCALES.iter().zip(texts) {
        let _ = write!(code, "Locale::{variant} => {text:?}, ");
    }
    code.push_str("} }\n");
}

fn formatted_method(code: &mut String, key: &str, arguments: &BTreeSet<String>) {
    let _ = write!(code, "pub fn {}(self", method(key));
    for argument in arguments {
        let _ = write!(code, ", {}: impl Arg", method(argument));
    }
    let _ = write!(code, ") -> String {{ format(self.locale, {key:?}, [");
    for argument in arguments {
        let _ = write!(code, "({argument:?}, {}.value()),", method(argument));
    }
    code.push_str("]) }\n");
}

fn render_tables(code: &mut String, catalogues: &[Catalogue]) {
    for (catalogue, (_, variant)) in catalogues.iter().zip(LOCALES) {
        let _ = write!(code, "static {}_FILES: &[&str] = &[", variant.to_uppercase());
        for file in &catalogue.files {
            let _ = write!(code, "include_str!({:?}), ", file.display().to_string());
        }
        code.push_str("];\n");
    }
    code.push_str("/// Every message: its key, and whether it is asked by name at run time.\n");
    code.push_str("pub static KEYS: &[(&str, bool)] = &[");
    for (key, text) in &catalogues[0].messages {
        let _ = write!(code, "({key:?}, {}), ", text.dynamic);
    }
    code.push_str("];\n");
}

/// The name of a key or argument in Rust.
fn method(key: &str) -> String {
    let name = key.replace('-', "_").to_lowercase();
    let taken = [
        "type", "match", "move", "final", "in", "as", "for", "self", "where", "loop", "use", "ref", "do",
        "by_key",
    ];
    if taken.contains(&name.as_str()) { format!("{name}_") } else { name }
}
