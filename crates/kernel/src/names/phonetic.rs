//! How a name sounds in French, roughly: enough to find somebody whose name was heard, not read.

/// The sound of a folded word, as small letters. Words that sound alike in French have the same; the reverse is not
/// claimed. Meant for comparison only: « Ferhat », « Ferrat » and « Phéra » all give `fera`.
pub fn phonetic(word: &str) -> String {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let letters = without_silent_end(&letters);
    let mut sounds = String::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let (taken, sound) = sound_at(letters, at).unwrap_or((1, &letters[at..=at]));
        for c in sound {
            // A sound written twice is heard once: « Haddad », « Aaron ».
            if !sounds.ends_with(*c) {
                sounds.push(*c);
            }
        }
        at += taken;
    }
    sounds
}

/// The letters without the mute e and the consonants that French does not say at the end of a word.
fn without_silent_end(letters: &[char]) -> &[char] {
    let mut word = match letters {
        [word @ .., 'e'] | [word @ .., 'e', 's'] if word.len() > 1 => word,
        // « Boucher » and « Bouchet » end alike.
        [.., 'e', 'r'] if letters.len() > 3 => return &letters[..letters.len() - 1],
        whole => whole,
    };
    while let [rest @ .., 'd' | 't' | 's' | 'x' | 'z' | 'p' | 'h'] = word
        && rest.len() > 1
    {
        word = rest;
    }
    word
}

/// How many letters from `at` make one sound, and which; `None` for a letter that sounds as it is written.
fn sound_at(letters: &[char], at: usize) -> Option<(usize, &'static [char])> {
    let letter = |ahead: usize| letters.get(at + ahead).copied().unwrap_or(' ');
    let (this, next, third) = (letter(0), letter(1), letter(2));
    let soft = |c| matches!(c, 'e' | 'i' | 'y');
    Some(match (this, next, third) {
        ('s' | 't', 'c', 'h') => (3, &['c']),
        ('c' | 's', 'h', _) => (2, &['c']),
        ('p', 'h', _) => (2, &['f']),
        ('d', 'j', _) => (2, &['j']),
        ('e', 'a', 'u') => (3, &['o']),
        ('a', 'u', _) => (2, &['o']),
        ('a' | 'e', 'i' | 'y', 'n' | 'm') if nasal(letters, at + 2) => (3, &['i', 'n']),
        ('a' | 'e', 'i' | 'y', _) => (2, &['e']),
        ('o', 'e', 'u') => (3, &['e', 'u']),
        ('o', 'u', _) => (2, &['u']),
        ('a' | 'e', 'm' | 'n', _) if nasal(letters, at + 1) => (2, &['a', 'n']),
        ('i' | 'y', 'm' | 'n', _) if nasal(letters, at + 1) => (2, &['i', 'n']),
        ('o', 'm' | 'n', _) if nasal(letters, at + 1) => (2, &['o', 'n']),
        ('g', 'n', _) => (2, &['n', 'i']),
        ('g', 'u', 'e' | 'i' | 'y') => (2, &['g']),
        ('g', c, _) if soft(c) => (1, &['j']),
        ('q', 'u', _) | ('c', 'k', _) => (2, &['k']),
        ('c', c, _) if soft(c) => (1, &['s']),
        ('c' | 'q', ..) => (1, &['k']),
        ('x', ..) => (1, &['k', 's']),
        ('z', ..) => (1, &['s']),
        ('w', ..) => (1, &['v']),
        ('y', ..) => (1, &['i']),
        ('h', ..) => (1, &[]),
        _ => return None,
    })
}

/// Whether the n or m at `at` only makes the vowel before it nasal: no vowel, n, m or h follows.
fn nasal(letters: &[char], at: usize) -> bool {
    letters
        .get(at + 1)
        .is_none_or(|next| !matches!(next, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'n' | 'm' | 'h'))
}
