//! Facts into Cedar entities, built directly: no JSON on the way.

use std::sync::LazyLock;

use cedar_policy::{Entity, EntityId, EntityTypeName, EntityUid, RestrictedExpression as Value};
use uuid::Uuid;

use crate::action::ResourceKind;
use crate::facts::{
    AdviceFacts, ArrivalFacts, EntryFacts, InvitationFacts, PersonFacts, PractitionerFacts, ProgramFacts,
    ReferralFacts, Resource, TeamGround,
};
use crate::narrow::Names;
use crate::principal::{Principal, ProgramRole};

/// The entity types of the schema, parsed once.
struct Types {
    professional: EntityTypeName,
    organization: EntityTypeName,
    person: EntityTypeName,
    recipient: EntityTypeName,
    entry: EntityTypeName,
    advice: EntityTypeName,
    referral: EntityTypeName,
    arrival: EntityTypeName,
    program: EntityTypeName,
    practitioner: EntityTypeName,
    invitation: EntityTypeName,
    territory: EntityTypeName,
}

static TYPES: LazyLock<Types> = LazyLock::new(|| {
    let name = |word: &str| word.parse().expect("a plain identifier is an entity type");
    Types {
        professional: name("Professional"),
        organization: name("Organization"),
        person: name("Person"),
        recipient: name("Recipient"),
        entry: name("Entry"),
        advice: name("Advice"),
        referral: name("Referral"),
        arrival: name("Arrival"),
        program: name("Program"),
        practitioner: name("Practitioner"),
        invitation: name("Invitation"),
        territory: name("Territory"),
    }
});

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

/// The attributes of one entity; those that no policy reads are not made.
struct Attributes<'a> {
    read: &'a Names,
    made: Vec<(String, Value)>,
}

impl<'a> Attributes<'a> {
    fn new(read: &'a Names) -> Self {
        Self { read, made: Vec::new() }
    }

    fn put(mut self, name: &str, value: impl FnOnce() -> Value) -> Self {
        if self.read.contains(name) {
            self.made.push((name.to_owned(), value()));
        }
        self
    }

    /// An attribute that may be absent.
    fn put_some<T>(self, name: &str, value: Option<T>, make: impl FnOnce(T) -> Value) -> Self {
        match value {
            Some(value) => self.put(name, || make(value)),
            None => self,
        }
    }

    fn flag(self, name: &str, value: bool) -> Self {
        self.put(name, || Value::new_bool(value))
    }

    fn of(self, uid: EntityUid) -> Entity {
        Entity::new_with_tags(uid, self.made, [], [])
            .expect("attributes are plain values, so nothing in them can fail to evaluate")
    }
}

fn record(fields: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
    Value::new_record(fields).expect("no field is given twice")
}

/// The one who acts.
pub(crate) fn principal(principal: &Principal, read: &Names) -> Entity {
    let types = &*TYPES;
    let programs = |role: ProgramRole| {
        words(principal.programs.iter().filter(|(_, held)| *held == role).map(|(slug, _)| slug.as_str()))
    };
    let profession = principal.profession;
    Attributes::new(read)
        .put("territory", || reference(&types.territory, principal.territory))
        .put("organization", || reference(&types.organization, principal.organization))
        .put("profession", || word(profession.as_str()))
        .flag("doctor", profession.is_doctor())
        .flag("health", profession.is_health())
        .flag("social", profession.is_social())
        .put("functions", || words(principal.functions.iter().map(|function| function.as_str())))
        .put("asks", || programs(ProgramRole::Asker))
        .put("answers", || programs(ProgramRole::Answerer))
        .put("triages", || programs(ProgramRole::Triage))
        .put("coordinates", || programs(ProgramRole::Coordinator))
        .put("leads", || programs(ProgramRole::Lead))
        .put("welcomes", || programs(ProgramRole::Welcomer))
        .flag("steppedUp", principal.stepped_up)
        .of(uid(&types.professional, principal.id))
}

/// A person who acts for themselves.
pub(crate) fn myself(id: Uuid, territory: Uuid) -> Entity {
    let facts = PersonFacts { id, territory, ..PersonFacts::default() };
    person(&facts, &Names::ALL)
}

/// The doctor to whom a person was handed over by a link.
pub(crate) fn recipient(person: Uuid, territory: Uuid) -> Entity {
    let types = &*TYPES;
    Attributes::new(&Names::ALL)
        .put("territory", || reference(&types.territory, territory))
        .put("person", || reference(&types.person, person))
        .of(uid(&types.recipient, person))
}

/// What is acted upon.
pub(crate) fn resource(resource: &Resource, read: &Names) -> Entity {
    match resource {
        Resource::Person(facts) => person(facts, read),
        Resource::Entry(facts) => entry(facts, read),
        Resource::Advice(facts) => advice(facts, read),
        Resource::Referral(facts) => referral(facts, read),
        Resource::Arrival(facts) => arrival(facts, read),
        Resource::Program(facts) => program(facts, read),
        Resource::Practitioner(facts) => practitioner(facts, read),
        Resource::Invitation(facts) => invitation(facts, read),
        Resource::Territory(id) => territory(*id, read),
    }
}

