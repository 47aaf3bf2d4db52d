//! The first reading of a file: whether it is text, has the columns, and ends. It holds one piece of the file at a time.

use std::io::{Read, Seek, SeekFrom};

use sha2::{Digest, Sha256};

use super::columns::Columns;
use super::refusal::Broken;

/// What a file was seen to be.
#[derive(Debug)]
pub(super) struct Looked {
    pub(super) columns: Columns,
    /// In hexadecimal.
    pub(super) sha256: String,
    /// Lines below the headings.
    pub(super) lines: u64,
}

/// Bytes read at once.
const PIECE: usize = 256 * 1024;
/// More bytes than any line of the directory has.
pub(super) const LONGEST_LINE: usize = 32 * 1024;
/// What some programs write before a text in UTF-8.
pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";
/// How an archive begins, in which the directory is published.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// Looks through the file from its beginning.
pub(super) fn look(file: &mut (impl Read + Seek)) -> Result<Looked, Broken> {
    file.seek(SeekFrom::Start(0))?;
    let (mut hash, mut text, mut first) = (Sha256::new(), Text::default(), Vec::new());
    let mut headings = None;
    let mut piece = vec![0; PIECE];
    loop {
        let read = match file.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        let new = &piece[..read];
        if text.is_fresh() && new.starts_with(ARCHIVE) {
            return Err(Broken::Archive);
        }
        hash.update(new);
        text.take(new)?;
        if headings.is_none() {
            let end = new.iter().position(|it| *it == b'\n');
            first.extend_from_slice(&new[..end.unwrap_or(read)]);
            if end.is_some() {
                headings = Some(bind(&first)?);
            }
        }
    }
    let Some(columns) = headings else {
        return if first.is_empty() {
            Err(Broken::Empty)
        } else {
            bind(&first).and(Err(Broken::HeadingsAlone))
        };
    };
    let ends = text.end()?;
    match ends.checked_sub(1) {
        None | Some(0) => Err(Broken::HeadingsAlone),
        Some(lines) => Ok(Looked { columns, sha256: hex(&hash.finalize()), lines }),
    }
}

