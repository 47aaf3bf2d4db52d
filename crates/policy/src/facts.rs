//! What is acted upon, as facts relative to the one who acts.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::action::ResourceKind;
use crate::principal::Profession;
use crate::words::words;

words! {
    /// Where every piece of a record stands.
    pub enum Compartment {
        /// Who the person is.
        Identity = "identity",
        /// Who is involved, requests and their status, appointments, tasks.
        Coordination = "coordination",
        /// Physical health.
        Somatic = "somatic",
        /// Mental health.
        Psychiatric = "psychiatric",
        /// Social situation, rights.
        Social = "social",
    }
}

words! {
    /// What somebody's place around a person is.
    pub enum TeamRole {
        /// Member of the care team as a health professional.
        Health = "health",
        /// Member of the care team as a social professional (R1110-2 2°).
        Social = "social",
        /// Member of the care team by another profession: sees nothing without the person's consent.
        Other = "other",
        /// Health professional outside the care team, reading by the person's recorded consent alone.
        Outside = "outside",
    }
}

/// The actor's place around the person, from the grants in force now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamGround {
    /// The place.
    pub role: TeamRole,
    /// The person's consent to this professional is recorded and in force.
    pub consent: bool,
    /// Compartments the place opens, among somatic, psychiatric and social. A wider set opens no more than the policies
    /// allow the role.
    pub opens: BTreeSet<Compartment>,
}

impl TeamGround {
    /// A place with the compartments that usually go with it.
    pub fn of(role: TeamRole, consent: bool) -> Self {
        let opens = match role {
            TeamRole::Health | TeamRole::Outside => [Compartment::Somatic, Compartment::Psychiatric].into(),
            TeamRole::Social | TeamRole::Other => [Compartment::Social].into(),
        };
        Self { role, consent, opens }
    }

    /// A health professional of the care team, somatic and psychiatric.
    pub fn health() -> Self {
        Self::of(TeamRole::Health, false)
    }

    /// A social professional of the care team.
    pub fn social() -> Self {
        Self::of(TeamRole::Social, false)
    }
}

/// A person, as the actor stands to them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonFacts {
    /// The person.
    pub id: Uuid,
    /// Their territory.
    pub territory: Uuid,
    /// The actor's place around them, if any.
    pub team: Option<TeamGround>,
    /// They are followed by the organisation the actor acts in.
    pub structure: bool,
    /// Programmes (slugs) they are in.
    pub programs: Vec<String>,
    /// They object to exchange and sharing (L1110-4 IV).
    pub opposed: bool,
    /// Parts of their record that they closed, to everybody or to the actor: among somatic, psychiatric and social.
    pub closed: BTreeSet<Compartment>,
    /// The actor invoked a vital need less than an hour ago (break-glass).
    pub vital_need: bool,
}

/// One entry of a person's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFacts {
    /// The entry.
    pub id: Uuid,
    /// Whose record.
    pub person: PersonFacts,
    /// Where it stands.
    pub compartment: Compartment,
    /// The actor wrote it.
    pub mine: bool,
    /// `None`: not restricted. `Some(true)`: restricted, the actor is its author or a named reader.
    pub restricted_to_me: Option<bool>,
    /// A health entry its author opened to the social compartment.
    pub shared_with_social: bool,
}

/// A request for advice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, each read from its own row")]
pub struct AdviceFacts {
    /// The request.
    pub id: Uuid,
    /// Its territory.
    pub territory: Uuid,
    /// The programme (slug) it is addressed to.
    pub program: String,
    /// The practitioner who asks.
    pub asker: Uuid,
    /// The organisation in which they ask.
    pub asker_organization: Uuid,
    /// The one psychiatrist it is addressed to or was assigned to; `None` for the pool.
    pub named: Option<Uuid>,
    /// Who accepted or answered it.
    pub answerer: Option<Uuid>,
    /// Who stands in today for the named psychiatrist or the answerer.
    pub substitutes: Vec<Uuid>,
    /// The lifecycle's word; only `"draft"` matters here.
    pub status: &'static str,
    /// The exchange is open: from the sending until 30 days after it ended (setting).
    pub share_open: bool,
    /// The actor is the author of an answer to it.
    pub answered_by_me: bool,
    /// Triage is done, or the programme has none. No shipped rule waits for it; a territory's own may.
    pub triaged: bool,
    /// Asked under the person's name, not as a question without identity.
    pub with_identity: bool,
    /// The person objects to exchange and sharing; false without identity.
    pub opposed: bool,
    /// The actor's place around the person; `None` without identity.
    pub team: Option<TeamGround>,
}

