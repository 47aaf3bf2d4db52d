//! The questionnaires that come along: their codes, their scores, their bands.

use forms::{Questionnaire, Severity, Strength};
use proptest::prelude::*;

use crate::evaluating::filled;

fn read(text: &str) -> Questionnaire {
    let read = Questionnaire::read(text.as_bytes()).unwrap();
    assert_eq!(read.notices, [], "everything in it is understood");
    read
}

fn phq_9() -> Questionnaire {
    read(include_str!("../../../../questionnaires/phq-9.json"))
}

fn gad_7() -> Questionnaire {
    read(include_str!("../../../../questionnaires/gad-7.json"))
}

fn epices() -> Questionnaire {
    read(include_str!("../../../../questionnaires/epices.json"))
}

fn audit_c() -> Questionnaire {
    read(include_str!("../../../../questionnaires/audit-c.json"))
}

fn who_5() -> Questionnaire {
    read(include_str!("../../../../questionnaires/who-5.json"))
}

fn isi() -> Questionnaire {
    read(include_str!("../../../../questionnaires/isi.json"))
}

const FREQUENCIES: [&str; 4] = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"];

/// The score and its band, of answers from 0 to 3.
fn scored(
    questionnaire: &Questionnaire,
    scale: &str,
    answers: &[usize],
) -> (Option<String>, Option<Severity>) {
    let fields: Vec<_> = answers
        .iter()
        .enumerate()
        .map(|(at, frequency)| (format!("q.{scale}.0.{scale}-{}.0", at + 1), FREQUENCIES[*frequency]))
        .collect();
    let fields: Vec<_> = fields.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    of_fields(questionnaire, scale, &fields)
}

/// The score and its band, of what the fields hold.
fn of_fields(
    questionnaire: &Questionnaire,
    scale: &str,
    fields: &[(&str, &str)],
) -> (Option<String>, Option<Severity>) {
    let answers = filled(questionnaire, fields);
    let evaluation = questionnaire.evaluate(&answers);
    let score = evaluation.score(&format!("{scale}-total")).unwrap();
    (score.number.map(|it| it.to_string()), score.band.map(|it| it.severity))
}

/// The score and its band where each question, at its place in the form, is answered by its option of this rank.
fn ranked(
    questionnaire: &Questionnaire,
    scale: &str,
    within: &str,
    ranks: &[usize],
) -> (Option<String>, Option<Severity>) {
    let fields: Vec<_> = ranks
        .iter()
        .enumerate()
        .map(|(at, rank)| {
            let link_id = format!("{scale}-{}", at + 1);
            let key = questionnaire.item(&link_id).unwrap().options[*rank].key.clone();
            (format!("q.{within}{link_id}.0"), key)
        })
        .collect();
    let fields: Vec<_> = fields.iter().map(|(name, key)| (name.as_str(), key.as_str())).collect();
    of_fields(questionnaire, scale, &fields)
}

/// So many points, shared out over so many questions.
fn shared(points: usize, questions: usize) -> Vec<usize> {
    (0..questions).map(|at| points / questions + usize::from(at < points % questions)).collect()
}

#[test]
fn every_text_is_in_both_languages() {
    for questionnaire in [phq_9(), gad_7(), epices(), audit_c(), who_5(), isi()] {
        let items = questionnaire.items().iter();
        let words = items.flat_map(|it| {
            it.text
                .iter()
                .chain(it.options.iter().map(|it| &it.words))
                .chain(it.bands.iter().map(|it| &it.label))
        });
        let words: Vec<_> = words.chain(&questionnaire.title).chain(&questionnaire.description).collect();
        assert!(words.len() > 15);
        for each in words {
            assert!(!each.plain.is_empty());
            assert_eq!(each.translations.len(), 1, "{each:?}");
            assert_ne!(each.said("fr"), each.said("en"), "{each:?}");
        }
        assert_eq!(questionnaire.language.as_deref(), Some("fr"));
    }
}

