//! Wrong policies are refused with file, line and reason.

use uuid::Uuid;

use crate::{Action, Effect, Policy, PolicyError, Principal, Profession, ProgramFacts, Resource};

use super::POLICY;

const SCHEMA: &str = include_str!("../../../../policies/schema.cedarschema");
const WORDS: &str = "@id(\"one\")\n@reason(\"r\")\n@source(\"s\")\n@fr(\"f\")\n@en(\"e\")\n";

/// A folder with one policy file.
fn folder(policies: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("schema.cedarschema"), SCHEMA).expect("writable");
    std::fs::write(folder.path().join("rules.cedar"), policies).expect("writable");
    folder
}

/// Why such a folder is refused, without the folder's path.
fn refusal(policies: &str) -> String {
    let folder = folder(policies);
    match Policy::from_dir(folder.path()) {
        Ok(_) => panic!("accepted: {policies}"),
        Err(error) => error.to_string().replace(&format!("{}/", folder.path().display()), ""),
    }
}

#[test]
fn a_syntax_error_is_located() {
    let message = refusal(&format!("{WORDS}permit (principal, action, resource)\nwhen {{ principal. }};"));
    assert!(message.starts_with("rules.cedar:7: "), "{message}");
}

#[test]
fn an_unknown_attribute_is_located() {
    let message = refusal(&format!(
        "// a remark\n{WORDS}permit (principal, action == Action::\"see_program\", resource)\nwhen {{\n  resource.colour == \"red\"\n}};"
    ));
    assert!(message.starts_with("rules.cedar:9: "), "{message}");
    assert!(message.contains("colour"), "{message}");
}

#[test]
fn an_unknown_action_is_located() {
    let message =
        refusal(&format!("{WORDS}permit (principal, action == Action::\"read_everything\", resource);"));
    assert!(message.starts_with("rules.cedar:"), "{message}");
    assert!(message.contains("read_everything"), "{message}");
}

#[test]
fn a_policy_that_can_never_apply_is_refused() {
    let message = refusal(&format!(
        "{WORDS}permit (principal, action == Action::\"see_program\", resource is Person);"
    ));
    assert!(message.starts_with("rules.cedar:"), "{message}");
}

#[test]
fn every_word_is_required() {
    let message = refusal("\n\npermit (principal, action, resource);");
    assert_eq!(message, "rules.cedar:3: this policy has no @id(\"…\")");
    let message = refusal(&format!(
        "{}permit (principal, action, resource is Person);",
        WORDS.replace("@en(\"e\")\n", "")
    ));
    assert_eq!(message, "rules.cedar:1: this policy has no @en(\"…\")");
}

#[test]
fn an_id_is_used_once() {
    let one = format!("{WORDS}permit (principal, action == Action::\"see_program\", resource);\n");
    assert_eq!(
        refusal(&format!("{one}\n{one}")),
        "rules.cedar:8: @id(\"one\") is already used in rules.cedar:1"
    );
}

#[test]
fn a_missing_folder_or_an_empty_one_is_named() {
    let Err(PolicyError::Unreadable { path, .. }) = Policy::from_dir("/nowhere/at/all") else {
        panic!("a folder that does not exist was read")
    };
    assert_eq!(path, "/nowhere/at/all");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let message = Policy::from_dir(folder.path()).map(|_| ()).expect_err("empty").to_string();
    assert!(message.ends_with("no *.cedar file: nothing would be permitted to anybody"), "{message}");
}

#[test]
fn every_rule_is_where_it_says_and_typeset_as_french_is() {
    for rule in POLICY.rules() {
        let file = format!("{}/../../policies/{}.cedar", env!("CARGO_MANIFEST_DIR"), rule.subject);
        let file = std::fs::read_to_string(file).expect("the subject names a file");
        let line = file.lines().nth(rule.line - 1).expect("the line exists");
        assert_eq!(line, format!("@id(\"{}\")", rule.reason.policy));
        for wrong in [" :", " ;", " ?", " !", " »", "« ", "'"] {
            assert!(!rule.fr.contains(wrong), "{}: {wrong:?} in {}", rule.reason.policy, rule.fr);
        }
        assert!(rule.fr.ends_with('.') && rule.en.ends_with('.'), "{}", rule.reason.policy);
        assert!(rule.text.contains(if rule.effect == Effect::Permit { "permit (" } else { "forbid (" }));
    }
}

#[test]
fn a_territory_s_own_rule_may_be_written_in_any_way() {
    let rule = "permit (principal, action == Action::\"see_program\", resource)\nwhen {\n  \
                (if principal.steppedUp then principal else principal).doctor && resource[\"slug\"] == \"ours\" };";
    let folder = folder(&format!("{WORDS}{rule}"));
    let policy = Policy::from_dir(folder.path()).unwrap_or_else(|error| panic!("{error}"));
    let gp = Principal::new(Uuid::from_u128(1), Uuid::from_u128(2), Profession::GeneralPractitioner);
    let nurse = Principal { profession: Profession::Nurse, ..gp.clone() };
    let program =
        |slug: &str| Resource::Program(ProgramFacts { territory: Uuid::from_u128(2), slug: slug.to_owned() });
    assert!(policy.decide(&gp, Action::SeeProgram, &program("ours")).is_allow());
    assert!(!policy.decide(&gp, Action::SeeProgram, &program("theirs")).is_allow());
    assert!(!policy.decide(&nurse, Action::SeeProgram, &program("ours")).is_allow());
}
