//! How much two records look like one person: names as they are written or heard, date of birth, sex, INS.

use jiff::civil::Date;
use kernel::identifiers::Ins;
use kernel::names;

use super::person::{Identity, Sex};

/// From this on, two records are worth comparing.
pub(super) const PROBABLE: u32 = 750;

/// What is compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Traits<'a> {
    pub(super) family: &'a str,
    pub(super) used_family: Option<&'a str>,
    pub(super) given: &'a str,
    pub(super) sex: Sex,
    pub(super) birth_date: Date,
    pub(super) ins: Option<&'a Ins>,
}

impl<'a> Traits<'a> {
    pub(super) fn of(identity: &'a Identity) -> Self {
        Self {
            family: &identity.family,
            used_family: identity.used_family.as_deref(),
            given: &identity.given,
            sex: identity.sex,
            birth_date: identity.birth_date,
            ins: identity.kept_ins(),
        }
    }

    fn families(self) -> impl Iterator<Item = &'a str> {
        std::iter::once(self.family).chain(self.used_family)
    }
}

/// From 0 to 1000, the same whichever comes first. The names weigh 600, the date of birth 330, the sex 70: the same
/// name and date are enough, so are a name heard wrong with the right date and sex, or the right name with one
/// figure of the date wrong; the same name with another date is not. One INS is one person.
pub(super) fn likeness(a: Traits<'_>, b: Traits<'_>) -> u32 {
    if a.ins.is_some() && a.ins == b.ins {
        return 1000;
    }
    (names_alike(a, b) * 600 / 1000 + dates_alike(a.birth_date, b.birth_date) + sexes_alike(a.sex, b.sex))
        .min(1000)
}

fn names_alike(a: Traits<'_>, b: Traits<'_>) -> u32 {
    let one_way = |a: Traits<'_>, b: Traits<'_>| {
        let pairs = a.families().flat_map(move |mine| b.families().map(move |theirs| (mine, theirs)));
        pairs
            .map(|(mine, theirs)| names::score(&format!("{mine} {}", a.given), theirs, b.given))
            .max()
            .unwrap_or(0)
    };
    one_way(a, b).max(one_way(b, a))
}

fn dates_alike(a: Date, b: Date) -> u32 {
    let swapped = a.year() == b.year() && a.month() == b.day() && a.day() == b.month();
    match (a == b, swapped || one_figure_apart(a, b)) {
        (true, _) => 330,
        (_, true) => 180,
        _ => 0,
    }
}

/// `1979-03-14` and `1979-03-16`, or two figures next to each other the wrong way round.
fn one_figure_apart(a: Date, b: Date) -> bool {
    let (a, b) = (a.to_string().into_bytes(), b.to_string().into_bytes());
    let apart: Vec<usize> = (0..a.len().min(b.len())).filter(|at| a[*at] != b[*at]).collect();
    match apart[..] {
        [_] => a.len() == b.len(),
        [one, two] => two == one + 1 && a[one] == b[two] && a[two] == b[one],
        _ => false,
    }
}

fn sexes_alike(a: Sex, b: Sex) -> u32 {
    match (a == b, a == Sex::Unknown || b == Sex::Unknown) {
        (_, true) => 35,
        (true, _) => 70,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn traits<'a>(family: &'a str, given: &'a str, birth_date: Date) -> Traits<'a> {
        Traits { family, used_family: None, given, sex: Sex::Female, birth_date, ins: None }
    }

    const BORN: Date = date(1979, 3, 14);

    #[test]
    fn what_is_probably_one_person() {
        let nadia = traits("Ferhat", "Nadia", BORN);
        let same = [
            traits("FERHAT", "nadia", BORN),
            traits("Ferrat", "Nadia", BORN),
            traits("Frehat", "Nadia", BORN),
            traits("Ferhat", "Nadya", BORN),
            traits("Ferhat", "Nadia", date(1979, 3, 16)),
            traits("Ferhat", "Nadia", date(1997, 3, 14)),
            traits("Nadia", "Ferhat", BORN),
            Traits { sex: Sex::Unknown, ..traits("Ferhat", "Nadia", BORN) },
            Traits { used_family: Some("Ferhat"), ..traits("Benali", "Nadia", BORN) },
        ];
        for other in same {
            assert!(likeness(nadia, other) >= PROBABLE, "{other:?}: {}", likeness(nadia, other));
        }
    }

    #[test]
    fn what_probably_is_not() {
        let nadia = traits("Ferhat", "Nadia", BORN);
        let others = [
            traits("Ferhat", "Nadia", date(1961, 11, 2)),
            traits("Ferhat", "Yasmina", BORN),
            traits("Durand", "Nadia", BORN),
            traits("Ferhat", "Karim", date(1979, 3, 16)),
        ];
        for other in others {
            assert!(likeness(nadia, other) < PROBABLE, "{other:?}: {}", likeness(nadia, other));
        }
    }

    #[test]
    fn days_and_months_swapped() {
        assert_eq!(dates_alike(date(1979, 3, 4), date(1979, 4, 3)), 180);
        assert_eq!(dates_alike(date(1979, 3, 14), date(1980, 4, 15)), 0);
    }

    proptest! {
        #[test]
        fn likeness_does_not_depend_on_the_order(
            a in "[a-zé]{1,8}", b in "[a-zé]{1,8}", c in "[a-z]{1,6}", d in "[a-z]{1,6}", days in 0_i32..20_000,
        ) {
            let other = BORN.saturating_sub(jiff::Span::new().days(days % 40));
            let (one, two) = (traits(&a, &c, BORN), traits(&b, &d, other));
            prop_assert_eq!(likeness(one, two), likeness(two, one));
            prop_assert!(likeness(one, one) >= PROBABLE);
        }
    }
}
