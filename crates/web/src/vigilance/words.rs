//! Two records in words: who, how alike, in what they differ.

use care::people::{Identity, IdentityStatus, Person, Settled, Settlement, Trait};

use crate::i18n::T;
use crate::words::{moment, named, phone, zone};

/// « Mme Nadia Ferhat ».
pub(super) fn name(t: T, person: &Person) -> String {
    let identity = &person.identity;
    named(t, identity.sex.code(), &identity.given, identity.family_in_use())
}

/// « née le 14 mars 1979 ».
pub(super) fn born(t: T, person: &Person) -> String {
    let identity = &person.identity;
    t.person_born(t.locale.date_plain(identity.birth_date), identity.sex.code())
}

/// How much two records look alike, from 0 to 1000. Names weigh 600, the date of birth 330, the sex 70.
pub(super) fn likeness(t: T, score: u32) -> &'static str {
    match score {
        950.. => t.vigilance_score_same(),
        850..950 => t.vigilance_score_close(),
        _ => t.vigilance_score_near(),
    }
}

/// The name of a trait.
pub(super) fn trait_name(t: T, which: Trait) -> &'static str {
    match which {
        Trait::Family => t.vigilance_trait_family(),
        Trait::UsedFamily => t.vigilance_trait_used_family(),
        Trait::Given => t.vigilance_trait_given(),
        Trait::Sex => t.vigilance_trait_sex(),
        Trait::BirthDate => t.vigilance_trait_birth_date(),
        Trait::BirthPlace => t.vigilance_trait_birth_place(),
        Trait::Status => t.vigilance_trait_status(),
        Trait::Address => t.vigilance_trait_address(),
        Trait::Phone => t.vigilance_trait_phone(),
    }
}

/// Every trait compared, in the order of the page.
pub(super) const TRAITS: [Trait; 9] = [
    Trait::Family,
    Trait::UsedFamily,
    Trait::Given,
    Trait::Sex,
    Trait::BirthDate,
    Trait::BirthPlace,
    Trait::Status,
    Trait::Address,
    Trait::Phone,
];

/// A trait of a record, as it is written there; empty where nothing is.
pub(super) fn trait_value(t: T, person: &Person, which: Trait) -> String {
    let identity = &person.identity;
    match which {
        Trait::Family => identity.family.clone(),
        Trait::UsedFamily => identity.used_family.clone().unwrap_or_default(),
        Trait::Given => identity.given.clone(),
        Trait::Sex => match identity.sex.code() {
            "female" => t.sex_female(),
            "male" => t.sex_male(),
            _ => t.sex_unknown(),
        }
        .to_owned(),
        Trait::BirthDate => t.locale.date_plain(identity.birth_date),
        Trait::BirthPlace => identity.birth_place.clone().unwrap_or_default(),
        Trait::Status => status(t, identity),
        Trait::Address => address(person),
        Trait::Phone => person.phone.as_deref().map(phone).unwrap_or_default(),
    }
}

fn status(t: T, identity: &Identity) -> String {
    match identity.status {
        IdentityStatus::Provisional => t.vigilance_status_provisional(),
        IdentityStatus::Retrieved => t.vigilance_status_retrieved(),
        IdentityStatus::Validated => t.vigilance_status_validated(),
        IdentityStatus::Qualified => t.vigilance_status_qualified(),
    }
    .to_owned()
}

/// « 14 rue du Bac, 37000 Tours ».
fn address(person: &Person) -> String {
    let address = &person.address;
    let town = [address.postal_code.as_deref(), address.place().map(|it| it.name)];
    let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = [address.line.clone().unwrap_or_default(), town];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// « Odile Carré les a fusionnées, lundi 23 novembre à 10 h 42. »
pub(super) fn settled(t: T, settled: &Settled) -> String {
    let at = moment(t.locale, &zone(), settled.at);
    match settled.as_what {
        Settlement::Merged => t.vigilance_settled_merged(at, settled.by.as_str()),
        Settlement::Distinct => t.vigilance_settled_distinct(at, settled.by.as_str()),
    }
}
