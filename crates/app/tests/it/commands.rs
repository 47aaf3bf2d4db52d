//! What the program says to whoever types its orders.

use crate::program::{Engine, Instance};

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn wrong_usage_ends_with_2_and_says_how() {
    let instance = Instance::new(Engine::Sqlite);
    let wrong: [&[&str]; 6] = [
        &[],
        &["no-such-order"],
        &["serve", "--no-such-option"],
        &["report", "--program", "advice-line"],
        &["report", "--program", "advice-line", "--from", "yesterday", "--to", "2026-01-01"],
        &["audit"],
    ];
    for words in wrong {
        let output = instance.run(words);
        assert_eq!(output.status.code(), Some(2), "maillage {}: {}", words.join(" "), said(&output));
        assert!(output.stdout.is_empty(), "results alone go to standard output");
        let told = said(&output);
        assert!(told.contains("Usage") || told.contains("--help"), "{told}");
    }
}

#[test]
fn what_fails_ends_with_1_in_one_line_without_a_backtrace() {
    let instance = Instance::new(Engine::Sqlite);
    let failing: [&[&str]; 7] = [
        &["demo", "--keep", "--data", "no-such-folder"],
        &["--database", "mysql://nowhere/x", "migrate"],
        &["--config", "no-such-file.toml", "migrate"],
        &["report", "--program", "no-such-programme", "--from", "2026-01-01", "--to", "2026-02-01"],
        &["report", "--program", "advice-line", "--from", "2026-02-01", "--to", "2026-01-01"],
        &["user", "reset", "--login", "nobody"],
        &["--database", "postgres://nobody:secret-word@127.0.0.1:1/none", "migrate"],
    ];
    for words in failing {
        let output = instance.run(words);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "maillage {}: {said}", words.join(" "));
        let told: Vec<&str> = said.lines().filter(|line| line.starts_with("maillage: ")).collect();
        assert_eq!(told.len(), 1, "one line says why: {said}");
        for never in ["panicked", "stack backtrace", "secret-word"] {
            assert!(!said.contains(never), "maillage {}: {said}", words.join(" "));
        }
    }
}

#[test]
fn a_programme_with_an_error_is_refused_with_its_file_and_line() {
    let instance = Instance::new(Engine::Sqlite);
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/../../programs/advice-line.toml");
    let good = std::fs::read_to_string(shipped).expect("the shipped programme");
    let programs = instance.folder.join("programs");
    std::fs::create_dir(&programs).expect("a folder");
    let lines: Vec<&str> = good.lines().collect();
    let at = lines.iter().position(|line| line.trim_start().starts_with("answer_days")).expect("a clock");
    let mut broken: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    broken[at] = "answer_days = \"soon\"".to_owned();
    std::fs::write(programs.join("advice-line.toml"), broken.join("\n")).expect("it is written");
    std::fs::write(instance.folder.join("maillage.toml"), "programs = \"programs\"\n")
        .expect("it is written");
    let words = ["report", "--program", "advice-line", "--from", "2026-01-01", "--to", "2026-02-01"];
    let output = instance.run(&words);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("advice-line.toml"), "the file is named: {told}");
    assert!(told.contains(&format!(":{}", at + 1)), "and line {}: {told}", at + 1);
    assert!(
        told.contains("answer_days") || told.contains("integer") || told.contains("invalid"),
        "and why: {told}"
    );
    assert!(!told.contains("panicked"), "{told}");
}

#[test]
fn a_configuration_with_an_error_is_refused_with_its_file_and_line() {
    let instance = Instance::new(Engine::Sqlite);
    std::fs::write(instance.folder.join("maillage.toml"), "https = true\nlisten = \"here\"\n")
        .expect("it is written");
    let output = instance.run(&["migrate"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("maillage.toml:2: "), "{}", said(&output));
}
