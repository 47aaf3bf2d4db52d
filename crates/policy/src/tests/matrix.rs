//! The committed matrix is what the policies say today.

use super::POLICY;
use crate::matrix;

#[test]
fn the_committed_matrix_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/access-matrix.md");
    let rendered = matrix::render(&POLICY);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &rendered).expect("docs/ is writable");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    let difference =
        committed.lines().zip(rendered.lines()).find(|(committed, rendered)| committed != rendered);
    assert!(
        committed == rendered,
        "docs/access-matrix.md is not what the policies say (UPDATE_DOCS=1 rewrites it); first difference: {difference:#?}"
    );
}

#[test]
fn every_rule_shows_in_the_matrix() {
    let rendered = matrix::render(&POLICY);
    let (tables, _rules) = rendered.split_once("## Rules").expect("the rules close the document");
    for rule in POLICY.rules() {
        let id = format!("`{}`", rule.reason.policy);
        assert!(tables.contains(&id), "no situation of the matrix needs {id}: add one, or drop the rule");
    }
}
