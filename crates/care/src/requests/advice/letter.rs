//! The answer as a typeset letter, kept as it was sent.

use kernel::Locale;
use letters::{AdviceLetter, Letterhead, Section};
use policy::Action;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};
use store::{StoredBlob, Tx};

use super::act::look;
use super::extract::Extract;
use super::facts::Answer;
use super::people_of::Authored;
use super::rows::Advice;
use crate::programs::Program;
use crate::rows::row;
use crate::{AdviceId, Ctx, Error, LetterId, Result, Seen};

row! {
    letter = "letter" {
        territory_id: Uuid, id: Uuid;
        object_kind: String,
        object_id: Uuid,
        locale: String,
        media_type: String,
        size: i64,
        sha256: String,
        at: i64,
    }
}

/// A letter as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterFile {
    /// File name without any personal datum.
    pub name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// A letter set and put away, not yet referred to.
pub(super) struct SetLetter {
    blob: StoredBlob,
    sha256: String,
    size: i64,
    locale: Locale,
}

/// Puts the letter together from what was asked and what is answered.
pub(super) fn compose(
    ctx: &Ctx,
    advice: &Advice,
    program: &Program,
    asker: &Authored,
    author: &Authored,
    answer: &Answer,
    consultation_due: Option<jiff::Timestamp>,
) -> Result<AdviceLetter> {
    let asked = advice.asked().ok_or(Error::NotFound)?;
    let sent = advice.row.sent_at.map(super::instant).ok_or(Error::NotFound)?;
    let zone = &program.calendar.zone;
    let locale = ctx.locale();
    let fr = locale == Locale::Fr;
    let day = |at: jiff::Timestamp| locale.date(at.to_zoned(zone.clone()).date());
    let say = |french: &str, english: &str| if fr { french.to_owned() } else { english.to_owned() };
    let mut sections = Vec::new();
    let mut part = |heading: String, text: Option<&String>| {
        if let Some(text) = text {
            sections.push(Section { heading, text: text.clone() });
        }
    };
    part(say("Ce que j’en pense", "My assessment"), Some(&answer.assessment));
    part(say("Médicaments", "Medication"), answer.medication.as_ref());
    part(say("Conduite à tenir", "What to do"), answer.clinical_plan.as_ref());
    part(say("Suivi", "Follow-up"), answer.follow_up.as_ref());
    part(say("Ce qui doit alerter", "Warning signs"), answer.warning_signs.as_ref());
    let consultation = consultation_due.map(|due| {
        if fr {
            format!("Je propose une consultation, à tenir avant le {}.", day(due))
        } else {
            format!("I offer a consultation, to be held before {}.", day(due))
        }
    });
    Ok(AdviceLetter {
        locale: if fr { letters::Locale::Fr } else { letters::Locale::En },
        written_at: ctx.now(),
        author: author.name.clone(),
        letterhead: Letterhead {
            programme: program.name.get(locale).to_owned(),
            organisation: program.letterhead.organization.clone(),
            address: program.letterhead.address.clone(),
            phone: program.letterhead.phone.clone(),
        },
        recipient: [asker.name.clone(), asker.organization.clone()]
            .into_iter()
            .chain(asker.address.clone())
            .collect(),
        place: program.letterhead.place.clone(),
        date: day(ctx.now()),
        reference: advice.row.reference.clone(),
        title: title(locale, &asked.extract),
        salutation: say("Cher confrère, chère consœur,", "Dear colleague,"),
        opening: if fr {
            format!("Vous m’avez demandé un avis le {}. Le voici.", day(sent))
        } else {
            format!("You asked for my advice on {}. Here it is.", day(sent))
        },
        sections,
        basis: say(
            "Avis rendu sur les éléments fournis, sans examen de la personne.",
            "Advice given on the elements supplied, without examining the person.",
        ),
        consultation,
        follow_up: None,
        responsibility: say(
            "Vous restez responsable du suivi de la personne.",
            "You remain in charge of the person’s follow-up.",
        ),
        closing: say("Bien confraternellement,", "Yours sincerely,"),
        signatory: vec![author.name.clone(), author.organization.clone()],
        signature_note: Some(signature(ctx, program, author)),
        footer: say(
            "Document confidentiel, couvert par le secret professionnel.",
            "Confidential, covered by professional secrecy.",
        ),
    })
}

