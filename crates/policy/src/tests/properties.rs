//! What holds for any actor and any facts.

use proptest::prelude::*;
use uuid::Uuid;

use super::POLICY;
use super::any::{self, ME};
use crate::{
    Action, Compartment, Effect, Function, PersonFacts, Principal, Profession, ProgramRole, Refusal,
    Resource, ResourceKind, TeamGround, Verdict,
};

/// Actions that show or change what a record or a request says.
const CONTENT: &[Action] = &[
    Action::ReadIdentity,
    Action::ReadCoordination,
    Action::ReadSomatic,
    Action::ReadPsychiatric,
    Action::ReadSocial,
    Action::ReadSocialOverview,
    Action::WriteEntry,
    Action::ReadAdvice,
    Action::ReadAdviceIdentity,
    Action::ReadAdviceSubject,
    Action::ReadAdviceContent,
    Action::DownloadLetter,
    Action::PostMessage,
    Action::EditDraft,
    Action::AnswerAdvice,
    Action::ReadReferral,
    Action::ReadReferralIdentity,
    Action::ReadReferralContent,
    Action::ReceiveReferral,
    Action::SeeBoard,
    Action::FindPerson,
    Action::CreatePerson,
    Action::VigilanceQueue,
    Action::ReadArrival,
    Action::ReadArrivalReason,
    Action::RecordArrival,
];

/// Compartments of care, closed to those who only organise.
const CARE: &[Action] =
    &[Action::ReadSomatic, Action::ReadPsychiatric, Action::ReadSocial, Action::ReadSocialOverview];

fn may(principal: &Principal, action: Action, resource: &Resource) -> bool {
    POLICY.decide(principal, action, resource).is_allow()
}

/// The principal or the facts with one more grant.
#[derive(Debug, Clone)]
enum Grant {
    Function(Function),
    Program(String, ProgramRole),
    SecondFactor,
    Team(TeamGround),
    Consent,
    Opens(Compartment),
    Structure,
    InProgram(String),
    SharedWithSocial,
    NamedReader,
    Substitute,
    Addressee,
}

fn grant() -> impl Strategy<Value = Grant> {
    let program = || proptest::sample::select(vec!["advice-line".to_owned(), "somatic-network".to_owned()]);
    prop_oneof![
        proptest::sample::select(Function::ALL).prop_map(Grant::Function),
        (program(), proptest::sample::select(ProgramRole::ALL))
            .prop_map(|(slug, role)| Grant::Program(slug, role)),
        Just(Grant::SecondFactor),
        any::team().prop_map(Grant::Team),
        Just(Grant::Consent),
        proptest::sample::select(Compartment::ALL).prop_map(Grant::Opens),
        Just(Grant::Structure),
        program().prop_map(Grant::InProgram),
        Just(Grant::SharedWithSocial),
        Just(Grant::NamedReader),
        Just(Grant::Substitute),
        Just(Grant::Addressee),
    ]
}

fn person_of(resource: &mut Resource) -> Option<&mut PersonFacts> {
    match resource {
        Resource::Person(person) => Some(person),
        Resource::Entry(entry) => Some(&mut entry.person),
        Resource::Arrival(arrival) => arrival.ground.as_mut(),
        _ => None,
    }
}

fn team_of(resource: &mut Resource) -> Option<&mut Option<TeamGround>> {
    match resource {
        Resource::Advice(advice) => Some(&mut advice.team),
        Resource::Referral(referral) => Some(&mut referral.team),
        other => person_of(other).map(|person| &mut person.team),
    }
}