#[test]
fn the_codes_are_those_of_loinc() {
    let codes = |questionnaire: &Questionnaire| -> Vec<String> {
        let codes = questionnaire.codes.iter().chain(questionnaire.items().iter().flat_map(|it| &it.codes));
        codes
            .map(|it| {
                assert_eq!(it.system.as_deref(), Some("http://loinc.org"));
                it.code.clone().unwrap()
            })
            .collect()
    };
    let phq = [
        "44249-1", "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3",
        "44260-8", "69722-7", "44261-6",
    ];
    assert_eq!(codes(&phq_9()), phq);
    let gad =
        ["69737-5", "69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7", "70274-6"];
    assert_eq!(codes(&gad_7()), gad);
    let audit = ["72109-2", "68518-0", "68519-8", "68520-6", "75626-2"];
    assert_eq!(codes(&audit_c()), audit);
    for code in phq.into_iter().chain(gad).chain(audit) {
        let (figures, check) = code.split_once('-').unwrap();
        assert_eq!(check, check_digit(figures), "{code}");
    }
    for option in [phq_9(), audit_c()].iter().flat_map(Questionnaire::items).flat_map(|it| &it.options) {
        let (figures, check) = option.key.strip_prefix("LA").unwrap().split_once('-').unwrap();
        // The letters of an answer's code count, too: five before four figures, two before five.
        let letters = if figures.len() == 4 { 5 } else { 2 };
        let expected = (check_digit(figures).parse::<u32>().unwrap() + letters) % 10;
        assert_eq!(check, expected.to_string(), "{}", option.key);
    }
}

/// LOINC's check digit (modulus 10, after Luhn): a code that was mistyped has another.
fn check_digit(figures: &str) -> String {
    let sum: u32 = figures
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, figure)| {
            let figure = u32::from(figure - b'0');
            let counted = if at % 2 == 0 { figure * 2 } else { figure };
            counted / 10 + counted % 10
        })
        .sum();
    ((10 - sum % 10) % 10).to_string()
}

/// Kroenke, Spitzer and Williams 2001: 0 to 27; 5, 10, 15 and 20 are the cut points.
#[test]
fn phq_9_is_scored_as_published() {
    use Severity::{Mild, Minimal, Moderate, ModeratelySevere, Severe};
    let questionnaire = phq_9();
    for score in 0..=27_usize {
        let answers: Vec<_> = (0..9).map(|at| (score / 9) + usize::from(at < score % 9)).collect();
        let band = match score {
            0..5 => Minimal,
            5..10 => Mild,
            10..15 => Moderate,
            15..20 => ModeratelySevere,
            _ => Severe,
        };
        assert_eq!(scored(&questionnaire, "phq9", &answers), (Some(score.to_string()), Some(band)));
    }
    assert_eq!(scored(&questionnaire, "phq9", &[3; 8]), (None, None), "all nine are needed");
}

/// Spitzer, Kroenke, Williams and Löwe 2006: 0 to 21; 5, 10 and 15 are the cut points.
#[test]
fn gad_7_is_scored_as_published() {
    use Severity::{Mild, Minimal, Moderate, Severe};
    let questionnaire = gad_7();
    for score in 0..=21_usize {
        let answers: Vec<_> = (0..7).map(|at| (score / 7) + usize::from(at < score % 7)).collect();
        let band = match score {
            0..5 => Minimal,
            5..10 => Mild,
            10..15 => Moderate,
            _ => Severe,
        };
        assert_eq!(scored(&questionnaire, "gad7", &answers), (Some(score.to_string()), Some(band)));
    }
}

/// Bush, Kivlahan, McDonell et al. 1998: 0 to 12; the cut points are those of the Haute Autorité de santé (2014): 3 for women, 4 for
/// men, 10 for a dependence.
#[test]
fn audit_c_is_scored_as_published() {
    use Severity::{Mild, Minimal, Moderate, Severe};
    let questionnaire = audit_c();
    for score in 0..=12_usize {
        let band = match score {
            0..3 => Minimal,
            3 => Mild,
            4..10 => Moderate,
            _ => Severe,
        };
        let scored = ranked(&questionnaire, "audit-c", "", &shared(score, 3));
        assert_eq!(scored, (Some(score.to_string()), Some(band)));
    }
    // The global assessment asks the same, and says the same of it.
    let whole = read(include_str!("../../../../questionnaires/somatic-assessment.json"));
    for link_id in ["audit-c-1", "audit-c-2", "audit-c-3", "audit-c-total"] {
        let [alone, within] = [&questionnaire, &whole].map(|it| it.item(link_id).unwrap());
        assert_eq!(alone.codes, within.codes, "{link_id}");
        assert!(link_id == "audit-c-total" || alone.text == within.text, "{link_id}");
        let options = |it: &forms::Item| it.options.iter().map(|it| it.key.clone()).collect::<Vec<_>>();
        assert_eq!(options(alone), options(within), "{link_id}");
        assert_eq!(format!("{:?}", alone.bands), format!("{:?}", within.bands), "{link_id}");
    }
}

