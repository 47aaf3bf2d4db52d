//! The situations of the matrix: one thing acted upon, as each persona stands to it.

use super::personas::{
    ANSWERER, ASKER, NAMED, PRACTICE, PROGRAM, Persona, RECEPTION, STAND_IN, TERRITORY, id_of,
};
use crate::facts::{
    AdviceFacts, ArrivalFacts, Compartment, EntryFacts, InvitationFacts, PersonFacts, PractitionerFacts,
    ProgramFacts, ReferralFacts, Resource,
};
use crate::principal::Profession;

/// A thing in a given state.
pub(super) struct Situation {
    pub title: &'static str,
    /// The thing, relative to the persona.
    pub resource: fn(&Persona) -> Resource,
}

/// Situations in which every action of the thing is asked.
pub(super) const THINGS: &[Situation] = &[
    Situation {
        title: "A person followed by the GP’s practice, in the programme",
        resource: |it| Resource::Person(person(it)),
    },
    Situation {
        title: "The same person, who objects to sharing",
        resource: |it| Resource::Person(PersonFacts { opposed: true, ..person(it) }),
    },
    Situation {
        title: "The same person, who closed the somatic, psychiatric and social parts",
        resource: |it| {
            let closed = [Compartment::Somatic, Compartment::Psychiatric, Compartment::Social].into();
            Resource::Person(PersonFacts { closed, ..person(it) })
        },
    },
    Situation {
        title: "A person for whom a vital need was invoked by each",
        resource: |_| {
            Resource::Person(PersonFacts { territory: TERRITORY, vital_need: true, ..PersonFacts::default() })
        },
    },
    Situation {
        title: "A person around whom nobody here has a place",
        resource: |_| Resource::Person(PersonFacts { territory: TERRITORY, ..PersonFacts::default() }),
    },
    Situation {
        title: "A request in draft",
        resource: |it| Resource::Advice(AdviceFacts { status: "draft", ..sent(it) }),
    },
    Situation { title: "A request sent to the pool", resource: |it| Resource::Advice(sent(it)) },
    Situation {
        title: "A request sent to the pool, without identity",
        resource: |it| Resource::Advice(AdviceFacts { with_identity: false, team: None, ..sent(it) }),
    },
    Situation {
        title: "A request sent to a named psychiatrist, whose stand-in is on duty",
        resource: |it| {
            let named = Some(id_of(NAMED));
            Resource::Advice(AdviceFacts { named, substitutes: vec![id_of(STAND_IN)], ..sent(it) })
        },
    },
    Situation {
        title: "A request taken by a psychiatrist of the pool",
        resource: |it| Resource::Advice(taken(it)),
    },
    Situation {
        title: "A request taken, then the person objects",
        resource: |it| Resource::Advice(AdviceFacts { opposed: true, ..taken(it) }),
    },
    Situation { title: "A request answered", resource: |it| Resource::Advice(answered(it)) },
    Situation {
        title: "A request closed more than 30 days ago",
        resource: |it| Resource::Advice(AdviceFacts { status: "closed", share_open: false, ..answered(it) }),
    },
    Situation {
        title: "A request answered, then the person objects",
        resource: |it| Resource::Advice(AdviceFacts { opposed: true, ..answered(it) }),
    },
    Situation {
        title: "A referral by the GP, to the psychiatrists who answer for the programme",
        resource: |it| Resource::Referral(referred(it)),
    },
    Situation {
        title: "The same referral, to a named psychiatrist",
        resource: |it| Resource::Referral(ReferralFacts { named: Some(id_of(NAMED)), ..referred(it) }),
    },
    Situation {
        title: "A referral that a psychiatrist accepted",
        resource: |it| Resource::Referral(received(it)),
    },
    Situation {
        title: "A referral accepted, then the person objects",
        resource: |it| Resource::Referral(ReferralFacts { opposed: true, ..received(it) }),
    },
    Situation {
        title: "A referral closed more than 30 days ago",
        resource: |it| Resource::Referral(ReferralFacts { open: false, ..received(it) }),
    },
    Situation {
        title: "An arrival at the reception of the GP’s practice, of nobody in particular",
        resource: |_| Resource::Arrival(arrival()),
    },
    Situation {
        title: "An arrival there of the person",
        resource: |it| Resource::Arrival(ArrivalFacts { ground: Some(person(it)), ..arrival() }),
    },
    Situation {
        title: "The same, written by each themselves, when the person objects",
        resource: |it| {
            let person = PersonFacts { opposed: true, ..person(it) };
            Resource::Arrival(ArrivalFacts { ground: Some(person), mine: true, ..arrival() })
        },
    },
    Situation {
        title: "The programme",
        resource: |_| Resource::Program(ProgramFacts { territory: TERRITORY, slug: PROGRAM.to_owned() }),
    },
    Situation {
        title: "An invitation of the GP of another practice into the care team",
        resource: |_| {
            Resource::Invitation(InvitationFacts {
                id: id_of("invitation"),
                territory: TERRITORY,
                invited: id_of("gp-other"),
            })
        },
    },
    Situation {
        title: "The psychiatrist who took the request, as a colleague",
        resource: |_| {
            Resource::Practitioner(PractitionerFacts {
                id: id_of(ANSWERER),
                territory: TERRITORY,
                answers: vec![PROGRAM.to_owned()],
            })
        },
    },
    Situation { title: "The territory", resource: |_| Resource::Territory(TERRITORY) },
];

