//! Birth dates as people type them.

use jiff::civil::Date;

use super::fold::fold;

/// Reads a birth date out of what was typed, and gives the rest of the text with it: « ferhat 14/03/1979 »,
/// « 14 mars 1979 », « 1979-03-14 », « 140379 », « 14031979 », “14 March 1979”. A year of two digits is the latest
/// that is not after `today`. `None` when the text holds no date that exists.
pub fn take_birth_date(text: &str, today: Date) -> Option<(Date, String)> {
    let tokens = tokens(text);
    let at = |start: usize, count: usize| tokens.get(start..start + count);
    (0..tokens.len()).find_map(|start| {
        let three = at(start, 3).and_then(|parts| of_three(text, parts, today)).map(|date| (date, 3));
        let (date, count) =
            three.or_else(|| of_one(tokens[start].text(text), today).map(|date| (date, 1)))?;
        let (from, until) = (tokens[start].from, tokens[start + count - 1].until);
        let rest = format!("{} {}", text[..from].trim(), text[until..].trim());
        Some((date, rest.trim().to_owned()))
    })
}

/// The birth date that was typed, when the text holds nothing else.
pub fn birth_date(text: &str, today: Date) -> Option<Date> {
    take_birth_date(text, today).filter(|(_, rest)| rest.is_empty()).map(|(date, _)| date)
}

/// A run of letters and digits.
#[derive(Clone, Copy)]
struct Token {
    from: usize,
    until: usize,
}

impl Token {
    fn text(self, whole: &str) -> &str {
        &whole[self.from..self.until]
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                tokens.push(Token { from: start, until: at });
                from = None;
            }
            _ => {}
        }
    }
    tokens
}

/// Day, month, year; or year, month, day when the year has four digits. Between them only what people put there.
fn of_three(text: &str, parts: &[Token], today: Date) -> Option<Date> {
    let [first, second, third] = parts else { return None };
    let near = |before: &Token, after: &Token| {
        let between = &text[before.until..after.from];
        between.chars().count() <= 3 && between.chars().all(|c| c.is_whitespace() || "/-.,".contains(c))
    };
    if !near(first, second) || !near(second, third) {
        return None;
    }
    let (first, second, third) = (first.text(text), second.text(text), third.text(text));
    let month = digits(second, 2).or_else(|| month_of(second))?;
    if first.len() == 4 {
        return build(digits(first, 4)?, month, digits(third, 2)?);
    }
    let first = first.strip_suffix("er").unwrap_or(first);
    with_year(third, month, digits(first, 2)?, today)
}

/// `ddmmyy` or `ddmmyyyy`.
fn of_one(token: &str, today: Date) -> Option<Date> {
    if !matches!(token.len(), 6 | 8) || !token.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    with_year(&token[4..], digits(&token[2..4], 2)?, digits(&token[..2], 2)?, today)
}

/// The date in a year that was typed with four digits or two.
fn with_year(year: &str, month: i16, day: i16, today: Date) -> Option<Date> {
    let number = digits(year, 4)?;
    match year.len() {
        4 => build(number, month, day),
        2 => {
            let century = today.year() / 100 * 100;
            let this = build(century + number, month, day).filter(|date| *date <= today);
            this.or_else(|| build(century - 100 + number, month, day))
        }
        _ => None,
    }
}

fn build(year: i16, month: i16, day: i16) -> Option<Date> {
    // Nobody who lives was born before; such a year is a slip.
    (year >= 1880).then(|| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok())?
}

fn digits(text: &str, most: usize) -> Option<i16> {
    let all = !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

/// The month of this French or English name, written out or cut to no less than three letters.
fn month_of(text: &str) -> Option<i16> {
    const NAMES: [[&str; 2]; 12] = [
        ["janvier", "january"],
        ["fevrier", "february"],
        ["mars", "march"],
        ["avril", "april"],
        ["mai", "may"],
        ["juin", "june"],
        ["juillet", "july"],
        ["aout", "august"],
        ["septembre", "september"],
        ["octobre", "october"],
        ["novembre", "november"],
        ["decembre", "december"],
    ];
    let text = fold(text);
    let named = |names: &[&str; 2]| text.len() >= 3 && names.iter().any(|name| name.starts_with(&text));
    // « jui » could be two months; anything else of three letters is one.
    if text == "jui" {
        return None;
    }
    i16::try_from(NAMES.iter().position(named)? + 1).ok()
}
