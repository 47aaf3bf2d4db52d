//! Any actor and any facts, from so few identifiers that they often meet.

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

use crate::{
    Action, AdviceFacts, ArrivalFacts, Compartment, EntryFacts, Function, InvitationFacts, PersonFacts,
    PractitionerFacts, Principal, Profession, ProgramFacts, ProgramRole, ReferralFacts, Resource, TeamGround,
    TeamRole,
};

pub(super) const ME: Uuid = Uuid::from_u128(1);
pub(super) const HOME: Uuid = Uuid::from_u128(100);

fn practitioner() -> impl Strategy<Value = Uuid> {
    select(vec![ME, ME, Uuid::from_u128(2), Uuid::from_u128(3)])
}

fn organization() -> impl Strategy<Value = Uuid> {
    select(vec![Uuid::from_u128(10), Uuid::from_u128(11)])
}

fn program() -> impl Strategy<Value = String> {
    select(vec!["advice-line".to_owned(), "somatic-network".to_owned()])
}

pub(super) fn functions() -> impl Strategy<Value = std::collections::BTreeSet<Function>> {
    btree_set(select(Function::ALL), 0..2)
}

pub(super) fn action() -> impl Strategy<Value = Action> {
    select(Action::ALL)
}

pub(super) fn principal() -> impl Strategy<Value = Principal> {
    let programs = vec((program(), select(ProgramRole::ALL)), 0..3);
    (organization(), select(Profession::ALL), functions(), programs, any::<bool>()).prop_map(
        |(organization, profession, functions, programs, stepped_up)| Principal {
            organization,
            functions,
            programs,
            stepped_up,
            ..Principal::new(ME, HOME, profession)
        },
    )
}

pub(super) fn team() -> impl Strategy<Value = TeamGround> {
    (select(TeamRole::ALL), any::<bool>(), btree_set(select(Compartment::ALL), 0..4))
        .prop_map(|(role, consent, opens)| TeamGround { role, consent, opens })
}

pub(super) fn person() -> impl Strategy<Value = PersonFacts> {
    (
        option::of(team()),
        any::<bool>(),
        vec(program(), 0..2),
        proptest::bool::weighted(0.2),
        btree_set(
            select([Compartment::Somatic, Compartment::Psychiatric, Compartment::Social].as_slice()),
            0..2,
        ),
        proptest::bool::weighted(0.2),
    )
        .prop_map(|(team, structure, programs, opposed, closed, vital_need)| PersonFacts {
            id: Uuid::from_u128(50),
            territory: HOME,
            team,
            structure,
            programs,
            opposed,
            closed,
            vital_need,
        })
}

pub(super) fn entry() -> impl Strategy<Value = EntryFacts> {
    (person(), select(Compartment::ALL), any::<bool>(), option::of(any::<bool>()), any::<bool>()).prop_map(
        |(person, compartment, mine, restricted_to_me, shared_with_social)| EntryFacts {
            id: Uuid::from_u128(60),
            person,
            compartment,
            mine,
            restricted_to_me,
            shared_with_social,
        },
    )
}

pub(super) fn advice() -> impl Strategy<Value = AdviceFacts> {
    let people = (
        practitioner(),
        organization(),
        option::of(practitioner()),
        option::of(practitioner()),
        vec(practitioner(), 0..2),
    );
    let status =
        select(vec!["draft", "sent", "accepted", "awaiting_asker", "answered", "closed", "declined"]);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), proptest::bool::weighted(0.2));
    (people, program(), status, flags, option::of(team())).prop_map(
        |(people, program, status, flags, team)| {
            let (asker, asker_organization, named, answerer, substitutes) = people;
            let (share_open, answered, triaged, with_identity, opposed) = flags;
            AdviceFacts {
                id: Uuid::from_u128(70),
                territory: HOME,
                program,
                asker,
                asker_organization,
                named,
                answerer,
                substitutes,
                status,
                share_open,
                // Nobody answers a draft.
                answered_by_me: answered && answerer == Some(ME) && status != "draft",
                triaged,
                with_identity,
                opposed,
                team,
            }
        },
    )
}

pub(super) fn arrival() -> impl Strategy<Value = ArrivalFacts> {
    (organization(), program(), any::<bool>(), option::of(person())).prop_map(
        |(organization, program, mine, ground)| ArrivalFacts {
            id: Uuid::from_u128(80),
            territory: HOME,
            organization,
            program,
            mine,
            ground,
        },
    )
}

pub(super) fn referral() -> impl Strategy<Value = ReferralFacts> {
    let people = (practitioner(), option::of(practitioner()), option::of(practitioner()));
    let rest = (vec(organization(), 1..3), vec(select(Profession::ALL), 0..4), any::<bool>(), any::<bool>());
    (people, program(), rest, proptest::bool::weighted(0.2), option::of(team())).prop_map(
        |(people, program, (organizations, professions, open, waits), opposed, team)| ReferralFacts {
            id: Uuid::from_u128(90),
            territory: HOME,
            program,
            sender: people.0,
            organizations,
            named: people.1,
            receiver: people.2,
            professions,
            // What waits runs, and nobody accepted it.
            waits: waits && open && people.2.is_none(),
            open,
            opposed,
            team,
        },
    )
}

pub(super) fn resource() -> impl Strategy<Value = Resource> {
    prop_oneof![
        3 => person().prop_map(Resource::Person),
        3 => entry().prop_map(Resource::Entry),
        4 => advice().prop_map(Resource::Advice),
        3 => referral().prop_map(Resource::Referral),
        2 => arrival().prop_map(Resource::Arrival),
        1 => program().prop_map(|slug| Resource::Program(ProgramFacts { territory: HOME, slug })),
        1 => (practitioner(), vec(program(), 0..2)).prop_map(|(id, answers)| {
            Resource::Practitioner(PractitionerFacts { id, territory: HOME, answers })
        }),
        1 => practitioner().prop_map(|invited| {
            Resource::Invitation(InvitationFacts { id: Uuid::nil(), territory: HOME, invited })
        }),
        1 => Just(Resource::Territory(HOME)),
    ]
}