/// The Cedar type of a kind of thing.
pub(crate) fn type_name(kind: ResourceKind) -> &'static EntityTypeName {
    let types = &*TYPES;
    match kind {
        ResourceKind::Person => &types.person,
        ResourceKind::Entry => &types.entry,
        ResourceKind::Advice => &types.advice,
        ResourceKind::Referral => &types.referral,
        ResourceKind::Arrival => &types.arrival,
        ResourceKind::Program => &types.program,
        ResourceKind::Practitioner => &types.practitioner,
        ResourceKind::Invitation => &types.invitation,
        ResourceKind::Territory => &types.territory,
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
    let known = [
        ("structure", Value::new_bool(person.structure)),
        ("programs", words(person.programs.iter().map(String::as_str))),
        ("opposed", Value::new_bool(person.opposed)),
        ("closed", words(person.closed.iter().map(|compartment| compartment.as_str()))),
        ("vitalNeed", Value::new_bool(person.vital_need)),
    ];
    record(known.into_iter().chain(person.team.as_ref().map(|place| ("team", team(place)))))
}

fn person(facts: &PersonFacts, read: &Names) -> Entity {
    let types = &*TYPES;
    Attributes::new(read)
        .put("territory", || reference(&types.territory, facts.territory))
        .put("ground", || ground(facts))
        .of(uid(&types.person, facts.id))
}

fn entry(facts: &EntryFacts, read: &Names) -> Entity {
    let types = &*TYPES;
    Attributes::new(read)
        .put("territory", || reference(&types.territory, facts.person.territory))
        .put("ground", || ground(&facts.person))
        .put("compartment", || word(facts.compartment.as_str()))
        .flag("mine", facts.mine)
        .flag("restricted", facts.restricted_to_me.is_some())
        .flag("namedReader", facts.restricted_to_me == Some(true))
        .flag("sharedWithSocial", facts.shared_with_social)
        .of(uid(&types.entry, facts.id))
}

fn advice(facts: &AdviceFacts, read: &Names) -> Entity {
    let types = &*TYPES;
    let professional = |id: Uuid| reference(&types.professional, id);
    Attributes::new(read)
        .put("territory", || reference(&types.territory, facts.territory))
        .put("program", || word(facts.program.as_str()))
        .put("asker", || professional(facts.asker))
        .put("askerOrganization", || reference(&types.organization, facts.asker_organization))
        .put_some("named", facts.named, professional)
        .put_some("answerer", facts.answerer, professional)
        .put("substitutes", || Value::new_set(facts.substitutes.iter().copied().map(professional)))
        .put("status", || word(facts.status))
        .flag("shareOpen", facts.share_open)
        .flag("answeredByMe", facts.answered_by_me)
        .flag("triaged", facts.triaged)
        .flag("withIdentity", facts.with_identity)
        .flag("opposed", facts.opposed)
        .put_some("team", facts.team.as_ref(), team)
        .of(uid(&types.advice, facts.id))
}

fn referral(facts: &ReferralFacts, read: &Names) -> Entity {
    let types = &*TYPES;
    let professional = |id: Uuid| reference(&types.professional, id);
    let organization = |id: &Uuid| reference(&types.organization, *id);
    Attributes::new(read)
        .put("territory", || reference(&types.territory, facts.territory))
        .put("program", || word(facts.program.as_str()))
        .put("sender", || professional(facts.sender))
        .put("organizations", || Value::new_set(facts.organizations.iter().map(organization)))
        .put_some("named", facts.named, professional)
        .put_some("receiver", facts.receiver, professional)
        .put("professions", || words(facts.professions.iter().map(|it| it.as_str())))
        .flag("waits", facts.waits)
        .flag("open", facts.open)
        .flag("opposed", facts.opposed)
        .put_some("team", facts.team.as_ref(), team)
        .of(uid(&types.referral, facts.id))
}

fn arrival(facts: &ArrivalFacts, read: &Names) -> Entity {
    let types = &*TYPES;
    Attributes::new(read)
        .put("territory", || reference(&types.territory, facts.territory))
        .put("organization", || reference(&types.organization, facts.organization))
        .put("program", || word(facts.program.as_str()))
        .flag("mine", facts.mine)
        .put_some("ground", facts.ground.as_ref(), ground)
        .of(uid(&types.arrival, facts.id))
}

fn program(facts: &ProgramFacts, read: &Names) -> Entity {
    let types = &*TYPES;
    Attributes::new(read)
        .put("territory", || reference(&types.territory, facts.territory))
        .put("slug", || word(facts.slug.as_str()))
        .of(EntityUid::from_type_name_and_id(types.program.clone(), EntityId::new(&facts.slug)))
}

fn practitioner(facts: &PractitionerFacts, read: &Names) -> Entity {
    let types = &*TYPES;
    Attributes::new(read)
        .put("territory", || reference(&types.territory, facts.territory))
        .put("who", || reference(&types.professional, facts.id))
        .put("answers", || words(facts.answers.iter().map(String::as_str)))
        .of(uid(&types.practitioner, facts.id))
}

fn invitation(facts: &InvitationFacts, read: &Names) -> Entity {
    let types = &*TYPES;
    Attributes::new(read)
        .put("territory", || reference(&types.territory, facts.territory))
        .put("invited", || reference(&types.professional, facts.invited))
        .of(uid(&types.invitation, facts.id))
}

fn territory(id: Uuid, read: &Names) -> Entity {
    let types = &*TYPES;
    Attributes::new(read).put("territory", || reference(&types.territory, id)).of(uid(&types.territory, id))
}
