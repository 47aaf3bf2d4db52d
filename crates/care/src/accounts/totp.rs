//! One-time codes (RFC 6238): six digits, thirty seconds, SHA-1, which is what every generator understands.

use totp_rs::{Algorithm, Builder, Totp};

use super::Shown;
use super::secrets::shown;
use crate::{Error, Result};

/// Length of the secret in bytes, as RFC 4226 recommends.
pub(super) const SECRET: usize = 20;

/// The generator of one account.
pub(super) struct Generator(Totp);

impl Generator {
    /// The generator with this secret. `login` is what the application on the telephone shows.
    pub(super) fn new(secret: Vec<u8>, login: &str) -> Result<Self> {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_skew(1)
            .with_step_duration(30)
            .with_secret(secret)
            .with_issuer(Some("Maillage"))
            .with_account_name(login.replace(':', " "))
            .build()
            .map(Self)
            .map_err(|error| Error::Bug(format!("a generator of codes could not be made: {error}")))
    }

    /// For the picture that the telephone reads.
    pub(super) fn url(&self) -> Result<String> {
        self.0
            .to_url()
            .map_err(|error| Error::Bug(format!("a generator's address could not be made: {error}")))
    }

    /// For who types it: base 32 in groups of four.
    pub(super) fn secret(&self) -> Shown {
        let text = self.0.secret().to_base32();
        let groups: Vec<String> =
            text.chars().collect::<Vec<_>>().chunks(4).map(|group| group.iter().collect()).collect();
        shown(groups.join(" "))
    }

    /// The step to which a code belongs, if it is of now, of the step before or of the step after, and later than the
    /// last one taken: a code read over a shoulder is worth nothing once used (RFC 6238, 5.2).
    pub(super) fn step(&self, code: &str, seconds: i64, last: Option<i64>) -> Option<i64> {
        let seconds = u64::try_from(seconds).ok()?;
        let step = self.0.check(code, seconds)?;
        i64::try_from(step).ok().filter(|step| last.is_none_or(|last| *step > last))
    }
}

/// A code as typed, without the spaces that generators show: `None` if it cannot be one.
pub(super) fn code(typed: &str) -> Option<String> {
    let kept: String = typed.chars().filter(|c| !c.is_whitespace()).take(7).collect();
    (kept.len() == 6 && kept.bytes().all(|byte| byte.is_ascii_digit())).then_some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generator() -> Generator {
        Generator::new(b"12345678901234567890".to_vec(), "h.marchetti@ch-tours.fr").unwrap()
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        // RFC 6238, appendix B, SHA-1, the last six of eight digits.
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924")] {
            assert_eq!(generator().step(code, seconds, None), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_counts_once_and_for_a_short_while() {
        let generator = generator();
        assert_eq!(generator.step("081804", 1_111_111_109 + 30, None), Some(37_037_036));
        assert_eq!(generator.step("081804", 1_111_111_109 + 60, None), None);
        assert_eq!(generator.step("081804", 1_111_111_109, Some(37_037_036)), None);
        assert_eq!(generator.step("081804", 1_111_111_109, Some(37_037_035)), Some(37_037_036));
        assert_eq!(generator.step("081804", -5, None), None);
    }

    #[test]
    fn a_code_is_six_digits() {
        assert_eq!(code(" 081 804 ").as_deref(), Some("081804"));
        for wrong in ["", "08180", "0818045", "08180a", "７７７７７７"] {
            assert_eq!(code(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_address_names_the_house_and_the_account() {
        let url = generator().url().unwrap();
        assert!(url.starts_with("otpauth://totp/Maillage:h.marchetti%40ch-tours.fr?secret="), "{url}");
        assert!(url.contains("issuer=Maillage"), "{url}");
    }
}
