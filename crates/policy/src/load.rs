//! The policy files: read, checked against the schema, refused with file and line when wrong.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use cedar_policy::{Policy as CedarPolicy, PolicyId, PolicySet, Schema, ValidationMode, Validator};
use miette::Diagnostic;

use crate::error::PolicyError;
use crate::rules::Rule;
use crate::verdict::Reason;

/// The schema's file name.
const SCHEMA: &str = "schema.cedarschema";

/// One policy file.
pub(crate) struct Source {
    /// How to name it in an error.
    pub file: String,
    /// The subject: its name without extension.
    pub subject: String,
    pub text: String,
}

/// A checked set of policies, in the order of the files.
pub(crate) struct Loaded {
    pub policies: Vec<CedarPolicy>,
    pub rules: Vec<Rule>,
}

/// The files that ship with the program.
pub(crate) fn shipped() -> (Source, Vec<Source>) {
    macro_rules! source {
        ($subject:literal, $extension:literal) => {
            Source {
                file: concat!("policies/", $subject, ".", $extension).to_owned(),
                subject: $subject.to_owned(),
                text: include_str!(concat!("../../../policies/", $subject, ".", $extension)).to_owned(),
            }
        };
    }
    // By name, as `folder` reads them.
    let policies = vec![
        source!("administration", "cedar"),
        source!("people", "cedar"),
        source!("programs", "cedar"),
        source!("reception", "cedar"),
        source!("referrals", "cedar"),
        source!("requests", "cedar"),
    ];
    (source!("schema", "cedarschema"), policies)
}

/// The files of a folder: `schema.cedarschema` and every `*.cedar`, by name.
pub(crate) fn folder(folder: &Path) -> Result<(Source, Vec<Source>), PolicyError> {
    let unreadable = |path: &Path, error: &std::io::Error| PolicyError::Unreadable {
        path: path.display().to_string(),
        message: error.to_string(),
    };
    let read = |path: &Path| -> Result<Source, PolicyError> {
        let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, &error))?;
        let subject = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Source { file: path.display().to_string(), subject, text })
    };
    let mut paths = std::fs::read_dir(folder)
        .and_then(|entries| {
            entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
        })
        .map_err(|error| unreadable(folder, &error))?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "cedar"));
    paths.sort();
    let policies = paths.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    if policies.is_empty() {
        return Err(PolicyError::Unreadable {
            path: folder.display().to_string(),
            message: "no *.cedar file: nothing would be permitted to anybody".to_owned(),
        });
    }
    Ok((read(&folder.join(SCHEMA))?, policies))
}

/// Parses and checks a set of files.
pub(crate) fn load(schema: &Source, sources: &[Source]) -> Result<Loaded, PolicyError> {
    let (parsed, _warnings) =
        Schema::from_cedarschema_str(&schema.text).map_err(|error| wrong(schema, &error))?;
    let mut policies = Vec::new();
    let mut rules: Vec<Rule> = Vec::new();
    for source in sources {
        for (policy, rule) in parse(source)? {
            if let Some(first) = rules.iter().find(|first| first.reason.policy == rule.reason.policy) {
                let message = format!(
                    "@id({:?}) is already used in {}.cedar:{}",
                    rule.reason.policy, first.subject, first.line
                );
                return Err(PolicyError::Wrong { file: source.file.clone(), line: rule.line, message });
            }
            policies.push(policy);
            rules.push(rule);
        }
    }
    validate(&parsed, &policies, &rules, sources)?;
    Ok(Loaded { policies, rules })
}

/// The policies of one file, named by their `@id`, in the order in which they are written.
fn parse(source: &Source) -> Result<Vec<(CedarPolicy, Rule)>, PolicyError> {
    let set: PolicySet = source.text.parse().map_err(|error| wrong(source, &error))?;
    if set.num_of_templates() > 0 {
        return Err(at(source, 0, "templates (?principal, ?resource) are not used here".to_owned()));
    }
    let mut policies: Vec<_> = set.policies().collect();
    // Cedar names them `policy0`, `policy1` … in the order of the text.
    policies.sort_by_key(|policy| policy.id().to_string().trim_start_matches("policy").parse::<usize>().ok());
    let mut read = 0;
    let mut found = Vec::new();
    for policy in policies {
        let text = policy.to_cedar().unwrap_or_default();
        let offset = read + source.text[read..].find(&text).unwrap_or_default();
        read = offset + text.len();
        let rule = describe(source, policy, text, offset)?;
        found.push((policy.new_id(PolicyId::new(&*rule.reason.policy)), rule));
    }
    Ok(found)
}

/// A policy's words, all of which it must have.
fn describe(source: &Source, policy: &CedarPolicy, text: String, offset: usize) -> Result<Rule, PolicyError> {
    let words = |name: &str| {
        policy
            .annotation(name)
            .filter(|value| !value.is_empty())
            .map(Arc::from)
            .ok_or_else(|| at(source, offset, format!("this policy has no @{name}(\"…\")")))
    };
    Ok(Rule {
        reason: Reason { policy: words("id")?, key: words("reason")?, source: words("source")? },
        effect: policy.effect(),
        subject: Arc::from(source.subject.as_str()),
        line: line(&source.text, offset),
        fr: words("fr")?,
        en: words("en")?,
        text: text.into(),
    })
}

/// Refuses a policy that uses a word the schema does not know, or that can never apply.
fn validate(
    schema: &Schema,
    policies: &[CedarPolicy],
    rules: &[Rule],
    sources: &[Source],
) -> Result<(), PolicyError> {
    let set = PolicySet::from_policies(policies.iter().cloned()).expect("ids were found to be distinct");
    let result = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
    let places: HashMap<&str, (&Source, &Rule)> = rules
        .iter()
        .filter_map(|rule| {
            let source = sources.iter().find(|source| *source.subject == *rule.subject)?;
            Some((&*rule.reason.policy, (source, rule)))
        })
        .collect();
    let errors = result
        .validation_errors()
        .map(|error| (0, error.policy_id(), error.to_string(), first_offset(error)));
    // A policy that can never apply is a mistake of whoever wrote it; but if something else is wrong, say that first.
    let warnings =
        result.validation_warnings().map(|warning| (1, warning.policy_id(), warning.to_string(), None));
    let first = errors
        .chain(warnings)
        .filter_map(|(gravity, id, message, offset)| {
            let id: &str = id.as_ref();
            let (source, rule) = places.get(id)?;
            let line = offset.map_or(rule.line, |offset| line(&source.text, offset));
            Some((gravity, source.file.clone(), line, message))
        })
        .min();
    first.map_or(Ok(()), |(_, file, line, message)| Err(PolicyError::Wrong { file, line, message }))
}

fn wrong(source: &Source, error: &dyn Diagnostic) -> PolicyError {
    let mut message = error.to_string();
    if let Some(hint) = error.labels().and_then(|mut labels| labels.next()?.label().map(str::to_owned)) {
        message = format!("{message} ({hint})");
    }
    at(source, first_offset(error).unwrap_or_default(), message)
}

fn first_offset(error: &dyn Diagnostic) -> Option<usize> {
    error.labels().and_then(|mut labels| labels.next()).map(|label| label.offset())
}

fn at(source: &Source, offset: usize, message: String) -> PolicyError {
    PolicyError::Wrong { file: source.file.clone(), line: line(&source.text, offset), message }
}

/// The line, from 1, of an offset in bytes.
fn line(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}
