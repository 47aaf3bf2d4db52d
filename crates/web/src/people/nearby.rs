//! Who of the public directory is near a person's home: a list that says why each stands where it stands, and a map beside
//! it. What is asked stands in no address.

use axum::body::Bytes;
use axum::extract::Query;
use axum::response::IntoResponse;
use care::directory::public::{Accepting, Address, Code, Near, Point, Sector, Standing, Welcome};
use care::people::{NearbySought, NearbyView, nearby};
use care::{PathwayId, PersonId};
use serde::Deserialize;

use super::words as said;
use crate::failure::Answer;
use crate::sealed::{Id, open, seal};
use crate::shell::prelude::*;
use crate::shell::see_other;
use crate::typed;
use crate::visit::Visit;

/// Who is near.
#[derive(Clone, Debug, Template)]
#[template(path = "people/nearby.html")]
pub(crate) struct NearbyPage {
    pub(crate) shell: Shell,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) why: Why,
    pub(crate) title: String,
    pub(crate) lede: String,
    /// Around which other commune one looks, as typed.
    pub(crate) around: String,
    /// The lists to choose from: name, label, choices.
    pub(crate) lists: Vec<(&'static str, String, Vec<Choice>)>,
    /// What they are to accept: name, label, whether it is asked.
    pub(crate) accepting: Vec<(&'static str, String, bool)>,
    pub(crate) lines: Vec<Line>,
    pub(crate) map: Option<Map>,
    pub(crate) empty: Empty,
    /// The pathway and its step for which somebody is looked for who takes over.
    pub(crate) handover: Option<(String, String)>,
    /// Somebody may be asked now; else one looks for whom the person would like.
    pub(crate) proposes: bool,
}

/// Somebody near.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) details: Vec<String>,
    pub(crate) phone: Option<(String, String)>,
    /// Why they stand here.
    pub(crate) reasons: Vec<Tag>,
    pub(crate) confirmed: String,
    /// Which exercise it is.
    pub(crate) practice: Option<String>,
    /// The person would like them.
    pub(crate) wished: bool,
}

/// A map without streets: the home in the middle, who is near around it.
#[derive(Clone, Debug)]
pub(crate) struct Map {
    pub(crate) summary: String,
    /// Circles: radius, how far that is, where it is written.
    pub(crate) rings: Vec<(i64, String, i64)>,
    /// Where somebody is, and the numbers of those who are there.
    pub(crate) spots: Vec<(i64, i64, String)>,
}

/// General practitioners, whatever their qualification is called.
const GENERAL: &str = "general";
const GENERAL_CODES: [&str; 3] = ["SM26", "SM53", "SM54"];
/// Code of doctors.
const DOCTOR: &str = "10";
/// Languages that one may ask for (ISO 639-1).
pub(crate) const LANGUAGES: [&str; 12] =
    ["ar", "bn", "en", "es", "fa", "it", "pt", "ro", "ru", "ta", "tr", "uk"];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    profession: Option<String>,
    speciality: Option<String>,
    new_patients: String,
    protocol_partner: String,
    wheelchair_access: String,
    home_visits: String,
    fee_sector: String,
    language: String,
    around: String,
    pathway: String,
    step: String,
    wish: String,
}

impl Asked {
    /// The pathway and its step for which one looks, where one does.
    fn handover(&self, visit: &Visit) -> Option<(PathwayId, String)> {
        let pathway = open::<PathwayId>(visit.ctx.house(), &self.pathway).ok()?;
        Some((pathway, self.step.clone()))
    }

    fn profession(&self) -> &str {
        self.profession.as_deref().unwrap_or(DOCTOR)
    }

    /// A know-how is one of a doctor; without a word, that of the general practitioner.
    fn speciality(&self) -> &str {
        let doctor = self.profession() == DOCTOR;
        match (self.speciality.as_deref(), doctor) {
            (None, true) => GENERAL,
            (None | Some(GENERAL), false) => "",
            (Some(one), _) => one,
        }
    }

    fn sector(&self) -> Option<Sector> {
        Sector::ALL.iter().copied().find(|it| it.code() == self.fee_sector)
    }

