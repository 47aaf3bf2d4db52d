//! Facts into Cedar entities, built directly: no JSON on the way.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use cedar_policy::{Entity, EntityId, EntityTypeName, EntityUid, RestrictedExpression as Value};
use uuid::Uuid;

use crate::facts::{
    AdviceFacts, EntryFacts, PersonFacts, PractitionerFacts, ProgramFacts, Resource, TeamGround,
};
use crate::principal::{Principal, ProgramRole};

/// The entity types of the schema, parsed once.
struct Types {
    professional: EntityTypeName,
    organization: EntityTypeName,
    person: EntityTypeName,
    entry: EntityTypeName,
    advice: EntityTypeName,
    program: EntityTypeName,
    practitioner: EntityTypeName,
    territory: EntityTypeName,
}

static TYPES: LazyLock<Types> = LazyLock::new(|| {
    let name = |word: &str| word.parse().expect("a plain identifier is an entity type");
    Types {
        professional: name("Professional"),
        organization: name("Organization"),
        person: name("Person"),
        entry: name("Entry"),
        advice: name("Advice"),
        program: name("Program"),
        practitioner: name("Practitioner"),
        territory: name("Territory"),
    }
});

type Attributes = HashMap<String, Value>;

fn uid(kind: &EntityTypeName, id: Uuid) -> EntityUid {
    let mut buffer = Uuid::encode_buffer();
    EntityUid::from_type_name_and_id(kind.clone(), EntityId::new(id.as_simple().encode_lower(&mut buffer)))
}

fn reference(kind: &EntityTypeName, id: Uuid) -> Value {
    Value::new_entity_uid(uid(kind, id))
}

fn word(word: impl Into<String>) -> Value {
    Value::new_string(word.into())
}

fn words<'a>(words: impl IntoIterator<Item = &'a str>) -> Value {
    Value::new_set(words.into_iter().map(word))
}

fn attributes<const N: usize>(pairs: [(&str, Value); N]) -> Attributes {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn entity(uid: EntityUid, attributes: Attributes) -> Entity {
    Entity::new(uid, attributes, HashSet::new())
        .expect("attributes are plain values, so nothing in them can fail to evaluate")
}

fn record<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::new_record(pairs.map(|(name, value)| (name.to_owned(), value))).expect("no field is given twice")
}

fn record_of(fields: Vec<(String, Value)>) -> Value {
    Value::new_record(fields).expect("no field is given twice")
}

/// The one who acts.
pub(crate) fn principal(principal: &Principal) -> Entity {
    let types = &*TYPES;
    let programs = |role: ProgramRole| {
        words(principal.programs.iter().filter(|(_, held)| *held == role).map(|(slug, _)| slug.as_str()))
    };
    let profession = principal.profession;
    entity(
        principal_uid(principal),
        attributes([
            ("territory", reference(&types.territory, principal.territory)),
            ("organization", reference(&types.organization, principal.organization)),
            ("profession", word(profession.as_str())),
            ("doctor", Value::new_bool(profession.is_doctor())),
            ("health", Value::new_bool(profession.is_health())),
            ("social", Value::new_bool(profession.is_social())),
            ("functions", words(principal.functions.iter().map(|function| function.as_str()))),
            ("asks", programs(ProgramRole::Asker)),
            ("answers", programs(ProgramRole::Answerer)),
            ("triages", programs(ProgramRole::Triage)),
            ("coordinates", programs(ProgramRole::Coordinator)),
            ("leads", programs(ProgramRole::Lead)),
            ("steppedUp", Value::new_bool(principal.stepped_up)),
        ]),
    )
}

/// The name of the one who acts.
pub(crate) fn principal_uid(principal: &Principal) -> EntityUid {
    uid(&TYPES.professional, principal.id)
}

