//! The letters of a synthesis: to the doctor who takes over, and to the person in plain words.

use kernel::Locale;
use letters::{Letter, Letterhead, Section};
use policy::{Action, Profession, Reason, Resource};
use sea_orm::ConnectionTrait;

use super::frozen::Frozen;
use super::hold::visible;
use super::rows::Synthesis;
use super::text::Part;
use crate::letter::{LetterFile, kept, signed, subject};
use crate::{Ctx, Error, Result, Seen, SynthesisId};

/// For whom a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// The doctor who takes over, and the psychiatrist.
    Doctor,
    /// The person.
    Person,
}

impl For {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Doctor, Self::Person];

    /// The kind under which its letter is kept.
    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::Doctor => "synthesis",
            Self::Person => "synthesis_person",
        }
    }

    /// The name of its file, without any personal datum.
    const fn file(self) -> &'static str {
        match self {
            Self::Doctor => "synthese.pdf",
            Self::Person => "synthese-pour-vous.pdf",
        }
    }
}

/// Puts a letter together from what is signed.
pub(super) fn compose(locale: Locale, frozen: &Frozen, whom: For) -> Letter {
    let say = |french: &str, english: &str| if locale == Locale::Fr { french } else { english }.to_owned();
    let zone = kernel::Calendar::default().zone;
    let zoned = |at: jiff::Timestamp| at.to_zoned(zone.clone());
    let about = subject(locale, &frozen.identity);
    let signer = |it: &super::Signer| {
        let what = [profession(locale, it.profession), it.organization.as_str()];
        vec![it.name.clone(), what.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ")]
    };
    let notes = frozen.signers.iter().map(|it| signed(locale, &it.name, &zoned(it.at)));
    let letter = Letter {
        large: whom == For::Person,
        locale,
        written_at: frozen.at,
        author: frozen.signers.last().map(|it| it.name.clone()).unwrap_or_default(),
        letterhead: Letterhead {
            programme: frozen.program.get(locale).to_owned(),
            organisation: frozen.letterhead.organization.clone(),
            address: frozen.letterhead.address.clone(),
            phone: frozen.letterhead.phone.clone(),
        },
        recipient: Vec::new(),
        place: frozen.letterhead.place.clone(),
        date: locale.date(zoned(frozen.at).date()),
        reference: String::new(),
        title: String::new(),
        salutation: String::new(),
        opening: String::new(),
        sections: Vec::new(),
        basis: String::new(),
        consultation: None,
        follow_up: None,
        responsibility: String::new(),
        closing: say("Bien cordialement,", "Kind regards,"),
        signatories: frozen.signers.iter().map(signer).collect(),
        signature_note: Some(notes.collect::<Vec<_>>().join("\n")),
        footer: say(
            "Document confidentiel, couvert par le secret professionnel.",
            "Confidential, covered by professional secrecy.",
        ),
    };
    match whom {
        For::Doctor => Letter {
            recipient: match frozen.recipient.as_slice() {
                [] => vec![say("Au médecin traitant", "To the general practitioner")],
                some => some.to_vec(),
            },
            title: if locale == Locale::Fr {
                format!("Synthèse : {about}")
            } else {
                format!("Synthesis: {about}")
            },
            salutation: say("Cher confrère, chère consœur,", "Dear colleague,"),
            sections: frozen
                .text
                .for_the_doctor()
                .map(|(part, text)| Section::new(heading(locale, part), text))
                .collect(),
            ..letter
        },
        For::Person => Letter {
            recipient: vec![format!("{} {}", frozen.identity.given, frozen.identity.family)],
            title: say("Ce que nous avons vu ensemble", "What we looked at together"),
            sections: vec![Section::new("", frozen.text.get(Part::Person).unwrap_or_default())],
            footer: say(
                "Cette lettre est pour vous. C’est vous qui choisissez à qui la montrer.",
                "This letter is for you. It is you who choose whom to show it to.",
            ),
            ..letter
        },
    }
}

/// The heading of a part in a letter.
fn heading(locale: Locale, part: Part) -> &'static str {
    let (french, english) = match part {
        Part::Reason => ("Motif", "Reason"),
        Part::History => ("Problèmes et antécédents", "Problems and history"),
        Part::Treatments => ("Traitements", "Treatments"),
        Part::Allergies => ("Allergies et intolérances", "Allergies and intolerances"),
        Part::Examination => ("Examen, mesures et résultats", "Examination, measurements and results"),
        Part::Prevention => ("Prévention et surveillance", "Prevention and monitoring"),
        Part::Situation => ("Situation", "Situation"),
        Part::Circle => ("Qui suit quoi", "Who follows what"),
        Part::Plan => ("Ce que nous vous proposons", "What we propose to you"),
        Part::Person => ("Pour la personne", "For the person"),
    };
    if locale == Locale::Fr { french } else { english }
}

