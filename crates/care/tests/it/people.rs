//! Persons: who is around them, what they were told and said, and what follows from it at once.

use care::people::{
    self, How, InformationKind, MemberKind, NewInformation, NewMember, NewPerson, Opened, PersonForm,
    PersonView, Scope, TeamGround, TimelinePart, TraitsForm,
};
use care::{Ctx, Error, PersonId, PractitionerId, RoleId};
use policy::{Function, Profession};

use crate::house::{World, conflict, faults, on_both};

/// A professional in session: how they act, who they are, in which role.
struct Someone {
    ctx: Ctx,
    who: PractitionerId,
    role: RoleId,
}

async fn someone(world: &World, login: &str, profession: Profession) -> Someone {
    world.member(login, profession, &[]).await;
    let session = world.session(login).await;
    let role = session.professional.as_ref().unwrap().role();
    Someone { ctx: world.ctx(&session), who: session.practitioner, role }
}

/// A person created by their doctor.
async fn person(doctor: &Ctx, told: &str) -> PersonId {
    let traits = TraitsForm {
        family: "Ferhat".to_owned(),
        given: "Nadia".to_owned(),
        sex: "female".to_owned(),
        birth_date: "14/03/1979".to_owned(),
        ..TraitsForm::default()
    };
    let form =
        PersonForm { traits, attending: "yes".to_owned(), told: told.to_owned(), ..PersonForm::default() };
    people::create(doctor, NewPerson::parse(&form, people::today(doctor)).unwrap()).await.unwrap()
}

async fn open(ctx: &Ctx, person: PersonId) -> Option<Box<PersonView>> {
    match people::open(ctx, person, TimelinePart::default()).await {
        Ok(Opened::Here(view)) => Some(view),
        Err(Error::NotFound) => None,
        other => panic!("{other:?}"),
    }
}

fn joining(role: RoleId, ground: TeamGround) -> NewMember {
    NewMember::now(role, ground)
}

fn said(kind: InformationKind, scope: Scope) -> NewInformation {
    NewInformation { scope, ..NewInformation::now(kind, How::InPerson) }
}

on_both! {
    /// Who joins sees the person, who leaves no longer does; there is one attending doctor at a time.
    async fn the_care_team(world: World) {
        let doctor = someone(&world, "lemoine", Profession::GeneralPractitioner).await;
        let nurse = someone(&world, "girard", Profession::Nurse).await;
        let other = someone(&world, "besnard", Profession::GeneralPractitioner).await;
        let person = person(&doctor.ctx, "in_person").await;
        let view = open(&doctor.ctx, person).await.unwrap();
        assert_eq!(view.team.iter().map(|it| it.kind).collect::<Vec<_>>(), [MemberKind::AttendingGp]);
        assert!(open(&nurse.ctx, person).await.is_none(), "hidden from whoever is not around the person");
        let mine = joining(nurse.role, TeamGround::SameStructure);
        assert!(matches!(people::join_care_team(&nurse.ctx, person, mine.clone()).await, Err(Error::NotFound)));

        world.pass(1);
        let member = people::join_care_team(&doctor.ctx, person, mine.clone()).await.unwrap();
        assert!(open(&nurse.ctx, person).await.is_some());
        assert_eq!(conflict(people::join_care_team(&doctor.ctx, person, mine).await), "conflict-already-member");
        let attending = NewMember { kind: Some(MemberKind::AttendingGp), ..joining(other.role, TeamGround::ChosenByPerson) };
        assert_eq!(conflict(people::join_care_team(&doctor.ctx, person, attending.clone()).await), "conflict-other-attending-gp");
        let wrong = NewMember { kind: Some(MemberKind::AttendingGp), ..joining(nurse.role, TeamGround::ChosenByPerson) };
        assert!(people::join_care_team(&doctor.ctx, person, wrong).await.is_err());

        world.pass(1);
        people::leave_care_team(&nurse.ctx, person, member).await.unwrap();
        assert!(open(&nurse.ctx, person).await.is_none(), "at once");
        assert_eq!(conflict(people::leave_care_team(&doctor.ctx, person, member).await), "conflict-membership-over");
        world.pass(1);
        people::join_care_team(&doctor.ctx, person, NewMember { replaces: true, ..attending }).await.unwrap();
        assert!(open(&doctor.ctx, person).await.is_none(), "the one who hands over is no longer around the person");
        let view = open(&other.ctx, person).await.unwrap();
        let running: Vec<_> = view.team.iter().filter(|it| it.runs(other.ctx.now())).map(|it| it.practitioner).collect();
        assert_eq!(running, [other.who]);
    }
}