fn signature(ctx: &Ctx, program: &Program, author: &Authored) -> String {
    let now = ctx.now().to_zoned(program.calendar.zone.clone());
    let locale = ctx.locale();
    let (day, time) = (locale.date(now.date()), locale.time(now.time()));
    match locale {
        Locale::Fr => format!("Signé électroniquement par {}, le {day} à {time}.", author.name),
        Locale::En => format!("Signed electronically by {}, on {day} at {time}.", author.name),
    }
}

fn title(locale: Locale, extract: &Extract) -> String {
    match (locale, extract) {
        (Locale::Fr, Extract::Identified(it)) => {
            let (civility, born) = match it.sex.as_str() {
                "female" => ("Mme ", "née"),
                "male" => ("M. ", "né"),
                _ => ("", "né(e)"),
            };
            format!(
                "Avis psychiatrique : {civility}{} {}, {born} le {}",
                it.given,
                it.family,
                birth(locale, &it.birth_date)
            )
        }
        (Locale::En, Extract::Identified(it)) => {
            format!("Psychiatric advice: {} {}, born {}", it.given, it.family, birth(locale, &it.birth_date))
        }
        (Locale::Fr, Extract::Anonymous { .. }) => "Avis psychiatrique, question sans identité".to_owned(),
        (Locale::En, Extract::Anonymous { .. }) => "Psychiatric advice, question without identity".to_owned(),
    }
}

fn birth(locale: Locale, iso: &str) -> String {
    iso.parse().map_or_else(|_| iso.to_owned(), |date| locale.date_plain(date))
}

/// Sets the letter and puts it away, encrypted, before anything is written about it.
pub(super) async fn set(ctx: &Ctx, letter: AdviceLetter) -> Result<SetLetter> {
    let press = ctx.house().press.clone();
    let locale = ctx.locale();
    let bytes = tokio::task::spawn_blocking(move || press.set(&letter))
        .await
        .map_err(|error| Error::Bug(error.to_string()))?
        .map_err(|error| Error::Bug(error.to_string()))?;
    let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let blob = ctx.house().blobs.put(&bytes).await?;
    Ok(SetLetter { blob, sha256, size, locale })
}

/// Keeps the letter with the request, forever.
pub(super) async fn keep(ctx: &Ctx, tx: &Tx, id: AdviceId, set: SetLetter) -> Result<()> {
    let letter: LetterId = ctx.new_id();
    tx.save_blob(ctx.territory(), letter.uuid(), &set.blob, ctx.now()).await?;
    letter::Model {
        territory_id: ctx.territory(),
        id: letter.uuid(),
        object_kind: "advice".to_owned(),
        object_id: id.uuid(),
        locale: if set.locale == Locale::Fr { "fr" } else { "en" }.to_owned(),
        media_type: "application/pdf".to_owned(),
        size: set.size,
        sha256: set.sha256,
        at: ctx.now().as_microsecond(),
    }
    .insert(tx)
    .await?;
    Ok(())
}

/// The letter as it was sent, for those who may read it.
pub async fn download(ctx: &Ctx, id: AdviceId) -> Result<LetterFile> {
    let db = ctx.reader();
    let (advice, resource) = look(&db, ctx, id).await?;
    ctx.permit(Action::ReadAdvice, &resource)?;
    // Whoever may not read the letter must not learn that there is one.
    let reason = ctx.permit(Action::DownloadLetter, &resource).map_err(|_| Error::NotFound)?;
    let row = letter::Entity::find()
        .filter(letter::Column::TerritoryId.eq(ctx.territory()))
        .filter(letter::Column::ObjectId.eq(id.uuid()))
        .one(&db)
        .await?
        .ok_or(Error::NotFound)?;
    let bytes = crate::attachments::stored(ctx, row.id).await?;
    ctx.saw(Seen {
        action: "advice.letter_read",
        kind: "letter",
        object: Some(row.id),
        persons: advice.row.person_id.into_iter().collect(),
        ground: reason.policy.to_string(),
    });
    Ok(LetterFile { name: format!("avis-{}.pdf", advice.row.reference), bytes })
}
