//! Reading the programme files. A wrong file is refused with its name, the line and the reason.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::tz::TimeZone;
use kernel::{Calendar, DayCount, Region};
use policy::Profession;
use serde::Deserialize;
use toml::Spanned;

use super::pathways::check_pathway;
use super::referrals::check_protocol;
use super::strands::{check_radar, check_reception, check_strand};
use super::{
    AdviceRules, Choice, Clocks, Letterhead, OnCall, PathwayRules, Program, Programs, Protocol, RadarRules,
    ReceptionRules, Strand, Words,
};

/// A programme file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct ProgramError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what would be right.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    slug: Spanned<String>,
    name: Words,
    letterhead: Letterhead,
    calendar: CalendarFile,
    clocks: Option<Spanned<Clocks>>,
    advice: Option<Spanned<AdviceFile>>,
    reception: Option<Spanned<ReceptionRules>>,
    radar: Option<Spanned<RadarRules>>,
    #[serde(default)]
    strands: Vec<Spanned<Strand>>,
    #[serde(default)]
    pathways: Vec<Spanned<PathwayRules>>,
    #[serde(default)]
    referrals: Vec<Spanned<Protocol>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFile {
    count: DayCount,
    region: Region,
    zone: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdviceFile {
    triage: bool,
    may_ask: Vec<Profession>,
    without_identity: bool,
    queue_cap: u32,
    #[serde(default)]
    refusals: Vec<Choice>,
    #[serde(default)]
    redirects: Vec<Choice>,
    on_call: Option<OnCall>,
}

impl Programs {
    /// Reads every `*.toml` of a folder.
    pub fn load(folder: &Path) -> Result<Self, ProgramError> {
        let unreadable = |file: &Path, error: std::io::Error| ProgramError {
            file: file.display().to_string(),
            line: 1,
            reason: error.to_string(),
        };
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .map_err(|error| unreadable(folder, error))?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
            .collect();
        files.sort();
        let texts: Result<Vec<_>, _> = files
            .iter()
            .map(|path| {
                let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, error))?;
                Ok((path.display().to_string(), text))
            })
            .collect();
        let texts = texts?;
        Self::parse(texts.iter().map(|(file, text)| (file.as_str(), text.as_str())))
    }

    /// The programmes that ship with the program.
    pub fn shipped() -> Self {
        macro_rules! file {
            ($name:literal) => {
                ($name, include_str!(concat!("../../../../", $name)))
            };
        }
        Self::parse([
            file!("programs/advice-line.toml"),
            file!("programs/integrated-centre.toml"),
            file!("programs/social-accompaniment.toml"),
            file!("programs/somatic-network.toml"),
        ])
        .expect("the shipped programmes are read by a test")
    }

    /// Reads programme files given as (name, text).
    pub fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, ProgramError> {
        let mut programs = BTreeMap::new();
        for (file, text) in files {
            let (program, line) = parse(file, text)?;
            if programs.contains_key(&program.slug) {
                let reason = format!("the slug {:?} is already used by another file", program.slug);
                return Err(ProgramError { file: file.to_owned(), line, reason });
            }
            programs.insert(program.slug.clone(), program);
        }
        Ok(Self(Arc::new(programs)))
    }
}

