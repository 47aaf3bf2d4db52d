//! The answer as a typeset letter.

use kernel::Locale;
use letters::{Letter, Letterhead, Section};
use policy::Action;

use super::act::look;
use super::extract::Extract;
use super::facts::Answer;
use super::rows::Advice;
use crate::directory::authors::Authored;
use crate::letter::{LetterFile, kept, signed, subject};
use crate::programs::Program;
use crate::{AdviceId, Ctx, Error, Result, Seen};

/// The kind of what the letter is of.
pub(super) const KIND: &str = "advice";

/// Puts the letter together from what was asked and what is answered.
pub(super) fn compose(
    ctx: &Ctx,
    advice: &Advice,
    program: &Program,
    asker: &Authored,
    author: &Authored,
    answer: &Answer,
    consultation_due: Option<jiff::Timestamp>,
) -> Result<Letter> {
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
    Ok(Letter {
        large: false,
        locale,
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
        signatories: vec![vec![author.name.clone(), author.organization.clone()]],
        signature_note: Some(signed(locale, &author.name, &ctx.now().to_zoned(zone.clone()))),
        footer: say(
            "Document confidentiel, couvert par le secret professionnel.",
            "Confidential, covered by professional secrecy.",
        ),
    })
}

fn title(locale: Locale, extract: &Extract) -> String {
    match (locale, extract) {
        (Locale::Fr, Extract::Identified(it)) => format!("Avis psychiatrique : {}", subject(locale, it)),
        (Locale::En, Extract::Identified(it)) => format!("Psychiatric advice: {}", subject(locale, it)),
        (Locale::Fr, Extract::Anonymous { .. }) => "Avis psychiatrique, question sans identité".to_owned(),
        (Locale::En, Extract::Anonymous { .. }) => "Psychiatric advice, question without identity".to_owned(),
    }
}

/// The letter as it was sent, for those who may read it.
pub async fn download(ctx: &Ctx, id: AdviceId) -> Result<LetterFile> {
    let db = ctx.reader();
    let (advice, resource) = look(&db, ctx, id).await?;
    ctx.permit(Action::ReadAdvice, &resource)?;
    // Whoever may not read the letter must not learn that there is one.
    let reason = ctx.permit(Action::DownloadLetter, &resource).map_err(|_| Error::NotFound)?;
    let (letter, bytes) = kept(ctx, &db, (KIND, id.uuid())).await?;
    ctx.saw(Seen {
        action: "advice.letter_read",
        kind: "letter",
        object: Some(letter.uuid()),
        persons: advice.row.person_id.into_iter().collect(),
        ground: reason.policy.to_string(),
    });
    Ok(LetterFile { name: format!("avis-{}.pdf", advice.row.reference), bytes })
}
