//! The keys by which a person is found: of their names ([`kernel::names::search_keys`]), of their date of birth, of
//! their INS once the identity is qualified.

use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::identifiers::Nir;
use kernel::names::{Key, KeyRange};
use sea_orm::{ConnectionTrait, Value};
use store::Tx;

use super::person::Identity;
use crate::sql::sql;
use crate::{Ctx, PersonId, Result};

/// Every key of an identity, sorted.
pub(crate) fn of(identity: &Identity) -> BTreeSet<Key> {
    let mut keys: BTreeSet<Key> =
        kernel::names::search_keys(&identity.family, &identity.given).into_iter().collect();
    if let Some(used) = &identity.used_family {
        keys.extend(kernel::names::search_keys(used, &identity.given));
    }
    keys.insert(birth_key(identity.birth_date));
    keys.extend(identity.travelling_ins().map(|ins| ins_key(ins.number)));
    keys
}

/// The key of a date of birth. Names begin with `w`, `2`, `s` and `d`; these two stay apart from them.
pub(crate) fn birth_key(date: Date) -> Key {
    format!("b{date}").into_bytes()
}

fn ins_key(number: Nir) -> Key {
    format!("i{}", number.as_str()).into_bytes()
}

/// The range that holds this very date of birth.
pub(super) fn birth_range(date: Date) -> KeyRange {
    exactly(birth_key(date))
}

/// The range that holds this very INS.
pub(super) fn ins_range(number: Nir) -> KeyRange {
    exactly(ins_key(number))
}

fn exactly(from: Key) -> KeyRange {
    let until = [from.as_slice(), &[0]].concat();
    KeyRange { from, until }
}

/// The order of lists: the family name in use, then the given names.
pub(super) fn sort_key(identity: &Identity) -> Vec<u8> {
    kernel::names::name_sort_key(identity.family_in_use(), &identity.given)
}

/// Adds the keys of a person, in one statement.
pub(super) async fn write(ctx: &Ctx, tx: &Tx, person: PersonId, identity: &Identity) -> Result<()> {
    let keys = of(identity);
    let rows = vec!["(?, ?, ?)"; keys.len()].join(", ");
    let text = format!("INSERT INTO person_key (territory_id, key, person_id) VALUES {rows}");
    let row = |key: Key| [Value::from(ctx.territory()), key.into(), person.uuid().into()];
    tx.execute_raw(sql(tx, &text, keys.into_iter().flat_map(row).collect())).await?;
    Ok(())
}

/// Takes the keys of a person away: before new ones are written, and when the record was merged into another.
pub(super) async fn erase(ctx: &Ctx, tx: &Tx, person: PersonId) -> Result<()> {
    let text = "DELETE FROM person_key WHERE territory_id = ? AND person_id = ?";
    tx.execute_raw(sql(tx, text, vec![ctx.territory().into(), person.uuid().into()])).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::identifiers::{Ins, InsKind};

    use super::super::person::IdentityStatus;
    use super::super::traits::{Traits, TraitsForm};
    use super::*;
    use crate::fields::Faults;

    fn identity(used: &str) -> Identity {
        let form = TraitsForm {
            family: "Ferhat".to_owned(),
            used_family: used.to_owned(),
            given: "Nadia".to_owned(),
            sex: "female".to_owned(),
            birth_date: "1979-03-14".to_owned(),
            ..TraitsForm::default()
        };
        Identity::provisional(&Traits::parse(&form, date(2026, 11, 23), &mut Faults::new()).unwrap())
    }

    fn finds(identity: &Identity, range: &KeyRange) -> bool {
        of(identity).iter().any(|key| range.contains(key))
    }

    fn typed(identity: &Identity, text: &str) -> bool {
        kernel::names::query_keys(text).exact.iter().any(|range| finds(identity, range))
    }

    #[test]
    fn both_names_find_and_so_does_the_date_of_birth() {
        let person = identity("Martin");
        assert!(typed(&person, "ferh") && typed(&person, "marti") && typed(&person, "martin nad"));
        assert!(finds(&person, &birth_range(date(1979, 3, 14))));
        assert!(!finds(&person, &birth_range(date(1979, 3, 15))));
        assert!(of(&person).len() < 100);
    }

    #[test]
    fn the_ins_finds_only_a_qualified_identity() {
        let number: Nir = "255081416802538".parse().unwrap();
        let ins = Some(Ins { kind: InsKind::Nir, number });
        let mut person = identity("");
        for status in IdentityStatus::ALL {
            person.stand(status, ins);
            assert_eq!(finds(&person, &ins_range(number)), status == IdentityStatus::Qualified, "{status:?}");
        }
    }
}