impl Grant {
    fn give(self, principal: &mut Principal, resource: &mut Resource) {
        match (self, resource) {
            (Self::Function(function), _) => drop(principal.functions.insert(function)),
            (Self::Program(slug, role), _) => principal.programs.push((slug, role)),
            (Self::SecondFactor, _) => principal.stepped_up = true,
            (Self::Team(team), resource) => {
                if let Some(place) = team_of(resource) {
                    place.get_or_insert(team);
                }
            }
            (Self::Consent, resource) => {
                if let Some(Some(team)) = team_of(resource) {
                    team.consent = true;
                }
            }
            (Self::Opens(compartment), resource) => {
                if let Some(Some(team)) = team_of(resource) {
                    team.opens.insert(compartment);
                }
            }
            (Self::Structure, resource) => {
                if let Some(person) = person_of(resource) {
                    person.structure = true;
                }
            }
            (Self::InProgram(slug), resource) => {
                if let Some(person) = person_of(resource) {
                    person.programs.push(slug);
                }
            }
            (Self::SharedWithSocial, Resource::Entry(entry)) => entry.shared_with_social = true,
            (Self::NamedReader, Resource::Entry(entry)) => {
                entry.restricted_to_me = entry.restricted_to_me.map(|_| true);
            }
            (Self::Substitute, Resource::Advice(advice)) => advice.substitutes.push(ME),
            // A request of the pool becomes mine: I was of the pool, or I was nobody.
            (Self::Addressee, Resource::Advice(advice)) => {
                advice.named.get_or_insert(ME);
            }
            _ => {}
        }
    }
}

