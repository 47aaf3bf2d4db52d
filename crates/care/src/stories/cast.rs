//! The persons of the stories: a small territory, its structures, its professionals and their accounts.

use std::sync::Arc;

use kernel::Locale;
use policy::{Function, Profession, ProgramRole};

use crate::access::{self, Actor};
use crate::accounts::{self, Login, NewAccount, Password};
use crate::directory::{
    NewMembership, NewOrganization, NewPractitioner, NewRole, OrganizationForm, PractitionerForm,
    create_organization, create_practitioner, give_role, join_program,
};
use crate::{Ctx, Error, House, OrganizationId, PractitionerId, Result, RoleId};

/// Password of every account of the stories. They are printed where they are made; never for real accounts.
pub const PASSWORD: &str = "maillage-demo-2026";

/// A professional of the stories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// Stable code: `gp`, `psychiatrist` …
    pub persona: String,
    /// Login of the account.
    pub login: String,
    /// « Dr Hélène Marchetti ».
    pub name: String,
    /// Name of the structure.
    pub organization: String,
    /// The professional.
    pub practitioner: PractitionerId,
    /// Their role.
    pub role: RoleId,
}

/// Everybody.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    /// Those who have an account, in order.
    pub personas: Vec<Persona>,
    /// General practitioners without a part of their own.
    pub gps: Vec<RoleId>,
    /// Psychiatrists who answer.
    pub psychiatrists: Vec<RoleId>,
}

impl Cast {
    /// A persona by code.
    ///
    /// # Panics
    /// Where the code is not one of theirs.
    pub fn get(&self, persona: &str) -> &Persona {
        self.personas.iter().find(|it| it.persona == persona).expect("a persona of the stories")
    }
}

/// The circumstances of a persona, now.
pub async fn acting(house: &Arc<House>, role: RoleId) -> Result<Ctx> {
    let db = house.db.reader();
    let professional = access::load(&db, house.territory.uuid(), role, house.clock.now(), true).await?;
    let professional = professional.ok_or(Error::NotFound)?;
    Ok(Ctx::new(house.clone(), Actor::Professional(Box::new(professional)), Locale::Fr))
}

const LINE: &str = "advice-line";
/// The programme whose reception the health centre keeps.
pub(super) const ACCOMPANIMENT: &str = "social-accompaniment";

/// Structures: code, kind, name, what it is part of, address, postal code, commune (INSEE).
const STRUCTURES: [(&str, &str, &str, &str, &str, &str, &str); 15] = [
    ("hospital", "hospital", "Hôpital du Val de Loire", "", "2 boulevard Tonnellé", "37000", "37261"),
    ("cmp", "cmp", "CMP des Tanneurs", "hospital", "14 rue du Bac", "37000", "37261"),
    ("north", "cpts", "CPTS Tours Nord", "", "", "37100", "37261"),
    ("south", "cpts", "CPTS Tours Sud", "", "", "37200", "37261"),
    ("loches", "cpts", "CPTS du Lochois", "", "", "37600", "37132"),
    ("amboise", "cpts", "CPTS d’Amboise et Bléré", "", "", "37400", "37003"),
    ("chinon", "cpts", "CPTS du Chinonais", "", "", "37500", "37072"),
    (
        "practice-amboise",
        "practice",
        "Cabinet de la place du Marché",
        "amboise",
        "3 place du Marché",
        "37400",
        "37003",
    ),
    ("practice-north", "practice", "Cabinet des Douets", "north", "8 rue des Douets", "37100", "37261"),
    (
        "practice-south",
        "practice",
        "Maison médicale des Fontaines",
        "south",
        "5 allée des Fontaines",
        "37200",
        "37261",
    ),
    (
        "practice-loches",
        "practice",
        "Maison de santé de Loches",
        "loches",
        "1 rue de la Poterie",
        "37600",
        "37132",
    ),
    ("practice-chinon", "practice", "Cabinet du quai", "chinon", "12 quai Jeanne d’Arc", "37500", "37072"),
    ("centre", "health_centre", "Centre de santé Les Rives", "south", "20 avenue du Cher", "37200", "37261"),
    ("ccas", "ccas", "CCAS de Saint-Pierre-des-Corps", "", "34 avenue de la République", "37700", "37233"),
    ("support", "coordination_support", "Coordination MG & Psy 37", "", "14 rue du Bac", "37000", "37261"),
];

