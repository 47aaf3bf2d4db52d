//! Clinical documents: a Composition, its sections, their text.

#![allow(missing_docs, reason = "the elements are R4’s, which says what each means")]

use crate::datatypes::{CodeableConcept, Identifier, Meta, Reference};
use crate::date::DateTime;
use crate::node::element;
use crate::primitive::Raw;

element! {
    /// A document of several sections.
    Composition {
        id = "id": Option<String>,
        meta = "meta": Option<Meta>,
        language = "language": Option<String>,
        text = "text": Option<Narrative>,
        contained = "contained": Vec<Raw>,
        extension = "extension": Vec<Raw>,
        identifier = "identifier": Option<Identifier>,
        status = "status": Option<String>,
        r#type = "type": Option<CodeableConcept>,
        category = "category": Vec<CodeableConcept>,
        subject = "subject": Option<Reference>,
        encounter = "encounter": Option<Raw>,
        date = "date": Option<DateTime>,
        author = "author": Vec<Reference>,
        title = "title": Option<String>,
        confidentiality = "confidentiality": Option<String>,
        attester = "attester": Vec<Attester>,
        custodian = "custodian": Option<Reference>,
        relates_to = "relatesTo": Vec<Raw>,
        event = "event": Vec<Raw>,
        section = "section": Vec<DocumentSection>,
    }
}

element! {
    /// Somebody who vouches for a document.
    Attester {
        id = "id": Option<String>,
        mode = "mode": Option<String>,
        time = "time": Option<DateTime>,
        party = "party": Option<Reference>,
    }
}

element! {
    /// A section of a document.
    DocumentSection {
        id = "id": Option<String>,
        title = "title": Option<String>,
        code = "code": Option<CodeableConcept>,
        author = "author": Vec<Reference>,
        focus = "focus": Option<Reference>,
        text = "text": Option<Narrative>,
        mode = "mode": Option<String>,
        ordered_by = "orderedBy": Option<CodeableConcept>,
        entry = "entry": Vec<Reference>,
        empty_reason = "emptyReason": Option<CodeableConcept>,
        section = "section": Vec<Raw>,
    }
}

element! {
    /// Text for people: a `div` of XHTML.
    Narrative {
        id = "id": Option<String>,
        status = "status": Option<String>,
        div = "div": Option<String>,
    }
}

/// Plain text as the `div` of a [`Narrative`]: a blank line parts two paragraphs, a line break stays one, lines that begin with
/// « - » become a list; everything else is text, whatever it looks like.
pub fn narrative(text: &str) -> Narrative {
    let mut div = String::from("<div xmlns=\"http://www.w3.org/1999/xhtml\">");
    for block in text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
        let mut lines = block.lines().peekable();
        while let Some(line) = lines.next() {
            if let Some(first) = line.strip_prefix("- ") {
                div.push_str("<ul>");
                let mut item = Some(first);
                while let Some(words) = item {
                    div.push_str("<li>");
                    escaped(words, &mut div);
                    div.push_str("</li>");
                    item = lines.next_if(|it| it.starts_with("- ")).and_then(|it| it.strip_prefix("- "));
                }
                div.push_str("</ul>");
            } else {
                div.push_str("<p>");
                escaped(line, &mut div);
                while let Some(more) = lines.next_if(|it| !it.starts_with("- ")) {
                    div.push_str("<br/>");
                    escaped(more, &mut div);
                }
                div.push_str("</p>");
            }
        }
    }
    div.push_str("</div>");
    Narrative { status: Some("additional".to_owned()), div: Some(div), ..Narrative::default() }
}

/// Text in XML. What XML has no place for (control characters) is left out.
fn escaped(text: &str, to: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            it if it.is_control() && it != '\t' => {}
            '\u{fffe}' | '\u{ffff}' => {}
            it => to.push(it),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn div(text: &str) -> String {
        narrative(text).div.unwrap()
    }

    #[test]
    fn paragraphs_and_lists() {
        let text = "Un.\nDeux <b>&\n\n- a\n- b\nTrois";
        let expected = "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Un.<br/>Deux &lt;b&gt;&amp;</p>\
                        <ul><li>a</li><li>b</li></ul><p>Trois</p></div>";
        assert_eq!(div(text), expected);
    }

    proptest! {
        /// Whatever is typed is text: only the elements that are meant open and close.
        #[test]
        fn whatever_is_typed_is_text(text in "(.|\n|- ){0,60}") {
            let div = div(&text);
            let mut rest = div.as_str();
            let mut open = Vec::new();
            while let Some(at) = rest.find('<') {
                let end = rest[at..].find('>').expect("it closes") + at;
                let tag = &rest[at + 1..end];
                match tag.split(' ').next().unwrap() {
                    "br/" => {}
                    closing if closing.starts_with('/') => prop_assert_eq!(open.pop(), Some(closing[1..].to_owned())),
                    name => {
                        prop_assert!(["div", "p", "ul", "li"].contains(&name), "{}", name);
                        open.push(name.to_owned());
                    }
                }
                rest = &rest[end + 1..];
            }
            prop_assert!(open.is_empty());
        }
    }
}
