//! Two versions of a text side by side, what differs marked: somebody else wrote in the meantime.

use askama::Template;

use super::component;

component!(Compare);

/// A piece of a text; marked when the other version does not have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether the other version lacks them.
    pub marked: bool,
}

/// Two versions side by side.
#[derive(Clone, Debug, Template)]
#[template(path = "components/compare.html")]
pub struct Compare {
    mine_title: String,
    mine: Vec<Piece>,
    theirs_title: String,
    theirs: Vec<Piece>,
}

impl Compare {
    /// Compares two texts, each under its title (« La vôtre, 10 h 42 », « La sienne, 10 h 40 »).
    pub fn new(mine_title: impl ToString, mine: &str, theirs_title: impl ToString, theirs: &str) -> Self {
        let (mine, theirs) = compare(mine, theirs);
        Self { mine_title: mine_title.to_string(), mine, theirs_title: theirs_title.to_string(), theirs }
    }
}

/// Words beyond which no comparison is attempted: the table would take their product.
const MOST_WORDS: usize = 2_000;

/// Both texts cut into pieces, those that the other lacks marked (longest common run of words).
pub fn compare(mine: &str, theirs: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (a, b): (Vec<_>, Vec<_>) = (words(mine), words(theirs));
    if a.len().max(b.len()) > MOST_WORDS {
        let whole = |text: &str| vec![Piece { text: text.to_owned(), marked: mine != theirs }];
        return (whole(mine), whole(theirs));
    }
    let common = common_lengths(&a, &b);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i].trim_end() == b[j].trim_end() {
            push(&mut left, a[i], false);
            push(&mut right, b[j], false);
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && common[i + 1][j] >= common[i][j + 1]) {
            push(&mut left, a[i], true);
            i += 1;
        } else {
            push(&mut right, b[j], true);
            j += 1;
        }
    }
    (trimmed(left), trimmed(right))
}

/// The space after a mark belongs to what follows it.
fn trimmed(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let end = if piece.marked { piece.text.trim_end().len() } else { piece.text.len() };
        push(&mut out, &piece.text[..end], piece.marked);
        if end < piece.text.len() {
            push(&mut out, &piece.text[end..], false);
        }
    }
    out
}

/// Words, each with the space after it.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// For each pair of places, how many words the rests of both texts have in common, in order.
fn common_lengths(a: &[&str], b: &[&str]) -> Vec<Vec<u16>> {
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            table[i][j] = if a[i].trim_end() == b[j].trim_end() {
                table[i + 1][j + 1] + 1
            } else {
                table[i + 1][j].max(table[i][j + 1])
            };
        }
    }
    table
}

fn push(pieces: &mut Vec<Piece>, word: &str, marked: bool) {
    match pieces.last_mut() {
        _ if word.is_empty() => {}
        Some(last) if last.marked == marked => last.text.push_str(word),
        _ => pieces.push(Piece { text: word.to_owned(), marked }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(pieces: &[Piece]) -> Vec<&str> {
        pieces.iter().filter(|it| it.marked).map(|it| it.text.trim()).collect()
    }

    #[test]
    fn marks_what_the_other_lacks() {
        let (mine, theirs) = compare(
            "Sommeil meilleur, moral fragile. Revoir lundi.",
            "Sommeil meilleur, appelle sa sœur. Revoir lundi.",
        );
        assert_eq!(marked(&mine), ["moral fragile."]);
        assert_eq!(marked(&theirs), ["appelle sa sœur."]);
    }

    #[test]
    fn keeps_every_word() {
        for (a, b) in [("", ""), ("a b", ""), ("", "c"), ("a  b\nc", "a b\n\nd"), ("x y z", "z y x")] {
            let (mine, theirs) = compare(a, b);
            let whole = |pieces: Vec<Piece>| pieces.into_iter().map(|it| it.text).collect::<String>();
            assert_eq!((whole(mine), whole(theirs)), (a.to_owned(), b.to_owned()));
        }
    }

    #[test]
    fn gives_up_on_very_long_texts() {
        let long = "mot ".repeat(MOST_WORDS + 1);
        let (mine, _) = compare(&long, "mot");
        assert_eq!(mine.len(), 1);
        assert!(mine[0].marked);
    }
}