/// Professionals: code, login, title, given, family, profession, structure, functions, part in the advice line.
type Line = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Profession,
    &'static str,
    &'static [Function],
    &'static [ProgramRole],
);

const NAMED: [Line; 16] = [
    (
        "gp",
        "paul.lemoine",
        "Dr",
        "Paul",
        "Lemoine",
        Profession::GeneralPractitioner,
        "practice-amboise",
        &[],
        &[ProgramRole::Asker],
    ),
    (
        "gp_2",
        "claire.besnard",
        "Dr",
        "Claire",
        "Besnard",
        Profession::GeneralPractitioner,
        "practice-north",
        &[],
        &[ProgramRole::Asker],
    ),
    (
        "psychiatrist",
        "helene.marchetti",
        "Dr",
        "Hélène",
        "Marchetti",
        Profession::Psychiatrist,
        "cmp",
        &[],
        &[ProgramRole::Answerer, ProgramRole::Asker],
    ),
    (
        "psychiatrist_2",
        "karim.benali",
        "Dr",
        "Karim",
        "Benali",
        Profession::Psychiatrist,
        "cmp",
        &[],
        &[ProgramRole::Answerer],
    ),
    (
        "psychiatrist_3",
        "anne.duvivier",
        "Dr",
        "Anne",
        "Duvivier",
        Profession::Psychiatrist,
        "hospital",
        &[],
        &[ProgramRole::Answerer],
    ),
    ("nurse", "mathieu.girard", "", "Mathieu", "Girard", Profession::Nurse, "cmp", &[], &[]),
    (
        "secretary",
        "nadege.roux",
        "",
        "Nadège",
        "Roux",
        Profession::Secretary,
        "cmp",
        &[],
        &[ProgramRole::Triage],
    ),
    (
        "coordinator",
        "lucie.hamel",
        "",
        "Lucie",
        "Hamel",
        Profession::Coordinator,
        "support",
        &[],
        &[ProgramRole::Coordinator],
    ),
    ("social_worker", "awa.diarra", "", "Awa", "Diarra", Profession::SocialWorker, "centre", &[], &[]),
    ("mediator", "yanis.cherif", "", "Yanis", "Chérif", Profession::HealthMediator, "centre", &[], &[]),
    (
        "program_lead",
        "sophie.barreau",
        "",
        "Sophie",
        "Barreau",
        Profession::NonHealth,
        "support",
        &[Function::ProgramLead],
        &[ProgramRole::Lead],
    ),
    (
        "identity",
        "odile.carre",
        "",
        "Odile",
        "Carré",
        Profession::Secretary,
        "hospital",
        &[Function::IdentityVigilance],
        &[],
    ),
    (
        "admin",
        "marc.tessier",
        "",
        "Marc",
        "Tessier",
        Profession::NonHealth,
        "support",
        &[Function::Administrator],
        &[],
    ),
    (
        "dpo",
        "ines.fabre",
        "",
        "Inès",
        "Fabre",
        Profession::NonHealth,
        "hospital",
        &[Function::DataProtectionOfficer],
        &[],
    ),
    (
        "gp_secretary",
        "julie.petit",
        "",
        "Julie",
        "Petit",
        Profession::Secretary,
        "practice-amboise",
        &[],
        &[],
    ),
    ("receptionist", "fatou.sarr", "", "Fatou", "Sarr", Profession::Secretary, "centre", &[], &[]),
];

/// Those who keep the reception of the health centre.
const WELCOMERS: [&str; 3] = ["social_worker", "mediator", "receptionist"];

/// Other general practitioners: given, family, structure.
const OTHERS: [(&str, &str, &str); 20] = [
    ("Sylvie", "Aubry", "practice-north"),
    ("Thomas", "Berger", "practice-north"),
    ("Camille", "Chartier", "practice-north"),
    ("Denis", "Delorme", "practice-north"),
    ("Élodie", "Evrard", "practice-north"),
    ("Frédéric", "Fouquet", "practice-north"),
    ("Gaëlle", "Guérin", "practice-south"),
    ("Hugo", "Hébert", "practice-south"),
    ("Isabelle", "Imbert", "practice-south"),
    ("Julien", "Jacquet", "practice-south"),
    ("Karine", "Klein", "practice-south"),
    ("Laurent", "Lebrun", "practice-loches"),
    ("Marion", "Morin", "practice-loches"),
    ("Nicolas", "Noël", "practice-loches"),
    ("Olivier", "Ollivier", "practice-loches"),
    ("Pauline", "Perrot", "practice-amboise"),
    ("Quentin", "Quesnel", "practice-amboise"),
    ("Rachel", "Renaud", "practice-chinon"),
    ("Simon", "Salmon", "practice-chinon"),
    ("Tiphaine", "Texier", "centre"),
];

