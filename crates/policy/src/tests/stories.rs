//! The sentences of `access.md`, one by one.

use uuid::Uuid;

use super::POLICY;
use super::any::{HOME, ME};
use crate::{
    Action, AdviceFacts, Compartment, EntryFacts, Function, PersonFacts, Principal, Profession, ProgramRole,
    Refusal, Resource, TeamGround, TeamRole,
};

fn principal(profession: Profession) -> Principal {
    Principal::new(ME, HOME, profession)
}

fn person(team: Option<TeamGround>) -> Resource {
    Resource::Person(PersonFacts { territory: HOME, team, ..PersonFacts::default() })
}

fn key(principal: &Principal, action: Action, resource: &Resource) -> Result<String, Refusal> {
    POLICY.permit(principal, action, resource).map(|reason| reason.key.to_string())
}

#[test]
fn a_doctor_of_the_team_sees_the_social_overview_but_a_nurse_does_not() {
    let known = person(Some(TeamGround::health()));
    let gp = principal(Profession::GeneralPractitioner);
    assert_eq!(key(&gp, Action::ReadSocialOverview, &known), Ok("care-team-doctor".to_owned()));
    assert_eq!(key(&gp, Action::ReadSocial, &known), Err(Refusal::Forbidden));
    assert_eq!(
        key(&principal(Profession::Nurse), Action::ReadSocialOverview, &known),
        Err(Refusal::Forbidden)
    );
}

#[test]
fn a_place_in_the_team_opens_what_the_profession_may_have() {
    let all: std::collections::BTreeSet<_> = Compartment::ALL.iter().copied().collect();
    let everything = |role| person(Some(TeamGround { role, consent: false, opens: all.clone() }));
    let social_worker = principal(Profession::SocialWorker);
    assert_eq!(key(&social_worker, Action::ReadSomatic, &everything(TeamRole::Health)), Err(Refusal::Hidden));
    assert_eq!(
        key(&social_worker, Action::ReadSomatic, &everything(TeamRole::Social)),
        Err(Refusal::Forbidden)
    );
    let mediator = principal(Profession::HealthMediator);
    assert_eq!(key(&mediator, Action::ReadSocial, &everything(TeamRole::Social)), Err(Refusal::Hidden));
    let gp = principal(Profession::GeneralPractitioner);
    assert_eq!(key(&gp, Action::ReadSocial, &everything(TeamRole::Health)), Err(Refusal::Forbidden));
}

#[test]
fn consent_opens_to_a_mediator_and_never_to_a_partner() {
    let with = person(Some(TeamGround::of(TeamRole::Other, true)));
    let mediator = principal(Profession::HealthMediator);
    assert_eq!(key(&mediator, Action::ReadSocial, &with), Ok("person-consent".to_owned()));
    assert_eq!(key(&principal(Profession::NonHealth), Action::ReadIdentity, &with), Err(Refusal::Hidden));
}

#[test]
fn an_objection_can_be_lifted_by_those_who_know_the_person() {
    let gp = principal(Profession::GeneralPractitioner);
    let team = Some(TeamGround::health());
    let opposed =
        Resource::Person(PersonFacts { territory: HOME, team, opposed: true, ..PersonFacts::default() });
    assert_eq!(key(&gp, Action::RecordInformation, &opposed), Ok("care-team-health".to_owned()));
    assert_eq!(key(&gp, Action::ReadCoordination, &opposed), Err(Refusal::Forbidden));
    let closed = POLICY.closed_by(&gp, Action::ReadCoordination, &opposed).expect("closed by a rule");
    assert_eq!(&*closed.key, "person-objects");
}

#[test]
fn a_slower_colleague_sees_that_the_request_is_taken() {
    let mut colleague = principal(Profession::Psychiatrist);
    colleague.programs.push(("advice-line".to_owned(), ProgramRole::Answerer));
    let advice = AdviceFacts {
        territory: HOME,
        program: "advice-line".to_owned(),
        asker: Uuid::from_u128(2),
        status: "sent",
        share_open: true,
        with_identity: true,
        ..AdviceFacts::default()
    };
    let waiting = Resource::Advice(advice.clone());
    assert_eq!(key(&colleague, Action::AnswerAdvice, &waiting), Ok("advice-pool".to_owned()));
    let taken =
        Resource::Advice(AdviceFacts { answerer: Some(Uuid::from_u128(3)), status: "accepted", ..advice });
    assert_eq!(key(&colleague, Action::AnswerAdvice, &taken), Err(Refusal::Forbidden));
    assert_eq!(key(&colleague, Action::ReadAdvice, &taken), Ok("advice-pool-colleague".to_owned()));
    assert_eq!(key(&colleague, Action::ReadAdviceIdentity, &taken), Err(Refusal::Forbidden));
}

#[test]
fn an_administrator_is_asked_for_the_second_factor() {
    let territory = Resource::Territory(HOME);
    let mut admin = principal(Profession::NonHealth);
    assert_eq!(key(&admin, Action::ManageAccounts, &territory), Err(Refusal::Forbidden));
    admin.functions.insert(Function::Administrator);
    assert_eq!(key(&admin, Action::ManageAccounts, &territory), Err(Refusal::StepUp));
    admin.stepped_up = true;
    assert_eq!(key(&admin, Action::ManageAccounts, &territory), Ok("administrator".to_owned()));
    assert_eq!(key(&admin, Action::ReadJournalSubjects, &territory), Err(Refusal::Forbidden));
}

