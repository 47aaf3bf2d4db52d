//! The personas of the matrix: somebody of each kind, and their place around the one person of the story.

use uuid::Uuid;

use crate::facts::{Compartment, TeamGround, TeamRole};
use crate::principal::{Function, Principal, Profession, ProgramRole};

/// The programme of the story.
pub(super) const PROGRAM: &str = "advice-line";
/// The programme of the reception.
pub(super) const RECEPTION: &str = "social-accompaniment";
/// Another programme of the same territory.
const OTHER_PROGRAM: &str = "somatic-network";

pub(super) const TERRITORY: Uuid = Uuid::from_u128(0x7e44);
const OTHER_TERRITORY: Uuid = Uuid::from_u128(0x7e45);
/// The practice of the GP who asks.
pub(super) const PRACTICE: Uuid = Uuid::from_u128(0x0461);
const HOSPITAL: Uuid = Uuid::from_u128(0x0462);
const ELSEWHERE: Uuid = Uuid::from_u128(0x0463);

/// Somebody, and how they stand to the person.
pub(super) struct Persona {
    /// Short name, head of a column.
    pub name: &'static str,
    /// Who that is.
    pub who: &'static str,
    pub principal: Principal,
    /// Their place around the person.
    pub team: Option<TeamGround>,
    /// The person is followed by their organisation.
    pub structure: bool,
}

impl Persona {
    fn new(name: &'static str, who: &'static str, profession: Profession) -> Self {
        let id =
            Uuid::from_bytes(std::array::from_fn(|place| name.as_bytes().get(place).copied().unwrap_or(0)));
        let principal = Principal { organization: HOSPITAL, ..Principal::new(id, TERRITORY, profession) };
        Self { name, who, principal, team: None, structure: false }
    }

    fn at(mut self, organization: Uuid) -> Self {
        self.principal.organization = organization;
        self.structure = organization == PRACTICE;
        self
    }

    fn charged(mut self, function: Function) -> Self {
        self.principal.functions.insert(function);
        self
    }

    fn as_(mut self, role: ProgramRole, program: &str) -> Self {
        self.principal.programs.push((program.to_owned(), role));
        self
    }

    fn around(mut self, team: TeamGround) -> Self {
        self.team = Some(team);
        self
    }
}

/// Who takes part in the request, by the persona's name.
pub(super) const ASKER: &str = "gp";
pub(super) const ANSWERER: &str = "psy";
pub(super) const NAMED: &str = "psy-named";
pub(super) const STAND_IN: &str = "psy-stand-in";

/// The practitioner of a persona.
pub(super) fn id_of(name: &'static str) -> Uuid {
    Persona::new(name, "", Profession::NonHealth).principal.id
}

/// Every persona, in the order of the columns.
pub(super) fn all() -> Vec<Persona> {
    use Profession as P;
    use ProgramRole as R;
    let somatic_only = TeamGround { opens: [Compartment::Somatic].into(), ..TeamGround::health() };
    vec![
        Persona::new(ASKER, "GP who asks, in the care team", P::GeneralPractitioner)
            .at(PRACTICE)
            .as_(R::Asker, PROGRAM)
            .around(TeamGround::health()),
        Persona::new("gp-other", "GP of another practice, not in the care team", P::GeneralPractitioner)
            .at(ELSEWHERE)
            .as_(R::Asker, PROGRAM),
        Persona::new(
            "gp-consent",
            "GP outside the care team, with the person’s consent",
            P::GeneralPractitioner,
        )
        .at(ELSEWHERE)
        .around(TeamGround::of(TeamRole::Outside, true)),
        Persona::new(
            "gp-abroad",
            "GP of the care team, but acting in another territory",
            P::GeneralPractitioner,
        )
        .at(PRACTICE)
        .as_(R::Asker, PROGRAM)
        .around(TeamGround::health())
        .abroad(),
        Persona::new(ANSWERER, "psychiatrist of the pool who took the request", P::Psychiatrist)
            .as_(R::Answerer, PROGRAM),
        Persona::new("psy-pool", "another psychiatrist of the pool", P::Psychiatrist)
            .as_(R::Answerer, PROGRAM),
        Persona::new(NAMED, "psychiatrist to whom a request is addressed by name", P::Psychiatrist)
            .as_(R::Answerer, PROGRAM),
        Persona::new(
            STAND_IN,
            "stand-in of the named psychiatrist and of the one who took it",
            P::Psychiatrist,
        ),
        Persona::new("psy-other", "psychiatrist who answers in another programme", P::Psychiatrist)
            .as_(R::Answerer, OTHER_PROGRAM),
        Persona::new(
            "nurse",
            "nurse of the care team, somatic care, who keeps the practice’s reception",
            P::Nurse,
        )
        .at(PRACTICE)
        .as_(R::Welcomer, RECEPTION)
        .around(somatic_only),
        Persona::new("secretary", "secretary of the GP’s practice, who keeps its reception", P::Secretary)
            .at(PRACTICE)
            .as_(R::Welcomer, RECEPTION),
        Persona::new("triage", "secretary who triages for the programme", P::Secretary)
            .as_(R::Triage, PROGRAM),
        Persona::new("coordinator", "coordinator of the programme", P::Coordinator)
            .as_(R::Coordinator, PROGRAM),
        Persona::new(
            "social",
            "social worker of the care team, who keeps the reception of another structure",
            P::SocialWorker,
        )
        .at(ELSEWHERE)
        .as_(R::Welcomer, RECEPTION)
        .around(TeamGround::social()),
        Persona::new("mediator", "health mediator in the team, with the person’s consent", P::HealthMediator)
            .at(ELSEWHERE)
            .around(TeamGround::of(TeamRole::Other, true)),
        Persona::new("mediator-no", "health mediator in the team, without consent", P::HealthMediator)
            .at(ELSEWHERE)
            .around(TeamGround::of(TeamRole::Other, false)),
        Persona::new("admin", "administrator", P::NonHealth).charged(Function::Administrator),
        Persona::new("gp-admin", "GP of the care team, in a role of administrator", P::GeneralPractitioner)
            .at(PRACTICE)
            .charged(Function::Administrator)
            .around(TeamGround::health()),
        Persona::new("dpo", "data-protection officer", P::NonHealth).charged(Function::DataProtectionOfficer),
        Persona::new("lead", "lead of the programme", P::NonHealth).as_(R::Lead, PROGRAM),
        Persona::new("vigilance", "identity vigilance", P::Secretary).charged(Function::IdentityVigilance),
    ]
}

impl Persona {
    fn abroad(mut self) -> Self {
        self.principal.territory = OTHER_TERRITORY;
        self
    }
}