    fn language(&self) -> Option<&'static str> {
        LANGUAGES.into_iter().find(|it| *it == self.language)
    }

    fn sought(&self, visit: &Visit) -> NearbySought {
        NearbySought {
            handover: self.handover(visit),
            around: self.around.clone(),
            profession: self.profession().to_owned(),
            specialities: match self.speciality() {
                "" => Vec::new(),
                GENERAL => GENERAL_CODES.map(str::to_owned).to_vec(),
                one => vec![one.to_owned()],
            },
            accepting: Accepting {
                new_patients: self.new_patients == "yes",
                protocol_partner: self.protocol_partner == "yes",
                wheelchair_access: self.wheelchair_access == "yes",
                home_visits: self.home_visits == "yes",
                fee_sector: self.sector(),
                language: self.language().map(str::to_owned),
            },
        }
    }
}

/// What a link asks: for which hand-over one looks.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Linked {
    pathway: String,
    step: String,
    wish: String,
}

pub(super) async fn show(visit: Visit, Id(id): Id<PersonId>, Query(linked): Query<Linked>) -> Answer {
    let Linked { pathway, step, wish } = linked;
    let asked = Asked { pathway, step, wish, ..Asked::default() };
    shown(&visit, id, &asked).await
}

/// Who is near, by what was typed: what one asks of a doctor, and around which place, may tell of the person, and stands in no address.
pub(super) async fn search(visit: Visit, Id(id): Id<PersonId>, body: Bytes) -> Answer {
    shown(&visit, id, &typed::parse(&body)).await
}

async fn shown(visit: &Visit, id: PersonId, asked: &Asked) -> Answer {
    let view = nearby(&visit.ctx, id, asked.sought(visit)).await?;
    if view.person.id != id {
        return Ok(see_other(&format!("{}/nearby", said::href(visit, view.person.id))));
    }
    Ok(Page::new(page(visit, &view, asked)).into_response())
}

fn page(visit: &Visit, view: &NearbyView, asked: &Asked) -> NearbyPage {
    let t = visit.t();
    let handover = asked.handover(visit);
    let handover = handover.map(|(pathway, step)| (seal(visit.ctx.house(), pathway.uuid()), step));
    NearbyPage {
        shell: visit.shell(),
        id: seal(visit.ctx.house(), view.person.id.uuid()),
        name: said::name(&view.person.identity),
        why: Why::new(said::reason(t, &view.reason.key)),
        title: match (&view.around, asked.around.trim()) {
            (Some(commune), around) if !around.is_empty() => t.nearby_title_around(commune.name),
            _ => t.nearby_title().to_owned(),
        },
        lede: match (&view.around, asked.around.trim()) {
            (Some(commune), "") => t.nearby_lede(commune.name),
            (Some(commune), _) => t.nearby_lede_around(commune.name, commune.department()),
            (None, _) => t.nearby_source().to_owned(),
        },
        around: asked.around.trim().to_owned(),
        lists: lists(t, &view.codes, asked),
        accepting: boxes(t, asked),
        lines: view
            .found
            .iter()
            .map(|it| {
                let mut line = line(t, &view.codes, it);
                line.practice = Some(seal(visit.ctx.house(), it.id.uuid()));
                line.wished = view.wished == Some(it.id);
                if line.wished {
                    line.reasons.insert(0, Tag::new(Tone::Accent, Icon::Person, t.nearby_wished()));
                }
                line
            })
            .collect(),
        map: view.from.filter(|_| !view.found.is_empty()).map(|home| map(t, home, &view.found)),
        empty: empty(visit, view, &asked.around),
        proposes: asked.wish != "yes",
        handover,
    }
}

/// What to do where nobody is found.
fn empty(visit: &Visit, view: &NearbyView, around: &str) -> Empty {
    let t = visit.t();
    let here = said::href(visit, view.person.id);
    if view.codes.is_empty() {
        return Empty::new(t.nearby_no_directory()).text(t.nearby_no_directory_text());
    }
    if view.from.is_none() && !around.trim().is_empty() {
        return Empty::new(t.nearby_around_unknown()).text(t.nearby_around_unknown_text());
    }
    if view.from.is_none() {
        let edit = Button::link(t.nearby_no_home_do(), format!("{here}/edit"));
        return Empty::new(t.nearby_no_home()).text(t.nearby_no_home_text()).act(edit);
    }
    let again = Button::link(t.nearby_none_do(), format!("{here}/nearby"));
    Empty::new(t.nearby_none()).text(t.nearby_none_text()).act(again)
}

fn chosen(mut choices: Vec<Choice>, value: &str) -> Vec<Choice> {
    for choice in &mut choices {
        choice.chosen = choice.value == value;
    }
    choices
}