fn bind(first: &[u8]) -> Result<Columns, Broken> {
    let first = first.strip_prefix(MARK).unwrap_or(first);
    let text = std::str::from_utf8(first).map_err(|_| Broken::Encoding { line: 1 })?;
    Columns::bind(text.trim_end_matches('\r'))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A text that comes in pieces.
#[derive(Default)]
struct Text {
    /// Ends of lines so far.
    ends: u64,
    /// Bytes since the last.
    since: usize,
    /// The beginning of a character whose rest comes with the next piece.
    begun: Vec<u8>,
}

impl Text {
    /// Whether nothing came yet.
    fn is_fresh(&self) -> bool {
        self.ends == 0 && self.since == 0 && self.begun.is_empty()
    }

    fn take(&mut self, new: &[u8]) -> Result<(), Broken> {
        let mut rest = new;
        while !self.begun.is_empty() && !rest.is_empty() {
            self.begun.push(rest[0]);
            rest = &rest[1..];
            match std::str::from_utf8(&self.begun) {
                Ok(_) => {
                    self.since += self.begun.len();
                    self.begun.clear();
                }
                Err(error) if error.error_len().is_none() => {}
                Err(_) => return Err(Broken::Encoding { line: self.ends + 1 }),
            }
        }
        let good = match std::str::from_utf8(rest) {
            Ok(text) => text.as_bytes(),
            Err(error) => {
                let (good, bad) = rest.split_at(error.valid_up_to());
                if error.error_len().is_some() {
                    self.count(good)?;
                    return Err(Broken::Encoding { line: self.ends + 1 });
                }
                self.begun = bad.to_vec();
                good
            }
        };
        self.count(good)
    }

    fn count(&mut self, good: &[u8]) -> Result<(), Broken> {
        let mut pieces = good.split(|it| *it == b'\n');
        let last = pieces.next_back().unwrap_or_default();
        for line in pieces {
            self.more(line)?;
            self.ends += 1;
            self.since = 0;
        }
        self.more(last)
    }

    fn more(&mut self, part: &[u8]) -> Result<(), Broken> {
        self.since += part.len();
        // No text holds zeros: that is another encoding, or no text at all.
        if part.contains(&0) {
            return Err(Broken::Encoding { line: self.ends + 1 });
        }
        if self.since > LONGEST_LINE {
            return Err(Broken::LongLine { line: self.ends + 1 });
        }
        Ok(())
    }

    /// How many lines there are, all of them whole.
    fn end(self) -> Result<u64, Broken> {
        if self.since > 0 || !self.begun.is_empty() {
            return Err(Broken::CutLine { line: self.ends + 1 });
        }
        Ok(self.ends)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::super::columns::COLUMNS;
    use super::*;

    /// A file that comes a few bytes at a time.
    struct Slow(Cursor<Vec<u8>>, usize);

    impl Read for Slow {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let most = self.1.min(into.len());
            self.0.read(&mut into[..most])
        }
    }

    impl Seek for Slow {
        fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
            self.0.seek(to)
        }
    }

    fn looked(body: &[u8]) -> Result<(u64, String), String> {
        let mut all = COLUMNS.join("|").into_bytes();
        all.extend_from_slice(body);
        let whole = look(&mut Cursor::new(all.clone()));
        let told = |it: Result<Looked, Broken>| {
            it.map(|it| (it.lines, it.sha256)).map_err(|broken| broken.to_string())
        };
        let whole = told(whole);
        for bytes in [1, 3, 7] {
            assert_eq!(
                told(look(&mut Slow(Cursor::new(all.clone()), bytes))),
                whole,
                "{bytes} bytes at a time"
            );
        }
        whole
    }

    #[test]
    fn lines_are_counted_and_the_file_is_named_by_its_bytes() {
        let (lines, sha256) = looked("\r\nune ligne\r\nune œuvre\r\n".as_bytes()).unwrap();
        assert_eq!((lines, sha256.len()), (2, 64));
        assert_ne!(looked(b"\nune ligne\nune oeuvre\n").unwrap().1, sha256);
    }

    #[test]
    fn a_file_that_cannot_be_whole_is_refused_with_its_line() {
        let refused = |body: &[u8]| looked(body).unwrap_err();
        assert!(refused("\nAmélie\nZo".as_bytes()).starts_with("the file breaks off in line 3"));
        assert!(
            refused(b"\nAmelie\nZo\xeb|x\n").starts_with("line 3 is not in UTF-8"),
            "as Windows writes it"
        );
        assert!(
            refused(b"\nZo\xc3").starts_with("the file breaks off in line 2"),
            "in the middle of a letter"
        );
        assert!(refused(b"\nZ\0o\0\n\0").starts_with("line 2 is not in UTF-8"), "two bytes a letter");
        assert!(refused(b"").starts_with("the file holds headings"));
        assert!(refused(b"\n").starts_with("the file holds headings"));
        let long = format!("\n{}\n", "x".repeat(LONGEST_LINE + 1));
        assert!(refused(long.as_bytes()).starts_with("line 2 is longer"));
        assert!(matches!(look(&mut Cursor::new(Vec::new())), Err(Broken::Empty)));
        assert!(matches!(look(&mut Cursor::new(b"PK\x03\x04\n".to_vec())), Err(Broken::Archive)));
        assert!(matches!(look(&mut Cursor::new(b"Nom;Prenom\n".to_vec())), Err(Broken::Columns(_))));
        assert!(matches!(
            look(&mut Cursor::new(b"\xff\xfeN\0o\0m\0".to_vec())),
            Err(Broken::Encoding { line: 1 })
        ));
    }

    #[test]
    fn a_mark_before_the_text_is_no_part_of_it() {
        let text = format!("\u{feff}{}\nligne\n", COLUMNS.join("|"));
        let looked = look(&mut Cursor::new(text.into_bytes())).unwrap();
        assert_eq!((looked.columns.width, looked.lines), (56, 1));
    }
}