/// A profession as it stands below a signature.
fn profession(locale: Locale, it: Profession) -> &'static str {
    let (french, english) = match it {
        Profession::GeneralPractitioner => ("médecin généraliste", "general practitioner"),
        Profession::Psychiatrist => ("psychiatre", "psychiatrist"),
        Profession::OtherDoctor => ("médecin", "doctor"),
        Profession::Nurse => ("soins infirmiers", "nurse"),
        Profession::Psychologist => ("psychologue", "psychologist"),
        _ => ("", ""),
    };
    if locale == Locale::Fr { french } else { english }
}

/// The letters as they would leave now.
#[derive(Debug, Clone, PartialEq)]
pub struct LetterPreview {
    /// To the doctor.
    pub doctor: Letter,
    /// To the person.
    pub person: Letter,
}

/// Shows exactly what would leave, were it signed now. Nothing leaves. The caller has asked the policy.
pub(super) async fn preview_of<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    synthesis: &Synthesis,
    may_sign: bool,
) -> Result<LetterPreview> {
    let standing = synthesis.standing()?;
    let me = ctx.actor().professional()?.principal.profession;
    let frozen = match &synthesis.frozen {
        Some((frozen, _)) => frozen.clone(),
        None => Frozen::now(ctx, db, synthesis, &standing, may_sign.then_some(me)).await?,
    };
    Ok(LetterPreview {
        doctor: compose(synthesis.locale, &frozen, For::Doctor),
        person: compose(synthesis.locale, &frozen, For::Person),
    })
}

/// A letter of a synthesis as it was signed; journalled.
///
/// # Errors
/// [`Error::NotFound`] when it is hidden, or not signed.
pub async fn download(ctx: &Ctx, id: SynthesisId, whom: For) -> Result<LetterFile> {
    let db = ctx.reader();
    let (synthesis, reason) = read(ctx, &db, id).await?;
    let (letter, bytes) = kept(ctx, &db, (whom.kind(), id.uuid())).await?;
    ctx.saw(Seen::one("synthesis.letter_read", ("letter", letter.uuid()), synthesis.person, &reason));
    Ok(LetterFile { name: whom.file().to_owned(), bytes })
}

/// The letter to the doctor, for the one who takes over. The caller has asked the policy.
///
/// # Errors
/// [`Error::NotFound`] when it is not signed.
pub(crate) async fn to_the_doctor<C: ConnectionTrait>(
    ctx: &Ctx,
    db: &C,
    id: SynthesisId,
) -> Result<LetterFile> {
    let (_, bytes) = kept(ctx, db, (For::Doctor.kind(), id.uuid())).await?;
    Ok(LetterFile { name: For::Doctor.file().to_owned(), bytes })
}

/// What was signed, for another program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Of which synthesis.
    pub id: SynthesisId,
    /// What was signed.
    pub frozen: Frozen,
    /// In which language.
    pub locale: Locale,
}

/// What was signed, for another program; journalled.
///
/// # Errors
/// As [`download`].
pub async fn document(ctx: &Ctx, id: SynthesisId) -> Result<Document> {
    let db = ctx.reader();
    let (synthesis, reason) = read(ctx, &db, id).await?;
    let (frozen, _) = synthesis.frozen.ok_or(Error::NotFound)?;
    let (person, locale) = (synthesis.person, synthesis.locale);
    ctx.saw(Seen::one("synthesis.exported", ("synthesis", id.uuid()), person, &reason));
    Ok(Document { id, frozen, locale })
}

async fn read<C: ConnectionTrait>(ctx: &Ctx, db: &C, id: SynthesisId) -> Result<(Synthesis, Reason)> {
    let (synthesis, person) = visible(ctx, db, id).await?;
    let reason = ctx.permit(Action::ReadSomatic, &Resource::Person(person))?;
    Ok((synthesis, reason))
}
