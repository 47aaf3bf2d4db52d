//! The shipped policies load and say what they must.

use policy::Policy;

#[test]
fn shipped_policies_are_valid() {
    let policy = Policy::shipped().unwrap_or_else(|error| panic!("{error}"));
    assert!(policy.rules().len() > 40);
}