fn parse(file: &str, text: &str) -> Result<(Program, usize), ProgramError> {
    let wrong = |start: usize, reason: String| ProgramError {
        file: file.to_owned(),
        line: text[..start.min(text.len())].matches('\n').count() + 1,
        reason,
    };
    let read: File = toml::from_str(text).map_err(|error| {
        wrong(error.span().map_or(0, |span| span.start), error.message().replace('\n', " "))
    })?;
    let slug = read.slug.get_ref();
    if slug.is_empty() || !slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        let reason = "slug: only small letters, figures and hyphens".to_owned();
        return Err(wrong(read.slug.span().start, reason));
    }
    let zone = TimeZone::get(read.calendar.zone.get_ref()).map_err(|_| {
        let reason =
            format!("zone: {:?} is no known time zone, try \"Europe/Paris\"", read.calendar.zone.get_ref());
        wrong(read.calendar.zone.span().start, reason)
    })?;
    if let Some(clocks) = &read.clocks {
        check_clocks(clocks.get_ref()).map_err(|reason| wrong(clocks.span().start, reason))?;
    }
    if let Some(advice) = &read.advice {
        if read.clocks.is_none() {
            let reason =
                "advice: an advice line wants [clocks]: from sending to answer, and so on".to_owned();
            return Err(wrong(advice.span().start, reason));
        }
        check_advice(advice.get_ref()).map_err(|reason| wrong(advice.span().start, reason))?;
    }
    if let Some(rules) = &read.reception {
        check_reception(rules.get_ref()).map_err(|reason| wrong(rules.span().start, reason))?;
    }
    if let Some(rules) = &read.radar {
        check_radar(rules.get_ref()).map_err(|reason| wrong(rules.span().start, reason))?;
    }
    for (place, strand) in read.strands.iter().enumerate() {
        let before: Vec<&Strand> = read.strands[..place].iter().map(Spanned::get_ref).collect();
        check_strand(strand.get_ref(), &before, read.reception.is_some())
            .map_err(|reason| wrong(strand.span().start, reason))?;
    }
    for (place, pathway) in read.pathways.iter().enumerate() {
        let before: Vec<&PathwayRules> = read.pathways[..place].iter().map(Spanned::get_ref).collect();
        check_pathway(pathway.get_ref(), &before).map_err(|reason| wrong(pathway.span().start, reason))?;
    }
    let pathways: Vec<String> = read.pathways.iter().map(|it| it.get_ref().code.clone()).collect();
    for (place, protocol) in read.referrals.iter().enumerate() {
        let before: Vec<&Protocol> = read.referrals[..place].iter().map(Spanned::get_ref).collect();
        check_protocol(protocol.get_ref(), &before, &pathways)
            .map_err(|reason| wrong(protocol.span().start, reason))?;
    }
    let line = text[..read.slug.span().start].matches('\n').count() + 1;
    let program = Program {
        slug: read.slug.into_inner(),
        name: read.name,
        letterhead: read.letterhead,
        calendar: Calendar { count: read.calendar.count, region: read.calendar.region, zone },
        clocks: read.clocks.map(Spanned::into_inner).unwrap_or_default(),
        advice: read.advice.map(|advice| rules(advice.into_inner())),
        reception: read.reception.map(Spanned::into_inner),
        radar: read.radar.map(Spanned::into_inner),
        strands: read.strands.into_iter().map(Spanned::into_inner).collect(),
        pathways: read.pathways.into_iter().map(Spanned::into_inner).collect(),
        referrals: read.referrals.into_iter().map(Spanned::into_inner).collect(),
    };
    Ok((program, line))
}

fn rules(file: AdviceFile) -> AdviceRules {
    AdviceRules {
        triage: file.triage,
        may_ask: file.may_ask,
        without_identity: file.without_identity,
        queue_cap: file.queue_cap,
        refusals: file.refusals,
        redirects: file.redirects,
        on_call: file.on_call,
    }
}

fn check_clocks(clocks: &Clocks) -> Result<(), String> {
    for (name, days) in [
        ("answer_days", clocks.answer_days),
        ("consultation_days", clocks.consultation_days),
        ("draft_days", clocks.draft_days),
    ] {
        if !(1..=366).contains(&days) {
            return Err(format!("clocks: {name} must be from 1 to 366 days, not {days}"));
        }
    }
    if clocks.warn_at.iter().any(|percent| !(1..=99).contains(percent)) || !clocks.warn_at.is_sorted() {
        return Err("clocks: warn_at must be percents from 1 to 99, smallest first".to_owned());
    }
    Ok(())
}

