//! What comes out for ordinary letters.

use letters::{Letter, LetterError, Press, Section, sample, sample_en};

use crate::read::{metadata, pages, print, words};

#[test]
fn the_sample_letters_read_as_written() {
    insta::assert_snapshot!("french", pages(&print(&sample())).join("\n---\n"));
    insta::assert_snapshot!("english", pages(&print(&sample_en())).join("\n---\n"));
}

#[test]
fn an_ordinary_letter_takes_one_page() {
    assert_eq!(pages(&print(&sample())).len(), 1);
    assert_eq!(pages(&print(&sample_en())).len(), 1);
}

#[test]
fn the_file_declares_its_standards_and_properties() {
    let pdf = print(&sample());
    let xmp = metadata(&pdf);
    for mark in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<rdf:li>fr</rdf:li>",
        "Avis psychiatrique : M. Julien Carpentier, né le 2 juin 1992",
        "<rdf:li>Dr Hélène Marchetti</rdf:li>",
        "<xmp:CreateDate>2026-11-23T11:41:00+00:00</xmp:CreateDate>",
    ] {
        assert!(xmp.contains(mark), "{mark} is missing in {xmp}");
    }
    assert!(metadata(&print(&sample_en())).contains("<rdf:li>en</rdf:li>"));
}

#[test]
fn the_file_is_tagged() {
    let document = lopdf::Document::load_mem(&print(&sample())).unwrap();
    let catalog = document.catalog().unwrap();
    assert!(catalog.has(b"StructTreeRoot"));
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"fr");
    let marked = catalog.get_deref(b"MarkInfo", &document).unwrap().as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());

    let roles: Vec<&[u8]> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"S").ok()?.as_name().ok())
        .collect();
    let count = |role: &[u8]| roles.iter().filter(|found| **found == role).count();
    assert_eq!((count(b"H1"), count(b"H2"), count(b"L"), count(b"LI")), (1, 5, 1, 3));
    assert!(count(b"P") > 10);
    assert_eq!(count(b"Figure") + count(b"Table"), 0);
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let first = print(&sample());
    print(&sample_en());
    assert_eq!(first, print(&sample()));
    assert_eq!(first, Press::new().set(&sample()).unwrap(), "another press");
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(|| print(&sample()))).collect();
    assert!(threads.into_iter().all(|thread| thread.join().unwrap() == first), "several at once");
}

#[test]
fn what_is_empty_leaves_no_trace() {
    let mut letter = sample();
    letter.reference.clear();
    letter.letterhead.programme.clear();
    letter.recipient = vec![String::new(), "  ".into()];
    letter.signature_note = None;
    letter.follow_up = Some(" \n ".into());
    letter.sections = vec![Section::new("Suivi", "\n\n"), Section::new("", "Sans titre.")];
    let text = words(&print(&letter));
    for gone in ["Réf", "Ligne", "Lemoine", "Signé", "groupe", "Suivi"] {
        assert!(!text.contains(gone), "{gone} in {text}");
    }
    assert!(text.contains("Sans titre."));
}

#[test]
fn only_the_title_is_needed() {
    let bare = Letter {
        author: String::new(),
        letterhead: letters::Letterhead::default(),
        recipient: vec![],
        place: String::new(),
        date: String::new(),
        reference: String::new(),
        salutation: String::new(),
        opening: String::new(),
        sections: vec![],
        basis: String::new(),
        follow_up: None,
        responsibility: String::new(),
        closing: String::new(),
        signatories: vec![],
        signature_note: None,
        footer: String::new(),
        ..sample()
    };
    assert!(words(&print(&bare)).contains("Avis psychiatrique"));

    let press = Press::new();
    assert!(matches!(press.set(&Letter { title: " \n".into(), ..bare.clone() }), Err(LetterError::NoTitle)));
    assert!(matches!(
        press.set(&Letter { title: "é".repeat(2_001), ..bare.clone() }),
        Err(LetterError::TitleTooLong)
    ));
    print(&Letter { title: "é".repeat(2_000), ..bare.clone() });
    let long_ago = jiff::Timestamp::MIN;
    assert!(matches!(press.set(&Letter { written_at: long_ago, ..bare }), Err(LetterError::Date)));
}

#[test]
fn a_long_letter_goes_on_over_the_page() {
    let mut letter = sample();
    letter.sections[0].text = "Une phrase qui se répète, sans fin ni raison. ".repeat(120);
    let pages = pages(&print(&letter));
    assert_eq!(pages.len(), 2);
    assert!(pages[0].contains("page 1 / 2") && pages[1].contains("page 2 / 2"));
    assert!(pages[1].contains("Réf. AP-2026-0412"), "the second page says which letter it belongs to");
    assert!(pages.iter().all(|page| page.contains("Confidentiel")));
}