/// What is acted upon.
pub(crate) fn resource(resource: &Resource) -> Entity {
    match resource {
        Resource::Person(facts) => person(facts),
        Resource::Entry(facts) => entry(facts),
        Resource::Advice(facts) => advice(facts),
        Resource::Program(facts) => program(facts),
        Resource::Practitioner(facts) => practitioner(facts),
        Resource::Territory(id) => territory(*id),
    }
}

fn team(team: &TeamGround) -> Value {
    record([
        ("role", word(team.role.as_str())),
        ("consent", Value::new_bool(team.consent)),
        ("opens", words(team.opens.iter().map(|compartment| compartment.as_str()))),
    ])
}

fn ground(person: &PersonFacts) -> Value {
    let mut fields = vec![
        ("structure".to_owned(), Value::new_bool(person.structure)),
        ("programs".to_owned(), words(person.programs.iter().map(String::as_str))),
        ("opposed".to_owned(), Value::new_bool(person.opposed)),
    ];
    if let Some(place) = &person.team {
        fields.push(("team".to_owned(), team(place)));
    }
    record_of(fields)
}

fn person(facts: &PersonFacts) -> Entity {
    let types = &*TYPES;
    entity(
        uid(&types.person, facts.id),
        attributes([("territory", reference(&types.territory, facts.territory)), ("ground", ground(facts))]),
    )
}

fn entry(facts: &EntryFacts) -> Entity {
    let types = &*TYPES;
    entity(
        uid(&types.entry, facts.id),
        attributes([
            ("territory", reference(&types.territory, facts.person.territory)),
            ("ground", ground(&facts.person)),
            ("compartment", word(facts.compartment.as_str())),
            ("mine", Value::new_bool(facts.mine)),
            ("restricted", Value::new_bool(facts.restricted_to_me.is_some())),
            ("namedReader", Value::new_bool(facts.restricted_to_me == Some(true))),
            ("sharedWithSocial", Value::new_bool(facts.shared_with_social)),
        ]),
    )
}

fn advice(facts: &AdviceFacts) -> Entity {
    let types = &*TYPES;
    let professional = |id: Uuid| reference(&types.professional, id);
    let mut attributes = attributes([
        ("territory", reference(&types.territory, facts.territory)),
        ("program", word(facts.program.as_str())),
        ("asker", professional(facts.asker)),
        ("askerOrganization", reference(&types.organization, facts.asker_organization)),
        ("substitutes", Value::new_set(facts.substitutes.iter().copied().map(professional))),
        ("status", word(facts.status)),
        ("shareOpen", Value::new_bool(facts.share_open)),
        ("answeredByMe", Value::new_bool(facts.answered_by_me)),
        ("triaged", Value::new_bool(facts.triaged)),
        ("withIdentity", Value::new_bool(facts.with_identity)),
        ("opposed", Value::new_bool(facts.opposed)),
    ]);
    let optional = [
        ("named", facts.named.map(professional)),
        ("answerer", facts.answerer.map(professional)),
        ("team", facts.team.as_ref().map(team)),
    ];
    for (name, value) in optional {
        attributes.extend(value.map(|value| (name.to_owned(), value)));
    }
    entity(uid(&types.advice, facts.id), attributes)
}

fn program(facts: &ProgramFacts) -> Entity {
    let types = &*TYPES;
    let uid = EntityUid::from_type_name_and_id(types.program.clone(), EntityId::new(&facts.slug));
    entity(
        uid,
        attributes([
            ("territory", reference(&types.territory, facts.territory)),
            ("slug", word(facts.slug.as_str())),
        ]),
    )
}

fn practitioner(facts: &PractitionerFacts) -> Entity {
    let types = &*TYPES;
    entity(
        uid(&types.practitioner, facts.id),
        attributes([
            ("territory", reference(&types.territory, facts.territory)),
            ("who", reference(&types.professional, facts.id)),
            ("answers", words(facts.answers.iter().map(String::as_str))),
        ]),
    )
}

fn territory(id: Uuid) -> Entity {
    let types = &*TYPES;
    entity(uid(&types.territory, id), attributes([("territory", reference(&types.territory, id))]))
}