/// A referral of a person to the professionals of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReferralFacts {
    /// The referral.
    pub id: Uuid,
    /// Its territory.
    pub territory: Uuid,
    /// The programme (slug) whose protocol it follows.
    pub program: String,
    /// The practitioner who refers.
    pub sender: Uuid,
    /// The organisations in which it was sent, and accepted.
    pub organizations: Vec<Uuid>,
    /// The one professional it is addressed to; `None` for all those of the protocol.
    pub named: Option<Uuid>,
    /// Who accepted it.
    pub receiver: Option<Uuid>,
    /// Professions that the protocol lets receive it.
    pub professions: Vec<Profession>,
    /// Nobody has answered yet.
    pub waits: bool,
    /// The exchange is open: until some time after it ended.
    pub open: bool,
    /// The person objects to exchange and sharing, or to the actor by name.
    pub opposed: bool,
    /// The actor's place around the person.
    pub team: Option<TeamGround>,
}

/// An arrival in the book of a structure's reception.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArrivalFacts {
    /// The arrival; nil for the book itself.
    pub id: Uuid,
    /// Its territory.
    pub territory: Uuid,
    /// The organisation whose book it is.
    pub organization: Uuid,
    /// The programme (slug) of the reception.
    pub program: String,
    /// The actor wrote it into the book.
    pub mine: bool,
    /// The person who came, as the actor stands to them; absent while the book says of nobody who it was.
    pub ground: Option<PersonFacts>,
}

/// A programme (dispositif).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProgramFacts {
    /// The territory that runs it.
    pub territory: Uuid,
    /// Its slug.
    pub slug: String,
}

/// A practitioner of the directory, as somebody acted upon.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PractitionerFacts {
    /// The practitioner.
    pub id: Uuid,
    /// Their territory.
    pub territory: Uuid,
    /// Programmes (slugs) in which they answer.
    pub answers: Vec<String>,
}

/// An invitation to join a care team.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InvitationFacts {
    /// The invitation.
    pub id: Uuid,
    /// Its territory.
    pub territory: Uuid,
    /// The practitioner who is invited.
    pub invited: Uuid,
}

/// What is acted upon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resource {
    /// A person.
    Person(PersonFacts),
    /// An entry of a person's record.
    Entry(EntryFacts),
    /// A request for advice.
    Advice(AdviceFacts),
    /// A referral.
    Referral(ReferralFacts),
    /// An arrival.
    Arrival(ArrivalFacts),
    /// A programme.
    Program(ProgramFacts),
    /// A practitioner.
    Practitioner(PractitionerFacts),
    /// An invitation.
    Invitation(InvitationFacts),
    /// The territory itself: what belongs to nothing smaller.
    Territory(Uuid),
}

impl Resource {
    /// What kind of thing it is.
    pub const fn kind(&self) -> ResourceKind {
        match self {
            Self::Person(_) => ResourceKind::Person,
            Self::Entry(_) => ResourceKind::Entry,
            Self::Advice(_) => ResourceKind::Advice,
            Self::Referral(_) => ResourceKind::Referral,
            Self::Arrival(_) => ResourceKind::Arrival,
            Self::Program(_) => ResourceKind::Program,
            Self::Practitioner(_) => ResourceKind::Practitioner,
            Self::Invitation(_) => ResourceKind::Invitation,
            Self::Territory(_) => ResourceKind::Territory,
        }
    }

    /// The territory it belongs to.
    pub const fn territory(&self) -> Uuid {
        match self {
            Self::Person(person) => person.territory,
            Self::Entry(entry) => entry.person.territory,
            Self::Advice(advice) => advice.territory,
            Self::Referral(referral) => referral.territory,
            Self::Arrival(arrival) => arrival.territory,
            Self::Program(program) => program.territory,
            Self::Practitioner(practitioner) => practitioner.territory,
            Self::Invitation(invitation) => invitation.territory,
            Self::Territory(territory) => *territory,
        }
    }
}