/// Entries of the person's record: reading each is one line.
pub(super) const READ: &[Situation] = &[
    Situation { title: "coordination", resource: |it| entry(it, Compartment::Coordination) },
    Situation { title: "somatic", resource: |it| entry(it, Compartment::Somatic) },
    Situation { title: "psychiatric", resource: |it| entry(it, Compartment::Psychiatric) },
    Situation { title: "social", resource: |it| entry(it, Compartment::Social) },
    Situation {
        title: "psychiatric – shared with the social compartment",
        resource: |it| with(entry(it, Compartment::Psychiatric), |entry| entry.shared_with_social = true),
    },
    Situation {
        title: "psychiatric – restricted to its author the GP",
        resource: |it| {
            with(entry(it, Compartment::Psychiatric), |entry| {
                entry.mine = it.name == ASKER;
                entry.restricted_to_me = Some(it.name == ASKER);
            })
        },
    },
    Situation {
        title: "social – restricted with the social worker as named reader",
        resource: |it| {
            with(entry(it, Compartment::Social), |entry| entry.restricted_to_me = Some(it.name == "social"))
        },
    },
    Situation {
        title: "psychiatric – written by the GP, when the person closed that part",
        resource: |it| {
            with(entry(it, Compartment::Psychiatric), |entry| {
                entry.mine = it.name == ASKER;
                entry.person.closed = [Compartment::Psychiatric].into();
            })
        },
    },
    Situation {
        title: "somatic – written by the GP when the person objects",
        resource: |it| {
            with(entry(it, Compartment::Somatic), |entry| {
                entry.mine = it.name == ASKER;
                entry.person.opposed = true;
            })
        },
    },
];

/// Entries that the persona would write themselves, or correct.
pub(super) const WRITTEN: &[Situation] = &[
    Situation { title: "coordination", resource: |it| own(it, Compartment::Coordination) },
    Situation { title: "somatic", resource: |it| own(it, Compartment::Somatic) },
    Situation { title: "psychiatric", resource: |it| own(it, Compartment::Psychiatric) },
    Situation { title: "social", resource: |it| own(it, Compartment::Social) },
    Situation { title: "somatic – somebody else’s", resource: |it| entry(it, Compartment::Somatic) },
];

fn person(persona: &Persona) -> PersonFacts {
    PersonFacts {
        territory: TERRITORY,
        team: persona.team.clone(),
        structure: persona.structure,
        programs: vec![PROGRAM.to_owned()],
        ..PersonFacts::default()
    }
}

fn arrival() -> ArrivalFacts {
    ArrivalFacts {
        territory: TERRITORY,
        organization: PRACTICE,
        program: RECEPTION.to_owned(),
        ..ArrivalFacts::default()
    }
}

fn entry(persona: &Persona, compartment: Compartment) -> Resource {
    Resource::Entry(EntryFacts {
        id: uuid::Uuid::nil(),
        person: person(persona),
        compartment,
        mine: false,
        restricted_to_me: None,
        shared_with_social: false,
    })
}

fn own(persona: &Persona, compartment: Compartment) -> Resource {
    with(entry(persona, compartment), |entry| entry.mine = true)
}

fn with(mut resource: Resource, change: impl FnOnce(&mut EntryFacts)) -> Resource {
    if let Resource::Entry(entry) = &mut resource {
        change(entry);
    }
    resource
}

fn referred(persona: &Persona) -> ReferralFacts {
    ReferralFacts {
        territory: TERRITORY,
        program: PROGRAM.to_owned(),
        sender: id_of(ASKER),
        organizations: vec![PRACTICE],
        professions: vec![Profession::Psychiatrist],
        waits: true,
        open: true,
        team: persona.team.clone(),
        ..ReferralFacts::default()
    }
}

fn received(persona: &Persona) -> ReferralFacts {
    ReferralFacts { receiver: Some(id_of(ANSWERER)), waits: false, ..referred(persona) }
}

fn sent(persona: &Persona) -> AdviceFacts {
    AdviceFacts {
        territory: TERRITORY,
        program: PROGRAM.to_owned(),
        asker: id_of(ASKER),
        asker_organization: PRACTICE,
        status: "sent",
        share_open: true,
        triaged: true,
        with_identity: true,
        team: persona.team.clone(),
        ..AdviceFacts::default()
    }
}

fn taken(persona: &Persona) -> AdviceFacts {
    AdviceFacts {
        answerer: Some(id_of(ANSWERER)),
        substitutes: vec![id_of(STAND_IN)],
        status: "accepted",
        ..sent(persona)
    }
}

fn answered(persona: &Persona) -> AdviceFacts {
    AdviceFacts {
        status: "answered",
        substitutes: Vec::new(),
        answered_by_me: persona.name == ANSWERER,
        ..taken(persona)
    }
}
