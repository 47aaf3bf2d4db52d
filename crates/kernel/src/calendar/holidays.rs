//! French public holidays, as the law of today has them, applied to every year.
//!
//! Sources: code du travail, L3133-1 (the eleven), L3134-13 (Bas-Rhin, Haut-Rhin, Moselle; from the local law that
//! the loi du 1er septembre 1919 kept in force), L3422-2 with the décret n° 83-1003 du 23 novembre 1983, as amended
//! by the décret n° 2012-553, for the days that commemorate the abolition of slavery.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

/// Where a programme's working days are counted. The Pacific collectivities, whose labour law is their own, are not
/// among them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    /// Metropolitan France but for Alsace and Moselle.
    #[default]
    Metropolitan,
    /// Bas-Rhin, Haut-Rhin and Moselle.
    AlsaceMoselle,
    /// Guadeloupe.
    Guadeloupe,
    /// French Guiana.
    Guyane,
    /// Martinique.
    Martinique,
    /// Réunion.
    Reunion,
    /// Mayotte.
    Mayotte,
    /// Saint-Barthélemy.
    SaintBarthelemy,
    /// Saint-Martin.
    SaintMartin,
    /// Saint-Pierre-et-Miquelon.
    SaintPierreEtMiquelon,
}

impl Region {
    /// Every region.
    pub const ALL: [Self; 10] = [
        Self::Metropolitan,
        Self::AlsaceMoselle,
        Self::Guadeloupe,
        Self::Guyane,
        Self::Martinique,
        Self::Reunion,
        Self::Mayotte,
        Self::SaintBarthelemy,
        Self::SaintMartin,
        Self::SaintPierreEtMiquelon,
    ];

    /// The name of its time zone in the IANA database.
    pub const fn zone_name(self) -> &'static str {
        match self {
            Self::Metropolitan | Self::AlsaceMoselle => "Europe/Paris",
            Self::Guadeloupe => "America/Guadeloupe",
            Self::Guyane => "America/Cayenne",
            Self::Martinique => "America/Martinique",
            Self::Reunion => "Indian/Reunion",
            Self::Mayotte => "Indian/Mayotte",
            Self::SaintBarthelemy => "America/St_Barthelemy",
            Self::SaintMartin => "America/Marigot",
            Self::SaintPierreEtMiquelon => "America/Miquelon",
        }
    }

    /// The region of a commune, from its INSEE code; [`Region::Metropolitan`] for what is not known.
    pub fn of_commune(insee: &str) -> Self {
        match insee.get(..3).unwrap_or(insee) {
            "971" => Self::Guadeloupe,
            "972" => Self::Martinique,
            "973" => Self::Guyane,
            "974" => Self::Reunion,
            "975" => Self::SaintPierreEtMiquelon,
            "976" => Self::Mayotte,
            "977" => Self::SaintBarthelemy,
            "978" => Self::SaintMartin,
            code if ["57", "67", "68"].iter().any(|department| code.starts_with(department)) => {
                Self::AlsaceMoselle
            }
            _ => Self::Metropolitan,
        }
    }

    /// The month and day on which the abolition of slavery is commemorated. In Saint-Martin the day was that of
    /// Guadeloupe, 27 May, before it became 28 May; the present one stands for every year.
    const fn abolition(self) -> Option<(i8, i8)> {
        match self {
            Self::Mayotte => Some((4, 27)),
            Self::Martinique => Some((5, 22)),
            Self::Guadeloupe => Some((5, 27)),
            Self::SaintMartin => Some((5, 28)),
            Self::Guyane => Some((6, 10)),
            Self::SaintBarthelemy => Some((10, 9)),
            Self::Reunion => Some((12, 20)),
            Self::Metropolitan | Self::AlsaceMoselle | Self::SaintPierreEtMiquelon => None,
        }
    }
}

/// A public holiday.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// Two days before Easter; Alsace and Moselle. The law says: in the communes with a Protestant or a mixed
    /// church; a programme's calendar takes it for all.
    GoodFriday,
    /// The day after Easter.
    EasterMonday,
    /// 1 May.
    LabourDay,
    /// 8 May.
    VictoryDay,
    /// 39 days after Easter.
    Ascension,
    /// 50 days after Easter, whether or not an employer makes it the day of solidarity.
    WhitMonday,
    /// The local day that commemorates the abolition of slavery.
    Abolition,
    /// 14 July.
    NationalDay,
    /// 15 August.
    Assumption,
    /// 1 November.
    AllSaints,
    /// 11 November.
    Armistice,
    /// 25 December.
    Christmas,
    /// 26 December; Alsace and Moselle.
    SaintStephen,
}

/// Easter Sunday of a year of the Gregorian calendar (the "anonymous" computus, as J. Meeus gives it).
pub fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let golden = year.rem_euclid(19);
    let (century, in_century) = (year.div_euclid(100), year.rem_euclid(100));
    let (leap_centuries, rest) = (century.div_euclid(4), century.rem_euclid(4));
    let moon_shift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - leap_centuries - moon_shift + 15).rem_euclid(30);
    let weekday = (32 + 2 * rest + 2 * (in_century / 4) - epact - in_century % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * weekday).div_euclid(451);
    let of_march = epact + weekday - 7 * late + 22;
    date(narrow(year), 3, 1).saturating_add((of_march - 1).days())
}

/// The holidays of a region in a year, by date.
pub(super) fn of_year(region: Region, year: i16) -> Vec<(Date, Holiday)> {
    let from_easter = |days: i32| easter(year).saturating_add(days.days());
    let alsace = region == Region::AlsaceMoselle;
    let mut days = vec![
        (date(year, 1, 1), Holiday::NewYear),
        (from_easter(1), Holiday::EasterMonday),
        (date(year, 5, 1), Holiday::LabourDay),
        (date(year, 5, 8), Holiday::VictoryDay),
        (from_easter(39), Holiday::Ascension),
        (from_easter(50), Holiday::WhitMonday),
        (date(year, 7, 14), Holiday::NationalDay),
        (date(year, 8, 15), Holiday::Assumption),
        (date(year, 11, 1), Holiday::AllSaints),
        (date(year, 11, 11), Holiday::Armistice),
        (date(year, 12, 25), Holiday::Christmas),
    ];
    days.extend(region.abolition().map(|(month, day)| (date(year, month, day), Holiday::Abolition)));
    days.extend(alsace.then(|| (from_easter(-2), Holiday::GoodFriday)));
    days.extend(alsace.then(|| (date(year, 12, 26), Holiday::SaintStephen)));
    days.sort_unstable();
    days
}

/// Whether the date is a Saturday or a Sunday.
pub(super) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn narrow(year: i32) -> i16 {
    i16::try_from(year).expect("it came from an i16")
}
