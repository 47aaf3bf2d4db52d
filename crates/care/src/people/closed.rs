//! Parts of their record that a person closed (CSP L1110-4 IV), as they stand on its row for the policy and for lists: words like
//! `all:social` or `<professional>:psychiatric`, with a space before, between and after them.

use std::collections::BTreeSet;

use policy::{Action, Compartment};

use super::said::Scope;
use super::standing::Standing;
use crate::PractitionerId;

/// The parts that may be closed: who is around the person and who they are stays with those who look after them.
pub const CLOSABLE: [Compartment; 3] = [Compartment::Somatic, Compartment::Psychiatric, Compartment::Social];

fn word(scope: Scope, part: Compartment) -> String {
    match scope {
        Scope::Everyone => format!("all:{}", part.as_str()),
        Scope::Practitioner(who) => format!("{}:{}", who.uuid(), part.as_str()),
    }
}

/// What a standing closes, as it is stored; empty where it closes nothing.
pub(super) fn stored(standing: &Standing) -> String {
    let words = standing
        .closed
        .iter()
        .flat_map(|(scope, fact)| fact.terms.closes.iter().flatten().map(|part| word(*scope, *part)));
    let words: Vec<String> = words.collect();
    if words.is_empty() { String::new() } else { format!(" {} ", words.join(" ")) }
}

/// What of it is closed to a professional; to whoever acts for a structure or a programme, what is closed to everybody.
pub(crate) fn to(closed: &str, who: Option<PractitionerId>) -> BTreeSet<Compartment> {
    let scopes: Vec<Scope> =
        [Some(Scope::Everyone), who.map(Scope::Practitioner)].into_iter().flatten().collect();
    let is_closed =
        |part: &Compartment| scopes.iter().any(|scope| closed.split(' ').any(|it| it == word(*scope, *part)));
    CLOSABLE.into_iter().filter(is_closed).collect()
}

/// The part of the record that somebody must be able to read for an act on the person; absent for an act that no part
/// stands in the way of.
const fn part_of(action: Action) -> Option<Compartment> {
    match action {
        Action::ReadSomatic => Some(Compartment::Somatic),
        Action::ReadPsychiatric => Some(Compartment::Psychiatric),
        Action::ReadSocial
        | Action::ReadSocialOverview
        | Action::ManageRights
        | Action::ProvideCertificate => Some(Compartment::Social),
        _ => None,
    }
}

/// The patterns of `p.closed` under which a person is closed to this professional for this act; a list leaves those persons out.
pub(super) fn patterns(action: Action, who: Option<PractitionerId>) -> Vec<String> {
    let Some(part) = part_of(action) else { return Vec::new() };
    let scopes = [Some(Scope::Everyone), who.map(Scope::Practitioner)].into_iter().flatten();
    scopes.map(|scope| format!("% {} %", word(scope, part))).collect()
}
