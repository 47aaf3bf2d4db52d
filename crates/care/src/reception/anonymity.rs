//! Whether a few words say who somebody is, by what a pattern can tell: numbers of people, addresses, dates of birth.

/// So many digits in a row, whatever stands between them, are a telephone, a card, a social-security number.
const DIGITS: usize = 8;

/// What a pattern finds in a text that would say who somebody is: the message key of what to do about it. A name is
/// no pattern: the form asks for none.
pub fn tells_who(text: &str) -> Option<&'static str> {
    if has_email(text) {
        return Some("fault-note-email");
    }
    if has_date_of_birth(text) {
        return Some("fault-note-birth");
    }
    has_number(text).then_some("fault-note-number")
}

/// An address for electronic mail: something, an at sign, something with a dot.
fn has_email(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.split_once('@').is_some_and(|(before, after)| {
            before.chars().any(char::is_alphanumeric) && after.chars().any(char::is_alphanumeric)
        })
    })
}

/// A run of digits with nothing but the signs people write between them. The sex, year and département of a
/// social-security number may hold a letter (2A, 2B).
fn has_number(text: &str) -> bool {
    let mut digits = 0;
    for c in text.chars() {
        match c {
            _ if c.is_numeric() => digits += 1,
            ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '/' | '(' | ')' | '+' | '\u{2011}' | '\u{2010}' => {}
            'A' | 'B' | 'a' | 'b' if digits >= 5 => {}
            _ => digits = 0,
        }
        if digits >= DIGITS {
            return true;
        }
    }
    false
}

/// A day, a month and a year with signs between them: `14/03/1979`, `14.3.79`.
fn has_date_of_birth(text: &str) -> bool {
    let figures = |c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | '-');
    text.split(|c: char| !figures(c)).any(|word| {
        let parts: Vec<&str> = word.trim_matches(['/', '.', '-']).split(['/', '.', '-']).collect();
        let [day, month, year] = parts[..] else { return false };
        let within = |part: &str, most: u32| part.parse::<u32>().is_ok_and(|it| (1..=most).contains(&it));
        (within(day, 31) && within(month, 12) && matches!(year.len(), 2 | 4))
            || (day.len() == 4 && within(month, 12) && within(year, 31))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_mail_and_dates_of_birth_are_found() {
        for (text, key) in [
            ("Rappeler au 06 00 00 12 34", "fault-note-number"),
            ("+33 6.00.00.12.34 le soir", "fault-note-number"),
            ("2 55 08 14 168 025 38", "fault-note-number"),
            ("1 85 05 2A 004 123", "fault-note-number"),
            ("carte 123456789", "fault-note-number"),
            ("écrire à nadia@example.org", "fault-note-email"),
            ("(n.f@x.fr)", "fault-note-email"),
            ("né le 14/03/1979", "fault-note-birth"),
            ("14.3.79 environ", "fault-note-birth"),
            ("1979-03-14", "fault-note-birth"),
        ] {
            assert_eq!(tells_who(text), Some(key), "{text}");
        }
        for text in [
            "",
            "A dormi dehors 3 nuits, mange chez une amie",
            "Lettre de la CAF reçue le 12/11, il manque 2 pièces",
            "Rendez-vous à 14 h 30, bus 5, 20 avenue du Cher",
            "Doit 1 250,50 € à son bailleur, 37000",
            "parle @ voix basse",
        ] {
            assert_eq!(tells_who(text), None, "{text}");
        }
    }

    proptest! {
        /// A French telephone number is found however it is written.
        #[test]
        fn a_telephone_number_however_written(digits in "0[1-9][0-9]{8}", sign in "[ .-]|\u{a0}|", before in "[a-zé ]{0,20}") {
            let pairs: Vec<String> = digits.as_bytes().chunks(2).map(|it| String::from_utf8_lossy(it).into_owned()).collect();
            let text = format!("{before} {}", pairs.join(&sign));
            prop_assert!(tells_who(&text).is_some(), "{}", text);
        }
    }
}
