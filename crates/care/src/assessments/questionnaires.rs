//! The questionnaires that can be filled: those that come along, and those that the territory brought in.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use forms::{Questionnaire, Status};
use jiff::Timestamp;

/// A version of a questionnaire.
#[derive(Debug, Clone)]
pub struct Shelved {
    /// What is asked.
    pub questionnaire: Arc<Questionnaire>,
    /// When it was brought in; absent for what comes along.
    pub added_at: Option<Timestamp>,
    /// Since when it is no longer in use.
    pub retired_at: Option<Timestamp>,
}

impl Shelved {
    /// Whether it is in use: neither its author nor the territory retired it.
    pub fn in_use(&self) -> bool {
        self.retired_at.is_none() && self.questionnaire.status == Status::Active
    }
}

/// The questionnaires of an instance, the oldest version of each first.
#[derive(Debug, Clone, Default)]
pub struct Questionnaires {
    all: Vec<Shelved>,
    /// How many were brought in, and how many of these are retired: neither number ever falls.
    stamp: (i64, i64),
}

static SHIPPED: LazyLock<Arc<Questionnaires>> = LazyLock::new(|| {
    macro_rules! file {
        ($name:literal) => {
            include_bytes!(concat!("../../../../questionnaires/", $name))
        };
    }
    let files: [&[u8]; 10] = [
        file!("phq-9.json"),
        file!("gad-7.json"),
        file!("isi.json"),
        file!("who-5.json"),
        file!("audit-c.json"),
        file!("epices.json"),
        file!("somatic-assessment.json"),
        file!("social-assessment.json"),
        file!("education-needs.json"),
        file!("restitution.json"),
    ];
    let read = |file: &[u8]| {
        let questionnaire = Questionnaire::read(file).expect("those that come along are read by a test");
        Shelved { questionnaire: Arc::new(questionnaire), added_at: None, retired_at: None }
    };
    Arc::new(Questionnaires { all: files.into_iter().map(read).collect(), stamp: (0, 0) })
});

impl Questionnaires {
    /// Those that come along.
    pub fn shipped() -> Arc<Self> {
        Arc::clone(&SHIPPED)
    }

    /// With these, in the order in which they were brought in; one of the same address and version takes the other's place.
    pub(super) fn with(&self, brought: Vec<Shelved>, stamp: (i64, i64)) -> Self {
        let mut all = self.all.clone();
        for one in brought {
            let canonical = one.questionnaire.canonical();
            match all.iter_mut().find(|it| it.questionnaire.canonical() == canonical) {
                Some(there) => *there = Shelved { added_at: there.added_at, ..one },
                None => all.push(one),
            }
        }
        Self { all, stamp }
    }

    /// What of the database they stand for.
    pub(super) const fn stamp(&self) -> (i64, i64) {
        self.stamp
    }

    /// Every version of every questionnaire.
    pub fn all(&self) -> &[Shelved] {
        &self.all
    }

    /// The one with this address and version (`url|version`).
    pub fn get(&self, canonical: &str) -> Option<&Shelved> {
        self.all.iter().find(|it| it.questionnaire.canonical() == canonical)
    }

    /// Those that may be begun: of each address the last version in use.
    pub fn offered(&self) -> impl Iterator<Item = &Arc<Questionnaire>> {
        let mut seen = HashSet::new();
        let in_use = self.all.iter().rev().filter(|it| it.in_use()).map(|it| &it.questionnaire);
        let mut last: Vec<_> = in_use.filter(|it| seen.insert(it.url.as_str())).collect();
        last.reverse();
        last.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(version: &str, status: &str) -> Shelved {
        let json = format!(
            r#"{{"resourceType": "Questionnaire", "url": "https://maillage.example/q", "version": "{version}",
            "status": "{status}", "item": [{{"linkId": "a", "type": "string", "text": "A"}}]}}"#
        );
        let questionnaire = Arc::new(Questionnaire::read(json.as_bytes()).unwrap());
        Shelved { questionnaire, added_at: Some(Timestamp::UNIX_EPOCH), retired_at: None }
    }

    #[test]
    fn the_last_version_in_use_is_offered_and_all_can_be_read() {
        let shelf =
            Questionnaires::default().with(vec![version("2", "active"), version("1", "active")], (2, 0));
        let offered = |shelf: &Questionnaires| shelf.offered().map(|it| it.canonical()).collect::<Vec<_>>();
        assert_eq!(offered(&shelf), ["https://maillage.example/q|1"], "in the order in which they came");
        let retired = Shelved { retired_at: Some(Timestamp::UNIX_EPOCH), ..version("1", "active") };
        let shelf = shelf.with(vec![retired, version("3", "retired")], (3, 1));
        assert_eq!(offered(&shelf), ["https://maillage.example/q|2"]);
        assert!(shelf.get("https://maillage.example/q|1").is_some_and(|it| !it.in_use()));
        assert_eq!(shelf.all().len(), 3);
    }

    #[test]
    fn what_comes_along_is_sound() {
        let shelf = Questionnaires::shipped();
        assert_eq!(shelf.offered().count(), shelf.all().len());
    }
}
