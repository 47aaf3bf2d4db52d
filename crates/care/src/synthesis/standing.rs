//! Where a synthesis stands: pure rules, whose table is `docs/states/synthesis.md`.

use jiff::Timestamp;
use policy::Profession;

use super::facts::{Dated, Fact, FactKind};
use super::text::Text;
use crate::{Error, PractitionerId, Result, RoleId};

/// Where a synthesis stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It is written.
    Draft,
    /// Some have signed the text as it stands.
    Completing,
    /// All have: it is frozen.
    Signed,
    /// It was given up.
    Dropped,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Completing, Self::Signed, Self::Dropped];

    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Completing => "completing",
            Self::Signed => "signed",
            Self::Dropped => "dropped",
        }
    }

    /// Whether its text may still change.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Completing)
    }

    /// What follows a fact; `last` where a signature is the last that was missing. `None` where it cannot happen. Whoever
    /// changes the text takes back what was signed before: it was another text.
    pub const fn after(self, fact: FactKind, last: bool) -> Option<Self> {
        match (self, fact) {
            (Self::Signed | Self::Dropped, _) | (_, FactKind::Composition) => None,
            (_, FactKind::Revision) => Some(Self::Draft),
            (_, FactKind::Signature) if last => Some(Self::Signed),
            (_, FactKind::Signature) => Some(Self::Completing),
            (_, FactKind::Dropping) => Some(Self::Dropped),
        }
    }
}

/// A signature of the text as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub practitioner: PractitionerId,
    /// In which role.
    pub role: RoleId,
    /// Their name.
    pub name: String,
    /// For which profession.
    pub profession: Profession,
    /// When.
    pub at: Timestamp,
}

/// Where a synthesis stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The whole.
    pub status: Status,
    /// The text as it stands.
    pub text: Text,
    /// Its place in the history.
    pub version: i64,
    /// Who wrote it, and when.
    pub written: (String, Timestamp),
    /// Who signed it.
    pub signed: Vec<Signed>,
    /// The professions that have not.
    pub missing: Vec<Profession>,
}

/// Where the facts lead, where these professions sign; `None` before the composition.
pub fn standing(needed: &[Profession], facts: &[Dated]) -> Option<Standing> {
    let first = facts.first()?;
    let Fact::Composition { text } = &first.fact else { return None };
    let mut whole = Standing {
        status: Status::Draft,
        text: text.clone(),
        version: first.seq,
        written: (first.by.clone(), first.recorded_at),
        signed: Vec::new(),
        missing: needed.to_vec(),
    };
    for dated in &facts[1..] {
        follow(&mut whole, needed, dated);
    }
    Some(whole)
}

fn follow(whole: &mut Standing, needed: &[Profession], dated: &Dated) {
    let signs = match dated.fact {
        Fact::Signature { of, profession } if of == whole.version => Some(profession),
        Fact::Signature { .. } => return,
        _ => None,
    };
    let last = whole.missing.len() == 1;
    let Some(then) = whole.status.after(dated.fact.kind(), last) else { return };
    match &dated.fact {
        Fact::Revision { text } => {
            (whole.text, whole.version) = (text.clone(), dated.seq);
            whole.written = (dated.by.clone(), dated.recorded_at);
            (whole.signed, whole.missing) = (Vec::new(), needed.to_vec());
        }
        Fact::Signature { .. } => {
            let Some(profession) = signs.filter(|it| whole.missing.contains(it)) else { return };
            whole.missing.retain(|it| *it != profession);
            whole.signed.push(Signed {
                practitioner: dated.practitioner,
                role: dated.role,
                name: dated.by.clone(),
                profession,
                at: dated.recorded_at,
            });
        }
        Fact::Composition { .. } | Fact::Dropping => {}
    }
    whole.status = then;
}

impl Standing {
    /// Whether somebody of this profession may still sign.
    pub fn waits_for(&self, profession: Profession) -> bool {
        self.status.is_open() && self.missing.contains(&profession)
    }

    /// Refuses what cannot happen where it stands. `version` is the text that whoever acts has read: what they did not read they
    /// neither sign nor write over.
    pub(super) fn check(&self, fact: FactKind, version: i64) -> Result<()> {
        let (who, at) = (Some(self.written.0.clone()), Some(self.written.1));
        if self.status.after(fact, false).is_none() {
            return Err(Error::conflict("conflict-synthesis-over"));
        }
        if version != self.version {
            let key = "conflict-synthesis-changed";
            return Err(Error::Conflict(crate::error::Conflict { key, who, at }));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::text::Part;
    use super::*;

    const NEEDED: [Profession; 2] = [Profession::GeneralPractitioner, Profession::Nurse];

    fn dated(seq: i64, fact: Fact) -> Dated {
        let at = Timestamp::UNIX_EPOCH;
        let (practitioner, role) = (uuid::Uuid::nil().into(), uuid::Uuid::nil().into());
        Dated { seq, at, recorded_at: at, practitioner, role, by: "Dr A".to_owned(), fact }
    }

    fn text(words: &str) -> Text {
        Text::of([(Part::Plan, words.to_owned())])
    }

    fn some_fact() -> impl Strategy<Value = Fact> {
        prop_oneof![
            "[a-z]{1,3}".prop_map(|words| Fact::Revision { text: text(&words) }),
            (1_i64..8, 0_usize..3).prop_map(|(of, who)| Fact::Signature {
                of,
                profession: [Profession::GeneralPractitioner, Profession::Nurse, Profession::Psychiatrist]
                    [who],
            }),
            Just(Fact::Dropping),
        ]
    }

    proptest! {
        /// What all signed is the last text, each of them signed exactly that one, and nothing changes it afterwards.
        #[test]
        fn what_is_signed_was_read_by_all_who_signed(more in prop::collection::vec(some_fact(), 0..10)) {
            let mut facts = vec![dated(1, Fact::Composition { text: text("a") })];
            let mut before = standing(&NEEDED, &facts).unwrap();
            for fact in more {
                let seq = i64::try_from(facts.len()).unwrap() + 1;
                facts.push(dated(seq, fact));
                let now = standing(&NEEDED, &facts).unwrap();
                if !before.status.is_open() {
                    prop_assert_eq!(&now, &before);
                }
                prop_assert_eq!(now.signed.len() + now.missing.len(), NEEDED.len());
                prop_assert_eq!(now.missing.is_empty(), now.status == Status::Signed);
                for profession in now.signed.iter().map(|it| it.profession) {
                    let of = facts.iter().any(|it| it.fact == Fact::Signature { of: now.version, profession });
                    prop_assert!(of);
                }
                before = now;
            }
        }
    }

    #[test]
    fn a_change_asks_everybody_again() {
        let signs = |of, profession| Fact::Signature { of, profession };
        let mut facts = vec![
            dated(1, Fact::Composition { text: text("a") }),
            dated(2, signs(1, Profession::Nurse)),
            dated(3, Fact::Revision { text: text("b") }),
            dated(4, signs(1, Profession::GeneralPractitioner)),
        ];
        let now = standing(&NEEDED, &facts).unwrap();
        assert_eq!((now.status, now.missing.len()), (Status::Draft, 2), "they signed what stood before");
        facts.push(dated(5, signs(3, Profession::GeneralPractitioner)));
        facts.push(dated(6, signs(3, Profession::Nurse)));
        assert_eq!(standing(&NEEDED, &facts).unwrap().status, Status::Signed);
    }
}
