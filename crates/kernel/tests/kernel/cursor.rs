//! Cursors and pages.

use kernel::{Cursor, CursorError, CursorSealer, Page};
use proptest::prelude::*;
use uuid::Uuid;

fn cursor(key: i64) -> Cursor {
    Cursor { key, id: Uuid::from_u128(7) }
}

#[test]
fn a_page_knows_whether_more_follow() {
    let page = Page::from_rows(vec![1, 2, 3], 2, |row| cursor(*row));
    assert_eq!((page.items, page.next), (vec![1, 2], Some(cursor(2))));
    let page = Page::from_rows(vec![1, 2], 2, |row| cursor(*row));
    assert_eq!((page.items, page.next), (vec![1, 2], None));
    let page = Page::from_rows(Vec::<i64>::new(), 2, |row| cursor(*row));
    assert_eq!(page, Page::default());
    let page = Page::from_rows(vec![1, 2, 3], 2, |row| cursor(*row)).map(|row| row.to_string());
    assert_eq!((page.items, page.next), (vec!["1".to_owned(), "2".to_owned()], Some(cursor(2))));
}

#[test]
fn what_was_not_sealed_does_not_open() {
    let sealer = CursorSealer::new([1; 32]);
    for text in ["", "x", "é", "AAAA", &"A".repeat(86), &"A".repeat(4000)] {
        assert_eq!(sealer.open("inbox", text), Err(CursorError), "{text}");
    }
}

proptest! {
    #[test]
    fn a_cursor_opens_for_its_list_under_its_key_alone(key: [u8; 32], row: i64, id: u128) {
        let sealer = CursorSealer::new(key);
        let cursor = Cursor { key: row, id: Uuid::from_u128(id) };
        let text = sealer.seal("inbox of 7", cursor);
        prop_assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
        prop_assert_eq!(&text, &sealer.seal("inbox of 7", cursor));
        prop_assert_eq!(sealer.open("inbox of 7", &text), Ok(cursor));
        prop_assert_eq!(sealer.open("inbox of 8", &text), Err(CursorError));
        prop_assert_eq!(CursorSealer::new(key.map(|byte| !byte)).open("inbox of 7", &text), Err(CursorError));
    }

    #[test]
    fn a_changed_letter_is_noticed(row: i64, id: u128, at in 0_usize..86, by in 1_u8..25) {
        let sealer = CursorSealer::new([3; 32]);
        let text = sealer.seal("inbox", Cursor { key: row, id: Uuid::from_u128(id) });
        let mut bytes = text.into_bytes();
        let at = at % bytes.len();
        bytes[at] = b'A' + (bytes[at].wrapping_sub(b'A').wrapping_add(by)) % 26;
        let text = String::from_utf8(bytes).unwrap();
        prop_assume!(text != sealer.seal("inbox", Cursor { key: row, id: Uuid::from_u128(id) }));
        prop_assert_eq!(sealer.open("inbox", &text), Err(CursorError));
    }
}
