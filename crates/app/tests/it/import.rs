//! `maillage import directory`, as an administrator types it.

use std::path::PathBuf;

use care::directory::public::COLUMNS;
use care::seed::{DirectoryPlan, write_directory};

use crate::program::{Engine, Instance};

fn handed_in(instance: &Instance, name: &str, bytes: &[u8]) -> PathBuf {
    let path = instance.folder.join(name);
    std::fs::write(&path, bytes).expect("the file is written");
    path
}

fn directory() -> Vec<u8> {
    let mut text = Vec::new();
    let plan = DirectoryPlan { lines: 300, seed: 37, only_gps: false };
    write_directory(plan, &mut text).expect("memory takes it");
    text
}

/// The figure of a line of the report.
fn figure(report: &str, word: &str) -> u64 {
    let line =
        report.lines().find(|line| line.starts_with(word)).unwrap_or_else(|| panic!("{word}: {report}"));
    line.split_whitespace().next_back().and_then(|it| it.parse().ok()).unwrap_or_else(|| panic!("{line}"))
}

fn taken_in(engine: Engine) {
    let instance = Instance::new(engine);
    let path = handed_in(&instance, "annuaire.txt", &directory());
    let order = ["import", "directory", path.to_str().expect("a plain path")];
    let first = instance.done(&order);
    assert_eq!(
        (figure(&first, "lines"), figure(&first, "taken"), figure(&first, "open now")),
        (300, 300, 300)
    );
    let again = instance.done(&order);
    assert_eq!((figure(&again, "taken"), figure(&again, "unchanged"), figure(&again, "closed")), (0, 300, 0));

    let mut text = String::from_utf8(directory()).expect("it is text");
    let last = text.trim_end().rfind('\n').expect("there are lines") + 1;
    text.truncate(last);
    text.push_str("8|99|899|truncated\n");
    handed_in(&instance, "annuaire.txt", text.as_bytes());
    let third = instance.done(&[&order[..], &["--format", "json"]].concat());
    let third: serde_json::Value = serde_json::from_str(&third).expect("nothing but JSON");
    let wanted = serde_json::json!({
        "lines": 300, "taken": 0, "updated": 0, "unchanged": 299, "repeated": 0, "refused": 1, "closed": 1, "open": 299,
        "refusals": [{"line": 301, "why": "4 fields instead of 57: the line is truncated"}],
    });
    assert_eq!(third, wanted);
}

#[test]
fn the_directory_is_taken_in_on_sqlite() {
    taken_in(Engine::Sqlite);
}

#[test]
fn the_directory_is_taken_in_on_postgres() {
    taken_in(Engine::Postgres);
}

#[test]
fn a_wrong_file_ends_with_1_and_a_line_that_says_what_to_do() {
    let instance = Instance::new(Engine::Sqlite);
    let text = String::from_utf8(directory()).expect("it is text");
    let headings = COLUMNS.join("|");
    let fewer = text.replacen(&headings, &headings.replace("|Code profession|", "|"), 1);
    let latin: Vec<u8> = text.chars().map(|it| u8::try_from(u32::from(it)).unwrap_or(b'?')).collect();
    for (name, bytes, words) in [
        ("columns.txt", fewer.as_bytes(), "a column is missing: « Code profession »"),
        ("latin.txt", &latin, "line 1 is not in UTF-8"),
        ("cut.txt", &text.as_bytes()[..text.len() / 2], "the file breaks off in line "),
        ("empty.txt", b"", "the file is empty"),
        ("packed.zip", b"PK\x03\x04 and so on", "the file is an archive"),
    ] {
        let path = handed_in(&instance, name, bytes);
        let output = instance.run(&["import", "directory", path.to_str().expect("a plain path")]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{name}: {said}");
        assert!(output.stdout.is_empty(), "{name}: results alone go to standard output");
        let told: Vec<&str> = said.lines().filter(|line| line.starts_with("maillage: ")).collect();
        assert!(told.len() == 1 && told[0].contains(name) && told[0].contains(words), "{name}: {said}");
    }
    // Every line is refused: each is told, and that nothing was taken.
    let refused = format!("{headings}\n8|99\n8|98\n");
    let path = handed_in(&instance, "refused.txt", refused.as_bytes());
    let output = instance.run(&["import", "directory", path.to_str().expect("a plain path")]);
    let (out, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!((output.status.code(), figure(&out, "refused")), (Some(1), 2), "{said}");
    assert!(said.contains("refused.txt: no line of it could be taken"), "{said}");
    let output = instance.run(&["import", "directory", "no-such-file.txt"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && said.contains("no-such-file.txt"), "{said}");
    let output = instance.run(&["import", "directory"]);
    assert_eq!(output.status.code(), Some(2), "wrong usage");
}

#[test]
fn a_questionnaire_is_taken_in_and_retired() {
    let instance = Instance::new(Engine::Sqlite);
    let text = r#"{"resourceType": "Questionnaire", "url": "https://centre.example/q", "version": "1", "status": "active",
        "item": [{"linkId": "a", "type": "string", "text": "A"}]}"#;
    let path = handed_in(&instance, "questionnaire.json", text.as_bytes());
    let order = ["import", "questionnaire", path.to_str().expect("a plain path")];
    assert_eq!(instance.done(&order).trim(), "taken https://centre.example/q|1");
    assert_eq!(instance.done(&order).trim(), "unchanged https://centre.example/q|1");
    handed_in(&instance, "questionnaire.json", text.replace("active", "retired").as_bytes());
    assert_eq!(instance.done(&order).trim(), "retired https://centre.example/q|1");

    handed_in(&instance, "questionnaire.json", text.replace("\"a\"", "\"\"").as_bytes());
    let output = instance.run(&order);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for line in ["Questionnaire.item[0].linkId: ", "questionnaire.json: it is no sound Questionnaire"] {
        assert!(said.contains(line), "{line} in {said}");
    }
}
