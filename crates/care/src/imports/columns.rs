//! What a column of a spreadsheet may be, and what its heading says that it is.

use serde::{Deserialize, Serialize};

use crate::codes::codes;

codes! {
    /// What a column holds.
    ColumnKind {
        /// Nothing that is taken over.
        Ignored = "ignored",
        /// Family name.
        Family = "family",
        /// Given name.
        Given = "given",
        /// Administrative sex, or a civility that tells it.
        Sex = "sex",
        /// Date of birth.
        BirthDate = "birth_date",
        /// Telephone.
        Phone = "phone",
        /// Postal code.
        PostalCode = "postal_code",
        /// Commune.
        Commune = "commune",
        /// A right of the catalogue, by its name, its short name or its code.
        Right = "right",
        /// Since when the application is looked into.
        OpenedOn = "opened_on",
        /// When it was filed.
        FiledOn = "filed_on",
        /// First day of the grant.
        GrantedFrom = "granted_from",
        /// Last day of the grant.
        GrantedUntil = "granted_until",
        /// When it was refused.
        RefusedOn = "refused_on",
        /// The number that the body gave.
        Number = "number",
    }
}

/// Headings as people write them, in both languages, without accents or signs, with commas between them.
const HEADINGS: &[(ColumnKind, &str)] = &[
    (
        ColumnKind::Family,
        "nom, nom de famille, nom de naissance, nom usager, nom de l usager, family name, last name, lastname, surname, \
         family",
    ),
    (ColumnKind::Given, "prenom, prenoms, prenom s, given name, given names, first name, firstname, given"),
    (ColumnKind::Sex, "sexe, genre, civilite, h f, m f, f m, sex, gender, title"),
    (
        ColumnKind::BirthDate,
        "date de naissance, date naissance, date de naiss, naissance, ne le, nee le, ne e le, ne nee le, ddn, dn, \
         birth date, birthdate, date of birth, dob, born, born on",
    ),
    (
        ColumnKind::Phone,
        "telephone, tel, n de telephone, n telephone, no de telephone, numero de telephone, portable, mobile, \
         telephone portable, tel portable, phone, phone number",
    ),
    (ColumnKind::PostalCode, "code postal, cp, postal code, postcode, zip, zip code"),
    (ColumnKind::Commune, "commune, ville, commune de residence, city, town"),
    (
        ColumnKind::Right,
        "droit, droits, prestation, aide, droit demande, demande, type de droit, dispositif, right, benefit, allowance, \
         application",
    ),
    (
        ColumnKind::OpenedOn,
        "ouvert le, ouverte le, demande ouverte le, date d ouverture, date de la demande, date de demande, commence le, \
         opened on, opened, opening date",
    ),
    (
        ColumnKind::FiledOn,
        "depose le, deposee le, depot, depot le, date de depot, date depot, envoye le, filed on, filed, filing date, \
         date filed, submitted on",
    ),
    (
        ColumnKind::GrantedFrom,
        "accorde du, accorde le, accorde a partir du, droit depuis, droits depuis, debut, debut de droit, debut du droit, \
         debut des droits, debut de droits, date de debut, du, valable du, valable a partir du, granted from, granted on, \
         from, start, start date, valid from",
    ),
    (
        ColumnKind::GrantedUntil,
        "accorde jusqu au, jusqu au, au, fin, fin de droit, fin du droit, fin des droits, fin de droits, date de fin, \
         valable jusqu au, echeance, date d echeance, granted until, until, to, end, end date, valid until, expires, \
         expires on",
    ),
    (
        ColumnKind::RefusedOn,
        "refuse le, refusee le, refus, refus le, date de refus, date du refus, refused on, refused",
    ),
    (
        ColumnKind::Number,
        "numero de dossier, n de dossier, no de dossier, n dossier, no dossier, num dossier, numero dossier, numero, \
         dossier, reference, file number, case number, number",
    ),
];

/// What each column is, going by its heading: each kind once, the first heading that says so.
pub(super) fn guess(headings: &[String]) -> Vec<ColumnKind> {
    let mut guessed: Vec<ColumnKind> = Vec::with_capacity(headings.len());
    for heading in headings {
        let heading = kernel::names::fold(heading);
        let named = HEADINGS.iter().find(|(_, words)| words.split(", ").any(|word| word == heading));
        let kind = named.map(|(kind, _)| *kind).filter(|kind| !guessed.contains(kind));
        guessed.push(kind.unwrap_or(ColumnKind::Ignored));
    }
    guessed
}

#[cfg(test)]
mod tests {
    use super::ColumnKind as K;
    use super::*;

    fn kinds(headings: &[&str]) -> Vec<K> {
        guess(&headings.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn headings_of_both_languages_are_known_without_accents_or_signs() {
        assert_eq!(
            kinds(&["NOM", "Prénom(s)", "Né(e) le", "Tél.", "N° de dossier", "Remarques"]),
            [K::Family, K::Given, K::BirthDate, K::Phone, K::Number, K::Ignored]
        );
        assert_eq!(
            kinds(&["Last name", "First name", "Date of birth", "Benefit", "Valid until"]),
            [K::Family, K::Given, K::BirthDate, K::Right, K::GrantedUntil]
        );
        assert_eq!(
            kinds(&["Nom", "Nom de famille", ""]),
            [K::Family, K::Ignored, K::Ignored],
            "each kind once"
        );
    }

    #[test]
    fn headings_are_written_as_they_are_compared() {
        for word in HEADINGS.iter().flat_map(|(_, words)| words.split(", ")) {
            assert_eq!(kernel::names::fold(word), word);
        }
    }
}