/// Topp, Østergaard, Søndergaard and Bech 2015: the sum of the five, times four; 28 and 50 are the cut points, and more is better.
#[test]
fn who_5_is_scored_as_published() {
    use Severity::{Minimal, Moderate, Severe};
    let questionnaire = who_5();
    for sum in 0..=25_usize {
        let score = sum * 4;
        let band = match score {
            0..=28 => Severe,
            29..=50 => Moderate,
            _ => Minimal,
        };
        let scored = ranked(&questionnaire, "who5", "who5.0.", &shared(sum, 5));
        assert_eq!(scored, (Some(score.to_string()), Some(band)));
    }
    assert_eq!(ranked(&questionnaire, "who5", "who5.0.", &[5; 4]), (None, None), "all five are needed");
}

/// Bastien, Vallières and Morin 2001: 0 to 28; 8, 15 and 22 are the cut points.
#[test]
fn isi_is_scored_as_published() {
    use Severity::{Mild, Minimal, Moderate, Severe};
    let questionnaire = isi();
    for score in 0..=28_usize {
        let band = match score {
            0..8 => Minimal,
            8..15 => Mild,
            15..22 => Moderate,
            _ => Severe,
        };
        let scored = ranked(&questionnaire, "isi", "isi.0.", &shared(score, 7));
        assert_eq!(scored, (Some(score.to_string()), Some(band)));
    }
    assert_eq!(ranked(&questionnaire, "isi", "isi.0.", &[4; 6]), (None, None), "all seven are needed");
}

#[test]
fn thoughts_of_death_show_whom_to_call() {
    let questionnaire = phq_9();
    for (answer, shown) in
        [("", false), (FREQUENCIES[0], false), (FREQUENCIES[1], true), (FREQUENCIES[3], true)]
    {
        let answers = filled(&questionnaire, &[("q.phq9.0.phq9-9.0", answer)]);
        assert_eq!(questionnaire.evaluate(&answers).asks("phq9-alert"), shown, "{answer}");
    }
}

/// Whether the eleven questions are answered by yes.
fn precariousness(yes: [bool; 11]) -> (Option<String>, Option<Severity>) {
    let questionnaire = epices();
    let fields: Vec<_> = yes
        .iter()
        .enumerate()
        .map(|(at, yes)| (format!("q.epices.0.epices-{}.0", at + 1), if *yes { "oui" } else { "non" }))
        .collect();
    let fields: Vec<_> = fields.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let answers = filled(&questionnaire, &fields);
    let evaluation = questionnaire.evaluate(&answers);
    assert_eq!(evaluation.check(Strength::Complete), []);
    let score = evaluation.score("epices-total").unwrap();
    (score.number.map(|it| it.to_string()), score.band.map(|it| it.severity))
}

/// Sass, Moulin, Guéguen et al. 2006: 75.14 and the coefficients of what is answered by yes; precarious from 30.17.
#[test]
fn epices_is_scored_as_published() {
    let (y, n) = (true, false);
    let text = |score: &str| Some(score.to_owned());
    let (not, precarious) = (Some(Severity::Minimal), Some(Severity::Moderate));
    // The extremes, which the published coefficients reach exactly.
    assert_eq!(precariousness([n, y, y, y, n, y, y, y, y, y, y]), (text("0"), not));
    assert_eq!(precariousness([y, n, n, n, y, n, n, n, n, n, n]), (text("100"), precarious));
    assert_eq!(precariousness([n; 11]), (text("75.14"), precarious));
    assert_eq!(precariousness([y; 11]), (text("24.86"), not));
    // One by one, what each adds to nothing at all.
    let alone =
        ["85.2", "63.31", "66.86", "66.86", "89.94", "68.63", "68.04", "68.04", "65.67", "65.67", "68.04"];
    for (at, score) in alone.into_iter().enumerate() {
        let mut yes = [n; 11];
        yes[at] = y;
        assert_eq!(precariousness(yes).0, text(score), "question {}", at + 1);
    }
    // Insured, a sporting owner who has been away and whom family and friends would help, alone and without shows.
    assert_eq!(precariousness([n, y, n, y, n, y, n, y, y, y, y]), (text("15.38"), not));
}

proptest! {
    /// The band changes at 30.17, and nobody falls between the two.
    #[test]
    fn epices_always_says_something(yes in any::<[bool; 11]>()) {
        let (score, band) = precariousness(yes);
        let score: f64 = score.unwrap().parse().unwrap();
        prop_assert!((0.0..=100.0).contains(&score));
        prop_assert_eq!(band, Some(if score >= 30.17 { Severity::Moderate } else { Severity::Minimal }));
    }
}
