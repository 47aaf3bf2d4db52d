//! The language a browser asks for.

use super::Locale;

impl Locale {
    /// The house's language that an `Accept-Language` header likes best (RFC 9110, 12.5.4), French when it likes
    /// none. Of two liked as much, the first named wins; a wildcard stands for French.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut best = (0, Self::default());
        for range in accept_language.split(',') {
            let (tag, weight) = range.split_once(';').map_or((range, 1000), |(tag, q)| (tag, thousandths(q)));
            let liked = Self::of_range(tag.trim()).filter(|_| weight > best.0);
            best = liked.map_or(best, |locale| (weight, locale));
        }
        best.1
    }

    /// The language of a range such as `en-GB` or `*`.
    fn of_range(range: &str) -> Option<Self> {
        let primary = range.split('-').next().unwrap_or(range).to_ascii_lowercase();
        if primary == "*" { Some(Self::default()) } else { primary.parse().ok() }
    }
}

/// The weight of `q=0.8` in thousandths; 0 for what cannot be read.
fn thousandths(parameter: &str) -> u16 {
    let value =
        parameter.trim().strip_prefix(['q', 'Q']).and_then(|rest| rest.trim_start().strip_prefix('='));
    let weight = value.and_then(|value| value.trim().parse::<f32>().ok()).filter(|q| (0.0..=1.0).contains(q));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between 0 and 1000")]
    weight.map_or(0, |weight| (weight * 1000.0).round() as u16)
}
