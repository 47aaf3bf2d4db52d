//! The communes of France, built into the program: for addresses, and to find who lives or works near.
//!
//! The table is written by `assets/places.mjs`. Its bytes stay where the program is loaded and are read in place;
//! only the folded names are made, at the first search, and take about half a megabyte.

use std::fmt;
use std::sync::OnceLock;

use crate::names::fold;

/// What must be shown where the data are.
pub const ATTRIBUTION: &str = "Communes, codes postaux, population : Insee, La Poste, Etalab (découpage administratif). Positions : GeoNames, CC BY 4.0.";

/// A commune.
#[derive(Clone, Copy)]
pub struct Commune {
    /// Its INSEE code, of five characters: `78646`, `2A004`.
    pub insee: &'static str,
    /// Its name, as the INSEE writes it.
    pub name: &'static str,
    /// How many people live there; 0 when nobody does or nobody counted.
    pub population: u32,
    /// Where it is; `None` for uninhabited islands and Clipperton.
    pub position: Option<Position>,
    postal: &'static [u8],
}

/// A place on the globe (WGS 84).
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Position {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Whether it is the commune's own; otherwise it is the middle of its arrondissement or territory.
    pub exact: bool,
}

impl Commune {
    /// Its postal codes, of five digits, in order; a rare commune has none.
    pub fn postal_codes(&self) -> impl Iterator<Item = String> {
        self.postal.as_chunks::<4>().0.iter().map(|code| format!("{:05}", u32::from_le_bytes(*code)))
    }

    /// The code of its department or territory: `78`, `2A`, `974`.
    pub fn department(&self) -> &'static str {
        let overseas = self.insee.starts_with("97") || self.insee.starts_with("98");
        &self.insee[..if overseas { 3 } else { 2 }]
    }
}

impl PartialEq for Commune {
    fn eq(&self, other: &Self) -> bool {
        self.insee == other.insee
    }
}

impl Eq for Commune {}

impl fmt::Debug for Commune {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Commune({} {})", self.insee, self.name)
    }
}

impl Position {
    /// The distance in kilometres, as the crow flies on a round earth: right to half a percent.
    pub fn kilometres_to(&self, other: &Self) -> f64 {
        const EARTH_RADIUS: f64 = 6371.0;
        let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
        let across = self.lat.to_radians().cos() * other.lat.to_radians().cos() * half(self.lon, other.lon);
        2.0 * EARTH_RADIUS * (half(self.lat, other.lat) + across).sqrt().min(1.0).asin()
    }
}

/// The commune of this INSEE code.
pub fn by_insee(code: &str) -> Option<Commune> {
    let table = table();
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let commune = table.commune(middle);
        match commune.insee.cmp(code) {
            std::cmp::Ordering::Equal => return Some(commune),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

/// The communes of a postal code of five digits, the largest first.
pub fn by_postal_code(code: &str) -> Vec<Commune> {
    let digits = code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit());
    let Some(number) = code.parse::<u32>().ok().filter(|_| digits) else { return Vec::new() };
    let has = |commune: &Commune| {
        commune.postal.as_chunks::<4>().0.iter().any(|code| u32::from_le_bytes(*code) == number)
    };
    let mut found: Vec<Commune> = all().filter(has).collect();
    found.sort_by_key(|commune| std::cmp::Reverse(commune.population));
    found
}

/// Every commune, by INSEE code.
pub fn all() -> impl ExactSizeIterator<Item = Commune> {
    (0..table().len()).map(|index| table().commune(index))
}

/// The communes that answer what was typed, `limit` at most: the beginning of a name, of a word of a name, of a
/// postal code, or of both (« 780 vers »). Those named exactly so come first, then those whose name begins so, the
/// largest first. « St » and « Ste » stand for « Saint » and « Sainte ».
pub fn find(typed: &str, limit: usize) -> Vec<Commune> {
    let (name, postal) = name_and_postal(typed);
    if name.is_empty() && postal.is_empty() {
        return Vec::new();
    }
    let inner = format!(" {name}");
    let mut ranks: [Vec<Commune>; 3] = Default::default();
    for (folded, index) in folded_names().iter() {
        let rank = match folded {
            _ if !folded.contains(name.as_str()) => continue,
            whole if whole == name || name.is_empty() => 0,
            whole if whole.starts_with(&name) => 1,
            whole if whole.contains(&inner) => 2,
            _ => continue,
        };
        if ranks[rank].len() < limit {
            let commune = table().commune(index);
            if postal.is_empty() || commune.postal_codes().any(|code| code.starts_with(&postal)) {
                ranks[rank].push(commune);
            }
        }
    }
    ranks.into_iter().flatten().take(limit).collect()
}

/// What was typed, taken apart: the folded name, and the digits of a postal code.
fn name_and_postal(typed: &str) -> (String, String) {
    let folded = fold(typed);
    let (digits, words): (Vec<&str>, Vec<&str>) = folded
        .split(' ')
        .partition(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()));
    let written_out = words.iter().map(|word| match *word {
        "st" => "saint",
        "ste" => "sainte",
        word => word,
    });
    (written_out.collect::<Vec<_>>().join(" "), digits.concat())
}

