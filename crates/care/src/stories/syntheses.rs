//! Syntheses of the somatic network: what nurse and doctor wrote after three visits, signed by both or waiting for the doctor.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use kernel::MockClock;
use policy::Compartment;

use super::cast::{Cast, acting};
use super::entries::entry;
use super::records::join;
use crate::people::TeamGround;
use crate::record::{Content, Icd10, write};
use crate::synthesis::{self, Part, Text};
use crate::{Ctx, House, PathwayId, PersonId, Result, SynthesisId};

/// A pathway whose synthesis is told.
pub(super) struct Waiting {
    pub(super) person: PersonId,
    pub(super) pathway: PathwayId,
    /// The psychiatrist who asked for it.
    pub(super) by: Ctx,
    /// When its last visit was.
    pub(super) visited: Timestamp,
}

const STEP: &str = "synthesis";

/// Tells them, the longest visited first: the first is signed by nurse and doctor, the others wait for the doctor.
pub(super) async fn syntheses(
    house: &Arc<House>,
    clock: &MockClock,
    cast: &Cast,
    mut waiting: Vec<Waiting>,
) -> Result<()> {
    waiting.sort_by_key(|it| it.visited);
    for (n, it) in waiting.into_iter().enumerate() {
        let after = |days: i64| clock.set(it.visited + SignedDuration::from_hours(24 * days));
        after(1);
        for persona in ["nurse", "gp"] {
            join(&it.by, it.person, cast, persona, TeamGround::ChosenByPerson, None).await?;
        }
        let nurse = acting(house, cast.get("nurse").role).await?;
        let hypertension = Content::Problem {
            label: "Hypertension artérielle".to_owned(),
            icd10: Icd10::parse("I10"),
            text: Some("Confirmée aux trois visites.".to_owned()),
        };
        let entry = entry(Compartment::Somatic, it.visited, 60, hypertension);
        write(&nurse, nurse.new_id(), it.person, entry).await?;
        after(4);
        let id: SynthesisId = nurse.new_id();
        synthesis::begin(&nurse, id, it.pathway, STEP.to_owned(), text()).await?;
        synthesis::sign(&nurse, id, 1).await?;
        if n == 0 {
            after(5);
            synthesis::sign(&acting(house, cast.get("gp").role).await?, id, 1).await?;
        }
    }
    Ok(())
}

/// What they wrote.
fn text() -> Text {
    let parts = [
        (
            Part::Reason,
            "Suivi au CMP depuis plusieurs années, sans médecin traitant. Trois visites dans le réseau somatique.",
        ),
        (
            Part::History,
            "- Hypertension artérielle, confirmée aux trois visites\n- Pas d’antécédent chirurgical",
        ),
        (
            Part::Treatments,
            "- Amlodipine 5 mg le matin, depuis la deuxième visite\n- Traitement psychiatrique : voir avec le CMP",
        ),
        (Part::Allergies, "Aucune connue."),
        (
            Part::Examination,
            "- Tension artérielle : 148/92 mmHg à la troisième visite\n- IMC : 29 kg/m²\n- Glycémie à jeun : 1,04 g/L",
        ),
        (
            Part::Prevention,
            "- Dentiste : rendez-vous à prendre, accompagnement souhaité\n- Vaccination diphtérie, tétanos, poliomyélite : faite à la deuxième visite",
        ),
        (
            Part::Situation,
            "Habite un logement social, sans personne d’autre au foyer. Vient volontiers le matin ; le téléphone marche mieux que le courrier.",
        ),
        (
            Part::Plan,
            "- Revoir la tension à un mois, puis tous les trois mois\n- Glycémie et bilan lipidique une fois par an\n- Proposer une consultation d’aide à l’arrêt du tabac",
        ),
        (
            Part::Person,
            "Votre tension est un peu haute. Un comprimé le matin aide à la faire baisser.\n\nVotre nouveau médecin vous reverra dans un mois.\n\nPensez au dentiste : nous pouvons venir avec vous.",
        ),
    ];
    Text::of(parts.map(|(part, text)| (part, text.to_owned())))
}
