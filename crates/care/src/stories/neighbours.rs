//! The public directory around the demonstration's towns, fictional as everything else: who could take over a person near home,
//! and what was said of whether they do.

use std::io::Write;
use std::sync::Arc;

use kernel::{MockClock, places};

use super::texts::{COMMUNES, FAMILIES, GIVEN_F, GIVEN_M};
use crate::access::Actor;
use crate::dates::day;
use crate::directory::public::{
    Accepting, COLUMNS, DirectoryFile, NewOffer, Offer, Point, SaidBy, Stopped, Wanted, Welcome, import,
    nearest, say,
};
use crate::{Ctx, Error, House, Result};

/// General practitioners in each town; one more is a psychiatrist.
const EACH: usize = 6;

/// Takes it in.
pub(super) async fn neighbours(house: &Arc<House>, clock: &MockClock, today: jiff::Timestamp) -> Result<()> {
    clock.set(today - jiff::SignedDuration::from_hours(24 * 20));
    let ctx = Ctx::new(house.clone(), Actor::System, kernel::Locale::Fr);
    let broken = |error: std::io::Error| Error::Bug(error.to_string());
    let mut file = tempfile::tempfile().map_err(broken)?;
    file.write_all(directory().as_bytes()).map_err(broken)?;
    let file = DirectoryFile::of("PS_LibreAcces_Personne_activite.txt", file);
    import(&ctx, file, |_| {}).await.map_err(|stopped| match stopped {
        Stopped::House(error) => error,
        Stopped::File(broken) => Error::Bug(broken.to_string()),
    })?;
    for (insee, _) in COMMUNES {
        let Some(from) = places::by_insee(insee).and_then(|it| it.position).map(Point::from) else {
            continue;
        };
        let wanted = Wanted {
            profession: "10".to_owned(),
            specialities: vec!["SM54".to_owned()],
            from,
            accepting: Accepting::default(),
        };
        let confirmed_on = day(ctx.now());
        for (place, near) in nearest(&ctx, &wanted, EACH).await?.into_iter().enumerate() {
            for (offer, said_by) in said(place) {
                say(&ctx, near.id, NewOffer { offers: vec![offer], said_by, confirmed_on }).await?;
            }
        }
    }
    Ok(())
}

/// What was said of the one at this place: of some nothing, as in life.
fn said(place: usize) -> Vec<(Offer, SaidBy)> {
    let new = |welcome, said_by| (Offer::NewPatients(welcome), said_by);
    match place {
        0 => vec![new(Welcome::Conditions, SaidBy::Colleague)],
        1 => vec![new(Welcome::No, SaidBy::Office)],
        2 => vec![
            new(Welcome::Yes, SaidBy::Professional),
            (Offer::ProtocolPartner(true), SaidBy::Professional),
            (Offer::WheelchairAccess(true), SaidBy::Office),
        ],
        3 => vec![new(Welcome::Yes, SaidBy::Office), (Offer::HomeVisits(true), SaidBy::Office)],
        _ => Vec::new(),
    }
}

/// The file, as it would be published.
fn directory() -> String {
    let mut text = COLUMNS.join("|");
    for (town, (insee, postal_code)) in COMMUNES.iter().enumerate() {
        for place in 0..=EACH {
            text.push('\n');
            text.push_str(&line(town * (EACH + 1) + place, place == EACH, (insee, postal_code)));
        }
    }
    text.push('\n');
    text
}

fn line(n: usize, psychiatrist: bool, (insee, postal_code): (&str, &str)) -> String {
    let given =
        if n.is_multiple_of(2) { GIVEN_F[(n * 3) % GIVEN_F.len()] } else { GIVEN_M[(n * 5) % GIVEN_M.len()] };
    let family = FAMILIES[(n * 7 + 5) % FAMILIES.len()];
    let town = places::by_insee(insee).map(|it| it.name).unwrap_or_default();
    let (code, speciality) =
        if psychiatrist { ("SM42", "Psychiatrie") } else { ("SM54", "Médecine Générale") };
    let value = |column: &str| match column {
        // No number of this form was ever given out.
        "Identification nationale PP" => format!("800000{n:06}"),
        "Code civilité d'exercice" => "DR".to_owned(),
        "Nom d'exercice" => family.to_uppercase(),
        "Prénom d'exercice" => given.to_owned(),
        "Code profession" => "10".to_owned(),
        "Libellé profession" => "Médecin".to_owned(),
        "Code savoir-faire" => code.to_owned(),
        "Libellé savoir-faire" => speciality.to_owned(),
        "Raison sociale site" => format!("Cabinet {} de {town}", ["du Mail", "des Halles", "du Port"][n % 3]),
        "Numéro Voie (coord. structure)" => (1 + n % 60).to_string(),
        "Libellé Voie (coord. structure)" => {
            ["Rue des Halles", "Avenue du Port", "Place du Mail"][n % 3].to_owned()
        }
        // Of the numbers kept for fictions (Arcep).
        "Téléphone (coord. structure)" => format!("02619{:05}", 10_000 + n),
        "Code commune (coord. structure)" => insee.to_owned(),
        "Code postal (coord. structure)" => postal_code.to_owned(),
        _ => String::new(),
    };
    COLUMNS.map(value).join("|")
}