fn check_advice(advice: &AdviceFile) -> Result<(), String> {
    if advice.may_ask.is_empty() {
        return Err("advice: may_ask must name at least one profession".to_owned());
    }
    if advice.queue_cap == 0 {
        return Err("advice: queue_cap must be at least 1".to_owned());
    }
    for choices in [&advice.refusals, &advice.redirects] {
        for (index, choice) in choices.iter().enumerate() {
            if choices[..index].iter().any(|other| other.code == choice.code) {
                return Err(format!("advice: the code {:?} stands twice in the same list", choice.code));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADVICE: &str = include_str!("../../../../programs/advice-line.toml");
    const SOCIAL: &str = include_str!("../../../../programs/social-accompaniment.toml");

    /// What is said of a file in which one thing was written otherwise.
    fn refused(text: &str, said: &str, otherwise: &str) -> String {
        assert!(text.contains(said), "{said} stands in the file");
        let wrong = text.replacen(said, otherwise, 1);
        Programs::parse([("programs/a.toml", wrong.as_str())]).unwrap_err().to_string()
    }

    #[test]
    fn what_ships_is_read() {
        let programs = Programs::shipped();
        let social = programs.get("social-accompaniment").unwrap();
        let strands: Vec<&str> = social.strands.iter().map(|it| it.code.as_str()).collect();
        assert_eq!(strands, ["reception", "health", "social", "popular_education", "training"]);
        let rules = social.reception.as_ref().unwrap();
        assert!(rules.reason("care").unwrap().health && !rules.reason("rights").unwrap().health);
        assert!(
            rules.destination("emergency").unwrap().outside
                && !rules.destination("mediator").unwrap().outside
        );
        assert!(
            social.advice.is_none() && social.clocks == Clocks::default(),
            "it has no advice line, and no clocks"
        );
        assert!(social.strands.iter().all(|it| !it.professions.is_empty()));
        assert_eq!(programs.advice_lines().count(), 1);
    }

    #[test]
    fn a_wrong_file_is_refused_with_its_name_the_line_and_the_reason() {
        let line = |text: &str, said: &str| text[..text.find(said).unwrap()].matches('\n').count() + 1;
        let told = refused(SOCIAL, "code = \"nurse\"", "code = \"mediator\"");
        let at = line(SOCIAL, "[[reception.reasons]]");
        assert!(told.starts_with(&format!("programs/a.toml:{at}: ")), "{told}");
        assert!(
            told.contains("reception.orientations") && told.contains("\"mediator\" stands twice"),
            "{told}"
        );

        let told = refused(
            SOCIAL,
            "outside = true\n\n[[reception.orientations]]",
            "outside = \"yes\"\n\n[[reception.orientations]]",
        );
        let at = line(SOCIAL, "outside = true\n\n[[reception.orientations]]");
        assert!(told.starts_with(&format!("programs/a.toml:{at}: ")), "{told}");

        for (said, otherwise, reason) in [
            ("\"physiotherapist\"", "\"healer\"", "healer"),
            ("code = \"carers\"", "code = \"Les aidants\"", "small letters"),
            ("code = \"training\"\n", "code = \"social\"\n", "stands twice"),
            ("[strands.about]", "[strands.purpose]", "purpose"),
            ("silent_months = 6", "silent_months = 0", "from 1 to 60"),
            ("missed_in_a_row = 2", "missed_in_a_row = 21", "from 1 to 20"),
            ("slug = \"social-accompaniment\"", "slug = \"Accueil\"", "small letters"),
            ("zone = \"Europe/Paris\"", "zone = \"Europe/Tours\"", "no known time zone"),
        ] {
            let told = refused(SOCIAL, said, otherwise);
            assert!(told.starts_with("programs/a.toml:") && told.contains(reason), "{said}: {told}");
        }
        let bookless: String = SOCIAL.split("[[reception.").next().unwrap().to_owned()
            + SOCIAL
                .split("# ---------------------------------------------------------------- the strands")
                .nth(1)
                .unwrap();
        let told = Programs::parse([("programs/a.toml", bookless.as_str())]).unwrap_err().to_string();
        assert!(told.contains("wants a [reception]"), "{told}");
        let told = refused(ADVICE, "[clocks]", "[hours]");
        assert!(told.contains("hours"), "{told}");
        let clockless = ADVICE.split("[clocks]").next().unwrap().to_owned()
            + "[advice]"
            + ADVICE.split("[advice]").nth(1).unwrap();
        let told = Programs::parse([("programs/a.toml", clockless.as_str())]).unwrap_err().to_string();
        assert!(told.contains("an advice line wants [clocks]"), "{told}");
    }

    #[test]
    fn the_radar_warns_when_the_programmes_say_so() {
        assert_eq!(Programs::shipped().radar(), RadarRules::default());
        let three = SOCIAL.replacen("silent_months = 6", "silent_months = 3", 1);
        let four = ADVICE.to_owned() + "\n[radar]\nsilent_months = 4\nmissed_in_a_row = 1\n";
        let both = Programs::parse([("a.toml", three.as_str()), ("b.toml", four.as_str())]).unwrap();
        assert_eq!(both.radar(), RadarRules { silent_months: 3, missed_in_a_row: 1 });
        assert_eq!(Programs::parse([("a.toml", ADVICE)]).unwrap().radar(), RadarRules::default());
    }

    #[test]
    fn no_two_programmes_have_one_slug() {
        let told = Programs::parse([("a.toml", SOCIAL), ("b.toml", SOCIAL)]).unwrap_err().to_string();
        assert!(told.starts_with("b.toml:") && told.contains("already used"), "{told}");
    }
}