/// The folded names of all communes, the largest commune first.
struct FoldedNames {
    text: String,
    /// Where each name ends in the text, and whose it is.
    ends: Vec<(u32, u32)>,
}

impl FoldedNames {
    fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        let mut start = 0;
        self.ends.iter().map(move |&(end, index)| {
            let name = &self.text[start..end as usize];
            start = end as usize;
            (name, index as usize)
        })
    }
}

fn folded_names() -> &'static FoldedNames {
    static NAMES: OnceLock<FoldedNames> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut communes: Vec<(usize, Commune)> = all().enumerate().collect();
        communes.sort_by_key(|(_, commune)| std::cmp::Reverse(commune.population));
        let mut names = FoldedNames { text: String::new(), ends: Vec::with_capacity(communes.len()) };
        for (index, commune) in communes {
            names.text.push_str(&fold(commune.name));
            names.ends.push((narrow(names.text.len()), narrow(index)));
        }
        names.text.shrink_to_fit();
        names
    })
}

/// The built table, cut into its sections: see `assets/places.mjs`, which writes it.
struct Table {
    records: &'static [[u8; RECORD]],
    postal: &'static [u8],
    names: &'static str,
}

const RECORD: usize = 28;

static BYTES: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/places.bin"));

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE
        .get_or_init(|| Table::read(BYTES).expect("places.bin is as assets/places.mjs writes it, and tested"))
}

impl Table {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix(b"PLACES01")?;
        let (counts, bytes) = bytes.split_at_checked(12)?;
        let (records, bytes) = bytes.split_at_checked(number(counts, 0) * RECORD)?;
        let (postal, names) = bytes.split_at_checked(number(counts, 4) * 4)?;
        let names = std::str::from_utf8(names).ok().filter(|names| names.len() == number(counts, 8))?;
        Some(Self { records: records.as_chunks().0, postal, names })
    }

    fn len(&self) -> usize {
        self.records.len()
    }

    fn commune(&self, index: usize) -> Commune {
        let record = &self.records[index];
        let [kind, name_length, postal_count] = [record[5], record[6], record[7]];
        let (name, postal) = (number(record, 8), number(record, 12) * 4);
        let degrees = |at| f64::from(i32::from_le_bytes(four(record, at))) / 1e5;
        Commune {
            insee: std::str::from_utf8(&record[..5]).unwrap_or_default(),
            name: &self.names[name..name + usize::from(name_length)],
            population: u32::from_le_bytes(four(record, 16)),
            position: (kind > 0).then(|| Position { lat: degrees(20), lon: degrees(24), exact: kind == 1 }),
            postal: &self.postal[postal..postal + usize::from(postal_count) * 4],
        }
    }
}

fn four(bytes: &[u8], at: usize) -> [u8; 4] {
    std::array::from_fn(|place| bytes[at + place])
}

fn number(bytes: &[u8], at: usize) -> usize {
    u32::from_le_bytes(four(bytes, at)) as usize
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).expect("the table is far smaller than four gigabytes")
}
