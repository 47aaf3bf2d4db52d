//! What people type, by accident or not.

use letters::{Letter, Section, sample};
use proptest::prelude::*;

use crate::read::{letters_only, print, runs, words};

/// The sample with `text` wherever people type.
fn full_of(text: &str) -> Letter {
    let owned = text.to_owned();
    let mut letter = sample();
    letter.title = format!("Avis : {text}").chars().take(Letter::LONGEST_TITLE).collect();
    letter.sections = vec![Section::new("Conduite", owned.clone())];
    letter.recipient = vec![owned.clone()];
    letter.letterhead.organisation.clone_from(&owned);
    letter.reference.clone_from(&owned);
    letter.opening.clone_from(&owned);
    letter.signatories = vec![vec![owned.clone()]];
    letter.signature_note = Some(owned);
    letter
}

#[test]
fn markup_is_text() {
    for text in [
        "#panic(\"ouvert\")",
        "#import \"base.typ\": * #read(\"/etc/passwd\")",
        "$x^2$ et $$",
        "*gras* _italique_ `code` ``` <label> @ref",
        "= Titre",
        "\\ \\u{1F600} ~ -- --- ...",
        "]}) #[ {{ /* // */",
        "https://exemple.fr/?a=1&b=2#c",
        "a\" b' « \u{201c}",
        "+ un / deux : trois",
    ] {
        let squeezed: String = text.replace(' ', "");
        let found = letters_only(&print(&full_of(text)));
        assert!(found.matches(&squeezed).count() >= 6, "{text} in {found}");
    }
}

#[test]
fn any_script_is_printed_or_marked() {
    for text in [
        "😀 😷🏽 👩‍👩‍👧 ❤️ 🇫🇷 🫠",
        "العربية: جرعة ١٠٠ ملغ",
        "مُحَمَّد بِسْمِ ٱللَّٰهِ",
        "שלום עולם, 12 mg",
        "中文 日本語 한국어",
        "हिन्दी ภาษาไทย မြန်မာ ខ្មែរ தமிழ்",
        "Ελληνικά Кириллица Հայերեն ქართული",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
        "\u{0}\u{1}\u{7f}\u{feff}\u{fffe}\u{e000}\u{10ffff}\u{ad}\u{202e}renversé\u{202c}",
        "ﬁ ﬂ œ Œ ß ẞ ŀ ǆ ½ ² ₂ ∑ √ ≠ → ☑ ✓ ♥ ℃ µ μ Ω Å",
        "\u{301}\u{301} seul",
        "a\u{2028}b\u{2029}c\u{85}d\u{b}e\tf\u{3000}g",
    ] {
        print(&full_of(text));
    }
    assert!(words(&print(&full_of("Ελληνικά, Кириллица"))).contains("Ελληνικά, Кириллица"));
    assert!(words(&print(&full_of("fin 中"))).contains("fin \u{fffd}"));
    assert!(
        words(&print(&full_of("le \u{202e}100\u{202c} mg"))).contains("le 100 mg"),
        "no reading backwards"
    );
}

#[test]
fn nothing_runs_off_the_paper() {
    let points_per_mm = 72.0 / 25.4;
    let word = "Abcdefghij".repeat(20);
    for text in [
        word.as_str(),
        &"W".repeat(200),
        &"00 ".repeat(200),
        &"« ? ».!".repeat(40),
        &"a/".repeat(150),
        &"(".repeat(99),
        &"»".repeat(99),
    ] {
        let pdf = print(&full_of(text));
        for run in runs(&pdf).iter().flatten() {
            let (left, right) = (run.left / points_per_mm, run.right / points_per_mm);
            assert!(left > 24.9 && right < 187.0, "from {left} to {right} mm: {}", run.text);
        }
    }
    assert!(letters_only(&print(&full_of(&word))).contains(&word));
}

#[test]
fn very_long_text_is_whole() {
    let mut letter = sample();
    letter.sections[0].text = (0..8_000).map(|n| format!("mot{n} ")).collect();
    let text = words(&print(&letter));
    assert!((0..8_000).step_by(97).chain([7_999]).all(|n| text.contains(&format!("mot{n} "))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn anything_can_be_printed(text in any::<String>()) {
        print(&full_of(&text));
    }

    #[test]
    fn any_mixture_can_be_printed(parts in prop::collection::vec(part(), 0..40)) {
        print(&full_of(&parts.concat()));
    }
}

/// Characters that meet badly: scripts, marks, spaces, markup.
fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        "[\u{20}-\u{7e}]{1,12}",
        "[\u{300}-\u{36f}]{1,3}",
        "[\u{590}-\u{6ff}]{1,6}",
        "[\u{900}-\u{97f}\u{e00}-\u{eff}]{1,6}",
        "[\u{2000}-\u{206f}]{1,3}",
        "[\u{1f300}-\u{1faff}\u{fe0f}\u{200d}]{1,4}",
        "[\\n\\t ]{1,3}(- |– )?",
    ]
}
