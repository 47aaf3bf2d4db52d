//! Identifiers and their seals.

use kernel::{IdSealer, SeededEntropy, new_uuid};
use proptest::prelude::*;
use uuid::Uuid;

use crate::instant;

kernel::id! {
    /// One kind of thing.
    pub(crate) struct AdviceId;
    /// Another.
    pub(crate) struct PersonId;
}

#[test]
fn identifiers_read_and_write_as_plain_uuids() {
    let uuid = Uuid::from_u128(0x0193_5f00_0000_7000_8000_0000_0000_0001);
    let id = AdviceId::from(uuid);
    let text = serde_json::to_string(&id).unwrap();
    assert_eq!(text, "\"01935f00-0000-7000-8000-000000000001\"");
    assert_eq!(serde_json::from_str::<AdviceId>(&text).unwrap(), id);
    assert_eq!(id.uuid(), uuid);
    assert_eq!(Uuid::from(PersonId::from(uuid)), uuid);
    assert_eq!(format!("{id:?}"), "AdviceId(01935f00-0000-7000-8000-000000000001)");
}

#[test]
fn new_identifiers_are_version_7_and_sort_by_time() {
    let entropy = SeededEntropy::new(1);
    let now = instant("2026-11-26T10:40:00.123456Z");
    let mut last = Uuid::nil();
    for micros in 0..5000 {
        let at = now + jiff::SignedDuration::from_micros(micros);
        let id = new_uuid(at, &entropy);
        assert!(last < id, "{micros}");
        assert_eq!((id.get_version_num(), id.get_variant()), (7, uuid::Variant::RFC4122));
        last = id;
    }
    let first = new_uuid(now, &entropy);
    assert_eq!(first.get_timestamp().unwrap().to_unix(), (1_795_689_600, 123_000_000));
    assert_ne!(first, new_uuid(now, &entropy));
    assert!(new_uuid(instant("1950-01-01T00:00Z"), &entropy) < first);
}

#[test]
fn the_seal_is_aes_128() {
    // FIPS 197, appendix C.1.
    let sealer = IdSealer::new(std::array::from_fn(|at| u8::try_from(at).unwrap()));
    let plain = Uuid::from_u128(0x0011_2233_4455_6677_8899_aabb_ccdd_eeff);
    assert_eq!(sealer.seal(plain).as_u128(), 0x69c4_e0d8_6a7b_0430_d8cd_b780_70b4_c55a);
    assert_eq!(format!("{sealer:?}"), "IdSealer");
}

proptest! {
    #[test]
    fn what_is_sealed_opens(key: [u8; 16], id: u128) {
        let (sealer, id) = (IdSealer::new(key), Uuid::from_u128(id));
        prop_assert_eq!(sealer.open(sealer.seal(id)), id);
        prop_assert_eq!(sealer.seal(sealer.open(id)), id);
        prop_assert_ne!(sealer.seal(id), id);
    }
}