proptest! {
    #[test]
    fn nothing_is_open_to_a_stranger(profession in proptest::sample::select(Profession::ALL), resource in any::resource(), action in any::action()) {
        let stranger = Principal::new(Uuid::from_u128(999), any::HOME, profession);
        let mut resource = resource;
        if let Some(team) = team_of(&mut resource) { *team = None; }
        match &mut resource {
            Resource::Person(person) => { person.structure = false; person.vital_need = false; }
            Resource::Entry(entry) => {
                entry.person.structure = false;
                entry.person.vital_need = false;
                entry.mine = false;
            }
            Resource::Advice(advice) => advice.answered_by_me = false,
            _ => {}
        }
        let everybodys = [Action::SeeProgram, Action::SearchDirectory, Action::ReadPolicies, Action::SwitchRole];
        let professionals = [Action::FindPerson, Action::CreatePerson];
        if may(&stranger, action, &resource) {
            // The catalogue of rights and the public directory tell of no person.
            let theirs = match action {
                Action::CorrectCatalogue => profession == Profession::SocialWorker,
                Action::RecordOffer => profession != Profession::NonHealth,
                _ => false,
            };
            prop_assert!(everybodys.contains(&action) || professionals.contains(&action) || theirs, "{}", action);
        }
    }

    #[test]
    fn every_permission_has_a_reason(principal in any::principal(), resource in any::resource(), action in any::action()) {
        if let Verdict::Allow(reason) = POLICY.decide(&principal, action, &resource) {
            let rule = POLICY.rules().iter().find(|rule| rule.reason == reason);
            prop_assert!(rule.is_some_and(|rule| rule.effect == Effect::Permit));
            prop_assert!(POLICY.closed_by(&principal, action, &resource).is_none());
        } else if let Some(reason) = POLICY.closed_by(&principal, action, &resource) {
            let rule = POLICY.rules().iter().find(|rule| rule.reason == reason);
            prop_assert!(rule.is_some_and(|rule| rule.effect == Effect::Forbid));
        }
    }

    #[test]
    fn what_may_be_acted_upon_is_visible(principal in any::principal(), resource in any::resource(), action in any::action()) {
        let allowed = may(&principal, action, &resource);
        let visible = match &resource {
            Resource::Entry(entry) if action == Action::WriteEntry => {
                POLICY.visible(&principal, &Resource::Person(entry.person.clone()))
            }
            _ => POLICY.visible(&principal, &resource),
        };
        prop_assert!(!allowed || visible, "{}", action);
        let told = POLICY.permit(&principal, action, &resource);
        prop_assert_eq!(told.is_ok(), allowed);
        prop_assert_eq!(told == Err(Refusal::Hidden), !allowed && !visible);
    }

    #[test]
    fn a_grant_takes_nothing_away_unless_a_rule_closes_it(
        principal in any::principal(), resource in any::resource(), grant in grant(),
    ) {
        let (mut richer, mut closer) = (principal.clone(), resource.clone());
        grant.clone().give(&mut richer, &mut closer);
        for action in Action::ALL {
            if may(&principal, *action, &resource) && !may(&richer, *action, &closer) {
                let closed = POLICY.closed_by(&richer, *action, &closer);
                prop_assert!(closed.is_some(), "{:?} took {} away", grant, action);
            }
        }
    }

    #[test]
    fn nothing_passes_between_territories(principal in any::principal(), resource in any::resource(), action in any::action()) {
        let abroad = Principal { territory: Uuid::from_u128(101), ..principal };
        prop_assert!(!may(&abroad, action, &resource));
        prop_assert_eq!(POLICY.permit(&abroad, action, &resource), Err(Refusal::Hidden));
    }

    #[test]
    fn who_administers_never_gets_content(
        principal in any::principal(), resource in any::resource(),
        function in proptest::sample::select(vec![Function::Administrator, Function::DataProtectionOfficer]),
    ) {
        let mut principal = principal;
        principal.functions.insert(function);
        for action in CONTENT {
            prop_assert!(!may(&principal, *action, &resource), "{}", action);
        }
        if matches!(resource.kind(), ResourceKind::Person | ResourceKind::Entry | ResourceKind::Advice | ResourceKind::Referral) {
            prop_assert!(!POLICY.visible(&principal, &resource));
        }
    }

    #[test]
    fn who_organises_never_reads_care(
        principal in any::principal(), resource in any::resource(),
        profession in proptest::sample::select(vec![Profession::Secretary, Profession::MedicalAssistant, Profession::Coordinator]),
    ) {
        let principal = Principal { profession, ..principal };
        let mut resource = resource;
        // Neither part of the team by consent, nor author, nor party to the request.
        if let Some(team) = team_of(&mut resource) { *team = None; }
        if let Resource::Entry(entry) = &mut resource { entry.mine = false; }
        if let Resource::Arrival(arrival) = &mut resource { arrival.mine = false; }
        prop_assert!(!may(&principal, Action::ReadArrivalReason, &resource));
        for action in CARE {
            prop_assert!(!may(&principal, *action, &resource), "{}", action);
        }
        if let Resource::Advice(advice) = &mut resource {
            let other = Uuid::from_u128(2);
            advice.asker = other;
            advice.named = advice.named.map(|_| other);
            advice.answerer = advice.answerer.map(|_| other);
            advice.answered_by_me = false;
            advice.substitutes.clear();
            let answers = principal.has(&advice.program, ProgramRole::Answerer);
            prop_assert!(answers || !may(&principal, Action::ReadAdviceContent, &resource));
        }
        if let Resource::Referral(referral) = &mut resource {
            let other = Uuid::from_u128(2);
            referral.sender = other;
            referral.named = referral.named.map(|_| other);
            referral.receiver = referral.receiver.map(|_| other);
            let receives = referral.professions.contains(&principal.profession);
            prop_assert!(receives || !may(&principal, Action::ReadReferralContent, &resource));
        }
    }

    #[test]
    fn an_objection_closes_all_but_ones_own(principal in any::principal(), entry in any::entry(), advice in any::advice()) {
        let mut entry = entry;
        entry.person.opposed = true;
        let person = Resource::Person(entry.person.clone());
        for action in CARE.iter().chain(&[Action::ReadCoordination, Action::AskAboutPerson]) {
            prop_assert!(!may(&principal, *action, &person), "{}", action);
        }
        let reads = entry.compartment != Compartment::Identity
            && may(&principal, Action::reading(entry.compartment), &Resource::Entry(entry.clone()));
        prop_assert!(!reads || entry.mine);

        let mut advice = advice;
        advice.opposed = true;
        advice.with_identity = true;
        let own = advice.asker == ME || advice.answered_by_me;
        let request = Resource::Advice(advice);
        prop_assert!(own || !may(&principal, Action::ReadAdviceContent, &request));
        prop_assert!(own || !may(&principal, Action::ReadAdviceIdentity, &request));
        prop_assert!(own || !may(&principal, Action::ReadAdviceSubject, &request));
        prop_assert!(!may(&principal, Action::SendAdvice, &request));
        prop_assert!(!may(&principal, Action::AnswerAdvice, &request));
    }

    /// A referral says what it says to those who refer and receive, and an objection leaves it to those who did.
    #[test]
    fn a_referral_is_read_by_those_who_refer_and_receive(principal in any::principal(), referral in any::referral()) {
        let content = |referral: &crate::ReferralFacts| {
            may(&principal, Action::ReadReferralContent, &Resource::Referral(referral.clone()))
        };
        let own = referral.sender == ME || referral.receiver == Some(ME);
        let asked = referral.receiver.is_none() && referral.open && match referral.named {
            Some(named) => named == ME,
            None => {
                referral.waits && principal.has(&referral.program, ProgramRole::Answerer)
                    && referral.professions.contains(&principal.profession)
            }
        };
        prop_assert!(own || asked || !content(&referral));
        let opposed = crate::ReferralFacts { opposed: true, ..referral.clone() };
        prop_assert!(own || !content(&opposed));
        prop_assert!(own || !may(&principal, Action::ReadReferralIdentity, &Resource::Referral(opposed.clone())));
        prop_assert!(!may(&principal, Action::ReceiveReferral, &Resource::Referral(opposed)));
        let over = crate::ReferralFacts { open: false, waits: false, ..referral };
        prop_assert!(own || !content(&over));
        prop_assert!(!may(&principal, Action::ReceiveReferral, &Resource::Referral(over)));
    }

    /// A part that the person closed is read by its authors alone; what they left open is as open as if they had said nothing.
    #[test]
    fn a_part_that_is_closed_closes_itself_alone(principal in any::principal(), entry in any::entry(), action in any::action()) {
        let open = PersonFacts { closed: [].into(), ..entry.person.clone() };
        let (part, mut entry) = (entry.compartment, entry);
        if !matches!(part, Compartment::Identity | Compartment::Coordination) {
            let closed = PersonFacts { closed: [part].into(), ..open.clone() };
            prop_assert!(!may(&principal, Action::reading(part), &Resource::Person(closed.clone())));
            prop_assert!(part != Compartment::Social || !may(&principal, Action::ReadSocialOverview, &Resource::Person(closed.clone())));
            entry.person = closed;
            let reads = may(&principal, Action::reading(part), &Resource::Entry(entry.clone()));
            prop_assert!(!reads || entry.mine);
        }
        let other = if part == Compartment::Somatic { Compartment::Psychiatric } else { Compartment::Somatic };
        let elsewhere = PersonFacts { closed: [other].into(), ..open.clone() };
        if action != Action::reading(other) {
            let (before, after) = (Resource::Person(open), Resource::Person(elsewhere));
            prop_assert_eq!(may(&principal, action, &before), may(&principal, action, &after), "{}", action);
        }
    }

    #[test]
    fn a_book_of_arrivals_is_its_structures(principal in any::principal(), arrival in any::arrival(), action in any::action()) {
        let mut arrival = arrival;
        arrival.organization = Uuid::from_u128(12);
        prop_assert!(!may(&principal, action, &Resource::Arrival(arrival.clone())));
        prop_assert_eq!(POLICY.permit(&principal, action, &Resource::Arrival(arrival)), Err(Refusal::Hidden));
    }

    #[test]
    fn why_somebody_known_came_is_closed_by_their_objection(principal in any::principal(), arrival in any::arrival(), person in any::person()) {
        let person = PersonFacts { opposed: true, ..person };
        let arrival = crate::ArrivalFacts { ground: Some(person), mine: false, ..arrival };
        prop_assert!(!may(&principal, Action::ReadArrivalReason, &Resource::Arrival(arrival)));
    }

    #[test]
    fn a_restricted_entry_has_named_readers_alone(principal in any::principal(), entry in any::entry()) {
        let mut entry = entry;
        entry.restricted_to_me = Some(false);
        entry.mine = false;
        prop_assert!(!POLICY.visible(&principal, &Resource::Entry(entry)));
    }

    #[test]
    fn author_and_answerer_keep_their_act(principal in any::principal(), advice in any::advice()) {
        prop_assume!(principal.functions.iter().all(|function| *function != Function::Administrator && *function != Function::DataProtectionOfficer));
        let own = advice.asker == ME || advice.answered_by_me;
        let request = Resource::Advice(advice);
        prop_assert!(!own || may(&principal, Action::ReadAdviceContent, &request));
        prop_assert!(!own || may(&principal, Action::DownloadLetter, &request));
    }

    #[test]
    fn a_draft_is_its_authors(principal in any::principal(), advice in any::advice(), action in any::action()) {
        let mut advice = advice;
        advice.status = "draft";
        let mine = advice.asker == ME;
        prop_assert!(mine || !may(&principal, action, &Resource::Advice(advice)));
    }

    #[test]
    fn once_taken_the_content_is_closed_to_the_pool(principal in any::principal(), advice in any::advice(), taker in proptest::sample::select(vec![2_u128, 3])) {
        let mut advice = advice;
        advice.answerer = Some(Uuid::from_u128(taker));
        advice.answered_by_me = false;
        prop_assume!(advice.asker != ME && !advice.substitutes.contains(&ME));
        let request = Resource::Advice(advice);
        for action in [Action::ReadAdviceContent, Action::AcceptAdvice, Action::AnswerAdvice, Action::DownloadLetter] {
            prop_assert!(!may(&principal, action, &request), "{}", action);
        }
    }

    #[test]
    fn a_closed_exchange_stays_open_to_its_parties_alone(principal in any::principal(), advice in any::advice()) {
        let mut advice = advice;
        advice.share_open = false;
        let own = advice.asker == ME || advice.answered_by_me;
        prop_assert!(own || !may(&principal, Action::ReadAdviceContent, &Resource::Advice(advice)));
    }

    #[test]
    fn vigilance_alone_sees_identity_alone(resource in any::resource(), action in any::action()) {
        let mut principal = Principal::new(ME, any::HOME, Profession::NonHealth);
        principal.functions.insert(Function::IdentityVigilance);
        principal.stepped_up = true;
        let mut resource = resource;
        if let Some(team) = team_of(&mut resource) { *team = None; }
        match &mut resource {
            Resource::Entry(entry) => entry.mine = false,
            Resource::Advice(advice) => {
                let other = Uuid::from_u128(2);
                (advice.asker, advice.named, advice.answerer) = (other, None, None);
                advice.answered_by_me = false;
                advice.substitutes.clear();
            }
            Resource::Referral(referral) => {
                referral.sender = Uuid::from_u128(2);
                (referral.named, referral.receiver) = (None, None);
                referral.professions.clear();
            }
            Resource::Practitioner(practitioner) => practitioner.id = Uuid::from_u128(2),
            Resource::Invitation(invitation) => invitation.invited = Uuid::from_u128(2),
            _ => {}
        }
        let identity = [Action::ReadIdentity, Action::EditIdentity, Action::VigilanceQueue, Action::MergePersons];
        let everybodys = [Action::SeeProgram, Action::SearchDirectory, Action::ReadPolicies, Action::SwitchRole];
        if may(&principal, action, &resource) {
            prop_assert!(identity.contains(&action) || everybodys.contains(&action), "{}", action);
        }
    }
}