on_both! {
    /// Professions that the code does not list come in by the person's consent alone, and go when it is taken back.
    async fn by_consent_alone(world: World) {
        let doctor = someone(&world, "lemoine", Profession::GeneralPractitioner).await;
        let mediator = someone(&world, "cherif", Profession::HealthMediator).await;
        let social = someone(&world, "diarra", Profession::SocialWorker).await;
        let person = person(&doctor.ctx, "in_person").await;
        let formal = joining(mediator.role, TeamGround::FormalTeam);
        assert_eq!(faults(people::join_care_team(&doctor.ctx, person, formal).await), [("ground", "fault-ground-consent-only")]);
        let by_consent = joining(mediator.role, TeamGround::Consent);
        assert_eq!(faults(people::join_care_team(&doctor.ctx, person, by_consent.clone()).await), [("consent", "fault-consent-needed")]);
        world.pass(1);
        people::join_care_team(&doctor.ctx, person, NewMember { consent: Some(How::InPerson), ..by_consent.clone() }).await.unwrap();
        people::join_care_team(&doctor.ctx, person, joining(social.role, TeamGround::FormalTeam)).await.unwrap();
        assert!(open(&mediator.ctx, person).await.is_some() && open(&social.ctx, person).await.is_some());

        world.pass(1);
        let withdrawn = said(InformationKind::ConsentWithdrawn, Scope::Practitioner(mediator.who));
        people::record_information(&doctor.ctx, person, withdrawn.clone()).await.unwrap();
        assert!(open(&mediator.ctx, person).await.is_none(), "at once, everywhere");
        assert!(open(&social.ctx, person).await.is_some(), "nobody else is concerned");
        assert_eq!(conflict(people::record_information(&doctor.ctx, person, withdrawn).await), "conflict-nothing-to-withdraw");
        assert_eq!(faults(people::join_care_team(&doctor.ctx, person, by_consent).await), [("consent", "fault-consent-needed")]);

        world.pass(1);
        let objection = said(InformationKind::Opposed, Scope::Practitioner(social.who));
        people::record_information(&doctor.ctx, person, objection).await.unwrap();
        assert!(open(&social.ctx, person).await.is_none());
        let again = joining(social.role, TeamGround::FormalTeam);
        assert_eq!(conflict(people::join_care_team(&doctor.ctx, person, again).await), "conflict-person-opposed-to-them");
    }
}

on_both! {
    /// An objection closes what is shared until it is lifted; the journal says who recorded what.
    async fn an_objection(world: World) {
        let doctor = someone(&world, "lemoine", Profession::GeneralPractitioner).await;
        let nurse = someone(&world, "girard", Profession::Nurse).await;
        let person = person(&doctor.ctx, "").await;
        assert!(open(&doctor.ctx, person).await.unwrap().person.informed_at.is_none());
        let everyone = |kind| said(kind, Scope::Everyone);
        people::record_information(&doctor.ctx, person, everyone(InformationKind::Informed)).await.unwrap();
        assert!(open(&doctor.ctx, person).await.unwrap().person.informed_at.is_some());
        assert_eq!(
            conflict(people::record_information(&doctor.ctx, person, everyone(InformationKind::OppositionLifted)).await),
            "conflict-nothing-to-lift"
        );
        world.pass(1);
        people::record_information(&doctor.ctx, person, everyone(InformationKind::Opposed)).await.unwrap();
        let view = open(&doctor.ctx, person).await.unwrap();
        assert!(view.person.opposed_at.is_some() && view.alerts.contains(&people::Alert::Opposed));
        assert!(!view.permitted.ask, "nobody is asked about them");
        let refused = people::join_care_team(&doctor.ctx, person, joining(nurse.role, TeamGround::SameStructure)).await;
        assert!(matches!(refused, Err(Error::Conflict(_) | Error::Forbidden)), "{refused:?}");
        let twice = people::record_information(&doctor.ctx, person, everyone(InformationKind::Opposed)).await;
        assert_eq!(conflict(twice), "conflict-already-opposed");
        world.pass(1);
        people::record_information(&doctor.ctx, person, everyone(InformationKind::OppositionLifted)).await.unwrap();
        assert!(open(&doctor.ctx, person).await.unwrap().person.opposed_at.is_none());
        world.pass(1);
        people::join_care_team(&doctor.ctx, person, joining(nurse.role, TeamGround::SameStructure)).await.unwrap();
        let actions = world.actions().await;
        assert_eq!(actions[..3], ["care_team.joined", "person.opposition_lifted", "person.opposed"]);
    }
}

on_both! {
    /// Whoever is charged with identity vigilance sees who a person is, and nothing of who is around them or what was
    /// said.
    async fn identity_alone(world: World) {
        let doctor = someone(&world, "lemoine", Profession::GeneralPractitioner).await;
        let person = person(&doctor.ctx, "in_person").await;
        world.member("carre", Profession::Secretary, &[Function::IdentityVigilance]).await;
        let vigilance = world.ctx(&world.session("carre").await);
        let view = open(&vigilance, person).await.unwrap();
        assert_eq!(view.person.identity.family, "Ferhat");
        assert!(view.team.is_empty() && view.said.is_empty(), "identity alone");
        assert!(view.permitted.edit && !view.permitted.manage_team && !view.permitted.inform && !view.permitted.ask);
    }
}