#[test]
fn a_question_without_identity_can_still_be_triaged() {
    let mut secretary = principal(Profession::Secretary);
    secretary.programs.push(("advice-line".to_owned(), ProgramRole::Triage));
    let question = Resource::Advice(AdviceFacts {
        territory: HOME,
        program: "advice-line".to_owned(),
        status: "sent",
        share_open: true,
        ..AdviceFacts::default()
    });
    assert_eq!(key(&secretary, Action::ReadAdviceSubject, &question), Ok("advice-triage".to_owned()));
    assert_eq!(key(&secretary, Action::ReadAdviceIdentity, &question), Err(Refusal::Forbidden));
    assert_eq!(key(&secretary, Action::ReadAdviceContent, &question), Err(Refusal::Forbidden));
}

#[test]
fn writing_does_not_tell_that_a_person_exists() {
    let gp = principal(Profession::GeneralPractitioner);
    let mut entry = EntryFacts {
        id: Uuid::nil(),
        person: PersonFacts { territory: HOME, ..PersonFacts::default() },
        compartment: Compartment::Somatic,
        mine: true,
        restricted_to_me: None,
        shared_with_social: false,
    };
    assert_eq!(key(&gp, Action::WriteEntry, &Resource::Entry(entry.clone())), Err(Refusal::Hidden));
    entry.person.team = Some(TeamGround::health());
    assert_eq!(
        key(&gp, Action::WriteEntry, &Resource::Entry(entry.clone())),
        Ok("care-team-health".to_owned())
    );
    entry.mine = false;
    assert_eq!(key(&gp, Action::WriteEntry, &Resource::Entry(entry)), Err(Refusal::Forbidden));
}

#[test]
fn an_action_upon_the_wrong_thing_is_denied() {
    let gp = principal(Profession::GeneralPractitioner);
    assert!(!POLICY.decide(&gp, Action::SwitchRole, &person(Some(TeamGround::health()))).is_allow());
    assert!(!POLICY.decide(&gp, Action::ReadIdentity, &Resource::Territory(HOME)).is_allow());
}

#[test]
fn words_are_read_as_they_are_written() {
    for profession in Profession::ALL {
        assert_eq!(profession.as_str().parse(), Ok(*profession));
        let json = serde_json::to_string(profession).expect("a word");
        assert_eq!(json, format!("\"{profession}\""));
        assert!(!(profession.is_health() && profession.is_social()), "{profession}");
        assert!(!profession.is_doctor() || profession.is_health(), "{profession}");
    }
    assert!("wizard".parse::<Profession>().is_err());
}

#[test]
fn a_person_opens_their_own_page_and_nothing_else() {
    let (nadia, other) = (Uuid::from_u128(50), Uuid::from_u128(51));
    let person = |id| Resource::Person(PersonFacts { id, territory: HOME, ..PersonFacts::default() });
    let key = |action, resource: &Resource| POLICY.own(nadia, action, resource).map(|it| it.key.to_string());
    assert_eq!(key(Action::OwnPage, &person(nadia)), Ok("own-page".to_owned()));
    assert_eq!(key(Action::OwnPage, &person(other)), Err(Refusal::Hidden));
    for action in Action::ALL.iter().copied().filter(|it| *it != Action::OwnPage) {
        assert_eq!(key(action, &person(nadia)), Err(Refusal::Hidden), "{action}");
    }
    let elsewhere =
        Resource::Person(PersonFacts { id: nadia, territory: Uuid::from_u128(7), ..PersonFacts::default() });
    assert_eq!(
        key(Action::OwnPage, &elsewhere),
        Ok("own-page".to_owned()),
        "they are of the territory of their record"
    );
    let gp = Principal::new(nadia, HOME, Profession::GeneralPractitioner);
    assert!(POLICY.permit(&gp, Action::OwnPage, &person(nadia)).is_err(), "a professional has no such page");
}

#[test]
fn who_takes_over_by_a_link_is_given_one_person_and_nothing_else() {
    let (nadia, other) = (Uuid::from_u128(50), Uuid::from_u128(51));
    let person = |id, opposed| {
        Resource::Person(PersonFacts { id, territory: HOME, opposed, ..PersonFacts::default() })
    };
    let key =
        |action, resource: &Resource| POLICY.received(nadia, action, resource).map(|it| it.key.to_string());
    assert_eq!(key(Action::ReceiveHandover, &person(nadia, false)), Ok("handover-by-link".to_owned()));
    assert_eq!(key(Action::ReceiveHandover, &person(nadia, true)), Err(Refusal::Hidden), "they object");
    assert_eq!(key(Action::ReceiveHandover, &person(other, false)), Err(Refusal::Hidden));
    for action in Action::ALL.iter().copied().filter(|it| *it != Action::ReceiveHandover) {
        assert_eq!(key(action, &person(nadia, false)), Err(Refusal::Hidden), "{action}");
    }
    let gp = Principal::new(nadia, HOME, Profession::GeneralPractitioner);
    assert!(POLICY.permit(&gp, Action::ReceiveHandover, &person(nadia, false)).is_err());
    assert!(POLICY.own(nadia, Action::ReceiveHandover, &person(nadia, false)).is_err(), "nor the person");
}
