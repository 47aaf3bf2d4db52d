//! Words in the languages in which they were given.

/// A text, and its translations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// As it stands in the element, in the language of the questionnaire.
    pub plain: String,
    /// The other languages: tag and text.
    pub translations: Vec<(String, String)>,
}

impl Words {
    /// The text in this language (`fr`, `en`), or as it stands where it was not translated. `fr` takes `fr-FR` where
    /// nothing is closer.
    pub fn said(&self, language: &str) -> &str {
        let closest = self.translations.iter().find(|(tag, _)| tag == language).or_else(|| {
            self.translations.iter().find(|(tag, _)| tag.split('-').next() == language.split('-').next())
        });
        closest.map_or(&self.plain, |(_, text)| text)
    }
}

impl From<&str> for Words {
    fn from(plain: &str) -> Self {
        Self { plain: plain.to_owned(), translations: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_language_is_taken() {
        let said = |tag: &str, text: &str| (tag.to_owned(), text.to_owned());
        let words = Words {
            plain: "Sommeil".into(),
            translations: vec![said("en-GB", "Sleep"), said("de", "Schlaf")],
        };
        assert_eq!([words.said("fr"), words.said("en"), words.said("de-AT")], ["Sommeil", "Sleep", "Schlaf"]);
    }
}