fn lists(t: T, codes: &[Code], asked: &Asked) -> Vec<(&'static str, String, Vec<Choice>)> {
    let of = |kind: &'static str| {
        codes.iter().filter(move |it| it.kind == kind).map(|it| Choice::new(&it.code, &it.label))
    };
    let others = of("speciality").filter(|it| !GENERAL_CODES.contains(&it.value.as_str()));
    let first = [Choice::new("", t.nearby_any_speciality()), Choice::new(GENERAL, t.nearby_general())];
    let specialities = first.into_iter().chain(others).collect();
    let sectors = Sector::ALL.iter().map(|it| Choice::new(it.code(), sector(t, *it)));
    let sectors = std::iter::once(Choice::new("", t.nearby_any_sector())).chain(sectors).collect();
    let languages = LANGUAGES.into_iter().map(|it| Choice::new(it, language(t, it)));
    let languages = std::iter::once(Choice::new("", t.nearby_any_language())).chain(languages).collect();
    vec![
        (
            "profession",
            t.nearby_profession().to_owned(),
            chosen(of("profession").collect(), asked.profession()),
        ),
        ("speciality", t.nearby_speciality().to_owned(), chosen(specialities, asked.speciality())),
        ("fee_sector", t.nearby_fees().to_owned(), chosen(sectors, &asked.fee_sector)),
        ("language", t.nearby_language().to_owned(), chosen(languages, &asked.language)),
    ]
}

fn boxes(t: T, asked: &Asked) -> Vec<(&'static str, String, bool)> {
    vec![
        ("new_patients", t.nearby_new_patients().to_owned(), asked.new_patients == "yes"),
        ("protocol_partner", t.nearby_partner().to_owned(), asked.protocol_partner == "yes"),
        ("wheelchair_access", t.nearby_wheelchair().to_owned(), asked.wheelchair_access == "yes"),
        ("home_visits", t.nearby_home_visits().to_owned(), asked.home_visits == "yes"),
    ]
}

pub(crate) fn sector(t: T, sector: Sector) -> String {
    t.nearby_sector(match sector {
        Sector::One => 1,
        Sector::Two => 2,
        Sector::Three => 3,
    })
}

pub(crate) fn language(t: T, code: &str) -> String {
    t.by_key(&format!("nearby-language-{code}")).unwrap_or_else(|| code.to_owned())
}

/// Somebody near, in words.
pub(crate) fn line(t: T, codes: &[Code], it: &Near) -> Line {
    let place =
        Address { lines: it.address.clone(), postal_code: it.postal_code.clone(), city: it.city.clone() };
    Line {
        name: it.name.clone(),
        details: details(codes, it.speciality.as_deref(), it.structure.as_deref(), &place),
        phone: it.phone.as_deref().map(phone),
        practice: None,
        wished: false,
        reasons: reasons(t, it),
        confirmed: confirmed(t, &it.standing),
    }
}

/// What they do and where, in two lines.
pub(crate) fn details(
    codes: &[Code],
    speciality: Option<&str>,
    structure: Option<&str>,
    place: &Address,
) -> Vec<String> {
    let meant = speciality.and_then(|code| {
        codes.iter().find(|it| it.kind == "speciality" && it.code == code).map(|it| it.label.as_str())
    });
    let town = [place.postal_code.as_deref(), place.city.as_deref()];
    let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let address = place.lines.as_ref().map(|lines| lines.replace('\n', ", "));
    let place = [address, Some(town)].into_iter().flatten().filter(|it| !it.is_empty());
    let what: Vec<&str> = [meant, structure].into_iter().flatten().collect();
    let details = [what.join(" · "), place.collect::<Vec<_>>().join(", ")];
    details.into_iter().filter(|it| !it.is_empty()).collect()
}

/// A telephone number in words, and as it is dialled.
pub(crate) fn phone(number: &str) -> (String, String) {
    (crate::words::phone(number), number.replace([' ', '.'], ""))
}

/// When it was confirmed last.
pub(crate) fn confirmed(t: T, standing: &Standing) -> String {
    match standing.confirmed {
        Some(at) => t.nearby_confirmed(said::date(t.locale, at)),
        None => t.nearby_never_confirmed().to_owned(),
    }
}