/// Fills an empty territory with its structures, its professionals and their accounts.
pub async fn cast(house: &Arc<House>) -> Result<Cast> {
    let ctx = Ctx::new(house.clone(), Actor::System, Locale::Fr);
    found(&ctx).await?;
    let mut places: Vec<(&str, OrganizationId)> = Vec::new();
    for (code, kind, name, part_of, address, postal_code, commune) in STRUCTURES {
        let form = OrganizationForm {
            kind: kind.to_owned(),
            name: name.to_owned(),
            finess: String::new(),
            phone: "02 00 00 37 14".to_owned(),
            address: address.to_owned(),
            postal_code: postal_code.to_owned(),
            commune: commune.to_owned(),
        };
        let parent = places.iter().find(|(other, _)| *other == part_of).map(|(_, id)| *id);
        places.push((code, create_organization(&ctx, NewOrganization::parse(&form, parent)?).await?));
    }
    let place = |code: &str| {
        places.iter().find(|(other, _)| *other == code).map(|(_, id)| *id).ok_or(Error::NotFound)
    };
    let mut cast = Cast::default();
    for (persona, login, title, given, family, profession, structure, functions, parts) in NAMED {
        let (practitioner, role) =
            employ(&ctx, (title, given, family, login), place(structure)?, profession, functions, parts)
                .await?;
        let login = Login::parse("login", login).map_err(|fault| Error::Invalid(vec![fault]))?;
        let password = Some(Password::typed(PASSWORD));
        accounts::add(&ctx, NewAccount { login: login.clone(), practitioner, password }).await?;
        let organization = STRUCTURES.iter().find(|it| it.0 == structure).map_or("", |it| it.2);
        cast.personas.push(Persona {
            persona: persona.to_owned(),
            login: login.as_str().to_owned(),
            name: crate::directory::display_name(title, given, family),
            organization: organization.to_owned(),
            practitioner,
            role,
        });
        if profession == Profession::Psychiatrist {
            cast.psychiatrists.push(role);
        }
    }
    if ctx.house().programs().get(ACCOMPANIMENT).is_some() {
        for persona in WELCOMERS {
            let (role, program) = (cast.get(persona).role, ACCOMPANIMENT.to_owned());
            let as_what = ProgramRole::Welcomer;
            join_program(&ctx, NewMembership { role, program, as_what, from: None }).await?;
        }
    }
    for (given, family, structure) in OTHERS {
        let (_, role) = employ(
            &ctx,
            ("Dr", given, family, ""),
            place(structure)?,
            Profession::GeneralPractitioner,
            &[],
            &[ProgramRole::Asker],
        )
        .await?;
        cast.gps.push(role);
    }
    Ok(cast)
}

/// The territory itself, once.
async fn found(ctx: &Ctx) -> Result<()> {
    ctx.write(move |ctx, tx| async move {
        crate::territory::found(&tx, ctx.house().territory(), "Indre-et-Loire", "metropolitan").await
    })
    .await
}

/// A professional in office in a structure, with their parts in the advice line.
pub(crate) async fn employ(
    ctx: &Ctx,
    (title, given, family, login): (&str, &str, &str, &str),
    organization: OrganizationId,
    profession: Profession,
    functions: &[Function],
    parts: &[ProgramRole],
) -> Result<(PractitionerId, RoleId)> {
    let form = PractitionerForm {
        title: title.to_owned(),
        family: family.to_owned(),
        given: given.to_owned(),
        phone: "02 00 00 37 14".to_owned(),
        email: if login.is_empty() { String::new() } else { format!("{login}@example.org") },
        ..PractitionerForm::default()
    };
    let practitioner = create_practitioner(ctx, NewPractitioner::parse(&form)?).await?;
    let functions = functions.iter().copied().collect();
    let role = give_role(
        ctx,
        NewRole { practitioner, organization, profession, functions, from: None, until: None },
    )
    .await?;
    for part in parts {
        join_program(ctx, NewMembership { role, program: LINE.to_owned(), as_what: *part, from: None })
            .await?;
    }
    Ok((practitioner, role))
}
