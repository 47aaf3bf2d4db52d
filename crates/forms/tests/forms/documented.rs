//! Every reason has its line in `docs/forms.md`, and every limit its figure.

use forms::limits;

const DOC: &str = include_str!("../../../../docs/forms.md");

/// The codes that a file gives: `=> "not-json"`.
fn codes(source: &str) -> Vec<&str> {
    let after = source.split("=> \"").skip(1);
    after.filter_map(|it| it.split('"').next()).collect()
}

#[test]
fn every_reason_is_documented() {
    let sources = [include_str!("../../src/fault.rs"), include_str!("../../src/wrong.rs")];
    for source in sources {
        let codes = codes(source);
        assert!(codes.len() > 20, "{codes:?}");
        for code in codes {
            assert!(DOC.contains(&format!("`{code}`")), "{code}");
        }
    }
}

#[test]
fn every_limit_is_documented() {
    let figures = [
        limits::ITEMS,
        limits::CONDITIONS,
        limits::OPTIONS,
        limits::REPETITIONS,
        limits::OCCURRENCES,
        limits::PLACES,
        limits::TEXT,
    ];
    for figure in figures {
        let text = figure.to_string();
        let at = text.len().saturating_sub(3);
        let grouped = if at == 0 { text } else { format!("{},{}", &text[..at], &text[at..]) };
        assert!(DOC.contains(&format!("| {grouped} |")), "{grouped}");
    }
    assert!(DOC.contains(&format!("| {} levels |", limits::DEPTH)));
    assert!(DOC.contains(&format!("| {} MiB |", limits::BYTES / 1024 / 1024)));
}
