//! What can be read in an answer, whatever its kind: headers, page, letter and the letter's metadata.

use std::io::{Cursor, Read, Write};
use std::process::{Command, Stdio};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::Seen;

/// Headers and body as text; of a PDF its text and its metadata, of a workbook all its parts, of a resource also the files
/// within it.
///
/// # Panics
/// Where the tools that read a PDF are not there, or cannot read it; where a workbook is broken.
pub fn readable(answer: &Seen) -> String {
    let mut text = answer.text();
    let within: Vec<Vec<u8>> = text.split("\"data\":\"").skip(1).filter_map(decoded).collect();
    text.push_str(&unfolded(&answer.body));
    for file in within {
        text.push_str(&String::from_utf8_lossy(&file));
        text.push_str(&unfolded(&file));
    }
    for (name, value) in &answer.headers {
        text.push_str(name.as_str());
        text.push_str(&String::from_utf8_lossy(value.as_bytes()));
    }
    // A name is the same name with its characters written as entities.
    text.replace("&#x27;", "’").replace("&#39;", "’")
}

/// A file written as base64 up to the next quote.
fn decoded(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text.split('"').next()?).ok()
}

/// What stands in a document but not in its bytes as they are; empty for another kind of file.
fn unfolded(bytes: &[u8]) -> String {
    if bytes.starts_with(b"%PDF-") {
        let parts = [("pdftotext", &["-", "-"][..]), ("pdfinfo", &["-"]), ("pdfinfo", &["-meta", "-"])];
        return parts.map(|(tool, arguments)| poppler(tool, arguments, bytes)).concat();
    }
    if bytes.starts_with(b"PK") { workbook(bytes) } else { String::new() }
}

/// All that stands in a workbook, a packed folder of XML: its cells, its properties.
fn workbook(bytes: &[u8]) -> String {
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut text = String::new();
    for number in 0..parts.len() {
        let mut part = parts.by_index(number).expect("a part of a workbook");
        part.read_to_string(&mut text).expect("a workbook is made of texts");
    }
    text
}

fn poppler(tool: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let mut child = Command::new(tool)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{tool} (Debian: poppler-utils) is needed to read letters: {error}"));
    let mut into = child.stdin.take().expect("it was piped");
    let bytes = pdf.to_vec();
    let feeder = std::thread::spawn(move || into.write_all(&bytes));
    let output = child.wait_with_output().expect("it ends");
    let _ = feeder.join();
    assert!(output.status.success(), "{tool} cannot read a letter");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
