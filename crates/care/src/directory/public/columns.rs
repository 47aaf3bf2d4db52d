//! The columns of the file, found by what stands above them.

use kernel::names::fold;

use super::SEPARATOR;
use super::refusal::Broken;

/// The columns of the directory as it is published, in order.
pub const COLUMNS: [&str; 56] = [
    "Type d'identifiant PP",
    "Identifiant PP",
    "Identification nationale PP",
    "Code civilité d'exercice",
    "Libellé civilité d'exercice",
    "Code civilité",
    "Libellé civilité",
    "Nom d'exercice",
    "Prénom d'exercice",
    "Code profession",
    "Libellé profession",
    "Code catégorie professionnelle",
    "Libellé catégorie professionnelle",
    "Code type savoir-faire",
    "Libellé type savoir-faire",
    "Code savoir-faire",
    "Libellé savoir-faire",
    "Code mode exercice",
    "Libellé mode exercice",
    "Numéro SIRET site",
    "Numéro SIREN site",
    "Numéro FINESS site",
    "Numéro FINESS établissement juridique",
    "Identifiant technique de la structure",
    "Raison sociale site",
    "Enseigne commerciale site",
    "Complément destinataire (coord. structure)",
    "Complément point géographique (coord. structure)",
    "Numéro Voie (coord. structure)",
    "Indice répétition voie (coord. structure)",
    "Code type de voie (coord. structure)",
    "Libellé type de voie (coord. structure)",
    "Libellé Voie (coord. structure)",
    "Mention distribution (coord. structure)",
    "Bureau cedex (coord. structure)",
    "Code postal (coord. structure)",
    "Code commune (coord. structure)",
    "Libellé commune (coord. structure)",
    "Code pays (coord. structure)",
    "Libellé pays (coord. structure)",
    "Téléphone (coord. structure)",
    "Téléphone 2 (coord. structure)",
    "Télécopie (coord. structure)",
    "Adresse e-mail (coord. structure)",
    "Code Département (structure)",
    "Libellé Département (structure)",
    "Ancien identifiant de la structure",
    "Autorité d'enregistrement",
    "Code secteur d'activité",
    "Libellé secteur d'activité",
    "Code section tableau pharmaciens",
    "Libellé section tableau pharmaciens",
    "Code rôle",
    "Libellé rôle",
    "Code genre activité",
    "Libellé genre activité",
];

/// Declares the columns that are read, and which of them the file must have.
macro_rules! read {
    ($($field:ident: $heading:literal, $needed:literal;)+) => {
        /// Where each column that is read stands.
        #[derive(Debug, Clone)]
        pub(super) struct Columns {
            $(pub(super) $field: Option<usize>,)+
            /// How many fields a line has.
            pub(super) width: usize,
        }

        /// The columns without which a file is refused: all that is kept of an exercise. Were one that is kept allowed to
        /// be absent, its import would empty it everywhere.
        pub const NEEDED: &[&str] = {
            const ALL: &[(&str, bool)] = &[$(($heading, $needed),)+];
            const COUNT: usize = { let mut n = 0; let mut at = 0; while at < ALL.len() { if ALL[at].1 { n += 1 } at += 1; } n };
            const KEPT: [&str; COUNT] = {
                let (mut kept, mut n, mut at) = ([""; COUNT], 0, 0);
                while at < ALL.len() { if ALL[at].1 { kept[n] = ALL[at].0; n += 1 } at += 1; }
                kept
            };
            &KEPT
        };

        impl Columns {
            /// Binds the columns by their names, whatever their order; others are not looked at.
            pub(super) fn bind(headings: &str) -> Result<Self, Broken> {
                let found: Vec<String> = headings.split(char::from(SEPARATOR)).map(fold).collect();
                let place = |heading: &'static str| {
                    let sought = fold(heading);
                    let mut places = found.iter().enumerate().filter(|(_, it)| **it == sought).map(|(at, _)| at);
                    match (places.next(), places.next()) {
                        (_, Some(_)) => Err(Broken::TwiceColumn(heading)),
                        (place, None) => Ok(place),
                    }
                };
                let columns = Self { $($field: place($heading)?,)+ width: found.len() };
                let mut missing = Vec::new();
                $(if $needed && columns.$field.is_none() { missing.push($heading); })+
                if missing.is_empty() { Ok(columns) } else { Err(Broken::Columns(missing)) }
            }
        }
    };
}

read! {
    national_id: "Identification nationale PP", true;
    title: "Code civilité d'exercice", true;
    civility: "Code civilité", false;
    family: "Nom d'exercice", true;
    given: "Prénom d'exercice", true;
    profession: "Code profession", true;
    profession_label: "Libellé profession", false;
    category: "Code catégorie professionnelle", true;
    speciality_kind: "Code type savoir-faire", true;
    speciality: "Code savoir-faire", true;
    speciality_label: "Libellé savoir-faire", false;
    mode: "Code mode exercice", true;
    siret: "Numéro SIRET site", true;
    finess: "Numéro FINESS site", true;
    structure_id: "Identifiant technique de la structure", true;
    structure_name: "Raison sociale site", true;
    sign: "Enseigne commerciale site", false;
    recipient: "Complément destinataire (coord. structure)", false;
    point: "Complément point géographique (coord. structure)", false;
    way_number: "Numéro Voie (coord. structure)", true;
    way_repeat: "Indice répétition voie (coord. structure)", false;
    way_kind: "Libellé type de voie (coord. structure)", false;
    way: "Libellé Voie (coord. structure)", true;
    mention: "Mention distribution (coord. structure)", false;
    postal_code: "Code postal (coord. structure)", true;
    commune: "Code commune (coord. structure)", true;
    city: "Libellé commune (coord. structure)", true;
    phone: "Téléphone (coord. structure)", true;
    email: "Adresse e-mail (coord. structure)", true;
    role: "Code rôle", false;
    activity: "Code genre activité", false;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings() -> Vec<&'static str> {
        COLUMNS.to_vec()
    }

    #[test]
    fn the_published_headings_are_bound_in_any_order_with_more_and_fewer() {
        let columns = Columns::bind(&headings().join("|")).unwrap();
        assert_eq!((columns.national_id, columns.email, columns.width), (Some(2), Some(43), 56));
        let mut turned = headings();
        turned.reverse();
        turned.push("Une colonne de plus");
        turned.push("");
        let columns = Columns::bind(&turned.join("|")).unwrap();
        assert_eq!((columns.national_id, columns.width), (Some(53), 58));
        let alone = Columns::bind(&NEEDED.join("|")).unwrap();
        assert_eq!((alone.role, alone.width), (None, NEEDED.len()));
        let typographic = headings().join("|").replace('\'', "’");
        assert!(Columns::bind(&typographic).is_ok(), "an apostrophe is an apostrophe");
    }

    #[test]
    fn each_needed_column_that_is_missing_is_named() {
        for missing in NEEDED {
            let left: Vec<&str> = headings().into_iter().filter(|it| it != missing).collect();
            let Err(Broken::Columns(named)) = Columns::bind(&left.join("|")) else { panic!("{missing}") };
            assert_eq!(named, [*missing]);
        }
        let Err(broken) = Columns::bind("Nom;Prénom") else { panic!("it is no directory") };
        assert!(
            broken.to_string().starts_with("columns are missing: « Identification nationale PP », "),
            "{broken}"
        );
        let twice = format!("{}|Code profession", headings().join("|"));
        assert!(matches!(Columns::bind(&twice), Err(Broken::TwiceColumn("Code profession"))));
    }
}
