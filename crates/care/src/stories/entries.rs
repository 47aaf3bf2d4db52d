//! What stands in the record of Nadia Ferhat: what each of those around her wrote, where it belongs.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kernel::MockClock;
use policy::Compartment;

use super::cast::{Cast, acting};
use crate::assessments::{Completed, Typed, begin, complete, keep};
use crate::prevention::{self, NewNote, NoteForm};
use crate::record::{
    Audience, Content, Domain, EndForm, EntryForm, Facet, Icd10, NewEntry, Severity, StayKind, end, write,
};
use crate::{Ctx, Error, House, PersonId, Result};

/// An entry open to whoever the compartment is open to; what it says began so many days before `today`.
pub(super) fn entry(compartment: Compartment, today: Timestamp, days: i64, content: Content) -> NewEntry {
    let at = Some(today - SignedDuration::from_hours(24 * days));
    NewEntry {
        compartment,
        at,
        until: None,
        content,
        audience: Audience::Compartment,
        shared_with_social: false,
    }
}

/// The day so many days before `today`, as it is typed.
fn day(today: Timestamp, days: i64) -> String {
    let at = today - SignedDuration::from_hours(24 * days);
    at.to_zoned(kernel::Calendar::default().zone).date().to_string()
}

/// Fills a questionnaire about somebody, and puts it in their record.
async fn filled(
    ctx: &Ctx,
    person: PersonId,
    name: &str,
    compartment: Compartment,
    fields: Vec<(String, String)>,
) -> Result<()> {
    let canonical = format!("https://maillage.example/fhir/Questionnaire/{name}|1.0.0");
    let id = begin(ctx, person, &canonical).await?;
    let place = EntryForm { compartment: compartment.as_str().to_owned(), ..EntryForm::default() };
    keep(ctx, id, Typed { fields, place: Some(place), base: 1, ..Typed::default() }).await?;
    match complete(ctx, id, &[]).await? {
        Completed::Kept(_) => Ok(()),
        Completed::Wrong(wrong) => Err(Error::Bug(format!("{name}: {wrong:?}"))),
    }
}

/// Tells them, in the weeks before `today`.
pub(super) async fn entries(
    house: &Arc<House>,
    clock: &MockClock,
    cast: &Cast,
    today: Timestamp,
    nadia: PersonId,
) -> Result<()> {
    use Compartment::{Psychiatric, Social, Somatic};
    let days_ago = |days: i64| clock.set(today - SignedDuration::from_hours(24 * days));
    let nurse = acting(house, cast.get("nurse").role).await?;
    let psychiatrist = acting(house, cast.get("psychiatrist").role).await?;
    let awa = acting(house, cast.get("social_worker").role).await?;

    days_ago(11);
    let bipolar = Content::Problem {
        label: "Trouble bipolaire, en rémission".to_owned(),
        icd10: Icd10::parse("F31.7"),
        text: Some(
            "Premier épisode en 2011. Dernière décompensation au printemps, stable depuis.".to_owned(),
        ),
    };
    write(&psychiatrist, psychiatrist.new_id(), nadia, entry(Psychiatric, today, 5_680, bipolar)).await?;
    let lithium = Content::Treatment {
        label: "Sels de lithium".to_owned(),
        dosage: Some("800 mg le soir".to_owned()),
        text: Some("Lithiémie et fonction rénale tous les six mois.".to_owned()),
    };
    write(&psychiatrist, psychiatrist.new_id(), nadia, entry(Psychiatric, today, 2_840, lithium)).await?;
    let stay = Content::Stay {
        what: StayKind::Hospital,
        place: Some("Hôpital du Val de Loire".to_owned()),
        text: Some("Épisode maniaque, hospitalisation libre.".to_owned()),
    };
    let stay =
        write(&psychiatrist, psychiatrist.new_id(), nadia, entry(Psychiatric, today, 235, stay)).await?;
    end(&psychiatrist, stay, &EndForm { until: day(today, 213) }).await?;
    let phq9 = [1, 2, 2, 1, 1, 1, 0, 0, 0].into_iter().enumerate();
    let frequency = ["LA6568-5", "LA6569-3", "LA6570-1"];
    let phq9 = phq9.map(|(at, often)| (format!("q.phq9.0.phq9-{}.0", at + 1), frequency[often].to_owned()));
    filled(&psychiatrist, nadia, "phq-9", Psychiatric, phq9.collect()).await?;

    days_ago(10);
    let allergy = Content::Allergy {
        label: "Pénicilline".to_owned(),
        severity: Some(Severity::Severe),
        text: Some("Œdème en 2003.".to_owned()),
    };
    write(&nurse, nurse.new_id(), nadia, entry(Somatic, today, 8_420, allergy)).await?;
    let diabetes = Content::Problem {
        label: "Diabète de type 2".to_owned(),
        icd10: Icd10::parse("E11.9"),
        text: Some("HbA1c à 7,4 % en septembre.".to_owned()),
    };
    write(&nurse, nurse.new_id(), nadia, entry(Somatic, today, 1_896, diabetes)).await?;
    let shared = Content::Note {
        text: "Se fatigue vite : préférer les rendez-vous le matin, et un seul dans la journée.".to_owned(),
    };
    let shared = NewEntry { shared_with_social: true, ..entry(Somatic, today, 10, shared) };
    write(&nurse, nurse.new_id(), nadia, shared).await?;

    for (rule, outcome, on, words) in [
        ("cervical-cancer-hpv", "planned", day(today, -10), "Chez la sage-femme du centre, avec elle."),
        ("dental", "refused", String::new(), "Peur du dentiste ; en reparler."),
        ("diabetes-eyes", "done", day(today, 439), "Rétinographie normale."),
    ] {
        let (rule, outcome, text) = (rule.to_owned(), outcome.to_owned(), words.to_owned());
        let form = NoteForm { rule, outcome, on, text, ..NoteForm::default() };
        let note = NewNote::parse(&form, crate::people::today(&nurse))?;
        let plan = prevention::of_person(&nurse, nadia).await?;
        prevention::note(&nurse, nurse.new_id(), &plan, note).await?;
    }

    days_ago(8);
    let housing = Content::Situation {
        facet: Facet::Housing,
        text: "Hébergée chez sa sœur depuis la fin du bail ; demande de logement social en cours.".to_owned(),
    };
    write(&awa, awa.new_id(), nadia, entry(Social, today, 81, housing)).await?;
    let yes = [1, 2, 5, 11];
    let epices = (1..=11).map(|at| (format!("q.epices.0.epices-{at}.0"), yes.contains(&at).to_string()));
    filled(&awa, nadia, "epices", Social, epices.collect()).await?;
    let income = Content::Rupture {
        domain: Domain::Income,
        text: Some("Déclaration trimestrielle manquée : le RSA est suspendu.".to_owned()),
    };
    write(&awa, awa.new_id(), nadia, entry(Social, today, 21, income)).await?;
    let own =
        Content::Note { text: "Ne souhaite pas que l’on parle de son fils devant sa sœur.".to_owned() };
    let own = NewEntry { audience: Audience::Named([].into()), ..entry(Social, today, 8, own) };
    write(&awa, awa.new_id(), nadia, own).await?;
    Ok(())
}