/// Why they stand here: how far, then what was said.
fn reasons(t: T, it: &Near) -> Vec<Tag> {
    let far = if it.metres < 500.0 {
        t.nearby_same_commune().to_owned()
    } else {
        t.nearby_far(t.locale.decimal(it.metres / 1000.0, usize::from(it.metres < 10_000.0)))
    };
    [Tag::new(Tone::Neutral, Icon::Building, far)].into_iter().chain(tags(t, &it.standing)).collect()
}

/// What was said of what they accept.
pub(crate) fn tags(t: T, standing: &Standing) -> Vec<Tag> {
    let Standing {
        new_patients,
        protocol_partner,
        wheelchair_access,
        home_visits,
        fee_sector,
        languages,
        ..
    } = standing;
    let plain = |words: String| Tag::new(Tone::Neutral, Icon::Ok, words);
    let mut tags = Vec::new();
    tags.extend(new_patients.map(|welcome| match welcome {
        Welcome::Yes => Tag::new(Tone::Success, Icon::Ok, t.nearby_takes()),
        Welcome::Conditions => Tag::new(Tone::Warning, Icon::Alert, t.nearby_takes_some()),
        Welcome::No => Tag::new(Tone::Neutral, Icon::Stop, t.nearby_takes_none()),
    }));
    for (said, words) in [
        (protocol_partner, t.nearby_partner()),
        (wheelchair_access, t.nearby_wheelchair()),
        (home_visits, t.nearby_home_visits()),
    ] {
        if *said == Some(true) {
            tags.push(plain(words.to_owned()));
        }
    }
    tags.extend(fee_sector.map(|it| plain(sector(t, it))));
    if !languages.is_empty() {
        let spoken: Vec<String> = languages.iter().map(|code| language(t, code)).collect();
        tags.push(plain(t.nearby_speaks(spoken.join(", "))));
    }
    tags
}

/// Half the side of the map, and the radius of its outer circle.
const MIDDLE: i64 = 160;
const OUTER: f64 = 130.0;

/// Where everybody is, from the home. Those in one commune stand in one place.
pub(crate) fn map(t: T, home: Point, found: &[Near]) -> Map {
    let farthest = found.iter().map(|it| it.metres).fold(0.0, f64::max);
    let outer = round_up(farthest.max(1_000.0));
    let mut spots: Vec<(i64, i64, Vec<usize>)> = Vec::new();
    for (place, it) in found.iter().enumerate() {
        let (x, y) = on_map(home, it.at, outer);
        match spots.iter_mut().find(|spot| (spot.0, spot.1) == (x, y)) {
            Some(spot) => spot.2.push(place + 1),
            None => spots.push((x, y, vec![place + 1])),
        }
    }
    let ring = |share: f64| {
        #[expect(clippy::cast_possible_truncation, reason = "a hundred pixels")]
        let radius = (OUTER * share).round() as i64;
        let kilometres = outer * share / 1000.0;
        let words = t.nearby_kilometres(t.locale.decimal(kilometres, usize::from(kilometres < 10.0)));
        (radius, words, MIDDLE + radius - 6)
    };
    let numbers = |places: Vec<usize>| match places[..] {
        [first, .., last] if last - first + 1 == places.len() => format!("{first}–{last}"),
        _ => places.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
    };
    Map {
        summary: t
            .nearby_map_summary(t.locale.decimal(outer / 1000.0, 0), i64::try_from(found.len()).unwrap_or(0)),
        rings: vec![ring(0.5), ring(1.0)],
        spots: spots.into_iter().map(|(x, y, places)| (x, y, numbers(places))).collect(),
    }
}

/// One, two or five times a power of ten.
fn round_up(metres: f64) -> f64 {
    let power = 10_f64.powf(metres.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|it| it * power).find(|it| *it >= metres).unwrap_or(metres)
}

fn on_map(home: Point, at: Point, outer: f64) -> (i64, i64) {
    const METRES: f64 = 0.111_195;
    #[expect(clippy::cast_precision_loss, reason = "metres")]
    let (north, east) = ((at.lat - home.lat) as f64 * METRES, (at.lon - home.lon) as f64 * METRES);
    #[expect(clippy::cast_precision_loss, reason = "degrees")]
    let east = east * (home.lat as f64 / 1e6).to_radians().cos();
    #[expect(clippy::cast_possible_truncation, reason = "a hundred pixels")]
    let pixels = |metres: f64| (metres / outer * OUTER).round() as i64;
    (MIDDLE + pixels(east), MIDDLE - pixels(north))
}
